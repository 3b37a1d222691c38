#include "doc/paper.h"

#include <inttypes.h>
#include <string.h>

#include "base/fault.h"
#include "base/utf8.h"
#include "doc/xml_text.h"

struct paper *paper_new(struct arena *a)
{
	struct paper *p = NEW(a, struct paper);
	p->arena = a;
	return p;
}

struct paper *paper_report(struct arena *a, const char *title, const char *cover_line)
{
	struct paper *p = paper_new(a);
	p->report = true;
	p->title = arena_strdup(a, title);
	p->subtitle = text_empty(cover_line) ? NULL : arena_strdup(a, cover_line);
	return p;
}

/* A copy that can be set: valid UTF-8, of the control characters only the line feed. */
static const char *copy_text(struct paper *p, const char *text)
{
	char *s = arena_strdup(p->arena, xml_clean(p->arena, text));
	for (char *c = s; *c; c++) {
		if (*c == '\t')
			*c = ' ';
	}
	return s;
}

static struct paper_block *append(struct paper *p, enum paper_block_kind kind, int level,
				  const char *head, const char *text)
{
	struct paper_block *b = NEW(p->arena, struct paper_block);
	b->kind = kind;
	b->level = level;
	b->head = copy_text(p, head);
	b->text = copy_text(p, text);
	if (p->last)
		p->last->next = b;
	else
		p->blocks = b;
	p->last = b;
	return b;
}

void paper_heading(struct paper *p, int level, const char *text)
{
	append(p, PAPER_HEADING, level, text, NULL);
}

/* The lines of a text, each a block; the head belongs to the first. */
static void append_lines(struct paper *p, enum paper_block_kind kind, int level, const char *head,
			 const char *text)
{
	struct str rest = str_of(text);
	bool first = true;
	while (rest.n > 0) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (line.n == 0)
			continue;
		append(p, kind, level, first ? head : NULL, str_dup(p->arena, line));
		first = false;
	}
	if (first && !text_empty(head))
		append(p, kind, level, head, NULL);
}

void paper_para(struct paper *p, const char *text)
{
	append_lines(p, PAPER_PARA, 0, NULL, text);
}

void paper_point(struct paper *p, int level, const char *head, const char *text)
{
	append_lines(p, PAPER_PARA, level, head, text);
}

void paper_item(struct paper *p, const char *mark, const char *text)
{
	append(p, PAPER_ITEM, 0, mark, text);
}

void paper_quote(struct paper *p, const char *text)
{
	append_lines(p, PAPER_QUOTE, 0, NULL, text);
}

void paper_figures(struct paper *p, const char *text)
{
	append(p, PAPER_FIGURES, 0, NULL, text);
}

void paper_page(struct paper *p)
{
	append(p, PAPER_PAGE, 0, NULL, NULL);
}

void paper_annex(struct paper *p, const char *mark, const char *title)
{
	append(p, PAPER_ANNEX, 0, mark, title);
}

void paper_table_begin(struct paper *p, const char *caption, const struct paper_col *cols,
		       int n_cols)
{
	struct paper_table *t = NEW(p->arena, struct paper_table);
	if (n_cols < 1 || n_cols > PAPER_COLS)
		fault("paper: a table of %d columns", n_cols);
	struct paper_col *copy = NEW_N(p->arena, struct paper_col, (size_t)n_cols);
	for (int i = 0; i < n_cols; i++) {
		copy[i] = cols[i];
		copy[i].label = copy_text(p, cols[i].label);
		copy[i].weight = cols[i].weight > 0 ? cols[i].weight : 1;
	}
	t->caption = text_empty(caption) ? NULL : copy_text(p, caption);
	t->cols = copy;
	t->n_cols = n_cols;
	t->half_points = 24;
	append(p, PAPER_TABLE, 0, NULL, NULL)->table = t;
}

void paper_table_tall(struct paper *p, int lines)
{
	p->last->table->tall = lines;
}

static struct paper_table *open_table(struct paper *p)
{
	if (!p->last || !p->last->table)
		fault("paper: a row outside a table");
	return p->last->table;
}

/* Of a text in one line, in tenths of a character; figures are a little wider than half of one in some typefaces. */
static int tenths_wide(const char *text)
{
	int wide = 0;
	for (const unsigned char *c = (const unsigned char *)text; *c; c++)
		wide += *c < 0x80 ? 6 : (*c & 0xc0) == 0x80 ? 0 : 10;
	return wide;
}

/* A head may break, after two characters at the earliest. */
static int figures_wide(const struct paper_table *t, int col)
{
	enum { HEAD = 20, PADDING = 10 };
	int most = HEAD;
	for (const struct paper_row *row = t->rows; row; row = row->next)
		if (tenths_wide(row->cell[col]) > most)
			most = tenths_wide(row->cell[col]);
	return most + PADDING;
}

