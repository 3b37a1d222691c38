/* Stage 6: every place that looks like a marker, at the start of a line or behind a border within.
 */
#include "outline/work.h"

static void add_mark(struct work *w, size_t line, struct str rest, const struct marker *m,
		     bool starts_line, bool follows_end)
{
	w->marks = grown(w->a, w->marks, w->n_marks, &w->room_marks, sizeof(*w->marks));
	w->marks[w->n_marks++] = (struct mark){
		.m = *m,
		.line = (uint32_t)line,
		.at = clean_offset(w, rest),
		.starts_line = starts_line,
		.follows_end = follows_end,
		.parent = -1,
	};
}

/* Does text end here, so that a marker may follow? */
static bool is_border(uint32_t c)
{
	return is_stop(c) || c == 0xff1b || c == ';' || c == 0xff1a || c == ':' ||
	       is_blank_char(c) || c == 0x2026 || c == 0xff0c || c == ',';
}

/* A marker within a line, behind the character `before`. */
static bool fits_within(const struct marker *m, uint32_t before, struct str rest)
{
	struct str text = str_skip(rest, m->length);
	int value, digits;
	bool comma = before == 0xff0c || before == ',';
	if (text.n == 0 || is_closing(first_char(text)) || style_is_time(m->style))
		return false;
	if (m->style == STYLE_CIRCLE) { /* …机制①。 refers to a note */
		uint32_t c = first_char(text);
		return !is_stop(c) && c != 0xff0c && c != 0xff1b && c != 0x3001;
	}
	if (comma)
		return style_is_ordinal(m->style) || m->style == STYLE_ROUND ||
		       m->style == STYLE_HALF || m->style == STYLE_CN_ROUND;
	if (!is_border(before))
		return (m->style == STYLE_CN || m->style == STYLE_CN_ROUND ||
			m->style == STYLE_DOT || m->style == STYLE_COMMA ||
			m->style == STYLE_ROUND || m->style == STYLE_HALF) &&
		       !m->weak && utf8_is_han(first_char(text)) &&
		       !number_arabic(text, &value, &digits);
	return true;
}

/* Could a marker begin with this character? Most characters cannot. */
static bool may_begin(uint32_t c, struct str rest)
{
	static const char *const words[] = {"第", "其", "首", "再", "最", NULL};
	int value;
	size_t n;
	if (c < 0x80)
		return (c >= '0' && c <= '9') || c == '(' || c == '[';
	if (c < 0x2000)
		return false;
	if (!utf8_is_han(c))
		return true;
	utf8_get(rest, &n);
	return number_cn(str_head(rest, n), &value) || starts_any(rest, words);
}

static void scan_within(struct work *w, size_t i, struct str s, size_t at)
{
	size_t n;
	uint32_t before = at ? last_char(str_head(s, at)) : 0;
	for (; at < s.n; at += n) {
		struct str rest = str_skip(s, at);
		struct marker m;
		unsigned char byte = (unsigned char)rest.p[0];
		uint32_t c = utf8_get(rest, &n);
		if (before && may_begin(c, rest) && marker_at(rest, false, &m) && m.length &&
		    fits_within(&m, before, rest)) {
			add_mark(w, i, rest, &m, false, is_border(before));
			n = m.length;
			before = last_char(str_head(rest, n));
			before = is_border(before) ? before : ' ';
			continue;
		}
		size_t quoted = byte >= 0xe2 || byte == '(' ? quoted_length(rest) : 0;
		if (quoted) {
			n = quoted;
			c = last_char(str_head(rest, n));
			uint32_t inner = last_char(cut_last(str_head(rest, n)));
			if (is_stop(inner))
				c = inner;
		}
		before = c;
	}
}

/* Words that head a section of a plan even without a number. */
static const char *const section_words[] = {
	"总体要求", "总体思路", "指导思想", "工作思路", "基本思路", "工作目标",
	"主要目标", "目标任务", "总体目标", "重点任务", "主要任务", "重点工作",
	"主要工作", "工作任务", "工作重点", "工作内容", "工作措施", "主要措施",
	"保障措施", "工作要求", "组织保障", "具体安排", "工作安排", "進度安排",
	"進度安排", "进度安排", "有关要求", "總體要求", "重點任務", "主要任務",
	"保障措施", "時間安排", "时间安排", "工作原则", "活动安排", NULL};

static bool is_section_word(struct str s)
{
	static const char *const ends[] = {"：", ":", NULL};
	const char *end = ends_any(s, ends);
	if (end)
		s = trim(str_head(s, s.n - str_of(end).n));
	for (const char *const *p = section_words; *p; p++) {
		if (str_is(s, *p))
			return true;
	}
	return false;
}

/*
 * A short line of its own before a list that begins with 1 is a heading,
 * if the line before it is finished.
 */
static bool is_plain_heading(const struct work *w, size_t i)
{
	const struct line *l = &w->lines[i];
	static const char *const marks[] = {"。", "，", "；", "：", ":", "、", "！", "？", NULL};
	if (l->row || l->s.n > 75 || has_any(l->s, marks) || chars(l->s) < 2)
		return false;
	if (str_starts(l->s, "【") && quoted_length(l->s) == l->s.n) /* 【思想引领】 */
		return true;
	size_t before = line_before(w, i), next = next_line(w, i);
	if (next >= w->n_lines || (before != SIZE_MAX && !ends_sentence(w->lines[before].s)))
		return false;
	struct marker m;
	return marker_at(w->lines[next].s, true, &m) && !m.weak && m.value == 1 &&
	       !style_is_ordinal(m.style);
}

