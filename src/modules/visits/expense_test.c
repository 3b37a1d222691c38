/* What a visit or an activity may cost: each standard set here, each sum worked out by hand. */
#include "scenario/scenario.h"

#define CADRE "13800000004"
#define WORKER "13800000007"
#define SECURITY "13800000012"
#define VISIT(more) .as = CADRE, .post = "/m/visits", .form = "place=样例班&kind=5&held_on=2024-02-20&people=样例沈洁&" more
#define ACTIVITY(more) .as = CADRE, .post = "/activities", .form = "title=样例比赛&kind=2&held_on=2024-02-20&people=30&" more

static const struct step steps[] = {
	{"the form says what may be spent, by what", .as = CADRE, .get = "/m/visits/new", .want = 200, .sees = "不得列支"},
	{"and what has no standard yet", .as = CADRE, .get = "/m/visits/new", .want = 200, .sees = "没有设定标准，不能登记"},
	{"a visit that costs nothing", VISIT("summary=看了"), .want = 303},
	{"money without a class", VISIT("cost=100"), .want = 422, .sees = "请选支出类别"},
	{"a class without money", VISIT("cost_kind=3"), .want = 422, .sees = "请填支出金额"},
	{"a cap that nobody set refuses and says which", VISIT("cost=100&cost_kind=1&cost_heads=2"), .want = 422, .sees = "按本省、本市文件设定“慰问品、纪念品每人标准”"},
	{"also with a reason: nobody guesses", VISIT("cost=100&cost_kind=1&cost_heads=2&cost_reason=慰问"), .want = 422, .sees = "没有设定标准"},
	{"what was typed stays", VISIT("cost=123.45&cost_kind=1&cost_heads=2"), .want = 422, .sees = "value=\"123.45\""},
	{"the source is named, and that nobody has read it", VISIT("cost=100&cost_kind=1&cost_heads=2"), .want = 422, .sees = "（未核实）"},
	{"a standard of three hundred yuan", .sql = "insert into policy(id, name, unit, value, since, until, source) values (981, 'expense.gift', 1, 300, 0, 0, '样例省实施办法第五条')"},
	{"the form shows it with who set it", .as = CADRE, .get = "/m/visits/new", .want = 200, .sees = "300 元/人"},
	{"heads are needed", VISIT("cost=600&cost_kind=1"), .want = 422, .sees = "请填人数"},
	{"two at three hundred: six hundred is right", VISIT("cost=600&cost_kind=1&cost_heads=2&cost_reason=毛巾被"), .want = 303, .keep = "a"},
	{"unmarked", .sql = "select cost || ' ' || cost_mark from visit where id = {a}", .is = "60000 0"},
	{"one fen more is too much, with the standard, its setter and source", VISIT("cost=600.01&cost_kind=1&cost_heads=2"), .want = 422, .sees = "超过标准 300 元/人"},
	{"by what", VISIT("cost=600.01&cost_kind=1&cost_heads=2"), .want = 422, .sees = "样例省实施办法第五条"},
	{"with a reason it is let through", VISIT("cost=600.01&cost_kind=1&cost_heads=2&cost_reason=主席办公会同意"), .want = 303, .keep = "b"},
	{"and marked", .sql = "select cost_mark from visit where id = {b}", .is = "1"},
	{"the page says so, by what", .as = CADRE, .get = "/visits/{b}", .want = 200, .sees = "写了理由列支"},
	{"the list has a tab for them", .as = CADRE, .get = "/visits?cost_mark=1", .want = 200, .sees = "共 1 次"},
	{"a measure counts them", .settle = 1, .sql = "select n from counter where measure = 'visit.cost_marked' and unit = 10 and grain = 2", .is = "1"},
	{"a banquet is refused", VISIT("cost=100&cost_kind=21&cost_reason=接待"), .want = 422, .sees = "不得列支"},
	{"under whatever name", VISIT("cost=100&cost_kind=3&cost_reason=晚宴"), .want = 422, .sees = "写的内容里有“宴”"},
	{"a card is no goods", VISIT("cost=300&cost_kind=1&cost_heads=1&cost_reason=购物卡一张"), .want = 422, .sees = "“购物卡”，属于"},
	{"cash is right where money is given", .sql = "insert into policy(id, name, unit, value, since, until, source) values (982, 'expense.condolence', 10, 1000, 0, 0, '样例')"},
	{"so it betrays nothing", VISIT("cost=1000&cost_kind=2&cost_heads=1&cost_reason=住院慰问现金"), .want = 303},
	{"no prizes on a visit", VISIT("cost=100&cost_kind=4&cost_heads=1"), .want = 422, .sees = "走访不列"},
	{"others say for what", VISIT("cost=10&cost_kind=10"), .want = 422, .sees = "要写明用途"},
	{"mended later it is judged anew", .as = CADRE, .post = "/visits/{b}", .form = "place=样例班&kind=5&held_on=2024-02-20&people=样例沈洁&cost=500&cost_kind=1&cost_heads=2&cost_reason=毛巾被&_version=1", .want = 303},
	{"the mark is gone", .sql = "select cost_mark from visit where id = {b}", .is = "0"},

	{"the employer pays for the hall", ACTIVITY("cost=500&cost_kind=8"), .want = 422, .sees = "应由单位承担"},
	{"a reason lets it through", ACTIVITY("cost=500&cost_kind=8&cost_reason=单位没有场地"), .want = 303, .keep = "h"},
	{"marked", .sql = "select cost_mark from activity where id = {h}", .is = "1"},
	{"prizes have a standard", .sql = "insert into policy(id, name, unit, value, since, until, source) values (983, 'expense.prize', 10, 200, 0, 0, '样例')"},
	{"twenty of thirty are two thirds", ACTIVITY("cost=4000&cost_kind=4&cost_heads=20"), .want = 303},
	{"twenty-one are more", ACTIVITY("cost=4200&cost_kind=4&cost_heads=21"), .want = 422, .sees = "参加 30 人，获奖 21 人"},
	{"an activity of a spa is named", ACTIVITY("cost=100&cost_kind=3&cost_reason=温泉门票"), .want = 422, .sees = "高消费娱乐"},
	{"an activity without money is as ever", ACTIVITY("summary=x"), .want = 303},
	{"a workbook that names a class is held against the rules too", .as = CADRE, .post = "/lists/activities/import",
	 .file = "file=a.csv=活动名称,类别,举办日期,参加人数,支出（元）,支出类别,所属工会\n样例联欢,文体活动,2024-02-20,30,500,宴请、请客送礼（不得列支）,临江发电有限公司工会\n", .want = 303, .keep = "im"},
	{"row by row", .as = CADRE, .get = "/imports/{im}", .want = 200, .sees = "八不准"},
	{"one without a class comes in as ever", .as = CADRE, .post = "/lists/activities/import",
	 .file = "file=b.csv=活动名称,类别,举办日期,参加人数,支出（元）,所属工会\n样例旧账,文体活动,2024-02-20,30,500,临江发电有限公司工会\n", .want = 303, .keep = "io"},
	{"with nothing wrong", .as = CADRE, .get = "/imports/{io}", .want = 200, .sees_not = "请选支出类别"},
	{"the administrator finds the standards among the rules", .as = SECURITY, .get = "/admin/policies", .want = 200, .sees = "工作餐每人标准"},
	{"a worker spends nothing", .as = WORKER, .post = "/m/visits", .form = "place=x", .want = 403},
};

int main(void)
{
	return scenario("expenses", steps, sizeof(steps) / sizeof(steps[0]));
}
