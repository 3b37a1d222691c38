/* Risks with level and handling; special periods with a report a day, and who is missing in the evening. */
#include "base/clock.h"
#include "kernel/jobs.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define REP "13800000006"
#define WORKER "13800000007"
#define PORT "13800000021"
#define RISK "title=节前拖欠工程款&place=样例建筑公司&kind=1&people=40&content=项目部两个月没有发工资。"

/* Half past six in the evening of the same day. */
static const char *evening(struct app *app)
{
	clock_set(clock_now() + (9 * 60 + 30) * 60000);
	jobs_settle(app);
	return NULL;
}

static const struct step steps[] = {
	{"no risk yet", .as = CADRE, .get = "/labour/risks", .want = 200, .sees = "还没有风险报告"},
	{"a worker does not report risks", .as = WORKER, .post = "/labour/risks", .form = RISK, .want = 403, .sees = "信息员"},
	{"he has no form", .as = WORKER, .get = "/labour/risks/new", .want = 303, .to = "/m/ask"},
	{"an information officer", .as = CADRE, .post = "/labour/officers", .form = "person=1007&kind=3", .want = 303},
	{"his phone offers it, and the zero report", .as = WORKER, .get = "/m", .want = 200, .sees = "报告风险"},
	{"a colleague's does not", .as = REP, .get = "/m", .want = 200, .sees_not = "报告风险"},
	{"where it leads", .as = WORKER, .get = "/m/risk", .want = 200, .sees = "哪个单位"},
	{"now he has", .as = WORKER, .get = "/labour/risks/new", .want = 200, .sees = "不写个人的姓名、言论和观点"},
	{"what is missing is named and the rest stays", .as = WORKER, .post = "/labour/risks", .form = "title=甲&place=乙公司&content=丙", .want = 422, .sees = "value=\"乙公司\""},
	{"reported", .as = WORKER, .post = "/labour/risks", .form = RISK, .want = 303, .keep = "r"},
	{"the union is told", .sql = "select count(*) from message where person in (1003, 1004) and title like '劳动关系风险待核实%'", .is = "2"},
	{"he follows it", .as = WORKER, .get = "/labour/risks/{r}", .want = 200, .sees = "两个月没有发工资"},
	{"he does not handle it", .as = WORKER, .post = "/labour/risks/{r}/grade", .form = "level=1", .want = 403},
	{"others do not read it", .as = REP, .get = "/labour/risks/{r}", .want = 403},
	{"not settled before it has a level", .as = CADRE, .post = "/labour/risks/{r}/settle", .form = "measures=甲&outcome=乙&settled_on=2024-03-01", .want = 409},
	{"a level", .as = CADRE, .post = "/labour/risks/{r}/grade", .form = "level=1", .want = 303},
	{"fifteen working days: 22 March", .sql = "select due from labour_risk", .is = "19804"},
	{"it grows", .as = CADRE, .post = "/labour/risks/{r}/regrade", .form = "level=3", .want = 303},
	{"three working days: 6 March, and the federation hears it at once", .sql = "select due || ' ' || (select count(*) from message where person = 1002 and title like '重大劳动关系风险%') from labour_risk", .is = "19788 1"},
	{"its report is numbered once", .sql = "select number from labour_risk", .is = "临江发电劳险〔2024〕1号"},
	{"as Word", .as = CADRE, .get = "/labour/risks/{r}/print/report.docx", .want = 200},
	{"as PDF, with its limit and that nobody verified it", .as = CADRE, .get = "/labour/risks/{r}/print/report.pdf", .want = 200},
	{"no other paper", .as = CADRE, .get = "/labour/risks/{r}/print/x.pdf", .want = 404},
	{"not for a colleague", .as = REP, .get = "/labour/risks/{r}/print/report.pdf", .want = 403},
	{"progress", .as = CADRE, .post = "/labour/risks/{r}/progress", .form = "reason=约谈项目部", .want = 303},
	{"overdue by itself", .now = "2024-03-07", .settle = 1, .sql = "select sum(n) from counter where measure = 'labour_risk.overdue' and unit = 10 and grain = 2", .is = "1"},
	{"settled without a day", .as = CADRE, .post = "/labour/risks/{r}/settle", .form = "measures=甲&outcome=乙", .want = 422, .sees = "处置完成日期"},
	{"not tomorrow", .as = CADRE, .post = "/labour/risks/{r}/settle", .form = "measures=甲&outcome=乙&settled_on=2024-03-08", .want = 422, .sees = "今天之间"},
	{"settled", .as = CADRE, .post = "/labour/risks/{r}/settle", .form = "measures=约谈并督促&outcome=工资已发放&settled_on=2024-03-07", .want = 303},
	{"who settled it does not end it", .as = CADRE, .post = "/labour/risks/{r}/close", .want = 409, .sees = "由别人销号"},
	{"sent back", .as = CHAIR, .post = "/labour/risks/{r}/back", .form = "reason=还有两人", .want = 303},
	{"settled again", .as = CADRE, .post = "/labour/risks/{r}/settle", .form = "measures=约谈并督促&outcome=全部发放&settled_on=2024-03-07", .want = 303},
	{"ended", .as = CHAIR, .post = "/labour/risks/{r}/close", .want = 303},
	{"opened again", .as = CHAIR, .post = "/labour/risks/{r}/reopen", .form = "reason=又拖欠", .want = 303},
	{"a second one", .as = CADRE, .post = "/labour/risks", .form = RISK, .want = 303, .keep = "n"},
	{"which has no report before it is graded", .as = CADRE, .get = "/labour/risks/{n}/print/report.pdf", .want = 409, .sees = "核实定级以后编号"},
	{"is none", .as = CHAIR, .post = "/labour/risks/{n}/drop", .form = "reason=不属实", .want = 303},
	{"the list", .as = CHAIR, .get = "/labour/risks?q=建筑", .want = 200, .sees = "节前拖欠工程款"},

	{"no period yet", .as = FEDERATION, .get = "/labour/periods", .want = 200, .sees = "还没有特殊时段"},
	{"its form", .as = FEDERATION, .get = "/labour/periods/new", .want = 200, .sees = "最多 31 天"},
	{"not in reverse", .as = FEDERATION, .post = "/labour/periods", .form = "title=清明&since=2024-03-12&until=2024-03-11&reach=3", .want = 422, .sees = "不早于开始日期"},
	{"nor for half a year", .as = FEDERATION, .post = "/labour/periods", .form = "title=清明&since=2024-03-11&until=2024-06-11&reach=3", .want = 422, .sees = "最多 31 天"},
	{"one", .as = FEDERATION, .post = "/labour/periods", .form = "title=清明&since=2024-03-11&until=2024-03-13&reach=2", .want = 303, .keep = "p"},
	{"who reports is asked for, and what was typed stays", .as = FEDERATION, .post = "/labour/periods", .form = "title=清明前后&since=2024-03-11&until=2024-03-13", .want = 422, .sees = "value=\"清明前后\""},
	{"its form again", .as = FEDERATION, .get = "/labour/periods/{p}/edit", .want = 200, .sees = "2024-03-13"},
	{"without branches eight will report", .as = FEDERATION, .get = "/labour/periods/{p}", .want = 200, .sees = "下面 8 家工会每天报告一次（下级各工会，分工会不报）"},
	{"two days are enough", .as = FEDERATION, .post = "/labour/periods/{p}", .form = "title=清明&since=2024-03-11&until=2024-03-12&reach=3&_version=1", .want = 303},
	{"nobody owes before it is declared", .as = CHAIR, .get = "/m/zero", .want = 200, .sees = "现在没有要报告的"},
	{"no paper of it yet", .as = FEDERATION, .get = "/labour/periods/{p}/print/report.pdf", .want = 409, .sees = "宣布以后"},
	{"below none declares it", .as = CHAIR, .post = "/alert_period/{p}/do/declare", .want = 403},
	{"declared", .as = FEDERATION, .post = "/alert_period/{p}/do/declare", .want = 303},
	{"not urged before it begins", .as = FEDERATION, .post = "/labour/periods/{p}/urge", .want = 409},
	{"on its first morning every union below owes one: eight, and two sub-unions", .now = "2024-03-11", .settle = 1, .sql = "select count(*) from zero_report", .is = "10"},
	{"the chair's phone", .as = CHAIR, .get = "/m/zero", .want = 200, .sees = "今日无异常"},
	{"one tap", .sql = "select id from zero_report where unit = 10", .keep = "z"},
	{"a colleague who is no officer does not", .as = REP, .post = "/m/zero/{z}/quiet", .want = 409, .sees = "干部或信息员"},
	{"another union neither", .as = PORT, .post = "/m/zero/{z}/quiet", .want = 403},
	{"done", .as = CHAIR, .post = "/m/zero/{z}/quiet", .want = 303},
	{"taken back", .as = CHAIR, .post = "/m/zero/{z}/undo", .want = 303},
	{"the information officer does it too", .as = WORKER, .post = "/m/zero/{z}/quiet", .want = 303},
	{"his page says so", .as = WORKER, .get = "/m/zero", .want = 200, .sees = "无异常"},
	{"once", .as = CHAIR, .post = "/m/zero/{z}/quiet", .want = 409},
	{"another union has something", .sql = "select id from zero_report where unit = 11", .keep = "y"},
	{"it says what", .as = PORT, .post = "/m/zero/{y}/incident", .want = 422, .sees = "请写明发生了什么"},
	{"it does", .as = PORT, .post = "/m/zero/{y}/incident", .form = "note=码头二十人停工协商。", .want = 303},
	{"the federation hears it at once", .sql = "select count(*) from message where person = 1001 and title = '临江港务集团工会报告有情况'", .is = "1"},
	{"it is a risk to be looked into", .sql = "select content from labour_risk where unit = 11", .is = "码头二十人停工协商。"},
	{"the page of the day: two of ten", .as = FEDERATION, .get = "/labour/periods/{p}", .want = 200, .sees = "应报 10 家，已报 2 家，未报 8 家，有情况 1 家"},
	{"urged by hand", .as = FEDERATION, .post = "/labour/periods/{p}/urge", .want = 303},
	{"who has reported is not", .sql = "select count(*) from message where person in (1003, 1007, 1012) and title like '请报告今天的情况%'", .is = "0"},
	{"the quiet one has something after all", .as = CHAIR, .post = "/m/zero/{z}/incident", .form = "note=食堂停业引起围观。", .want = 303},
	{"in the evening", .check = evening},
	{"the eight that are missing are listed, once", .sql = "select count(*) from message where title = '清明：今天还有 8 家没有报告' and person = 1001", .is = "1"},
	{"the second day", .now = "2024-03-12", .settle = 1, .sql = "select count(*) from zero_report where held_on = 19794", .is = "10"},
	{"yesterday's page", .as = FEDERATION, .get = "/labour/periods/{p}?day=2024-03-11", .want = 200, .sees = "已报 2 家"},
	{"a late one", .sql = "select id from zero_report where unit = 101 and held_on = 19793", .keep = "l"},
	{"the federation does not report for it", .as = FEDERATION, .post = "/m/zero/{l}/quiet", .want = 403},
	{"the list", .as = FEDERATION, .get = "/labour/zeros?state=1", .want = 200, .sees = "清明"},
	{"one of it", .as = CHAIR, .get = "/labour/zeros/{z}", .want = 200, .sees = "食堂停业"},
	{"two of twenty were given on their day", .settle = 1, .sql = "select (select sum(n) from counter where measure = 'zero.given' and unit = 1 and grain = 2) || ' of ' || (select sum(n) from counter where measure = 'zero.owed' and unit = 1 and grain = 2)", .is = "2 of 20"},
	{"the second evening", .check = evening},
	{"who has not reported is urged: the chair and the cadre of the plant, and its information officer", .sql = "select count(distinct person) from message where title = '请报告今天的情况：清明' and person in (1003, 1004, 1007)", .is = "3"},
	{"who reported, as Word", .as = FEDERATION, .get = "/labour/periods/{p}/print/report.docx", .want = 200},
	{"as PDF: two of twenty, both with something", .as = FEDERATION, .get = "/labour/periods/{p}/print/report.pdf", .want = 200},
	{"no other paper of it", .as = FEDERATION, .get = "/labour/periods/{p}/print/x.pdf", .want = 404},
	{"it ends by itself", .now = "2024-03-13", .settle = 1, .sql = "select state from alert_period", .is = "3"},
	{"a second period", .as = FEDERATION, .post = "/labour/periods", .form = "title=甲&since=2024-03-13&until=2024-03-20&reach=2", .want = 303, .keep = "q"},
	{"declared in its course", .as = FEDERATION, .post = "/alert_period/{q}/do/declare", .want = 303},
	{"owes at once, and no branch does", .sql = "select count(*) || ' ' || max(u.kind) from zero_report z join unit u on u.id = z.unit where z.title = '甲'", .is = "8 2"},
	{"the page says who", .as = FEDERATION, .get = "/labour/periods/{q}", .want = 200, .sees = "下级各工会，分工会不报"},
	{"ended early", .as = FEDERATION, .post = "/alert_period/{q}/do/stop", .form = "reason=不再需要", .want = 303},
	{"a third", .as = FEDERATION, .post = "/labour/periods", .form = "title=乙&since=2024-03-13&until=2024-03-20&reach=1", .want = 303, .keep = "c"},
	{"cancelled", .as = FEDERATION, .post = "/alert_period/{c}/do/cancel", .form = "reason=取消", .want = 303},
	{"a fourth, by those right below", .as = FEDERATION, .post = "/labour/periods", .form = "title=丙&since=2024-03-13&until=2024-03-20&reach=1", .want = 303, .keep = "e"},
	{"declared", .as = FEDERATION, .post = "/alert_period/{e}/do/declare", .want = 303},
	{"each of them stands right below", .sql = "select count(*) || ' ' || min(u.parent) || ' ' || max(u.parent) from zero_report z join unit u on u.id = z.unit where z.title = '丙'", .is = "8 1 1"},
	{"the plant declares one itself", .as = CADRE, .post = "/labour/periods", .form = "title=厂庆&since=2024-03-13&until=2024-03-20&reach=2", .want = 303, .keep = "g"},
	{"below it there are only branches: nobody would report", .as = CADRE, .post = "/alert_period/{g}/do/declare", .want = 409, .sees = "改成分工会也报"},
	{"so they do", .as = CADRE, .post = "/labour/periods/{g}", .form = "title=厂庆&since=2024-03-13&until=2024-03-20&reach=1&_version=1", .want = 303},
	{"declared", .as = CADRE, .post = "/alert_period/{g}/do/declare", .want = 303},
	{"two branches", .sql = "select count(*) || ' ' || min(u.kind) from zero_report z join unit u on u.id = z.unit where z.title = '厂庆'", .is = "2 4"},
};

int main(void)
{
	return scenario("labour risks", steps, sizeof(steps) / sizeof(steps[0]));
}
