/*
 * Counters against brute force: for random histories, every measure of every
 * unit over any span equals a count over the rows themselves; recounting from
 * events finds no difference; one changed counter is found.
 */
#include <stdio.h>
#include <stdlib.h>

#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/event.h"
#include "kernel/measure.h"
#include "kernel/unit.h"
#include "kernel/writer.h"
#include "base/fault.h"
#include "modules/activities/activities.h"
#include "modules/units/units.h"
#include "scenario/scenario.h"

static unsigned long long seed = 20240301;

static int pick(int n)
{
	seed = seed * 6364136223846793005ull + 1442695040888963407ull;
	return (int)((seed >> 33) % (unsigned long long)n);
}

static day any_day(void)
{
	return day_of(2022, 1, 1) + pick(365 * 3);
}

static const int64_t units[] = {1, 10, 11, 12, 101, 102, 105, 106, 107};

static void step_of(struct req *r, int64_t *ids, int n)
{
	static const char *const verbs[] = {"hold", "confirm", "reopen", "return", "cancel"};
	int64_t id = ids[pick(n)];
	const struct activity *x = record_load(r->db, r->arena, &activity_record, id);
	if (pick(4) == 0 && x->state <= ACTIVITY_HELD) {
		struct activity *y = record_load(r->db, r->arena, &activity_record, id);
		y->people = pick(200);
		y->held_on = any_day();
		flow_edit(r, &activity_flow, y, "");
	} else {
		flow_move(r, &activity_flow, id, 0, verbs[pick(5)], "理由", NULL);
	}
	r->answered = false; /* refusals are part of the game */
	r->x->status = 200;
}

static int64_t brute(struct db *d, struct arena *a, const char *what, int64_t unit, day from, day to)
{
	const char *path = unit_path(d, a, unit);
	struct stmt *s = db_use_text(d, arena_printf(a,
		"select coalesce(sum(%s), 0) from activity t join unit u on u.id = t.unit where t.state = 2 and t.held_on >= $1 and t.held_on <= $2 and u.path >= $3 and u.path < $4", what));
	bind_int(s, 1, from);
	bind_int(s, 2, to);
	bind_text(s, 3, path);
	bind_text(s, 4, path_end(a, path));
	int64_t n = db_step(s) ? col_int(s, 0) : -1;
	db_done(s);
	return n;
}

/* Unions (the units themselves) with at least one confirmed activity in a year. */
static int64_t brute_unions(struct db *d, struct arena *a, int64_t unit, int year)
{
	const char *path = unit_path(d, a, unit);
	struct stmt *s = db_use_text(d,
		"select count(distinct t.unit) from activity t join unit u on u.id = t.unit where t.state = 2 and t.held_on >= $1 and t.held_on <= $2 and u.path >= $3 and u.path < $4");
	bind_int(s, 1, day_of(year, 1, 1));
	bind_int(s, 2, day_of(year, 12, 31));
	bind_text(s, 3, path);
	bind_text(s, 4, path_end(a, path));
	int64_t n = db_step(s) ? col_int(s, 0) : -1;
	db_done(s);
	return n;
}

static const char *compare_unions(struct db *d, struct arena *a)
{
	static char why[200];
	for (int i = 0; i < 9; i++) {
		for (int year = 2022; year <= 2024; year++) {
			long long is = measure_value(d, "activity.unions", units[i], day_of(year, 1, 1), day_of(year, 12, 31));
			long long want = brute_unions(d, a, units[i], year);
			if (is != want) {
				snprintf(why, sizeof(why), "unit %lld in %d: %lld unions, by hand %lld", (long long)units[i], year, is, want);
				return why;
			}
		}
	}
	return NULL;
}

static const char *compare(struct db *d, struct arena *a, int64_t *checked)
{
	static char why[200];
	for (int i = 0; i < 60; i++) {
		int64_t unit = units[pick(9)];
		day from = any_day(), to = from + pick(900);
		long long held = measure_value(d, "activity.held", unit, from, to), people = measure_value(d, "activity.people", unit, from, to);
		long long want_held = brute(d, a, "1", unit, from, to), want_people = brute(d, a, "t.people", unit, from, to);
		*checked += want_held;
		if (held != want_held || people != want_people) {
			snprintf(why, sizeof(why), "unit %lld from %d to %d: %lld and %lld, by hand %lld and %lld", (long long)unit, from, to, held, people, want_held, want_people);
			return why;
		}
	}
	return NULL;
}

