/* 公示: frozen, masked, counted in working days, objected to, answered, closed by itself. */
#include <stdio.h>
#include <string.h>

#include "engines/notice.h"
#include "kernel/app.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"
#include "secret/token.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define REP "13800000006"
#define OTHER_CHAIR "13800000021"
#define FEDERATION "13800000001"

/* Known only while it runs: the address on the wall, and the form with the code. */
static char page[120], answer[140], code_form[80];

static const char *take_token(struct app *app)
{
	struct arena *a = arena_new(1 << 20);
	const struct notice *n = record_load(writer_db(app->writer), a, &notice_record, scenario_kept("n"));
	snprintf(page, sizeof(page), "/n/%s", n ? n->token : "");
	snprintf(answer, sizeof(answer), "%s/answer", page);
	arena_free(a);
	return strlen(page) == 19 ? NULL : "no address";
}

/* The bytes that are hashed, written by hand. */
static const char *frozen_bytes(struct app *app)
{
	static const char want[] =
		"公示\t1\n单位\t临江发电有限公司工会\n标题\t样例先进班组公示\n起\t2024-03-01\n期\t5 个工作日\n"
		"文\t经推荐，拟命名下列班组。\n文\t联系人电话 ***，身份证 ***。\n列\t姓名\t单位\t说明\n行\t样例甲\t运行一值\t带班 ***\n行\t样例乙\t检修部\t\n";
	struct arena *a = arena_new(1 << 20);
	const struct notice *n = record_load(writer_db(app->writer), a, &notice_record, scenario_kept("n"));
	const char *why = strcmp(n->content, want) != 0 ? "other bytes than the format says" :
			  strcmp(n->hash, sha256_hex(a, want, strlen(want))) != 0 ? "another hash" : NULL;
	arena_free(a);
	return why;
}

static const char *masks(struct app *app)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
		{"电话13800000007。", "电话***。"}, {"138 0000 0007", "***"}, {"138-0000-0007转", "***转"}, {"１３８００００００００７", "***"},
		{"320602199001010014", "***"}, {"32060219900101001X号", "***号"}, {"320602 19900101 001X", "***"}, {"6222021234567890123", "***"},
		{"2024-03-01 至 2024-03-08", "2024-03-01 至 2024-03-08"}, {"0513-85000000", "0513-85000000"}, {"临工发〔2024〕5号", "临工发〔2024〕5号"},
		{"12345 人", "12345 人"}, {"满分 100 分，得 98.5", "满分 100 分，得 98.5"},
	};
	struct arena *a = arena_new(1 << 20);
	const char *why = NULL;
	static char text[300];
	(void)app;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]) && !why; i++) {
		const char *is = notice_unnumbered(a, cases[i].in);
		if (strcmp(is, cases[i].out) != 0) {
			snprintf(text, sizeof(text), "%.80s became %.80s", cases[i].in, is);
			why = text;
		}
	}
	arena_free(a);
	return why;
}

static const char *take_code(struct app *app)
{
	const char *at = strstr(scenario_page(), "id=\"receipt\">");
	(void)app;
	if (!at)
		return "no code on the page";
	at += strlen("id=\"receipt\">");
	snprintf(code_form, sizeof(code_form), "code=%.*s", (int)strcspn(at, "<"), at);
	return strlen(code_form) == 19 ? NULL : "not a code of 12 signs in three groups";
}

