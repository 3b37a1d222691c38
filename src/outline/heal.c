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

/* Wrapped text: many lines end within a few columns of the longest and most of these are unfinished. */
static void find_wrap(struct work *w)
{
	size_t n = 0, full = 0, open = 0, unfinished = 0;
	int *widths = NEW_N(w->a, int, w->n_lines + 1);
	for (size_t i = 0; i < w->n_lines; i++) {
		const struct line *l = &w->lines[i];
		if (l->kind != LINE_TEXT || l->row)
			continue;
		widths[n++] = l->width + l->indent;
		unfinished += !ends_sentence(l->s);
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
}

/* A line that cannot end here: a comma, an open bracket, a particle. */
static bool dangles(struct str s)
{
	static const char *const ends[] = {"，", "、", "“", "《", "（", "(", ",", "的", "和", "与", "及", "以及",
					   "在", "为", "以", "把", "将", "对", "从", "向", "被", "让", "使",
					   "由", "按", "是", "“", "‘", "—", "-", "等", NULL};
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
	static const char *const heads[] = {"，", "。", "、", "；", "：", "！", "？", "”", "》", "）", "’", "·", NULL};
	return starts_any(s, heads);
}

/* The text of line a from its last marker on: what b would be glued to. */
static struct str last_part(const struct work *w, const struct line *a, const struct mark *last)
{
	if (!last)
		return a->s;
	size_t from = last->at + last->m.length - clean_offset(w, a->s);
	return str_skip(a->s, from);
}

enum { TITLE_LONG = 60, LONE = 30 };

/* Does b, a line without a marker, continue a, whose last marker (if any) is `mark`? */
static bool continues_line(const struct work *w, const struct line *a, const struct line *b, const struct mark *mark)
{
	struct str part = last_part(w, a, mark);
	bool full = w->wrap && a->width + a->indent >= w->wrap - 5;
	if (b->heading || a->row || b->row)
		return false;
	if (hangs(b->s))
		return true;
	if (ends_sentence(a->s)) {
		if (!full || b->indent >= a->indent + 2 || (b->indent >= 2 && !a->indent))
			return false;
		return is_stop(last_char(a->s)) ? !mark || has(part, "，") : true;
	}
	if (a->heading)
		return false;
	if (full)
		return b->indent < 2 || b->indent <= a->indent || dangles(a->s);
	if (dangles(part))
		return true;
	bool body = has(part, "。") || has(part, "；");
	if (mark && !body)
		return chars(part) > TITLE_LONG;
	if (body)
		return true;
	bool plain = !has(part, "，") && !has(part, "、");
	if (a->continues)
		return !w->wrap || b->page_before;
	return !w->loose && (chars(part) > LONE || (!plain && chars(part) > 15));
}

void work_heal(struct work *w)
{
	size_t k = 0, before = SIZE_MAX;
	const struct mark *last = NULL; /* of the line before */
	find_wrap(w);
	for (size_t i = next_line(w, SIZE_MAX); i < w->n_lines; i = next_line(w, i)) {
		struct line *l = &w->lines[i];
		const struct mark *mine = NULL;
		bool starts = false;
		for (; k < w->n_marks && w->marks[k].line <= i; k++) {
			if (w->marks[k].line < i || !w->marks[k].accepted)
				continue;
			starts |= w->marks[k].starts_line;
			mine = &w->marks[k];
		}
		if (!starts && before != SIZE_MAX)
			l->continues = continues_line(w, &w->lines[before], l, last);
		if (mine || !l->continues)
			last = mine;
		before = i;
	}
}
