/* Lists: what a user sees, and that paging shows every row exactly once, against brute force. */
#include <stdlib.h>
#include <string.h>

#include "doc/xlsx_in.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/list_parts.h"
#include "kernel/list_rows.h"
#include "kernel/list_test.h"
#include "kernel/place.h"
#include "kernel/search.h"
#include "kernel/session.h"
#include "kernel/unit.h"
#include "kernel/writer.h"
#include "modules/activities/activities.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"

enum { MIXED = 700, MASS = 5600, ROWS = MIXED + MASS, TEAMS = 90 };

static struct activity rows[ROWS];
static const char *paths[ROWS];

static uint32_t dice(uint32_t sides)
{
	static uint32_t state = 2463534242u;
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % sides;
}

static struct activity mixed(struct arena *a, int i)
{
	static const int64_t units[] = {1, 10, 11, 101, 104, 105};
	static const char *const words[] = {"登山", "技能竞赛", "慰问", "读书会"};
	int64_t unit = i % 3 ? units[dice(6)] : 5000 + dice(TEAMS);
	return (struct activity){.unit = unit, .version = 1, .state = dice(4), .kind = 1 + dice(8),
				 .held_on = day_of(2024, 1, 1) + (day)dice(12), .people = dice(50), .place = "", .summary = "",
				 .title = arena_printf(a, "第%d次%s", i, words[dice(4)])};
}

/* Nearly all of one kind: conditions on others find little in much. */
static struct activity massed(struct arena *a, int i)
{
	return (struct activity){.unit = 13, .version = 1, .kind = i % 1400 ? 8 : 7, .held_on = day_of(2023, 1, 1) + i / 20,
				 .place = "", .summary = "", .title = arena_printf(a, "日常活动%d", i)};
}

static void fill(struct app *app)
{
	struct db *d = writer_db(app->writer);
	struct req *r = system_request(app, d, app->arena);
	db_begin(d);
	for (int i = 0; i < TEAMS; i++)
		unit_insert(d, app->arena, 5000 + i, 14, UNIT_TEAM, "班组", "", "", day_of(2020, 1, 1), r->now);
	for (int i = 0; i < ROWS; i++) {
		rows[i] = i < MIXED ? mixed(app->arena, i) : massed(app->arena, i - MIXED);
		rows[i].id = 100000 + i * 7;
		paths[i] = unit_path(d, app->arena, rows[i].unit);
		record_insert(d, app->arena, &activity_record, &rows[i]);
		if (i < MIXED)
			search_put(r, &activity_flow, &rows[i]);
	}
	db_commit(d);
}

/* ---- paging against brute force ---- */

static struct req *asker(struct app *app, struct arena *a, int64_t person)
{
	struct req *r = system_request(app, app->readers[0], a);
	struct who *w = NEW(a, struct who);
	r->system = r->writing = false;
	w->person = person;
	w->grants = grants_load(r->db, a, person, r->today, &w->n_grants);
	r->who = w;
	return r;
}

struct order {
	bool by_day, down;
};

static struct order order; /* of qsort */

static int compare(const void *x, const void *y)
{
	const struct activity *a = *(const struct activity *const *)x, *b = *(const struct activity *const *)y;
	int64_t n = order.by_day && a->held_on != b->held_on ? a->held_on - b->held_on : a->id - b->id;
	return n ? ((n < 0) != order.down ? -1 : 1) : 0;
}

struct property {
	const char *query;
	bool (*fits)(const struct activity *a, const char *path);
};

static bool any(const struct activity *a, const char *path) { return a && path; }
static bool kind_2(const struct activity *a, const char *path) { return path && a->kind == 2; }
static bool kind_7(const struct activity *a, const char *path) { return path && a->kind == 7; }
static bool two_states(const struct activity *a, const char *path) { return path && (a->state == 1 || a->state == 3); }
static bool both(const struct activity *a, const char *path) { return kind_2(a, path) && two_states(a, path); }
static bool first_days(const struct activity *a, const char *path)
{
	return path && a->held_on >= day_of(2024, 1, 3) && a->held_on <= day_of(2024, 1, 5);
}
static bool at_power_plant(const struct activity *a, const char *path) { return a && strncmp(path, "/1/10/", 6) == 0; }
static bool contests(const struct activity *a, const char *path) { return path && strstr(a->title, "竞赛"); }
static bool contests_2(const struct activity *a, const char *path) { return contests(a, path) && a->kind == 2; }

