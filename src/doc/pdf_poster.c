/* A sheet to be hung up: whose, what for, a code of twelve centimetres, where it hangs. */
#include <cairo-pdf.h>

#include "doc/pdf_page.h"
#include "doc/qr.h"

#define CODE_SIDE (120 * MM)
#define CODE_TOP (62 * MM)

/* Centred on the sheet, made smaller until it fits into one line. */
static void put_centred(struct pen *p, enum typeface face, double size, const char *text, double y)
{
	double room = SHEET_WIDTH - 2 * SHEET_LEFT, width;
	if (text_empty(text))
		return;
	struct text t = pen_text(face, size, text);
	while ((width = text_width(&p->set, &t)) > room && size > 8)
		t = pen_text(face, size -= 2, text);
	pen_put(p, &t, (SHEET_WIDTH - width) / 2 - SHEET_LEFT, y - SHEET_TOP);
}

void pdf_poster(struct pen *p, const struct poster *x)
{
	struct arena_mark mark = arena_mark(p->set.arena);
	double under = CODE_TOP + CODE_SIDE;
	put_centred(p, FACE_TITLE, 20, x->owner, 28 * MM);
	put_centred(p, FACE_TITLE, 44, x->call, 48 * MM);
	qr_draw(p->cr, x->address, (SHEET_WIDTH - CODE_SIDE) / 2, CODE_TOP, CODE_SIDE);
	cairo_set_source_rgb(p->cr, 0, 0, 0);
	put_centred(p, FACE_HEI, 28, x->place, under + 18 * MM);
	put_centred(p, FACE_BODY, 18, x->hint, under + 36 * MM);
	put_centred(p, FACE_BODY, 10, x->address, under + 56 * MM);
	cairo_show_page(p->cr);
	p->page++;
	arena_release(p->set.arena, mark);
}
