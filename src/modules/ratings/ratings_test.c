/*
 * Every answer asks for its rating; who is not content is called back by somebody who did not
 * handle it; offices and unions stand in a table. And the attacker, who wants to know who rated:
 * the department, the federation, a colleague, somebody with the tables.
 */
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/measure.h"
#include "kernel/writer.h"
#include "modules/ratings/ratings.h"
#include "modules/ratings/sample_test.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define OTHER_CHAIR "13800000021"

#define RATED(key, author, grade) {"rated in one tap", .as = author, .post = "/m/appeals/{" key "}/rate", .form = "rating=" grade "&_back=/m/ratings", .want = 303, .to = "/m/ratings"}
#define CALL "result=1&said=打过电话，热水管已经换好，本人认可。"
#define ONE "select count(*) from rating where "

/* Ratings in other unions of the federation: few in 11, enough in 12. */
static void others(struct app *app)
{
	struct req *r = system_request(app, writer_db(app->writer), app->arena);
	r->writing = true;
	db_begin(r->db);
	for (int i = 0; i < 8; i++) {
		struct rating *x = record_new(app->arena, &rating_record);
		x->unit = x->office = i < 2 ? 11 : 12;
		x->record = "appeal";
		x->matter = 900 + i;
		x->number = arena_printf(app->arena, "别处-%d", i);
		x->service = "诉求";
		x->replied_on = x->rated_on = day_of(2024, 2, 20);
		x->in_time = 1;
		x->grade = i == 0 ? RATED_BAD : RATED_GOOD;
		flow_create(r, &rating_flow, x, "");
		flow_move_row(r, &rating_flow, x, i == 0 ? "owe" : "rated", "");
	}
	db_commit(r->db);
}

