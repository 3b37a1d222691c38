/* What a search finds against a look at every entry: words, beginnings, places, rights, in whichever way it is looked for. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "db/driver.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/jobs.h"
#include "kernel/search.h"
#include "kernel/session.h"
#include "kernel/unit.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"

enum { ENTRIES = 2000, FIRST_ROW = 700000, QUERIES = 200 };

/* Of a record that has few entries, all older than the rest: the first is the likest, the last one is none. */
static const char *const old_titles[] = {"羽毛球比赛与健康讲座", "健康步道", "食堂菜谱"};
enum { OLD_TITLES = sizeof(old_titles) / sizeof(old_titles[0]), FIRST_OLD = FIRST_ROW + 2 * ENTRIES };

/* All entries of the index as they stand in it, newest first. */
struct entry {
	struct search_found found;
	const char *path, *tokens;
};
static struct entry *entries;
static size_t n_entries;

static const struct {
	const char *record, *need;
} kinds[] = {{"activity", "activity.read"}, {"task", "task.read"}, {"plan", "plan.read"}, {"person", "person.find"}, {"activity", ""}};
static const int64_t places[] = {1, 10, 101, 102, 11, 12, 104};
/* 羽毛球 and 讲座 are in many titles, never in the same; the last ones are in a few. */
static const char *const words[] = {"羽毛球比赛", "安全知识讲座", "走访慰问", "a4纸", "健康讲座", "羽毛球训练", "红十字培训", "2024年度"};
static const char *const asked[] = {"羽毛球", "讲座", "羽毛球 讲座", "羽", "安", "讲", "ymq", "y", "jz", "jiangzuo", "慰问 走访", "a4", "a", "红十字", "红", "十",
				    "第1", "第12次", "2024", "20", "健康 jz", "羽毛球 y", "职工 羽", "没有", "问 羽", "羽毛球训练 第", "u", "n", "u 职工", "羽 羽 羽毛球"};

static uint32_t dice(uint32_t sides)
{
	static uint32_t state = 88172645u;
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % sides;
}

static void sow(struct db *d, struct arena *a, int i)
{
	size_t kind = dice(10) ? dice(4) : 4, word = dice(40) ? dice(6) : 6 + dice(2);
	const char *title = arena_printf(a, "第%d次职工%s", i, words[word]);
	search_index(d, a, clock_now(), &(struct search_entry){.record = kinds[kind].record, .row_id = FIRST_ROW + i, .unit = places[dice(7)],
								.title = title, .text = title, .need = kinds[kind].need});
}

static int newest_first(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;
	return (a->found.id < b->found.id) - (a->found.id > b->found.id);
}

static void read_all(struct db *d, struct arena *a)
{
	entries = NEW_N(a, struct entry, ENTRIES * 2);
	n_entries = 0;
	size_t n;
	for (int64_t after = 0; n_entries < ENTRIES * 2; after = entries[n_entries - 1].found.id) {
		struct search_words *w = search_words_of(d, a, after, 500, &n);
		for (size_t i = 0; i < n && n_entries < ENTRIES * 2; i++)
			entries[n_entries++] = (struct entry){.found.id = w[i].id, .tokens = w[i].tokens};
		if (!n)
			break;
	}
	for (size_t i = 0; i < n_entries; i++) {
		struct stmt *s = db_use_text(d, "select record, unit, path, need, row_id from search_doc where id = $1");
		bind_int(s, 1, entries[i].found.id);
		db_step(s);
		entries[i].found.record = col_text(s, 0, a);
		entries[i].found.unit = col_int(s, 1);
		entries[i].path = col_text(s, 2, a);
		entries[i].found.need = col_text(s, 3, a);
		entries[i].found.row_id = col_int(s, 4);
		db_done(s);
	}
	qsort(entries, n_entries, sizeof(*entries), newest_first);
}

/* In several commits, so that the index has several pieces; some are changed, moved and dropped afterwards. */
static void fill(struct app *app)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	for (int i = 0; i < OLD_TITLES; i++)
		search_index(d, app->arena, clock_now(), &(struct search_entry){.record = "proposal", .row_id = FIRST_OLD + i, .unit = 10,
										.title = old_titles[i], .text = old_titles[i]});
	db_commit(d);
	for (int i = 0; i < ENTRIES; i++) {
		if (i % 400 == 0)
			db_begin(d);
		sow(d, app->arena, i);
		if (i % 400 == 399 || i == ENTRIES - 1)
			db_commit(d);
	}
	db_begin(d);
	for (int i = 0; i < 200; i++)
		sow(d, app->arena, (int)dice(ENTRIES));
	for (int i = 0; i < 50; i++)
		search_drop(d, app->arena, kinds[dice(4)].record, FIRST_ROW + dice(ENTRIES));
	search_moved(d, app->arena, "/1/10/104/", "/1/11/104/");
	db_commit(d);
	db_begin(d);
	read_all(d, app->arena);
	db_commit(d);
}

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

