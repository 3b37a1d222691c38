/* The module: tables, routes, rights, navigation. */
#include "http/icon.h"
#include "kernel/module.h"
#include "modules/votes/inside.h"
#include "modules/votes/permits.h"

static const struct route routes[] = {
	{METHOD_GET, "/votes", "vote.list", get_votes, "投票和选举列表"},
	{METHOD_GET, "/votes/new", "vote.edit", get_vote_new, "发起投票的表单"},
	{METHOD_POST, "/votes", "vote.edit", post_vote_new, "发起投票"},
	{METHOD_GET, "/votes/{id}", "vote.read", get_vote, "一次投票：人数、监票人、录票、结果", .of = &vote_record},
	{METHOD_GET, "/votes/{id}/edit", "vote.edit", get_vote_edit, "修改投票的表单", .of = &vote_record},
	{METHOD_POST, "/votes/{id}", "vote.edit", post_vote_edit, "保存投票", .of = &vote_record},
	{METHOD_POST, "/votes/{id}/options", "vote.edit", post_vote_options, "保存候选人", .of = &vote_record},
	{METHOD_GET, "/votes/{id}/roll", "vote.read", get_roll, "投票人名册、签到、发票；结束后公布已投名单", .of = &vote_record},
	{METHOD_POST, "/votes/{id}/roll", "vote.edit", post_roll, "生成名册", .of = &vote_record},
	{METHOD_POST, "/votes/{id}/roll/mark", "vote.tell", post_roll_mark, "登记签到、发出或收回纸质选票", .of = &vote_record},
	{METHOD_GET, "/votes/{id}/key", "vote.tell", get_teller_key, "监票人设定口令的表单", .of = &vote_record},
	{METHOD_POST, "/votes/{id}/key", "vote.tell", post_teller_key, "监票人设定口令", .of = &vote_record, .prepare = prepare_teller_key},
	{METHOD_GET, "/votes/{id}/unseal", "vote.tell", get_unseal, "两人开箱的表单", .of = &vote_record},
	{METHOD_POST, "/votes/{id}/unseal", "vote.tell", post_unseal, "两人开箱", .of = &vote_record, .prepare = prepare_unseal},
	{METHOD_POST, "/votes/{id}/stacks", "vote.tell", post_stack, "录入一叠纸质选票", .of = &vote_record},
	{METHOD_POST, "/vote-stacks/{id}/amend", "vote.tell", post_stack_amend, "提出更正张数", .of = &vote_stack_record},
	{METHOD_POST, "/votes/{id}/runoff", "vote.edit", post_runoff, "票数相等时发起再次投票", .of = &vote_record},
	{METHOD_GET, "/votes/{id}/screen", "vote.read", get_screen_vote, "会场屏", .of = &vote_record},
	{METHOD_GET, "/votes/{id}/bundle", "vote.read", get_bundle, "选票封存文件，供独立核验", ROUTE_SLOW, .of = &vote_record},
	{METHOD_GET, "/votes/{id}/print/{word}", "vote.read", get_print_vote, "选票、签到册、计票单、计票结果报告的 docx 和 pdf", ROUTE_SLOW, .of = &vote_record},
	{METHOD_GET, "/vote-permits", "vote.permit.read", get_permits, "手机投票的申请和批准"},
	{METHOD_GET, "/vote-permits/new", "vote.permit.ask", get_permit_new, "申请手机投票的表单"},
	{METHOD_POST, "/vote-permits", "vote.permit.ask", post_permit_new, "申请手机投票"},
	{METHOD_GET, "/vote-permits/{id}", "vote.permit.read", get_permit, "一件申请：请示、批准文件", .of = &vote_permit_record},
	{METHOD_POST, "/vote-permits/{id}/files", "vote.permit.ask", post_permit_files, "上传请示文件", .of = &vote_permit_record, .prepare = files_prepare,
	 .body = FILES_BODY},
	{METHOD_POST, "/vote-permits/{id}/grant", "vote.permit.grant", post_permit_grant, "上一级工会批准，附批准文件", .of = &vote_permit_record,
	 .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_GET, "/ballots/{id}", NULL, get_ballot, "我的选票；公布后看结果", ROUTE_OPEN, .of = &vote_record},
	{METHOD_POST, "/ballots/{id}/check", NULL, post_ballot_check, "核对选票", ROUTE_OPEN | ROUTE_AGAIN, .of = &vote_record},
	{METHOD_POST, "/ballots/{id}/cast", NULL, post_cast, "投出选票", ROUTE_OPEN | ROUTE_AGAIN | ROUTE_LIGHT, .of = &vote_record, .prepare = prepare_cast},
	{METHOD_GET, "/ballots/{id}/receipts", NULL, get_receipts, "核验码名单", ROUTE_OPEN, .of = &vote_record},
	{0},
};

