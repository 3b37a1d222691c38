/* The worker's phone: everything that was answered and waits for his rating. */
#include "engines/matter_inside.h"
#include "modules/ratings/calls_view.h"
#include "ratings.html.h"
#include "ratings.sql.h"

static const char *home_of(struct req *r, const struct matters *of, int64_t id)
{
	if (of->phone)
		return link_to(r, "%s/%lld", of->phone, (long long)id);
	return link_to(r, "%s%s/%lld", of->page ? "/m" : "", of->base, (long long)id);
}

/* The matter when he may rate it now, and has not in this round. */
static const struct matter *to_rate(struct req *r, const struct ratings_awaited *x, const struct flow **f)
{
	*f = flow_of(r->app, x->record);
	const struct matter *m = matters_of(*f) ? record_load(r->db, r->arena, (*f)->record, x->matter) : NULL;
	bool now = m && m->rounds == x->round && step_to_make(*f, m->state, "rate");
	return now && !q_rating_by_me(r->db, x->record, x->matter, x->round, r->who->person) ? m : NULL;
}

enum { LATELY = 30 }; /* days: what the policy gives is less */

/* What he has rated and may still change. */
static void fill_given(struct mine_view *v)
{
	struct req *r = v->r;
	size_t n;
	struct ratings_given_lately *x = q_ratings_given_lately(r->db, r->arena, r->who->person, PARTY_AUTHOR, r->today - LATELY, &n);
	v->given = NEW_N(r->arena, struct mine_line, n);
	for (size_t i = 0; i < n; i++) {
		struct rerate now;
		const struct flow *f = flow_of(r->app, x[i].record);
		const struct matter *m = f ? record_load(r->db, r->arena, f->record, x[i].matter) : NULL;
		if (m && matter_rerate(r, f, m, &now))
			v->given[v->n_given++] = (struct mine_line){.service = matters_of(f)->noun, .number = m->number, .title = m->title, .reply = now.says,
				.href = link_to(r, "%s#rerate", home_of(r, matters_of(f), m->id))};
	}
}

void get_my_ratings(struct req *r)
{
	size_t n;
	struct mine_view v = {.r = r};
	struct ratings_awaited *x = q_ratings_awaited(r->db, r->arena, r->who->person, PARTY_AUTHOR, &n);
	v.lines = NEW_N(r->arena, struct mine_line, n);
	for (size_t i = 0; i < n; i++) {
		const struct flow *f;
		const struct matter *m = to_rate(r, &x[i], &f);
		if (!m)
			continue;
		const struct matters *of = matters_of(f);
		const char *home = home_of(r, of, m->id);
		v.lines[v.n++] = (struct mine_line){
			.service = of->noun, .number = m->number, .title = m->title, .reply = m->reply, .when = day_short(r->arena, m->replied_on, r->today),
			.action = link_to(r, "%s/rate", home), .href = home};
	}
	fill_given(&v);
	page_begin(r, &(struct page){.title = "等我评价", .phone = true, .back = "/m"});
	tpl_rating_mine(r->out, &v);
	page_end(r);
}
