/*
 * The attacker of anonymous appeals: he has the database file, its log of writes, the program's
 * log, the uploads and a backup, and he knows who he suspects. A worker who is signed in raises
 * one, follows it and rates it; afterwards everything is searched for him and for the moment.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "app/backup.h"
#include "base/log.h"
#include "kernel/app.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"
#include "scenario/visitor.h"
#include "secret/token.h"

#define WORKER "13800000007" /* person 1007 */
#define CADRE "13800000004"
#define CHAIR "13800000003"
#define HANDLER "13800000005"
#define KEYS "code=ABCDEFGHJKMN&pin=135790"

enum { SUSPECT = 1007, STEP_MS = 1000, STEPS_MOST = 40 };
#define ID_EPOCH_MS INT64_C(1704067200000)

static struct {
	instant began, ended; /* by the test's clock */
	int64_t real_began, real_ended; /* by the machine's, which ids would tell */
	int64_t mentions;
	char log[64];
	int error_was;
	struct arena *arena;
} t;

static int64_t real_ms(void)
{
	struct timespec x;
	clock_gettime(CLOCK_REALTIME, &x);
	return (int64_t)x.tv_sec * 1000 + x.tv_nsec / 1000000;
}

/* ---- every cell of every table ---- */

struct cells {
	int64_t suspect, moments, ids;
	const char *where;
};

static void look_at_table(struct db *d, const char *name, struct cells *c)
{
	struct stmt *s = db_use_text(d, arena_printf(t.arena, "select * from %s", name));
	while (db_step(s))
		for (int i = 0; i < col_count(s); i++) {
			int64_t v = col_int(s, i), ms = (v >> 21) + ID_EPOCH_MS;
			bool moment = v >= t.began - 600000 && v <= t.ended + 600000, id = ms >= t.real_began && ms <= t.real_ended;
			c->suspect += v == SUSPECT;
			c->moments += moment;
			c->ids += id;
			if (t.ended && (moment || id))
				c->where = arena_printf(t.arena, "%s, column %d: %lld", name, i, (long long)v);
		}
	db_done(s);
}

static struct cells look(struct app *app)
{
	struct cells c = {.where = ""};
	struct db *d = writer_db(app->writer);
	const char *names[300];
	int n = 0;
	struct stmt *s = db_use_text(d, db_is_postgres(d) ?
		"select table_name from information_schema.tables where table_schema = current_schema() and table_name not like 'search_text%' order by table_name" :
		"select name from sqlite_master where type = 'table' and name not like 'search_text%' order by name");
	while (n < 300 && db_step(s))
		names[n++] = col_text(s, 0, t.arena);
	db_done(s);
	for (int i = 0; i < n; i++)
		look_at_table(d, names[i], &c);
	return c;
}

static bool elsewhere(struct app *app)
{
	return db_is_postgres(writer_db(app->writer)); /* its files are the server's */
}

/* ---- before and after ---- */

