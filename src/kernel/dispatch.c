#include "kernel/dispatch.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/log.h"
#include "http/assets.h"
#include "kernel/enter.h"
#include "kernel/files.h"
#include "kernel/gauge.h"
#include "kernel/health.h"
#include "kernel/page.h"
#include "kernel/registry.h"
#include "kernel/slow.h"
#include "kernel/writer.h"
#include "kernel.sql.h"
#include "secret/id.h"

/* One exchange on its way through the program. The job comes first: the writer gives it back. */
struct handling {
	struct job job;
	struct req r;
	struct exchange *x;
	struct app *app;
	struct arena_mark mark; /* where a rerun begins again */
	struct pairs headers; /* the answer's, at the mark */
	void *prepared;
	struct entered entered;
	int64_t began; /* gauge_now */
	enum gauge_class class;
	bool synchronous, rerun;
};

/* The one way out: what was answered is counted, and what failed or took long is logged. */
static void send(struct handling *h)
{
	enum { LONG_US = 2000000 };
	int64_t us = gauge_now() - h->began;
	gauge_request(h->class, h->x->status, us);
	if (h->x->status == 500 || us > LONG_US)
		log_warn("request route=%s status=%d ms=%d", h->r.route && *h->r.route->path ? h->r.route->path : "none",
			 h->x->status, (int)(us / 1000));
	else
		log_debug("request route=%s status=%d us=%d", h->r.route && *h->r.route->path ? h->r.route->path : "none",
			  h->x->status, (int)us);
	buf_fit(&h->x->out); /* its headers lie behind it, on the same page if they can */
	if (!h->synchronous)
		http_send(h->x);
}

static void begin(struct handling *h, struct db *d)
{
	struct exchange *x = h->x;
	const struct route *route = h->r.route;
	int64_t id = h->r.id, sub = h->r.sub;
	const char *word = h->r.word;
	instant now = h->r.now;
	h->r = (struct req){.app = h->app, .x = x, .arena = x->arena, .db = d, .out = &x->out,
			    .now = now, .today = day_of_instant(now), .route = route, .id = id,
			    .sub = sub, .word = word, .prepared = h->prepared, .csrf = ""};
	h->r.problems.arena = x->arena;
	x->out = buf_in(x->arena);
	x->status = 200;
	x->type = NULL;
	x->file = NULL;
	x->answer_headers = h->headers;
}

/* ---- GET ---- */

/* What failed below the page. Nobody gets "error" where there is something that he can do. */
static const struct {
	const char *writing, *reading;
} trouble_texts[] = {
	[DB_FULL] = {"服务器磁盘已满，这一步没有保存。请通知系统管理员清理磁盘后再提交。", "服务器磁盘已满，这一页暂时打不开。请通知系统管理员清理磁盘。"},
	[DB_IO] = {"服务器磁盘读写出错，这一步没有保存，系统暂停写入。请通知系统管理员；故障排除后自动恢复，再提交即可。",
		   "服务器磁盘读写出错，这一页暂时打不开。请通知系统管理员，过一会儿再试。"},
	[DB_READ_ONLY] = {"数据库处于只读状态，这一步没有保存。请通知系统管理员；恢复可写后再提交即可。", NULL},
	[DB_CORRUPT] = {"数据库文件损坏，这一步没有保存，系统已停止写入。请通知系统管理员从备份恢复。",
			"数据库文件有损坏，这一页读不出来。请通知系统管理员从备份恢复。"},
	[DB_CONFLICT] = {"同时办理同一件事的人太多，这一步没有保存。请过一会儿再提交。", NULL},
	[DB_LOST] = {"数据库连接中断，不能确认这一步是否已经保存。请过一会儿在原来的页面上再提交一次：已经保存的不会重复办理。",
		     "数据库暂时连不上，请过一会儿再试。"},
};

static const char *trouble_text(enum db_trouble trouble, bool writing)
{
	size_t i = (size_t)trouble, n = sizeof(trouble_texts) / sizeof(trouble_texts[0]);
	return i >= n ? NULL : writing ? trouble_texts[i].writing : trouble_texts[i].reading;
}

static void fault_page(struct handling *h, int status, const char *title, const char *text)
{
	begin(h, NULL);
	h->r.who = NULL;
	page_message(&h->r, status, title, text);
}

