/*
 * What a count of states stood for on a day that is over. Lists know today only; the events say, row by row, when each
 * began to count and when it ceased to.
 */
#include <stdlib.h>
#include <string.h>

#include "figure.html.h"
#include "kernel/event.h"
#include "kernel/flow.h"
#include "kernel/measure.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/overview/figure_view.h"
#include "modules/overview/overview.h"
#include "overview.sql.h"

enum { LOOKED_AT = 5000, SHOWN_MOST = 500 };

/* "key unit day amount subject" a line (kernel/measure.h): the sum of those of this key until the day. */
static int64_t counted_until(const char *counts, const char *key, day on)
{
	int64_t sum = 0;
	for (struct str rest = str_of(counts); rest.n;) {
		struct str line = str_cut(&rest, '\n'), name = str_cut(&line, ' ');
		int64_t unit, at, amount;
		if (str_is(name, key) && str_int(str_cut(&line, ' '), &unit) && str_int(str_cut(&line, ' '), &at) && str_int(str_cut(&line, ' '), &amount) && at <= on)
			sum += amount;
	}
	return sum;
}

static bool stood(struct req *r, const struct measure *m, int64_t id, day on)
{
	int64_t sum = 0;
	struct arena_mark mark = arena_mark(r->arena);
	struct stmt *s = db_use_text(r->db, "select counts from event where record = $1 and row_id = $2");
	bind_text(s, 1, m->record->name);
	bind_int(s, 2, id);
	while (db_step(s))
		sum += counted_until(col_text(s, 0, r->arena), m->key, on);
	db_done(s);
	arena_release(r->arena, mark);
	return sum > 0;
}

/* The newest rows of a tree, LOOKED_AT at most. */
struct newest {
	int64_t *ids; /* room for twice as many and two */
	size_t n;
	bool more; /* there may be others */
};

static int from_largest(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x < y) - (x > y);
}

static void add_unit(struct req *r, const char *text, int64_t unit, struct newest *v)
{
	size_t had = v->n;
	struct stmt *s = db_use_text(r->db, text);
	bind_int(s, 1, unit);
	bind_int(s, 2, v->n > LOOKED_AT ? v->ids[LOOKED_AT] : 0);
	bind_int(s, 3, LOOKED_AT + 1);
	while (db_step(s))
		v->ids[v->n++] = col_int(s, 0);
	db_done(s);
	if (v->n > had)
		qsort(v->ids, v->n, sizeof(*v->ids), from_largest);
	v->n = v->n > LOOKED_AT ? LOOKED_AT + 1 : v->n;
}

/* Of many units: among the newest rows of all. */
static void add_tree(struct req *r, const struct measure *m, const char *path, struct newest *v)
{
	size_t looked = 0;
	struct stmt *s = db_use_text(r->db, arena_printf(r->arena, "select t.id, case when u.path >= $1 and u.path < $2 then 1 else 0 end "
							 "from (select id, unit from %s order by id desc limit $3) t cross join unit u where u.id = t.unit order by t.id desc", m->record->name));
	bind_text(s, 1, path);
	bind_text(s, 2, path_end(r->arena, path));
	bind_int(s, 3, LOOKED_AT + 1);
	for (; db_step(s); looked++)
		if (col_int(s, 1) && looked < LOOKED_AT)
			v->ids[v->n++] = col_int(s, 0);
	db_done(s);
	v->more = looked > LOOKED_AT;
}

static struct newest rows_at(struct req *r, const struct measure *m, int64_t unit)
{
	size_t units;
	struct newest v = {.ids = NEW_N(r->arena, int64_t, 2 * (LOOKED_AT + 1))};
	const char *path = unit_path(r->db, r->arena, unit), *end = path_end(r->arena, path);
	if (unit_tree_is_wide(r->db, r->arena, path)) {
		add_tree(r, m, path, &v);
		return v;
	}
	const char *text = arena_printf(r->arena, "select id from %s where unit = $1 and id > $2 order by id desc limit $3", m->record->name);
	struct overview_tree *u = q_overview_tree(r->db, r->arena, path, end, unit_tree_few + 1, &units);
	for (size_t i = 0; i < units; i++)
		add_unit(r, text, u[i].id, &v);
	v.more = v.n > LOOKED_AT;
	v.n = v.more ? LOOKED_AT : v.n;
	return v;
}

static void fill(struct req *r, struct figure_view *v, const struct measure *m, int64_t unit, day on)
{
	struct newest rows = rows_at(r, m, unit);
	const struct flow *f = flow_of(r->app, m->record->name);
	v->rows = NEW_N(r->arena, struct figure_row, SHOWN_MOST);
	for (size_t i = 0; i < rows.n && v->n < SHOWN_MOST; i++) {
		if (!stood(r, m, rows.ids[i], on))
			continue;
		const struct head *h = record_load(r->db, r->arena, m->record, rows.ids[i]);
		v->rows[v->n++] = (struct figure_row){.title = field_text(record_field(m->record, m->record->title), h), .href = flow_home(r->arena, f, h->id),
						      .unit = unit_name(r->db, r->arena, h->unit), .states = record_field(m->record, "state")->choices, .state = h->state};
	}
	v->cut = rows.more || v->n == SHOWN_MOST;
}

/* GET /figures/KEY?unit=&on= */
void get_figure(struct req *r)
{
	const struct measure *m = measure_of(r->app, r->word);
	int64_t unit = query_int(r, "unit");
	day on;
	if (!day_parse(str_of(query_get(r, "on")), &on) || on >= r->today) {
		refuse(r, 404, "请从数字打开：要写明哪一天，例如 on=2024-03-31，早于今天。");
		return;
	}
	if (!m || m->kind != MEASURE_STATE || !measure_rows(r, m->key, NULL, unit, 0, on)) { /* none leads here then */
		refuse(r, 404, "没有这个数字的清单，或者你无权看它计入的全部记录。");
		return;
	}
	struct figure_view v = {.label = m->label, .help = m->help, .unit = unit_name(r->db, r->arena, unit), .on = day_cn(r->arena, on), .today = measure_rows(r, m->key, NULL, unit, 0, r->today),
				.count = measure_text(r, m, unit, 0, on)};
	fill(r, &v, m, unit, on);
	page_begin(r, &(struct page){.title = m->label, .nav = "/dashboard"});
	tpl_overview_figure(r->out, &v);
	page_end(r);
}
