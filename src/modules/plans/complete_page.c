/* The page on which a plan's tasks are completed: what it shows. */
#include <string.h>

#include "base/utf8.h"
#include "complete.html.h"
#include "complete.sql.h"
#include "http/html.h"
#include "modules/plans/complete_page.h"
#include "plans.sql.h"
#include "text/calendar.h"

enum { NODES_A_PAGE = 40 };

/* ---- the point's own words ---- */

struct stroke {
	size_t at, n;
	const char *ask; /* of a vague word; NULL: a promise */
};

static void stroke_put(struct buf *o, struct str text, const struct stroke *s)
{
	if (s->ask) {
		buf_puts(o, "<mark class=\"cp-w\" title=\"");
		html_text(o, s->ask);
		buf_puts(o, "\">");
	} else {
		buf_puts(o, "<span class=\"hl-4\">");
	}
	html_str(o, str_head(str_skip(text, s->at), s->n));
	buf_puts(o, s->ask ? "</mark>" : "</span>");
}

/* Promises and vague words never overlap: a vague word stands in a clause that promises nothing. */
void complete_text(struct buf *o, const struct complete_group *g, struct req *r)
{
	struct task_hints tasks = text_tasks(r->arena, g->text);
	size_t at = 0, i = 0, k = 0;
	while (i < tasks.count || k < g->n_vague) {
		bool promise = k >= g->n_vague || (i < tasks.count && tasks.hint[i].span.at <= g->vague[k].span.at);
		struct text_span span = promise ? tasks.hint[i].span : g->vague[k].span;
		struct stroke s = {span.at, span.n, promise ? NULL : g->vague[k].ask};
		if (promise)
			i++;
		else
			k++;
		if (s.at < at)
			continue;
		html_str(o, str_head(str_skip(g->text, at), s.at - at));
		stroke_put(o, g->text, &s);
		at = s.at + s.n;
	}
	html_str(o, str_skip(g->text, at));
}

/* ---- rows ---- */

static const char *who_of(struct req *r, int64_t department, int64_t owner)
{
	const char *unit = department ? record_title(r->db, r->arena, &unit_record, department) : "",
		   *person = owner ? record_title(r->db, r->arena, &person_record, owner) : "";
	return *unit || *person ? arena_printf(r->arena, "%s%s%s", unit, *unit && *person ? " " : "", person) : NULL;
}

static const char *when_of(struct req *r, day starts, day due)
{
	if (!due)
		return NULL;
	const char *end = day_short(r->arena, due, r->today);
	return starts ? arena_printf(r->arena, "%s 至 %s", day_short(r->arena, starts, r->today), end) : end;
}

static struct complete_task task_row(const struct complete_page *v, const struct task *t, int64_t open)
{
	struct req *r = v->r;
	return (struct complete_task){
		.t = t, .who = who_of(r, t->department, t->owner), .when = when_of(r, t->starts, t->due),
		.goal = measure_goal(r, t->measure, t->target), .missing = task_missing(r, t), .open = t->id == open,
		.action = link_to(r, "%s/%lld", v->here, (long long)t->id), .done = t->state != TASK_DRAFT,
	};
}

static struct complete_hint hint_row(struct req *r, const struct suggestion *s)
{
	return (struct complete_hint){
		.s = s, .who = who_of(r, s->department, s->owner), .when = when_of(r, s->starts, s->due),
		.goal = measure_goal(r, s->measure, s->target), .ticked = !s->weak && s->fate == HINT_OPEN,
		.value = arena_printf(r->arena, "%lld:%s", (long long)s->node, s->title),
	};
}

static void add_hints(struct complete_page *v, struct complete_group *g, struct suggesting *with)
{
	size_t n;
	struct suggestion *all = suggest_tasks(with, g->node, &n);
	g->hints = NEW_N(v->r->arena, struct complete_hint, n);
	for (size_t i = 0; i < n; i++) {
		bool weak_and_served = all[i].weak && (g->n_tasks || g->node->level != NODE_POINT);
		g->n_skipped += all[i].fate == HINT_SKIPPED;
		if (all[i].fate == HINT_TAKEN || weak_and_served || (all[i].fate == HINT_SKIPPED && !v->show_skipped))
			continue;
		g->hints[g->n_hints++] = hint_row(v->r, &all[i]);
	}
}

