/*
 * Stage 9: healing. Which lines go on from the line before: lines wrapped at a
 * fixed width, sentences cut by a page break or a blank line.
 */
#include <stdlib.h>

#include "outline/work.h"

static int by_width(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* Wrapped text: many lines end within a few columns of the longest and most of these are
 * unfinished. */
static void find_wrap(struct work *w)
{
	size_t n = 0, full = 0, open = 0, unfinished = 0, indented = 0;
	int *widths = NEW_N(w->a, int, w->n_lines + 1);
	for (size_t i = 0; i < w->n_lines; i++) {
		const struct line *l = &w->lines[i];
		if (l->kind != LINE_TEXT || l->row)
			continue;
		widths[n++] = l->width + l->indent;
		unfinished += !ends_sentence(l->s);
		indented += l->indent >= 2;
	}
	w->loose = n && unfinished * 10 >= n * 8;
	if (n < 4)
		return;
	qsort(widths, n, sizeof(*widths), by_width);
	int most = widths[n - 1 - n / 20];
	if (most < 20 || most > 140)
		return;
	for (size_t i = 0; i < w->n_lines; i++) {
		const struct line *l = &w->lines[i];
		if (l->kind != LINE_TEXT || l->row || l->width + l->indent < most - 5)
			continue;
		full++;
		open += !ends_sentence(l->s);
	}
	if (full >= 3 && full * 10 >= n * 3 && open * 10 >= full * 6)
		w->wrap = most;
	w->indents = w->wrap && indented * 10 > n && indented * 10 < n * 9;
}

/* A line that cannot end here: a comma, an open bracket, a particle. */
static bool dangles(struct str s)
{
	static const char *const ends[] = {"，", "、", "“",  "《",   "（", "(",	 ",",  "的",
					   "和", "与", "及", "以及", "在", "为", "以", "把",
					   "将", "对", "从", "向",   "被", "让", "使", "由",
					   "按", "是", "“",  "‘",    "—",  "-",	 "等", NULL};
	if (ends_any(s, ends))
		return true;
	size_t open = 0, close = 0;
	for (size_t n; s.n; s = str_skip(s, n)) {
		uint32_t c = utf8_get(s, &n);
		open += c == 0x201c || c == 0x300a || c == 0xff08;
		close += c == 0x201d || c == 0x300b || c == 0xff09;
	}
	return open > close;
}

/* A line that cannot begin here. */
static bool hangs(struct str s)
{
	static const char *const heads[] = {"，", "。", "、", "；", "：", "！", "？",
					    "”",  "》", "）", "’",  "·",  NULL};
	return starts_any(s, heads);
}

/* 责任单位：… stands in a line of its own. */
static bool is_duty_label(struct str s)
{
	static const char *const labels[] = {
		"责任单位", "责任部门", "责任人",   "牵头单位", "牵头部门", "配合单位",
		"配合部门", "协办单位", "承办单位", "主办单位", "完成时限", "完成时间",
		"时间安排", "时间节点", "参加人员", "活动地点", NULL};
	static const char *const colons[] = {"：", ":", NULL};
	const char *label = starts_any(s, labels);
	return label && starts_any(str_skip(s, str_of(label).n), colons);
}

/* The paragraph that is being put together. */
struct para {
	const struct line *last; /* NULL: none yet */
	bool marked;		 /* begins with a marker */
	bool prose;		 /* has a stop inside: more than a title */
	size_t length;		 /* characters */
};

enum { TITLE_LONG = 60, TITLE_HALF = 16, LONE = 30, LONE_COMMA = 15, LOOSE = 12 };

/* Characters behind the last stop. */
static size_t tail_length(struct str s)
{
	size_t n = 0;
	while (s.n && !is_stop(last_char(s)) && last_char(s) != 0xff1b) {
		s = cut_last(s);
		n++;
	}
	return n;
}

/* A title broken in two: its rest is short, has no stop, and a marker follows. */
static bool is_title_rest(const struct para *p, const struct line *b, bool marker_next)
{
	return marker_next && !ends_sentence(b->s) && p->length >= TITLE_HALF &&
	       has(p->last->s, "，") && chars(b->s) <= p->length && !has(b->s, "，");
}

/* Does b, a line without a marker, continue the paragraph? */
static bool continues_para(const struct work *w, const struct para *p, const struct line *b,
			   bool marker_next)
{
	const struct line *a = p->last;
	bool full = w->wrap && a->width + a->indent >= w->wrap - 5;
	bool indented = b->indent >= 2 && (w->indents || b->indent > a->indent);
	if (b->heading || a->row || b->row || is_duty_label(b->s))
		return false;
	if (hangs(b->s) || (p->marked && !p->length)) /* a marker alone on its line */
		return true;
	if (ends_sentence(a->s))
		return full && !indented &&
		       !(b->indent >= 2 && !p->marked && p->length <= chars(a->s));
	if (a->heading)
		return false;
	if (dangles(a->s))
		return true;
	if (full)
		return !indented;
	if (p->prose)
		return !w->loose || tail_length(a->s) >= LOOSE || has(b->s, "。");
	if (p->marked)
		return p->length > TITLE_LONG || is_title_rest(p, b, marker_next);
	bool comma = has(a->s, "，") || has(a->s, "、");
	return !w->loose && (p->length > LONE || (comma && p->length > LONE_COMMA));
}

/* What the paragraph knows after line l; its text from the last marker on is `part`. */
static void extend(struct para *p, const struct line *l, struct str part, bool marked)
{
	if (marked || !l->continues)
		*p = (struct para){.marked = marked};
	p->last = l;
	p->length += chars(part);
	p->prose |= has(part, "。") || has(part, "；") || has(part, "！");
}

static bool starts_with_mark(const struct work *w, size_t k, size_t line)
{
	while (k < w->n_marks &&
	       (w->marks[k].line < line || (w->marks[k].line == line && !w->marks[k].accepted)))
		k++;
	return k < w->n_marks && w->marks[k].line == line && w->marks[k].starts_line;
}

void work_heal(struct work *w)
{
	struct para p = {NULL, false, false, 0};
	size_t k = 0;
	find_wrap(w);
	for (size_t i = next_line(w, SIZE_MAX); i < w->n_lines; i = next_line(w, i)) {
		struct line *l = &w->lines[i];
		const struct mark *last = NULL;
		bool starts = false;
		for (; k < w->n_marks && w->marks[k].line <= i; k++) {
			if (w->marks[k].line < i || !w->marks[k].accepted)
				continue;
			starts |= w->marks[k].starts_line;
			last = &w->marks[k];
		}
		size_t next = next_line(w, i);
		if (!starts && p.last)
			l->continues = continues_para(
				w, &p, l, next >= w->n_lines || starts_with_mark(w, k, next));
		size_t from = last ? last->at + last->m.length - clean_offset(w, l->s) : 0;
		extend(&p, l, str_skip(l->s, from), last != NULL);
	}
}
