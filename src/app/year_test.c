/*
 * A union's whole year, lived day by day: a plan is imported, completed, issued;
 * activities are held and confirmed, milestones reached and missed, a task is
 * waived; the year's report is written, frozen and printed. After every single day
 * figures and lamps are compared with the hand count below.
 *
 * Tasks, all from 2024-03-11:
 *   T1 技能比武     activities held, target 4      due 2024-12-20 (285 days)
 *   T2 职工代表巡视  milestones 6-28, 9-27, 12-20   due 2024-12-20 (285 days)
 *   T3 文体活动     people taking part, target 300  due 2024-11-29 (264 days)
 *   T4 联谊活动     neither measure nor milestone   due 2024-12-20, waived on 6-03
 *
 * Activities, counted on the day they are confirmed:
 *   4-12 (60 people), 5-20 (45), 7-08 (80), 9-23 (70), 11-11 (90); a sixth (30 people,
 *   of 11-25) is confirmed only on 2025-01-06 and is a late addition.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/demo.h"
#include "doc/docx_in.h"
#include "kernel/dispatch.h"
#include "kernel/measure.h"
#include "kernel/writer.h"
#include "modules/follow/follow.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"

#define PLAN \
	"临江发电有限公司工会2024年工作要点\n" \
	"一、建功立业\n" \
	"1．开展技能竞赛。举办岗位技能比武4场。\n" \
	"2．整治安全隐患。组织职工代表巡视现场三次。\n" \
	"二、服务职工\n" \
	"3．丰富文化生活。开展文体活动，全年参加三百人次。\n"

enum { UNION = 10 };

/* ---- the hand count ---- */

struct figure {
	int month, mday;
	int held, people;
};
/* From this day on. */
static const struct figure figures[] = {
	{4, 12, 1, 60}, {5, 20, 2, 105}, {7, 8, 3, 185}, {9, 23, 4, 255}, {11, 11, 5, 345},
};

struct turn {
	const char *task;
	int month, mday;
	enum lamp lamp;
};
/*
 * From this day on. With share = days since 3-11 over the days of the task, a lamp
 * is slow when share - done > 10 %, late when > 25 %:
 *   T1  29/285 > 10 % on 4-09; 4-12 a quarter is done; then never 10 % behind
 *       (100/285 on 6-19, 172/285 on 8-30, 243/285 on 11-09 would be, each comes later
 *       than the next activity); complete on 9-23, confirmed on 9-27
 *   T2  29/285 on 4-09 slow, 72/285 on 5-22 late; a third on 6-26; 124/285 - 1/3 > 10 %
 *       on 7-13, 167/285 - 1/3 > 25 % on 8-25; the second milestone on 10-09 instead of
 *       9-27; 219/285 - 2/3 > 10 % on 10-16, 262/285 - 2/3 > 25 % on 11-28; never finished
 *   T3  27/264 > 10 % on 4-07; 60/300 on 4-12, 105/300 on 5-20; 119/264 - 105/300 > 10 %
 *       only on 7-08, when 185/300 are there; 190/264 - 185/300 > 10 % on 9-17;
 *       255/300 on 9-23; 345/300 on 11-11; confirmed on 11-15
 *   T4  like T2 until it is waived
 */
static const struct turn turns[] = {
	{"T1", 3, 8, LAMP_IDLE}, {"T1", 3, 11, LAMP_GO}, {"T1", 4, 9, LAMP_SLOW}, {"T1", 4, 12, LAMP_GO}, {"T1", 9, 27, LAMP_DONE},
	{"T2", 3, 8, LAMP_IDLE}, {"T2", 3, 11, LAMP_GO}, {"T2", 4, 9, LAMP_SLOW}, {"T2", 5, 22, LAMP_LATE}, {"T2", 6, 26, LAMP_GO},
	{"T2", 7, 13, LAMP_SLOW}, {"T2", 8, 25, LAMP_LATE}, {"T2", 10, 9, LAMP_GO}, {"T2", 10, 16, LAMP_SLOW}, {"T2", 11, 28, LAMP_LATE},
	{"T3", 3, 8, LAMP_IDLE}, {"T3", 3, 11, LAMP_GO}, {"T3", 4, 7, LAMP_SLOW}, {"T3", 4, 12, LAMP_GO}, {"T3", 9, 17, LAMP_SLOW},
	{"T3", 9, 23, LAMP_GO}, {"T3", 11, 15, LAMP_DONE},
	{"T4", 3, 8, LAMP_IDLE}, {"T4", 3, 11, LAMP_GO}, {"T4", 4, 9, LAMP_SLOW}, {"T4", 5, 22, LAMP_LATE}, {"T4", 6, 3, LAMP_IDLE},
};

