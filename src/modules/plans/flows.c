/* What may happen to plans, nodes, terms, tasks and receipts. */
#include "kernel/measure.h"
#include "kernel/message.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/plans/issue.h"
#include "modules/plans/plans.h"
#include "plans.sql.h"

const char *task_missing(struct req *r, const struct task *t)
{
	if (*t->waiver)
		return "";
	const char *const gaps[] = {
		t->owner || t->department ? NULL : "责任人或责任部门",
		t->due ? NULL : "完成时间",
		*t->measure ? NULL : "衡量指标",
	};
	struct buf b = buf_in(r->arena);
	for (size_t i = 0; i < sizeof(gaps) / sizeof(gaps[0]); i++)
		if (gaps[i])
			buf_printf(&b, "%s%s", b.n ? "、" : "", gaps[i]);
	return buf_text(&b);
}

static const char *complete(struct req *r, const void *row)
{
	const struct plan *p = row;
	size_t n;
	struct task **tasks = plan_tasks(r->db, r->arena, p->id, p->unit, &n);
	int64_t without = q_points_without_task(r->db, p->id);
	if (without)
		return arena_printf(r->arena, "有 %lld 条要点还没有任务，请先“补全任务”。", (long long)without);
	for (size_t i = 0; i < n; i++) {
		const char *gap = task_missing(r, tasks[i]);
		if (tasks[i]->state == TASK_DRAFT && *gap)
			return arena_printf(r->arena, "任务“%s”还缺%s，请补全或写明暂缺的理由。", tasks[i]->title, gap);
	}
	return n ? NULL : "还没有任务，请先“补全任务”。";
}

static const char *has_minutes(struct req *r, const void *row)
{
	const struct plan *p = row;
	(void)r;
	return *p->minutes || p->minutes_file ? NULL : "请先填写委员会会议纪要（时间、应到、实到、议题、决定）或上传附件。";
}

/* Drafts are found by nobody: their titles would tell what is not decided yet. */
static const char *when_issued(struct req *r, const void *row)
{
	const struct plan *p = row;
	(void)r;
	return p->state == PLAN_ISSUED || p->state == PLAN_CLOSED ? "" : NULL;
}

static const char *when_plan_issued(struct req *r, const void *row)
{
	const struct plan_node *n = row;
	const struct plan *p = record_load(r->db, r->arena, &plan_record, n->plan);
	return p && n->state == NODE_ACTIVE ? when_issued(r, p) : NULL;
}

static const char *when_open(struct req *r, const void *row)
{
	const struct task *t = row;
	(void)r;
	return t->state == TASK_DRAFT || t->state == TASK_CANCELLED ? NULL : "";
}

/* Each step may be switched off by a small union; the next one that is on follows. */
static bool next_step(struct req *r, void *row, const void *before)
{
	struct plan *p = row;
	(void)r;
	(void)before;
	while (p->state < PLAN_READY && (p->skipped & 1 << p->state))
		p->state++;
	return true;
}

static const struct move plan_moves[] = {
	{PLAN_DRAFT, "submit", PLAN_CHECK, "plan.edit", "提交核稿", .needs = complete, .done = next_step, .help = "任务补全后送核稿"},
	{PLAN_CHECK, "checked", PLAN_COSIGN, "plan.check", "核稿通过", MOVE_OPINION, .done = next_step, .help = "文字与任务核对无误"},
	{PLAN_COSIGN, "cosigned", PLAN_PARTY, "plan.check", "会签完毕", MOVE_OPINION, .done = next_step, .help = "有关部门会签"},
	{PLAN_PARTY, "agreed", PLAN_COMMITTEE, "plan.approve", "党组织同意", MOVE_OPINION, .done = next_step, .help = "记录同级党组织意见"},
	{PLAN_COMMITTEE, "passed", PLAN_READY, "plan.approve", "审议通过", .needs = has_minutes, .help = "工会委员会审议通过，附会议纪要"},
	{PLAN_READY, "issue", PLAN_ISSUED, "plan.approve", "签发", MOVE_HIDDEN | MOVE_FINAL, .needs = complete, .done = plan_issue,
	 .help = "编发文字号，下达到所选工会，形成版本"},
	{PLAN_ISSUED, "amend", SAME_STATE, "plan.approve", "调整后重新下达", MOVE_HIDDEN | MOVE_REASON, .done = plan_reissue,
	 .help = "形成新版本，差异可查"},
	{PLAN_ISSUED, "close", PLAN_CLOSED, "plan.approve", "结项", MOVE_PLAIN | MOVE_REASON, .help = "年终总结后结项"},
	{PLAN_CHECK, "return", PLAN_DRAFT, "plan.check", "退回起草", MOVE_REASON, .help = "写明修改意见"},
	{PLAN_COSIGN, "return", PLAN_DRAFT, "plan.check", "退回起草", MOVE_REASON, .help = "写明修改意见"},
	{PLAN_PARTY, "return", PLAN_DRAFT, "plan.approve", "退回起草", MOVE_REASON, .help = "写明修改意见"},
	{PLAN_COMMITTEE, "return", PLAN_DRAFT, "plan.approve", "退回起草", MOVE_REASON, .help = "写明修改意见"},
	{PLAN_READY, "return", PLAN_DRAFT, "plan.approve", "退回起草", MOVE_REASON, .help = "写明修改意见"},
	{PLAN_DRAFT, "drop", PLAN_DROPPED, "plan.edit", "作废", MOVE_REASON, .help = "不再使用；可恢复"},
	{PLAN_DROPPED, "restore", PLAN_DRAFT, "plan.edit", "恢复", .help = "恢复为起草"},
	{0},
};

