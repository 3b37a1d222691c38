/*
 * Formats of printf that hold only %s, %d, %lld and %%: most by far. They are written here, without the
 * library's machinery, which costs as much as all other work on a short text.
 */
#ifndef LX_FORMAT_H
#define LX_FORMAT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DIGITS_ROOM = 24 };

bool format_is_plain(const char *format);
/* Writes a plain format without an end mark; `to` NULL: only counts. The bytes written. NULL for %s writes nothing. */
size_t format_plain(char *to, const char *format, va_list args);
/* The digits of a number at the end of `room`, DIGITS_ROOM bytes; how many. */
size_t format_digits(char *room, int64_t value);

#endif
