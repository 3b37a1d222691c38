#include "modules/overview/overview.h"

#include "http/icon.h"
#include "kernel/module.h"
#include "modules/overview/lists.h"

static const struct right rights[] = {
	{"overview.desk", "使用工作台", .here = STAFF | BIT(ROLE_HANDLER) | BIT(ROLE_AUDITOR)},
	{"overview.board", "查看数据看板", .here = STAFF | BIT(ROLE_AUDITOR), .below = STAFF | BIT(ROLE_AUDITOR)},
	{"overview.deliveries", "查看消息投递", .here = BIT(ROLE_SYSTEM)},
	{0},
};

static const struct route routes[] = {
	{METHOD_GET, "/", .run = get_home, .flags = ROUTE_OPEN, .help = "工作台；职工转到手机首页"},
	{METHOD_GET, "/m", .run = get_phone, .flags = ROUTE_OPEN, .help = "手机首页：我的事项、要点、活动、消息"},
	{METHOD_GET, "/dashboard", "overview.board", get_dashboard, "数据看板：矩阵、关键数字、需要过问", ROUTE_SLOW},
	{METHOD_GET, "/dashboard/tasks", "task.read", get_board_tasks, "看板数字背后的任务"},
	{METHOD_GET, "/figures/{word}", NULL, get_figure, "过去某一天的数字计入的记录", ROUTE_SLOW | ROUTE_OPEN},
	{METHOD_GET, "/screen", "overview.board", get_screen, "大屏，每分钟更新", ROUTE_SLOW},
	{METHOD_GET, "/inbox", .run = get_inbox, .flags = ROUTE_OPEN, .help = "消息，未读在前"},
	{METHOD_POST, "/inbox/read", .run = post_read_all, .flags = ROUTE_OPEN, .help = "全部标为已读"},
	{METHOD_POST, "/inbox/{id}/read", .run = post_read, .flags = ROUTE_OPEN, .help = "打开一条消息"},
	{METHOD_GET, "/inbox/choices", .run = get_choices, .flags = ROUTE_OPEN, .help = "消息的接收方式：邮箱、群通知"},
	{METHOD_POST, "/inbox/choices", .run = post_choices, .flags = ROUTE_OPEN, .help = "保存接收方式"},
	{METHOD_GET, "/help", .run = get_help, .flags = ROUTE_OPEN, .help = "帮助：怎么做，能用哪些功能，键盘"},
	{METHOD_GET, "/admin/deliveries", "overview.deliveries", get_deliveries, "投递失败的消息"},
	{0},
};

static const struct nav nav[] = {
	{"", "工作台", ICON("layout-dashboard"), "/", "overview.desk", 10},
	{"", "数据看板", ICON("chart-bar"), "/dashboard", "overview.board", 30},
	{"系统管理", "消息投递", ICON("send"), "/admin/deliveries", "overview.deliveries", 950},
	{0},
};

static const char *const needs[] = {"plans", "follow", "activities", "votes", "admin", "ratings", "visits", "topics", NULL};

const struct module mod_overview = {
	.name = "overview", .label = "总览", .routes = routes, .rights = rights, .nav = nav, .lists = overview_lists, .needs = needs,
	.schema = "create index report_waiting on report(state, unit, id) where state = 1;\n",
};
