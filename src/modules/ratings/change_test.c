/*
 * A rating that slipped is changed: for three working days, until the call-back; the first one stays in the record,
 * a matter that was sent back is where it was, one that was closed is opened, and every measure counts it once.
 */
#include "modules/ratings/sample_test.h"
#include "scenario/scenario.h"

#define RATE(key, author, grade) .as = author, .post = "/m/appeals/{" key "}/rate", .form = "rating=" grade "&_back=/m/ratings", .want = 303
#define CHANGE(key, author, grade) .as = author, .post = "/m/appeals/{" key "}/rerate", .form = "rating=" grade "&_back=/m/appeals/{" key "}"
#define STANDS(key) .sql = "select state || ',' || rounds || ',' || rating || ',' || pleased || ',' || closed_on from appeal where id = {" key "}"
/* What was counted by hand: answered, rated, good, bad, owed of the board; rated, pleased, closed of appeals. */
#define COUNTS .settle = 1, .sql = "select " ONE("rating.answered") ONE("rating.rated") ONE("rating.good") ONE("rating.bad") ONE("rating.owed") \
	ONE("appeal.rated") ONE("appeal.pleased") "(select coalesce(sum(n), 0) from counter where measure = 'appeal.closed' and unit = 10 and grain = 2)"
#define ONE(measure) "(select coalesce(sum(n), 0) from counter where measure = '" measure "' and unit = 10 and grain = 2) || ',' || "

