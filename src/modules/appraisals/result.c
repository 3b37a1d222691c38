/* From what is recorded of an entry to its result: engines/appraisal/score.h over the rows. */
#include "modules/appraisals/inside.h"

bool criterion_by_people(const struct criterion *c)
{
	return c->type != ITEM_LIVE && c->type != ITEM_AUDIENCE;
}

bool result_marked(const struct result *x, int64_t person)
{
	for (size_t i = 0; i < x->n; i++) {
		bool found = !criterion_by_people(&x->criteria[i]);
		for (size_t k = 0; k < x->n_marks && !found; k++)
			found = x->marks[k].criterion == x->criteria[i].id && x->marks[k].assessor == person;
		if (!found)
			return false;
	}
	return true;
}

static struct score_mark *all_marks(struct req *r, const struct result *x, size_t *n)
{
	struct score_mark *out = NEW_N(r->arena, struct score_mark, x->n_marks + x->n_lives);
	*n = 0;
	for (size_t i = 0; i < x->n_marks; i++)
		out[(*n)++] = (struct score_mark){x->marks[i].criterion, x->marks[i].assessor, x->marks[i].value};
	for (size_t i = 0; i < x->n_lives; i++)
		out[(*n)++] = (struct score_mark){x->lives[i].criterion, 0, x->lives[i].value};
	return out;
}

struct result result_of(struct req *r, const struct appraisal_entry *e, const struct appraisal *p)
{
	struct result x = {.rated = e->good + e->fair + e->bad, .pleased = e->good + e->fair};
	const struct criteria_sheet *s = record_load(r->db, r->arena, &sheet_record, e->sheet);
	struct policy_value percent = policy_get(r, "appraisal.member_percent", e->organiser, r->today);
	const char *why;
	size_t n_marks;
	x.criteria = q_criteria_of(r->db, r->arena, e->sheet, &x.n);
	x.marks = q_marks_of(r->db, r->arena, e->id, &x.n_marks);
	x.lives = q_lives_of(r->db, r->arena, e->id, &x.n_lives);
	score_levels(r->arena, s ? s->levels : "", &x.levels, &x.n_levels, &why);
	struct score_item *items = NEW_N(r->arena, struct score_item, x.n);
	for (size_t i = 0; i < x.n; i++)
		items[i] = (struct score_item){x.criteria[i].id, x.criteria[i].type, x.criteria[i].weight * POINT, x.criteria[i].least};
	struct score_mark *marks = all_marks(r, &x, &n_marks);
	x.score = score_of(r->arena, items, x.n, marks, n_marks, x.levels, x.n_levels, (int)p->trim);
	x.percent = percent.value;
	x.percent_source = arena_printf(r->arena, "%s%s", percent.source, policy_unchecked(&percent) ? "，未核实" : "");
	x.rating_fails = p->rated && !score_reaches(x.pleased, x.rated, x.percent);
	return x;
}

int64_t sheet_full(const struct criterion *c, size_t n)
{
	int64_t full = 0;
	for (size_t i = 0; i < n; i++)
		full += c[i].weight * POINT;
	return full;
}

const char *sheet_incomplete(struct req *r, const struct criteria_sheet *s)
{
	size_t n, n_levels;
	struct score_level *levels;
	const char *why;
	struct criterion *c = q_criteria_of(r->db, r->arena, s->id, &n);
	if (!n)
		return "还没有评价项目。";
	if (!sheet_full(c, n))
		return "评价项目的分值合计为 0。";
	size_t votes = 0;
	for (size_t i = 0; i < n; i++)
		votes += c[i].type == ITEM_AUDIENCE;
	if (votes > 1)
		return "观众投票只能有一项。";
	return score_levels(r->arena, s->levels, &levels, &n_levels, &why) ? NULL : why;
}
