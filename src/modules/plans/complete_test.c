#include <string.h>

#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/writer.h"
#include "modules/plans/import.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define AUDITOR "13800000008"

#define PLAN \
	"样例热电有限公司工会2024年工作要点\n" \
	"一、建功立业\n" \
	"1．深化劳动竞赛。8月举办安全生产知识竞赛3场。加强班组建设。\n" \
	"2．推进岗位创新。修订创新工作室管理办法。\n" \
	"二、服务职工\n" \
	"3．关心职工。弘扬互助精神。\n" \
	"（1）举办联谊活动，职工参与率达到75%。\n"

/* What the union did the year before: the same contest, by the repair branch. */
static void last_year(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(16u << 20);
	struct req *r = system_request(app, d, a);
	struct plan p = {.id = 900, .unit = 10, .title = "去年要点", .year = 2023, .organ = "", .preamble = "", .source = "", .source_name = "",
			 .doc_number = "", .skip_reason = "", .minutes = ""};
	struct task t = {.id = 901, .unit = 10, .plan = 900, .title = "修订创新工作室管理细则", .department = 102, .measure = "", .weight = 1, .detail = "",
			 .waiver = "", .quote = "", .vague = ""};
	db_begin(d);
	flow_create(r, &plan_flow, &p, "");
	flow_create(r, &task_flow, &t, "");
	flow_move(r, &task_flow, 901, 0, "open", "", NULL);
	db_commit(d);
	arena_free(a);
}

#define AT "/plans/{p}/complete"
#define EDIT "title=举办安全生产知识竞赛3场&department=104&owner=1005&starts=2024-08-01&due=2024-08-30&target=3&weight=1&detail=&waiver=&measure=activity.held"

