/* A task that was issued without a measure gets one: who may, from which day it counts, and what it says before that day. */
#include "modules/follow/sample_test.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define CLOSE_ONE(x) \
	{"one is raised", .as = WORKER, .post = "/m/ask", .form = "mode=1&kind=3&content=浴室的更衣柜锈穿了。", .want = 303, .keep = x}, \
	{"sorted", .as = CADRE, .post = "/appeals/{" x "}/sort", .form = "kind=3&level=1", .want = 303}, \
	{"sent", .as = CADRE, .post = "/appeals/{" x "}/dispatch", .form = "unit=104", .want = 303}, \
	{"signed for", .as = HANDLER, .post = "/appeals/{" x "}/accept", .want = 303}, \
	{"replied", .as = HANDLER, .post = "/appeals/{" x "}/reply", .form = "reply=换了十组。", .want = 303}, \
	{"signed", .as = CHAIR, .post = "/appeals/{" x "}/sign", .want = 303}, \
	{"rated", .as = WORKER, .post = "/m/appeals/{" x "}/rate", .form = "rating=1&_back=/m/appeals/{" x "}", .want = 303}, \
	{"closed", .as = CADRE, .post = "/appeals/{" x "}/close", .want = 303}

static void before(struct app *app)
{
	sample_federation_plan(app);
}