/* `text` NULL: nothing is known that would help. */
static void trouble_page(struct handling *h, const char *text, const char *unknown)
{
	fault_page(h, text ? 503 : 500, !text ? "系统出错" : h->x->method == METHOD_POST ? "没有保存" : "暂时打不开", text ? text : unknown);
	if (text)
		answer_header(h->x, "Retry-After", "30");
}

/* What has no route: a page like any other, with the navigation of whoever asks. */
static void get_missing(struct req *r)
{
	refuse(r, 404, "没有这个页面。请检查地址，或从首页重新进入。");
}

static void get_wrong_method(struct req *r)
{
	refuse(r, 405, "这个地址不接受这种操作。请从页面上的按钮办理。");
}

static const struct route missing = {METHOD_GET, "", .run = get_missing, .flags = ROUTE_PUBLIC};
static const struct route wrong_method = {METHOD_GET, "", .run = get_wrong_method, .flags = ROUTE_PUBLIC};

static bool try_get(struct handling *h, struct db *d)
{
	struct guard g;
	volatile bool good = false;
	if (GUARD(&g)) {
		begin(h, d);
		db_begin(d);
		if (request_enter(&h->r, NULL)) {
			h->r.route->run(&h->r);
			if (!h->r.answered && !h->x->out.n)
				fault("no answer from %s", h->r.route->path);
		}
		good = true;
		guard_end(&g);
	} else {
		db_reset_all(d);
	}
	db_rollback(d);
	return good;
}

/* A server that went away is asked once more: another may have taken its place. */
static void run_get(struct handling *h, struct db *d)
{
	if (try_get(h, d) || (db_trouble(d) == DB_LOST && try_get(h, d)))
		return;
	trouble_page(h, trouble_text(db_trouble(d), false), "抱歉，系统没能完成这一步，已记入日志。请稍后再试。");
}

/* What a GET left to keep (a session's last use) goes to the writer on its own. */
struct keeping {
	struct job job;
	struct arena *arena;
	struct later *later;
	struct handling *of;
};

static void send_kept(struct handling *h);

static void slow_get(void *context, int worker)
{
	struct handling *h = context;
	run_get(h, h->app->readers[h->app->n_readers - 1 - worker]);
	send_kept(h);
}

/* A database behind a network would hold up the event thread. */
static void page_get(void *context, int worker)
{
	struct handling *h = context;
	run_get(h, h->app->readers[h->app->first_page_reader + worker]);
	send_kept(h);
}

/* ---- POST ---- */

static bool once_or_refuse(struct req *r, const char *once)
{
	if (once && strlen(once) >= 8 && strlen(once) <= 64)
		return true;
	refuse(r, 400, "表单缺少一次性编号。请返回上一页刷新后重新提交。");
	return false;
}

/* A form that was posted before gets its first answer. False: it is new. */
static bool answered_before(struct req *r, const char *once)
{
	struct once_get first;
	if (!q_once_get(r->db, r->arena, once, &first))
		return false;
	if (first.person != (r->who ? r->who->person : 0))
		refuse(r, 400, "表单已失效。请返回上一页刷新后重新提交。");
	else if (*first.location)
		see_other(r, first.location);
	else
		page_message(r, 200, "已经办理", "这一步已经提交过了，没有重复办理。");
	return true;
}

/*
 * The number of the form is kept with its answer, at the end: so a refusal has written nothing. Where others write beside
 * it (PostgreSQL) it is written first all the same: to look for a number that is not there is to read what all others
 * write, and each two posts would be in each other's way. The second of two with one number waits for the first.
 */
static bool is_new(struct req *r, const char *once)
{
	return db_is_postgres(r->db) ? q_once_add(r->db, once, r->who ? r->who->person : 0, 0, "", r->now) == 1 || !answered_before(r, once) :
				       !answered_before(r, once);
}

static void keep_answer(struct req *r, const char *once, int status, const char *location)
{
	if (db_is_postgres(r->db))
		q_once_answer(r->db, once, status, location);
	else if (q_once_add(r->db, once, r->who ? r->who->person : 0, status, location, r->now) != 1)
		fault("a form was counted twice");
}

