#include "kernel/list_out.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"

struct list_out {
	struct arena *arena;
	struct xlsx_out *book; /* NULL: CSV */
	FILE *file;
	const char *path, *footer;
	bool inside; /* a row that has cells */
};

/* How a field stands in a workbook. Ids are texts: spreadsheets keep 15 digits only. */
static enum xlsx_kind kind_of(const struct field *f)
{
	switch (f->kind) {
	case KIND_INT:
		return XLSX_INT;
	case KIND_MONEY:
		return XLSX_MONEY;
	case KIND_DAY:
		return XLSX_DAY;
	case KIND_INSTANT:
		return XLSX_INSTANT;
	default:
		return XLSX_TEXT;
	}
}

/* Quoted; what a spreadsheet would take for a formula gets an apostrophe in front. */
static void csv_text(struct list_out *o, const char *s)
{
	if (o->inside)
		fputc(',', o->file);
	o->inside = true;
	fputc('"', o->file);
	if (*s && strchr("=+-@\t\r", *s))
		fputc('\'', o->file);
	for (; *s; s++) {
		if (*s == '"')
			fputc('"', o->file);
		fputc(*s, o->file);
	}
	fputc('"', o->file);
}

static void begin_csv(struct list_out *o, const struct list_out_col *cols, int n)
{
	o->file = fopen(o->path, "wb");
	if (!o->file)
		return; /* told at the end */
	fputs("\xef\xbb\xbf", o->file);
	for (int i = 0; i < n; i++)
		csv_text(o, cols[i].label);
	list_out_row_end(o);
}

struct list_out *list_out_new(struct arena *a, const char *path, const char *tmpdir, bool csv, const char *name,
			      const struct list_out_col *cols, int n, const char *footer)
{
	struct list_out *o = NEW(a, struct list_out);
	struct xlsx_col *heads = NEW_N(a, struct xlsx_col, (size_t)n);
	*o = (struct list_out){.arena = a, .path = path, .footer = footer};
	if (csv) {
		begin_csv(o, cols, n);
		return o;
	}
	for (int i = 0; i < n; i++)
		heads[i] = (struct xlsx_col){.label = cols[i].label, .kind = kind_of(cols[i].f)};
	o->book = xlsx_out_new(a, path, tmpdir);
	xlsx_out_sheet(o->book, &(struct xlsx_sheet){.name = name, .cols = heads, .n_cols = n, .footer = footer});
	return o;
}

void list_out_text(struct list_out *o, const char *text)
{
	if (o->book)
		xlsx_out_text(o->book, text);
	else if (o->file)
		csv_text(o, text);
}

void list_out_cell(struct list_out *o, const struct field *f, const void *row, const char *text)
{
	enum xlsx_kind kind = kind_of(f);
	int64_t v = field_int(f, row);
	if (text)
		list_out_text(o, text);
	else if (f->kind == KIND_INSTANT) /* other programs read it too */
		list_out_text(o, instant_text(o->arena, v));
	else if (!o->book && kind == XLSX_DAY)
		list_out_text(o, day_iso(o->arena, (day)v));
	else if (!o->book || kind == XLSX_TEXT)
		list_out_text(o, field_show(o->arena, NULL, f, row));
	else if (kind == XLSX_INT)
		xlsx_out_int(o->book, v);
	else if (kind == XLSX_MONEY)
		xlsx_out_fen(o->book, v);
	else if (kind == XLSX_DAY)
		xlsx_out_day(o->book, (day)v);
	else
		xlsx_out_instant(o->book, v);
}

void list_out_row_end(struct list_out *o)
{
	if (o->book)
		xlsx_out_row_end(o->book);
	else if (o->file)
		fputs("\r\n", o->file);
	o->inside = false;
}

void list_out_footer(struct list_out *o, const char *footer)
{
	o->footer = footer;
	if (o->book)
		xlsx_out_footer(o->book, footer);
}

bool list_out_close(struct list_out *o, const char **why)
{
	if (o->book)
		return xlsx_out_close(o->book, why);
	*why = "文件没能写完，服务器磁盘可能已满，请通知系统管理员。";
	if (!o->file)
		return false;
	if (o->footer) {
		csv_text(o, o->footer);
		list_out_row_end(o);
	}
	bool good = !ferror(o->file);
	if (fclose(o->file) != 0 || !good) {
		unlink(o->path);
		return false;
	}
	return true;
}

void list_out_drop(struct list_out *o)
{
	if (o->book) {
		xlsx_out_drop(o->book);
	} else if (o->file) {
		fclose(o->file);
		unlink(o->path);
	}
}
