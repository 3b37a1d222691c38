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
#include "kernel.sql.h"
#include "kernel/event.h"
#include "kernel/measure.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"
#include "scenario/visitor.h"
#include "secret/id.h"
#include "secret/token.h"

enum { GROUP = 40, BIG = 17, WARY = 20 /* groups that run in savepoints after one that had to be run twice */ };

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

static void gather(struct gate *first)
{
	gate_new(first, hold);
	writer_add(app->writer, &first->job);
	pause_ms(50);
}

/* The group runs; returns when all its answers are there. */
static void let_run(struct gate *first)
{
	struct gate last;
	gate_new(&last, nothing);
	writer_add(app->writer, &last.job);
	pthread_mutex_lock(&first->lock);
	first->open = true;
	pthread_cond_broadcast(&first->turn);
	pthread_mutex_unlock(&first->lock);
	pthread_mutex_lock(&last.lock);
	while (!last.passed)
		pthread_cond_wait(&last.turn, &last.lock);
	pthread_mutex_unlock(&last.lock);
}

/* A form on its way to the writer; it is answered when the group has run. */
static struct exchange *post(struct visitor *v, const char *path, const char *form, const char *once)
{
	struct arena *a = arena_new(64u << 20);
	struct exchange *x = NEW(a, struct exchange);
	*x = (struct exchange){.arena = a, .method = METHOD_POST, .peer = "127.0.0.1", .content_type = "", .raw_query = "", .path = path};
	for (struct str rest = str_of(form); rest.n;) {
		struct str value = str_cut(&rest, '&'), name = str_cut(&value, '=');
		pairs_add(a, &x->form, str_dup(a, name), str_dup(a, value));
	}
	pairs_add(a, &x->form, "_csrf", v->csrf);
	pairs_add(a, &x->form, "_once", once);
	pairs_add(a, &x->headers, "host", "test");
	pairs_add(a, &x->cookies, "lx", visitor_cookie(v, "lx"));
	dispatch_now(app, x);
	return x;
}

