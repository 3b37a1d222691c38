/* Counters against events: everything is replayed into a second set and compared. */
#include <string.h>

#include "kernel.sql.h"
#include "kernel/measure.h"

/* Sums in a comparable form: one line a (measure, unit, day); padded, so that text order is number order. */
static const char *sums_text(struct db *d, struct arena *a)
{
	struct buf b = buf_in(a);
	struct counter_days row;
	struct stmt *s = q_counter_days(d);
	while (q_counter_days_next(s, a, &row))
		buf_printf(&b, "%s %019lld %06lld %lld\n", row.measure, (long long)row.unit, (long long)row.at,
			   (long long)row.n);
	db_done(s);
	return buf_text(&b);
}

/* The coarse buckets hold the folded days only; each must equal the sum of its days. */
static const char *coarse_text(struct db *d, struct arena *a)
{
	struct buf b = buf_in(a);
	struct counter_coarse row;
	struct stmt *s = q_counter_coarse(d);
	while (q_counter_coarse_next(s, a, &row))
		buf_printf(&b, "%s %019lld g%lld %06lld %lld\n", row.measure, (long long)row.unit,
			   (long long)row.grain, (long long)row.at, (long long)row.n);
	db_done(s);
	return buf_text(&b);
}

static void replay(struct db *d, struct arena *a)
{
	int64_t seal = 0;
	size_t n;
	do {
		struct arena_mark m = arena_mark(a);
		struct events_unsealed *e = q_events_sealed_after(d, a, seal, 500, &n);
		for (size_t i = 0; i < n; i++) {
			counts_apply(d, e[i].counts);
			seal = e[i].seal;
		}
		arena_release(a, m);
	} while (n);
}

/* Lines of `x` that `y` has not, both sorted; appended with a mark. */
static int64_t missing(struct buf *b, const char *mark, const char *x, const char *y)
{
	int64_t count = 0;
	struct str xs = str_of(x), ys = str_of(y);
	struct str yl = str_cut(&ys, '\n');
	while (xs.n) {
		struct str xl = str_cut(&xs, '\n');
		while (yl.n && strncmp(yl.p, xl.p, yl.n < xl.n ? yl.n : xl.n) < 0)
			yl = str_cut(&ys, '\n');
		if (str_eq(xl, yl))
			continue;
		count++;
		if (count <= 20)
			buf_printf(b, "%s%.*s\n", mark, (int)xl.n, xl.p);
	}
	return count;
}

int64_t counter_recount(struct db *d, struct arena *a, const char **report, bool repair)
{
	struct buf b = buf_in(a);
	db_begin(d);
	while (counter_fold(d, a, 10000)) /* so that the coarse buckets are complete too */
		continue;
	const char *days = sums_text(d, a), *coarse = coarse_text(d, a);
	q_counters_clear(d);
	q_deltas_clear(d);
	q_seen_clear(d);
	replay(d, a);
	while (counter_fold(d, a, 10000))
		continue;
	const char *right_days = sums_text(d, a), *right_coarse = coarse_text(d, a);
	int64_t bad = missing(&b, "现有：", days, right_days) + missing(&b, "应为：", right_days, days) +
		      missing(&b, "现有：", coarse, right_coarse) + missing(&b, "应为：", right_coarse, coarse);
	if (repair)
		db_commit(d);
	else
		db_rollback(d);
	*report = buf_text(&b);
	return bad;
}
