/*
 * What stood at a unit on the day when it was put under another one, against the `carry` events that say so. Moves of before
 * there were such events have none, and those above the old place would keep those figures for ever. Moves are taken in the
 * order of their days: what one carries changes what stood at those below which a later one went.
 */
#include "kernel.sql.h"
#include "kernel/app.h"
#include "kernel/event.h"
#include "kernel/measure.h"

#include <string.h>

enum { MOVES_AT_ONCE = 200, REPORTED = 20 };

/* What a move has still to book, by measure and place. */
struct owed {
	struct arena *arena;
	struct part {
		const char *key;
		int64_t unit, n;
	} *parts;
	size_t n, room;
};

static void owe(struct owed *o, const char *key, int64_t unit, int64_t n)
{
	if (!unit)
		return;
	for (size_t i = 0; i < o->n; i++)
		if (o->parts[i].unit == unit && strcmp(o->parts[i].key, key) == 0) {
			o->parts[i].n += n;
			return;
		}
	if (o->n == o->room) {
		struct part *more = NEW_N(o->arena, struct part, o->room = o->room ? o->room * 2 : 64);
		if (o->n)
			memcpy(more, o->parts, o->n * sizeof(*more));
		o->parts = more;
	}
	o->parts[o->n++] = (struct part){key, unit, n};
}

/* All that was booked at the unit on days before: nothing is booked for a day that is over. */
static void owe_what_stood(struct db *d, struct owed *o, const struct moves_after *m)
{
	const char *keys = measure_keys(o->arena, true);
	struct stmt *s = db_use_text(d, arena_printf(o->arena,
		"select measure, sum(n) from (select measure, n from counter where measure in (%s) and unit = $1 and grain = 0 and at < $2"
		" union all select measure, n from counter_delta where measure in (%s) and unit = $1 and at < $2) x group by measure having sum(n) <> 0", keys, keys));
	bind_int(s, 1, m->unit);
	bind_int(s, 2, m->on_day);
	while (db_step(s)) {
		const char *key = col_text(s, 0, o->arena);
		owe(o, key, m->old, -col_int(s, 1));
		owe(o, key, m->new, col_int(s, 1));
	}
	db_done(s);
}

static void owe_no_more(struct db *d, struct owed *o, const struct moves_after *m)
{
	size_t n;
	struct carries_of *c = q_carries_of(d, o->arena, m->unit, m->on_day, &n);
	for (size_t i = 0; i < n; i++)
		for (struct str rest = str_of(c[i].counts); rest.n;) {
			struct str line = str_cut(&rest, '\n'), key = str_cut(&line, ' ');
			int64_t v[3] = {0}; /* unit, day, amount */
			for (int k = 0; k < 3; k++)
				str_int(str_cut(&line, ' '), &v[k]);
			owe(o, str_dup(o->arena, key), v[0], -v[2]);
		}
}

static int64_t carry_one(struct db *d, struct arena *a, const struct moves_after *m, bool repair, struct buf *counts)
{
	struct owed o = {.arena = a};
	int64_t missing = 0;
	owe_no_more(d, &o, m);
	if (m->old != m->new) /* to and fro on one day: they cancel out */
		owe_what_stood(d, &o, m);
	for (size_t i = 0; i < o.n; i++)
		if (o.parts[i].n) {
			buf_printf(counts, "%s %lld %d %lld 0\n", o.parts[i].key, (long long)o.parts[i].unit, m->on_day, (long long)o.parts[i].n);
			missing++;
		}
	if (!missing || !repair)
		return missing;
	counts_apply(d, buf_text(counts));
	event_append(d, a, clock_now(), &(struct event){.unit = m->unit, .record = "unit_parent", .row_id = m->unit, .verb = "carry", .happened_on = m->on_day, .counts = buf_text(counts)});
	return missing;
}

int64_t measure_carry_missing(struct db *d, struct arena *a, bool repair, struct buf *report)
{
	struct moves_after last = {0};
	int64_t missing = 0, shown = 0;
	for (size_t n = MOVES_AT_ONCE; n == MOVES_AT_ONCE;) {
		struct arena_mark page = arena_mark(a);
		struct moves_after *m = q_moves_after(d, a, last.on_day, last.unit, MOVES_AT_ONCE, &n);
		for (size_t i = 0; i < n; i++) {
			struct arena_mark mark = arena_mark(a);
			struct buf counts = buf_in(a);
			missing += carry_one(d, a, &m[i], repair, &counts);
			for (struct str rest = str_of(buf_text(&counts)); report && rest.n && shown < REPORTED; shown++) {
				buf_puts(report, "转移未计：");
				buf_str(report, str_cut(&rest, '\n'));
				buf_char(report, '\n');
			}
			last = m[i];
			arena_release(a, mark);
		}
		arena_release(a, page);
	}
	return missing;
}
