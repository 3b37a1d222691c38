/* Reports upwards, reminders and supervision notices of the sample year. */
#include "app/demo_year.h"
#include "base/fault.h"
#include "kernel/dispatch.h"
#include "kernel/duty.h"
#include "modules/follow/report.h"
#include "modules/follow/supervise.h"
#include "text/calendar.h"

enum { REVIEWER = 1001, ANSWER_DAYS = 7 };

/* ---- reports ---- */

enum { WRITTEN = 9, ANSWERED = 4, SETTLING = 45 }; /* days after the quarter; after the report; after the issue */
enum { SENT_BACK = 13, WAITING = 15, SILENT = 14 }; /* unions, in the last quarter that is reported on */

/* The form is filled in as the page would send it; the text is the draft made from the figures. */
static int64_t report_write(struct year *y, const struct demo_union *u, day quarter_end)
{
	struct req *r = year_as(y, u->cadre);
	year_form(r, "plan", arena_printf(y->arena, "%lld", (long long)y->federation_plan));
	year_form(r, "unit", arena_printf(y->arena, "%lld", (long long)u->id));
	year_form(r, "period", arena_printf(y->arena, "%d", REPORT_QUARTER));
	year_form(r, "at", day_iso(y->arena, quarter_end));
	post_report(r);
	int64_t id = year_made(r, "a report");
	r = year_as(y, u->chair);
	year_must(r, flow_move(r, &report_flow, id, 0, "submit", "", NULL), "a report sent");
	return id;
}

static void report_answer(struct year *y, const struct demo_union *u, int64_t id, bool last)
{
	bool back = last && u->id == SENT_BACK;
	struct req *r = year_as(y, REVIEWER);
	year_must(r, flow_move(r, &report_flow, id, 0, back ? "return" : "accept",
			       back ? "夏送清凉只写了次数，请补充覆盖人数和经费。" : "", NULL), "a report answered");
}

static void reports(struct year *y)
{
	for (size_t i = 0; i < demo_unions_n; i++) {
		const struct demo_union *u = &demo_unions[i];
		day end = day_quarter_first(y->now) - 1;
		int since = y->now - end - (int)i % 4;
		bool last = day_quarter_last(y->now) >= y->today - WRITTEN - ANSWERED - 4;
		if (end < y->today + DEMO_ISSUED + SETTLING || !u->acknowledged || (last && u->id == SILENT))
			continue;
		if (since == WRITTEN)
			y->reports[i] = report_write(y, u, end);
		if (since == WRITTEN + ANSWERED && !(last && u->id == WAITING))
			report_answer(y, u, y->reports[i], last);
	}
}

/* ---- supervision ---- */

struct notice {
	int on; /* days from today */
	int64_t unit;
	int point;
	int kind;
	const char *title, *demand;
	int explained, decided, wish; /* days after; 0: not */
	const char *explanation, *verdict; /* verdict: move of the supervisor */
};
static const struct notice notices[] = {
	{-140, 14, 6, SUPERVISION_REMINDER, "请尽快推荐劳模先进典型", "本任务已过完成时间，请五日内报送推荐人选。", 4, 9, 0,
	 "人选已确定，事迹采写滞后，一周内补报。", "close"},
	{-55, 14, 2, SUPERVISION_NOTICE, "班组思想工作案例逾期未报", "说明逾期原因，明确完成时间和责任人。", 3, 6, 30,
	 "征集到的案例不足，计划由各分厂补充两篇，申请延期三十天。", "extend"},
	{-37, 13, 11, SUPERVISION_NOTICE, "特色品牌培育节点逾期", "说明工作机制的进展，提出补救安排。", 5, 12, 0,
	 "线路运营紧张，机制文稿推迟，两周内完成并试行。", "close"},
	{-12, 14, 8, SUPERVISION_NOTICE, "用工“法治体检”进度滞后", "列出尚未出具意见的单位，逐项明确日期。", 0, 0, 0, NULL, NULL},
	{-10, 16, 8, SUPERVISION_REMINDER, "“法治体检”临近期限", "请在期限前完成整改跟踪并上传情况。", 6, 0, 0,
	 "两处整改已完成，第三处等待劳务公司盖章，三日内上传。", NULL},
	{-6, 10, 8, SUPERVISION_REMINDER, "“法治体检”整改临近期限", "请在期限前上传整改情况。", 0, 0, 0, NULL, NULL},
};
enum { NOTICES = sizeof(notices) / sizeof(notices[0]) };
static int64_t given[NOTICES];

static const struct lived *task_lived(struct year *y, int64_t unit, int point)
{
	for (size_t i = 0; i < y->n_tasks; i++)
		if (y->tasks[i].unit == unit && y->tasks[i].handed && y->tasks[i].kind->point == point)
			return &y->tasks[i];
	fault("no task of point %d in the sample union %lld", point, (long long)unit);
}

static void give(struct year *y, int i)
{
	const struct notice *n = &notices[i];
	struct req *r = year_as(y, REVIEWER);
	r->row = record_load(y->db, y->arena, &task_record, task_lived(y, n->unit, n->point)->id);
	year_form(r, "kind", arena_printf(y->arena, "%d", n->kind));
	year_form(r, "title", n->title);
	year_form(r, "demand", n->demand);
	year_form(r, "due", day_iso(y->arena, y->now + ANSWER_DAYS));
	post_supervise(r);
	given[i] = year_made(r, "supervision");
}

static int64_t chair_of(int64_t unit)
{
	for (size_t i = 0; i < demo_unions_n; i++)
		if (demo_unions[i].id == unit)
			return demo_unions[i].chair;
	fault("%lld is no sample union", (long long)unit);
}

static void explain(struct year *y, int i)
{
	struct req *r = year_as(y, chair_of(notices[i].unit));
	r->row = record_load(y->db, y->arena, &supervision_record, given[i]);
	year_form(r, "explanation", notices[i].explanation);
	if (notices[i].wish)
		year_form(r, "wish", day_iso(y->arena, y->now + notices[i].wish));
	post_explain(r);
	year_made(r, "an explanation");
}

static void supervision(struct year *y, int k)
{
	for (int i = 0; i < NOTICES; i++) {
		const struct notice *n = &notices[i];
		if (k == n->on)
			give(y, i);
		if (n->explained && k == n->on + n->explained)
			explain(y, i);
		if (n->decided && k == n->on + n->decided) {
			struct req *r = year_as(y, REVIEWER);
			year_must(r, flow_move(r, &supervision_flow, given[i], 0, n->verdict, "措施和时间明确。", NULL), n->verdict);
		}
	}
}

void demo_follow_day(struct year *y)
{
	if (day_civil(y->now).day == 1)
		duties_make(system_request(y->app, y->db, y->arena));
	reports(y);
	supervision(y, y->now - y->today);
}
