#include "outline/marker.h"

#include "base/utf8.h"
#include "outline/work.h"

static size_t blanks(struct str s)
{
	size_t used = 0, n;
	while (used < s.n && is_blank_char(utf8_get(str_skip(s, used), &n)))
		used += n;
	return used;
}

/* Length of the first entry of the table that s starts with, or 0. */
static size_t one_of(struct str s, const char *const *table)
{
	const char *hit = starts_any(s, table);
	return hit ? str_of(hit).n : 0;
}

static const char *const round_open[] = {"（", "(", "〔", "【", "［", "[", "﹙", NULL};
static const char *const round_close[] = {"）", ")", "〕", "】", "］", "]", "﹚", NULL};
static const char *const commas[] = {"、", "﹑", ",", "，", NULL};
static const char *const dots[] = {".", "．", "·", NULL};
static const char *const stops_as_dots[] = {
	"。", "｡", NULL}; /* a slip of the pen, only at the start of a line */
static const char *const half_close[] = {"）", ")", NULL};
static const char *const colons[] = {"：", ":", NULL};

/* Ends the marker: n bytes and the blanks after them. */
static bool done(struct marker *m, struct str s, enum style style, int value, struct str number,
		 size_t n)
{
	m->style = style;
	m->value = value;
	m->number = number;
	m->length = n + blanks(str_skip(s, n));
	return true;
}

/* 第一部分 第一章 第一节 第一条 第一季度 第一， */
static bool marker_nth(struct str s, struct marker *m)
{
	static const struct {
		const char *word;
		enum style style;
	} words[] = {
		{"部分", STYLE_PART},  {"部份", STYLE_PART},	{"篇", STYLE_PART},
		{"编", STYLE_PART},    {"編", STYLE_PART},	{"板块", STYLE_PART},
		{"章", STYLE_CHAPTER}, {"节", STYLE_PARAGRAPH}, {"節", STYLE_PARAGRAPH},
		{"条", STYLE_ARTICLE}, {"條", STYLE_ARTICLE},
	};
	static const char *const nth[] = {"第", NULL};
	static const char *const after[] = {"、", "：", ":", "，", ",", ".", "．", NULL};
	size_t head = one_of(s, nth);
	if (!head)
		return false;
	head += blanks(str_skip(s, head));
	int value, digits;
	struct str rest = str_skip(s, head);
	size_t n = number_cn(rest, &value);
	if (!n)
		n = number_arabic(rest, &value, &digits);
	if (!n || value == 0 || value > 999)
		return false;
	size_t gap = blanks(str_skip(rest, n));
	struct str tail = str_skip(rest, n + gap);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!str_starts(tail, words[i].word))
			continue;
		size_t end = head + n + gap + str_of(words[i].word).n;
		struct str number = str_head(s, end);
		return done(m, s, words[i].style, value, number,
			    end + one_of(str_skip(s, end), after));
	}
	static const char *const stops[] = {"，", "、", ",", "：", NULL};
	size_t stop = one_of(tail, stops);
	if (stop && gap == 0 && number_cn(rest, &value)) {
		m->weak = true;
		return done(m, s, STYLE_ORD_NUM, value, str_head(rest, n), head + n + stop);
	}
	return false;
}

/* After the words of a month or quarter: the end, or a mark that parts them from the text. */
static bool parted(struct str s)
{
	static const char *const ends[] = {"：", ":",  "，",   ",",    "、", " ", "　",
					   "\t", "】", "）",   ")",    "（", "(", "—",
					   "-",	 "”",  "工作", "重点", NULL};
	return s.n == 0 || starts_any(s, ends);
}

