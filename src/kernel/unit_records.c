/* The field tables of units, people and posts. */
#include "kernel/rights.h"
#include "kernel/unit.h"

static const struct choice unit_states[] = {{UNIT_ACTIVE, "正常", "ok"}, {UNIT_DISSOLVED, "已撤销", "mute"}, {0}};
static const struct choice person_states[] = {{PERSON_ACTIVE, "在册", "ok"}, {PERSON_LEFT, "已离开", "mute"}, {PERSON_MERGED, "已并入", "mute"}, {0}};
static const struct choice post_states[] = {{POST_HELD, "在任", "ok"}, {POST_ENDED, "已卸任", "mute"}, {0}};
static const struct choice sexes[] = {{1, "男", NULL}, {2, "女", NULL}, {0}};
static const struct choice union_kinds[] = {{1, "会员", NULL}, {2, "未入会", NULL}, {3, "保留会籍", NULL}, {0}};

static const struct field unit_fields[] = {
	HEAD_FIELDS(struct unit_row, unit_states),
	REF(struct unit_row, parent, &unit_record, .label = "上级单位", .use = F_HISTORY | F_JSON),
	CHOICE(struct unit_row, kind, unit_kinds, .label = "类别", .use = F_LIST | F_HISTORY | F_JSON),
	TEXT(struct unit_row, path, .label = "路径"),
	TEXT(struct unit_row, name, .label = "单位名称", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	/* "short" is a word of C */
	{.name = "short", .label = "简称", .kind = KIND_TEXT, .at = offsetof(struct unit_row, short_name), .max = 20,
	 .use = F_FORM | F_FIND | F_JSON, .hint = "表格和图里用，例如“运行”。"},
	TEXT(struct unit_row, code, .label = "单位代码", .max = 20, .use = F_LIST | F_FORM | F_FIND | F_JSON,
	     .hint = "字母和数字，全系统不重复；没有手机号的职工用它加工号登录。"),
	TEXT(struct unit_row, doc_mark, .label = "发文机关代字", .max = 20, .use = F_FORM | F_JSON,
	     .hint = "编发文字号用，例如“临江发电工发”。"),
	TEXT(struct unit_row, address, .label = "地址", .max = 100, .use = F_FORM | F_JSON),
	TEXT(struct unit_row, phone, .label = "办公电话", .max = 30, .use = F_FORM | F_JSON),
	LONG(struct unit_row, note, .label = "备注", .max = 500, .use = F_FORM),
	TEXT(struct unit_row, pinyin, .label = "拼音"),
};
const struct record unit_record = RECORD("unit", "单位", struct unit_row, unit_fields, "name",
	.indexes = "create unique index unit_by_path on unit(path);\n"
		   "create index unit_by_parent on unit(parent, id);\n"
		   "create index unit_children on unit(parent, state, id, name);\n"
		   "create index unit_within on unit(parent, path) where not (kind <= 3 and state = 1);\n"
		   "create index unit_unions on unit(path) where kind <= 3 and state = 1;\n"
		   "create index unit_houses on unit(path) where kind in (2, 3) and state + 0 = 1;\n"
		   "create index unit_teams on unit(path) where kind = 7;\n"
		   "create unique index unit_by_code on unit(code) where code <> '';\n");

static const struct field person_fields[] = {
	HEAD_FIELDS(struct person_row, person_states),
	TEXT(struct person_row, name, .label = "姓名", .max = 30, .use = F_LIST | F_FORM | F_NEED | F_PERSONAL),
	TEXT(struct person_row, staff_no, .label = "工号", .max = 20, .use = F_LIST | F_FORM | F_SORT | F_PERSONAL,
	     .hint = "本单位内不重复。"),
	TEXT(struct person_row, title, .label = "岗位或职务", .max = 30, .use = F_LIST | F_FORM | F_PERSONAL,
	     .hint = "只写在名册上，例如“挡车工”。工会职务另行登记任职，权限随任职走。"),
	CHOICE(struct person_row, sex, sexes, .label = "性别", .use = F_LIST | F_FORM | F_FILTER | F_PERSONAL),
	CHOICE(struct person_row, union_kind, union_kinds, .label = "会籍", .use = F_LIST | F_FILTER | F_PERSONAL), /* follows from the membership */
	TEXT(struct person_row, mobile_mask, .label = "手机号", .use = F_LIST | F_HISTORY | F_PERSONAL),
	TEXT(struct person_row, mobile_seal, .label = "手机号密文"),
	TEXT(struct person_row, mobile_hash, .label = "手机号散列"),
	TEXT(struct person_row, mobile_tail, .label = "手机尾号散列"),
	TEXT(struct person_row, idno_mask, .label = "身份证号", .use = F_LIST | F_HISTORY | F_PERSONAL),
	TEXT(struct person_row, idno_seal, .label = "身份证号密文"),
	TEXT(struct person_row, idno_hash, .label = "身份证号散列"),
	TEXT(struct person_row, idno_tail, .label = "身份证尾号散列"),
	TEXT(struct person_row, pinyin, .label = "拼音"),
	INT(struct person_row, batch, .label = "导入批次"),
};
const struct record person_record = RECORD("person", "人员", struct person_row, person_fields, "name",
	.indexes = "create unique index person_by_mobile on person(mobile_hash) where mobile_hash <> '';\n"
		   "create index person_by_mobile_tail on person(mobile_tail) where mobile_tail <> '';\n"
		   "create index person_by_idno on person(idno_hash) where idno_hash <> '';\n"
		   "create index person_by_idno_tail on person(idno_tail) where idno_tail <> '';\n"
		   "create unique index person_by_staff_no on person(unit, staff_no) where staff_no <> '';\n");

static const struct field post_fields[] = {
	HEAD_FIELDS(struct post_row, post_states),
	REF(struct post_row, person, &person_record, .label = "人员", .use = F_HISTORY | F_PERSONAL),
	CHOICE(struct post_row, role, role_choices, .label = "角色", .use = F_FORM | F_NEED,
	       .hint = "决定能看什么、办什么。"),
	TEXT(struct post_row, title, .label = "职务名称", .max = 30, .use = F_FORM, .hint = "例如“工会副主席”，不填用角色名。"),
	DAY(struct post_row, since, .label = "任职起", .use = F_FORM | F_NEED),
	DAY(struct post_row, until, .label = "任职至", .use = F_FORM, .hint = "含当天；任期未定可不填。"),
};
const struct record post_record = RECORD("post", "任职", struct post_row, post_fields, "title",
	.indexes = "create index post_by_person on post(person, role);\n"
		   "create index post_by_role on post(unit, role, person);\n");
