/* Reports upwards, reminders and supervision notices of the sample year. */
#include "app/demo_year.h"
#include "base/fault.h"
#include "kernel/message.h"
#include "kernel/rights.h"
#include "plans.sql.h"

enum { FEDERATION = 1, REVIEWER = 1001, ANSWERED = 4 };

/* ---- reports ---- */

struct quarter {
	int on, from, to; /* days from today */
	const char *label;
};
static const struct quarter quarters[] = {
	{-186, -280, -190, "第一阶段"}, {-96, -189, -100, "第二阶段"}, {-9, -99, -12, "第三阶段"},
};
enum { LAST = 2, SENT_BACK = 13, WAITING = 15, SILENT = 14 };

static int64_t report_write(struct year *y, const struct demo_union *u, const struct quarter *q)
{
	struct req *r = year_as(y, u->cadre);
	struct report p = {
		.unit = u->id, .plan = y->federation_plan, .period = REPORT_QUARTER, .starts = y->today + q->from,
		.ends = y->today + q->to,
		.title = arena_printf(y->arena, "%s要点落实情况报告", q->label),
		.summary = "各项任务按安排推进，宣讲和竞赛覆盖主要班组，慰问送到一线岗位，提案和用工检查有记录、有答复。",
		.problems = "倒班班组集中学习时间难统一；个别活动登记不及时。",
		.plans_ahead = "把学习内容做成十分钟短课，随班前会开展；活动办完三日内登记并核实。",
		.figures = "",
	};
	year_must(r, flow_create(r, &report_flow, &p, ""), "a report");
	r = year_as(y, u->chair);
	year_must(r, flow_move(r, &report_flow, p.id, 0, "submit", "", NULL), "a report sent");
	return p.id;
}

static void report_answer(struct year *y, const struct demo_union *u, int64_t id, bool last)
{
	bool back = last && u->id == SENT_BACK;
	struct req *r = year_as(y, REVIEWER);
	year_must(r, flow_move(r, &report_flow, id, 0, back ? "return" : "accept",
			       back ? "夏送清凉只写了次数，请补充覆盖人数和经费。" : "", NULL), "a report answered");
}

static void reports(struct year *y, int k)
{
	static int64_t written[3][32];
	for (size_t q = 0; q < sizeof(quarters) / sizeof(quarters[0]); q++)
		for (size_t i = 0; i < demo_unions_n; i++) {
			const struct demo_union *u = &demo_unions[i];
			if (!u->acknowledged || (u->id == SILENT && q == LAST))
				continue;
			if (k == quarters[q].on + (int)i % 4)
				written[q][i] = report_write(y, u, &quarters[q]);
			if (k == quarters[q].on + (int)i % 4 + ANSWERED && !(q == LAST && u->id == WAITING))
				report_answer(y, u, written[q][i], q == LAST);
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
	{-40, 13, 3, SUPERVISION_NOTICE, "文化体育节参加人数不足", "说明参赛组织情况，提出补救安排。", 5, 8, 0,
	 "线路运营紧张，已改为分站点开展健步走，月内补足。", "close"},
	{-12, 14, 5, SUPERVISION_NOTICE, "劳动和技能竞赛进度滞后", "列出本年度剩余竞赛安排，逐项明确日期。", 0, 0, 0, NULL, NULL},
	{-10, 16, 3, SUPERVISION_REMINDER, "文化体育节参加人数不足", "请在年底前补办两场活动并及时登记。", 6, 0, 0,
	 "学期末安排师生健步走和篮球赛各一场，日期已定。", NULL},
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

static const char *next_mark(struct req *r)
{
	static const char mark[] = "临工督";
	int year = day_civil(r->today).year;
	int64_t number = q_next_number(r->db, FEDERATION, year, mark);
	q_number_take(r->db, FEDERATION, year, mark, number, "supervision", 0, r->now);
	return arena_printf(r->arena, "%s〔%d〕%lld号", mark, year, (long long)number);
}

static void give(struct year *y, int i)
{
	const struct notice *n = &notices[i];
	struct req *r = year_as(y, REVIEWER);
	struct supervision s = {
		.unit = n->unit, .task = task_lived(y, n->unit, n->point)->id, .by_unit = FEDERATION, .kind = n->kind,
		.number = n->kind == SUPERVISION_NOTICE ? next_mark(r) : "", .title = n->title, .demand = n->demand,
		.due = y->now + 7, .explanation = "",
	};
	year_must(r, flow_create(r, &supervision_flow, &s, ""), "supervision");
	given[i] = s.id;
	message_send_role(r, BIT(ROLE_CHAIR), n->unit, &(struct message){
		.title = arena_printf(y->arena, "市总工会%s：%s", n->kind == SUPERVISION_NOTICE ? "发出督办单" : "催办", n->title),
		.link = arena_printf(y->arena, "/supervision/%lld", (long long)s.id), .urgent = n->kind == SUPERVISION_NOTICE});
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
	struct supervision *s = record_load(y->db, y->arena, &supervision_record, given[i]);
	s->explanation = notices[i].explanation;
	s->wish = notices[i].wish ? y->now + notices[i].wish : 0;
	year_must(r, flow_move_row(r, &supervision_flow, s, "explain", ""), "an explanation");
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
	reports(y, y->now - y->today);
	supervision(y, y->now - y->today);
}