static const struct right rights[] = {
	{"vote.list", "查看投票列表", .here = STAFF | BIT(ROLE_AUDITOR), .below = STAFF},
	{"vote.read", "查看投票", .here = STAFF | BIT(ROLE_AUDITOR), .below = STAFF, .party = BIT(PARTY_OWNER)},
	{"vote.edit", "组织投票", .here = STAFF},
	{"vote.permit.read", "查看手机投票申请", .here = STAFF | BIT(ROLE_AUDITOR), .below = STAFF},
	{"vote.permit.ask", "申请手机投票", .here = STAFF},
	{"vote.permit.grant", "批准下级手机投票", .below = HEADS},
	{"vote.tell", "监票计票", .here = STAFF, .party = BIT(PARTY_OWNER)},
	{0},
};

static const struct measure measures[] = {
	{.key = "vote.announced", .label = "公布结果的投票", .unit_label = "次", .kind = MEASURE_SUM, .record = &vote_record,
	 .states = 1u << VOTE_ANNOUNCED, .on = "held_on", .list = "/votes", .help = "已公布结果的投票和选举，按投票日期计"},
	{0},
};

static const struct nav nav[] = {
	{"民主管理", "投票", ICON("checklist"), "/votes", "vote.list", 410},
	{"民主管理", "手机投票批准", ICON("checklist"), "/vote-permits", "vote.permit.read", 411},
	{0},
};

static const char schema[] =
	"create table vote_option(vote bigint not null, no bigint not null, name text not null, person bigint not null default 0, written bigint not null default 0, yes bigint not null default 0, against bigint not null default 0, abstained bigint not null default 0, place bigint not null default 0, primary key(vote, no));\n"
	"create table vote_roll(vote bigint not null, no bigint not null, person bigint not null, name text not null, unit_name text not null, way bigint not null default 0, present bigint not null default 0, primary key(vote, person));\n"
	"create index vote_roll_by_no on vote_roll(vote, no);\n"
	"create index vote_roll_by_name on vote_roll(vote, name, no);\n"
	"create index vote_roll_by_way on vote_roll(vote, way);\n"
	"create index vote_roll_by_present on vote_roll(vote, present);\n"
	"create index vote_roll_by_person on vote_roll(person, vote);\n"
	"create table vote_key(vote bigint not null, teller bigint not null, person bigint not null, public_key text not null, salt text not null, sealed_key text not null, primary key(vote, teller));\n"
	"create table vote_urn(id bigint primary key, vote bigint not null, sealed text not null);\n"
	"create index vote_urn_by_vote on vote_urn(vote, id);\n"
	"create table vote_ballots(vote bigint not null, ballot text not null, times bigint not null, primary key(vote, ballot));\n"
	"create table vote_receipt(vote bigint not null, code text not null, primary key(vote, code));\n";

static const struct flow *const flows[] = {&vote_flow, &vote_stack_flow, &vote_permit_flow, NULL};
static const struct list *const lists[] = {&votes_list, &vote_permits_list, NULL};
static const char *const needs[] = {"members", "committees", NULL};

const struct module mod_votes = {
	.name = "votes", .label = "投票", .flows = flows, .routes = routes, .rights = rights, .measures = measures, .policies = vote_policies,
	.nav = nav, .lists = lists, .schema = schema, .needs = needs,
	.tick = casts_forget,
};
