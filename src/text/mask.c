#include "text/idcheck.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* `head` and `tail` characters of s with stars between; stars alone if s is short. */
static const char *mask(struct arena *a, const char *s, size_t head, size_t stars, size_t tail)
{
	size_t n = s ? strlen(s) : 0;
	if (n == 0)
		return "";
	/* Half of a shorter text must stay hidden, and bytes are cut: ASCII only. */
	bool plain = n >= head + stars + tail || (head == 0 && n >= 2 * tail);
	for (size_t i = 0; i < n; i++)
		plain = plain && (unsigned char)s[i] < 0x80;
	struct buf b = buf_in(a);
	if (plain)
		buf_put(&b, s, head);
	for (size_t i = 0; i < stars; i++)
		buf_char(&b, '*');
	if (plain)
		buf_put(&b, s + n - tail, tail);
	return buf_text(&b);
}

const char *mask_id_number(struct arena *a, const char *number)
{
	return mask(a, number, 3, 11, 4);
}

const char *mask_mobile(struct arena *a, const char *number)
{
	return mask(a, number, 3, 4, 4);
}

const char *mask_bank_card(struct arena *a, const char *number)
{
	return mask(a, number, 0, 4, 4);
}

const char *mask_name(struct arena *a, const char *name)
{
	size_t n;
	struct str s = str_trim(str_of(name));
	if (s.n == 0)
		return "";
	utf8_get(s, &n);
	return utf8_count(name) < 2 ? "*" : arena_printf(a, "%.*s*", (int)n, s.p);
}
