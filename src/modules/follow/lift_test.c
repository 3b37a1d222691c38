/* Lamps lifted by a superior, discussion under a point, measures that count linked rows only, tasks as of a past day. */
#include "modules/follow/sample_test.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define VICE "13800000002"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define SYSTEM "13800000011"

static const struct step steps[] = {
	{"the plan", .sql = "select id from plan where unit = 1", .keep = "p"},
	{"union 10's lectures", .sql = "select id from task where unit = 10 and title = '组织宣讲'", .keep = "l"},
	{"union 10's reading", .sql = "select id from task where unit = 10 and title = '举办职工读书活动'", .keep = "t"},
	{"the federation's lectures", .sql = "select id from task where unit = 1 and title = '组织宣讲'", .keep = "f"},
	{"the point", .sql = "select id from plan_node where plan = {p} and number = '2'", .keep = "n"},
	/* March 1: 60 of 100 days gone, nothing done: 滞后 */
	{"the cadre finds the form", .as = CADRE, .get = "/tasks/{l}", .want = 200, .sees = "请上级把“滞后”调高一级，按“偏慢”显示"},
	{"a worker does not", .as = WORKER, .get = "/tasks/{l}", .want = 200, .sees_not = "调高一级"},
	{"nor may he ask", .as = WORKER, .post = "/tasks/{l}/lift", .form = "reason=x&until=2024-03-20", .want = 403},
	{"without a reason it is refused", .as = CADRE, .post = "/tasks/{l}/lift", .form = "reason=&until=2024-03-20", .want = 422, .sees = "请填写“调级的理由”"},
	{"for today too", .as = CADRE, .post = "/tasks/{l}/lift", .form = "reason=场地已定&until=2024-03-01", .want = 422, .sees = "要晚于今天"},
	{"beyond the plan too", .as = CADRE, .post = "/tasks/{l}/lift", .form = "reason=场地已定&until=2025-01-01", .want = 422, .sees = "不晚于要点的终止日期 2024-12-31"},
	{"what was typed is still there", .as = CADRE, .post = "/tasks/{l}/lift", .form = "reason=场地已定&until=2025-01-01", .want = 422, .sees = "场地已定"},
	{"asked for", .as = CADRE, .post = "/tasks/{l}/lift", .form = "reason=讲师下周到位，十场已排好&until=2024-03-20", .want = 303, .to = "/tasks/{l}#lift"},
	{"its number", .sql = "select id from lamp_lift", .keep = "x"},
	{"the lamp is still 滞后", .as = CADRE, .get = "/tasks/{l}", .want = 200, .sees = "st-bad"},
	{"the federation is told", .sql = "select count(*) from message where person = 1001 and title = '申请亮灯调级'", .is = "1"},
	{"a second one waits for the first", .as = CADRE, .post = "/tasks/{l}/lift", .form = "reason=再来&until=2024-03-20", .want = 409, .sees = "已有一份申请"},
	{"its own chair does not decide about what was handed down", .as = CHAIR, .post = "/lamp_lift/{x}/do/agree", .want = 409, .sees = "由上级工会决定"},
	{"nor the cadre", .as = CADRE, .post = "/lamp_lift/{x}/do/agree", .want = 403},
	{"nor another union", .as = OTHER_CHAIR, .post = "/lamp_lift/{x}/do/agree", .want = 403},
	{"nor does the system's move go by hand", .as = FEDERATION, .post = "/lamp_lift/{x}/do/lapse", .want = 404},
	{"the federation finds it on its desk", .as = FEDERATION, .get = "/", .want = 200, .sees = "/lifts/{x}"},
	{"which leads to the task", .as = FEDERATION, .get = "/lifts/{x}", .want = 303, .to = "/tasks/{l}#lift"},
	{"and reads the reason", .as = FEDERATION, .get = "/tasks/{l}", .want = 200, .sees = "十场已排好"},
	{"another asks and takes it back: declined first with a reason", .as = FEDERATION, .post = "/lamp_lift/{x}/do/decline", .form = "reason=请先报排期表", .want = 303},
	{"the asker hears of it", .sql = "select count(*) from message where person = 1004 and title = '没有同意亮灯调级'", .is = "1"},
	{"asked again", .as = CADRE, .post = "/tasks/{l}/lift", .form = "reason=排期表已报&until=2024-03-20", .want = 303},
	{"the second", .sql = "select max(id) from lamp_lift", .keep = "x"},
	{"only he who asked withdraws", .as = CHAIR, .post = "/lamp_lift/{x}/do/withdraw", .want = 409, .sees = "由申请人自己撤回"},
	{"withdrawn", .as = CADRE, .post = "/lamp_lift/{x}/do/withdraw", .want = 303},
	{"a withdrawn one is not decided", .as = FEDERATION, .post = "/lamp_lift/{x}/do/agree", .want = 409},
	{"asked a third time", .as = CADRE, .post = "/tasks/{l}/lift", .form = "reason=排期表已报，三月二十日前办完&until=2024-03-20", .want = 303},
	{"the third", .sql = "select max(id) from lamp_lift", .keep = "x"},
	{"agreed", .as = FEDERATION, .post = "/lamp_lift/{x}/do/agree", .want = 303},
	{"one level better", .as = CADRE, .get = "/tasks/{l}", .want = 200, .sees = "上级调级"},
	{"who and why stand beside it", .as = WORKER, .get = "/tasks/{l}", .want = 200, .sees = "样例周敏2024年3月1日同意调高一级，到2024年3月20日为止（理由：排期表已报，三月二十日前办完）。计算为滞后"},
	{"in the tree too", .as = CADRE, .get = "/plans/{p}/tree?unit=10&q=组织宣讲", .want = 200, .sees = "上级调级"},
	{"the union has no late task now", .as = FEDERATION, .get = "/plans/{p}/unions", .want = 200, .sees = "滞后任务</dt><dd><b>1</b>"},
	{"yesterday it was not lifted", .now = "2024-03-05", .as = CADRE, .get = "/plans/{p}/tree?unit=10&q=组织宣讲&on=2024-02-29", .want = 200, .sees_not = "上级调级"},
	{"it is an event", .sql = "select count(*) from event where record = 'lamp_lift' and row_id = {x} and verb = 'agree' and actor = 1001", .is = "1"},
	{"ended before its day, with a reason", .as = FEDERATION, .post = "/lamp_lift/{x}/do/end", .form = "", .want = 422},
	{"on its last day it holds", .now = "2024-03-20", .settle = 1, .as = CADRE, .get = "/tasks/{l}", .want = 200, .sees = "上级调级</span>"},
	{"on the next it is over", .now = "2024-03-21", .as = CADRE, .get = "/tasks/{l}", .want = 200, .sees_not = "上级调级</span>"},
	{"and the regular job ends it", .settle = 1, .sql = "select state || ' ' || (select note from event where record = 'lamp_lift' and row_id = {x} and verb = 'lapse') from lamp_lift where id = {x}", .is = "3 到期"},
	{"a head of the own union decides about an own task, not who carries it", .as = FEDERATION, .post = "/tasks/{f}/lift", .form = "reason=全市排期已定&until=2024-04-01", .want = 303},
	{"the fourth", .sql = "select max(id) from lamp_lift", .keep = "y"},
	{"not he who asks", .as = FEDERATION, .post = "/lamp_lift/{y}/do/agree", .want = 409, .sees = "不能自己决定"},
	{"another head", .as = VICE, .post = "/lamp_lift/{y}/do/agree", .want = 303},
	{"the lamp changes: 400 people came", .as = FEDERATION, .post = "/activities", .form = "title=宣讲大会&kind=1&held_on=2024-03-20&people=400&summary=全市宣讲", .want = 303, .keep = "a"},
	{"held", .as = FEDERATION, .post = "/activity/{a}/do/hold", .want = 303},
	{"confirmed", .as = VICE, .post = "/activity/{a}/do/confirm", .want = 303},
	{"nothing is lifted then", .as = FEDERATION, .get = "/tasks/{f}", .want = 200, .sees_not = "上级调级</span>"},
	{"and the lift has ended by the next day", .now = "2024-03-22", .settle = 1, .sql = "select (select note from event where record = 'lamp_lift' and row_id = {y} and verb = 'lapse') from lamp_lift where id = {y}", .is = "计算的灯变为正常"},

	/* ---- discussion ---- */
	{"a worker finds the discussion", .as = WORKER, .get = "/points/{n}", .want = 200, .sees = "发表发言"},
	{"an empty word is refused", .as = WORKER, .post = "/points/{n}/remarks", .form = "text=", .want = 422, .sees = "请填写“发言”"},
	{"he says something", .as = WORKER, .post = "/points/{n}/remarks", .form = "text=夜班听不到宣讲，能否加一场？<b>&mention=1004", .want = 303},
	{"under his name, as text", .as = CADRE, .get = "/points/{n}", .want = 200, .sees = "<b>样例赵工</b> <span class=\"tag\">提醒 样例沈洁</span>"},
	{"no markup of his", .as = CADRE, .get = "/points/{n}", .want = 200, .sees = "加一场？&lt;b&gt;"},
	{"the cadre is told", .sql = "select count(*) from message where person = 1004 and title = '有人在要点讨论中提到你'", .is = "1"},
	{"it is the word of his union", .sql = "select unit from remark", .is = "10"},
	{"another union does not see it", .as = OTHER_CHAIR, .get = "/points/{n}", .want = 200, .sees_not = "夜班听不到"},
	{"nor writes to it", .as = OTHER_CHAIR, .post = "/points/{n}/remarks?unit=10", .form = "text=x", .want = 403},
	{"the federation does, at that union", .as = FEDERATION, .get = "/points/{n}?unit=10", .want = 200, .sees = "夜班听不到"},
	{"an administrator has no word", .as = SYSTEM, .post = "/points/{n}/remarks", .form = "text=x", .want = 403},
	{"somebody who can't see the point is not mentioned", .as = WORKER, .post = "/points/{n}/remarks", .form = "text=请看&mention=1012", .want = 422, .sees = "请从列表中选择要提醒的人"},
	{"the number of the word", .sql = "select id from remark", .keep = "w"},
	{"others don't withdraw it", .as = HANDLER, .post = "/remark/{w}/do/withdraw", .want = 409, .sees = "由发言人自己"},
	{"nor hide it", .as = HANDLER, .post = "/remark/{w}/do/hide", .form = "reason=x", .want = 403},
	{"its address leads to the point", .as = WORKER, .get = "/remarks/{w}", .want = 303, .to = "/points/{n}?unit=10#talk"},
	{"he withdraws it", .as = WORKER, .post = "/remark/{w}/do/withdraw", .want = 303},
	{"then nobody reads it", .as = CHAIR, .get = "/points/{n}", .want = 200, .sees_not = "夜班听不到"},
	{"and puts it back", .as = WORKER, .post = "/remark/{w}/do/restore", .want = 303},
	{"the chair hides it with a reason", .as = CHAIR, .post = "/remark/{w}/do/hide", .form = "reason=涉及个人", .want = 303},
	{"gone for all", .as = CADRE, .get = "/points/{n}", .want = 200, .sees = "已由工会负责人隐藏"},
	{"its author doesn't bring it back", .as = WORKER, .post = "/remark/{w}/do/restore", .want = 409},
	{"the chair does", .as = CHAIR, .post = "/remark/{w}/do/show", .want = 303},
	{"what he said is no part of the chain", .sql = "select count(*) from event where record = 'remark' and changes like '%夜班%'", .is = "0"},

	/* ---- all rows or the linked ones ---- */
	{"counted for the whole union at first", .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "计临江发电有限公司工会及下级的全部记录"},
	{"an own task beside it", .as = CADRE, .post = "/points/{n}/tasks", .form = "title=班组读书角&owner=1004&starts=2024-01-01&due=2024-12-31", .want = 303, .keep = "o"},
	{"a task without a measure counts nothing linked", .as = CADRE, .post = "/tasks/{o}", .form = "basis=1&owner=1004&due=2024-12-31", .want = 422, .sees = "不能逐条关联任务"},
	{"what was assigned keeps its basis", .as = CADRE, .post = "/tasks/{t}", .form = "basis=1&owner=1004&starts=2024-01-01&due=2024-12-31", .want = 303},
	{"unchanged", .sql = "select basis from task where id = {t}", .is = "0"},
	{"the federation's own", .sql = "select id from task where unit = 1 and title = '举办职工读书活动'", .keep = "g"},
	{"its form offers the choice", .as = FEDERATION, .get = "/tasks/{g}/edit", .want = 200, .sees = "只计关联本任务的记录"},
	{"only linked rows from now on", .as = FEDERATION, .post = "/tasks/{g}", .form = "title=举办职工读书活动&target=12&basis=1&weight=1&owner=1001&starts=2024-01-01&due=2024-12-31", .want = 303},
	{"the assembly of lectures no longer counts", .as = FEDERATION, .get = "/tasks/{g}", .want = 200, .sees = "指标 0/12 场"},
	{"no row to look at yet", .as = FEDERATION, .get = "/tasks/{g}/counted", .want = 200, .sees = "还没有计入的记录"},
	{"a reading in union 10, linked to its copy", .as = CADRE, .post = "/activities", .form = "title=春季读书会&kind=1&held_on=2024-03-10&people=30&summary=读书&task={t}", .want = 303, .keep = "r"},
	{"held", .as = CADRE, .post = "/activity/{r}/do/hold", .want = 303},
	{"not counted before it is confirmed", .as = FEDERATION, .get = "/tasks/{g}", .want = 200, .sees = "指标 0/12 场"},
	{"confirmed", .as = CHAIR, .post = "/activity/{r}/do/confirm", .want = 303},
	{"one, through the copy", .as = FEDERATION, .get = "/tasks/{g}", .want = 200, .sees = "指标 1/12 场"},
	{"and just that row", .as = FEDERATION, .get = "/tasks/{g}/counted", .want = 200, .sees = "春季读书会"},
	{"not the other one", .as = FEDERATION, .get = "/tasks/{g}/counted", .want = 200, .sees_not = "宣讲大会"},
	{"the point leads there", .sql = "select id from plan_node where plan = {p} and number = '1'", .keep = "m"},
	{"by its figure", .as = FEDERATION, .get = "/points/{m}", .want = 200, .sees = "/tasks/{g}/counted"},
	{"an unlinked one in union 11 is for all, not for this task", .as = OTHER_CHAIR, .post = "/activities", .form = "title=港口读书会&kind=1&held_on=2024-03-11&people=20&summary=读书", .want = 303, .keep = "q"},
	{"held", .as = OTHER_CHAIR, .post = "/activity/{q}/do/hold", .want = 303},
	{"confirmed", .as = OTHER_CHAIR, .post = "/activity/{q}/do/confirm", .want = 303},
	{"still one", .as = FEDERATION, .get = "/tasks/{g}", .want = 200, .sees = "指标 1/12 场"},
	{"its tree says the same", .as = FEDERATION, .get = "/plans/{p}/tree?unit=1&q=举办职工读书活动", .want = 200, .sees = ">8%<"},
	{"a task that counts all has no such page", .as = CADRE, .get = "/tasks/{t}/counted", .want = 404},
	{"another union has no business there", .as = OTHER_CHAIR, .get = "/tasks/{t}/counted", .want = 403},

	/* ---- a past day ---- */
	{"the due day is moved by hand, twice", .now = "2024-03-25", .as = CADRE, .post = "/tasks/{o}", .form = "title=班组读书角&owner=1004&starts=2024-01-01&due=2024-03-27", .want = 303},
	{"again", .now = "2024-04-10", .as = CADRE, .post = "/tasks/{o}", .form = "title=班组读书角&owner=1004&starts=2024-01-01&due=2024-06-30&detail=完成时间：2020-01-01 → 2020-01-02", .want = 303},
	{"today it is due in June", .as = CADRE, .get = "/plans/{p}/tree?unit=10&q=班组读书角", .want = 200, .sees = "6月30日"},
	{"on April 1 it was overdue since March 27", .as = CADRE, .get = "/plans/{p}/tree?unit=10&q=班组读书角&on=2024-04-01", .want = 200, .sees = "3月27日"},
	{"and late", .as = CADRE, .get = "/plans/{p}/tree?unit=10&q=班组读书角&on=2024-04-01", .want = 200, .sees = "逾期</span>"},
	{"on March 24 it was due at the end of the year", .as = CADRE, .get = "/plans/{p}/tree?unit=10&q=班组读书角&on=2024-03-24", .want = 200, .sees = "12月31日"},
	{"a text that looks like a change is none", .as = CADRE, .get = "/plans/{p}/tree?unit=10&q=班组读书角&on=2024-04-01", .want = 200, .sees_not = "2020"},
};

int main(void)
{
	return scenario_with("follow-lift", sample_federation_plan, steps, sizeof(steps) / sizeof(steps[0]));
}
