/* Percent-encoding, read strictly: what is not clean is refused, never guessed at. */
#ifndef LX_HTTP_URL_H
#define LX_HTTP_URL_H

#include "base/str.h"
#include "http/http.h"
#include "http/verdict.h"

/*
 * Decodes %XX (and "+" as a blank when `plus`) into the arena. False for a
 * broken %XX, a NUL byte or what is not UTF-8. *out ends with NUL.
 */
bool url_decode(struct arena *a, struct str s, bool plus, struct str *out);

/*
 * Reads "a=1&b=2", of a query string or a urlencoded form, into *out: at most
 * `fields` pairs, each value at most `size` bytes. CRLF becomes LF. 400 for
 * broken encoding, 413 when it is too much.
 */
struct verdict url_pairs(struct arena *a, struct str s, size_t fields, size_t size,
			 struct pairs *out);

/* The decoded path of a target's part before "?"; 400 when it is not clean, 414 when too long. */
struct verdict guard_path(struct arena *a, struct str raw, const char **path);

/* Reads a Cookie header, "a=1; b=2"; what is not clean is left out. At most 100 in all. */
void cookies_read(struct arena *a, const char *line, struct pairs *out);

/* Folds CRLF, as browsers send line ends of text areas, to LF in place; the new length. */
size_t fold_line_ends(char *s, size_t n);

#endif
