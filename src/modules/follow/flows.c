#include "base/fault.h"
#include "kernel/event.h"
#include "kernel/message.h"
#include "kernel/rights.h"
#include "modules/follow/duties.h"
#include "modules/follow/follow.h"
#include "modules/follow/report.h"

static bool milestone_done(struct req *r, void *row, const void *before)
{
	(void)before;
	((struct milestone *)row)->done_on = r->today;
	return true;
}

static bool milestone_open(struct req *r, void *row, const void *before)
{
	(void)r;
	(void)before;
	((struct milestone *)row)->done_on = 0;
	return true;
}

/* The steps of a task move with the task: not before its plan is issued, not after it is confirmed. */
static const char *task_runs(struct req *r, const void *row)
{
	const struct task *t = record_load(r->db, r->arena, &task_record, ((const struct milestone *)row)->task);
	if (t && t->state == TASK_DRAFT)
		return "要点还没有签发，任务还没有开始。";
	bool runs = t && (t->state == TASK_OPEN || t->state == TASK_SUBMITTED);
	return runs ? NULL : "任务已确认完成或免做。确需改动，请先由工会主席撤回完成。";
}

static const struct move milestone_moves[] = {
	{MILESTONE_OPEN, "finish", MILESTONE_DONE, "task.work", "完成节点", MOVE_PLAIN, .needs = task_runs, .done = milestone_done, .help = "节点完成"},
	{MILESTONE_DONE, "reopen", MILESTONE_OPEN, "task.work", "撤回", MOVE_PLAIN, .needs = task_runs, .done = milestone_open, .help = "节点未完成"},
	{MILESTONE_OPEN, "drop", MILESTONE_DROPPED, "task.plan", "取消节点", MOVE_PLAIN, .help = "不再需要的节点"},
	{MILESTONE_DROPPED, "restore", MILESTONE_OPEN, "task.plan", "恢复", MOVE_PLAIN, .help = "恢复节点"},
	{0},
};
const struct flow milestone_flow = {
	.record = &milestone_record, .under = "task", .moves = milestone_moves, .home = "/milestones/%lld", .edit_right = "task.plan",
	.edit_states = 1u << MILESTONE_OPEN, .first = MILESTONE_OPEN,
};

static const struct move evidence_moves[] = {
	{EVIDENCE_VALID, "withdraw", EVIDENCE_WITHDRAWN, "task.work", "撤回佐证", MOVE_REASON | MOVE_PLAIN, .help = "材料有误时撤回"},
	{EVIDENCE_WITHDRAWN, "restore", EVIDENCE_VALID, "task.work", "恢复", .help = "恢复撤回的佐证"},
	{0},
};
const struct flow evidence_flow = {
	.record = &evidence_record, .under = "task", .moves = evidence_moves, .home = "/evidence/%lld", .edit_right = "task.work",
	.edit_states = 1u << EVIDENCE_VALID, .first = EVIDENCE_VALID, .find_right = "task.read",
};

static const char *has_summary(struct req *r, const void *row)
{
	(void)r;
	return *((const struct report *)row)->summary ? NULL : "请先填写工作情况。";
}

static bool report_submitted(struct req *r, void *row, const void *before)
{
	struct report *p = row;
	const struct plan *plan = record_load(r->db, r->arena, &plan_record, p->plan);
	p->submitted_on = r->today;
	p->figures = report_figures(r, p);
	if (plan && plan->unit != p->unit)
		message_send_role(r, HEADS, plan->unit, &(struct message){
			.title = "工作报告待审阅", .body = p->title, .link = arena_printf(r->arena, "/reports/%lld", (long long)p->id)});
	follow_report_duty(r, row, true);
	return true;
}

static void tell_author(struct req *r, const struct report *p, const char *title)
{
	message_send(r, &(struct message){.person = p->created_by, .title = title, .body = p->title,
					  .link = arena_printf(r->arena, "/reports/%lld", (long long)p->id)});
}

static bool report_returned(struct req *r, void *row, const void *before)
{
	(void)before;
	tell_author(r, row, "工作报告被退回");
	follow_report_duty(r, row, false);
	return true;
}

/* An accepted report freezes its figures with the head of the chain. */
static bool report_accepted(struct req *r, void *row, const void *before)
{
	struct report *p = row;
	struct event_head head = event_head(r->db, r->arena);
	(void)before;
	p->seal = head.seal;
	p->seal_hash = head.hash;
	tell_author(r, p, "工作报告已接收");
	return true;
}