/* 一季度 第一季度 1月 一月份 1-3月 上半年; they stay part of the title. */
static bool marker_time(struct str s, struct marker *m)
{
	static const struct {
		const char *word;
		enum style style;
		int most;
	} words[] = {
		{"季度", STYLE_QUARTER, 4},
		{"月份", STYLE_MONTH, 12},
		{"月", STYLE_MONTH, 12},
	};
	static const char *const range[] = {"-", "—", "－", "~", "～", "至", "到", "、", NULL};
	static const char *const opens[] = {"【", "（", "(", "“", "第", NULL};
	if (str_starts(s, "上半年") || str_starts(s, "下半年")) {
		m->weak = !parted(str_skip(s, 9));
		m->number = str_head(s, 0);
		m->style = STYLE_HALF_YEAR;
		m->value = str_starts(s, "上") ? 1 : 2;
		return !m->weak;
	}
	size_t used = one_of(s, opens);
	int value = 1, first = 0, digits;
	bool listed = false; /* 1、2月; but 4、6月安全生产月 is an item */
	if (str_starts(str_skip(s, used), "元月")) {
		used += 3;
		first = 1;
	}
	for (int i = 0; i < 3 && !(i == 0 && first); i++) {
		size_t n = number_cn(str_skip(s, used), &value);
		if (!n)
			n = number_arabic(str_skip(s, used), &value, &digits);
		if (!n)
			return false;
		if (!first)
			first = value;
		used += n;
		if (str_starts(str_skip(s, used), "月") && one_of(str_skip(s, used + 3), range))
			used += 3;
		n = one_of(str_skip(s, used), range);
		if (!n)
			break;
		listed = str_starts(str_skip(s, used), "、");
		used += n;
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct str tail = str_skip(s, used);
		if (!str_starts(tail, words[i].word) || first > words[i].most ||
		    value > words[i].most)
			continue;
		tail = str_skip(tail, str_of(words[i].word).n);
		m->weak = !parted(tail);
		m->style = words[i].style;
		m->value = first;
		m->number = str_head(s, 0);
		m->length = 0;
		return !(listed && m->weak) && !str_starts(tail, "日") &&
		       !number_arabic(tail, &value, &digits);
	}
	return false;
}

static bool marker_round(struct str s, struct marker *m)
{
	size_t open = one_of(s, round_open);
	if (!open)
		return false;
	size_t at = open + blanks(str_skip(s, open));
	int value, digits = 0;
	size_t n = number_cn(str_skip(s, at), &value);
	enum style style = STYLE_CN_ROUND;
	if (!n) {
		n = number_arabic(str_skip(s, at), &value, &digits);
		style = STYLE_ROUND;
	}
	if (!n || digits > 2 || value == 0)
		return false;
	struct str number = str_head(str_skip(s, at), n);
	at += n;
	at += blanks(str_skip(s, at));
	size_t close = one_of(str_skip(s, at), round_close);
	if (!close)
		return false;
	at += close;
	size_t more = one_of(str_skip(s, at), commas);
	if (!more)
		more = one_of(str_skip(s, at), dots);
	return done(m, s, style, value, number, at + more);
}

/* 壹 to 拾 mean numbers only at the start of a line: 队伍 is no five. */
static bool is_formal(struct str s)
{
	static const char *const digits[] = {"壹", "贰", "貳", "叁", "參", "肆", "伍",
					     "陆", "陸", "柒", "捌", "玖", "拾", NULL};
	return starts_any(s, digits);
}