static const struct step steps[] = {
	{"the empty list says where ratings come from", .as = CADRE, .get = "/ratings", .want = 200, .sees = "一点就评价"},
	{"the empty board too", .as = CADRE, .get = "/ratings/board", .want = 200, .sees = "没有答复过"},
	{"and the worker's page", .as = WORKER, .get = "/m/ratings", .want = 200, .sees = "没有等你评价的事项"},
	ANSWERED("a", WORKER, "2"),
	{"it waits for his rating", .as = WORKER, .get = "/m/ratings", .want = 200, .sees = "a号楼热水不够用"},
	{"not for a colleague's", .as = REP, .get = "/m/ratings", .want = 200, .sees_not = "号楼热水"},
	{"nor the department's", .as = HANDLER, .get = "/m/ratings", .want = 200, .sees_not = "号楼热水"},
	{"one answer of one office", .sql = "select state * 1000000 + office * 1000 + in_time * 10 + round from rating where unit = 10", .is = "104010"},
	{"no grade is no rating", .as = WORKER, .post = "/m/appeals/{a}/rate", .form = "_back=/m/ratings", .want = 422, .sees = "请选择满意"},
	RATED("a", WORKER, "3"),
	{"it waits no more", .as = WORKER, .get = "/m/ratings", .want = 200, .sees = "没有等你评价的事项"},
	{"a call-back is owed", .sql = "select id from rating where unit = 10 and state = 2 and grade = 3", .keep = "r"},
	{"within three working days: Monday 4 to Wednesday 6 March", .sql = "select call_by from rating where unit = 10", .is = "19788"},
	{"it names nobody who raised it", .sql = ONE "created_by = 1007 or caller = 1007 or drafter = 1007 or signer = 1007", .is = "0"},
	{"nor do its events", .sql = "select count(*) from event where record = 'rating' and actor <> 0 and row_id = (select id from rating where unit = 10)", .is = "0"},
	{"no message tells that somebody rated just now", .sql = "select count(*) from message where title like '%待回访%' or title like '%再办%' or title like '%评价为%'", .is = "0"},
	{"the bench of the union has it", .as = CADRE, .get = "/", .want = 200, .sees = "诉求 SQ-2024-0001"},
	{"the next morning cadre and chair hear of it", .now = "2024-03-02", .settle = 1, .sql = "select count(*) from message where title = '诉求 SQ-2024-0001 待回访'", .is = "2"},
	{"and the department that it has it again, once", .sql = "select count(*) from message where person = 1005 and title = '诉求 SQ-2024-0001 再办一次'", .is = "1"},
	{"the list has it", .as = CADRE, .get = "/ratings?state=2", .want = 200, .sees = "SQ-2024-0001", .sees_not = "赵工"},
	{"the department has no list", .as = HANDLER, .get = "/ratings", .want = 403},
	{"nor the page", .as = HANDLER, .get = "/ratings/{r}", .want = 403},
	{"nor a worker", .as = WORKER, .get = "/ratings/{r}", .want = 403},
	{"nor another union", .as = OTHER_CHAIR, .get = "/ratings/{r}", .want = 403},
	{"nor the federation", .as = FEDERATION, .get = "/ratings/{r}", .want = 403},
	{"whose list has none of its rows", .as = FEDERATION, .get = "/ratings", .want = 200, .sees_not = "SQ-2024"},
	{"the page of the union: grade, limit and its source", .as = CADRE, .get = "/ratings/{r}", .want = 200, .sees = "国办发〔2019〕51号", .sees_not = "赵工"},
	{"who signed it cannot call", .as = CHAIR, .get = "/ratings/{r}", .want = 200, .sees = "由没有经办的工会干部回访"},
	{"not by address either", .as = CHAIR, .post = "/ratings/{r}/call", .form = CALL, .want = 409, .sees = "由你经办或签发"},
	{"nor the department", .as = HANDLER, .post = "/ratings/{r}/call", .form = CALL, .want = 403},
	{"nor the bare address", .as = CADRE, .post = "/rating/{r}/do/call", .want = 404},
	{"nobody declares it rated", .as = CADRE, .post = "/rating/{r}/do/rated", .want = 404},
	{"both are needed", .as = CADRE, .post = "/ratings/{r}/call", .form = "said=打过电话", .want = 422, .sees = "打过电话</textarea>"},
	{"overdue when nobody called: the chair hears", .now = "2024-03-07", .settle = 1, .sql = "select count(*) from message where person = 1003 and title = '诉求 SQ-2024-0001 逾期未回访'", .is = "1"},
	{"and it is counted", .sql = "select sum(n) from counter where measure = 'rating.overdue' and unit = 10 and grain = 2", .is = "1"},
	{"called back", .as = CADRE, .post = "/ratings/{r}/call", .form = CALL, .want = 303},
	{"who, when and what", .as = CADRE, .get = "/ratings/{r}", .want = 200, .sees = "样例沈洁"},
	{"not twice", .as = CADRE, .post = "/ratings/{r}/call", .form = CALL, .want = 409},
	{"taken back with a reason only", .as = CADRE, .post = "/rating/{r}/do/uncall", .want = 422},
	{"taken back", .as = CADRE, .post = "/rating/{r}/do/uncall", .form = "reason=记错了人", .want = 303},
	{"owed again, nothing of it left", .sql = "select state * 100 + result + called + caller + called_on from rating where unit = 10", .is = "200"},
	{"called", .as = CADRE, .post = "/ratings/{r}/call", .form = CALL, .want = 303},
	{"no call is owed or overdue", .settle = 1, .sql = "select coalesce(sum(n), 0) from counter where measure in ('rating.overdue', 'rating.owed') and unit = 10 and grain = 2", .is = "0"},

	{"the second answer", .as = HANDLER, .post = "/appeals/{a}/reply", .form = "reply=又换了一段。", .want = 303},
	{"signed", .as = CHAIR, .post = "/appeals/{a}/sign", .want = 303},
	{"is rated by itself", .sql = ONE "unit = 10", .is = "2"},
	RATED("a", WORKER, "3"),
	{"no third time: it waits for the call before it can be closed", .as = CADRE, .post = "/appeals/{a}/close", .form = "reason=x", .want = 409, .sees = "还没有回访"},
	{"who signed cannot call back on its own page either", .as = CHAIR, .post = "/appeals/{a}/callback", .form = "reason=打过", .want = 409, .sees = "由没有经办的工会干部"},
	{"the second call", .sql = "select id from rating where unit = 10 and state = 2", .keep = "q"},
	{"is made", .as = CADRE, .post = "/ratings/{q}/call", .form = CALL, .want = 303},
	{"and serves the matter", .as = CADRE, .post = "/appeals/{a}/close", .form = "reason=核实过", .want = 303},

	{"the union sees its offices exactly: two answers, both disliked, both called back", .as = CADRE, .get = "/ratings/board", .want = 200, .sees = "0.0%"},
	{"by their names", .as = CADRE, .get = "/ratings/board", .want = 200, .sees = "安全生产部"},
	{"closed too", .sql = ONE "unit = 10 and closed_on = 19789", .is = "1"},
	{"appeals by themselves", .as = CADRE, .get = "/ratings/board?kind=appeal", .want = 200, .sees = "安全生产部"},
	{"there was no hazard", .as = CADRE, .get = "/ratings/board?kind=hazard", .want = 200, .sees = "没有答复过"},
	{"a kind that is none is all", .as = CADRE, .get = "/ratings/board?kind=x", .want = 200, .sees = "安全生产部"},
	{"as of the first of March there was one rating", .as = CADRE, .get = "/ratings/board?until=2024-03-01", .want = 200, .sees = "截至 2024年3月1日"},
	{"before, none", .as = CADRE, .get = "/ratings/board?until=2024-02-29", .want = 200, .sees = "没有答复过"},
	{"a day that is none is read as today", .as = CADRE, .get = "/ratings/board?until=x&since=y", .want = 200, .sees = "截至 2024年3月7日"},
	{"the department has no board", .as = HANDLER, .get = "/ratings/board", .want = 403},
	{"nor of another union", .as = OTHER_CHAIR, .get = "/ratings/board?unit=10", .want = 403},
	{"a unit that is none", .as = FEDERATION, .get = "/ratings/board?unit=77777", .want = 404},

	{"in April the federation looks at March: two ratings are too few to be told", .now = "2024-04-02", .settle = 1, .as = FEDERATION,
	 .get = "/ratings/board?unit=10", .want = 200, .sees = "不显示满意与否", .sees_not = "安全生产部"},
	{"nor any grade", .as = FEDERATION, .get = "/ratings/board?unit=10", .want = 200, .sees = "不显示", .sees_not = "0.0%</td></tr></tbody>"},
	{"two and two of small unions are too few for a row, so the third with six joins them", .as = FEDERATION, .get = "/ratings/board?unit=1",
	 .want = 200, .sees = "其余 3 家合计", .sees_not = "港务"},
	{"no day of a month can be told apart", .as = FEDERATION, .get = "/ratings/board?unit=1&until=2024-03-20", .want = 200, .sees = "2024年1月1日 至 2024年2月29日"},
	{"a span within a month has nothing", .as = FEDERATION, .get = "/ratings/board?unit=10&since=2024-03-02&until=2024-03-03", .want = 200, .sees = "不足一个整月"},
	{"the paper says no more", .as = FEDERATION, .get = "/ratings/board/report.pdf?unit=1", .want = 200},
	{"in Word too", .as = CADRE, .get = "/ratings/board/report.docx", .want = 200},
	{"no other kind", .as = CADRE, .get = "/ratings/board/report.exe", .want = 404},

	ANSWERED("b", WORKER, "1"),
	{"nobody rates it", .now = "2024-04-20", .settle = 1, .sql = "select state from rating where number = 'SQ-2024-0002'", .is = "4"},
	{"he is called and says what he thinks", .as = CADRE, .post = "/appeals/{b}/callback", .form = "reason=说还可以&rating=2", .want = 303},
	{"which is a rating", .sql = "select state * 10 + grade from rating where number = 'SQ-2024-0002'", .is = "12"},
	{"counted: three of which one is good, all in time", .settle = 1, .sql = "select sum(n) from counter where measure in ('rating.rated', 'rating.good', 'rating.in_time') and unit = 10 and grain = 2", .is = "7"},
	ANSWERED("c", REP, "2"),
	RATED("c", REP, "2"),
	ANSWERED("d", REP, "1"),
	RATED("d", REP, "1"),
	{"with five, one of three unions is told in May: 60 of 100", .now = "2024-05-06", .settle = 1, .as = FEDERATION, .get = "/ratings/board?unit=10", .want = 200, .sees = "60.0%"},
	{"but a union with two draws another one into its row: none is told apart from the sum", .as = FEDERATION, .get = "/ratings/board?unit=1", .want = 200,
	 .sees = "其余 2 家合计", .sees_not = "60.0%"},
};

int main(void)
{
	return scenario_with("ratings", others, steps, sizeof(steps) / sizeof(steps[0]));
}
