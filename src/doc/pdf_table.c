#include "doc/pdf_page.h"

#include <math.h>

/* Tables: 小四 text or smaller, thin lines, the head again on every page, tall rows cut between lines. */

static const double pad = 4;

struct grid {
	const struct paper_table *t;
	int n;
	double size, pitch; /* of its text and its lines */
	double x[PAPER_COLS + 1]; /* left edges, and the right end */
};

struct cells { /* one row, set */
	struct text text[PAPER_COLS];
	struct text_lines lines[PAPER_COLS];
	int tallest; /* lines */
	bool head;
};

static struct grid make_grid(const struct paper_table *t)
{
	struct grid g = {.t = t, .n = t->n_cols, .size = t->half_points / 2.0, .pitch = t->half_points * 0.75};
	double sum = 0, at = 0;
	for (int i = 0; i < g.n; i++)
		sum += t->cols[i].weight;
	for (int i = 0; i < g.n; i++) {
		g.x[i] = at / sum * BODY_WIDTH;
		at += t->cols[i].weight;
	}
	g.x[g.n] = BODY_WIDTH;
	return g;
}

static double cell_width(const struct grid *g, int i)
{
	return fmax(g->x[i + 1] - g->x[i] - 2 * pad, g->size);
}

static void set_row(struct pen *p, const struct grid *g, const struct paper_row *row,
		    struct cells *out)
{
	out->tallest = row && g->t->tall > 1 ? g->t->tall : 1;
	out->head = !row;
	for (int i = 0; i < g->n; i++) {
		const char *text = row ? row->cell[i] : g->t->cols[i].label;
		out->text[i] = pen_text(row ? FACE_BODY : FACE_HEI, g->size, text);
		out->lines[i] = text_break(&p->set, &out->text[i], cell_width(g, i), 0);
		if (out->lines[i].n > out->tallest)
			out->tallest = out->lines[i].n;
	}
}

static void put_cell(struct pen *p, const struct grid *g, struct cells *c, int i, int from, int to)
{
	enum paper_align align = c->head ? PAPER_CENTER : g->t->cols[i].align;
	struct text_lines *lines = &c->lines[i];
	double shift =
		from == 0 && lines->n < to ? (to - lines->n) * g->pitch / 2 : 0; /* in the middle */
	for (int k = from; k < to && k < lines->n; k++) {
		double spare = cell_width(g, i) - lines->line[k].width;
		double x = g->x[i] + pad +
			   spare * (align == PAPER_LEFT	    ? 0
				    : align == PAPER_CENTER ? 0.5
							    : 1);
		double y = p->y + pad + shift + (k - from + 0.5) * g->pitch;
		/* in a narrow column a line that is much too short is left ragged, not drawn apart */
		pen_line(p, &c->text[i], &lines->line[k], x, y,
			 align == PAPER_LEFT && spare < g->size / 4 ? cell_width(g, i) : 0);
	}
}

/* Lines from…to of a row, with its borders. */
static void put_slice(struct pen *p, const struct grid *g, struct cells *c, int from, int to)
{
	double height = (to - from) * g->pitch + 2 * pad;
	for (int i = 0; i < g->n; i++)
		put_cell(p, g, c, i, from, to);
	cairo_set_line_width(p->cr, 0.5);
	for (int i = 0; i < g->n; i++)
		cairo_rectangle(p->cr, SHEET_LEFT + g->x[i], SHEET_TOP + p->y,
				g->x[i + 1] - g->x[i], height);
	cairo_stroke(p->cr);
	p->y += height;
}

static void put_head(struct pen *p, const struct grid *g)
{
	struct arena_mark mark = arena_mark(p->set.arena);
	struct cells *c = NEW(p->set.arena, struct cells);
	set_row(p, g, NULL, c);
	put_slice(p, g, c, 0, c->tallest);
	arena_release(p->set.arena, mark);
}

static int lines_that_fit(const struct pen *p, const struct grid *g)
{
	return (int)floor((BODY_HEIGHT - p->y - 2 * pad + 0.1) / g->pitch);
}

static void put_row(struct pen *p, const struct grid *g, const struct paper_row *row)
{
	struct cells *c = NEW(p->set.arena, struct cells);
	set_row(p, g, row, c);
	int whole_page = (int)floor((BODY_HEIGHT - 4 * pad) / g->pitch) - 3;
	for (int from = 0; from < c->tallest;) {
		int fits = lines_that_fit(p, g), left = c->tallest - from;
		if (fits < left && (left <= whole_page || fits < 3)) {
			pen_new_page(p);
			put_head(p, g);
			fits = lines_that_fit(p, g);
		}
		int to = from + (fits < left ? (fits > 0 ? fits : 1) : left);
		put_slice(p, g, c, from, to);
		from = to;
	}
}

static void put_caption(struct pen *p, const char *caption)
{
	struct text t = pen_text(FACE_HEI, SIZE_4, caption);
	struct text_lines lines = text_break(&p->set, &t, BODY_WIDTH, 0);
	for (int i = 0; i < lines.n; i++, p->y += LINE_PITCH)
		pen_line(p, &t, &lines.line[i], (BODY_WIDTH - lines.line[i].width) / 2,
			 p->y + LINE_PITCH / 2, 0);
}

static double height_of(struct pen *p, const struct grid *g, const struct paper_row *row)
{
	struct arena_mark mark = arena_mark(p->set.arena);
	struct cells *c = NEW(p->set.arena, struct cells);
	set_row(p, g, row, c);
	double height = c->tallest * g->pitch + 2 * pad;
	arena_release(p->set.arena, mark);
	return height;
}

/* Its head stands above a row: a first one that is not very tall goes to the next page with it. */
void pdf_table(struct pen *p, const struct paper_table *table)
{
	struct grid g = make_grid(table);
	double least = 3 * (g.pitch + 2 * pad), first = table->rows ? height_of(p, &g, NULL) + height_of(p, &g, table->rows) : 0;
	double head = (table->caption ? LINE_PITCH : 0) + (first > least && first < BODY_HEIGHT / 3 ? first : least);
	if (!p->fresh && !pen_fits(p, head))
		pen_new_page(p);
	if (table->caption)
		put_caption(p, table->caption);
	put_head(p, &g);
	for (const struct paper_row *row = table->rows; row; row = row->next) {
		struct arena_mark mark = arena_mark(p->set.arena);
		put_row(p, &g, row);
		arena_release(p->set.arena, mark);
	}
	p->y += g.pitch / 3;
	pen_snap(p);
}
