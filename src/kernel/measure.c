#include "kernel/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/app.h"
#include "kernel/registry.h"
#include "kernel.sql.h"
#include "kernel/unit.h"
#include "secret/id.h"

enum { GRAIN_DAY, GRAIN_MONTH, GRAIN_YEAR, DEEPEST = 16 };

static int64_t month_of(day d)
{
	struct civil c = day_civil(d);
	return (int64_t)c.year * 12 + c.month - 1;
}

static day month_first(int64_t m)
{
	return day_of((int)(m / 12), (int)(m % 12) + 1, 1);
}

/* ---- writing ---- */

struct sums;

static void delta(struct db *d, struct sums *s, const char *key, int64_t unit, day on, int64_t n)
{
	(void)s;
	q_delta_add(d, id_new(), key, unit, on, n);
}

/* A distinct subject counts when its number of mentions in the year leaves or reaches zero. */
static int64_t distinct_step(struct db *d, const char *key, int64_t unit, day on, int64_t subject,
			     int64_t n)
{
	int year = day_civil(on).year;
	int64_t before = q_seen_get(d, key, unit, year, subject);
	q_seen_add(d, key, unit, year, subject, n);
	return (before + n > 0) - (before > 0);
}

/* Counts on their way into the buckets, each of which is written once: those of units far above are in nearly every count. */
struct fold {
	const char *measure;
	int64_t unit, grain, at, n;
};

static int by_bucket(const void *x, const void *y)
{
	const struct fold *a = x, *b = y;
	int measures = strcmp(a->measure, b->measure);
	return measures ? measures : a->unit != b->unit ? (a->unit > b->unit) - (a->unit < b->unit) :
		a->grain != b->grain ? (a->grain > b->grain) - (a->grain < b->grain) : (a->at > b->at) - (a->at < b->at);
}

struct sums {
	struct arena *arena;
	struct fold *list;
	size_t n, room;
};

static void sum_up(struct db *d, struct sums *s, const char *key, int64_t unit, day on, int64_t n)
{
	const int64_t at[] = {[GRAIN_DAY] = on, [GRAIN_MONTH] = month_of(on), [GRAIN_YEAR] = day_civil(on).year};
	(void)d;
	if (s->n + 3 > s->room) {
		s->room = s->room ? s->room * 2 : 300;
		struct fold *more = NEW_N(s->arena, struct fold, s->room);
		if (s->n)
			memcpy(more, s->list, s->n * sizeof(*more));
		s->list = more;
	}
	for (int64_t grain = GRAIN_DAY; grain <= GRAIN_YEAR; grain++)
		s->list[s->n++] = (struct fold){key, unit, grain, at[grain], n};
}

static void write_sums(struct db *d, struct sums *s)
{
	struct many m = q_counter_add_open(d, s->arena);
	if (s->n)
		qsort(s->list, s->n, sizeof(*s->list), by_bucket);
	for (size_t i = 0, next; i < s->n; i = next) {
		const struct fold *f = &s->list[i];
		int64_t sum = 0;
		for (next = i; next < s->n && by_bucket(f, &s->list[next]) == 0; next++)
			sum += s->list[next].n;
		q_counter_add(&m, f->measure, f->unit, f->grain, f->at, sum);
	}
	many_done(&m);
}

typedef void putter(struct db *d, struct sums *s, const char *key, int64_t unit, day on, int64_t n);

static void apply_one(struct db *d, putter *put, struct sums *s, const char *key, int64_t unit, day on, int64_t amount, int64_t subject)
{
	int64_t chain[DEEPEST];
	size_t n = unit_chain(d, unit, on, chain, DEEPEST);
	for (size_t i = 0; i < n; i++) {
		int64_t step = subject ? distinct_step(d, key, chain[i], on, subject, amount) : amount;
		if (step)
			put(d, s, key, chain[i], on, step);
	}
}