static const char *begin(struct app *app)
{
	t.arena = arena_new(1024u << 20);
	t.mentions = look(app).suspect;
	snprintf(t.log, sizeof(t.log), "/tmp/lx-anon-log-%d", (int)getpid());
	t.error_was = dup(2);
	int log = open(t.log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	dup2(log, 2);
	close(log);
	log_set_level(LOG_LEVEL_DEBUG);
	usleep(1200000);
	t.real_began = real_ms();
	clock_set(instant_of_day(day_of(2024, 3, 1)) + 13 * 3600000 + 47 * 60000 + 23457);
	t.began = clock_now();
	return NULL;
}

static const char *end(struct app *app)
{
	(void)app;
	t.ended = clock_now();
	t.real_ended = real_ms();
	usleep(1200000);
	fflush(stderr);
	dup2(t.error_was, 2);
	log_set_level(LOG_LEVEL_ERROR);
	return NULL;
}

static const char *no_cell_tells(struct app *app)
{
	struct cells c = look(app);
	if (c.moments || c.ids)
		return arena_printf(t.arena, "%lld moments, %lld ids tell when: %s", (long long)c.moments, (long long)c.ids, c.where);
	return c.suspect == t.mentions ? NULL :
	       arena_printf(t.arena, "the suspect stands %lld times in the tables, before it was %lld", (long long)c.suspect, (long long)t.mentions);
}

/* ---- what he does later: each step watched by itself, a quarter of an hour after all else ---- */

static const char *watch(struct app *app)
{
	t.ended = 0;
	t.mentions = look(app).suspect;
	usleep(1200000);
	t.real_began = real_ms();
	clock_set(instant_of_day(day_of(2024, 3, 4)) + 9 * 3600000 + 13 * 60000 + 7113);
	t.began = clock_now();
	return NULL;
}

static const char *watched(struct app *app)
{
	t.ended = clock_now();
	t.real_ended = real_ms();
	const char *why = no_cell_tells(app);
	usleep(1200000);
	clock_set(instant_of_day(day_of(2024, 3, 4)) + 9 * 3600000);
	return why;
}

/* ---- bytes ---- */

static struct str bytes_of(const char *path)
{
	struct buf b = buf_in(t.arena);
	char block[65536];
	size_t n;
	FILE *f = fopen(path, "rb");
	while (f && (n = fread(block, 1, sizeof(block), f)) > 0)
		buf_put(&b, block, n);
	if (f)
		fclose(f);
	return buf_slice(&b);
}

static const char *told_by(const char *path)
{
	struct str all = bytes_of(path);
	static const char *const texts[] = {"ABCDEFGHJKMN", "135790", "加班费怎么算", "127.0.0.1", "scenario-" WORKER, "13:47", NULL};
	for (int i = 0; texts[i]; i++)
		if (all.n && memmem(all.p, all.n, texts[i], strlen(texts[i])))
			return arena_printf(t.arena, "%s holds \"%s\"", path, texts[i]);
	for (instant at = t.began; at <= t.ended; at += STEP_MS) { /* as SQLite stores it, and as text */
		unsigned char be[6];
		const char *digits = arena_printf(t.arena, "%lld", (long long)at);
		for (int i = 0; i < 6; i++)
			be[i] = (unsigned char)(at >> (40 - 8 * i));
		if (all.n && (memmem(all.p, all.n, be, 6) || memmem(all.p, all.n, digits, strlen(digits))))
			return arena_printf(t.arena, "%s holds the moment %s", path, digits);
	}
	return NULL;
}

/* What a backup of it is on PostgreSQL. */
static const char *no_dump_tells(struct app *app)
{
	const char *path = arena_printf(t.arena, "%s/dump.sql", app->data), *schema = "";
	struct stmt *s = db_use_text(writer_db(app->writer), "select current_schema()");
	if (db_step(s))
		schema = col_text(s, 0, t.arena);
	db_done(s);
	if (system(arena_printf(t.arena, "pg_dump --schema=%s --file=%s \"$LX_TEST_POSTGRES\"", schema, path)) != 0 || !bytes_of(path).n)
		return "no dump was made: the search would find nothing";
	return told_by(path);
}

static const char *no_file_tells(struct app *app)
{
	struct manifest m;
	const char *where = "";
	if (elsewhere(app)) {
		const char *told = told_by(t.log);
		unlink(t.log);
		return told ? told : no_dump_tells(app);
	}
	const char *why = backup_make(app, arena_printf(t.arena, "%s/backup", app->data), &m, &where);
	if (why)
		return why;
	const char *files[] = {arena_printf(t.arena, "%s/lianxin.db", app->data), arena_printf(t.arena, "%s/lianxin.db-wal", app->data),
			       arena_printf(t.arena, "%s/lianxin.db", where), t.log};
	if (!bytes_of(files[0]).n || !bytes_of(files[2]).n)
		return "the database or its backup was not read: the search would find nothing";
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		if ((why = told_by(files[i])))
			return why;
	unlink(t.log);
	return NULL;
}

/* The search itself must be able to find: the same moment, planted in a named event, is found. */
static const char *the_search_can_find(struct app *app)
{
	if (elsewhere(app))
		return NULL;
	const char *path = arena_printf(t.arena, "%s/planted", app->data);
	FILE *f = fopen(path, "wb");
	unsigned char be[6];
	for (int i = 0; i < 6; i++)
		be[i] = (unsigned char)((t.began + STEP_MS) >> (40 - 8 * i));
	if (!f || fwrite(be, 1, 6, f) != 6 || fclose(f) != 0)
		return "not planted";
	return told_by(path) ? NULL : "a planted moment is not found";
}

static const char *search_often(struct app *app)
{
	struct visitor *v = visitor_new(app, t.arena);
	v->peer = "192.0.2.7";
	for (int i = 0; i < 60; i++) {
		visit_post(v, "/anon/answers", "unit=10&q=加班费");
		WANT(v, v->status == 200, "refused too early");
	}
	visit_post(v, "/anon/answers", "unit=10&q=加班费");
	WANT(v, v->status == 429, "not refused");
	v->peer = "192.0.2.8";
	visit_post(v, "/anon/answers", "unit=10&q=加班费");
	WANT(v, v->status == 200, "another network is refused too");
	return NULL;
}

static const char *uploads_tell_the_day_only(struct app *app)
{
	struct stmt *s = db_use_text(writer_db(app->writer), "select hash from file");
	const char *hash = db_step(s) ? col_text(s, 0, t.arena) : "";
	db_done(s);
	struct stat st;
	if (stat(arena_printf(t.arena, "%s/files/%.2s/%s", app->data, hash, hash), &st) != 0)
		return "no file";
	if (st.st_mtim.tv_sec != (time_t)(instant_of_day(day_of(2024, 3, 1)) / 1000))
		return "the file's time is not the beginning of the day";
	return NULL;
}

static const struct step steps[] = {
	{"the worker is signed in before", .as = WORKER, .get = "/m", .want = 200},
	{"what stands there is counted", .check = begin},
	{"the form opens for him as for anybody", .as = WORKER, .get = "/anon?unit=10&place=食堂", .want = 200, .sees = "value=\"食堂\""},
	{"without his name", .as = WORKER, .get = "/anon?unit=10", .want = 200, .sees_not = "样例赵工"},
	{"he searches public answers before", .as = WORKER, .post = "/anon/answers", .form = "unit=10&place=食堂&q=加班费怎么算", .want = 200, .sees = "没有找到现成的答复"},
	{"the place stays", .as = WORKER, .post = "/anon/answers", .form = "unit=10&place=食堂&q=加班费怎么算", .want = 200, .sees = "name=\"place\" value=\"食堂\""},
	{"an incomplete one keeps what was typed", .as = WORKER, .post = "/anon", .form = KEYS "&unit=10&content=欠薪三个月", .want = 422, .sees = "欠薪三个月</textarea>"},
	{"no union: asked", .as = WORKER, .post = "/anon", .form = KEYS "&kind=1&content=欠薪三个月", .want = 422, .sees = "请选择向哪家工会提出"},
	{"he raises it", .as = WORKER, .post = "/anon", .form = KEYS "&unit=10&kind=1&content=车间欠薪三个月，大家想停工。", .file = "file=IMG_20240301_134723.txt=工资条",
	 .want = 200, .sees = "ABCDEFGHJKMN"},
	{"sent twice it is one", .as = WORKER, .post = "/anon", .form = KEYS "&unit=10&kind=1&content=车间欠薪三个月，大家想停工。", .want = 200, .sees = "ABCDEFGHJKMN"},
	{"really one", .sql = "select count(*) from appeal", .is = "1"},
	{"code and PIN open it", .as = WORKER, .post = "/anon/track", .form = "code=abcd-efgh-jkmn&pin=135790", .want = 200, .sees = "等待临江发电有限公司工会受理"},
	{"a wrong PIN does not", .as = WORKER, .post = "/anon/track", .form = "code=ABCDEFGHJKMN&pin=135791", .want = 422, .sees = "查询码或口令不对"},
	{"he adds a word", .as = WORKER, .post = "/anon/step/say", .form = KEYS "&reason=不止我们一个班", .want = 200, .sees = "不止我们一个班"},
	{"other steps are not his", .as = WORKER, .post = "/anon/step/close", .form = KEYS, .want = 404},
	{"a form of another site is refused", .as = WORKER, .get = "/anon/track", .want = 200, .sees = "查询码"},
	{"that was all", .check = end},
	{"no cell of any table names him or the moment", .check = no_cell_tells},
	{"nor any byte of database, write log, backup and log", .check = no_file_tells},
	{"and the search would have found it", .check = the_search_can_find},
	{"the picture has lost its name", .sql = "select count(*) from file where name like '%IMG%' or name like '%1347%'", .is = "0"},
	{"and its time", .check = uploads_tell_the_day_only},
	{"author, maker and actor are nobody", .sql = "select max(a.author + a.created_by + e.actor) from appeal a join event e on e.row_id = a.id", .is = "0"},
	{"its number is no count", .sql = "select count(*) from doc_number", .is = "0"},
	{"no message told of it at that moment", .sql = "select count(*) from message", .is = "0"},
	{"risk words reach the chair the same evening", .check = NULL, .sql = "select (at - 1709222400000) / 3600000 from due where verb = 'announce'", .is = "18"},
	/* public answers, before it is raised */
	{"an answer", .as = CADRE, .post = "/answers", .form = "question=加班费怎么算&text=平日一倍半，休息日两倍，法定节假日三倍。&kind=1", .want = 303, .keep = "q"},
	{"not while it is a draft", .post = "/anon/answers", .form = "unit=10&q=加班费是怎么算的", .want = 200, .sees_not = "平日一倍半"},
	{"made public", .as = CADRE, .post = "/answer/{q}/do/publish", .want = 303},
	{"found by nobody known, with its whole text", .post = "/anon/answers", .form = "unit=10&q=加班费是怎么算的", .want = 200, .sees = "法定节假日三倍"},
	{"not at another union", .post = "/anon/answers", .form = "unit=11&q=加班费是怎么算的", .want = 200, .sees = "没有找到现成的答复", .sees_not = "平日一倍半"},
	{"without a union it asks for one and keeps the question", .post = "/anon/answers", .form = "q=加班费是怎么算的", .want = 422, .sees = "value=\"加班费是怎么算的\""},
	{"nothing asked", .post = "/anon/answers", .form = "unit=10&q=", .want = 422, .sees = "请写几个字"},
	{"one network searches sixty times in ten minutes, no more", .check = search_often},
	/* the union works on it without knowing */
	{"its number", .sql = "select id from appeal", .keep = "a"},
	{"the cadre sees nobody", .as = CADRE, .get = "/appeals/{a}", .want = 200, .sees = "匿名", .sees_not = "赵工"},
	{"nor an hour, read at another one", .now = "2024-03-01", .as = CADRE, .get = "/appeals/{a}", .want = 200, .sees_not = "13:47"},
	{"the suspect himself is nobody to it", .as = WORKER, .get = "/appeals/{a}", .want = 403},
	{"sorted", .as = CADRE, .post = "/appeals/{a}/sort", .form = "kind=1&level=1", .want = 303},
	{"sent", .as = CADRE, .post = "/appeals/{a}/dispatch", .form = "unit=104", .want = 303},
	{"signed for", .as = HANDLER, .post = "/appeals/{a}/accept", .want = 303},
	{"he is signed in meanwhile", .now = "2024-03-04", .as = WORKER, .get = "/m", .want = 200},
	{"a quarter of an hour later", .check = watch},
	{"he urges, and says more", .as = WORKER, .post = "/anon/step/urge", .form = KEYS "&reason=快一点", .want = 200},
	{"with words of danger", .as = WORKER, .post = "/anon/step/say", .form = KEYS "&reason=有人工伤，我不想活了", .want = 200, .sees = "tel:12356"},
	{"no cell tells of either", .check = watched},
	{"nor any message yet", .sql = "select count(*) from message where title like '催办%' or title like '轻生%'", .is = "0"},
	{"replied", .as = HANDLER, .post = "/appeals/{a}/reply", .form = "reply=工资本周五发放。", .want = 303},
	{"and signed", .as = CHAIR, .post = "/appeals/{a}/sign", .want = 303},
	{"he reads it with his code", .post = "/anon/track", .form = KEYS, .want = 200, .sees = "工资本周五发放"},
	{"no rating without one", .post = "/anon/step/rate", .form = KEYS, .want = 422, .sees = "请选择满意"},
	{"he is signed in meanwhile", .now = "2024-03-04", .as = WORKER, .get = "/m", .want = 200},
	{"a quarter of an hour later", .check = watch},
	{"he is not content", .as = WORKER, .post = "/anon/step/rate", .form = KEYS "&rating=3", .want = 200},
	{"it is handled again, and nobody is told now", .sql = "select count(*) from message where title like '%再办%'", .is = "0"},
	{"changed for the better", .as = WORKER, .post = "/anon/step/rerate", .form = KEYS "&rating=1", .want = 200},
	{"no cell tells of it", .check = watched},
	{"it waits for its check", .sql = "select state from appeal", .is = "9"},
	{"the rating is nobody's", .sql = "select max(person) from matter_rating", .is = "0"},
	{"his page offers to change it", .post = "/anon/track", .form = KEYS, .want = 200, .sees = "/anon/step/rerate"},
	{"he changes it", .post = "/anon/step/rerate", .form = KEYS "&rating=3", .want = 200, .sees = "你评的是“不满意”"},
	{"and back", .post = "/anon/step/rerate", .form = KEYS "&rating=1", .want = 200, .sql = "select state || ',' || rounds || ',' || rating from appeal", .is = "9,0,1"},
	{"still nobody's", .sql = "select max(m.person + e.actor) from matter_rating m join event e on e.row_id = m.row_id where e.verb like 'rerate%'", .is = "0"},
	{"closed", .as = CADRE, .post = "/appeals/{a}/close", .want = 303},
	{"words of despair show the line at once", .post = "/anon", .form = "code=ZZZZZZZZZZZZ&pin=222222&unit=10&kind=8&content=我不想活了，没有人管。", .want = 200, .sees = "tel:12356"},
};

int main(void)
{
	return scenario("anonymous", steps, sizeof(steps) / sizeof(steps[0]));
}