void paper_table_fit(struct paper *p)
{
	/* of the body, in tenths of a character of 24 half points; five characters with their padding; 小六 */
	enum { BODY = 368, LEAST = 58, SMALLEST = 13 };
	struct paper_table *t = open_table(p);
	struct paper_col *cols = NEW_N(p->arena, struct paper_col, (size_t)t->n_cols);
	int figures = 0, texts = 0, least = 0, body = BODY;
	for (int i = 0; i < t->n_cols; i++) {
		cols[i] = t->cols[i];
		if (cols[i].align == PAPER_RIGHT)
			figures += cols[i].weight = figures_wide(t, i);
		else
			texts += cols[i].weight;
		least += cols[i].align == PAPER_RIGHT ? 0 : LEAST;
	}
	while (body < figures + least && t->half_points > SMALLEST)
		body = BODY * 24 / --t->half_points;
	for (int i = 0; i < t->n_cols; i++) {
		int share = cols[i].align == PAPER_RIGHT ? 0 : (body - figures) * cols[i].weight / texts;
		if (cols[i].align != PAPER_RIGHT)
			cols[i].weight = share < LEAST ? LEAST : share;
	}
	t->cols = cols;
}

void paper_row(struct paper *p)
{
	struct paper_table *t = open_table(p);
	size_t cells = (size_t)t->n_cols * sizeof(const char *);
	struct paper_row *row = arena_alloc(p->arena, sizeof(*row) + cells);
	for (int i = 0; i < t->n_cols; i++)
		row->cell[i] = "";
	if (t->last)
		t->last->next = row;
	else
		t->rows = row;
	t->last = row;
	t->n_filled = 0;
}

void paper_cell(struct paper *p, const char *text)
{
	struct paper_table *t = open_table(p);
	if (!t->last || t->n_filled >= t->n_cols)
		fault("paper: a cell outside the columns");
	t->last->cell[t->n_filled++] = copy_text(p, text);
}

void paper_line(struct paper *p, const char *label, const char *text)
{
	paper_row(p);
	paper_cell(p, label);
	paper_cell(p, text);
}

void paper_cell_int(struct paper *p, int64_t value)
{
	paper_cell(p, arena_printf(p->arena, "%" PRId64, value));
}

void paper_cell_percent(struct paper *p, int64_t t)
{
	int64_t size = t < 0 ? -t : t;
	const char *sign = t < 0 ? "-" : "";
	if (size % 100 == 0)
		paper_cell(p, arena_printf(p->arena, "%s%" PRId64 "%%", sign, size / 100));
	else
		paper_cell(p, arena_printf(p->arena, "%s%" PRId64 ".%0*d%%", sign, size / 100,
					   size % 10 ? 2 : 1,
					   (int)(size % 10 ? size % 100 : size % 100 / 10)));
}

void paper_attachment(struct paper *p, const char *name)
{
	struct paper_line *line = NEW(p->arena, struct paper_line), **end = &p->attachments;
	line->text = copy_text(p, name);
	while (*end)
		end = &(*end)->next;
	*end = line;
}

void paper_sign(struct paper *p, const char *organ, day d)
{
	p->sign_organ = arena_strdup(p->arena, organ);
	p->sign_day = d;
}

void paper_foot(struct paper *p, day as_of, int64_t events, const char *head_hash)
{
	p->foot = arena_printf(p->arena, "数据截至%s　事件链 %" PRId64 " 头 %s",
			       day_cn(p->arena, as_of), events, head_hash);
}

const struct paper_block *paper_annexes(const struct paper *p)
{
	const struct paper_block *b = p->blocks;
	while (b && b->kind != PAPER_ANNEX)
		b = b->next;
	return b;
}

double paper_width(const char *text)
{
	double width = 0;
	for (struct str s = str_of(text); s.n > 0;) {
		size_t n;
		width += utf8_get(s, &n) < 0x2000 ? 0.5 : 1;
		s = str_skip(s, n);
	}
	return width;
}

void paper_sign_place(const struct paper *p, double *organ_right, double *date_right)
{
	double organ = paper_width(p->sign_organ);
	double date = paper_width(p->sign_day ? day_cn(p->arena, p->sign_day) : NULL);
	*date_right = 4;
	*organ_right = 4 + (date - organ) / 2;
	if (*organ_right < 2) {
		*date_right += 2 - *organ_right;
		*organ_right = 2;
	}
}

const char *paper_copy_line(const struct paper *p)
{
	return text_empty(p->copy_to) ? NULL : arena_printf(p->arena, "%s。", p->copy_to);
}
