/* The accounts module: its routes, rights and policies. */
#include "modules/accounts/accounts.h"

#include "kernel/module.h"

static const struct route routes[] = {
	{METHOD_GET, "/sign-in", .run = get_sign_in, .flags = ROUTE_PUBLIC, .help = "登录页"},
	{METHOD_POST, "/sign-in", .run = post_sign_in, .prepare = prepare_sign_in, .flags = ROUTE_PUBLIC,
	 .help = "用手机号或工号登录"},
	{METHOD_POST, "/sign-out", .run = post_sign_out, .flags = ROUTE_OPEN | ROUTE_HALF, .help = "退出登录"},
	{METHOD_GET, "/activate", .run = get_activate, .flags = ROUTE_PUBLIC, .help = "激活账号的页面"},
	{METHOD_POST, "/activate", .run = post_activate, .prepare = prepare_activate, .flags = ROUTE_PUBLIC,
	 .help = "用激活码激活账号，设定密码"},
	{METHOD_GET, "/account", .run = get_account, .flags = ROUTE_OPEN, .help = "我的账号"},
	{METHOD_POST, "/account/sessions", .run = post_session_end, .flags = ROUTE_OPEN, .help = "结束一处或其他全部登录"},
	{METHOD_GET, "/account/password", .run = get_password, .flags = ROUTE_OPEN | ROUTE_HALF, .help = "修改密码的表单"},
	{METHOD_POST, "/account/password", .run = post_password, .prepare = prepare_password,
	 .flags = ROUTE_OPEN | ROUTE_HALF, .help = "修改自己的密码，结束其他登录"},
	{METHOD_GET, "/account/second", .run = get_second, .flags = ROUTE_OPEN | ROUTE_HALF, .help = "两步验证"},
	{METHOD_POST, "/account/second", .run = post_second, .flags = ROUTE_OPEN | ROUTE_HALF,
	 .help = "启用两步验证，或登录时填验证码"},
	{METHOD_POST, "/account/second/codes", .run = post_second_codes, .flags = ROUTE_OPEN, .help = "更换备用码"},
	{METHOD_POST, "/account/second/off", .run = post_second_off, .flags = ROUTE_OPEN, .help = "停用两步验证"},
	{METHOD_POST, "/accounts/codes", .right = "account.codes", .run = post_codes,
	 .help = "发放激活码，打印激活单；旧密码、两步验证和登录随之失效"},
	{0},
};

static const struct right rights[] = {
	{"account.codes", "发放激活码", .below = STAFF | BIT(ROLE_SECURITY)},
	{"account.issue", "给职工和干部发激活码", .below = STAFF},
	{"account.head", "给工会主席发激活码", .below = HEADS},
	{"account.admin", "给三员发激活码", .below = BIT(ROLE_SECURITY)},
	{0},
};

static const struct policy policies[] = {
	{"account.address_failures", "同一网络地址十分钟内允许登录不符的不同账号数", "个", 600, .source = "本系统约定", .confidence = 'C'},
	{"account.lock_minutes", "账号锁定的最长时间", "分钟", 30, .source = "本系统约定", .confidence = 'C'},
	{"account.activation_days", "激活码有效天数", "天", 7, .source = "本系统约定", .confidence = 'C'},
	{0},
};

const struct module mod_accounts = {
	.name = "accounts",
	.label = "账号",
	.routes = routes,
	.rights = rights,
	.policies = policies,
};
