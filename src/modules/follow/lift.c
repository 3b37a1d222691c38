#include "modules/follow/lift.h"

#include <string.h>

#include "base/fault.h"
#include "kernel/message.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "lift.html.h"

/* What was handed down is decided by who handed it down; a union's own task by its head, but never by who asks. */
static const char *decider(struct req *r, const void *row)
{
	const struct lamp_lift *x = row;
	const struct task *t = record_load(r->db, r->arena, &task_record, x->task);
	const struct plan *p = t ? record_load(r->db, r->arena, &plan_record, t->plan) : NULL;
	if (r->system || !p)
		return NULL;
	if (p->unit != t->unit && !may(r, "lamp.lift", p->unit))
		return "这是上级下达的任务，由上级工会决定。";
	if (r->who->person == x->created_by || r->who->person == t->owner)
		return "申请人和任务的责任人不能自己决定，请由上级办理。";
	return NULL;
}

/* A lift speaks about one lamp; when that has changed there is nothing left to decide. */
static const char *may_agree(struct req *r, const void *row)
{
	const struct lamp_lift *x = row;
	const struct task *t = record_load(r->db, r->arena, &task_record, x->task);
	const char *why = decider(r, row);
	if (why || !t)
		return why;
	struct progress p = task_progress(r, t, 0);
	if ((int64_t)p.computed != x->lamp)
		return arena_printf(r->arena, "计算的灯已变为%s，这份申请不再适用。", lamp_labels[p.computed]);
	return x->until < r->today ? "申请的日期已过。" : NULL;
}

static void tell_asker(struct req *r, const struct lamp_lift *x, const char *title)
{
	const struct task *t = record_load(r->db, r->arena, &task_record, x->task);
	if (x->created_by && t)
		message_send(r, &(struct message){.person = x->created_by, .title = title, .body = t->title,
						  .link = link_to(r, "/tasks/%lld", (long long)t->id)});
}

static bool agreed(struct req *r, void *row, const void *before)
{
	struct lamp_lift *x = row;
	(void)before;
	x->since = r->today;
	x->decided_by = r->who ? r->who->person : 0;
	tell_asker(r, x, "同意亮灯调级");
	return true;
}

static bool declined(struct req *r, void *row, const void *before)
{
	struct lamp_lift *x = row;
	(void)before;
	x->decided_by = r->who ? r->who->person : 0;
	tell_asker(r, x, "没有同意亮灯调级");
	return true;
}

static bool ended(struct req *r, void *row, const void *before)
{
	struct lamp_lift *x = row;
	(void)before;
	x->ended_on = r->today;
	tell_asker(r, x, "亮灯调级已结束");
	return true;
}

static const char *own(struct req *r, const void *row)
{
	return r->system || r->who->person == ((const struct lamp_lift *)row)->created_by ? NULL : "由申请人自己撤回。";
}

static const struct move moves[] = {
	{LIFT_ASKED, "agree", LIFT_HELD, "lamp.lift", "同意调级", 0, .needs = may_agree, .done = agreed, .help = "灯按调高一级显示，旁边写明谁同意、为什么；数字不变"},
	{LIFT_ASKED, "decline", LIFT_DECLINED, "lamp.lift", "不同意", MOVE_REASON | MOVE_PLAIN, .needs = decider, .done = declined, .help = "写明理由，灯照计算的显示"},
	{LIFT_ASKED, "withdraw", LIFT_WITHDRAWN, "task.work", "撤回申请", MOVE_PLAIN, .needs = own, .help = "申请人撤回"},
	{LIFT_ASKED, "lapse", LIFT_WITHDRAWN, NULL, "申请失效", MOVE_HIDDEN, .help = "计算的灯变了或日期已过，申请自动失效"},
	{LIFT_HELD, "end", LIFT_ENDED, "lamp.lift", "恢复计算的灯", MOVE_REASON | MOVE_PLAIN, .needs = decider, .done = ended, .help = "提前恢复"},
	{LIFT_HELD, "lapse", LIFT_ENDED, NULL, "自动恢复", MOVE_HIDDEN, .done = ended, .help = "到期，或计算的灯变了，自动恢复"},
	{0},
};
const struct flow lamp_lift_flow = {
	.record = &lamp_lift_record, .under = "task", .moves = moves, .home = "/lifts/%lld", .edit_right = "task.work", .first = LIFT_ASKED,
};

/* ---- asking ---- */

static bool can_be_lifted(const struct progress *p)
{
	return !(p->marks & LIFTED) && (p->lamp == LAMP_SLOW || p->lamp == LAMP_LATE);
}