static const struct property properties[] = {
	{"", any},
	{"kind=2", kind_2},
	{"kind=7", kind_7},
	{"state=1,3", two_states},
	{"kind=2&state=1,3", both},
	{"held_on_from=2024-01-03&held_on_to=2024-01-05", first_days},
	{"unit=10", at_power_plant},
	{"q=竞赛", contests},
	{"q=竞赛&kind=2", contests_2},
};

static size_t expected(struct req *r, const struct property *p, const struct activity **out)
{
	const struct right *right = right_of(r->app, "activity.read");
	size_t n = 0;
	for (int i = 0; i < ROWS; i++)
		if (may_path(r->who, right, paths[i]) && p->fits(&rows[i], paths[i]))
			out[n++] = &rows[i];
	qsort(out, n, sizeof(*out), compare);
	return n;
}

/* All ids from the first page on, or from the last one back. */
static size_t walk(struct req *r, struct list_query *q, int64_t *ids)
{
	size_t n = 0;
	for (int pages = 0; pages < 1000; pages++) {
		struct list_rows got = list_rows(r, q);
		for (size_t i = 0; i < got.n && n < ROWS; i++)
			ids[n++] = got.keys[q->before ? got.n - 1 - i : i].id;
		bool more = q->before ? got.more_before : got.more_after;
		if (!more && !(got.cut && got.reached.id))
			break;
		q->has_key = true;
		q->key = more ? got.keys[q->before ? 0 : got.n - 1] : got.reached;
	}
	return n;
}

static const char *differs(struct arena *a, const char *what, const int64_t *ids, size_t n,
			   const struct activity **want, size_t n_want)
{
	if (n != n_want)
		return arena_printf(a, "%s: %zu rows, wanted %zu", what, n, n_want);
	for (size_t i = 0; i < n; i++)
		if (ids[i] != want[i]->id)
			return arena_printf(a, "%s: row %zu is %lld, wanted %lld", what, i, (long long)ids[i],
					    (long long)want[i]->id);
	return NULL;
}

static const char *try(struct app *app, int64_t person, const struct property *p, const char *sort)
{
	static int64_t ids[ROWS];
	static const struct activity *want[ROWS];
	struct arena *a = arena_new(1 << 30);
	struct req *r = asker(app, a, person);
	const struct list *l = list_of(app, "activities");
	const char *text = arena_printf(a, "%s%ssort=%s&n=%d", p->query, *p->query ? "&" : "", sort,
					dice(2) ? 20 : 100);
	const char *what = arena_printf(app->arena, "person %lld, %s", (long long)person, text);
	order = (struct order){strstr(sort, "held_on"), *sort == '-'};
	db_begin(r->db);
	size_t n_want = expected(r, p, want);
	struct list_query *q = list_query_of(r, l, text);
	const char *wrong = q->n_hints ? q->hints[0] : differs(app->arena, what, ids, walk(r, q, ids), want, n_want);
	struct list_total total = list_total(r, q);
	if (!wrong && !total.more && total.n != (int64_t)n_want)
		wrong = arena_printf(app->arena, "%s: counted %lld, wanted %zu", what, (long long)total.n, n_want);
	if (!wrong && n_want > 1) { /* and back from behind the last */
		q->before = q->has_key = true;
		q->key = (struct list_key){want[n_want - 1]->id,
					   order.by_day ? want[n_want - 1]->held_on : want[n_want - 1]->id, NULL};
		size_t n = walk(r, q, ids);
		for (size_t i = 0; i < n / 2; i++) {
			int64_t one = ids[i];
			ids[i] = ids[n - 1 - i];
			ids[n - 1 - i] = one;
		}
		wrong = differs(app->arena, what, ids, n, want, n_want - 1);
	}
	db_rollback(r->db);
	arena_free(a);
	return wrong;
}

