/*
 * Setting text in lines: Chinese rules for line ends, on a grid of characters.
 *
 * A full character takes one cell (15.8 points for 16-point body text, so that
 * 28 fill the line); Latin letters and figures keep their own width. No closing
 * mark begins a line, no opening mark ends one: a mark that does not fit is
 * squeezed in, otherwise the line is stretched. A line feed ends a line.
 */
#ifndef LX_PDF_TEXT_H
#define LX_PDF_TEXT_H

#include "base/str.h"
#include "doc/pdf_fonts.h"

struct text_style {
	enum typeface face;
	double size; /* points */
	double cell; /* width of a full character; 0: its size */
};

/* A text in two typefaces: the first `head` bytes, then the rest. */
struct text {
	struct str s;
	size_t head;
	struct text_style head_style, style;
};

struct text_line {
	size_t from, to; /* bytes */
	double width;	 /* as set, without stretching */
	bool last;	 /* of its paragraph: not stretched */
};

struct text_lines {
	struct text_line *line;
	int n;
};

struct setter { /* what setting needs; all borrowed */
	struct pdf_fonts *fonts;
	PangoContext *context;
	struct arena *arena;
};

/* Cuts at `width` points, the first line shorter by `indent`. At least one line. */
struct text_lines text_break(struct setter *s, const struct text *t, double width, double indent);
/*
 * Draws one line with its left end at x and the middle of its characters at y,
 * stretched or squeezed to `width` unless it is the last (0: natural width).
 */
void text_draw(struct setter *s, cairo_t *cr, const struct text *t, const struct text_line *line,
	       double x, double y, double width);
double text_width(struct setter *s, const struct text *t); /* in one line */

#endif