/* One of forty meets a full disk, at the commit of all of them. */
static void one_of_a_group_meets_a_full_disk(void)
{
	struct exchange *x[GROUP];
	struct gate first;
	struct visitor *v = chair();
	int good = 0;
	gather(&first);
	for (int i = 0; i < GROUP; i++)
		x[i] = post(v, "/activities", form_of(i == BIG ? "占满磁盘" : arena_printf(arena, "同组%02d", i)), token_new(arena, 12));
	faulty.marked = "占满磁盘";
	faulty_arm(FAULTY_WRITE, SQLITE_FULL, 0, -1);
	let_run(&first);
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

/* What jobs leave behind that are refused or break late: nothing. */
static void spoil(struct db *d)
{
	struct event e = {.unit = 1, .record = "activity", .row_id = 1, .verb = "spoil"};
	event_append(d, arena, clock_now(), &e);
	q_delta_add(d, id_new(), "activity.unconfirmed", 1, 19000, 1);
}

static bool write_and_refuse(struct db *d, struct job *j)
{
	(void)j;
	spoil(d);
	return false;
}

static bool write_and_break(struct db *d, struct job *j)
{
	(void)j;
	spoil(d);
	fault("on purpose: this job breaks");
}

static int64_t stands(const char *sql)
{
	const char *why;
	struct db *d = db_open(app->db_url, DB_READ, arena, &why);
	int64_t n = d ? number(d, sql) : -1;
	db_close(d);
	return n;
}

static struct spoiling {
	bool (*job)(struct db *d, struct job *j); /* in the midst of the group */
	const char *how, *mark;
	const char *path[GROUP]; /* the moves of the others */
} spoilings[] = {{nothing, "nobody refused late", "甲", {0}}, {write_and_refuse, "one refused late", "乙", {0}}, {write_and_break, "one that breaks", "丙", {0}}};

static void make_rows(struct spoiling *s)
{
	struct visitor *v = chair();
	for (int i = 0; i < GROUP; i++) {
		save(v, arena_printf(arena, "同批%s%02d", s->mark, i));
		s->path[i] = arena_printf(arena, "/activity/%s/do/hold", strrchr(v->location, '/') + 1);
	}
}

/* All together are taken back and run anew, and still each that is good counts once: row, event, counters, answer. */
static void some_of_a_group_are_refused(const struct spoiling *s)
{
	static const char held[] = "select count(*) from event where verb = 'hold'", at_top[] = "select coalesce(sum(n), 0) from counter_delta where measure = 'activity.unconfirmed' and unit = 1",
			  below[] = "select coalesce(sum(n), 0) from counter_delta where measure = 'activity.unconfirmed' and unit = 10";
	struct exchange *x[GROUP], *typo, *once, *again_once;
	const char *key = token_new(arena, 12), *form = form_of(arena_printf(arena, "一次%s", s->mark)), *how = s->how, *report;
	struct gate first, bad_job = {0};
	struct visitor *v = chair();
	int good = 0;
	for (int i = 0; i < WARY; i++) {
		gate_new(&first, nothing);
		let_run(&first);
	}
	int64_t events = stands(held), top = stands(at_top), lower = stands(below), written = stands("select count(*) from once");
	gather(&first);
	for (int i = 0; i < BIG; i++)
		x[i] = post(v, s->path[i], "", token_new(arena, 12));
	once = post(v, "/activities", form, key);
	typo = post(v, "/activities", "title=&kind=2&held_on=2024-02-20&people=3", token_new(arena, 12));
	gate_new(&bad_job, s->job);
	writer_add(app->writer, &bad_job.job);
	again_once = post(v, "/activities", form, key);
	for (int i = BIG; i < GROUP; i++)
		x[i] = post(v, s->path[i], "", token_new(arena, 12));
	let_run(&first);
	for (int i = 0; i < GROUP; i++)
		good += x[i]->status == 303;
	ok(good == GROUP && stands(held) == events + GROUP, "%s: all of the group that are good are answered as done (%d), each has its event", how, good);
	ok(stands(at_top) == top + GROUP && stands(below) == lower + GROUP, "%s: and is counted once at each level", how);
	ok(stands("select count(*) from event where verb = 'spoil'") == 0 && typo->status == 422, "%s: nothing of what was refused is there, the form with a mistake is shown again", how);
	const char *to = pairs_get(&once->answer_headers, "Location"), *to_again = pairs_get(&again_once->answer_headers, "Location");
	ok(kept(arena_printf(arena, "一次%s", s->mark)) == 1 && to && to_again && strcmp(to, to_again) == 0, "%s: a form posted twice is there once and has one answer", how);
	ok(stands("select count(*) from once") == written + GROUP + 1, "%s: the key of the form with a mistake can be used again", how);
	ok(event_verify(writer_db(app->writer), arena, NULL, 0).ok && counter_recount(writer_db(app->writer), arena, &report, false) == 0,
	   "%s: the chain is whole, and the counters are what the events say", how);
	for (int i = 0; i < GROUP; i++)
		arena_free(x[i]->arena);
	arena_free(typo->arena);
	arena_free(once->arena);
	arena_free(again_once->arena);
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

/* Puts these bytes into the place of a page, past SQLite; what was there comes back in them. */
static bool swap_page(int64_t page, char *bytes, size_t n)
{
	char *was = arena_alloc(arena, n);
	FILE *f = fopen(app->db_url, "r+b");
	bool done = f && fseek(f, (long)((page - 1) * (int64_t)n), SEEK_SET) == 0 && fread(was, 1, n, f) == n &&
		    fseek(f, (long)((page - 1) * (int64_t)n), SEEK_SET) == 0 && fwrite(bytes, 1, n, f) == n;
	if (f)
		done &= fclose(f) == 0;
	memcpy(bytes, was, n);
	return done;
}

/* A disk that gives noise, to a reader that sees the file through its mapping. */
static void a_mapped_page_is_noise(void)
{
	struct visitor *v = chair();
	const char *why;
	struct db *old = app->readers[0], *w = writer_db(app->writer);
	size_t n = (size_t)number(w, "pragma page_size");
	char *bytes = arena_alloc(arena, n);
	int64_t page = number(w, "select rootpage from sqlite_master where name = 'activity'");
	number(w, "pragma wal_checkpoint(truncate)");
	atomic_store(&faulty.mapped, true);
	app->readers[0] = db_open(app->db_url, DB_READ, arena, &why);
	atomic_store(&faulty.mapped, false);
	int reads = atomic_load(&faulty.call[FAULTY_READ].seen);
	visit(v, "/activities");
	reads = atomic_load(&faulty.call[FAULTY_READ].seen) - reads;
	ok(v->status == 200 && reads < 20, "a page is read from the mapping (%d, %d reads)", v->status, reads);
	memset(bytes, 0x5a, n);
	ok(swap_page(page, bytes, n), "one page of the file is noise");
	visit(v, "/activities");
	ok(v->status == 503 && strstr(v->page, "数据库文件有损坏，这一页读不出来"), "who needs it is told why it cannot be shown (%d)", v->status);
	visit(v, "/people/list");
	ok(v->status == 200, "the other pages go on (%d)", v->status);
	swap_page(page, bytes, n);
	visit(v, "/activities");
	ok(v->status == 200, "and this one when it is sound again (%d)", v->status);
	db_close(app->readers[0]);
	app->readers[0] = old;
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
	a_mapped_page_is_noise();
	for (size_t i = 0; i < sizeof(spoilings) / sizeof(spoilings[0]); i++)
		make_rows(&spoilings[i]);
	writer_start(app->writer);
	one_of_a_group_meets_a_full_disk();
	for (size_t i = 0; i < sizeof(spoilings) / sizeof(spoilings[0]); i++)
		some_of_a_group_are_refused(&spoilings[i]);
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