/* What a row contributes; false: nothing. */
static bool contribution(struct req *r, const struct measure *m, const struct record *record,
			 const void *row, struct count *out)
{
	const struct head *h = row;
	if (!row || h->state < 0 || h->state > 31 ||
	    !(m->states & 1u << h->state))
		return false;
	if (m->where && field_int(record_field(record, m->where), row) != m->is)
		return false;
	*out = (struct count){.measure = m, .unit = h->unit, .amount = 1, .on = r->today};
	if (m->amount)
		out->amount = field_int(record_field(record, m->amount), row);
	if (m->on)
		out->on = (day)field_int(record_field(record, m->on), row);
	if (m->past) {
		day last = (day)field_int(record_field(record, m->past), row);
		if (!last)
			return false;
		out->on = last + 1 > r->today ? last + 1 : r->today;
	}
	if (m->subject)
		out->subject = field_int(record_field(record, m->subject), row);
	return out->amount != 0 && out->on != 0 && (!m->subject || out->subject);
}

static bool same_place(const struct count *a, const struct count *b)
{
	return a->unit == b->unit && a->subject == b->subject && a->on == b->on;
}

static void write_count(struct req *r, struct buf *b, const struct count *c, int64_t amount)
{
	if (!amount)
		return;
	buf_printf(b, "%s %lld %d %lld %lld\n", c->measure->key, (long long)c->unit, c->on,
		   (long long)amount, (long long)c->subject);
	apply_one(r->db, delta, NULL, c->measure->key, c->unit, c->on, amount, c->subject);
}

/* Nothing where no measure counts the record. */
static struct tally tally_of(const struct app *app, const struct record *record)
{
	const struct tally *c = registry_find(app, REG_COUNTED, record->name);
	return c && c->record == record ? *c : (struct tally){.record = record};
}

const char *measure_apply(struct req *r, const struct record *record, const void *before,
			  const void *after)
{
	struct buf b = buf_in(r->arena);
	struct tally c = tally_of(r->app, record);
	for (size_t i = 0; i < c.n; i++) {
		const struct measure *m = c.measures[i];
		struct count was = {.measure = m}, is = {.measure = m};
		bool had = contribution(r, m, record, before, &was);
		bool has = contribution(r, m, record, after, &is);
		if (had && has && same_place(&was, &is)) {
			write_count(r, &b, &is, m->subject ? 0 : is.amount - was.amount);
			continue;
		}
		if (had)
			write_count(r, &b, &was, m->subject ? -1 : -was.amount);
		if (has)
			write_count(r, &b, &is, m->subject ? 1 : is.amount);
	}
	return buf_text(&b);
}

const char *measure_apply_some(struct req *r, const struct record *record, const void *row, int64_t n)
{
	struct buf b = buf_in(r->arena);
	struct tally all = tally_of(r->app, record);
	for (size_t i = 0; i < all.n; i++) {
		const struct measure *m = all.measures[i];
		struct count c = {.measure = m};
		if (contribution(r, m, record, row, &c))
			write_count(r, &b, &c, m->subject ? n : c.amount * n);
	}
	return buf_text(&b);
}

static void counts_each(struct db *d, putter *put, struct sums *s, const char *before, const char *counts)
{
	struct str rest = str_of(counts);
	while (rest.n) {
		struct str line = str_cut(&rest, '\n');
		struct str key = str_cut(&line, ' ');
		int64_t v[4] = {0};
		for (int i = 0; i < 4; i++)
			str_int(str_cut(&line, ' '), &v[i]);
		char name[80];
		snprintf(name, sizeof(name), "%s%.*s", before, (int)key.n, key.p);
		apply_one(d, put, s, s ? arena_strdup(s->arena, name) : name, v[0], (day)v[1], v[2], v[3]);
	}
}

void counts_replay(struct db *d, struct arena *a, const char *const *counts, size_t n)
{
	static const char before[] = {MEASURE_REPLAYED, 0};
	struct sums s = {.arena = a};
	for (size_t i = 0; i < n; i++)
		counts_each(d, sum_up, &s, before, counts[i]);
	write_sums(d, &s);
}

void counts_apply(struct db *d, const char *counts)
{
	counts_each(d, delta, NULL, "", counts);
}