const struct flow plan_flow = {
	.record = &plan_record, .moves = plan_moves, .home = "/plans/%lld", .edit_right = "plan.edit",
	.edit_states = 1u << PLAN_DRAFT | 1u << PLAN_CHECK | 1u << PLAN_COSIGN | 1u << PLAN_PARTY |
		       1u << PLAN_COMMITTEE | 1u << PLAN_READY | 1u << PLAN_ISSUED,
	.first = PLAN_DRAFT, .find_right = "plan.read", .search_text = when_issued, .after = plan_after,
};

static const struct move node_moves[] = {
	{NODE_ACTIVE, "remove", NODE_REMOVED, "plan.edit", "删去", MOVE_PLAIN, .help = "从提纲中删去，可恢复"},
	{NODE_REMOVED, "restore", NODE_ACTIVE, "plan.edit", "恢复", .help = "恢复删去的条目"},
	{0},
};

const struct flow plan_node_flow = {
	.record = &plan_node_record, .moves = node_moves, .home = "/points/%lld", .edit_right = "plan.edit",
	.edit_states = 1u << NODE_ACTIVE, .first = NODE_ACTIVE, .find_right = "plan.read", .search_text = when_plan_issued,
};

const struct flow plan_term_flow = {
	.record = &plan_term_record, .moves = node_moves, .home = "/plans", .edit_right = "plan.edit",
	.edit_states = 1u << NODE_ACTIVE, .first = NODE_ACTIVE,
};

/* An assigned task may be scheduled, split and added to, never deleted below. */
static const char *own_task(struct req *r, const void *row)
{
	(void)r;
	return ((const struct task *)row)->source ? "这是上级下达的任务，不能取消；确不适用的，请申请免做。" : NULL;
}

/* Who assigned a task decides that it need not be done. */
static const char *by_assigner(struct req *r, const void *row)
{
	const struct task *t = row;
	const struct plan *p = t->source ? record_load(r->db, r->arena, &plan_record, t->plan) : NULL;
	return !p || r->system || may(r, "task.confirm", p->unit) ? NULL : "这是上级下达的任务，请先申请免做，由上级工会批准。";
}

static const char *assigned_task(struct req *r, const void *row)
{
	(void)r;
	return ((const struct task *)row)->source ? NULL : "本级自设的任务不用申请，可以直接取消或批准免做。";
}

static bool tell_assigner(struct req *r, void *row, const void *before)
{
	const struct task *t = row;
	const struct plan *p = record_load(r->db, r->arena, &plan_record, t->plan);
	(void)before;
	if (p)
		message_send_role(r, HEADS, p->unit, &(struct message){
			.title = "下级申请免做任务", .link = arena_printf(r->arena, "/tasks/%lld", (long long)t->id),
			.body = arena_printf(r->arena, "%s申请免做“%s”：%s", unit_name(r->db, r->arena, t->unit), t->title, form_get(r, "reason"))});
	return true;
}

static bool note_done_on(struct req *r, void *row, const void *before)
{
	struct task *t = row;
	(void)before;
	if (!t->done_on)
		t->done_on = r->today;
	return true;
}

static bool back_to_work(struct req *r, void *row, const void *before)
{
	struct task *t = row;
	(void)before;
	t->done_on = 0;
	task_catch_up(r, t);
	return true;
}