static void add_tasks(struct complete_page *v, struct complete_group *g, struct task **tasks, size_t n, int64_t open)
{
	for (size_t i = 0; i < n; i++)
		g->n_tasks += tasks[i]->node == g->node->id;
	g->tasks = NEW_N(v->r->arena, struct complete_task, g->n_tasks);
	g->n_tasks = 0;
	for (size_t i = 0; i < n; i++)
		if (tasks[i]->node == g->node->id)
			g->tasks[g->n_tasks++] = task_row(v, tasks[i], open);
}

/* Does a point have a task, itself or in its sub-points? */
static bool served(struct plan_node **nodes, size_t n, size_t i, struct task **tasks, size_t n_tasks)
{
	for (size_t k = i; k < n && (k == i || nodes[k]->level > nodes[i]->level); k++)
		for (size_t t = 0; t < n_tasks; t++)
			if (tasks[t]->node == nodes[k]->id)
				return true;
	return false;
}

static bool has_gap(const struct complete_group *g)
{
	for (size_t i = 0; i < g->n_tasks; i++)
		if (*g->tasks[i].missing)
			return true;
	return g->bare;
}

/* 一 and 1 take a mark behind them; 第一部分 and 1.1 do not. */
static bool takes_mark(const char *number)
{
	return strstr(number, "第") == NULL && strstr(number, ".") == NULL;
}

/* "一、建功立业" above the first point of each section. */
static const char *heading(struct req *r, const struct plan_node *section)
{
	const char *mark = *section->number && takes_mark(section->number) ? "、" : *section->number ? " " : "";
	return arena_printf(r->arena, "%s%s%s", section->number, mark, section->title);
}

static void add_group(struct complete_page *v, struct complete_group *g, const struct plan_node *section)
{
	g->path = section ? heading(v->r, section) : NULL;
	v->groups[v->n_groups++] = *g;
}

/* Points, sub-points, and sections that say something themselves. */
static bool wants_tasks(struct plan_node **nodes, size_t n, size_t i)
{
	bool leaf = i + 1 == n || nodes[i + 1]->level <= nodes[i]->level;
	return nodes[i]->level >= NODE_POINT || *nodes[i]->body || leaf;
}

static void fill_groups(struct complete_page *v, struct task **tasks, size_t n_tasks, int64_t open, int64_t from)
{
	struct req *r = v->r;
	size_t n, seen = 0, first = 0;
	struct plan_node **nodes = plan_nodes(r->db, r->arena, v->plan->id, &n);
	struct suggesting *with = suggest_begin(r, v->plan);
	const struct plan_node *section = NULL;
	v->groups = NEW_N(r->arena, struct complete_group, NODES_A_PAGE);
	if (from > 0)
		first = (size_t)from;
	for (size_t i = 0; i < n; i++) {
		if (nodes[i]->level <= NODE_SUBSECTION)
			section = nodes[i];
		if (!wants_tasks(nodes, n, i))
			continue;
		struct complete_group g = {.node = nodes[i], .text = node_text(r->arena, nodes[i])};
		add_tasks(v, &g, tasks, n_tasks, open);
		g.bare = nodes[i]->level == NODE_POINT && !served(nodes, n, i, tasks, n_tasks);
		if ((v->only_gaps && !has_gap(&g)) || seen++ < first)
			continue;
		if (v->n_groups == NODES_A_PAGE) {
			v->next = link_to(r, "%s?from=%zu%s", v->here, first + NODES_A_PAGE, v->only_gaps ? "&show=gaps" : "");
			break;
		}
		struct vague_hints vague = text_vague(r->arena, g.text);
		g.vague = vague.hint;
		g.n_vague = vague.count;
		add_hints(v, &g, with);
		v->open_hints += (int64_t)g.n_hints;
		add_group(v, &g, section == nodes[i] ? NULL : section);
		section = NULL;
	}
	if (first)
		v->prev = link_to(r, "%s?from=%zu%s", v->here, first > NODES_A_PAGE ? first - NODES_A_PAGE : 0, v->only_gaps ? "&show=gaps" : "");
}

/* ---- head ---- */

