/* The module: tables, routes, rights, measures. */
#include "kernel/module.h"
#include "modules/elections/inside.h"

static const struct route routes[] = {
	{METHOD_GET, "/elections", "election.read", get_elections, "换届选举列表"},
	{METHOD_GET, "/elections/new", "election.edit", get_election_new, "登记换届选举的表单"},
	{METHOD_POST, "/elections", "election.edit", post_election_new, "登记换届选举"},
	{METHOD_GET, "/elections/{id}", "election.read", get_election, "一次换届：十三步、候选人、投票、当选人", .of = &election_record},
	{METHOD_GET, "/elections/{id}/edit", "election.edit", get_election_edit, "补充各步内容的表单", .of = &election_record},
	{METHOD_POST, "/elections/{id}", "election.edit", post_election_edit, "保存换届选举", .of = &election_record},
	{METHOD_POST, "/elections/{id}/candidates", "election.edit", post_candidate, "提名一名候选人", .of = &election_record},
	{METHOD_POST, "/elections/{id}/candidates/drop", "election.edit", post_candidate_drop, "撤去一名候选人", .of = &election_record},
	{METHOD_POST, "/elections/{id}/votes", "election.edit", post_election_votes, "为每个职务发起投票", .of = &election_record},
	{METHOD_POST, "/elections/{id}/register", "election.edit", post_election_register, "当选人登记为新一届委员会", .of = &election_record},
	{METHOD_GET, "/elections/{id}/notice", "election.notice", get_election_notice, "候选人公示", .of = &election_record},
	{METHOD_GET, "/elections/{id}/print/{word}", "election.read", get_election_print, "请示、选举办法、公示、报告、批复的 docx 和 pdf", ROUTE_SLOW,
	 .of = &election_record},
	{0},
};

static const struct right rights[] = {
	{"election.read", "查看换届选举", .here = STAFF | BIT(ROLE_AUDITOR), .below = STAFF},
	{"election.edit", "办理换届选举", .here = STAFF},
	{"election.decide", "批复下级换届", .below = HEADS},
	{"election.notice", "看候选人公示", .here = MEMBERS, .above = MEMBERS, .below = STAFF},
	{0},
};

#define DONE (1u << ELECTION_REGISTERED | 1u << ELECTION_ARCHIVED)
static const struct measure measures[] = {
	{.key = "election.held", .label = "完成换届选举", .unit_label = "次", .kind = MEASURE_SUM, .record = &election_record, .states = DONE,
	 .on = "meeting_on", .list = "/elections", .help = "已变更登记的换届、成立和补选，按大会日期计"},
	{.key = "election.unions", .label = "换届的工会", .unit_label = "家", .kind = MEASURE_DISTINCT, .record = &election_record, .states = DONE,
	 .on = "meeting_on", .subject = "unit", .list = "/elections", .help = "当年完成换届选举的工会，每家一年计一次"},
	{.key = "election.in_term", .label = "按期换届", .unit_label = "次", .kind = MEASURE_SUM, .record = &election_record, .states = DONE,
	 .on = "meeting_on", .where = "in_term", .is = 1, .list = "/elections", .help = "大会日期不晚于上届届满日期的"},
	{.key = "election.in_term_rate", .label = "按期换届率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "election.in_term",
	 .den = "election.held", .help = "按期换届占完成换届的比例"},
	{0},
};

static const struct nav nav[] = {
	{"组织与保障", "换届选举", ICON("user-check"), "/elections", "election.read", 810},
	{0},
};

static const char schema[] =
	"create table election_candidate(election bigint not null, organ bigint not null, person bigint not null, name text not null, place text not null, declared bigint not null default 0, primary key(election, organ, person));\n"
	"create table election_vote(election bigint not null, organ bigint not null, vote bigint not null, primary key(election, organ));\n"
	"create table election_seat(election bigint not null, organ bigint not null, name text not null, person bigint not null default 0, yes bigint not null default 0, primary key(election, organ, name));\n";

static const struct flow *const flows[] = {&election_flow, NULL};
static const struct list *const lists[] = {&elections_list, NULL};
static const char *const needs[] = {"votes", "members", "committees", "meetings", "units", NULL};

const struct module mod_elections = {
	.name = "elections", .label = "换届选举", .flows = flows, .routes = routes, .rights = rights, .measures = measures,
	.policies = election_policies, .nav = nav, .lists = lists, .schema = schema, .needs = needs,
};
