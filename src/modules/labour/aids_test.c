/* Legal aid: applied for on the phone, decided, a lawyer, a result; who reads it and who does not. */
#include <string.h>

#include "kernel/app.h"
#include "kernel/flow.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define REP "13800000006"
#define WORKER "13800000007"
#define APPLY .as = WORKER, .post = "/m/aid", .form = "kind=2&opponent=样例公司&means=3&content=工伤赔偿没有谈成，要申请仲裁。", .want = 303

/* Read back by another program. */
PDF_SAYS(letter_says, "临江发电援转〔2024〕1号", "样例援助中心", "符合条件")
PDF_SAYS(notice_says, "不予法律援助告知书", "临江发电援不〔2024〕1号", "样例赵工：", "房屋租赁，不属劳动权益", "12348", "送达回证", "送达方式", "送达的文书")

/* Not "已不予援助", nor "已已注销". */
static const char *said_well(struct app *app)
{
	static const char *const cases[][2] = {{"签收", "已签收。"}, {"不予援助", "已决定不予援助。"}, {"已注销或迁出", "已注销或迁出。"}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (strcmp(move_said(app->arena, cases[i][0]), cases[i][1]) != 0)
			return cases[i][0];
	return NULL;
}

static const struct step steps[] = {
	{"the form says who will see it", .as = WORKER, .get = "/m/aid", .want = 200, .sees = "只有你、工会主席和指派的联系人"},
	{"what is missing is named, the rest stays", .as = WORKER, .post = "/m/aid", .form = "kind=2&means=3&content=要申请仲裁", .want = 422, .sees = "要申请仲裁</textarea>"},
	{"an application", APPLY, .keep = "a"},
	{"seven days to decide: Friday 8 March", .sql = "select due || ' ' || title from legal_aid", .is = "19790 工伤赔偿法律援助"},
	{"what it is about is in no event", .sql = "select count(*) from event where changes like '%谈成%' or note like '%谈成%'", .is = "0"},
	{"the applicant follows it", .as = WORKER, .get = "/m/aids/{a}?new=1", .want = 200, .sees = "FY-2024-0001"},
	{"by the other address he comes there too", .as = WORKER, .get = "/labour/aids/{a}", .want = 303, .to = "/m/aids/"},
	{"he sees it among his", .as = WORKER, .get = "/m/aid", .want = 200, .sees = "工伤赔偿法律援助"},
	{"a colleague does not", .as = REP, .get = "/m/aids/{a}", .want = 403},
	{"nor a cadre who does not go along with it", .as = CADRE, .get = "/labour/aids/{a}", .want = 403},
	{"nor the federation", .as = FEDERATION, .get = "/labour/aids/{a}", .want = 403},
	{"the list has no names", .as = CADRE, .get = "/labour/aids", .want = 200, .sees = "FY-2024-0001", .sees_not = "样例赵工"},
	{"a decision says why", .as = CHAIR, .post = "/labour/aids/{a}/approve", .form = "kind=2&level=1", .want = 422, .sees = "审查意见"},
	{"approved on Monday", .now = "2024-03-04", .as = CHAIR, .post = "/labour/aids/{a}/approve", .form = "kind=2&level=1&opinion=家庭收入低，符合条件", .want = 303},
	{"three days to appoint a lawyer: 7 March", .sql = "select due from legal_aid", .is = "19789"},
	{"not closed without a lawyer", .as = CHAIR, .post = "/labour/aids/{a}/close", .want = 409},
	{"the applicant does not go along with himself", .as = CHAIR, .post = "/labour/aids/{a}/appoint", .form = "by=1&lawyer=样例律师&firm=样例律所&handler=1007", .want = 422, .sees = "申请人不能做"},
	{"appointed", .as = CHAIR, .post = "/labour/aids/{a}/appoint", .form = "by=1&lawyer=样例律师&firm=样例律所&handler=1006", .want = 303},
	{"somebody else instead", .as = CHAIR, .post = "/labour/aids/{a}/reappoint", .form = "by=1&lawyer=样例律师&firm=样例律所&handler=1004", .want = 303},
	{"who was replaced reads it no more", .as = REP, .get = "/labour/aids/{a}", .want = 403},
	{"who goes along reads it", .as = CADRE, .get = "/labour/aids/{a}", .want = 200, .sees = "没有谈成"},
	{"the applicant knows his lawyer", .as = WORKER, .get = "/m/aids/{a}", .want = 200, .sees = "样例律师"},
	{"and asks", .as = WORKER, .post = "/m/aids/{a}/say", .form = "reason=何时开庭&_back=/m/aids/{a}", .want = 303},
	{"other steps are not the phone's", .as = WORKER, .post = "/m/aids/{a}/close", .want = 404},
	{"the chair does not write the result", .as = CHAIR, .post = "/labour/aids/{a}/finish", .form = "result=2&ended_on=2024-03-04&recovered=1&summary=x", .want = 409, .sees = "工会联系人"},
	{"the contact looks after it within thirty days: 3 April", .sql = "select due || ' ' || letter_no from legal_aid where state = 5", .is = "19816 临江发电援指〔2024〕2号"},
	{"his phone lists it with that day", .as = CADRE, .get = "/m/aid", .want = 200, .sees = "前记录进展或者结果"},
	{"a colleague's does not", .as = REP, .get = "/m/aid", .want = 200, .sees_not = "我联系的"},
	{"progress needs words", .as = CADRE, .post = "/labour/aids/{a}/progress", .form = "progress=", .want = 422, .sees = "进展"},
	{"the chair does not report it", .as = CHAIR, .post = "/labour/aids/{a}/progress", .form = "progress=x", .want = 409, .sees = "工会联系人"},
	{"progress", .now = "2024-04-01", .as = CADRE, .post = "/labour/aids/{a}/progress", .form = "progress=仲裁委已经立案，四月十八日开庭。", .want = 303},
	{"thirty days from then is Labour Day: the first working day after it, 6 May", .sql = "select due || ' ' || progress_on from legal_aid where state = 5", .is = "19849 19814"},
	{"not in the chain", .sql = "select count(*) from event where changes like '%开庭%' or note like '%立案%'", .is = "0"},
	{"the applicant reads it", .as = WORKER, .get = "/m/aids/{a}", .want = 200, .sees = "四月十八日开庭"},
	{"the letter to the lawyer as Word", .as = CADRE, .get = "/labour/aids/{a}/print/letter.docx", .want = 200},
	{"his application as PDF", .as = WORKER, .get = "/labour/aids/{a}/print/application.pdf", .want = 200},
	{"not for a colleague", .as = REP, .get = "/labour/aids/{a}/print/application.pdf", .want = 403},
	{"no notice of a refusal", .as = CHAIR, .get = "/labour/aids/{a}/print/refusal.pdf", .want = 404},
	{"papers are kept with it", .as = CADRE, .post = "/labour/aids/{a}/files", .file = "file=委托书.txt=签名", .want = 303},
	{"not tomorrow", .as = CADRE, .post = "/labour/aids/{a}/finish", .form = "result=2&ended_on=2024-04-02&recovered=1&summary=x", .want = 422, .sees = "今天之间"},
	{"the result", .now = "2024-06-03", .as = CADRE, .post = "/labour/aids/{a}/finish", .form = "result=2&ended_on=2024-06-03&recovered=36000.50&summary=仲裁支持。", .want = 303},
	{"who wrote it does not close it", .as = CADRE, .post = "/labour/aids/{a}/close", .want = 403},
	{"sent back", .as = CHAIR, .post = "/labour/aids/{a}/back", .form = "reason=写明数额", .want = 303},
	{"written again", .as = CADRE, .post = "/labour/aids/{a}/finish", .form = "result=2&ended_on=2024-06-03&recovered=36000.50&summary=仲裁支持 36000.50 元。", .want = 303},
	{"closed", .as = CHAIR, .post = "/labour/aids/{a}/close", .want = 303},
	{"the applicant is asked what he thinks of it", .as = WORKER, .get = "/m/ratings", .want = 200, .sees = "工伤赔偿法律援助"},
	{"content, in one tap", .as = WORKER, .post = "/m/aids/{a}/rate", .form = "rating=1&_back=/m/ratings", .want = 303, .to = "/m/ratings"},
	{"which he may change for some days", .as = WORKER, .get = "/m/aids/{a}", .want = 200, .sees = "改评价"},
	{"changed", .as = WORKER, .post = "/m/aids/{a}/rerate", .form = "rating=2&_back=/m/aids/{a}", .want = 303},
	{"what was supported stays so", .sql = "select rating || ' ' || pleased || ' ' || rated from legal_aid where state = 10", .is = "2 1 1"},
	{"a cadre to whom it is closed reads no words of it", .sql = "select count(*) from rating where record = 'legal_aid' and state = 1 and grade = 2", .is = "1"},
	{"in time, with what was recovered in fen", .settle = 1, .sql = "select sum(n) || ' ' || (select recovered from legal_aid where state = 10) from counter where measure in ('legal_aid.in_time', 'legal_aid.closed') and unit = 10 and grain = 2", .is = "2 3600050"},
	{"taken back", .as = CHAIR, .post = "/labour/aids/{a}/reopen", .form = "reason=补材料", .want = 303},
	{"a second one", APPLY, .keep = "b"},
	{"withdrawn", .as = WORKER, .post = "/m/aids/{b}/withdraw", .form = "reason=已经和解&_back=/m/aids/{b}", .want = 303},
	{"a third", APPLY, .keep = "c"},
	{"a refusal says why", .as = CHAIR, .post = "/labour/aids/{c}/refuse", .want = 422, .sees = "不予援助的理由"},
	{"refused in writing", .as = CHAIR, .post = "/labour/aids/{c}/refuse", .form = "refusal=房屋租赁，不属劳动权益", .want = 303},
	{"what was done is said as one says it", .check = said_well},
	{"the notice has number, addressee, why, where else to ask, and a page to sign for it", .as = WORKER, .get = "/labour/aids/{c}/print/refusal.pdf", .want = 200, .check = notice_says},
	{"as Word", .as = CHAIR, .get = "/labour/aids/{c}/print/refusal.docx", .want = 200},
	{"he reads why and where else to ask", .as = WORKER, .get = "/m/aids/{c}", .want = 200, .sees = "房屋租赁"},
	{"why is in no event", .sql = "select count(*) from event where changes like '%租赁%' or note like '%租赁%'", .is = "0"},
	{"he is told", .sql = "select count(*) from message where person = 1007 and title like '%不予援助%'", .is = "1"},
	{"a fourth, withdrawn after it was approved", APPLY, .keep = "d"},
	{"approved", .as = CHAIR, .post = "/labour/aids/{d}/approve", .form = "kind=1&level=2&opinion=符合", .want = 303},
	{"withdrawn", .as = WORKER, .post = "/m/aids/{d}/withdraw", .form = "reason=自己请律师&_back=/m/aids/{d}", .want = 303},
	{"a chair's own application is not decided by himself", .as = CHAIR, .post = "/m/aid", .form = "kind=1&opponent=甲&means=3&content=乙", .want = 303, .keep = "e"},
	{"refused to him", .as = CHAIR, .post = "/labour/aids/{e}/approve", .form = "kind=1&level=1&opinion=x", .want = 409, .sees = "这是你提出的事项"},
	{"the desk's form", .as = CADRE, .get = "/labour/aids/new", .want = 200, .sees = "登记法律援助申请"},
	{"not a worker's", .as = WORKER, .get = "/labour/aids/new", .want = 403},
	{"the cadre audits the port, too", .sql = "insert into post(id, person, unit, role, title, since, until) values (77001, 1004, 11, 6, '', 19000, 0)"},
	{"which makes the port's people none of his desk", .as = CADRE, .get = "/labour/aids/new", .want = 200, .sees = "样例赵工", .sees_not = "样例吴港"},
	{"a post at a department is none at the union's desk", .sql = "insert into post(id, person, unit, role, title, since, until) values (77002, 1006, 104, 4, '', 19000, 0)"},
	{"whose people are not shown there", .as = REP, .get = "/labour/aids/new", .want = 403, .sees_not = "样例赵工"},
	{"nor after a form with something missing", .as = REP, .post = "/labour/aids", .form = "kind=1&content=三", .want = 403, .sees_not = "样例赵工"},
	{"that post ends", .sql = "delete from post where id = 77002"},
	{"somebody has to be named, and what was typed stays", .as = CADRE, .post = "/labour/aids", .form = "kind=1&opponent=样例外卖站&means=2&content=三个月没有发钱", .want = 422, .sees = "三个月没有发钱"},
	{"one of the two", .as = CADRE, .post = "/labour/aids", .form = "author=1007&walk_in=样例骑手&kind=1&opponent=样例外卖站&means=2&content=三", .want = 422, .sees = "姓名不用再写"},
	{"nobody of elsewhere", .as = CADRE, .post = "/labour/aids", .form = "author=1012&kind=1&opponent=甲&means=2&content=三", .want = 422, .sees = "本工会的人员"},
	{"nor himself", .as = CADRE, .post = "/labour/aids", .form = "author=1004&kind=1&opponent=甲&means=2&content=三", .want = 422, .sees = "不由自己登记"},
	{"who is not registered, by name", .as = CADRE, .post = "/labour/aids", .form = "author=&walk_in=样例骑手&kind=1&opponent=样例外卖站&means=2&content=三个月没有发钱", .want = 303, .keep = "w"},
	{"seven days to decide end on a holiday, so on 11 June", .sql = "select due from legal_aid where walk_in <> ''", .is = "19885"},
	{"his name is in no event, list or index", .sql = "select (select count(*) from event where changes like '%骑手%' or note like '%骑手%') + (select count(*) from matter_index where title like '%骑手%')", .is = "0"},
	{"the list has no name", .as = CADRE, .get = "/labour/aids", .want = 200, .sees = "FY-2024-0006", .sees_not = "样例骑手"},
	{"who took it down reads it", .as = CADRE, .get = "/labour/aids/{w}", .want = 200, .sees = "样例骑手"},
	{"and prints the application for him to sign", .as = CADRE, .get = "/labour/aids/{w}/print/application.pdf", .want = 200},
	{"as Word", .as = CADRE, .get = "/labour/aids/{w}/print/application.docx", .want = 200},
	{"but decides nothing", .as = CADRE, .post = "/labour/aids/{w}/approve", .form = "kind=1&level=1&opinion=x", .want = 403},
	{"approved", .as = CHAIR, .post = "/labour/aids/{w}/approve", .form = "kind=1&level=1&opinion=农民工讨薪，符合条件", .want = 303},
	{"handed to the office, with another contact", .as = CHAIR, .post = "/labour/aids/{w}/appoint", .form = "by=2&lawyer=样例律师&firm=样例援助中心&handler=1006", .want = 303},
	{"the letter to the office", .as = REP, .get = "/labour/aids/{w}/print/letter.pdf", .want = 200},
	{"says what it has to", .check = letter_says},
	{"who took it down reads it no more", .as = CADRE, .get = "/labour/aids/{w}", .want = 403},
	{"the contact has it in his list", .as = REP, .get = "/m/aid", .want = 200, .sees = "我联系的"},
	{"nobody with an account was told anything", .sql = "select count(*) from message where person = 0", .is = "0"},
	{"one more", APPLY, .keep = "u"},
	{"approved", .as = CHAIR, .post = "/labour/aids/{u}/approve", .form = "kind=2&level=1&opinion=符合", .want = 303},
	{"appointed", .as = CHAIR, .post = "/labour/aids/{u}/appoint", .form = "by=1&lawyer=样例律师&firm=样例律所&handler=1004", .want = 303},
	{"ended", .as = CADRE, .post = "/labour/aids/{u}/finish", .form = "result=1&ended_on=2024-06-03&recovered=0&summary=和解。", .want = 303},
	{"closed", .as = CHAIR, .post = "/labour/aids/{u}/close", .want = 303},
	{"who does not rate is asked no more after some days", .now = "2024-06-19", .settle = 1, .sql = "select m.rated || ' ' || x.state || ' ' || m.pleased from legal_aid m join rating x on x.matter = m.id where m.id = {u}", .is = "2 4 1"},
	{"overdue by itself", .now = "2024-06-20", .settle = 1, .sql = "select sum(n) from counter where measure = 'legal_aid.overdue' and unit = 10 and grain = 0 and at <= 19894", .is = "1"},
};

int main(void)
{
	return scenario("legal aids", steps, sizeof(steps) / sizeof(steps[0]));
}
