/* The module: record, flow, routes, rights. */
#include "families.sql.h"
#include "kernel/module.h"
#include "modules/families/inside.h"
#include "modules/members/moves.h"

static const struct choice states[] = {{FAMILY_HERE, "在册", "ok"}, {FAMILY_GONE, "已删除", "mute"}, {0}};
const struct choice family_relations[] = {
	{1, "配偶", NULL}, {2, "子女", NULL}, {3, "父母", NULL}, {4, "配偶的父母", NULL}, {5, "祖父母、外祖父母", NULL}, {6, "兄弟姐妹", NULL},
	{7, "孙子女、外孙子女", NULL}, {8, "其他共同生活的人", NULL}, {0}};
/* HA-06: the dictionary of the hardship register. */
const struct choice family_healths[] = {
	{1, "良好", NULL}, {2, "一般疾病", NULL}, {3, "残疾", NULL}, {4, "癌症", NULL}, {5, "心血管病", NULL}, {6, "尿毒症", NULL}, {7, "精神病", NULL},
	{8, "肝病", NULL}, {9, "血液病", NULL}, {10, "糖尿病", NULL}, {11, "肿瘤病", NULL}, {12, "腰颈椎病", NULL}, {13, "高血压病", NULL}, {14, "肺病", NULL}, {0}};

#define T struct family_member
#define ASKED F_FORM | F_PERSONAL
static const struct field fields[] = {
	HEAD_FIELDS(T, states),
	REF(T, person, &person_record, .label = "本人"),
	TEXT(T, name, .label = "姓名", .max = 30, .use = ASKED | F_NEED),
	CHOICE(T, relation, family_relations, .label = "与本人的关系", .use = ASKED | F_NEED),
	INT(T, birth_year, .label = "出生年份", .least = 0, .most = 2200, .use = ASKED, .hint = "例如 1985；填了身份证号可以不填。"),
	FLAG(T, together, .label = "共同生活", .use = ASKED),
	FLAG(T, head, .label = "户主", .use = ASKED),
	TEXT(T, idno_mask, .label = "身份证号", .use = F_HISTORY | F_PERSONAL),
	TEXT(T, idno_seal, .label = "身份证号密文"),
	TEXT(T, idno_hash, .label = "身份证号散列"),
	TEXT(T, care_seal, .label = "健康和收入密文"),
};
#undef T
const struct record family_record = RECORD("family_member", "家庭成员", struct family_member, fields, "name",
	.indexes = "create index family_of_person on family_member(person, state, id);\n"
		   "create index family_by_idno on family_member(idno_hash) where idno_hash <> '';\n");

static const struct move moves[] = {
	{FAMILY_HERE, "erase", FAMILY_GONE, NULL, "删除家庭成员", MOVE_HIDDEN,
	 .help = "本人或工会删去，会籍的个人信息删除，或本人撤回同意：内容随之清空"},
	{FAMILY_HERE, "follow", SAME_STATE, NULL, "随本人调动", MOVE_HIDDEN, .help = "本人换单位，家庭成员归新单位管理"},
	{FAMILY_HERE, "own", SAME_STATE, NULL, "本人更正", MOVE_HIDDEN, .help = "本人在手机上更正家庭成员"},
	{0},
};

const struct flow family_flow = {
	.record = &family_record, .moves = moves, .home = "/people/%lld/family", .edit_right = "family.edit", .edit_states = 1u << FAMILY_HERE,
	.first = FAMILY_HERE,
};

/* ---- what follows from others ---- */

static void each(struct req *r, int64_t person, int64_t unit, const char *note)
{
	size_t n;
	struct family_member **m = family_of(r->db, r->arena, person, &n);
	for (size_t i = 0; i < n; i++) {
		if (note && !family_erase(r, m[i], note))
			return;
		m[i]->unit = unit;
		if (!note && !flow_follow(r, &family_flow, m[i], "follow", ""))
			return;
	}
}

/*
 * The family goes where the person goes, and is erased when his data are, when he takes his consent back, or when
 * somebody without a membership leaves: nobody would keep a file on him.
 */
static void heard(struct req *r, const struct record *record, const void *before, const void *row)
{
	if (record == &person_record && before) {
		const struct person_row *p = row, *was = before;
		if (p->unit != was->unit)
			each(r, p->id, p->unit, NULL);
		if (p->state == PERSON_LEFT && was->state == PERSON_ACTIVE && !record_load(r->db, r->arena, &member_record, p->id))
			each(r, p->id, 0, "离开单位，没有会籍");
		if (text_is(p->name, MEMBER_GONE) && p->state == PERSON_LEFT)
			each(r, p->id, 0, "个人信息已删除");
	}
	if (record == &member_record && before) {
		const struct member *m = row, *was = before;
		if (m->consent == 2 && was->consent != 2)
			each(r, m->id, 0, "本人撤回同意");
		else if (text_is(m->name, MEMBER_GONE) && m->state != MEMBER_MERGED)
			each(r, m->id, 0, "会籍信息已删除");
	}
}

static const struct route routes[] = {
	{METHOD_GET, "/people/{id}/family", "family.read", get_family, "家庭成员：人数；写明理由后查看", .of = &person_record},
	{METHOD_POST, "/people/{id}/family/open", "family.read", post_family_open, "查看一次家庭成员，理由留痕，本人能看到", ROUTE_AGAIN, .of = &person_record},
	{METHOD_POST, "/people/{id}/family", "family.edit", post_family_new, "代本人登记一名家庭成员", .of = &person_record},
	{METHOD_POST, "/people/{id}/family/{sub}", "family.edit", post_family_edit, "更正一名家庭成员", .of = &person_record},
	{METHOD_POST, "/people/{id}/family/{sub}/remove", "family.edit", post_family_remove, "删除一名家庭成员", .of = &person_record},
	{METHOD_GET, "/m/family", .run = get_my_family, .flags = ROUTE_OPEN, .help = "我的家庭：登记了谁、谁看过"},
	{METHOD_GET, "/m/family/new", .run = get_my_family_new, .flags = ROUTE_OPEN, .help = "登记家庭成员的表单"},
	{METHOD_POST, "/m/family", .run = post_my_family_new, .flags = ROUTE_OPEN, .help = "登记一名家庭成员"},
	{METHOD_GET, "/m/family/{id}", .run = get_my_family_one, .flags = ROUTE_OPEN, .help = "更正家庭成员的表单"},
	{METHOD_POST, "/m/family/{id}", .run = post_my_family_one, .flags = ROUTE_OPEN, .help = "更正一名家庭成员"},
	{METHOD_POST, "/m/family/{id}/remove", .run = post_my_family_remove, .flags = ROUTE_OPEN, .help = "删除一名家庭成员"},
	{0},
};

static const struct right rights[] = {
	{"family.read", "查看家庭成员", .below = STAFF},
	{"family.edit", "登记家庭成员", .below = STAFF},
	{"family.care", "查看家庭健康和收入（帮扶档案）", .below = HEADS},
	{0},
};

static const struct flow *const flows[] = {&family_flow, NULL};
static const char *const needs[] = {"members", NULL};

const struct module mod_families = {
	.name = "families", .label = "家庭成员", .flows = flows, .routes = routes, .rights = rights, .needs = needs, .heard = heard,
};
