/*
 * Stage 3: the frame. What stands around the plan: covering notice, title,
 * issuing organisation, year. The end of it is in tail.c.
 */
#include <ctype.h>
#include <string.h>

#include "outline/work.h"

static const char *const title_words[] = {
	"工作要点", "工作要點", "工作计划",   "工作計劃",   "工作安排",	    "工作方案", "工作打算",
	"工作思路", "工作任务", "工作任務",   "重点工作",   "重點工作",	    "工作重点", "工作部署",
	"工作规划", "工作意见", "任务清单",   "任务分解表", "工作清单",	    "工作目标", "行事历",
	"实施方案", "实施意见", "安排意见",   "计划表",	    "安排表",	    "要点",	"要點",
	"计划",	    "計劃",	"工作清单表", "行动方案",   "工作总体安排", "工作",	NULL};

static const char *const notice_words[] = {"通知", "印发", "印發", "转发",
					   "轉發", "解读", "函",   NULL};

/* The title without 《》, a bracketed remark behind it, and blanks. */
static struct str bare_title(struct work *w, struct str s)
{
	struct str q = squeezed(w->a, s);
	if (str_starts(q, "《") && str_ends(q, "》"))
		q = str_head(str_skip(q, 3), q.n - 6);
	if (str_ends(q, "）") || str_ends(q, ")")) {
		for (size_t at = q.n; at-- > 1;) {
			struct str rest = str_skip(q, at);
			if (str_starts(rest, "（") || rest.p[0] == '(')
				return str_head(q, at);
		}
	}
	return q;
}

bool title_like(struct work *w, struct str s, int heading)
{
	struct marker m;
	if (s.n == 0 || s.n > 240)
		return false;
	struct str q = bare_title(w, s);
	size_t n = chars(q);
	static const char *const bad[] = {"。", "；", "：", ":", "，", "？", "！", NULL};
	if (n < 5 || n > 45 || has_any(q, bad) || has_any(q, notice_words) ||
	    (marker_at(q, true, &m) && !m.weak))
		return false;
	const char *word = ends_any(q, title_words);
	if (!word || (has(q, "月") && has(q, "日")))
		return false;
	bool dated = has(q, "年") || has(q, "20");
	if (!strcmp(word, "工作"))
		return dated && (has(q, "工会") || heading == 1);
	return dated || has(q, "工会") || has(q, "工會") || heading == 1;
}

static bool notice_like(struct work *w, struct str s)
{
	if (s.n == 0 || s.n > 300 || has(s, "。"))
		return false;
	struct str q = squeezed(w->a, s);
	return str_ends(q, "通知") || has(q, "关于印发") || has(q, "關於印發") ||
	       has(q, "关于转发") || has(q, "關於轉發");
}

/* A strong marker with number 1, or a heading: here the plan itself has begun. */
static bool begins_plan(const struct line *l)
{
	struct marker m;
	return marker_at(l->s, true, &m) && !m.weak && m.value == 1 && !style_is_ordinal(m.style) &&
	       !style_is_bullet(m.style);
}

struct found {
	size_t title; /* index of the line, or SIZE_MAX */
	size_t first; /* where a title of several lines begins */
	bool notice;
	struct str notice_body; /* organisation in the notice's title */
	struct str quoted;	/* title in 《》 in the notice */
};

enum { HEAD_LINES = 400 };

static void look_notice(struct work *w, struct str s, struct found *f)
{
	struct str q = squeezed(w->a, s);
	size_t about = str_find(q, "关于");
	if (about == SIZE_MAX)
		about = str_find(q, "關於");
	if (about != SIZE_MAX && about && looks_like_body(str_head(q, about)) && !f->notice_body.n)
		f->notice_body = str_head(q, about);
	f->notice = true;
}

static void look_quoted(struct work *w, struct str s, struct found *f)
{
	size_t open = str_find(s, "《");
	while (open != SIZE_MAX && !f->quoted.n) {
		struct str rest = str_skip(s, open);
		size_t n = quoted_length(rest);
		if (n > 6 && title_like(w, str_head(rest, n), 0))
			f->quoted = bare_title(w, str_head(rest, n));
		size_t again = str_find(str_skip(s, open + 3), "《");
		open = again == SIZE_MAX ? again : open + 3 + again;
	}
}

static bool in_notice_title(const struct work *w, size_t i)
{
	size_t before = line_before(w, i), after = next_line(w, i);
	if (before != SIZE_MAX &&
	    (str_ends(w->lines[before].s, "印发") || str_ends(w->lines[before].s, "转发") ||
	     str_ends(w->lines[before].s, "关于")))
		return true;
	return after < w->n_lines &&
	       (str_is(w->lines[after].s, "的通知") || str_is(w->lines[after].s, "通知"));
}