#define NAMES "names=样例甲，运行一值，带班 13800000007%0A样例乙,检修部"
static const struct step steps[] = {
	{"numbers of persons are masked, dates and office telephones are not", .check = masks},
	{"nothing is shown yet", .as = CADRE, .get = "/notices", .want = 200, .sees = "还没有公示"},
	{"a worker may not open one", .as = WORKER, .post = "/notices", .form = "title=x", .want = 403},
	{"the form says how long", .as = CADRE, .get = "/notices/new", .want = 200, .sees = "不少于 5 个工作日"},
	{"what is missing is named", .as = CADRE, .post = "/notices", .form = "unit=10&days=5", .want = 422, .sees = "请填写公示事项"},
	{"shorter than the rule is refused, typed text stays", .as = CADRE, .post = "/notices", .form = "unit=10&title=样例公示&intro=内容&contact=0513-85000000&days=3", .want = 422, .sees = "公示不能少于 5 个工作日"},
	{"a private number is no office", .as = CADRE, .post = "/notices", .form = "unit=10&title=样例公示&intro=内容&contact=13800000004&days=5", .want = 422, .sees = "不要填个人手机号"},
	{"another union's chair may not open it here", .as = OTHER_CHAIR, .post = "/notices", .form = "unit=10&title=样例公示&intro=内容&contact=0513-85000000&days=5", .want = 403},
	{"the cadre opens one", .as = CADRE, .post = "/notices",
	 .form = "unit=10&title=样例先进班组公示&intro=经推荐，拟命名下列班组。%0A联系人电话 138 0000 0007，身份证 320602199001010014。&" NAMES "&contact=0513-85000000&place=厂门口公示栏&days=5", .want = 303, .keep = "n"},
	{"its bytes and hash are as the format says", .check = frozen_bytes},
	{"five working days after a Friday end on the next Friday", .sql = "select ends - starts from notice where id = {n}", .is = "7"},
	{"the page shows content, fingerprint and days", .as = WORKER, .get = "/notices/{n}", .want = 200, .sees = "样例甲"},
	{"and the source of the number", .as = WORKER, .get = "/notices/{n}", .sees = "未核实", .want = 200},
	{"nobody edits it", .as = CADRE, .post = "/notices/{n}", .form = "title=改了", .want = 405},
	{"another union does not see it", .as = OTHER_CHAIR, .get = "/notices/{n}", .want = 403},
	{"the federation does", .as = FEDERATION, .get = "/notices/{n}", .want = 200, .sees = "公示中"},
	{"a worker prints no poster", .as = WORKER, .get = "/notices/{n}/poster", .want = 403},
	{"the poster has a code", .as = CADRE, .get = "/notices/{n}/poster", .want = 200, .sees = "class=\"qr\""},
	{"there is no record before the end", .as = CADRE, .get = "/notices/{n}/papers/record.pdf", .want = 409, .sees = "还没有结束"},
	{"a photo of the wall is kept", .as = CADRE, .post = "/notices/{n}/files", .file = "file=张贴.txt=已张贴", .want = 303},
	{"a word that is no address", .get = "/n/abcdefgh", .want = 404, .sees = "没有这份公示"},
	{"its address", .check = take_token},
	{"only the system ends it", .as = CHAIR, .post = "/notice/{n}/do/end", .want = 403},
	{"nor is it extended past its own route", .as = CHAIR, .post = "/notice/{n}/do/extend", .form = "reason=x", .want = 404},
	{"an extension wants a reason", .as = CHAIR, .post = "/notices/{n}/extend", .form = "days=2", .want = 422, .sees = "请写明延长的理由"},
	{"and has a limit", .as = CHAIR, .post = "/notices/{n}/extend", .form = "days=11&reason=x", .want = 422, .sees = "id=\"h-days\">"},
	{"a worker may not extend", .as = WORKER, .post = "/notices/{n}/extend", .form = "days=2&reason=x", .want = 403},
	{"by two days: the weekend between is skipped", .as = CHAIR, .post = "/notices/{n}/extend", .form = "days=2&reason=张贴时间不足", .want = 303},
	{"to the next Tuesday", .sql = "select (ends - starts) || ' ' || (first_ends - starts) from notice where id = {n}", .is = "11 7"},
	{"the old end passes without closing it", .now = "2024-03-09", .settle = 1, .sql = "select state from notice where id = {n}", .is = "1"},
	{"an objection says what", .as = WORKER, .post = "/notices/{n}/object", .form = "content=", .want = 422, .sees = "id=\"h-content\">请写明对哪一项有异议"},
	{"another union's chair cannot object", .as = OTHER_CHAIR, .post = "/notices/{n}/object", .form = "content=不同意", .want = 403},
	{"a worker objects by name", .as = WORKER, .post = "/notices/{n}/object", .form = "content=样例乙的材料与事实不符", .want = 303, .to = "/notices/{n}"},
	{"it is counted", .sql = "select objections from notice where id = {n}", .is = "1"},
	{"due in ten working days", .sql = "select due - received_on from objection where notice = {n}", .is = "13"},
	{"he sees his own", .as = WORKER, .get = "/notices/{n}", .want = 200, .sees = "样例乙的材料与事实不符"},
	{"others do not", .as = REP, .get = "/notices/{n}", .want = 200, .sees_not = "样例乙的材料与事实不符"},
	{"it stands in no event", .sql = "select count(*) from event where changes like '%不符%' or note like '%不符%'", .is = "0"},
	{"its event tells nothing about what he wrote", .sql = "select count(*) from event where record = 'objection' and changes like '%样例赵工%'", .is = "0"},
	{"the objection", .sql = "select id from objection where notice = {n}", .keep = "o"},
	{"a worker opens no objection", .as = WORKER, .get = "/objections/{o}", .want = 403},
	{"the list names no person", .as = CADRE, .get = "/objections", .want = 200, .sees = "1 号异议", .sees_not = "样例赵工"},
	{"the cadre does", .as = CADRE, .get = "/objections/{o}", .want = 200, .sees = "样例赵工"},
	{"the chair of the federation reads it too", .as = FEDERATION, .get = "/objections/{o}", .want = 200},
	{"but does not answer for the union", .as = FEDERATION, .post = "/objections/{o}/answer", .form = "outcome=3&answer=x", .want = 403},
	{"there is no contact to reveal", .as = CADRE, .post = "/objections/{o}/reveal", .form = "reason=x", .want = 409, .sees = "没有留联系方式"},
	{"the days pass with it open", .now = "2024-03-13", .settle = 1, .sql = "select state from notice where id = {n}", .is = "2"},
	{"no further objection", .as = REP, .post = "/notices/{n}/object", .form = "content=我也不同意", .want = 422, .sees = "公示期已满"},
	{"over, it is not extended", .as = CHAIR, .post = "/notices/{n}/extend", .form = "days=2&reason=再延", .want = 409},
	{"an overdue objection reminds union and superior", .now = "2024-03-25", .settle = 1, .sql = "select count(*) from message where title = '公示异议逾期未答复'", .is = "4"},
	{"the measure counts it", .settle = 1, .sql = "select n from counter where measure = 'notice.objections_overdue' and unit = 10 and grain = 2 and at = 2024", .is = "1"},
	{"an answer wants a conclusion", .as = CADRE, .post = "/objections/{o}/answer", .form = "answer=已核实", .want = 422, .sees = "请选择异议是否成立"},
	{"and a text", .as = CADRE, .post = "/objections/{o}/answer", .form = "outcome=3", .want = 422, .sees = "请写明核实的情况和结论"},
	{"the answer closes the notice", .as = CADRE, .post = "/objections/{o}/answer", .form = "outcome=3&answer=经核实，材料属实。", .want = 303},
	{"with a record", .sql = "select state || ' ' || result from notice where id = {n}", .is = "3 2"},
	{"that says what there was", .as = WORKER, .get = "/notices/{n}", .want = 200, .sees = "共 7 个工作日（其中延长 2 个工作日）。收到异议 1 件，已全部书面答复，其中成立 0 件，不成立 1 件"},
	{"he who objected reads the answer", .as = WORKER, .get = "/notices/{n}", .want = 200, .sees = "经核实，材料属实"},
	{"not twice", .as = CHAIR, .post = "/objections/{o}/answer", .form = "outcome=2&answer=x", .want = 409},
	{"the record as PDF", .as = CADRE, .get = "/notices/{n}/papers/record.pdf", .want = 200},
	{"as Word", .as = CADRE, .get = "/notices/{n}/papers/record.docx", .want = 200},
	{"no other paper", .as = CADRE, .get = "/notices/{n}/papers/record.exe", .want = 404},
	{"it counts as closed", .sql = "select sum(n) from counter_delta where measure = 'notice.closed' and unit = 1", .is = "1"},
	{"closed, it is not withdrawn", .as = CHAIR, .post = "/notice/{n}/do/withdraw", .form = "reason=x", .want = 409},
	/* a quiet one, at Qingming: 4 to 6 April are off, the 7th is a working Sunday */
	{"with names masked by the unit's own policy", .now = "2024-04-01", .as = CHAIR, .post = "/units/10/policies", .form = "name=notice.names&value=2&since=2024-04-01&source=样例会议", .want = 303},
	{"a notice over a holiday", .as = CADRE, .post = "/notices", .form = "unit=10&title=样例清明公示&names=样例甲，一值，无&contact=工会办公室&days=5", .want = 303, .keep = "q"},
	{"shows the family name alone", .as = WORKER, .get = "/notices/{q}", .want = 200, .sees = "样*", .sees_not = "样例甲"},
	{"ends on the 9th: 2, 3, 7, 8, 9 April", .sql = "select ends - starts from notice where id = {q}", .is = "8"},
	{"is not closed on its last day", .now = "2024-04-09", .settle = 1, .sql = "select state from notice where id = {q}", .is = "1"},
	{"closes by itself on the next", .now = "2024-04-10", .settle = 1, .sql = "select state || ' ' || result from notice where id = {q}", .is = "3 1"},
	{"and says so", .as = WORKER, .get = "/notices/{q}", .want = 200, .sees = "公示期间没有收到异议"},
	{"a changed byte is seen", .sql = "update notice set content = content || '行	冒名' where id = {q}"},
	{"on the page", .as = WORKER, .get = "/notices/{q}", .want = 200, .sees = "内容与公示时的指纹不符"},
	/* withdrawn */
	{"a third", .as = CADRE, .post = "/notices", .form = "unit=10&title=样例有误公示&intro=内容&contact=工会办公室&days=5", .want = 303, .keep = "w"},
	{"with an objection", .as = WORKER, .post = "/notices/{w}/object", .form = "content=名字写错了", .want = 303},
	{"withdrawing wants a reason", .as = CHAIR, .post = "/notice/{w}/do/withdraw", .want = 422},
	{"a worker may not", .as = WORKER, .post = "/notice/{w}/do/withdraw", .form = "reason=x", .want = 403},
	{"withdrawn", .as = CHAIR, .post = "/notice/{w}/do/withdraw", .form = "reason=名字写错", .want = 303},
	{"its objection goes with it", .sql = "select state from objection where notice = {w}", .is = "4"},
	{"an own objection is not answered by oneself", .as = CADRE, .post = "/notices", .form = "unit=10&title=样例回避公示&intro=内容&contact=工会办公室&days=5", .want = 303, .keep = "s"},
	{"the cadre objects", .as = CADRE, .post = "/notices/{s}/object", .form = "content=我有异议", .want = 303},
	{"as number one", .sql = "select id from objection where notice = {s}", .keep = "so"},
	{"and may not answer", .as = CADRE, .post = "/objections/{so}/answer", .form = "outcome=3&answer=不成立", .want = 409, .sees = "这是你提出的异议"},
	{"the chair may: upheld while it runs", .as = CHAIR, .post = "/objections/{so}/answer", .form = "outcome=2&answer=成立，改正。", .want = 303},
	{"it runs on", .sql = "select state from notice where id = {s}", .is = "1"},
	{"ends with an objection upheld", .now = "2024-05-15", .settle = 1, .sql = "select state || ' ' || result from notice where id = {s}", .is = "3 3"},
	{"an ended one can be withdrawn too", .as = CADRE, .post = "/notices", .form = "unit=10&title=样例期满公示&intro=内容&contact=工会办公室&days=5", .want = 303, .keep = "e"},
	{"objected", .as = WORKER, .post = "/notices/{e}/object", .form = "content=还没有答复", .want = 303},
	{"over", .now = "2024-06-03", .settle = 1, .sql = "select state from notice where id = {e}", .is = "2"},
	{"withdrawn at the end", .as = CHAIR, .post = "/notice/{e}/do/withdraw", .form = "reason=重新公示", .want = 303},
	{"the list filters", .as = CADRE, .get = "/notices?state=4", .want = 200, .sees = "样例期满公示", .sees_not = "样例清明公示"},
	{"and finds", .as = CADRE, .get = "/notices?q=清明", .want = 200, .sees = "样例清明公示"},
	{"a new one for the phone", .as = CADRE, .post = "/notices", .form = "unit=10&title=样例扫码公示&intro=内容&contact=工会办公室&days=5", .want = 303, .keep = "n"},
	{"its address", .check = take_token},
	{"whoever scans it reads it", .get = page, .want = 200, .sees = "样例扫码公示"},
	{"somebody signed in is told that his name goes with it", .as = WORKER, .get = page, .want = 200, .sees = "实名提出"},
	{"an empty objection from the wall", .post = page, .form = "content=&name=样例路人", .want = 422, .sees = "样例路人"},
	{"one with a name and a telephone", .post = page, .form = "content=名单里漏了人&name=样例路人&phone=13912345678", .want = 200, .sees = "异议已收到", .check = take_code},
	{"the number lies sealed", .sql = "select contact_mask || ' ' || substr(contact_seal, 1, 3) from objection where notice = {n}", .is = "***78 v1:"},
	{"nobody is named in the events", .sql = "select count(*) from event where record = 'objection' and actor = 0 and row_id in (select id from objection where notice = {n})", .is = "1"},
	{"a wrong code opens nothing", .post = answer, .form = "code=abcdefghijkl", .want = 422, .sees = "查询码不对"},
	{"the code shows that nothing is answered yet", .post = answer, .form = code_form, .want = 200, .sees = "还没有答复"},
	{"the objection", .sql = "select id from objection where notice = {n}", .keep = "po"},
	{"shows the mask", .as = CHAIR, .get = "/objections/{po}", .want = 200, .sees = "***78", .sees_not = "13912345678"},
	{"revealing wants a reason", .as = CHAIR, .post = "/objections/{po}/reveal", .want = 422},
	{"a worker does not get it", .as = WORKER, .post = "/objections/{po}/reveal", .form = "reason=x", .want = 403},
	{"with a reason it is shown", .as = CHAIR, .post = "/objections/{po}/reveal", .form = "reason=核实情况", .want = 200, .sees = "13912345678"},
	{"which the history keeps", .as = CADRE, .get = "/objections/{po}", .want = 200, .sees = "核实情况"},
	{"answered", .as = CADRE, .post = "/objections/{po}/answer", .form = "outcome=3&answer=名单无误。", .want = 303},
	{"the code opens the answer", .post = answer, .form = code_form, .want = 200, .sees = "名单无误"},
	{"over", .now = "2024-07-01", .settle = 1, .sql = "select state from notice where id = {n}", .is = "3"},
	{"the wall tells how it ended", .get = page, .want = 200, .sees = "不成立 1 件"},
	{"and takes nothing more", .post = page, .form = "content=太晚了", .want = 422},
	/* the State Council's table of 2024: off from 1 to 7 October, 29 September (Sunday) and 12 October (Saturday) are worked */
	{"over the National Day week", .now = "2024-09-26", .as = CADRE, .post = "/notices", .form = "unit=10&title=样例国庆公示&intro=内容&contact=工会办公室&days=5", .want = 303, .keep = "g"},
	{"ends on 9 October: 27, 29, 30 September, 8, 9 October", .sql = "select ends - starts from notice where id = {g}", .is = "13"},
	{"the reader sees the last day", .as = WORKER, .get = "/notices/{g}", .want = 200, .sees = "2024年10月9日"},
	{"before a worked Saturday", .now = "2024-10-10", .settle = 1, .as = CADRE, .post = "/notices", .form = "unit=10&title=样例补班公示&intro=内容&contact=工会办公室&days=5", .want = 303, .keep = "b"},
	{"ends on 16 October: 11, 12, 14, 15, 16", .sql = "select ends - starts from notice where id = {b}", .is = "6"},
	{"the one over the holidays is closed by then", .sql = "select state || ' ' || result from notice where id = {g}", .is = "3 1"},
};

int main(void)
{
	return scenario("notices", steps, sizeof(steps) / sizeof(steps[0]));
}
