/* A patrol: drawn by a seed that anybody can use again; nobody inspects his own unit; results, and what was found. */
#include "kernel/app.h"
#include "kernel/writer.h"
#include "modules/hazards/draw.h"
#include "scenario/scenario.h"

#include <string.h>

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define REP "13800000006"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define PATROL "title=春季巡查&held_on=2024-03-15&items=临时用电有漏电保护%0A通道没有堵塞&places=3&people=1"

static const char *text(struct app *app, struct arena *a, const char *sql)
{
	struct stmt *s = db_use_text(writer_db(app->writer), sql);
	const char *out = db_step(s) ? col_text(s, 0, a) : "";
	db_done(s);
	return out;
}

/* The units of the sample union, drawn again outside of the server from the seed it shows. */
static const char *drawn_again(struct app *app)
{
	static const char *why;
	int64_t places[] = {101, 102, 103, 104, 105, 106, 107};
	struct arena *a = arena_new(1 << 20);
	draw_order(a, text(app, a, "select seed from patrol"), places, 7);
	why = NULL;
	for (int i = 0; i < 3 && !why; i++) {
		const char *sql = arena_printf(a, "select unit from patrol_place where rank = %d", i + 1);
		if (strcmp(text(app, a, sql), arena_printf(a, "%lld", (long long)places[i])) != 0)
			why = "another order than the seed gives";
	}
	arena_free(a);
	return why;
}

/* As sha256sum says of "s:1", "s:2", "s:3": 1b25…, 5be3…, d12d…. */
static const char *known_order(struct app *app)
{
	int64_t ids[] = {3, 2, 1};
	struct arena *a = arena_new(1 << 20);
	(void)app;
	draw_order(a, "s", ids, 3);
	bool good = ids[0] == 1 && ids[1] == 2 && ids[2] == 3;
	arena_free(a);
	return good ? NULL : "not the order of the hashes";
}

