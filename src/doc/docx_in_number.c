/* Numbers in the formats of a .docx file. */
#include <stdio.h>
#include <string.h>

#include "doc/docx_in_list.h"

/* Appends text if it fits. */
static size_t put(char *out, size_t room, size_t n, const char *text)
{
	size_t k = strlen(text);
	if (n + k + 1 > room)
		return n;
	memcpy(out + n, text, k + 1);
	return n + k;
}

static size_t put_char(char *out, size_t room, size_t n, unsigned c)
{
	char s[4] = {(char)(0xe0 | (c >> 12)), (char)(0x80 | ((c >> 6) & 0x3f)),
		     (char)(0x80 | (c & 0x3f)), 0};
	return put(out, room, n, s);
}

struct digits {
	const char *digit[10], *ten, *hundred, *thousand;
	bool one_ten; /* 一十 instead of 十 */
};

static const struct digits plain = {
	{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}, "十", "百", "千", false};
static const struct digits formal = {
	{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}, "拾", "佰", "仟", true};
static const struct digits formal_traditional = {
	{"零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"}, "拾", "佰", "仟", true};

/* 1 to 9999 with units; larger ones as decimal. */
static size_t counting(const struct digits *d, int value, char *out, size_t room)
{
	const int units[] = {1000, 100, 10, 1};
	const char *names[] = {d->thousand, d->hundred, d->ten, ""};
	size_t n = 0;
	bool zero = false;
	if (value <= 0 || value > 9999)
		return (size_t)snprintf(out, room, "%d", value);
	for (int i = 0; i < 4; i++) {
		int digit = value / units[i] % 10;
		if (digit == 0) {
			zero = n > 0;
			continue;
		}
		if (zero)
			n = put(out, room, n, "零");
		zero = false;
		if (!(units[i] == 10 && digit == 1 && n == 0 && !d->one_ten))
			n = put(out, room, n, d->digit[digit]);
		n = put(out, room, n, names[i]);
	}
	return n;
}

/* 一二三 … 一〇: digit by digit */
static size_t digital(int value, char *out, size_t room)
{
	char decimal[16];
	size_t n = 0;
	snprintf(decimal, sizeof(decimal), "%d", value);
	for (const char *p = decimal; *p; p++) {
		if (*p >= '0' && *p <= '9')
			n = put(out, room, n, plain.digit[*p - '0']);
	}
	return n;
}

static size_t full_width(int value, char *out, size_t room)
{
	char decimal[16];
	size_t n = 0;
	snprintf(decimal, sizeof(decimal), "%d", value);
	for (const char *p = decimal; *p; p++)
		n = put_char(out, room, n, 0xff00u + (unsigned)(*p - 0x20));
	return n;
}

static size_t roman(int value, bool upper, char *out, size_t room)
{
	static const struct {
		int value;
		const char *upper, *lower;
	} parts[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"},
		     {100, "C", "c"},  {90, "XC", "xc"},  {50, "L", "l"},  {40, "XL", "xl"},
		     {10, "X", "x"},   {9, "IX", "ix"},	  {5, "V", "v"},   {4, "IV", "iv"},
		     {1, "I", "i"}};
	size_t n = 0;
	if (value <= 0 || value > 3999)
		return (size_t)snprintf(out, room, "%d", value);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		for (; value >= parts[i].value; value -= parts[i].value)
			n = put(out, room, n, upper ? parts[i].upper : parts[i].lower);
	}
	return n;
}

/* a … z, aa, bb … */
static size_t letters(int value, char first, char *out, size_t room)
{
	size_t n = 0;
	if (value <= 0 || value > 26 * 8)
		return (size_t)snprintf(out, room, "%d", value);
	char one[2] = {(char)(first + (value - 1) % 26), 0};
	for (int i = 0; i <= (value - 1) / 26; i++)
		n = put(out, room, n, one);
	return n;
}

static size_t from_table(const char *const *table, int count, int value, char *out, size_t room)
{
	if (value <= 0 || value > count)
		return (size_t)snprintf(out, room, "%d", value);
	return put(out, room, 0, table[value - 1]);
}

/* Runs of single characters that hold a number. */
static const struct {
	const char *format;
	unsigned first;
	int count;
} singles[] = {
	{"decimalEnclosedCircle", 0x2460, 20},	 {"decimalEnclosedCircleChinese", 0x2460, 20},
	{"decimalEnclosedFullstop", 0x2488, 20}, {"decimalEnclosedParen", 0x2474, 20},
	{"ideographEnclosedCircle", 0x3280, 10},
};

static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
static const char *const branches[] = {"子", "丑", "寅", "卯", "辰", "巳",
				       "午", "未", "申", "酉", "戌", "亥"};

static bool is_one_of(const char *s, const char *const *table)
{
	for (; *table; table++) {
		if (strcmp(s, *table) == 0)
			return true;
	}
	return false;
}

static size_t chinese(const char *format, int value, char *out, size_t room, bool *known)
{
	static const char *const counts[] = {"chineseCounting",
					     "chineseCountingThousand",
					     "japaneseCounting",
					     "taiwaneseCounting",
					     "taiwaneseCountingThousand",
					     "koreanCounting",
					     NULL};
	static const char *const digits[] = {"ideographDigital", "japaneseDigitalTenThousand",
					     "taiwaneseDigital", "koreanDigital",
					     "koreanDigital2",	 NULL};
	*known = true;
	if (is_one_of(format, counts))
		return counting(&plain, value, out, room);
	if (is_one_of(format, digits))
		return digital(value, out, room);
	if (strcmp(format, "chineseLegalSimplified") == 0)
		return counting(&formal, value, out, room);
	if (strcmp(format, "ideographLegalTraditional") == 0 ||
	    strcmp(format, "japaneseLegal") == 0)
		return counting(&formal_traditional, value, out, room);
	if (strcmp(format, "ideographTraditional") == 0)
		return from_table(stems, 10, value, out, room);
	if (strcmp(format, "ideographZodiac") == 0)
		return from_table(branches, 12, value, out, room);
	for (size_t i = 0; i < sizeof(singles) / sizeof(singles[0]); i++) {
		if (strcmp(format, singles[i].format) == 0 && value > 0 &&
		    value <= singles[i].count)
			return put_char(out, room, 0, singles[i].first + (unsigned)value - 1);
	}
	*known = false;
	return 0;
}

size_t docx_number_text(const char *format, int value, char *out, size_t room)
{
	bool known;
	out[0] = 0;
	size_t n = chinese(format, value, out, room, &known);
	if (known)
		return n;
	if (strcmp(format, "none") == 0)
		return 0;
	if (strcmp(format, "upperRoman") == 0 || strcmp(format, "lowerRoman") == 0)
		return roman(value, format[0] == 'u', out, room);
	if (strcmp(format, "upperLetter") == 0 || strcmp(format, "lowerLetter") == 0)
		return letters(value, format[0] == 'u' ? 'A' : 'a', out, room);
	if (strncmp(format, "decimalFullWidth", 16) == 0)
		return full_width(value, out, room);
	if (strcmp(format, "decimalZero") == 0)
		return (size_t)snprintf(out, room, "%02d", value);
	if (strcmp(format, "numberInDash") == 0)
		return (size_t)snprintf(out, room, "- %d -", value);
	return (size_t)snprintf(out, room, "%d", value);
}
