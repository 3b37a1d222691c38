/* The members module: routes, rights, measures, list. */
#include "modules/members/members.h"

#include "http/icon.h"
#include "kernel/module.h"
#include "kernel/page.h"
#include "kernel/schema.h"
#include "members.sql.h"
#include "kernel/files.h"
#include "modules/members/batch.h"
#include "modules/members/moves.h"
#include "modules/members/pages.h"

static const struct list_view views[] = {
	{"在籍", "state=2"}, {"待审批", "state=1"}, {"保留会籍", "state=3"}, {"退休", "state=4"}, {"新就业形态", "state=2&gig=1,2,3,4,5,6,7,8,9,10,12,99&cols=name,state,gig,sex,skill,idno_mask,mobile_mask,joined_on"},
	{"劳模", "state=2,3,4&model=1,2,3,4,5,6,7,8&cols=name,state,model,sex,skill,idno_mask,mobile_mask,joined_on"},
	{0},
};

const struct list member_list = {
	.name = "members", .base = "/members/list", .flow = &member_flow, .read_right = "member.read", .sort = "pinyin", .views = views,
	.cols = "name,state,sex,idno_mask,mobile_mask,member_no,joined_on,change,changed_on",
	.noun = "人", .personal = true, .arrives = true, .found_as = "person", .add = "/members/new", .add_label = "登记会员",
	.empty = "还没有会员。登记入会申请，批准后成为会员；也可以从表格导入。",
	.help = "按条件查看和导出；证件号码和手机号只显示几位。增减员按“变动日期”和“最近变动”筛选。",
};

void get_members_list(struct req *r)
{
	list_page(r, &member_list);
}

/* From a person's page: the membership, or the form to register one. */
static void get_person_membership(struct req *r)
{
	const struct person_row *p = r->row;
	bool there = record_load(r->db, r->arena, &member_record, p->id) != NULL;
	see_other(r, link_to(r, there ? "/members/%lld" : "/members/new?person=%lld", (long long)p->id));
}

