/* What machines ask, and what the log may say: never a person, a number, an address with an id. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "kernel/dispatch.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"
#include "scenario/visitor.h"

#define CHAIR "13800000003"

struct asked {
	int status;
	const char *page;
};

/* One request from `peer`, with one header more if there is a name. */
static struct asked ask(struct app *app, struct arena *a, const char *path, const char *peer, const char *name, const char *value)
{
	struct exchange x = {.arena = a, .method = METHOD_GET, .path = path, .raw_query = "", .content_type = "", .peer = peer};
	pairs_add(a, &x.headers, "host", "test");
	if (name)
		pairs_add(a, &x.headers, name, value);
	dispatch_now(app, &x);
	return (struct asked){x.status, arena_strndup(a, x.out.p ? x.out.p : "", x.out.n)};
}

static const char *only_near(struct app *app)
{
	struct arena *a = arena_new(16 << 20);
	const char *why = NULL;
	if (ask(app, a, "/metrics", "10.0.0.9", NULL, NULL).status != 404)
		why = "another machine reads /metrics";
	else if (ask(app, a, "/metrics", "127.0.0.1", "x-forwarded-for", "10.0.0.9").status != 404)
		why = "what a proxy passes on reads /metrics";
	else if (ask(app, a, "/metrics", "10.0.0.9", "authorization", "Bearer ").status != 404)
		why = "an empty token is taken though none is set";
	app->metrics_token = "a-token-for-this-test";
	if (ask(app, a, "/metrics", "10.0.0.9", "authorization", "Bearer a-token-for-this-tesT").status != 404)
		why = "a wrong token is taken";
	else if (ask(app, a, "/metrics", "10.0.0.9", "authorization", "Bearer a-token-for-this-test").status != 200)
		why = "the right token is refused";
	app->metrics_token = NULL;
	arena_free(a);
	return why;
}

static long long value_of(const char *page, const char *name)
{
	const char *at = strstr(page, name);
	return at ? strtoll(at + strlen(name), NULL, 10) : -1;
}

static const char *counts(struct app *app)
{
	static const char pages[] = "lianxin_requests_total{class=\"page\",status=\"200\"} ";
	static const char commits[] = "\nlianxin_commit_seconds_count ", missing[] = "lianxin_requests_total{class=\"unknown\",status=\"404\"} ";
	struct arena *a = arena_new(64 << 20);
	struct visitor *v = visitor_new(app, a);
	const char *why = NULL, *before = ask(app, a, "/metrics", "127.0.0.1", NULL, NULL).page;
	visitor_enter(v, CHAIR);
	for (int i = 0; i < 3; i++)
		visit(v, "/");
	visit(v, "/no-such-page");
	visitor_sign_in(visitor_new(app, a), "13900000000", "wrong");
	const char *after = ask(app, a, "/metrics", "127.0.0.1", NULL, NULL).page;
	if (value_of(after, pages) - value_of(before, pages) < 3)
		why = "three pages were not counted";
	else if (value_of(after, missing) - (value_of(before, missing) < 0 ? 0 : value_of(before, missing)) != 1)
		why = "a page that does not exist was not counted";
	else if (value_of(after, commits) <= value_of(before, commits))
		why = "a write was not counted";
	else if (value_of(after, "\nlianxin_sessions ") < 1 || value_of(after, "\nlianxin_unsealed_events ") != 0)
		why = "sessions or unsealed events are wrong";
	else if (value_of(after, "\nlianxin_resident_bytes ") < 1 << 20)
		why = "memory is not told";
	arena_free(a);
	return why;
}

static const char *key_is_missed(struct app *app)
{
	struct arena *a = arena_new(16 << 20);
	const char *key = arena_printf(a, "%s/lianxin.key", app->data), *aside = arena_printf(a, "%s.aside", key), *why = NULL;
	if (rename(key, aside) != 0)
		return "no key file";
	struct asked without = ask(app, a, "/readyz", "10.0.0.9", NULL, NULL);
	rename(aside, key);
	if (without.status != 503 || !strstr(without.page, "key file"))
		why = "ready without its key file";
	else if (ask(app, a, "/readyz", "10.0.0.9", NULL, NULL).status != 200)
		why = "not ready again with the key file";
	arena_free(a);
	return why;
}

static const char *schema_is_missed(struct app *app)
{
	struct arena *a = arena_new(16 << 20);
	struct db *d = writer_db(app->writer);
	const char *why = NULL;
	db_script(d, "alter table schema_step rename to schema_step_away");
	struct asked without = ask(app, a, "/readyz", "10.0.0.9", NULL, NULL);
	db_script(d, "alter table schema_step_away rename to schema_step");
	if (without.status != 503)
		why = "ready without the list of schema steps";
	else if (ask(app, a, "/readyz", "10.0.0.9", NULL, NULL).status != 200)
		why = "not ready again";
	arena_free(a);
	return why;
}

