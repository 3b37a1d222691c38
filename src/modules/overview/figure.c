/*
 * What a count of states stood for on a day that is over. Lists know today only; the events say, row by row, when each
 * began to count and when it ceased to.
 */
#include <string.h>

#include "figure.html.h"
#include "kernel/event.h"
#include "kernel/flow.h"
#include "kernel/measure.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/overview/figure_view.h"
#include "modules/overview/overview.h"

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

static int64_t *rows_at(struct req *r, const struct measure *m, int64_t unit, size_t *n)
{
	const char *path = unit_path(r->db, r->arena, unit);
	int64_t *ids = NEW_N(r->arena, int64_t, LOOKED_AT + 1);
	struct stmt *s = db_use_text(r->db, arena_printf(r->arena, "select t.id from unit u cross join %s t where t.unit = u.id and u.path >= $1 and u.path < $2 order by t.id desc limit $3",
							 m->record->name));
	bind_text(s, 1, path);
	bind_text(s, 2, path_end(r->arena, path));
	bind_int(s, 3, LOOKED_AT + 1);
	for (*n = 0; db_step(s); (*n)++)
		ids[*n] = col_int(s, 0);
	db_done(s);
	return ids;
}

static void fill(struct req *r, struct figure_view *v, const struct measure *m, int64_t unit, day on)
{
	size_t n;
	int64_t *ids = rows_at(r, m, unit, &n);
	const struct flow *f = flow_of(r->app, m->record->name);
	v->cut = n > LOOKED_AT;
	v->rows = NEW_N(r->arena, struct figure_row, SHOWN_MOST);
	for (size_t i = 0; i < n && i < LOOKED_AT && v->n < SHOWN_MOST; i++) {
		if (!stood(r, m, ids[i], on))
			continue;
		const struct head *h = record_load(r->db, r->arena, m->record, ids[i]);
		v->rows[v->n++] = (struct figure_row){.title = field_text(record_field(m->record, m->record->title), h), .href = flow_home(r->arena, f, h->id),
						      .unit = unit_name(r->db, r->arena, h->unit), .states = record_field(m->record, "state")->choices, .state = h->state};
	}
	v->cut = v->cut || v->n == SHOWN_MOST;
}

/* GET /figures/KEY?unit=&on= */
void get_figure(struct req *r)
{
	const struct measure *m = measure_of(r->app, r->word);
	int64_t unit = query_int(r, "unit");
	day on;
	const char *today = m && m->kind == MEASURE_STATE ? measure_rows(r, m->key, NULL, unit, 0, r->today) : NULL;
	if (!day_parse(str_of(query_get(r, "on")), &on) || on >= r->today) {
		refuse(r, 404, "请从数字打开：要写明哪一天，例如 on=2024-03-31，早于今天。");
		return;
	}
	if (!today) {
		refuse(r, 404, "没有这个数字的清单，或者你无权看它计入的全部记录。");
		return;
	}
	struct figure_view v = {.label = m->label, .help = m->help, .unit = unit_name(r->db, r->arena, unit), .on = day_cn(r->arena, on), .today = today,
				.count = measure_text(r, m, unit, 0, on)};
	fill(r, &v, m, unit, on);
	page_begin(r, &(struct page){.title = m->label, .nav = "/dashboard"});
	tpl_overview_figure(r->out, &v);
	page_end(r);
}
