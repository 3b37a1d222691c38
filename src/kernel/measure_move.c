/*
 * A unit is put under another one: what is counted below it from that day on (also what is booked ahead, as what will be
 * overdue) goes over to those above its new place, as a recount would have it, and so does the number of what stands.
 */
#include <string.h>

#include "base/fault.h"
#include "kernel.sql.h"
#include "kernel/app.h"
#include "kernel/event.h"
#include "kernel/measure.h"
#include "kernel/unit.h"

enum { EVER = -1000000 /* before any day */, EVENTS_AT_ONCE = 500 };

struct measure_moving {
	int64_t unit, parent; /* where it stood */
	day from; /* the first day on which that changes */
	struct moved {
		const char *key;
		day on;
		int64_t n;
	} *sums, *stands;
	size_t n_sums, n_stands;
	const char **mentions; /* lines of counts, in their order */
	size_t n_mentions, room;
};

const char *measure_keys(struct arena *a, bool standing)
{
	struct buf b = buf_in(a);
	for (const struct module *const *mod = all_modules; *mod; mod++)
		for (const struct measure *m = (*mod)->measures; m && m->key; m++)
			if (m->kind != MEASURE_RATIO && !m->subject && (!standing || m->kind == MEASURE_STATE))
				buf_printf(&b, "%s'%s'", b.n ? "," : "", m->key);
	return b.n ? buf_text(&b) : "''";
}

static void read_sums(struct req *r, const char *sql, const struct measure_moving *m, struct moved **out, size_t *n)
{
	struct stmt *s = db_use_text(r->db, sql);
	size_t room = 64, n_rows = 0;
	struct moved *rows = NEW_N(r->arena, struct moved, room);
	bind_int(s, 1, m->unit);
	bind_int(s, 2, m->from);
	while (db_step(s)) {
		if (n_rows == room) {
			struct moved *more = NEW_N(r->arena, struct moved, room *= 2);
			memcpy(more, rows, n_rows * sizeof(*rows));
			rows = more;
		}
		rows[n_rows++] = (struct moved){col_text(s, 0, r->arena), (day)col_int(s, 1), col_int(s, 2)};
	}
	db_done(s);
	*out = rows;
	*n = n_rows;
}

/* Folded or not; what stood before is all that was ever booked but what is booked from the day on. */
static void read_counters(struct req *r, struct measure_moving *m)
{
	static const char days[] = "select measure, at, sum(n) from (select measure, at, n from counter where measure in (%s) and unit = $1 and grain = 0 and at >= $2"
		" union all select measure, at, n from counter_delta where measure in (%s) and unit = $1 and at >= $2) x group by measure, at having sum(n) <> 0";
	static const char before[] = "select measure, 0, sum(n) from (select measure, n from counter where measure in (%s) and unit = $1 and grain = 2"
		" union all select measure, n from counter_delta where measure in (%s) and unit = $1"
		" union all select measure, -n from counter where measure in (%s) and unit = $1 and grain = 0 and at >= $2"
		" union all select measure, -n from counter_delta where measure in (%s) and unit = $1 and at >= $2) x group by measure having sum(n) <> 0";
	const char *all = measure_keys(r->arena, false), *standing = measure_keys(r->arena, true);
	read_sums(r, arena_printf(r->arena, days, all, all), m, &m->sums, &m->n_sums);
	if (m->from != EVER)
		read_sums(r, arena_printf(r->arena, before, standing, standing, standing, standing), m, &m->stands, &m->n_stands);
}

/* ---- each subject once a year: its first mention decides, so all of the year are taken back and made anew ---- */

static void mention(struct req *r, struct measure_moving *m, struct str line)
{
	if (m->n_mentions == m->room) {
		const char **more = NEW_N(r->arena, const char *, m->room = m->room ? m->room * 2 : 64);
		if (m->n_mentions)
			memcpy(more, m->mentions, m->n_mentions * sizeof(*more));
		m->mentions = more;
	}
	m->mentions[m->n_mentions++] = str_dup(r->arena, line);
}

/* The line of a count: is it of this measure and unit, in a year that changes? */
static bool is_mention(struct str line, const char *key, int64_t unit, int year)
{
	struct str name = str_cut(&line, ' ');
	int64_t of = 0, on = 0;
	return name.n == strlen(key) && str_starts(name, key) && str_int(str_cut(&line, ' '), &of) && str_int(str_cut(&line, ' '), &on) &&
	       of == unit && day_civil((day)on).year >= year;
}

static int first_year(const struct measure_moving *m)
{
	return m->from == EVER ? 0 : day_civil(m->from).year;
}

/* What is read lies in `page`, so that only mentions stay. */
static void read_mentions(struct req *r, struct measure_moving *m, struct arena *page, const struct measure *x, int64_t unit)
{
	size_t n = EVENTS_AT_ONCE;
	for (int64_t after = 0; n == EVENTS_AT_ONCE; arena_reset(page)) {
		struct events_counting *e = q_events_counting(r->db, page, unit, x->record->name, after, EVENTS_AT_ONCE, &n);
		for (size_t i = 0; i < n; i++) {
			struct str rest = str_of(e[i].counts);
			while (rest.n) {
				struct str line = str_cut(&rest, '\n');
				if (is_mention(line, x->key, unit, first_year(m)))
					mention(r, m, line);
			}
			after = e[i].id;
		}
	}
}

