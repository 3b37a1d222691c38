#include "scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "app/demo.h"
#include "base/fault.h"
#include "base/log.h"
#include "db/test_database.h"
#include "kernel/dispatch.h"
#include "kernel/jobs.h"
#include "kernel/unit.h"
#include "kernel/writer.h"
#include "kernel.sql.h"
#include "secret/secret.h"
#include "secret/token.h"

enum { KEPT = 64 };

static struct {
	struct app *app;
	struct arena *arena; /* of the run */
	char folder[64];
	struct {
		const char *name;
		long long value;
	} kept[KEPT];
	int n_kept, point, bad;
	const char *page, *location;
	const char *unknown; /* a {name} of this step that nothing was kept under */
	const char *skipped; /* why this step was not tried in full */
	int status;
	FILE *visited;
} run;

long long scenario_kept(const char *name)
{
	for (int i = run.n_kept; i-- > 0;)
		if (strcmp(run.kept[i].name, name) == 0)
			return run.kept[i].value;
	return 0;
}

const char *scenario_page(void)
{
	return run.page;
}

static const char *count_as_few(int64_t units)
{
	static int64_t real;
	real = real ? real : unit_tree_few;
	unit_tree_few = units < 0 ? real : units;
	return NULL;
}

const char *scenario_many_units(struct app *app)
{
	(void)app;
	return count_as_few(0);
}

const char *scenario_few_units(struct app *app)
{
	(void)app;
	return count_as_few(-1);
}

/* {name} becomes the number kept under it. */
static const char *filled(const char *s)
{
	struct buf b = buf_in(run.arena);
	if (!s)
		return NULL;
	for (; *s; s++) {
		const char *end = *s == '{' ? strchr(s, '}') : NULL;
		const char *name = end ? arena_strndup(run.arena, s + 1, (size_t)(end - s - 1)) : NULL;
		if (name && scenario_kept(name)) {
			buf_int(&b, scenario_kept(name));
			s = end;
			continue;
		}
		if (name && *name && strspn(name, "abcdefghijklmnopqrstuvwxyz_0123456789") == strlen(name))
			run.unknown = name;
		buf_char(&b, *s);
	}
	return buf_text(&b);
}

static char *decoded(struct arena *a, struct str s)
{
	struct buf b = buf_in(a);
	for (size_t i = 0; i < s.n; i++) {
		char hex[3] = {i + 2 < s.n ? s.p[i + 1] : '0', i + 2 < s.n ? s.p[i + 2] : '0', 0};
		if (s.p[i] == '%' && strspn(hex, "0123456789abcdefABCDEF") == 2 && i + 2 < s.n) {
			buf_char(&b, (char)strtol(hex, NULL, 16));
			i += 2;
		} else {
			buf_char(&b, s.p[i]);
		}
	}
	return arena_strdup(a, buf_text(&b));
}

static void pairs_from(struct arena *a, struct pairs *p, const char *text)
{
	struct str rest = str_of(text);
	while (rest.n) {
		struct str value = str_cut(&rest, '&'), name = str_cut(&value, '=');
		pairs_add(a, p, str_dup(a, name), decoded(a, value));
	}
}

/* A session as signing in would make it, without its second factor and password change. */
static const char *sign_in(struct exchange *x, const char *mobile)
{
	struct app *app = run.app;
	struct db *d = writer_db(app->writer);
	struct account_by_mobile who;
	const char *hash = secret_number_hash(x->arena, &app->keys, "person.mobile", mobile);
	const char *token = arena_printf(x->arena, "scenario-%s", mobile);
	if (!q_account_by_mobile(d, x->arena, hash, &who))
		return NULL;
	const char *session = token_hash(x->arena, token);
	instant now = clock_now();
	struct session_get known;
	if (!q_session_get(d, x->arena, session, &known) || known.expires_at <= now) {
		q_session_drop(d, session);
		q_session_add(d, session, who.person, now, now + 86400000, 1, "", "");
	}
	pairs_add(x->arena, &x->cookies, "lx", token);
	return session;
}

static void add_keys(struct exchange *x, const char *session)
{
	const char *purpose_value = session;
	if (!session) {
		purpose_value = "scenario-guest-cookie-0001";
		pairs_add(x->arena, &x->cookies, "lxp", purpose_value);
	}
	if (!pairs_get(&x->form, "_csrf"))
		pairs_add(x->arena, &x->form, "_csrf", secret_sign(x->arena, &run.app->keys, "csrf", purpose_value));
	if (!pairs_get(&x->form, "_once"))
		pairs_add(x->arena, &x->form, "_once", token_new(x->arena, 12));
}

const char *scenario_download(void)
{
	return arena_printf(run.arena, "%s/download", run.folder);
}

int scenario_has(const char *tool)
{
	if (system(arena_printf(run.arena, "command -v %s > /dev/null", tool)) == 0)
		return 1;
	run.skipped = arena_printf(run.arena, "%s is not installed: what it would read was not compared", tool);
	return 0;
}

