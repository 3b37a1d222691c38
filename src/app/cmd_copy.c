/* lianxin copy --from DB --to DB: into another database, with proof. */
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "app/copy.h"
#include "app/data.h"
#include "base/fault.h"
#include "kernel/event.h"
#include "kernel/schema.h"
#include "kernel/writer.h"
#include "kernel.sql.h"

struct wish {
	const char *from, *to, *to_data;
	bool undo;
};

static int other(void *context, const char *name, const char *value)
{
	struct wish *w = context;
	const char **place = strcmp(name, "from") == 0 ? &w->from : strcmp(name, "to") == 0 ? &w->to :
			     strcmp(name, "to-data") == 0 ? &w->to_data : NULL;
	if (place && *value) {
		*place = value;
		return 2;
	}
	w->undo |= strcmp(name, "undo") == 0;
	return strcmp(name, "undo") == 0;
}

/* A password in the address is nobody's business. */
static const char *without_password(struct arena *a, const char *url)
{
	const char *at = strchr(url, '@'), *start = strstr(url, "://");
	const char *colon = start && at ? memchr(start + 3, ':', (size_t)(at - start - 3)) : NULL;
	return colon ? arena_printf(a, "%.*s%s", (int)(colon - url), url, at) : url;
}

static void mark(struct db *d, const char *to)
{
	db_begin(d);
	q_setting_set(d, "copied_to", to);
	db_commit(d);
}

/*
 * With SQLite the lock on the folder keeps servers away. PostgreSQL itself refuses to write from now
 * on, also for nodes that run: their connections end, and new ones are read-only.
 */
static void make_read_only(struct app *app, struct db *d, const char *to)
{
	db_begin(d);
	event_seal(d, app->arena);
	db_commit(d);
	mark(d, to);
	if (!db_is_postgres(d))
		return;
	struct stmt *s = db_use_text(d, "select quote_ident(current_database())");
	const char *name = db_step(s) ? col_text(s, 0, app->arena) : "";
	db_done(s);
	db_script(d, arena_printf(app->arena, "alter database %s set default_transaction_read_only = on", name));
	db_run(db_use_text(d, "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
			      "and pid <> pg_backend_pid() and backend_type = 'client backend'"));
}

static void make_writable(struct app *app, struct db *d)
{
	if (db_is_postgres(d)) {
		db_script(d, "set default_transaction_read_only = off");
		struct stmt *s = db_use_text(d, "select quote_ident(current_database())");
		const char *name = db_step(s) ? col_text(s, 0, app->arena) : "";
		db_done(s);
		db_script(d, arena_printf(app->arena, "alter database %s reset default_transaction_read_only", name));
	}
	mark(d, "");
}

static const char *open_target(struct copy *c, const char *url)
{
	const char *why = NULL;
	if (!url_is_postgres(url) && file_there(url))
		return arena_printf(c->app->arena, "%s 已经存在。请指定一个新的文件。", url);
	c->to = db_open(url, DB_WRITE, c->app->arena, &why);
	if (!c->to)
		return arena_printf(c->app->arena, "打不开目标库：%s", why);
	if (schema_there(c->to))
		return "目标库里已经有连心的表。请换一个空的数据库。";
	schema_ready(c->app, c->to, c->app->arena);
	return NULL;
}

/* The folder of the target: the same one, or another that got the same key before. */
static const char *open_folder(struct app *app, const char *folder)
{
	struct keyring there;
	const char *from = app->data;
	if (!folder || strcmp(folder, from) == 0)
		return NULL;
	const char *why = keyring_open(app->arena, &there, arena_printf(app->arena, "%s/lianxin.key", folder), false);
	if (why)
		return arena_printf(app->arena, "目标目录里要先放好同一个密钥文件（指纹 %s）：%s", app->keys.id, why);
	bool same = strcmp(there.id, app->keys.id) == 0;
	keyring_wipe(&there);
	if (!same)
		return arena_printf(app->arena, "目标目录里是另一个密钥。要的是指纹为 %s 的那一个。", app->keys.id);
	app->data = folder;
	if (folder_copy(app->arena, arena_printf(app->arena, "%s/files", from), NULL, arena_printf(app->arena, "%s/files", folder)) < 0)
		return "上传的文件没有复制完，请检查磁盘空间和权限。";
	return NULL;
}

static const char *copy_all(struct copy *c)
{
	copy_tables(c);
	db_begin(c->from);
	copy_rows(c);
	copy_words(c);
	const char *why = copy_compare(c);
	db_rollback(c->from);
	if (!why && c->other_key)
		why = arena_printf(c->app->arena, "有的加密内容属于密钥 %s，而密钥文件是 %s。请换上对的密钥文件。", c->other_key, c->app->keys.id);
	if (!why)
		printf("密钥：指纹 %s，%lld 处加密内容都属于它\n", c->app->keys.id, (long long)c->sealed_values);
	return why ? why : copy_files(c);
}

static const char *guarded(struct copy *c, const struct wish *w)
{
	struct guard g;
	const char *volatile why = NULL;
	if (GUARD(&g)) {
		struct db *source = writer_db(c->app->writer);
		why = open_target(c, w->to);
		if (!why)
			why = open_folder(c->app, w->to_data);
		if (!why) {
			make_read_only(c->app, source, without_password(c->app->arena, w->to));
			c->from = c->app->readers[0];
			why = copy_all(c);
		}
		guard_end(&g);
	} else {
		why = arena_strdup(c->app->arena, g.message);
	}
	db_close(c->to);
	return why;
}

/* Without opening it as a server does: that would write. */
static int undo(struct app *app, const char *url)
{
	const char *why = NULL;
	struct db *d = url_is_postgres(url) || file_there(url) ? db_open(url, DB_WRITE, app->arena, &why) : NULL;
	if (!d) {
		fprintf(stderr, "打不开数据库：%s\n", why ? why : "没有这个文件");
		return 1;
	}
	make_writable(app, d);
	db_close(d);
	puts("这个数据库可以继续使用了。");
	return 0;
}

/* The source's writing connection was opened before it turned read-only, and stays able to turn it back. */
static int copy(struct app *app, const struct wish *w)
{
	struct copy c = {.app = app};
	app->db_url = w->from;
	const char *why = data_lock(app);
	if (!why)
		why = data_open(app);
	if (why) {
		fprintf(stderr, "%s\n", why);
		return 1;
	}
	why = guarded(&c, w);
	if (!why) {
		printf("已复制到 %s。原来的库现在只读；服务请改用新的库启动。\n", without_password(app->arena, w->to));
		return 0;
	}
	make_writable(app, writer_db(app->writer));
	fprintf(stderr, "没有复制成：%s\n原来的库没有变，可以继续使用；目标库请清空后再试。\n", why);
	return 1;
}

int cmd_copy(int argc, char **argv)
{
	struct wish w = {0};
	struct app *app = app_new();
	const char *bad = options_read(app, argc, argv, other, &w);
	int code = 2;
	if (!bad && (!w.from || (!w.to && !w.undo)))
		bad = "用法：lianxin copy --from 原来的库 --to 新的库 [--data DIR] [--to-data DIR]，或 lianxin copy --undo --from 原来的库";
	if (bad)
		fprintf(stderr, "%s\n", bad);
	else
		code = w.undo ? undo(app, w.from) : copy(app, &w);
	app_end(app);
	return code;
}