static const char *pages_are_whole(struct app *app)
{
	static const int64_t people[] = {1001, 1003, 1007, 1012}; /* federation, chair, worker, another chair */
	static const char *const sorts[] = {"-held_on", "held_on", "-id", "id"};
	list_bounds.found = 400; /* what words find is compared as a whole */
	for (size_t p = 0; p < sizeof(people) / sizeof(people[0]); p++)
		for (size_t k = 0; k < sizeof(properties) / sizeof(properties[0]); k++)
			for (size_t s = 0; s < 4; s++) {
				const char *wrong = try(app, people[p], &properties[k], sorts[s]);
				if (wrong)
					return wrong;
			}
	list_bounds.found = LIST_FOUND;
	return NULL;
}

/* Words that more rows have than one answer names: from one to the next older ones each row comes once, and only those in reach. */
static const char *words_go_on(struct app *app, int64_t person)
{
	static int64_t ids[ROWS];
	static const struct activity *want[ROWS];
	struct arena *a = arena_new(1 << 30);
	struct req *r = asker(app, a, person);
	struct list_query *q = list_query_of(r, list_of(app, "activities"), "q=竞赛&sort=-id");
	size_t n = 0, answers = 0;
	order = (struct order){false, true};
	db_begin(r->db);
	size_t n_want = expected(r, &(struct property){"", contests}, want);
	do {
		q->has_key = false;
		n += walk(r, q, ids + n);
		q->older = list_rows(r, q).older;
		answers++;
	} while (q->older && answers < 1000);
	const char *wrong = differs(app->arena, "words", ids, n, want, n_want);
	db_rollback(r->db);
	arena_free(a);
	return wrong ? wrong : person != 1001 || answers > 1 ? NULL : "all at once";
}

static const char *words_reach_all(struct app *app)
{
	const char *wrong = words_go_on(app, 1001);
	return wrong ? wrong : words_go_on(app, 1003);
}

/* A place opens for whom and for what it was sealed, and has no number in it that could be read. */
static const char *places_are_sealed(struct app *app)
{
	struct arena *a = arena_new(64 << 20);
	struct req *one = asker(app, a, 1001), *other = asker(app, a, 1003);
	const char *sealed = place_seal_number(one, "list.older", 192785519443259539);
	bool fine = place_is_sealed(sealed) && !strstr(sealed, "1927855194") && place_open_number(one, "list.older", sealed) == 192785519443259539 &&
		    !place_open_number(other, "list.older", sealed) && !place_open_number(one, "search.before", sealed) &&
		    !place_open_number(one, "list.older", "192785519443259539") && !place_open_number(one, "list.older", "~x");
	arena_free(a);
	return fine ? NULL : "it opens for others, or not at all";
}

/* The link that goes on, of the last page. */
static const char *next_is_sealed(struct app *app)
{
	const char *end = strstr(scenario_page(), "继续查找</a>"), *link = NULL;
	(void)app;
	for (const char *p = scenario_page(); end && (p = strstr(p, "after=")) && p < end; p++)
		link = p;
	return link && (strncmp(link, "after=~", 7) == 0 || strncmp(link, "after=%7E", 9) == 0) ? NULL : arena_printf(app->arena, "%.60s", link ? link : "no link");
}

