#include "kernel/unit.h"
#include "modules/follow/follow.h"

static const struct choice milestone_states[] = {
	{MILESTONE_OPEN, "未完成", "info"}, {MILESTONE_DONE, "已完成", "ok"}, {MILESTONE_DROPPED, "已取消", "mute"}, {0}};
static const struct field milestone_fields[] = {
	HEAD_FIELDS(struct milestone, milestone_states),
	REF(struct milestone, task, &task_record, .label = "任务"),
	TEXT(struct milestone, title, .label = "节点", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_JSON),
	DAY(struct milestone, due, .label = "时间", .use = F_LIST | F_FORM | F_NEED | F_JSON),
	DAY(struct milestone, done_on, .label = "完成日期", .use = F_LIST | F_HISTORY | F_JSON),
};
const struct record milestone_record = RECORD("milestone", "节点", struct milestone, milestone_fields, "title",
	.indexes = "create index milestone_by_task on milestone(task, due, id);\n");

static const struct choice evidence_states[] = {{EVIDENCE_VALID, "有效", "ok"}, {EVIDENCE_WITHDRAWN, "已撤回", "mute"}, {0}};
static const struct field evidence_fields[] = {
	HEAD_FIELDS(struct evidence, evidence_states),
	REF(struct evidence, task, &task_record, .label = "任务"),
	TEXT(struct evidence, title, .label = "佐证名称", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	LONG(struct evidence, text, .label = "说明", .max = 2000, .use = F_FORM | F_FIND | F_JSON, .hint = "做了什么、多少人、成效如何。"),
	DAY(struct evidence, happened_on, .label = "发生日期", .use = F_LIST | F_FORM | F_NEED | F_JSON),
	TEXT(struct evidence, place, .label = "地点", .max = 60, .use = F_LIST | F_FORM | F_JSON),
	TEXT(struct evidence, record, .label = "来源"),
	INT(struct evidence, row_id, .label = "来源编号"),
};
const struct record evidence_record = RECORD("evidence", "佐证", struct evidence, evidence_fields, "title",
	.indexes = "create index evidence_by_task on evidence(task, happened_on, id);\n"
		   "create index evidence_by_source on evidence(record, row_id);\n");

static const struct choice report_states[] = {
	{REPORT_DRAFT, "起草", "mute"}, {REPORT_SUBMITTED, "待审阅", "warn"}, {REPORT_ACCEPTED, "已接收", "ok"},
	{REPORT_RETURNED, "退回", "bad"}, {0}};
static const struct choice periods[] = {{REPORT_MONTH, "月报", NULL}, {REPORT_QUARTER, "季报", NULL}, {REPORT_YEAR, "年度报告", NULL}, {0}};
static const struct field report_fields[] = {
	HEAD_FIELDS(struct report, report_states),
	REF(struct report, plan, &plan_record, .label = "工作要点", .use = F_LIST | F_JSON),
	CHOICE(struct report, period, periods, .label = "种类", .use = F_LIST | F_FORM | F_NEED | F_JSON),
	DAY(struct report, starts, .label = "报告期起", .use = F_FORM | F_NEED | F_JSON),
	DAY(struct report, ends, .label = "报告期止", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	TEXT(struct report, title, .label = "标题", .max = 100, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	LONG(struct report, summary, .label = "工作情况", .max = 20000, .use = F_FORM | F_FIND | F_JSON),
	LONG(struct report, problems, .label = "存在问题", .max = 5000, .use = F_FORM | F_JSON),
	LONG(struct report, plans_ahead, .label = "下步打算", .max = 5000, .use = F_FORM | F_JSON),
	LONG(struct report, figures, .label = "冻结的数字", .max = 1000000),
	INT(struct report, seal, .label = "封存号", .use = F_HISTORY | F_JSON),
	TEXT(struct report, seal_hash, .label = "封存指纹"),
	DAY(struct report, submitted_on, .label = "报送日期", .use = F_LIST | F_HISTORY | F_JSON),
};
const struct record report_record = RECORD("report", "工作报告", struct report, report_fields, "title",
	.indexes = "create index report_by_plan on report(plan, unit, id);\n");

static const struct choice supervision_states[] = {
	{SUPERVISION_SENT, "待说明", "warn"}, {SUPERVISION_EXPLAINED, "已说明", "info"},
	{SUPERVISION_EXTENDED, "已延期", "info"}, {SUPERVISION_CLOSED, "已办结", "ok"}, {0}};
static const struct choice supervision_kinds[] = {{SUPERVISION_REMINDER, "催办", NULL}, {SUPERVISION_NOTICE, "督办单", NULL}, {0}};
static const struct field supervision_fields[] = {
	HEAD_FIELDS(struct supervision, supervision_states),
	REF(struct supervision, task, &task_record, .label = "任务", .use = F_LIST | F_JSON),
	REF(struct supervision, by_unit, &unit_record, .label = "督办单位", .use = F_LIST | F_JSON),
	CHOICE(struct supervision, kind, supervision_kinds, .label = "方式", .use = F_LIST | F_FORM | F_NEED | F_JSON),
	TEXT(struct supervision, number, .label = "文号", .use = F_LIST | F_HISTORY | F_JSON),
	TEXT(struct supervision, title, .label = "事由", .max = 100, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	LONG(struct supervision, demand, .label = "督办要求", .max = 2000, .use = F_FORM | F_NEED | F_JSON),
	DAY(struct supervision, due, .label = "答复期限", .use = F_LIST | F_FORM | F_NEED | F_JSON),
	LONG(struct supervision, explanation, .label = "情况说明", .max = 2000, .use = F_HISTORY | F_JSON),
	DAY(struct supervision, wish, .label = "申请延期至", .use = F_HISTORY | F_JSON),
	DAY(struct supervision, granted, .label = "同意延期至", .use = F_HISTORY | F_JSON),
	DAY(struct supervision, closed_on, .label = "办结日期", .use = F_LIST | F_HISTORY | F_JSON),
};
const struct record supervision_record = RECORD("supervision", "督办", struct supervision, supervision_fields, "title",
	.indexes = "create index supervision_by_task on supervision(task, id);\n"
		   "create index supervision_by_giver on supervision(by_unit, state, id);\n");

static const struct choice lift_states[] = {
	{LIFT_ASKED, "待上级决定", "warn"}, {LIFT_HELD, "已调级", "info"}, {LIFT_DECLINED, "未同意", "mute"},
	{LIFT_ENDED, "已结束", "mute"}, {LIFT_WITHDRAWN, "已撤回", "mute"}, {0}};
static const struct choice lamps[] = {{LAMP_SLOW, "偏慢", NULL}, {LAMP_LATE, "滞后", NULL}, {0}};
static const struct field lift_fields[] = {
	HEAD_FIELDS(struct lamp_lift, lift_states),
	REF(struct lamp_lift, task, &task_record, .label = "任务"),
	CHOICE(struct lamp_lift, lamp, lamps, .label = "计算的灯", .use = F_HISTORY | F_JSON),
	LONG(struct lamp_lift, reason, .label = "调级的理由", .max = 500, .use = F_FORM | F_NEED | F_JSON,
	     .hint = "写明为什么计算的灯没有反映实际，例如：活动已定在下周，方案和场地已落实。"),
	DAY(struct lamp_lift, until, .label = "调到哪天为止", .use = F_FORM | F_NEED | F_JSON, .hint = "到期自动恢复；计算的灯变了，也随即恢复。"),
	REF(struct lamp_lift, decided_by, &person_record, .label = "决定人", .use = F_HISTORY | F_JSON),
	DAY(struct lamp_lift, since, .label = "调级自", .use = F_HISTORY | F_JSON),
	DAY(struct lamp_lift, ended_on, .label = "恢复日期", .use = F_HISTORY | F_JSON),
};
const struct record lamp_lift_record = RECORD("lamp_lift", "亮灯调级", struct lamp_lift, lift_fields, "reason",
	.indexes = "create index lamp_lift_by_task on lamp_lift(task, since, id);\n"
		   "create index lamp_lift_running on lamp_lift(state, id) where state in (0, 1);\n");

static const struct choice remark_states[] = {
	{REMARK_SHOWN, "已发表", "info"}, {REMARK_WITHDRAWN, "已撤回", "mute"}, {REMARK_HIDDEN, "已隐藏", "mute"}, {0}};
static const struct field remark_fields[] = {
	HEAD_FIELDS(struct remark, remark_states),
	REF(struct remark, node, &plan_node_record, .label = "要点"),
	LONG(struct remark, text, .label = "发言", .max = 1000, .use = F_FORM | F_NEED | F_PERSONAL),
	REF(struct remark, mention, &person_record, .label = "提醒谁看"),
};
const struct record remark_record = RECORD("remark", "要点讨论", struct remark, remark_fields, "text",
	.indexes = "create index remark_by_node on remark(node, unit, id);\n");

const struct choice *lift_state_choices(void)
{
	return lift_states;
}

const struct choice *supervision_state_choices(void)
{
	return supervision_states;
}

const struct choice *report_state_choices(void)
{
	return report_states;
}
