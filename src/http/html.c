#include "http/html.h"

#include <string.h>

/* What a byte becomes; NULL: itself. */
static const char *const escapes[256] = {
	['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
};

/* Every byte of a page's texts passes here: all five lie below '?', which most texts have nothing of. */
static bool plain(unsigned char c)
{
	return c > '>' || !escapes[c];
}

void html_str(struct buf *b, struct str s)
{
	size_t from = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (plain((unsigned char)s.p[i]))
			continue;
		const char *escape = escapes[(unsigned char)s.p[i]];
		buf_put(b, s.p + from, i - from);
		buf_puts(b, escape);
		from = i + 1;
	}
	if (from < s.n)
		buf_put(b, s.p + from, s.n - from);
}

void html_text(struct buf *b, const char *s)
{
	if (s)
		html_str(b, str_of(s));
}

void html_int(struct buf *b, int64_t value)
{
	buf_int(b, value);
}

/* One line without its end; CR before the end is dropped. */
static struct str next_line(struct str *rest)
{
	struct str line = str_cut(rest, '\n');
	if (str_ends(line, "\r"))
		line.n--;
	return line;
}

void html_paragraphs(struct buf *b, const char *s)
{
	struct str rest = str_of(s);
	bool open = false;
	while (rest.n) {
		struct str line = next_line(&rest);
		if (!str_trim(line).n) {
			buf_puts(b, open ? "</p>" : "");
			open = false;
			continue;
		}
		buf_puts(b, open ? "<br>" : "<p>");
		html_str(b, line);
		open = true;
	}
	buf_puts(b, open ? "</p>" : "");
}

/* Browsers drop tabs and line breaks from URLs and read "\" as "/": none may be in a link. */
static bool link_is_ours(struct str url)
{
	for (size_t i = 0; i < url.n; i++) {
		unsigned char c = (unsigned char)url.p[i];
		if (c < 0x20 || c == 0x7f || c == '\\')
			return false;
	}
	if (str_starts(url, "/"))
		return !str_starts(url, "//");
	return str_starts(url, "?") || str_starts(url, "#") || str_starts(url, "tel:") ||
	       str_starts(url, "mailto:");
}

void html_link(struct buf *b, const char *url)
{
	html_text(b, link_is_ours(str_of(url)) ? url : "#");
}

static bool url_plain(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '_' || c == '.' || c == '~';
}

void url_encode(struct buf *b, const char *s)
{
	static const char digits[] = "0123456789ABCDEF";
	for (; s && *s; s++) {
		unsigned char c = (unsigned char)*s;
		char escape[3] = {'%', digits[c >> 4], digits[c & 15]};
		if (url_plain(c))
			buf_char(b, (char)c);
		else
			buf_put(b, escape, 3);
	}
}

const char *url_join(struct arena *a, const char *prefix, const char *value)
{
	struct buf b = buf_in(a);
	buf_puts(&b, prefix);
	url_encode(&b, value);
	return buf_text(&b);
}
