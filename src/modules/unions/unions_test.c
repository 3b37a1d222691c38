/* A union from the day it is due to its end: founding, cards, merger, split, move, dissolution, and what is refused. */
#include <stdio.h>

#include "app/demo_year.h"
#include "kernel/measure.h"
#include "kernel/unit.h"
#include "modules/members/test_members.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define VICE "13800000002"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define DUE "name=样例新材料公司工会&employer=样例新材料公司&nature=8&industry=3&staff=60&staff_women=20&gig=0"
#define REPLY "doc_no=样临工组〔2024〕21号&on=2024-03-01"
#define DOC .file = "file=批复.txt=同意"

enum { WARD = 1201, PORT_FIRST = 2001, PORT = 25, HOSPITAL = 2101, NURSE, SHIFT, MANY_FIRST = 3001, MANY = 600, HALF_FIRST = 4001, HALF = 30 };

/* More people than one transaction moves, one with a number that is taken where they go. */
static void many(struct app *app, struct db *d)
{
	static struct demo_person p[MANY];
	static char mobiles[MANY][12];
	for (int i = 0; i < MANY; i++) {
		snprintf(mobiles[i], sizeof(mobiles[i]), "1380900%04d", i);
		p[i] = (struct demo_person){"样例纺", mobiles[i], 14, 0, 0, ""};
	}
	db_begin(d);
	demo_people_add(app, d, MANY_FIRST, p, MANY);
	for (int i = 0; i < HALF; i++)
		snprintf(mobiles[i], sizeof(mobiles[i]), "1381900%04d", i);
	for (int i = 0; i < HALF; i++)
		p[i].unit = 15;
	demo_people_add(app, d, HALF_FIRST, p, HALF);
	db_script(d, "update person set staff_no = 'T1' where id in (2001, 3001); update person set staff_no = 'M2' where id = 3002");
	db_commit(d);
}

/* Members since yesterday of what will move: a ward of the hospital's union, a shift of the plant's. */
static void standing(struct app *app, struct db *d)
{
	struct req *r = system_request(app, d, app->arena);
	db_begin(d);
	unit_insert(d, app->arena, WARD, 12, UNIT_SUB_UNION, "样例护理分工会", "", "LJ0399", r->today - 900, r->now);
	demo_people_add(app, d, NURSE, &(struct demo_person){"样例护", "13900007001", WARD, 0, 0, ""}, 1);
	demo_people_add(app, d, SHIFT, &(struct demo_person){"样例值", "13900007002", 105, 0, 0, ""}, 1);
	r->today--;
	test_member(r, NURSE);
	test_member(r, SHIFT);
	event_seal(d, app->arena);
	db_commit(d);
}

/* Twenty-five members of the port's union, one of the hospital's. */
static void members(struct app *app)
{
	static struct demo_person p[PORT];
	static char names[PORT][24], mobiles[PORT][12];
	int64_t ids[PORT + 1];
	struct db *d = writer_db(app->writer);
	for (int i = 0; i < PORT; i++) {
		snprintf(names[i], sizeof(names[i]), "样例港%02d", i);
		snprintf(mobiles[i], sizeof(mobiles[i]), "139000060%02d", i);
		p[i] = (struct demo_person){names[i], mobiles[i], 11, 0, 0, ""};
		ids[i] = PORT_FIRST + i;
	}
	db_begin(d);
	demo_people_add(app, d, PORT_FIRST, p, PORT);
	demo_people_add(app, d, HOSPITAL, &(struct demo_person){"样例医", "13900007000", 12, 0, 0, ""}, 1);
	db_commit(d);
	many(app, d);
	ids[PORT] = HOSPITAL;
	test_members(app, ids, PORT + 1);
	standing(app, d);
}

/* Members of the port's union and of another one. */
static const char *members_are(struct app *app, int64_t port, int64_t other, int64_t others)
{
	struct db *d = writer_db(app->writer);
	int64_t has = measure_value(d, "member.total", 11, 0, 0), left = measure_value(d, "member.total", other, 0, 0);
	return has == port && left == others ? NULL : arena_printf(app->arena, "the port has %lld, unit %lld %lld", (long long)has, (long long)other, (long long)left);
}

static const char *recount_agrees(struct app *app)
{
	const char *report = "";
	return counter_recount(writer_db(app->writer), app->arena, &report, false) ? report : NULL;
}

static const char *before_the_merger(struct app *app) { return members_are(app, 25, 12, 2); }
static const char *after_the_merger(struct app *app) { return members_are(app, 27, 12, 0); }
static const char *before_the_move(struct app *app) { return members_are(app, 27, 10, 1); }
static const char *after_the_move(struct app *app) { return members_are(app, 28, 10, 0); }

