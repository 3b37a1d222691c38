/* The check list of a patrol: at each place every line of it is found good, not good, or not to be found there. */
#include "modules/hazards/patrol_view.h"

enum { CHECKS_MOST = 50 };

const struct choice patrol_marks[] = {{1, "合格", "ok"}, {2, "不合格", "bad"}, {3, "不涉及", "mute"}, {0}};

/* The mark of the i-th line as it is stored: a digit a line. */
static int64_t mark_at(const char *marks, size_t i)
{
	return i < strlen(marks) ? marks[i] - '0' : 0;
}

struct check_line *patrol_checks(struct arena *a, const char *items, const char *marks, size_t *n)
{
	struct check_line *out = NEW_N(a, struct check_line, CHECKS_MOST);
	*n = 0;
	while (*items && *n < CHECKS_MOST) {
		size_t length = strcspn(items, "\r\n");
		const char *text = arena_strndup(a, items, length);
		items += length + strspn(items + length, "\r\n");
		if (text_empty(text))
			continue;
		const struct choice *c = choice_of(patrol_marks, mark_at(marks, *n));
		out[*n] = (struct check_line){.text = text, .name = arena_printf(a, "m%zu", *n + 1), .mark = c ? c->value : 0,
					      .label = c ? c->label : "", .tone = c ? c->tone : "mute"};
		(*n)++;
	}
	return out;
}

/* As the form gives them; a line without a mark is a problem. */
const char *patrol_marks_read(struct req *r, const struct patrol *p)
{
	size_t n;
	struct check_line *c = patrol_checks(r->arena, p->items, "", &n);
	char *marks = NEW_N(r->arena, char, n + 1);
	for (size_t i = 0; i < n; i++) {
		int64_t mark = form_int(r, c[i].name);
		if (mark < 1 || mark > 3)
			problem_add(&r->problems, "checks", "请逐项选择：还没有选“%s”。", utf8_clip(r->arena, c[i].text, 20));
		marks[i] = (char)('0' + (mark < 1 || mark > 3 ? 0 : mark));
	}
	return marks;
}

/* "4 项合格，1 项不合格" */
const char *patrol_marks_sum(struct arena *a, const struct check_line *c, size_t n)
{
	int64_t of[4] = {0};
	struct buf b = buf_in(a);
	for (size_t i = 0; i < n; i++)
		of[c[i].mark]++;
	for (int m = 1; m <= 3; m++)
		if (of[m])
			buf_printf(&b, "%s%lld 项%s", b.n ? "，" : "", (long long)of[m], choice_label(patrol_marks, m));
	return buf_text(&b);
}