/* One search: as somebody, of a record or all, at a unit or everywhere. */
struct try {
	int64_t person, unit;
	const char *text, *record;
	bool own_list; /* also what no right finds */
	struct scope scope;
};

static const struct search_right *rights_of(struct req *r, struct search_right *out)
{
	static const char *const names[] = {"activity.read", "task.read", "plan.read", "person.find", "unit.read"};
	for (size_t i = 0; i < 5; i++)
		out[i] = (struct search_right){names[i], may_anywhere(r->who, right_of(r->app, names[i])), i == 3};
	return out;
}

static bool is_in(struct req *r, const struct try *t, const struct entry *e)
{
	if (*t->record && strcmp(t->record, e->found.record) != 0)
		return false;
	if (t->own_list)
		return path_covers(t->scope.trees[0], e->path);
	return *e->found.need && may_path(r->who, right_of(r->app, e->found.need), e->path) &&
	       (!t->unit || strstr(e->path, arena_printf(r->arena, "/%lld/", (long long)t->unit)));
}

static const char *compare(struct req *r, const struct try *t)
{
	struct search_right rights[5];
	struct search_query q = search_query(r->arena, str_of(t->text));
	struct search_ask ask = {&q, t->own_list ? search_in_record(r->db, r->arena, t->record, &t->scope) :
					     search_in_reach(r, rights_of(r, rights), 5, t->record, t->unit), 0, 1 + dice(30)};
	size_t at = 0, asks = 0;
	for (struct search_answer x = {.further = 1}; x.further; ask.before = x.further) {
		x = search_find(r->db, r->arena, &ask);
		for (size_t i = 0; i < x.n; i++) {
			while (at < n_entries && !(is_in(r, t, &entries[at]) && search_in_tokens(&q, entries[at].tokens)))
				at++;
			if (at == n_entries || entries[at++].found.id != x.rows[i].id)
				return arena_printf(r->app->arena, "“%s” (%s) as %lld at %lld: entry %lld was not to come now", t->text, t->record,
						    (long long)t->person, (long long)t->unit, (long long)x.rows[i].id);
		}
		if (asks++ > ENTRIES || (x.n == ask.most && !x.further))
			return arena_printf(r->app->arena, "“%s”: it doesn't end, or ends too early", t->text);
	}
	for (; at < n_entries; at++)
		if (is_in(r, t, &entries[at]) && search_in_tokens(&q, entries[at].tokens))
			return arena_printf(r->app->arena, "“%s” (%s) as %lld at %lld: entry %lld is missing", t->text, t->record,
					    (long long)t->person, (long long)t->unit, (long long)entries[at].found.id);
	return NULL;
}

static const char *compare_many(struct app *app)
{
	static const int64_t people[] = {1001, 1003, 1004, 1007, 1012}; /* federation, chair, cadre, worker, another chair */
	static const char *const records[] = {"", "activity", "person", "task"}, *const trees[] = {"/1/", "/1/10/", "/1/11/", "/1/10/101/"};
	const char *wrong = NULL;
	for (int i = 0; i < QUERIES && !wrong; i++) {
		struct arena *a = arena_new(256u << 20);
		struct try t = {.person = people[dice(5)], .unit = dice(3) ? 0 : places[dice(7)], .text = asked[dice(sizeof(asked) / sizeof(asked[0]))],
				.record = records[dice(4)], .own_list = dice(4) == 0, .scope = {.trees = (const char *[]){trees[dice(4)]}, .n_trees = 1}};
		if (t.own_list && !*t.record)
			t.record = "activity";
		struct req *r = asker(app, a, t.person);
		db_begin(r->db);
		wrong = compare(r, &t);
		db_rollback(r->db);
		arena_free(a);
	}
	return wrong;
}

static const char *as_usual(struct app *app)
{
	return n_entries > ENTRIES - 100 ? compare_many(app) : "entries are missing";
}

