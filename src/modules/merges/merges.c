/* The module: the record of merges, its flow, routes, rights, policy. */
#include "kernel/module.h"
#include "kernel/schema.h"
#include "merges.sql.h"
#include "modules/merges/inside.h"

static const struct choice states[] = {{MERGE_DONE, "可撤销", "info"}, {MERGE_UNDONE, "已撤销", "mute"}, {MERGE_SETTLED, "已办结", "ok"}, {0}};

#define T struct person_merge
static const struct field fields[] = {
	HEAD_FIELDS(T, states),
	REF(T, kept, &person_record, .label = "保留的登记", .use = F_LIST | F_HISTORY | F_PERSONAL),
	REF(T, lost, &person_record, .label = "并入的登记", .use = F_HISTORY | F_PERSONAL),
	TEXT(T, reason, .label = "认定的依据", .max = 200, .use = F_LIST | F_HISTORY | F_PERSONAL),
	DAY(T, until, .label = "可撤销至", .use = F_LIST | F_SORT),
	INT(T, moved, .label = "随之转移", .use = F_HISTORY),
	INT(T, stayed, .label = "撤销时已另有改动", .use = F_HISTORY),
};
#undef T
const struct record person_merge_record = RECORD("person_merge", "登记合并", struct person_merge, fields, "reason",
	.indexes = "create index person_merge_lost on person_merge(lost, id);\ncreate index person_merge_kept on person_merge(kept, id);\n");

static const struct move moves[] = {
	{MERGE_DONE, "undo", MERGE_UNDONE, "member.merge", "撤销合并", MOVE_REASON, .needs = merge_undo_problem, .done = merge_undo,
	 .help = "期限内把两条登记和随之转移的一切恢复原样"},
	{MERGE_DONE, "settle", MERGE_SETTLED, NULL, "期满", MOVE_HIDDEN, .done = merge_settle, .help = "期满后不能再撤销，留存的内容和并入的一条的个人信息删除"},
	{0},
};

const struct flow person_merge_flow = {
	.record = &person_merge_record, .moves = moves, .home = "/merges/%lld", .edit_right = "member.merge", .first = MERGE_DONE,
};

static const struct list_view views[] = {{"可撤销", "state=1"}, {"已撤销", "state=2"}, {"已办结", "state=3"}, {0}};
const struct list person_merge_list = {
	.name = "merges", .base = "/merges", .flow = &person_merge_flow, .read_right = "member.merge", .views = views, .noun = "次", .personal = true,
	.add = "/members/doubles", .add_label = "看重复的登记", .empty = "还没有合并过重复的登记。", .help = "谁的两条登记合成了一条，依据是什么，到哪天可以撤销。",
};
static const struct list *const lists[] = {&person_merge_list, NULL};

static const struct route routes[] = {
	{METHOD_GET, "/members/doubles", "member.merge", get_doubles, "证件号码相同的登记"},
	{METHOD_GET, "/members/alike", "member.merge", get_alike, "可能重复的登记：姓名与手机后四位或出生日期相同，没有号码可比"},
	{METHOD_POST, "/people/{id}/apart/{sub}", "member.merge", post_apart, "核对过，不是同一个人", .of = &person_record},
	{METHOD_GET, "/people/{id}/merge/{sub}", "member.merge", get_merge, "两条登记并排对照，选择保留的内容", .of = &person_record},
	{METHOD_POST, "/people/{id}/merge/{sub}", "member.merge", post_merge, "合并两条登记", .of = &person_record},
	{METHOD_GET, "/merges", "member.merge", get_merges, "合并记录"},
	{METHOD_GET, "/merges/{id}", "member.merge", get_merge_one, "一次合并：依据、经过、撤销", .of = &person_merge_record},
	{METHOD_GET, "/people/{id}/merged", "person.read", get_person_merged, "从并入的登记到保留的登记", .of = &person_record},
	{0},
};

static const struct right rights[] = {{"member.merge", "合并重复登记", .below = HEADS}, {0}};

static const struct policy policies[] = {
	{"merge.undo_days", "合并登记可以撤销的天数", "天", 30, POLICY_BY_UNIT, "系统默认；期满后按《个人信息保护法》第十九条不再留存", 'C'},
	{0},
};

static const struct flow *const flows[] = {&person_merge_flow, NULL};
static const char schema[] =
	"create table merge_was(merge bigint not null, part text not null, sealed text not null, primary key(merge, part));\n"
	"create table merge_moved(merge bigint not null, no bigint not null, place text not null, k1 bigint not null, k2 bigint not null, k3 bigint not null, "
	"k4 text not null, primary key(merge, no));\n"
	"create table person_double(person bigint primary key, unit bigint not null, hash text not null);\n"
	"create index person_double_by_unit on person_double(unit, person);\n"
	"create table person_alike(person bigint not null, other bigint not null, unit bigint not null, why bigint not null, apart bigint not null default 0, "
	"primary key(person, other));\n"
	"create index person_alike_by_unit on person_alike(unit, person, other) where apart = 0;\n"
	"create index person_alike_other on person_alike(other);\n";

/* Both are written to people and memberships. */
static void heard(struct req *r, const struct record *record, const void *before, const void *row)
{
	doubles_heard(r, record, before, row);
	alike_heard(r, record, before, row);
}

static const struct schema_step steps[] = {
	{"merges: duplicates of before",
	 .text = "insert into person_double(person, unit, hash) select p.id, p.unit, p.idno_hash from person p join (select idno_hash as hash from person "
		 "where idno_hash <> '' group by idno_hash having count(*) > 1) x on x.hash = p.idno_hash where p.idno_hash <> ''"},
	{"merges: alike of before, by mobile",
	 .text = "insert into person_alike(person, other, unit, why) select p.id, q.id, p.unit, 1 from person p join person q on q.mobile_tail = p.mobile_tail "
		 "and q.name = p.name and q.id <> p.id where p.mobile_tail <> '' and q.mobile_tail <> '' and p.state = 1 and q.state = 1 and (p.idno_hash = '' or q.idno_hash = '')"},
	{"merges: alike of before, by birthday",
	 .text = "insert into person_alike(person, other, unit, why) select m.id, n.id, m.unit, 2 from member m join member n on n.unit = m.unit and n.birth = m.birth "
		 "and n.name = m.name and n.id <> m.id join person p on p.id = m.id join person q on q.id = n.id where m.birth <> 0 and n.birth <> 0 and m.state = 2 and n.state = 2 "
		 "and (p.idno_hash = '' or q.idno_hash = '' or m.id_type <> n.id_type) on conflict(person, other) do nothing"},
	{0},
};

static const char *const needs[] = {"members", "units", NULL};

const struct module mod_merges = {
	.name = "merges", .label = "登记合并", .flows = flows, .lists = lists, .routes = routes, .rights = rights, .policies = policies, .schema = schema,
	.steps = steps, .needs = needs, .heard = heard,
};
