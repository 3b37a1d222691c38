/* The workbench: what to do today, what needs attention, how the plans stand. */
#include <stdlib.h>
#include <string.h>

#include "home.html.h"
#include "http/icon.h"
#include "kernel/duty.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/overview/recent.h"
#include "overview.sql.h"
#include "text/calendar.h"

enum { SOON_DAYS = 7, AHEAD_DAYS = 30, GROUP_ROOM = 400, SHOWN = 12, MOST_ALERTS = 6, MOST_RECENT = 7, MOST_POINTS = 60, MOST_DUTIES = 40 };
enum group { GROUP_OVERDUE, GROUP_TODAY, GROUP_WEEK, GROUP_WAITING, GROUP_LATER };

static const struct {
	const char *label, *kind;
} group_heads[DAY_GROUPS] = {
	{"已逾期", "bad"}, {"今天到期", "warn"}, {"7 天内到期", "warn"}, {"等待办理", "info"}, {"以后到期", "mute"},
};

static const char *point_href(struct req *r, const struct work *w, int64_t node)
{
	return link_to(r, "/points/%lld?unit=%lld", (long long)node, (long long)w->unit);
}

static void alert(struct home_view *v, struct home_alert a)
{
	v->all_alerts++;
	if (v->n_alerts < MOST_ALERTS)
		v->alerts[v->n_alerts++] = a;
}

/* ---- today ---- */

static const char *point_of(struct req *r, const struct work *w, int64_t node)
{
	for (size_t i = 0; i < w->n_nodes; i++)
		if (w->nodes[i].row->id == node && *w->nodes[i].row->number)
			return arena_printf(r->arena, "要点 %s %s", w->nodes[i].row->number, w->nodes[i].row->title);
	return w->plan->title;
}

static enum group group_of(const struct req *r, day due)
{
	if (due < r->today)
		return GROUP_OVERDUE;
	if (due == r->today)
		return GROUP_TODAY;
	return due <= r->today + SOON_DAYS ? GROUP_WEEK : GROUP_LATER;
}

static void add_todo(struct home_view *v, enum group g, struct todo t)
{
	struct todo_group *x = &v->groups[g];
	if (x->n == GROUP_ROOM)
		return;
	t.tone = g == GROUP_OVERDUE ? "bad" : g == GROUP_TODAY ? "warn" : "";
	x->items[x->n++] = t;
	v->n_todo++;
}

static void add_task(struct home_view *v, const struct work *w, const struct work_task *t)
{
	struct req *r = v->r;
	enum group g = group_of(r, t->facts.due);
	if (t->facts.due > r->today + AHEAD_DAYS && t->p.lamp < LAMP_SLOW) {
		v->n_more++;
		return;
	}
	const char *who = v->of_union && *t->row->owner_name ? arena_printf(r->arena, " · %s", t->row->owner_name) : "";
	add_todo(v, g, (struct todo){
		.what = "去办理", .title = t->row->title, .due_on = t->facts.due, .icon = ICON("list-check"),
		.note = arena_printf(r->arena, "%s%s · 完成 %d%%", point_of(r, w, t->row->node), who, whole_percent(t->p.done)),
		.href = link_to(r, "/tasks/%lld", (long long)t->row->id),
		.due = day_short(r->arena, t->facts.due, r->today),
		.left = time_left(r->arena, &t->p, t->facts.due, r->today),
	});
}

static void add_chores(struct home_view *v)
{
	size_t n;
	struct chore *c = chores_of(v->r, &n);
	for (size_t i = 0; i < n; i++) {
		day due = c[i].due;
		add_todo(v, due && due <= v->r->today ? group_of(v->r, due) : GROUP_WAITING, (struct todo){
			.what = c[i].what, .title = c[i].title, .href = c[i].href, .post = c[i].post, .icon = c[i].icon, .due_on = due,
			.note = arena_printf(v->r->arena, "%s · %s", c[i].kind, c[i].unit_name),
			.due = due ? day_short(v->r->arena, due, v->r->today) : "", .left = "",
		});
	}
}

