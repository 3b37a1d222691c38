/*
 * Icons and state glyphs as inline SVG. Icons come from Tabler Icons by their
 * names there; the build collects those named in templates ({{icon bell}}) and
 * in C (icon(b, "bell"), ICON("bell")) and refuses a name that does not exist.
 */
#ifndef LX_ICON_H
#define LX_ICON_H

#include "base/str.h"

/* Marks an icon's name in a table, so that the build collects it. */
#define ICON(name) (name)

void icon(struct buf *b, const char *name); /* an unknown or empty name writes nothing */
void icon_class(struct buf *b, const char *name, const char *classes); /* further CSS classes */
const char *icon_path(const char *name); /* the inside of the <svg>; NULL if not collected */

/*
 * A state's glyph; shapes differ, so that colour is not needed to tell them
 * apart. Kinds: go ok info warn bad mute gold. `label` is read aloud; "" hides
 * the glyph from screen readers (when text stands beside it).
 */
void glyph(struct buf *b, const char *kind, const char *label);

#endif
