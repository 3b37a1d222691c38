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
#include "kernel/erased.h"

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
	to = to ? to : arena_printf(app->arena, "%s/backup", app->data);
	if (!why)
		why = backup_make(app, to, &m, &where);
	if (why) {
		fprintf(stderr, "%s\n", why);
		return 1;
	}
	printf("备份已写到 %s\n链头（第 %s 号）%s\n密钥指纹 %s\n", where, m.seal, m.head, m.key);
	if (strcmp(m.lost, "0") != 0)
		printf("注意：有 %s 个上传的文件在数据目录里就找不到，备份里也没有。\n", m.lost);
	int old = backup_retain(app, to, app->backup_keep);
	if (old)
		printf("保留最近 %d 份，删去旧备份 %d 份。\n", app->backup_keep, old);
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

static const char *present_erasures(struct db *d, struct arena *a)
{
	struct guard g;
	const char *volatile text = ""; /* a database that cannot be read is why somebody restores */
	if (GUARD(&g)) {
		text = erased_text(d, a, 0);
		guard_end(&g);
	}
	db_rollback(d);
	return text;
}

/* Erasures that are newer than the backup: of the present database, of its folder, and from beside the backup. */
static const char *stay_erased(struct app *app, const char *fresh, const char *from, int64_t *erased)
{
	struct arena *a = app->arena;
	const char *why = "";
	struct guard g;
	if (!GUARD(&g))
		return "没能按删除清单再次删除个人信息，数据库没有替换。请检查磁盘空间和权限。";
	struct db *now = file_there(app->db_url) ? db_open(app->db_url, DB_READ, a, &why) : NULL;
	const char *present = now ? present_erasures(now, a) : "";
	db_close(now);
	struct db *d = db_open(fresh, DB_WRITE, a, &why);
	if (!d)
		fault("%s", why);
	db_begin(d);
	*erased = erased_replay(d, a, present) + erased_replay(d, a, erased_read(a, arena_printf(a, "%s/erased.txt", app->data))) +
		  erased_replay(d, a, erased_read(a, arena_printf(a, "%s/../erased.txt", from)));
	db_commit(d);
	const char *all = erased_text(d, a, 0);
	db_close(d); /* the last connection takes the log into the file */
	guard_end(&g);
	return erased_keep(a, arena_printf(a, "%s/erased.txt", app->data), all) ? NULL : "不能写删除清单 erased.txt，请检查数据目录权限。";
}

static const char *put_back(struct app *app, const char *from, const struct manifest *m, int64_t *erased)
{
	struct arena *a = app->arena;
	const char *fresh = arena_printf(a, "%s.restoring", app->db_url);
	if (!file_copy(arena_printf(a, "%s/lianxin.db", from), fresh))
		return "没有读出备份里的数据库，请检查备份目录和磁盘空间。";
	int64_t files;
	const char *why = backup_check_database(app, fresh, m);
	if (!why)
		why = backup_check_files(app, from, m, &files);
	if (!why)
		why = stay_erased(app, fresh, from, erased);
	if (why) {
		unlink(fresh);
		return why;
	}
	if (folder_copy(a, arena_printf(a, "%s/files", from), NULL, arena_printf(a, "%s/files", app->data)) < 0)
		return "上传的文件没有复制完，数据库没有替换。请检查磁盘空间和权限。";
	if (!step_aside(app) || rename(fresh, app->db_url) != 0)
		return "没能换上恢复的数据库，请检查数据目录权限。";
	return NULL;
}

static int restore(struct app *app, const char *from)
{
	struct manifest m;
	const char *why = NULL;
	int64_t erased = 0;
	secret_init();
	if (url_is_postgres(app->db_url))
		why = "这里的数据在 PostgreSQL 里：请用 pg_restore 恢复数据库，再把备份的 files 目录复制回数据目录。";
	if (!why && !manifest_read(app->arena, from, &m))
		why = arena_printf(app->arena, "%s 不是连心的备份：没有备份单 manifest.txt，或备份没有写完。", from);
	if (!why)
		why = backup_check_key(app, &m);
	if (!why)
		why = data_lock(app);
	if (!why)
		why = put_back(app, from, &m, &erased);
	if (why) {
		fprintf(stderr, "%s\n", why);
		return 1;
	}
	printf("已恢复 %s 的备份，事件到第 %s 号，链头 %s\n", m.made, m.seal, m.head);
	if (erased)
		printf("备份之后删除过的个人信息有 %lld 处，已按删除清单再次删除。\n", (long long)erased);
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
