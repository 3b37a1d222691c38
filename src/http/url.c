#include "http/url.h"

#include <string.h>

#include "base/utf8.h"

enum { NAME_LIMIT = 200, COOKIES_MOST = 100 };

static const struct verdict broken = {400, "请求里的内容编码不正确，请返回上一页重新提交。"};
static const struct verdict too_many = {413, "表单的栏目太多，请分几次提交。"};
static const struct verdict too_long = {413, "有一栏填写的内容太长，请删减后重新提交。"};

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool url_decode(struct arena *a, struct str s, bool plus, struct str *out)
{
	char *p = arena_alloc(a, s.n + 1), *end = p;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '+' && plus) {
			c = ' ';
		} else if (c == '%') {
			if (s.n - i < 3)
				return false;
			int high = hex(s.p[i + 1]), low = hex(s.p[i + 2]);
			if (high < 0 || low < 0)
				return false;
			c = (char)(high * 16 + low);
			i += 2;
		}
		if (!c)
			return false;
		*end++ = c;
	}
	*out = (struct str){p, (size_t)(end - p)};
	return utf8_valid(*out);
}

size_t fold_line_ends(char *s, size_t n)
{
	char *from = memchr(s, '\r', n), *to = from;
	if (!from)
		return n;
	for (; from < s + n; from++) {
		if (*from != '\r' || from + 1 == s + n || from[1] != '\n')
			*to++ = *from;
	}
	*to = '\0';
	return (size_t)(to - s);
}

static struct verdict add_pair(struct arena *a, struct str pair, size_t size, struct pairs *out)
{
	struct str value = pair, raw_name = str_cut(&value, '=');
	struct str name, text;
	if (!url_decode(a, raw_name, true, &name) || !url_decode(a, value, true, &text))
		return broken;
	if (name.n > NAME_LIMIT)
		return broken;
	if (text.n > size)
		return too_long;
	fold_line_ends((char *)text.p, text.n);
	pairs_add(a, out, name.p, text.p);
	return VERDICT_FINE;
}

struct verdict url_pairs(struct arena *a, struct str s, size_t fields, size_t size,
			 struct pairs *out)
{
	while (s.n) {
		struct str pair = str_cut(&s, '&');
		if (!pair.n)
			continue;
		if (out->n >= fields)
			return too_many;
		struct verdict v = add_pair(a, pair, size, out);
		if (v.status)
			return v;
	}
	return VERDICT_FINE;
}

void cookies_read(struct arena *a, const char *line, struct pairs *out)
{
	struct str rest = str_of(line);
	while (rest.n && out->n < COOKIES_MOST) {
		struct str value = str_cut(&rest, ';');
		bool has_value = memchr(value.p, '=', value.n);
		struct str name = str_trim(str_cut(&value, '='));
		value = str_trim(value);
		if (value.n >= 2 && value.p[0] == '"' && value.p[value.n - 1] == '"')
			value = str_head(str_skip(value, 1), value.n - 2);
		if (has_value && name.n && utf8_valid(name) && utf8_valid(value))
			pairs_add(a, out, str_dup(a, name), str_dup(a, value));
	}
}
