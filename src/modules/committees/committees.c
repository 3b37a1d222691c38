/* The committees module: routes, rights, measures, list. */
#include "modules/committees/committees.h"

#include "http/icon.h"
#include "kernel/files.h"
#include "kernel/module.h"
#include "kernel/schema.h"
#include "modules/committees/inside.h"

static const struct list_view views[] = {
	{"在任", "state=1"}, {"届满未换届", "state=2"}, {"工会委员会", "kind=1&state=1,2"}, {"经审委员会", "kind=3&state=1,2"}, {"女职工委员会", "kind=4&state=1,2"}, {0},
};

static const char *const follows[] = {"expire", "succeed", "reopen", "close", "chair", NULL};

const struct list committee_list = {
	.name = "committees", .base = "/committees", .flow = &committee_flow, .read_right = "committee.list", .sort = "until", .views = views, .noun = "届",
	.empty = "还没有登记委员会。打开一个工会的组织机构，登记它的各届委员会。", .help = "各工会的委员会和届期，先届满的在前。一个一个登记在各工会的“组织机构”里办理，原来记在表格里的从文件导入。",
	.add = "/units", .add_label = "到工会登记",
	.imports = true, .undo = "void", .check = committee_import_check, .fill = committee_import_fill, .made = committee_import_made,
	.follows = follows, .stays = committee_import_stays,
};

void get_committees(struct req *r)
{
	list_page(r, &committee_list);
}

static void get_seat(struct req *r)
{
	see_other(r, link_to(r, "/committees/%lld", (long long)((const struct seat *)r->row)->committee));
}

static const struct route routes[] = {
	{METHOD_GET, "/committees", "committee.list", get_committees, "各工会的委员会列表"},
	{METHOD_GET, "/committees/{id}", "committee.read", get_committee, "一届委员会：委员、届期、检查", .of = &committee_record},
	{METHOD_GET, "/committees/{id}/edit", "committee.edit", get_committee_edit, "修改委员会的表单", .of = &committee_record},
	{METHOD_POST, "/committees/{id}", "committee.edit", post_committee_edit, "保存委员会", .of = &committee_record},
	{METHOD_POST, "/committees/{id}/seats", "committee.edit", post_committee_seat, "登记委员", .of = &committee_record},
	{METHOD_POST, "/committees/{id}/extend", "committee.approve", post_committee_extend, "上级工会批准延期换届；最上面一级照系统外上级的批复登记", .of = &committee_record,
	 .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_GET, "/seats/{id}", "committee.read", get_seat, "从席位到它的委员会", .of = &seat_record},
	{METHOD_POST, "/seats/{id}/recall", "committee.edit", post_seat_recall, "登记罢免，过半数才能办理", .of = &seat_record},
	{METHOD_GET, "/units/{id}/committees", "committee.read", get_committees_unit, "一个工会的组织机构和检查", .of = &unit_record},
	{METHOD_GET, "/units/{id}/committees/new", "committee.edit", get_committee_new, "登记一届委员会的表单", .of = &unit_record},
	{METHOD_POST, "/units/{id}/committees", "committee.edit", post_committee_new, "登记一届委员会", .of = &unit_record},
	{METHOD_GET, "/terms", "term.read", get_terms, "届期与任期：到期提醒、逾期名单、任意一天的情况"},
	{METHOD_GET, "/terms/export", "term.read", get_terms_export, "届期与任期的表格", ROUTE_SLOW},
	{METHOD_GET, "/worktimes", "worktime.read", get_worktimes, "非专职委员占用的工作时间"},
	{METHOD_GET, "/worktimes/new", "worktime.edit", get_worktime_new, "登记委员工会工作时间的表单"},
	{METHOD_POST, "/worktimes", "worktime.edit", post_worktime_new, "登记委员工会工作时间，每月三天以内工资照发"},
	{METHOD_GET, "/worktimes/{id}", "worktime.read", get_worktime, "一次工会工作时间", .of = &worktime_record},
	{METHOD_GET, "/worktimes/{id}/edit", "worktime.edit", get_worktime_edit, "修改的表单", .of = &worktime_record},
	{METHOD_POST, "/worktimes/{id}", "worktime.edit", post_worktime_edit, "保存修改", .of = &worktime_record},
	{0},
};

static const struct right rights[] = {
	{"committee.read", "查看委员会", .here = MEMBERS, .below = STAFF | BIT(ROLE_AUDITOR), .above = MEMBERS},
	{"committee.list", "查看各工会委员会列表", .below = STAFF | BIT(ROLE_AUDITOR)},
	{"committee.edit", "登记委员会和委员", .below = STAFF},
	{"committee.approve", "批准下级延期换届、同意主席离任", .below = HEADS},
	{"worktime.read", "查看委员工会工作时间", .here = STAFF | BIT(ROLE_AUDITOR), .below = STAFF},
	{"worktime.edit", "登记委员工会工作时间", .here = STAFF},
	{"term.read", "查看届期与任期", .below = STAFF | BIT(ROLE_AUDITOR)},
	{0},
};

