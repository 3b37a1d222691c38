#include "engines/appraisal/score.h"

#include <string.h>

int64_t score_round(int64_t num, int64_t den)
{
	return (2 * num + den) / (2 * den);
}

int64_t score_audience(int64_t weight, int64_t votes, int64_t most)
{
	return most > 0 ? score_round(weight * votes, most) : 0;
}

static void add_mark(const struct score_item *x, struct score_line *l, int64_t value)
{
	l->sum += value;
	if (!l->marks || value > l->high)
		l->high = value;
	if (!l->marks || value < l->low)
		l->low = value;
	l->marks++;
	if (x->type == ITEM_VETO && value)
		l->fails = true;
}

static void finish(const struct score_item *x, struct score_line *l, int trim_from)
{
	bool trims = (x->type == ITEM_SCORE || x->type == ITEM_YES) && trim_from >= 3 && l->marks >= trim_from;
	l->missing = !l->marks;
	if (trims) {
		l->sum -= l->high + l->low;
		l->marks -= 2;
	} else {
		l->high = l->low = -1;
	}
	if (l->missing || x->type == ITEM_VETO)
		return;
	if (x->type == ITEM_LIVE) {
		bool reached = l->sum >= x->least;
		l->value = reached ? x->weight : 0;
		l->fails = !reached && !x->weight;
		return;
	}
	l->value = score_round(l->sum, l->marks);
}

struct score score_of(struct arena *a, const struct score_item *items, size_t n, const struct score_mark *marks, size_t n_marks,
		      const struct score_level *levels, size_t n_levels, int trim_from)
{
	struct score s = {.lines = NEW_N(a, struct score_line, n), .level = -1};
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n_marks; k++)
			if (marks[k].item == items[i].id)
				add_mark(&items[i], &s.lines[i], marks[k].value);
		finish(&items[i], &s.lines[i], trim_from);
		s.total += s.lines[i].value;
		s.full += items[i].weight;
		s.barred |= s.lines[i].fails;
		s.missing |= s.lines[i].missing;
	}
	s.share = s.full ? score_round(s.total * 100 * POINT, s.full) : 0;
	for (size_t i = 0; i < n_levels && s.level < 0 && s.full && !s.barred && !s.missing; i++)
		if (s.total * 100 * POINT >= levels[i].least * s.full)
			s.level = (int)i;
	return s;
}

const char *score_text(struct arena *a, int64_t h)
{
	long long whole = h / POINT, part = h % POINT;
	return !part ? arena_printf(a, "%lld", whole) : part % 10 ? arena_printf(a, "%lld.%02lld", whole, part) : arena_printf(a, "%lld.%lld", whole, part / 10);
}

bool score_parse(const char *typed, int64_t *h)
{
	struct str rest = str_trim(str_of(typed)), whole = str_cut(&rest, '.');
	bool dotted = whole.n != str_trim(str_of(typed)).n;
	int64_t n = 0, part = 0;
	if (!whole.n || whole.n > 9 || (dotted && (!rest.n || rest.n > 2)))
		return false;
	for (size_t i = 0; i < whole.n; i++) {
		if (whole.p[i] < '0' || whole.p[i] > '9')
			return false;
		n = n * 10 + (whole.p[i] - '0');
	}
	for (size_t i = 0; i < rest.n; i++) {
		if (rest.p[i] < '0' || rest.p[i] > '9')
			return false;
		part += (rest.p[i] - '0') * (i ? 1 : 10);
	}
	*h = n * POINT + part;
	return true;
}

bool score_levels(struct arena *a, const char *text, struct score_level **levels, size_t *n, const char **why)
{
	struct str rest = str_of(text);
	size_t room = 1;
	for (size_t i = 0; i < rest.n; i++)
		room += rest.p[i] == '\n';
	*levels = NEW_N(a, struct score_level, room);
	*n = 0;
	while (rest.n) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		size_t at = line.n;
		if (!line.n)
			continue;
		while (at && line.p[at - 1] != ' ')
			at--;
		struct score_level *l = &(*levels)[*n];
		l->name = str_dup(a, str_trim(str_head(line, at)));
		if (!*l->name || !score_parse(str_dup(a, str_skip(line, at)), &l->least) || l->least > 100 * POINT) {
			*why = arena_printf(a, "第 %zu 行要写成“名称 最低分”，例如“模范 90”，最低分不超过 100。", *n + 1);
			return false;
		}
		if (*n && l->least >= l[-1].least) {
			*why = "等次要从高到低写，一行一个。";
			return false;
		}
		++*n;
	}
	*why = *n ? "" : "请至少写一个等次，例如“达标 60”。";
	return *n;
}

bool score_reaches(int64_t part, int64_t whole, int64_t percent)
{
	return whole > 0 && part * 100 >= percent * whole;
}
