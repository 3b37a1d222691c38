/*
 * Ratings: whoever raised or signed a matter rates each answer once. A rating that slipped may be changed for some
 * working days, until the call-back; the first one is kept beside it. A bad one has sent the matter back to be handled
 * once more: when none is left, the matter is again where it was before.
 */
#include <string.h>

#include "engines/matter_inside.h"
#include "kernel/policy.h"
#include "matter.sql.h"

/* ---- what was given ---- */

static int64_t read_rating(struct req *r, bool must)
{
	int64_t rating = form_int(r, "rating");
	if (choice_of(matter_ratings, rating) && rating)
		return rating;
	if (must)
		problem_add(&r->problems, "rating", "请选择满意、基本满意或不满意。");
	return 0;
}

static int64_t rater(struct req *r)
{
	return r->who && !r->system ? r->who->person : 0;
}

/* The answer that ratings speak of: sent back, it is the one before. */
static int64_t rated_round(const struct matter *m)
{
	return m->state == MATTER_WORKING ? m->rounds - 1 : m->rounds;
}

static const struct matter_ratings_of *own_rating(struct req *r, const struct flow *f, const struct matter *m)
{
	size_t n;
	int64_t person = rater(r), round = rated_round(m);
	struct matter_ratings_of *x = q_matter_ratings_of(r->db, r->arena, f->record->name, m->id, &n);
	for (size_t i = 0; i < n; i++)
		if (x[i].round == round && x[i].person == person)
			return &x[i];
	return NULL;
}

bool rating_is_given(struct req *r, const struct flow *f, const struct matter *m)
{
	return own_rating(r, f, m) != NULL;
}

/* Where several rate, the worst counts for the matter; 0: nobody has. */
static int64_t worst(struct req *r, const struct flow *f, const struct matter *m, int64_t round)
{
	size_t n;
	int64_t rating = 0;
	struct matter_ratings_of *x = q_matter_ratings_of(r->db, r->arena, f->record->name, m->id, &n);
	for (size_t i = 0; i < n; i++)
		if (x[i].round == round && x[i].rating > rating)
			rating = x[i].rating;
	return rating;
}

/* ---- the steps ---- */

/* Everybody who signed it rates once a round; the last one makes it complete. */
const char *rating_given(struct req *r, const struct flow *f, const struct matter *m, const char *text)
{
	const char *record = f->record->name;
	int64_t rating = read_rating(r, true), given = 0;
	size_t n;
	if (!r->problems.n && own_rating(r, f, m))
		problem_add(&r->problems, "rating", "你已经评过。要改，请用“改评价”。");
	if (r->problems.n)
		return "rate";
	q_matter_rating_add(r->db, record, m->id, m->rounds, rater(r), rating, text, r->today);
	struct matter_ratings_of *all = q_matter_ratings_of(r->db, r->arena, record, m->id, &n);
	for (size_t i = 0; i < n; i++)
		given += all[i].round == m->rounds;
	int64_t wanted = matters_of(f)->steps & MATTER_ALL_RATE ? q_matter_authors(r->db, record, m->id, PARTY_AUTHOR) : 1;
	return given >= wanted ? "rated" : "rate";
}

/* What a changed rating does: it stays where it is, an ended matter is opened, one that was sent back is not handled once more. */
const char *rating_changed(struct req *r, const struct flow *f, const struct matter *m, const char *text)
{
	int64_t rating = read_rating(r, true), round = rated_round(m);
	bool ended = m->state == MATTER_CLOSED || m->state == MATTER_KEPT;
	if (r->problems.n)
		return "rerate";
	q_matter_rating_change(r->db, f->record->name, m->id, round, rater(r), rating, text, r->today);
	bool bad = worst(r, f, m, round) == RATED_BAD;
	if (m->state == MATTER_WORKING)
		return bad ? "rerate" : "rerate_good";
	return ended && bad && step_to_make(f, m->state, "rerate_bad") ? "rerate_bad" : "rerate";
}

