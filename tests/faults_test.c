/*
 * A failing disk under the real dispatcher and writer: what is refused, what goes on, what comes
 * back, and that nothing is lost which was answered. SQLite only; the disk of a PostgreSQL is its
 * server's business.
 */
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/command.h"
#include "app/demo.h"
#include "base/fault.h"
#include "base/log.h"
#include "faults/faulty.h"
#include "kernel/dispatch.h"
#include "kernel/event.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"
#include "scenario/visitor.h"
#include "secret/token.h"

enum { GROUP = 40, BIG = 17 };

static const char CHAIR[] = "13800000003";
static char folder[] = "/tmp/lx-faults-XXXXXX";
static int points, bad;
static struct app *app;
static struct arena *arena;

__attribute__((format(printf, 2, 3))) static void ok(bool good, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	printf("%s %d - ", good ? "ok" : "not ok", ++points);
	vprintf(format, args);
	putchar('\n');
	fflush(stdout);
	va_end(args);
	bad += !good;
}

static int64_t number(struct db *d, const char *sql)
{
	struct stmt *s = db_use_text(d, sql);
	int64_t n = db_step(s) ? col_int(s, 0) : -1;
	db_done(s);
	return n;
}

/* What the file holds, seen by a connection of its own. */
static int64_t kept(const char *title)
{
	const char *why;
	struct db *d = db_open(app->db_url, DB_READ, arena, &why);
	int64_t n = d ? number(d, arena_printf(arena, "select count(*) from activity where title like '%s%%'", title)) : -1;
	db_close(d);
	return n;
}

static void pause_ms(long ms)
{
	struct timespec t = {ms / 1000, ms % 1000 * 1000000};
	nanosleep(&t, NULL);
}

static struct visitor *chair(void)
{
	struct visitor *v = visitor_new(app, arena);
	visitor_enter(v, CHAIR);
	return v;
}

static const char *form_of(const char *title)
{
	return arena_printf(arena, "title=%s&kind=2&held_on=2024-02-20&people=3", title);
}

static int save(struct visitor *v, const char *title)
{
	visit_post(v, "/activities", form_of(title));
	return v->status;
}

/* ---- a group ---- */

struct gate {
	struct job job;
	pthread_mutex_t lock;
	pthread_cond_t turn;
	bool open, passed;
};

/* The first job of all holds the writer until the group has gathered behind it. */
static bool hold(struct db *d, struct job *j)
{
	struct gate *g = (struct gate *)j;
	(void)d;
	pthread_mutex_lock(&g->lock);
	while (!g->open)
		pthread_cond_wait(&g->turn, &g->lock);
	pthread_mutex_unlock(&g->lock);
	return true;
}

static bool nothing(struct db *d, struct job *j)
{
	(void)d;
	(void)j;
	return true;
}

static void again(struct job *j)
{
	(void)j;
}

static void failed(struct job *j, enum db_trouble trouble)
{
	(void)j;
	(void)trouble;
}

static void passed(struct job *j)
{
	struct gate *g = (struct gate *)j;
	pthread_mutex_lock(&g->lock);
	g->passed = true;
	pthread_cond_broadcast(&g->turn);
	pthread_mutex_unlock(&g->lock);
}

static void gate_new(struct gate *g, bool (*run)(struct db *d, struct job *j))
{
	*g = (struct gate){.job = {.run = run, .again = again, .failed = failed, .done = passed}};
	pthread_mutex_init(&g->lock, NULL);
	pthread_cond_init(&g->turn, NULL);
}

/* A form on its way to the writer; it is answered when the gate behind it has passed. */
static struct exchange *post(struct visitor *v, const char *title)
{
	struct arena *a = arena_new(64u << 20);
	struct exchange *x = NEW(a, struct exchange);
	*x = (struct exchange){.arena = a, .method = METHOD_POST, .peer = "127.0.0.1", .content_type = "", .raw_query = "", .path = "/activities"};
	for (struct str rest = str_of(form_of(title)); rest.n;) {
		struct str value = str_cut(&rest, '&'), name = str_cut(&value, '=');
		pairs_add(a, &x->form, str_dup(a, name), str_dup(a, value));
	}
	pairs_add(a, &x->form, "_csrf", v->csrf);
	pairs_add(a, &x->form, "_once", token_new(a, 12));
	pairs_add(a, &x->headers, "host", "test");
	pairs_add(a, &x->cookies, "lx", visitor_cookie(v, "lx"));
	dispatch_now(app, x);
	return x;
}

