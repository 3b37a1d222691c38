#include "doc/pdf_page.h"

/* The first page down to where the text begins. */

static const double red[3] = {0.86, 0.07, 0.07};

/* Red, as large as the width allows, at most 22 mm (7.2.4 leaves the size open). */
static void put_organ(struct pen *p, const char *organ)
{
	double chars = paper_width(organ), size = 48;
	if (chars * size > BODY_WIDTH)
		size = BODY_WIDTH / chars;
	struct text t = pen_text(FACE_TITLE, size, organ);
	double natural = text_width(&p->set, &t);
	double width = natural < BODY_WIDTH * 0.8 ? natural * 1.15 : natural;
	struct text_line line = {0, t.s.n, natural, false};
	p->y = ORGAN_TOP;
	cairo_set_source_rgb(p->cr, red[0], red[1], red[2]);
	pen_line(p, &t, &line, (BODY_WIDTH - width) / 2, p->y + size / 2, width);
	cairo_set_source_rgb(p->cr, 0, 0, 0);
	p->y += size + 2 * LINE_PITCH;
}

/* The number centred; with a signer the number stands left and the signer right (7.2.6). */
static void put_number(struct pen *p)
{
	const struct paper *paper = p->paper;
	struct text number = pen_body(FACE_BODY, paper->number ? paper->number : "");
	double width = text_width(&p->set, &number), middle = p->y + LINE_PITCH / 2;
	if (text_empty(paper->signer)) {
		pen_put(p, &number, (BODY_WIDTH - width) / 2, middle);
	} else {
		struct text label = pen_body(FACE_BODY, "签发人："),
			    name = pen_body(FACE_KAI, paper->signer);
		double x = BODY_WIDTH - CHAR_PITCH - text_width(&p->set, &name);
		pen_put(p, &number, CHAR_PITCH, middle);
		pen_put(p, &name, x, middle);
		pen_put(p, &label, x - text_width(&p->set, &label), middle);
	}
	p->y += LINE_PITCH + 4 * MM;
	cairo_set_source_rgb(p->cr, red[0], red[1], red[2]);
	pen_rule(p, 0, p->y - LINE_PITCH / 2 + SIZE_3 / 2, BODY_WIDTH, 1.5);
	cairo_set_source_rgb(p->cr, 0, 0, 0);
	p->y += 2 * LINE_PITCH;
}

static void put_title(struct pen *p)
{
	pen_bookmark(p, 1, p->paper->title);
	p->bookmark[1] = 0; /* sections stand beside it, not below */
	pen_title(p, FACE_TITLE, SIZE_2, p->paper->title);
	if (!text_empty(p->paper->subtitle))
		pen_title(p, FACE_KAI, SIZE_3, p->paper->subtitle);
	p->y += LINE_PITCH;
	pen_snap(p);
}

void pdf_head(struct pen *p)
{
	const struct paper *paper = p->paper;
	if (!paper->report && !text_empty(paper->organ))
		put_organ(p, paper->organ);
	if (!paper->report && (!text_empty(paper->organ) || !text_empty(paper->number)))
		put_number(p);
	if (!text_empty(paper->title))
		put_title(p);
	if (text_empty(paper->receiver))
		return;
	struct text t = pen_body(FACE_BODY, arena_printf(p->set.arena, "%s：", paper->receiver));
	pen_lines(p, &t, text_break(&p->set, &t, BODY_WIDTH, 0), 0, BODY_WIDTH, 0, LINE_PITCH);
}
