/*
 * The walk over word/document.xml. Paragraphs nest (a text box stands within a
 * run), so each has its frame; tables collect the text of their cells.
 */
#include "doc/docx_in_body.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FRAMES = 12, TABLES = 8, PART_MAX = 96 << 20, RATIO = 300, CELL_MAX = 1 << 20 };

/* A paragraph that is open. */
struct frame {
	struct pool text;
	char style[DOCX_NAME];
	int outline, num_id, num_level; /* -1: not said */
	int table;			/* depth of tables it stands in */
	bool joined;			/* its end mark is deleted: the next paragraph goes on */
};

/* A table that is open; only the outer one makes rows. */
struct table {
	struct pool row; /* cells parted by tabs */
	int cells;
	bool cell_text; /* the open cell has text already */
	int span;
};

struct body {
	struct docx_lists *lists;
	struct docx_out *out;
	bool notes, in_note;
	struct frame frames[FRAMES];
	int n_frames;
	struct table tables[TABLES];
	int n_tables;
	int skip;	/* depth inside what is left out: deletions, old properties, fallbacks */
	int properties; /* inside pPr */
	int mark_properties; /* inside pPr's rPr */
	int run_properties;
	bool hidden; /* the run is hidden text */
	bool in_text;
};

static struct frame *top(struct body *b)
{
	return b->n_frames ? &b->frames[b->n_frames - 1] : NULL;
}

static void put_text(struct part *p, const char *s, size_t n)
{
	struct body *b = p->ctx;
	struct frame *f = top(b);
	if (!f || b->skip || b->hidden)
		return;
	if (!pool_put(&f->text, s, n, b->out->most_text))
		part_refuse(p, PART_TOO_BIG);
}

/* ---- lines ---- */

static void put_line(struct part *p, const char *s, size_t n, enum doc_line_kind kind, int heading)
{
	struct body *b = p->ctx;
	struct doc_line line = {.kind = kind, .heading = heading};
	if (!pool_put(&b->out->text, s, n, b->out->most_text) ||
	    !pool_put(&b->out->text, "\n", 1, b->out->most_text) ||
	    !pool_put(&b->out->lines, &line, sizeof(line), b->out->most_text))
		part_refuse(p, PART_TOO_BIG);
}

/* The paragraph as a line, or as several where it has line breaks. */
static void put_lines(struct part *p, struct frame *f, int heading)
{
	struct body *b = p->ctx;
	enum doc_line_kind kind = b->notes ? DOC_NOTE : DOC_PARAGRAPH;
	char *s = f->text.p;
	size_t rest = f->text.n;
	for (;;) {
		char *end = rest ? memchr(s, '\n', rest) : NULL;
		size_t n = end ? (size_t)(end - s) : rest;
		put_line(p, s, n, kind, heading);
		if (!end)
			return;
		s = end + 1;
		rest -= n + 1;
	}
}

static void put_cell(struct part *p, struct frame *f)
{
	struct body *b = p->ctx;
	struct table *t = &b->tables[0];
	for (size_t i = 0; i < f->text.n; i++) {
		if (f->text.p[i] == '\n' || f->text.p[i] == '\f')
			f->text.p[i] = '\v';
		else if (f->text.p[i] == '\t')
			f->text.p[i] = ' ';
	}
	if (!f->text.n)
		return;
	if ((t->cell_text && !pool_put(&t->row, "\v", 1, CELL_MAX)) ||
	    !pool_put(&t->row, f->text.p, f->text.n, CELL_MAX))
		part_refuse(p, PART_TOO_BIG);
	t->cell_text = true;
}

/* The number Word would show before the paragraph, put in front of its text. */
static void put_number(struct part *p, struct frame *f, const struct docx_style *style)
{
	struct body *b = p->ctx;
	int num_id = f->num_id, level = f->num_level, style_level;
	char number[1024]; /* a level text of 63 bytes cannot unfold to more */
	if (num_id < 0 && !docx_style_number(b->lists, style, &num_id, &style_level))
		return;
	if (f->num_id < 0 && level < 0)
		level = style_level;
	if (num_id <= 0 || (f->text.n == 0 && !b->n_tables))
		return;
	size_t n =
		docx_next_number(b->lists, num_id, level < 0 ? 0 : level, number, sizeof(number));
	if (!n)
		return;
	if (!pool_put(&f->text, number, n, b->out->most_text)) {
		part_refuse(p, PART_TOO_BIG);
		return;
	}
	memmove(f->text.p + n, f->text.p, f->text.n - n);
	memcpy(f->text.p, number, n);
}

static void paragraph_open(struct part *p)
{
	struct body *b = p->ctx;
	struct frame *f = top(b);
	if (f && f->joined && f->table == b->n_tables) {
		f->joined = false;
		return;
	}
	if (b->n_frames == FRAMES) {
		part_refuse(p, PART_BROKEN);
		return;
	}
	f = &b->frames[b->n_frames++];
	f->text.n = 0;
	f->style[0] = 0;
	f->outline = f->num_id = f->num_level = -1;
	f->table = b->n_tables;
	f->joined = false;
	b->hidden = false;
}