/* ---- reading ---- */

/* Most spans have no days, months or years of their own somewhere: then there is nothing to read. */
static int64_t buckets(struct db *d, const char *key, int64_t unit, int grain, int64_t from, int64_t to)
{
	return from <= to ? q_counter_range(d, key, unit, grain, from, to) : 0;
}

int64_t measure_value(struct db *d, const char *key, int64_t unit, day from, day to)
{
	if (!to) /* open before: from day 0, which is the first of a year and has no counts */
		to = day_of(2999, 12, 31);
	int64_t sum = q_delta_range(d, key, unit, from, to);
	int64_t m1 = month_of(from) + (month_first(month_of(from)) != from); /* first whole month */
	int64_t m2 = month_of(to + 1) - 1; /* last whole month */
	if (m1 > m2) /* no whole month: days alone, at most two months of them */
		return sum + buckets(d, key, unit, GRAIN_DAY, from, to);
	sum += buckets(d, key, unit, GRAIN_DAY, from, month_first(m1) - 1);
	sum += buckets(d, key, unit, GRAIN_DAY, month_first(m2 + 1), to);
	int64_t y1 = (m1 + 11) / 12, y2 = (m2 + 1) / 12 - 1; /* whole years */
	if (y1 > y2)
		return sum + buckets(d, key, unit, GRAIN_MONTH, m1, m2);
	sum += buckets(d, key, unit, GRAIN_MONTH, m1, y1 * 12 - 1);
	sum += buckets(d, key, unit, GRAIN_MONTH, (y2 + 1) * 12, m2);
	return sum + buckets(d, key, unit, GRAIN_YEAR, y1, y2);
}

void measure_month_ends(struct db *d, struct arena *a, const char *key, int64_t unit, day first, int n, int64_t *out)
{
	int64_t m = month_of(first);
	size_t n_folded, n_new;
	struct counter_changes *folded = q_counter_months(d, a, key, unit, m + 1, m + n - 1, &n_folded);
	struct counter_changes *new = q_delta_days(d, a, key, unit, month_first(m + 1), month_first(m + n) - 1, &n_new);
	out[0] = measure_value(d, key, unit, 0, month_first(m + 1) - 1);
	for (int i = 1; i < n; i++) {
		out[i] = out[i - 1];
		for (size_t k = 0; k < n_folded; k++)
			out[i] += folded[k].at == m + i ? folded[k].n : 0;
		for (size_t k = 0; k < n_new; k++)
			out[i] += month_of((day)new[k].at) == m + i ? new[k].n : 0;
	}
}

void measure_parts(struct db *d, const struct measure *m, int64_t unit, day from, day to, int64_t *num,
		   int64_t *den)
{
	*num = measure_value(d, m->num, unit, from, to);
	*den = measure_value(d, m->den, unit, from, to);
}

const char *measure_text(struct req *r, const struct measure *m, int64_t unit, day from, day to)
{
	int64_t num, den;
	if (m->kind != MEASURE_RATIO)
		return arena_printf(r->arena, "%lld %s",
				    (long long)measure_value(r->db, m->key, unit, from, to), m->unit_label);
	measure_parts(r->db, m, unit, from, to, &num, &den);
	if (den <= 0)
		return "暂无数据";
	int64_t tenths = (num * 2000 / den + 1) / 2; /* half up */
	return arena_printf(r->arena, "%lld.%lld %%", (long long)(tenths / 10), (long long)(tenths % 10));
}

/* ---- upkeep ---- */

int64_t counter_fold(struct db *d, struct arena *a, int64_t most)
{
	size_t n;
	struct delta_oldest *x = q_delta_oldest(d, a, most, &n);
	struct sums s = {.arena = a};
	for (size_t i = 0; i < n; i++)
		sum_up(d, &s, x[i].measure, x[i].unit, (day)x[i].at, x[i].n);
	write_sums(d, &s);
	if (n)
		q_delta_drop(d, x[n - 1].id);
	return (int64_t)n;
}
