/* One work point: its sentence, tasks, figures with the rows behind them, evidence, unions below. */
#include <string.h>

#include "kernel/measure.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/follow/parts.h"
#include "modules/follow/point.h"
#include "modules/follow/tree.h"
#include "point.html.h"

enum { MOST_UNIONS = 12 };

/* Just the rows that count for a task. */
static const char *task_rows(struct req *r, const struct work_task *t, day on)
{
	if (t->row->basis == TASK_COUNTS_LINKED)
		return link_to(r, "/tasks/%lld/counted", (long long)t->row->id);
	return measure_rows(r, t->row->measure, NULL, t->row->unit, t->row->counts_from ? t->row->counts_from : t->facts.starts, on);
}

static void add_measure(struct req *r, struct point_view *v, const struct work_task *t)
{
	const struct measure *m = *t->row->measure ? measure_of(r->app, t->row->measure) : NULL;
	if (!m)
		return;
	bool ratio = m->kind == MEASURE_RATIO;
	v->measures[v->n_measures++] = (struct measure_line){
		.label = m->label, .help = m->help, .p = &t->p,
		.target = arena_printf(r->arena, "%lld %s", (long long)t->facts.target, ratio ? "%" : m->unit_label),
		.value = t->facts.reading,
		.href = task_rows(r, t, v->work->on), .linked = t->row->basis == TASK_COUNTS_LINKED,
	};
}

/* Names without repetition, at most four. */
static const char *with_name(struct req *r, const char *list, const char *name)
{
	if (!*name || strstr(list, name) || strlen(list) > 120)
		return list;
	return arena_printf(r->arena, "%s%s%s", list, *list ? "、" : "", name);
}

static void add_task(struct req *r, struct point_view *v, const struct work_task *t)
{
	const struct follow_tasks *x = t->row;
	v->tasks[v->n_tasks++] = task_line_of(r, x->id);
	v->tasks[v->n_tasks - 1].p = t->p; /* as of the day asked for */
	v->people = with_name(r, v->people, x->owner_name);
	v->departments = with_name(r, v->departments, x->department_name);
	add_measure(r, v, t);
	if (t->p.lamp == LAMP_LATE && !v->worst)
		v->worst = x->id;
}

static void walk_tasks(struct req *r, struct point_view *v, int first, day *due)
{
	const struct work *w = v->work;
	for (int i = first; i != NOWHERE; i = w->tasks[i].next) {
		add_task(r, v, &w->tasks[i]);
		if (w->tasks[i].facts.due > *due)
			*due = w->tasks[i].facts.due;
		walk_tasks(r, v, w->tasks[i].first, due);
	}
}

static const struct work_node *find_node(const struct work *w, int64_t id)
{
	for (size_t i = 0; i < w->n_nodes; i++)
		if (w->nodes[i].row->id == id)
			return &w->nodes[i];
	return NULL;
}

static void walk_nodes(struct req *r, struct point_view *v, const struct work_node *n, day *due)
{
	walk_tasks(r, v, n->task, due);
	for (int i = n->first; i != NOWHERE; i = v->work->nodes[i].next)
		walk_nodes(r, v, &v->work->nodes[i], due);
}

/* How the unions below do on this point; many of them are shown in the table of unions only. */
static void fill_unions(struct req *r, struct point_view *v)
{
	size_t n;
	struct follow_receivers *c = q_follow_receivers(r->db, r->arena, v->plan->id, &n);
	if (!n || v->work->unit != v->plan->unit || !may(r, "plan.check", v->plan->unit))
		return;
	v->more_unions = link_to(r, "/plans/%lld/unions", (long long)v->plan->id);
	v->unions = NEW_N(r->arena, struct point_union, MOST_UNIONS);
	for (size_t i = 0; i < n && i < MOST_UNIONS; i++) {
		const struct work_node *x = find_node(work_load(r, v->plan, c[i].unit, v->work->on), v->node->id);
		if (x)
			v->unions[v->n_unions++] = (struct point_union){
				c[i].name, link_to(r, "/points/%lld?unit=%lld", (long long)v->node->id, (long long)c[i].unit), x->p};
	}
}

void get_point(struct req *r)
{
	struct point_view v = {.node = r->row, .people = "", .departments = "", .due = ""};
	v.plan = record_load(r->db, r->arena, &plan_record, v.node->plan);
	int64_t unit = v.plan && plan_readable_or_refuse(r, v.plan) ? tree_unit(r, v.plan) : 0;
	if (!unit)
		return;
	v.work = work_load(r, v.plan, unit, tree_day(r));
	const struct work_node *n = find_node(v.work, v.node->id);
	if (!n) {
		refuse(r, 404, "这条要点已从提纲中删去。");
		return;
	}
	day due = 0;
	v.p = n->p;
	v.measures = NEW_N(r->arena, struct measure_line, v.work->n_tasks);
	v.tasks = NEW_N(r->arena, struct task_line, v.work->n_tasks);
	walk_nodes(r, &v, n, &due);
	v.due = due ? day_short(r->arena, due, r->today) : "";
	v.proofs = q_follow_proofs_of_node(r->db, r->arena, v.node->id, unit, v.work->on, &v.n_proofs);
	v.unit_name = unit_name(r->db, r->arena, unit);
	v.tree_href = link_to(r, "/plans/%lld/tree?unit=%lld", (long long)v.plan->id, (long long)unit);
	v.may_add = v.plan->state == PLAN_ISSUED && may(r, "task.plan", unit) && unit == unit_union(r->db, r->arena, r->who->unit);
	v.may_supervise = v.worst && may(r, "supervision.give", unit);
	fill_unions(r, &v);
	page_begin(r, &(struct page){.title = v.node->title, .nav = "/plans",
				     .crumbs = {{"工作要点", "/plans"}, {v.plan->title, v.tree_href}}});
	tpl_follow_point(r->out, r, &v);
	page_end(r);
}
