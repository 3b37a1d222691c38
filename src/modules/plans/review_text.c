/* The text of a plan under review: where a node stands in it, how it was written. */
#include <string.h>

#include "base/utf8.h"
#include "modules/plans/review.h"
#include "text/wordhints.h"

enum {
	MARKER_MOST = 60, /* bytes between the start of a node and its title */
	LABEL_MOST = 15, /* characters of a label before a colon */
	TITLE_MOST = 120 /* characters of a sentence that can be a title as it is */
};

/* Length of the blank at the start of s, 0: none. */
static size_t blank(struct str s)
{
	size_t n;
	if (!s.n)
		return 0;
	uint32_t c = utf8_get(s, &n);
	return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000 || c == 0xFEFF ? n : 0;
}

/* Does `text` stand at the start of s, blanks of both left aside? *used bytes of s. */
static bool stands(struct str s, struct str text, size_t *used)
{
	struct str from = s;
	for (;;) {
		size_t n;
		while ((n = blank(text)) > 0)
			text = str_skip(text, n);
		if (!text.n)
			break;
		while ((n = blank(s)) > 0)
			s = str_skip(s, n);
		if (!s.n || *s.p != *text.p)
			return false;
		s = str_skip(s, 1);
		text = str_skip(text, 1);
	}
	*used = from.n - s.n;
	return true;
}

bool review_find(struct str source, size_t from, size_t to, struct str text, size_t *at, size_t *end)
{
	size_t used;
	text = str_trim(text);
	if (to > source.n)
		to = source.n;
	if (!text.n || from >= to)
		return false;
	for (size_t i = from; i < to; i++) {
		struct str rest = str_head(str_skip(source, i), to - i);
		if (*rest.p == *text.p && stands(rest, text, &used)) {
			*at = i;
			*end = i + used;
			return true;
		}
	}
	return false;
}

static bool title_place(struct str source, const struct plan_node *n, size_t *at, size_t *end)
{
	size_t from = (size_t)n->starts_at, to = (size_t)n->ends_at;
	return from < to && review_find(source, from, to, str_of(n->title), at, end) && *at - from <= MARKER_MOST;
}

const char *review_marker(struct arena *a, struct str source, const struct plan_node *n)
{
	size_t at, end;
	if (title_place(source, n, &at, &end))
		return str_dup(a, str_trim(str_head(str_skip(source, (size_t)n->starts_at), at - (size_t)n->starts_at)));
	if (!*n->number)
		return "";
	return arena_printf(a, n->level == NODE_SECTION ? "%s、" : "%s．", n->number);
}

const char *review_stop(struct arena *a, struct str source, const struct plan_node *n)
{
	size_t at, end, length;
	if (title_place(source, n, &at, &end) && end < source.n) {
		struct str rest = str_skip(source, end);
		utf8_get(rest, &length);
		const char *c = arena_strndup(a, rest.p, length);
		if (length > 0 && strstr("。！？：；，!?:;,", c) && end + length <= (size_t)n->ends_at)
			return c;
		if (!*n->body || rest.p[0] == '\n')
			return "";
	}
	return *n->body && *n->title ? "。" : "";
}

const char *review_whole(struct arena *a, struct str source, const struct plan_node *n)
{
	const char *stop = review_stop(a, source, n);
	if (!*stop && *n->body && *n->title)
		stop = "\n"; /* the title has a line of its own */
	return arena_printf(a, "%s%s%s%s", review_marker(a, source, n), n->title, stop, n->body);
}

/* ---- numbers and sentences ---- */

/* 1 to 10 of 一 to 十, *length its bytes; 0: none. */
static int han_digit(struct str s, size_t *length)
{
	static const char digits[] = "一二三四五六七八九十";
	for (int i = 0; i < 10; i++)
		if (s.n >= 3 && memcmp(s.p, digits + i * 3, 3) == 0) {
			*length = 3;
			return i + 1;
		}
	return 0;
}

/* The number that s starts with: 12 or 十二; *length its bytes. */
static int number_at(struct str s, size_t *length)
{
	int value = 0, digit, units = 0;
	size_t n = 0, used;
	while (n < s.n && n < 4 && s.p[n] >= '0' && s.p[n] <= '9')
		value = value * 10 + (s.p[n++] - '0');
	if (n) {
		*length = n;
		return value;
	}
	while ((digit = han_digit(str_skip(s, n), &used)) > 0 && n < 9) {
		value = digit == 10 ? value + (units ? units : 1) * 10 - units : value + digit;
		units = digit;
		n += used;
	}
	*length = n;
	return value;
}

int review_number(const char *s)
{
	size_t length;
	int value = number_at(str_of(s), &length);
	return length == strlen(s) ? value : 0;
}

/* Length of a marker like （2）, 2．, 二、 or 二是 at the start, its number in *number; 0: none. */
static size_t marker_at(struct arena *a, struct str s, const char **number)
{
	static const char *const opening[] = {"（", "(", ""};
	static const char *const closing[] = {"）", ")", "、", "．", ".", "是", "要", "，"};
	size_t open = 0, length;
	for (size_t i = 0; i < 3 && !open; i++)
		open = str_starts(s, opening[i]) ? strlen(opening[i]) : 0;
	struct str rest = str_skip(s, open);
	if (!number_at(rest, &length) || !length)
		return 0;
	for (size_t i = 0; i < (open ? 2 : 7); i++)
		if (str_starts(str_skip(rest, length), closing[i]) && (open || i > 1)) {
			*number = arena_strndup(a, rest.p, length);
			return open + length + strlen(closing[i]);
		}
	return 0;
}

/* Where the title of a text ends, without its mark; *mark the length of that mark. */
static size_t title_end(struct str s, size_t *mark)
{
	size_t n, comma = 0, comma_mark = 0, count = 0;
	for (size_t i = 0; i < s.n; i += n, count++) {
		struct str rest = str_skip(s, i);
		uint32_t c = utf8_get(rest, &n);
		*mark = n;
		if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '\n' || c == 0xFF1B)
			return i;
		if ((c == 0xFF1A || c == ':') && count <= LABEL_MOST)
			return i;
		if (c == 0xFF0C && !comma) {
			comma = i;
			comma_mark = n;
		}
	}
	*mark = comma && count > TITLE_MOST ? comma_mark : 0;
	return *mark ? comma : s.n;
}

void review_cut(struct arena *a, struct str text, const char **number, const char **title, const char **rest)
{
	size_t mark;
	*number = "";
	text = str_trim(text);
	text = str_skip(text, marker_at(a, text, number));
	size_t end = title_end(text, &mark);
	*title = str_dup(a, str_trim(str_head(text, end)));
	*rest = str_dup(a, str_trim(str_skip(text, end + mark)));
}