/* Session and posts are not looked up again when none was written since the prepare stage did; all else is decided anew. */
static const struct entered *still_entered(const struct handling *h)
{
	return h->entered.who && writer_unchanged(h->app->writer, h->entered.at) ? &h->entered : NULL;
}

static bool post(struct db *d, struct job *j)
{
	struct handling *h = (struct handling *)j;
	begin(h, d);
	struct req *r = &h->r;
	r->arena = r->problems.arena = j->scratch; /* the answer goes into the exchange's own */
	r->writing = true;
	r->rerun = h->rerun;
	id_timeless(r->route->flags & ROUTE_ANON);
	if (!request_enter(r, still_entered(h)))
		return h->x->status < 400;
	bool counted = !(r->route->flags & (ROUTE_QUIET | ROUTE_AGAIN | ROUTE_ANON));
	const char *once = pairs_get(&h->x->form, "_once");
	if (counted && (!once_or_refuse(r, once) || !is_new(r, once)))
		return h->x->status < 400;
	r->route->run(r);
	if (!r->answered && !h->x->out.n)
		fault("no answer from %s", r->route->path);
	if (h->x->status >= 400)
		return false;
	const char *location = pairs_get(&h->x->answer_headers, "Location");
	if (counted)
		keep_answer(r, once, h->x->status, location ? location : "");
	return true;
}

static bool run_post(struct db *d, struct job *j)
{
	bool good = post(d, j);
	id_timeless(false); /* a fault comes by failed() or again() */
	return good;
}

/* Once: what runs anew remembers anew. A commit whose answer was lost may have been made: then nothing is forgotten. */
static void forget(struct handling *h, enum db_trouble trouble)
{
	for (struct taken_back *t = trouble == DB_LOST ? NULL : h->r.taken_back; t; t = t->next)
		t->run(t->context);
	h->r.taken_back = NULL;
}

static void again(struct job *j)
{
	struct handling *h = (struct handling *)j;
	id_timeless(false); /* a fault among others has left it as it was */
	forget(h, h->r.db ? db_trouble(h->r.db) : DB_FINE);
	arena_release(h->x->arena, h->mark);
	h->rerun = true;
}

static void failed(struct job *j, enum db_trouble trouble)
{
	struct handling *h = (struct handling *)j;
	id_timeless(false);
	forget(h, trouble);
	trouble_page(h, trouble_text(trouble, true), "抱歉，系统没能完成这一步，没有保存。请稍后再试。");
}

static void keep(struct db *d, struct job *j)
{
	struct handling *h = (struct handling *)j;
	for (struct later *l = h->r.later; l; l = l->next)
		l->run(d, h->x->arena, l->context);
}

static void done(struct job *j)
{
	send((struct handling *)j);
}

/* More to do than can be done: whoever asks is told to come again. */
static void shed(struct handling *h, const char *text, int seconds)
{
	gauge_shed(h->class);
	fault_page(h, 503, "系统繁忙", text);
	answer_header(h->x, "Retry-After", arena_printf(h->x->arena, "%d", seconds));
	send(h);
}

static void to_writer(struct handling *h)
{
	h->mark = arena_mark(h->x->arena);
	h->headers = h->x->answer_headers;
	h->job = (struct job){.run = run_post, .again = again, .failed = failed, .keep = keep, .done = done};
	if (!writer_add(h->app->writer, &h->job)) {
		shed(h, "同时办理的人太多，这一步没有保存。请过一会儿再提交。", 3);
	}
}

