/* Many units at once: lines from a table, a level below them in the same go, all of them or none. */
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CADRE "13800000004"
#define CHAIR "13800000003"
#define WORKER "13800000007"

#define AT "/units/1/several"

static const struct step steps[] = {
	{"the register leads there", .as = FEDERATION, .get = "/units", .want = 200, .sees = AT},
	{"not for a worker", .as = WORKER, .get = AT, .want = 403},
	{"nor for the chair of a union below", .as = CHAIR, .get = AT, .want = 403},
	{"who has his own", .as = CHAIR, .get = "/units/10/several", .want = 200, .sees = "建在“临江发电有限公司工会”下面"},
	{"nothing typed is told", .as = FEDERATION, .post = AT, .form = "lines=", .want = 422, .sees = "请每行写一个单位"},
	{"an unknown kind names the line", .as = FEDERATION, .post = AT, .form = "lines=样例甲厂工会，基层工会，JC01，，2019-05-08，样工组〔2019〕12号\n样例乙厂工会，公司，YC01", .want = 422, .sees = "第 2 行：类别“公司”不认识"},
	{"what was typed stays", .as = FEDERATION, .post = AT, .form = "lines=样例甲厂工会，公司，JC01", .want = 422, .sees = "样例甲厂工会，公司，JC01</textarea>"},
	{"and no line is made", .sql = "select count(*) from unit where name like '样例%厂工会'", .is = "0"},
	{"a team under a federation", .as = FEDERATION, .post = AT, .form = "lines=样例一班，班组，", .want = 422, .sees = "班组不能设在“临江市总工会”（总工会）下面"},
	{"another's code", .as = FEDERATION, .post = AT, .form = "lines=样例甲厂工会，基层工会，LJ01", .want = 422, .sees = "第 1 行：单位代码“LJ01”已被别的单位使用"},
	{"the same code twice", .as = FEDERATION, .post = AT, .form = "lines=样例甲厂工会，基层工会，JC01，，2019-05-08，样工组〔2019〕12号\n样例乙厂工会，基层工会，JC01，，2019-05-08，样工组〔2019〕12号", .want = 422, .sees = "第 2 行：单位代码“JC01”已被"},
	{"the same name twice", .as = FEDERATION, .post = AT, .form = "lines=样例甲厂工会，基层工会，，，2019-05-08，样工组〔2019〕12号\n样例甲厂工会，基层工会，", .want = 422, .sees = "第 2 行：“临江市总工会”下面已有“样例甲厂工会”"},
	{"a name that is there already", .as = FEDERATION, .post = AT, .form = "lines=临江发电有限公司工会，直属工会，", .want = 422, .sees = "下面已有"},
	{"an upper unit that is not there", .as = FEDERATION, .post = AT, .form = "lines=样例分会，分工会，，样例丙厂工会", .want = 422, .sees = "没有找到上级“样例丙厂工会”"},
	{"an upper unit that two lines before made", .as = FEDERATION, .post = AT,
	 .form = "lines=样例戊厂工会，基层工会，，，2019-05-08，样工组〔2019〕12号\n样例己厂工会，基层工会，，，2019-05-08，样工组〔2019〕12号\n样例车间分会，分工会，，样例戊厂工会\n样例车间分会，分工会，，样例己厂工会\n样例甲班，班组，，样例车间分会",
	 .want = 422, .sees = "第 5 行：叫“样例车间分会”的单位不止一个"},
	{"one that was there and one made before", .as = FEDERATION, .post = AT,
	 .form = "lines=样例戊厂工会，基层工会，，，2019-05-08，样工组〔2019〕12号\n临江港务集团工会，分工会，，样例戊厂工会\n样例甲班，班组，，临江港务集团工会",
	 .want = 422, .sees = "第 3 行：叫“临江港务集团工会”的单位不止一个"},
	{"the page's own and one made before", .as = CHAIR, .post = "/units/10/several",
	 .form = "lines=样例新分会，分工会，\n临江发电有限公司工会，车间，，样例新分会\n样例甲班，班组，，临江发电有限公司工会", .want = 422, .sees = "第 3 行：叫“临江发电有限公司工会”的单位不止一个"},
	{"none of them is made", .sql = "select count(*) from unit where name in ('样例戊厂工会', '样例车间分会', '样例新分会', '样例甲班')", .is = "0"},
	{"one line before that has the name alone is meant", .as = CHAIR, .post = "/units/10/several", .form = "lines=样例新分会，分工会，\n样例甲班，班组，，样例新分会", .want = 303},
	{"and above it", .sql = "select u.name from unit t join unit u on u.id = t.parent where t.name = '样例甲班'", .is = "样例新分会"},
	{"a union without what founded it", .as = FEDERATION, .post = AT, .form = "lines=样例甲厂工会，基层工会，JC01", .want = 422, .sees = "第五列建会日期、第六列批准文号"},
	{"a day that is none", .as = FEDERATION, .post = AT, .form = "lines=样例甲厂工会，基层工会，JC01，，去年，样工组〔2019〕12号", .want = 422, .sees = "建会日期“去年”不是日期"},
	{"a new one is founded on its card", .as = FEDERATION, .now = "2024-03-01", .post = AT, .form = "lines=样例甲厂工会，基层工会，JC01，，2024-02-28，样工组〔2024〕2号", .want = 422,
	 .sees = "建会不满 30 天的是新工会"},
	{"the day before it is old enough", .as = FEDERATION, .post = AT, .form = "lines=样例甲厂工会，基层工会，JC01，，2024-02-01，样工组〔2024〕2号", .want = 422, .sees = "建会不满 30 天"},
	{"a cadre approves no union", .as = CADRE, .post = "/units/10/several", .form = "lines=样例甲厂工会，基层工会，JC01，，2019-05-08，样工组〔2019〕12号", .want = 422, .sees = "有批准建会权限的负责人"},
	{"and none was made", .sql = "select count(*) from union_card", .is = "0"},
	{"two levels, pasted from a table with its heads", .as = FEDERATION, .post = AT,
	 .form = "lines=单位名称\t类别\t单位代码\t上级\r\n样例甲厂工会\t基层工会\tJC01\t\t2019-05-08\t样工组〔2019〕12号\r\n\r\n样例甲厂一车间分会\t分工会\t\t样例甲厂工会\r\n样例检修班\t班组\t\t样例甲厂一车间分会\r\n样例港区二班\t班组\t\t临江港务集团工会\r\n", .want = 303, .to = "/units/1"},
	{"four of them", .sql = "select count(*) from unit where name like '样例甲厂%' or name in ('样例检修班', '样例港区二班')", .is = "4"},
	{"each in its place", .sql = "select u.name from unit t join unit u on u.id = t.parent where t.name = '样例检修班'", .is = "样例甲厂一车间分会"},
	{"also under one that was there", .sql = "select parent from unit where name = '样例港区二班'", .is = "11"},
	{"with the history of its parents", .sql = "select count(*) from unit_parent p join unit u on u.id = p.unit where u.name = '样例检修班'", .is = "1"},
	{"and an event each", .sql = "select count(*) from event e join unit u on u.id = e.row_id where e.record = 'unit' and e.verb = 'create' and u.name like '样例甲厂%'", .is = "2"},
	{"the union came with its card", .sql = "select count(*) from union_card c join unit u on u.id = c.org where u.name = '样例甲厂工会' and c.unit = u.id and c.state = 3 and c.employer = '样例甲厂' and c.approval = '样工组〔2019〕12号'", .is = "1"},
	{"founded when it was", .sql = "select founded_on from union_card where name = '样例甲厂工会'", .is = "18024"},
	{"the branch without one", .sql = "select count(*) from union_card where name like '%分会'", .is = "0"},
	{"and is counted", .sql = "select sum(n) from counter_delta where measure = 'union.founded' and unit = 1", .is = "1"},
	{"a wrong entry is taken back within a day", .sql = "select id from union_card where name = '样例甲厂工会'", .keep = "c"},
	{"not by the union itself", .as = CHAIR, .post = "/union_card/{c}/do/take_back", .form = "reason=试", .want = 403},
	{"with a reason", .as = FEDERATION, .post = "/union_card/{c}/do/take_back", .want = 422},
	{"too late the day after", .as = FEDERATION, .now = "2024-03-03", .post = "/union_card/{c}/do/take_back", .form = "reason=名称写错", .want = 409, .sees = "补登满一天"},
	{"in time", .as = FEDERATION, .now = "2024-03-01", .post = "/union_card/{c}/do/take_back", .form = "reason=名称写错", .want = 303},
	{"no card holds the unit any more", .sql = "select count(*) from union_card where org <> 0 and name = '样例甲厂工会'", .is = "0"},
	{"one that is older than 1970", .as = FEDERATION, .post = AT, .form = "lines=样例老厂工会，基层工会，LC01，，1950-05-01，样工组〔1950〕1号", .want = 303, .sql = "select founded_on from union_card where name = '样例老厂工会'", .is = "-7185"},
	{"its card", .sql = "select id from union_card where name = '样例老厂工会'", .keep = "o"},
	{"up to a day after", .as = FEDERATION, .get = "/unions?founded_on_to=2000-12-31", .want = 200, .sees = "/unions/{o}"},
	{"within days before 1970", .as = FEDERATION, .get = "/unions?founded_on_from=1950-01-01&founded_on_to=1965-12-31", .want = 200, .sees = "/unions/{o}"},
	{"on its very day", .as = FEDERATION, .get = "/unions?founded_on_from=1950-05-01&founded_on_to=1950-05-01", .want = 200, .sees = "/unions/{o}"},
	{"from before it", .as = FEDERATION, .get = "/unions?founded_on_from=1949-10-01", .want = 200, .sees = "/unions/{o}"},
	{"not from the day after", .as = FEDERATION, .get = "/unions?founded_on_from=1950-05-02&founded_on_to=1965-12-31", .want = 200, .sees_not = "/unions/{o}"},
	{"nor up to the day before", .as = FEDERATION, .get = "/unions?founded_on_to=1950-04-30", .want = 200, .sees_not = "/unions/{o}"},
	{"one whose day is not known is in no span", .sql = "update union_card set founded_on = 0 where name = '样例老厂工会' returning founded_on", .is = "0"},
	{"so", .as = FEDERATION, .get = "/unions?founded_on_to=2000-12-31", .want = 200, .sees_not = "/unions/{o}"},
	{"found by pinyin", .as = FEDERATION, .get = "/units?q=yljc", .want = 200, .sees = "样例甲厂工会"},
	{"a file is shown first", .as = FEDERATION, .post = AT, .file = "file=单位.csv=名称,类别,代码\n样例丁厂工会,基层工会,DC01\n", .want = 200, .sees = "样例丁厂工会\t基层工会\tDC01"},
	{"and makes nothing yet", .sql = "select count(*) from unit where name = '样例丁厂工会'", .is = "0"},
	{"then it is made", .as = FEDERATION, .post = AT, .form = "lines=名称\t类别\t代码\n样例丁厂工会\t基层工会\tDC01\t\t2020年3月1日\t样工组〔2020〕3号\n", .want = 303},
	{"one that is no table is told", .as = FEDERATION, .post = AT, .file = "file=坏.xlsx=PK\003\004 nothing", .want = 422, .sees = "<p class=\"err\" id=\"h-file\">"},
};

int main(void)
{
	return scenario("units-several", steps, sizeof(steps) / sizeof(steps[0]));
}
