/* A committee meeting from its notice to its minutes; decisions cited by an election, a plan and a change of the union. */
#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/writer.h"
#include "modules/committees/committees.h"
#include "modules/members/test_members.h"
#include "modules/plans/plans.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define REP "13800000006"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define CALL "held_on=2024-03-01&at=9:00&place=三楼&host=样例李卫&recorder=样例沈洁"
#define ELECTION "title=样例第四届换届&kind=1&form=1&term_no=4&years=5&term_end=2024-04-30&meeting_on=2024-03-20&seats_committee=3"

static const struct elected three[] = {{1003, SEAT_CHAIR, true}, {1004, SEAT_VICE, false}, {1005, SEAT_MEMBER, false}};

/* A committee of three serves the plant, one of one the port. */
static void committees(struct app *app)
{
	static const int64_t ids[] = {1003, 1004, 1005, 1006, 1007, 1008};
	static const struct elected one = {1012, SEAT_CHAIR, false};
	struct db *d = writer_db(app->writer);
	test_members(app, ids, sizeof(ids) / sizeof(ids[0]));
	db_begin(d);
	struct req *r = system_request(app, d, app->arena);
	r->problems.arena = r->arena;
	struct committee_result e = {.unit = 10, .kind = COMMITTEE_UNION, .term_no = 3, .years = 5, .seats = 3, .elected_by = BODY_MEMBERS,
				     .on = day_of(2021, 3, 11), .people = three, .n = 3};
	struct committee_result other = {.unit = 11, .kind = COMMITTEE_UNION, .term_no = 1, .years = 5, .seats = 1, .elected_by = BODY_MEMBERS,
					 .on = day_of(2021, 3, 11), .people = &one, .n = 1};
	if (!committee_install(r, &e) || !committee_install(r, &other))
		fault("no committee: %s", r->problems.first ? r->problems.first->text : "refused");
	struct plan *p = record_new(r->arena, &plan_record);
	p->id = 601;
	p->unit = 10;
	p->title = "样例年度要点";
	p->year = 2024;
	r->system = true;
	if (!flow_create(r, &plan_flow, p, ""))
		fault("no plan");
	event_seal(d, app->arena);
	db_commit(d);
}