static const struct step steps[] = {
	{"words that many rows have reach all of them, part by part", .check = words_reach_all},
	{"places are sealed", .check = places_are_sealed},
	{"every sort, condition and scope shows each row exactly once, forth and back", .check = pages_are_whole},
	{"every statement of every list uses its indexes", .check = list_plans_are_indexed},
	{"totals end at a thousand", .as = FEDERATION, .get = "/activities", .want = 200, .sees = "共 1000+ 项"},
	{"there is a next page", .as = FEDERATION, .get = "/activities", .want = 200, .sees = "下一页"},
	{"the order is in the head", .as = FEDERATION, .get = "/activities", .want = 200, .sees = "aria-sort=\"descending\""},
	{"and turns round", .as = FEDERATION, .get = "/activities?sort=held_on", .want = 200, .sees = "aria-sort=\"ascending\""},
	{"conditions stand above the table", .as = FEDERATION, .get = "/activities?kind=2&state=1,3", .want = 200, .sees = "类别：文体活动"},
	{"several values are one condition", .as = FEDERATION, .get = "/activities?kind=2&state=1,3", .want = 200, .sees = "状态：待核实、已取消"},
	{"and on paper, with how many there are", .as = FEDERATION, .get = "/activities?kind=2&state=1,3", .want = 200, .sees = "<p class=\"print-only\">类别：文体活动；状态：待核实、已取消；共 "},
	{"each can be taken away", .as = FEDERATION, .get = "/activities?kind=2&state=1", .want = 200, .sees = "href=\"/activities?kind=2\" aria-label=\"去掉条件：状态：待核实\""},
	{"few among many are all found", .as = FEDERATION, .get = "/activities?kind=7&sort=held_on", .want = 200, .sees = "共 91 项", .sees_not = "继续查找"},
	{"with several values it offers to go on", .as = FEDERATION, .get = "/activities?kind=6,7&sort=held_on", .want = 200, .sees = "继续查找", .check = next_is_sealed},
	{"of many that match words, the newest", .as = FEDERATION, .get = "/activities?q=竞赛", .want = 200, .sees = "接着找更早的"},
	{"a place in the words that is none begins with the newest", .as = FEDERATION, .get = "/activities?q=竞赛&older=192785519443259539", .want = 200, .sees = "接着找更早的", .sees_not = "回到最新"},
	{"nothing matches: how to go on", .as = OTHER_CHAIR, .get = "/activities?kind=2&held_on_to=2020-01-01", .want = 200, .sees = "没有符合条件的工会活动"},
	{"a wrong order is said", .as = CHAIR, .get = "/activities?sort=summary", .want = 200, .sees = "不能按这一列排序"},
	{"a wrong value is said", .as = CHAIR, .get = "/activities?kind=99", .want = 200, .sees = "“类别”没有这个选项"},
	{"a wrong day is said", .as = CHAIR, .get = "/activities?held_on_from=2024-02-30", .want = 200, .sees = "“举办日期”的日期不对"},
	{"days the wrong way round are turned", .as = CHAIR, .get = "/activities?held_on_from=2024-02-20&held_on_to=2024-01-01", .want = 200, .sees = "已对调"},
	{"a wrong place begins anew", .as = CHAIR, .get = "/activities?after=x.y", .want = 200, .sees = "翻页的位置不对"},
	{"a wrong size is said", .as = CHAIR, .get = "/activities?n=7", .want = 200, .sees = "20、50 或 100"},
	{"an unknown condition is said", .as = CHAIR, .get = "/activities?colour=red", .want = 200, .sees = "不认识的条件“colour”"},
	{"a unit that is not there is said", .as = CHAIR, .get = "/activities?unit=424242", .want = 200, .sees = "没有这个单位"},
	{"a neighbour's unit shows nothing", .as = CHAIR, .get = "/activities?unit=11", .want = 200, .sees = "没有符合条件的"},
	{"columns can be chosen", .as = CHAIR, .get = "/activities?cols=title,people", .want = 200, .sees_not = "data-l=\"类别\""},
	{"in the order asked for", .as = CHAIR, .get = "/activities?cols=people,title", .want = 200, .sees = "参加人数</th><th scope=\"col\" class=\"c-main\">活动名称"},
	{"a secret column is no column", .as = CHAIR, .get = "/activities?cols=title,task", .want = 200, .sees = "有的列不存在"},
	{"text in an address is escaped", .as = CHAIR, .get = "/activities?q=%3Cb%3E竞赛", .want = 200, .sees = "搜索：&lt;b&gt;竞赛"},
	{"a view stands as a tab", .as = CHAIR, .get = "/activities?state=1", .want = 200, .sees = "aria-current=\"page\">待核实"},
};

/* ---- export ---- */

static struct xlsx_in *open_download(struct arena *a, const char **why)
{
	struct xlsx_in *x = xlsx_in_open(a, scenario_download(), NULL, why);
	return x && xlsx_in_sheet(x, 0, why) ? x : NULL;
}

