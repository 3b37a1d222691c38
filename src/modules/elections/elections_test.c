/* A re-election in thirteen steps, with each gate tried before it opens. */
#include <stdio.h>
#include <string.h>

#include "app/demo_year.h"
#include "kernel/app.h"
#include "modules/elections/elections.h"
#include "modules/members/test_members.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define REP "13800000006"
#define WORKER "13800000007"
#define AUDITOR "13800000008"
#define OTHER_CHAIR "13800000021"
#define PLAIN "title=样例第六届换届&kind=1&form=1&term_no=6&years=5&term_end=2024-04-30&meeting_on=2024-03-20&seats_committee=1&seats_audit=1"
#define BASE PLAIN "&seats_reason=样例只设一席"
#define BODY BASE "&request_no=样发工〔2024〕6号&report_no=样发工〔2024〕9号&signer=样例李卫&contact=样例沈洁，0000-1234567&group_people=样例李卫任组长&qualification=六名会员有选举权&delegates=会员大会&objections=无&report_text=六人到会&archive_no=2024-6"

enum { PORT_FIRST = 5001, PORT = 130 };

/* Six of the plant; a hundred and thirty of the port, who meet by delegates. */
static void members(struct app *app)
{
	static const int64_t ids[] = {1003, 1004, 1005, 1006, 1007, 1008};
	static struct demo_person p[PORT];
	static char mobiles[PORT][12];
	static int64_t port[PORT];
	struct db *d = writer_db(app->writer);
	for (int i = 0; i < PORT; i++) {
		snprintf(mobiles[i], sizeof(mobiles[i]), "1390008%04d", i);
		p[i] = (struct demo_person){"样例港", mobiles[i], 11, 0, 0, ""};
		port[i] = PORT_FIRST + i;
	}
	db_begin(d);
	demo_people_add(app, d, PORT_FIRST, p, PORT);
	db_commit(d);
	test_members(app, ids, sizeof(ids) / sizeof(ids[0]));
	test_members(app, port, PORT);
}

#define PORTS "title=样例港口换届&kind=1&form=2&term_no=5&years=5&term_end=2024-04-30&seats_committee=5"

PDF_SAYS(request, "临江发电有限公司工会文件", "关于召开会员大会", "进行换届选举的请示", "我会第五届委员会于2024年4月30日任期届满", "2024年3月20日", "第六届工会委员会委员1名，候选人不少于2名，差额选举", "第六届经费审查委员会委员1名，候选人1名，等额选举", "任期五年", "妥否，请批示")
PDF_SAYS(approval_draft, "（代拟稿）", "同意你会于2024年3月20日召开会员大会")
PDF_SAYS(approval, "样临工组〔2024〕3号", "关于同意临江发电有限公司工会换届选举的批复", "2024年3月1日")
PDF_SAYS(report, "样发工〔2024〕9号", "签发人：样例李卫", "样临工组〔2024〕3号", "大会应到6人，实到6人", "六人到会", "附件：计票结果报告", "联系人：样例沈洁，0000-1234567")
PDF_SAYS(reply, "样临工组〔2024〕8号", "《关于第六届工会委员会选举结果的报告》（样发工〔2024〕9号）收悉", "自2024年3月20日起", "2024年4月20日")

/* Nothing of the record is left out of the groups. */
static const char *all_fields(struct app *app)
{
	static char why[80];
	for (int i = 0; i < election_record.n_fields; i++) {
		const struct field *f = &election_record.fields[i];
		snprintf(why, sizeof(why), "name=\"%s\"", f->name);
		if (f->use & F_FORM && !strstr(scenario_page(), why))
			return why;
	}
	(void)app;
	return NULL;
}