static const struct step steps[] = {
	{"the order is that of SHA-256", .check = known_order},
	{"the empty list says what to do", .as = CADRE, .get = "/patrols", .want = 200, .sees = "还没有安排过安全巡查"},
	{"its form", .as = CADRE, .get = "/patrols/new", .want = 200, .sees = "抽查几处"},
	{"too many places are refused", .as = CADRE, .post = "/patrols", .form = "title=甲&held_on=2024-03-15&items=乙&places=99&people=1", .want = 422, .sees = "抽查几处"},
	{"planned", .as = CADRE, .post = "/patrols", .form = PATROL, .want = 303, .keep = "p"},
	{"changed before it is drawn", .as = CADRE, .post = "/patrols/{p}", .form = PATROL "&_version=1", .want = 303},
	{"its form", .as = CADRE, .get = "/patrols/{p}/edit", .want = 200, .sees = "春季巡查"},
	{"without inspectors it cannot be drawn", .as = CADRE, .post = "/patrols/{p}/draw", .want = 409, .sees = "检查员不够"},
	{"the page says so before", .as = CADRE, .get = "/patrols/{p}", .want = 200, .sees = "还不能抽取"},
	{"one of the shift", .as = CADRE, .post = "/inspectors", .form = "person=1006&net=3&expires_on=2025-01-01", .want = 303},
	{"one of the safety department", .as = CADRE, .post = "/inspectors", .form = "person=1005&net=1&expires_on=2025-01-01", .want = 303},
	{"one of the office", .as = CADRE, .post = "/inspectors", .form = "person=1008&net=1", .want = 303},
	{"one whose certificate is over", .as = CADRE, .post = "/inspectors", .form = "person=1004&net=2&issued_on=2020-01-01&expires_on=2024-02-01", .want = 303},
	{"a worker cannot draw", .as = WORKER, .post = "/patrols/{p}/draw", .want = 403},
	{"drawn", .as = CADRE, .post = "/patrols/{p}/draw", .want = 303},
	{"three places", .sql = "select count(*) from patrol_place", .is = "3"},
	{"anybody can draw again", .check = drawn_again},
	{"nobody goes to his own unit or what it belongs to", .sql = "select count(*) from patrol_person x join person p on p.id = x.person join unit h on h.id = p.unit join unit u on u.id = x.unit where h.path like u.path || '%'", .is = "0"},
	{"nobody without a valid certificate", .sql = "select count(*) from patrol_person where person = 1004", .is = "0"},
	{"who was drawn is told", .sql = "select count(distinct person) - (select count(distinct person) from patrol_person) from message where title = '抽中你参加安全巡查'", .is = "0"},
	{"not drawn twice", .as = CADRE, .post = "/patrols/{p}/draw", .want = 409},
	{"the seed is shown", .as = WORKER, .get = "/patrols/{p}", .want = 200, .sees = "怎样抽的"},
	{"not to another union", .as = OTHER_CHAIR, .get = "/patrols/{p}", .want = 403},
	{"not finished without results", .as = CADRE, .post = "/patrol/{p}/do/finish", .want = 409, .sees = "还有 3 处"},
	{"a place", .sql = "select unit from patrol_place where rank = 1", .keep = "u"},
	{"every line of the check list is asked for", .as = CADRE, .get = "/patrols/{p}", .want = 200, .sees = "通道没有堵塞</label>"},
	{"one that is left out is named", .as = CADRE, .post = "/patrols/{p}/result", .form = "place={u}&m1=1&result=灯亮", .want = 422, .sees = "还没有选“通道没有堵塞”"},
	{"what was typed and chosen stays", .as = CADRE, .post = "/patrols/{p}/result", .form = "place={u}&m1=2&result=灯亮", .want = 422, .sees = "value=\"2\" selected"},
	{"no mark that there is not", .as = CADRE, .post = "/patrols/{p}/result", .form = "place={u}&m1=1&m2=4", .want = 422, .sees = "还没有选“通道没有堵塞”"},
	{"what is not good needs words", .as = CADRE, .post = "/patrols/{p}/result", .form = "place={u}&m1=1&m2=2", .want = 422, .sees = "请写明哪里不合格"},
	{"a place that was not drawn too", .as = CADRE, .post = "/patrols/{p}/result", .form = "place=10&m1=1&m2=1&result=好", .want = 404},
	{"nor by who does not inspect it", .as = WORKER, .post = "/patrols/{p}/result", .form = "place={u}&m1=1&m2=1&result=好", .want = 403},
	{"recorded", .as = CADRE, .post = "/patrols/{p}/result", .form = "place={u}&m1=1&m2=2&result=两箱备件，当场移走", .want = 303},
	{"counted at the place", .as = WORKER, .get = "/patrols/{p}", .want = 200, .sees = "1 项合格，1 项不合格"},
	{"a hazard found there", .as = CADRE, .post = "/m/hazard", .form = "patrol={p}&kind=2&place=配电箱&content=临时用电没有漏电保护。", .want = 303},
	{"stands on the page", .as = CADRE, .get = "/patrols/{p}", .want = 200, .sees = "临时用电没有漏电保护"},
	{"the second place", .sql = "select unit from patrol_place where rank = 2", .keep = "v"},
	{"recorded", .as = CADRE, .post = "/patrols/{p}/result", .form = "place={v}&m1=1&m2=1", .want = 303},
	{"the third", .sql = "select unit from patrol_place where rank = 3", .keep = "w"},
	{"recorded", .as = CADRE, .post = "/patrols/{p}/result", .form = "place={w}&m1=1&m2=3", .want = 303},
	{"finished", .as = CADRE, .post = "/patrol/{p}/do/finish", .want = 303},
	{"it counts on its day", .settle = 1, .sql = "select n from counter where measure = 'patrol.done' and unit = 10 and grain = 2 and at = 2024", .is = "1"},
	{"opened again with a reason", .as = CADRE, .post = "/patrol/{p}/do/reopen", .form = "reason=漏记一项", .want = 303},
	{"cancelled, its draw stays", .as = CADRE, .post = "/patrol/{p}/do/cancel", .form = "reason=重新安排", .want = 303},
	{"indeed", .sql = "select count(*) from patrol_place", .is = "3"},
	{"one cancelled before it was drawn", .as = CADRE, .post = "/patrols", .form = PATROL, .want = 303, .keep = "q"},
	{"so", .as = CADRE, .post = "/patrol/{q}/do/cancel", .form = "reason=天气", .want = 303},
	{"more places than there are units", .as = CADRE, .post = "/patrols", .form = "title=全查&held_on=2024-03-20&items=甲&places=20&people=1", .want = 303, .keep = "r"},
	{"cannot be drawn", .as = CADRE, .post = "/patrols/{r}/draw", .want = 409, .sees = "只有 7 个单位"},
};

int main(void)
{
	return scenario("patrols", steps, sizeof(steps) / sizeof(steps[0]));
}
