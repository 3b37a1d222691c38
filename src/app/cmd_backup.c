/*
 * lianxin backup [--to DIR]: also while the service runs.
 * lianxin restore FROM [--data DIR]: only while no service uses the folder.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/backup.h"
#include "app/command.h"
#include "app/data.h"
#include "base/fault.h"
#include "kernel/event.h"

static int to_option(void *context, const char *name, const char *value)
{
	const char **to = context;
	if (strcmp(name, "to") != 0)
		return 0;
	*to = value;
	return 2;
}

static int from_option(void *context, const char *name, const char *value)
{
	const char **from = context;
	if (*name)
		return 0;
	*from = value;
	return 1;
}

static int make(struct app *app, const char *to)
{
	struct manifest m;
	const char *where, *why = data_open(app);
	if (!why)
		why = backup_make(app, to ? to : arena_printf(app->arena, "%s/backup", app->data), &m, &where);
	if (why) {
		fprintf(stderr, "%s\n", why);
		return 1;
	}
	printf("备份已写到 %s\n链头（第 %s 号）%s\n密钥指纹 %s\n", where, m.seal, m.head, m.key);
	puts("密钥文件 lianxin.key 不在备份里，请另外妥善保管；没有它，备份无法恢复。");
	return 0;
}

int cmd_backup(int argc, char **argv)
{
	const char *to = NULL;
	struct app *app = app_new();
	const char *bad = options_read(app, argc, argv, to_option, &to);
	int code = bad ? 2 : make(app, to);
	if (bad)
		fprintf(stderr, "%s\n", bad);
	app_end(app);
	return code;
}

/* ---- restore ---- */

static const char *check_key(struct app *app, const struct manifest *m)
{
	const char *path = arena_printf(app->arena, "%s/lianxin.key", app->data);
	if (!file_there(path))
		return arena_printf(app->arena, "缺少密钥文件 %s。请先把指纹为 %s 的密钥文件放到这里，再恢复。", path, m->key);
	const char *why = keyring_open(app->arena, &app->keys, path, false);
	if (!why && strcmp(app->keys.id, m->key) != 0)
		why = arena_printf(app->arena, "密钥不符：备份用的是 %s，%s 是 %s。", m->key, path, app->keys.id);
	if (!why && !secret_same(m->mac, manifest_mac(app, m)))
		why = "备份单 manifest.txt 被改动过，没有恢复。请换一份备份。";
	return why;
}

static const char *whole(struct app *app, struct db *d, const struct manifest *m)
{
	struct stmt *s = db_use_text(d, "pragma integrity_check");
	const char *said = db_step(s) ? col_text(s, 0, app->arena) : "";
	db_done(s);
	if (strcmp(said, "ok") != 0)
		return "备份里的数据库已损坏，没有恢复。请换一份备份。";
	struct event_check c = event_verify(d, app->arena, *m->head ? m->head : NULL, 0);
	if (!c.ok)
		return arena_printf(app->arena, "备份里的事件链在第 %lld 号有问题（%s），没有恢复。", (long long)c.bad, c.what);
	return NULL;
}

static const char *check_database(struct app *app, const char *path, const struct manifest *m)
{
	const char *why = "";
	struct guard g;
	if (strcmp(file_hash(app->arena, path), m->database) != 0)
		return "备份里的数据库与备份单上的指纹不符，没有恢复。请换一份备份。";
	if (!GUARD(&g))
		return "备份里的数据库已损坏，没有恢复。请换一份备份。";
	struct db *d = db_open(path, DB_READ, app->arena, &why);
	if (d) {
		why = whole(app, d, m);
		db_close(d);
	}
	guard_end(&g);
	return why;
}

/* The present database steps aside, with its log; it is not deleted. */
static bool step_aside(struct app *app)
{
	static const char *const tails[] = {"", "-wal", "-shm"};
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		const char *from = arena_printf(app->arena, "%s%s", app->db_url, tails[i]);
		const char *to = arena_printf(app->arena, "%s.before-%lld%s", app->db_url, (long long)(clock_now() / 1000), tails[i]);
		if (access(from, F_OK) == 0 && rename(from, to) != 0)
			return false;
	}
	return true;
}

static const char *put_back(struct app *app, const char *from, const struct manifest *m)
{
	struct arena *a = app->arena;
	const char *fresh = arena_printf(a, "%s.restoring", app->db_url);
	if (!file_copy(arena_printf(a, "%s/lianxin.db", from), fresh))
		return "没有读出备份里的数据库，请检查备份目录和磁盘空间。";
	const char *why = check_database(app, fresh, m);
	if (why) {
		unlink(fresh);
		return why;
	}
	if (folder_copy(a, arena_printf(a, "%s/files", from), arena_printf(a, "%s/files", app->data)) < 0)
		return "上传的文件没有复制完，数据库没有替换。请检查磁盘空间和权限。";
	if (!step_aside(app) || rename(fresh, app->db_url) != 0)
		return "没能换上恢复的数据库，请检查数据目录权限。";
	return NULL;
}

static int restore(struct app *app, const char *from)
{
	struct manifest m;
	const char *why = NULL;
	secret_init();
	if (!manifest_read(app->arena, from, &m))
		why = arena_printf(app->arena, "%s 不是连心的备份：没有备份单 manifest.txt，或备份没有写完。", from);
	if (!why)
		why = check_key(app, &m);
	if (!why)
		why = data_lock(app);
	if (!why)
		why = put_back(app, from, &m);
	if (why) {
		fprintf(stderr, "%s\n", why);
		return 1;
	}
	printf("已恢复 %s 的备份，事件到第 %s 号，链头 %s\n", m.made, m.seal, m.head);
	puts("原来的数据库改名为 lianxin.db.before-…，确认无误后可以删除。");
	return 0;
}

int cmd_restore(int argc, char **argv)
{
	const char *from = NULL;
	struct app *app = app_new();
	const char *bad = options_read(app, argc, argv, from_option, &from);
	if (!bad && !from)
		bad = "用法：lianxin restore 备份目录 [--data DIR]";
	int code = bad ? 2 : restore(app, from);
	if (bad)
		fprintf(stderr, "%s\n", bad);
	app_end(app);
	return code;
}
