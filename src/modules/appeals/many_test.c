/* A city of more unions than a page can list: who is unknown types the name of his; topics of a month come page by page. */
#include "kernel/app.h"
#include "kernel/unit.h"
#include "kernel/writer.h"
#include "modules/units/units.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define WHAT "code=ABCDEFGHJKMN&pin=135790&kind=2&content=门口的路灯坏了"

enum { UNIONS = 600, HEARD = 60, FIRST = 5000, APPEALS = 6 };

static const struct sql sow_appeal = {.name = "sow_appeal", .params = 3, .text =
	"insert into appeal(id, unit, version, state, kind, received_on) values ($1, $2, 1, 1, 1, $3)"};

static void sow(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(16 << 20);
	db_begin(d);
	for (int i = 0; i < UNIONS; i++) {
		const char *name = arena_printf(a, "样例第%d街道工会", i + 1);
		unit_insert(d, a, FIRST + i, 1, UNIT_DIRECT_UNION, name, name, arena_printf(a, "JD%03d", i), day_of(2020, 1, 1), clock_now());
		find_put(d, a, "unit", FIRST + i, NULL, &(struct find_name){name, ""});
		for (int k = 0; i < HEARD && k < APPEALS; k++) {
			struct stmt *s = db_use(d, &sow_appeal);
			bind_int(s, 1, 900000 + i * APPEALS + k);
			bind_int(s, 2, FIRST + i);
			bind_int(s, 3, day_of(2024, 2, 5));
			db_run(s);
		}
	}
	db_commit(d);
	arena_free(a);
}

static const struct step steps[] = {
	/* the unknown one */
	{"no list of six hundred", .get = "/anon", .want = 200, .sees = "name=\"union\"", .sees_not = "样例第7街道工会"},
	{"a poster still names its union", .get = "/anon?unit=5006", .want = 200, .sees = "样例第7街道工会", .sees_not = "name=\"union\""},
	{"nothing typed: asked", .post = "/anon", .form = WHAT, .want = 422, .sees = "请选择向哪家工会提出"},
	{"a name that is none", .post = "/anon", .form = WHAT "&union=火星工会", .want = 422, .sees = "没有找到名称里有这几个字的工会"},
	{"what was typed stays", .post = "/anon", .form = WHAT "&union=火星工会", .want = 422, .sees = "value=\"火星工会\""},
	{"and the matter too", .post = "/anon", .form = WHAT "&union=火星工会", .want = 422, .sees = "门口的路灯坏了</textarea>"},
	{"several are offered", .post = "/anon", .form = WHAT "&union=7街道", .want = 422, .sees = "<option value=\"5016\">样例第17街道工会</option>"},
	{"not the others", .post = "/anon", .form = WHAT "&union=7街道", .want = 422, .sees_not = "样例第18街道工会"},
	{"part of a name that one has", .post = "/anon", .form = WHAT "&union=第18街道", .want = 200},
	{"it went there", .sql = "select unit from appeal where receipt <> ''", .is = "5017"},
	{"one that was chosen counts before what was typed", .post = "/anon", .form = "code=BBBBBBBBBBBB&pin=135790&kind=2&content=灯坏了&union=7街道&unit=5016", .want = 200},
	{"it went there too", .sql = "select unit from appeal where receipt <> '' order by unit", .is = "5016 5017"},
	/* topics */
	{"six of each of sixty unions", .as = FEDERATION, .get = "/appeals/topics?month=2024-02", .want = 200, .sees = "样例第50街道工会"},
	{"the first fifty on a page", .as = FEDERATION, .get = "/appeals/topics?month=2024-02", .want = 200, .sees = "month=2024-02&amp;after=5049", .sees_not = "样例第51街道工会"},
	{"the last ten on the next", .as = FEDERATION, .get = "/appeals/topics?month=2024-02&after=5049", .want = 200, .sees = "样例第60街道工会", .sees_not = "后面的工会"},
	{"none of them twice", .as = FEDERATION, .get = "/appeals/topics?month=2024-02&after=5049", .want = 200, .sees_not = "样例第50街道工会"},
	{"another month is empty", .as = FEDERATION, .get = "/appeals/topics?month=2024-01", .want = 200, .sees = "这个月没有收到诉求"},
	/* sending it to one of six hundred below */
	{"raised at the federation's own desk", .as = FEDERATION, .post = "/appeals/new", .form = "kind=3&content=门口的路灯坏了，晚上看不见路。", .want = 303, .keep = "a"},
	{"sorted", .as = FEDERATION, .post = "/appeals/{a}/sort", .form = "kind=3&level=1", .want = 303},
	{"the nearest are listed, which is said", .as = FEDERATION, .get = "/appeals/{a}", .want = 200, .sees = "name=\"unit_name\"", .sees_not = "样例第590街道工会"},
	{"a name that none has", .as = FEDERATION, .post = "/appeals/{a}/dispatch", .form = "unit_name=火星工会", .want = 422, .sees = "value=\"火星工会\""},
	{"one that several have", .as = FEDERATION, .post = "/appeals/{a}/dispatch", .form = "unit_name=第59", .want = 422, .sees = "不止一个"},
	{"one by its name, though it is not listed", .as = FEDERATION, .post = "/appeals/{a}/dispatch", .form = "unit=&unit_name=样例第590街道工会", .want = 303},
	{"it has it", .sql = "select lead from appeal where id = {a}", .is = "5589"},
	/* choosing a unit in a form */
	{"the form says that it lists the nearest", .as = FEDERATION, .get = "/people/new", .want = 200, .sees = "人员页，从那里登记", .sees_not = "样例第590街道工会"},
	{"the unit it was opened from is chosen", .as = FEDERATION, .get = "/people/new?unit=5589", .want = 200, .sees = "<option value=\"5589\" selected>"},
	{"so for members", .as = FEDERATION, .get = "/members/new?unit=5589", .want = 200, .sees = "<option value=\"5589\" selected>"},
};

int main(void)
{
	return scenario_with("many unions", sow, steps, sizeof(steps) / sizeof(steps[0]));
}
