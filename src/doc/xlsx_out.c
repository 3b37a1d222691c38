#include "doc/xlsx_out.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/fault.h"
#include "base/utf8.h"
#include "doc/xlsx_check.h"
#include "doc/xml_text.h"

enum { MAX_ROWS = 1048576, MAX_TEXT = 32767, MAX_SHEETS = 64, EXCEL_EPOCH = 25569 };

struct xlsx_out {
	struct arena *arena;
	const char *path;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	struct xlsx_sheet now;
	lxw_format *head, *head_right, *foot, *cell[XLSX_KINDS];
	const char *names[MAX_SHEETS];
	lxw_worksheet *sheets[MAX_SHEETS];
	uint32_t rows[MAX_SHEETS]; /* with a cell, to check the file against */
	int n_sheets;
	uint32_t row;	     /* the one being written */
	uint32_t filled;     /* rows with a cell; the library leaves out the others */
	uint32_t filled_row; /* the last of them, plus one */
	int col;
	const char *why; /* the first trouble */
};

static const struct {
	const char *format;
	int width;
} kinds[XLSX_KINDS] = {
	[XLSX_TEXT] = {"@", 18},	 [XLSX_INT] = {"#,##0", 10},
	[XLSX_MONEY] = {"#,##0.00", 15}, [XLSX_PERCENT] = {"0.0%", 10},
	[XLSX_DAY] = {"yyyy-mm-dd", 12}, [XLSX_INSTANT] = {"yyyy-mm-dd hh:mm", 17},
};

static lxw_format *plain_format(lxw_workbook *book)
{
	lxw_format *f = workbook_add_format(book);
	if (!f)
		fault("xlsx: no memory for a format");
	format_set_font_name(f, "等线");
	format_set_font_size(f, 11);
	format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
	return f;
}

static lxw_format *head_format(lxw_workbook *book)
{
	lxw_format *f = plain_format(book);
	format_set_bold(f);
	format_set_bg_color(f, 0xF1ECE4);
	format_set_bottom(f, LXW_BORDER_THIN);
	format_set_text_wrap(f);
	return f;
}

static void make_formats(struct xlsx_out *x)
{
	for (int k = 0; k < XLSX_KINDS; k++) {
		x->cell[k] = plain_format(x->book);
		format_set_num_format(x->cell[k], kinds[k].format);
	}
	format_set_align(x->cell[XLSX_DAY], LXW_ALIGN_LEFT);
	format_set_align(x->cell[XLSX_INSTANT], LXW_ALIGN_LEFT);
	x->head = head_format(x->book);
	x->head_right = head_format(x->book);
	format_set_align(x->head_right, LXW_ALIGN_RIGHT);
	x->foot = plain_format(x->book);
	format_set_font_color(x->foot, 0x6B6259);
}

static bool is_figure(enum xlsx_kind kind)
{
	return kind == XLSX_INT || kind == XLSX_MONEY || kind == XLSX_PERCENT;
}

struct xlsx_out *xlsx_out_new(struct arena *a, const char *path, const char *tmpdir)
{
	struct xlsx_out *x = NEW(a, struct xlsx_out);
	x->arena = a;
	x->path = arena_strdup(a, path);
	char *tmp = tmpdir ? arena_strdup(a, tmpdir) : NULL;
	lxw_workbook_options options = {
		.constant_memory = LXW_TRUE, .tmpdir = tmp, .use_zip64 = LXW_FALSE};
	x->book = workbook_new_opt(x->path, &options);
	if (!x->book)
		fault("xlsx: no memory for a workbook");
	make_formats(x);
	return x;
}

static bool name_taken(const struct xlsx_out *x, const char *name)
{
	for (int i = 0; i < x->n_sheets; i++) {
		if (strcasecmp(x->names[i], name) == 0)
			return true;
	}
	return false;
}

