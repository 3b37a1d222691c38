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
#include "kernel/schema.h"
#include "kernel/unit.h"
#include "kernel/writer.h"
#include "base/fault.h"
#include "modules/activities/activities.h"
#include "modules/units/units.h"
#include "modules/visits/visits.h"
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

enum { WEST = 900, EAST, OLD, NEW, EARLY, EARLY_TEAM, LATE, LARGE, NORTH };

static int64_t held_at(struct req *r, int64_t unit, day on, const char *last)
{
	struct activity x = {.unit = unit, .title = "活动", .kind = 2, .held_on = on, .people = 10, .place = "", .cost_reason = "", .summary = "有小结"};
	if (!flow_create(r, &activity_flow, &x, "") || !flow_move(r, &activity_flow, x.id, 0, "hold", "", NULL) ||
	    (*last && !flow_move(r, &activity_flow, x.id, 0, last, "", NULL)))
		fault("no activity");
	return x.id;
}

/* Of what is past its day nobody need do anything: it is booked ahead. */
static int64_t promised_at(struct req *r, int64_t unit, day due)
{
	struct visit_promise x = {.unit = unit, .text = "装灯", .done = "", .due = due, .owner = 1};
	if (!flow_create(r, &visit_promise_flow, &x, ""))
		fault("no promise");
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
	/* so does what is overdue, one of OLD yesterday, and what will be: one of each */
	{"visit.overdue", WEST, 1, 0}, {"visit.overdue", EAST, 0, 3},
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
	int64_t waits = held_at(r, OLD, today - 1, ""), ahead = promised_at(r, OLD, today + 6);
	promised_at(r, OLD, today - 9);
	r->today = today;
	unit_insert(d, a, NEW, WEST, UNIT_GRASSROOTS_UNION, "样例新工会", "", "", today, r->now);
	held_at(r, NEW, today - 30, "confirm");
	held_at(r, NEW, today, "confirm");
	held_at(r, NEW, today, "");
	promised_at(r, NEW, today + 6);
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
	if (!why && (!flow_move(r, &visit_promise_flow, ahead, 0, "drop", "记错", NULL) || measure_value(d, "visit.overdue", EAST, 0, day_of(2999, 12, 31)) != 2 ||
		     measure_value(d, "visit.overdue", WEST, 0, day_of(2999, 12, 31)) != 0))
		why = "what was dropped before its day is not taken from where it went";
	event_seal(d, a);
	db_commit(d);
	arena_free(a);
	return why;
}

static void promise_step(struct req *r, int64_t id)
{
	flow_move(r, &visit_promise_flow, id, 0, pick(2) ? "drop" : "reopen", "理由", NULL);
	r->answered = false;
	r->x->status = 200;
}

