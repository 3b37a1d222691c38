#include "http/icon.h"

#include <string.h>

#include "http/html.h"
#include "http/icon_table.h"

const char *icon_path(const char *name)
{
	size_t low = 0, high = icon_count;
	while (name && low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(name, icon_table[middle].name);
		if (order == 0)
			return icon_table[middle].path;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

void icon_class(struct buf *b, const char *name, const char *classes)
{
	const char *path = icon_path(name);
	if (!path)
		return;
	buf_puts(b, "<svg class=\"ic");
	if (!text_empty(classes)) {
		buf_char(b, ' ');
		html_text(b, classes);
	}
	buf_puts(b, "\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">");
	buf_puts(b, path);
	buf_puts(b, "</svg>");
}

void icon(struct buf *b, const char *name)
{
	icon_class(b, name, NULL);
}

/* Shapes in a box of 12 × 12. */
static const struct {
	const char *kind, *shape;
} glyphs[] = {
	{"go", "<circle cx=\"6\" cy=\"6\" r=\"5\" fill=\"currentColor\"/>"},
	{"ok", "<path d=\"M6 0a6 6 0 1 1 0 12A6 6 0 0 1 6 0z\" fill=\"currentColor\"/>"
	       "<path d=\"M3.2 6.1l2 2 3.6-3.9\" fill=\"none\" stroke=\"#fff\" stroke-width=\"1.6\"/>"},
	{"info", "<circle cx=\"6\" cy=\"6\" r=\"5.1\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.8\"/>"
		 "<path d=\"M6 .9a5.1 5.1 0 0 1 0 10.2z\" fill=\"currentColor\"/>"},
	{"warn", "<path d=\"M6 .6l6 10.8H0z\" fill=\"currentColor\"/>"
		 "<path d=\"M6 4.4v3M6 9.1v.6\" stroke=\"#fff\" stroke-width=\"1.4\"/>"},
	{"bad", "<path d=\"M1.2.6h9.6v10.8H1.2z\" fill=\"currentColor\"/>"
		"<path d=\"M6 2.8v3.9M6 8.4v.9\" stroke=\"#fff\" stroke-width=\"1.7\"/>"},
	{"mute", "<circle cx=\"6\" cy=\"6\" r=\"5.1\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\""
		 " stroke-dasharray=\"2.6 1.4\"/>"},
	{"gold", "<path d=\"M6 .4l1.7 3.6 3.9.5-2.9 2.7.8 3.9L6 9.2l-3.5 1.9.8-3.9L.4 4.5l3.9-.5z\""
		 " fill=\"currentColor\"/>"},
};

void glyph(struct buf *b, const char *kind, const char *label)
{
	for (size_t i = 0; i < sizeof(glyphs) / sizeof(glyphs[0]); i++) {
		if (!text_is(kind, glyphs[i].kind))
			continue;
		buf_printf(b, "<svg class=\"gl gl-%s\" viewBox=\"0 0 12 12\"", kind);
		if (text_empty(label)) {
			buf_puts(b, " aria-hidden=\"true\">");
		} else {
			buf_puts(b, " role=\"img\" aria-label=\"");
			html_text(b, label);
			buf_puts(b, "\">");
		}
		buf_puts(b, glyphs[i].shape);
		buf_puts(b, "</svg>");
	}
}