const char *scenario_pdf_lacks(const char *const *words)
{
	if (!scenario_has("pdftotext"))
		return NULL;
	for (; *words; words++)
		if (system(arena_printf(run.arena, "pdftotext '%s' - | tr -d '\\n\\f ' | grep -qF '%s'", scenario_download(), *words)) != 0)
			return *words;
	return NULL;
}

static struct str whole_file(const char *path)
{
	struct buf b = buf_in(run.arena);
	FILE *f = fopen(path, "rb");
	for (int c; f && (c = fgetc(f)) != EOF;)
		buf_char(&b, (char)c);
	if (f)
		fclose(f);
	return buf_slice(&b);
}

static void add_file(struct exchange *x, const char *spec)
{
	struct str rest = str_of(spec), field = str_cut(&rest, '='), name = str_cut(&rest, '=');
	const char *path = arena_printf(x->arena, "%s/tmp/upload-%d", run.folder, run.point);
	FILE *f;
	if (str_is(rest, "@download"))
		rest = whole_file(scenario_download());
	f = fopen(path, "wb");
	if (!f || fwrite(rest.p, 1, rest.n, f) != rest.n || fclose(f) != 0)
		fault("cannot write %s", path);
	x->uploads = NEW(x->arena, struct upload);
	x->n_uploads = 1;
	*x->uploads = (struct upload){str_dup(x->arena, field), str_dup(x->arena, name), path, (int64_t)rest.n};
}

/* What was downloaded is the page; a temporary file is kept until the next download. */
static void keep_download(struct exchange *x)
{
	const char *kept = scenario_download();
	if (x->file_temporary && rename(x->file, kept) != 0)
		fault("cannot keep %s", x->file);
	run.page = str_dup(run.arena, whole_file(x->file_temporary ? kept : x->file));
}

void scenario_visited(int post, const char *path, int status)
{
	if (run.visited)
		fprintf(run.visited, "%s %s %d\n", post ? "POST" : "GET", path, status);
}

static void request(const struct step *s)
{
	struct arena *a = arena_new(64u << 20);
	struct exchange x = {.arena = a, .method = s->post ? METHOD_POST : METHOD_GET, .peer = "127.0.0.1"};
	const char *at = filled(s->post ? s->post : s->get), *mark = strchr(at, '?');
	x.path = mark ? arena_strndup(a, at, (size_t)(mark - at)) : at;
	x.raw_query = mark ? mark + 1 : "";
	x.content_type = "";
	pairs_from(a, &x.query, x.raw_query);
	pairs_add(a, &x.headers, "host", "test");
	const char *session = s->as ? sign_in(&x, s->as) : NULL;
	if (s->post) {
		pairs_from(a, &x.form, s->form ? filled(s->form) : "");
		add_keys(&x, session);
	}
	if (s->file)
		add_file(&x, filled(s->file));
	dispatch_now(run.app, &x);
	run.status = x.status;
	const char *location = pairs_get(&x.answer_headers, "Location");
	run.location = arena_strdup(run.arena, location ? location : "");
	run.page = str_dup(run.arena, x.fixed.n ? x.fixed : buf_slice(&x.out));
	if (x.file)
		keep_download(&x);
	scenario_visited(s->post != NULL, x.path, x.status);
	arena_free(a);
}

static const char *one_value(const char *sql)
{
	struct stmt *q = db_use_text(writer_db(run.app->writer), sql);
	struct buf b = buf_in(run.arena);
	int rows = 0;
	for (; db_step(q); rows++)
		buf_printf(&b, "%s%s", rows ? " " : "", col_text(q, 0, run.arena));
	db_done(q);
	return rows ? buf_text(&b) : "(no row)";
}

static long long last_number(const char *s)
{
	long long v = 0;
	for (; *s && *s != '?'; s++)
		if (*s >= '0' && *s <= '9') {
			v = strtoll(s, (char **)(void *)&s, 10);
			s--;
		}
	return v;
}

/* The start of the Location, or the whole of it when the text ends with '$'. */
static bool leads_to(const char *to)
{
	size_t n = strlen(to);
	if (n && to[n - 1] == '$')
		return strlen(run.location) == n - 1 && strncmp(run.location, to, n - 1) == 0;
	return strncmp(run.location, to, n) == 0;
}

/* A step that could not fail, or that keeps nothing for those behind it, is a mistake in the test. */
static const char *proves_nothing(const struct step *s)
{
	if ((s->get || s->post) && !s->want && !s->sees && !s->to && !s->is && !s->keep && !s->check)
		return "the step asks for something and says nothing of the answer";
	if (s->is && !s->sql)
		return "there is a value, and nothing that gives it";
	if (s->sees_not && !*run.page)
		return arena_printf(run.arena, "there is no page that could show \"%s\"", s->sees_not);
	return run.unknown ? arena_printf(run.arena, "nothing was kept as {%s}", run.unknown) : NULL;
}