/* All rows and the footer, two rows below them. */
static const char *all_rows_are_there(struct app *app)
{
	struct arena *a = arena_new(256 << 20);
	const char *why = NULL;
	struct xlsx_in *x = open_download(a, &why);
	struct xlsx_row row = {0};
	int n = 0, last = 0, got;
	while (x && (got = xlsx_in_row(x, &row)) > 0) {
		n++;
		last = row.number;
		if (n == 1 && strcmp(row.cells[0].text, "编号（勿改）") != 0)
			why = "the first column is not the number";
	}
	if (!why && (n != ROWS + 2 || last != ROWS + 3 || !strstr(row.cells[0].text, "样例周敏")))
		why = arena_printf(app->arena, "%d rows, the last is row %d: %s", n, last, row.n ? row.cells[0].text : "");
	xlsx_in_close(x);
	arena_free(a);
	return why;
}

/* The rows whose words were searched for, each once: of each pair of head and footer only the rows between. */
static const char *contests_are_all_there(struct app *app)
{
	struct arena *a = arena_new(256 << 20);
	const char *why = NULL;
	struct xlsx_in *x = open_download(a, &why);
	struct xlsx_row row = {0};
	bool seen[ROWS] = {false};
	int n = 0, want = 0;
	while (x && xlsx_in_row(x, &row) > 0) {
		int64_t id = 0;
		if (!row.n || !str_int(str_of(row.cells[0].text), &id))
			continue;
		int64_t i = (id - 100000) / 7;
		if (i < 0 || i >= ROWS || seen[i] || !strstr(rows[i].title, "竞赛"))
			why = arena_printf(app->arena, "row %lld comes twice, or was not searched for", (long long)id);
		else
			seen[i] = true;
		n++;
	}
	for (int i = 0; i < ROWS; i++)
		want += strstr(rows[i].title, "竞赛") != NULL;
	if (!why && (n != want || want <= LIST_FOUND))
		why = arena_printf(app->arena, "%d rows of %d", n, want);
	xlsx_in_close(x);
	arena_free(a);
	return why;
}

/* As where there is so much that the search gives an answer before its end: with nothing found in many of its stretches. */
static const char *little_is_looked_at(struct app *app)
{
	(void)app;
	list_bounds.found = 7;
	search_lite_bounds = (struct search_lite_bounds){.few = -1, .wide = 4, .begun = 16, .walked = 40, .tested = -10};
	search_bounds = (struct search_bounds){.few = -1, .wide = 8, .newest = 3, .walked = 5, .tested = 4};
	return NULL;
}

/* As when the time of an export is over at its first look. */
static const char *time_is_short(struct app *app)
{
	(void)app;
	list_bounds.export_seconds = 0;
	return NULL;
}

static const char *time_is_as_ever(struct app *app)
{
	(void)app;
	list_bounds.export_seconds = LIST_EXPORT_SECONDS;
	return NULL;
}

/* Also at the end of a workbook: the first five hundred. */
static const char *the_workbook_says_so(struct app *app)
{
	struct arena *a = arena_new(256 << 20);
	const char *why = NULL;
	struct xlsx_in *x = open_download(a, &why);
	struct xlsx_row row = {0};
	int n = 0;
	while (x && xlsx_in_row(x, &row) > 0)
		n++;
	if (!why && (n != 502 || !strstr(row.cells[0].text, "没有导完")))
		why = arena_printf(app->arena, "%d rows, the last: %s", n, row.n ? row.cells[0].text : "");
	xlsx_in_close(x);
	arena_free(a);
	return why;
}

static const char *the_federation_takes_one(struct app *app)
{
	(void)app;
	return list_export_begin(1001) && !list_export_begin(1001) ? NULL : "two at once";
}

static const char *it_has_it(struct app *app)
{
	(void)app;
	list_export_end(1001);
	return NULL;
}

