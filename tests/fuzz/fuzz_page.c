/*
 * Any bytes as an address and a cookie, through the real dispatcher over sample
 * data: every page, list order, filter, search and number in an address. First
 * byte: who asks ('a' … 'd' a sample person, else nobody); then "cookie line LF
 * target". Whatever comes, the program does not fail and typed markup is escaped.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "app/demo.h"
#include "base/log.h"
#include "http/url.h"
#include "kernel/dispatch.h"
#include "kernel/writer.h"
#include "secret/token.h"
#include "kernel.sql.h"
#include "secret/secret.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PEOPLE = 4 };
static const char *const mobiles[PEOPLE] = {"13800000001", "13800000003", "13800000005", "13800000012"};
static const char *tokens[PEOPLE];
static char folder[] = "/dev/shm/fuzz-page-XXXXXX";

static void tidy(void)
{
	char command[80];
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	if (system(command) != 0)
		abort();
}

static void open_session(struct app *app, int i)
{
	struct db *d = writer_db(app->writer);
	struct account_by_mobile who;
	const char *hash = secret_number_hash(app->arena, &app->keys, "person.mobile", mobiles[i]);
	instant now = clock_now();
	tokens[i] = arena_printf(app->arena, "fuzz-session-%d-of-a-sample", i);
	if (!q_account_by_mobile(d, app->arena, hash, &who))
		abort();
	q_session_add(d, token_hash(app->arena, tokens[i]), who.person, now, now + 86400000, 1, "", "");
}

static struct app *the_app(void)
{
	static struct app *app;
	char *args[] = {(char[]){"--data"}, folder};
	if (app)
		return app;
	log_set_level(LOG_LEVEL_ERROR);
	clock_set(instant_of_day(day_of(2024, 3, 1)) + 9 * 3600000);
	app = app_new();
	if (!mkdtemp(folder) || atexit(tidy) || options_read(app, 2, args, NULL, NULL) || app_open(app, 1))
		abort();
	demo_fill(app);
	for (int i = 0; i < PEOPLE; i++)
		open_session(app, i);
	return app;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct app *app = the_app();
	struct arena *a = arena_new(64 << 20);
	struct str s = {(const char *)data, size};
	char who = size ? s.p[0] : 0;
	s = str_skip(s, 1);
	struct str cookie = str_cut(&s, '\n'), query = s, path = str_cut(&query, '?');
	struct exchange x = {.arena = a, .method = METHOD_GET, .peer = "127.0.0.1", .content_type = "", .status = 200};
	x.out = buf_in(a);
	bool clean = !guard_path(a, path, &x.path).status && !url_pairs(a, query, 500, query.n, &x.query).status;
	x.raw_query = str_dup(a, query);
	pairs_add(a, &x.headers, "host", "fuzz");
	if (who >= 'a' && who < 'a' + PEOPLE)
		pairs_add(a, &x.cookies, "lx", tokens[who - 'a']);
	cookies_read(a, str_dup(a, cookie), &x.cookies);
	if (clean) {
		dispatch_now(app, &x);
		if (x.status < 200 || x.status >= 500)
			abort();
		if (!x.file && !x.fixed.n && strstr(buf_text(&x.out), "<script>alert"))
			abort();
		if (x.file && x.file_temporary)
			unlink(x.file);
	}
	arena_free(a);
	return 0;
}
