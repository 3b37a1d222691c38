#include "modules/follow/linked.h"

#include "base/fault.h"
#include "kernel/page.h"
#include "kernel/route.h"
#include "kernel/rights.h"
#include "linked.html.h"

enum { PAGE = 50 };

/* The task, what it was split into, and its copies below with their parts: as deep as tasks are handed on and split. */
#define FAMILY \
	"select id from task where id = $1 union select id from task where parent = $1 and state <> 5 " \
	"union select s.id from task p join task s on s.parent = p.id where p.parent = $1 and s.state <> 5 " \
	"union select id from task where source = $1 and state <> 5 " \
	"union select s.id from task p join task s on s.parent = p.id where p.source = $1 and s.state <> 5 " \
	"union select s.id from task p join task s on s.source = p.id where p.parent = $1 and s.state <> 5"

static const char *task_column(const struct record *r)
{
	for (int i = 0; i < r->n_fields; i++)
		if (r->fields[i].kind == KIND_REF && r->fields[i].ref == &task_record)
			return r->fields[i].name;
	fault("rows of %s name no task", r->name);
}

/* "from activity x where …": the rows that count, $1 the task, $2 and $3 the first and last day. */
static const char *rows_that_count(struct arena *a, const struct measure *m)
{
	struct buf b = buf_in(a);
	const char *mark = "";
	buf_printf(&b, "from %s x where x.%s in (" FAMILY ") and x.%s >= $2 and x.%s <= $3 and x.state in (", m->record->name,
		   task_column(m->record), m->on, m->on);
	for (int i = 0; i < 32; i++)
		if (m->states & 1u << i) {
			buf_printf(&b, "%s%d", mark, i);
			mark = ", ";
		}
	buf_puts(&b, ")");
	if (m->where)
		buf_printf(&b, " and x.%s = %lld", m->where, (long long)m->is);
	return buf_text(&b);
}

/* A subject counts once a year: subject and year of the day, told apart in C because days are numbers. */
static int64_t distinct(struct stmt *s, struct arena *a)
{
	struct seen {
		int64_t subject;
		int year;
	} *seen = NULL;
	size_t n = 0, room = 0;
	while (db_step(s)) {
		struct seen x = {col_int(s, 0), day_civil((day)col_int(s, 1)).year};
		size_t i = 0;
		while (i < n && (seen[i].subject != x.subject || seen[i].year != x.year))
			i++;
		if (i < n)
			continue;
		if (n == room) {
			struct seen *more = NEW_N(a, struct seen, room ? room * 2 : 32);
			for (i = 0; i < n; i++)
				more[i] = seen[i];
			room = room ? room * 2 : 32;
			seen = more;
		}
		seen[n++] = x;
	}
	return (int64_t)n;
}

int64_t linked_value(struct req *r, const struct measure *m, int64_t task, day from, day to)
{
	struct arena *a = r->arena;
	if (!measure_links(r->app, m->key))
		return 0;
	const char *what = m->kind == MEASURE_DISTINCT ?
		arena_printf(a, "distinct x.%s, x.%s", m->subject, m->on) :
		m->amount ? arena_printf(a, "coalesce(sum(x.%s), 0)", m->amount) : "count(*)";
	struct stmt *s = db_use_text(r->db, arena_printf(a, "select %s %s", what, rows_that_count(a, m)));
	bind_int(s, 1, task);
	bind_int(s, 2, from);
	bind_int(s, 3, to ? to : INT32_MAX);
	int64_t value = m->kind == MEASURE_DISTINCT ? distinct(s, a) : db_step(s) ? col_int(s, 0) : 0;
	db_done(s);
	return value;
}

/* ---- the rows themselves ---- */

static void fill_rows(struct req *r, struct linked_view *v, const struct measure *m)
{
	struct arena *a = r->arena;
	int64_t after = query_int(r, "after");
	struct stmt *s = db_use_text(r->db, arena_printf(a,
		"select x.id, x.%s, x.%s, %s, (select name from unit where id = x.unit) %s and ($4 = 0 or x.id < $4) order by x.id desc limit %d",
		m->record->title, m->on, m->amount ? arena_printf(a, "x.%s", m->amount) : "1", rows_that_count(a, m), PAGE + 1));
	bind_int(s, 1, v->task->id);
	bind_int(s, 2, v->from);
	bind_int(s, 3, v->to);
	bind_int(s, 4, after);
	v->rows = NEW_N(a, struct linked_row, PAGE + 1);
	while (db_step(s)) {
		struct linked_row *x = &v->rows[v->n++];
		*x = (struct linked_row){.id = col_int(s, 0), .title = col_text(s, 1, a), .on = (day)col_int(s, 2),
					 .amount = col_int(s, 3), .unit = col_text(s, 4, a)};
		x->href = flow_home(a, flow_of(r->app, m->record->name), x->id);
	}
	db_done(s);
	if (v->n <= PAGE)
		return;
	v->n = PAGE;
	v->next = link_to(r, "/tasks/%lld/counted?after=%lld", (long long)v->task->id, (long long)v->rows[PAGE - 1].id);
}

void get_counted(struct req *r)
{
	const struct task *t = r->row;
	const struct plan *p = record_load(r->db, r->arena, &plan_record, t->plan);
	const struct measure *m = *t->measure ? measure_of(r->app, t->measure) : NULL;
	if (!p || !plan_readable_or_refuse(r, p))
		return;
	if (m && m->kind == MEASURE_RATIO)
		m = measure_of(r->app, m->num);
	if (!m || t->basis != TASK_COUNTS_LINKED || !measure_links(r->app, m->key)) {
		refuse(r, 404, "这项任务不按关联的记录计数。");
		return;
	}
	struct linked_view v = {.task = t, .measure = m->label, .unit_label = m->unit_label, .to = r->today,
				.back = link_to(r, "/tasks/%lld", (long long)t->id), .distinct = m->kind == MEASURE_DISTINCT};
	day last;
	plan_span(p, &v.from, &last);
	v.from = t->starts ? t->starts : v.from;
	v.value = linked_value(r, m, t->id, v.from, v.to);
	fill_rows(r, &v, m);
	page_begin(r, &(struct page){.title = "计入的记录", .nav = "/tasks", .crumbs = {{"任务", "/tasks"}, {t->title, v.back}}});
	tpl_follow_counted(r->out, &v);
	page_end(r);
}
