/* A visit from the phone, what was heard passed on, what was promised kept or not; and every refusal on the way. */
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define VISIT "place=检修一班&kind=2&held_on=2024-03-01&people=样例沈洁&met=早班十二人&summary=看了工具间。"

static const struct step steps[] = {
	{"the empty list says what to do", .as = CADRE, .get = "/visits", .want = 200, .sees = "还没有登记走访"},
	{"so do promises", .as = CADRE, .get = "/promises", .want = 200, .sees = "还没有走访承诺"},
	{"and the phone", .as = CADRE, .get = "/m/visits", .want = 200, .sees = "没有等你兑现的承诺"},
	{"a worker logs none", .as = WORKER, .get = "/m/visits/new", .want = 403},
	{"nor by address", .as = WORKER, .post = "/m/visits", .form = VISIT, .want = 403},
	{"the form knows who and when", .as = CADRE, .get = "/m/visits/new", .want = 200, .sees = "value=\"2024-03-01\""},
	{"where is needed", .as = CADRE, .post = "/m/visits", .form = "kind=1&held_on=2024-03-01&people=我&heard=通风不好", .want = 422, .sees = "请填写“走访哪里”"},
	{"what was typed stays", .as = CADRE, .post = "/m/visits", .form = "kind=1&held_on=2024-03-01&people=我&heard=通风不好", .want = 422, .sees = "通风不好</textarea>"},
	{"not of tomorrow", .as = CADRE, .post = "/m/visits", .form = "place=一班&kind=1&held_on=2024-03-02&people=我", .want = 422, .sees = "不能晚于今天"},
	{"a promise without owner is none", .as = CADRE, .post = "/m/visits", .form = VISIT "&text1=装两台风扇&due1=2024-03-08", .want = 422, .sees = "请选择责任人"},
	{"nor one of yesterday", .as = CADRE, .post = "/m/visits", .form = VISIT "&text1=装两台风扇&owner1=1005&due1=2024-02-29", .want = 422, .sees = "不能早于今天"},
	{"nor by somebody of another union", .as = CADRE, .post = "/m/visits", .form = VISIT "&text1=装两台风扇&owner1=1021&due1=2024-03-08", .want = 422, .sees = "请选择责任人"},
	{"and its words stay", .as = CADRE, .post = "/m/visits", .form = VISIT "&text2=换灯管&due2=2024-03-08", .want = 422, .sees = "value=\"换灯管\""},
	{"nothing of them was kept", .sql = "select (select count(*) from visit) + (select count(*) from visit_promise)", .is = "0"},
	{"logged with a photo, three problems, two promises", .as = CADRE, .post = "/m/visits",
	 .form = VISIT "&heard=工具间通风不好\n更衣柜不够\n砂轮机没有防护罩&text1=装两台风扇&owner1=1005&due1=2024-03-08&text2=报更衣柜计划&owner2=1004&due2=2024-03-15",
	 .file = "file=现场.txt=记录", .want = 303, .to = "/visits/", .keep = "v"},
	{"written once", .sql = "select problems * 10 + promises + version * 100 from visit", .is = "132"},
	{"its photo", .sql = "select count(*) from file where record = 'visit'", .is = "1"},
	{"the page has all of it", .as = CADRE, .get = "/visits/{v}", .want = 200, .sees = "砂轮机没有防护罩"},
	{"the federation reads it", .as = FEDERATION, .get = "/visits/{v}", .want = 200, .sees = "装两台风扇"},
	{"and changes nothing", .as = FEDERATION, .post = "/visits/{v}/problems", .form = "heard=x", .want = 403},
	{"another union does not", .as = OTHER_CHAIR, .get = "/visits/{v}", .want = 403},
	{"nor a worker", .as = WORKER, .get = "/visits/{v}", .want = 403},

	{"the first problem", .sql = "select id from visit_problem where text = '砂轮机没有防护罩'", .keep = "p"},
	{"there is no such way", .as = CADRE, .post = "/visits/{v}/problems/{p}/plan", .want = 404},
	{"nor this problem in it", .as = CADRE, .post = "/visits/{v}/problems/77/hazard", .want = 404},
	{"one tap makes it a hazard", .as = CADRE, .post = "/visits/{v}/problems/{p}/hazard", .want = 303, .to = "/visits/{v}"},
	{"with its limit of three days", .sql = "select number || ' ' || due from hazard", .is = "YH-2024-0001 19786"},
	{"not twice", .as = CADRE, .post = "/visits/{v}/problems/{p}/appeal", .want = 409, .sees = "已经转办"},
	{"the page follows it", .as = CADRE, .get = "/visits/{v}", .want = 200, .sees = "YH-2024-0001"},
	{"the second", .sql = "select id from visit_problem where text = '更衣柜不够'", .keep = "q"},
	{"becomes an appeal that names nobody", .as = CADRE, .post = "/visits/{v}/problems/{q}/appeal", .want = 303},
	{"with five working days", .sql = "select number || ' ' || due || ' ' || author from appeal", .is = "SQ-2024-0001 19790 0"},
	{"the third", .sql = "select id from visit_problem where text = '工具间通风不好'", .keep = "s"},
	{"is settled with words only", .as = CADRE, .post = "/visit_problem/{s}/do/settle", .want = 422},
	{"settled", .as = CADRE, .post = "/visit_problem/{s}/do/settle", .form = "reason=当场开了后窗&_back=/visits/{v}", .want = 303},
	{"taken back", .as = CADRE, .post = "/visit_problem/{s}/do/unsettle", .form = "reason=还是闷&_back=/visits/{v}", .want = 303},
	{"nobody raises one by the bare address", .as = CADRE, .post = "/visit_problem/{s}/do/raise", .want = 404},
	{"a worker settles nothing", .as = WORKER, .post = "/visit_problem/{s}/do/settle", .form = "reason=x", .want = 403},
	{"an empty problem is refused", .as = CADRE, .post = "/visits/{v}/problems", .form = "heard=", .want = 422, .sees = "请填写听到的问题"},
	{"one more", .as = CADRE, .post = "/visits/{v}/problems", .form = "heard=饮水机坏了", .want = 303},
	{"an empty promise is refused", .as = CADRE, .post = "/visits/{v}/promises", .form = "text1=", .want = 422, .sees = "请填写承诺了什么"},
	{"one more promise", .as = CHAIR, .post = "/visits/{v}/promises", .form = "text1=修饮水机&owner1=1003&due1=2024-03-05", .want = 303},
	{"both are counted", .sql = "select problems * 10 + promises from visit", .is = "43"},
	{"a further photo", .as = CADRE, .post = "/visits/{v}/files", .file = "file=二.txt=再记", .want = 303},

	{"the fan", .sql = "select id from visit_promise where owner = 1005", .keep = "k"},
	{"its owner has it on the phone", .as = HANDLER, .get = "/m/visits", .want = 200, .sees = "装两台风扇"},
	{"and opens it, though he reads no visits", .as = HANDLER, .get = "/promises/{k}", .want = 200, .sees = "装两台风扇"},
	{"no visit", .as = HANDLER, .get = "/visits/{v}", .want = 403},
	{"nor other promises", .sql = "select id from visit_promise where owner = 1004", .keep = "l"},
	{"not that one", .as = HANDLER, .get = "/promises/{l}", .want = 403},
	{"the bench of the union shows it", .as = CADRE, .get = "/", .want = 200, .sees = "装两台风扇"},
	{"another day while it runs", .as = CADRE, .get = "/promises/{k}/edit", .want = 200, .sees = "2024-03-08"},
	{"not into the past", .as = CADRE, .post = "/promises/{k}", .form = "text=装两台风扇&owner=1005&due=2024-02-20&_version=1", .want = 422, .sees = "不能早于今天"},
	{"a day earlier", .as = CADRE, .post = "/promises/{k}", .form = "text=装两台风扇&owner=1005&due=2024-03-07&_version=1", .want = 303},
	{"the owner hears a working day ahead", .now = "2024-03-06", .settle = 1, .sql = "select count(*) from message where person = 1005 and title = '走访承诺快到期'", .is = "1"},
	{"kept with words only", .as = HANDLER, .post = "/visit_promise/{k}/do/keep", .want = 422},
	{"kept in time", .as = HANDLER, .post = "/visit_promise/{k}/do/keep", .form = "reason=两台都装好了&_back=/m/visits", .want = 303, .to = "/m/visits"},
	{"in time", .sql = "select state * 10 + in_time from visit_promise where owner = 1005", .is = "11"},
	{"the water, a day late: its owner, who is the chair too, hears once", .sql = "select count(*) from message where person = 1003 and title = '走访承诺逾期没有兑现'", .is = "1"},
	{"it is overdue without anybody touching it", .sql = "select sum(n) from counter where measure = 'visit.overdue' and unit = 10 and grain = 0 and at <= 19788", .is = "1"},
	{"the list has it under a tab of its own", .as = CADRE, .get = "/promises?state=0&in_time=2", .want = 200, .sees = "修饮水机", .sees_not = "报更衣柜计划"},
	{"the water", .sql = "select id from visit_promise where owner = 1003", .keep = "w"},
	{"a new day does not mend that", .as = CADRE, .post = "/promises/{w}", .form = "text=修饮水机&owner=1003&due=2024-03-20&_version=1", .want = 422, .sees = "已经过了期限"},
	{"not kept, with its reason", .as = CHAIR, .post = "/visit_promise/{w}/do/fail", .form = "reason=厂家停产，已向班组说明", .want = 303},
	{"going on after all", .as = CHAIR, .post = "/visit_promise/{w}/do/reopen", .form = "reason=换了厂家", .want = 303},
	{"kept late", .as = CHAIR, .post = "/visit_promise/{w}/do/keep", .form = "reason=换了新的", .want = 303},
	{"late", .sql = "select state * 10 + in_time from visit_promise where owner = 1003", .is = "12"},
	{"entered by mistake", .as = CADRE, .post = "/visit_promise/{l}/do/drop", .form = "reason=重复", .want = 303},
	{"back again", .as = CADRE, .post = "/visit_promise/{l}/do/reopen", .want = 303},
	{"a kept one taken back", .as = CADRE, .post = "/visit_promise/{k}/do/reopen", .form = "reason=只装了一台", .want = 303},
	{"and kept late", .now = "2024-03-11", .as = HANDLER, .post = "/visit_promise/{k}/do/keep", .form = "reason=第二台也装了", .want = 303},
	{"two kept, none in time, one visit", .settle = 1, .sql = "select sum(case when measure = 'visit.kept' then n * 100 when measure = 'visit.kept_in_time' then n * 10 else n end) from counter where measure in ('visit.kept', 'visit.kept_in_time', 'visit.held') and unit = 10 and grain = 2", .is = "201"},
	{"the list of promises", .as = CADRE, .get = "/promises", .want = 200, .sees = "第二台也装了"},
	{"mending the visit", .as = CADRE, .get = "/visits/{v}/edit", .want = 200, .sees = "早班十二人"},
	{"not to a day to come", .as = CADRE, .post = "/visits/{v}", .form = "place=检修一班&kind=2&held_on=2024-05-01&people=我&_version=3", .want = 422, .sees = "不能晚于今天"},
	{"mended", .as = CADRE, .post = "/visits/{v}", .form = "place=检修一班工具间&kind=2&held_on=2024-03-01&people=样例沈洁&_version=3", .want = 303},
	{"taken back with a reason", .as = CADRE, .post = "/visit/{v}/do/withdraw", .form = "reason=登记到别的单位了", .want = 303},
	{"it counts no more", .settle = 1, .sql = "select sum(n) from counter where measure = 'visit.held' and unit = 10 and grain = 2", .is = "0"},
	{"nothing is added to it then", .as = CADRE, .post = "/visits/{v}/promises", .form = "text1=x&owner1=1003&due1=2024-04-01", .want = 409, .sees = "已经撤销"},
	{"restored", .as = CADRE, .post = "/visit/{v}/do/restore", .want = 303},
	{"the phone lists it", .as = CADRE, .get = "/m/visits", .want = 200, .sees = "检修一班工具间"},
};

int main(void)
{
	return scenario("visits", steps, sizeof(steps) / sizeof(steps[0]));
}