/* 2024年度 / 工作要点 in two lines: only together they are a title. */
static bool ends_title_of(struct work *w, size_t i)
{
	size_t before = line_before(w, i);
	const struct line *l = &w->lines[i];
	if (before == SIZE_MAX || chars(l->s) > 20 || chars(w->lines[before].s) > 30 ||
	    in_notice_title(w, i))
		return false;
	static const char *const open_ends[] = {"年", "年度", "工会", "工會", NULL};
	if (!ends_any(w->lines[before].s, open_ends) || !has(w->lines[before].s, "年"))
		return false;
	char *both =
		arena_printf(w->a, "%s%s", str_dup(w->a, w->lines[before].s), str_dup(w->a, l->s));
	return title_like(w, str_of(both), 0);
}

static struct found find_title(struct work *w)
{
	struct found f = {.title = SIZE_MAX, .first = SIZE_MAX};
	size_t seen = 0;
	for (size_t i = next_line(w, SIZE_MAX); i < w->n_lines && seen < HEAD_LINES;
	     i = next_line(w, i), seen++) {
		struct line *l = &w->lines[i];
		if (l->row)
			break;
		if (f.title == SIZE_MAX && notice_like(w, l->s))
			look_notice(w, l->s, &f);
		if (f.notice)
			look_quoted(w, l->s, &f);
		if (title_like(w, l->s, l->heading) && !in_notice_title(w, i)) {
			f.title = i;
			break;
		}
		if (ends_title_of(w, i)) {
			f.title = i;
			break;
		}
		if (begins_plan(l) && !f.notice)
			break;
	}
	f.first = f.title;
	return f;
}

/* A short line without a heading's number that could be (part of) the title when nothing better is
 * there. */
static size_t fallback_title(struct work *w)
{
	size_t i = next_line(w, SIZE_MAX);
	if (i < w->n_lines && looks_like_body(w->lines[i].s))
		i = next_line(w, i);
	if (i >= w->n_lines || w->lines[i].row)
		return SIZE_MAX;
	struct line *l = &w->lines[i];
	static const char *const speaks[] = {"工会", "工會", "年", "计划", "要点", "工作", NULL};
	static const char *const bad[] = {"。", "；", "：", ":", "，", NULL};
	struct marker m;
	bool numbered = marker_at(l->s, true, &m) && !m.weak;
	size_t next = next_line(w, i);
	if (numbered || next >= w->n_lines || chars(l->s) > 40 || has_any(l->s, bad) ||
	    notice_like(w, l->s))
		return SIZE_MAX;
	return l->heading == 1 || (has_any(l->s, speaks) && chars(l->s) >= 6) ? i : SIZE_MAX;
}

/* A title broken over lines: the lines before that end in 年, 年度 … belong to it. */
static size_t title_start(struct work *w, size_t title)
{
	static const char *const open_ends[] = {"年", "年度", "关于", "關於", "的",
						"和", "及",   "与",   NULL};
	size_t first = ends_title_of(w, title) ? line_before(w, title) : title;
	for (int i = 0; i < 3; i++) {
		size_t before = line_before(w, first);
		if (before == SIZE_MAX)
			break;
		struct line *l = &w->lines[before];
		bool about = has(l->s, "关于") && chars(l->s) >= 12 && chars(l->s) <= 40 &&
			     !ends_sentence(l->s);
		if (chars(l->s) > 40 || (!ends_any(l->s, open_ends) && !about) ||
		    notice_like(w, l->s) || has(l->s, "，") || has(l->s, "：") ||
		    looks_like_date(l->s))
			break;
		first = before;
	}
	return first;
}

/* 二〇二四 before 年 at the start of s: bytes read, 0 if it is no year. */
static size_t year_cn(struct str s, int *year)
{
	static const char *const digit[] = {"〇", "一", "二", "三", "四", "五", "六",
					    "七", "八", "九", "○",  "零", NULL};
	struct str t = s;
	*year = 0;
	for (int i = 0; i < 4; i++) {
		const char *hit = starts_any(t, digit);
		if (!hit)
			return 0;
		int d = 0;
		while (digit[d] != hit)
			d++;
		*year = *year * 10 + (d > 9 ? 0 : d);
		t = str_skip(t, strlen(hit));
	}
	return *year >= 1950 && *year < 2100 && str_starts(trim(t), "年") ? (size_t)(t.p - s.p) : 0;
}

