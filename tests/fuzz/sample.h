/* For fuzz targets that go through the dispatcher: the program over sample data, with a session of four people. */
#ifndef LX_FUZZ_SAMPLE_H
#define LX_FUZZ_SAMPLE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/command.h"
#include "app/demo.h"
#include "base/log.h"
#include "kernel/dispatch.h"
#include "kernel/writer.h"
#include "kernel.sql.h"
#include "secret/secret.h"
#include "secret/token.h"

enum { SAMPLE_PEOPLE = 4 };
static const char *const sample_tokens[SAMPLE_PEOPLE] = {"fuzz-session-0-of-a-sample", "fuzz-session-1-of-a-sample",
							 "fuzz-session-2-of-a-sample", "fuzz-session-3-of-a-sample"};
static char sample_folder[] = "/dev/shm/fuzz-app-XXXXXX";

static void sample_tidy(void)
{
	char command[80];
	snprintf(command, sizeof(command), "rm -rf %s", sample_folder);
	if (system(command) != 0)
		abort();
}

static void sample_session(struct app *app, int i)
{
	static const char *const mobiles[SAMPLE_PEOPLE] = {"13800000001", "13800000003", "13800000005", "13800000012"};
	struct db *d = writer_db(app->writer);
	struct account_by_mobile who;
	const char *hash = secret_number_hash(app->arena, &app->keys, "person.mobile", mobiles[i]);
	instant now = clock_now();
	if (!q_account_by_mobile(d, app->arena, hash, &who))
		abort();
	q_session_add(d, token_hash(app->arena, sample_tokens[i]), who.person, now, now + 86400000, 1, "", "");
}

static inline struct app *sample_app(void)
{
	static struct app *app;
	char *args[] = {(char[]){"--data"}, sample_folder};
	if (app)
		return app;
	log_set_level(LOG_LEVEL_ERROR);
	clock_set(instant_of_day(day_of(2024, 3, 1)) + 9 * 3600000);
	app = app_new();
	if (!mkdtemp(sample_folder) || atexit(sample_tidy) || options_read(app, 2, args, NULL, NULL) || app_open(app, 1))
		abort();
	demo_fill(app);
	for (int i = 0; i < SAMPLE_PEOPLE; i++)
		sample_session(app, i);
	return app;
}

#endif
