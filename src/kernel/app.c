#include "kernel/app.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/log.h"
#include "kernel/erased.h"
#include "kernel/schema.h"
#include "kernel/session.h"
#include "kernel/writer.h"
#include "kernel.sql.h"
#include "secret/id.h"
#include "secret/token.h"

static const char *open_readers(struct app *app, int readers)
{
	const char *why = "";
	for (int i = 0; i < readers && i < MAX_THREADS; i++) {
		app->readers[i] = db_open(app->db_url, DB_READ, app->arena, &why);
		if (!app->readers[i])
			return why;
		app->n_readers = i + 1;
	}
	return NULL;
}

static const char *make_folders(struct app *app)
{
	static const char *const names[] = {"", "/files", "/tmp", "/backup"};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *path = arena_printf(app->arena, "%s%s", app->data, names[i]);
		if (mkdir(path, 0700) != 0 && access(path, W_OK) != 0)
			return arena_printf(app->arena, "不能使用数据目录 %s，请检查目录权限。", path);
	}
	return NULL;
}

/* Ids of several processes differ by a number of theirs, which is taken as a lease. */
static void take_number(struct app *app, struct db *d)
{
	enum { TRIES = 50 };
	instant now = clock_now();
	bool taken = false;
	for (int i = 0; i < TRIES && !taken; i++) {
		app->number = (int)random_below(ID_NODES);
		db_begin(d);
		taken = app_keep_number(app, d, now);
		db_commit(d);
	}
	id_set_node(app->number);
}

bool app_keep_number(struct app *app, struct db *d, instant now)
{
	char name[24];
	snprintf(name, sizeof(name), "node %d", app->number);
	app->regular.named = now;
	return q_lease_take(d, name, app->node, now + 2 * APP_NUMBER_MS, now) > 0;
}

/* A database that somebody put back by hand is older than the list. */
static void stay_erased(struct app *app, struct db *d)
{
	const char *path = arena_printf(app->arena, "%s/erased.txt", app->data);
	db_begin(d);
	int64_t n = erased_replay(d, app->arena, erased_read(app->arena, path));
	db_commit(d);
	if (n)
		log_warn("%lld personal values that had been erased were in the database again; erased", (long long)n);
	erased_keep(app->arena, path, erased_text(d, app->arena, 0));
}

/* Nodes that start at the same moment bring the schema up to date one after another. */
static const char *make_ready(struct app *app, struct db *d)
{
	enum { TRIES = 20 };
	struct guard g;
	for (volatile int tries = 0;; tries++) {
		if (GUARD(&g)) {
			schema_ready(app, d, app->arena);
			if (db_is_postgres(d))
				take_number(app, d);
			stay_erased(app, d);
			guard_end(&g);
			return NULL;
		}
		db_rollback(d);
		if (db_trouble(d) != DB_CONFLICT || tries == TRIES)
			return arena_printf(app->arena, "数据库没有准备好，没有改动：%s", g.message);
		usleep(100000);
	}
}

const char *app_open(struct app *app, int readers)
{
	const char *why = make_folders(app);
	if (why)
		return why;
	secret_init();
	db_watch(session_tables);
	char host[40] = "";
	gethostname(host, sizeof(host) - 1);
	/* a file has one server at a time (its lock): after a kill the next one takes its leases over without waiting for their end */
	if (url_is_postgres(app->db_url))
		snprintf(app->node, sizeof(app->node), "%s:%ld:%s", host, (long)getpid(), token_new(app->arena, 6));
	else
		snprintf(app->node, sizeof(app->node), "alone");
	why = keyring_open(app->arena, &app->keys, arena_printf(app->arena, "%s/lianxin.key", app->data), true);
	if (why)
		return why;
	struct db *d = db_open(app->db_url, DB_WRITE, app->arena, &why);
	if (!d)
		return why;
	why = make_ready(app, d);
	if (why) {
		db_close(d);
		return why;
	}
	app->writer = writer_new(d);
	return open_readers(app, readers);
}

void app_close(struct app *app)
{
	writer_stop(app->writer);
	for (int i = 0; i < app->n_readers; i++)
		db_close(app->readers[i]);
	keyring_wipe(&app->keys);
}
