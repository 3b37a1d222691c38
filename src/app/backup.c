#include "app/backup.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "app/data.h"
#include "base/fault.h"
#include "kernel/erased.h"
#include "kernel/event.h"
#include "kernel/writer.h"
#include "secret/token.h"

/* Read while the service writes: one snapshot of the database becomes a file. */
static const char *copy_database(struct app *app, const char *path)
{
	struct guard g;
	if (strchr(path, '\''))
		return "备份目录的名字里不能有单引号。";
	if (!GUARD(&g))
		return arena_printf(app->arena, "写不出备份：%s", g.message);
	db_script(writer_db(app->writer), arena_printf(app->arena, "vacuum into '%s'", path));
	guard_end(&g);
	return NULL;
}

static bool write_file(struct arena *a, const char *folder, const char *name, const char *text)
{
	FILE *f = fopen(arena_printf(a, "%s/%s", folder, name), "w");
	bool good = f && fputs(text, f) >= 0 && fflush(f) == 0 && fsync(fileno(f)) == 0;
	return (!f || fclose(f) == 0) && good;
}

/* The copy is read back: only what verifies is called a backup. */
static const char *describe(struct app *app, const char *folder, struct manifest *m)
{
	struct arena *a = app->arena;
	const char *path = arena_printf(a, "%s/lianxin.db", folder), *why = "";
	struct db *d = db_open(path, DB_READ, a, &why);
	if (!d)
		return why;
	struct event_check c = event_verify(d, a, NULL, 0);
	const char *rows = backup_rows(d, a);
	int64_t lost = backup_lost_files(d, a, arena_printf(a, "%s/files", folder));
	db_close(d);
	if (!c.ok)
		return arena_printf(a, "事件链在第 %lld 号有问题（%s），请先运行 lianxin audit verify。", (long long)c.bad, c.what);
	*m = (struct manifest){
		.version = LX_VERSION, .made = instant_text(a, clock_now()), .key = app->keys.id,
		.seal = arena_printf(a, "%lld", (long long)c.head.seal), .head = c.head.hash, .database = file_hash(a, path),
		.rows = sha256_hex(a, rows, strlen(rows)), .lost = arena_printf(a, "%lld", (long long)lost)};
	return *m->database && write_file(a, folder, "rows.txt", rows) ? NULL : "读不回刚写的备份。";
}

const char *manifest_mac(struct app *app, const struct manifest *m)
{
	return secret_sign(app->arena, &app->keys, "backup", arena_printf(app->arena, "%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s", m->version,
		m->made, m->key, m->seal, m->head, m->database, m->rows, m->lost));
}

static bool write_manifest(struct app *app, const char *folder, const struct manifest *m)
{
	return write_file(app->arena, folder, "manifest.txt", arena_printf(app->arena,
		"version %s\nmade %s\nkey %s\nseal %s\nhead %s\ndatabase %s\nrows %s\nlost %s\nmac %s\n", m->version, m->made, m->key,
		m->seal, m->head, m->database, m->rows, m->lost, manifest_mac(app, m)));
}

/* Finished ones have a name "lianxin-20240301-090000" and a manifest. */
static bool is_backup(struct arena *a, const char *to, const char *name)
{
	return strncmp(name, "lianxin-", 8) == 0 && !strchr(name, '.') && file_there(arena_printf(a, "%s/%s/manifest.txt", to, name));
}

const char *backup_newest(struct arena *a, const char *to, const char *before)
{
	const char *newest = NULL;
	DIR *d = opendir(to);
	for (struct dirent *e; d && (e = readdir(d)) != NULL;)
		if (is_backup(a, to, e->d_name) && (!before || strcmp(e->d_name, before) < 0) && (!newest || strcmp(e->d_name, newest) > 0))
			newest = arena_strdup(a, e->d_name);
	if (d)
		closedir(d);
	return newest;
}

