/* UTF-8: decoding, checking, counting characters, folding of width. */
#ifndef LX_UTF8_H
#define LX_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Decodes one character at s (which must not be empty) and stores its length
 * in bytes (1 to 4). A broken sequence gives U+FFFD and length 1.
 */
uint32_t utf8_get(struct str s, size_t *length);
/* Appends one character. */
void utf8_put(struct buf *b, uint32_t c);
bool utf8_valid(struct str s); /* no overlong forms, surrogates or values past U+10FFFF */
size_t utf8_count(const char *s); /* characters, as a reader counts them */
/* The first `n` characters of s, with "…" when something was cut. */
const char *utf8_clip(struct arena *a, const char *s, size_t n);
/* The last character: what stands for a Chinese name in a circle; "" of "". */
const char *utf8_last(struct arena *a, const char *s);
/* Full-width ASCII (U+FF01–FF5E) and U+3000 to ASCII, ASCII letters to lower case. */
uint32_t utf8_fold(uint32_t c);
bool utf8_is_han(uint32_t c); /* CJK ideographs, all planes */

#endif
