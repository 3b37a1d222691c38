/* The module: list, pages, routes, rights, rules, measures. */
#include "http/icon.h"
#include "kernel/module.h"
#include "modules/assemblies/inside.h"

static const struct list_view views[] = {{"最近一次", "state=2"}, {"将开", "state=1"}, {"其后未登记", "state=2&unrecorded=1"}, {"会员提议的", "cause=3"}, {0}};

static const struct list list = {
	.name = "assemblies", .base = "/assemblies", .flow = &assembly_flow, .read_right = "assembly.list", .sort = "-held_on", .views = views, .noun = "次",
	.empty = "还没有登记会员大会。基层工会每年至少召开一次；登记后，下次的期限列在“届期与任期”里。",
	.help = "会员大会或会员代表大会每年至少召开一次（《工会法》第十七条、《中国工会章程》第二十六条）；选举委员会的大会随委员会登记。",
	.add_label = "登记会员大会",
};
static const struct list *const lists[] = {&list, NULL};

static const struct derived pages = {
	.flow = &assembly_flow, .base = "/assemblies", .read_right = "assembly.read", .fill = assembly_fits, .list = &list, .files = true,
	.help = "开会前登记通知，开会后填写应到、实到和决议，再点“登记召开”。",
};

static void get_list(struct req *r) { derived_list(r, &pages); }
static void get_new(struct req *r) { derived_new(r, &pages); }
static void post_new(struct req *r) { derived_create(r, &pages); }
static void get_one(struct req *r) { derived_show(r, &pages, r->row); }
static void get_edit(struct req *r) { derived_edit(r, &pages, r->row); }
static void post_edit(struct req *r) { derived_save(r, &pages, r->row); }

static void post_files(struct req *r)
{
	const struct assembly *a = r->row;
	if (!flow_editable(r, &assembly_flow, a))
		refuse(r, 409, "已登记召开，要补材料请先退回修改。");
	else if (files_attach(r, &assembly_record, a->id, a->unit))
		see_other_saying(r, link_to(r, "/assemblies/%lld", (long long)a->id), "材料已保存。");
}

static const struct route routes[] = {
	{METHOD_GET, "/assemblies", "assembly.list", get_list, "会员大会、会员代表大会列表"},
	{METHOD_GET, "/assemblies/new", "assembly.edit", get_new, "登记会员大会的表单"},
	{METHOD_POST, "/assemblies", "assembly.edit", post_new, "登记一次会员大会"},
	{METHOD_GET, "/assemblies/{id}", "assembly.read", get_one, "一次会员大会：应到实到、议题、决议", .of = &assembly_record},
	{METHOD_GET, "/assemblies/{id}/edit", "assembly.edit", get_edit, "修改会员大会的表单", .of = &assembly_record},
	{METHOD_POST, "/assemblies/{id}", "assembly.edit", post_edit, "保存会员大会", .of = &assembly_record},
	{METHOD_POST, "/assemblies/{id}/files", "assembly.edit", post_files, "上传决议、签到册、会员的提议", .of = &assembly_record, .prepare = files_prepare,
	 .body = FILES_BODY},
	{0},
};

static const struct right rights[] = {
	{"assembly.list", "查看会员大会列表", .here = STAFF | BIT(ROLE_AUDITOR), .below = STAFF},
	{"assembly.read", "查看会员大会", .here = MEMBERS, .above = MEMBERS, .below = STAFF | BIT(ROLE_AUDITOR)},
	{"assembly.edit", "办理会员大会", .here = STAFF},
	{0},
};

static const struct policy policies[] = {
	{"assembly.months", "会员大会或会员代表大会至少多久召开一次", "个月", 12, POLICY_HARD, "《工会法》第十七条、《中国工会章程》第二十六条", 'A'},
	{"assembly.petition_thirds", "提议召开会员大会的会员不少于几个三分之一", "（三分之几）", 1, POLICY_HARD, "《工会法》第十七条", 'A'},
	{"assembly.quorum_thirds", "会员大会到会人数不少于应到人数的几个三分之一", "（三分之几）", 2, POLICY_BY_UNIT,
	 "《基层工会会员代表大会条例》（总工发〔2019〕6号），条号未核", 'M'},
	{0},
};

static const struct measure measures[] = {
	{.key = "assembly.held", .label = "召开会员大会", .unit_label = "次", .kind = MEASURE_SUM, .record = &assembly_record, .states = ASSEMBLY_WAS_HELD,
	 .on = "held_on", .list = "/assemblies", .help = "已召开的会员大会和会员代表大会，含换届选举的，按开会日期计"},
	{.key = "assembly.unions", .label = "召开会员大会的工会", .unit_label = "家", .kind = MEASURE_DISTINCT, .record = &assembly_record,
	 .states = ASSEMBLY_WAS_HELD, .on = "held_on", .subject = "unit", .list = "/assemblies", .help = "当年召开过会员大会或会员代表大会的工会，每家一年计一次"},
	{.key = "assembly.overdue", .label = "超过一年没有召开会员大会的工会", .unit_label = "家", .kind = MEASURE_STATE, .record = &assembly_record,
	 .states = 1u << ASSEMBLY_LAST, .past = "next_by", .list = "/assemblies?state=2", .help = "最近一次会员大会满一年的次日自动计入，登记下一次后减去；选举委员会的大会也算一次，登记时已过去一年以上的，其后未登记，从登记之日起计"},
	{0},
};

static const struct nav nav[] = {
	{"组织与保障", "会员大会", ICON("users-group"), "/assemblies", "assembly.list", 806},
	{0},
};

static const struct flow *const flows[] = {&assembly_flow, NULL};
static const char *const needs[] = {"committees", "members", NULL};

const struct module mod_assemblies = {
	.name = "assemblies", .label = "会员大会", .flows = flows, .needs = needs, .routes = routes, .rights = rights, .policies = policies,
	.measures = measures, .nav = nav, .lists = lists, .heard = assemblies_heard, .tick = assemblies_tick,
};
