/* What all kinds of matters share: their tables, their policies, the inbox of those who handle them. */
#include "modules/matters/matters.h"

#include "engines/matter.h"
#include "http/icon.h"
#include "kernel/module.h"

extern const char matters_schema[]; /* schema.sql */

static const struct route routes[] = {
	{METHOD_GET, "/matters", "matter.inbox", get_matters, "待办事项：提案、诉求等，按期限先后"},
	{0},
};

static const struct right rights[] = {
	{"matter.inbox", "查看待办事项", .here = STAFF | BIT(ROLE_HANDLER)},
	{0},
};

static const struct policy policies[] = {
	{"matter.rate_days", "答复后等待评价的期限", "个工作日", 7, POLICY_BY_UNIT, "工会系统通行做法", 'C'},
	{"matter.rerate_days", "评价以后可以改的期限", "个工作日", 3, POLICY_BY_UNIT, "通行做法：评错了短期内可以更正；国办发〔2019〕51号没有规定", 'C'},
	{"matter.rounds", "不满意再办的次数", "次", 1, POLICY_BY_UNIT, "通行做法：不满意再办一次", 'C'},
	{0},
};

static const struct nav nav[] = {
	{"服务职工", "待办事项", ICON("inbox"), "/matters", "matter.inbox", 290},
	{0},
};

const struct module mod_matters = {
	.name = "matters",
	.label = "待办事项",
	.routes = routes,
	.rights = rights,
	.policies = policies,
	.nav = nav,
	.schema = matters_schema,
};