static const struct step steps[] = {
	{"a plan is imported", .as = CADRE, .post = "/plans/import", .form = "unit=10&text=" PLAN, .want = 303, .keep = "p"},
	{"a worker may not complete it", .as = WORKER, .get = AT, .want = 403},
	{"nor an auditor", .as = AUDITOR, .post = AT, .form = "act=accept", .want = 403},
	{"nor another union's chair", .as = OTHER_CHAIR, .post = AT, .form = "act=accept", .want = 403},
	{"all three points lack tasks", .as = CADRE, .get = AT, .want = 200, .sees = "<b>3</b> 条要点还没有任务"},
	{"the first point", .sql = "select id from plan_node where plan = {p} and number = '1' and level = 3", .keep = "a"},
	{"the second", .sql = "select id from plan_node where plan = {p} and number = '2' and level = 3", .keep = "b"},
	{"the third", .sql = "select id from plan_node where plan = {p} and number = '3'", .keep = "c"},
	{"its promise is proposed with its figure", .as = CADRE, .get = AT, .sees = "举办活动不少于 3 场"},
	{"a share of people is no number of events", .as = CADRE, .get = AT, .sees = "举办活动不少于 1 场", .sees_not = "不少于 75 场"},
	{"in its month, to the last working day", .as = CADRE, .get = AT, .sees = "8月1日 周四 至 8月30日 周五"},
	{"for the department its words name", .as = CADRE, .get = AT, .sees = "安全生产部"},
	{"as last year where the work is alike", .as = CADRE, .get = AT, .sees = "责任部门同往年“修订创新工作室管理细则”"},
	{"vague words are marked with what to add", .as = CADRE, .get = AT, .sees = "<mark class=\"cp-w\" title=\"写明要做什么"},
	{"a point that promises nothing says so", .as = CADRE, .get = AT, .sees = "原文没有能检查的事项"},
	{"an empty plan is not submitted", .as = CADRE, .post = "/plan/{p}/do/submit", .want = 409, .sees = "有 3 条要点还没有任务"},
	{"nothing ticked takes nothing", .as = CADRE, .post = AT, .form = "act=accept", .want = 303},
	{"no task yet", .sql = "select count(*) from task where plan = {p}", .is = "0"},
	{"two proposals are taken", .as = CADRE, .post = AT, .form = "act=accept&h={a}:举办安全生产知识竞赛3场&h={b}:修订创新工作室管理办法", .want = 303},
	{"as tasks", .sql = "select count(*) from task where plan = {p} and state = 0", .is = "2"},
	{"with their sentence", .sql = "select quote from task where plan = {p} and node = {a}", .is = "8月举办安全生产知识竞赛3场。"},
	{"taken twice they stay two", .as = CADRE, .post = AT, .form = "act=accept&h={a}:举办安全生产知识竞赛3场", .want = 303},
	{"two still", .sql = "select count(*) from task where plan = {p}", .is = "2"},
	{"a proposal that is not in the text is none", .as = CADRE, .post = AT, .form = "act=accept&h={a}:发奖金", .want = 303},
	{"still two", .sql = "select count(*) from task where plan = {p}", .is = "2"},
	{"the repair branch has last year's work", .sql = "select department from task where plan = {p} and node = {b}", .is = "102"},
	{"the safety department has the contest", .sql = "select department from task where plan = {p} and node = {a}", .is = "104"},
	{"the first task", .sql = "select id from task where plan = {p} and node = {a}", .keep = "t"},
	{"the second task", .sql = "select id from task where plan = {p} and node = {b}", .keep = "u"},
	{"one of two is incomplete: no date", .as = CADRE, .get = AT, .sees = "还有 <b>1</b> 项不完整"},
	{"what is missing is said", .as = CADRE, .get = AT, .sees = "缺完成时间"},
	{"only gaps when asked", .as = CADRE, .get = AT "?show=gaps", .want = 200, .sees_not = "id=\"t-{t}\""},
	{"the third is passed over", .as = CADRE, .post = AT, .form = "act=skip&h={c}:关心职工", .want = 303},
	{"it is shown no more", .as = CADRE, .get = AT, .want = 200, .sees_not = "value=\"{c}:关心职工\""},
	{"but found when asked", .as = CADRE, .get = AT "?show=skipped", .sees = "value=\"{c}:关心职工\""},
	{"a task by hand needs a name", .as = CADRE, .post = AT, .form = "act=add&node={c}&title=", .want = 422, .sees = "请填写任务"},
	{"with one it is added, waived with a reason", .as = CADRE, .post = AT, .form = "act=add&node={c}&title=关心职工&waiver=日常工作，随时办理", .want = 303},
	{"still not submitted: the first gap is named", .as = CADRE, .post = "/plan/{p}/do/submit", .want = 409, .sees = "任务“修订创新工作室管理办法”还缺完成时间"},
	{"one task opens for editing", .as = CADRE, .get = AT "?task={t}", .want = 200, .sees = "id=\"f-due\""},
	{"a person of another union is refused", .as = CADRE, .post = AT "/{t}", .form = "title=竞赛&owner=1012&due=2024-08-30&weight=1&measure=evidence", .want = 422, .sees = "请从列表中选择本单位的人"},
	{"a department of another union too", .as = CADRE, .post = AT "/{t}", .form = "title=竞赛&department=11&due=2024-08-30&weight=1&measure=evidence", .want = 422, .sees = "请从列表中选择本单位的部门"},
	{"a date before its beginning too", .as = CADRE, .post = AT "/{t}", .form = "title=竞赛&starts=2024-09-01&due=2024-08-30&weight=1&measure=evidence", .want = 422, .sees = "完成时间要晚于开始时间"},
	{"a counted measure needs a target", .as = CADRE, .post = AT "/{t}", .form = "title=竞赛保留这个名字&due=2024-08-30&weight=1&measure=activity.held", .want = 422, .sees = "请填写目标值"},
	{"what was typed stays", .as = CADRE, .post = AT "/{t}", .form = "title=竞赛保留这个名字&due=2024-08-30&weight=1&measure=activity.held", .want = 422, .sees = "竞赛保留这个名字"},
	{"an unknown measure is refused", .as = CADRE, .post = AT "/{t}", .form = "title=竞赛&due=2024-08-30&weight=1&measure=x.y", .want = 422, .sees = "请从列表中选择衡量指标"},
	{"another union's chair may not edit it", .as = OTHER_CHAIR, .post = AT "/{t}", .form = EDIT, .want = 403},
	{"a whole task is kept", .as = CADRE, .post = AT "/{t}", .form = EDIT "&_version=1", .want = 303},
	{"with owner", .sql = "select owner from task where id = {t}", .is = "1005"},
	{"an old version is refused", .as = CHAIR, .post = AT "/{t}", .form = EDIT "1&_version=1", .want = 422},
	{"with a good one too", .as = CHAIR, .post = AT "/{t}", .form = "title=另名&department=104&due=2024-08-29&weight=1&measure=evidence&_version=1", .want = 409, .sees = "被样例沈洁改动过"},
	{"a bad date for all is named and nothing set", .as = CADRE, .post = AT, .form = "act=set&t={t}&t={u}&due=2024-02-31", .want = 422, .sees = "f-due-all"},
	{"the date of the first stands", .sql = "select due from task where id = {t}", .is = "19965"},
	{"a measure is set for both", .as = CADRE, .post = AT, .form = "act=set&t={t}&t={u}&measure=evidence", .want = 303},
	{"it is", .sql = "select count(*) from task where plan = {p} and measure = 'evidence'", .is = "2"},
	{"the administrator of the system is nobody to do work", .as = CADRE, .get = AT, .want = 200, .sees_not = "样例系管"},
	{"one more by hand, with nothing", .as = CADRE, .post = AT, .form = "act=add&node={c}&title=补的任务", .want = 303},
	{"a wrong date for all gaps is named", .as = CADRE, .post = AT, .form = "act=fill&owner=1004&due=2024-02-31", .want = 422, .sees = "f-due-all"},
	{"gaps of all are filled without ticking", .as = CADRE, .post = AT, .form = "act=fill&owner=1004&due=2024-10-31&measure=activity.held&target=2", .want = 303},
	{"in the new one all", .sql = "select owner || ' ' || due || ' ' || measure || ' ' || target from task where title = '补的任务'", .is = "1004 20027 activity.held 2"},
	{"in the second the date, its department is enough", .sql = "select owner || ' ' || due || ' ' || measure from task where id = {u}", .is = "0 20027 evidence"},
	{"what stood is kept", .sql = "select owner || ' ' || due || ' ' || measure from task where id = {t}", .is = "1005 19965 evidence"},
	{"the new one goes again", .sql = "select id from task where title = '补的任务'", .keep = "v"},
	{"taken back", .as = CADRE, .post = "/task/{v}/do/cancel", .form = "_back=" AT, .want = 303},
	{"the second's date too", .sql = "update task set due = 0 where id = {u} returning 1", .is = "1"},
	{"missing dates become the year's last working day", .as = CADRE, .post = AT, .form = "act=year-end", .want = 303},
	{"2024-12-31, a Tuesday", .sql = "select due from task where id = {u}", .is = "20088"},
	{"the waived one has a date too and all is complete", .as = CADRE, .get = AT, .sees = "<b>3</b> 项任务，都完整"},
	{"a task deleted by mistake", .as = CADRE, .post = "/task/{u}/do/cancel", .form = "_back=" AT, .want = 303},
	{"leaves its point without one", .as = CADRE, .post = "/plan/{p}/do/submit", .want = 409, .sees = "有 1 条要点还没有任务"},
	{"and is restored", .as = CADRE, .post = "/task/{u}/do/restore", .want = 303},
	{"a date in a year without a table of holidays", .as = CADRE, .post = AT, .form = "act=set&t={u}&due=2027-01-15", .want = 303},
	{"is warned of", .as = CADRE, .get = AT, .sees = "2027 年的放假安排还没有录入"},
	{"complete, it is submitted", .as = CADRE, .post = "/plan/{p}/do/submit", .want = 303},
	{"then its tasks rest", .as = CADRE, .post = AT, .form = "act=year-end", .want = 409, .sees = "请先退回起草"},
	{"and its outline", .as = CADRE, .get = "/plans/{p}/review", .want = 409, .sees = "请先退回起草"},
};

int main(void)
{
	return scenario_with("complete", last_year, steps, sizeof(steps) / sizeof(steps[0]));
}