/* All that is bounded reaches its bound, in both databases. */
static const struct search_bounds low = {.few = -1, .wide = -1, .newest = 10, .walked = 60, .tested = 50};
static const struct search_lite_bounds low_lite = {.few = -1, .wide = -1, .begun = 3, .walked = 60, .tested = 20};

static const char *compare_with(struct app *app, struct search_bounds bounds, struct search_lite_bounds lite)
{
	struct search_bounds usual = search_bounds;
	struct search_lite_bounds usual_lite = search_lite_bounds;
	search_bounds = bounds;
	search_lite_bounds = lite;
	const char *wrong = compare_many(app);
	search_bounds = usual;
	search_lite_bounds = usual_lite;
	return wrong;
}

static const char *bounded(struct app *app)
{
	return compare_with(app, low, low_lite);
}

/* Some words are rare, others are not. */
static const char *mixed(struct app *app)
{
	struct search_bounds b = low;
	struct search_lite_bounds x = low_lite;
	b.few = b.wide = x.few = x.wide = 0;
	x.begun = 20;
	return compare_with(app, b, x);
}

/* Beginnings are looked for as the words that begin so, also when these are many. */
static const char *spelled(struct app *app)
{
	struct search_lite_bounds x = low_lite;
	x.begun = 150;
	return compare_with(app, low, x);
}

/* And each answer is bounded: a common word and another that are never together. */
static const char *gives_up(struct app *app)
{
	struct search_bounds usual = search_bounds;
	struct search_lite_bounds usual_lite = search_lite_bounds;
	search_bounds = low;
	search_lite_bounds = low_lite;
	struct arena *a = arena_new(64u << 20);
	struct req *r = asker(app, a, 1001);
	struct search_query q = search_query(a, STR("羽毛球 讲座"));
	db_begin(r->db);
	struct search_answer x = search_find(r->db, a, &(struct search_ask){&q, search_in_record(r->db, a, "activity", NULL), 0, 20});
	db_rollback(r->db);
	search_bounds = usual;
	search_lite_bounds = usual_lite;
	bool right = !x.n && x.further > entries[n_entries - 1].found.id;
	arena_free(a);
	return right ? NULL : "it was to say from where to look on";
}

static const char *lower(struct app *app)
{
	(void)app;
	search_bounds = low;
	search_lite_bounds = low_lite;
	return NULL;
}

/* A beginning that no word has, where beginnings are looked for as the words that begin so, and with a word that many have. */
static const char *absent(struct app *app)
{
	static const char *const texts[] = {"2024x", "gonghuiq", "zzq", "羽毛球 2024x", "zzq 讲座", "羽毛球2024x"};
	struct search_bounds usual = search_bounds;
	struct search_lite_bounds usual_lite = search_lite_bounds;
	const char *wrong = NULL;
	for (size_t i = 0; i < 2 * sizeof(texts) / sizeof(texts[0]) && !wrong; i++) {
		struct arena *a = arena_new(64u << 20);
		struct try t = {.person = 1001, .text = texts[i / 2], .record = i % 2 ? "activity" : ""};
		struct req *r = asker(app, a, t.person);
		search_bounds = low;
		search_lite_bounds = low_lite;
		db_begin(r->db);
		wrong = compare(r, &t);
		db_rollback(r->db);
		search_bounds = usual;
		search_lite_bounds = usual_lite;
		arena_free(a);
	}
	return wrong;
}

/* Places that were read from the index of words (SQLite). */
static int64_t walked;

static int at_row(unsigned what, void *context, void *statement, void *unused)
{
	(void)what, (void)context, (void)unused;
	const char *sql = sqlite3_sql(statement); /* NULL: FTS5's own */
	walked += sql && strstr(sql, " match ");
	return 0;
}

