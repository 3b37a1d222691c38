/*
 * Text. Two forms: a plain `const char *` that ends with NUL (fields of
 * records, messages), and `struct str`, a slice that owns nothing (parsing).
 * `struct buf` grows in an arena and is what pages and files are written into.
 */
#ifndef LX_STR_H
#define LX_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
struct str str_of(const char *s); /* NULL gives an empty slice */
bool str_is(struct str s, const char *text); /* same bytes */
bool str_eq(struct str a, struct str b);
int str_order(struct str a, struct str b); /* by bytes: below, equal to or above 0 */
bool str_starts(struct str s, const char *head);
bool str_ends(struct str s, const char *tail);
struct str str_trim(struct str s); /* ASCII blanks and U+3000 at both ends */
struct str str_skip(struct str s, size_t n); /* without the first n bytes (at most all) */
struct str str_head(struct str s, size_t n); /* the first n bytes (at most all) */
/* Cuts *rest before the first `mark`, puts what follows the mark back into *rest. */
struct str str_cut(struct str *rest, char mark);
/* Byte offset of `needle`, or SIZE_MAX. */
size_t str_find(struct str s, const char *needle);
char *str_dup(struct arena *a, struct str s);
/* Whole decimal number with optional sign; false when anything else is there or it overflows. */
bool str_int(struct str s, int64_t *value);

bool text_is(const char *a, const char *b); /* NULL equals NULL and "" */
bool text_empty(const char *s); /* NULL or "" */

struct buf {
	struct arena *arena;
	char *p; /* not NUL-terminated: use buf_text */
	size_t n;
	size_t room;
};

struct buf buf_in(struct arena *a);
void buf_put(struct buf *b, const void *p, size_t n);
void buf_puts(struct buf *b, const char *s); /* NULL writes nothing */
void buf_str(struct buf *b, struct str s);
void buf_char(struct buf *b, char c);
void buf_int(struct buf *b, int64_t value);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *format, va_list args);
void buf_fit(struct buf *b); /* gives back room that it does not use */
struct str buf_slice(const struct buf *b);
const char *buf_text(struct buf *b); /* NUL-terminated, valid until the next write */

#endif