/* At random, on several days: whatever is counted, a recount from the events finds the same. */
static const char *moved_at_random(struct app *app)
{
	static const int64_t moving[] = {OLD, NEW, 11, 12}, above[] = {1, WEST, EAST};
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(256u << 20);
	struct req *r = system_request(app, d, a);
	int64_t ids[40], promises[20];
	int moves = 0;
	db_begin(d);
	for (int i = 0; i < 20; i++)
		promises[i] = promised_at(r, moving[pick(4)], r->today - 2 + pick(12));
	for (int i = 0; i < 40; i++)
		ids[i] = held_at(r, moving[pick(4)], r->today - pick(5), pick(2) ? "confirm" : "");
	for (int i = 0; i < 400; i++) {
		int64_t unit = moving[pick(4)], to = above[pick(3)];
		struct unit u;
		if (i % 40 == 39)
			r->today++;
		if (pick(6) == 0)
			promise_step(r, promises[pick(20)]);
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

/* ---- units that moved before what stood went over with them ---- */

static void move_as_before(struct req *r, int64_t unit, int64_t to)
{
	const char *old = unit_path(r->db, r->arena, unit), *new = arena_printf(r->arena, "%s%lld/", unit_path(r->db, r->arena, to), (long long)unit);
	db_script(r->db, arena_printf(r->arena, "update unit_parent set until = %d where unit = %lld and until = 0; insert into unit_parent(unit, parent, since) values (%lld, %lld, %d);"
		"update unit set parent = %lld where id = %lld; update unit set path = replace(path, '%s', '%s') where path >= '%s' and path < '%s'", r->today, (long long)unit, (long long)unit,
		(long long)to, r->today, (long long)to, (long long)unit, old, new, old, path_end(r->arena, old)));
	unit_chain_changed(r->db);
}

static const char *stand_wrong(struct req *r, const char *key, int64_t west, int64_t east, int64_t north)
{
	static char why[160];
	const int64_t at[] = {WEST, EAST, NORTH}, want[] = {west, east, north};
	for (int i = 0; i < 3; i++) {
		long long is = measure_value(r->db, key, at[i], 0, day_of(2999, 12, 31));
		snprintf(why, sizeof(why), "%s at %lld: %lld, by hand %lld", key, (long long)at[i], is, (long long)want[i]);
		if (is != want[i])
			return why;
	}
	return NULL;
}

static int64_t now_at(struct req *r, const char *key, int64_t unit)
{
	return measure_value(r->db, key, unit, 0, day_of(2999, 12, 31));
}

static const char waiting[] = "activity.unconfirmed", overdue[] = "visit.overdue";

/* Three wait at a union with a team, which goes from the west to the east; one of them is confirmed there. */
static const char *step_mends_older(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(256u << 20);
	struct req *r = system_request(app, d, a);
	day today = r->today;
	int64_t west = now_at(r, waiting, WEST), east = now_at(r, waiting, EAST), north = now_at(r, waiting, NORTH);
	db_begin(d);
	unit_insert(d, a, NORTH, 1, UNIT_FEDERATION, "样例北区总工会", "", "", today - 900, r->now);
	unit_insert(d, a, EARLY, WEST, UNIT_GRASSROOTS_UNION, "样例早工会", "", "", today - 900, r->now);
	unit_insert(d, a, EARLY_TEAM, EARLY, UNIT_TEAM, "样例早班组", "", "", today - 900, r->now);
	r->today = today - 3;
	int64_t first = held_at(r, EARLY, today - 4, "");
	held_at(r, EARLY, today - 4, "");
	held_at(r, EARLY_TEAM, today - 4, "");
	r->today = today - 2;
	move_as_before(r, EARLY, EAST);
	r->today = today - 1;
	flow_move(r, &activity_flow, first, 0, "confirm", "", NULL);
	db_script(d, "delete from schema_step where name = 'counters: what stood follows units that were moved'");
	event_seal(d, a);
	db_commit(d);
	schema_ready(app, d, a);
	const char *why = stand_wrong(r, waiting, west, east + 2, north);
	db_begin(d);
	r->today = today;
	if (!why)
		why = put_under(r, EARLY, NORTH) ? stand_wrong(r, waiting, west, east, north + 2) : "not moved";
	event_seal(d, a);
	db_commit(d);
	arena_free(a);
	return why;
}

/* Moved by such a release, then by this one, and a recount after that; also what was booked ahead. */
static const char *recount_mends_older(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(256u << 20);
	struct req *r = system_request(app, d, a);
	const char *report;
	day today = r->today;
	int64_t west = now_at(r, waiting, WEST), east = now_at(r, waiting, EAST), north = now_at(r, waiting, NORTH);
	int64_t west_due = now_at(r, overdue, WEST), east_due = now_at(r, overdue, EAST), north_due = now_at(r, overdue, NORTH);
	db_begin(d);
	unit_insert(d, a, LATE, WEST, UNIT_GRASSROOTS_UNION, "样例晚工会", "", "", today - 900, r->now);
	r->today = today - 3;
	held_at(r, LATE, today - 4, "");
	promised_at(r, LATE, today - 9);
	promised_at(r, LATE, today - 2);
	promised_at(r, LATE, today + 9);
	r->today = today - 2;
	move_as_before(r, LATE, EAST);
	r->today = today;
	bool moved = put_under(r, LATE, NORTH);
	event_seal(d, a);
	db_commit(d);
	const char *why = !moved ? "not moved" : !stand_wrong(r, waiting, west, east, north + 1) ? "it stands rightly without what is to be mended" :
		counter_recount(d, a, &report, false) == 0 ? "a recount finds nothing" : counter_recount(d, a, &report, true) == 0 ? "nothing was repaired" : NULL;
	if (!why)
		why = stand_wrong(r, waiting, west, east, north + 1);
	if (!why)
		why = stand_wrong(r, overdue, west_due, east_due, north_due + 3);
	arena_free(a);
	return why;
}

/* ---- a unit with very many events ---- */

static void many_events(struct req *r, const char *record)
{
	struct buf b = buf_in(r->arena);
	for (int i = 0; i < 12; i++)
		buf_printf(&b, "activity.people %d %d 0 0\n", LARGE, r->today);
	for (int i = 0; i < 2000; i++) {
		struct arena_mark mark = arena_mark(r->arena);
		event_add(r, &(struct event){.unit = LARGE, .record = record, .verb = "edit", .counts = buf_text(&b)});
		arena_release(r->arena, mark);
	}
}

/* Well above a megabyte of counts, of its activities as of others. */
static const char *moved_in_little_memory(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(64u << 20), *little = arena_new(512u << 10);
	struct req *r = system_request(app, d, a);
	struct guard g;
	const char *why = NULL;
	int64_t east = measure_value(d, "activity.unions", EAST, r->today, r->today);
	db_begin(d);
	unit_insert(d, a, LARGE, WEST, UNIT_GRASSROOTS_UNION, "样例大工会", "", "", r->today - 900, r->now);
	held_at(r, LARGE, r->today, "confirm");
	many_events(r, "activity");
	many_events(r, "person");
	if (GUARD(&g)) {
		struct req *small = system_request(app, d, little);
		why = !put_under(small, LARGE, EAST) ? "not moved" : measure_value(d, "activity.unions", EAST, r->today, r->today) != east + 1 ? "it is not counted where it went" : NULL;
		guard_end(&g);
	} else {
		why = arena_strdup(app->arena, g.message);
	}
	event_seal(d, a);
	db_commit(d);
	arena_free(a);
	arena_free(little);
	return why;
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
	{"what stood at a unit that an older release moved follows it, once", .check = step_mends_older},
	{"and for good", .check = recount_agrees},
	{"a recount finds and repairs what is still missing", .check = recount_mends_older},
	{"as another one says", .check = recount_agrees},
	{"a unit with very many events moves in little memory", .check = moved_in_little_memory},
	{"and is counted rightly", .check = recount_agrees},
	{"one changed counter is found and repaired", .check = recount_finds},
};

int main(void)
{
	return scenario("counters", steps, sizeof(steps) / sizeof(steps[0]));
}