/* What "羽毛球比赛…" is like among few old entries of a record, with so many newer ones of others that share its words. */
static const char *likest(struct app *app, int64_t few)
{
	struct search_bounds usual = search_bounds;
	struct search_lite_bounds usual_lite = search_lite_bounds;
	struct arena *a = arena_new(64u << 20);
	struct req *r = asker(app, a, 1001);
	size_t n;
	search_bounds = low;
	search_bounds.few = 0;
	search_lite_bounds = low_lite;
	search_lite_bounds.few = few;
	walked = 0;
	db_begin(r->db);
	if (!db_is_postgres(r->db))
		sqlite3_trace_v2(r->db->handle, SQLITE_TRACE_ROW, at_row, NULL);
	int64_t *ids = search_similar(r, &(struct record){.name = "proposal"}, "羽毛球比赛、健康讲座、走访慰问", 2, &n);
	if (!db_is_postgres(r->db))
		sqlite3_trace_v2(r->db->handle, 0, NULL, NULL);
	db_rollback(r->db);
	const char *wrong = n != 2 || ids[0] != FIRST_OLD || ids[1] != FIRST_OLD + 1 ? "the likest is not found" : NULL;
	if (walked > search_lite_bounds.walked)
		wrong = arena_printf(app->arena, "%lld places were walked", (long long)walked);
	search_bounds = usual;
	search_lite_bounds = usual_lite;
	arena_free(a);
	return wrong;
}

static const char *likest_of_few(struct app *app)
{
	const char *wrong = likest(app, 0);
	return wrong ? wrong : likest(app, -1);
}

/* Rows of a record with many entries, of which a bounded number is looked at: each has one of the pairs. */
static const char *likest_of_many(struct app *app)
{
	struct search_lite_bounds usual_lite = search_lite_bounds;
	struct arena *a = arena_new(64u << 20);
	struct req *r = asker(app, a, 1001);
	size_t n, same = 0;
	search_lite_bounds = low_lite;
	db_begin(r->db);
	int64_t *ids = search_similar(r, &(struct record){.name = "activity"}, "羽毛球", 5, &n);
	for (size_t i = 0; i < n; i++)
		for (size_t at = 0; at < n_entries; at++)
			same += entries[at].found.row_id == ids[i] && strcmp(entries[at].found.record, "activity") == 0 && strstr(entries[at].tokens, "羽毛");
	db_rollback(r->db);
	search_lite_bounds = usual_lite;
	arena_free(a);
	return n == 5 && same == n ? NULL : "five that are like it were to come";
}

static int64_t number(struct db *d, const char *sql)
{
	struct stmt *s = db_use_text(d, sql);
	int64_t n = db_step(s) ? col_int(s, 0) : -1;
	db_done(s);
	return n;
}

static void settle_at(struct app *app, int hour)
{
	instant was = clock_set(instant_of_day(day_of(2024, 3, 2)) + hour * 3600000LL);
	app->regular.tidied = 0;
	do
		jobs_settle(app);
	while (app->regular.tidying);
	clock_set(was);
}

/* At night the regular work makes one piece of the index, which each commit has added one to (SQLite). */
static const char *joined(struct app *app)
{
	static const char pieces[] = "select count(distinct segid) from search_text_idx";
	struct search_lite_bounds usual = search_lite_bounds;
	struct db *d = writer_db(app->writer);
	if (db_is_postgres(d))
		return NULL;
	if (number(d, pieces) < 3)
		return "there is nothing to join";
	search_lite_bounds.pieces = 1;
	settle_at(app, 9);
	int64_t by_day = number(d, pieces);
	settle_at(app, 2);
	search_lite_bounds = usual;
	db_script(d, "insert into search_text(search_text) values ('integrity-check')");
	db_begin(d);
	read_all(d, app->arena);
	db_commit(d);
	if (by_day < 3)
		return "it was joined by day";
	return number(d, pieces) > 2 /* the round may have written an entry itself */ ? "it is still in pieces" : compare_many(app);
}

static const struct step steps[] = {
	{"each search is what a look at every entry gives", .check = as_usual},
	{"also where bounds are met, going on from where it says", .check = bounded},
	{"and where some are met and others are not", .check = mixed},
	{"and where a beginning is looked for as its words", .check = spelled},
	{"a beginning that no word has finds nothing", .check = absent},
	{"what is like a text is found behind many entries of other records, without walking them", .check = likest_of_few},
	{"and among many of its own", .check = likest_of_many},
	{"in one piece it gives the same", .check = joined},
	{"low bounds", .check = lower},
	{"the place to go on from names no entry", .as = "13800000001", .get = "/search?q=羽毛球 讲座", .want = 200, .sees = "&amp;before=~v1", .sees_not = "before=1"},
	{"nor in a list", .as = "13800000001", .get = "/activities?q=羽毛球 讲座", .want = 200, .sees = "older=~v1"},
	{"words that are never together end the search early", .check = gives_up},
};

int main(void)
{
	return scenario_with("search finds", fill, steps, sizeof(steps) / sizeof(steps[0]));
}