/* A report on a superior's plan is reviewed by the superior, not by the union that wrote it. */
static const char *by_superior(struct req *r, const void *row)
{
	const struct report *p = row;
	const struct plan *plan = record_load(r->db, r->arena, &plan_record, p->plan);
	return plan && (r->system || may(r, "report.review", plan->unit)) ? NULL : "请由下达要点的上级工会审阅。";
}

static const struct move report_moves[] = {
	{REPORT_DRAFT, "submit", REPORT_SUBMITTED, "report.write", "报送", .needs = has_summary, .done = report_submitted, .help = "报上级工会审阅"},
	{REPORT_RETURNED, "submit", REPORT_SUBMITTED, "report.write", "重新报送", .needs = has_summary, .done = report_submitted, .help = "修改后重新报送"},
	{REPORT_SUBMITTED, "accept", REPORT_ACCEPTED, "report.review", "接收", .needs = by_superior, .done = report_accepted, .help = "数字随之冻结；以后补录的标明补报"},
	{REPORT_SUBMITTED, "return", REPORT_RETURNED, "report.review", "退回修改", MOVE_REASON, .needs = by_superior, .done = report_returned, .help = "写明退回理由"},
	{0},
};
const struct flow report_flow = {
	.record = &report_record, .moves = report_moves, .home = "/reports/%lld", .edit_right = "report.write",
	.edit_states = 1u << REPORT_DRAFT | 1u << REPORT_RETURNED, .first = REPORT_DRAFT, .find_right = "report.read",
};

static const char *explained(struct req *r, const void *row)
{
	(void)r;
	return *((const struct supervision *)row)->explanation ? NULL : "请先填写情况说明。";
}

/* The extension goes to the task itself; its first date stays for 原定完成时间. */
static bool extend_task(struct req *r, void *row, const void *before)
{
	struct supervision *s = row;
	struct task *t = record_load(r->db, r->arena, &task_record, s->task);
	(void)before;
	if (!t)
		fault("supervision of no task");
	if (!s->wish || s->wish <= t->due) {
		refuse(r, 409, "申请的新期限要晚于现在的完成时间。");
		return false;
	}
	if (!t->first_due)
		t->first_due = t->due;
	t->due = s->wish;
	s->granted = s->wish;
	return flow_edit(r, &task_flow, t, "督办延期");
}

static bool close_now(struct req *r, void *row, const void *before)
{
	(void)before;
	((struct supervision *)row)->closed_on = r->today;
	return true;
}

/* Whoever supervises decides, not the one who is supervised. */
static const char *by_giver(struct req *r, const void *row)
{
	const struct supervision *s = row;
	return r->system || may(r, "supervision.give", s->by_unit) ? NULL : "请由发出督办的工会办理。";
}

static const struct move supervision_moves[] = {
	{SUPERVISION_SENT, "explain", SUPERVISION_EXPLAINED, "task.plan", "提交说明", MOVE_HIDDEN, .needs = explained, .help = "写明原因、措施和时限"},
	{SUPERVISION_EXPLAINED, "extend", SUPERVISION_EXTENDED, "supervision.give", "同意延期", .needs = by_giver, .done = extend_task, .help = "任务的完成时间随之改变，原定时间保留"},
	{SUPERVISION_EXPLAINED, "return", SUPERVISION_SENT, "supervision.give", "退回重写", MOVE_REASON, .needs = by_giver, .help = "说明不清楚"},
	{SUPERVISION_SENT, "close", SUPERVISION_CLOSED, "supervision.give", "办结", MOVE_REASON | MOVE_PLAIN, .needs = by_giver, .done = close_now, .help = "督办事项已落实"},
	{SUPERVISION_EXPLAINED, "close", SUPERVISION_CLOSED, "supervision.give", "办结", MOVE_REASON, .needs = by_giver, .done = close_now, .help = "督办事项已落实"},
	{SUPERVISION_EXTENDED, "close", SUPERVISION_CLOSED, "supervision.give", "办结", MOVE_REASON, .needs = by_giver, .done = close_now, .help = "督办事项已落实"},
	{0},
};
const struct flow supervision_flow = {
	.record = &supervision_record, .moves = supervision_moves, .home = "/supervision/%lld", .edit_right = "supervision.give",
	.edit_states = 1u << SUPERVISION_SENT, .first = SUPERVISION_SENT, .find_right = "task.read",
};
