/* Numbers of markers, and what their styles have in common. */
#include "outline/marker.h"

#include "base/utf8.h"

/* Value of a Chinese digit 0 to 9, 10 for 十, 100 for 百, -1 otherwise. */
static int cn_digit(uint32_t c)
{
	static const struct {
		uint32_t c;
		int value;
	} table[] = {
		{0x4e00, 1}, {0x4e8c, 2}, {0x4e09, 3},	{0x56db, 4},  {0x4e94, 5},   {0x516d, 6},
		{0x4e03, 7}, {0x516b, 8}, {0x4e5d, 9},	{0x5341, 10}, {0x767e, 100}, {0x3007, 0},
		{0x96f6, 0}, {0x25cb, 0}, {0x58f9, 1},	{0x8d30, 2},  {0x8cb3, 2},   {0x53c1, 3},
		{0x53c3, 3}, {0x8086, 4}, {0x4f0d, 5},	{0x9646, 6},  {0x9678, 6},   {0x67d2, 7},
		{0x634c, 8}, {0x7396, 9}, {0x62fe, 10},
	};
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (table[i].c == c)
			return table[i].value;
	}
	return -1;
}

/* Strict: 五一 is no number. Digits are put together as units, tens, hundreds. */
size_t number_cn(struct str s, int *value)
{
	int total = 0, digit = -1, last_unit = 1000;
	size_t used = 0, n;
	bool zero = false;
	while (s.n > used) {
		int d = cn_digit(utf8_get(str_skip(s, used), &n));
		if (d < 0)
			break;
		if (d == 0) {
			if (used == 0 || digit >= 0)
				return 0;
			zero = true;
		} else if (d < 10) {
			if (digit >= 0)
				return 0;
			digit = d;
		} else {
			if (d >= last_unit || (digit < 0 && (d == 100 || (used && !zero))))
				return 0;
			total += (digit < 0 ? 1 : digit) * d;
			last_unit = d;
			digit = -1;
		}
		used += n;
	}
	if (used == 0)
		return 0;
	*value = total + (digit > 0 ? digit : 0);
	return *value > 0 ? used : 0;
}

static int arabic_digit(struct str s, size_t *n)
{
	if (s.n == 0)
		return -1;
	if (s.p[0] >= '0' && s.p[0] <= '9') {
		*n = 1;
		return s.p[0] - '0';
	}
	if (s.n >= 3 && (unsigned char)s.p[0] == 0xef) {
		uint32_t c = utf8_get(s, n);
		if (c >= 0xff10 && c <= 0xff19)
			return (int)(c - 0xff10);
	}
	return -1;
}

size_t number_arabic(struct str s, int *value, int *digits)
{
	size_t used = 0, n;
	int d;
	*value = 0;
	*digits = 0;
	while ((d = arabic_digit(str_skip(s, used), &n)) >= 0) {
		if (++*digits > 9)
			return 0;
		*value = *value * 10 + d;
		used += n;
	}
	return used;
}

bool style_is_ordinal(enum style s)
{
	return s >= STYLE_ORD_NUM && s <= STYLE_ORD_ONE;
}

bool style_is_bullet(enum style s)
{
	return s >= STYLE_BULLET && s <= STYLE_BULLET_LAST;
}

bool style_is_heading(enum style s)
{
	return s >= STYLE_HEADING && s <= STYLE_HEADING_LAST;
}

bool style_is_time(enum style s)
{
	return s >= STYLE_HALF_YEAR && s <= STYLE_MONTH;
}

bool style_is_minor(enum style s)
{
	return style_is_ordinal(s) || style_is_bullet(s) || s == STYLE_CIRCLE ||
	       s == STYLE_LETTER || s == STYLE_SMALL_LETTER;
}

bool style_kin(enum style a, enum style b)
{
	bool arabic_a = a >= STYLE_DOT && a <= STYLE_ROUND;
	bool arabic_b = b >= STYLE_DOT && b <= STYLE_ROUND;
	if (arabic_a && arabic_b)
		return true;
	return a >= STYLE_CN && a <= STYLE_CN_HALF && b >= STYLE_CN && b <= STYLE_CN_HALF;
}
