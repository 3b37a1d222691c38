/*
 * When it is told: words of danger the same day wherever they are written, never the moment of somebody unknown;
 * what a rating sets in motion the next morning, and not at all when it was changed before.
 */
#include <string.h>
#include <time.h>

#include "kernel/app.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003" /* person 1003 */
#define CADRE "13800000004"
#define HANDLER "13800000005" /* person 1005 */
#define WORKER "13800000007"
#define KEYS "code=ABCDEFGHJKMN&pin=135790"
#define LATE_KEYS "code=NMKJHGFEDCBA&pin=135790"
#define WITHDRAWN_KEYS "code=BCDEFGHJKMNA&pin=135790"
#define RATED_KEYS "code=CDEFGHJKMNAB&pin=135790"
#define RISKS(person) "select count(*) from message where person = " person " and title like "
#define AGAIN "select count(*) from message where person = 1005 and link like '%{a}' and title like '%再办%'"
#define ASK(mode) .as = WORKER, .post = "/m/ask", .form = "mode=" mode "&kind=3&content=宿舍热水不够用，希望延长。", .want = 303
#define RERATE(grade) .as = WORKER, .post = "/m/appeals/{a}/rerate", .form = "rating=" grade "&_back=/m/appeals/{a}", .want = 303
#define AT(hour, minute) (hour * 60 + minute)

static const char *at_minute(int minutes)
{
	clock_set(instant_of_day(day_of(2024, 3, 4)) + (instant)minutes * 60000);
	return NULL;
}
static const char *at_afternoon(struct app *app) { (void)app; return at_minute(AT(14, 7)); }
static const char *at_evening(struct app *app) { (void)app; return at_minute(AT(20, 31)); }

/* As ids are made (secret/id.h): milliseconds since 2024 in the upper bits. By chance they are of now once in a million. */
static const char *ids_by_chance(struct app *app)
{
	static const char *why;
	struct timespec x;
	clock_gettime(CLOCK_REALTIME, &x);
	int64_t now = (int64_t)x.tv_sec * 1000 - INT64_C(1704067200000);
	struct stmt *s = db_use_text(writer_db(app->writer), "select id from appeal union all select id from file");
	int rows = 0;
	why = NULL;
	for (; db_step(s); rows++)
		if ((col_int(s, 0) >> 21) > now - 600000 && (col_int(s, 0) >> 21) < now + 600000)
			why = "an id is of this time";
	db_done(s);
	return why ? why : rows == 2 ? NULL : "no appeal with a file";
}

/* In the history as the department reads it, whoever is not known there has days and no hours. */
static const char *days_only(struct app *app)
{
	static const char name[] = "<b>职工（保密）</b>", when[] = "class=\"when\">";
	int lines = 0;
	(void)app;
	for (const char *at = scenario_page(); (at = strstr(at, name)) != NULL; lines++) {
		const char *text = strstr(at, when);
		if (!text || memchr(text + sizeof(when) - 1, ':', strcspn(text + sizeof(when) - 1, "<")))
			return "an hour of his";
		at = text;
	}
	return lines >= 3 ? NULL : "his lines are not there";
}

