/* The end of the frame: signature, date, attachments. */
#include <string.h>

#include "outline/work.h"

static bool is_attachment(struct str s)
{
	static const char *const heads[] = {"附件：", "附件:", "附件1", "附件一",
					    "附：",   "附件 ", NULL};
	return str_is(s, "附件") || starts_any(s, heads);
}

/* 某市总工会 2024年2月5日 in one line. */
static struct str without_seal(struct str s)
{
	static const char *const seals[] = {"（盖章）", "（公章）", "（章）", "(盖章)",
					    "(公章)",	"(章)",	    NULL};
	const char *seal = ends_any(s, seals);
	return seal ? trim(str_head(s, s.n - strlen(seal))) : s;
}

static bool is_signature(struct work *w, struct str s)
{
	s = without_seal(s);
	if (looks_like_date(s) || looks_like_body(squeezed(w->a, s)))
		return true;
	for (size_t at = 3; at < s.n && s.n < 150; at++) {
		struct str head = without_seal(trim(str_head(s, at))), tail = trim(str_skip(s, at));
		if (((unsigned char)s.p[at] & 0xc0) != 0x80 &&
		    looks_like_body(squeezed(w->a, head)) && looks_like_date(tail))
			return true;
	}
	return false;
}

static void take_signature(struct work *w, struct str s)
{
	for (size_t at = s.n; at >= 3; at--) {
		struct str head = squeezed(w->a, without_seal(trim(str_head(s, at))));
		if (looks_like_body(head)) {
			note_body(w, head);
			break;
		}
	}
	drop_text(w, s);
}

/* Signature behind the last stop of a line. */
static void cut_signature(struct work *w, struct line *l)
{
	size_t stop = 0;
	for (size_t at = 0, n; at < l->s.n; at += n) {
		if (is_stop(utf8_get(str_skip(l->s, at), &n)))
			stop = at + n;
	}
	struct str tail = trim(str_skip(l->s, stop));
	if (stop && tail.n && tail.n < 150 && is_signature(w, tail)) {
		take_signature(w, tail);
		l->s = trim(str_head(l->s, stop));
	}
}

/* Line i begins a list of attachments that fills the rest of the text: short numbered names. */
static bool begins_attachments(const struct work *w, size_t i)
{
	static const char *const heads[] = {"附件：", "附件:", "附：", NULL};
	const char *head = starts_any(w->lines[i].s, heads);
	struct marker m;
	if (!head || chars(w->lines[i].s) >= 80 ||
	    !marker_at(trim(str_skip(w->lines[i].s, strlen(head))), true, &m) || m.value != 1)
		return false;
	int names = 1;
	while ((i = next_line(w, i)) < w->n_lines) {
		const struct line *l = &w->lines[i];
		if (l->row || chars(l->s) >= 60 || ends_sentence(l->s) ||
		    !marker_at(l->s, true, &m) || m.value != ++names)
			return false;
	}
	return names > 1;
}

/* 附件：1.… and 2.… in the lines below it. */
static void take_attachments(struct work *w)
{
	size_t i = w->n_lines;
	for (int k = 0; k < 20; k++) {
		i = line_before(w, i);
		if (i == SIZE_MAX || w->lines[i].row)
			return;
		if (!begins_attachments(w, i))
			continue;
		for (; i < w->n_lines; i = next_line(w, i))
			drop_line(w, &w->lines[i]);
		return;
	}
}

void work_tail(struct work *w)
{
	for (int k = 0; k < 8; k++) {
		size_t i = line_before(w, w->n_lines);
		if (i == SIZE_MAX || w->lines[i].row || line_before(w, i) == SIZE_MAX)
			break;
		struct line *l = &w->lines[i];
		struct marker m;
		if (is_attachment(l->s) && chars(l->s) < 80) {
			drop_line(w, l);
		} else if (l->s.n < 150 && !ends_sentence(l->s) && !marker_at(l->s, true, &m) &&
			   is_signature(w, l->s)) {
			take_signature(w, l->s);
			l->kind = LINE_GONE;
		} else {
			cut_signature(w, l);
			break;
		}
	}
	take_attachments(w);
}
