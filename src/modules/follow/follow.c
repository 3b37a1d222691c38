#include "modules/follow/follow.h"

#include "kernel/module.h"

static const struct right rights[] = {
	{"report.read", "查看工作报告", .below = STAFF | BIT(ROLE_AUDITOR), .here = BIT(ROLE_AUDITOR)},
	{"report.write", "编写工作报告", .here = STAFF},
	{"report.review", "审阅下级报告", .below = HEADS},
	{"supervision.give", "督办", .below = HEADS},
	{0},
};

static const struct flow *const flows[] = {&milestone_flow, &evidence_flow, &report_flow, &supervision_flow, NULL};
static const char *const needs[] = {"plans", "activities", NULL};

const struct module mod_follow = {
	.name = "follow", .label = "任务跟踪", .flows = flows, .rights = rights, .needs = needs,
};