static const char *histories(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(256u << 20);
	struct req *r = system_request(app, d, a);
	int64_t ids[60], checked = 0;
	const char *why = NULL;
	db_begin(d);
	for (int i = 0; i < 60; i++) {
		struct activity x = {.unit = units[pick(9)], .title = "活动", .kind = 2, .held_on = any_day(), .people = pick(100), .place = "", .cost_reason = "", .summary = "有小结"};
		flow_create(r, &activity_flow, &x, "");
		ids[i] = x.id;
	}
	for (int i = 0; i < 900 && !why; i++) {
		step_of(r, ids, 60);
		if (i % 100 == 50)
			counter_fold(d, a, 40); /* part folded, part not: readers add both */
		if (i % 150 == 149)
			why = compare(d, a, &checked);
		if (!why && i % 150 == 149)
			why = compare_unions(d, a);
	}
	event_seal(d, a);
	db_commit(d);
	arena_free(a);
	return why ? why : checked > 100 ? NULL : "too few activities counted for a fair comparison";
}

/* ---- units that move ---- */

enum { WEST = 900, EAST, OLD, NEW };

static int64_t held_at(struct req *r, int64_t unit, day on, const char *last)
{
	struct activity x = {.unit = unit, .title = "活动", .kind = 2, .held_on = on, .people = 10, .place = "", .cost_reason = "", .summary = "有小结"};
	if (!flow_create(r, &activity_flow, &x, "") || !flow_move(r, &activity_flow, x.id, 0, "hold", "", NULL) ||
	    (*last && !flow_move(r, &activity_flow, x.id, 0, last, "", NULL)))
		fault("no activity");
	return x.id;
}

static const struct figure {
	const char *key;
	int64_t unit, first, all; /* on all days up to yesterday; from the first to the last day of all */
} figures[] = {
	/* NEW was entered today: all of it is the east's. OLD leaves what it had in the west up to yesterday there. */
	{"activity.held", WEST, 1, 1}, {"activity.held", EAST, 1, 3},
	{"activity.people", WEST, 10, 10}, {"activity.people", EAST, 10, 30},
	{"activity.unions", WEST, 1, 1}, {"activity.unions", EAST, 1, 2},
	/* what stands comes along: one of OLD that waited yesterday, one of each that waits today */
	{"activity.unconfirmed", WEST, 1, 0}, {"activity.unconfirmed", EAST, 0, 3},
};

static const char *figures_wrong(struct req *r)
{
	static char why[160];
	for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++) {
		const struct figure *f = &figures[i];
		long long first = measure_value(r->db, f->key, f->unit, 0, r->today - 1), all = measure_value(r->db, f->key, f->unit, 0, day_of(2999, 12, 31));
		snprintf(why, sizeof(why), "%s at %lld: %lld and %lld, by hand %lld and %lld", f->key, (long long)f->unit, first, all, (long long)f->first, (long long)f->all);
		if (first != f->first || all != f->all)
			return why;
	}
	return NULL;
}

static bool put_under(struct req *r, int64_t unit, int64_t to)
{
	return unit_put_under(r, record_load(r->db, r->arena, &unit_record, unit), to, "划转");
}

