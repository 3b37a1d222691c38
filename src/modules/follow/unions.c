/* Unions × points with lamps. */
#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/follow/parts.h"
#include "modules/follow/tree.h"
#include "modules/follow/unions.h"
#include "unions.html.h"

/* Points of the table: work points, or the top nodes of a plan without any. */
static bool in_table(const struct work *w, const struct work_node *n)
{
	for (size_t i = 0; i < w->n_nodes; i++)
		if (w->nodes[i].row->level == NODE_POINT)
			return n->row->level == NODE_POINT;
	return n->parent == NOWHERE;
}

static void fill_points(struct req *r, struct unions_view *v, const struct work *w, bool *wanted)
{
	v->points = NEW_N(r->arena, struct union_point, w->n_nodes);
	for (size_t i = 0; i < w->n_nodes; i++) {
		wanted[i] = in_table(w, &w->nodes[i]);
		if (wanted[i])
			v->points[v->n_points++] = (struct union_point){.number = w->nodes[i].row->number, .title = w->nodes[i].row->title};
	}
}

static int64_t most_late(const struct work *w)
{
	const struct work_task *worst = NULL;
	for (size_t i = 0; i < w->n_tasks; i++)
		if (w->tasks[i].p.lamp == LAMP_LATE && (!worst || w->tasks[i].facts.due < worst->facts.due))
			worst = &w->tasks[i];
	return worst ? worst->row->id : 0;
}

static void fill_line(struct req *r, struct unions_view *v, const struct work *w, const bool *wanted, struct union_line *l)
{
	size_t at = 0;
	l->cells = NEW_N(r->arena, struct union_cell, v->n_points);
	for (size_t i = 0; i < w->n_nodes && at < v->n_points; i++) {
		if (!wanted[i])
			continue;
		v->points[at].late += w->nodes[i].p.lamp == LAMP_LATE;
		v->points[at].slow += w->nodes[i].p.lamp == LAMP_SLOW;
		l->cells[at++] = (struct union_cell){
			w->nodes[i].p, link_to(r, "/points/%lld?unit=%lld", (long long)w->nodes[i].row->id, (long long)w->unit)};
	}
	l->all = w->all;
	l->remind = most_late(w);
	l->href = link_to(r, "/plans/%lld/tree?unit=%lld", (long long)v->plan->id, (long long)w->unit);
}

/* Totals are means of the unions' figures. */
static void fill_totals(struct req *r, struct unions_view *v)
{
	struct progress *parts = NEW_N(r->arena, struct progress, v->n_lines);
	for (size_t k = 0; k < v->n_points; k++) {
		for (size_t i = 0; i < v->n_lines; i++)
			parts[i] = v->lines[i].cells[k].p;
		v->points[k].p = node_progress(r, parts, NULL, v->n_lines);
	}
	for (size_t i = 0; i < v->n_lines; i++)
		parts[i] = v->lines[i].all;
	v->all = node_progress(r, parts, NULL, v->n_lines);
}

void get_unions(struct req *r)
{
	const struct plan *p = r->row;
	struct unions_view v = {.plan = p, .may_supervise = may(r, "supervision.give", p->unit)};
	day on = tree_day(r);
	size_t n;
	if (!plan_readable_or_refuse(r, p))
		return;
	struct follow_receivers *c = q_follow_receivers(r->db, r->arena, p->id, &n);
	v.lines = NEW_N(r->arena, struct union_line, n);
	bool *wanted = NULL;
	for (size_t i = 0; i < n; i++) {
		const struct work *w = work_load(r, p, c[i].unit, on);
		struct union_line *l = &v.lines[v.n_lines++];
		if (!wanted) {
			wanted = NEW_N(r->arena, bool, w->n_nodes);
			fill_points(r, &v, w, wanted);
		}
		l->row = &c[i];
		l->receipt = c[i].state == RECEIPT_ACKNOWLEDGED ?
			arena_printf(r->arena, "%s签收", day_short(r->arena, c[i].acknowledged_on, r->today)) : "未签收";
		v.waiting += c[i].state == RECEIPT_SENT;
		fill_line(r, &v, w, wanted, l);
	}
	fill_totals(r, &v);
	v.past = on < r->today;
	v.on_text = day_iso(r->arena, on);
	v.on_cn = day_cn(r->arena, on);
	page_begin(r, &(struct page){.title = "各工会进展", .nav = "/plans", .body_class = "wide",
				     .crumbs = {{"工作要点", "/plans"}, {p->title, link_to(r, "/plans/%lld/tree", (long long)p->id)}}});
	tpl_follow_unions(r->out, &v);
	page_end(r);
}