/* What must happen again and again: the own unit's is work, that of units below a warning. */
static void add_duties(struct home_view *v)
{
	struct req *r = v->r;
	size_t n;
	struct duty_row *d = duties_open(r, v->desk.path, r->today + AHEAD_DAYS, MOST_DUTIES, &n);
	for (size_t i = 0; i < n; i++) {
		if (!may(r, d[i].duty->right, d[i].unit))
			continue;
		if (d[i].unit == v->desk.unit)
			add_todo(v, group_of(r, d[i].due), (struct todo){
				.what = "去报送", .title = arena_printf(r->arena, "%s %s", d[i].period, d[i].duty->label), .due_on = d[i].due,
				.icon = ICON("report"), .note = d[i].unit_name, .href = d[i].link,
				.due = day_short(r->arena, d[i].due, r->today), .left = d[i].overdue ?
				arena_printf(r->arena, "逾期 %d 天", r->today - d[i].due) : ""});
		else if (d[i].overdue)
			alert(v, (struct home_alert){
				arena_printf(r->arena, "%s：%s 未报", d[i].unit_name, d[i].duty->label),
				arena_printf(r->arena, "%s应在 %s 前报送。", d[i].period, day_short(r->arena, d[i].due, r->today)), "/reports",
				"查看", "warn", ICON("report")});
	}
}

static int by_due(const void *a, const void *b)
{
	const struct todo *x = a, *y = b;
	return (x->due_on > y->due_on) - (x->due_on < y->due_on);
}

static void count_due(struct home_view *v, const struct work_task *t)
{
	bool mine = task_is_mine(v->r, t), late = t->facts.due < v->r->today;
	if (t->facts.state != TASK_OPEN || ratio_cmp(t->p.done, ratio_of(1, 1)) >= 0)
		return;
	v->overdue += late;
	v->my_overdue += late && mine;
	bool soon = !late && t->facts.due <= v->r->today + SOON_DAYS;
	v->soon += soon;
	v->my_soon += soon && mine;
}

static void fill_todo(struct home_view *v)
{
	for (size_t g = 0; g < DAY_GROUPS; g++)
		v->groups[g] = (struct todo_group){group_heads[g].label, group_heads[g].kind, NEW_N(v->r->arena, struct todo, GROUP_ROOM), 0};
	for (size_t i = 0; i < v->w.n; i++) {
		for (size_t k = 0; k < v->w.works[i]->n_tasks; k++) {
			const struct work_task *t = &v->w.works[i]->tasks[k];
			count_due(v, t);
			if (t->facts.state == TASK_OPEN && (v->of_union || task_is_mine(v->r, t)))
				add_task(v, v->w.works[i], t);
		}
	}
	add_chores(v);
	add_duties(v);
	for (size_t g = 0; g < DAY_GROUPS; g++) {
		struct todo_group *x = &v->groups[g];
		if (x->n)
			qsort(x->items, x->n, sizeof(*x->items), by_due);
		if (x->n > SHOWN && !v->of_union)
			x->n = SHOWN;
	}
}

/* ---- plans ---- */

static void fill_plan(struct home_view *v, const struct work *w, struct plan_points *p)
{
	struct req *r = v->r;
	*p = (struct plan_points){
		w->plan->title, link_to(r, "/plans/%lld/tree?unit=%lld", (long long)w->plan->id, (long long)w->unit), &w->all,
		NEW_N(r->arena, struct point_cell, MOST_POINTS), 0};
	for (size_t i = 0; i < w->n_nodes && p->n < MOST_POINTS; i++) {
		const struct work_node *n = &w->nodes[i];
		if (n->row->level == NODE_POINT)
			p->points[p->n++] = (struct point_cell){
				n->row->number, n->row->title, point_href(r, w, n->row->id), lamp_kinds[n->p.lamp],
				lamp_labels[n->p.lamp], whole_percent(n->p.done)};
	}
}

static void fill_plans(struct home_view *v)
{
	struct req *r = v->r;
	day first = day_month_first(r->today);
	v->plans = NEW_N(r->arena, struct plan_points, MOST_PLANS);
	for (size_t i = 0; i < v->w.n; i++) {
		fill_plan(v, v->w.works[i], &v->plans[v->n_plans++]);
		v->evidence += q_overview_evidence(r->db, v->w.works[i]->plan->id, v->desk.plan_unit, first, r->today);
	}
	v->all_percent = arena_printf(r->arena, "%d%%", whole_percent(v->w.all.done));
	v->gone = ratio_percent(r->arena, v->w.all.elapsed, 0);
	v->month = arena_printf(r->arena, "%d 月", day_civil(r->today).month);
}

/* ---- alerts ---- */

static void alert_lamps(struct home_view *v, enum lamp lamp, const char *tone)
{
	for (size_t i = 0; i < v->w.n; i++) {
		for (size_t k = 0; k < v->w.works[i]->n_tasks; k++) {
			const struct work_task *t = &v->w.works[i]->tasks[k];
			if (t->p.lamp == lamp && task_is_open(t))
				alert(v, (struct home_alert){
					arena_printf(v->r->arena, "%s：%s", lamp_labels[lamp], t->row->title), t->p.why,
					link_to(v->r, "/tasks/%lld", (long long)t->row->id), "查看", tone, ICON("alert-triangle")});
		}
	}
}