/* 一、 一. 一） and, weak, 一 with a blank or a colon */
static bool marker_cn(struct str s, bool starts_line, struct marker *m)
{
	int value, other;
	size_t n = number_cn(s, &value);
	if (!n || (!starts_line && is_formal(s)))
		return false;
	struct str number = str_head(s, n), tail = str_skip(s, n);
	size_t gap = blanks(tail);
	struct str mark = str_skip(tail, gap);
	size_t stop = one_of(mark, commas);
	m->weak = stop && !str_starts(mark, "、") && !str_starts(mark, "﹑");
	if (!stop)
		stop = one_of(mark, dots);
	if (!stop && starts_line)
		stop = one_of(mark, stops_as_dots);
	if (stop && !number_cn(str_skip(mark, stop), &other))
		return done(m, s, STYLE_CN, value, number, n + gap + stop);
	if (stop) { /* 一、二季度: no; 一、三八活动: yes */
		size_t next = number_cn(str_skip(mark, stop), &other);
		static const char *const units[] = {"季", "月", "等", "、", "次", "期", "届",
						    "线", "级", "类", "批", "名", "个", NULL};
		if (other == value + 1 || (next && starts_any(str_skip(mark, stop + next), units)))
			m->weak = true;
		return done(m, s, STYLE_CN, value, number, n + gap + stop);
	}
	stop = one_of(mark, half_close);
	if (stop)
		return done(m, s, STYLE_CN_HALF, value, number, n + gap + stop);
	if (!starts_line || value > 20)
		return false;
	stop = one_of(mark, colons);
	if (!stop && !gap)
		return false;
	m->weak = true;
	return done(m, s, STYLE_CN, value, number, n + gap + stop);
}

static const char *const measures[] = {"亿",   "万", "倍", "%",	       "％", "‰",
				       "元",   "億", "萬", "个百分点", "米", "公里",
				       "平方", "吨", "版", "小时",     NULL};

/* 1.1 1.1.1; also with a dot or 、 behind. Returns 0 if s is not of this form. */
static size_t dotted(struct str s, int *values, int *n_values)
{
	size_t used = 0;
	*n_values = 0;
	for (;;) {
		int digits;
		size_t n = number_arabic(str_skip(s, used), &values[*n_values], &digits);
		if (!n || digits > 4)
			return *n_values > 1 ? used - 1 : 0;
		used += n;
		++*n_values;
		struct str tail = str_skip(s, used);
		size_t dot = str_starts(tail, ".") ? 1 : str_starts(tail, "．") ? 3 : 0;
		int next;
		if (*n_values == 4 || !dot || !number_arabic(str_skip(tail, dot), &next, &digits))
			return *n_values > 1 ? used : 0;
		used += dot;
	}
}

static bool marker_dotted(struct str s, struct marker *m)
{
	int values[4], n_values;
	size_t n = dotted(s, values, &n_values);
	if (!n)
		return false;
	for (int i = 0; i < n_values; i++) {
		if (values[i] == 0 || values[i] > 99)
			return false;
	}
	struct str tail = str_skip(s, n);
	if (starts_any(tail, measures) || str_starts(tail, "-") || str_starts(tail, "—"))
		return false;
	static const char *const day_words[] = {"月", "日", "号", NULL};
	if (starts_any(tail, day_words))
		return false;
	size_t stop = one_of(tail, commas);
	if (!stop)
		stop = one_of(tail, dots);
	if (!stop)
		stop = one_of(tail, half_close);
	m->weak = true;
	int value, digits;
	m->plain = number_arabic(s, &value, &digits);
	m->plain += str_starts(str_skip(s, m->plain), ".") ? 1 : 3;
	for (int i = 0; i + 1 < n_values; i++)
		m->outer[i] = values[i];
	return done(m, s, STYLE_DOTTED + (enum style)(n_values - 2), values[n_values - 1],
		    str_head(s, n), n + stop);
}

