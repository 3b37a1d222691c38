/* The matrix: unions that received the plan, or departments that carry its tasks. */
#include <stdlib.h>

#include "modules/overview/board.h"
#include "overview.sql.h"

enum { MOST_ROWS = 200, MOST_DEPARTMENTS = 40 };

static const char *cell_href(const struct board *b, size_t point, int64_t unit)
{
	return link_to(b->r, "/points/%lld?unit=%lld", (long long)b->points[point].id, (long long)unit);
}

static void count_lamp(struct board *b, struct board_row *row, const struct work_task *t)
{
	if (t->facts.state == TASK_DRAFT || (t->p.marks & WAIVED))
		return;
	row->lamps[t->p.lamp]++;
	row->tasks++;
	b->lamps[t->p.lamp]++;
	b->tasks++;
}

/* ---- unions ---- */

static void union_row(struct board *b, const struct overview_receivers *u)
{
	struct req *r = b->r;
	struct board_row *row = &b->rows[b->n_rows++];
	const struct work *w = work_load(r, b->plan, u->unit, b->ask.on);
	*row = (struct board_row){.unit = u->unit, .name = *u->short_name ? u->short_name : u->name, .work = w, .all = w->all};
	row->href = board_link(b, u->unit, "/dashboard");
	row->cells = NEW_N(r->arena, struct board_cell, b->n_points);
	for (size_t i = 0; i < b->n_points; i++) {
		const struct work_node *n = &w->nodes[b->points[i].node];
		row->cells[i] = (struct board_cell){n->p, cell_href(b, i, u->unit), n->n_tasks == 0};
	}
	for (size_t i = 0; i < w->n_tasks; i++)
		count_lamp(b, row, &w->tasks[i]);
}

/* ---- departments ---- */

struct parts {
	struct progress *p;
	int64_t *weights;
	size_t n;
};

static struct parts parts_of(struct arena *a, size_t room)
{
	return (struct parts){NEW_N(a, struct progress, room), NEW_N(a, int64_t, room), 0};
}

static void add_part(struct parts *x, const struct work_task *t)
{
	x->p[x->n] = t->p;
	x->weights[x->n++] = t->row->weight > 0 ? t->row->weight : 1;
}

/* Is the task's node the point or below it? */
static bool is_under(const struct work *w, const struct work_task *t, int point)
{
	for (size_t i = 0; i < w->n_nodes; i++) {
		if (w->nodes[i].row->id != t->row->node)
			continue;
		for (int n = (int)i; n != NOWHERE; n = w->nodes[n].parent)
			if (n == point)
				return true;
		return false;
	}
	return false;
}

static void department_row(struct board *b, const struct work *w, int64_t department, const char *name)
{
	struct req *r = b->r;
	struct board_row *row = &b->rows[b->n_rows++];
	struct parts all = parts_of(r->arena, w->n_tasks);
	*row = (struct board_row){.unit = department, .name = *name ? name : "未定部门", .cells = NEW_N(r->arena, struct board_cell, b->n_points)};
	row->href = link_to(r, "/plans/%lld/tree?unit=%lld&dept=%lld", (long long)w->plan->id, (long long)w->unit, (long long)department);
	for (size_t c = 0; c < b->n_points; c++) {
		struct parts x = parts_of(r->arena, w->n_tasks);
		for (size_t i = 0; i < w->n_tasks; i++)
			if (w->tasks[i].row->department == department && !w->tasks[i].row->parent &&
			    is_under(w, &w->tasks[i], b->points[c].node))
				add_part(&x, &w->tasks[i]);
		row->cells[c] = (struct board_cell){node_progress(r, x.p, x.weights, x.n), cell_href(b, c, w->unit), x.n == 0};
	}
	for (size_t i = 0; i < w->n_tasks; i++) {
		if (w->tasks[i].row->department != department)
			continue;
		if (!w->tasks[i].row->parent)
			add_part(&all, &w->tasks[i]);
		count_lamp(b, row, &w->tasks[i]);
	}
	row->all = node_progress(r, all.p, all.weights, all.n);
}

static bool has_row(const struct board *b, int64_t department)
{
	for (size_t i = 0; i < b->n_rows; i++)
		if (b->rows[i].unit == department)
			return true;
	return false;
}

static void department_rows(struct board *b)
{
	const struct work *w = b->own;
	for (size_t i = 0; i < w->n_tasks && b->n_rows < MOST_DEPARTMENTS; i++)
		if (!has_row(b, w->tasks[i].row->department))
			department_row(b, w, w->tasks[i].row->department, w->tasks[i].row->department_name);
	b->all = w->all;
}

void board_rows(struct board *b)
{
	struct req *r = b->r;
	size_t n;
	struct overview_receivers *u = q_overview_receivers(r->db, r->arena, b->plan->id, &n);
	bool down = b->plan->unit == b->ask.unit && n > 0;
	b->rows = NEW_N(r->arena, struct board_row, MOST_ROWS);
	b->unions = down;
	if (!down) {
		department_rows(b);
		return;
	}
	struct progress *parts = NEW_N(r->arena, struct progress, n);
	for (size_t i = 0; i < n && i < MOST_ROWS; i++) {
		union_row(b, &u[i]);
		parts[i] = b->rows[i].all;
	}
	b->all = node_progress(r, parts, NULL, b->n_rows);
}
