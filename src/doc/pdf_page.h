/* The pen that fills the pages of a PDF. y is measured from the top of the body. */
#ifndef LX_PDF_PAGE_H
#define LX_PDF_PAGE_H

#include "doc/paper_size.h"
#include "doc/pdf_text.h"

struct pen {
	const struct paper *paper;
	cairo_surface_t *surface;
	cairo_t *cr;
	struct setter set;
	double y;     /* where the next thing begins, points */
	int page;     /* from 1 */
	bool fresh;   /* nothing on this page yet */
	bool closing; /* attachments, signature follow: the last block keeps lines back for them */
	int bookmark[5]; /* the last bookmark of each level; 0 none */
};

struct text pen_text(enum typeface face, double size, const char *s); /* one style, natural width */
struct text pen_body(enum typeface face, const char *s);	      /* 三号 on the grid */

bool pen_fits(const struct pen *p, double height);
void pen_new_page(struct pen *p);		  /* finishes the page: number, foot */
void pen_finish(struct pen *p);			  /* the last page */
void pen_skip_lines(struct pen *p, double lines); /* does nothing at the top of a page */
void pen_snap(struct pen *p);			  /* down to the next line of the grid */
void pen_rule(struct pen *p, double x, double y, double width, double thickness); /* horizontal */
/* A line of text with its middle at y (from the top of the body). */
void pen_line(struct pen *p, const struct text *t, const struct text_line *line, double x, double y,
	      double width);
void pen_put(struct pen *p, const struct text *t, double x,
	     double y); /* in one line, natural width */
void pen_bookmark(struct pen *p, int level, const char *text);

/* Lines down the page, `pitch` apart, breaking pages where needed. */
void pen_lines(struct pen *p, const struct text *t, struct text_lines lines, double x, double width,
	       double indent, double pitch);

/* A title: centred, a line break where the text has one, otherwise in lines of like length. */
void pen_title(struct pen *p, enum typeface face, double size, const char *text);

/* The parts of a paper, each in its file. */
void pdf_head(struct pen *p);
void pdf_body(struct pen *p, const struct paper_block *from, const struct paper_block *to);
void pdf_table(struct pen *p, const struct paper_table *table);
double pdf_end_height(struct pen *p); /* that attachments and signature want after the text */
void pdf_end(struct pen *p);	      /* attachments, signature, note */
void pdf_imprint(struct pen *p);      /* 版记, at the foot of the last page */
void pdf_poster(struct pen *p, const struct poster *x); /* a whole page */

#endif
