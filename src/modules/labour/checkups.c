/* Check-ups of firms: the record, its way, and the list. */
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "labour.sql.h"
#include "modules/labour/inside.h"

static const struct choice states[] = {
	{CHECKUP_OPEN, "检查中", "info"}, {CHECKUP_FIXING, "整改中", "warn"}, {CHECKUP_DONE, "已完成", "ok"}, {CHECKUP_CANCELLED, "已取消", "mute"}, {0}};
static const struct field fields[] = {
	HEAD_FIELDS(struct labour_checkup, states),
	TEXT(struct labour_checkup, title, .label = "体检的单位", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	DAY(struct labour_checkup, checked_on, .label = "体检日期", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	INT(struct labour_checkup, workers, .label = "职工人数", .most = 1000000, .use = F_LIST | F_FORM | F_JSON),
	TEXT(struct labour_checkup, team, .label = "参加人员", .max = 200, .use = F_FORM | F_NEED, .hint = "工会干部、监督员、律师等。"),
	LONG(struct labour_checkup, reason, .label = "体检的重点", .max = 500, .use = F_FORM),
	INT(struct labour_checkup, score, .label = "符合率", .use = F_LIST | F_JSON), /* percent */
	INT(struct labour_checkup, findings, .label = "发现问题", .use = F_LIST | F_JSON),
	TEXT(struct labour_checkup, number, .label = "报告编号", .max = 60, .use = F_LIST | F_HISTORY),
	DAY(struct labour_checkup, reported_on, .label = "报告日期", .use = F_FILTER | F_HISTORY),
	DAY(struct labour_checkup, due, .label = "最近整改期限", .use = F_LIST | F_SORT | F_JSON),
	REF(struct labour_checkup, inspector, &person_record, .label = "报告人"),
	DAY(struct labour_checkup, closed_on, .label = "完成日期", .use = F_LIST | F_SORT | F_HISTORY | F_JSON),
	FLAG(struct labour_checkup, in_time, .label = "按期整改", .use = F_FILTER),
};
const struct record labour_checkup_record = RECORD("labour_checkup", "法治体检", struct labour_checkup, fields, "title");

const struct checkup_item *checkup_unanswered(struct req *r, int64_t checkup)
{
	size_t n, k = 0;
	struct checkup_answers *x = q_checkup_answers(r->db, r->arena, checkup, &n);
	for (const struct checkup_item *i = checkup_items; i->id; i++, k++)
		if (k >= n || x[k].item != i->id)
			return i;
	return NULL;
}

day checkup_next_fix(struct req *r, int64_t checkup)
{
	return (day)q_checkup_next_fix(r->db, checkup);
}

static const char *may_report(struct req *r, const void *row)
{
	const struct labour_checkup *c = row;
	const struct checkup_item *i = checkup_unanswered(r, c->id);
	return i ? arena_printf(r->arena, "还有没检查的：%s。", i->text) : NULL;
}

/* Its number; the score of what applies, rounded down. */
static bool reported(struct req *r, void *row, const void *before)
{
	struct labour_checkup *c = row;
	size_t n;
	int64_t kept = 0, breach = 0;
	struct checkup_answers *x = q_checkup_answers(r->db, r->arena, c->id, &n);
	(void)before;
	for (size_t i = 0; i < n; i++) {
		kept += x[i].answer == CHECKUP_KEPT;
		breach += x[i].answer == CHECKUP_BREACH;
	}
	c->score = kept + breach ? kept * 100 / (kept + breach) : 100;
	c->findings = breach;
	c->inspector = r->who ? r->who->person : 0;
	c->reported_on = r->today;
	c->due = checkup_next_fix(r, c->id);
	c->in_time = true;
	if (!*c->number) /* taken back and reported anew it keeps its own */
		c->number = labour_number(r, &labour_checkup_flow, c, "法检");
	return true;
}

/* Nothing stands upon it yet. */
static const char *may_unreport(struct req *r, const void *row)
{
	size_t n;
	const struct labour_checkup *c = row;
	struct checkup_answers *x = q_checkup_answers(r->db, r->arena, c->id, &n);
	for (size_t i = 0; i < n; i++)
		if (x[i].fixed_on)
			return "已经记录了整改，不能再撤回报告。";
	return NULL;
}

static bool unreported(struct req *r, void *row, const void *before)
{
	struct labour_checkup *c = row;
	(void)before;
	labour_timers_clear(r, &labour_checkup_record, c->id);
	c->score = c->findings = c->inspector = 0;
	c->reported_on = c->due = 0;
	c->in_time = false;
	return true;
}

static const char *may_close(struct req *r, const void *row)
{
	const struct labour_checkup *c = row;
	if (checkup_next_fix(r, c->id))
		return "还有问题没有整改、没有复查。";
	return !r->system && r->who->person == c->inspector ? "报告由你出具，请由别人确认完成。" : NULL;
}

static bool closed(struct req *r, void *row, const void *before)
{
	(void)before;
	((struct labour_checkup *)row)->closed_on = r->today;
	return true;
}

static bool opened(struct req *r, void *row, const void *before)
{
	(void)r;
	(void)before;
	((struct labour_checkup *)row)->closed_on = 0;
	return true;
}

/* The morning before the first correction is due whoever works for the union, the one after it again. */
static bool reminded(struct req *r, void *row, const void *before)
{
	const struct labour_checkup *c = row;
	bool late = c->due < r->today;
	(void)before;
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), c->unit, &(struct message){
		.title = arena_printf(r->arena, "法治体检整改%s：%s", late ? "逾期" : "即将到期", c->title), .urgent = late,
		.body = arena_printf(r->arena, "整改期限%s。", day_cn(r->arena, c->due)), .link = link_to(r, "/labour/checkups/%lld", (long long)c->id)});
	return true;
}