/* Excel's rules for the name of a sheet. */
static const char *legal_name(struct xlsx_out *x, const char *wish)
{
	char *name = arena_strdup(x->arena, utf8_clip(x->arena, xml_clean(x->arena, wish), 27));
	for (char *p = name; *p; p++) {
		if (strchr("[]:*?/\\'\n\t", *p))
			*p = ' ';
	}
	struct str s = str_trim(str_of(name));
	const char *base = s.n ? str_dup(x->arena, s) : "表";
	const char *legal = base;
	for (int i = 2; name_taken(x, legal); i++)
		legal = arena_printf(x->arena, "%s %d", base, i);
	return legal;
}

/* Width on screen in half-width characters. */
static int text_width(const char *text)
{
	int width = 0;
	for (struct str s = str_of(text); s.n > 0;) {
		size_t n;
		width += utf8_get(s, &n) >= 0x1100 ? 2 : 1;
		s = str_skip(s, n);
	}
	return width;
}

static void count_cell(struct xlsx_out *x, uint32_t row)
{
	if (x->filled_row != row + 1)
		x->filled++;
	x->filled_row = row + 1;
}

static void put_string(struct xlsx_out *x, uint32_t row, int col, const char *s, lxw_format *f)
{
	const char *text = xml_clean(x->arena, s);
	if (strlen(text) > MAX_TEXT)
		text = utf8_clip(x->arena, text, MAX_TEXT - 1);
	count_cell(x, row);
	lxw_error e = worksheet_write_string(x->sheet, row, (lxw_col_t)col, text, f);
	if (e != LXW_NO_ERROR && !x->why)
		x->why = "表格写入失败，请重试；如仍失败请联系管理员。";
}

static void end_sheet(struct xlsx_out *x)
{
	if (!x->sheet)
		return;
	if (x->now.n_cols > 0 && x->row > 0)
		worksheet_autofilter(x->sheet, 0, 0, x->row - 1, (lxw_col_t)(x->now.n_cols - 1));
	if (!text_empty(x->now.footer) && x->row + 1 < MAX_ROWS)
		put_string(x, x->row + 1, 0, x->now.footer, x->foot);
	x->rows[x->n_sheets - 1] = x->filled;
	x->sheet = NULL;
}

/* "&" begins a code in a page footer; Excel allows 255 characters in all. */
static void set_page(struct xlsx_out *x)
{
	struct buf b = buf_in(x->arena);
	buf_puts(&b, "&L&8");
	const char *text = utf8_clip(x->arena, xml_clean(x->arena, x->now.footer), 100);
	for (; *text; text++)
		buf_puts(&b, *text == '&' ? "&&" : (char[]){*text, 0});
	buf_puts(&b, "&R&8&P / &N");
	worksheet_set_footer(x->sheet, buf_text(&b));
	worksheet_repeat_rows(x->sheet, 0, 0);
	worksheet_set_landscape(x->sheet);
	worksheet_set_paper(x->sheet, 9); /* A4 */
	worksheet_fit_to_pages(x->sheet, 1, 0);
}

void xlsx_out_footer(struct xlsx_out *x, const char *footer)
{
	x->now.footer = arena_strdup(x->arena, footer);
	set_page(x);
}

static void write_head(struct xlsx_out *x)
{
	worksheet_set_row(x->sheet, 0, 24, NULL);
	for (int i = 0; i < x->now.n_cols; i++) {
		const struct xlsx_col *c = &x->now.cols[i];
		int label = text_width(c->label) + 4,
		    width = c->width ? c->width : kinds[c->kind].width;
		if (c->width == 0 && label > width)
			width = label;
		worksheet_set_column(x->sheet, (lxw_col_t)i, (lxw_col_t)i, width, x->cell[c->kind]);
		put_string(x, 0, i, c->label, is_figure(c->kind) ? x->head_right : x->head);
	}
	worksheet_freeze_panes(x->sheet, 1, 0);
	x->row = 1;
	x->col = 0;
}

void xlsx_out_sheet(struct xlsx_out *x, const struct xlsx_sheet *sheet)
{
	end_sheet(x);
	if (x->n_sheets == MAX_SHEETS)
		fault("xlsx: more than %d sheets", MAX_SHEETS);
	const char *name = legal_name(x, sheet->name);
	x->sheet = workbook_add_worksheet(x->book, name);
	if (!x->sheet)
		fault("xlsx: sheet refused");
	x->sheets[x->n_sheets] = x->sheet;
	x->names[x->n_sheets++] = name;
	x->now = *sheet;
	x->filled = x->filled_row = 0;
	x->now.footer = arena_strdup(x->arena, sheet->footer);
	set_page(x);
	write_head(x);
}