static const struct step exports[] = {
	{"the federation takes all as a workbook", .as = FEDERATION, .post = "/lists/activities/export", .form = "query=&format=xlsx", .want = 200},
	{"every row is in it, and who took it", .check = all_rows_are_there},
	{"the event says how many", .sql = "select changes from event where verb = 'export'", .is = "导出 6300 项，全部"},
	{"a worker takes what he sees, by conditions, as text", .as = WORKER, .post = "/lists/activities/export",
	 .form = "query=kind%3D2%26sort%3Did%26cols%3Dtitle,kind&format=csv", .want = 200, .sees = "\"编号（勿改）\",\"活动名称\",\"类别\",\"所属工会\",\"版本（勿改）\"\r\n"},
	{"with who and when at the end", .as = WORKER, .post = "/lists/activities/export", .form = "query=kind%3D2&format=csv", .want = 200, .sees = "样例赵工（运行一值）于 2024年3月1日"},
	{"and nothing of other kinds", .as = WORKER, .post = "/lists/activities/export", .form = "query=kind%3D2&format=csv", .want = 200, .sees_not = "学习宣讲"},
	{"more that have the words than one page finds all go out", .as = FEDERATION, .post = "/lists/activities/export", .form = "query=q%3D竞赛%26sort%3Dheld_on&format=xlsx", .want = 200},
	{"each of them once", .check = contests_are_all_there},
	{"and who took them", .sql = "select changes from event where verb = 'export' order by id desc limit 1", .is = "导出 160 项，搜索：竞赛"},
	{"a search with nearer bounds", .check = little_is_looked_at},
	{"goes on place by place", .as = FEDERATION, .post = "/lists/activities/export", .form = "query=q%3D竞赛&format=xlsx", .want = 200},
	{"until all is there", .check = contests_are_all_there},
	{"one is under way", .check = the_federation_takes_one},
	{"so the same person gets no other", .as = FEDERATION, .post = "/lists/activities/export", .form = "query=q%3D竞赛&format=csv", .want = 503, .sees = "你的另一个导出还没有完成"},
	{"but others do", .as = CHAIR, .post = "/lists/activities/export", .form = "query=q%3D竞赛&format=csv", .want = 200},
	{"it ends", .check = it_has_it},
	{"then the next begins", .as = FEDERATION, .post = "/lists/activities/export", .form = "query=q%3D竞赛&format=csv", .want = 200, .sees = "\"样例", .sees_not = "没有导完"},
	{"an export has its time", .check = time_is_short},
	{"and says when it is over before the end", .as = FEDERATION, .post = "/lists/activities/export", .form = "query=q%3D竞赛&format=csv", .want = 200, .sees = "没有导完：一次导出最长 120 秒"},
	{"so does its record", .sql = "select count(*) from event where verb = 'export' and changes like '导出 % 项（没有导完），搜索：竞赛'", .is = "1"},
	{"also without words", .as = FEDERATION, .post = "/lists/activities/export", .form = "query=&format=csv", .want = 200, .sees = "没有导完"},
	{"with what was read until then", .sql = "select changes from event where verb = 'export' order by id desc limit 1", .is = "导出 500 项（没有导完），全部"},
	{"as a workbook", .as = FEDERATION, .post = "/lists/activities/export", .form = "query=&format=xlsx", .want = 200},
	{"at its end", .check = the_workbook_says_so},
	{"what is whole at the first look is whole", .as = FEDERATION, .post = "/lists/activities/export", .form = "query=held_on_from%3D1990-01-01%26held_on_to%3D1990-01-02&format=csv", .want = 200, .sees_not = "没有导完"},
	{"again", .check = time_is_as_ever},
	{"an unknown list is not there", .as = CADRE, .post = "/lists/nothing/export", .want = 404},
	{"an administrator sees no business", .as = "13800000011", .post = "/lists/activities/export", .want = 403},
	{"a formula stays a text", .as = CADRE, .post = "/activities", .form = "title==1%2B1&kind=5&held_on=2024-02-20", .want = 303},
	{"in CSV too", .as = CADRE, .post = "/lists/activities/export", .form = "query=q%3D1&format=csv", .want = 200, .sees = "\"'=1+1\""},
};

int main(void)
{
	enum { N = sizeof(steps) / sizeof(steps[0]), M = sizeof(exports) / sizeof(exports[0]) };
	static struct step all[N + M];
	memcpy(all, steps, sizeof(steps));
	memcpy(all + N, exports, sizeof(exports));
	return scenario_with("lists", fill, all, N + M);
}
