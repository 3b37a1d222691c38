/* Committees of many unions from a workbook: wrong rows named, the one before succeeded, taken back whole. */
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define HEADS "委员会,第几届,任期,届期起,选举形式,核定席位,席位说明,批复文号,所属工会\n"
#define PORT "工会委员会,4,五年,2021-05-10,会员代表大会,15,样例,,临江港务集团工会\n"
#define PLANT "经费审查委员会,3,三年,2022-03-01,会员大会,3,,,临江发电有限公司工会\n"
#define WOMEN(no, since) "女职工委员会," no ",五年," since ",会员代表大会,5,样例,,临江港务集团工会\n"

static const struct step steps[] = {
	{"the list leads to the import", .as = FEDERATION, .get = "/committees", .want = 200, .sees = "/lists/committees/import"},
	{"a worker does not import", .as = WORKER, .get = "/lists/committees/import", .want = 403},
	{"the form", .as = FEDERATION, .get = "/lists/committees/import", .want = 200, .sees = "委员会"},
	{"the template", .as = FEDERATION, .get = "/lists/committees/template", .want = 200, .sees = "PK"},
	{"six rows are read", .as = FEDERATION, .post = "/lists/committees/import",
	 .file = "file=届次.csv=" HEADS PORT PLANT
		 "工会委员会,4,三年,2021-05-10,会员代表大会,15,样例,,临江市总工会\n"
		 "工会委员会,1,五年,2030-01-01,会员大会,7,样例,,临江市第一人民医院工会\n"
		 "理事会,1,五年,2021-01-01,会员大会,7,样例,,临江市第一人民医院工会\n"
		 "工会委员会,1,五年,2021-01-01,会员大会,7,样例,,没有的工会\n", .want = 303, .keep = "b"},
	{"nothing is written yet", .sql = "select count(*) from committee", .is = "0"},
	{"two are good", .as = FEDERATION, .get = "/imports/{b}", .want = 200, .sees = "导入 2 行"},
	{"a federation serves five years", .as = FEDERATION, .get = "/imports/{b}?fate=5", .want = 200, .sees = "地方总工会委员会每届任期五年"},
	{"nobody is elected in advance", .as = FEDERATION, .get = "/imports/{b}?fate=5", .want = 200, .sees = "届期起不能晚于今天"},
	{"a kind that there is not is named", .as = FEDERATION, .get = "/imports/{b}?fate=5", .want = 200, .sees = "“委员会”不能填“理事会”"},
	{"so is a union", .as = FEDERATION, .get = "/imports/{b}?fate=5", .want = 200, .sees = "没有的工会"},
	{"a row is known by its union", .as = FEDERATION, .get = "/imports/{b}", .want = 200, .sees = "临江港务集团工会", .sees_not = "未命名"},
	{"the good ones are imported", .as = FEDERATION, .post = "/imports/{b}/apply", .want = 303},
	{"with the name and the last day that follow", .sql = "select name || ' ' || until from committee where unit = 11", .is = "第四届工会委员会 20582"},
	{"the radar has it", .as = FEDERATION, .get = "/terms?within=all&kind=1", .want = 200, .sees = "2026年5月9日"},
	{"it counts", .sql = "select sum(n) from counter_delta where measure = 'committee.in_term' and unit = 1", .is = "1"},
	{"nobody is the chair yet", .sql = "select vacant_since from committee where unit = 11", .is = "18757"},
	{"the meeting that elected it is known", .sql = "select unrecorded from assembly where unit = 11", .is = "1"},
	{"on its day it is over", .now = "2025-03-02", .settle = 1, .sql = "select state from committee where unit = 10", .is = "2"},
	/* the next term */
	{"the same file again is wrong", .as = FEDERATION, .post = "/lists/committees/import", .file = "file=届次.csv=" HEADS PORT, .want = 303, .keep = "again"},
	{"as it says", .as = FEDERATION, .get = "/imports/{again}?fate=5", .want = 200, .sees = "已登记了同一天或更晚开始的一届"},
	{"a term before its time wants a reply", .as = FEDERATION, .post = "/lists/committees/import",
	 .file = "file=新届.csv=" HEADS "工会委员会,5,五年,2025-03-01,会员代表大会,15,样例,,临江港务集团工会\n", .want = 303, .keep = "early"},
	{"as it says", .as = FEDERATION, .get = "/imports/{early}?fate=5", .want = 200, .sees = "提前换届要有上级工会批准"},
	{"with its number", .as = FEDERATION, .post = "/lists/committees/import",
	 .file = "file=新届.csv=" HEADS "工会委员会,5,五年,2025-03-01,会员代表大会,15,样例,样临工组〔2025〕2号,临江港务集团工会\n", .want = 303, .keep = "n"},
	{"it is entered", .as = FEDERATION, .post = "/imports/{n}/apply", .want = 303},
	{"and follows", .sql = "select state || ' ' || ended_on from committee where unit = 11 order by since", .is = "3 20148 1 0"},
	/* changes by number */
	{"its number", .sql = "select id from committee where unit = 11 and state = 1", .keep = "c"},
	{"days are not changed by a file", .as = FEDERATION, .post = "/lists/committees/import", .file = "file=改.csv=编号（勿改）,届期起\n{c},2025-02-01\n", .want = 303, .keep = "d"},
	{"as it says", .as = FEDERATION, .get = "/imports/{d}?fate=5", .want = 200, .sees = "不从文件修改"},
	{"a number is", .as = FEDERATION, .post = "/lists/committees/import", .file = "file=改.csv=编号（勿改）,批复文号\n{c},样临工组〔2025〕3号\n", .want = 303, .keep = "m"},
	{"and written", .as = FEDERATION, .post = "/imports/{m}/apply", .want = 303},
	{"there", .sql = "select approval from committee where id = {c}", .is = "样临工组〔2025〕3号"},
	{"another union's cadre enters nothing there", .as = CADRE, .post = "/lists/committees/import", .file = "file=他.csv=" HEADS "女职工委员会,4,五年,2025-02-01,会员代表大会,5,样例,,临江港务集团工会\n", .want = 303, .keep = "o"},
	{"as it says", .as = CADRE, .get = "/imports/{o}?fate=5", .want = 200, .sees = "你不能在那里登记"},
	/* taken back */
	{"a mistake", .as = CADRE, .post = "/lists/committees/import", .file = "file=误.csv=" HEADS "经费审查委员会,4,三年,2025-03-01,会员大会,3,,,临江发电有限公司工会\n", .want = 303, .keep = "e"},
	{"in", .as = CADRE, .post = "/imports/{e}/apply", .want = 303},
	{"it follows", .sql = "select state from committee where unit = 10 order by since", .is = "3 1"},
	{"and out", .as = CADRE, .post = "/imports/{e}/undo", .want = 303},
	{"the one before is back, and over", .settle = 1, .sql = "select state from committee where unit = 10 order by since", .is = "2 4"},
	/* two terms of one union in a file, after one that was over when it came */
	{"an old term", .as = FEDERATION, .post = "/lists/committees/import", .file = "file=旧.csv=" HEADS WOMEN("1", "2010-05-10"), .want = 303, .keep = "w"},
	{"is entered", .as = FEDERATION, .post = "/imports/{w}/apply", .want = 303},
	{"and over", .settle = 1, .sql = "select state from committee where unit = 11 and kind = 4", .is = "2"},
	{"two that followed", .as = FEDERATION, .post = "/lists/committees/import",
	 .file = "file=续.csv=" HEADS WOMEN("2", "2015-05-10") WOMEN("3", "2020-05-10"), .want = 303, .keep = "x"},
	{"are entered", .as = FEDERATION, .post = "/imports/{x}/apply", .want = 303},
	{"each ends the one before", .settle = 1, .sql = "select state from committee where unit = 11 and kind = 4 order by since", .is = "3 3 1"},
	{"they are taken back", .as = FEDERATION, .post = "/imports/{x}/undo", .want = 303},
	{"both of them", .as = FEDERATION, .get = "/imports/{x}", .want = 200, .sees = "已撤销", .sees_not = "保持原样"},
	{"the one before is back as it was", .settle = 1, .sql = "select state || ' ' || ended_on || ' ' || vacant_since from committee where unit = 11 and kind = 4 order by since",
	 .is = "2 0 14739 4 0 0 4 0 0"},
	{"and the only term", .sql = "select count(*) from term where unit = 11 and kind = 4", .is = "1"},
	{"what time and others did to it holds it not", .as = FEDERATION, .post = "/imports/{w}/undo", .want = 303},
	{"none is left", .settle = 1, .sql = "select count(*) from committee where unit = 11 and kind = 4 and state <> 4", .is = "0"},
	/* what people entered since stays */
	{"two terms again", .as = FEDERATION, .post = "/lists/committees/import",
	 .file = "file=再.csv=" HEADS WOMEN("1", "2018-05-10") WOMEN("2", "2023-05-10"), .want = 303, .keep = "y"},
	{"are entered", .as = FEDERATION, .post = "/imports/{y}/apply", .want = 303},
	{"the later one", .sql = "select id from committee where unit = 11 and kind = 4 and state = 1", .keep = "l"},
	{"somebody there", .sql = "select min(id) from person where unit = 11 and state = 1", .keep = "q"},
	{"becomes its chair", .as = FEDERATION, .post = "/committees/{l}/seats", .form = "person={q}&post=1&how=1", .want = 303},
	{"they are to be taken back", .as = FEDERATION, .post = "/imports/{y}/undo", .want = 303},
	{"it says why not", .as = FEDERATION, .get = "/imports/{y}", .want = 200, .sees = "导入以后登记了委员，保持原样"},
	{"both stay", .settle = 1, .sql = "select state from committee where unit = 11 and kind = 4 and state <> 4 order by since", .is = "3 1"},
	{"what was written by hand", .as = FEDERATION, .post = "/lists/committees/import", .file = "file=误.csv=" HEADS "经费审查委员会,1,五年,2022-05-10,会员代表大会,5,样例,,临江港务集团工会\n", .want = 303, .keep = "z"},
	{"after the import", .as = FEDERATION, .post = "/imports/{z}/apply", .want = 303},
	{"its number", .sql = "select id from committee where unit = 11 and kind = 3", .keep = "h"},
	{"by another import", .as = FEDERATION, .post = "/lists/committees/import", .file = "file=改.csv=编号（勿改）,批复文号\n{h},样临工组〔2022〕9号\n", .want = 303, .keep = "zz"},
	{"written", .as = FEDERATION, .post = "/imports/{zz}/apply", .want = 303, .sql = "select version from committee where id = {h}", .is = "2"},
	{"holds it", .as = FEDERATION, .post = "/imports/{z}/undo", .want = 303, .sql = "select state from committee where id = {h}", .is = "1"},
	{"as it says", .as = FEDERATION, .get = "/imports/{z}", .want = 200, .sees = "导入以后又改动过，保持原样"},
};

int main(void)
{
	return scenario("committee import", steps, sizeof(steps) / sizeof(steps[0]));
}