/* One of forty meets a full disk, at the commit of all of them. */
static void one_of_a_group_meets_a_full_disk(void)
{
	struct exchange *x[GROUP];
	struct gate first, last;
	struct visitor *v = chair();
	int good = 0;
	writer_start(app->writer);
	gate_new(&first, hold);
	gate_new(&last, nothing);
	writer_add(app->writer, &first.job);
	pause_ms(50);
	for (int i = 0; i < GROUP; i++)
		x[i] = post(v, i == BIG ? "占满磁盘" : arena_printf(arena, "同组%02d", i));
	writer_add(app->writer, &last.job);
	faulty.marked = "占满磁盘";
	faulty_arm(FAULTY_WRITE, SQLITE_FULL, 0, -1);
	pthread_mutex_lock(&first.lock);
	first.open = true;
	pthread_cond_broadcast(&first.turn);
	pthread_mutex_unlock(&first.lock);
	pthread_mutex_lock(&last.lock);
	while (!last.passed)
		pthread_cond_wait(&last.turn, &last.lock);
	pthread_mutex_unlock(&last.lock);
	faulty_calm();
	for (int i = 0; i < GROUP; i++)
		good += i != BIG && x[i]->status == 303;
	ok(good == GROUP - 1, "a full disk met by one of %d: the other %d are answered as saved (%d)", GROUP, GROUP - 1, good);
	ok(x[BIG]->status == 503 && strstr(buf_text(&x[BIG]->out), "磁盘已满") && pairs_get(&x[BIG]->answer_headers, "Retry-After"),
	   "the one is told that the disk is full and nothing was saved");
	ok(kept("同组") == GROUP - 1 && kept("占满磁盘") == 0, "and so it is in the database");
	good = 0;
	for (int i = 0; i < GROUP; i++) {
		const char *to = pairs_get(&x[i]->answer_headers, "Location");
		visit(v, to ? to : "/");
		good += i != BIG && v->status == 200 && strstr(v->page, arena_printf(arena, "同组%02d", i));
		arena_free(x[i]->arena);
	}
	ok(good == GROUP - 1, "each was sent to the page of its own row");
}

/* ---- a disk that fails all ---- */

struct trouble {
	const char *what;
	enum faulty_call call;
	int code;
	const char *says;
};

static const struct trouble troubles[] = {
	{"a full disk", FAULTY_WRITE, SQLITE_FULL, "磁盘已满"},
	{"an I/O error", FAULTY_WRITE, SQLITE_IOERR_WRITE, "读写出错"},
	{"a failing fsync", FAULTY_SYNC, SQLITE_IOERR_FSYNC, "读写出错"},
	{"a read-only database", FAULTY_WRITE, SQLITE_READONLY, "只读状态"},
};

static void everything_fails(const struct trouble *t)
{
	struct visitor *v = chair();
	faulty_arm(t->call, t->code, 0, -1);
	int first = save(v, "坏盘");
	ok(first == 503 && strstr(v->page, t->says), "%s: a write is refused and told why (%d)", t->what, first);
	ok(save(v, "坏盘") == 503 && strstr(v->page, t->says), "%s: so is the next", t->what);
	visit(v, "/activities");
	ok(v->status == 200, "%s: pages are served", t->what);
	faulty_calm();
	int after = 0; /* on a slow disk the writer takes its time between two tries to heal */
	for (int tries = 0; after != 303 && tries < 10; tries++) {
		pause_ms(600);
		after = save(v, arena_printf(arena, "好了%d", points));
	}
	ok(after == 303, "%s: when it is gone, writes are taken without a restart (%d)", t->what, after);
	ok(kept("坏盘") == 0 && kept("好了") >= 1, "%s: what was refused is not there, what was answered is", t->what);
}