/* ---- the log ---- */

enum { KEPT = 1 << 20 };

/* What `run` writes to standard error. */
static char *said(void (*run)(struct app *app, struct arena *a), struct app *app)
{
	char path[] = "/tmp/lx-log-XXXXXX";
	int to = mkstemp(path), old = dup(STDERR_FILENO);
	struct arena *a = arena_new(64 << 20);
	char *text = calloc(1, KEPT + 1);
	log_set_level(LOG_LEVEL_DEBUG);
	dup2(to, STDERR_FILENO);
	run(app, a);
	dup2(old, STDERR_FILENO);
	log_set_level(LOG_LEVEL_ERROR);
	if (!text || pread(to, text, KEPT, 0) < 0)
		abort();
	close(to);
	close(old);
	unlink(path);
	arena_free(a);
	return text;
}

#define MARK "Zq7Mark"
#define MARK_MOBILE "13912345678"

static void marked(struct app *app, struct arena *a)
{
	struct visitor *v = visitor_new(app, a);
	visitor_sign_in(v, MARK_MOBILE, MARK);
	visit(v, "/sign-in?next=/" MARK);
	visitor_enter(v, CHAIR);
	visit(v, "/search?q=" MARK);
	visit(v, "/activities?q=" MARK "&sort=" MARK);
	visit(v, "/activities/777000777");
	visit(v, "/" MARK);
	visit(v, "/activities/new");
	visit_post(v, "/activities", "title=" MARK "&kind=2&held_on=2024-02-20&people=30&note=" MARK_MOBILE);
	visit_post(v, "/activities", "title=" MARK "&kind=" MARK "&held_on=" MARK_MOBILE);
	db_script(writer_db(app->writer), "alter table activity rename to activity_away");
	visit(v, "/activities?q=" MARK); /* a page that fails */
	visit_post(v, "/activities", "title=" MARK "&kind=2&held_on=2024-02-20&people=30&note=" MARK_MOBILE);
	db_script(writer_db(app->writer), "alter table activity_away rename to activity");
}

static const char *nobody_in_the_log(struct app *app)
{
	static const char *const never[] = {MARK, MARK_MOBILE, "777000777", CHAIR, "?q=", "scenario-"};
	static char why[600];
	char *text = said(marked, app), *rest = text;
	int lines = 0, bad = 0;
	why[0] = '\0';
	for (char *line; (line = strsep(&rest, "\n")) && *line; lines++) {
		for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
			if (strstr(line, never[i]))
				snprintf(why, sizeof(why), "the log says “%s”: %.400s", never[i], line);
		bad += strncmp(line, "time=", 5) != 0 || !strstr(line, " level=") || !strstr(line, " event=");
	}
	if (!*why && bad)
		snprintf(why, sizeof(why), "%d lines are not key=value", bad);
	if (!*why && lines < 12)
		snprintf(why, sizeof(why), "only %d lines", lines);
	free(text);
	return *why ? why : NULL;
}

static void fails(struct app *app, struct arena *a)
{
	struct visitor *v = visitor_new(app, a);
	visitor_enter(v, CHAIR);
	db_script(writer_db(app->writer), "alter table activity rename to activity_away");
	visit(v, "/activities/1");
	db_script(writer_db(app->writer), "alter table activity_away rename to activity");
}

static const char *failures_name_their_route(struct app *app)
{
	char *text = said(fails, app);
	const char *why = strstr(text, "level=warn event=request route=/activities/{id} status=500") ? NULL :
			  "a failed request is not logged with the pattern of its route";
	free(text);
	return why;
}

static const struct step steps[] = {
	{"the process answers", .get = "/healthz", .want = 200, .sees = "ok"},
	{"it is ready", .get = "/readyz", .want = 200, .sees = "ready"},
	{"and not without its key file", .check = key_is_missed},
	{"nor without its schema", .check = schema_is_missed},
	{"figures are for this machine", .get = "/metrics", .want = 200, .sees = "# TYPE lianxin_request_seconds histogram"},
	{"and for whoever has the token, nobody else", .check = only_near},
	{"they count what happens", .check = counts},
	{"they name nobody", .get = "/metrics", .want = 200, .sees_not = "138000"},
	{"the log is key=value and has no personal data", .check = nobody_in_the_log},
	{"a failed request is logged by its route", .check = failures_name_their_route},
};

int main(void)
{
	return scenario("health", steps, sizeof(steps) / sizeof(steps[0]));
}
