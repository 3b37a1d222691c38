#include "kernel/module.h"
#include "modules/follow/duties.h"
#include "modules/follow/follow.h"
#include "modules/follow/tree.h"

static const struct right rights[] = {
	{"report.read", "查看工作报告", .below = STAFF | BIT(ROLE_AUDITOR), .here = BIT(ROLE_AUDITOR)},
	{"report.write", "编写工作报告", .here = STAFF},
	{"report.review", "审阅下级报告", .below = HEADS},
	{"supervision.give", "督办", .below = HEADS},
	{0},
};

/* The lamps' thresholds (界面设计规范 §4); a unit that changes one leaves its trace in the policies. */
#define LAMP_RULE "界面设计规范第4节"
static const struct policy policies[] = {
	{"follow.slow_points", "偏慢：进度落后时间", "个百分点", 10, .source = LAMP_RULE, .confidence = 'C'},
	{"follow.late_points", "滞后：进度落后时间超过", "个百分点", 25, .source = LAMP_RULE, .confidence = 'C'},
	{"follow.near_days", "临期：到期前", "个工作日", 3, .source = LAMP_RULE, .confidence = 'C'},
	{"report.quarter_days", "季度工作报告：季末后", "个工作日", 5, .source = "通行做法，可按本地规定调整", .confidence = 'C'},
	{"report.year_days", "年度工作报告：年末后", "个工作日", 10, .source = "通行做法，可按本地规定调整", .confidence = 'C'},
	{0},
};

static const struct flow *const flows[] = {&milestone_flow, &evidence_flow, &report_flow, &supervision_flow, NULL};
static const struct route routes[] = {
	{METHOD_GET, "/plans/{id}/tree", "task.read", get_tree, "要点的树、甘特、看板、原文视图", .of = &plan_record},
	{0},
};

static const char *const needs[] = {"plans", "activities", NULL};

const struct module mod_follow = {
	.name = "follow", .label = "任务跟踪", .flows = flows, .routes = routes, .rights = rights, .policies = policies, .duties = follow_duties, .needs = needs,
};
