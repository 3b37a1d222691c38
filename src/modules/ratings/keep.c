/* Rows follow what is written to matters; nobody else writes them. */
#include "kernel/unit.h"
#include "matter.sql.h"
#include "modules/ratings/inside.h"
#include "ratings.sql.h"

const struct matter *rating_matter(struct req *r, const struct rating *x, const struct flow **f)
{
	*f = flow_of(r->app, x->record);
	return *f ? record_load(r->db, r->arena, (*f)->record, x->matter) : NULL;
}

/* The lowest grade of this round: where several rate, who is not content counts. */
static int64_t lowest(struct req *r, const char *record, const struct matter *m)
{
	size_t n;
	int64_t grade = m->rating;
	struct matter_ratings_of *x = q_matter_ratings_of(r->db, r->arena, record, m->id, &n);
	for (size_t i = 0; i < n; i++)
		if (x[i].round == m->rounds && x[i].rating > grade)
			grade = x[i].rating;
	return grade;
}

void rating_note_unions(struct req *r, int64_t unit)
{
	int64_t chain[20];
	size_t n = unit_chain(r->db, unit, 0, chain, 20);
	for (size_t i = 0; i + 1 < n; i++)
		q_rating_union_put(r->db, chain[i + 1], chain[i]);
}

static void add(struct req *r, const struct flow *f, const struct matter *m)
{
	struct rating *x = record_new(r->arena, &rating_record);
	x->unit = m->unit;
	x->record = f->record->name;
	x->matter = m->id;
	x->round = m->rounds;
	x->number = m->number;
	x->service = matters_of(f)->noun;
	x->office = m->lead;
	x->replied_on = m->replied_on;
	x->in_time = m->in_time;
	x->drafter = m->drafter;
	x->signer = m->signer;
	flow_create(r, &rating_flow, x, "");
}

static void graded(struct req *r, struct rating *x, int64_t grade)
{
	if (x->state == RATING_CALLED || x->grade == grade)
		return;
	x->grade = grade;
	if (!x->rated_on) /* a changed one counts on the day on which it was first given, and once */
		x->rated_on = r->today;
	flow_move_row(r, &rating_flow, x, grade == RATED_BAD ? "owe" : x->state == RATING_OWED ? "eased" : x->state == RATING_GIVEN ? "regraded" : "rated", "");
}

/* A matter is closed with its last answer. */
static void closed(struct req *r, struct rating *x, const struct matter *m)
{
	if (x->closed_on == m->closed_on)
		return;
	x->closed_on = m->closed_on;
	flow_move_row(r, &rating_flow, x, "closed", "");
}

static void follow(struct req *r, const struct flow *f, const struct matter *m)
{
	int64_t id = q_rating_of_matter(r->db, f->record->name, m->id, m->rounds), grade;
	struct rating *x = id ? record_load(r->db, r->arena, &rating_record, id) : NULL;
	if (!x) {
		if (m->signer && m->lead)
			add(r, f, m);
		return;
	}
	grade = lowest(r, f->record->name, m);
	if (grade)
		graded(r, x, grade);
	else if (m->rated == 2 && x->state == RATING_AWAITED)
		flow_move_row(r, &rating_flow, x, "unrated", "");
	closed(r, x, m);
}

/* Written by nobody: whoever rates must not stand beside it as the one who did. */
void ratings_heard(struct req *r, const struct record *record, const void *before, const void *row)
{
	const struct flow *f = flow_of(r->app, record->name), *outer = r->flow;
	const struct matter *m = row;
	if (record == &unit_record && before) {
		const struct unit_row *was = before, *is = row;
		if (was->parent != is->parent && q_rating_union_there(r->db, was->parent, is->id))
			rating_note_unions(r, is->id);
		return;
	}
	if (!matters_of(f) || !m->replied_on)
		return;
	const struct who *who = r->who;
	bool was_system = r->system;
	r->who = NULL;
	r->system = true;
	follow(r, f, m);
	r->who = who;
	r->system = was_system;
	r->flow = outer;
}