/* 年 behind the digits of a year, or the second year of a span: 2026—2028年. */
static bool ends_year(struct str s)
{
	static const char *const spans[] = {"-", "—", "－", "–", "~", "～", "至", NULL};
	const char *span = starts_any(s, spans);
	int value, digits;
	size_t n = span ? number_arabic(str_skip(s, strlen(span)), &value, &digits) : 0;
	if (n && digits == 4)
		s = trim(str_skip(s, strlen(span) + n));
	return str_starts(s, "年");
}

/* ２０２４, 2024 or 二〇二四 before 年; 0 if there is none. */
static int year_in(struct str s)
{
	for (size_t at = 0, n; at < s.n; at += n) {
		struct str rest = str_skip(s, at);
		int value, digits, year = 0;
		uint32_t c = utf8_get(rest, &n);
		size_t k = number_arabic(rest, &value, &digits);
		if (k) {
			n = k;
			if (digits == 4 && value >= 1950 && value < 2100 &&
			    ends_year(trim(str_skip(rest, k))))
				return value;
		} else if (c == 0x4e8c && year_cn(rest, &year)) {
			return year;
		}
	}
	return 0;
}

/* Blanks go, except between two words of Latin letters. */
static void put_title(struct buf *b, struct str s)
{
	uint32_t before = 0;
	bool blank = false;
	for (size_t n; s.n; s = str_skip(s, n)) {
		uint32_t c = utf8_get(s, &n);
		if (is_blank_char(c)) {
			blank = true;
			continue;
		}
		if (blank && before < 0x80 && c < 0x80 && before > ' ' && (before | 32) >= 'a' &&
		    (c | 32) >= 'a')
			buf_char(b, ' ');
		blank = false;
		before = c;
		buf_put(b, s.p, n);
	}
}

/* A title may leave out 年: 2026工会要点. */
static int year_of_title(struct str title)
{
	int year = year_in(title), value, digits;
	size_t n = number_arabic(title, &value, &digits);
	bool bare = !year && n && digits == 4 && value >= 1950 && value < 2100 &&
		    utf8_is_han(first_char(str_skip(title, n)));
	return bare ? value : year;
}

void note_body(struct work *w, struct str s)
{
	struct buf b = buf_in(w->a);
	put_title(&b, s);
	if (!w->out->body)
		w->out->body = str_dup(w->a, buf_slice(&b));
}

/* 某市总工会2024年工作要点, 2024年某厂工会工作计划: the organisation in it. */
static void body_from_title(struct work *w)
{
	static const char *const units[] = {"总工会", "總工會", "工会委员会", "工会联合会",
					    "工会",   "工會",	NULL};
	static const char *const general[] = {"全",   "各",   "直属", "基层", "机关",
					      "市直", "县直", "本",   "我",   NULL};
	struct str t = str_of(w->out->title);
	int value, digits;
	size_t n = year_cn(t, &value);
	if (!n)
		n = number_arabic(t, &value, &digits);
	if (n && str_starts(str_skip(t, n), "年度"))
		n += 3;
	t = n ? str_skip(t, n + 3) : t;
	for (size_t at = 0; at + 3 < t.n; at++) {
		const char *unit = starts_any(str_skip(t, at), units);
		if (!unit)
			continue;
		struct str body = str_head(t, at + strlen(unit));
		if (chars(body) >= 5 && looks_like_body(body) && !starts_any(body, general))
			note_body(w, str_of(str_dup(w->a, body)));
		return;
	}
	for (size_t at = 0; at + 3 < t.n; at++) {
		if (!at || !number_arabic(str_skip(t, at), &value, &digits) || digits != 4)
			continue;
		if (looks_like_body(str_head(t, at)))
			note_body(w, str_head(t, at));
		return;
	}
}

static void take_cover(struct work *w, size_t end)
{
	for (size_t i = 0; i < end; i++) {
		struct line *l = &w->lines[i];
		if (l->kind != LINE_TEXT)
			continue;
		if (looks_like_body(squeezed(w->a, l->s)))
			note_body(w, l->s);
		drop_line(w, l);
	}
}

/* 09:30 */
static bool has_time(struct str s)
{
	for (size_t i = 2; i + 2 < s.n; i++) {
		if (s.p[i] == ':' && isdigit((unsigned char)s.p[i - 1]) &&
		    isdigit((unsigned char)s.p[i + 1]) && isdigit((unsigned char)s.p[i + 2]) &&
		    has(s, "20"))
			return true;
	}
	return false;
}

