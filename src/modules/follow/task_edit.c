/* Arranging a task: who, when; splitting it; adding one under a point; milestones. */
#include <string.h>

#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/route.h"
#include "kernel/unit.h"
#include "modules/follow/task.h"
#include "task_edit.html.h"
#include "text/calendar.h"

bool unit_below(struct req *r, int64_t below, int64_t unit)
{
	const char *path = unit_path(r->db, r->arena, below);
	return *path && path_covers(unit_path(r->db, r->arena, unit), path);
}

bool person_below(struct req *r, int64_t person, int64_t unit)
{
	const char *path = q_follow_person_path(r->db, r->arena, person);
	return *path && path_covers(unit_path(r->db, r->arena, unit), path);
}

/* The union whose people may be chosen: the task's, or the asker's own for a new task. */
static int64_t options_unit(struct req *r)
{
	if (r->route->of == &task_record)
		return ((const struct task *)r->row)->unit;
	return unit_union(r->db, r->arena, r->who->unit);
}

struct option *task_options(struct req *r, const struct field *f, size_t *n)
{
	return strcmp(f->name, "owner") == 0 ? options_owners(r, options_unit(r), n) : options_units(r, options_unit(r), n);
}

/*
 * Reads what the form has. What a superior assigned stays as it is: below, only
 * who, when and how are arranged.
 */
