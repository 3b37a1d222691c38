#include "doc/pdf_page.h"

#include <cairo-pdf.h>
#include <math.h>

struct text pen_text(enum typeface face, double size, const char *s)
{
	return (struct text){.s = str_of(s), .style = {.face = face, .size = size}};
}

struct text pen_body(enum typeface face, const char *s)
{
	struct text t = pen_text(face, SIZE_3, s);
	t.style.cell = CHAR_PITCH;
	return t;
}

bool pen_fits(const struct pen *p, double height)
{
	return p->y + height <= BODY_HEIGHT + 0.1;
}

void pen_line(struct pen *p, const struct text *t, const struct text_line *line, double x, double y,
	      double width)
{
	text_draw(&p->set, p->cr, t, line, SHEET_LEFT + x, SHEET_TOP + y, width);
	p->fresh = false;
}

void pen_put(struct pen *p, const struct text *t, double x, double y)
{
	struct text_line whole = {0, t->s.n, 0, true};
	pen_line(p, t, &whole, x, y, 0);
}

/* "— 3 —" in 四号: odd pages at the right, even at the left, one character in (7.5). */
static void put_folio(struct pen *p)
{
	struct arena_mark mark = arena_mark(p->set.arena);
	struct text t = pen_text(FACE_TITLE, SIZE_4, arena_printf(p->set.arena, "— %d —", p->page));
	t.style.face = FACE_BODY;
	double width = text_width(&p->set, &t);
	double x = p->page % 2 ? BODY_WIDTH - width - SIZE_4 : SIZE_4;
	pen_put(p, &t, x, BODY_HEIGHT + FOLIO_DROP);
	arena_release(p->set.arena, mark);
}

static void put_foot(struct pen *p)
{
	if (text_empty(p->paper->foot))
		return;
	struct arena_mark mark = arena_mark(p->set.arena);
	struct text t = pen_text(FACE_BODY, 8, p->paper->foot);
	cairo_set_source_rgb(p->cr, 0.35, 0.35, 0.35);
	pen_put(p, &t, (BODY_WIDTH - text_width(&p->set, &t)) / 2, BODY_HEIGHT + 16 * MM);
	cairo_set_source_rgb(p->cr, 0, 0, 0);
	arena_release(p->set.arena, mark);
}

void pen_finish(struct pen *p)
{
	put_folio(p);
	put_foot(p);
	cairo_show_page(p->cr);
}

void pen_new_page(struct pen *p)
{
	pen_finish(p);
	p->page++;
	p->y = 0;
	p->fresh = true;
}

void pen_skip_lines(struct pen *p, double lines)
{
	if (!p->fresh)
		p->y += lines * LINE_PITCH;
}

void pen_snap(struct pen *p)
{
	p->y = ceil(p->y / LINE_PITCH - 0.01) * LINE_PITCH;
}

void pen_rule(struct pen *p, double x, double y, double width, double thickness)
{
	cairo_set_line_width(p->cr, thickness);
	cairo_move_to(p->cr, SHEET_LEFT + x, SHEET_TOP + y);
	cairo_rel_line_to(p->cr, width, 0);
	cairo_stroke(p->cr);
	p->fresh = false;
}

void pen_bookmark(struct pen *p, int level, const char *text)
{
	if (level < 1 || level > 4)
		return;
	struct arena_mark mark = arena_mark(p->set.arena);
	int parent = 0;
	for (int i = level - 1; i > 0 && parent == 0; i--)
		parent = p->bookmark[i];
	const char *to = arena_printf(p->set.arena, "page=%d pos=[%d %d]", p->page, (int)SHEET_LEFT,
				      (int)(SHEET_TOP + p->y));
	p->bookmark[level] = cairo_pdf_surface_add_outline(p->surface, parent, text, to,
							   CAIRO_PDF_OUTLINE_FLAG_OPEN);
	for (int i = level + 1; i < 5; i++)
		p->bookmark[i] = 0;
	arena_release(p->set.arena, mark);
}

void pen_lines(struct pen *p, const struct text *t, struct text_lines lines, double x, double width,
	       double indent, double pitch)
{
	for (int i = 0; i < lines.n; i++) {
		double in = i == 0 ? indent : 0;
		if (!pen_fits(p, pitch))
			pen_new_page(p);
		pen_line(p, t, &lines.line[i], x + in, p->y + pitch / 2, width - in);
		p->y += pitch;
	}
}

/* The narrowest setting that needs no more lines than the widest. */
static struct text_lines balance(struct pen *p, const struct text *t)
{
	struct text_lines lines = text_break(&p->set, t, BODY_WIDTH, 0);
	double total = 0;
	for (int i = 0; i < lines.n; i++)
		total += lines.line[i].width;
	for (double width = total / lines.n; lines.n > 1 && width < BODY_WIDTH;
	     width += t->style.size / 2) {
		struct text_lines even = text_break(&p->set, t, width, 0);
		if (even.n <= lines.n)
			return even;
	}
	return lines;
}

void pen_title(struct pen *p, enum typeface face, double size, const char *text)
{
	const double pitch = LINE_PITCH * 1.2;
	struct str rest = str_of(text);
	while (rest.n > 0) {
		struct text t =
			pen_text(face, size, str_dup(p->set.arena, str_trim(str_cut(&rest, '\n'))));
		struct text_lines lines = balance(p, &t);
		for (int i = 0; i < lines.n; i++, p->y += pitch) {
			if (!pen_fits(p, pitch))
				pen_new_page(p);
			double x = (BODY_WIDTH - lines.line[i].width) / 2;
			pen_line(p, &t, &lines.line[i], x, p->y + pitch / 2, 0);
		}
	}
}
