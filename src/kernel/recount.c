/*
 * Counters against events: everything is replayed into a second set of counters, whose keys begin
 * with a sign, in transactions of some hundred events; the last one replays what came meanwhile and
 * compares the two sets, walking both in order. Neither is ever held in memory. Then it looks for moves of units
 * whose events do not say what went over (kernel/measure_carry.c).
 */
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "kernel.sql.h"
#include "kernel/event.h"
#include "kernel/measure.h"

enum { EVENTS_AT_ONCE = 500, SUMS_AT_ONCE = 1000, REPORTED = 20, TRIES = 20 };

struct recount {
	struct db *d;
	struct arena *a; /* of a piece; the report has the caller's */
	int64_t seal; /* replayed up to it */
	bool repair, done;
	struct buf report;
	int64_t bad, shown;
};

static bool is_replayed(const char *key)
{
	return key[0] == MEASURE_REPLAYED;
}

/* ---- the second set ---- */

/* Every key once; false behind the last. */
static bool next_key(struct recount *c, bool seen, const char **key)
{
	struct counter_next_key x;
	struct seen_next_key y;
	bool more = seen ? q_seen_next_key(c->d, c->a, *key, &y) : q_counter_next_key(c->d, c->a, *key, &x);
	if (more)
		*key = seen ? y.key : x.key;
	return more;
}

static void drop_second(struct recount *c)
{
	for (const char *key = ""; next_key(c, false, &key);)
		if (is_replayed(key))
			q_counters_drop(c->d, key);
	for (const char *key = ""; next_key(c, true, &key);)
		if (is_replayed(key))
			q_seen_drop(c->d, key);
}

static size_t replay_some(struct recount *c)
{
	size_t n;
	struct events_unsealed *e = q_events_sealed_after(c->d, c->a, c->seal, EVENTS_AT_ONCE, &n);
	const char **counts = NEW_N(c->a, const char *, n + 1);
	for (size_t i = 0; i < n; i++)
		counts[i] = e[i].counts;
	counts_replay(c->d, c->a, counts, n);
	c->seal = n ? e[n - 1].seal : c->seal;
	return n;
}

/* ---- comparison ---- */

/* One set's sums of a measure, in order. */
struct walk {
	const char *key;
	struct arena *a;
	struct counter_sums *rows;
	size_t n, at;
	struct counter_sums now; /* valid while `there` */
	bool there;
};

static void advance(struct recount *c, struct walk *w)
{
	do {
		if (w->at == w->n) {
			arena_reset(w->a);
			w->rows = q_counter_sums(c->d, w->a, w->key, w->now.unit, w->now.grain, w->now.at, SUMS_AT_ONCE, &w->n);
			w->at = 0;
		}
		w->there = w->at < w->n;
		if (w->there)
			w->now = w->rows[w->at++];
	} while (w->there && !w->now.n); /* a sum that is back at zero need not be there */
}

static int by_place(const struct counter_sums *x, const struct counter_sums *y)
{
	if (x->unit != y->unit)
		return x->unit < y->unit ? -1 : 1;
	if (x->grain != y->grain)
		return x->grain < y->grain ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static void differs(struct recount *c, const char *say, const char *key, const struct counter_sums *x)
{
	c->bad++;
	if (c->shown++ < REPORTED)
		buf_printf(&c->report, "%s%s %lld g%lld %lld %lld\n", say, key, (long long)x->unit, (long long)x->grain, (long long)x->at,
			   (long long)x->n);
}

static struct walk walk_of(const char *key)
{
	struct walk w = {.key = key, .a = arena_new(8u << 20)};
	w.now.unit = INT64_MIN;
	return w;
}

static void compare(struct recount *c, const char *key)
{
	struct walk is = walk_of(key), right = walk_of(arena_printf(c->a, "%c%s", MEASURE_REPLAYED, key));
	advance(c, &is);
	advance(c, &right);
	while (is.there || right.there) {
		int order = !is.there ? 1 : !right.there ? -1 : by_place(&is.now, &right.now);
		bool same = !order && is.now.n == right.now.n;
		if (order <= 0 && !same)
			differs(c, "现有：", key, &is.now);
		if (order >= 0 && !same)
			differs(c, "应为：", key, &right.now);
		if (order <= 0)
			advance(c, &is);
		if (order >= 0)
			advance(c, &right);
	}
	arena_free(is.a);
	arena_free(right.a);
}

/* Keys of either set, each once, without the sign. */
static void compare_all(struct recount *c)
{
	size_t n;
	for (const char *key = ""; next_key(c, false, &key);) {
		if (!is_replayed(key))
			compare(c, key);
		else if (q_counter_sums(c->d, c->a, key + 1, INT64_MIN, 0, 0, 1, &n), !n)
			compare(c, key + 1);
	}
}

static void replace(struct recount *c)
{
	for (const char *key = ""; next_key(c, false, &key);)
		if (!is_replayed(key))
			q_counters_drop(c->d, key);
	for (const char *key = ""; next_key(c, true, &key);)
		if (!is_replayed(key))
			q_seen_drop(c->d, key);
	for (const char *key = ""; next_key(c, false, &key);)
		if (is_replayed(key))
			q_counters_rename(c->d, key, key + 1);
	for (const char *key = ""; next_key(c, true, &key);)
		if (is_replayed(key))
			q_seen_rename(c->d, key, key + 1);
}

/* ---- pieces ---- */

static void begin(struct recount *c)
{
	drop_second(c);
}

static void replay_piece(struct recount *c)
{
	c->done = replay_some(c) < EVENTS_AT_ONCE;
}

static void finish(struct recount *c)
{
	event_seal(c->d, c->a);
	arena_reset(c->a);
	while (counter_fold(c->d, c->a, 10000))
		arena_reset(c->a);
	while (replay_some(c))
		arena_reset(c->a);
	c->bad = c->shown = 0;
	compare_all(c);
	if (c->bad && c->repair)
		replace(c);
	else
		drop_second(c);
	c->bad += measure_carry_missing(c->d, c->a, c->repair, &c->report);
}

/* A transaction of its own, again when another was faster. */
static void in_transaction(struct recount *c, void (*piece)(struct recount *c))
{
	int64_t seal = c->seal;
	for (volatile int tries = 0;; tries++) {
		struct guard g;
		if (GUARD(&g)) {
			db_begin(c->d);
			piece(c);
			db_commit(c->d);
			guard_end(&g);
			arena_reset(c->a);
			return;
		}
		db_rollback(c->d);
		c->seal = seal;
		if (db_trouble(c->d) != DB_CONFLICT || tries == TRIES)
			fault("the recount was not finished: %s", g.message);
		usleep(50000);
	}
}

int64_t counter_recount(struct db *d, struct arena *a, const char **report, bool repair)
{
	struct recount c = {.d = d, .a = arena_new(64u << 20), .repair = repair, .report = buf_in(a)};
	in_transaction(&c, begin);
	while (!c.done)
		in_transaction(&c, replay_piece);
	in_transaction(&c, finish);
	arena_free(c.a);
	*report = buf_text(&c.report);
	return c.bad;
}
