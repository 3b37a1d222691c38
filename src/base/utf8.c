#include "base/utf8.h"

#include <string.h>

uint32_t utf8_get(struct str s, size_t *length)
{
	const unsigned char *p = (const unsigned char *)s.p;
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t n = p[0] < 0x80 ? 1 : p[0] >= 0xf0 && p[0] < 0xf8 ? 4 : p[0] >= 0xe0 ? 3 : 2;
	*length = 1;
	if (n == 1)
		return p[0];
	if (p[0] < 0xc2 || p[0] > 0xf4 || s.n < n)
		return 0xfffd;
	uint32_t c = p[0] & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0xfffd;
		c = c << 6 | (p[i] & 0x3fu);
	}
	if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 0xfffd;
	*length = n;
	return c;
}

void utf8_put(struct buf *b, uint32_t c)
{
	char s[4];
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
	for (size_t i = n; i-- > 1; c >>= 6)
		s[i] = (char)(0x80 | (c & 0x3f));
	s[0] = (char)(lead[n] | c);
	buf_put(b, s, n);
}

/* How many of the first bytes are surely ASCII, eight at a time. */
static size_t ascii_run(struct str s)
{
	size_t i = 0;
	uint64_t eight;
	for (; i + sizeof(eight) <= s.n; i += sizeof(eight)) {
		memcpy(&eight, s.p + i, sizeof(eight));
		if (eight & 0x8080808080808080u)
			break;
	}
	return i;
}

bool utf8_valid(struct str s)
{
	size_t n;
	for (; s.n; s = str_skip(s, n)) {
		if (!((unsigned char)s.p[0] & 0x80)) {
			n = ascii_run(s);
			n = n ? n : 1;
			continue;
		}
		uint32_t c = utf8_get(s, &n);
		if (c == 0xfffd && n == 1)
			return false;
	}
	return true;
}

size_t utf8_count(const char *s)
{
	size_t count = 0;
	for (; s && *s; s++)
		count += ((unsigned char)*s & 0xc0) != 0x80;
	return count;
}

const char *utf8_last(struct arena *a, const char *s)
{
	size_t at = strlen(s);
	while (at && ((unsigned char)s[--at] & 0xc0) == 0x80)
		continue;
	return arena_strdup(a, s + at);
}

const char *utf8_clip(struct arena *a, const char *s, size_t n)
{
	if (utf8_count(s) <= n)
		return s ? s : "";
	struct str rest = str_of(s);
	size_t length;
	for (; n && rest.n; n--) {
		utf8_get(rest, &length);
		rest = str_skip(rest, length);
	}
	return arena_printf(a, "%.*s…", (int)(rest.p - s), s);
}

uint32_t utf8_fold(uint32_t c)
{
	if (c == 0x3000)
		return ' ';
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xfee0;
	return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

bool utf8_is_han(uint32_t c)
{
	return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) ||
	       (c >= 0x20000 && c <= 0x323af) || (c >= 0xf900 && c <= 0xfaff) || c == 0x3007;
}
