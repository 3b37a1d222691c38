/* The ways beside the straight one: returned, joined, taken as a suggestion, kept and carried over, late, sent wrongly. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doc/docx_in.h"
#include "modules/proposals/sample_test.h"
#include "scenario/scenario.h"

#define STATE(x) .sql = "select state from proposal where id = {" x "}"

/* What Word would show of the report that was downloaded last. */
static const char *in_report(const char *const *wanted)
{
	static char why[200];
	struct arena *a = arena_new(64u << 20);
	struct doc_text t = {0};
	const char *message = "";
	FILE *f = fopen(scenario_download(), "rb");
	struct buf b = buf_in(a);
	for (int c; f && (c = fgetc(f)) != EOF;)
		buf_char(&b, (char)c);
	if (f)
		fclose(f);
	bool good = docx_read(a, buf_slice(&b), &t, &message);
	snprintf(why, sizeof(why), "%s", good ? "" : "the report cannot be read");
	for (; good && *wanted; wanted++)
		if (!memmem(t.text.p, t.text.n, *wanted, strlen(*wanted)))
			snprintf(why, sizeof(why), "the report does not say %s", *wanted);
	arena_free(a);
	return *why ? why : NULL;
}

/* Counted by hand from the steps below: 7 handed in, one withdrawn; 4 filed with the joined one, so 3 to be replied to. */
static const char *report_counts(struct app *app)
{
	static const char *const wanted[] = {"共收到提案 6 件，立案 4 件，立案率 66.7 %；转为建议 1 件，不立案 1 件，并案 1 件；结转 0 件", "已答复 2 件，答复率 66.7 %，按期 2 件",
		"A 类 0 件、B 类 1 件、C 类 0 件、D 类 1 件", "满意和基本满意 100.0 %", "五届3次职工代表大会", "巡检路线加扶手", NULL};
	(void)app;
	return in_report(wanted);
}

static const char *is_pdf(struct app *app)
{
	(void)app;
	return strncmp(scenario_page(), "%PDF-", 5) == 0 ? NULL : "no PDF";
}

