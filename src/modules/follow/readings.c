/* What a task's measure says: the union's figure over the task's own span. */
#include <string.h>

#include "kernel/measure.h"
#include "modules/follow/linked.h"
#include "modules/follow/work.h"

enum { BUCKETS = 256 };

struct reading {
	const char *key;
	struct counting whose;
	day from, to;
	int64_t value;
	struct reading *next;
};

struct readings {
	struct req *r;
	struct reading *buckets[BUCKETS];
};

struct readings *readings_new(struct req *r)
{
	struct readings *m = NEW(r->arena, struct readings);
	m->r = r;
	return m;
}

static unsigned bucket_of(const char *key, const struct counting *whose, day from, day to)
{
	uint64_t h = (uint64_t)(whose->unit + whose->task) * 31 + (uint64_t)from * 131 + (uint64_t)to;
	for (; *key; key++)
		h = h * 33 + (unsigned char)*key;
	return (unsigned)(h % BUCKETS);
}

static int64_t value_of(struct readings *m, const char *key, const struct counting *whose, day from, day to)
{
	struct reading **b = &m->buckets[bucket_of(key, whose, from, to)];
	for (struct reading *x = *b; x; x = x->next)
		if (x->whose.unit == whose->unit && x->whose.task == whose->task && x->from == from && x->to == to && strcmp(x->key, key) == 0)
			return x->value;
	struct reading *x = NEW(m->r->arena, struct reading);
	int64_t value = whose->task ? linked_value(m->r, measure_of(m->r->app, key), whose->task, from, to) :
				      measure_value(m->r->db, key, whose->unit, from, to);
	*x = (struct reading){key, *whose, from, to, value, *b};
	*b = x;
	return x->value;
}

/* Counts of states hold from their beginning: what was there before the task began is there still. */
static int64_t in_span(struct readings *m, const char *key, const struct counting *whose, day from, day to)
{
	const struct measure *x = measure_of(m->r->app, key);
	return value_of(m, key, whose, x && x->kind == MEASURE_STATE ? 0 : from, to);
}

struct figure {
	int64_t num, den; /* den 1 but for ratios, where it may be 0: no figure yet */
};

static struct figure figure_of(struct readings *m, const struct measure *x, const struct counting *whose, day from, day to)
{
	if (x->kind != MEASURE_RATIO)
		return (struct figure){in_span(m, x->key, whose, from, to), 1};
	return (struct figure){in_span(m, x->num, whose, from, to), in_span(m, x->den, whose, from, to)};
}

/* The target of a ratio is in percent. */
static struct ratio share_of(struct figure v, const struct measure *x, int64_t target)
{
	if (v.den <= 0)
		return ratio_of(0, 1);
	struct ratio share = ratio_of(v.num, v.den);
	struct ratio want = x->kind == MEASURE_RATIO ? ratio_of(target, 100) : ratio_of(target, 1);
	return ratio_div(&share, want) ? share : ratio_of(0, 1);
}

static const char *reading_text(struct arena *a, const struct measure *x, struct figure v, int64_t target)
{
	if (x->kind != MEASURE_RATIO)
		return arena_printf(a, "%lld/%lld %s", (long long)v.num, (long long)target, x->unit_label);
	if (v.den <= 0)
		return arena_printf(a, "暂无数据，目标 %lld%%", (long long)target);
	return arena_printf(a, "%s，目标 %lld%%", ratio_percent(a, ratio_of(v.num, v.den), 1), (long long)target);
}

void readings_take(struct readings *m, struct facts *f, const char *measure, const struct counting *whose, day on)
{
	const struct measure *x = *measure ? measure_of(m->r->app, measure) : NULL;
	int64_t target = f->target > 0 ? f->target : 1;
	day from = whose->from ? whose->from : f->starts;
	if (!x || on < whose->from)
		return;
	struct figure now = figure_of(m, x, whose, from, on), then = now;
	if (f->due && on > f->due)
		then = figure_of(m, x, whose, from, f->due);
	f->measured = true;
	f->reached = share_of(now, x, target);
	f->in_time = share_of(then, x, target);
	f->reading = reading_text(m->r->arena, x, now, target);
}