/* 1. 1． 1、 1） and, weak, 1 with a blank */
static bool marker_arabic(struct str s, bool starts_line, struct marker *m)
{
	int value, digits, other;
	size_t n = number_arabic(s, &value, &digits);
	if (!n || digits > 4 || value == 0)
		return false;
	struct str number = str_head(s, n), tail = str_skip(s, n);
	size_t gap = blanks(tail);
	struct str mark = str_skip(tail, gap);
	size_t stop = one_of(mark, dots);
	if (!stop && starts_line)
		stop = one_of(mark, stops_as_dots);
	if (stop) {
		/* 1.2024年…: the text begins with a number; 2.5亿: a figure */
		struct str text = str_skip(mark, stop);
		size_t k = str_starts(mark, "。") ? 0 : number_arabic(text, &other, &digits);
		struct str unit = str_skip(text, k);
		if (k && !(digits == 4 && str_starts(unit, "年"))) {
			bool month = str_starts(unit, "月") && other <= 12; /* 2.5月1日前… */
			if (starts_any(unit, measures) || str_starts(unit, ".") ||
			    (!starts_line && !month))
				return false;
			m->weak = true;
		}
		m->weak |= str_starts(mark, "。") || gap;
		return done(m, s, STYLE_DOT, value, number, n + gap + stop);
	}
	stop = one_of(mark, commas);
	if (stop) {
		struct str text = str_skip(mark, stop);
		m->weak =
			!str_starts(mark, "、") || gap || number_arabic(text, &other, &digits) == 1;
		if (!str_starts(mark, "、") && number_arabic(text, &other, &digits))
			return false; /* 1,000 */
		return done(m, s, STYLE_COMMA, value, number, n + gap + stop);
	}
	stop = one_of(mark, half_close);
	if (stop)
		return done(m, s, STYLE_HALF, value, number, n + gap + stop);
	if (!starts_line || value > 99)
		return false;
	stop = one_of(mark, colons);
	if (!stop && !gap)
		return false;
	m->weak = true;
	return done(m, s, STYLE_BARE, value, number, n + gap + stop);
}

/* ① ⑴ ⒈ ㈠ Ⅰ: one character each */
static bool marker_single(struct str s, struct marker *m)
{
	static const struct {
		uint32_t first;
		int count;
		enum style style;
	} table[] = {
		{0x2460, 20, STYLE_CIRCLE}, {0x2474, 20, STYLE_ROUND},
		{0x2488, 20, STYLE_DOT},    {0x3220, 10, STYLE_CN_ROUND},
		{0x2776, 10, STYLE_CIRCLE}, {0x24f5, 10, STYLE_CIRCLE},
		{0x3251, 15, STYLE_CIRCLE}, {0x3280, 10, STYLE_CIRCLE},
		{0x2160, 12, STYLE_ROMAN},
	};
	size_t n;
	uint32_t c = utf8_get(s, &n);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (c < table[i].first || c >= table[i].first + (uint32_t)table[i].count)
			continue;
		int value = (int)(c - table[i].first) + (table[i].first == 0x3251 ? 21 : 1);
		size_t stop = one_of(str_skip(s, n), commas);
		if (!stop)
			stop = one_of(str_skip(s, n), dots);
		return done(m, s, table[i].style, value, str_head(s, n), n + stop);
	}
	return false;
}

/* A. a) (a) II. : weak, Latin letters begin many a line */
static bool marker_letter(struct str s, struct marker *m)
{
	static const char *const roman[] = {"I",  "II",	 "III",	 "IV", "V",
					    "VI", "VII", "VIII", "IX", "X"};
	size_t n = 0;
	while (n < s.n && n < 5 && (s.p[n] == 'I' || s.p[n] == 'V' || s.p[n] == 'X'))
		n++;
	struct str tail = str_skip(s, n);
	static const char *const stops[] = {"、", ".", "．", ")", "）", NULL};
	m->weak = true;
	for (int i = 0; n && i < 10; i++) {
		if (str_is(str_head(s, n), roman[i]) && one_of(tail, stops))
			return done(m, s, STYLE_ROMAN, i + 1, str_head(s, n),
				    n + one_of(tail, stops));
	}
	char c = s.p[0];
	bool letter = (c >= 'A' && c <= 'H') || (c >= 'a' && c <= 'h');
	size_t stop = letter ? one_of(str_skip(s, 1), stops) : 0;
	if (!stop ||
	    (1 + stop < s.n && (unsigned char)s.p[1 + stop] < 0x80 && s.p[1 + stop] != ' '))
		return false;
	return done(m, s, c < 'a' ? STYLE_LETTER : STYLE_SMALL_LETTER, (c | 32) - 'a' + 1,
		    str_head(s, 1), 1 + stop);
}

