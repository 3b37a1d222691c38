/* The field table of membership. */
#include "modules/members/members.h"

const struct choice member_states[] = {
	{MEMBER_APPLIED, "待审批", "warn"}, {MEMBER_ACTIVE, "在籍", "ok"}, {MEMBER_KEPT, "保留会籍", "info"},
	{MEMBER_RETIRED, "退休保留", "info"}, {MEMBER_LEFT, "已退会", "mute"}, {MEMBER_DEAD, "已去世", "mute"},
	{MEMBER_EXPELLED, "已开除", "bad"}, {MEMBER_REFUSED, "未批准", "mute"}, {MEMBER_AWAY, "已转出", "mute"}, {MEMBER_MERGED, "已并入", "mute"},
	{0},
};
static const struct choice sexes[] = {{1, "男", NULL}, {2, "女", NULL}, {0}};
static const struct choice consents[] = {{1, "已同意", "ok"}, {2, "已撤回", "warn"}, {0}};

#define OF_PERSON F_LIST | F_PERSONAL
#define ASKED F_FORM | F_PERSONAL

static const struct field fields[] = {
	HEAD_FIELDS(struct member, member_states),
	TEXT(struct member, name, .label = "姓名", .max = 30, .use = OF_PERSON),
	TEXT(struct member, pinyin, .label = "姓名拼音", .use = F_SORT),
	CHOICE(struct member, sex, sexes, .label = "性别", .use = OF_PERSON),
	TEXT(struct member, idno_mask, .label = "证件号码", .use = OF_PERSON),
	TEXT(struct member, mobile_mask, .label = "手机号", .use = OF_PERSON),
	TEXT(struct member, member_no, .label = "会员证号", .max = 30, .use = F_LIST | ASKED),
	DAY(struct member, joined_on, .label = "入会日期", .use = F_LIST | ASKED, .hint = "转入的填最初入会的日期。"),
	CHOICE(struct member, change, member_changes, .label = "最近变动", .use = F_LIST | F_FILTER | F_PERSONAL | F_HISTORY),
	DAY(struct member, changed_on, .label = "变动日期", .use = F_LIST | F_SORT | F_PERSONAL | F_HISTORY),
	TEXT(struct member, change_reason, .label = "变动原因", .max = 200, .use = F_PERSONAL | F_HISTORY),
	TEXT(struct member, decision, .label = "批准的会议或文号", .max = 100, .use = F_HISTORY | F_PERSONAL),
	DAY(struct member, dues_until, .label = "会费缴至", .use = ASKED, .hint = "免缴的不填。"),
	DAY(struct member, reminded_on, .label = "催缴日期", .use = F_HISTORY | F_PERSONAL),
	REF(struct member, to_unit, &unit_record, .label = "转往工会", .use = F_HISTORY | F_PERSONAL),
	DAY(struct member, birth, .label = "出生日期", .use = ASKED, .hint = "填了身份证号，可以不填。"),
	CHOICE(struct member, id_type, member_id_types, .label = "证件种类", .use = ASKED),
	CHOICE(struct member, ethnic, member_ethnic_groups, .label = "民族", .use = ASKED),
	CHOICE(struct member, politics, member_politics, .label = "政治面貌", .use = ASKED | F_FILTER),
	CHOICE(struct member, education, member_education, .label = "学历", .use = ASKED),
	CHOICE(struct member, degree, member_degrees, .label = "学位", .use = ASKED),
	CHOICE(struct member, household, member_households, .label = "户籍类型", .use = ASKED),
	TEXT(struct member, household_place, .label = "户籍所在地", .max = 60, .use = ASKED, .hint = "到区县，例如“江苏省如皋市”。"),
	TEXT(struct member, address_seal, .label = "住址密文"),
	TEXT(struct member, employer, .label = "用人单位", .max = 60, .use = ASKED, .hint = "与工会所在单位不同时填，例如劳务派遣公司、平台。"),
	CHOICE(struct member, skill, member_skills, .label = "技能等级", .use = F_LIST | ASKED | F_FILTER | F_SPARSE),
	CHOICE(struct member, job, member_jobs, .label = "就业状况", .use = ASKED),
	CHOICE(struct member, model, member_models, .label = "劳模（荣誉）", .use = F_LIST | ASKED | F_FILTER | F_SPARSE),
	CHOICE(struct member, gig, member_gigs, .label = "新就业形态群体", .use = F_LIST | ASKED | F_FILTER | F_SPARSE),
	CHOICE(struct member, retire_base, member_retire_bases, .label = "退休年龄类别", .use = ASKED, .hint = "女职工填写，用来推算法定退休时间。"),
	FLAG(struct member, farmer, .label = "农民工", .use = ASKED),
	TEXT(struct member, idkey, .label = "证件散列"),
	INT(struct member, complete, .label = "实名信息完整"),
	INT(struct member, batch, .label = "导入批次"),
	CHOICE(struct member, consent, consents, .label = "知情同意", .use = F_HISTORY | F_PERSONAL),
	INSTANT(struct member, consent_at, .label = "同意时间"),
};
const struct record member_record = RECORD("member", "会员", struct member, fields, "name",
	.indexes = "create unique index member_by_idkey on member(idkey) where idkey <> '';\n"
		   "create index member_by_number on member(member_no) where member_no <> '';\n"
		   "create index member_by_target on member(to_unit, id) where to_unit <> 0;\n"
		   "create index member_by_age on member(unit, birth, id) where state = 2 and birth <> 0;\n"
		   "create index member_by_dues on member(unit, dues_until, id) where state = 2 and dues_until <> 0;\n"
		   "create index member_by_batch on member(batch, id) where batch <> 0;\n"
		   "create index member_ended on member(unit, id) where state >= 5;\n"
		   "create index member_incomplete on member(unit, id) where complete = 0 and state = 2;\n");
