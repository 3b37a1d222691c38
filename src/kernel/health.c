#include "kernel/health.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "kernel/gauge.h"
#include "kernel/jobs.h"
#include "kernel/schema.h"
#include "kernel/slow.h"
#include "kernel/writer.h"
#include "kernel.sql.h"
#include "secret/token.h"

enum { STUCK_SECONDS = 30 }; /* a group of writes takes milliseconds, a long import a few seconds */

/* ---- ready ---- */

static const char *keys_trouble(const struct app *app, struct arena *a)
{
	return access(arena_printf(a, "%s/lianxin.key", app->data), R_OK) == 0 ? NULL : "key file cannot be read";
}

static const char *stuck(const struct app *app)
{
	static const char *const troubles[] = {
		[DB_FULL] = "database takes no writes: disk full",
		[DB_IO] = "database takes no writes: disk error",
		[DB_READ_ONLY] = "database takes no writes: read-only",
		[DB_CORRUPT] = "database takes no writes: file damaged",
	};
	enum db_trouble trouble = jobs_trouble();
	if (writer_state(app->writer).busy_us > STUCK_SECONDS * 1000000LL)
		return "writer is stuck";
	if (trouble == DB_FINE)
		return NULL;
	return trouble < sizeof(troubles) / sizeof(troubles[0]) && troubles[trouble] ? troubles[trouble] :
	       "database takes no writes";
}

static const char *reader_trouble(struct app *app, struct db *d, struct arena *a)
{
	const char *why = "database cannot be read";
	struct guard g;
	if (GUARD(&g)) {
		db_begin(d);
		why = schema_current(app, d, a) ? NULL : "schema is not up to date";
		guard_end(&g);
	} else {
		db_reset_all(d);
	}
	db_rollback(d);
	return why;
}

static void ready(struct app *app, struct exchange *x, struct db *d)
{
	const char *why = keys_trouble(app, x->arena);
	if (!why)
		why = stuck(app);
	if (!why)
		why = reader_trouble(app, d, x->arena);
	x->status = why ? 503 : 200;
	buf_printf(&x->out, "%s\n", why ? why : "ready");
	if (why)
		answer_header(x, "Retry-After", "5");
}

/* ---- metrics ---- */

/* This machine, asking itself; what a proxy passes on says for whom. */
static bool is_near(const struct exchange *x)
{
	return (strcmp(x->peer, "127.0.0.1") == 0 || strcmp(x->peer, "::1") == 0) &&
	       !pairs_get(&x->headers, "x-forwarded-for") && !pairs_get(&x->headers, "forwarded");
}

static bool has_token(const struct app *app, const struct exchange *x)
{
	const char *given = pairs_get(&x->headers, "authorization");
	return app->metrics_token && given && strncmp(given, "Bearer ", 7) == 0 &&
	       secret_same(given + 7, app->metrics_token);
}

static int64_t resident_bytes(void)
{
	long long all = 0, resident = 0;
	FILE *f = fopen("/proc/self/statm", "r");
	if (!f || fscanf(f, "%lld %lld", &all, &resident) != 2)
		resident = 0;
	if (f)
		fclose(f);
	return (int64_t)resident * sysconf(_SC_PAGESIZE);
}

static void print_process(struct app *app, struct buf *out)
{
	struct writer_state w = writer_state(app->writer);
	gauge_line(out, "lianxin_writer_queue", "Writes that wait.", w.queued);
	gauge_line(out, "lianxin_writer_busy_microseconds", "How long the group in work has taken so far.", w.busy_us);
	if (app->slow) {
		struct slow_state s = slow_state(app->slow);
		gauge_line(out, "lianxin_slow_queue", "Dear work that waits.", s.waiting);
		gauge_line(out, "lianxin_slow_working", "Dear work being done.", s.working);
		gauge_line(out, "lianxin_slow_wait_seconds", "How long a new piece of dear work would wait.", s.wait_seconds);
	}
	if (app->http) {
		struct http_state h = http_state(app->http);
		gauge_line(out, "lianxin_connections", "Open connections.", h.connections);
		gauge_line(out, "lianxin_refused_requests", "Requests refused before anything looked at them, so far.", h.refused);
		gauge_line(out, "lianxin_cut_connections", "Connections ended for being too slow, so far.", h.cut);
	}
	gauge_line(out, "lianxin_resident_bytes", "Memory in use.", resident_bytes());
	gauge_line(out, "lianxin_writable", "1: the database takes writes.", jobs_trouble() == DB_FINE);
}

static void print_database(struct buf *out, struct db *d)
{
	instant now = clock_now();
	struct guard g;
	if (GUARD(&g)) {
		db_begin(d);
		int64_t due = q_due_first(d);
		gauge_line(out, "lianxin_sessions", "People signed in.", q_session_count(d, now));
		gauge_line(out, "lianxin_unsealed_events", "Events not yet in the chain.", q_unsealed_count(d));
		gauge_line(out, "lianxin_jobs_lag_seconds", "How long the oldest timer is overdue.", due && due < now ? (now - due) / 1000 : 0);
		guard_end(&g);
	} else {
		db_reset_all(d);
	}
	db_rollback(d);
}

static void metrics(struct app *app, struct exchange *x, struct db *d)
{
	if (!is_near(x) && !has_token(app, x)) {
		x->status = 404;
		buf_puts(&x->out, "no such page\n");
		return;
	}
	x->type = "text/plain; version=0.0.4; charset=utf-8";
	gauge_print(&x->out);
	print_process(app, &x->out);
	print_database(&x->out, d);
}

static void healthy(struct app *app, struct exchange *x, struct db *d)
{
	(void)app;
	(void)d;
	buf_puts(&x->out, "ok\n");
}

static const struct page {
	const char *path;
	void (*answer)(struct app *app, struct exchange *x, struct db *d);
} pages[] = {{"/healthz", healthy}, {"/readyz", ready}, {"/metrics", metrics}};

static const struct page *page_of(const struct exchange *x)
{
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		if (x->method != METHOD_POST && strcmp(x->path, pages[i].path) == 0)
			return &pages[i];
	return NULL;
}

bool health_is(const struct exchange *x)
{
	return page_of(x) != NULL;
}

void health_answer(struct app *app, struct exchange *x, struct db *d)
{
	x->status = 200;
	x->type = "text/plain; charset=utf-8";
	x->out = buf_in(x->arena);
	page_of(x)->answer(app, x, d);
}
