/*
 * Before stage 3: a plan that comes in one line, with its title and perhaps a
 * covering notice in front, is parted so that each stands on a line of its own.
 */
#include <string.h>

#include "outline/work.h"

/* Puts a new line after line i; the first keeps `n` bytes. */
static void split_line(struct work *w, size_t i, size_t n)
{
	w->lines = grown(w->a, w->lines, w->n_lines, &w->room_lines, sizeof(*w->lines));
	memmove(&w->lines[i + 1], &w->lines[i], (w->n_lines - i) * sizeof(*w->lines));
	w->n_lines++;
	struct line *l = &w->lines[i];
	l[1].s = trim(str_skip(l->s, n));
	l[1].heading = 0;
	l[1].width = columns(l[1].s);
	l->s = trim(str_head(l->s, n));
	l->width = columns(l->s);
}

/* The end of a title that begins s and is followed by a blank or the first marker; 0: no title. */
static size_t leading_title(struct work *w, struct str s)
{
	size_t end = 0, n;
	for (size_t at = 0; at < s.n && at < 150; at += n) {
		struct str rest = str_skip(s, at);
		struct marker m;
		uint32_t c = utf8_get(rest, &n);
		if (is_stop(c) || c == 0xff0c || c == 0xff1a)
			break;
		bool border = is_blank_char(c) || (marker_at(rest, false, &m) && m.value == 1);
		if (border && at && title_like(w, str_head(s, at), 1))
			end = at;
		if (border && end && !is_blank_char(c))
			break;
	}
	return end;
}

/* A covering notice in the same line, before the title: its pieces become lines of their own. */
static void part_cover(struct work *w, size_t i, size_t cover)
{
	split_line(w, i, cover);
	while (true) {
		struct str s = w->lines[i].s;
		size_t blank = str_find(s, " ");
		size_t wide = str_find(s, "　");
		blank = wide < blank ? wide : blank;
		if (blank == SIZE_MAX)
			return;
		split_line(w, i++, blank);
	}
}

/* 2024年工会工作要点 一、… in one line: the title becomes a line of its own. */
void work_part(struct work *w)
{
	size_t i = next_line(w, SIZE_MAX), n, end;
	if (i >= w->n_lines || chars(w->lines[i].s) < 50 || w->lines[i].row)
		return;
	struct str s = w->lines[i].s;
	if ((end = leading_title(w, s)) != 0) {
		split_line(w, i, end);
		return;
	}
	struct str head = str_head(s, 1500);
	if (!has(head, "印发") && !has(head, "通知") && !has(head, "印發"))
		return;
	bool border = false; /* a stop or a blank stands before */
	for (size_t at = 0; at < head.n; at += n) {
		uint32_t c = utf8_get(str_skip(s, at), &n);
		end = border && !is_blank_char(c) ? leading_title(w, str_skip(s, at)) : 0;
		if (end) {
			split_line(w, i, at + end);
			part_cover(w, i, at);
			return;
		}
		border = is_stop(c) || is_blank_char(c);
	}
}