/* As a server leaves a large merger that was killed: whoever was reached is there, the rest is not. */
static const char *half_way(struct app *app)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	db_script(d, arena_printf(app->arena, "update union_change set state = 7, carried = %d where id = %lld; update person set unit = 11 where id between %d and %d",
				  HALF_FIRST + 19, scenario_kept("half"), HALF_FIRST, HALF_FIRST + 19));
	db_commit(d);
	return NULL;
}

PDF_SAYS(move_request, "运行部分工会文件", "临江发电有限公司工会：")
PDF_SAYS(founding_asks, "样例新材料公司工会筹备组文件", "关于成立样例新材料公司工会的请示", "现有职工60人，其中女职工20人", "样例甲任组长", "妥否，请批示")
PDF_SAYS(founding_answers, "（代拟稿）", "关于同意成立样例新材料公司工会的批复", "《关于成立样例新材料公司工会的请示》收悉")
PDF_SAYS(split_request, "关于分立设立样例港机工会的请示", "业务分开", "拟从临江港务集团工会分立设立样例港机工会", "附件：会员（代表）大会或委员会的决议")
PDF_SAYS(split_reply, "样临工组〔2024〕21号", "分立设立样例港机工会的批复", "一、同意从临江港务集团工会分立设立样例港机工会", "2024年3月1日")

