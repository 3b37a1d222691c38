/* QR codes: for a page as SVG, for paper into cairo. */
#ifndef LX_QR_H
#define LX_QR_H

#include <cairo.h>
#include <stdbool.h>

#include "base/str.h"

/*
 * Appends <svg class="qr" …>, black on white in any theme; `label` says what
 * scanning does ("扫码签到"). The quiet zone of 4 modules is inside. False, and
 * nothing written, when the text is empty or longer than a code holds (2,331
 * bytes at level M).
 */
bool qr_svg(struct buf *b, const char *text, const char *label);
/* Draws it black on white with its quiet zone into the square at x, y of side `size`. */
bool qr_draw(cairo_t *cr, const char *text, double x, double y, double size);

#endif