static const struct route routes[] = {
	{METHOD_GET, "/members", "member.read", get_members, "会员：待办、数字、按姓名查找"},
	{METHOD_POST, "/members/find", "member.lookup", post_members_find, "按姓名、号码或后四位查找会员；按号码的查找有次数限制并留痕", ROUTE_AGAIN},
	{METHOD_GET, "/members/list", "member.read", get_members_list, "会员名册：筛选、排序、导出"},
	{METHOD_GET, "/members/behind", "member.read", get_members_behind, "会费到期未缴的会员"},
	{METHOD_GET, "/members/retiring", "member.read", get_members_retiring, "临近法定退休年龄的会员"},
	{METHOD_GET, "/members/incomplete", "member.read", get_members_incomplete, "实名信息不全的会员"},
	{METHOD_GET, "/members/erasable", "member.approve", get_members_erasable, "会籍终止、保存期满、待删除个人信息的人"},
	{METHOD_POST, "/members/erasable", "member.approve", post_members_erasable, "删除所选的人的个人信息"},
	{METHOD_GET, "/members/new", "member.edit", get_member_new, "登记会员的表单"},
	{METHOD_POST, "/members", "member.edit", post_member_new, "登记会员"},
	{METHOD_GET, "/members/imports", "member.edit", get_batches, "导入会员：上传，以前的导入"},
	{METHOD_POST, "/members/imports", "member.edit", post_batch, "读取并核对一份表格", .prepare = prepare_batch, .body = FILES_BODY},
	{METHOD_GET, "/members/template", "member.edit", get_batch_template, "导入模板", ROUTE_SLOW},
	{METHOD_GET, "/members/imports/{id}", "member.edit", get_batch, "一次导入：每行的结果"},
	{METHOD_POST, "/members/imports/{id}/map", "member.edit", post_batch_map, "选定不认识的列，重新核对", .prepare = prepare_batch_map},
	{METHOD_POST, "/members/imports/{id}/apply", "member.approve", post_batch_apply, "导入核对好的行"},
	{METHOD_POST, "/members/imports/{id}/undo", "member.approve", post_batch_undo, "一天之内撤销整批导入"},
	{METHOD_GET, "/members/imports/{id}/errors", "member.edit", get_batch_errors, "没有导入的行，作为表格", ROUTE_SLOW},
	{METHOD_GET, "/members/{id}", "member.read", get_member, "一名会员", .of = &member_record},
	{METHOD_GET, "/members/{id}/edit", "member.edit", get_member_edit, "修改会员资料的表单", .of = &member_record},
	{METHOD_POST, "/members/{id}", "member.edit", post_member_edit, "保存会员资料", .of = &member_record},
	{METHOD_POST, "/members/{id}/change", "member.edit", post_member_change, "办理会籍变动", .of = &member_record},
	{METHOD_POST, "/members/{id}/reveal", "person.reveal", post_member_reveal, "看一次完整号码或住址，写明理由，留痕", .of = &member_record},
	{METHOD_POST, "/members/{id}/out", "member.edit", post_member_out, "转出到另一工会，或撤回", .of = &member_record},
	{METHOD_POST, "/members/{id}/erase", "member.approve", post_member_erase, "会籍终止后删除个人信息", .of = &member_record},
	{METHOD_POST, "/members/{id}/receive", "member.receive", post_member_receive, "接收转入的会员，或写明理由不接收"},
	{METHOD_GET, "/m/member", .run = get_my_member, .flags = ROUTE_OPEN, .help = "我的会员卡"},
	{METHOD_GET, "/m/member/join", .run = get_my_join, .flags = ROUTE_OPEN, .help = "入会申请表"},
	{METHOD_POST, "/m/member/join", .run = post_my_join, .flags = ROUTE_OPEN, .help = "提交入会申请"},
	{METHOD_POST, "/m/member/withdraw", .run = post_my_withdraw, .flags = ROUTE_OPEN, .help = "撤回入会申请"},
	{METHOD_GET, "/m/member/data", .run = get_my_data, .flags = ROUTE_OPEN, .help = "我的信息：登记了什么、作什么用、谁看过"},
	{METHOD_POST, "/m/member/consent", .run = post_my_consent, .flags = ROUTE_OPEN, .help = "同意或撤回同意"},
	{METHOD_POST, "/m/member/correction", .run = post_my_correction, .flags = ROUTE_OPEN, .help = "请求更正自己的信息"},
	{METHOD_GET, "/cards/key", .run = get_card_key, .flags = ROUTE_PUBLIC, .help = "查验会员卡的公钥"},
	{METHOD_GET, "/cards/{word}", .run = get_card_check, .flags = ROUTE_PUBLIC, .help = "查验一张会员卡"},
	{METHOD_GET, "/people/{id}/membership", "member.read", get_person_membership, "从人员到会籍", .of = &person_record},
	{0},
};

static const struct right rights[] = {
	{"member.read", "查看会员", .below = STAFF},
	{"member.edit", "管理会员", .below = STAFF},
	{"member.approve", "审批会籍", .below = HEADS},
	{"member.lookup", "按号码查找会员", .below = STAFF},
	{"member.receive", "接收转会", .below = STAFF},
	{0},
};

static const struct policy policies[] = {
	{"member.lapse_months", "视为自动退会的欠缴月数", "个月", 6, POLICY_HARD, "《中国工会章程》第六条", 'A'},
	{"member.erase_months", "会籍终止后保存个人信息的期限", "个月", 24, POLICY_BY_UNIT, "《个人信息保护法》第四十七条；期限由单位确定", 'C'},
	{"member.lookups", "每人每小时按号码查找次数", "次", 60, POLICY_BY_UNIT, "系统默认", 'C'},
	{0},
};

#define COUNTED(k, text, bits, h)                                                                  \
	{                                                                                          \
		.key = k, .label = text, .unit_label = "人", .kind = MEASURE_STATE, .record = &member_record, .states = (bits),  \
		.list = "/members/list", .help = h                                                 \
	}