static const struct step steps[] = {
	{"the empty list says what to do", .as = CHAIR, .get = "/elections", .want = 200, .sees = "还没有换届选举"},
	{"the form", .as = CHAIR, .get = "/elections/new", .want = 200, .sees = "上届届满日期"},
	{"a worker may not", .as = WORKER, .get = "/elections/new", .want = 403},
	{"a re-election names the end of the term", .as = CHAIR, .post = "/elections",
	 .form = "title=x&kind=1&form=1&term_no=6&years=5&seats_committee=1", .want = 422, .sees = "请填写上届届满日期"},
	{"the form says how many seats for so many members", .as = CHAIR, .get = "/elections/new", .want = 200, .sees = "3 至 5 席，也可以只选主席一人"},
	{"one auditor is fewer than the rule says", .as = CHAIR, .post = "/elections", .form = PLAIN, .want = 422, .sees = "经费审查委员会按现有会员人数应设 3 至 11 席"},
	{"nine members are more than the law gives six", .as = CHAIR, .post = "/elections",
	 .form = "title=x&kind=1&form=1&term_no=6&years=5&term_end=2024-04-30&seats_committee=9", .want = 422,
	 .sees = "应设 3 至 5 席（《工会基层组织选举工作条例》（总工发〔2016〕27号）第八条）"},
	{"six members meet themselves", .as = CHAIR, .post = "/elections", .form = "title=x&kind=1&form=2&term_no=6&years=5&term_end=2024-04-30&seats_committee=3", .want = 422,
	 .sees = "不足 100 人，应当召开会员大会（中国工会章程第26条）"},
	{"a hundred and thirty may send delegates", .as = OTHER_CHAIR, .get = "/elections/new", .want = 200, .sees = "30 至 40 名，中层以上管理人员不超过五分之一"},
	{"not twenty", .as = OTHER_CHAIR, .post = "/elections", .form = PORTS "&delegates_count=20", .want = 422, .sees = "应选代表 30 至 40 名"},
	{"of thirty-five, seven are a fifth: eight are too many", .as = OTHER_CHAIR, .post = "/elections", .form = PORTS "&delegates_count=35&delegates_managers=8", .want = 422,
	 .sees = "35 名代表里最多 7 名"},
	{"what was typed stays", .as = CHAIR, .post = "/elections",
	 .form = "title=样例留字&kind=1&form=1&term_no=6&years=5&term_end=2024-04-30&seats_committee=9", .want = 422, .sees = "样例留字"},
	{"with a reason it is registered", .as = CHAIR, .post = "/elections", .form = BASE, .want = 303, .keep = "e"},
	{"another union does not see it", .as = OTHER_CHAIR, .get = "/elections/{e}", .want = 403},
	{"a meeting in the term needs no delay", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees_not = "延期换届"},
	{"the form has every field of the record, in groups", .as = CHAIR, .get = "/elections/new", .want = 200, .check = all_fields},
	{"what is not due yet is folded", .as = CHAIR, .get = "/elections/new", .want = 200, .sees = "<details><summary class=\"li\"><h2 class=\"grow\">筹备、资格和代表</h2>"},
	{"unless something is wrong in it", .as = CHAIR, .post = "/elections", .form = PLAIN "&seats_reason=样例&delegates_count=x", .want = 422,
	 .sees = "<details open><summary class=\"li\"><h2 class=\"grow\">筹备、资格和代表</h2>"},
	{"the page shows thirteen steps", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees = "13. 归档"},
	{"the request is printed", .as = CHAIR, .get = "/elections/{e}/print/request.docx", .want = 200},
	{"it says what is asked", .as = CHAIR, .get = "/elections/{e}/print/request.pdf", .want = 200, .check = request},
	{"the report is not yet", .as = CHAIR, .get = "/elections/{e}/print/report.docx", .want = 409},
	{"1 the request goes up", .as = CHAIR, .post = "/election/{e}/do/request", .want = 303},
	{"the federation is told", .sql = "select count(*) from message where title = '临江发电有限公司工会报送换届请示' and person in (1001, 1002)", .is = "2"},
	{"the union does not answer itself", .as = CHAIR, .post = "/election/{e}/do/approve", .form = "reason=同意", .want = 409, .sees = "由上一级工会办理"},
	{"2 the federation sends it back once", .as = FEDERATION, .post = "/election/{e}/do/return", .form = "reason=缺附件", .want = 303},
	{"it comes again", .as = CHAIR, .post = "/election/{e}/do/request", .want = 303},
	{"the union takes it back", .as = CHAIR, .post = "/election/{e}/do/withdraw", .form = "reason=漏附件", .want = 303},
	{"not twice", .as = CHAIR, .post = "/election/{e}/do/withdraw", .form = "reason=漏附件", .want = 409},
	{"no step before its own", .as = CHAIR, .post = "/election/{e}/do/prepare", .want = 409},
	{"nor the last before all", .as = CHAIR, .post = "/election/{e}/do/archive", .want = 409},
	{"and it comes a third time", .as = CHAIR, .post = "/election/{e}/do/request", .want = 303},
	{"the reply is drafted for who decides", .as = FEDERATION, .get = "/elections/{e}/print/approval.pdf", .want = 200, .check = approval_draft},
	{"and is approved", .as = FEDERATION, .post = "/election/{e}/do/approve", .form = "reason=样临工组〔2024〕3号", .want = 303},
	{"the step says when, by whom and with what number", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees = "2. 同意换届</b><span class=\"d d-b\">3月1日 周五　样例周敏　样临工组〔2024〕3号"},
	{"3 without a group it does not go on", .as = CHAIR, .post = "/election/{e}/do/prepare", .want = 409, .sees = "请先填写筹备组"},
	{"the form again", .as = CHAIR, .get = "/elections/{e}/edit", .want = 200},
	{"the contents", .sql = "select version from election", .keep = "ver"},
	{"are filled in", .as = CHAIR, .post = "/elections/{e}", .form = BODY "&_version={ver}", .want = 303},
	{"3", .as = CHAIR, .post = "/election/{e}/do/prepare", .want = 303},
	{"3 back", .as = CHAIR, .post = "/election/{e}/do/back", .form = "reason=成员有变", .want = 303},
	{"3 again", .as = CHAIR, .post = "/election/{e}/do/prepare", .want = 303},
	{"4", .as = CHAIR, .post = "/election/{e}/do/qualify", .want = 303},
	{"4 back", .as = CHAIR, .post = "/election/{e}/do/back", .form = "reason=漏审一人", .want = 303},
	{"4 again", .as = CHAIR, .post = "/election/{e}/do/qualify", .want = 303},
	{"nobody is put up before", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=1&person=1003&declared=1", .want = 409},
	{"5", .as = CHAIR, .post = "/election/{e}/do/delegates", .want = 303},
	{"5 back", .as = CHAIR, .post = "/election/{e}/do/back", .form = "reason=登记有误", .want = 303},
	{"5 again", .as = CHAIR, .post = "/election/{e}/do/delegates", .want = 303},
	{"6 candidates are missing, with the article", .as = CHAIR, .post = "/election/{e}/do/nominate", .want = 409,
	 .sees = "工会委员会委员应选 1 人，候选人至少 2 人，现有 0 人（工会基层组织选举工作条例（总工发〔2016〕27号）第17条（未核实））"},
	{"without the declaration nobody is put up", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=1&person=1003", .want = 422, .sees = "工会法第10条"},
	{"whoever was chosen stays, the mark is asked for beside it", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=1&person=1003", .want = 422, .sees = "id=\"h-declared\">请逐项核对"},
	{"in his place", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=1&person=1003", .want = 422, .sees = "<option value=\"1003\" selected"},
	{"no organ is said of the organ", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "person=1003&declared=1", .want = 422, .sees = "id=\"h-organ\">请选择要选举的职务"},
	{"those who are barred elsewhere are not asked about", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees_not = "外籍职工"},
	{"an organ that is not elected", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=4&person=1003&declared=1", .want = 422},
	{"who keeps his membership does not stand", .as = CHAIR, .post = "/member/1005/do/keep", .form = "reason=停薪留职", .want = 303},
	{"he is no candidate", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=1&person=1005&declared=1", .want = 422, .sees = "不是在籍会员"},
	{"what was declared of him is not declared of the next", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=1&person=1005&declared=1", .want = 422,
	 .sees = "name=\"declared\" value=\"1\">", .sees_not = "name=\"declared\" value=\"1\" checked"},
	{"he is back", .as = CHAIR, .post = "/member/1005/do/resume", .form = "reason=回岗", .want = 303},
	{"who may not is shown with the article", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees = "企业主要负责人的近亲属"},
	{"somebody of another union", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=1&person=1012&declared=1", .want = 422, .sees = "本单位的在册人员"},
	{"one", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=1&person=1003&declared=1", .want = 303},
	{"two", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=1&person=1004&declared=1", .want = 303},
	{"one too many", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=1&person=1005&declared=1", .want = 303},
	{"goes", .as = CHAIR, .post = "/elections/{e}/candidates/drop", .form = "organ=1&person=1005", .want = 303},
	{"twice is nobody", .as = CHAIR, .post = "/elections/{e}/candidates/drop", .form = "organ=1&person=1005", .want = 404},
	{"one for the audit: as many as seats", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=2&person=1007&declared=1", .want = 303},
	{"6", .as = CHAIR, .post = "/election/{e}/do/nominate", .want = 303},
	{"a member sees nothing yet", .as = WORKER, .get = "/elections/{e}/notice", .want = 404},
	{"nominated anew", .as = CHAIR, .post = "/election/{e}/do/revise", .form = "reason=漏一人", .want = 303},
	{"6 again", .as = CHAIR, .post = "/election/{e}/do/nominate", .want = 303},
	{"7 published", .as = CHAIR, .post = "/election/{e}/do/publish", .want = 303},
	{"the days of the notice are said", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees = "公示自"},
	{"one more goes back to be nominated", .as = CHAIR, .post = "/election/{e}/do/revise", .form = "reason=漏一人", .want = 303},
	{"the notice that was is not said any more", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees_not = "公示自"},
	{"nominated again", .as = CHAIR, .post = "/election/{e}/do/nominate", .want = 303},
	{"published again", .as = CHAIR, .post = "/election/{e}/do/publish", .want = 303},
	{"every member sees it", .as = WORKER, .get = "/elections/{e}/notice", .want = 200, .sees = "样例李卫"},
	{"nobody of another union", .as = OTHER_CHAIR, .get = "/elections/{e}/notice", .want = 403},
	{"its paper", .as = CHAIR, .get = "/elections/{e}/print/notice.docx", .want = 200},
	{"8 not before seven days are over", .as = FEDERATION, .post = "/election/{e}/do/confirm", .form = "reason=同意", .want = 409,
	 .sees = "公示 7 日（企业工会主席产生办法（试行）第10条），到2024年3月8日满"},
	{"the seventh day is not enough", .now = "2024-03-08", .as = FEDERATION, .post = "/election/{e}/do/confirm", .form = "reason=同意", .want = 409},
	{"on the next it is confirmed", .now = "2024-03-09", .as = FEDERATION, .post = "/election/{e}/do/confirm", .form = "reason=同意", .want = 303},
	{"the federation takes its consent back", .as = FEDERATION, .post = "/election/{e}/do/back", .form = "reason=有来信反映", .want = 303},
	{"and gives it again", .as = FEDERATION, .post = "/election/{e}/do/confirm", .form = "reason=查实无误，同意", .want = 303},
	{"the union cannot take it back", .as = CHAIR, .post = "/election/{e}/do/back", .form = "reason=x", .want = 409, .sees = "由上一级工会办理"},
	{"9 no result without a vote", .as = CHAIR, .post = "/election/{e}/do/hold", .want = 409, .sees = "还没有发起投票"},
	{"two tellers are needed", .as = CHAIR, .post = "/elections/{e}/votes", .form = "teller1=1006", .want = 422},
	{"who stands does not watch", .as = CHAIR, .post = "/elections/{e}/votes", .form = "teller1=1003&teller2=1008", .want = 422, .sees = "样例李卫是工会委员会委员候选人，不能担任监票人"},
	{"the other stays chosen", .as = CHAIR, .post = "/elections/{e}/votes", .form = "teller1=1003&teller2=1008", .want = 422, .sees = "<option value=\"1008\" selected"},
	{"one of two is not enough", .as = CHAIR, .post = "/elections/{e}/votes", .form = "teller2=1008", .want = 422, .sees = "id=\"h-teller1\">请选择两位监票人"},
	{"nor the same twice", .as = CHAIR, .post = "/elections/{e}/votes", .form = "teller1=1008&teller2=1008", .want = 422, .sees = "id=\"h-teller2\">两位监票人不能是同一人"},
	{"votes are made", .as = CHAIR, .post = "/elections/{e}/votes", .form = "teller1=1006&teller2=1008", .want = 303},
	{"one an organ", .sql = "select count(*) from vote", .is = "2"},
	{"not twice", .as = CHAIR, .post = "/elections/{e}/votes", .form = "teller1=1006&teller2=1008", .want = 409},
	{"then consent stands", .as = FEDERATION, .post = "/election/{e}/do/back", .form = "reason=x", .want = 409, .sees = "已发起投票"},
	{"and the election is not ended while ballots are out", .as = CHAIR, .post = "/election/{e}/do/cancel", .form = "reason=x", .want = 409, .sees = "先把它作废"},
	{"the committee's", .sql = "select vote from election_vote where organ = 1", .keep = "v"},
	{"the audit's", .sql = "select vote from election_vote where organ = 2", .keep = "w"},
};

static struct step all[260];
static size_t n_all;

#define ADD(...) all[n_all++] = (struct step){__VA_ARGS__}

/* A vote on paper: all six for this mark. */
static void hold(const char *roll, const char *freeze, const char *mark, const char *begin, const char *paper, const char *end, const char *stack,
		 const char *ballot, const char *count, const char *announce)
{
	ADD("roll", .as = CHAIR, .post = roll, .want = 303);
	ADD("frozen", .as = CHAIR, .post = freeze, .want = 303);
	ADD("all here", .as = CADRE, .post = mark, .form = "what=all", .want = 303);
	ADD("begun", .now = "2024-03-20", .as = CHAIR, .post = begin, .want = 303);
	ADD("paper for all", .sql = paper);
	ADD("ended", .as = CHAIR, .post = end, .want = 303);
	ADD("entered", .as = REP, .post = stack, .form = ballot, .want = 303);
	ADD("its number", .sql = "select max(id) from vote_stack", .keep = "s");
	ADD("checked", .as = AUDITOR, .post = "/vote_stack/{s}/do/check", .want = 303);
	ADD("counted", .as = REP, .post = count, .want = 303);
	ADD("announced", .as = CHAIR, .post = announce, .want = 303);
}

/* A by-election: a member of the committee becomes its vice-chair, and keeps one seat. */
static void by_election(void)
{
	ADD("seven of thirty-five delegates may manage", .as = OTHER_CHAIR, .post = "/elections", .form = PORTS "&meeting_on=2024-05-20&delegates_count=35&delegates_managers=7", .want = 303);
	ADD("the topmost union has nobody above it here", .as = FEDERATION, .post = "/elections",
	    .form = "title=样例市总换届&kind=1&form=2&term_no=9&years=5&term_end=2024-06-30&meeting_on=2024-06-20&seats_committee=45", .want = 303, .keep = "top");
	ADD("its request goes up outside", .as = FEDERATION, .post = "/election/{top}/do/request", .want = 303);
	ADD("a chair of a union below does not answer it", .as = CHAIR, .post = "/election/{top}/do/approve", .form = "reason=同意", .want = 403);
	ADD("the reply is entered with its number", .as = FEDERATION, .post = "/election/{top}/do/approve", .form = "reason=样省工复〔2024〕1号", .want = 303);
	ADD("a federation of three years is none", .as = FEDERATION, .post = "/elections", .want = 422, .sees = "地方总工会委员会每届任期五年（工会法第16条）",
	    .form = "title=x&kind=1&form=2&term_no=9&years=3&term_end=2024-06-30&seats_committee=45");
	ADD("a by-election for a vice-chair", .as = CHAIR, .post = "/elections",
	    .form = "title=样例补选副主席&kind=3&form=1&term_no=6&years=5&meeting_on=2024-05-20&seats_committee=0&seats_vice=1", .want = 303, .keep = "b");
	ADD("without any seat it is none", .as = CHAIR, .post = "/elections",
	    .form = "title=样例补选&kind=3&form=1&term_no=6&years=5&meeting_on=2024-05-20&seats_committee=0", .want = 422, .sees = "请填写要补选的名额");
}

static void end(void)
{
	ADD("the meeting is entered", .as = CHAIR, .post = "/election/{e}/do/hold", .want = 303);
	ADD("no session of the committee elects, so none is spoken of", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees_not = "登记全会选举结果");
	ADD("who was elected", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees = "当选人");
	ADD("two seats", .sql = "select count(*) from election_seat", .is = "2");
	ADD("in term", .sql = "select in_term from election", .is = "1");
	ADD("the result was entered too early", .as = CHAIR, .post = "/election/{e}/do/back", .form = "reason=漏登", .want = 303);
	ADD("nobody is elected then", .sql = "select count(*) from election_seat", .is = "0");
	ADD("entered again", .as = CHAIR, .post = "/election/{e}/do/hold", .want = 303);
	ADD("two seats again", .sql = "select count(*) from election_seat", .is = "2");
	ADD("10 reported once", .as = CHAIR, .post = "/election/{e}/do/report", .want = 303);
	ADD("and taken back", .as = CHAIR, .post = "/election/{e}/do/withdraw", .form = "reason=附件不全", .want = 303);
	ADD("10 reported", .as = CHAIR, .post = "/election/{e}/do/report", .want = 303);
	ADD("the answer is due in fifteen days", .as = FEDERATION, .get = "/elections/{e}", .want = 200, .sees = "4月7日 周日前批复");
	ADD("the report", .as = CHAIR, .get = "/elections/{e}/print/report.docx", .want = 200);
	ADD("with its number, who came and who was elected", .as = CHAIR, .get = "/elections/{e}/print/report.pdf", .want = 200, .check = report);
	ADD("refused once", .as = FEDERATION, .post = "/election/{e}/do/reject", .form = "reason=缺计票单", .want = 303);
	ADD("entered again", .as = CHAIR, .post = "/election/{e}/do/hold", .want = 303);
	ADD("reported again", .as = CHAIR, .post = "/election/{e}/do/report", .want = 303);
	ADD("late, it is said so", .now = "2024-04-20", .as = FEDERATION, .get = "/elections/{e}", .want = 200, .sees = "上级批复已超过期限");
	ADD("11 not by the union itself", .as = CHAIR, .post = "/election/{e}/do/endorse", .form = "reason=同意", .want = 409);
	ADD("11 endorsed", .as = FEDERATION, .post = "/election/{e}/do/endorse", .form = "reason=样临工组〔2024〕8号", .want = 303);
	ADD("the federation takes the reply back", .as = FEDERATION, .post = "/election/{e}/do/back", .form = "reason=文号有误", .want = 303);
	ADD("without its number", .sql = "select decision || endorsed_on from election where id = {e}", .is = "0");
	ADD("11 endorsed again", .as = FEDERATION, .post = "/election/{e}/do/endorse", .form = "reason=样临工组〔2024〕8号", .want = 303);
	ADD("its paper", .as = CHAIR, .get = "/elections/{e}/print/reply.docx", .want = 200);
	ADD("with the number that was said", .as = CHAIR, .get = "/elections/{e}/print/reply.pdf", .want = 200, .check = reply);
	ADD("12 the page asks who is chair", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees = "name=\"post1\"");
	ADD("not by the federation", .as = FEDERATION, .post = "/elections/{e}/register", .want = 403);
	ADD("two chairs of one committee are no result", .as = CHAIR, .post = "/elections/{e}/register", .form = "post1=9&post2=1", .want = 422, .sees = "请选择职务");
	ADD("nothing was installed", .sql = "select count(*) from committee", .is = "0");
	ADD("12 registered", .as = CHAIR, .post = "/elections/{e}/register", .form = "post1=1&post2=1&full1=1", .want = 303, .to = "/units/10/committees");
	ADD("the sixth committee serves", .sql = "select name from committee where kind = 1 and unit = 10 and state = 1", .is = "第六届工会委员会");
	ADD("so does the audit's, of the same term", .sql = "select term_no from committee where kind = 3 and state = 1", .is = "6");
	ADD("its term began with the meeting", .sql = "select since from committee where kind = 1", .is = "19802");
	ADD("and ends five years later", .sql = "select until from committee where kind = 1", .is = "21627");
	ADD("with the reply's number", .sql = "select approval from committee where kind = 1", .is = "样临工组〔2024〕8号");
	ADD("the chair is full-time", .sql = "select person * 10 + full_time from seat where post = 1 and committee in (select id from committee where kind = 1)", .is = "10031");
	ADD("the federation counts a committee in term", .sql = "select sum(n) from counter_delta where measure = 'committee.in_term' and unit = 1", .is = "1");
	ADD("its end stands in the register of terms", .as = FEDERATION, .get = "/terms?show=all", .want = 200);
	ADD("not twice", .as = CHAIR, .post = "/elections/{e}/register", .want = 409);
	ADD("while it serves it is not registered anew", .as = CHAIR, .post = "/election/{e}/do/back", .form = "reason=职务有误", .want = 409, .sees = "第六届工会委员会还在任");
	ADD("the committee", .sql = "select id from committee where kind = 1", .keep = "c1");
	ADD("made void", .as = CHAIR, .post = "/committee/{c1}/do/void", .form = "reason=职务有误", .want = 303);
	ADD("the audit's", .sql = "select id from committee where kind = 3", .keep = "c3");
	ADD("too", .as = CHAIR, .post = "/committee/{c3}/do/void", .form = "reason=职务有误", .want = 303);
	ADD("then it is", .as = CHAIR, .post = "/election/{e}/do/back", .form = "reason=职务有误", .want = 303);
	ADD("registered anew", .as = CHAIR, .post = "/elections/{e}/register", .form = "post1=1&post2=1&full1=1", .want = 303);
	ADD("one committee serves", .sql = "select count(*) from committee where kind = 1 and state = 1", .is = "1");
	ADD("13 archived", .as = CHAIR, .post = "/election/{e}/do/archive", .want = 303);
	ADD("a paper is missing in the archive", .as = CHAIR, .post = "/election/{e}/do/back", .form = "reason=补签到册", .want = 303);
	ADD("archived again", .as = CHAIR, .post = "/election/{e}/do/archive", .want = 303);
	ADD("once the next term is in", .as = CHAIR, .post = "/units/10/committees", .form = "kind=1&term_no=7&years=5&since=2024-04-10&elected_by=1&seats=3&approval=样临工组〔2024〕9号", .want = 303, .keep = "c7");
	ADD("papers may still be added", .as = CHAIR, .post = "/election/{e}/do/back", .form = "reason=补签到册", .want = 303);
	ADD("but it is not registered anew", .as = CHAIR, .post = "/election/{e}/do/back", .form = "reason=职务有误", .want = 409, .sees = "这次选举之后已产生第七届工会委员会");
	ADD("nor under another number", .as = CHAIR, .post = "/elections/{e}", .want = 422, .sees = "当选人已变更登记，类别、第几届和大会日期不能再改",
	    .form = "title=样例第六届换届&kind=1&form=1&term_no=5&years=5&term_end=2024-04-30&meeting_on=2024-03-20&seats_committee=1&seats_audit=1&seats_reason=样例");
	ADD("the next term was entered by mistake", .as = CHAIR, .post = "/committee/{c7}/do/void", .form = "reason=误登", .want = 303);
	ADD("the sixth serves again, with its audit committee", .as = CHAIR, .post = "/election/{e}/do/back", .form = "reason=职务有误", .want = 409, .sees = "第六届工会委员会还在任");
	ADD("its committee", .sql = "select id from committee where kind = 1 and state = 1", .keep = "c6");
	ADD("void", .as = CHAIR, .post = "/committee/{c6}/do/void", .form = "reason=职务有误", .want = 303);
	ADD("leaves the audit's", .as = CHAIR, .post = "/election/{e}/do/back", .form = "reason=职务有误", .want = 409, .sees = "第六届经费审查委员会还在任");
	ADD("it was right", .as = CHAIR, .post = "/committee/{c6}/do/restore", .form = "reason=无误", .want = 303);
	ADD("archived for good", .as = CHAIR, .post = "/election/{e}/do/archive", .want = 303);
	ADD("it counts for the federation", .sql = "select sum(n) from counter_delta where measure = 'election.held' and unit = 1", .is = "1");
	ADD("as in term", .sql = "select sum(n) from counter_delta where measure = 'election.in_term' and unit = 10", .is = "1");
	ADD("another may be cancelled", .as = CHAIR, .post = "/elections", .form = BASE, .want = 303, .keep = "x");
	ADD("its form", .sql = "select version from election where id = {x}", .keep = "ver");
	ADD("a meeting after the term", .as = CHAIR, .post = "/elections/{x}", .want = 303,
	    .form = "title=样例晚换届&kind=1&form=1&term_no=6&years=5&term_end=2024-04-30&meeting_on=2024-06-20&seats_committee=1&seats_audit=1&seats_reason=样例&_version={ver}");
	ADD("is a delay that the union above has to agree to", .as = CHAIR, .get = "/elections/{x}", .want = 200, .sees = "比届满日期（2024年4月30日）晚 51 天。延期换届要经上一级工会批准（中国工会章程第26条），最长 6 个月，到2024年10月30日");
	ADD("with a reason", .as = CHAIR, .post = "/election/{x}/do/cancel", .form = "reason=并入年度安排", .want = 303);
	ADD("that was a mistake", .as = CHAIR, .post = "/election/{x}/do/resume", .form = "reason=误点", .want = 303);
	ADD("it goes up", .as = CHAIR, .post = "/election/{x}/do/request", .want = 303);
	ADD("and may still be ended", .as = CHAIR, .post = "/election/{x}/do/cancel", .form = "reason=并入年度安排", .want = 303);
	ADD("the rules of election", .as = CHAIR, .get = "/elections/{e}/print/rules.docx", .want = 200);
	ADD("the approval", .as = CHAIR, .get = "/elections/{e}/print/approval.docx", .want = 200);
	ADD("keeps its number and day", .as = CHAIR, .get = "/elections/{e}/print/approval.pdf", .want = 200, .check = approval);
}

int main(void)
{
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		all[n_all++] = steps[i];
	hold("/votes/{v}/roll", "/vote/{v}/do/freeze", "/votes/{v}/roll/mark", "/vote/{v}/do/open", "update vote_roll set way = 2 where vote = {v}",
	     "/vote/{v}/do/close", "/votes/{v}/stacks", "o1=+&o2=-&times=6", "/vote/{v}/do/count", "/vote/{v}/do/announce");
	ADD("9 the other vote is missing", .as = CHAIR, .post = "/election/{e}/do/hold", .want = 409, .sees = "经费审查委员会委员的投票还没有公布结果");
	hold("/votes/{w}/roll", "/vote/{w}/do/freeze", "/votes/{w}/roll/mark", "/vote/{w}/do/open", "update vote_roll set way = 2 where vote = {w}",
	     "/vote/{w}/do/close", "/votes/{w}/stacks", "o1=+&times=6", "/vote/{w}/do/count", "/vote/{w}/do/announce");
	end();
	by_election();
	return scenario_with("elections", members, all, n_all);
}