static const struct step steps[] = {
	/* founding */
	{"the empty list says what to do", .as = FEDERATION, .get = "/unions", .want = 200, .sees = "还没有工会卡片"},
	{"a worker sees no list", .as = WORKER, .get = "/unions", .want = 403},
	{"the form", .as = FEDERATION, .get = "/unions/new", .want = 200, .sees = "登记应建会单位"},
	{"a wrong check digit is named", .as = FEDERATION, .post = "/unions", .form = DUE "&employer_uscc=91320600MA0000015K", .want = 422, .sees = "校验码不符"},
	{"what was typed stays", .as = FEDERATION, .post = "/unions", .form = DUE "&employer_uscc=91320600MA0000015K", .want = 422, .sees = "样例新材料公司工会"},
	{"a union's code begins with 81", .as = FEDERATION, .post = "/unions", .form = DUE "&uscc=91350200MA2YJ1XR9G", .want = 422, .sees = "以 81 开头"},
	{"women are no more than all", .as = FEDERATION, .post = "/unions", .form = "name=x&employer=y&staff=5&staff_women=6", .want = 422, .sees = "女职工不能多于"},
	{"nor is founding in the future", .as = FEDERATION, .post = "/unions", .form = DUE "&founded_on=2030-01-01", .want = 422, .sees = "建会日期不能晚于今天"},
	{"an employer without a union is due", .as = FEDERATION, .post = "/unions", .form = DUE "&employer_uscc=91320600MA0000015J", .want = 303, .keep = "c"},
	{"none of one is founded", .sql = "select sum(n) from counter_delta where measure = 'union.due' and unit = 1", .is = "1"},
	{"another union does not see it", .as = OTHER_CHAIR, .get = "/unions/{c}", .want = 403},
	{"without a group nobody asks", .as = FEDERATION, .post = "/union_card/{c}/do/ask", .want = 409, .sees = "筹备组"},
	{"the form again", .as = FEDERATION, .get = "/unions/{c}/edit", .want = 200, .sees = "修改工会卡片"},
	{"a wrong number is kept out there, too", .as = FEDERATION, .post = "/unions/{c}", .form = "name=x&employer=y&staff=3&staff_women=20&_version=1", .want = 422, .sees = "女职工不能多于"},
	{"the group is filled in", .as = FEDERATION, .post = "/unions/{c}", .form = DUE "&employer_uscc=91320600MA0000015J&prep=样例甲任组长&_version=1", .want = 303},
	{"without papers nobody asks", .as = FEDERATION, .post = "/union_card/{c}/do/ask", .want = 409, .sees = "建会申请书"},
	{"the application is uploaded", .as = FEDERATION, .post = "/unions/{c}/files", .file = "file=申请书.txt=申请建立工会", .want = 303},
	{"it is not approved before it is asked for", .as = VICE, .post = "/unions/{c}/found", .form = REPLY "&kind=3", DOC, .want = 409, .sees = "已经办理过"},
	{"its request is written for it", .as = FEDERATION, .get = "/unions/{c}/print/request.pdf", .want = 200, .check = founding_asks},
	{"it is asked", .as = FEDERATION, .post = "/union_card/{c}/do/ask", .want = 303},
	{"and the reply for who decides", .as = VICE, .get = "/unions/{c}/print/reply.pdf", .want = 200, .check = founding_answers},
	{"taken back by who asked", .as = FEDERATION, .post = "/union_card/{c}/do/withdraw", .form = "reason=补材料", .want = 303},
	{"and asked anew", .as = FEDERATION, .post = "/union_card/{c}/do/ask", .want = 303},
	{"sent back once", .as = VICE, .post = "/union_card/{c}/do/return", .form = "reason=缺会员名单", .want = 303},
	{"asked again", .as = FEDERATION, .post = "/union_card/{c}/do/ask", .want = 303},
	{"who asked is told that another approves it", .as = FEDERATION, .get = "/unions/{c}", .want = 200, .sees = "由上级工会的另一位同志批准", .sees_not = "/unions/{c}/found"},
	{"nobody approves what he asked", .as = FEDERATION, .post = "/unions/{c}/found", .form = REPLY "&kind=3", DOC, .want = 409, .sees = "不能是同一人"},
	{"without the reply it is not founded", .as = VICE, .post = "/unions/{c}/found", .form = REPLY "&kind=3", .want = 422, .sees = "请上传批复文件"},
	{"nor as a department", .as = VICE, .post = "/unions/{c}/found", .form = "kind=5", DOC, .want = 422, .sees = "请选择工会类别"},
	{"the page has the form of the reply", .as = VICE, .get = "/unions/{c}", .want = 200, .sees = "批准建会"},
	{"it is founded", .as = VICE, .post = "/unions/{c}/found", .form = REPLY "&kind=3", DOC, .want = 303},
	{"no request any more", .as = VICE, .get = "/unions/{c}/print/request.docx", .want = 409, .sees = "见材料"},
	{"the union stands in the tree", .sql = "select count(*) from unit where name = '样例新材料公司工会' and parent = 1 and kind = 3 and state = 1", .is = "1"},
	{"its card is its own now", .sql = "select count(*) from union_card c join unit u on u.id = c.unit where c.org = u.id and c.state = 3", .is = "1"},
	{"it counts as founded", .sql = "select sum(n) from counter_delta where measure = 'union.founded' and unit = 1", .is = "1"},
	{"and as new in its month", .sql = "select sum(n) from counter_delta where measure = 'union.new' and unit = 1 and at = 19783", .is = "1"},
	{"the card says what is missing", .as = FEDERATION, .get = "/unions/{c}", .want = 200, .sees = "没有登记工会委员会或负责人"},
	{"and which fields", .as = FEDERATION, .get = "/unions/{c}", .want = 200, .sees = "工会法人统一社会信用代码　"},
	{"no legal person without its code", .as = FEDERATION, .post = "/union_card/{c}/do/register", .want = 409, .sees = "请先填写工会法人统一社会信用代码"},
	{"its version", .sql = "select version from union_card", .keep = "v"},
	{"the code is filled in", .as = FEDERATION, .post = "/unions/{c}",
	 .form = DUE "&employer_uscc=91320600MA0000015J&prep=样例甲任组长&founded_on=2024-03-01&approval=样临工组〔2024〕21号&approved_on=2024-03-01&uscc=81320600mc0000012e&cert_no=样法证1号&cert_on=2024-03-01&_version={v}", .want = 303},
	{"in capitals", .sql = "select uscc from union_card", .is = "81320600MC0000012E"},
	{"it is a legal person", .as = FEDERATION, .post = "/union_card/{c}/do/register", .want = 303},
	{"one of one", .sql = "select sum(n) from counter_delta where measure = 'union.legal' and unit = 1", .is = "1"},
	{"the card as it was read", .sql = "select version from union_card where id = {c}", .keep = "v"},
	{"a contract does not end before it was signed", .as = FEDERATION, .post = "/unions/{c}",
	 .form = DUE "&prep=样例甲任组长&contract_on=2024-02-01&contract_until=2024-01-01&_version={v}", .want = 422, .sees = "到期日要晚于签订日期"},
	{"its contracts are filled in", .as = FEDERATION, .post = "/unions/{c}",
	 .form = DUE "&employer_uscc=91320600MA0000015J&prep=样例甲任组长&founded_on=2024-03-01&uscc=81320600MC0000012E&contract_on=2023-05-02&contract_until=2024-05-01&contract_filed=1&wage_until=2024-04-01&congress_form=1&_version={v}", .want = 303},
	{"their ends stand among the terms", .as = FEDERATION, .get = "/terms?unit=1&within=90&kind=13", .want = 200, .sees = "工资专项集体合同"},
	{"both, each on its day", .sql = "select until from term where record = 'union_card' order by until", .is = "19814 19844"},
	{"one leads to the card", .as = FEDERATION, .get = "/terms?unit=1&within=90&kind=13", .want = 200, .sees = "href=\"/unions/{c}\">集体合同"},
	{"taken back", .as = FEDERATION, .post = "/union_card/{c}/do/unregister", .form = "reason=证书未到", .want = 303},
	{"another card does not have that code", .as = FEDERATION, .post = "/unions", .form = "name=x&employer=y&uscc=81320600MC0000012E", .want = 422, .sees = "另一张工会卡片"},
	{"its paper", .as = FEDERATION, .get = "/unions/{c}/print/card.docx", .want = 200},
	{"as PDF", .as = FEDERATION, .get = "/unions/{c}/print/card.pdf", .want = 200},
	{"no other paper", .as = FEDERATION, .get = "/unions/{c}/print/x.docx", .want = 404},
	{"the list is exported", .as = FEDERATION, .post = "/lists/unions/export", .form = "format=csv", .want = 200},
	{"a union is found by its employer", .as = FEDERATION, .get = "/unions?q=新材料", .want = 200, .sees = "样例新材料公司工会"},
	{"one that is due no longer", .as = FEDERATION, .post = "/unions", .form = "name=样例小店工会&employer=样例小店&staff=3", .want = 303, .keep = "d"},
	{"is closed", .as = FEDERATION, .post = "/union_card/{d}/do/close", .form = "reason=已注销", .want = 303},
	{"and not edited", .as = FEDERATION, .get = "/unions/{d}/edit", .want = 409},
	{"nor given papers", .as = FEDERATION, .post = "/unions/{d}/files", .file = "file=a.txt=b", .want = 409},
	{"reopened", .as = FEDERATION, .post = "/union_card/{d}/do/reopen", .form = "reason=误记", .want = 303},
	/* cards of unions that stand */
	{"a unit leads to the form of its card", .as = CHAIR, .get = "/units/10/card", .want = 303, .to = "/unions/new?org=10$"},
	{"which begins with what is known", .as = CHAIR, .get = "/unions/new?org=10", .want = 200, .sees = "临江发电有限公司工会"},
	{"a department has no card", .as = CHAIR, .post = "/unions", .form = "org=103&name=x&employer=y", .want = 422, .sees = "只有台账里的工会"},
	{"no card for somebody else's union", .as = CHAIR, .post = "/unions", .form = "org=11&name=x&employer=y", .want = 403},
	{"the chair enters his own", .as = CHAIR, .post = "/unions", .form = "org=10&name=临江发电有限公司工会&employer=临江发电有限公司&staff=400&nature=6", .want = 303, .keep = "plant"},
	{"once", .as = CHAIR, .post = "/unions", .form = "org=10&name=x&employer=y", .want = 422, .sees = "已有工会卡片"},
	{"a unit leads to its card", .as = CHAIR, .get = "/units/103/card", .want = 303, .to = "/unions/{plant}$"},
	{"the port's", .as = OTHER_CHAIR, .post = "/unions", .form = "org=11&name=临江港务集团工会&employer=临江港务集团&staff=40", .want = 303, .keep = "port"},
	{"25 members and no committee is said with the article", .as = OTHER_CHAIR, .get = "/unions/{port}", .want = 200, .sees = "会员 25 人，没有工会委员会"},
	{"no director is missing below 300", .as = OTHER_CHAIR, .get = "/unions/{port}", .want = 200, .sees_not = "没有登记职工董事"},
	{"of a company with 400 one is", .as = CHAIR, .get = "/unions/{plant}", .want = 200, .sees = "职工 400 人，没有登记职工董事"},
	{"with its source", .as = OTHER_CHAIR, .get = "/unions/{port}", .want = 200, .sees = "《工会法》第十一条"},
	{"members come from the register", .as = OTHER_CHAIR, .get = "/unions/{port}", .want = 200, .sees = "62.5 %"},
	{"the hospital's", .as = FEDERATION, .post = "/unions", .form = "org=12&name=临江市第一人民医院工会&employer=市一院&staff=9", .want = 303, .keep = "hospital"},
	{"its committee", .as = FEDERATION, .post = "/units/12/committees", .form = "kind=1&term_no=1&years=5&since=2023-01-01&elected_by=1&seats=1", .want = 303},
	{"serves", .sql = "select state from committee", .is = "1"},
	/* split */
	{"the form of a change", .as = OTHER_CHAIR, .get = "/unions/{port}/changes/new", .want = 200, .sees = "申请变更"},
	{"a split wants a name", .as = OTHER_CHAIR, .post = "/unions/{port}/changes", .form = "kind=2&reason=业务分开", .want = 422, .sees = "新工会的名称"},
	{"a reason, too", .as = OTHER_CHAIR, .post = "/unions/{port}/changes", .form = "kind=2&new_name=样例港机工会", .want = 422, .sees = "缘由"},
	{"not due ones change", .as = FEDERATION, .post = "/unions/{d}/changes", .form = "kind=4&reason=x", .want = 409, .sees = "已建会的工会才能"},
	{"the port asks to split", .as = OTHER_CHAIR, .post = "/unions/{port}/changes", .form = "kind=2&reason=业务分开&new_name=样例港机工会", .want = 303, .keep = "s"},
	{"one at a time", .as = OTHER_CHAIR, .get = "/unions/{port}/changes/new", .want = 409, .sees = "没有办结"},
	{"its request is written for it", .as = OTHER_CHAIR, .get = "/union-changes/{s}/print/request.pdf", .want = 200, .check = split_request},
	{"a reply not yet", .as = OTHER_CHAIR, .get = "/union-changes/{s}/print/reply.docx", .want = 409, .sees = "报上级批准之后"},
	{"nor another paper", .as = OTHER_CHAIR, .get = "/union-changes/{s}/print/x.docx", .want = 404},
	{"not for the plant", .as = CHAIR, .get = "/union-changes/{s}/print/request.docx", .want = 403},
	{"without its papers it does not go up", .as = OTHER_CHAIR, .post = "/union_change/{s}/do/ask", .want = 409, .sees = "决议"},
	{"its form", .as = OTHER_CHAIR, .get = "/union-changes/{s}/edit", .want = 200},
	{"wrong input is told", .as = OTHER_CHAIR, .post = "/union-changes/{s}", .form = "kind=2&reason=&new_name=样例港机工会&_version=1", .want = 422},
	{"it is changed", .as = OTHER_CHAIR, .post = "/union-changes/{s}", .form = "kind=2&reason=港机业务分开&new_name=样例港机工会&_version=1", .want = 303},
	{"with its papers", .as = OTHER_CHAIR, .post = "/union-changes/{s}/files", .file = "file=决议.txt=会员大会通过", .want = 303},
	{"the plant's chair sees nothing of it", .as = CHAIR, .get = "/union-changes/{s}", .want = 403},
	{"it goes up", .as = OTHER_CHAIR, .post = "/union_change/{s}/do/ask", .want = 303},
	{"then it is fixed", .as = OTHER_CHAIR, .get = "/union-changes/{s}/edit", .want = 409},
	{"with its papers fixed", .as = OTHER_CHAIR, .post = "/union-changes/{s}/files", .file = "file=a.txt=b", .want = 409},
	{"the port takes it back", .as = OTHER_CHAIR, .post = "/union_change/{s}/do/withdraw", .form = "reason=补材料", .want = 303},
	{"and sends it again", .as = OTHER_CHAIR, .post = "/union_change/{s}/do/ask", .want = 303},
	{"it comes back once", .as = FEDERATION, .post = "/union_change/{s}/do/return", .form = "reason=缺财产处理", .want = 303},
	{"and goes up again", .as = OTHER_CHAIR, .post = "/union_change/{s}/do/ask", .want = 303},
	{"the union does not approve it itself", .as = OTHER_CHAIR, .post = "/union-changes/{s}/decide", .form = REPLY, DOC, .want = 409, .sees = "由上一级工会办理"},
	{"without the reply nothing is split", .as = FEDERATION, .post = "/union-changes/{s}/decide", .form = REPLY, .want = 422, .sees = "请上传批复文件"},
	{"the federation approves", .as = FEDERATION, .post = "/union-changes/{s}/decide", .form = REPLY, DOC, .want = 303},
	{"the new union stands beside it", .sql = "select count(*) from unit where name = '样例港机工会' and parent = 1 and kind = 2", .is = "1"},
	{"its card names where it came from", .sql = "select count(*) from union_card a join union_card b on b.id = a.source where a.name = '样例港机工会' and b.org = 11", .is = "1"},
	{"the change stands on the card", .as = OTHER_CHAIR, .get = "/unions/{port}", .want = 200, .sees = "港机业务分开"},
	{"so it does on the card of what it brought", .sql = "select id from union_card where name = '样例港机工会'", .keep = "new"},
	{"with whose change it was", .as = FEDERATION, .get = "/unions/{new}", .want = 200, .sees = "分立：临江港务集团工会"},
	{"the reply has its number", .as = OTHER_CHAIR, .get = "/union-changes/{s}/print/reply.pdf", .want = 200, .check = split_reply},
	{"not twice", .as = FEDERATION, .post = "/union-changes/{s}/decide", .form = REPLY, DOC, .want = 409, .sees = "已经办理过"},
	/* merger */
	{"a code that is nobody's is named", .as = FEDERATION, .post = "/unions/{hospital}/changes", .form = "kind=1&reason=合并&target_code=XX", .want = 422, .sees = "没有代码为“XX”"},
	{"not into itself", .as = FEDERATION, .post = "/unions/{hospital}/changes", .form = "kind=1&reason=合并&target_code=LJ03", .want = 422, .sees = "就是本会"},
	{"nor into a department", .as = FEDERATION, .post = "/unions/{hospital}/changes", .form = "kind=1&reason=合并&target_code=LJ0103", .want = 422, .sees = "不是在册的工会"},
	{"the hospital goes into the port", .as = FEDERATION, .post = "/unions/{hospital}/changes", .form = "kind=1&reason=合并办公&target_code=LJ02", .want = 303, .keep = "m"},
	{"papers", .as = FEDERATION, .post = "/union-changes/{m}/files", .file = "file=决议.txt=双方通过", .want = 303},
	{"the hospital has a chair who acts for it", .sql = "insert into post(id, person, unit, role, title, since, until, state, version) values (77004, 2101, 12, 5, '工会主席', 19000, 0, 1, 1)"},
	{"up", .as = FEDERATION, .post = "/union_change/{m}/do/ask", .want = 303},
	{"nor is the form of the reply shown to who asked", .as = FEDERATION, .get = "/union-changes/{m}", .want = 200, .sees = "由上级工会的另一位同志批准", .sees_not = "/decide"},
	{"who asked does not approve", .as = FEDERATION, .post = "/union-changes/{m}/decide", .form = REPLY, DOC, .want = 409, .sees = "不能是同一人"},
	{"so far each has its own members", .check = before_the_merger},
	{"somebody else does", .as = VICE, .post = "/union-changes/{m}/decide", .form = REPLY, DOC, .want = 303},
	{"its ward is the port's now", .sql = "select path from unit where id = 1201", .is = "/1/11/1201/"},
	{"with all members", .check = after_the_merger},
	{"its people are the port's now", .sql = "select unit from person where id = 2101", .is = "11"},
	{"with their memberships", .sql = "select unit from member where id = 2101", .is = "11"},
	{"the unit is gone", .sql = "select state from unit where id = 12", .is = "2"},
	{"the card of the union that took it in says so", .as = FEDERATION, .get = "/unions/{port}", .want = 200, .sees = "合并：临江市第一人民医院工会"},
	{"whose own chair reads of it, without what is only the hospital's", .as = OTHER_CHAIR, .get = "/unions/{port}", .want = 200, .sees = "合并：临江市第一人民医院工会", .sees_not = "/union-changes/{m}\""},
	{"its card says where to", .as = FEDERATION, .get = "/unions/{hospital}", .want = 200, .sees = "已合并"},
	{"nobody acts for it any more", .sql = "select state || ' ' || until from post where id = 77004", .is = "2 19782"},
	{"the page of its organs keeps the history and checks nothing", .as = FEDERATION, .get = "/units/12/committees", .want = 200, .sees = "这个工会已终止，只保留历史", .sees_not = "没有登记工会委员会"},
	{"what was decided keeps its papers", .as = FEDERATION, .get = "/union-changes/{m}", .want = 200, .sees = "批准日期", .sees_not = "移除"},
	{"its committee ended with it", .sql = "select state from committee where unit = 12", .is = "5"},
	{"it counts no longer", .sql = "select sum(n) from counter_delta where measure = 'committee.unions' and unit = 1", .is = "0"},
	{"a recount says the same", .check = recount_agrees},
	/* a merger of many */
	{"the textile mill's card", .as = FEDERATION, .post = "/unions", .form = "org=14&name=临江纺织工会&employer=临江纺织", .want = 303, .keep = "mill"},
	{"it is not moved at the desk of units", .as = FEDERATION, .get = "/units/14/move", .want = 200, .sees = "/unions/{mill}/changes/new"},
	{"nor by a posted form", .as = FEDERATION, .post = "/units/14/move", .form = "to=11&reason=划转", .want = 409, .sees = "附材料、报上一级工会批准"},
	{"nor dissolved there", .as = FEDERATION, .post = "/unit/14/do/dissolve", .form = "reason=撤", .want = 409, .sees = "工会卡片"},
	{"the ended hospital is not restored there either", .as = FEDERATION, .post = "/unit/12/do/restore", .form = "reason=撤", .want = 409, .sees = "恢复也在卡片上办理"},
	{"a department is moved as ever", .as = CHAIR, .get = "/units/103/move", .want = 200, .sees = "查找新的上级单位"},
	{"the mill goes into the port", .as = FEDERATION, .post = "/unions/{mill}/changes", .form = "kind=1&reason=合并&target_code=LJ02", .want = 303, .keep = "big"},
	{"papers", .as = FEDERATION, .post = "/union-changes/{big}/files", .file = "file=决议.txt=双方通过", .want = 303},
	{"up", .as = FEDERATION, .post = "/union_change/{big}/do/ask", .want = 303},
	{"six hundred people are moved in pieces", .as = VICE, .post = "/union-changes/{big}/decide", .form = REPLY, DOC, .want = 303},
	{"it is done", .as = VICE, .get = "/union-changes/{big}", .want = 200, .sees = "已办结"},
	{"all are the port's", .sql = "select count(*) from person where id >= 3001 and id <= 3600 and unit = 11 and state = 1", .is = "600"},
	{"nobody is left behind", .sql = "select count(*) from person where unit = 14 and state = 1", .is = "0"},
	{"who had a number of somebody there gives it up", .sql = "select staff_no from person where id = 3001", .is = ""},
	{"others keep theirs", .sql = "select staff_no from person where id = 3002", .is = "M2"},
	{"the mill has ended", .sql = "select u.state * 10 + c.state from unit u join union_card c on c.org = u.id where u.id = 14", .is = "26"},
	{"each move is an event", .sql = "select count(*) from event where record = 'person' and verb = 'transfer' and row_id >= 3001 and row_id <= 3600", .is = "600"},
	{"in the name of who approved it, as its end is", .sql = "select count(*) from event where actor = 1002 and (record = 'person' and verb = 'transfer' and row_id >= 3001 and row_id <= 3600 or record = 'unit' and verb = 'dissolve' and row_id = 14 or record = 'union_change' and verb = 'carry' and row_id = {big})", .is = "602"},
	{"the water works' card", .as = FEDERATION, .post = "/unions", .form = "org=15&name=临江供水工会&employer=临江供水", .want = 303, .keep = "water"},
	{"it goes into the port", .as = FEDERATION, .post = "/unions/{water}/changes", .form = "kind=1&reason=合并&target_code=LJ02", .want = 303, .keep = "half"},
	{"the server was killed when twenty of its thirty had gone", .check = half_way},
	{"until then its people are here and there", .sql = "select count(*) from person where id >= 4001 and unit = 15 and state = 1", .is = "10"},
	{"the page says so", .as = FEDERATION, .get = "/union-changes/{half}", .want = 200, .sees = "正在后台分批转移人员"},
	{"and nothing else is asked for meanwhile", .as = FEDERATION, .get = "/unions/{water}/changes/new", .want = 409, .sees = "没有办结"},
	{"the next server goes on", .settle = 1, .sql = "select count(*) from person where id >= 4001 and unit = 11 and state = 1", .is = "30"},
	{"to the end", .sql = "select x.state * 100 + u.state * 10 + c.state from union_change x join union_card c on c.id = x.card join unit u on u.id = x.unit where x.id = {half}", .is = "426"},
	/* move */
	{"a sub-union's card", .as = CHAIR, .post = "/unions", .form = "org=101&name=运行部分工会&employer=临江发电有限公司", .want = 303, .keep = "sub"},
	{"where it stands it need not go", .as = CADRE, .post = "/unions/{sub}/changes", .form = "kind=3&reason=划转&target_code=LJ01", .want = 422, .sees = "现在就隶属"},
	{"nor where it does not fit", .as = CADRE, .post = "/unions/{sub}/changes", .form = "kind=3&reason=划转&target_code=LJ", .want = 422, .sees = "不合适"},
	{"it is to go to the port", .as = CADRE, .post = "/unions/{sub}/changes", .form = "kind=3&reason=业务划转&target_code=LJ02", .want = 303, .keep = "x"},
	{"papers", .as = CADRE, .post = "/union-changes/{x}/files", .file = "file=请示.txt=请示", .want = 303},
	{"up", .as = CADRE, .post = "/union_change/{x}/do/ask", .want = 303},
	{"the port does not see it yet", .as = OTHER_CHAIR, .get = "/union-changes/{x}", .want = 403},
	{"its superior lets it go", .as = CHAIR, .post = "/union-changes/{x}/decide", .form = REPLY, DOC, .want = 303},
	{"it still stands where it stood", .sql = "select parent from unit where id = 101", .is = "10"},
	{"the port reads it", .as = OTHER_CHAIR, .get = "/union-changes/{x}", .want = 200, .sees = "等临江港务集团工会接收"},
	{"the old superior does not accept for it", .as = CHAIR, .post = "/union-changes/{x}/accept", .want = 409, .sees = "由新的上级工会办理"},
	{"the port refuses", .as = OTHER_CHAIR, .post = "/union_change/{x}/do/reject", .form = "reason=人员未谈妥", .want = 303},
	{"again", .as = CADRE, .post = "/unions/{sub}/changes", .form = "kind=3&reason=业务划转&target_code=LJ02", .want = 303, .keep = "y"},
	{"papers", .as = CADRE, .post = "/union-changes/{y}/files", .file = "file=请示.txt=请示", .want = 303},
	{"up", .as = CADRE, .post = "/union_change/{y}/do/ask", .want = 303},
	{"let go", .as = CHAIR, .post = "/union-changes/{y}/decide", .form = REPLY, DOC, .want = 303},
	{"its member is the plant's until then", .check = before_the_move},
	{"accepted", .as = OTHER_CHAIR, .post = "/union-changes/{y}/accept", .want = 303},
	{"and the port's from then on", .check = after_the_move},
	{"as a recount says, too", .check = recount_agrees},
	{"its page keeps who approved it", .as = FEDERATION, .get = "/union-changes/{y}", .want = 200, .sees = "由临江发电有限公司工会批准"},
	{"as does the request", .as = FEDERATION, .get = "/union-changes/{y}/print/request.pdf", .want = 200, .check = move_request},
	{"its team went with it", .sql = "select path from unit where id = 105", .is = "/1/11/101/105/"},
	{"the past keeps where it stood", .sql = "select count(*) from unit_parent where unit = 101", .is = "2"},
	{"not twice", .as = OTHER_CHAIR, .post = "/union-changes/{y}/accept", .want = 409, .sees = "已经办理过"},
	/* dissolution */
	{"a union with people", .as = CHAIR, .post = "/unions/{plant}/changes", .form = "kind=4&reason=公司注销", .want = 303, .keep = "z"},
	{"papers", .as = CHAIR, .post = "/union-changes/{z}/files", .file = "file=证明.txt=注销", .want = 303},
	{"up", .as = CHAIR, .post = "/union_change/{z}/do/ask", .want = 303},
	{"is not dissolved", .as = FEDERATION, .post = "/union-changes/{z}/decide", .form = REPLY, DOC, .want = 409, .sees = "它还有下级单位"},
	{"it is refused", .as = FEDERATION, .post = "/union_change/{z}/do/refuse", .form = "reason=职工未安置", .want = 303},
	{"another is given up", .as = CHAIR, .post = "/unions/{plant}/changes", .form = "kind=4&reason=公司注销", .want = 303, .keep = "z"},
	{"before it goes up", .as = CHAIR, .post = "/union_change/{z}/do/cancel", .form = "reason=不办了", .want = 303},
	{"the bus company's card", .as = FEDERATION, .post = "/unions", .form = "org=13&name=临江公交集团工会&employer=临江公交集团", .want = 303, .keep = "bus"},
	{"its committee", .as = FEDERATION, .post = "/units/13/committees", .form = "kind=1&term_no=1&years=5&since=2023-01-01&elected_by=1&seats=1", .want = 303},
	{"its end", .as = FEDERATION, .post = "/unions/{bus}/changes", .form = "kind=4&reason=集团终止", .want = 303, .keep = "b"},
	{"papers", .as = FEDERATION, .post = "/union-changes/{b}/files", .file = "file=证明.txt=终止", .want = 303},
	{"up", .as = FEDERATION, .post = "/union_change/{b}/do/ask", .want = 303},
	{"it is dissolved", .as = VICE, .post = "/union-changes/{b}/decide", .form = REPLY, DOC, .want = 303},
	{"with its card", .sql = "select state from union_card where org = 13", .is = "5"},
	{"which keeps its history", .as = FEDERATION, .get = "/unions/{bus}", .want = 200, .sees = "集团终止"},
	{"that was a mistake", .as = VICE, .post = "/union_card/{bus}/do/restore", .form = "reason=终止已撤回", .want = 303},
	{"the unit stands again", .sql = "select state from unit where id = 13", .is = "1"},
	{"and its committee serves", .sql = "select state from committee where unit = 13", .is = "1"},
};

int main(void)
{
	return scenario_with("unions", members, steps, sizeof(steps) / sizeof(steps[0]));
}
