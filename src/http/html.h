/*
 * Writing HTML. Templates (see tools/tplc.c) call these; everything that comes
 * from data goes through one of them, so that nothing is ever unescaped.
 */
#ifndef LX_HTML_H
#define LX_HTML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Escapes & < > " ' — right for text and for attribute values in quotes. NULL writes nothing. */
void html_text(struct buf *b, const char *s);
void html_str(struct buf *b, struct str s);
void html_int(struct buf *b, int64_t value);
/* Paragraphs of plain text: <p>…</p> at blank lines, <br> at single ones, escaped. */
void html_paragraphs(struct buf *b, const char *s);
/*
 * For href, action and src: only paths of this site ("/…", "?…", "#…"), tel: and
 * mailto:; anything else becomes "#". Escaped like html_text.
 */
void html_link(struct buf *b, const char *url);
/* Percent-encodes one value for a query string (for building URLs in C). */
void url_encode(struct buf *b, const char *s);
/* The same in the arena: url_format(a, "/search?q=", text). */
const char *url_join(struct arena *a, const char *prefix, const char *value);

/* What {{…}} in a template becomes, by the type of the expression. */
#define html_put(b, x)                                                                             \
	_Generic((x), char *: html_text, const char *: html_text, struct str: html_str, int: html_int, \
		 unsigned: html_int, int64_t: html_int, size_t: html_int, bool: html_int)((b), (x))

#endif
