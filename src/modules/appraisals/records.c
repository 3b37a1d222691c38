#include <string.h>

#include "kernel/unit.h"
#include "modules/appraisals/inside.h"

const struct choice sheet_states[] = {{SHEET_DRAFT, "编制中", "mute"}, {SHEET_IN_USE, "使用中", "ok"}, {SHEET_RETIRED, "已停用", "mute"}, {0}};
const struct choice appraisal_states[] = {
	{APPRAISAL_DRAFT, "筹备中", "mute"}, {APPRAISAL_OPEN, "申报中", "info"}, {APPRAISAL_JUDGING, "评审中", "warn"}, {APPRAISAL_DONE, "已结束", "ok"},
	{APPRAISAL_CANCELLED, "已取消", "mute"}, {0},
};
const struct choice entry_states[] = {
	{ENTRY_DRAFT, "自评中", "mute"}, {ENTRY_SUBMITTED, "待核实", "warn"}, {ENTRY_VERIFIED, "评分中", "info"}, {ENTRY_SCORED, "已评定", "info"},
	{ENTRY_PUBLISHED, "公示中", "info"}, {ENTRY_GRANTED, "已命名", "gold"}, {ENTRY_DECLINED, "未命名", "mute"}, {ENTRY_WITHDRAWN, "已撤回", "mute"},
	{ENTRY_SETTLED, "结果存档", "ok"}, {0},
};
const struct choice title_states[] = {{TITLE_HELD, "有效", "gold"}, {TITLE_WITHDRAWN, "已撤销", "bad"}, {TITLE_REPLACED, "已由新称号接续", "mute"}, {0}};
const struct choice sheet_kinds[] = {
	{KIND_SIX_HAVES, "六有工会", NULL}, {KIND_MODEL_HOME, "职工之家", NULL}, {KIND_SMALL_HOME, "职工小家", NULL}, {KIND_PIONEER_TEAM, "工人先锋号", NULL},
	{KIND_SIX_TYPE_TEAM, "六型班组", NULL}, {KIND_FIVE_THREE, "五全三化", NULL}, {KIND_SHEET_STUDIO, "创新工作室", NULL}, {KIND_BRAND, "阵地品牌", NULL},
	{KIND_EXHIBITION, "班组展示", NULL}, {KIND_OTHER, "其他", NULL}, {KIND_CONGRESS, "职代会质量", NULL}, {KIND_DUTY, "述职评议", NULL}, {KIND_HARMONY, "和谐劳动关系", NULL}, {0},
};
const struct choice subject_kinds[] = {
	{SUBJECT_UNION, "工会", NULL}, {SUBJECT_TEAM, "班组", NULL}, {SUBJECT_PERSON, "个人", NULL}, {SUBJECT_STUDIO, "工作室", NULL}, {SUBJECT_BRAND, "品牌", NULL}, {SUBJECT_FIRM, "企业", NULL}, {SUBJECT_PARK, "园区", NULL}, {SUBJECT_RESULT, "成果", NULL}, {0},
};
const struct choice item_types[] = {{ITEM_SCORE, "打分", NULL}, {ITEM_YES, "是否做到", NULL}, {ITEM_VETO, "一票否决", NULL}, {ITEM_LIVE, "自动取数", NULL}, {ITEM_AUDIENCE, "观众投票", NULL}, {0}};
/* How far the source of an item is known; stored: never change them. */
const struct choice item_trusts[] = {{0, "没有写依据", NULL}, {TRUST_READ, "已核对原文", NULL}, {TRUST_QUOTED, "转引，未核实", NULL}, {TRUST_USUAL, "通行做法，未核实", NULL}, {0}};

const char *item_trust_of(const char *source, int64_t trust)
{
	return trust == TRUST_USUAL && strcmp(source, "通行做法") == 0 ? "未核实" : choice_label(item_trusts, trust);
}
static const struct choice title_events[] = {{EVENT_NONE, "", NULL}, {EVENT_OPEN, "待研究", "bad"}, {EVENT_SETTLED, "研究后保留", "mute"}, {0}};
const struct choice title_event_kinds[] = {
	{1, "被公布重大劳动保障违法，或者列入拖欠农民工工资失信名单", NULL}, {2, "发生责任性生产安全事故", NULL}, {3, "因企业原因发生停工、群体性事件", NULL},
	{EVENT_KIND_RISK, "登记了重大劳动关系风险", NULL}, {5, "申报材料弄虚作假", NULL}, {6, "其他严重情形", NULL}, {0}};

