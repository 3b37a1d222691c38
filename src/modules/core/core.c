/* What belongs to no domain: moves of every record, preferences of the screen. */
#include <string.h>

#include "kernel/app.h"
#include "kernel/files.h"
#include "kernel/list.h"
#include "kernel/menu.h"
#include "kernel/page.h"

/* Colours and size of the screen and the open groups of the navigation live in cookies, so that pages come right from the server. */
static void post_preferences(struct req *r)
{
	enum { YEAR = 365 * 86400 };
	const char *size = form_get(r, "size"), *theme = form_get(r, "theme"), *nav = form_get(r, "nav"), *back = form_get(r, "back");
	if (*size)
		answer_cookie(r->x, "size", strcmp(size, "elder") == 0 ? "elder" : "", YEAR);
	if (*theme)
		answer_cookie(r->x, "theme", strcmp(theme, "dark") == 0 ? "dark" : "light", YEAR);
	if (*nav)
		answer_cookie(r->x, "nav", menu_memory(r, nav), YEAR);
	see_other(r, inside(back, "/"));
}

static const struct route routes[] = {
	{METHOD_POST, "/preferences", .run = post_preferences, .flags = ROUTE_PUBLIC | ROUTE_QUIET,
	 .help = "切换大字版与深浅色，记住展开的菜单"},
	{METHOD_POST, "/{word}/{id}/do/{word}", .run = post_move, .flags = ROUTE_OPEN,
	 .help = "办理一条记录的下一步；权限按所办的一步检查"},
	{METHOD_POST, "/lists/{word}/export", .run = post_list_export, .prepare = prepare_list_export,
	 .flags = ROUTE_OPEN | ROUTE_AGAIN, .help = "导出列表为 Excel 或 CSV；权限按列表检查，留下记录"},
	{METHOD_GET, "/lists/{word}/views", .run = get_list_views, .flags = ROUTE_OPEN, .help = "自己存下的视图"},
	{METHOD_POST, "/lists/{word}/views", .run = post_list_view, .flags = ROUTE_OPEN, .help = "把现在的条件存为视图"},
	{METHOD_POST, "/lists/{word}/views/change", .run = post_list_view_change, .flags = ROUTE_OPEN,
	 .help = "视图改名、设为默认、删除"},
	{METHOD_POST, "/lists/{word}/batch", .run = post_list_batch, .flags = ROUTE_OPEN,
	 .help = "对选中的几条记录办理同一步；每条各自检查权限"},
	{METHOD_GET, "/lists/{word}/import", .run = get_list_import, .flags = ROUTE_OPEN, .help = "从文件导入的页面"},
	{METHOD_POST, "/lists/{word}/import", .run = post_list_import, .prepare = prepare_list_import, .flags = ROUTE_OPEN,
	 .body = FILES_BODY, .help = "读取并核对文件，不写入记录"},
	{METHOD_GET, "/lists/{word}/template", .run = get_list_template, .flags = ROUTE_OPEN | ROUTE_SLOW, .help = "导入用的空白模板"},
	{METHOD_GET, "/imports/{id}", .run = get_import_batch, .flags = ROUTE_OPEN, .help = "一次导入：每一行的办理结果"},
	{METHOD_POST, "/imports/{id}/map", .run = post_import_map, .prepare = prepare_import_map, .flags = ROUTE_OPEN,
	 .help = "选定列的含义，重新核对"},
	{METHOD_POST, "/imports/{id}/apply", .run = post_import_apply, .flags = ROUTE_OPEN, .help = "写入核对过的行；每行各自检查权限"},
	{METHOD_POST, "/imports/{id}/undo", .run = post_import_undo, .flags = ROUTE_OPEN, .help = "一天内撤销一次导入"},
	{METHOD_GET, "/imports/{id}/errors", .run = get_import_errors, .flags = ROUTE_OPEN | ROUTE_SLOW, .help = "下载没有导入的行"},
	{METHOD_GET, "/files/{id}", .run = get_file, .flags = ROUTE_OPEN, .help = "附件；能看所属记录的人才能看"},
	{METHOD_POST, "/files/{id}/remove", .run = post_file_remove, .flags = ROUTE_OPEN, .help = "移除附件"},
	{METHOD_POST, "/files/{id}/restore", .run = post_file_restore, .flags = ROUTE_OPEN, .help = "恢复移除的附件"},
	{0},
};

static const struct policy policies[] = {
	{"message.quiet_from", "免打扰开始", "点", 21, .source = "邮件和群通知的投递时间，全系统统一", .confidence = 'C'},
	{"message.quiet_until", "免打扰结束", "点", 7, .source = "邮件和群通知的投递时间，全系统统一", .confidence = 'C'},
	{0},
};

const struct module mod_core = {
	.name = "core",
	.label = "基础",
	.routes = routes,
	.policies = policies,
};