static const struct measure measures[] = {
	COUNTED("member.total", "会员数", MEMBER_IN, "现在有会籍的人：在籍、保留会籍、退休保留"),
	COUNTED("member.entitled", "在籍会员数", MEMBER_BIT(MEMBER_ACTIVE), "现在在籍、计入应到会人数的会员"),
	COUNTED("member.kept", "保留会籍人数", MEMBER_BIT(MEMBER_KEPT), "劳动关系中断、保留会籍的人"),
	COUNTED("member.retired", "退休保留会籍人数", MEMBER_BIT(MEMBER_RETIRED), "已办退休、保留会籍的人"),
	{.key = "member.growth", .label = "会员净增", .unit_label = "人", .kind = MEASURE_SUM, .record = &member_record,
	 .states = MEMBER_IN, .list = "/members/list", .help = "期内新增减去减少：入会、转入计加，转出、退会、去世、开除计减，按办理日期"},
	{.key = "member.complete", .label = "实名信息完整人数", .unit_label = "人", .kind = MEASURE_STATE, .record = &member_record,
	 .states = MEMBER_BIT(MEMBER_ACTIVE), .where = "complete", .is = 1, .list = "/members/list",
	 .help = "在籍会员中实名信息填全的人"},
	{.key = "member.workers", .label = "职工数", .unit_label = "人", .kind = MEASURE_STATE, .record = &person_record,
	 .states = 1u << PERSON_ACTIVE, .list = "/people/list", .help = "登记在册的职工"},
	{.key = "member.completeness", .label = "实名信息完整率", .unit_label = "%", .kind = MEASURE_RATIO,
	 .num = "member.complete", .den = "member.entitled", .list = "/members/incomplete", .help = "实名信息完整人数 ÷ 在籍会员数"},
	{.key = "member.coverage", .label = "职工入会率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "member.entitled",
	 .den = "member.workers", .list = "/members/list", .help = "在籍会员数 ÷ 登记在册的职工数"},
	{0},
};

static const struct nav nav[] = {
	{"组织与保障", "会员", ICON("id-badge-2"), "/members", "member.read", 795},
	{"服务职工", "会员卡", ICON("id-badge-2"), "/m/member", NULL, 290},
	{0},
};

static const struct schema_step steps[] = {
	{"members: births that are not known stand in no index", .text = "drop index if exists member_by_birth"},
	{"member: marks that few have stand in their indexes alone", .text =
	 "drop index if exists member_sorted_skill; drop index if exists member_wide_skill; drop index if exists member_sorted_model; "
	 "drop index if exists member_wide_model; drop index if exists member_sorted_gig; drop index if exists member_wide_gig"},
	{"member_batch: what is kept does not stand before what is under way", .text =
	 "update member_batch set open_ = 2 where (open_ = 1 and stage in (1, 2, 6, 9, 10)) or (open_ = 0 and stage = 9)"},
	{0},
};

static const struct flow *const flows[] = {&member_flow, NULL};
static const struct list *const lists[] = {&member_list, NULL};
static const char schema[] =
	"create table member_batch(id bigint primary key, person bigint not null, unit bigint not null, file text not null, heads text not null, "
	"map text not null, stage bigint not null, rows bigint not null default 0, at_no bigint not null default 0, fresh bigint not null default 0, "
	"change bigint not null default 0, same bigint not null default 0, twice bigint not null default 0, bad bigint not null default 0, "
	"note text not null default '', created_at bigint not null, done_at bigint not null default 0, open_ bigint not null default 2);\n"
	"create index member_batch_by_unit on member_batch(unit, id);\n"
	"create index member_batch_open on member_batch(open_, id) where open_ = 1;\n"
	"create index member_batch_kept on member_batch(stage, created_at) where open_ = 2;\n"
	"create index member_batch_back on member_batch(id) where open_ = 0 and stage = 9;\n"
	"create table member_row(batch bigint not null, no bigint not null, cells text not null, fate bigint not null, row_id bigint not null, "
	"version bigint not null default 0, person_version bigint not null default 0, problem text not null, before text not null default '', "
	"primary key(batch, no));\n"
	"create index member_row_by_fate on member_row(batch, fate, no);\n";

static const char *const needs[] = {"units", NULL};

const struct module mod_members = {
	.name = "members", .label = "会员", .flows = flows, .needs = needs, .routes = routes, .rights = rights, .policies = policies,
	.measures = measures, .steps = steps, .nav = nav, .lists = lists, .heard = member_heard,
	.schema = schema, .tick = batches_tick,
};
