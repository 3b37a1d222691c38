#include "text/idcheck.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

enum { TYPED_MAX = 40, LONGEST_LIFE = 150 };

/* What was typed, without blanks and hyphens, half-width, capitals. */
struct clean {
	char text[TYPED_MAX + 1];
	int n;
	bool odd; /* something that is no ASCII letter or digit, or too long */
};

static struct clean clean_up(const char *typed)
{
	struct clean c = {.n = 0};
	for (struct str s = str_of(typed); s.n > 0;) {
		size_t length;
		uint32_t u = utf8_fold(utf8_get(s, &length));
		s = str_skip(s, length);
		bool letter = u >= 'a' && u <= 'z', digit = u >= '0' && u <= '9';
		if (u == ' ' || u == '-' || u == '\t' || u == 0xa0 || u == '\r' || u == '\n')
			continue;
		if ((!letter && !digit) || c.n == TYPED_MAX) {
			/* utf8_fold made every ASCII letter small: capitals are none of the odd
			 * ones. */
			c.odd = true;
			continue;
		}
		c.text[c.n++] = (char)(letter ? u - 'a' + 'A' : u);
	}
	return c;
}

static bool all_digits(const char *s, int n)
{
	for (int i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

static int number_at(const char *s, int n)
{
	int v = 0;
	for (int i = 0; i < n; i++)
		v = v * 10 + s[i] - '0';
	return v;
}

static void copy_part(char *out, const char *from, size_t n)
{
	memcpy(out, from, n);
	out[n] = '\0';
}

/* The first two digits: provinces of GB/T 2260, and the residence permits. */
static bool is_province(int code)
{
	static const unsigned char last[] = {0, 15, 23, 37, 46, 54, 65, 71, 83, 99};
	int tens = code / 10;
	int first = tens == 9 ? 90 : tens * 10 + (tens == 5 ? 0 : 1);
	return tens > 0 && code >= first && code <= last[tens];
}

static char id_check_character(const char *s)
{
	static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;
	for (int i = 0; i < ID_CHARS - 1; i++)
		sum += weights[i] * (s[i] - '0');
	return "10X98765432"[sum % 11];
}

static const char *id_shape_problem(struct arena *a, const struct clean *c)
{
	if (c->n == 0 && !c->odd)
		return "请填写身份证号。";
	if (!c->odd && c->n == 15 && all_digits(c->text, 15))
		return "这是 15 位的旧号码，已于 2013 年停用。请填写 18 位身份证号。";
	if (!c->odd && c->n != ID_CHARS)
		return arena_printf(a, "身份证号应为 18 位，现在是 %d 位，请核对。", c->n);
	char last = c->text[ID_CHARS - 1];
	if (c->odd || !all_digits(c->text, ID_CHARS - 1) ||
	    !(last == 'X' || (last >= '0' && last <= '9')))
		return "身份证号只能是 18 位数字，最后一位可以是 X（GB 11643）。";
	if (!is_province(number_at(c->text, 2)))
		return "身份证号前两位不是有效的省级代码，请核对。";
	return NULL;
}

/* A day of the calendar, in any century (day_valid knows only recent ones). */
static bool is_day(int year, int month, int mday)
{
	if (month < 1 || month > 12 || mday < 1 || mday > 31)
		return false;
	struct civil c = day_civil(day_of(year, month, mday));
	return c.month == month && c.day == mday;
}

const char *id_number_read(struct arena *a, const char *typed, day today, struct id_number *out)
{
	struct clean c = clean_up(typed);
	memset(out, 0, sizeof(*out));
	const char *problem = id_shape_problem(a, &c);
	if (problem)
		return problem;
	int year = number_at(c.text + 6, 4), month = number_at(c.text + 10, 2);
	int mday = number_at(c.text + 12, 2);
	if (!is_day(year, month, mday))
		return arena_printf(a, "身份证号中的出生日期 %.8s 不存在，请核对第 7 至 14 位。",
				    c.text + 6);
	day birth = day_of(year, month, mday);
	if (birth > today || year < day_civil(today).year - LONGEST_LIFE)
		return arena_printf(a, "身份证号中的出生日期 %s 不合理，请核对第 7 至 14 位。",
				    day_cn(a, birth));
	if (c.text[ID_CHARS - 1] != id_check_character(c.text))
		return "身份证号有一位输错了（GB 11643，校验码不符），请逐位核对。";
	copy_part(out->text, c.text, ID_CHARS);
	copy_part(out->region, c.text, 6);
	out->birth = birth;
	out->female = (c.text[16] - '0') % 2 == 0;
	return NULL;
}

int id_age(const struct id_number *id, day on)
{
	struct civil b = day_civil(id->birth), d = day_civil(on);
	bool before = d.month < b.month || (d.month == b.month && d.day < b.day);
	return d.year - b.year - before;
}

static const char credit_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static int credit_value(char c)
{
	return (int)(strchr(credit_alphabet, c) - credit_alphabet);
}

static char credit_check_character(const char *s)
{
	int sum = 0, weight = 1;
	for (int i = 0; i < CREDIT_CHARS - 1; i++, weight = weight * 3 % 31)
		sum += weight * credit_value(s[i]);
	return credit_alphabet[(31 - sum % 31) % 31];
}

/* GB 11714: eight characters (letters count from 10) and a check character. */
static char organisation_check_character(const char *s)
{
	static const int weights[] = {3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;
	for (int i = 0; i < 8; i++)
		sum += weights[i] * (s[i] <= '9' ? s[i] - '0' : s[i] - 'A' + 10);
	return "0X987654321"[sum % 11];
}

static const char *credit_shape_problem(struct arena *a, const struct clean *c)
{
	if (c->n == 0 && !c->odd)
		return "请填写统一社会信用代码。";
	if (!c->odd && c->n != CREDIT_CHARS)
		return arena_printf(a, "统一社会信用代码应为 18 位，现在是 %d 位，请核对。", c->n);
	if (c->odd || strspn(c->text, credit_alphabet) != CREDIT_CHARS)
		return "统一社会信用代码只有数字和大写字母，不含 I、O、S、V、Z。";
	if (!all_digits(c->text + 2, 6))
		return "统一社会信用代码第 3 至 8 位应是行政区划数字，请核对。";
	return NULL;
}

const char *credit_code_read(struct arena *a, const char *typed, struct credit_code *out)
{
	struct clean c = clean_up(typed);
	memset(out, 0, sizeof(*out));
	const char *problem = credit_shape_problem(a, &c);
	if (problem)
		return problem;
	if (c.text[CREDIT_CHARS - 1] != credit_check_character(c.text) ||
	    c.text[16] != organisation_check_character(c.text + 8))
		return "统一社会信用代码有一位输错了（GB 32100，校验码不符），请逐位核对。";
	copy_part(out->text, c.text, CREDIT_CHARS);
	copy_part(out->region, c.text + 2, 6);
	copy_part(out->organisation, c.text + 8, 9);
	out->authority = c.text[0];
	return NULL;
}

const char *mobile_read(struct arena *a, const char *typed, char out[MOBILE_CHARS + 1])
{
	struct str s = str_trim(str_of(typed));
	out[0] = '\0';
	if (str_starts(s, "+"))
		s = str_skip(s, 1);
	struct clean c = clean_up(str_dup(a, s));
	const char *digits = c.text;
	int n = c.n;
	if (n == MOBILE_CHARS + 2 && strncmp(digits, "86", 2) == 0) {
		digits += 2;
		n -= 2;
	}
	if (n == 0 && !c.odd)
		return "请填写手机号。";
	if (c.odd || !all_digits(digits, n))
		return "手机号只能是数字。";
	if (n != MOBILE_CHARS)
		return arena_printf(a, "手机号应为 11 位，现在是 %d 位，请核对。", n);
	if (digits[0] != '1' || digits[1] < '3')
		return "手机号应以 13 至 19 开头，请核对。";
	copy_part(out, digits, MOBILE_CHARS);
	return NULL;
}

static bool luhn(const char *digits, int n)
{
	int sum = 0;
	for (int i = 0; i < n; i++) {
		int d = digits[n - 1 - i] - '0';
		d = i % 2 ? d * 2 : d;
		sum += d > 9 ? d - 9 : d;
	}
	return sum % 10 == 0;
}

const char *bank_card_read(struct arena *a, const char *typed, char out[CARD_MAX + 1])
{
	struct clean c = clean_up(typed);
	out[0] = '\0';
	if (c.n == 0 && !c.odd)
		return "请填写银行卡号。";
	if (c.odd || !all_digits(c.text, c.n))
		return "银行卡号只能是数字。";
	if (c.n < 16 || c.n > CARD_MAX)
		return arena_printf(a, "银行卡号应为 16 至 19 位，现在是 %d 位，请核对。", c.n);
	if (!luhn(c.text, c.n))
		return "银行卡号有一位输错了（校验位不符），请逐位核对。";
	copy_part(out, c.text, (size_t)c.n);
	return NULL;
}
