#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CITY_CHAIR "13800000002"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"

#define AUDIT "kind=3&term_no=3&years=3&elected_by=2&seats=3"
#define THIRD "kind=1&term_no=3&years=3&since=2021-03-11&elected_by=2&seats=3&approval=临工复〔2021〕8号"

#define AGREED                                                                                                             \
	{"a meeting of the committee", .as = CADRE, .post = "/meetings", .form = "committee={c}&held_on=2024-03-01&place=三楼", .want = 303, .keep = "mt"}, \
	{"with it on the agenda", .as = CADRE, .post = "/meetings/{mt}/matters", .form = "seat{chair}=1", .want = 303},                                    \
	{"the item", .sql = "select id from meeting_item where meeting = {mt}", .keep = "it"},                                                            \
	{"all come", .as = CADRE, .post = "/meetings/{mt}/hold", .form = "here1003=1&here1006=1&here1005=1", .want = 303},                                \
	{"and agree", .as = CADRE, .post = "/meeting-items/{it}/decide", .form = "yes=2&against=0&abstained=1&words=同意调动。", .want = 303}

static const struct step steps[] = {
	{"a union without organs is told what is missing", .as = CHAIR, .get = "/units/10/committees", .want = 200, .sees = "还没有登记委员会"},
	{"a worker sees it too, without buttons", .as = WORKER, .get = "/units/10/committees", .want = 200, .sees = "没有登记工会委员会或负责人", .sees_not = "登记一届委员会"},
	{"the chair of another union does not", .as = OTHER_CHAIR, .get = "/units/10/committees", .want = 403},
	{"a team leads to its union", .as = CHAIR, .get = "/units/105/committees", .want = 303, .to = "/units/101/committees"},
	{"the list is empty", .as = CHAIR, .get = "/committees", .want = 200, .sees = "还没有登记委员会"},
	{"so is the radar", .as = CHAIR, .get = "/terms", .want = 200, .sees = "这个范围里没有届期"},
	{"the form", .as = CADRE, .get = "/units/10/committees/new", .want = 200, .sees = "核定席位"},
	{"a worker may not enter one", .as = WORKER, .post = "/units/10/committees", .form = THIRD, .want = 403},
	/* entering */
	{"a term of four years is none", .as = CADRE, .post = "/units/10/committees", .form = "kind=1&term_no=3&years=4&since=2021-03-11&elected_by=2&seats=3", .want = 422, .sees = "任期"},
	{"a day to come is refused", .as = CADRE, .post = "/units/10/committees", .form = "kind=1&term_no=3&years=3&since=2024-03-11&elected_by=2&seats=3", .want = 422, .sees = "届期起不能晚于今天"},
	{"a federation's term has five years", .as = CITY_CHAIR, .post = "/units/1/committees", .form = "kind=1&term_no=9&years=3&since=2022-03-11&elected_by=2&seats=31", .want = 422, .sees = "每届任期五年"},
	{"a cadre enters the third term", .as = CADRE, .post = "/units/10/committees", .form = THIRD, .want = 303, .keep = "c"},
	{"its name is made", .as = CADRE, .get = "/committees/{c}", .want = 200, .sees = "第三届工会委员会"},
	{"three years end the day before", .as = WORKER, .get = "/committees/{c}", .want = 200, .sees = "2021年3月11日 至 2024年3月10日"},
	{"it is in term", .sql = "select sum(n) from counter_delta where measure = 'committee.in_term' and unit = 1", .is = "1"},
	{"the same term twice is refused", .as = CADRE, .post = "/units/10/committees", .form = THIRD, .want = 422, .sees = "已登记了同一天"},
	{"audit is missing", .as = CHAIR, .get = "/units/10/committees", .want = 200, .sees = "没有经费审查委员会"},
	/* seats */
	{"people are found by initials", .as = CADRE, .get = "/committees/{c}?q=yllw", .want = 200, .sees = "value=\"1003\""},
	{"not those of another union", .as = CADRE, .get = "/committees/{c}?q=吴港", .want = 200, .sees = "没有找到"},
	{"nor by their number", .as = CADRE, .post = "/committees/{c}/seats", .form = "person=1012&post=1&how=1", .want = 422, .sees = "在册人员里选"},
	{"the chair", .as = CADRE, .post = "/committees/{c}/seats", .form = "person=1003&post=1&how=1&full_time=1", .want = 303},
	{"stands in the list", .as = CHAIR, .get = "/committees", .want = 200, .sees = "样例李卫"},
	{"one chair only", .as = CADRE, .post = "/committees/{c}/seats", .form = "person=1004&post=1&how=1", .want = 422, .sees = "已有主席"},
	{"nobody twice", .as = CADRE, .post = "/committees/{c}/seats", .form = "person=1003&post=4&how=1", .want = 422, .sees = "已在这届委员会里"},
	{"not before the term", .as = CADRE, .post = "/committees/{c}/seats", .form = "q=沈洁&person=1004&post=4&how=2&since=2020-01-01", .want = 422, .sees = "value=\"2020-01-01\""},
	{"a member from a by-election", .as = CADRE, .post = "/committees/{c}/seats", .form = "person=1004&post=4&how=2&since=2022-05-01", .want = 303},
	{"and a third", .as = CADRE, .post = "/committees/{c}/seats", .form = "person=1006&post=2&how=1", .want = 303},
	{"three seats are three", .as = CADRE, .post = "/committees/{c}/seats", .form = "person=1007&post=4&how=1", .want = 422, .sees = "3 个席位已满"},
	{"seats cannot be fewer than people", .as = CADRE, .post = "/committees/{c}", .form = "kind=1&term_no=3&years=3&since=2021-03-11&elected_by=2&seats=1&_version=2", .want = 422, .sees = "席位不能这样少"},
	{"nor another kind", .as = CADRE, .post = "/committees/{c}", .form = "kind=3&term_no=3&years=3&since=2021-03-11&elected_by=2&seats=3&_version=2", .want = 422, .sees = "种类不能改"},
	{"the form to change it", .as = CADRE, .get = "/committees/{c}/edit", .want = 200, .sees = "_version"},
	/* leaving */
	{"seat of the member", .sql = "select id from seat where person = 1004", .keep = "member"},
	{"seat of the chair", .sql = "select id from seat where person = 1003", .keep = "chair"},
	{"seat of the vice", .sql = "select id from seat where person = 1006", .keep = "vice"},
	{"the chair does not just leave", .as = CADRE, .post = "/seat/{chair}/do/leave", .form = "reason=调动", .want = 409, .sees = "《工会法》第十八条"},
	{"a member does", .as = CADRE, .post = "/seat/{member}/do/leave", .form = "reason=调离&_back=/committees/{c}", .want = 303, .to = "/committees/{c}"},
	{"his seat lies open", .as = CHAIR, .get = "/committees/{c}", .want = 200, .sees = "空缺 1 席"},
	{"an address of a seat leads to the committee", .as = CHAIR, .get = "/seats/{member}", .want = 303, .to = "/committees/{c}"},
	{"a member needs no consent", .as = CADRE, .post = "/committees/{c}/seats", .form = "person=1005&post=4&how=2&since=2024-03-01", .want = 303},
	{"his seat", .sql = "select id from seat where person = 1005", .keep = "m5"},
	{"that he left was an error", .as = CADRE, .post = "/seat/{m5}/do/leave", .form = "reason=误登", .want = 303},
	{"and is taken back", .as = CADRE, .post = "/seat/{m5}/do/return", .form = "reason=误登", .want = 303},
	{"his seat is his", .sql = "select state || ' ' || until from seat where id = {m5}", .is = "1 0"},
	{"of whom another has the place it is not", .as = CADRE, .post = "/seat/{member}/do/return", .form = "reason=误登", .want = 409, .sees = "席位已满"},
	{"so none is asked for", .as = CADRE, .post = "/seat/{m5}/do/ask", .form = "reason=调动", .want = 409, .sees = "只有任期内"},
	{"for the chair it is", .as = CADRE, .post = "/seat/{chair}/do/ask", .form = "reason=组织调动", .want = 303},
	{"taken back", .as = CADRE, .post = "/seat/{chair}/do/recant", .form = "reason=任期未满", .want = 303},
	{"asked again", .as = CADRE, .post = "/seat/{chair}/do/ask", .form = "reason=组织调动", .want = 303},
	{"the higher union not before the committee", .as = CITY_CHAIR, .post = "/seat/{chair}/do/approve", .form = "reason=同意", .want = 409},
	{"words do not stand for the committee's decision", .as = CADRE, .post = "/seat/{chair}/do/agree", .form = "reason=2024年第1次委员会会议同意", .want = 404},
	{"the page says where it is decided", .as = CADRE, .get = "/committees/{c}", .want = 200, .sees = "列入委员会会议的议题"},
	AGREED,
	{"the union's own chair is not the higher union", .as = CHAIR, .post = "/seat/{chair}/do/approve", .form = "reason=同意", .want = 409, .sees = "要由上级工会办理"},
	{"which may refuse", .as = CITY_CHAIR, .post = "/seat/{chair}/do/refuse", .form = "reason=再议", .want = 303},
	{"asked a third time", .as = CADRE, .post = "/seat/{chair}/do/ask", .form = "reason=组织调动", .want = 303},
	AGREED,
	{"and approved above", .as = CITY_CHAIR, .post = "/seat/{chair}/do/approve", .form = "reason=临工复〔2024〕3号", .want = 303},
	{"the union alone does not put him back", .as = CADRE, .post = "/seat/{chair}/do/return", .form = "reason=误登", .want = 409, .sees = "要由上级工会办理"},
	{"the higher union does, where it was wrong", .as = CITY_CHAIR, .post = "/seat/{chair}/do/return", .form = "reason=批错一人", .want = 303},
	{"he is the chair", .sql = "select chair from committee", .is = "1003"},
	{"asked once more", .as = CADRE, .post = "/seat/{chair}/do/ask", .form = "reason=组织调动", .want = 303},
	AGREED,
	{"and approved", .as = CITY_CHAIR, .post = "/seat/{chair}/do/approve", .form = "reason=临工复〔2024〕3号", .want = 303},
	{"the chair is vacant since today", .sql = "select chair * 100000 + vacant_since from committee", .is = "19783"},
	{"within three months", .as = CHAIR, .get = "/units/10/committees", .want = 200, .sees = "应在2024年6月1日前补选"},
	{"sixteen of thirty-one are needed", .as = CADRE, .post = "/seats/{vice}/recall", .form = "seat={vice}&entitled=31&yes=15&reason=第2次会员代表大会", .want = 422, .sees = "要有 16 票，现在是 15 票（《工会法》第十八条）"},
	{"what was typed stays in its form", .as = CADRE, .post = "/seats/{vice}/recall", .form = "seat={vice}&entitled=31&yes=15&reason=第2次会员代表大会", .want = 422, .sees = "value=\"第2次会员代表大会\""},
	{"the meeting is named", .as = CADRE, .post = "/seats/{vice}/recall", .form = "seat={vice}&entitled=31&yes=16", .want = 422, .sees = "请写明哪次会议"},
	{"no more votes than people", .as = CADRE, .post = "/seats/{vice}/recall", .form = "entitled=31&yes=32&reason=x", .want = 422},
	{"with sixteen he is recalled", .as = CADRE, .post = "/seats/{vice}/recall", .form = "entitled=31&yes=16&reason=第2次会员代表大会", .want = 303},
	{"the page says how", .as = CHAIR, .get = "/committees/{c}", .want = 200, .sees = "全体 31 人，赞成 16 票"},
	{"and not put back by a click", .as = CADRE, .post = "/seat/{vice}/do/return", .form = "reason=误登", .want = 409, .sees = "罢免的，不能撤回"},
	{"nor by the higher union", .as = CITY_CHAIR, .post = "/seat/{vice}/do/return", .form = "reason=误登", .want = 409, .sees = "请按补选重新登记"},
	/* the term ends */
	{"the radar warns", .as = CHAIR, .get = "/terms?within=30", .want = 200, .sees = "9 天"},
	{"the federation sees it below", .as = FEDERATION, .get = "/terms?within=30", .want = 200, .sees = "临江发电有限公司工会"},
	{"a worker does not look", .as = WORKER, .get = "/terms", .want = 403},
	{"nor one union at another", .as = OTHER_CHAIR, .get = "/terms?unit=10", .want = 403},
	{"a unit that is not there", .as = FEDERATION, .get = "/terms?unit=99999", .want = 404},
	{"a message went out once", .settle = 1, .sql = "select count(*) from message where title = '届期将满' and person = 1003", .is = "1"},
	{"not again the next day", .now = "2024-03-02", .settle = 1, .sql = "select count(*) from message where title = '届期将满' and person = 1003", .is = "1"},
	{"the last day is still in term", .now = "2024-03-10", .settle = 1, .sql = "select state from committee", .is = "1"},
	{"the day after is not", .now = "2024-03-11", .settle = 1, .sql = "select state from committee", .is = "2"},
	{"the counter moved with it", .sql = "select n from counter where measure = 'committee.overdue' and unit = 1 and grain = 2 and at = 2024", .is = "1"},
	{"the radar names it", .as = FEDERATION, .get = "/terms?within=overdue", .want = 200, .sees = "逾期 1 天"},
	{"on the day before it was in term", .as = FEDERATION, .get = "/terms?within=overdue&on=2024-03-10", .want = 200, .sees_not = "第三届工会委员会"},
	{"union and federation were told", .sql = "select count(*) from message where title = '已经届满' and person in (1001, 1002, 1003, 1004)", .is = "4"},
	{"a union does not extend its own term", .as = CHAIR, .post = "/committees/{c}/extend", .form = "until=2024-06-30&reason=x", .want = 403},
	{"not for more than six months", .as = CITY_CHAIR, .post = "/committees/{c}/extend", .form = "until=2024-09-11&reason=临工复〔2024〕5号", .want = 422, .sees = "最多延期 6 个月，到2024年9月10日为止（《工会基层组织选举工作条例》，未核实）"},
	{"nor backwards", .as = CITY_CHAIR, .post = "/committees/{c}/extend", .form = "until=2024-03-01&reason=x", .want = 422, .sees = "要晚于"},
	{"nor without a number", .as = CITY_CHAIR, .post = "/committees/{c}/extend", .form = "until=2024-06-30", .want = 422, .sees = "请写明批复文号"},
	{"the federation extends", .as = CITY_CHAIR, .post = "/committees/{c}/extend", .form = "until=2024-06-30&reason=临工复〔2024〕5号", .want = 303},
	{"it is in term again", .sql = "select state from committee", .is = "1"},
	{"and stays extended when it is changed", .as = CADRE, .post = "/committees/{c}", .form = THIRD "&note=延期", .want = 303},
	{"to the same day", .as = CADRE, .get = "/committees/{c}", .want = 200, .sees = "2024年6月30日"},
	/* the next term */
	{"the next one, early, needs a reply", .as = CADRE, .post = "/units/10/committees", .form = "kind=1&term_no=4&years=5&since=2024-03-11&elected_by=2&seats=5", .want = 422, .sees = "提前换届"},
	{"with one it is installed", .as = CADRE, .post = "/units/10/committees", .form = "kind=1&term_no=4&years=5&since=2024-03-11&elected_by=2&seats=5&approval=临工复〔2024〕6号", .want = 303, .keep = "d"},
	{"the third has ended, its seats too", .sql = "select count(*) from seat where committee in (select id from committee where state = 3) and state <> 2", .is = "0"},
	{"one union, one committee", .sql = "select (select coalesce(sum(n), 0) from counter where measure = 'committee.unions' and unit = 10 and grain = 2) + (select coalesce(sum(n), 0) from counter_delta where measure = 'committee.unions' and unit = 10)", .is = "1"},
	{"it leads back", .as = CHAIR, .get = "/committees/{d}", .want = 200, .sees = "第三届工会委员会"},
	{"the third is not changed any more", .as = CADRE, .get = "/committees/{c}/edit", .want = 409},
	{"nor gets seats", .as = CADRE, .post = "/committees/{c}/seats", .form = "person=1007&post=4&how=1", .want = 409},
	{"entered by mistake", .as = CADRE, .post = "/committee/{d}/do/void", .form = "reason=届次有误", .want = 303},
	{"the third serves again", .sql = "select count(*) from committee where state = 1 and term_no = 3 and ended_on = 0", .is = "1"},
	{"with the people it had", .sql = "select count(*) from seat where state = 1", .is = "1"},
	{"no mistake after all", .as = CADRE, .post = "/committee/{d}/do/restore", .form = "reason=无误", .want = 303},
	{"the fourth serves", .sql = "select term_no from committee where state = 1", .is = "4"},
	{"the third cannot be made void under it", .as = CADRE, .post = "/committee/{c}/do/void", .form = "reason=x", .want = 409},
	{"the chair of the third stays written", .as = CHAIR, .get = "/units/10/committees", .want = 200, .sees = "2021年3月11日 至 2024年3月10日"},
	/* a term whose day was entered wrongly */
	{"an audit committee, its first day wrong by three weeks", .as = CADRE, .post = "/units/10/committees", .form = AUDIT "&since=2021-03-01", .want = 303, .keep = "x"},
	{"by that day it is over", .settle = 1, .sql = "select state from committee where kind = 3", .is = "2"},
	{"another wrong day leaves it so", .as = CADRE, .post = "/committees/{x}", .form = AUDIT "&since=2021-03-02", .want = 303},
	{"over", .sql = "select state from committee where kind = 3", .is = "2"},
	{"the right one", .as = CADRE, .post = "/committees/{x}", .form = AUDIT "&since=2021-03-22", .want = 303},
	{"and it serves", .as = CADRE, .get = "/committees/{x}", .want = 200, .sees = "2021年3月22日 至 2024年3月21日"},
	{"in term", .sql = "select state from committee where kind = 3", .is = "1"},
	{"the radar has forgotten it", .as = FEDERATION, .get = "/terms?within=overdue", .want = 200, .sees = "这个范围里没有届期"},
	{"so has the counter", .settle = 1, .sql = "select n from counter where measure = 'committee.overdue' and unit = 10 and grain = 2 and at = 2024", .is = "0"},
	{"on the right last day it still serves", .now = "2024-03-21", .settle = 1, .sql = "select state from committee where kind = 3", .is = "1"},
	{"and is over the day after", .now = "2024-03-22", .settle = 1, .sql = "select state from committee where kind = 3", .is = "2"},
	/* whoever stands above the topmost union is not here: what he wrote is entered */
	{"the federation's own committee, over since the tenth", .as = CITY_CHAIR, .post = "/units/1/committees", .form = "kind=1&term_no=9&years=5&since=2019-03-11&elected_by=2&seats=31", .want = 303, .keep = "f"},
	{"its page says whose reply is entered", .as = CITY_CHAIR, .get = "/committees/{f}", .want = 200, .sees = "登记延期换届的批复"},
	{"a union below does not enter it", .as = CHAIR, .post = "/committees/{f}/extend", .form = "until=2024-06-30&reason=x", .want = 403},
	{"who replied, when and the paper are wanted", .as = CITY_CHAIR, .post = "/committees/{f}/extend", .form = "until=2024-06-30&reason=样省工复〔2024〕2号", .want = 422, .sees = "请填写批准机关"},
	{"the paper, too; what was typed stays", .as = CITY_CHAIR, .post = "/committees/{f}/extend", .form = "until=2024-06-30&reason=样省工复〔2024〕2号&by=样例省总工会&on=2024-03-20", .want = 422,
	 .sees = "value=\"样例省总工会\""},
	{"with all of it", .as = CITY_CHAIR, .post = "/committees/{f}/extend", .form = "until=2024-06-30&reason=样省工复〔2024〕2号&by=样例省总工会&on=2024-03-20", .file = "file=批复.txt=同意延期", .want = 303},
	{"it is extended", .sql = "select until from committee where id = {f}", .is = "19904"},
	{"by whom, stands in its history", .as = CITY_CHAIR, .get = "/committees/{f}", .want = 200, .sees = "样例省总工会2024年3月20日批复：样省工复〔2024〕2号"},
	{"with the paper", .as = CITY_CHAIR, .get = "/committees/{f}", .want = 200, .sees = "批复.txt"},
	{"it is taken back on the page", .as = CITY_CHAIR, .get = "/committees/{f}", .want = 200, .sees = "撤回延期"},
	{"with a reason", .as = CITY_CHAIR, .post = "/committee/{f}/do/unextend", .form = "reason=登错一级&_back=/committees/{f}", .want = 303},
	{"its own last day holds", .sql = "select until from committee where id = {f}", .is = "19792"},
	{"which is over", .settle = 1, .sql = "select state from committee where id = {f}", .is = "2"},
};

int main(void)
{
	return scenario("committees", steps, sizeof(steps) / sizeof(steps[0]));
}