/* The last day that may be asked for: a lift doesn't outlive the plan. */
static day last_day(struct req *r, const struct task *t)
{
	day first, last;
	plan_span(record_load(r->db, r->arena, &plan_record, t->plan), &first, &last);
	return last > r->today ? last : r->today + 1;
}

static void tell_deciders(struct req *r, const struct task *t, const struct lamp_lift *x)
{
	const struct plan *p = record_load(r->db, r->arena, &plan_record, t->plan);
	message_send_role(r, HEADS, p->unit, &(struct message){
		.title = "申请亮灯调级", .link = link_to(r, "/tasks/%lld#lift", (long long)t->id),
		.body = arena_printf(r->arena, "%s“%s”计算为%s，申请调高一级：%s", unit_name(r->db, r->arena, t->unit), t->title,
				     lamp_labels[x->lamp], x->reason)});
}

static void check(struct req *r, const struct task *t, const struct lamp_lift *x)
{
	if (x->until && (x->until <= r->today || x->until > last_day(r, t)))
		problem_add(&r->problems, "until", "调到哪天为止，要晚于今天，不晚于要点的终止日期 %s。", day_cn(r->arena, last_day(r, t)));
}

void post_lift(struct req *r)
{
	const struct task *t = r->row;
	struct lamp_lift *x = record_new(r->arena, &lamp_lift_record);
	struct progress p = task_progress(r, t, 0);
	if (!can_be_lifted(&p)) {
		refuse(r, 409, "现在是%s，只有计算为偏慢、滞后的任务可以申请调高一级。", lamp_labels[p.lamp]);
		return;
	}
	if (q_follow_lift_open(r->db, t->id)) {
		refuse(r, 409, "这项任务已有一份申请，等上级决定后再说。");
		return;
	}
	if (form_read(r, &lamp_lift_record, x))
		check(r, t, x);
	if (r->problems.n) {
		get_task(r);
		answer_status(r, 422);
		return;
	}
	x->unit = t->unit;
	x->task = t->id;
	x->lamp = p.computed;
	if (!flow_create(r, &lamp_lift_flow, x, ""))
		return;
	tell_deciders(r, t, x);
	see_other_saying(r, link_to(r, "/tasks/%lld#lift", (long long)t->id), "申请已报上级决定。");
}

void get_lift(struct req *r)
{
	see_other(r, link_to(r, "/tasks/%lld#lift", (long long)((const struct lamp_lift *)r->row)->task));
}

void lift_section(struct buf *o, struct req *r, const struct task *t, const struct progress *p, bool may_ask)
{
	size_t n;
	struct follow_lift_rows *rows = q_follow_lift_rows(r->db, r->arena, t->id, &n);
	struct lift_line *lines = NEW_N(r->arena, struct lift_line, n);
	bool open = false;
	for (size_t i = 0; i < n; i++) {
		lines[i] = (struct lift_line){&rows[i], record_load(r->db, r->arena, &lamp_lift_record, rows[i].id),
					      lamp_labels[rows[i].lamp], day_short(r->arena, rows[i].until, r->today),
					      rows[i].since ? day_short(r->arena, rows[i].since, r->today) : ""};
		open |= rows[i].state == LIFT_ASKED || rows[i].state == LIFT_HELD;
	}
	struct form f = {r, &lamp_lift_record, record_new(r->arena, &lamp_lift_record), NULL};
	bool ask = may_ask && !open && can_be_lifted(p);
	if (n || ask)
		tpl_follow_lifts(o, r, t, lines, n, ask ? &f : NULL, lamp_labels[p->computed], lamp_labels[p->computed - (p->computed > LAMP_GO)]);
}

/* ---- ending ---- */

static void end_running(struct req *r, enum lift_state state)
{
	int64_t after = 0;
	size_t n;
	do {
		struct follow_lifts_running *x = q_follow_lifts_running(r->db, r->arena, (int64_t)state, after, &n);
		for (size_t i = 0; i < n; i++) {
			const struct lamp_lift *row = record_load(r->db, r->arena, &lamp_lift_record, x[i].id);
			const struct task *t = record_load(r->db, r->arena, &task_record, x[i].task);
			struct progress p = task_progress(r, t, 0);
			bool over = row->until < r->today;
			after = x[i].id;
			if ((over || (int64_t)p.computed != row->lamp) &&
			    !flow_move(r, &lamp_lift_flow, row->id, 0, "lapse",
				       over ? "到期" : arena_printf(r->arena, "计算的灯变为%s", lamp_labels[p.computed]), NULL))
				fault("a lift of a lamp does not end");
		}
	} while (n == 500);
}

void lifts_end(struct req *r)
{
	end_running(r, LIFT_ASKED);
	end_running(r, LIFT_HELD);
}
