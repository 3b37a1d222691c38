/*
 * The figures of the board, and what keeps one person from being found in them.
 *
 * Who may read a union's rows sees its offices exactly. Of unions below only their
 * own sums are shown, for whole months, and none that stands for fewer than a few
 * ratings: such unions are folded into one row, with as many more as it takes, so
 * that no row and no difference between the rows and the sum is about fewer.
 */
#include <stdlib.h>
#include <string.h>

#include "base/ratio.h"
#include "kernel/app.h"
#include "kernel/measure.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/ratings/board.h"
#include "ratings.sql.h"

enum { KINDS_MOST = 32 };

static void add_up(struct board_row *sum, const struct board_row *x)
{
	sum->answered += x->answered;
	sum->in_time += x->in_time;
	sum->closed += x->closed;
	sum->rated += x->rated;
	sum->bad += x->bad;
	sum->called += x->called;
}

static const char *percent(struct req *r, int64_t part, int64_t whole)
{
	return whole ? ratio_percent(r->arena, ratio_of(part, whole), 1) : "—";
}

static void set_rates(struct req *r, struct board_row *x)
{
	x->in_time_rate = percent(r, x->in_time, x->answered);
	x->good_rate = percent(r, x->rated - x->bad, x->rated);
}

/* ---- offices of one union ---- */

static struct board_row *row_of(struct board *b, int64_t office, const char *name)
{
	for (size_t i = 0; i < b->n_offices; i++)
		if (b->offices[i].unit == office)
			return &b->offices[i];
	b->offices[b->n_offices] = (struct board_row){.unit = office, .name = name,
		.href = link_to(b->r, "/ratings?unit=%lld&office=%lld&replied_on_from=%s&replied_on_to=%s", (long long)b->unit, (long long)office,
				day_iso(b->r->arena, b->since), day_iso(b->r->arena, b->until))};
	return &b->offices[b->n_offices++];
}

static void load_offices(struct board *b)
{
	size_t n, m;
	struct req *r = b->r;
	struct ratings_replied *x = q_ratings_replied(r->db, r->arena, b->unit, b->since, b->until, b->record, &n);
	struct ratings_rated *y = q_ratings_rated(r->db, r->arena, b->unit, b->since, b->until, b->record, &m);
	b->offices = NEW_N(r->arena, struct board_row, n + m + 1);
	for (size_t i = 0; i < n; i++) {
		struct board_row *row = row_of(b, x[i].office, x[i].name);
		row->answered = x[i].answered;
		row->in_time = x[i].in_time;
		row->closed = x[i].closed;
	}
	for (size_t i = 0; i < m; i++) {
		struct board_row *row = row_of(b, y[i].office, y[i].name);
		row->rated = y[i].rated;
		row->bad = y[i].bad;
		row->called = y[i].called;
	}
	for (size_t i = 0; i < b->n_offices; i++) {
		add_up(&b->sum, &b->offices[i]);
		set_rates(r, &b->offices[i]);
	}
}

/* ---- unions ---- */

static void load_union(struct board *b, struct board_row *x)
{
	static const char *const keys[] = {"rating.answered", "rating.in_time", "rating.closed", "rating.rated", "rating.bad", "rating.called"};
	int64_t *const at[] = {&x->answered, &x->in_time, &x->closed, &x->rated, &x->bad, &x->called};
	/* a union that never answered, as most in a young installation, costs one read */
	if (!measure_value(b->r->db, keys[0], x->unit, 0, b->months_until))
		return;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		*at[i] = measure_value(b->r->db, keys[i], x->unit, b->months_since, b->months_until);
	x->href = link_to(b->r, "/ratings/board?unit=%lld&since=%s&until=%s", (long long)x->unit, day_iso(b->r->arena, b->since), day_iso(b->r->arena, b->until));
}

static int by_rated(const void *a, const void *b)
{
	const struct board_row *x = a, *y = b;
	if (x->rated != y->rated)
		return (x->rated < y->rated) - (x->rated > y->rated);
	return (x->unit > y->unit) - (x->unit < y->unit);
}