static const struct step steps[] = {
	SESSION("3", "2024-04-10", "2024-03-01", "2024-03-15"),
	/* given up, withdrawn, returned, suggestion, joined */
	{"one is written and given up", .as = REP, .post = "/m/proposals", .form = "kind=1&title=想想又算了的事&content=案据&measures=措施", .want = 303, .keep = "d"},
	{"not by another", .as = WORKER, .post = "/m/proposals/{d}/drop", .want = 404},
	{"dropped", .as = REP, .post = "/m/proposals/{d}/drop", .want = 303, STATE("d"), .is = "13"},
	HANDED_IN("a", "食堂加一个夜宵窗口"),
	{"withdrawn before it is filed", .as = REP, .post = "/m/proposals/{a}/withdraw", .form = "reason=已经开了&_back=/m/proposals/{a}", .want = 303, STATE("a"), .is = "13"},
	HANDED_IN("b", "给每人发一台汽车"),
	{"returned without a reason", .as = CADRE, .post = "/proposals/{b}/refuse", .want = 422, .sees = "请填写理由"},
	{"by one who signed it", .as = WORKER, .post = "/proposals/{b}/refuse", .form = "reason=x", .want = 403},
	{"returned in writing", .as = CADRE, .post = "/proposals/{b}/refuse", .form = "reason=不属于职代会职权范围", .want = 303, STATE("b"), .is = "11"},
	{"all who signed it read why", .sql = "select count(*) from message where title like '提案%不立案' and body = '不属于职代会职权范围'", .is = "3"},
	{"other workers do not see it", .as = HANDLER, .get = "/m/proposals/{b}", .want = 404},
	{"he does", .as = WORKER, .get = "/m/proposals/{b}", .want = 200, .sees = "不立案"},
	HANDED_IN("c", "更衣室换一批柜子"),
	{"taken as a suggestion without a reason", .as = CADRE, .post = "/proposals/{c}/idea", .want = 422},
	{"taken as a suggestion", .as = CADRE, .post = "/proposals/{c}/idea", .form = "reason=日常维修，按建议办理", .want = 303, STATE("c"), .is = "15"},
	{"it goes on as an appeal", .sql = "select count(*) from appeal a join proposal p on p.appeal = a.id where a.kind = 7 and a.author = 1006 and p.id = {c}", .is = "1"},
	{"which its page leads to", .as = CADRE, .get = "/proposals/{c}", .want = 200, .sees = "转成的建议"},
	HANDED_IN("e", "巡检路线加扶手"),
	HANDED_IN("g", "巡检路线加装扶手和照明"),
	{"the office sees that there is a like one", .as = CADRE, .post = "/proposals/{e}/sort", .form = "kind=2&level=1&reason=同意立案", .want = 303},
	{"on the page of the other", .as = CADRE, .get = "/proposals/{g}", .want = 200, .sees = "以前有过相近的提案"},
	{"joined to nothing", .as = CADRE, .post = "/proposals/{g}/merge", .form = "same=五届3次第099号&reason=同一件事", .want = 422, .sees = "没有找到"},
	{"joined", .as = CADRE, .post = "/proposals/{g}/merge", .form = "same=五届三次第004号&reason=同一件事", .want = 303, STATE("g"), .is = "12"},
	{"a major one is put to the congress", .as = CADRE, .post = "/proposals/{e}/agenda", .form = "reason=涉及全体职工", .want = 303, .sql = "select agenda from proposal where id = {e}", .is = "1"},
	/* sent wrongly, passed on, paused, extended */
	{"sent", .as = CADRE, .post = "/proposals/{e}/dispatch", .form = "unit=104", .want = 303},
	{"returned", .as = HANDLER, .post = "/proposals/{e}/bounce", .form = "reason=归检修", .want = 303, STATE("e"), .is = "3"},
	{"the clock goes on from the first day", .as = CADRE, .post = "/proposals/{e}/sort", .form = "kind=2&level=2&reason=改为复杂", .want = 303, .sql = "select due - 19783 from proposal where id = {e}", .is = "90"},
	{"to the branch", .as = CADRE, .post = "/proposals/{e}/dispatch", .form = "unit=102", .want = 303},
	{"which sends it on", .as = CADRE, .post = "/proposals/{e}/dispatch", .form = "unit=104", .want = 303},
	{"wrongly: one level up", .as = HANDLER, .post = "/proposals/{e}/bounce_up", .form = "reason=是检修的事", .want = 303, .sql = "select lead from proposal where id = {e}", .is = "102"},
	{"it is sent on once more", .as = CADRE, .post = "/proposals/{e}/dispatch", .form = "unit=104", .want = 303},
	{"signed for", .as = HANDLER, .post = "/proposals/{e}/accept", .want = 303},
	{"paused", .as = HANDLER, .post = "/proposals/{e}/pause", .form = "reason=等设计", .want = 303},
	{"resumed", .as = HANDLER, .post = "/proposals/{e}/resume", .want = 303},
	{"longer", .as = CADRE, .post = "/proposals/{e}/extend", .form = "days=10&reason=等招标", .want = 303},
	{"to another", .as = CADRE, .post = "/proposals/{e}/transfer", .form = "unit=102&reason=归检修", .want = 303},
	{"and back", .as = CADRE, .post = "/proposals/{e}/dispatch", .form = "unit=104", .want = 303},
	{"signed for", .as = HANDLER, .post = "/proposals/{e}/accept", .want = 303},
	{"a word", .as = WORKER, .post = "/m/proposals/{e}/say", .form = "reason=夜里最滑&_back=/m/proposals/{e}", .want = 303},
	/* class B: kept */
	{"talked", .as = HANDLER, .post = "/proposals/{e}/talk", .form = "reason=当面沟通", .want = 303},
	{"class B by the end of June", .as = HANDLER, .post = "/proposals/{e}/reply", .form = "outcome=2&promised_on=2024-06-30&reply=六月底前装好。", .want = 303},
	{"back to be mended", .as = CHAIR, .post = "/proposals/{e}/unsign", .form = "reason=写明几处", .want = 303},
	{"mended", .as = HANDLER, .post = "/proposals/{e}/reply", .form = "outcome=2&promised_on=2024-06-30&reply=六月底前装好四处。", .want = 303},
	{"signed", .as = CHAIR, .post = "/proposals/{e}/sign", .want = 303},
	{"the three of each rate: the joined one signed by the same", .sql = "select count(*) from party where record = 'proposal' and relation = 6 and row_id = {e}", .is = "3"},
	RATED("e"),
	{"B does not close", .as = CADRE, .post = "/proposals/{e}/close", .want = 409, .sees = "请转跟踪"},
	{"kept without a word", .as = CADRE, .post = "/proposals/{e}/keep", .want = 422},
	{"kept", .as = CADRE, .post = "/proposals/{e}/keep", .form = "reason=七月看装没装", .want = 303, STATE("e"), .is = "14"},
	{"it is watched with the promised day", .as = CHAIR, .get = "/proposals/supervise", .want = 200, .sees = "6月30日"},
	{"not settled before somebody looked", .as = CADRE, .post = "/proposals/{e}/settle", .form = "reason=好了", .want = 409, .sees = "还没有记录落实情况"},
	{"progress", .as = HANDLER, .post = "/proposals/{e}/progress", .form = "reason=装了两处", .want = 303},
	{"all read it", .sql = "select count(*) from message where body = '装了两处'", .is = "3"},
	/* class D: nobody rates in time */
	HANDED_IN("h", "每月公布用电量"),
	FILED("h"),
	REPLIED("h", "4", ""),
	{"one rates", .as = REP, .post = "/m/proposals/{h}/rate", .form = "rating=1", .want = 303},
	{"the others do not: after seven working days it goes on with what there is", .now = "2024-03-14", .settle = 1, STATE("h"), .is = "9"},
	{"called back", .as = CADRE, .post = "/proposals/{h}/callback", .form = "reason=都说可以", .want = 303},
	{"the check finds it wanting", .as = CADRE, .post = "/proposals/{h}/again", .form = "reason=答复没有说从哪月起", .want = 303, .sql = "select rounds || ',' || state from proposal where id = {h}", .is = "1,5"},
	REPLIED("h", "4", "从四月起。"),
	{"not to be rated: on", .as = CADRE, .post = "/proposals/{h}/skip", .form = "reason=都在外地", .want = 303, STATE("h"), .is = "9"},
	{"without rating a call is needed", .as = CADRE, .post = "/proposals/{h}/close", .want = 409, .sees = "还没有回访"},
	{"called", .as = CADRE, .post = "/proposals/{h}/callback", .form = "reason=电话&rating=1", .want = 303},
	{"closed", .as = CADRE, .post = "/proposals/{h}/close", .want = 303},
	{"opened", .as = CADRE, .post = "/proposals/{h}/reopen", .form = "reason=登记有误", .want = 303},
	{"and closed", .as = CADRE, .post = "/proposals/{h}/close", .want = 303},
	/* nobody signs for it, then it is late */
	HANDED_IN("l", "修好三号门的地锁"),
	{"filed", .as = CADRE, .post = "/proposals/{l}/sort", .form = "kind=2&level=1&reason=同意立案", .want = 303},
	{"sent on 14 March: 13 April is a Saturday, so Monday the 15th", .as = CADRE, .post = "/proposals/{l}/dispatch", .form = "unit=104", .want = 303, .sql = "select due from proposal where id = {l}", .is = "19828"},
	/* the window */
	{"on the twelfth they were reminded", .sql = "select count(*) from message where title = '提案征集即将截止'", .is = "3"},
	{"the window ends by itself", .now = "2024-03-16", .settle = 1, .sql = "select state from congress_session", .is = "2"},
	{"one written later waits", .as = REP, .post = "/m/proposals", .form = "kind=1&title=晚了一天的提案&content=案据&measures=措施", .want = 303, .keep = "late"},
	{"for the next call", .as = REP, .post = "/m/proposals/{late}/submit", .want = 409, .sees = "不在提案征集期"},
	{"opened once more: the day is over", .as = CADRE, .post = "/congress_session/{s3}/do/extend", .form = "reason=再收几天", .want = 409, .sees = "改到今天以后"},
	{"the day is moved", .as = CADRE, .post = "/proposal-sessions/{s3}", .form = "title=五届3次职工代表大会&kind=1&term_no=5&session_no=3&held_on=2024-04-10&opens=2024-03-01&closes=2024-03-20&_version=4", .want = 303},
	{"open", .as = CADRE, .post = "/congress_session/{s3}/do/extend", .form = "reason=再收几天", .want = 303},
	{"ended by hand", .as = CADRE, .post = "/congress_session/{s3}/do/end", .form = "reason=够了", .want = 303},
	/* the report */
	{"a worker does not print the report", .as = HANDLER, .get = "/proposal-sessions/{s3}/paper/report.docx", .want = 403},
	{"the proposal that nobody signed for is taken out of the count", .as = REP, .get = "/m/proposals/{l}", .want = 200},
	{"reported to the congress", .as = CADRE, .post = "/congress_session/{s3}/do/report", .want = 303},
	{"once it was wrong", .as = CADRE, .post = "/congress_session/{s3}/do/unreport", .form = "reason=数字有误", .want = 303},
	{"again", .as = CADRE, .post = "/congress_session/{s3}/do/report", .want = 303},
	{"the figures are frozen", .as = HANDLER, .get = "/proposal-sessions/{s3}", .want = 200, .sees = "向大会报告时的数字"},
	{"another format is refused", .as = CADRE, .get = "/proposal-sessions/{s3}/paper/report.odt", .want = 404},
	{"as Word", .as = CADRE, .get = "/proposal-sessions/{s3}/paper/report.docx", .want = 200, .check = report_counts},
	{"as PDF", .as = CHAIR, .get = "/proposal-sessions/{s3}/paper/report.pdf", .want = 200, .check = is_pdf},
	/* late */
	{"three working days before, those who handle it hear", .now = "2024-04-10", .settle = 1, .sql = "select count(*) from message where person = 1005 and title like '%即将到期'", .is = "1"},
	{"it is late on the 16th", .now = "2024-04-16", .settle = 1, .sql = "select count(*) from message where person = 1004 and title like '%逾期'", .is = "1"},
	{"a red light", .as = CHAIR, .get = "/proposals/supervise", .want = 200, .sees = "逾期"},
	{"the federation watches too", .as = FEDERATION, .get = "/proposals/supervise?unit=10", .want = 200, .sees = "修好三号门", .sees_not = ">催办</th>"},
	{"who may urge has the column, on paper it is left out", .as = CHAIR, .get = "/proposals/supervise", .want = 200, .sees = "<th scope=\"col\" class=\"no-print\">催办</th>"},
	{"another union does not", .as = OTHER_CHAIR, .get = "/proposals/supervise?unit=10", .want = 403},
	{"urged from there", .as = CHAIR, .post = "/proposals/{l}/urge", .form = "reason=请抓紧&_back=/proposals/supervise", .want = 303, .to = "/proposals/supervise"},
	/* carried over */
	SESSION("4", "2025-04-10", "2024-04-16", "2025-03-15"),
	{"what was promised is back, filed already, in the new series", .sql = "select number || ',' || state || ',' || carried from proposal where earlier = {e}", .is = "五届四次第001号,3,1"},
	{"kept under this name", .sql = "select id from proposal where earlier = {e}", .keep = "x"},
	{"the old one leads to it", .as = REP, .get = "/m/proposals/{e}", .want = 200, .sees = "五届四次第001号"},
	{"it is sent again", .as = CADRE, .post = "/proposals/{x}/dispatch", .form = "unit=104", .want = 303},
	{"signed for", .as = HANDLER, .post = "/proposals/{x}/accept", .want = 303},
	REPLIED("x", "1", "四处都装好了。"),
	RATED("x"),
	{"closed", .as = CADRE, .post = "/proposals/{x}/close", .want = 303},
	{"and the old one with it", STATE("e"), .is = "10"},
	{"figures of what was submitted do not count it twice", .settle = 1, .sql = "select sum(n) from counter where measure = 'proposal.submitted' and unit = 10 and grain = 1", .is = "6"},
	/* settled without a new session */
	HANDED_IN("y", "配电间换防火门"),
	FILED("y"),
	REPLIED("y", "3", "今年没有资金。"),
	RATED("y"),
	{"kept", .as = CADRE, .post = "/proposals/{y}/keep", .form = "reason=看明年预算", .want = 303},
	{"money came", .as = HANDLER, .post = "/proposals/{y}/progress", .form = "reason=已经换好", .want = 303},
	{"looked at and settled", .as = CADRE, .post = "/proposals/{y}/settle", .form = "reason=现场看过", .want = 303, STATE("y"), .is = "10"},
	/* like ones: only those that the asker may open */
	{"nobody has signed it yet", .as = REP, .post = "/m/proposals", .form = "kind=2&title=给电缆沟加盖板&content=夜里踩空过。&measures=加盖板。", .want = 303, .keep = "k"},
	{"who did not write it is not shown it", .as = WORKER, .get = "/proposals/similar?title=电缆沟盖板", .want = 200, .sees_not = "给电缆沟加盖板"},
	{"he who did is", .as = REP, .get = "/proposals/similar?title=电缆沟盖板", .want = 200},
	{"two are invited", .as = REP, .post = "/m/proposals/{k}/invite", .form = "person=1007&person=1008", .want = 303},
	{"one seconds", .as = WORKER, .post = "/m/proposals/{k}/second", .want = 303},
	{"and another", .as = AUDITOR, .post = "/m/proposals/{k}/second", .want = 303},
	{"handed in", .as = REP, .post = "/m/proposals/{k}/submit", .want = 303},
	{"a representative elsewhere is not", .as = OTHER_CHAIR, .get = "/proposals/similar?title=电缆沟盖板", .want = 200, .sees_not = "给电缆沟加盖板"},
	{"filed: now it is public in its union", .as = CADRE, .post = "/proposals/{k}/sort", .form = "kind=2&level=1&reason=同意立案", .want = 303},
	{"so there it shows", .as = WORKER, .get = "/proposals/similar?title=电缆沟盖板", .want = 200, .sees = "给电缆沟加盖板"},
	{"and not elsewhere", .as = OTHER_CHAIR, .get = "/proposals/similar?title=电缆沟盖板", .want = 200, .sees_not = "给电缆沟加盖板"},
	/* the desk's own forms */
	{"at the desk: chosen from", .as = REP, .get = "/proposals/{late}/reps", .want = 200},
	{"invited", .as = REP, .post = "/proposals/{late}/invite", .form = "person=1007&person=1008", .want = 303},
	{"seconded at the desk", .as = WORKER, .post = "/proposals/{late}/second", .want = 303},
	{"seen there", .as = AUDITOR, .get = "/proposals/{late}", .want = 200, .sees = "附议"},
	{"written at the desk", .as = REP, .post = "/proposals", .form = "kind=1&title=书桌上写的&content=案据&measures=措施", .want = 303, .to = "/proposals/"},
};

int main(void)
{
	return scenario_with("proposal-ways", sample_reps, steps, sizeof(steps) / sizeof(steps[0]));
}