static char why[300];

static const char *lamp_is(struct req *r, const char *name, day today)
{
	enum lamp wanted = LAMP_IDLE;
	const struct task *t = record_load(r->db, r->arena, &task_record, scenario_kept(name));
	struct progress p = task_progress(r, t, 0);
	for (size_t i = 0; i < sizeof(turns) / sizeof(turns[0]); i++)
		if (strcmp(turns[i].task, name) == 0 && day_of(2024, turns[i].month, turns[i].mday) <= today)
			wanted = turns[i].lamp;
	if (p.lamp == wanted)
		return NULL;
	snprintf(why, sizeof(why), "%s is %s on %s, not %s: %s", name, lamp_labels[p.lamp], day_iso(r->arena, today),
		 lamp_labels[wanted], p.why);
	return why;
}

static const char *figures_are(struct req *r, day today)
{
	int64_t held = 0, people = 0;
	for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++)
		if (day_of(2024, figures[i].month, figures[i].mday) <= today) {
			held = figures[i].held;
			people = figures[i].people;
		}
	int64_t got_held = measure_value(r->db, "activity.held", UNION, day_of(2024, 1, 1), today);
	int64_t got_people = measure_value(r->db, "activity.people", UNION, day_of(2024, 1, 1), today);
	if (got_held == held && got_people == people)
		return NULL;
	snprintf(why, sizeof(why), "%lld held and %lld people on %s, not %lld and %lld", (long long)got_held,
		 (long long)got_people, day_iso(r->arena, today), (long long)held, (long long)people);
	return why;
}

static const char *day_is_right(struct app *app)
{
	static const char *const tasks[] = {"T1", "T2", "T3", "T4"};
	struct arena *a = arena_new(64u << 20);
	struct req *r = system_request(app, writer_db(app->writer), a);
	const char *bad = figures_are(r, r->today);
	for (size_t i = 0; !bad && i < 4; i++)
		bad = lamp_is(r, tasks[i], r->today);
	arena_free(a);
	return bad;
}

/* ---- the printed report ---- */

static const char *printed(struct arena *a)
{
	FILE *f = fopen(scenario_download(), "rb");
	char *bytes = arena_alloc(a, 4u << 20);
	size_t n = f ? fread(bytes, 1, 4u << 20, f) : 0;
	if (f)
		fclose(f);
	struct doc_text text;
	const char *message = "";
	return docx_read(a, (struct str){bytes, n}, &text, &message) ? str_dup(a, text.text) : message;
}

/*
 * On 12-31: T1 and T3 are done, T2 is late at 2/3, T4 is waived. Section one is
 * (1 + 2/3) / 2 = 5/6, section two 1; the whole (5/6 + 1) / 2 = 11/12 = 91.7 %.
 * Evidence: two activities serve T1, three T3, and T2 has two notes: 7.
 */
static const char *report_is_right(struct app *app)
{
	static const char *const wanted[] = {
		"共分解任务 4 项", "已完成 2 项，滞后 1 项，经批准免做 1 项", "归集佐证 7 件", "总体进度为 91.7%", "同期时间进度为 100.0%",
		"2024年4月10日，锅炉专业技能比武", "5 场", "345 人次", "逾期 11 天",
	};
	struct arena *a = arena_new(64u << 20);
	(void)app;
	const char *text = printed(a), *bad = NULL;
	for (size_t i = 0; !bad && i < sizeof(wanted) / sizeof(wanted[0]); i++)
		if (!strstr(text, wanted[i])) {
			snprintf(why, sizeof(why), "the report lacks \"%s\": %.120s", wanted[i], text);
			bad = why;
		}
	arena_free(a);
	return bad;
}

/* ---- what happens when ---- */

struct happening {
	const char *on;
	struct step step;
};

#define COMPLETE "/plans/{p}/complete"
#define HOLD(on, name, title, people, task, done_on)                                                                            \
	{on, {"“" title "” is registered", .as = CADRE, .post = "/activities",                                                   \
	      .form = "title=" title "&kind=3&held_on=" on "&place=训练场&people=" people "&summary=办得扎实&task=" task,          \
	      .want = 303, .keep = name}},                                                                                       \
	{on, {"and held", .as = CADRE, .post = "/activity/{" name "}/do/hold", .want = 303}},                                     \
	{done_on, {"“" title "” is confirmed", .as = CHAIR, .post = "/activity/{" name "}/do/confirm", .want = 303}}