/* Left by a backup that was killed. */
static int remove_parts(struct arena *a, const char *to)
{
	int n = 0;
	DIR *d = opendir(to);
	for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
		const char *path = arena_printf(a, "%s/%s", to, e->d_name), *end = strstr(e->d_name, ".part");
		struct stat s;
		if (strncmp(e->d_name, "lianxin-", 8) == 0 && end && !end[5] && stat(path, &s) == 0 && s.st_mtime < clock_now() / 1000 - 86400)
			n += folder_remove(path);
	}
	if (d)
		closedir(d);
	return n;
}

int backup_retain(struct app *app, const char *to, int keep)
{
	struct arena *a = app->arena;
	const char *name = NULL;
	int n = remove_parts(a, to);
	for (int i = 0; keep && i < keep; i++)
		if (!(name = backup_newest(a, to, name)))
			return n;
	for (const char *old; name && (old = backup_newest(a, to, name)) != NULL;) {
		if (!folder_remove(arena_printf(a, "%s/%s", to, old)))
			return n;
		n++;
	}
	return n;
}

/* The name is the second in which it begins; of two in one second the later waits for the next. */
static const char *free_name(struct arena *a, const char *to)
{
	for (int tries = 0;; tries++) {
		char stamp[32];
		time_t now = (time_t)(clock_now() / 1000 + 8 * 3600);
		struct tm parts;
		strftime(stamp, sizeof(stamp), "%Y%m%d-%H%M%S", gmtime_r(&now, &parts));
		const char *folder = arena_printf(a, "%s/lianxin-%s", to, stamp);
		bool taken = access(folder, F_OK) == 0 || access(arena_printf(a, "%s.part", folder), F_OK) == 0;
		if (!taken || tries == 12)
			return folder;
		usleep(100000);
	}
}

const char *backup_make(struct app *app, const char *to, struct manifest *m, const char **where)
{
	struct arena *a = app->arena;
	const char *folder = free_name(a, to), *part = arena_printf(a, "%s.part", folder);
	if (db_is_postgres(writer_db(app->writer)))
		return "这里的数据在 PostgreSQL 里：请先用 pg_dump（或 pg_basebackup）备份数据库，再复制数据目录里的 files 目录；"
		       "密钥文件 lianxin.key 另行保管。先数据库、后文件，恢复时也先核对密钥。";
	if (!folder_make(to) || access(folder, F_OK) == 0 || access(part, F_OK) == 0 || !folder_make(part))
		return arena_printf(a, "不能在 %s 里建备份目录：没有权限，或同名备份已存在。", to);
	const char *why = copy_database(app, arena_printf(a, "%s/lianxin.db", part));
	if (why)
		return why;
	const char *last = backup_newest(a, to, NULL);
	if (folder_copy(a, arena_printf(a, "%s/files", app->data), last ? arena_printf(a, "%s/%s/files", to, last) : NULL,
			arena_printf(a, "%s/files", part)) < 0)
		return "上传的文件没有复制完，请检查磁盘空间和权限。";
	why = describe(app, part, m);
	if (why)
		return why;
	if (!write_manifest(app, part, m) || rename(part, folder) != 0)
		return "备份没有写完，请检查磁盘空间和权限。";
	*where = folder;
	if (!erased_keep(a, arena_printf(a, "%s/erased.txt", to), erased_text(writer_db(app->writer), a, 0)))
		return "备份写好了，但删除清单 erased.txt 没有写成，请检查备份目录的权限。";
	return NULL;
}

bool manifest_read(struct arena *a, const char *folder, struct manifest *m)
{
	char line[512];
	*m = (struct manifest){"", "", "", "", "", "", "", "", ""};
	const struct {
		const char *name, **value;
	} rows[] = {{"version", &m->version}, {"made", &m->made}, {"key", &m->key},
		    {"seal", &m->seal},	      {"head", &m->head}, {"database", &m->database},
		    {"rows", &m->rows},	      {"lost", &m->lost}, {"mac", &m->mac}};
	FILE *f = fopen(arena_printf(a, "%s/manifest.txt", folder), "r");
	if (!f)
		return false;
	while (fgets(line, sizeof(line), f)) {
		struct str value = str_of(line), name = str_cut(&value, ' ');
		for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
			if (str_is(name, rows[i].name))
				*rows[i].value = str_dup(a, str_trim(value));
	}
	fclose(f);
	return *m->key && *m->database;
}
