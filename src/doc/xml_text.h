/* Text on its way into XML (docx, xlsx, SVG). */
#ifndef LX_XML_TEXT_H
#define LX_XML_TEXT_H

#include "base/str.h"

/*
 * Writes s escaped for element text and for attributes in double quotes.
 * What XML 1.0 forbids (control characters, U+FFFE, U+FFFF) is left out,
 * broken UTF-8 becomes U+FFFD.
 */
void xml_text(struct buf *b, struct str s);
void xml_puts(struct buf *b, const char *s); /* NULL writes nothing */
/* s itself when clean, otherwise a copy without what XML forbids; not escaped. */
const char *xml_clean(struct arena *a, const char *s);

#endif
