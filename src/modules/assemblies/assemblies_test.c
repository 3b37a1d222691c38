/* General meetings: one a year, asked for by a third of the members, and the one that elected the committee. */
#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/writer.h"
#include "modules/members/test_members.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define MEETING "title=样例第三届第二次会员大会&form=1&place=礼堂&items=审议工作报告"
#define THIRD "kind=1&term_no=3&years=3&since=2023-03-31&elected_by=1&seats=3"

/* Six members: two are a third. */
static void members(struct app *app)
{
	static const int64_t ids[] = {1003, 1004, 1005, 1006, 1007, 1008};
	test_members(app, ids, sizeof(ids) / sizeof(ids[0]));
}

static const struct step steps[] = {
	{"the empty list says what to do", .as = CHAIR, .get = "/assemblies", .want = 200, .sees = "每年至少召开一次"},
	{"a worker does not look at the list", .as = WORKER, .get = "/assemblies", .want = 403},
	{"the form", .as = CADRE, .get = "/assemblies/new", .want = 200, .sees = "提议的会员人数"},
	{"a worker does not call one", .as = WORKER, .post = "/assemblies", .form = MEETING "&cause=1&held_on=2024-03-01", .want = 403},
	{"a federation has its congress", .as = FEDERATION, .post = "/assemblies", .form = MEETING "&cause=1&held_on=2024-03-01", .want = 422, .sees = "地方总工会按届召开代表大会"},
	/* the meeting that elected the committee */
	{"a committee that the general meeting elected", .as = CADRE, .post = "/units/10/committees", .form = THIRD, .want = 303, .keep = "c"},
	{"brings that meeting, of which the next is due in a year", .sql = "select title || ' ' || held_on || ' ' || next_by from assembly", .is = "选举第三届工会委员会的大会 19447 19813"},
	{"nothing is late", .as = FEDERATION, .get = "/terms?within=overdue", .want = 200, .sees = "这个范围里没有届期"},
	{"a year from the last of March ends on it", .now = "2024-04-30", .as = CHAIR, .get = "/terms?within=overdue&kind=14", .want = 200, .sees = "2024年3月31日"},
	{"thirty days late", .as = FEDERATION, .get = "/terms?within=overdue", .want = 200, .sees = "逾期 30 天"},
	{"the union's page says so, with the article", .as = CHAIR, .get = "/units/10/committees", .want = 200, .sees = "会员（代表）大会应在2024年3月31日前召开，逾期 30 天"},
	{"the federation counts one union", .settle = 1, .sql = "select n from counter where measure = 'assembly.overdue' and unit = 1 and grain = 2 and at = 2024", .is = "1"},
	{"union and federation are told once", .sql = "select count(*) from message where title = '会员大会超期未开' and person in (1003, 1004)", .is = "2"},
	{"what came with the committee is changed there", .sql = "select id from assembly", .keep = "e"},
	{"not here", .as = CADRE, .post = "/assembly/{e}/do/reopen", .form = "reason=改", .want = 409, .sees = "随委员会登记"},
	{"the committee's first day was wrong", .as = CADRE, .post = "/committees/{c}", .form = "kind=1&term_no=3&years=3&since=2023-04-29&elected_by=1&seats=3", .want = 303},
	{"so was the meeting's", .sql = "select next_by from assembly", .is = "19842"},
	{"entered by mistake", .as = CADRE, .post = "/committee/{c}/do/void", .form = "reason=误登", .want = 303},
	{"nothing is late", .as = FEDERATION, .get = "/terms?within=overdue", .want = 200, .sees = "这个范围里没有届期"},
	{"and nothing counts", .settle = 1, .sql = "select n from counter where measure = 'assembly.overdue' and unit = 1 and grain = 2 and at = 2024", .is = "0"},
	{"no mistake", .as = CADRE, .post = "/committee/{c}/do/restore", .form = "reason=无误", .want = 303},
	{"late again", .as = FEDERATION, .get = "/terms?within=overdue&kind=14", .want = 200, .sees = "逾期 1 天"},
	/* asked for by members */
	{"who asked is counted", .as = CADRE, .post = "/assemblies", .form = MEETING "&cause=3&held_on=2024-04-30", .want = 422, .sees = "请填写提议的会员人数"},
	{"one of six is no third", .as = CADRE, .post = "/assemblies", .form = MEETING "&cause=3&petition=1&held_on=2024-04-30", .want = 422,
	 .sees = "现有在籍会员 6 人，提议的至少 2 人，现在 1 人（《工会法》第十七条）"},
	{"what was typed stays", .as = CADRE, .post = "/assemblies", .form = MEETING "&cause=3&petition=1&held_on=2024-04-30", .want = 422, .sees = "value=\"样例第三届第二次会员大会\""},
	{"two are", .as = CADRE, .post = "/assemblies", .form = MEETING "&cause=3&petition=2&held_on=2024-05-05", .want = 303, .keep = "a"},
	{"every member reads it", .as = WORKER, .get = "/assemblies/{a}", .want = 200, .sees = "三分之一以上会员提议"},
	{"nobody of another union", .as = OTHER_CHAIR, .get = "/assemblies/{a}", .want = 403},
	{"not before its day", .as = CADRE, .post = "/assembly/{a}/do/hold", .want = 409, .sees = "还没有到开会的日期"},
	{"its form", .now = "2024-05-05", .as = CADRE, .get = "/assemblies/{a}/edit", .want = 200},
	{"not before who came is written", .as = CADRE, .post = "/assembly/{a}/do/hold", .want = 409, .sees = "应到和实到"},
	{"more than all cannot come", .as = CADRE, .post = "/assemblies/{a}", .form = MEETING "&cause=3&petition=2&held_on=2024-05-05&entitled=6&present=7&_version=1", .want = 422, .sees = "实到不能多于应到"},
	{"three of six came", .as = CADRE, .post = "/assemblies/{a}", .form = MEETING "&cause=3&petition=2&held_on=2024-05-05&entitled=6&present=3&_version=1", .want = 303},
	{"which is less than two thirds", .as = CADRE, .post = "/assembly/{a}/do/hold", .want = 409, .sees = "不足三分之二（《基层工会会员代表大会条例》（总工发〔2019〕6号），条号未核，未核实）"},
	{"four are two thirds", .as = CADRE, .post = "/assemblies/{a}", .form = MEETING "&cause=3&petition=2&held_on=2024-05-05&entitled=6&present=4&_version=2", .want = 303},
	{"a resolution is wanted", .as = CADRE, .post = "/assembly/{a}/do/hold", .want = 409, .sees = "决议"},
	{"a signed one", .as = CADRE, .post = "/assemblies/{a}/files", .file = "file=决议.txt=通过", .want = 303},
	{"is enough", .as = CADRE, .post = "/assembly/{a}/do/hold", .want = 303},
	{"the next is due in a year", .sql = "select next_by from assembly where id = {a}", .is = "20213"},
	{"nothing is late any more", .as = FEDERATION, .get = "/terms?within=overdue", .want = 200, .sees = "这个范围里没有届期"},
	{"on the day before it was", .as = FEDERATION, .get = "/terms?within=overdue&on=2024-05-04", .want = 200, .sees = "逾期 5 天"},
	{"one of the union is the last", .sql = "select state from assembly order by held_on", .is = "3 2"},
	{"no paper is added afterwards", .as = CADRE, .post = "/assemblies/{a}/files", .file = "file=b.txt=b", .want = 409},
	{"two were held", .settle = 1, .sql = "select sum(n) from counter where measure = 'assembly.held' and unit = 1 and grain = 1", .is = "2"},
	/* the way back */
	{"entered wrongly", .as = CADRE, .post = "/assembly/{a}/do/reopen", .form = "reason=实到有误", .want = 303},
	{"the one before is the last again, and late", .as = FEDERATION, .get = "/terms?within=overdue&kind=14", .want = 200, .sees = "逾期 6 天"},
	{"entered again", .as = CADRE, .post = "/assembly/{a}/do/hold", .want = 303},
	{"an earlier one is entered afterwards", .as = CADRE, .post = "/assemblies", .form = "title=样例上年大会&form=1&place=礼堂&items=报告&cause=2&held_on=2023-12-20&entitled=6&present=6&decisions=通过", .want = 303, .keep = "b"},
	{"held", .as = CADRE, .post = "/assembly/{b}/do/hold", .want = 303},
	{"does not become the last", .sql = "select state from assembly order by held_on", .is = "3 3 2"},
	{"it is taken back", .as = CADRE, .post = "/assembly/{b}/do/reopen", .form = "reason=不是大会", .want = 303},
	{"and cancelled", .as = CADRE, .post = "/assembly/{b}/do/cancel", .form = "reason=不是大会", .want = 303},
	{"resumed", .as = CADRE, .post = "/assembly/{b}/do/resume", .form = "reason=是大会", .want = 303},
	{"a month before the next the union is told", .now = "2025-04-05", .settle = 1, .sql = "select count(*) from message where title = '该召开会员大会了' and person in (1003, 1004)", .is = "2"},
	/* committees that were there before meetings were kept */
	{"as if it had been entered before", .sql = "delete from assembly"},
	{"and its terms", .sql = "delete from term where record = 'assembly'"},
	{"from the beginning", .sql = "delete from setting where name = 'assemblies.reached'"},
	{"the regular work finds its meeting", .now = "2025-05-06", .settle = 1, .sql = "select held_on from assembly", .is = "19476"},
	{"a year is over: what was held since is not known", .sql = "select unrecorded || ' ' || next_by from assembly", .is = "1 20579"},
	{"nobody is called late", .as = FEDERATION, .get = "/terms?within=overdue", .want = 200, .sees = "这个范围里没有届期"},
	{"the union is asked to enter them", .as = CHAIR, .get = "/units/10/committees", .want = 200, .sees = "换届以后各年的会员（代表）大会还没有登记"},
	{"the list tells which", .as = CHAIR, .get = "/assemblies?state=2&unrecorded=1", .want = 200, .sees = "选举第三届工会委员会的大会"},
	{"its first entry", .as = CADRE, .post = "/assemblies", .form = "title=样例上年大会&form=1&cause=1&place=礼堂&items=报告&held_on=2024-04-20&entitled=6&present=6&decisions=通过", .want = 303, .keep = "f"},
	{"is held", .as = CADRE, .post = "/assembly/{f}/do/hold", .want = 303},
	{"from it on the year counts", .as = FEDERATION, .get = "/terms?within=overdue", .want = 200, .sees = "逾期 16 天"},
	{"and nothing is unknown", .as = CHAIR, .get = "/assemblies?state=2&unrecorded=1", .want = 200, .sees_not = "选举第三届工会委员会的大会"},
};

int main(void)
{
	return scenario_with("assemblies", members, steps, sizeof(steps) / sizeof(steps[0]));
}