/* 一是 一要 首先 其一 */
static bool marker_ordinal(struct str s, struct marker *m)
{
	static const struct {
		const char *word;
		int value;
	} steps[] = {
		{"首先", 1}, {"其次", 2}, {"再次", 3}, {"再者", 3}, {"最后", -1}, {"最後", -1},
	};
	static const char *const commas_after[] = {"，", ",", "、", "：", NULL};
	int value;
	size_t n = number_cn(s, &value);
	struct str tail = str_skip(s, n);
	m->weak = true;
	if (n && value <= 20 && str_starts(tail, "是"))
		return done(m, s, STYLE_ORD_IS, value, str_head(s, n), n + 3);
	if (n && value <= 20 && str_starts(tail, "要"))
		return done(m, s, STYLE_ORD_MUST, value, str_head(s, n), n + 3);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		size_t word = str_of(steps[i].word).n;
		if (!str_starts(s, steps[i].word))
			continue;
		size_t stop = one_of(str_skip(s, word), commas_after);
		if (stop || value > 0)
			return done(m, s, STYLE_ORD_FIRST, steps[i].value, str_head(s, word),
				    word + stop);
	}
	if (str_starts(s, "其") && (n = number_cn(str_skip(s, 3), &value)) &&
	    one_of(str_skip(s, 3 + n), commas_after))
		return done(m, s, STYLE_ORD_ONE, value, str_head(str_skip(s, 3), n),
			    3 + n + one_of(str_skip(s, 3 + n), commas_after));
	return false;
}

static bool marker_bullet(struct str s, struct marker *m)
{
	static const char *const spaced[] = {"-", "*", "+", "－", "–", NULL};
	static const char *const alone[] = {"——", "—", "•", "●", "■", "◆", "▲", "◇", "□", "★", "☆",
					    "➢", "▪", "◎", "○", "→", "►", "·", "※",
					    /* bullets of symbol fonts */
					    "\xef\x82\xb7", "\xef\x81\xac", "\xef\x83\x98",
					    "\xef\x83\xbc", "\xef\x81\xae", "\xef\x81\xb5", NULL};
	size_t n = one_of(s, alone);
	if (!n) {
		n = one_of(s, spaced);
		if (!n || !blanks(str_skip(s, n)))
			return false;
	}
	m->follows = true;
	return done(m, s, STYLE_BULLET, -1, str_head(s, 0), n);
}

/* Forms that look the same anywhere, tried in this order. */
static const struct form {
	bool (*read)(struct str s, struct marker *m);
	bool line_only; /* met only at the start of a line */
	bool ascii;	/* may begin with an ASCII character */
} forms[] = {
	{marker_time, true, true},    {marker_nth, false, false},    {marker_round, false, true},
	{marker_dotted, false, true}, {marker_single, false, false}, {marker_ordinal, false, false},
};

bool marker_at(struct str s, bool starts_line, struct marker *m)
{
	bool ascii = s.n && (unsigned char)s.p[0] < 0x80;
	for (size_t i = 0; s.n && i < sizeof(forms) / sizeof(forms[0]); i++) {
		*m = (struct marker){0};
		if ((starts_line || !forms[i].line_only) && (forms[i].ascii || !ascii) &&
		    forms[i].read(s, m))
			return true;
	}
	*m = (struct marker){0};
	if (s.n == 0)
		return false;
	if (!ascii && marker_cn(s, starts_line, m))
		return true;
	*m = (struct marker){0};
	if (marker_arabic(s, starts_line, m))
		return true;
	*m = (struct marker){0};
	if (!starts_line)
		return false;
	if (ascii && marker_letter(s, m))
		return true;
	*m = (struct marker){0};
	return marker_bullet(s, m);
}
