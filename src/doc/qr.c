#include "doc/qr.h"

#include <qrencode.h>

#include "doc/xml_text.h"

enum { QUIET = 4 }; /* modules, ISO/IEC 18004 */

static QRcode *encode(const char *text)
{
	if (text_empty(text))
		return NULL;
	return QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
}

static bool is_dark(const QRcode *q, int x, int y)
{
	return q->data[y * q->width + x] & 1;
}

/* Calls `run` for every horizontal run of dark modules. */
static void each_run(const QRcode *q, void (*run)(void *ctx, int x, int y, int n), void *ctx)
{
	for (int y = 0; y < q->width; y++) {
		for (int x = 0, n; x < q->width; x += n + 1) {
			for (n = 0; x + n < q->width && is_dark(q, x + n, y); n++)
				;
			if (n > 0)
				run(ctx, x + QUIET, y + QUIET, n);
		}
	}
}

static void svg_run(void *ctx, int x, int y, int n)
{
	buf_printf(ctx, "M%d %dh%dv1h-%dz", x, y, n, n);
}

bool qr_svg(struct buf *b, const char *text, const char *label)
{
	QRcode *q = encode(text);
	if (!q)
		return false;
	struct buf path = buf_in(b->arena);
	int side = q->width + 2 * QUIET;
	/* a fault below would leak this one code: the arena is full, the request ends */
	buf_printf(b,
		   "<svg class=\"qr\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\" "
		   "role=\"img\" aria-label=\"",
		   side, side);
	xml_puts(b, label);
	buf_printf(b, "\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path fill=\"#000\" d=\"", side,
		   side);
	each_run(q, svg_run, &path);
	QRcode_free(q);
	buf_str(b, buf_slice(&path));
	buf_puts(b, "\"/></svg>");
	return true;
}

static void cairo_run(void *ctx, int x, int y, int n)
{
	cairo_rectangle(ctx, x, y, n, 1);
}

bool qr_draw(cairo_t *cr, const char *text, double x, double y, double size)
{
	QRcode *q = encode(text);
	if (!q)
		return false;
	cairo_save(cr);
	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_rectangle(cr, x, y, size, size);
	cairo_fill(cr);
	cairo_translate(cr, x, y);
	cairo_scale(cr, size / (q->width + 2 * QUIET), size / (q->width + 2 * QUIET));
	cairo_set_source_rgb(cr, 0, 0, 0);
	each_run(q, cairo_run, cr);
	cairo_fill(cr);
	cairo_restore(cr);
	QRcode_free(q);
	return true;
}