/* From the smallest up into one row, until it stands for enough; rows without any rating tell nothing of anybody. */
static void fold_small(struct board *b)
{
	struct board_row rest = {0};
	size_t n = b->n_unions;
	qsort(b->unions, n, sizeof(*b->unions), by_rated);
	while (n && (b->unions[n - 1].rated < b->least || (rest.rated && rest.rated < b->least))) {
		add_up(&rest, &b->unions[--n]);
		b->folded++;
	}
	b->n_unions = n;
	if (b->folded) {
		rest.name = arena_printf(b->r->arena, "其余 %zu 家合计", b->folded);
		rest.hidden = rest.rated > 0 && rest.rated < b->least;
		b->unions[b->n_unions++] = rest;
	}
}

static void load_unions(struct board *b)
{
	size_t n;
	struct req *r = b->r;
	struct rating_unions_below *u = q_rating_unions_below(r->db, r->arena, b->unit, &n);
	b->unions = NEW_N(r->arena, struct board_row, n + 1);
	for (size_t i = 0; i < n && b->months_until >= b->months_since; i++) {
		struct board_row x = {.unit = u[i].id, .name = u[i].name};
		load_union(b, &x);
		if (x.answered || x.rated)
			b->unions[b->n_unions++] = x;
	}
	for (size_t i = 0; i < b->n_unions; i++)
		add_up(&b->all, &b->unions[i]);
	fold_small(b);
	for (size_t i = 0; i < b->n_unions; i++)
		set_rates(r, &b->unions[i]);
}

/* ---- what is asked for ---- */

static void read_span(struct req *r, struct board *b)
{
	if (!day_parse(str_of(query_get(r, "until")), &b->until) || b->until > r->today)
		b->until = r->today;
	if (!day_parse(str_of(query_get(r, "since")), &b->since) || b->since > b->until)
		b->since = day_of(day_civil(b->until).year, 1, 1);
	b->months_since = day_month_first(b->since) == b->since ? b->since : day_month_last(b->since) + 1;
	b->months_until = day_month_last(b->until) == b->until ? b->until : day_month_first(b->until) - 1;
}

/* Nobody is asked about what the union looks into by itself. */
static bool is_rated(const struct flow *f)
{
	for (const struct move *m = f->moves; m->verb; m++)
		if (strcmp(m->verb, "rated") == 0)
			return true;
	return false;
}

/* All kinds of matters that are rated, and which of them is asked for. */
static void read_kind(struct req *r, struct board *b)
{
	b->record = "";
	b->kinds = NEW_N(r->arena, struct board_kind, KINDS_MOST);
	EACH_MODULE(r->app, m)
		for (const struct flow *const *f = m->flows; f && *f && b->n_kinds < KINDS_MOST; f++) {
			if (!matters_of(*f) || !is_rated(*f))
				continue;
			struct board_kind *k = &b->kinds[b->n_kinds++];
			*k = (struct board_kind){.record = (*f)->record->name, .noun = matters_of(*f)->noun};
			k->chosen = strcmp(query_get(r, "kind"), k->record) == 0;
			if (k->chosen)
				b->record = k->record;
		}
}

bool board_load_ratings(struct req *r, struct board *b)
{
	b->r = r;
	b->unit = union_asked_or_refuse(r, "rating.board");
	if (!b->unit)
		return false;
	b->unit_name = unit_name(r->db, r->arena, b->unit);
	if (!*b->unit_name) {
		refuse(r, 404, "没有这个单位。");
		return false;
	}
	if (!may_or_refuse(r, "rating.board", b->unit))
		return false;
	read_span(r, b);
	read_kind(r, b);
	b->least = policy_get(r, "rating.cell", 0, r->today).value;
	b->ours = may(r, "rating.read", b->unit);
	b->sum.name = "合计";
	b->all.name = "各工会合计";
	if (b->ours) {
		load_offices(b);
	} else {
		b->sum.unit = b->unit;
		if (b->months_until >= b->months_since)
			load_union(b, &b->sum);
		b->sum.hidden = b->sum.rated > 0 && b->sum.rated < b->least;
	}
	if (!*b->record) /* unions are counted over all kinds */
		load_unions(b);
	b->all.hidden = b->all.rated > 0 && b->all.rated < b->least;
	set_rates(r, &b->sum);
	set_rates(r, &b->all);
	return true;
}
