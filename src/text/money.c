#include "text/money.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/fault.h"
#include "base/utf8.h"

const char *money_text(struct arena *a, fen amount)
{
	uint64_t all = amount < 0 ? -(uint64_t)amount : (uint64_t)amount;
	char digits[24];
	int n = snprintf(digits, sizeof(digits), "%" PRIu64, all / 100);
	struct buf b = buf_in(a);
	if (amount < 0)
		buf_char(&b, '-');
	for (int i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			buf_char(&b, ',');
		buf_char(&b, digits[i]);
	}
	buf_printf(&b, ".%02d", (int)(all % 100));
	return buf_text(&b);
}

/* What was typed in ASCII: "1.2w" for 1.2万元. Currency signs and blanks are gone. */
static struct str ascii_form(struct arena *a, const char *typed, bool *odd)
{
	struct buf b = buf_in(a);
	struct str s = str_trim(str_of(typed));
	*odd = false;
	if (str_starts(s, "人民币"))
		s = str_skip(s, sizeof("人民币") - 1);
	if (str_ends(s, "元"))
		s = str_head(s, s.n - (sizeof("元") - 1));
	while (s.n > 0) {
		size_t length;
		uint32_t c = utf8_fold(utf8_get(s, &length));
		s = str_skip(s, length);
		if (c == ' ' || ((c == 0xa5 || c == 0xffe5) && b.n == 0))
			continue;
		if (c == 0x4e07) /* 万 */
			c = 'w';
		else if (c == 0x4ebf) /* 亿 */
			c = 'y';
		else if ((c < '0' || c > '9') && c != '.' && c != ',' && c != '-')
			*odd = true;
		buf_char(&b, c < 0x80 ? (char)c : '?');
	}
	return buf_slice(&b);
}

static int64_t take_unit(struct str *s)
{
	char last = s->n > 0 ? s->p[s->n - 1] : '\0';
	if (last != 'w' && last != 'y')
		return 1;
	s->n--;
	return last == 'w' ? 10000 : 100000000;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Commas, if any, part groups of three from the right. */
static bool commas_fit(struct str whole)
{
	bool any = false;
	for (size_t i = 0; i < whole.n; i++)
		any |= whole.p[i] == ',';
	for (size_t i = 0; any && i < whole.n; i++)
		if ((whole.p[i] == ',') != ((whole.n - i) % 4 == 0))
			return false;
	return !any || whole.p[0] != ',';
}

/* Digits (commas skipped) into *value; false when it passes MONEY_MAX. */
static bool read_digits(struct str s, int64_t *value)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!is_digit(s.p[i]))
			continue;
		*value = *value * 10 + (s.p[i] - '0');
		if (*value > MONEY_MAX)
			return false;
	}
	return true;
}

static bool is_number(struct str s)
{
	size_t digits = 0, points = 0;
	for (size_t i = 0; i < s.n; i++) {
		digits += is_digit(s.p[i]);
		points += s.p[i] == '.';
		if (!is_digit(s.p[i]) && s.p[i] != '.' && s.p[i] != ',')
			return false;
	}
	return digits > 0 && points <= 1;
}

static const char *too_large(void)
{
	return "金额太大，应小于一万亿元。请核对是否多输了几位。";
}

/* yuan.rest × unit, exact to the fen. */
static const char *combine(struct str whole, struct str rest, int64_t unit, fen *amount)
{
	int64_t yuan = 0, part = 0, scale = unit * 100;
	if (!read_digits(whole, &yuan) || yuan > MONEY_MAX / scale)
		return too_large();
	for (size_t i = 0; i < rest.n; i++) {
		if (scale % 10 != 0 && rest.p[i] != '0')
			return "金额最多精确到分（小数点后两位）。";
		scale /= 10;
		part += (rest.p[i] - '0') * scale;
	}
	*amount = yuan * unit * 100 + part;
	return NULL;
}

const char *money_read(struct arena *a, const char *typed, fen *amount)
{
	bool odd;
	struct str s = ascii_form(a, typed, &odd);
	*amount = 0;
	if (s.n == 0)
		return "请填写金额。";
	if (s.p[0] == '-')
		return "金额不能是负数。";
	int64_t unit = take_unit(&s);
	if (odd || !is_number(s))
		return "金额只能是数字，例如 1200.50 或 1.2万。";
	struct str rest = s, whole = str_cut(&rest, '.');
	if (str_find(rest, ",") != SIZE_MAX || !commas_fit(whole))
		return "金额中的逗号位置不对，例如 12,345.60；也可以不写逗号。";
	return combine(whole, rest, unit, amount);
}

static const char *const figures[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};

/* Four digits at most; a leading 零 when `gap` says that figures stand before. */
static void put_group(struct buf *b, int group, bool gap)
{
	static const char *const places[] = {"仟", "佰", "拾", ""};
	bool zero = false, written = false;
	for (int i = 0, unit = 1000; i < 4; i++, unit /= 10) {
		int figure = group / unit % 10;
		if (figure == 0) {
			zero = written || gap;
			continue;
		}
		if (zero)
			buf_puts(b, "零");
		buf_puts(b, figures[figure]);
		buf_puts(b, places[i]);
		zero = false;
		written = true;
	}
}

static void put_yuan(struct buf *b, int64_t yuan)
{
	static const char *const units[] = {"亿", "万", ""};
	bool before = false, skipped = false;
	int64_t size = 100000000;
	for (int i = 0; i < 3; i++, size /= 10000) {
		int group = (int)(yuan / size % 10000);
		if (group == 0) {
			skipped = before;
			continue;
		}
		if (skipped && group >= 1000)
			buf_puts(b, "零");
		put_group(b, group, before);
		buf_puts(b, units[i]);
		before = true;
		skipped = false;
	}
	buf_puts(b, "元");
}

static void put_small(struct buf *b, int64_t yuan, int jiao, int cent)
{
	if (yuan > 0 && (jiao == 0 || yuan % 10 == 0))
		buf_puts(b, "零");
	if (jiao > 0) {
		buf_puts(b, figures[jiao]);
		buf_puts(b, "角");
	}
	if (cent > 0) {
		buf_puts(b, figures[cent]);
		buf_puts(b, "分");
	}
}

const char *money_capitals(struct arena *a, fen amount)
{
	struct buf b = buf_in(a);
	if (amount > MONEY_MAX || amount < -MONEY_MAX)
		fault("an amount is too large to be written in capitals");
	int64_t all = amount < 0 ? -amount : amount;
	int jiao = (int)(all / 10 % 10), cent = (int)(all % 10);
	buf_puts(&b, amount < 0 ? "人民币负" : "人民币");
	if (all / 100 > 0)
		put_yuan(&b, all / 100);
	else if (all == 0)
		buf_puts(&b, "零元");
	if (jiao > 0 || cent > 0)
		put_small(&b, all / 100, jiao, cent);
	if (cent == 0)
		buf_puts(&b, "整");
	return buf_text(&b);
}