static const struct choice audience_states[] = {{AUDIENCE_NONE, "", NULL}, {AUDIENCE_VOTES, "投票中", "info"}, {AUDIENCE_COUNTED, "已计票", "ok"}, {0}};

#define T struct criteria_sheet
static const struct field sheet_fields[] = {
	HEAD_FIELDS(T, sheet_states),
	TEXT(T, title, .label = "标准名称", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	CHOICE(T, kind, sheet_kinds, .label = "类别", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
	CHOICE(T, subject, subject_kinds, .label = "评选对象", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
	LONG(T, levels, .label = "等次", .max = 500, .use = F_FORM | F_NEED, .hint = "从高到低一行一个：名称 最低分（满分折成 100），例如“模范 90”。"),
	TEXT(T, source, .label = "依据", .max = 300, .use = F_FORM | F_JSON, .hint = "文件名称、文号和条款。没有依据的写“本单位自定”。"),
	INT(T, recheck, .label = "复核间隔（月）", .most = 120, .use = F_FORM, .hint = "命名后隔几个月复核一次，12 就是一年。0 不复核。"),
	INT(T, term, .label = "要点名词"), INT(T, version_no, .label = "版次", .use = F_LIST | F_HISTORY), INT(T, before, .label = "上一版"),
};
#undef T
const struct record sheet_record = RECORD("criteria_sheet", "评价标准", struct criteria_sheet, sheet_fields, "title",
	.indexes = "create index criteria_sheet_by_term on criteria_sheet(term, unit) where term <> 0;\n"
		   "create index criteria_sheet_of_unit on criteria_sheet(unit, state, id);\n");

#define T struct appraisal
static const struct field appraisal_fields[] = {
	HEAD_FIELDS(T, appraisal_states),
	TEXT(T, title, .label = "评选名称", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	REF(T, sheet, &sheet_record, .label = "评价标准", .use = F_LIST | F_FORM | F_NEED | F_JSON),
	CHOICE(T, kind, sheet_kinds, .label = "类别", .use = F_LIST | F_FILTER | F_JSON),
	DAY(T, opens, .label = "申报开始", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	DAY(T, closes, .label = "申报截止", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	LONG(T, call, .label = "通知", .max = 4000, .use = F_FORM | F_FIND, .hint = "谁可以报、怎么报、什么时候评。"),
	FLAG(T, rated, .label = "会员评家", .use = F_FORM, .hint = "由申报工会的会员在手机上评满意、基本满意、不满意，达到比例才能命名。"),
	INT(T, trim, .label = "去掉最高最低分", .most = 30, .use = F_FORM, .hint = "评委达到几人时各去掉一个最高分和最低分；0 不去。"),
	TEXT(T, contact, .label = "受理异议的单位电话或地点", .max = 80, .use = F_FORM | F_NEED, .hint = "公示时印出来。"),
	CHOICE(T, audience, audience_states, .label = "观众投票", .use = F_HISTORY), INT(T, picks, .label = "每人最多选"), DAY(T, votes_until, .label = "观众投票截止", .use = F_HISTORY),
};
#undef T
const struct record appraisal_record = RECORD("appraisal", "评选", struct appraisal, appraisal_fields, "title",
	.indexes = "create index appraisal_of_sheet on appraisal(sheet, id);\n"
		   "create index appraisal_voting on appraisal(unit, id) where audience = 1;\n");

#define T struct appraisal_entry
static const struct field entry_fields[] = {
	HEAD_FIELDS(T, entry_states),
	TEXT(T, name, .label = "申报对象", .max = 80, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	REF(T, appraisal, &appraisal_record, .label = "评选", .use = F_LIST | F_FILTER | F_JSON), REF(T, organiser, &unit_record, .label = "组织单位"),
	REF(T, sheet, &sheet_record, .label = "评价标准"), CHOICE(T, subject, subject_kinds, .label = "对象类别"), INT(T, subject_id, .label = "对象编号"),
	LONG(T, statement, .label = "申报说明", .max = 4000, .use = F_FORM | F_FIND, .hint = "主要做法和成效。不要写身份证号和手机号。"),
	DAY(T, submitted_on, .label = "申报日期", .use = F_LIST | F_SORT | F_HISTORY | F_JSON), DAY(T, verified_on, .label = "核实日期", .use = F_HISTORY),
	DAY(T, scored_on, .label = "评定日期", .use = F_HISTORY), REF(T, verifier, &person_record, .label = "核实人", .use = F_HISTORY),
	LONG(T, site, .label = "现场核实记录", .max = 4000, .use = F_HISTORY),
	INT(T, total, .label = "得分（百分之一分）"), INT(T, most, .label = "满分（百分之一分）"), INT(T, share, .label = "折合分（百分之一分）", .use = F_SORT),
	TEXT(T, points, .label = "折合分", .max = 12, .use = F_LIST | F_HISTORY | F_JSON),
	TEXT(T, level, .label = "等次", .max = 60, .use = F_LIST | F_HISTORY | F_JSON), FLAG(T, barred, .label = "一票否决", .use = F_HISTORY),
	INT(T, good, .label = "满意"), INT(T, fair, .label = "基本满意"), INT(T, bad, .label = "不满意"),
	DAY(T, rated_on, .label = "会员评家计数日期", .use = F_HISTORY),
	REF(T, notice, &notice_record, .label = "公示"), INT(T, title, .label = "称号"),
};
#undef T
const struct record entry_record = RECORD("appraisal_entry", "申报", struct appraisal_entry, entry_fields, "name",
	.indexes = "create index appraisal_entry_of on appraisal_entry(appraisal, state, id);\n"
		   "create index appraisal_entry_by_subject on appraisal_entry(appraisal, unit, subject_id);\n"
		   "create index appraisal_entry_of_unit on appraisal_entry(unit, state, id);\n"
		   "create index appraisal_entry_by_notice on appraisal_entry(notice, id) where notice <> 0;\n");

#define T struct honour_title
static const struct field title_fields[] = {
	HEAD_FIELDS(T, title_states),
	TEXT(T, title, .label = "称号", .max = 80, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	TEXT(T, holder, .label = "获得者", .max = 80, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	CHOICE(T, kind, sheet_kinds, .label = "类别", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
	CHOICE(T, subject, subject_kinds, .label = "对象类别", .use = F_FORM | F_NEED | F_FILTER | F_JSON),
	TEXT(T, level, .label = "等次", .max = 60, .use = F_LIST | F_FORM | F_JSON),
	TEXT(T, granter_name, .label = "授予单位", .max = 80, .use = F_LIST | F_FORM | F_NEED | F_JSON),
	TEXT(T, document, .label = "文号", .max = 80, .use = F_FORM | F_JSON),
	DAY(T, since, .label = "授予日期", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	DAY(T, recheck_by, .label = "下次复核", .use = F_LIST | F_FORM | F_SORT | F_JSON, .hint = "不复核的不填。"),
	CHOICE(T, event, title_events, .label = "严重事件", .use = F_LIST | F_FILTER | F_HISTORY | F_JSON),
	CHOICE(T, event_kind, title_event_kinds, .label = "事件情形", .use = F_HISTORY | F_JSON),
	DAY(T, event_on, .label = "事件登记日期", .use = F_HISTORY), DAY(T, event_by, .label = "研究期限", .use = F_HISTORY),
	DAY(T, ended_on, .label = "终止日期", .use = F_LIST | F_HISTORY | F_JSON), INT(T, checks, .label = "复核次数", .use = F_HISTORY),
	INT(T, subject_id, .label = "对象编号"), INT(T, entry, .label = "申报"), INT(T, granter, .label = "授予单位编号"),
};
#undef T
const struct record title_record = RECORD("honour_title", "称号", struct honour_title, title_fields, "title",
	.indexes = "create index honour_title_of_subject on honour_title(subject, subject_id, since, id) where subject_id <> 0;\n"
		   "create index honour_title_of_unit on honour_title(unit, kind, id);\n");