/* The column of the next cell; -1 when the sheet is full. */
static int next_cell(struct xlsx_out *x)
{
	if (!x->sheet || x->col >= x->now.n_cols)
		fault("xlsx: cell outside the columns");
	if (x->row >= MAX_ROWS) {
		if (!x->why)
			x->why = "超过一张表的上限 1,048,576 行，请加筛选条件后分次导出。";
		x->col++;
		return -1;
	}
	return x->col++;
}

static lxw_format *cell_format(struct xlsx_out *x, int col)
{
	return x->cell[x->now.cols[col].kind];
}

void xlsx_out_text(struct xlsx_out *x, const char *s)
{
	int col = next_cell(x);
	if (col < 0 || text_empty(s))
		return;
	struct arena_mark mark = arena_mark(x->arena);
	put_string(x, x->row, col, s, cell_format(x, col));
	arena_release(x->arena, mark);
}

static void put_number(struct xlsx_out *x, double value, enum xlsx_kind kind)
{
	int col = next_cell(x);
	if (col < 0)
		return;
	count_cell(x, x->row);
	enum xlsx_kind own = x->now.cols[col].kind;
	worksheet_write_number(x->sheet, x->row, (lxw_col_t)col, value,
			       x->cell[own == XLSX_TEXT ? kind : own]);
}

void xlsx_out_int(struct xlsx_out *x, int64_t value)
{
	if (value < 1000000000000000 && value > -1000000000000000) {
		put_number(x, (double)value, XLSX_INT);
		return;
	}
	char text[24];
	snprintf(text, sizeof(text), "%lld", (long long)value);
	xlsx_out_text(x, text);
}

void xlsx_out_fen(struct xlsx_out *x, int64_t fen)
{
	put_number(x, (double)fen / 100, XLSX_MONEY);
}

void xlsx_out_percent(struct xlsx_out *x, int64_t ten_thousandths)
{
	put_number(x, (double)ten_thousandths / 10000, XLSX_PERCENT);
}

void xlsx_out_day(struct xlsx_out *x, day d)
{
	if (d == 0)
		next_cell(x);
	else
		put_number(x, (double)d + EXCEL_EPOCH, XLSX_DAY);
}

void xlsx_out_instant(struct xlsx_out *x, instant t)
{
	double days = (double)(t + 8 * 3600000) / 86400000;
	if (t == 0)
		next_cell(x);
	else
		put_number(x, days + EXCEL_EPOCH, XLSX_INSTANT);
}

void xlsx_out_blank(struct xlsx_out *x)
{
	next_cell(x);
}

void xlsx_out_row_end(struct xlsx_out *x)
{
	if (x->row < MAX_ROWS)
		x->row++;
	x->col = 0;
}

/* The library does not look whether its temporary rows were written; we do. */
static bool rows_written(struct xlsx_out *x)
{
	bool good = true;
	for (int i = 0; i < x->n_sheets; i++) {
		FILE *f = x->sheets[i]->optimize_tmpfile;
		good = good && (!f || (fflush(f) == 0 && !ferror(f)));
	}
	return good;
}

bool xlsx_out_close(struct xlsx_out *x, const char **why)
{
	end_sheet(x);
	bool good = rows_written(x);
	lxw_error e = workbook_close(x->book);
	x->book = NULL;
	if (!x->why && (!good || e != LXW_NO_ERROR || !xlsx_check(x->path, x->rows, x->n_sheets)))
		x->why = "文件没有写完整，可能是磁盘已满，请联系管理员清理后重新导出。";
	*why = x->why;
	if (x->why)
		unlink(x->path);
	return !x->why;
}

void xlsx_out_drop(struct xlsx_out *x)
{
	if (x->book)
		lxw_workbook_free(x->book);
	x->book = NULL;
}
