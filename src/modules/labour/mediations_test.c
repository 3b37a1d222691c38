/* Mediation: from the phone to the signed agreement, and to the way to arbitration; who reads it and who does not. */
#include <stdio.h>
#include <stdlib.h>

#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define REP "13800000006"
#define WORKER "13800000007"
#define AUDITOR "13800000008"
#define APPLY(kind) .as = WORKER, .post = "/m/mediation", .form = "kind=" kind "&opponent=临江发电有限公司&claims=支付二月加班工资&content=二月加班三天没有发加班工资", .want = 303

/* What the notice says, read back by another program: why, by what article, and where to go. */
static const char *notice_says(struct app *app)
{
	static const char *const words[] = {"调不受〔2024〕1号", "买房借款不是劳动争议", "第二条", "不予受理", "劳动争议仲裁委员会", "时效期间为1年", "送达回证"};
	char command[900];
	(void)app;
	if (!scenario_has("pdftotext"))
		return NULL;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		snprintf(command, sizeof(command), "pdftotext '%s' - | tr -d '\\n\\f ' | grep -q '%s'", scenario_download(), words[i]);
		if (system(command) != 0)
			return words[i];
	}
	return NULL;
}

static const struct step steps[] = {
	{"the form says who will see it", .as = WORKER, .get = "/m/mediation", .want = 200, .sees = "只有双方、调解员和工会主席"},
	{"without a request it is none, and what was typed stays", .as = WORKER, .post = "/m/mediation", .form = "kind=1&opponent=甲公司&content=没有发钱", .want = 422, .sees = "没有发钱</textarea>"},
	{"an application", APPLY("1"), .keep = "m"},
	{"three working days to accept it: 6 March; the law's fifteen end on Monday 18 March", .sql = "select due || ' ' || arbitrate_on from mediation", .is = "19788 19800"},
	{"its title names nobody", .sql = "select title from matter_index where record = 'mediation'", .is = "劳动报酬争议"},
	{"what it is about is in no event", .sql = "select count(*) from event where changes like '%加班工资%' or note like '%加班工资%'", .is = "0"},
	{"the applicant follows it", .as = WORKER, .get = "/m/mediations/{m}?new=1", .want = 200, .sees = "TJ-2024-0001"},
	{"he sees his application again", .as = WORKER, .get = "/m/mediation", .want = 200, .sees = "劳动报酬争议"},
	{"by the other address he comes there too", .as = WORKER, .get = "/labour/mediations/{m}", .want = 303, .to = "/m/mediations/"},
	{"a colleague does not", .as = REP, .get = "/m/mediations/{m}", .want = 403},
	{"nor a cadre who does not mediate it", .as = CADRE, .get = "/labour/mediations/{m}", .want = 403},
	{"nor the federation", .as = FEDERATION, .get = "/labour/mediations/{m}", .want = 403},
	{"the list has no names", .as = CADRE, .get = "/labour/mediations", .want = 200, .sees = "TJ-2024-0001", .sees_not = "样例赵工"},
	{"the chair reads it", .as = CHAIR, .get = "/labour/mediations/{m}", .want = 200, .sees = "调解委员会还没有职工代表"},
	{"a committee without sides accepts nothing", .as = CHAIR, .post = "/labour/mediations/{m}/sort", .form = "kind=1&level=1", .want = 409, .sees = "还没有职工代表"},
	{"a mediator has a side", .as = CADRE, .post = "/labour/officers", .form = "person=1004&kind=2", .want = 422, .sees = "代表职工还是企业"},
	{"for the workers", .as = CADRE, .post = "/labour/officers", .form = "person=1004&kind=2&side=1", .want = 303, .keep = "o"},
	{"one side is not enough", .as = CHAIR, .post = "/labour/mediations/{m}/sort", .form = "kind=1&level=1", .want = 409, .sees = "还没有企业代表"},
	{"for the employer", .as = CADRE, .post = "/labour/officers", .form = "person=1005&kind=2&side=2", .want = 303},
	{"nor without a head", .as = CHAIR, .post = "/labour/mediations/{m}/sort", .form = "kind=1&level=1", .want = 409, .sees = "还没有主任"},
	{"its head", .as = CADRE, .post = "/labour/officers/{o}", .form = "person=1004&kind=2&side=1&chair=1&_version=1", .want = 303},
	{"one of the applicant's own team", .as = CADRE, .post = "/labour/officers", .form = "person=1006&kind=2&side=1", .want = 303},
	{"accepted on Monday", .now = "2024-03-04", .as = CHAIR, .post = "/labour/mediations/{m}/sort", .form = "kind=1&level=1", .want = 303},
	{"fifteen days from then: 19 March", .sql = "select due from mediation", .is = "19801"},
	{"the applicant is told", .sql = "select count(*) from message where person = 1007 and title like '%已受理'", .is = "1"},
	{"not somebody of the same team", .as = CHAIR, .post = "/labour/mediations/{m}/assign", .form = "mediator1=1006&no_conflict=1", .want = 422, .sees = "同一个班组"},
	{"nor nobody's mediator", .as = CHAIR, .post = "/labour/mediations/{m}/assign", .form = "mediator1=1008&no_conflict=1", .want = 422, .sees = "调解委员会的调解员"},
	{"nor without asking", .as = CHAIR, .post = "/labour/mediations/{m}/assign", .form = "mediator1=1004", .want = 422, .sees = "先逐人询问"},
	{"nor the other party himself", .as = CHAIR, .post = "/labour/mediations/{m}/assign", .form = "mediator1=1004&mediator2=1005&respondent=1005&no_conflict=1", .want = 422, .sees = "当事人不能做"},
	{"two, one of each side, and who speaks for the firm", .as = CHAIR, .post = "/labour/mediations/{m}/assign", .form = "mediator1=1004&mediator2=1005&respondent=1008&no_conflict=1", .want = 303},
	{"the mediator reads it", .as = CADRE, .get = "/labour/mediations/{m}", .want = 200, .sees = "二月加班三天"},
	{"so does who speaks for the firm", .as = AUDITOR, .get = "/labour/mediations/{m}", .want = 200, .sees = "二月加班三天"},
	{"and writes", .as = AUDITOR, .post = "/labour/mediations/{m}/say", .form = "reason=公司愿意核对考勤", .want = 303},
	{"the applicant answers", .as = WORKER, .post = "/m/mediations/{m}/say", .form = "reason=我有打卡记录&_back=/m/mediations/{m}", .want = 303},
	{"not somebody else", .as = REP, .post = "/m/mediations/{m}/say", .form = "reason=x", .want = 403},
	{"other steps are not the phone's", .as = WORKER, .post = "/m/mediations/{m}/agree", .want = 404},
	{"no record to print before anybody was heard", .as = CADRE, .get = "/labour/mediations/{m}/print/record.pdf", .want = 404},
	{"no result without a record", .as = CADRE, .post = "/labour/mediations/{m}/agree", .form = "agreed_on=2024-03-04&terms=支付&perform_by=2024-03-31", .want = 409, .sees = "先记录调解笔录"},
	{"the chair does not mediate it", .as = CHAIR, .post = "/labour/mediations/{m}/hear", .form = "heard_on=2024-03-04&place=会议室&record=x", .want = 409, .sees = "由指派的调解员"},
	{"heard", .as = CADRE, .post = "/labour/mediations/{m}/hear", .form = "heard_on=2024-03-04&place=会议室&record=双方到场，核对考勤三天。", .want = 303},
	{"the record as Word, to be signed", .as = CADRE, .get = "/labour/mediations/{m}/print/record.docx", .want = 200},
	{"as PDF, also for the other side", .as = AUDITOR, .get = "/labour/mediations/{m}/print/record.pdf", .want = 200},
	{"not for others", .as = REP, .get = "/labour/mediations/{m}/print/record.pdf", .want = 403},
	{"longer only when both agree", .as = CADRE, .post = "/labour/mediations/{m}/extend", .form = "days=10&reason=核对考勤", .want = 422, .sees = "双方当事人都同意"},
	{"both do: 29 March", .as = CADRE, .post = "/labour/mediations/{m}/extend", .form = "days=10&reason=核对考勤&consent=1", .want = 303},
	{"its new end", .sql = "select due from mediation", .is = "19811"},
	{"once", .as = CADRE, .post = "/labour/mediations/{m}/extend", .form = "days=1&reason=再&consent=1", .want = 409, .sees = "已经延过一次"},
	{"on the fifteenth day nothing is said yet", .now = "2024-03-18", .settle = 1, .sql = "select count(*) from message where person = 1007 and title like '%可以申请仲裁'", .is = "0"},
	{"the day after it he is told that he may go to arbitration", .now = "2024-03-19", .settle = 1, .sql = "select count(*) from message where person = 1007 and title like '%可以申请仲裁'", .is = "1"},
	{"his page too, with the article", .as = WORKER, .get = "/m/mediations/{m}", .want = 200, .sees = "第十四、二十七条"},
	{"no paper yet", .as = WORKER, .get = "/labour/mediations/{m}/print/agreement.pdf", .want = 404},
	{"agreed", .now = "2024-03-20", .as = CADRE, .post = "/labour/mediations/{m}/agree", .form = "agreed_on=2024-03-20&terms=公司于三月底前支付加班工资一千二百元。&perform_by=2024-03-31", .want = 303},
	{"its number", .sql = "select paper_no from mediation", .is = "临江发电调协〔2024〕1号"},
	{"as Word", .as = CADRE, .get = "/labour/mediations/{m}/print/agreement.docx", .want = 200},
	{"as PDF, for the applicant", .as = WORKER, .get = "/labour/mediations/{m}/print/agreement.pdf", .want = 200},
	{"not for others", .as = REP, .get = "/labour/mediations/{m}/print/agreement.pdf", .want = 403},
	{"not the other paper", .as = CADRE, .get = "/labour/mediations/{m}/print/notice.pdf", .want = 404},
	{"one signature is missing", .as = CADRE, .post = "/labour/mediations/{m}/signed", .form = "signed_on=2024-03-20&applicant_signed=1&mediator_signed=1", .want = 422, .sees = "双方和调解员都签了"},
	{"the firm does not sign this", .as = CADRE, .post = "/labour/mediations/{m}/unsign", .form = "reason=金额有误", .want = 303},
	{"the first end stands again", .sql = "select due || ' ' || result from mediation", .is = "19801 0"},
	{"agreed anew", .as = CADRE, .post = "/labour/mediations/{m}/agree", .form = "agreed_on=2024-03-20&terms=公司于三月底前支付加班工资一千一百元。&perform_by=2024-03-31", .want = 303},
	{"signed by all", .as = CADRE, .post = "/labour/mediations/{m}/signed", .form = "signed_on=2024-03-20&applicant_signed=1&opponent_signed=1&mediator_signed=1", .want = 303},
	{"thirty days to confirm it: 19 April", .sql = "select confirm_by from mediation", .is = "19832"},
	{"not closed before it is kept", .as = CHAIR, .post = "/labour/mediations/{m}/close", .want = 409},
	{"the day after it is to be kept its mediators are asked whether it was", .now = "2024-04-01", .settle = 1, .sql = "select count(*) from message where person in (1004, 1005) and title like '调解协议到期%'", .is = "2"},
	{"the signed copy", .as = CADRE, .post = "/labour/mediations/{m}/files", .file = "file=协议.txt=签名", .want = 303},
	{"kept", .now = "2024-04-01", .as = CADRE, .post = "/labour/mediations/{m}/kept", .form = "kept=1&reason=看过转账记录", .want = 303},
	{"an agreement has no notice to be handed over", .as = CADRE, .get = "/labour/mediations/{m}", .want = 200, .sees_not = "记录送达"},
	{"not by address either", .as = CADRE, .post = "/labour/mediations/{m}/told", .form = "told_on=2024-04-01", .want = 409, .sees = "没有告知书要送"},
	{"the mediator does not close it", .as = CADRE, .post = "/labour/mediations/{m}/close", .want = 403},
	{"closed", .as = CHAIR, .post = "/labour/mediations/{m}/close", .want = 303},
	{"the applicant is asked what he thinks of it", .as = WORKER, .get = "/m/ratings", .want = 200, .sees = "劳动报酬争议"},
	{"on its page too", .as = WORKER, .get = "/m/mediations/{m}", .want = 200, .sees = "办得怎么样"},
	{"not who mediated it", .as = CADRE, .post = "/m/mediations/{m}/rate", .form = "rating=1&_back=/m/mediations/{m}", .want = 403},
	{"nor who spoke for the firm", .as = AUDITOR, .post = "/m/mediations/{m}/rate", .form = "rating=1&_back=/m/mediations/{m}", .want = 403},
	{"no grade is no rating, and what he typed stays", .as = WORKER, .post = "/m/mediations/{m}/rate", .form = "reason=太慢&_back=/m/mediations/{m}", .want = 422, .sees = "太慢</textarea>"},
	{"not content", .as = WORKER, .post = "/m/mediations/{m}/rate", .form = "rating=3&reason=加班三天只认两天&_back=/m/mediations/{m}", .want = 303},
	{"in other words", .as = WORKER, .post = "/m/mediations/{m}/rerate", .form = "rating=3&reason=三天只认两天&_back=/m/mediations/{m}", .want = 303},
	{"it stays closed; a call-back is owed, by none who mediated it", .sql = "select m.state || ' ' || x.state || ' ' || x.drafter from mediation m join rating x on x.matter = m.id where x.record = 'mediation'", .is = "10 2 1004"},
	{"which", .sql = "select id from rating where record = 'mediation'", .keep = "rt"},
	{"the chair reads his words", .as = CHAIR, .get = "/ratings/{rt}", .want = 200, .sees = "三天只认两天"},
	{"a cadre to whom the matter is closed does not", .as = CADRE, .post = "/ratings/{rt}/call", .form = "result=1&said=问过", .want = 409, .sees = "经办"},
	{"the chair calls", .as = CHAIR, .post = "/ratings/{rt}/call", .form = "result=2&said=说明了考勤核对的结果。", .want = 303},
	{"it counts as a success", .settle = 1, .sql = "select sum(n) from counter where measure in ('mediation.agreed', 'mediation.kept') and unit = 10 and grain = 2", .is = "2"},
	{"taken back", .as = CHAIR, .post = "/labour/mediations/{m}/reopen", .form = "reason=补材料", .want = 303},
	{"closed again", .as = CHAIR, .post = "/labour/mediations/{m}/close", .want = 303},

	{"another", APPLY("5"), .keep = "f"},
	{"accepted", .as = CHAIR, .post = "/labour/mediations/{f}/sort", .form = "kind=5&level=1", .want = 303},
	{"assigned", .as = CHAIR, .post = "/labour/mediations/{f}/assign", .form = "mediator1=1005&no_conflict=1", .want = 303},
	{"assigned anew", .as = CHAIR, .post = "/labour/mediations/{f}/reassign", .form = "mediator1=1004&no_conflict=1", .want = 303},
	{"who is not its mediator any more reads it no more", .as = HANDLER, .get = "/labour/mediations/{f}", .want = 403},
	{"heard", .as = CADRE, .post = "/labour/mediations/{f}/hear", .form = "heard_on=2024-04-01&place=会议室&record=双方各执一词。", .want = 303},
	{"ended without an agreement", .as = CADRE, .post = "/labour/mediations/{f}/fail", .form = "failure=对补偿数额分歧大", .want = 303},
	{"the notice as PDF", .as = WORKER, .get = "/labour/mediations/{f}/print/notice.pdf", .want = 200},
	{"as Word", .as = CADRE, .get = "/labour/mediations/{f}/print/notice.docx", .want = 200},
	{"not closed before both were told", .as = CHAIR, .post = "/labour/mediations/{f}/close", .want = 409, .sees = "书面告知双方"},
	{"no day to be mended yet", .as = CADRE, .post = "/labour/mediations/{f}/retold", .form = "told_on=2024-04-01", .want = 409, .sees = "还没有记录送达"},
	{"told", .as = CADRE, .post = "/labour/mediations/{f}/told", .form = "told_on=2024-04-01", .want = 303},
	{"once", .as = CADRE, .get = "/labour/mediations/{f}", .want = 200, .sees = "改送达日期", .sees_not = "/told\""},
	{"its day is mended", .as = CADRE, .post = "/labour/mediations/{f}/retold", .form = "told_on=2024-04-01", .want = 303},
	{"his phone leads on to legal aid", .as = WORKER, .get = "/m/mediations/{f}", .want = 200, .sees = "/m/aid?mediation="},
	{"with what he wrote already", .as = WORKER, .get = "/m/aid?mediation={f}", .want = 200, .sees = "（调解 TJ-2024-0002）"},
	{"not for a colleague", .as = REP, .get = "/m/aid?mediation={f}", .want = 200, .sees_not = "TJ-2024-0002"},
	{"closed", .as = CHAIR, .post = "/labour/mediations/{f}/close", .want = 303},
	{"one of two", .settle = 1, .sql = "select sum(n) from counter where measure in ('mediation.agreed', 'mediation.closed') and unit = 10 and grain = 2", .is = "3"},

	{"a third", APPLY("7"), .keep = "w"},
	{"withdrawn", .as = WORKER, .post = "/m/mediations/{w}/withdraw", .form = "reason=已经谈好&_back=/m/mediations/{w}", .want = 303},
	{"the desk's form", .as = CHAIR, .get = "/labour/mediations/new", .want = 200, .sees = "申请人"},
	{"a chair's post at a department is none at the union's desk", .sql = "insert into post(id, person, unit, role, title, since, until) values (77011, 1006, 104, 5, '', 19000, 0)"},
	{"whose people are not shown there", .as = REP, .get = "/labour/mediations/new", .want = 403, .sees_not = "样例赵工"},
	{"nor after a form with something missing", .as = REP, .post = "/labour/mediations", .form = "opponent=", .want = 403, .sees_not = "样例赵工"},
	{"that post ends", .sql = "delete from post where id = 77011"},
	{"nobody from elsewhere", .as = CHAIR, .post = "/labour/mediations", .form = "author=1012&kind=1&opponent=甲&claims=乙&content=丙", .want = 422, .sees = "请选择申请人"},
	{"at the desk", .as = CHAIR, .post = "/labour/mediations", .form = "author=1007&kind=3&opponent=甲&claims=乙&content=丙", .want = 303, .keep = "d"},
	{"no paper of a refusal before it", .as = CHAIR, .get = "/labour/mediations/{d}/print/refusal.pdf", .want = 404},
	{"a refusal names its case, and what was typed stays", .as = CHAIR, .post = "/labour/mediations/{d}/refuse", .form = "refusal=买房借款不是劳动争议", .want = 422, .sees = "买房借款不是劳动争议"},
	{"refused in writing", .now = "2024-04-02", .as = CHAIR, .post = "/labour/mediations/{d}/refuse", .form = "ground=1&refusal=买房借款不是劳动争议。", .want = 303},
	{"its notice has a number of its own series", .sql = "select paper_no || ' ' || ended_on from mediation where ground = 1", .is = "临江发电调不受〔2024〕1号 19815"},
	{"its reason is in no event", .sql = "select count(*) from event where changes like '%借款%' or note like '%借款%'", .is = "0"},
	{"the notice as Word", .as = CHAIR, .get = "/labour/mediations/{d}/print/refusal.docx", .want = 200},
	{"as PDF, for the applicant, who reads why", .as = WORKER, .get = "/m/mediations/{d}", .want = 200, .sees = "不予受理告知书（PDF）"},
	{"and has it", .as = WORKER, .get = "/labour/mediations/{d}/print/refusal.pdf", .want = 200},
	{"it says why, by what and where to go", .check = notice_says},
	{"nobody else", .as = REP, .get = "/labour/mediations/{d}/print/refusal.pdf", .want = 403},
	{"not handed over before it was written", .as = CHAIR, .post = "/labour/mediations/{d}/told", .form = "told_on=2024-04-01", .want = 422, .sees = "日期在2024年4月2日和今天之间"},
	{"handed over", .as = CHAIR, .post = "/labour/mediations/{d}/told", .form = "told_on=2024-04-02", .want = 303},
	{"the day stands there, and is not asked for again", .as = CHAIR, .get = "/labour/mediations/{d}", .want = 200, .sees = "告知书送达日期", .sees_not = "/told\""},
	{"nor taken again", .as = CHAIR, .post = "/labour/mediations/{d}/told", .form = "told_on=2024-04-02", .want = 409, .sees = "送达已经记录"},
	{"but may be mended", .as = CHAIR, .post = "/labour/mediations/{d}/retold", .form = "told_on=2024-04-02", .want = 303},
	{"a fifth, withdrawn after it was accepted", APPLY("2"), .keep = "v"},
	{"accepted", .as = CHAIR, .post = "/labour/mediations/{v}/sort", .form = "kind=2&level=1", .want = 303},
	{"withdrawn", .as = WORKER, .post = "/m/mediations/{v}/withdraw", .form = "reason=改走仲裁&_back=/m/mediations/{v}", .want = 303},
	{"a sixth, withdrawn while it is mediated", APPLY("2"), .keep = "x"},
	{"accepted", .as = CHAIR, .post = "/labour/mediations/{x}/sort", .form = "kind=2&level=1", .want = 303},
	{"assigned", .as = CHAIR, .post = "/labour/mediations/{x}/assign", .form = "mediator1=1005&no_conflict=1", .want = 303},
	{"withdrawn", .as = WORKER, .post = "/m/mediations/{x}/withdraw", .form = "reason=改走仲裁&_back=/m/mediations/{x}", .want = 303},
	{"who does not rate is asked no more after some days", .now = "2024-04-30", .settle = 1, .sql = "select m.rated || ' ' || x.state from mediation m join rating x on x.matter = m.id where m.id = {f}", .is = "2 4"},
	{"late ones count by themselves", .now = "2024-05-20", APPLY("1"), .keep = "l"},
	{"untouched", .now = "2024-05-27", .settle = 1, .sql = "select sum(n) from counter where measure = 'mediation.overdue' and unit = 10 and grain = 2", .is = "1"},
	{"exported without names", .as = CADRE, .post = "/lists/mediations/export", .want = 200},
};

int main(void)
{
	return scenario("mediations", steps, sizeof(steps) / sizeof(steps[0]));
}
