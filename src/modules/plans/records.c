/* The records of the module and how they are stored. */
#include <string.h>

#include "kernel/measure.h"
#include "kernel/unit.h"
#include "modules/plans/plans.h"

static const struct choice plan_states[] = {
	{PLAN_DRAFT, "起草", "mute"},	      {PLAN_CHECK, "核稿", "info"},
	{PLAN_COSIGN, "会签", "info"},	      {PLAN_PARTY, "党组织意见", "info"},
	{PLAN_COMMITTEE, "委员会审议", "info"}, {PLAN_READY, "待签发", "warn"},
	{PLAN_ISSUED, "已签发", "ok"},	      {PLAN_CLOSED, "已结项", "ok"},
	{PLAN_DROPPED, "已作废", "mute"},      {0},
};

static const struct field plan_fields[] = {
	HEAD_FIELDS(struct plan, plan_states),
	TEXT(struct plan, title, .label = "文件标题", .max = 100, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	INT(struct plan, year, .label = "年度", .least = 2000, .most = 2100, .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
	TEXT(struct plan, organ, .label = "发文单位", .max = 100, .use = F_FORM | F_JSON),
	LONG(struct plan, preamble, .label = "总体要求", .max = 20000, .use = F_FORM | F_FIND | F_JSON),
	LONG(struct plan, source, .label = "原文", .max = 5000000),
	TEXT(struct plan, source_name, .label = "原文件名"),
	TEXT(struct plan, doc_number, .label = "发文字号", .use = F_LIST | F_HISTORY | F_JSON),
	DAY(struct plan, issued_on, .label = "签发日期", .use = F_LIST | F_HISTORY | F_JSON),
	DAY(struct plan, starts, .label = "起始日期", .use = F_FORM | F_JSON),
	DAY(struct plan, ends, .label = "结束日期", .use = F_FORM | F_JSON),
	REF(struct plan, superior, &plan_record, .label = "对应的上级要点", .use = F_HISTORY | F_JSON),
	INT(struct plan, baseline, .label = "版本号", .use = F_JSON),
	INT(struct plan, skipped, .label = "省略的环节"),
	TEXT(struct plan, skip_reason, .label = "省略环节的理由", .use = F_HISTORY),
	LONG(struct plan, minutes, .label = "会议纪要", .use = F_HISTORY),
	INT(struct plan, minutes_file, .label = "纪要附件"),
	INT(struct plan, dropped_nodes, .label = "导入时略去的片段"),
};
const struct record plan_record = RECORD("plan", "工作要点", struct plan, plan_fields, "title");

static const struct choice node_states[] = {{NODE_ACTIVE, "有效", "ok"}, {NODE_REMOVED, "已删去", "mute"}, {0}};
static const struct choice levels[] = {
	{NODE_SECTION, "部分", NULL}, {NODE_SUBSECTION, "方面", NULL}, {NODE_POINT, "要点", NULL}, {NODE_SUBPOINT, "分项", NULL}, {0},
};

static const struct field node_fields[] = {
	HEAD_FIELDS(struct plan_node, node_states),
	REF(struct plan_node, plan, &plan_record, .label = "工作要点"),
	REF(struct plan_node, parent, &plan_node_record, .label = "上一级"),
	INT(struct plan_node, position, .label = "次序"),
	CHOICE(struct plan_node, level, levels, .label = "层级", .use = F_FORM | F_NEED | F_JSON),
	TEXT(struct plan_node, number, .label = "序号", .max = 20, .use = F_FORM | F_JSON),
	TEXT(struct plan_node, title, .label = "标题", .max = 300, .use = F_FORM | F_NEED | F_FIND | F_JSON),
	LONG(struct plan_node, body, .label = "内容", .max = 100000, .use = F_FORM | F_FIND | F_JSON),
	INT(struct plan_node, starts_at, .label = "原文起"),
	INT(struct plan_node, ends_at, .label = "原文止"),
	INT(struct plan_node, weight, .label = "权重", .least = 1, .most = 100, .use = F_FORM | F_JSON),
};
const struct record plan_node_record = RECORD("plan_node", "要点", struct plan_node, node_fields, "title",
	.indexes = "create index plan_node_by_plan on plan_node(plan, position, id);\n");

static const struct field term_fields[] = {
	HEAD_FIELDS(struct plan_term, node_states),
	REF(struct plan_term, plan, &plan_record, .label = "工作要点"),
	TEXT(struct plan_term, name, .label = "名词", .max = 60, .use = F_FORM | F_NEED | F_FIND | F_JSON),
	LONG(struct plan_term, members, .label = "包括", .max = 5000, .use = F_FORM | F_FIND | F_JSON, .hint = "一行一项"),
};
const struct record plan_term_record = RECORD("plan_term", "名词解释", struct plan_term, term_fields, "name",
	.indexes = "create index plan_term_by_plan on plan_term(plan, id);\n");

static const struct choice task_states[] = {
	{TASK_DRAFT, "编制中", "mute"},	  {TASK_OPEN, "进行中", "info"},  {TASK_SUBMITTED, "待确认", "warn"},
	{TASK_DONE, "已完成", "ok"},	  {TASK_WAIVED, "免做", "mute"}, {TASK_CANCELLED, "已取消", "mute"},
	{0},
};

static const struct choice task_bases[] = {
	{TASK_COUNTS_ALL, "本工会及下级的全部记录", NULL}, {TASK_COUNTS_LINKED, "只计关联本任务的记录", NULL}, {0}};
static const char *measure_said(const struct app *app, const char *key)
{
	const struct measure *m = measure_of(app, key);
	return strcmp(key, TASK_BY_EVIDENCE) == 0 ? TASK_BY_EVIDENCE_SAID : m ? m->label : NULL;
}

static const struct field task_fields[] = {
	HEAD_FIELDS(struct task, task_states),
	TEXT(struct task, title, .label = "任务", .max = 120, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	REF(struct task, plan, &plan_record, .label = "工作要点", .use = F_FILTER | F_JSON),
	REF(struct task, node, &plan_node_record, .label = "要点", .use = F_LIST | F_JSON),
	REF(struct task, parent, &task_record, .label = "拆分自", .use = F_JSON),
	REF(struct task, source, &task_record, .label = "上级任务", .use = F_JSON),
	INT(struct task, position, .label = "次序"),
	REF(struct task, department, &unit_record, .label = "责任部门", .use = F_LIST | F_FORM | F_JSON),
	REF(struct task, owner, &person_record, .label = "责任人", .use = F_LIST | F_FORM | F_FILTER | F_JSON),
	DAY(struct task, starts, .label = "开始时间", .use = F_FORM | F_JSON),
	DAY(struct task, due, .label = "完成时间", .use = F_LIST | F_FORM | F_SORT | F_JSON),
	TEXT(struct task, measure, .label = "衡量指标", .use = F_HISTORY | F_JSON, .said = measure_said),
	INT(struct task, target, .label = "目标值", .most = 100000000, .use = F_FORM | F_JSON),
	CHOICE(struct task, basis, task_bases, .label = "指标计哪些记录", .use = F_FORM | F_JSON,
	       .hint = "计全部时，办了就计入，不用逐条关联；同一指标有几项任务时，请选只计关联的，以免一场活动计两次。"),
	INT(struct task, weight, .label = "权重", .least = 1, .most = 100, .use = F_FORM | F_JSON),
	LONG(struct task, detail, .label = "工作内容", .max = 3000, .use = F_FORM | F_FIND | F_JSON),
	TEXT(struct task, waiver, .label = "暂缺的理由", .use = F_FORM | F_JSON),
	LONG(struct task, quote, .label = "原文依据"),
	TEXT(struct task, vague, .label = "含糊用语"),
	DAY(struct task, done_on, .label = "完成日期", .use = F_HISTORY | F_JSON),
	DAY(struct task, first_due, .label = "原定完成时间", .use = F_JSON),
	DAY(struct task, counts_from, .label = "指标从哪天起计", .use = F_HISTORY | F_JSON),
};
const struct record task_record = RECORD("task", "任务", struct task, task_fields, "title",
	.indexes = "create index task_by_plan on task(plan, unit, node, position, id);\n"
		   "create index task_of_unit on task(unit, state, due, id);\n"
		   "create index task_of_owner on task(owner, state, due, id);\n"
		   "create index task_of_department on task(department, state, due, id);\n"
		   "create index task_by_source on task(source, unit);\n"
		   "create index task_by_parent on task(parent, id);\n");

static const struct choice receipt_states[] = {
	{RECEIPT_SENT, "待签收", "warn"}, {RECEIPT_ACKNOWLEDGED, "已签收", "ok"}, {0},
};

static const struct field receipt_fields[] = {
	HEAD_FIELDS(struct receipt, receipt_states),
	REF(struct receipt, plan, &plan_record, .label = "工作要点", .use = F_LIST | F_JSON),
	DAY(struct receipt, sent_on, .label = "下达日期", .use = F_LIST | F_JSON),
	DAY(struct receipt, acknowledged_on, .label = "签收日期", .use = F_LIST | F_HISTORY | F_JSON),
	TEXT(struct receipt, contact, .label = "联系人", .max = 60, .use = F_FORM | F_JSON),
};
const struct record receipt_record = RECORD("receipt", "要点签收", struct receipt, receipt_fields, "contact",
	.indexes = "create unique index receipt_once on receipt(plan, unit);\n");