static const struct step steps[] = {
	{"a point that was handed down", .sql = "select id from plan_node where number = '1'", .keep = "n"},
	{"the union adds a task of its own to it", .as = CADRE, .post = "/points/{n}/tasks", .form = "title=把诉求办到位&owner=1004&due=2024-12-20", .want = 303, .keep = "t"},
	CLOSE_ONE("a"),
	{"it measures nothing", .settle = 1, .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "绑定指标", .sees_not = "件，目标"},
	{"the form names its fields", .as = CADRE, .get = "/tasks/{t}/measure", .want = 200, .sees = "从哪天起计"},
	{"no measure, no target, no reason: each is named and what was typed stays", .as = CADRE, .post = "/tasks/{t}/measure", .form = "measure=&target=2&counts_from=2024-03-05&reason=", .want = 422, .sees = "请从列表中选择衡量指标"},
	{"kept", .as = CADRE, .post = "/tasks/{t}/measure", .form = "measure=appeal.closed&target=&counts_from=2024-03-05&reason=原来没有定", .want = 422, .sees = "原来没有定</textarea>"},
	{"a target that is no number is named once", .as = CADRE, .post = "/tasks/{t}/measure", .form = "measure=appeal.closed&target=abc&counts_from=2024-03-05&reason=原来没有定", .want = 422, .sees = "有 1 处需要修改"},
	{"not after its end", .as = CADRE, .post = "/tasks/{t}/measure", .form = "measure=appeal.closed&target=2&counts_from=2025-03-05&reason=原来没有定", .want = 422, .sees = "不晚于任务的完成时间"},
	{"not before it began, on 1 March", .as = CADRE, .post = "/tasks/{t}/measure", .form = "measure=appeal.closed&target=2&counts_from=1990-01-01&reason=原来没有定", .want = 422, .sees = "起计的日期要不早于任务的开始时间 2024年3月1日"},
	{"not by a day, and what was typed stays", .as = CADRE, .post = "/tasks/{t}/measure", .form = "measure=appeal.closed&target=2&counts_from=2024-02-29&reason=原来没有定", .want = 422, .sees = "value=\"2024-02-29\""},
	{"one that says no day begins with its plan", .sql = "update task set starts = 0 where id = {t} returning starts", .is = "0"},
	{"so not before that", .as = CADRE, .post = "/tasks/{t}/measure", .form = "measure=appeal.closed&target=2&counts_from=2023-12-31&reason=原来没有定", .want = 422, .sees = "起计的日期要不早于工作要点的开始时间 2024年1月1日"},
	{"a worker does not", .as = WORKER, .get = "/tasks/{t}/measure", .want = 403},
	{"nor may he", .as = WORKER, .post = "/tasks/{t}/measure", .form = "measure=appeal.closed&target=2&counts_from=2024-03-05&reason=x", .want = 403},
	{"nor another union", .as = OTHER_CHAIR, .post = "/tasks/{t}/measure", .form = "measure=appeal.closed&target=2&counts_from=2024-03-05&reason=x", .want = 403},
	{"bound from 5 March on", .now = "2024-03-05", .as = CADRE, .post = "/tasks/{t}/measure", .form = "measure=appeal.closed&target=2&counts_from=2024-03-05&reason=原来没有定", .want = 303},
	{"what was closed before does not count", .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 0/2 件"},
	{"its history says in words by what it is measured, not by which key", .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "衡量指标：（空） → 办结诉求", .sees_not = "appeal.closed"},
	{"who did it and why stands in its history", .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "原来没有定"},
	CLOSE_ONE("b"),
	{"what is closed now does", .settle = 1, .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 1/2 件"},
	{"and its rows are those of these days", .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "closed_on_from=2024-03-05"},
	{"bound anew from an earlier day", .as = CADRE, .post = "/tasks/{t}/measure", .form = "measure=appeal.closed&target=3&counts_from=2024-03-01&reason=从任务开始计", .want = 303},
	{"both count", .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 2/3 件"},
	/* what others decide */
	{"the task that was handed down", .sql = "select id from task where unit = 10 and measure = 'activity.held'", .keep = "h"},
	{"its measure is its giver's", .as = CADRE, .post = "/tasks/{h}/measure", .form = "measure=appeal.closed&target=2&counts_from=2024-03-05&reason=x", .want = 409, .sees = "由上级工会定"},
	{"its page says so", .as = CADRE, .get = "/tasks/{h}/measure", .want = 200, .sees = "由上级工会定"},
	{"the one it came from", .sql = "select source from task where id = {h}", .keep = "s"},
	{"the form says how many unions have it", .as = FEDERATION, .get = "/tasks/{s}/measure", .want = 200, .sees = "已下达给 2 家工会"},
	{"the other union has reported its own done", .sql = "update task set state = 2 where source = {s} and unit = 11 returning state", .is = "2"},
	{"one binding is for all who are at work on it", .as = FEDERATION, .post = "/tasks/{s}/measure", .form = "measure=appeal.closed&target=4&counts_from=2024-03-01&reason=改看诉求办结", .want = 303,
	 .sql = "select measure || ',' || target || ',' || counts_from from task where id = {h}", .is = "appeal.closed,4,19783"},
	{"what was reported done stays as it was", .sql = "select measure from task where source = {s} and unit = 11", .is = "activity.held"},
	{"its number", .sql = "select id from task where source = {s} and unit = 11", .keep = "o"},
	{"sent back, it is measured as all are now", .as = OTHER_CHAIR, .post = "/task/{o}/do/return", .form = "reason=佐证不足", .want = 303,
	 .sql = "select measure || ',' || target || ',' || basis || ',' || counts_from from task where id = {o}", .is = "appeal.closed,4,0,19783"},
	{"as its chair is told", .as = OTHER_CHAIR, .sql = "select count(distinct link) from message where title like '上级改了任务指标：%' and body like '%恢复进行后%'", .is = "1"},
	{"it counts at once: two were closed here since 1 March", .settle = 1, .as = CADRE, .get = "/tasks/{h}", .want = 200, .sees = "指标 2/4 件"},
	{"with who and why in its history", .as = CADRE, .get = "/tasks/{h}", .want = 200, .sees = "改看诉求办结"},
	{"the chair is told", .sql = "select count(*) from message where person = 1003 and title like '上级改了任务指标：%'", .is = "1"},
	{"the union's part of it is not another's to change still", .as = CADRE, .post = "/tasks/{h}/measure", .form = "measure=appeal.filed&target=2&counts_from=2024-03-05&reason=x", .want = 409, .sees = "由上级工会定"},
	/* or by what was changed in the plan, when that is handed down anew */
	{"the plan is changed", .as = FEDERATION, .sql = "select plan from task where id = {s}", .keep = "p"},
	{"its task gets another target", .as = FEDERATION, .post = "/plans/{p}/complete/{s}", .form = "title=举办职工读书活动&measure=appeal.closed&target=9&weight=1&starts=2024-01-01&due=2024-12-31&owner=1001", .want = 303, .sql = "select target from task where id = {s}", .is = "9"},
	{"those below have the old one", .sql = "select target from task where id = {h}", .is = "4"},
	{"until it is handed down anew, to nobody further", .as = FEDERATION, .post = "/plans/{p}/issue", .form = "reason=全年九件", .want = 303, .sql = "select target from task where id = {h}", .is = "9"},
	/* what rested meanwhile has the measure of the day it comes back */
	{"the other union's part is waived", .as = FEDERATION, .post = "/task/{o}/do/waive", .form = "reason=停产", .want = 303},
	{"bound anew", .as = FEDERATION, .post = "/tasks/{s}/measure", .form = "measure=appeal.closed&target=5&counts_from=2024-03-02&reason=改为五件", .want = 303, .sql = "select target from task where id = {o}", .is = "9"},
	{"it is resumed with that", .as = FEDERATION, .post = "/task/{o}/do/resume", .want = 303, .sql = "select target || ',' || counts_from from task where id = {o}", .is = "5,19784"},
	{"it is done", .sql = "update task set state = 3 where id = {o} returning state", .is = "3"},
	{"bound once more", .as = FEDERATION, .post = "/tasks/{s}/measure", .form = "measure=appeal.filed&target=6&counts_from=2024-03-02&reason=改看提交", .want = 303, .sql = "select target from task where id = {o}", .is = "5"},
	{"it is opened again with that", .as = OTHER_CHAIR, .post = "/task/{o}/do/reopen", .form = "reason=没有完成", .want = 303, .sql = "select measure || ',' || target from task where id = {o}", .is = "appeal.filed,6"},
	{"without counting again", .as = CADRE, .post = "/tasks/{t}/measure", .form = "measure=evidence&target=&counts_from=&reason=改为看佐证", .want = 303},
	{"so", .sql = "select measure || ',' || target || ',' || counts_from from task where id = {t}", .is = "evidence,0,0"},
};

int main(void)
{
	return scenario_with("bind", before, steps, sizeof(steps) / sizeof(steps[0]));
}
