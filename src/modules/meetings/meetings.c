/* The module: routes, rights, rules, measures, list. */
#include "kernel/module.h"
#include "modules/meetings/inside.h"

static const struct list_view views[] = {{"将开", "state=1"}, {"待定稿", "state=2"}, {"已定稿", "state=3"}, {0}};

const struct list meeting_list = {
	.name = "meetings", .base = "/meetings", .flow = &meeting_flow, .read_right = "meeting.list", .sort = "-held_on", .views = views, .noun = "次", .add_label = "通知会议",
	.empty = "还没有委员会会议。通知、到会、议题、决定和纪要都记在一次会议里，审批时可以直接引用。",
	.help = "委员会会议的通知、应到实到、议题、决定和纪要；要“集体研究”的审批引用这里的决定。",
};

static const struct route routes[] = {
	{METHOD_GET, "/meetings", "meeting.list", get_meetings, "委员会会议列表"},
	{METHOD_GET, "/meetings/new", "meeting.edit", get_meeting_new, "通知会议的表单"},
	{METHOD_POST, "/meetings", "meeting.edit", post_meeting_new, "通知一次会议，委员收到消息"},
	{METHOD_GET, "/meetings/{id}", "meeting.read", get_meeting, "一次会议：到会、议题、决定、纪要", .of = &meeting_record},
	{METHOD_GET, "/meetings/{id}/edit", "meeting.edit", get_meeting_edit, "修改会议的表单", .of = &meeting_record},
	{METHOD_POST, "/meetings/{id}", "meeting.edit", post_meeting_edit, "保存会议", .of = &meeting_record},
	{METHOD_POST, "/meetings/{id}/hold", "meeting.edit", post_meeting_hold, "登记到会；达到法定人数才算召开", .of = &meeting_record},
	{METHOD_POST, "/meetings/{id}/items", "meeting.edit", post_meeting_item, "列入一项议题", .of = &meeting_record},
	{METHOD_POST, "/meetings/{id}/matters", "meeting.edit", post_meeting_matters, "把入会申请、主席离任等待议事项列入议题", .of = &meeting_record},
	{METHOD_GET, "/meeting-items/{id}", "meeting.read", get_item, "从议题到它的会议", .of = &meeting_item_record},
	{METHOD_POST, "/meeting-items/{id}/decide", "meeting.edit", post_item_decide, "登记一项议题的表决", .of = &meeting_item_record},
	{METHOD_POST, "/meetings/{id}/files", "meeting.edit", post_meeting_files, "上传签字的纪要和材料", .of = &meeting_record, .prepare = files_prepare,
	 .body = FILES_BODY},
	{METHOD_GET, "/members/{id}/admission", "member.approve", get_admission, "审批入会申请：引用委员会的决定，没有委员会的写明会员大会", .of = &member_record},
	{METHOD_POST, "/members/{id}/admission", "member.approve", post_admission, "批准入会，依据写进档案", .of = &member_record},
	{METHOD_GET, "/meetings/{id}/print/{word}", "meeting.read", get_meeting_print, "会议通知、会议纪要的 docx 和 pdf", ROUTE_SLOW, .of = &meeting_record},
	{0},
};

static const struct right rights[] = {
	{"meeting.list", "查看委员会会议列表", .here = STAFF | BIT(ROLE_AUDITOR), .below = STAFF},
	{"meeting.read", "查看委员会会议", .here = STAFF | BIT(ROLE_AUDITOR), .below = STAFF, .party = BIT(PARTY_OWNER)},
	{"meeting.edit", "办理委员会会议", .here = STAFF},
	{0},
};

static const struct policy policies[] = {
	{"meeting.quorum_thirds", "委员会会议到会人数不少于应到人数的几个三分之一", "（三分之几）", 2, POLICY_BY_UNIT, "委员会议事规则通行做法，没有查到全国统一规定", 'C'},
	{"meeting.pass_percent", "委员会决定须超过应到人数的百分之几", "%", 50, POLICY_BY_UNIT, "委员会议事规则通行做法，没有查到全国统一规定", 'C'},
	{0},
};

static const struct measure measures[] = {
	{.key = "meeting.held", .label = "召开委员会会议", .unit_label = "次", .kind = MEASURE_SUM, .record = &meeting_record,
	 .states = 1u << MEETING_HELD | 1u << MEETING_CLOSED, .on = "held_on", .list = "/meetings", .help = "已召开的委员会会议，按开会日期计"},
	{0},
};

static const struct nav nav[] = {
	{"组织与保障", "委员会会议", ICON("notes"), "/meetings", "meeting.list", 805},
	{0},
};

static const char schema[] =
	"create table meeting_here(meeting bigint not null, person bigint not null, name text not null, post text not null, here bigint not null, primary key(meeting, person));\n"
	"create table meeting_cite(item bigint not null, record text not null, row_id bigint not null, primary key(item, record, row_id));\n"
	"create table meeting_matter(item bigint not null, record text not null, row_id bigint not null, name text not null, primary key(item, record, row_id));\n"
	"create index meeting_matter_of_row on meeting_matter(record, row_id);\n";

static const struct flow *const flows[] = {&meeting_flow, &meeting_item_flow, NULL};
static const struct list *const lists[] = {&meeting_list, NULL};
static const char *const needs[] = {"committees", "members", NULL};

const struct module mod_meetings = {
	.name = "meetings", .label = "委员会会议", .flows = flows, .needs = needs, .routes = routes, .rights = rights, .policies = policies,
	.measures = measures, .nav = nav, .lists = lists, .schema = schema,
};
