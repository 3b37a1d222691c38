/* The units module: routes, rights and navigation of the register. */
#include "modules/units/units.h"

#include "http/icon.h"
#include "kernel/module.h"
#include "kernel/schema.h"
#include "units.sql.h"

static const struct route routes[] = {
	{METHOD_GET, "/units", "unit.read", get_units, "组织树；打开一个单位才读它的下级"},
	{METHOD_GET, "/units/{id}", "unit.read", get_unit, "一个单位", .of = &unit_record},
	{METHOD_GET, "/units/{id}/children", "unit.read", get_unit_children, "组织树里展开的下级", .of = &unit_record},
	{METHOD_GET, "/units/{id}/new", "unit.edit", get_unit_new, "新建下级单位的表单", .of = &unit_record},
	{METHOD_POST, "/units/{id}/new", "unit.edit", post_unit_new, "新建下级单位", .of = &unit_record},
	{METHOD_GET, "/units/{id}/edit", "unit.edit", get_unit_edit, "修改单位的表单", .of = &unit_record},
	{METHOD_POST, "/units/{id}", "unit.edit", post_unit_edit, "保存单位", .of = &unit_record},
	{METHOD_GET, "/units/{id}/move", "unit.edit", get_unit_move, "调整隶属的表单", .of = &unit_record},
	{METHOD_POST, "/units/{id}/move", "unit.edit", post_unit_move, "调整隶属", .of = &unit_record},
	{METHOD_POST, "/units/{id}/links", "unit.edit", post_unit_link, "登记另一领导单位", .of = &unit_record},
	{METHOD_POST, "/units/{id}/links/{sub}/end", "unit.edit", post_unit_unlink, "结束另一领导关系", .of = &unit_record},
	{METHOD_GET, "/units/{id}/policies", "policy.set", get_unit_policies, "本单位的规则数值及其来处", .of = &unit_record},
	{METHOD_POST, "/units/{id}/policies", "policy.set", post_unit_policy, "设定本单位的一个规则数值", .of = &unit_record},
	{METHOD_POST, "/units/{id}/policies/{sub}/end", "policy.set", post_unit_policy_end, "停用本单位的一个规则数值", .of = &unit_record},
	{METHOD_GET, "/people", "person.read", get_people, "人员列表"},
	{METHOD_GET, "/people/list", "person.read", get_people_list, "人员名册：筛选、排序、导出"},
	{METHOD_GET, "/people/new", "person.edit", get_person_new, "登记人员的表单"},
	{METHOD_POST, "/people", "person.edit", post_person_new, "登记人员"},
	{METHOD_GET, "/people/{id}", "person.read", get_person, "一个人", .of = &person_record},
	{METHOD_GET, "/people/{id}/edit", "person.edit", get_person_edit, "修改人员的表单", .of = &person_record},
	{METHOD_POST, "/people/{id}", "person.edit", post_person_edit, "保存人员；换单位记作调动", .of = &person_record},
	{METHOD_POST, "/people/{id}/reveal", "person.reveal", post_person_reveal, "看一次完整号码，写明理由，留痕", .of = &person_record},
	{METHOD_POST, "/people/{id}/posts", "post.edit", post_person_post, "登记任职", .of = &person_record},
	{METHOD_POST, "/posts/{id}/end", "post.edit", post_post_end, "免去职务", .of = &post_record},
	{0},
};

static const struct right rights[] = {
	{"unit.read", "查看组织", .here = MEMBERS, .below = STAFF | BIT(ROLE_AUDITOR), .above = MEMBERS},
	{"unit.edit", "管理组织", .below = STAFF},
	{"person.read", "查看人员", .below = STAFF},
	{"person.edit", "登记人员", .below = STAFF},
	{"person.reveal", "查看完整号码", .below = HEADS},
	{"policy.set", "设定本单位规则数值", .below = HEADS},
	{"post.edit", "任免工会职务", .below = HEADS},
	{0},
};

static const struct nav nav[] = {
	{"组织与保障", "组织", ICON("sitemap"), "/units", "unit.edit", 800},
	{"组织与保障", "人员", ICON("users"), "/people", "person.read", 801},
	{0},
};

static const struct flow *const flows[] = {&unit_flow, &person_flow, &post_flow, NULL};

static const struct list *const lists[] = {&people_list, NULL};

static const char schema[] =
	"create table find_key(record text not null, key text not null, row_id bigint not null, primary key(record, key, row_id)) /* in its key */;\n";

/* They stood three times: in a table, its key and an index by row. A server keeps the first two. */
static void one_tree(struct db *d)
{
	db_script(d, "drop index find_key_by_row");
	if (db_is_postgres(d))
		return;
	db_script(d, "create table find_key_sorted(record text not null, key text not null, row_id bigint not null, primary key(record, key, row_id)) /* in its key */;"
		     "insert into find_key_sorted(record, key, row_id) select record, key, row_id from find_key order by record, key, row_id;"
		     "drop table find_key; alter table find_key_sorted rename to find_key");
}

/* People are found by the index of words since. */
static void only_units(struct db *d)
{
	db_script(d, db_is_postgres(d) ? "delete from find_key where record = 'person'" :
		"create table find_key_units(record text not null, key text not null, row_id bigint not null, primary key(record, key, row_id)) /* in its key */;"
		"insert into find_key_units(record, key, row_id) select record, key, row_id from find_key where record = 'unit' order by record, key, row_id;"
		"drop table find_key; alter table find_key_units rename to find_key");
}

static const struct schema_step steps[] = {
	{"find_key: one tree", .run = one_tree},
	{"find_key: units only", .run = only_units, .contract = true},
	{0},
};

const struct module mod_units = {
	.name = "units", .label = "组织与人员", .flows = flows, .routes = routes, .rights = rights, .nav = nav, .schema = schema,
	.lists = lists, .steps = steps,
};