static const struct move moves[] = {
	{CHECKUP_OPEN, "items", SAME_STATE, "checkup.edit", "记录检查", MOVE_HIDDEN, .help = "逐项记录：符合、不符合、不适用"},
	{CHECKUP_OPEN, "report", CHECKUP_FIXING, "checkup.edit", "出具报告", 0, may_report, reported, "各项都检查了，编号出报告；记录整改以前可以撤回"},
	{CHECKUP_OPEN, "cancel", CHECKUP_CANCELLED, "checkup.edit", "取消", MOVE_REASON | MOVE_PLAIN, .help = "不再体检"},
	{CHECKUP_CANCELLED, "restore", CHECKUP_OPEN, "checkup.edit", "恢复", 0, .help = "取消错了"},
	{CHECKUP_FIXING, "unreport", CHECKUP_OPEN, "checkup.edit", "撤回报告", MOVE_REASON | MOVE_PLAIN, may_unreport, unreported, "检查结果记错了，记录整改以前撤回，编号不变"},
	{CHECKUP_FIXING, "fix", SAME_STATE, "checkup.edit", "记录整改", MOVE_HIDDEN, .help = "单位报来的整改情况"},
	{CHECKUP_FIXING, "confirm", SAME_STATE, "checkup.edit", "复查", MOVE_HIDDEN, .help = "由出报告以外的人复查"},
	{CHECKUP_FIXING, "remind", SAME_STATE, NULL, "到期提醒", MOVE_HIDDEN, NULL, reminded, "最近的整改期限前一天提醒工会，逾期次日再提醒"},
	{CHECKUP_FIXING, "close", CHECKUP_DONE, "checkup.edit", "完成体检", 0, may_close, closed, "问题都整改、都复查了；没有问题的也由别人确认"},
	{CHECKUP_DONE, "reopen", CHECKUP_FIXING, "checkup.edit", "撤回完成", MOVE_REASON | MOVE_PLAIN, NULL, opened, "发现有误"},
	{0},
};
static void after(struct req *r, const void *before, const void *row)
{
	const struct labour_checkup *c = row;
	day next = c->due - 1 > r->today ? c->due - 1 : c->due + 1;
	(void)before;
	if (c->state != CHECKUP_FIXING)
		return;
	labour_timers_clear(r, &labour_checkup_record, c->id);
	if (c->due && next > r->today)
		due_set(r, &labour_checkup_record, c->id, due_morning(next), "remind");
}

const struct flow labour_checkup_flow = {
	.record = &labour_checkup_record, .moves = moves, .home = "/labour/checkups/%lld", .edit_right = "checkup.edit", .edit_states = 1u << CHECKUP_OPEN,
	.first = CHECKUP_OPEN, .find_right = "checkup.list", .read_right = "checkup.list", .after = after,
};

static const struct list_view views[] = {{"检查中", "state=1"}, {"整改中", "state=2"}, {"按整改期限", "state=2&sort=due"}, {"已完成", "state=3"}, {0}};
const struct list labour_checkup_list = {
	.name = "labour_checkups", .base = "/labour/checkups", .flow = &labour_checkup_flow, .read_right = "checkup.list", .sort = "-checked_on", .views = views, .noun = "家次",
	.empty = "还没有法治体检。选一个单位，按清单逐项检查，出报告，跟踪整改，复查后完成。",
	.help = "用工法治体检：按清单检查合同、工资、工时、社保、派遣、女职工、民主管理、集体合同、规章制度。", .add = "/labour/checkups/new", .add_label = "安排体检",
};
