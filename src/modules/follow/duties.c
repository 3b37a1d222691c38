/* Reports that unions owe: each quarter for every issued plan they work on. */
#include "follow.sql.h"
#include "kernel/duty.h"
#include "modules/follow/follow.h"
#include "modules/follow/duties.h"

static int64_t *reporting_unions(struct req *r, day from, day to, size_t *n)
{
	struct follow_reporting *rows = q_follow_reporting(r->db, r->arena, to, from, n);
	int64_t *out = NEW_N(r->arena, int64_t, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = rows[i].unit;
	return out;
}

const struct duty follow_duties[] = {
	{.name = "report.quarter", .label = "季度工作报告", .cycle = CYCLE_QUARTER, .days = "report.quarter_days",
	 .units = reporting_unions, .right = "report.write", .link = "/reports/new?unit=%lld&period=2",
	 .source = "各级工会督查通报的通行做法，可按本地规定调整"},
	{.name = "report.year", .label = "年度工作报告", .cycle = CYCLE_YEAR, .days = "report.year_days",
	 .units = reporting_unions, .right = "report.write", .link = "/reports/new?unit=%lld&period=3",
	 .source = "各级工会督查通报的通行做法，可按本地规定调整"},
	{0},
};

void follow_report_duty(struct req *r, const struct report *p, bool done)
{
	const char *name = p->period == REPORT_QUARTER ? "report.quarter" : p->period == REPORT_YEAR ? "report.year" : NULL;
	if (name && done)
		duty_done(r, name, p->unit, p->ends, "report", p->id);
	else if (name)
		duty_undone(r, name, p->unit, p->ends);
}