static void warn_year(struct complete_page *v, struct task **tasks, size_t n)
{
	int missing = calendar_loaded((int)v->plan->year) ? 0 : (int)v->plan->year;
	for (size_t i = 0; i < n && !missing; i++)
		for (int k = 0; k < 2; k++) {
			day d = k ? tasks[i]->due : tasks[i]->starts;
			if (d && !calendar_loaded(day_civil(d).year))
				missing = day_civil(d).year;
		}
	if (missing)
		v->warning = arena_printf(v->r->arena, "%d 年的放假安排还没有录入，工作日暂按周一至周五推算。国务院办公厅公布后，请系统管理员录入，再核对完成时间。", missing);
}

static void count_gaps(struct complete_page *v, struct task **tasks, size_t n)
{
	v->tasks = (int64_t)n;
	for (size_t i = 0; i < n; i++)
		v->incomplete += *task_missing(v->r, tasks[i]) != 0;
	v->without = q_points_without_task(v->r->db, v->plan->id);
}

static void fill_choices(struct complete_page *v)
{
	struct req *r = v->r;
	v->departments = plan_departments(r, v->plan, &v->n_departments);
	v->people = options_owners(r, v->plan->unit, &v->n_people);
	v->choices = measure_choices(r, &v->n_choices);
	v->cancelled = NULL;
	size_t n;
	struct plan_cancelled_tasks *rows = q_plan_cancelled_tasks(r->db, r->arena, v->plan->id, v->plan->unit, &n);
	struct complete_cancelled *out = NEW_N(r->arena, struct complete_cancelled, n);
	for (size_t i = 0; i < n; i++)
		out[i] = (struct complete_cancelled){rows[i].id, rows[i].version, rows[i].title};
	v->cancelled = out;
	v->n_cancelled = n;
	v->set_department = form_int(r, "department");
	v->set_owner = form_int(r, "owner");
	v->set_due = form_get(r, "due");
	v->set_measure = form_get(r, "measure");
	v->set_target = form_get(r, "target");
	v->set_waiver = form_get(r, "waiver");
}

static struct option *task_options(struct req *r, const struct field *f, size_t *n)
{
	const struct plan *p = r->row;
	return strcmp(f->name, "department") == 0 ? plan_departments(r, p, n) : options_owners(r, p->unit, n);
}

static void fill_form(struct complete_page *v, struct form *f, const struct task *t)
{
	*f = (struct form){v->r, &task_record, t, task_options};
	v->form = f;
	v->measure = form_has(v->r, "measure") ? form_get(v->r, "measure") : t->measure;
	v->basis = form_has(v->r, "basis") ? form_int(v->r, "basis") : t->basis;
	v->measure_problem = problem_of(&v->r->problems, "measure");
}

/* "from=40&show=gaps" as the form sent it or the address has it; nothing else gets through. */
static const char *query_of(struct req *r, int64_t from, bool gaps, bool skipped)
{
	return arena_printf(r->arena, "?from=%lld%s%s", (long long)from, gaps ? "&show=gaps" : "", skipped ? "&show=skipped" : "");
}

void complete_show(struct req *r, const struct plan *p, const struct complete_view *ask)
{
	struct complete_page v = {.r = r, .plan = p, .only_gaps = ask->gaps, .show_skipped = ask->skipped, .issued = p->state == PLAN_ISSUED};
	size_t n;
	struct task **tasks = plan_tasks(r->db, r->arena, p->id, p->unit, &n);
	struct form *form = NEW(r->arena, struct form);
	v.back = link_to(r, "/plans/%lld", (long long)p->id);
	v.here = link_to(r, "%s/complete", v.back);
	v.query = query_of(r, ask->from, ask->gaps, ask->skipped);
	v.collapse = link_to(r, "%s%s", v.here, v.query);
	v.sub = arena_printf(r->arena, "%s · %s", p->title, record_title(r->db, r->arena, &unit_record, p->unit));
	count_gaps(&v, tasks, n);
	warn_year(&v, tasks, n);
	fill_choices(&v);
	fill_groups(&v, tasks, n, ask->task, ask->from);
	for (size_t i = 0; i < n; i++)
		if (tasks[i]->id == ask->task)
			fill_form(&v, form, tasks[i]);
	page_begin(r, &(struct page){.title = "补全任务", .nav = "/plans", .style = "plans.css",
				     .crumbs = {{"工作要点", "/plans"}, {utf8_clip(r->arena, p->title, 20), v.back}}});
	tpl_complete_page(r->out, &v);
	page_end(r);
}