/* After a failed fsync the commit behind it may not be answered before the earlier ones are on the disk again. */
static void one_fsync_fails(void)
{
	struct visitor *v = chair();
	ok(save(v, "之前的一条") == 303, "a write before");
	faulty_arm(FAULTY_SYNC, SQLITE_IOERR_FSYNC, 0, 1);
	int writes = atomic_load(&faulty.call[FAULTY_WRITE].seen), syncs = atomic_load(&faulty.call[FAULTY_SYNC].seen);
	int status = save(v, "当时的一条");
	writes = atomic_load(&faulty.call[FAULTY_WRITE].seen) - writes;
	syncs = atomic_load(&faulty.call[FAULTY_SYNC].seen) - syncs;
	ok(status == 303 && kept("当时的一条") == 1, "one fsync fails once: the write is rerun and answered (%d)", status);
	/* the failed one; then the log and the database by the healing; then the rerun's own */
	ok(syncs >= 4, "after everything was synced anew (%d syncs, %d writes)", syncs, writes);
	ok(kept("之前的一条") == 1, "what was answered before is there");
	faulty_calm();
}

/* ---- a corrupted page ---- */

static void a_page_is_corrupted(void)
{
	struct visitor *v = chair();
	const char *why;
	save(v, "坏页之前");
	number(writer_db(app->writer), "pragma wal_checkpoint(truncate)");
	db_heal(writer_db(app->writer)); /* a new connection: nothing is read from a cache */
	faulty_arm(FAULTY_READ, SQLITE_CORRUPT, 12, -1);
	int status = save(v, "坏页");
	ok(status == 503 && strstr(v->page, "数据库文件损坏"), "a corrupted page: a write is refused and told why (%d)", status);
	ok(save(v, "坏页") == 503 && strstr(v->page, "从备份恢复"), "so is the next");
	faulty_calm();
	visit(v, "/activities");
	ok(v->status == 200, "pages that can be read are served (%d)", v->status);
	pause_ms(600 + 20 * 400);
	status = save(v, "坏页之后");
	ok(status == 303, "when the pages are sound again, writes are taken (%d)", status);
	struct db *d = db_open(app->db_url, DB_READ, arena, &why);
	ok(number(d, "select count(*) from activity where title = '坏页'") == 0 && kept("坏页之") == 2, "nothing of what was refused is there");
	db_close(d);
}

/* A reader that meets a bad sector answers so, and the next page is fine. */
static void a_read_fails(void)
{
	struct visitor *v = chair();
	const char *why;
	struct db *old = app->readers[0];
	app->readers[0] = db_open(app->db_url, DB_READ, arena, &why); /* with an empty cache */
	faulty_arm(FAULTY_READ, SQLITE_IOERR_READ, 8, -1);
	visit(v, "/activities");
	ok(v->status == 503 && strstr(v->page, "这一页暂时打不开"), "a page that cannot be read says so (%d)", v->status);
	faulty_calm();
	visit(v, "/activities");
	ok(v->status == 200, "and is there again when the disk reads");
	db_close(old);
}

static void restart(void)
{
	char *const args[] = {(char[]){"--data"}, folder};
	if (app)
		app_end(app);
	app = app_new();
	const char *why = options_read(app, 2, (char **)args, NULL, NULL);
	if (!why)
		why = app_open(app, 1);
	if (why) {
		printf("Bail out! %s\n", why);
		exit(1);
	}
}

int main(void)
{
	log_set_level(getenv("LX_LOG") ? LOG_LEVEL_INFO : LOG_LEVEL_ERROR);
	if (!mkdtemp(folder))
		return 1;
	faulty_install();
	arena = arena_new(512u << 20);
	restart();
	demo_fill(app);
	for (size_t i = 0; i < sizeof(troubles) / sizeof(troubles[0]); i++)
		everything_fails(&troubles[i]);
	one_fsync_fails();
	a_page_is_corrupted();
	a_read_fails();
	one_of_a_group_meets_a_full_disk();
	restart();
	ok(kept("同组") == GROUP - 1 && kept("之前的一条") == 1, "after a restart all that was answered is there");
	ok(event_verify(writer_db(app->writer), arena, NULL, 0).ok, "and the chain of events is whole");
	app_end(app);
	arena_free(arena);
	printf("1..%d\n", points);
	char command[64];
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command) != 0 || bad;
}