#define COUNTED(k, text, bits, which, h)                                                           \
	{                                                                                          \
		.key = k, .label = text, .unit_label = "个", .kind = MEASURE_STATE, .record = &committee_record, .states = (bits), \
		.where = "kind", .is = (which), .list = "/committees", .help = h                   \
	}

static const struct measure measures[] = {
	COUNTED("committee.in_term", "届期内的工会委员会", 1u << COMMITTEE_IN_TERM, COMMITTEE_UNION, "在任而且没有届满的工会委员会"),
	COUNTED("committee.overdue", "届满未换届的工会委员会", 1u << COMMITTEE_OVERDUE, COMMITTEE_UNION, "届期最后一天已过、没有换届也没有批准延期的工会委员会"),
	COUNTED("committee.unions", "有工会委员会的工会", COMMITTEE_RUNS, COMMITTEE_UNION, "现有工会委员会的工会，含届满未换届的"),
	COUNTED("committee.audit", "有经审委员会的工会", COMMITTEE_RUNS, COMMITTEE_AUDIT, "现有经费审查委员会的工会，含届满未换届的"),
	COUNTED("committee.women", "有女职工委员会的工会", COMMITTEE_RUNS, COMMITTEE_WOMEN, "现有女职工委员会的工会，含届满未换届的"),
	{.key = "officer.halves", .label = "非专职委员占用的工作时间", .unit_label = "个半天", .kind = MEASURE_SUM, .record = &worktime_record,
	 .states = 1u << WORKTIME_ENTERED, .on = "worked_on", .amount = "halves", .list = "/worktimes", .help = "登记的占用工作时间，按日期计，一天计 2"},
	{.key = "committee.in_term_rate", .label = "工会按期换届率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "committee.in_term",
	 .den = "committee.unions", .list = "/committees", .help = "届期内的工会委员会 ÷ 全部在任的工会委员会（含届满未换届）"},
	{.key = "committee.audit_rate", .label = "经审组织组建率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "committee.audit",
	 .den = "committee.unions", .list = "/committees", .help = "有经审委员会的工会 ÷ 有工会委员会的工会"},
	{0},
};

static const struct nav nav[] = {
	{"组织与保障", "委员会", ICON("users-group"), "/committees", "committee.list", 803},
	{"组织与保障", "届期与任期", ICON("calendar-event"), "/terms", "term.read", 804},
	{"组织与保障", "委员工作时间", ICON("clock"), "/worktimes", "worktime.read", 807},
	{0},
};

static const char schema[] =
	"create table term(record text not null, row_id bigint not null, unit bigint not null, kind bigint not null, label text not null,\n"
	" holder text not null, since bigint not null, until bigint not null, ended_on bigint not null, primary key(record, row_id));\n"
	"create index term_of_unit on term(unit, until, row_id);\n"
	"create index term_by_until on term(until, row_id);\n";

/* Posts with an end that were there before terms were kept. */
static const struct schema_step steps[] = {
	{"committees: terms of older posts", .text =
	 "insert into term(record, row_id, unit, kind, label, holder, since, until, ended_on)\n"
	 "select 'post', p.id, p.unit, 10, case when p.title <> '' then p.title else '任职' end, n.name, p.since, p.until, p.until + 1\n"
	 "from post p join person n on n.id = p.person where p.until >= p.since and p.until <> 0\n"
	 "on conflict(record, row_id) do nothing;\n"},
	{"committees: posts of representatives are a kind of their own", .text =
	 "update term set kind = 12 where record = 'post' and kind = 10 and exists (select 1 from post p where p.id = term.row_id and p.role = 2);\n"},
	{"committees: working time of people who were renamed", .text =
	 "update worktime set name = coalesce((select p.name from person p where p.id = worktime.person), name);\n"},
	{0},
};

static const struct flow *const flows[] = {&committee_flow, &seat_flow, &worktime_flow, NULL};
static const struct list *const lists[] = {&committee_list, &worktime_list, NULL};
static const char *const needs[] = {"units", "members", NULL};

const struct module mod_committees = {
	.name = "committees", .label = "委员会与届期", .flows = flows, .needs = needs, .routes = routes, .rights = rights,
	.policies = committee_policies, .measures = measures, .nav = nav, .lists = lists, .schema = schema, .steps = steps, .heard = committees_heard, .tick = terms_tick,
};
