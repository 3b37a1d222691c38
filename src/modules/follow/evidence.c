/* Evidence by hand (text, place, photo, file; also by phone) and linked activities. */
#include <string.h>

#include "kernel/files.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "evidence.html.h"
#include "modules/activities/activities.h"
#include "modules/follow/parts.h"
#include "modules/follow/task.h"

/* Evidence may come until the task is confirmed; a waived task needs none. */
static bool may_prove(struct req *r, const struct task *t)
{
	if (!may_row_or_refuse(r, "task.work", &task_record, t))
		return false;
	if (t->state != TASK_OPEN && t->state != TASK_SUBMITTED) {
		refuse(r, 409, "任务不在办理中，不能添加佐证。已完成的任务要补充材料，请先撤回完成。");
		return false;
	}
	return true;
}

static void show_form(struct req *r, const struct task *t, bool phone)
{
	struct evidence *e = record_new(r->arena, &evidence_record);
	struct form f = {r, &evidence_record, e, NULL};
	e->happened_on = r->today;
	const char *back = phone ? "/m/tasks" : link_to(r, "/tasks/%lld", (long long)t->id);
	page_begin(r, &(struct page){.title = "添加佐证", .nav = "/tasks", .phone = phone, .back = back,
				     .crumbs = {{"任务", "/tasks"}, {t->title, back}}});
	if (phone) {
		struct progress p = task_progress(r, t, 0);
		tpl_follow_phone_evidence(r->out, r, &f, t, &p);
	} else {
		tpl_follow_evidence_form(r->out, r, &f, t, back);
	}
	page_end(r);
}

void get_evidence_new(struct req *r)
{
	if (may_prove(r, r->row))
		show_form(r, r->row, false);
}

void get_phone_evidence(struct req *r)
{
	const struct task *t = r->row;
	if (!may_row_or_refuse(r, "task.work", &task_record, t))
		return;
	if (t->state == TASK_OPEN || t->state == TASK_SUBMITTED)
		show_form(r, t, true);
	else
		see_other(r, link_to(r, "/tasks/%lld", (long long)t->id));
}

static void take(struct req *r, bool phone, const char *next)
{
	const struct task *t = r->row;
	struct evidence *e = record_new(r->arena, &evidence_record);
	if (!may_prove(r, t))
		return;
	form_read(r, &evidence_record, e);
	if (e->happened_on > r->today)
		problem_add(&r->problems, "happened_on", "发生日期不能晚于今天。");
	if (t->starts && e->happened_on && e->happened_on < t->starts)
		problem_add(&r->problems, "happened_on", "发生日期要不早于任务的开始时间 %s。", day_cn(r->arena, t->starts));
	if (r->problems.n) {
		show_form(r, t, phone);
		answer_status(r, 422);
		return;
	}
	e->unit = t->unit;
	e->task = t->id;
	e->record = "";
	if (flow_create(r, &evidence_flow, e, "") && files_attach(r, &evidence_record, e->id, e->unit))
		see_other_saying(r, next, "已添加佐证。");
}

void post_evidence(struct req *r)
{
	take(r, false, link_to(r, "/tasks/%lld#ev", (long long)r->id));
}

void post_phone_evidence(struct req *r)
{
	take(r, true, "/m/tasks");
}

void get_evidence(struct req *r)
{
	const struct evidence *e = r->row;
	const char *task = record_title(r->db, r->arena, &task_record, e->task);
	const char *back = link_to(r, "/tasks/%lld", (long long)e->task);
	page_begin(r, &(struct page){.title = e->title, .nav = "/tasks", .crumbs = {{"任务", "/tasks"}, {task, back}}});
	tpl_follow_evidence(r->out, r, e, day_short(r->arena, e->happened_on, r->today), task, back);
	page_end(r);
}

/* ---- activities ---- */

void get_task_link(struct req *r)
{
	const struct task *t = r->row;
	size_t n;
	if (!may_prove(r, t))
		return;
	struct follow_activity_rows *a = q_follow_free_activities(r->db, r->arena, t->unit, &n);
	const char *back = link_to(r, "/tasks/%lld", (long long)t->id);
	page_begin(r, &(struct page){.title = "关联活动", .nav = "/tasks", .crumbs = {{"任务", "/tasks"}, {t->title, back}}});
	tpl_follow_link(r->out, r, t, a, n, back);
	page_end(r);
}

/* Confirmed activities are closed to editing, so linking is a move of its own. */
static bool set_task(struct req *r, struct activity *a, int64_t task, const char *note)
{
	struct activity *fresh = arena_memdup(r->arena, a, sizeof(*a));
	fresh->task = task;
	return flow_move_row(r, &activity_flow, fresh, "link", note);
}

void post_task_link(struct req *r)
{
	const struct task *t = r->row;
	const char *id;
	int linked = 0;
	if (!may_prove(r, t))
		return;
	for (size_t k = 0; (id = pairs_nth(&r->x->form, "activity", k)) != NULL; k++) {
		int64_t number;
		struct activity *a = str_int(str_of(id), &number) ? record_load(r->db, r->arena, &activity_record, number) : NULL;
		if (!a || a->unit != t->unit || a->task || a->state == ACTIVITY_CANCELLED)
			continue;
		if (!set_task(r, a, t->id, arena_printf(r->arena, "作为任务“%s”的佐证", t->title)))
			return;
		linked++;
	}
	if (!linked) {
		problem_add(&r->problems, "activity", "请至少选一项活动。");
		get_task_link(r);
		answer_status(r, 422);
		return;
	}
	see_other_saying(r, link_to(r, "/tasks/%lld#ev", (long long)t->id), arena_printf(r->arena, "已关联 %d 项活动。", linked));
}

void post_task_unlink(struct req *r)
{
	const struct task *t = r->row;
	struct activity *a = record_load(r->db, r->arena, &activity_record, form_int(r, "activity"));
	if (!may_prove(r, t))
		return;
	if (!a || a->task != t->id) {
		refuse(r, 404, "这项活动没有关联到本任务，请刷新页面。");
		return;
	}
	if (set_task(r, a, 0, arena_printf(r->arena, "不再作为任务“%s”的佐证", t->title)))
		see_other_saying(r, link_to(r, "/tasks/%lld#ev", (long long)t->id), "已取消关联。");
}
