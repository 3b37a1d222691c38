#include "doc/xml_text.h"

#include "base/utf8.h"

static bool is_allowed(uint32_t c)
{
	return c >= 0x20 ? c != 0x7F && c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n';
}

static const char *entity(uint32_t c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	}
	return NULL;
}

void xml_text(struct buf *b, struct str s)
{
	while (s.n > 0) {
		size_t n;
		uint32_t c = utf8_get(s, &n);
		if (entity(c))
			buf_puts(b, entity(c));
		else if (c == 0xFFFD)
			utf8_put(b, c);
		else if (is_allowed(c))
			buf_put(b, s.p, n);
		s = str_skip(s, n);
	}
}

void xml_puts(struct buf *b, const char *s)
{
	xml_text(b, str_of(s));
}

static bool is_clean(struct str s)
{
	if (!utf8_valid(s))
		return false;
	while (s.n > 0) {
		size_t n;
		if (!is_allowed(utf8_get(s, &n)))
			return false;
		s = str_skip(s, n);
	}
	return true;
}

const char *xml_clean(struct arena *a, const char *text)
{
	struct str s = str_of(text);
	if (is_clean(s))
		return s.p;
	struct buf b = buf_in(a);
	while (s.n > 0) {
		size_t n;
		uint32_t c = utf8_get(s, &n);
		if (is_allowed(c))
			utf8_put(&b, c);
		s = str_skip(s, n);
	}
	return buf_text(&b);
}