static void finish_frame(struct part *p)
{
	struct body *b = p->ctx;
	struct frame *f = top(b);
	const struct docx_style *style = f->style[0] ? docx_style_find(b->lists, f->style) : NULL;
	if (!style)
		style = b->lists->normal;
	int heading = f->outline >= 0 ? (f->outline < 9 ? f->outline + 1 : 0)
				      : docx_style_heading(b->lists, style);
	put_number(p, f, style);
	if (b->n_tables && f->table)
		put_cell(p, f);
	else if (!docx_style_is_contents(style))
		put_lines(p, f, heading);
	f->text.n = 0;
	b->n_frames--;
}

static void paragraph_close(struct part *p)
{
	struct body *b = p->ctx;
	struct frame *f = top(b);
	if (f && !f->joined && !(b->notes && !b->in_note))
		finish_frame(p);
	else if (f && !f->joined)
		b->n_frames--;
}

/* ---- tables ---- */

static void table_open(struct part *p)
{
	struct body *b = p->ctx;
	if (b->n_tables == TABLES) {
		part_refuse(p, PART_BROKEN);
		return;
	}
	b->n_tables++;
}

static void row_close(struct part *p)
{
	struct body *b = p->ctx;
	struct table *t = &b->tables[0];
	if (b->n_tables != 1)
		return;
	if (t->cells > 1) {
		put_line(p, t->row.p, t->row.n, DOC_ROW, 0);
	} else if (t->cells == 1) { /* a frame around text: its paragraphs */
		size_t from = 0;
		for (size_t i = 0; i <= t->row.n; i++) {
			if (i < t->row.n && t->row.p[i] != '\v')
				continue;
			put_line(p, t->row.p ? t->row.p + from : "", i - from, DOC_PARAGRAPH, 0);
			from = i + 1;
		}
	}
	t->row.n = 0;
	t->cells = 0;
}

static void cell_open(struct part *p)
{
	struct body *b = p->ctx;
	struct table *t = &b->tables[0];
	if (b->n_tables != 1)
		return;
	if (t->cells++ && !pool_put(&t->row, "\t", 1, CELL_MAX))
		part_refuse(p, PART_TOO_BIG);
	t->cell_text = false;
	t->span = 1;
}

static void cell_close(struct part *p)
{
	struct body *b = p->ctx;
	struct table *t = &b->tables[0];
	if (b->n_tables != 1)
		return;
	for (; t->span > 1 && t->cells < 100; t->span--) {
		t->cells++;
		if (!pool_put(&t->row, "\t", 1, CELL_MAX))
			part_refuse(p, PART_TOO_BIG);
	}
}

/* ---- elements ---- */

static int value_of(const xmlChar **attrs, int n, int otherwise)
{
	char text[16];
	part_attr_copy(attrs, n, "val", text, sizeof(text));
	return text[0] ? (int)strtol(text, NULL, 10) : otherwise;
}

static bool is_off(const xmlChar **attrs, int n)
{
	char text[8];
	part_attr_copy(attrs, n, "val", text, sizeof(text));
	return strcmp(text, "0") == 0 || strcmp(text, "false") == 0 || strcmp(text, "off") == 0;
}

static void property_open(struct part *p, const char *name, const xmlChar **attrs, int n)
{
	struct body *b = p->ctx;
	struct frame *f = top(b);
	if (!f)
		return;
	if (strcmp(name, "rPr") == 0)
		b->mark_properties++;
	else if (b->mark_properties && strcmp(name, "del") == 0)
		f->joined = true;
	else if (b->mark_properties)
		return;
	else if (strcmp(name, "pStyle") == 0)
		part_attr_copy(attrs, n, "val", f->style, sizeof(f->style));
	else if (strcmp(name, "outlineLvl") == 0)
		f->outline = value_of(attrs, n, -1);
	else if (strcmp(name, "numId") == 0)
		f->num_id = value_of(attrs, n, -1);
	else if (strcmp(name, "ilvl") == 0)
		f->num_level = value_of(attrs, n, -1);
}

static void put_break(struct part *p, const xmlChar **attrs, int n)
{
	char type[16];
	part_attr_copy(attrs, n, "type", type, sizeof(type));
	put_text(p, strcmp(type, "page") == 0 ? "\f" : "\n", 1);
}

/* A character of a symbol font: bullets and the like. */
static void put_symbol(struct part *p, const xmlChar **attrs, int n)
{
	char text[8];
	part_attr_copy(attrs, n, "char", text, sizeof(text));
	unsigned long c = strtoul(text, NULL, 16);
	if (c >= 0xf000 && c <= 0xf0ff)
		put_text(p, "•", strlen("•"));
}

