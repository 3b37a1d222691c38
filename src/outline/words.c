/* Helpers over text that every stage uses. */
#include <string.h>

#include "outline/work.h"

void *grown(struct arena *a, void *items, size_t n, size_t *room, size_t size)
{
	if (n < *room)
		return items;
	size_t more = *room ? *room * 2 : 64;
	char *bigger = arena_alloc_n(a, more, size);
	if (n)
		memcpy(bigger, items, n * size);
	*room = more;
	return bigger;
}

uint32_t first_char(struct str s)
{
	size_t n;
	return s.n ? utf8_get(s, &n) : 0;
}

/* Bytes of the last character. */
static size_t last_length(struct str s)
{
	size_t n = 1;
	while (n < s.n && n < 4 && ((unsigned char)s.p[s.n - n] & 0xc0) == 0x80)
		n++;
	return s.n ? n : 0;
}

uint32_t last_char(struct str s)
{
	return first_char(str_skip(s, s.n - last_length(s)));
}

struct str cut_last(struct str s)
{
	return str_head(s, s.n - last_length(s));
}

bool is_stop(uint32_t c)
{
	return c == 0x3002 || c == 0xff01 || c == 0xff1f || c == '!' || c == '?' || c == 0xff61;
}

bool is_closing(uint32_t c)
{
	return c == 0x201d || c == 0x2019 || c == 0x300b || c == 0x300d || c == 0x300f ||
	       c == 0xff09 || c == ')' || c == 0x3011 || c == '"';
}

bool ends_sentence(struct str s)
{
	while (s.n && is_closing(last_char(s)))
		s = cut_last(s);
	uint32_t c = last_char(s);
	return is_stop(c) || c == 0xff1b || c == ';' || c == 0xff1a || c == ':' || c == 0x2026;
}

bool is_blank_char(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x3000 || c == 0xa0 ||
	       (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f;
}

struct str trim(struct str s)
{
	size_t n;
	while (s.n && is_blank_char(utf8_get(s, &n)))
		s = str_skip(s, n);
	while (s.n && is_blank_char(last_char(s)))
		s = cut_last(s);
	return s;
}

int columns(struct str s)
{
	int width = 0;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		width += c < 0x80 ? 1 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;
	}
	return width;
}

size_t chars(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

bool has(struct str s, const char *needle)
{
	size_t n = strlen(needle);
	return n <= s.n && memmem(s.p, s.n, needle, n) != NULL;
}

struct str squeezed(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n, used = 0;
	for (; s.n; s = str_skip(s, n)) {
		if (is_blank_char(utf8_get(s, &n)))
			continue;
		memcpy(p + used, s.p, n);
		used += n;
	}
	return (struct str){p, used};
}

/* Byte by byte: most entries differ in the first of them, and no length is asked for. */
static bool begins(struct str s, const char *with)
{
	size_t i = 0;
	while (i < s.n && with[i] && s.p[i] == with[i])
		i++;
	return !with[i];
}

const char *starts_any(struct str s, const char *const *table)
{
	for (; *table; table++) {
		if (begins(s, *table))
			return *table;
	}
	return NULL;
}

const char *ends_any(struct str s, const char *const *table)
{
	for (; *table; table++) {
		if (str_ends(s, *table))
			return *table;
	}
	return NULL;
}

const char *has_any(struct str s, const char *const *table)
{
	for (; *table; table++) {
		if (has(s, *table))
			return *table;
	}
	return NULL;
}

/* A pair of quotes further apart than this is taken for two stray marks. */
enum { QUOTE_SPAN = 360 };

size_t quoted_length(struct str s)
{
	static const struct {
		const char *open, *close;
	} pairs[] = {
		{"“", "”"},   {"《", "》"}, {"（", "）"}, {"(", ")"},	{"「", "」"},
		{"『", "』"}, {"‘", "’"},   {"【", "】"}, {"〈", "〉"},
	};
	/* the first bytes of the marks above; an ideograph begins with another one */
	unsigned char first = s.n ? (unsigned char)s.p[0] : 0;
	if (first != '(' && first != 0xe2 && first != 0xe3 && first != 0xef)
		return 0;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		if (!str_starts(s, pairs[i].open))
			continue;
		size_t open = strlen(pairs[i].open), close = strlen(pairs[i].close);
		struct str rest = str_head(str_skip(s, open), QUOTE_SPAN);
		const char *line_end = rest.n ? memchr(rest.p, '\n', rest.n) : NULL;
		if (line_end)
			rest.n = (size_t)(line_end - rest.p);
		size_t at = str_find(rest, pairs[i].close);
		size_t again = str_find(rest, pairs[i].open);
		if (at == SIZE_MAX || (again < at && close == open && pairs[i].open[0] == '('))
			return 0;
		return open + at + close;
	}
	return 0;
}