/* What was said when he was called counts where he had not rated. */
void rating_by_call(struct req *r, const struct flow *f, struct matter *m, const char *text)
{
	int64_t rating = read_rating(r, false);
	m->called_on = r->today;
	if (rating && !m->rating) {
		q_matter_rating_add(r->db, f->record->name, m->id, m->rounds, 0, rating, text, r->today);
		m->rating = rating;
		m->rated = 1;
		m->pleased = rating == RATED_BAD ? 2 : 1;
	}
	q_matter_rating_called(r->db, f->record->name, m->id, m->rounds, r->today);
}

/* Dissatisfied: handled once more, by itself. */
bool rating_again(struct req *r, const struct flow *f, struct matter *m)
{
	bool was_system = r->system;
	if (m->state != MATTER_CHECK || m->rating != RATED_BAD || !step_to_make(f, m->state, "again") ||
	    m->rounds >= policy_get(r, "matter.rounds", m->unit, r->today).value)
		return true;
	r->system = true;
	bool good = flow_move_row(r, f, m, "again", "评价为不满意");
	r->system = was_system;
	return good;
}

/* ---- when ---- */

/* Not by the union's own check: that is none of the rater's business. */
static bool sent_back_by_rating(struct req *r, const struct matter *m)
{
	struct matter_round_of x;
	return q_matter_round_of(r->db, r->arena, r->flow->record->name, m->id, m->rounds - 1, &x) && x.by_rating;
}

const char *matter_may_rerate(struct req *r, const void *row)
{
	const struct matter *m = row;
	const struct matter_ratings_of *x = own_rating(r, r->flow, m);
	struct policy_value days = policy_get(r, "matter.rerate_days", m->unit, r->today);
	if (!x)
		return "你还没有评价。";
	if (x->called_on)
		return "已经回访，评价不能再改。还有话说，请补充说明。";
	if (deadline_step(x->first ? x->first_on : x->rated_on, (int)days.value) < r->today)
		return arena_printf(r->arena, "评价后 %lld 个工作日内可以改，现在已经过了。还有话说，请补充说明。", (long long)days.value);
	if (m->state == MATTER_WORKING && (m->talked_on || !m->drafter || !sent_back_by_rating(r, m)))
		return "已经在再办，评价不能再改。新的答复来了，请再评价。";
	return NULL;
}

bool matter_rerate(struct req *r, const struct flow *f, const struct matter *m, struct rerate *out)
{
	const struct flow *outer = r->flow;
	const struct move *move = step_to_make(f, m->state, "rerate");
	const struct matter_ratings_of *x = own_rating(r, f, m);
	const struct choice *c = x ? choice_of(matter_ratings, x->rating) : NULL;
	r->flow = f;
	bool may = move && c && !matter_may_rerate(r, m);
	r->flow = outer;
	if (!may)
		return false;
	struct policy_value days = policy_get(r, "matter.rerate_days", m->unit, r->today);
	const char *last = day_short(r->arena, deadline_step(x->first ? x->first_on : x->rated_on, (int)days.value), r->today);
	*out = (struct rerate){.text = x->text, .rule = rule_text(r, &days, DEADLINE_WORKDAYS), .says = arena_printf(r->arena, "你评的是“%s”。评错了，%s前（含当天）可以改；原来的评价留在记录里。", c->label, last)};
	return true;
}

void matter_called(struct req *r, const struct flow *f, const struct matter *m, int64_t round, bool taken_back)
{
	q_matter_rating_called(r->db, f->record->name, m->id, round, taken_back ? 0 : r->today);
}

/* ---- what they write ---- */

/* All who signed it have rated, or the time is over, or one has changed his. */
bool matter_rated(struct req *r, void *row, const void *before)
{
	struct matter *m = row;
	(void)before;
	m->rating = worst(r, r->flow, m, m->rounds);
	m->rated = m->rating ? 1 : 2;
	m->pleased = m->rating == RATED_GOOD || m->rating == RATED_FAIR ? 1 : 2;
	return true;
}

