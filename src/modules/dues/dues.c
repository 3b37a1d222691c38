/* The module: lists, routes, rights, rule, measures. */
#include "kernel/derived.h"
#include "kernel/module.h"
#include "modules/dues/inside.h"

static const struct list_view sheet_views[] = {{"收缴中", "state=1"}, {"已结账", "state=2"}, {0}};
const struct list dues_sheet_list = {
	.name = "dues", .base = "/dues", .flow = &dues_sheet_flow, .read_right = "dues.read", .sort = "-month", .views = sheet_views, .add_label = "打开台账", .may_add = dues_keeps, .noun = "个月",
	.empty = "还没有会费台账。打开本月的台账，逐人登记或从表格导入，缴纳率随之计算。",
	.help = "每个工会每月一本：应缴、已缴、金额。上级只看到人数和合计，看不到谁缴了多少。",
};

static const struct list_view views[] = {{"已缴", "state=1"}, {"已作废", "state=2"}, {0}};
const struct list dues_list = {
	.name = "dues-payments", .base = "/dues/payments", .flow = &dues_flow, .read_right = "dues.payments", .sort = "-month", .views = views, .noun = "条",
	.empty = "还没有缴纳记录。在台账里逐人登记，或从表格导入：会员证号或姓名、月份、会费。",
	.help = "一人一月一条。登记错了作废重登，人数和金额随之变动。", .add = "/dues", .add_label = "看台账",
	.imports = true, .undo = "void", .check = dues_check, .fill = dues_fill, .made = dues_made, .personal = true,
};
static const struct list *const lists[] = {&dues_sheet_list, &dues_list, NULL};

static const struct route routes[] = {
	{METHOD_GET, "/dues", "dues.read", get_dues, "会费台账：各月应缴、已缴、金额"},
	{METHOD_GET, "/dues/new", "dues.edit", get_dues_new, "打开一个月的会费台账的表单"},
	{METHOD_POST, "/dues", "dues.edit", post_dues_open, "打开一个月的会费台账"},
	{METHOD_GET, "/dues/below", "dues.read", get_dues_below, "各工会一个月的会费，哪几个月没有台账", ROUTE_SLOW},
	{METHOD_POST, "/dues/below", "dues.call", post_dues_call, "为下级工会统一打开一个月的台账"},
	{METHOD_GET, "/dues/{id}", "dues.read", get_dues_sheet, "一个月的台账：还有谁没缴，登记缴费", ROUTE_SLOW, .of = &dues_sheet_record},
	{METHOD_POST, "/dues/{id}/pay", "dues.edit", post_dues_pay, "登记几个人的会费", .of = &dues_sheet_record},
	{METHOD_GET, "/dues/payments", "dues.payments", get_dues_payments, "会费缴纳记录：筛选、导入、导出"},
	{METHOD_GET, "/dues/payments/{id}", "dues.payments", get_dues_payment, "一条缴纳记录", .of = &dues_record},
	{METHOD_GET, "/m/dues", .run = get_my_dues, .flags = ROUTE_OPEN, .help = "本人缴纳的会费"},
	{0},
};

static const struct right rights[] = {
	{"dues.read", "查看会费台账的人数和合计", .here = STAFF | BIT(ROLE_AUDITOR), .below = STAFF | BIT(ROLE_AUDITOR)},
	{"dues.payments", "查看谁缴了会费", .here = STAFF | BIT(ROLE_AUDITOR)},
	{"dues.edit", "登记会费", .here = BIT(ROLE_CADRE) | BIT(ROLE_CHAIR)}, /* a federation keeps no sheet */
	{"dues.call", "为下级工会统一打开会费台账", .here = BIT(ROLE_FEDERATION), .below = BIT(ROLE_FEDERATION)},
	{0},
};

static const struct policy policies[] = {
	{"dues.rate", "会费占每月基本工资", "（万分之几）", 50, POLICY_BY_UNIT, "全国总工会关于收交会费的规定：每月基本工资收入的 0.5%，工资尾数不足 10 元的部分不计", 'B'},
	{0},
};

static const struct measure measures[] = {
	{.key = "dues.due", .label = "应缴会费人次", .unit_label = "人次", .kind = MEASURE_SUM, .record = &dues_sheet_record, .states = 1u << SHEET_OPEN | 1u << SHEET_CLOSED,
	 .amount = "due", .on = "month", .list = "/dues", .help = "期内各月台账的应缴人数之和。打开过台账的工会以后每月自动打开；没有台账的月份不在内，“各工会会费”逐家列出"},
	{.key = "dues.paid", .label = "已缴会费人次", .unit_label = "人次", .kind = MEASURE_SUM, .record = &dues_record, .states = 1u << DUES_PAID, .on = "month", .list = "/dues",
	 .help = "期内各月缴了会费的人数之和，按缴纳的月份计"},
	{.key = "dues.rate", .label = "会费缴纳率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "dues.paid", .den = "dues.due", .list = "/dues", .help = "已缴会费人次 ÷ 应缴会费人次；没有台账的月份不在内，见“各工会会费”"},
	{0},
};

static const struct nav nav[] = {
	{"组织与保障", "会费", ICON("coin-yuan"), "/dues", "dues.read", 796},
	{"组织与保障", "各工会会费", ICON("list-details"), "/dues/below", "dues.call", 797},
	{0},
};

static const char schema[] =
	"create table dues_call(id bigint primary key, unit bigint not null, month bigint not null, reached text not null default '', opened bigint not null default 0, ended bigint not null default 0);\n"
	"create index dues_call_open on dues_call(id) where ended = 0;\n"
	"create index dues_call_of_unit on dues_call(unit, month, id) where ended = 0;\n";

static const struct flow *const flows[] = {&dues_sheet_flow, &dues_flow, NULL};
static const char *const needs[] = {"units", "members", NULL};

const struct module mod_dues = {
	.name = "dues", .label = "会费", .flows = flows, .lists = lists, .routes = routes, .rights = rights, .policies = policies, .measures = measures,
	.nav = nav, .needs = needs, .schema = schema, .tick = dues_tick,
};