enum { LABEL_MAX = 15 };

size_t title_end(struct str s, size_t *cut)
{
	size_t at = 0, n, label = 0;
	while (at < s.n) {
		struct str rest = str_skip(s, at);
		size_t skip = quoted_length(rest);
		if (skip) {
			label += chars(str_head(rest, skip));
			at += skip;
			continue;
		}
		uint32_t c = utf8_get(rest, &n);
		if (c == 0x3002 || c == 0xff01 || c == 0xff1f || c == 0xff61 ||
		    ((c == '!' || c == '?') && at) ||
		    (c == 0xff1a && label && label <= LABEL_MAX) ||
		    (c == ':' && label && label <= LABEL_MAX &&
		     !(rest.n > 1 && rest.p[1] >= '0' && rest.p[1] <= '9'))) {
			*cut = n;
			return at;
		}
		label++;
		at += n;
	}
	*cut = 0;
	return s.n;
}

bool looks_like_body(struct str s)
{
	static const char *const ends[] = {
		"总工会",	"總工會",     "工会",		"工會",	      "工会委员会",
		"工会联合会",	"工會聯合會", "工会工作委员会", "工会办公室", "总工会办公室",
		"委员会",	"委員會",     "公司",		"集团",	      "工会筹备组",
		"直属机关工会", NULL};
	size_t n = chars(s);
	if (n < 3 || n > 32 || !ends_any(s, ends))
		return false;
	for (struct str rest = s; rest.n;) {
		size_t k;
		uint32_t c = utf8_get(rest, &k);
		if (!utf8_is_han(c) && !(c >= 'A' && c <= 'z') && c != 0xff08 && c != 0xff09 &&
		    c != '(' && c != ')' && !is_blank_char(c) && c != 0xb7)
			return false;
		rest = str_skip(rest, k);
	}
	static const char *const verbs[] = {"关于", "各",   "加强", "成立", "建立",
					    "召开", "开展", "指导", NULL};
	return !starts_any(s, verbs);
}

/* 2024年2月5日, 二〇二四年二月五日, 2024-02-05, 2024.2.5; also without the day. */
bool looks_like_date(struct str s)
{
	bool year = false, digit = false;
	size_t n, count = 0;
	if (chars(s) > 24 || chars(s) < 6)
		return false;
	for (; s.n; s = str_skip(s, n)) {
		uint32_t c = utf8_get(s, &n);
		int value, digits;
		if (number_arabic(s, &value, &digits) || number_cn(str_head(s, n), &value) ||
		    c == 0x3007 || c == 0x25cb || c == 0x96f6 || c == 'O' || c == 'o' ||
		    c == 0x25ef) {
			digit = true;
			count++;
		} else if (c == 0x5e74 || c == '-' || c == '.' || c == '/' || c == 0xff0e) {
			year = digit;
		} else if (c != 0x6708 && c != 0x65e5 && !is_blank_char(c) && c != ':') {
			return false;
		}
	}
	return year && count >= 5;
}