static const struct step steps[] = {
	/* an id in an address would tell the moment */
	{"a discreet one with a picture", .as = WORKER, .post = "/m/ask", .form = "mode=2&kind=8&content=更衣柜不够用。", .file = "file=柜子.txt=满了", .want = 303, .keep = "x"},
	{"neither its id nor its file's is of this time", .check = ids_by_chance},
	{"taken back", .as = WORKER, .post = "/m/appeals/{x}/withdraw", .form = "reason=提错&_back=/m/appeals/{x}", .want = 303},
	/* words of danger, added later by somebody known to the union */
	{"raised without any", ASK("2"), .keep = "a"},
	{"nobody hears of danger", .sql = RISKS("1003") "'%风险%'", .is = "0"},
	{"an injury is mentioned later", .as = WORKER, .post = "/m/appeals/{a}/say", .form = "reason=上周有人工伤&_back=/m/appeals/{a}", .want = 303},
	{"the chair hears of it the same day", .sql = RISKS("1003") "'风险诉求 SQ-2024-0002%'", .is = "1"},
	{"the list of risks has it", .as = CADRE, .get = "/appeals?risk=1,2", .want = 200, .sees = "宿舍热水不够用"},
	{"what the department writes is no alarm", .as = CADRE, .post = "/appeals/{a}/say", .form = "reason=他说不想活", .want = 303, .sql = "select risk from appeal where id = {a}", .is = "1"},
	{"words of despair later show the line at once", .as = WORKER, .post = "/m/appeals/{a}/say", .form = "reason=我不想活了&_back=/m/appeals/{a}", .want = 303},
	{"so", .as = WORKER, .get = "/m/appeals/{a}", .want = 200, .sees = "tel:12356"},
	{"chair and cadre hear of it at once", .sql = "select count(*) from message where person in (1003, 1004) and title like '轻生风险%' and urgent = 1", .is = "2"},
	{"the page of the union says what to do", .as = CADRE, .get = "/appeals/{a}", .want = 200, .sees = "请先联系本人"},
	{"said again it is told again", .as = WORKER, .post = "/m/appeals/{a}/say", .form = "reason=真的不想活了&_back=/m/appeals/{a}", .want = 303, .sql = RISKS("1003") "'轻生风险%'", .is = "2"},
	{"once a day", .as = WORKER, .post = "/m/appeals/{a}/say", .form = "reason=没人管，想死&_back=/m/appeals/{a}", .want = 303, .sql = RISKS("1003") "'轻生风险%'", .is = "2"},
	{"the form has the line for who types, and shows it for what was typed", .as = WORKER, .post = "/m/ask", .form = "mode=2&content=我不想活了", .want = 422, .sees = "想死\"><div"},
	/* the same, by nobody known */
	{"in the afternoon", .check = at_afternoon},
	{"anonymous, without any", .post = "/anon", .form = KEYS "&unit=10&kind=1&content=班组评优没有公示。", .want = 200},
	{"its id", .sql = "select id from appeal where mode = 3", .keep = "n"},
	{"despair is added", .post = "/anon/step/say", .form = KEYS "&reason=我不想活了", .want = 200, .sees = "tel:12356"},
	{"no message tells the moment", .sql = RISKS("1003") "'轻生风险%' and link like '%{n}'", .is = "0"},
	{"it waits for six o'clock", .sql = "select (at - 1709481600000) / 60000 from due where verb = 'risk_told'", .is = "1080"},
	{"in the evening", .check = at_evening},
	{"the chair has heard", .settle = 1, .sql = RISKS("1003") "'轻生风险%' and link like '%{n}'", .is = "1"},
	{"said again at half past eight", .post = "/anon/step/say", .form = KEYS "&reason=想死", .want = 200},
	{"it is told before the day is over", .sql = "select (at - 1709481600000) / 60000 from due where verb = 'risk_anew'", .is = "1430"},
	{"another one with words of danger at that hour too", .post = "/anon", .form = LATE_KEYS "&unit=10&kind=1&content=欠薪三个月。", .want = 200,
	 .sql = "select count(*) from due where verb = 'announce' and (at - 1709481600000) / 60000 = 1430", .is = "1"},
	{"its id", .sql = "select id from appeal where mode = 3 and id <> {n}", .keep = "l"},
	{"the union takes it up before that: the chair hears now", .as = CADRE, .post = "/appeals/{l}/sort", .form = "kind=1&level=1", .want = 303,
	 .sql = RISKS("1003") "'风险诉求%' and link like '%{l}'", .is = "1"},
	{"the next day both were told", .now = "2024-03-05", .settle = 1, .sql = RISKS("1003") "'轻生风险%' and link like '%{n}'", .is = "2"},
	/* somebody unknown urges */
	{"sorted", .as = CADRE, .post = "/appeals/{n}/sort", .form = "kind=1&level=1", .want = 303},
	{"sent", .as = CADRE, .post = "/appeals/{n}/dispatch", .form = "unit=104", .want = 303},
	{"he urges", .post = "/anon/step/urge", .form = KEYS "&reason=快一点", .want = 200},
	{"twice", .post = "/anon/step/urge", .form = KEYS "&reason=再快一点", .want = 200},
	{"so does one whom only the union knows", ASK("2"), .keep = "d"},
	{"sorted", .as = CADRE, .post = "/appeals/{d}/sort", .form = "kind=3&level=1", .want = 303},
	{"sent", .as = CADRE, .post = "/appeals/{d}/dispatch", .form = "unit=104", .want = 303},
	{"the department is not told when", .as = WORKER, .post = "/m/appeals/{d}/urge", .form = "reason=快一点&_back=/m/appeals/{d}", .want = 303, .sql = RISKS("1005") "'催办%'", .is = "0"},
	/* what is promised is told whatever comes between */
	{"despair once more", .post = "/anon/step/say", .form = KEYS "&reason=想死", .want = 200},
	{"another says nothing of danger", .post = "/anon", .form = RATED_KEYS "&unit=10&kind=1&content=班组评优没有公示。", .want = 200},
	{"its id", .sql = "select id from appeal where mode = 3 and id not in ({n}, {l})", .keep = "r"},
	{"sorted", .as = CADRE, .post = "/appeals/{r}/sort", .form = "kind=1&level=1", .want = 303},
	{"sent", .as = CADRE, .post = "/appeals/{r}/dispatch", .form = "unit=104", .want = 303},
	{"signed for", .as = HANDLER, .post = "/appeals/{r}/accept", .want = 303},
	{"replied", .as = HANDLER, .post = "/appeals/{r}/reply", .form = "reply=已公示。", .want = 303},
	{"signed", .as = CHAIR, .post = "/appeals/{r}/sign", .want = 303},
	{"danger in a bad rating", .post = "/anon/step/rate", .form = RATED_KEYS "&rating=3&reason=还欠薪三个月", .want = 200},
	{"which sends it back", .sql = "select state || ',' || risk from appeal where id = {r}", .is = "5,1"},
	{"danger, and taken back", .post = "/anon", .form = WITHDRAWN_KEYS "&unit=10&kind=1&content=欠薪三个月。", .want = 200},
	{"its id", .sql = "select id from appeal where mode = 3 and id not in ({n}, {l}, {r})", .keep = "w"},
	{"by himself", .post = "/anon/step/withdraw", .form = WITHDRAWN_KEYS "&reason=算了", .want = 200, .sql = "select state from appeal where id = {w}", .is = "13"},
	{"no message yet of any", .sql = RISKS("1003") "'%风险%' and (link like '%{r}' or link like '%{w}')", .is = "0"},
	{"the department signs for the first", .as = HANDLER, .post = "/appeals/{n}/accept", .want = 303},
	{"and the discreet one", .as = HANDLER, .post = "/appeals/{d}/accept", .want = 303},
	{"in the morning it hears of either's urging, once", .now = "2024-03-06", .settle = 1, .sql = RISKS("1005") "'催办%'", .is = "2"},
	{"the chair of despair", .sql = RISKS("1003") "'轻生风险%' and link like '%{n}'", .is = "3"},
	{"of the bad rating", .sql = RISKS("1003") "'风险诉求%' and link like '%{r}'", .is = "1"},
	{"and of what was taken back", .sql = RISKS("1003") "'风险诉求%' and link like '%{w}'", .is = "1"},
	{"and nobody that it waits to be taken up", .sql = "select count(*) from message where title like '%待受理' and link like '%{w}'", .is = "0"},
	{"he urges again", .as = WORKER, .post = "/m/appeals/{d}/urge", .form = "reason=快一点&_back=/m/appeals/{d}", .want = 303},
	{"and is answered", .as = HANDLER, .post = "/appeals/{d}/reply", .form = "reply=已延长。", .want = 303},
	{"signed", .as = CHAIR, .post = "/appeals/{d}/sign", .want = 303},
	/* a rating */
	{"sorted", .as = CADRE, .post = "/appeals/{a}/sort", .form = "kind=3&level=2", .want = 303},
	{"sent", .as = CADRE, .post = "/appeals/{a}/dispatch", .form = "unit=104", .want = 303},
	{"signed for", .as = HANDLER, .post = "/appeals/{a}/accept", .want = 303},
	{"a step too early names its rule", .as = CADRE, .post = "/appeals/{a}/reply", .form = "reply=好", .want = 409, .sees = "由安全生产部办理。（依据：一张工单"},
	{"replied", .as = HANDLER, .post = "/appeals/{a}/reply", .form = "reply=今晚起延长。", .want = 303},
	{"its writer is refused with the rule", .as = HANDLER, .post = "/appeals/{a}/sign", .want = 409, .sees = "依据：谁起草谁不签发"},
	{"signed", .as = CHAIR, .post = "/appeals/{a}/sign", .want = 303},
	{"he is not content", .as = WORKER, .post = "/m/appeals/{a}/rate", .form = "rating=3&_back=/m/appeals/{a}", .want = 303},
	{"it is handled again", .sql = "select state from appeal where id = {a}", .is = "5"},
	{"but no message tells when he rated", .sql = AGAIN, .is = "0"},
	{"the department sees the day, no hour", .as = HANDLER, .get = "/appeals/{a}", .want = 200, .sees = "职工（保密）</b> 评价", .check = days_only},
	{"changed the same day", .as = WORKER, .post = "/m/appeals/{a}/rerate", .form = "rating=1&_back=/m/appeals/{a}", .want = 303},
	{"the next morning nobody hears of either", .now = "2024-03-07", .settle = 1, .sql = AGAIN, .is = "0"},
	{"nor that he urged: there is an answer", .sql = RISKS("1005") "'催办%'", .is = "2"},
	{"bad after all", RERATE("3")},
	{"good the next day, before a late timer", .now = "2024-03-08", RERATE("1")},
	{"it heard of neither and hears of neither", .settle = 1, .sql = "select count(*) from due where row_id = {a} and verb like 'told%'", .is = "0"},
	{"nor has it", .sql = AGAIN, .is = "0"},
	{"bad after all", RERATE("3")},
	{"the department hears the morning after", .now = "2024-03-09", .settle = 1, .sql = AGAIN, .is = "1"},
	{"good again, after it heard", RERATE("1"), .sql = AGAIN, .is = "1"},
	{"and bad again the same day", RERATE("3")},
	{"which it has heard already", .now = "2024-03-10", .settle = 1, .sql = AGAIN, .is = "1"},
	{"good at last", RERATE("1")},
	{"so it hears that too, a morning later", .now = "2024-03-11", .settle = 1, .sql = AGAIN " and title like '%不用再办'", .is = "1"},
	{"closed", .as = CADRE, .post = "/appeals/{a}/close", .form = "reason=好", .want = 303},
	{"opened by the union, which may say so at once", .as = CADRE, .post = "/appeals/{a}/reopen", .form = "reason=没办好", .want = 303},
	{"sent back", .as = CADRE, .post = "/appeals/{a}/again", .form = "reason=现场没有改", .want = 303, .sql = AGAIN, .is = "3"},
	/* what the system does meanwhile takes nothing away */
	{"replied", .as = HANDLER, .post = "/appeals/{n}/reply", .form = "reply=已公示。", .want = 303},
	{"signed", .as = CHAIR, .post = "/appeals/{n}/sign", .want = 303},
	{"the time to rate is over, and he despairs", .now = "2024-03-21", .post = "/anon/step/say", .form = KEYS "&reason=想死", .want = 200},
	{"it goes on unrated", .settle = 1, .sql = "select state from appeal where id = {n}", .is = "9"},
	{"and the chair hears", .now = "2024-03-22", .settle = 1, .sql = RISKS("1003") "'轻生风险%' and link like '%{n}'", .is = "4"},
};

int main(void)
{
	return scenario("when appeals are told", steps, sizeof(steps) / sizeof(steps[0]));
}