static bool is_heading(const struct work *w, size_t i)
{
	const struct line *l = &w->lines[i];
	if (l->heading && !l->row)
		return l->s.n < 240;
	return is_section_word(l->s) || is_plain_heading(w, i);
}

/* Does the text end with line i: a stop, or a heading of its own? Its marks are known already. */
static bool is_finished(const struct work *w, size_t i)
{
	const struct line *l = &w->lines[i];
	if (ends_sentence(l->s) || l->heading)
		return true;
	for (size_t k = w->n_marks; k-- > 0 && w->marks[k].line == i;) {
		if (w->marks[k].starts_line)
			return chars(l->s) < 40 && !has(l->s, "。");
	}
	return false;
}

/*
 * Bullets lie as deep as they are indented. Dashes at the edge lie one deeper than the full
 * dots and squares that came before them: ●思想引领 and then —举办….
 */
static enum style bullet_style(struct work *w, const struct line *l)
{
	static const char *const heavy[] = {"●", "■", "◆", "▲", "◇", "□", "★", "☆", "◎", "○", NULL};
	int depth = l->indent / 2 > 3 ? 3 : l->indent / 2;
	if (starts_any(l->s, heavy))
		w->heavy_bullets = true;
	else if (w->heavy_bullets && depth == 0)
		depth = 1;
	return (enum style)(STYLE_BULLET + depth);
}

/* A marker at the start of line i, or a heading without one. */
static size_t scan_start(struct work *w, size_t i)
{
	struct line *l = &w->lines[i];
	struct marker m, inner;
	size_t before = line_before(w, i);
	bool finished = before == SIZE_MAX || is_finished(w, before);
	if (marker_at(l->s, true, &m)) {
		if (style_is_bullet(m.style)) {
			/* - 1. …: the number counts */
			struct str rest = str_skip(l->s, m.length);
			if (marker_at(rest, true, &inner) && !inner.follows && !inner.weak &&
			    inner.length) {
				inner.length += m.length;
				m = inner;
			} else {
				m.style = bullet_style(w, l);
			}
		}
		if (!(l->heading && m.weak && style_is_ordinal(m.style))) {
			add_mark(w, i, l->s, &m, true, finished);
			return m.length;
		}
	}
	if (!is_heading(w, i))
		return 0;
	m = (struct marker){.style = (enum style)(STYLE_HEADING + (l->heading ? l->heading : 5)),
			    .value = -1,
			    .number = str_head(l->s, 0),
			    .follows = true};
	add_mark(w, i, l->s, &m, true, true);
	return 0;
}

/* A paragraph that begins with a short lead, 加强制度建设。 or 组织建设：, and goes on. */
static bool has_short_lead(struct str s)
{
	static const char *const commas[] = {"，", ",", "；", "《", NULL};
	size_t cut, at = title_end(s, &cut);
	struct str lead = str_head(s, at);
	return cut && chars(lead) <= 20 && chars(lead) >= 4 && !has_any(lead, commas) &&
	       ends_sentence(s) && trim(str_skip(s, at + cut)).n > 0;
}

/* A short line of its own, 组织建设方面, with a paragraph of sentences below it. */
static bool heads_paragraph(const struct work *w, size_t i)
{
	static const char *const marks[] = {"。", "，", "；", "、", "！", "？", NULL};
	size_t next = next_line(w, i);
	struct str s = w->lines[i].s;
	return chars(s) >= 3 && chars(s) <= 20 && !has_any(s, marks) && next < w->n_lines &&
	       ends_sentence(w->lines[next].s);
}

/* How the points of a plan without markers begin. */
enum lead { LEAD_NONE, LEAD_SENTENCE, LEAD_HEADING };

static enum lead lead_of(const struct work *w, size_t i)
{
	return has_short_lead(w->lines[i].s) ? LEAD_SENTENCE
	       : heads_paragraph(w, i)	     ? LEAD_HEADING
					     : LEAD_NONE;
}

/* All points begin alike, and only a preamble of one paragraph stands before them. */
static bool has_leads(const struct work *w, enum lead want)
{
	size_t n = 0, first = next_line(w, SIZE_MAX);
	for (size_t i = first; i < w->n_lines; i = next_line(w, i)) {
		if (w->lines[i].row)
			return false;
		bool lead = lead_of(w, i) == want;
		bool below = want == LEAD_HEADING && n && ends_sentence(w->lines[i].s);
		if (!lead && !below && i != first)
			return false;
		n += lead;
	}
	return n >= 3;
}

/*
 * A plan with a title and no marker at all: three or more paragraphs that begin with a short lead,
 * or stand below a short line of their own, are its points.
 */
static void scan_leads(struct work *w)
{
	enum lead want = has_leads(w, LEAD_SENTENCE)  ? LEAD_SENTENCE
			 : has_leads(w, LEAD_HEADING) ? LEAD_HEADING
						      : LEAD_NONE;
	if (want == LEAD_NONE || !w->out->title)
		return;
	struct marker m = {.style = (enum style)(STYLE_HEADING + 5), .value = -1, .follows = true};
	for (size_t i = next_line(w, SIZE_MAX); i < w->n_lines; i = next_line(w, i)) {
		m.number = str_head(w->lines[i].s, 0);
		if (lead_of(w, i) == want)
			add_mark(w, i, w->lines[i].s, &m, true, true);
	}
}

void work_scan(struct work *w)
{
	for (size_t i = next_line(w, SIZE_MAX); i < w->n_lines; i = next_line(w, i)) {
		struct line *l = &w->lines[i];
		if (l->row)
			continue;
		size_t at = scan_start(w, i);
		scan_within(w, i, l->s, at);
	}
	if (!w->n_marks)
		scan_leads(w);
}