/* Who is named as responsible may work on the task, whatever his post. */
static void task_after(struct req *r, const void *before, const void *row)
{
	const struct task *was = before, *t = row;
	party_person(r, &task_record, t->id, PARTY_OWNER, was ? was->owner : 0, t->owner);
}

/* A task that names no first day begins with its issue, not with the plan's year. */
static bool begin_now(struct req *r, void *row, const void *before)
{
	struct task *t = row;
	(void)before;
	if (!t->starts)
		t->starts = t->due && t->due < r->today ? t->due : r->today;
	return true;
}

/* What a superior assigned is measured as he said. */
static const char *may_bind(struct req *r, const void *row)
{
	return ((const struct task *)row)->source && !r->system ? "这是上级下达的任务，指标由上级工会定。" : NULL;
}

/* What was handed down is changed for all who have it, at once. */
static bool bound(struct req *r, void *row, const void *before)
{
	const struct task *t = row;
	(void)before;
	return t->source != 0 || task_bind_copies(r, t, form_get(r, "reason"));
}

static const struct move task_moves[] = {
	{TASK_DRAFT, "open", TASK_OPEN, NULL, "下达", MOVE_HIDDEN, .done = begin_now, .help = "要点签发时由系统下达"},
	{TASK_OPEN, "submit", TASK_SUBMITTED, "task.work", "报告完成", .needs = task_has_evidence, .done = note_done_on,
	 .help = "有佐证才能报告完成"},
	{TASK_SUBMITTED, "confirm", TASK_DONE, "task.confirm", "确认完成", .help = "工会主席核对佐证后确认"},
	{TASK_SUBMITTED, "return", TASK_OPEN, "task.confirm", "退回补充", MOVE_REASON, .done = back_to_work, .help = "佐证不足，退回"},
	{TASK_DONE, "reopen", TASK_OPEN, "task.confirm", "撤回完成", MOVE_REASON | MOVE_PLAIN, .done = back_to_work,
	 .help = "发现未完成，重新打开"},
	{TASK_OPEN, "measure", SAME_STATE, "task.plan", "绑定指标", MOVE_HIDDEN | MOVE_REASON, .needs = may_bind, .done = bound, .help = "进行中的任务写明从哪天起按哪个指标计；已经下达的，各下级同时改"},
	{TASK_OPEN, "ask", SAME_STATE, "task.plan", "申请免做", MOVE_PLACED | MOVE_REASON, .needs = assigned_task, .done = tell_assigner,
	 .help = "上级下达的任务确不适用时，写明理由报上级批准"},
	{TASK_OPEN, "waive", TASK_WAIVED, "task.confirm", "批准免做", MOVE_REASON | MOVE_PLAIN, .needs = by_assigner, .help = "写明免做的理由"},
	{TASK_WAIVED, "resume", TASK_OPEN, "task.confirm", "恢复任务", .done = back_to_work, .help = "免做的任务重新启动"},
	{TASK_DRAFT, "cancel", TASK_CANCELLED, "plan.edit", "删去", MOVE_PLAIN, .help = "起草时删去，可恢复"},
	{TASK_OPEN, "cancel", TASK_CANCELLED, "task.plan", "取消任务", MOVE_REASON | MOVE_PLAIN, .needs = own_task,
	 .help = "本级自设的任务可以取消"},
	{TASK_CANCELLED, "restore", TASK_DRAFT, "plan.edit", "恢复", .needs = plan_is_draft, .help = "恢复删去的任务"},
	{0},
};

const struct flow task_flow = {
	.record = &task_record, .moves = task_moves, .home = "/tasks/%lld", .edit_right = "task.plan",
	.edit_states = 1u << TASK_DRAFT | 1u << TASK_OPEN, .first = TASK_DRAFT, .after = task_after, .find_right = "task.read", .search_text = when_open,
};

static bool note_acknowledged(struct req *r, void *row, const void *before)
{
	(void)before;
	((struct receipt *)row)->acknowledged_on = r->today;
	return true;
}

static const struct move receipt_moves[] = {
	{RECEIPT_SENT, "acknowledge", RECEIPT_ACKNOWLEDGED, "task.plan", "签收", .done = note_acknowledged, .help = "收到上级要点，开始安排"},
	{0},
};

const struct flow receipt_flow = {
	.record = &receipt_record, .moves = receipt_moves, .home = "/received/%lld", .edit_right = "task.plan",
	.edit_states = 1u << RECEIPT_SENT | 1u << RECEIPT_ACKNOWLEDGED, .first = RECEIPT_SENT,
};