static const struct step steps[] = {
	ANSWERED("a", WORKER, "2"),
	{"not rated yet: nothing to change", CHANGE("a", WORKER, "1"), .want = 409, .sees = "不能办理这一步"},
	{"a finger slips", RATE("a", WORKER, "3")},
	{"it was sent back", STANDS("a"), .is = "5,1,0,0,0"},
	{"one bad one, a call is owed", COUNTS, .is = "1,1,0,1,1,0,0,0"},
	{"his phone offers to change it", .as = WORKER, .get = "/m/ratings", .want = 200, .sees = "你评的是“不满意”"},
	{"until Wednesday", .as = WORKER, .get = "/m/appeals/{a}", .want = 200, .sees = "3月6日 周三前（含当天）可以改"},
	{"and where that limit comes from, which nobody has verified", .as = WORKER, .get = "/m/appeals/{a}", .want = 200, .sees = "没有规定（未核实）"},
	{"to nobody else", .as = CADRE, .get = "/appeals/{a}", .want = 200, .sees_not = "/rerate"},
	{"the department does not change it", .as = HANDLER, .post = "/appeals/{a}/rerate", .form = "rating=1", .want = 403},
	{"nor the union", .as = CADRE, .post = "/appeals/{a}/rerate", .form = "rating=1", .want = 403},
	{"nor a colleague", CHANGE("a", REP, "1"), .want = 403},
	{"not without a grade; what he typed stays", .as = WORKER, .post = "/m/appeals/{a}/rerate", .form = "reason=手滑点错了&_back=/m/appeals/{a}", .want = 422, .sees = "手滑点错了</textarea>"},
	{"changed", .as = WORKER, .post = "/m/appeals/{a}/rerate", .form = "rating=1&reason=手滑点错了&_back=/m/appeals/{a}", .want = 303},
	{"it is where it was before", STANDS("a"), .is = "9,0,1,1,0"},
	{"answered by the chair on the first, in time, due on the eighth", .sql = "select signer || ',' || replied_on || ',' || in_time || ',' || due from appeal where id = {a}", .is = "1003,19783,1,19790"},
	{"the first one is kept", .sql = "select first || ',' || rating from matter_rating where row_id = {a}", .is = "3,1"},
	{"one good one, no call is owed", COUNTS, .is = "1,1,1,0,0,1,1,0"},
	{"no call-back page waits", .sql = "select state || ',' || grade || ',' || call_by from rating where matter = {a}", .is = "1,1,0"},
	{"written by nobody", .sql = "select count(*) from event where record = 'rating' and actor <> 0", .is = "0"},
	{"the department has not heard of the bad one yet, so it hears of neither", .sql = "select count(*) from message where person = 1005 and title like '%再办%'", .is = "0"},
	{"who changed it, it does not see", .as = HANDLER, .get = "/appeals/{a}", .want = 200, .sees = "原来评的是“不满意”", .sees_not = "赵工"},
	{"content after all, but not quite", CHANGE("a", WORKER, "2"), .want = 303},
	{"the board has the grade as well", .sql = "select grade from rating where matter = {a}", .is = "2"},
	{"counted once all the same", COUNTS, .is = "1,1,1,0,0,1,1,0"},
	{"the very first stays", .sql = "select first from matter_rating where row_id = {a}", .is = "3"},
	{"the next morning nobody is told to call", .now = "2024-03-02", .settle = 1, .sql = "select count(*) from message where title like '%待回访'", .is = "0"},
	{"nor is the department told of what was over before it heard", .sql = "select count(*) from message where title like '%再办%'", .is = "0"},
	{"closed", .as = CADRE, .post = "/appeals/{a}/close", .form = "reason=核实过", .want = 303},
	{"better still", CHANGE("a", WORKER, "1"), .want = 303},
	{"stays closed", STANDS("a"), .is = "10,0,1,1,19784"},
	{"closed once", COUNTS, .is = "1,1,1,0,0,1,1,1"},
	{"the next day it is broken again", CHANGE("a", WORKER, "3"), .want = 303},
	{"opened and sent back", STANDS("a"), .is = "5,1,0,0,0"},
	{"bad, not closed, a call owed", COUNTS, .is = "1,1,0,1,1,0,0,0"},
	{"the call", .sql = "select id from rating where matter = {a}", .keep = "r"},
	{"is made", .as = CADRE, .post = "/ratings/{r}/call", .form = "result=1&said=打过电话，已经修好。", .want = 303},
	{"from now on it stands", CHANGE("a", WORKER, "1"), .want = 409, .sees = "已经回访"},
	{"and is not offered", .as = WORKER, .get = "/m/appeals/{a}", .want = 200, .sees_not = "/rerate"},
	{"unless the call was a mistake", .as = CADRE, .post = "/rating/{r}/do/uncall", .form = "reason=记错了人", .want = 303},
	{"then it may", CHANGE("a", WORKER, "1"), .want = 303},
	{"and is as before", COUNTS, .is = "1,1,1,0,0,1,1,0"},

	ANSWERED("b", REP, "1"),
	{"rated on Saturday", RATE("b", REP, "1")},
	{"not twice by the same button", .as = REP, .post = "/m/appeals/{b}/rate", .form = "rating=3&_back=/m/appeals/{b}", .want = 409},
	{"on Wednesday it may be changed", .now = "2024-03-06", CHANGE("b", REP, "2"), .want = 303},
	{"the days run from the first: on Thursday not", .now = "2024-03-07", CHANGE("b", REP, "1"), .want = 409, .sees = "3 个工作日"},
	{"counted on the day on which it was given", .sql = "select rated_on from rating where matter = {b}", .is = "19784"},
	{"his phone has nothing to change any more", .as = REP, .get = "/m/ratings", .want = 200, .sees_not = "刚评过的"},

	ANSWERED("c", REP, "1"),
	{"content", RATE("c", REP, "1")},
	{"but the check sends it back", .as = CADRE, .post = "/appeals/{c}/again", .form = "reason=答非所问", .want = 303},
	{"no rater undoes that", CHANGE("c", REP, "2"), .want = 409, .sees = "已经在再办"},

	ANSWERED("d", REP, "1"),
	{"not content", RATE("d", REP, "3")},
	{"to another office", .as = CADRE, .post = "/appeals/{d}/transfer", .form = "unit=102&reason=归检修", .want = 303},
	{"which passes it on", .as = CADRE, .post = "/appeals/{d}/dispatch", .form = "unit=104", .want = 303},
	{"to the first one", .as = HANDLER, .post = "/appeals/{d}/accept", .want = 303},
	{"no way back from there", CHANGE("d", REP, "1"), .want = 409, .sees = "已经在再办"},

	ANSWERED("e", REP, "1"),
	{"not content", RATE("e", REP, "3")},
	{"still not, in other words", .as = REP, .post = "/m/appeals/{e}/rerate", .form = "rating=3&reason=水还是凉的&_back=/m/appeals/{e}", .want = 303},
	{"goes on being handled", STANDS("e"), .is = "5,1,0,0,0"},
	{"whoever calls reads both", .sql = "select text from matter_rating where row_id = {e}", .is = "水还是凉的"},
};

int main(void)
{
	return scenario("changed-ratings", steps, sizeof(steps) / sizeof(steps[0]));
}