/* A number for the session that asks, before it is looked up; 0 without one. */
static uint64_t asker(const struct exchange *x)
{
	const char *token = pairs_get(&x->cookies, "lx");
	uint64_t h = 1469598103934665603u;
	for (const char *p = token; p && *p; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211u;
	return token && *token ? h | 1 : 0;
}

/* Session, right and form are looked at before anything dear is done; then again when deciding. False: it is answered. */
static bool enter_ahead(struct handling *h, struct db *d)
{
	begin(h, d);
	int64_t at = writer_watched(h->app->writer);
	db_begin(d);
	bool entered = request_enter(&h->r, NULL);
	h->entered = (struct entered){h->r.who, h->r.csrf, h->r.later, at};
	db_rollback(d);
	return entered;
}

static void prepare_with(struct handling *h, struct db *d)
{
	struct guard g;
	bool ready = false;
	if (GUARD(&g)) {
		if (enter_ahead(h, d)) {
			h->r.route->prepare(&h->r);
			ready = !h->r.answered;
		}
		guard_end(&g);
	} else {
		db_rollback(d);
		fault_page(h, 500, "系统出错", "抱歉，系统没能完成这一步，没有保存。请稍后再试。");
	}
	if (ready) {
		h->prepared = h->r.prepared;
		to_writer(h);
	} else {
		send_kept(h);
	}
}

/* Where the database is a file, looking waits for nobody, and the one writer has less to do. What fails here it tells in its words. */
static void enter_and_write(struct handling *h)
{
	struct db *d = h->app->readers[h->synchronous ? 0 : h->x->thread];
	struct guard g;
	volatile bool good = true;
	if (db_is_postgres(d) || (h->r.route->flags & (ROUTE_ANON | ROUTE_PUBLIC))) {
		to_writer(h);
		return;
	}
	if (GUARD(&g)) {
		good = enter_ahead(h, d);
		guard_end(&g);
	} else {
		db_rollback(d);
		h->entered.who = NULL;
		h->x->answer_headers = (struct pairs){0}; /* of an answer that was begun */
	}
	if (good)
		to_writer(h);
	else
		send_kept(h);
}

static void prepare(void *context, int worker)
{
	struct handling *h = context;
	prepare_with(h, h->app->readers[h->app->n_readers - 1 - worker]);
}

/* What is light is made ready where pages are read, so that thousands at once do not wait behind the dear ones. */
static void prepare_light(void *context, int worker)
{
	struct handling *h = context;
	prepare_with(h, h->app->readers[h->app->first_page_reader + worker]);
}

static bool prepare_queued(struct handling *h)
{
	struct app *app = h->app;
	if (!(h->r.route->flags & ROUTE_LIGHT))
		return slow_add(app->slow, asker(h->x), prepare, h);
	if (app->pages)
		return slow_add(app->pages, 0, prepare_light, h);
	prepare_with(h, app->readers[h->x->thread]);
	return true;
}

/* ---- notes of requests that wrote nothing themselves ---- */

static bool kept_run(struct db *d, struct job *j)
{
	struct keeping *k = (struct keeping *)j;
	for (struct later *l = k->later; l; l = l->next)
		l->run(d, k->arena, l->context);
	return true;
}

static void kept_again(struct job *j)
{
	(void)j;
}

static void kept_failed(struct job *j, enum db_trouble trouble)
{
	(void)j;
	log_warn("note_lost trouble=%d", (int)trouble);
}

static void kept_done(struct job *j)
{
	send(((struct keeping *)j)->of);
}

/* Sends after the notes are durable; most requests have none. */
static void send_kept(struct handling *h)
{
	if (!h->r.later) {
		send(h);
		return;
	}
	struct keeping *k = NEW(h->x->arena, struct keeping);
	k->job = (struct job){.run = kept_run, .again = kept_again, .failed = kept_failed, .done = kept_done};
	k->arena = h->x->arena;
	k->later = h->r.later;
	k->of = h;
	if (!writer_add(h->app->writer, &k->job))
		send(h);
}

/* ---- the way in ---- */

/* /healthz needs no database; the others wait for one behind a network elsewhere. */
static void health_get(void *context, int worker)
{
	struct handling *h = context;
	health_answer(h->app, h->x, h->app->readers[h->app->first_page_reader + worker]);
	send(h);
}

static bool answers_machines(struct handling *h)
{
	struct app *app = h->app;
	struct exchange *x = h->x;
	if (!health_is(x))
		return false;
	h->class = GAUGE_MACHINE;
	if (app->pages && !h->synchronous && strcmp(x->path, "/healthz") != 0 && slow_add(app->pages, 0, health_get, h))
		return true;
	health_answer(app, x, app->readers[h->synchronous ? 0 : x->thread]);
	send(h);
	return true;
}

/*
 * Dear pages when there is a queue before this thread: they leave it to the cheap ones,
 * and one that has waited long is not begun at all.
 */
enum { QUEUED_MS = 200, LATE_MS = 500 };

static enum gauge_class class_of(const struct route *t, bool known)
{
	if (!known)
		return GAUGE_UNKNOWN;
	if (t->method == METHOD_POST)
		return GAUGE_WRITE;
	return t->flags & (ROUTE_SLOW | ROUTE_DEAR) ? GAUGE_DEAR : GAUGE_PAGE;
}

/* A form whose file inputs are empty has nothing to prepare: it does not wait with those that have. */
static bool without_files(struct handling *h)
{
	if (h->r.route->prepare != files_prepare)
		return false;
	for (size_t i = 0; i < h->x->n_uploads; i++)
		if (h->x->uploads[i].size > 0 || *h->x->uploads[i].filename)
			return false;
	h->prepared = NEW(h->x->arena, struct stored_files);
	return true;
}

static void start(struct app *app, struct exchange *x, bool synchronous)
{
	struct handling *h = NEW(x->arena, struct handling);
	bool other = false;
	*h = (struct handling){.x = x, .app = app, .synchronous = synchronous};
	h->r.now = clock_now();
	h->r.arena = x->arena;
	h->began = gauge_now();
	if (answers_machines(h))
		return;
	if (asset_answer(x)) {
		h->class = GAUGE_ASSET;
		send(h);
		return;
	}
	const struct routed *found = x->app ? x->app : route_at(app, x->method == METHOD_HEAD ? METHOD_GET : x->method, x->path, &other);
	bool known = found != NULL;
	if (known)
		route_take(&h->r, found, x->path);
	h->r.route = known ? found->route : NULL;
	if (known && (h->r.route->flags & ROUTE_ANON)) {
		x->cookies = (struct pairs){0};
		h->r.now = instant_of_day(day_of_instant(h->r.now));
	}
	if (!known)
		h->r.route = other ? &wrong_method : &missing;
	h->class = class_of(h->r.route, known);
	if (known && x->method == METHOD_POST) {
		if (!h->r.route->prepare || without_files(h))
			enter_and_write(h);
		else if (synchronous)
			prepare(h, 0);
		else if (!prepare_queued(h))
			goto busy;
		return;
	}
	int waited = !synchronous && h->class == GAUGE_DEAR ? http_waited(x) : 0;
	if (waited > LATE_MS) {
		shed(h, "现在同时使用的人很多，这一页暂时打不开。请过一会儿再试。", 5);
		return;
	}
	bool slow = h->r.route->flags & ROUTE_SLOW || (waited > QUEUED_MS && !app->pages);
	if (synchronous || (!slow && !app->pages)) {
		run_get(h, app->readers[synchronous ? 0 : x->thread]);
		send_kept(h);
		return;
	}
	if (slow ? slow_add(app->slow, asker(x), slow_get, h) : slow_add(app->pages, 0, page_get, h))
		return;
busy:
	shed(h, "系统正忙，请过一会儿再试。", SLOW_WAIT_SECONDS);
}

void dispatch(void *context, struct exchange *x)
{
	start(context, x, false);
}

void dispatch_now(struct app *app, struct exchange *x)
{
	start(app, x, true);
}

size_t dispatch_body_limit(void *context, struct exchange *x)
{
	struct app *app = context;
	bool other;
	if (x->method != METHOD_POST)
		return 0;
	const struct routed *found = route_at(app, x->method, x->path, &other);
	const struct route *t = found ? found->route : NULL;
	x->app = found;
	size_t uploads = app->upload_limit + (1u << 20); /* a file of the largest size, and the form around it */
	return !t ? 0 : !t->body ? 256 * 1024 : t->body < uploads ? t->body : uploads;
}

struct req *system_request(struct app *app, struct db *d, struct arena *a)
{
	struct exchange *x = NEW(a, struct exchange);
	struct req *r = NEW(a, struct req);
	*x = (struct exchange){.arena = a, .method = METHOD_POST, .path = "", .raw_query = "", .status = 200};
	x->out = buf_in(a);
	*r = (struct req){.app = app, .x = x, .arena = a, .db = d, .out = &x->out, .now = clock_now(),
			  .system = true, .writing = true, .csrf = ""};
	r->today = day_of_instant(r->now);
	r->problems.arena = a;
	return r;
}
