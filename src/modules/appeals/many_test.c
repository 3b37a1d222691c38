/* A city of more unions than a page can list: who is unknown types the name of his; topics of a month come page by page. */
#include <string.h>

#include "doc/xlsx_in.h"
#include "kernel/app.h"
#include "kernel/unit.h"
#include "kernel/writer.h"
#include "modules/units/units.h"
#include "scenario/scenario.h"

#define OTHER_CHAIR "13800000021"
#define FEDERATION "13800000001"
#define WHAT "code=ABCDEFGHJKMN&pin=135790&kind=2&content=门口的路灯坏了"

enum { UNIONS = 600, HEARD = 60, FIRST = 5000, APPEALS = 6 };

static const struct sql sow_appeal = {.name = "sow_appeal", .params = 4, .text =
	"insert into appeal(id, unit, version, state, kind, received_on) values ($1, $2, 1, 1, $4, $3)"};

static void sow_one(struct db *d, int64_t unit, int kind, day on)
{
	static int64_t id = 900000;
	struct stmt *s = db_use(d, &sow_appeal);
	bind_int(s, 1, id++);
	bind_int(s, 2, unit);
	bind_int(s, 3, on);
	bind_int(s, 4, kind);
	db_run(s);
}

/* A month of small figures: unit, kind, how many. */
static const int small[][3] = {
	{0, 1, 10}, {0, 2, 3}, {0, 3, 7}, /* 3 is small; alone the sum would tell it, so 7 goes with it */
	{1, 1, 2}, {1, 2, 2}, /* four in all: no kinds */
	{2, 1, 1}, {2, 2, 1}, {2, 3, 9}, /* two small ones of one each: the third goes with them */
	{3, 1, 5}, {3, 4, 6}, /* nothing is small */
};

static void sow(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct arena *a = arena_new(16 << 20);
	db_begin(d);
	for (int i = 0; i < UNIONS; i++) {
		const char *name = arena_printf(a, "样例第%d街道工会", i + 1);
		unit_insert(d, a, FIRST + i, 1, UNIT_DIRECT_UNION, name, name, arena_printf(a, "JD%03d", i), day_of(2020, 1, 1), clock_now());
		find_put(d, a, "unit", FIRST + i, NULL, &(struct find_name){name, ""});
		for (int k = 0; i < HEARD && k < APPEALS; k++)
			sow_one(d, FIRST + i, 1, day_of(2024, 2, 5));
	}
	for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++)
		for (int k = 0; k < small[i][2]; k++)
			sow_one(d, FIRST + small[i][0], small[i][1], day_of(2023, 12, 5));
	db_commit(d);
	arena_free(a);
}

/* The workbook has a head, a row a union and its foot. */
static const char *sixty_rows(struct app *app)
{
	struct arena *a = arena_new(16 << 20);
	const char *why = NULL, *out = NULL;
	struct xlsx_row row;
	int rows = 0, with_six = 0;
	(void)app;
	struct xlsx_in *x = xlsx_in_open(a, scenario_download(), NULL, &why);
	if (!x || !xlsx_in_sheet(x, 0, &why))
		out = why ? why : "no workbook";
	while (!out && xlsx_in_row(x, &row) > 0) {
		rows += row.n > 1;
		with_six += row.n > 1 && strcmp(row.cells[1].text, "6") == 0;
	}
	if (!out && (rows != HEARD + 1 || with_six != HEARD))
		out = "not sixty rows of six";
	xlsx_in_close(x);
	arena_free(a);
	return out;
}

#define MONTH(unit) .as = FEDERATION, .get = "/appeals/topics?month=2023-12&unit=" unit, .want = 200
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
	{"public answers are searched at a union that was typed", .post = "/anon/answers", .form = "union=第18街道&q=路灯", .want = 200, .sees = "没有找到现成的答复"},
	{"which stays for what is raised then", .post = "/anon/answers", .form = "union=第18街道&q=路灯", .want = 200, .sees = "name=\"unit\" value=\"5017\""},
	{"one that was named by a poster too", .post = "/anon/answers", .form = "unit=5006&q=路灯", .want = 200, .sees = "name=\"unit\" value=\"5006\""},
	/* topics */
	{"six of each of sixty unions", .as = FEDERATION, .get = "/appeals/topics?month=2024-02", .want = 200, .sees = "样例第50街道工会"},
	{"the first fifty on a page", .as = FEDERATION, .get = "/appeals/topics?month=2024-02", .want = 200, .sees = "month=2024-02&amp;after=5049", .sees_not = "样例第51街道工会"},
	{"the last ten on the next", .as = FEDERATION, .get = "/appeals/topics?month=2024-02&after=5049", .want = 200, .sees = "样例第60街道工会", .sees_not = "后面的工会"},
	{"none of them twice", .as = FEDERATION, .get = "/appeals/topics?month=2024-02&after=5049", .want = 200, .sees_not = "样例第50街道工会"},
	{"what is small is hidden", MONTH("5000"), .sees = "劳动安全\">&lt;5</td>"},
	{"with the next smallest, so that the sum does not tell it", MONTH("5000"), .sees = "生活后勤\">不显示</td>"},
	{"the rest stands", MONTH("5000"), .sees = "薪酬福利\">10</td>"},
	{"and the sum", MONTH("5000"), .sees = "合计\">20</td>"},
	{"few in all have no kinds", MONTH("5001"), .sees = "薪酬福利\">—</td>"},
	{"nor a sum", MONTH("5001"), .sees = "合计\">&lt;5</td>"},
	{"two of one each would be told by their sum", MONTH("5002"), .sees = "生活后勤\">不显示</td>"},
	{"where nothing is small all is said", MONTH("5003"), .sees = "女职工权益\">6</td>", .sees_not = "不显示</td>"},
	{"a month that has not come is this one", .as = FEDERATION, .get = "/appeals/topics?month=2031-01", .want = 200, .sees = "2024年3月"},
	{"all sixty in a workbook", .as = FEDERATION, .get = "/appeals/topics/file/topics.xlsx?month=2024-02", .want = 200, .check = sixty_rows},
	{"on paper", .as = FEDERATION, .get = "/appeals/topics/file/topics.pdf?month=2024-02", .want = 200},
	{"for a word processor", .as = FEDERATION, .get = "/appeals/topics/file/topics.docx?month=2023-11", .want = 200},
	{"nothing else", .as = FEDERATION, .get = "/appeals/topics/file/topics.exe?month=2024-02", .want = 404, .sees = "topics.xlsx"},
	{"not for who may not read it", .as = OTHER_CHAIR, .get = "/appeals/topics/file/topics.xlsx?unit=5000", .want = 403},
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