/* By hand: two districts, a union that was there before and one that was entered on the day when both move. */
static const char *moved_on_the_day(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(256u << 20);
	struct req *r = system_request(app, d, a);
	day today = r->today;
	db_begin(d);
	for (int64_t id = WEST; id <= EAST; id++)
		unit_insert(d, a, id, 1, UNIT_FEDERATION, id == WEST ? "样例西区总工会" : "样例东区总工会", "", "", today - 900, r->now);
	unit_insert(d, a, OLD, WEST, UNIT_GRASSROOTS_UNION, "样例老工会", "", "", today - 900, r->now);
	r->today = today - 1;
	held_at(r, OLD, today - 800, "confirm");
	int64_t waits = held_at(r, OLD, today - 1, "");
	r->today = today;
	unit_insert(d, a, NEW, WEST, UNIT_GRASSROOTS_UNION, "样例新工会", "", "", today, r->now);
	held_at(r, NEW, today - 30, "confirm");
	held_at(r, NEW, today, "confirm");
	held_at(r, NEW, today, "");
	held_at(r, OLD, today, "confirm");
	held_at(r, OLD, today, "");
	const char *why = put_under(r, NEW, EAST) && put_under(r, OLD, EAST) ? figures_wrong(r) : "not moved";
	if (!why && (!put_under(r, OLD, WEST) || !put_under(r, OLD, EAST) || !put_under(r, NEW, WEST) || !put_under(r, NEW, EAST)))
		why = "not moved to and fro";
	if (!why)
		why = figures_wrong(r);
	if (!why && (!flow_move(r, &activity_flow, waits, 0, "confirm", "", NULL) || measure_value(d, "activity.unconfirmed", EAST, 0, today) != 2 ||
		     measure_value(d, "activity.unconfirmed", WEST, 0, today) != 0))
		why = "what was confirmed after the move is not taken from where it went";
	event_seal(d, a);
	db_commit(d);
	arena_free(a);
	return why;
}

/* At random, on several days: whatever is counted, a recount from the events finds the same. */
static const char *moved_at_random(struct app *app)
{
	static const int64_t moving[] = {OLD, NEW, 11, 12}, above[] = {1, WEST, EAST};
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(256u << 20);
	struct req *r = system_request(app, d, a);
	int64_t ids[40];
	int moves = 0;
	db_begin(d);
	for (int i = 0; i < 40; i++)
		ids[i] = held_at(r, moving[pick(4)], r->today - pick(5), pick(2) ? "confirm" : "");
	for (int i = 0; i < 400; i++) {
		int64_t unit = moving[pick(4)], to = above[pick(3)];
		struct unit u;
		if (i % 40 == 39)
			r->today++;
		if (pick(6) != 0)
			step_of(r, ids, 40);
		else if (unit_load(d, a, unit, &u) && u.parent != to)
			moves += put_under(r, unit, to);
		if (i % 100 == 50)
			counter_fold(d, a, 40);
	}
	event_seal(d, a);
	db_commit(d);
	arena_free(a);
	return moves > 20 ? NULL : "hardly any unit was moved";
}

static const char *recount_agrees(struct app *app)
{
	struct arena *a = arena_new(256u << 20);
	const char *report;
	int64_t bad = counter_recount(writer_db(app->writer), a, &report, false);
	static char why[300];
	snprintf(why, sizeof(why), "%lld differences: %.200s", (long long)bad, report);
	arena_free(a);
	return bad ? why : NULL;
}

static const char *recount_finds(struct app *app)
{
	struct arena *a = arena_new(256u << 20);
	const char *report;
	struct db *d = writer_db(app->writer);
	db_begin(d);
	while (counter_fold(d, a, 10000))
		continue;
	db_commit(d);
	db_run(db_use_text(d, "update counter set n = n + 1 where measure = 'activity.held' and unit = 1 and grain = 0 and at = (select min(at) from counter where measure = 'activity.held' and unit = 1 and grain = 0)"));
	int64_t bad = counter_recount(d, a, &report, false);
	bool repaired = counter_recount(d, a, &report, true) > 0 && counter_recount(d, a, &report, false) == 0;
	arena_free(a);
	return bad < 1 ? "a changed counter is not noticed" : repaired ? NULL : "not repaired";
}

static const struct step steps[] = {
	{"counters equal a count over the rows, folded or not", .check = histories},
	{"recounting from events finds no difference", .check = recount_agrees},
	{"a unit that moves takes along what is counted from that day on, one entered that day everything", .check = moved_on_the_day},
	{"recounting agrees", .check = recount_agrees},
	{"so after many moves on several days", .check = moved_at_random},
	{"too", .check = recount_agrees},
	{"one changed counter is found and repaired", .check = recount_finds},
};

int main(void)
{
	return scenario("counters", steps, sizeof(steps) / sizeof(steps[0]));
}