static const struct step steps[] = {
	{"the empty list says what to do", .as = CHAIR, .get = "/meetings", .want = 200, .sees = "还没有委员会会议"},
	{"a worker does not look", .as = WORKER, .get = "/meetings", .want = 403},
	{"the form offers the own committee", .as = CADRE, .get = "/meetings/new", .want = 200, .sees = "第三届工会委员会"},
	{"its number", .sql = "select id from committee where unit = 10", .keep = "c"},
	{"the port's", .sql = "select id from committee where unit = 11", .keep = "p"},
	{"without a place it is not called", .as = CADRE, .post = "/meetings", .form = "committee={c}&held_on=2024-03-01", .want = 422, .sees = "地点"},
	{"another union's committee is not called", .as = CADRE, .post = "/meetings", .form = CALL "&committee={p}", .want = 422, .sees = "本工会在任的委员会"},
	{"a cadre calls it", .as = CADRE, .post = "/meetings", .form = CALL "&committee={c}", .want = 303, .keep = "m"},
	{"its name counts on", .sql = "select title from meeting", .is = "第三届工会委员会第1次会议"},
	{"each member is told", .sql = "select count(*) from message where title = '委员会会议通知'", .is = "3"},
	{"a member without any post in the union reads it", .as = HANDLER, .get = "/meetings/{m}", .want = 200, .sees = "第1次会议"},
	{"but does not edit it", .as = HANDLER, .get = "/meetings/{m}/edit", .want = 403},
	{"a worker does not read it", .as = WORKER, .get = "/meetings/{m}", .want = 403},
	{"nor another union", .as = OTHER_CHAIR, .get = "/meetings/{m}", .want = 403},
	{"how many have to come is said, unverified", .as = CADRE, .get = "/meetings/{m}", .want = 200, .sees = "应到 3 人，至少到 2 人"},
	{"called off", .as = CADRE, .post = "/meeting/{m}/do/cancel", .form = "reason=改期", .want = 303},
	{"by mistake", .as = CADRE, .post = "/meeting/{m}/do/resume", .form = "reason=误点", .want = 303},
	{"an item wants a title", .as = CADRE, .post = "/meetings/{m}/items", .form = "body=x", .want = 422, .sees = "议题"},
	{"an item", .as = CADRE, .post = "/meetings/{m}/items", .form = "title=同意报请换届&body=届期将满", .want = 303},
	{"another", .as = CADRE, .post = "/meetings/{m}/items", .form = "title=审议年度要点", .want = 303},
	{"a third", .as = CADRE, .post = "/meetings/{m}/items", .form = "title=购置器材", .want = 303},
	{"a fourth", .as = CADRE, .post = "/meetings/{m}/items", .form = "title=误列", .want = 303},
	{"1", .sql = "select id from meeting_item where no = 1", .keep = "i"},
	{"2", .sql = "select id from meeting_item where no = 2", .keep = "j"},
	{"3", .sql = "select id from meeting_item where no = 3", .keep = "k"},
	{"4", .sql = "select id from meeting_item where no = 4", .keep = "l"},
	{"one was a mistake", .as = CADRE, .post = "/meeting_item/{l}/do/drop", .form = "reason=误列", .want = 303},
	{"its address leads to the meeting", .as = CADRE, .get = "/meeting-items/{i}", .want = 303, .to = "/meetings/{m}$"},
	{"nothing is decided before it is held", .as = CADRE, .post = "/meeting-items/{i}/decide", .form = "yes=0&against=0&abstained=0", .want = 409, .sees = "登记召开之后"},
	{"the notice is printed", .as = CADRE, .get = "/meetings/{m}/print/notice.docx", .want = 200},
	{"the minutes not yet", .as = CADRE, .get = "/meetings/{m}/print/minutes.docx", .want = 409},
	{"no other paper", .as = CADRE, .get = "/meetings/{m}/print/x.docx", .want = 404},
	{"the form again", .as = CADRE, .get = "/meetings/{m}/edit", .want = 200, .sees = "修改会议"},
	{"its committee is fixed", .as = CADRE, .post = "/meetings/{m}", .form = CALL "&committee={p}&_version=3", .want = 422, .sees = "不能改"},
	{"another room", .as = CADRE, .post = "/meetings/{m}", .form = "committee={c}&held_on=2024-03-01&at=9:30&place=四楼&host=样例李卫&recorder=样例沈洁&_version=3", .want = 303},
	{"one of three is no meeting", .as = CADRE, .post = "/meetings/{m}/hold", .form = "here1003=1", .want = 409, .sees = "应到 3 人，实到 1 人，至少要到 2 人"},
	{"two are", .as = CADRE, .post = "/meetings/{m}/hold", .form = "here1003=1&here1004=1", .want = 303},
	{"that was wrong", .as = CADRE, .post = "/meeting/{m}/do/again", .form = "reason=漏登一人", .want = 303},
	{"all three came", .as = CADRE, .post = "/meetings/{m}/hold", .form = "here1003=1&here1004=1&here1005=1", .want = 303},
	{"not twice", .as = CADRE, .post = "/meetings/{m}/hold", .form = "here1003=1", .want = 409, .sees = "已经登记过"},
	{"votes have to add up", .as = CADRE, .post = "/meeting-items/{i}/decide", .form = "yes=2&against=0&abstained=0&words=同意", .want = 422, .sees = "合计应等于实到 3 人"},
	{"a decision has words", .as = CADRE, .post = "/meeting-items/{i}/decide", .form = "yes=2&against=1&abstained=0", .want = 422, .sees = "决定的内容"},
	{"two of three pass it", .as = CADRE, .post = "/meeting-items/{i}/decide", .form = "yes=2&against=1&abstained=0&words=同意报请换届。", .want = 303},
	{"it passed", .sql = "select state from meeting_item where no = 1", .is = "2"},
	{"one of three does not", .as = CADRE, .post = "/meeting-items/{k}/decide", .form = "yes=1&against=1&abstained=1", .want = 303},
	{"it did not pass", .sql = "select state from meeting_item where no = 3", .is = "3"},
	{"that was entered wrongly", .as = CADRE, .post = "/meeting_item/{k}/do/reopen", .form = "reason=登错", .want = 303},
	{"it is put off", .as = CADRE, .post = "/meeting_item/{k}/do/postpone", .form = "reason=再议", .want = 303},
	{"taken up again", .as = CADRE, .post = "/meeting_item/{k}/do/reopen", .form = "reason=再议", .want = 303},
	{"and put off", .as = CADRE, .post = "/meeting_item/{k}/do/postpone", .form = "reason=下次", .want = 303},
	{"with an open item it is not closed", .as = CADRE, .post = "/meeting/{m}/do/close", .want = 409, .sees = "还有议题"},
	{"the second passes", .as = CADRE, .post = "/meeting-items/{j}/decide", .form = "yes=3&against=0&abstained=0&words=审议通过年度要点。", .want = 303},
	{"corrected", .as = CADRE, .post = "/meeting_item/{j}/do/reopen", .form = "reason=登错", .want = 303},
	{"and passed", .as = CADRE, .post = "/meeting-items/{j}/decide", .form = "yes=3&against=0&abstained=0&words=审议通过年度要点。", .want = 303},
	{"without minutes it is not closed", .as = CADRE, .post = "/meeting/{m}/do/close", .want = 409, .sees = "会议纪要"},
	{"signed minutes are uploaded", .as = CADRE, .post = "/meetings/{m}/files", .file = "file=纪要.txt=签字纪要", .want = 303},
	{"closed", .as = CADRE, .post = "/meeting/{m}/do/close", .want = 303},
	{"its minutes", .as = CADRE, .get = "/meetings/{m}/print/minutes.docx", .want = 200},
	{"as PDF", .as = CADRE, .get = "/meetings/{m}/print/minutes.pdf", .want = 200},
	{"it counts", .sql = "select sum(n) from counter_delta where measure = 'meeting.held' and unit = 1", .is = "1"},
	{"no item any more", .as = CADRE, .post = "/meetings/{m}/items", .form = "title=补", .want = 409},
	{"no papers any more", .as = CADRE, .post = "/meetings/{m}/files", .file = "file=a.txt=b", .want = 409},
	{"no form any more", .as = CADRE, .get = "/meetings/{m}/edit", .want = 409},
	{"opened once more", .as = CADRE, .post = "/meeting/{m}/do/reopen", .form = "reason=补充", .want = 303},
	{"and closed", .as = CADRE, .post = "/meeting/{m}/do/close", .want = 303},
	/* citing */
	{"an election offers what was passed", .as = CHAIR, .get = "/elections/new", .want = 200, .sees = "第三届工会委员会第1次会议：同意报请换届"},
	{"not what was put off", .as = CHAIR, .get = "/elections/new", .want = 200, .sees_not = "购置器材"},
	{"another union's form offers nothing of it", .as = OTHER_CHAIR, .get = "/elections/new", .want = 200, .sees_not = "同意报请换届"},
	{"what was put off is not cited", .as = CHAIR, .post = "/elections", .form = ELECTION "&decision={k}", .want = 422, .sees = "通过的决定里选"},
	{"nor by another union", .as = OTHER_CHAIR, .post = "/elections", .form = ELECTION "&decision={i}", .want = 422, .sees = "通过的决定里选"},
	{"the election cites it", .as = CHAIR, .post = "/elections", .form = ELECTION "&decision={i}", .want = 303, .keep = "e"},
	{"with who was there and what was voted", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees = "应到 3 人，实到 3 人。议题：同意报请换届。赞成 2 票，反对 1 票"},
	{"the meeting says by whom", .as = CHAIR, .get = "/meetings/{m}", .want = 200, .sees = "样例第四届换届"},
	{"and is fixed", .as = CADRE, .post = "/meeting/{m}/do/reopen", .form = "reason=改", .want = 409, .sees = "已被引用"},
	{"so does the plan's form of minutes", .as = CHAIR, .get = "/plans/601/minutes", .want = 200, .sees = "审议年度要点"},
	{"what was put off is not the plan's either", .as = CHAIR, .post = "/plans/601/minutes", .form = "decision={k}", .want = 422, .sees = "通过的决定里选"},
	{"the plan cites the decision in place of typed minutes", .as = CHAIR, .post = "/plans/601/minutes", .form = "decision={j}", .want = 303},
	{"in words", .sql = "select minutes from plan where id = 601",
	 .is = "2024年3月1日第三届工会委员会第1次会议，应到 3 人，实到 3 人。议题：审议年度要点。赞成 3 票，反对 0 票，弃权 0 票，通过。审议通过年度要点。"},
	{"the union's card", .as = CHAIR, .post = "/unions", .form = "org=10&name=临江发电有限公司工会&employer=临江发电有限公司", .want = 303, .keep = "u"},
	{"its end cites a decision, too", .as = CHAIR, .post = "/unions/{u}/changes", .form = "kind=4&reason=公司终止&decision={j}", .want = 303, .keep = "x"},
	{"in words", .as = CHAIR, .get = "/union-changes/{x}", .want = 200, .sees = "议题：审议年度要点"},
	{"three rows cite the meeting", .sql = "select count(*) from meeting_cite", .is = "3"},
	/* what waits for the committee */
	{"nothing waits", .as = CADRE, .sql = "select count(*) from member where state = 1", .is = "0"},
	{"a meeting", .as = CADRE, .post = "/meetings", .form = CALL "&committee={c}", .want = 303, .keep = "w"},
	{"offers nothing", .as = CADRE, .get = "/meetings/{w}", .want = 200, .sees_not = "等委员会决定的事项"},
	{"one of the union's people applies", .sql = "update member set state = 1, joined_on = 0, decision = '' where id = 1007"},
	{"and one who came with an import that is not whole", .sql = "update member set state = 1, batch = 77 where id = 1006"},
	{"which is not there yet", .sql = "insert into arriving(batch) values (77)"},
	{"the chair is to go", .sql = "select id from seat where person = 1003", .keep = "s3"},
	{"he is asked for", .as = CADRE, .post = "/seat/{s3}/do/ask", .form = "reason=组织调动", .want = 303},
	{"free words do not stand for the committee", .as = CADRE, .post = "/seat/{s3}/do/agree", .form = "reason=委员会同意", .want = 404},
	{"the committee's page says where it is decided", .as = CADRE, .get = "/committees/{c}", .want = 200, .sees = "列入委员会会议的议题"},
	{"both wait on the page of the meeting", .as = CADRE, .get = "/meetings/{w}", .want = 200, .sees = "name=\"seat{s3}\""},
	{"the applicant, too", .as = CADRE, .get = "/meetings/{w}", .want = 200, .sees = "name=\"member1007\"", .sees_not = "member1006"},
	{"a member of the committee reads it without the desk", .as = HANDLER, .get = "/meetings/{w}", .want = 200, .sees_not = "member1007"},
	{"nothing ticked", .as = CADRE, .post = "/meetings/{w}/matters", .want = 422, .sees = "请勾选"},
	{"who does not wait is not listed", .as = CADRE, .post = "/meetings/{w}/matters", .form = "member1005=1", .want = 422},
	{"another union lists nothing here", .as = OTHER_CHAIR, .post = "/meetings/{w}/matters", .form = "member1007=1", .want = 403},
	{"both are listed", .as = CADRE, .post = "/meetings/{w}/matters", .form = "member1007=1&seat{s3}=1", .want = 303},
	{"as two items", .sql = "select count(*) from meeting_item where meeting = {w}", .is = "2"},
	{"and wait no longer", .as = CADRE, .get = "/meetings/{w}", .want = 200, .sees_not = "等委员会决定的事项"},
	{"of the chair", .sql = "select id from meeting_item where meeting = {w} and no = 1", .keep = "w1"},
	{"of the applicant", .sql = "select id from meeting_item where meeting = {w} and no = 2", .keep = "w2"},
	{"the item names him", .as = CADRE, .get = "/meetings/{w}", .want = 200, .sees = "审批 1 人的入会申请"},
	{"all came", .as = CADRE, .post = "/meetings/{w}/hold", .form = "here1003=1&here1004=1&here1005=1", .want = 303},
	{"what was typed wrongly stays", .as = CADRE, .post = "/meeting-items/{w2}/decide", .form = "yes=2&against=5&abstained=0&words=同意入会", .want = 422, .sees = "value=\"同意入会\""},
	{"the committee says no to the first", .as = CADRE, .post = "/meeting-items/{w1}/decide", .form = "yes=1&against=2&abstained=0&words=任期未满，不同意。", .want = 303},
	{"the chair stays", .sql = "select state from seat where id = {s3}", .is = "1"},
	{"the applicant is admitted", .as = CADRE, .post = "/meeting-items/{w2}/decide", .form = "yes=3&against=0&abstained=0&words=同意入会。", .want = 303},
	{"from the day of the meeting, by its decision", .sql = "select state || ' ' || joined_on || ' ' || decision from member where id = 1007",
	 .is = "2 19783 2024年3月1日第三届工会委员会第2次会议，应到 3 人，实到 3 人。议题：审批 1 人的入会申请。赞成 3 票，反对 0 票，弃权 0 票，通过。同意入会。"},
	{"the decision is fixed", .as = CADRE, .post = "/meeting_item/{w2}/do/reopen", .form = "reason=改", .want = 409, .sees = "已被引用"},
	{"asked for again", .as = CADRE, .post = "/seat/{s3}/do/ask", .form = "reason=组织调动", .want = 303},
	{"he takes it back", .as = CADRE, .post = "/seat/{s3}/do/recant", .form = "reason=不调动了", .want = 303},
	{"asked a third time", .as = CADRE, .post = "/seat/{s3}/do/ask", .form = "reason=组织调动", .want = 303},
	{"on the agenda of the same meeting", .as = CADRE, .post = "/meetings/{w}/matters", .form = "seat{s3}=1", .want = 303},
	{"as the third item", .sql = "select id from meeting_item where meeting = {w} and no = 3", .keep = "w3"},
	{"which passes", .as = CADRE, .post = "/meeting-items/{w3}/decide", .form = "yes=2&against=1&abstained=0&words=同意调动。", .want = 303},
	{"with its words in the seat", .sql = "select count(*) from seat where id = {s3} and state = 4 and consent like '%第2次会议%赞成 2 票，反对 1 票%同意调动。'", .is = "1"},
	{"the higher union may agree now", .as = "13800000002", .post = "/seat/{s3}/do/approve", .form = "reason=临工复〔2024〕3号", .want = 303},
	{"an item whose matters are gone", .sql = "update member set state = 1 where id = 1008"},
	{"is listed", .as = CADRE, .post = "/meetings/{w}/matters", .form = "member1008=1", .want = 303},
	{"the desk has refused him meanwhile", .sql = "update member set state = 8 where id = 1008"},
	{"the fourth", .sql = "select id from meeting_item where meeting = {w} and no = 4", .keep = "w4"},
	{"passes without carrying anything out", .as = CADRE, .post = "/meeting-items/{w4}/decide", .form = "yes=3&against=0&abstained=0&words=同意。", .want = 303},
	{"he is no member", .sql = "select state from member where id = 1008", .is = "8"},
	/* one application, approved by citing */
	{"somebody else applies", .sql = "update member set state = 1, joined_on = 0, decision = '' where id = 1008"},
	{"where there is a committee it decides", .as = CHAIR, .get = "/members/1008/admission", .want = 200, .sees = "引用它通过的决定", .sees_not = "会员大会日期"},
	{"and its decisions are offered", .as = CHAIR, .get = "/members/1008/admission", .want = 200, .sees = "value=\"{w4}\""},
	{"not that on another applicant", .as = CHAIR, .get = "/members/1008/admission", .want = 200, .sees_not = "value=\"{w2}\""},
	{"written words are none", .as = CHAIR, .post = "/members/1008/admission", .form = "on=2024-03-01&basis=全体会员大会一致同意", .want = 422, .sees = "请选择临江发电有限公司工会通过的决定"},
	{"nor is a decision about something else", .as = CHAIR, .post = "/members/1008/admission", .form = "decision={j}", .want = 422, .sees = "不是关于样例钱理入会的决定"},
	{"nor one on another applicant", .as = CHAIR, .post = "/members/1008/admission", .form = "decision={w2}", .want = 422, .sees = "不是关于样例钱理入会的决定"},
	{"nor his own from before he applied", .sql = "update meeting set held_on = 19782 where id = {w}"},
	{"which is not offered", .as = CHAIR, .get = "/members/1008/admission", .want = 200, .sees = "还没有决定这份申请"},
	{"nor taken", .as = CHAIR, .post = "/members/1008/admission", .form = "decision={w4}", .want = 422, .sees = "早于入会申请的日期"},
	{"nor one of three years ago", .sql = "update meeting set held_on = 18600 where id = {w}"},
	{"on an application older than that", .sql = "update member set created_at = 1577836800000 where id = 1008"},
	{"is it offered", .as = CHAIR, .get = "/members/1008/admission", .want = 200, .sees = "还没有决定这份申请"},
	{"or taken", .as = CHAIR, .post = "/members/1008/admission", .form = "decision={w4}", .want = 422, .sees = "已过两年"},
	{"the meeting was on the day he applied", .sql = "update meeting set held_on = 19783 where id = {w}"},
	{"at the desk", .sql = "update member set created_at = 1709258400000 where id = 1008"},
	{"a decision that has his name in its words is offered as well", .sql = "update meeting_item set decision = '同意样例钱理入会' where id = {w2}"},
	{"with the other", .as = CHAIR, .get = "/members/1008/admission", .want = 200, .sees = "value=\"{w2}\""},
	{"the words are as before", .sql = "update meeting_item set decision = '同意入会。' where id = {w2}"},
	{"nor what was put off", .as = CHAIR, .post = "/members/1008/admission", .form = "decision={k}", .want = 422},
	{"he waits still", .sql = "select state from member where id = 1008", .is = "1"},
	{"a branch's chair, who does not read the meetings of the union above,", .sql = "insert into post(id, person, unit, role, title, since, until) values (77003, 1006, 101, 5, '', 19000, 0)"},
	{"looks after somebody whom the union decides about", .sql = "update member set state = 1 where id = 1007"},
	{"he is not shown its decisions but told who cites them", .as = REP, .get = "/members/1007/admission", .want = 200, .sees = "由临江发电有限公司工会办理", .sees_not = "审批 1 人的入会申请"},
	{"nor does he cite one", .as = REP, .post = "/members/1007/admission", .form = "decision={w2}", .want = 422, .sees = "由能查看它的会议的人引用"},
	{"or hear the title of another", .as = REP, .post = "/members/1007/admission", .form = "decision={j}", .want = 422, .sees_not = "审议年度要点"},
	{"the chair of the union is shown it", .as = CHAIR, .get = "/members/1007/admission", .want = 200, .sees = "value=\"{w2}\""},
	{"that is over", .sql = "update member set state = 2 where id = 1007"},
	{"so is the post", .sql = "delete from post where id = 77003"},
	{"the decision on joining is", .as = CHAIR, .post = "/members/1008/admission", .form = "decision={w4}", .want = 303},
	{"in the words of the meeting, from its day", .sql = "select state || ' ' || joined_on || ' ' || decision from member where id = 1008",
	 .is = "2 19783 2024年3月1日第三届工会委员会第2次会议，应到 3 人，实到 3 人。议题：审批 1 人的入会申请。赞成 3 票，反对 0 票，弃权 0 票，通过。同意。"},
	{"and cited", .sql = "select count(*) from meeting_cite where record = 'member' and row_id = 1008", .is = "1"},
	/* what is cited is fixed */
	{"the page as it was read", .sql = "select version from meeting where id = {w}", .keep = "wv"},
	{"a meeting whose decisions stand in files keeps its day", .as = CADRE, .post = "/meetings/{w}", .form = "committee={c}&held_on=2024-02-20&place=三楼&_version={wv}", .want = 422,
	 .sees = "写明是2024年3月1日开的会，日期不能再改"},
	{"its minutes are written all the same", .as = CADRE, .post = "/meetings/{w}", .form = CALL "&committee={c}&minutes=样例纪要&_version={wv}", .want = 303},
	/* another meeting */
	{"a meeting to come", .as = CADRE, .post = "/meetings", .form = "committee={c}&held_on=2024-03-20&place=三楼", .want = 303, .keep = "n"},
	{"is the third", .as = CADRE, .get = "/meetings/{n}", .want = 200, .sees = "第3次会议"},
	{"it is not held before its day", .as = CADRE, .post = "/meetings/{n}/hold", .form = "here1003=1&here1004=1", .want = 409, .sees = "开会日期还没到"},
	{"it is cancelled", .as = CADRE, .post = "/meeting/{n}/do/cancel", .form = "reason=改期", .want = 303},
	/* a matter is decided by a meeting that is held after it was put on the agenda */
	{"the vice-chair", .sql = "select id from seat where person = 1004", .keep = "s4"},
	{"is asked for on the fourth", .now = "2024-03-04", .as = CADRE, .post = "/seat/{s4}/do/ask", .form = "reason=组织调动", .want = 303},
	{"a meeting of the day before is entered late", .as = CADRE, .post = "/meetings", .form = "committee={c}&held_on=2024-03-03&place=三楼", .want = 303, .keep = "o"},
	{"it was over: what waits is for the next", .as = CADRE, .get = "/meetings/{o}", .want = 200, .sees = "这次会议已经开过", .sees_not = "name=\"seat{s4}\""},
	{"nothing is put on its agenda", .as = CADRE, .post = "/meetings/{o}/matters", .form = "seat{s4}=1", .want = 409, .sees = "请列入以后的会议"},
	{"a meeting to come", .as = CADRE, .post = "/meetings", .form = "committee={c}&held_on=2024-03-08&place=三楼", .want = 303, .keep = "q"},
	{"has it", .as = CADRE, .post = "/meetings/{q}/matters", .form = "seat{s4}=1", .want = 303},
	{"as an item", .sql = "select id from meeting_item where meeting = {q}", .keep = "q1"},
	{"the page as it was read", .sql = "select version from meeting where id = {q}", .keep = "qv"},
	{"the meeting is dated back", .as = CADRE, .post = "/meetings/{q}", .form = "committee={c}&held_on=2024-03-03&place=三楼&_version={qv}", .want = 303},
	{"and held", .as = CADRE, .post = "/meetings/{q}/hold", .form = "here1004=1&here1005=1", .want = 303},
	{"it does not agree to what came up after it", .as = CADRE, .post = "/meeting-items/{q1}/decide", .form = "yes=2&against=0&abstained=0&words=同意。", .want = 409,
	 .sees = "2024年3月4日才列入议程，会议2024年3月3日已经开过，不能由这次会议决定（委员会议事规则通行做法"},
	{"nor against it", .as = CADRE, .post = "/meeting-items/{q1}/decide", .form = "yes=0&against=2&abstained=0", .want = 409},
	{"he waits still", .sql = "select state from seat where id = {s4}", .is = "3"},
	{"the item goes", .as = CADRE, .post = "/meeting_item/{q1}/do/drop", .form = "reason=列错会议", .want = 303},
	{"a held meeting does not move into the future", .sql = "select version from meeting where id = {q}", .keep = "qv"},
	{"its day is at most today", .as = CADRE, .post = "/meetings/{q}", .form = "committee={c}&held_on=2024-03-09&place=三楼&_version={qv}", .want = 422, .sees = "日期不能晚于今天"},
	{"a meeting of today", .as = CADRE, .post = "/meetings", .form = "committee={c}&held_on=2024-03-04&place=三楼", .want = 303, .keep = "t"},
	{"has it now", .as = CADRE, .post = "/meetings/{t}/matters", .form = "seat{s4}=1", .want = 303},
	{"as its item", .sql = "select id from meeting_item where meeting = {t}", .keep = "t1"},
	{"the request is taken back", .now = "2024-03-05", .as = CADRE, .post = "/seat/{s4}/do/recant", .form = "reason=暂缓", .want = 303},
	{"and made again, the day after", .as = CADRE, .post = "/seat/{s4}/do/ask", .form = "reason=组织调动", .want = 303},
	{"the meeting is entered", .as = CADRE, .post = "/meetings/{t}/hold", .form = "here1004=1&here1005=1", .want = 303},
	{"it had the old request before it, not this one", .as = CADRE, .post = "/meeting-items/{t1}/decide", .form = "yes=2&against=0&abstained=0&words=同意。", .want = 409, .sees = "重新提出过"},
	{"the old item goes", .as = CADRE, .post = "/meeting_item/{t1}/do/drop", .form = "reason=已撤回", .want = 303},
	{"one more meeting", .as = CADRE, .post = "/meetings", .form = "committee={c}&held_on=2024-03-05&place=三楼", .want = 303, .keep = "z"},
	{"has the new request", .as = CADRE, .post = "/meetings/{z}/matters", .form = "seat{s4}=1", .want = 303},
	{"as an item of its own", .sql = "select id from meeting_item where meeting = {z}", .keep = "z1"},
	{"it is held", .as = CADRE, .post = "/meetings/{z}/hold", .form = "here1004=1&here1005=1", .want = 303},
	{"and decides on it", .as = CADRE, .post = "/meeting-items/{z1}/decide", .form = "yes=2&against=0&abstained=0&words=同意。", .want = 303},
	{"so that the higher union is asked next", .sql = "select state from seat where id = {s4}", .is = "4"},
	{"the last meeting that is called", .as = CADRE, .post = "/meetings", .form = "committee={c}&held_on=2024-03-25&place=三楼", .want = 303, .keep = "last"},
	{"is for a committee that is succeeded before", .sql = "update committee set state = 3, ended_on = 19792 where id = {c}"},
	{"with all its seats", .sql = "update seat set state = 2, until = 19791 where committee = {c} and state <> 2"},
	{"it is said what to do", .as = CADRE, .get = "/meetings/{last}", .want = 200, .sees = "任职到2024年3月9日为止，开会那天已没有委员。请取消这次会议", .sees_not = "至少到 0 人"},
};

int main(void)
{
	return scenario_with("meetings", committees, steps, sizeof(steps) / sizeof(steps[0]));
}
