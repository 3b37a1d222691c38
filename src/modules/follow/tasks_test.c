#include "modules/follow/sample_test.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define SYSTEM "13800000011"

static const struct step steps[] = {
	{"union 10 received the reading task", .sql = "select id from task where unit = 10 and title = '举办职工读书活动'", .keep = "t"},
	{"and the one with milestones", .sql = "select id from task where unit = 10 and title = '指导召开职代会'", .keep = "m"},
	{"the federation has its own", .sql = "select id from task where unit = 1 and title = '举办职工读书活动'", .keep = "f"},
	/* reading */
	{"a worker reads his union's task", .as = WORKER, .get = "/tasks/{t}", .want = 200, .sees = "指标 0/12 场"},
	{"and sees no button to arrange it", .as = WORKER, .get = "/tasks/{t}", .want = 200, .sees_not = "/edit\""},
	{"another union's chair may not", .as = OTHER_CHAIR, .get = "/tasks/{t}", .want = 403},
	{"an administrator may not", .as = SYSTEM, .get = "/tasks/{t}", .want = 403},
	{"a task that is not there", .as = CHAIR, .get = "/tasks/77", .want = 404},
	{"the federation sees the unions below", .as = FEDERATION, .get = "/tasks/{f}", .want = 200, .sees = "2 家收到这项任务"},
	/* March 1: 60 of 366 days gone = 16.4 points */
	{"the reason of the lamp is shown", .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "落后 16.4 点（10 至 25 点为偏慢）"},
	/* arranging */
	{"a worker may not arrange", .as = WORKER, .get = "/tasks/{t}/edit", .want = 403},
	{"the form keeps what the superior assigned", .as = CADRE, .get = "/tasks/{t}/edit", .want = 200, .sees_not = "name=\"title\""},
	{"no owner is refused", .as = CADRE, .post = "/tasks/{t}", .form = "owner=&department=&due=2024-12-20", .want = 422, .sees = "请选择责任人或责任部门"},
	{"a person of elsewhere too", .as = CADRE, .post = "/tasks/{t}", .form = "owner=1012&due=2024-12-20", .want = 422, .sees = "责任人要在本工会"},
	{"a department of elsewhere too", .as = CADRE, .post = "/tasks/{t}", .form = "department=11&due=2024-12-20", .want = 422, .sees = "责任部门要在本工会"},
	{"a day after the superior's too", .as = CADRE, .post = "/tasks/{t}", .form = "owner=1004&due=2025-01-10", .want = 422, .sees = "上级任务的 2024-12-31"},
	{"a day before its start too", .as = CADRE, .post = "/tasks/{t}", .form = "owner=1004&starts=2024-05-01&due=2024-04-30", .want = 422, .sees = "不早于开始时间"},
	{"no such day", .as = CADRE, .post = "/tasks/{t}", .form = "owner=1004&due=2024-02-30", .want = 422},
	{"it is arranged within", .as = CADRE, .post = "/tasks/{t}", .form = "owner=1004&department=104&starts=2024-01-01&due=2024-12-20&title=别的&target=1", .want = 303, .to = "/tasks/{t}"},
	{"name and target stay the superior's", .sql = "select title || target from task where id = {t}", .is = "举办职工读书活动12"},
	{"the first date is kept", .sql = "select first_due - due from task where id = {t}", .is = "11"},
	{"an assigned task is not cancelled", .as = CADRE, .post = "/task/{t}/do/cancel", .form = "reason=不想办", .want = 409, .sees = "上级下达的任务"},
	/* lists */
	{"it is in the cadre's list", .as = CADRE, .get = "/tasks", .want = 200, .sees = "举办职工读书活动"},
	{"and in the list of the department's handler", .as = HANDLER, .get = "/tasks", .want = 200, .sees = "举办职工读书活动"},
	{"not in the list of others", .as = WORKER, .get = "/m/tasks", .want = 200, .sees = "现在没有要你办的任务"},
	{"the union's list has all four", .as = CHAIR, .get = "/tasks?who=unit", .want = 200, .sees = "共列出 4 项"},
	{"the full list filters by state", .as = CHAIR, .get = "/tasks/all?state=1,2", .want = 200, .sees = "举办职工读书活动"},
	{"and has none done", .as = CHAIR, .get = "/tasks/all?state=3", .want = 200, .sees_not = "举办职工读书活动"},
	{"nothing is overdue in March", .as = CHAIR, .get = "/tasks?who=unit&when=overdue", .want = 200, .sees = "没有逾期的任务"},
	{"three working days before April 9 it is near", .now = "2024-04-03", .as = CHAIR, .get = "/tasks?who=unit&when=near", .want = 200, .sees = "组织宣讲"},
	{"on April 10 it is overdue", .now = "2024-04-10", .as = CHAIR, .get = "/tasks?who=unit&when=overdue", .want = 200, .sees = "逾期 1 天"},
	{"back to March", .now = "2024-03-01", .as = HANDLER, .get = "/m/tasks", .want = 200, .sees = "举办职工读书活动"},
	/* evidence */
	{"a handler adds evidence by hand", .as = HANDLER, .post = "/tasks/{t}/evidence", .form = "title=读书会现场&text=三十人参加&happened_on=2024-02-28&place=书屋", .want = 303, .to = "/tasks/{t}#ev"},
	{"the number of the evidence", .sql = "select id from evidence", .keep = "e"},
	{"it is shown", .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "计入 1 份"},
	{"its own page too", .as = WORKER, .get = "/evidence/{e}", .want = 200, .sees = "三十人参加"},
	{"tomorrow is refused", .as = HANDLER, .post = "/tasks/{t}/evidence", .form = "title=明天的&happened_on=2024-03-02", .want = 422, .sees = "发生日期不能晚于今天"},
	{"what was typed stays", .as = HANDLER, .post = "/tasks/{t}/evidence", .form = "title=明天的&happened_on=2024-03-02", .want = 422, .sees = "value=\"明天的\""},
	{"a worker may not add", .as = WORKER, .post = "/tasks/{t}/evidence", .form = "title=x&happened_on=2024-03-01", .want = 403},
	{"withdrawn it does not count", .as = CADRE, .post = "/evidence/{e}/do/withdraw", .form = "reason=照片有误", .want = 303},
	{"so the count is none", .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "计入 0 份"},
	{"restored it does", .as = CADRE, .post = "/evidence/{e}/do/restore", .want = 303},
	{"the form of the phone has a camera input", .as = HANDLER, .get = "/m/tasks/{t}/evidence", .want = 200, .sees = "accept=\"image/*\""},
	{"evidence by phone", .as = HANDLER, .post = "/m/tasks/{t}/evidence", .form = "title=手机拍的&happened_on=2024-03-01", .want = 303, .to = "/m/tasks"},
	{"the form at the desk", .as = HANDLER, .get = "/tasks/{t}/evidence/new", .want = 200, .sees = "佐证名称"},
	/* activities */
	{"an activity is registered for the task", .as = CADRE, .post = "/activities", .form = "title=春季读书会&kind=1&held_on=2024-02-27&people=30&summary=读书三本&task={t}", .want = 303, .keep = "a"},
	{"a task of another union is refused", .as = CADRE, .post = "/activities", .form = "title=别家&kind=1&held_on=2024-02-27&task={f}", .want = 422, .sees = "服务的任务要在本工会"},
	{"before it is confirmed it does not count", .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "核实后计入"},
	{"held", .as = CADRE, .post = "/activity/{a}/do/hold", .want = 303},
	{"confirmed", .as = CHAIR, .post = "/activity/{a}/do/confirm", .want = 303},
	{"it is evidence, and one of twelve", .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "计入 3 份"},
	{"the measure moved", .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 1/12 场"},
	{"another activity without a task", .as = CADRE, .post = "/activities", .form = "title=工友书吧开张&kind=1&held_on=2024-02-29&people=12", .want = 303, .keep = "b"},
	{"is offered for linking", .as = HANDLER, .get = "/tasks/{t}/link", .want = 200, .sees = "工友书吧开张"},
	{"choosing none is refused", .as = HANDLER, .post = "/tasks/{t}/link", .want = 422, .sees = "请至少选一项活动"},
	{"linked", .as = HANDLER, .post = "/tasks/{t}/link", .form = "activity={b}", .want = 303},
	{"the activity names the task", .sql = "select task from activity where id = {b}", .keep = "linked"},
	{"unlinked", .as = HANDLER, .post = "/tasks/{t}/unlink", .form = "activity={b}", .want = 303},
	{"twice is refused", .as = HANDLER, .post = "/tasks/{t}/unlink", .form = "activity={b}", .want = 404},
	/* milestones */
	{"quarters are set", .as = CADRE, .post = "/tasks/{m}/milestones/spread", .form = "by=quarter", .want = 303},
	{"four of them", .sql = "select count(*) from milestone where task = {m}", .is = "4"},
	{"the first ends with March", .sql = "select due from milestone where task = {m} order by due limit 1", .is = "19813"},
	{"the number of the first", .sql = "select id from milestone where task = {m} order by due limit 1", .keep = "q"},
	{"progress is by milestones", .as = CADRE, .get = "/tasks/{m}", .want = 200, .sees = "节点 0/4"},
	{"the first is finished", .as = CADRE, .post = "/milestone/{q}/do/finish", .want = 303},
	{"a quarter is done", .as = CADRE, .get = "/tasks/{m}", .want = 200, .sees = "节点 1/4"},
	{"its address leads to the task", .as = CADRE, .get = "/milestones/{q}", .want = 303, .to = "/tasks/{m}"},
	{"reopened it is not", .as = CADRE, .post = "/milestone/{q}/do/reopen", .want = 303},
	{"and finished again", .as = CADRE, .post = "/milestone/{q}/do/finish", .want = 303},
	{"a milestone by hand", .as = CADRE, .post = "/tasks/{m}/milestones", .form = "title=会前培训&due=2024-05-10", .want = 303},
	{"one after the due day is refused", .as = CADRE, .post = "/tasks/{m}/milestones", .form = "title=太晚&due=2025-05-10", .want = 422, .sees = "不晚于任务的完成时间"},
	{"the number of that one", .sql = "select id from milestone where title = '会前培训'", .keep = "h"},
	{"it is dropped", .as = CADRE, .post = "/milestone/{h}/do/drop", .want = 303},
	{"and restored", .as = CADRE, .post = "/milestone/{h}/do/restore", .want = 303},
	{"an overdue milestone makes the task late", .now = "2024-05-11", .as = CADRE, .get = "/tasks/{m}", .want = 200, .sees = "节点“会前培训”逾期 1 天"},
	{"back again", .now = "2024-03-01", .as = CADRE, .get = "/tasks/{m}", .want = 200, .sees = "节点 1/5"},
	{"months, twelve of them", .as = CADRE, .post = "/tasks/{t}/milestones/spread", .form = "by=month", .want = 303},
	{"the last one ends with the task", .sql = "select count(*) || ' ' || max(due) from milestone where task = {t}", .is = "12 20077"},
	/* splitting */
	{"the form of a sub-task", .as = CADRE, .get = "/tasks/{m}/split", .want = 200, .sees = "拆分子任务：指导召开职代会"},
	{"later than the task is refused", .as = CADRE, .post = "/tasks/{m}/split", .form = "title=培训&owner=1004&due=2025-02-01", .want = 422, .sees = "原任务的 2024-12-31"},
	{"without a name too", .as = CADRE, .post = "/tasks/{m}/split", .form = "title=&owner=1004&due=2024-06-30", .want = 422, .sees = "任务"},
	{"a sub-task", .as = CADRE, .post = "/tasks/{m}/split", .form = "title=培训工会干部&owner=1004&starts=2024-02-01&due=2024-06-30&weight=2", .want = 303, .keep = "s"},
	{"it has begun", .sql = "select state from task where id = {s}", .is = "1"},
	{"the task lists it", .as = CADRE, .get = "/tasks/{m}", .want = 200, .sees = "培训工会干部"},
	{"the point of the plan", .sql = "select id from plan_node where plan = (select plan from task where id = {t}) and number = '3'", .keep = "n"},
	{"a form for a task of one's own", .as = CADRE, .get = "/points/{n}/tasks/new", .want = 200, .sees = "添加任务：开展高温慰问"},
	{"a task of one's own", .as = CADRE, .post = "/points/{n}/tasks", .form = "title=慰问检修现场&owner=1004&due=2024-07-31", .want = 303, .keep = "o"},
	{"belongs to the union", .sql = "select unit || ' ' || source || ' ' || state from task where id = {o}", .is = "10 0 1"},
	{"a worker may not add", .as = WORKER, .post = "/points/{n}/tasks", .form = "title=x", .want = 403},
	{"one's own may be cancelled", .as = CADRE, .post = "/task/{o}/do/cancel", .form = "reason=并入上级任务", .want = 303},
	/* done */
	{"without evidence it is not reported", .as = CADRE, .post = "/task/{s}/do/submit", .want = 409, .sees = "还没有佐证"},
	{"with evidence it is", .as = CADRE, .post = "/task/{t}/do/submit", .want = 303},
	{"then it is not arranged", .as = CADRE, .get = "/tasks/{t}/edit", .want = 409},
	{"nor split", .as = CADRE, .post = "/tasks/{t}/split", .form = "title=x", .want = 409},
	{"nor milestoned", .as = CADRE, .post = "/tasks/{t}/milestones", .form = "title=x&due=2024-05-05", .want = 409},
	{"returned with a reason", .as = CHAIR, .post = "/task/{t}/do/return", .form = "reason=只办了一场", .want = 303},
	{"reported again", .as = CADRE, .post = "/task/{t}/do/submit", .want = 303},
	{"confirmed", .as = CHAIR, .post = "/task/{t}/do/confirm", .want = 303},
	{"confirmed without its measure it is not 已完成", .as = CHAIR, .get = "/tasks/{t}", .want = 200, .sees_not = "指标已达成并确认"},
	{"evidence is closed then", .as = HANDLER, .post = "/tasks/{t}/evidence", .form = "title=迟到&happened_on=2024-03-01", .want = 409},
	{"the phone leads to the task", .as = HANDLER, .get = "/m/tasks/{t}/evidence", .want = 303},
	{"reopened", .as = CHAIR, .post = "/task/{t}/do/reopen", .form = "reason=未达目标", .want = 303},
	{"waived with a reason", .as = CHAIR, .post = "/task/{s}/do/waive", .form = "reason=合并办理", .want = 303},
	{"it shows as a state", .as = CADRE, .get = "/tasks/{s}", .want = 200, .sees = "经批准免做"},
	{"and resumes", .as = CHAIR, .post = "/task/{s}/do/resume", .want = 303},
};

int main(void)
{
	return scenario_with("follow-tasks", sample_federation_plan, steps, sizeof(steps) / sizeof(steps[0]));
}
