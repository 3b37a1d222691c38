/* The admin module: pages of the three separated administrators, and the first-start page. */
#include "modules/admin/admin.h"

#include "http/icon.h"
#include "kernel/module.h"
#include "modules/admin/seats.h"

/* The first page that this administrator may see. */
void get_admin(struct req *r)
{
	static const struct {
		int role;
		const char *href;
	} homes[] = {{ROLE_SYSTEM, "/admin/system"}, {ROLE_SECURITY, "/admin/security"}, {ROLE_AUDIT_ADMIN, "/admin/audit"}};
	for (size_t i = 0; i < sizeof(homes) / sizeof(homes[0]); i++)
		if (has_role(r->who, homes[i].role)) {
			see_other(r, homes[i].href);
			return;
		}
	see_other(r, "/admin/rights");
}

static const struct route routes[] = {
	{METHOD_GET, "/setup", .run = get_setup, .flags = ROUTE_PUBLIC, .help = "首次设置；有账号后不再开放"},
	{METHOD_POST, "/setup", .run = post_setup, .flags = ROUTE_PUBLIC, .help = "建立最上级单位、首任主席和系统管理员的账号"},
	{METHOD_GET, "/admin", "admin.rights", get_admin, "管理员首页"},
	{METHOD_GET, "/admin/rights", "admin.rights", get_rights, "权限矩阵"},
	{METHOD_GET, "/admin/system", "admin.system", get_system, "版本、容量、定时工作、备份和设置", ROUTE_SLOW},
	{METHOD_GET, "/admin/security", "admin.security", get_security, "锁定的账号和登录"},
	{METHOD_POST, "/admin/security/unlock", "admin.security", post_unlock, "解除账号锁定"},
	{METHOD_POST, "/admin/security/end", "admin.security", post_end_session, "结束一处登录"},
	{METHOD_GET, "/admin/seats", "admin.rights", get_seats, "管理员任免"},
	{METHOD_POST, "/admin/seats", "admin.appoint", post_seat, "提出任命管理员"},
	{METHOD_POST, "/admin/seats/{id}/end", "admin.appoint", post_seat_end, "提出免去管理员"},
	{METHOD_GET, "/admin/policies", "admin.security", get_policies, "规则数值及其依据"},
	{METHOD_POST, "/admin/policies", "admin.security", post_policy, "设定一个规则数值"},
	{METHOD_GET, "/admin/audit", "admin.audit", get_audit, "审计日志"},
	{METHOD_GET, "/admin/audit/verify", "admin.audit", get_audit_verify, "核对整条事件链", ROUTE_SLOW},
	{0},
};

static const struct right rights[] = {
	{"admin.rights", "查看权限矩阵", .below = ADMINS | HEADS},
	{"admin.system", "查看系统运行", .below = BIT(ROLE_SYSTEM)},
	{"admin.security", "管理账号安全和规则数值", .below = BIT(ROLE_SECURITY)},
	{"admin.audit", "查看审计日志", .below = BIT(ROLE_AUDIT_ADMIN)},
	{"admin.seats", "查看管理员任免", .below = ADMINS},
	{"admin.appoint", "提出管理员任免", .below = BIT(ROLE_SECURITY) | BIT(ROLE_SYSTEM)},
	{"admin.confirm", "确认管理员任免", .below = BIT(ROLE_AUDIT_ADMIN), .here = HEADS},
	{0},
};

static const struct nav nav[] = {
	{"系统管理", "系统运行", ICON("server"), "/admin/system", "admin.system", 900},
	{"系统管理", "账号安全", ICON("shield-lock"), "/admin/security", "admin.security", 901},
	{"系统管理", "管理员任免", ICON("user-shield"), "/admin/seats", "admin.seats", 901},
	{"系统管理", "规则数值", ICON("adjustments"), "/admin/policies", "admin.security", 902},
	{"系统管理", "审计日志", ICON("list-search"), "/admin/audit", "admin.audit", 903},
	{"系统管理", "权限矩阵", ICON("table"), "/admin/rights", "admin.rights", 904},
	{0},
};

static const struct flow *const flows[] = {&seat_change_flow, NULL};

static const char *const needs[] = {"units", "accounts", NULL};

const struct module mod_admin = {
	.name = "admin", .label = "系统管理", .flows = flows, .routes = routes, .rights = rights, .nav = nav, .needs = needs,
};