#define TASK(name, node, title, fields)                                                                                         \
	{"2024-03-04", {"the task " title, .as = CADRE, .post = COMPLETE, .form = "act=add&node={" node "}&title=" title "&waiver=编制中", .want = 303}}, \
	{"2024-03-04", {"its number", .sql = "select id from task where title = '" title "'", .keep = name}},                     \
	{"2024-03-04", {"its owner, dates and measure", .as = CADRE, .post = COMPLETE "/{" name "}",                              \
			.form = "title=" title "&department=103&owner=1004&starts=2024-03-11&weight=1&detail=&" fields, .want = 303}}

static const struct happening year[] = {
	{"2024-03-01", {"the plan is imported", .as = CADRE, .post = "/plans/import", .form = "unit=10&text=" PLAN, .want = 303, .keep = "p"}},
	{"2024-03-01", {"point 1", .sql = "select id from plan_node where level = 3 and number = '1'", .keep = "n1"}},
	{"2024-03-01", {"point 2", .sql = "select id from plan_node where level = 3 and number = '2'", .keep = "n2"}},
	{"2024-03-01", {"point 3", .sql = "select id from plan_node where level = 3 and number = '3'", .keep = "n3"}},
	TASK("T1", "n1", "举办岗位技能比武", "due=2024-12-20&measure=activity.held&target=4&waiver="),
	TASK("T2", "n2", "组织职工代表巡视", "due=2024-12-20&measure=&target=0&waiver=按巡视次数设节点"),
	TASK("T3", "n3", "开展文体活动", "due=2024-11-29&measure=activity.people&target=300&waiver="),
	TASK("T4", "n3", "举办跨企业联谊", "due=2024-12-20&measure=&target=0&waiver=次数视合作单位而定"),
	{"2024-03-05", {"submitted", .as = CADRE, .post = "/plan/{p}/do/submit", .want = 303}},
	{"2024-03-05", {"checked", .as = CHAIR, .post = "/plan/{p}/do/checked", .form = "reason=同意。", .want = 303}},
	{"2024-03-06", {"countersigned", .as = CHAIR, .post = "/plan/{p}/do/cosigned", .form = "reason=同意。", .want = 303}},
	{"2024-03-06", {"the Party body agrees", .as = CHAIR, .post = "/plan/{p}/do/agreed", .form = "reason=同意。", .want = 303}},
	{"2024-03-07", {"minutes", .as = CADRE, .post = "/plans/{p}/minutes", .form = "minutes=应到 9 人，实到 8 人，8 人同意，通过。", .want = 303}},
	{"2024-03-07", {"passed", .as = CHAIR, .post = "/plan/{p}/do/passed", .want = 303}},
	{"2024-03-08", {"issued with the first number of the year", .as = CHAIR, .post = "/plans/{p}/issue", .form = "number=1", .want = 303}},
	{"2024-03-08", {"all four tasks are open", .sql = "select count(*) from task where state = 1", .is = "4"}},
	{"2024-03-11", {"first inspection", .as = CADRE, .post = "/tasks/{T2}/milestones", .form = "title=第一次巡视&due=2024-06-28", .want = 303}},
	{"2024-03-11", {"second", .as = CADRE, .post = "/tasks/{T2}/milestones", .form = "title=第二次巡视&due=2024-09-27", .want = 303}},
	{"2024-03-11", {"third", .as = CADRE, .post = "/tasks/{T2}/milestones", .form = "title=第三次巡视&due=2024-12-20", .want = 303}},
	{"2024-03-11", {"the first milestone", .sql = "select id from milestone where title = '第一次巡视'", .keep = "m1"}},
	{"2024-03-11", {"the second milestone", .sql = "select id from milestone where title = '第二次巡视'", .keep = "m2"}},
	HOLD("2024-04-10", "a1", "锅炉专业技能比武", "60", "{T1}", "2024-04-12"),
	HOLD("2024-05-18", "a2", "春季健步走", "45", "{T3}", "2024-05-20"),
	{"2024-06-03", {"the joint event is waived", .as = CHAIR, .post = "/task/{T4}/do/waive", .form = "reason=合作单位改期到明年", .want = 303}},
	{"2024-06-26", {"what the first inspection found", .as = CADRE, .post = "/tasks/{T2}/evidence", .form = "title=第一次巡视记录&happened_on=2024-06-25&text=发现三处，已整改", .want = 303}},
	{"2024-06-26", {"the first milestone is reached in time", .as = CADRE, .post = "/milestone/{m1}/do/finish", .want = 303}},
	HOLD("2024-07-06", "a3", "汽机专业技能比武", "80", "{T1}", "2024-07-08"),
	HOLD("2024-09-21", "a4", "职工运动会", "70", "{T3}", "2024-09-23"),
	{"2024-09-25", {"the contests are reported as done", .as = CADRE, .post = "/task/{T1}/do/submit", .want = 303}},
	{"2024-09-27", {"confirmed", .as = CHAIR, .post = "/task/{T1}/do/confirm", .want = 303}},
	{"2024-10-09", {"what the second inspection found", .as = CADRE, .post = "/tasks/{T2}/evidence", .form = "title=第二次巡视记录&happened_on=2024-10-08&text=发现两处，已整改", .want = 303}},
	{"2024-10-09", {"the second milestone comes twelve days late", .as = CADRE, .post = "/milestone/{m2}/do/finish", .want = 303}},
	HOLD("2024-11-09", "a5", "职工书画展", "90", "{T3}", "2024-11-11"),
	{"2024-11-13", {"culture is reported as done", .as = CADRE, .post = "/task/{T3}/do/submit", .want = 303}},
	{"2024-11-15", {"confirmed", .as = CHAIR, .post = "/task/{T3}/do/confirm", .want = 303}},
	{"2024-11-25", {"a sixth activity is registered", .as = CADRE, .post = "/activities", .form = "title=冬季读书会&kind=2&held_on=2024-11-25&place=书屋&people=30&summary=分享五本书&task={T3}", .want = 303, .keep = "a6"}},
	{"2024-11-25", {"held, but nobody confirms it", .as = CADRE, .post = "/activity/{a6}/do/hold", .want = 303}},
	{"2024-12-31", {"the report of the year is drafted", .as = CADRE, .post = "/reports", .form = "plan={p}&period=3&at=2024-12-31", .want = 303, .keep = "r"}},
	{"2024-12-31", {"its text has the people of the year", .as = CADRE, .get = "/reports/{r}/edit", .want = 200, .sees = "指标 345/300 人次"}},
	{"2024-12-31", {"and what is late", .as = CADRE, .get = "/reports/{r}/edit", .want = 200, .sees = "组织职工代表巡视滞后"}},
	{"2024-12-31", {"submitted", .as = CADRE, .post = "/report/{r}/do/submit", .want = 303}},
	{"2024-12-31", {"the whole stands at 11/12", .as = CHAIR, .get = "/reports/{r}", .want = 200, .sees = "91.7%"}},
	{"2024-12-31", {"two thirds of the inspections", .as = CHAIR, .get = "/reports/{r}", .want = 200, .sees = "66.7%"}},
	{"2024-12-31", {"accepted", .as = CHAIR, .post = "/report/{r}/do/accept", .want = 303}},
	{"2024-12-31", {"the printed report has the same figures", .as = CHAIR, .get = "/plans/{p}/print/report.docx", .want = 200, .check = report_is_right}},
	{"2024-12-31", {"a worker reads it too", .as = WORKER, .get = "/plans/{p}/print/report.pdf", .want = 200}},
};