/* Whoever brought the result answers for it; he who only closed it may call back. */
bool matter_closed_to_rate(struct req *r, void *row, const void *before)
{
	struct matter *m = row;
	(void)before;
	m->closed_on = r->today;
	if (!m->author)
		return true;
	if (!m->replied_on)
		m->replied_on = r->today;
	m->signer = m->drafter;
	tell_authors(r, r->flow, m, matter_named(r, r->flow, m, m->rated ? "已办结" : "已办结，请评价"), m->title);
	return true;
}

bool matter_end_rated(struct req *r, void *row, const void *before)
{
	struct matter *m = row;
	(void)before;
	m->rating = worst(r, r->flow, m, m->rounds);
	m->rated = m->rating ? 1 : 2;
	q_matter_timers_clear(r->db, r->flow->record->name, m->id, "unrated");
	return true;
}

bool matter_opened_by_rating(struct req *r, void *row, const void *before)
{
	((struct matter *)row)->closed_on = 0;
	return matter_rated(r, row, before);
}

bool matter_redone(struct req *r, void *row, const void *before)
{
	struct matter *m = row;
	bool by_rating = r->system && m->rating == RATED_BAD;
	(void)before;
	q_matter_round_keep(r->db, r->flow->record->name, m->id, m->rounds, m->signer, m->replied_on, m->in_time, m->talked_on, m->started, m->due,
			    m->amount, m->basis, m->extra, m->rule, by_rating);
	m->rounds++;
	m->signer = 0;
	m->rating = m->rated = m->pleased = m->in_time = 0;
	m->replied_on = m->talked_on = m->called_on = 0;
	again_limit(r, r->flow, m);
	if (!by_rating)
		matter_told_again(r, row, before);
	return true;
}

bool matter_told_again(struct req *r, void *row, const void *before)
{
	const struct matter *m = row;
	(void)before;
	tell_lead(r, r->flow, m, matter_named(r, r->flow, m, "再办一次"), m->title, true);
	return true;
}

bool matter_told_not_again(struct req *r, void *row, const void *before)
{
	const struct matter *m = row;
	(void)before;
	tell_lead(r, r->flow, m, matter_named(r, r->flow, m, "评价已改，不用再办"), m->title, false);
	return true;
}

/* The message of the other direction still waits: the lead has heard of neither, and hears of neither. */
static bool called_off(struct req *r, const struct flow *f, const struct matter *m, const char *verb)
{
	bool waits = due_waits(r, f->record, m->id, verb);
	if (waits)
		q_matter_timers_clear(r->db, f->record->name, m->id, verb);
	return waits;
}

/* What a rating sets in motion is told the next morning: a message must not tell when somebody rated. */
void rating_arm(struct req *r, const struct flow *f, const struct matter *was, const struct matter *m)
{
	bool back = was->state == MATTER_CHECK && m->state == MATTER_WORKING;
	bool there = was->state == MATTER_WORKING && m->state == MATTER_CHECK;
	if (!step_to_make(f, MATTER_CHECK, "told_not_again"))
		return; /* handled without ratings */
	if (back && !called_off(r, f, m, "told_not_again") && r->system && was->rating == RATED_BAD)
		due_set(r, f->record, m->id, due_morning(r->today + 1), "told_again");
	if (there && !called_off(r, f, m, "told_again"))
		due_set(r, f->record, m->id, due_morning(r->today + 1), "told_not_again");
}

/* Nobody is dissatisfied any more: the answer of the round before stands as it was. */
bool matter_not_redone(struct req *r, void *row, const void *before)
{
	struct matter *m = row;
	struct matter_round_of x;
	if (!q_matter_round_of(r->db, r->arena, r->flow->record->name, m->id, m->rounds - 1, &x)) {
		refuse(r, 409, "上一次办理的记录不全，评价不能再改。新的答复来了，请再评价。");
		return false;
	}
	m->rounds--;
	m->signer = x.signer;
	m->replied_on = x.replied_on;
	m->in_time = x.in_time;
	m->talked_on = x.talked_on;
	m->started = x.started;
	m->due = x.due;
	m->amount = x.amount;
	m->basis = x.basis;
	m->extra = x.extra;
	m->rule = x.rule;
	return matter_rated(r, row, before);
}
