#include "base/str.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/format.h"

struct str str_of(const char *s)
{
	return s ? (struct str){s, strlen(s)} : (struct str){"", 0};
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

int str_order(struct str a, struct str b)
{
	size_t both = a.n < b.n ? a.n : b.n;
	int order = both ? memcmp(a.p, b.p, both) : 0;
	return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_is(struct str s, const char *text)
{
	return str_eq(s, str_of(text));
}

bool str_starts(struct str s, const char *head)
{
	size_t n = strlen(head);
	return s.n >= n && memcmp(s.p, head, n) == 0;
}

bool str_ends(struct str s, const char *tail)
{
	size_t n = strlen(tail);
	return s.n >= n && memcmp(s.p + s.n - n, tail, n) == 0;
}

struct str str_skip(struct str s, size_t n)
{
	if (n > s.n)
		n = s.n;
	return (struct str){n ? s.p + n : s.p, s.n - n}; /* the empty text may have no place */
}

struct str str_head(struct str s, size_t n)
{
	return (struct str){s.p, n < s.n ? n : s.n};
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

struct str str_trim(struct str s)
{
	static const char wide[] = "\xe3\x80\x80"; /* U+3000 */
	for (;;) {
		if (s.n && is_blank(s.p[0]))
			s = str_skip(s, 1);
		else if (str_starts(s, wide))
			s = str_skip(s, 3);
		else
			break;
	}
	for (;;) {
		if (s.n && is_blank(s.p[s.n - 1]))
			s.n -= 1;
		else if (str_ends(s, wide))
			s.n -= 3;
		else
			return s;
	}
}

struct str str_cut(struct str *rest, char mark)
{
	const char *at = rest->n ? memchr(rest->p, mark, rest->n) : NULL;
	struct str head = *rest;
	if (!at) {
		*rest = str_skip(*rest, rest->n);
		return head;
	}
	head.n = (size_t)(at - rest->p);
	*rest = str_skip(*rest, head.n + 1);
	return head;
}

size_t str_find(struct str s, const char *needle)
{
	const char *at = memmem(s.p, s.n, needle, strlen(needle));
	return at ? (size_t)(at - s.p) : SIZE_MAX;
}

char *str_dup(struct arena *a, struct str s)
{
	return arena_memdup(a, s.p, s.n);
}

bool str_int(struct str s, int64_t *value)
{
	bool negative = s.n && s.p[0] == '-';
	int64_t v = 0;
	if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
		s = str_skip(s, 1);
	if (!s.n)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		int digit = s.p[i] - '0';
		if (digit < 0 || digit > 9 || __builtin_mul_overflow(v, 10, &v) ||
		    __builtin_sub_overflow(v, digit, &v)) /* downwards: INT64_MIN fits */
			return false;
	}
	if (!negative && v == INT64_MIN)
		return false;
	*value = negative ? v : -v;
	return true;
}

bool text_is(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

bool text_empty(const char *s)
{
	return !s || !*s;
}

struct buf buf_in(struct arena *a)
{
	return (struct buf){.arena = a};
}

/* Out of line, so that the check before it stays cheap: pages are written in thousands of small pieces. */
__attribute__((noinline, cold)) static void buf_grow(struct buf *b, size_t more)
{
	size_t room = b->room ? b->room * 2 : 256;
	while (room - b->n < more) {
		if (room > SIZE_MAX / 4)
			fault("buffer of %zu bytes", room);
		room *= 2;
	}
	if (b->p && arena_stretch(b->arena, b->p, b->room, room)) {
		b->room = room;
		return;
	}
	char *p = arena_take(b->arena, room);
	if (b->n)
		memcpy(p, b->p, b->n);
	b->p = p;
	b->room = room;
}

static inline void buf_room(struct buf *b, size_t more)
{
	if (b->room - b->n < more)
		buf_grow(b, more);
}

void buf_put(struct buf *b, const void *p, size_t n)
{
	buf_room(b, n + 1);
	if (n)
		memcpy(b->p + b->n, p, n);
	b->n += n;
}

void buf_puts(struct buf *b, const char *s)
{
	if (s)
		buf_put(b, s, strlen(s));
}

void buf_str(struct buf *b, struct str s)
{
	buf_put(b, s.p, s.n);
}

void buf_char(struct buf *b, char c)
{
	buf_put(b, &c, 1);
}

void buf_int(struct buf *b, int64_t value)
{
	char room[DIGITS_ROOM];
	size_t n = format_digits(room, value);
	buf_put(b, room + DIGITS_ROOM - n, n);
}

void buf_vprintf(struct buf *b, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	if (format_is_plain(format)) {
		buf_room(b, format_plain(NULL, format, args) + 1);
		b->n += format_plain(b->p + b->n, format, again);
		va_end(again);
		return;
	}
	size_t room = b->room - b->n;
	int n = vsnprintf(room ? b->p + b->n : NULL, room, format, args);
	if (n < 0)
		fault("bad format \"%s\"", format);
	if ((size_t)n >= room) {
		buf_room(b, (size_t)n + 1);
		vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
	}
	va_end(again);
	b->n += (size_t)n;
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	buf_vprintf(b, format, args);
	va_end(args);
}

void buf_fit(struct buf *b)
{
	if (!b->arena || !b->n)
		return;
	arena_shorten(b->arena, b->p, b->room, b->n);
	b->room = b->n;
}

struct str buf_slice(const struct buf *b)
{
	return (struct str){b->p ? b->p : "", b->n};
}

const char *buf_text(struct buf *b)
{
	buf_room(b, 1);
	b->p[b->n] = '\0';
	return b->p;
}