static void read_task(struct req *r, struct task *t)
{
	static const char *const names[] = {"title", "target", "basis", "weight", "owner", "department", "starts", "due", "detail"};
	enum { ASSIGNED = 4 }; /* the first ones are the superior's */
	r->problems.arena = r->arena;
	for (size_t i = t->source ? ASSIGNED : 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (pairs_get(&r->x->form, names[i]))
			field_read(&r->problems, record_field(&task_record, names[i]), pairs_get(&r->x->form, names[i]), t);
	if (!*t->title && !r->problems.n)
		problem_add(&r->problems, "title", "请填写“任务”。");
}

static void check_people(struct req *r, const struct task *t)
{
	if (t->owner && !person_below(r, t->owner, t->unit))
		problem_add(&r->problems, "owner", "责任人要在本工会的人员里选。");
	if (t->department && !unit_below(r, t->department, t->unit))
		problem_add(&r->problems, "department", "责任部门要在本工会及下属单位里选。");
	if (!t->owner && !t->department && !*t->waiver)
		problem_add(&r->problems, "owner", "请选择责任人或责任部门。");
}

static void check_days(struct req *r, const struct task *t, const struct task *outer, const char *whose)
{
	if (!t->due && !*t->waiver)
		problem_add(&r->problems, "due", "请填写完成时间。");
	if (t->starts && t->due && t->due < t->starts)
		problem_add(&r->problems, "due", "完成时间要不早于开始时间。");
	if (outer && outer->due && t->due > outer->due)
		problem_add(&r->problems, "due", "完成时间要不晚于%s的 %s。", whose, day_cn(r->arena, outer->due));
	if (outer && outer->starts && t->starts && t->starts < outer->starts)
		problem_add(&r->problems, "starts", "开始时间要不早于%s的 %s。", whose, day_cn(r->arena, outer->starts));
}

static void check_task(struct req *r, const struct task *t)
{
	const struct task *source = t->source ? record_load(r->db, r->arena, &task_record, t->source) : NULL;
	const struct task *parent = t->parent ? record_load(r->db, r->arena, &task_record, t->parent) : NULL;
	if (t->basis == TASK_COUNTS_LINKED && !measure_links(r->app, t->measure))
		problem_add(&r->problems, "basis", "这个指标的记录不能逐条关联任务，请选全部记录。");
	check_people(r, t);
	check_days(r, t, parent ? parent : source, parent ? "原任务" : "上级任务");
}

static void show_form(struct req *r, const struct task *t, const char *title, const char *action, const char *back, bool assigned)
{
	struct form f = {r, &task_record, t, task_options};
	struct task_form v = {.form = &f, .title = title, .action = action, .back = back, .assigned = assigned,
			      .version = t && t->id ? t->version : 0, .task = t};
	if (t && t->id)
		v.measure = measure_name(r, t->measure);
	v.links = t && measure_links(r->app, t->measure);
	v.problems = &r->problems;
	page_begin(r, &(struct page){.title = title, .nav = "/tasks", .crumbs = {{"任务", "/tasks"}}});
	tpl_follow_task_form(r->out, r, &v);
	page_end(r);
}

static void show_edit(struct req *r, const struct task *t)
{
	const char *here = link_to(r, "/tasks/%lld", (long long)t->id);
	show_form(r, t, arena_printf(r->arena, "安排任务：%s", t->title), here, here, t->source != 0);
}

void get_task_edit(struct req *r)
{
	const struct task *t = r->row;
	if (flow_editable(r, &task_flow, t))
		show_edit(r, t);
	else
		refuse(r, 409, "现在的状态下不能改动安排。已报告完成的，请先退回；已完成的，请先撤回完成。");
}

void post_task_edit(struct req *r)
{
	struct task *t = r->row, before = *t;
	read_task(r, t);
	if (!r->problems.n)
		check_task(r, t);
	if (r->problems.n) {
		show_edit(r, t);
		answer_status(r, 422);
		return;
	}
	if (before.due && t->due != before.due && !t->first_due)
		t->first_due = before.due;
	t->version = form_int(r, "_version") ? form_int(r, "_version") : before.version;
	if (flow_edit(r, &task_flow, t, ""))
		see_other_saying(r, link_to(r, "/tasks/%lld", (long long)t->id), "已保存安排。");
}

/* ---- new tasks in an issued plan ---- */

static bool open_new(struct req *r, struct task *t, const char *note)
{
	const struct plan *p = record_load(r->db, r->arena, &plan_record, t->plan);
	t->position = q_follow_last_position(r->db, t->plan, t->unit, t->node) + 1024;
	t->weight = t->weight ? t->weight : 1;
	if (!flow_create(r, &task_flow, t, note))
		return false;
	if (p->state != PLAN_ISSUED)
		return true;
	r->system = true; /* a new task in an issued plan begins at once */
	bool good = flow_move(r, &task_flow, t->id, 0, "open", "", NULL);
	r->system = false;
	return good;
}

static struct task *fresh(struct req *r)
{
	struct task *t = record_new(r->arena, &task_record);
	t->title = t->measure = t->detail = t->waiver = t->quote = t->vague = "";
	t->weight = 1;
	return t;
}

static void create(struct req *r, struct task *t, void (*again)(struct req *r), const char *note)
{
	read_task(r, t);
	if (!r->problems.n)
		check_task(r, t);
	if (r->problems.n) {
		again(r);
		answer_status(r, 422);
		return;
	}
	if (may_or_refuse(r, "task.plan", t->unit) && open_new(r, t, note))
		see_other_saying(r, link_to(r, "/tasks/%lld", (long long)t->id), "已添加任务。");
}

void get_task_split(struct req *r)
{
	const struct task *parent = r->row;
	struct task *t = fresh(r);
	if (!flow_editable(r, &task_flow, parent)) {
		refuse(r, 409, "现在的状态下不能拆分。");
		return;
	}
	t->starts = parent->starts;
	t->due = parent->due;
	t->owner = parent->owner;
	t->department = parent->department;
	show_form(r, t, arena_printf(r->arena, "拆分子任务：%s", parent->title), link_to(r, "/tasks/%lld/split", (long long)parent->id),
		  link_to(r, "/tasks/%lld", (long long)parent->id), false);
}

void post_task_split(struct req *r)
{
	const struct task *parent = r->row;
	struct task *t = fresh(r);
	if (!flow_editable(r, &task_flow, parent)) {
		refuse(r, 409, "现在的状态下不能拆分。");
		return;
	}
	t->unit = parent->unit;
	t->plan = parent->plan;
	t->node = parent->node;
	t->parent = parent->id;
	t->quote = parent->quote;
	create(r, t, get_task_split, "拆分子任务");
}

/* The union for which a task is added under a point: the asker's, when it works on the plan. */
static int64_t adding_unit(struct req *r, const struct plan_node *n)
{
	const struct plan *p = record_load(r->db, r->arena, &plan_record, n->plan);
	int64_t own = unit_union(r->db, r->arena, r->who->unit);
	if (!p || p->state != PLAN_ISSUED) {
		refuse(r, 409, "要点签发以后才能在这里增加任务；起草时请到“补全任务”。");
		return 0;
	}
	if (!plan_is_of(r->db, p->id, p->unit, own)) {
		refuse(r, 403, "你所在的工会没有收到这份要点，不能增加任务。");
		return 0;
	}
	return may_or_refuse(r, "task.plan", own) ? own : 0;
}

void get_point_task(struct req *r)
{
	const struct plan_node *n = r->row;
	if (!adding_unit(r, n))
		return;
	show_form(r, fresh(r), arena_printf(r->arena, "添加任务：%s", n->title), link_to(r, "/points/%lld/tasks", (long long)n->id),
		  link_to(r, "/points/%lld", (long long)n->id), false);
}

void post_point_task(struct req *r)
{
	const struct plan_node *n = r->row;
	struct task *t = fresh(r);
	t->unit = adding_unit(r, n);
	if (!t->unit)
		return;
	t->plan = n->plan;
	t->node = n->id;
	create(r, t, get_point_task, "自行增加");
}

/* ---- milestones ---- */

static bool may_arrange(struct req *r, const struct task *t)
{
	if (!flow_editable(r, &task_flow, t)) {
		refuse(r, 409, "现在的状态下不能增加节点。");
		return false;
	}
	return true;
}

static bool put_milestone(struct req *r, const struct task *t, const char *title, day due)
{
	struct milestone *m = record_new(r->arena, &milestone_record);
	m->unit = t->unit;
	m->task = t->id;
	m->title = title;
	m->due = due;
	return flow_create(r, &milestone_flow, m, "");
}

void post_milestone(struct req *r)
{
	const struct task *t = r->row;
	struct milestone *m = record_new(r->arena, &milestone_record);
	if (!may_arrange(r, t))
		return;
	if (form_read(r, &milestone_record, m) && t->due && m->due > t->due)
		problem_add(&r->problems, "due", "节点时间要不晚于任务的完成时间 %s。", day_cn(r->arena, t->due));
	if (r->problems.n) {
		get_task(r);
		answer_status(r, 422);
		return;
	}
	if (put_milestone(r, t, m->title, m->due))
		see_other_saying(r, link_to(r, "/tasks/%lld#ms", (long long)t->id), "已添加节点。");
}

/* One milestone at the end of each month or quarter of the task's own time, at most 24. */
void post_milestones(struct req *r)
{
	const struct task *t = r->row;
	bool quarters = strcmp(form_get(r, "by"), "quarter") == 0;
	int n = 0;
	if (!may_arrange(r, t))
		return;
	if (!t->starts || !t->due) {
		refuse(r, 409, "请先安排任务的开始和完成时间，再按月或按季设节点。");
		return;
	}
	for (day d = t->starts; d <= t->due && n < 24; n++) {
		day end = quarters ? day_quarter_last(d) : day_month_last(d);
		struct civil c = day_civil(end);
		const char *title = quarters ? arena_printf(r->arena, "%d年第%d季度", c.year, day_quarter(end)) :
					       arena_printf(r->arena, "%d年%d月", c.year, c.month);
		if (!put_milestone(r, t, title, end < t->due ? end : t->due))
			return;
		d = end + 1;
	}
	see_other_saying(r, link_to(r, "/tasks/%lld#ms", (long long)t->id), arena_printf(r->arena, "已设 %d 个节点。", n));
}
