/* Prints are read back as files: the numbers in them are counted by hand. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doc/docx_in.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/event.h"
#include "kernel/writer.h"
#include "modules/activities/activities.h"
#include "modules/plans/plans.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"

static int64_t add_node(struct req *r, int level, const char *number, const char *title, int at)
{
	struct plan_node n = {.unit = 10, .plan = 601, .level = level, .number = number, .title = title,
			      .body = "全年有计划、有总结。", .position = at * 1024, .weight = 1};
	flow_create(r, &plan_node_flow, &n, "");
	return n.id;
}

static void add_task(struct req *r, int64_t id, int64_t node, const char *title, int64_t target)
{
	struct task t = {.id = id, .unit = 10, .plan = 601, .node = node, .title = title, .measure = "activity.held", .target = target,
			 .owner = 1004, .starts = day_of(2024, 1, 1), .due = day_of(2024, 12, 31), .weight = 1,
			 .detail = "", .waiver = "", .quote = "", .vague = ""};
	flow_create(r, &task_flow, &t, "");
	flow_move(r, &task_flow, id, 0, "open", "", NULL);
}

static void add_activity(struct req *r, const char *title, int64_t task, day on, int64_t people)
{
	struct activity x = {.unit = 10, .title = title, .kind = 3, .held_on = on, .people = people, .task = task,
			     .place = "职工俱乐部", .cost_reason = "", .summary = "赛出了水平"};
	flow_create(r, &activity_flow, &x, "");
	flow_move(r, &activity_flow, x.id, 0, "hold", "", NULL);
	flow_move(r, &activity_flow, x.id, 0, "confirm", "", NULL);
}

static void sample(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(16u << 20);
	struct req *r = system_request(app, d, a);
	struct plan p = {.id = 601, .unit = 10, .title = "临江发电2024年工会工作要点", .year = 2024, .organ = "临江发电有限公司工会",
			 .preamble = "围绕中心，服务职工。", .source = "", .source_name = "", .doc_number = "临发工〔2024〕1号",
			 .skip_reason = "", .minutes = "", .starts = day_of(2024, 1, 1), .ends = day_of(2024, 12, 31), .issued_on = day_of(2024, 1, 15)};
	db_begin(d);
	flow_create(r, &plan_flow, &p, "");
	db_run(db_use_text(d, "update plan set state = 6"));
	add_node(r, NODE_SECTION, "一", "服务中心工作", 1);
	add_task(r, 701, add_node(r, NODE_POINT, "1", "开展技能比武", 2), "举办技能比武", 4);
	add_task(r, 702, add_node(r, NODE_POINT, "2", "办好职工讲堂", 3), "举办职工讲堂", 2);
	add_activity(r, "锅炉专业比武", 701, day_of(2024, 1, 20), 24);
	add_activity(r, "汽机专业比武", 701, day_of(2024, 2, 18), 30);
	event_seal(d, a);
	db_commit(d);
	arena_free(a);
}

/* The last download, as the text that our own reader finds in it. */
static const char *docx_text(struct arena *a)
{
	FILE *f = fopen(scenario_download(), "rb");
	if (!f)
		return "";
	char *bytes = arena_alloc(a, 4u << 20);
	size_t n = fread(bytes, 1, 4u << 20, f);
	fclose(f);
	struct doc_text text;
	const char *message = "";
	return docx_read(a, (struct str){bytes, n}, &text, &message) ? str_dup(a, text.text) : message;
}

static const char *has(const char *const *wanted, size_t n)
{
	static char why[400];
	struct arena *a = arena_new(64u << 20);
	const char *text = docx_text(a), *bad = NULL;
	for (size_t i = 0; i < n && !bad; i++)
		if (!strstr(text, wanted[i])) {
			snprintf(why, sizeof(why), "the print lacks \"%s\": %.200s", wanted[i], text);
			bad = why;
		}
	arena_free(a);
	return bad;
}

static const char *plan_reads(struct app *app)
{
	(void)app;
	static const char *const wanted[] = {"临发工〔2024〕1号", "一、服务中心工作", "1. 开展技能比武。", "围绕中心，服务职工。", "2024年1月15日"};
	return has(wanted, 5);
}

/*
 * Both tasks share the one measure of the union: 2 activities held. Task 701 wants 4: 2/4 = 50 %.
 * Task 702 wants 2: 2/2 = 100 %. Weights are equal: (50 + 100) / 2 = 75 %.
 * On 1 March 2024, 60 of 366 days have passed: 16.4 %.
 */
static const char *report_reads(struct app *app)
{
	(void)app;
	static const char *const wanted[] = {"共分解任务 2 项", "总体进度为 75.0%", "同期时间进度为 16.4%",
					     "2024年1月20日，锅炉专业比武，职工俱乐部，24 人参加", "2024年2月18日，汽机专业比武", "54 人次"};
	return has(wanted, 6);
}

static const struct step steps[] = {
	{"a stranger signs in first", .get = "/plans/601/print/plan.docx", .want = 303},
	{"an unknown format is refused", .as = CHAIR, .get = "/plans/601/print/plan.odt", .want = 404},
	{"the chair prints the plan", .as = CHAIR, .get = "/plans/601/print/plan.docx", .want = 200, .check = plan_reads},
	{"as PDF too", .as = CHAIR, .get = "/plans/601/print/plan.pdf", .want = 200},
	{"a bad as-of day is named", .as = CHAIR, .get = "/plans/601/print/report.docx?on=x", .want = 422, .sees = "截至日期"},
	{"the report's figures equal the hand count", .as = CHAIR, .get = "/plans/601/print/report.docx", .want = 200, .check = report_reads},
	{"a worker may read the report of his union", .as = WORKER, .get = "/plans/601/print/report.docx", .want = 200},
	{"the task list as workbook", .as = CHAIR, .get = "/plans/601/print/tasks.xlsx", .want = 200},
	{"another union's chair gets nothing", .as = OTHER_CHAIR, .get = "/plans/601/print/plan.docx", .want = 403},
	{"a union that has not received it has no copy", .as = FEDERATION, .get = "/plans/601/print/tasks.docx?unit=11", .want = 404},
};

int main(void)
{
	return scenario_with("printing", sample, steps, sizeof(steps) / sizeof(steps[0]));
}