static const char *const skipped[] = {"del",
				      "moveFrom",
				      "pPrChange",
				      "rPrChange",
				      "sectPrChange",
				      "tblPrChange",
				      "tcPrChange",
				      "trPrChange",
				      "Fallback",
				      "sectPr",
				      "rt",
				      "instrText",
				      "delText",
				      "delInstrText",
				      "numberingChange",
				      "tblGridChange",
				      NULL};

static bool is_skipped(const char *name)
{
	for (const char *const *p = skipped; *p; p++) {
		if (strcmp(name, *p) == 0)
			return true;
	}
	return false;
}

static void text_element(struct part *p, const char *name, const xmlChar **attrs, int n)
{
	struct body *b = p->ctx;
	if (strcmp(name, "t") == 0)
		b->in_text = true;
	else if (strcmp(name, "tab") == 0 || strcmp(name, "ptab") == 0)
		put_text(p, "\t", 1);
	else if (strcmp(name, "br") == 0)
		put_break(p, attrs, n);
	else if (strcmp(name, "cr") == 0)
		put_text(p, "\n", 1);
	else if (strcmp(name, "noBreakHyphen") == 0)
		put_text(p, "-", 1);
	else if (strcmp(name, "sym") == 0)
		put_symbol(p, attrs, n);
	else if (strcmp(name, "rPr") == 0)
		b->run_properties++;
	else if (strcmp(name, "vanish") == 0 && b->run_properties)
		b->hidden = !is_off(attrs, n);
	else if (strcmp(name, "r") == 0)
		b->hidden = false;
}

static void on_open(struct part *p, const char *name, const xmlChar **attrs, int n)
{
	struct body *b = p->ctx;
	if (b->skip || (is_skipped(name) && !(b->mark_properties && strcmp(name, "del") == 0))) {
		b->skip++;
		return;
	}
	if (b->properties) {
		b->properties++;
		property_open(p, name, attrs, n);
		return;
	}
	if (strcmp(name, "p") == 0) {
		paragraph_open(p);
	} else if (strcmp(name, "pPr") == 0) {
		b->properties = 1;
		b->mark_properties = 0;
	} else if (strcmp(name, "tbl") == 0) {
		table_open(p);
	} else if (strcmp(name, "tc") == 0) {
		cell_open(p);
	} else if (strcmp(name, "gridSpan") == 0) {
		b->tables[0].span = value_of(attrs, n, 1);
	} else if (b->notes && (strcmp(name, "footnote") == 0 || strcmp(name, "endnote") == 0)) {
		size_t k;
		const char *type = part_attr(attrs, n, "type", &k);
		b->in_note = !type || (k == 6 && memcmp(type, "normal", 6) == 0);
	} else {
		text_element(p, name, attrs, n);
	}
}

static void on_close(struct part *p, const char *name)
{
	struct body *b = p->ctx;
	if (b->skip) {
		b->skip--;
		return;
	}
	if (b->properties) {
		b->properties--;
		if (b->mark_properties && strcmp(name, "rPr") == 0)
			b->mark_properties--;
		return;
	}
	if (strcmp(name, "t") == 0)
		b->in_text = false;
	else if (strcmp(name, "p") == 0)
		paragraph_close(p);
	else if (strcmp(name, "tbl") == 0 && b->n_tables)
		b->n_tables--;
	else if (strcmp(name, "tr") == 0)
		row_close(p);
	else if (strcmp(name, "tc") == 0)
		cell_close(p);
	else if (strcmp(name, "rPr") == 0 && b->run_properties)
		b->run_properties--;
	else if (strcmp(name, "r") == 0)
		b->hidden = false;
}

static void on_text(struct part *p, const char *text, size_t n)
{
	struct body *b = p->ctx;
	if (!b->in_text || b->skip)
		return;
	/* a line end inside of w:t is a blank */
	while (n) {
		size_t k = 0;
		while (k < n && text[k] != '\n' && text[k] != '\r')
			k++;
		put_text(p, text, k);
		if (k == n)
			return;
		put_text(p, " ", 1);
		text += k + 1;
		n -= k + 1;
	}
}

bool docx_body_read(zip_t *z, const char *name, struct docx_lists *lists, bool notes,
		    struct docx_out *out, const char **why)
{
	struct body *b = calloc(1, sizeof(*b));
	if (!b) {
		*why = PART_TOO_BIG;
		return false;
	}
	b->lists = lists;
	b->out = out;
	b->notes = notes;
	struct part p = {.max_bytes = PART_MAX,
			 .max_ratio = RATIO,
			 .ctx = b,
			 .open = on_open,
			 .close = on_close,
			 .text = on_text};
	bool good = notes;
	if (part_open(&p, z, name)) {
		good = part_run(&p);
		*why = good ? NULL : p.why;
	} else if (!notes) {
		*why = PART_BROKEN;
	}
	while (good && b->n_frames) /* its mark was deleted and no paragraph followed */
		finish_frame(&p);
	for (int i = 0; i < FRAMES; i++)
		pool_free(&b->frames[i].text);
	for (int i = 0; i < TABLES; i++)
		pool_free(&b->tables[i].row);
	free(b);
	return good;
}