static const char *keep(const struct step *s, const char *value)
{
	long long n = value ? strtoll(value, NULL, 10) : last_number(run.location);
	if (!n || run.n_kept == KEPT)
		return arena_printf(run.arena, "nothing to keep as {%s}: \"%s\"", s->keep, value ? value : run.location);
	run.kept[run.n_kept].name = s->keep;
	run.kept[run.n_kept++].value = n;
	return NULL;
}

static const char *wrong(const struct step *s)
{
	struct arena *a = run.arena;
	if (s->want && run.status != s->want)
		return arena_printf(a, "status %d, wanted %d; location \"%s\"; page: %.1500s", run.status, s->want,
				    run.location, strstr(run.page, "<main") ? strstr(run.page, "<main") : run.page);
	if (s->sees && !strstr(run.page, filled(s->sees)))
		return arena_printf(a, "the page does not show \"%s\": %.3000s", filled(s->sees),
				    strstr(run.page, "<main") ? strstr(run.page, "<main") : run.page);
	if (s->sees_not && strstr(run.page, filled(s->sees_not)))
		return arena_printf(a, "the page shows \"%s\"", filled(s->sees_not));
	if (s->to && !leads_to(filled(s->to)))
		return arena_printf(a, "leads to \"%s\", not to \"%s\"", run.location, filled(s->to));
	const char *value = s->sql ? one_value(filled(s->sql)) : NULL;
	if (s->is && strcmp(value, filled(s->is)) != 0)
		return arena_printf(a, "\"%s\" gives \"%s\", not \"%s\"", filled(s->sql), value, filled(s->is));
	const char *why = proves_nothing(s);
	if (!why && s->keep)
		why = keep(s, value);
	return why || !s->check ? why : s->check(run.app);
}

static void play(const struct step *s)
{
	day d;
	if (s->now && day_parse(str_of(s->now), &d))
		clock_set(instant_of_day(d) + 9 * 3600000);
	if (s->settle)
		jobs_settle(run.app);
	run.page = run.location = "";
	run.unknown = run.skipped = NULL;
	run.status = 0;
	if (s->get || s->post)
		request(s);
	const char *why = wrong(s);
	printf("%sok %d - %s%s%s\n", why ? "not " : "", ++run.point, s->say, run.skipped ? " # SKIP " : "", run.skipped ? run.skipped : "");
	if (why) {
		run.bad++;
		for (struct str rest = str_of(why); rest.n;) {
			struct str line = str_cut(&rest, '\n');
			printf("# %.*s\n", (int)line.n, line.p);
		}
	}
	fflush(stdout);
	clock_set(clock_now() + 1000); /* time goes on, a second a step */
}

/* The moves that this run made, for the list of those that no scenario makes. */
static void note_moves(void)
{
	if (!run.visited)
		return;
	struct stmt *q = db_use_text(writer_db(run.app->writer), "select distinct record, verb from event");
	while (db_step(q))
		fprintf(run.visited, "MOVE %s %s\n", col_text(q, 0, run.arena), col_text(q, 1, run.arena));
	db_done(q);
}

int scenario_with(const char *name, void (*before)(struct app *app), const struct step *steps, size_t n)
{
	test_needs_engine();
	const char *visited = getenv("LX_VISITED"), *data[2] = {"--data", run.folder};
	log_set_level(getenv("LX_LOG") ? LOG_LEVEL_INFO : LOG_LEVEL_ERROR);
	snprintf(run.folder, sizeof(run.folder), "/tmp/lx-%s-XXXXXX", name);
	if (!mkdtemp(run.folder))
		return 1;
	clock_set(instant_of_day(day_of(2024, 3, 1)) + 9 * 3600000);
	run.arena = arena_new(512u << 20);
	run.app = app_new();
	const char *why = options_read(run.app, 2, (char **)(void *)data, NULL, NULL);
	run.app->db_url = test_database(run.arena, name, run.app->db_url);
	if (!why)
		why = app_open(run.app, 1);
	if (why) {
		printf("Bail out! %s\n", why);
		return 1;
	}
	if (visited)
		run.visited = fopen(visited, "a");
	if (run.visited)
		setvbuf(run.visited, NULL, _IOLBF, 0); /* several programs append: whole lines only */
	demo_fill(run.app);
	if (before)
		before(run.app);
	printf("TAP version 13\n1..%zu\n", n);
	for (size_t i = 0; i < n; i++)
		play(&steps[i]);
	note_moves();
	app_end(run.app);
	arena_free(run.arena);
	if (run.visited)
		fclose(run.visited);
	char command[80];
	snprintf(command, sizeof(command), "rm -rf %s", run.folder);
	return system(command) != 0 || run.bad;
}

int scenario(const char *name, const struct step *steps, size_t n)
{
	return scenario_with(name, NULL, steps, n);
}
