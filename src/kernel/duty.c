#include "kernel/duty.h"

#include <string.h>

#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/unit.h"
#include "kernel.sql.h"
#include "secret/id.h"
#include "text/calendar.h"

void duty_period(enum cycle cycle, day d, day *from, day *to)
{
	int year = day_civil(d).year;
	*from = cycle == CYCLE_MONTH ? day_month_first(d) : cycle == CYCLE_QUARTER ? day_quarter_first(d) : day_year_first(year);
	*to = cycle == CYCLE_MONTH ? day_month_last(d) : cycle == CYCLE_QUARTER ? day_quarter_last(d) : day_year_last(year);
}

const char *duty_period_name(struct arena *a, enum cycle cycle, day from)
{
	struct civil c = day_civil(from);
	if (cycle == CYCLE_MONTH)
		return arena_printf(a, "%d年%d月", c.year, c.month);
	if (cycle == CYCLE_QUARTER)
		return arena_printf(a, "%d年第%d季度", c.year, day_quarter(from));
	return arena_printf(a, "%d年", c.year);
}

const struct duty *duty_of(const struct app *app, const char *name)
{
	EACH_MODULE(app, m)
		for (const struct duty *x = m->duties; x && x->name; x++)
			if (strcmp(x->name, name) == 0)
				return x;
	return NULL;
}

static void make_period(struct req *r, const struct duty *x, day in_period)
{
	day from, to;
	size_t n;
	duty_period(x->cycle, in_period, &from, &to);
	int64_t *units = x->units(r, from, to, &n);
	for (size_t i = 0; i < n; i++) {
		struct policy_value days = policy_get(r, x->days, units[i], to);
		int no_table = 0;
		q_duty_add(r->db, id_new(), x->name, units[i], from, deadline_add_workdays(to, (int)days.value, &no_table));
	}
}

/* Once a day and after every start: units that came to owe it since are found too. */
void duties_make(struct req *r)
{
	if (r->app->regular.duties == r->today)
		return;
	r->app->regular.duties = r->today;
	EACH_MODULE(r->app, m) {
		for (const struct duty *x = m->duties; x && x->name; x++) {
			day from, to;
			duty_period(x->cycle, r->today, &from, &to);
			make_period(r, x, from - 1); /* the period that has just ended */
			make_period(r, x, r->today);
		}
	}
}

static day period_start(struct req *r, const char *name, day in_period)
{
	const struct duty *x = duty_of(r->app, name);
	day from, to;
	if (!x)
		fault("no duty \"%s\"", name);
	duty_period(x->cycle, in_period, &from, &to);
	return from;
}

bool duty_done(struct req *r, const char *name, int64_t unit, day in_period, const char *record, int64_t row_id)
{
	return q_duty_close(r->db, name, unit, period_start(r, name, in_period), r->today, record, row_id) > 0;
}

void duty_undone(struct req *r, const char *name, int64_t unit, day in_period)
{
	q_duty_close(r->db, name, unit, period_start(r, name, in_period), 0, "", 0);
}

static const char *link_of(struct req *r, const struct duty *x, int64_t unit)
{
	struct str s = str_of(x->link);
	size_t at = str_find(s, "%lld");
	if (at == SIZE_MAX)
		return x->link;
	return arena_printf(r->arena, "%.*s%lld%s", (int)at, s.p, (long long)unit, s.p + at + 4);
}

struct duty_row *duties_open(struct req *r, const char *path, day until, int64_t most, size_t *n)
{
	size_t found;
	bool wide = unit_tree_is_wide(r->db, r->arena, path);
	struct duty_below *rows = (wide ? q_duty_below_wide : q_duty_below)(r->db, r->arena, path, path_end(r->arena, path), until, most, &found);
	struct duty_row *out = NEW_N(r->arena, struct duty_row, found);
	*n = 0;
	for (size_t i = 0; i < found; i++) {
		const struct duty *x = duty_of(r->app, rows[i].name);
		if (!x)
			continue; /* of a module that this release no longer has */
		out[(*n)++] = (struct duty_row){
			.id = rows[i].id, .unit = rows[i].unit, .duty = x, .unit_name = rows[i].unit_name,
			.period = duty_period_name(r->arena, x->cycle, (day)rows[i].period),
			.link = link_of(r, x, rows[i].unit), .due = rows[i].due, .done_on = 0,
			.overdue = rows[i].due < r->today};
	}
	return out;
}
