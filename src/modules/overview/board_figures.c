/* The figures: counters for the unit and everything below it, with their months. */
#include <math.h>
#include <string.h>

#include "kernel/measure.h"
#include "modules/overview/board.h"
#include "text/calendar.h"

static const char *const keys[] = {"task.done_rate", "activity.held", "activity.people", "activity.unconfirmed"};
enum { N_KEYS = sizeof(keys) / sizeof(keys[0]) };

/* Counts of states stand since their beginning; sums belong to their days. */
static day begin_of(const struct board *b, const struct measure *m, day from)
{
	if (m->kind == MEASURE_RATIO)
		return begin_of(b, measure_of(b->r->app, m->num), from);
	return m->kind == MEASURE_STATE ? 0 : from;
}

static double value_of(const struct board *b, const struct measure *m, day from, day to)
{
	int64_t num, den;
	from = begin_of(b, m, from);
	if (m->kind != MEASURE_RATIO)
		return (double)measure_value(b->r->db, m->key, b->ask.unit, from, to);
	measure_parts(b->r->db, m, b->ask.unit, from, to, &num, &den);
	return den > 0 ? (double)num * 100 / (double)den : NAN;
}

static day last_day(const struct board *b)
{
	return b->ask.on < b->ask.to ? b->ask.on : b->ask.to;
}

static void fill_months(const struct board *b, const struct measure *m, struct board_figure *f)
{
	for (int i = 0; i < MONTHS; i++) {
		struct day_span s = day_months(b->ask.year, i + 1, i + 1);
		day to = s.last < b->ask.on ? s.last : b->ask.on;
		f->months[i] = i < b->months ? value_of(b, m, s.first, to) : NAN;
	}
}

/* The last month against the one before. */
static const char *change_of(const struct board *b, struct board_figure *f)
{
	if (b->months < 2 || isnan(f->months[b->months - 1]) || isnan(f->months[b->months - 2]))
		return "";
	double d = f->months[b->months - 1] - f->months[b->months - 2];
	f->better = d >= 0;
	if (d == 0)
		return "与上月持平";
	return arena_printf(b->r->arena, f->ratio ? "比上月 %+.1f 点" : "比上月 %+.0f", d);
}

/* The rows behind a figure; those of tasks have a list of their own beside it. */
static const char *rows_of(const struct board *b, const struct measure *m)
{
	const struct measure *x = m->kind == MEASURE_RATIO ? measure_of(b->r->app, m->num) : m;
	return measure_rows(b->r, m->key, x->record == &task_record ? "/dashboard/tasks" : NULL, b->ask.unit, b->ask.from, last_day(b));
}

void board_figures(struct board *b)
{
	struct req *r = b->r;
	b->figures = NEW_N(r->arena, struct board_figure, N_KEYS);
	for (size_t i = 0; i < N_KEYS; i++) {
		const struct measure *m = measure_of(r->app, keys[i]);
		if (!m)
			continue;
		struct board_figure *f = &b->figures[b->n_figures++];
		*f = (struct board_figure){.label = m->label, .help = m->help, .ratio = m->kind == MEASURE_RATIO};
		f->text = measure_text(r, m, b->ask.unit, begin_of(b, m, b->ask.from), last_day(b));
		f->href = rows_of(b, m);
		fill_months(b, m, f);
		f->change = change_of(b, f);
	}
}