/* Lines right under the title: （草案）, date, organisation. */
static void take_subtitle(struct work *w, size_t title)
{
	size_t i = next_line(w, title);
	for (int k = 0; k < 3 && i < w->n_lines; k++, i = next_line(w, i)) {
		struct line *l = &w->lines[i];
		struct marker m;
		bool bracketed = (str_starts(l->s, "（") || str_starts(l->s, "(")) &&
				 is_closing(last_char(l->s)) && chars(l->s) < 60 &&
				 !marker_at(l->s, true, &m);
		bool body = looks_like_body(squeezed(w->a, l->s));
		bool posted = chars(l->s) < 45 && !has(l->s, "。") &&
			      (has(l->s, "发表于") || has_time(l->s));
		if (posted) {
			drop_line(w, l);
			continue;
		}
		if (!bracketed && !body && !looks_like_date(l->s) &&
		    !(str_starts(l->s, "——") && chars(l->s) < 40))
			break;
		if (body)
			note_body(w, l->s);
		drop_line(w, l);
	}
}

/* … - 2 - 某市总工会2024年工作要点 and the rest of the sentence, all in one line. */
static void cut_running(struct work *w, struct line *l)
{
	const char *const heads[] = {w->out->title, w->out->body, NULL};
	const char *head = l->page_before ? starts_any(l->s, heads) : NULL;
	if (!head || l->s.n == strlen(head))
		return;
	drop_text(w, str_head(l->s, strlen(head)));
	l->s = trim(str_skip(l->s, strlen(head)));
	l->width = columns(l->s);
}

/* Later lines that repeat the title (top of each page, top of the web page). */
static void drop_repeats(struct work *w, size_t title)
{
	struct str t = bare_title(w, str_of(w->out->title));
	for (size_t i = title + 1; i < w->n_lines; i++) {
		struct line *l = &w->lines[i];
		if (l->kind == LINE_TEXT && !l->row)
			cut_running(w, l);
		if (l->kind != LINE_TEXT || l->row || l->s.n > 240 || chars(l->s) < 5)
			continue;
		if (str_eq(bare_title(w, l->s), t) ||
		    (w->out->body && str_eq(squeezed(w->a, l->s), str_of(w->out->body)) &&
		     l->page_before)) {
			drop_line(w, l);
			size_t next = next_line(w, i);
			if (next < w->n_lines)
				w->lines[next].page_before = true;
		}
	}
}

static void set_title(struct work *w, size_t first, size_t last)
{
	struct buf b = buf_in(w->a);
	for (size_t i = first; i <= last; i++) {
		if (w->lines[i].kind != LINE_TEXT)
			continue;
		put_title(&b, w->lines[i].s);
		w->lines[i].kind = LINE_GONE;
	}
	struct str t = buf_slice(&b);
	if (str_starts(t, "《") && str_ends(t, "》"))
		t = str_head(str_skip(t, 3), t.n - 6);
	w->out->title = str_dup(w->a, t);
}

/* A notice without the plan's own title behind it: up to its last line that only a notice has. */
static void take_notice(struct work *w)
{
	static const char *const words[] = {"印发给你们", "遵照执行", "贯彻执行", "特此通知",
					    "通知如下",	  "現印發",   NULL};
	size_t end = 0, seen = 0;
	for (size_t i = next_line(w, SIZE_MAX); i < w->n_lines && seen < 40;
	     i = next_line(w, i), seen++) {
		struct str s = w->lines[i].s;
		if (begins_plan(&w->lines[i]) || w->lines[i].row)
			break;
		bool greeting = chars(s) < 60 && str_ends(s, "：") && has(s, "各");
		if (notice_like(w, s) || greeting || has_any(s, words) || looks_like_date(s) ||
		    looks_like_body(squeezed(w->a, s)))
			end = i + 1;
	}
	take_cover(w, end);
}

void work_frame(struct work *w)
{
	struct found f = find_title(w);
	if (f.title == SIZE_MAX && !f.notice)
		f.title = fallback_title(w);
	if (f.title != SIZE_MAX) {
		f.first = title_start(w, f.title);
		size_t before = line_before(w, f.first);
		if (before != SIZE_MAX && looks_like_body(squeezed(w->a, w->lines[before].s)))
			note_body(w, w->lines[before].s);
		set_title(w, f.first, f.title);
		take_cover(w, f.first);
		take_subtitle(w, f.title);
		drop_repeats(w, f.title);
	} else if (f.notice) {
		if (f.quoted.n)
			w->out->title = str_dup(w->a, f.quoted);
		take_notice(w);
	}
	if (f.notice_body.n)
		note_body(w, f.notice_body);
	if (w->out->title) {
		body_from_title(w);
		w->out->year = year_of_title(str_of(w->out->title));
	}
	if (!w->out->year)
		w->out->year = year_in(str_head(w->clean, 6000));
}
