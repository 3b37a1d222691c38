/* Looking whether a backup is what its manifest says. */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "app/backup.h"
#include "app/data.h"
#include "base/fault.h"
#include "kernel/event.h"
#include "secret/token.h"

const char *backup_check_key(struct app *app, const struct manifest *m)
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

const char *backup_rows(struct db *d, struct arena *a)
{
	struct buf b = buf_in(a);
	struct stmt *s = db_use_text(d, "select name from sqlite_master where type = 'table' and name not like 'search\\_text\\_%' escape '\\' and name not like 'sqlite\\_%' escape '\\' order by name");
	while (db_step(s)) {
		const char *table = col_text(s, 0, a);
		struct stmt *n = db_use_text(d, arena_printf(a, "select count(*) from %s", table));
		buf_printf(&b, "%s %lld\n", table, db_step(n) ? (long long)col_int(n, 0) : -1);
		db_done(n);
	}
	db_done(s);
	return buf_text(&b);
}

static const char *whole(struct app *app, struct db *d, const struct manifest *m)
{
	struct arena *a = app->arena;
	struct stmt *s = db_use_text(d, "pragma integrity_check");
	const char *said = db_step(s) ? col_text(s, 0, a) : "";
	db_done(s);
	if (strcmp(said, "ok") != 0)
		return "备份里的数据库已损坏，没有恢复。请换一份备份。";
	struct event_check c = event_verify(d, a, *m->head ? m->head : NULL, 0);
	if (!c.ok)
		return arena_printf(a, "备份里的事件链在第 %lld 号有问题（%s），没有恢复。", (long long)c.bad, c.what);
	const char *rows = backup_rows(d, a);
	if (strcmp(sha256_hex(a, rows, strlen(rows)), m->rows) != 0)
		return "备份里的行数与备份单不符，没有恢复。请换一份备份。";
	return NULL;
}

const char *backup_check_database(struct app *app, const char *path, const struct manifest *m)
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

/* ---- uploads ---- */

/* The first file below whose bytes are not those of its name; NULL: none. */
static const char *wrong_file(struct arena *a, const char *folder, int64_t *n)
{
	const char *wrong = NULL;
	DIR *d = opendir(folder);
	if (!d)
		return errno == ENOENT ? NULL : folder;
	for (struct dirent *e; !wrong && (e = readdir(d)) != NULL;) {
		if (e->d_name[0] == '.')
			continue;
		const char *path = arena_printf(a, "%s/%s", folder, e->d_name);
		if (!file_there(path)) {
			wrong = wrong_file(a, path, n);
			continue;
		}
		++*n;
		if (strcmp(file_hash(a, path), e->d_name) != 0)
			wrong = path;
	}
	closedir(d);
	return wrong;
}

int64_t backup_lost_files(struct db *d, struct arena *a, const char *files)
{
	int64_t lost = 0;
	struct stmt *s = db_use_text(d, "select distinct hash from file");
	while (db_step(s)) {
		const char *hash = col_text(s, 0, a);
		lost += !file_there(arena_printf(a, "%s/%.2s/%s", files, hash, hash));
	}
	db_done(s);
	return lost;
}

const char *backup_check_files(struct app *app, const char *folder, const struct manifest *m, int64_t *n)
{
	struct arena *a = app->arena;
	const char *files = arena_printf(a, "%s/files", folder), *why = "";
	*n = 0;
	const char *wrong = wrong_file(a, files, n);
	if (wrong)
		return arena_printf(a, "备份里的文件 %s 与它的内容指纹不符，没有恢复。请换一份备份。", wrong);
	struct db *d = db_open(arena_printf(a, "%s/lianxin.db", folder), DB_READ, a, &why);
	if (!d)
		return why;
	int64_t lost = backup_lost_files(d, a, files), known = 0;
	db_close(d);
	str_int(str_of(m->lost), &known);
	return lost > known ? arena_printf(a, "备份里缺 %lld 个上传的文件，没有恢复。请换一份备份。", (long long)(lost - known)) : NULL;
}