/* After the year: what comes late does not change what was reported. */
static const struct step afterwards[] = {
	{"the sixth activity is confirmed in the new year", .now = "2025-01-06", .as = CHAIR, .post = "/activity/{a6}/do/confirm", .want = 303},
	{"the report keeps its figure", .as = CHAIR, .get = "/reports/{r}", .want = 200, .sees = "指标 345/300 人次"},
	{"and shows the late one beside it", .as = CHAIR, .get = "/reports/{r}", .want = 200, .sees = "冬季读书会"},
	{"375 people took part in the year", .settle = 1, .sql = "select sum(people) from activity where state = 2", .is = "375"},
	{"the tree as of midsummer is as it was", .as = CHAIR, .get = "/plans/{p}/tree?on=2024-07-01", .want = 200, .sees = "偏慢"},
};

int main(void)
{
	enum { MOST = 500 };
	static struct step steps[MOST];
	static char names[MOST][64], dates[MOST][16];
	const size_t n_year = sizeof(year) / sizeof(year[0]);
	size_t n = 0, next = 0;
	for (day d = day_of(2024, 3, 1); d <= day_of(2024, 12, 31); d++) {
		struct civil c = day_civil(d);
		char *date = dates[n];
		snprintf(date, sizeof(dates[0]), "%04d-%02d-%02d", c.year, c.month, c.day);
		size_t first = n;
		while (next < n_year && strcmp(year[next].on, date) == 0) {
			steps[n] = year[next++].step;
			steps[n].now = n == first ? date : NULL;
			n++;
		}
		if (d < day_of(2024, 3, 8))
			continue;
		snprintf(names[n], sizeof(names[0]), "figures and lamps on the evening of %s", date);
		steps[n] = (struct step){names[n], .now = n == first ? date : NULL, .settle = 1, .check = day_is_right};
		n++;
	}
	memcpy(&steps[n], afterwards, sizeof(afterwards));
	n += sizeof(afterwards) / sizeof(afterwards[0]);
	return scenario("year", steps, n);
}