/*
 * Units below that were ever counted in the years that change, and have rows, or were counted, on the days that do. The
 * state of the rows is not asked for: what was counted and is no longer decided which mention was the first, too.
 */
static void read_subjects(struct req *r, struct measure_moving *m, struct arena *page, const struct measure *x)
{
	const char *path = unit_path(r->db, r->arena, m->unit);
	struct stmt *s = db_use_text(r->db, arena_printf(r->arena,
		"select u.id from unit u where u.path >= $1 and u.path < $2"
		" and exists (select 1 from measure_seen s where s.measure = $4 and s.unit = u.id and s.year >= $5 and s.subject = u.id)"
		" and (exists (select 1 from %s t where t.unit = u.id and t.%s >= $3)"
		" or exists (select 1 from counter c where c.measure = $4 and c.unit = u.id and c.grain = 0 and c.at >= $3)"
		" or exists (select 1 from counter_delta c where c.measure = $4 and c.unit = u.id and c.at >= $3))",
		x->record->name, x->on));
	struct buf units = buf_in(r->arena);
	bind_text(s, 1, path);
	bind_text(s, 2, path_end(r->arena, path));
	bind_int(s, 3, m->from);
	bind_text(s, 4, x->key);
	bind_int(s, 5, first_year(m));
	while (db_step(s))
		buf_printf(&units, "%lld\n", (long long)col_int(s, 0));
	db_done(s);
	for (struct str rest = str_of(buf_text(&units)); rest.n;) {
		int64_t unit = 0;
		if (str_int(str_cut(&rest, '\n'), &unit))
			read_mentions(r, m, page, x, unit);
	}
}

static void read_all_subjects(struct req *r, struct measure_moving *m)
{
	struct arena *page = arena_new(8u << 20);
	struct guard g;
	if (GUARD(&g)) {
		EACH_MODULE(r->app, mod)
			for (const struct measure *x = mod->measures; x && x->key; x++)
				if (x->subject && x->on)
					read_subjects(r, m, page, x);
		guard_end(&g);
		arena_free(page);
		return;
	}
	arena_free(page);
	unwind(g.message);
}

/* ---- over to the new place ---- */

static void book(struct buf *b, const char *key, int64_t unit, day on, int64_t n)
{
	buf_printf(b, "%s %lld %d %lld 0\n", key, (long long)unit, on, (long long)n);
}

static void sums_at(struct buf *b, const struct measure_moving *m, int64_t parent, int sign)
{
	for (size_t i = 0; parent && i < m->n_sums; i++)
		book(b, m->sums[i].key, parent, m->sums[i].on, sign * m->sums[i].n);
}

/* "key unit day amount subject" the other way round. */
static void take_back(struct req *r, const char *line)
{
	struct arena_mark mark = arena_mark(r->arena);
	struct str rest = str_of(line), part[4];
	int64_t amount = 0;
	for (int i = 0; i < 4; i++)
		part[i] = str_cut(&rest, ' ');
	str_int(part[3], &amount);
	counts_apply(r->db, arena_printf(r->arena, "%.*s %lld %.*s", (int)(part[2].p + part[2].n - line), line, (long long)-amount, (int)rest.n, rest.p));
	arena_release(r->arena, mark);
}

struct measure_moving *measure_lift(struct req *r, int64_t unit)
{
	struct unit_parent_on now = {0}, before;
	struct measure_moving *m = NEW(r->arena, struct measure_moving);
	struct buf b = buf_in(r->arena);
	bool known = q_unit_parent_on(r->db, NULL, unit, r->today, &now);
	*m = (struct measure_moving){.unit = unit, .parent = now.parent, .from = r->today};
	if (known && now.since == r->today && !q_unit_parent_on(r->db, NULL, unit, r->today - 1, &before))
		m->from = EVER; /* it was entered today, and earlier days stand where it was entered */
	read_counters(r, m);
	read_all_subjects(r, m);
	sums_at(&b, m, m->parent, -1);
	counts_apply(r->db, buf_text(&b));
	for (size_t i = m->n_mentions; i-- > 0;)
		take_back(r, m->mentions[i]);
	return m;
}

void measure_lower(struct req *r, const struct measure_moving *m, int64_t parent)
{
	struct buf b = buf_in(r->arena), standing = buf_in(r->arena);
	sums_at(&b, m, parent, 1);
	counts_apply(r->db, buf_text(&b));
	for (size_t i = 0; i < m->n_mentions; i++)
		counts_apply(r->db, m->mentions[i]);
	for (size_t i = 0; i < m->n_stands; i++) {
		if (m->parent)
			book(&standing, m->stands[i].key, m->parent, m->from, -m->stands[i].n);
		book(&standing, m->stands[i].key, parent, m->from, m->stands[i].n);
	}
	if (!standing.n)
		return;
	counts_apply(r->db, buf_text(&standing));
	event_add(r, &(struct event){.unit = m->unit, .record = "unit_parent", .row_id = m->unit, .verb = "carry", .counts = buf_text(&standing)});
}