/* What was handed down and that nobody is responsible for yet. */
static void alert_unarranged(struct home_view *v)
{
	struct req *r = v->r;
	for (size_t i = 0; i < v->w.n; i++) {
		const struct plan *p = v->w.works[i]->plan;
		struct follow_receipt_of c;
		if (!may(r, "task.plan", v->desk.unit) || !q_follow_receipt_of(r->db, r->arena, p->id, v->desk.unit, &c) ||
		    c.state != RECEIPT_ACKNOWLEDGED)
			continue;
		int64_t open = q_follow_unscheduled(r->db, p->id, v->desk.unit);
		if (open)
			alert(v, (struct home_alert){
				"上级下达的任务还没有安排", arena_printf(r->arena, "“%s”有 %lld 项任务没有责任人。", p->title, (long long)open),
				link_to(r, "/received/%lld", (long long)c.id), "去安排", "warn", ICON("user-check")});
	}
}

static void fill_alerts(struct home_view *v)
{
	alert_unarranged(v);
	alert_lamps(v, LAMP_LATE, "bad");
	for (size_t i = 0; i < v->w.n; i++) {
		const struct plan *p = v->w.works[i]->plan;
		int64_t open = p->unit == v->desk.unit ? q_overview_unacknowledged(v->r->db, p->id) : 0;
		if (open)
			alert(v, (struct home_alert){
				"下达的要点还没签收", arena_printf(v->r->arena, "“%s”有 %lld 家工会没有签收。", p->title, (long long)open),
				link_to(v->r, "/plans/%lld", (long long)p->id), "查看", "warn", ICON("mail-opened")});
	}
	alert_lamps(v, LAMP_SLOW, "warn");
}

/* ---- beside ---- */

static void fill_week(struct home_view *v)
{
	struct req *r = v->r;
	size_t n;
	struct overview_week *a = q_overview_week(r->db, r->arena, v->desk.path, v->desk.house_end, r->today, r->today + SOON_DAYS, &n);
	v->week = NEW_N(r->arena, struct home_week, n);
	v->n_week = n;
	for (size_t i = 0; i < n; i++)
		v->week[i] = (struct home_week){
			day_short(r->arena, a[i].held_on, r->today), a[i].title,
			*a[i].place ? arena_printf(r->arena, "%s · %s", a[i].place, a[i].unit_name) : a[i].unit_name,
			link_to(r, "/activities/%lld", (long long)a[i].id)};
}

static const char *greeting(struct req *r)
{
	int hour = (int)((r->now / 3600000 + 8) % 24);
	const char *part = hour < 5 ? "夜深了" : hour < 11 ? "上午好" : hour < 13 ? "中午好" : hour < 18 ? "下午好" : "晚上好";
	return arena_printf(r->arena, "%s，%s", r->who->name, part);
}

static const char *days_to_go(struct req *r)
{
	struct civil c = day_civil(r->today);
	bool first_half = c.month <= 6;
	int left = workdays_between(r->today, first_half ? day_of(c.year, 6, 30) : day_of(c.year, 12, 31), NULL);
	return arena_printf(r->arena, "%s · 距%s结束还有 %d 个工作日", day_short(r->arena, r->today, r->today),
			    first_half ? "上半年" : "全年", left);
}

/* Phones get the narrow home, whoever holds them; "?desk=1" is the way back. */
void get_home(struct req *r)
{
	struct home_view v = {.r = r, .desk = desk_of(r), .of_union = strcmp(query_get(r, "of"), "union") == 0};
	if (v.desk.admin || wants_phone(r, &v.desk)) {
		see_other(r, v.desk.admin ? "/admin" : "/m");
		return;
	}
	v.hello = greeting(r);
	v.sub = days_to_go(r);
	v.w = working_of(r, v.desk.plan_unit, day_civil(r->today).year, 0);
	v.may_import = may(r, "plan.edit", v.desk.unit);
	v.may_activity = may(r, "activity.edit", v.desk.unit);
	v.may_add = v.may_import || v.may_activity;
	v.alerts = NEW_N(r->arena, struct home_alert, MOST_ALERTS);
	v.first = first_steps_of(r, &v.desk);
	fill_todo(&v);
	fill_plans(&v);
	fill_alerts(&v);
	fill_week(&v);
	v.recent = recent_events(r, &v.desk, MOST_RECENT, &v.n_recent);
	page_begin(r, &(struct page){.title = "工作台", .nav = "/"});
	tpl_home_page(r->out, &v);
	page_end(r);
}
