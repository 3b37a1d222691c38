#include "app/backup.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/data.h"
#include "base/fault.h"
#include "kernel/event.h"
#include "kernel/writer.h"

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

/* The copy is read back: only what verifies is called a backup. */
static const char *describe(struct app *app, const char *folder, struct manifest *m)
{
	const char *path = arena_printf(app->arena, "%s/lianxin.db", folder), *why = "";
	struct db *d = db_open(path, DB_READ, app->arena, &why);
	if (!d)
		return why;
	struct event_check c = event_verify(d, app->arena, NULL, 0);
	db_close(d);
	if (!c.ok)
		return arena_printf(app->arena, "事件链在第 %lld 号有问题（%s），请先运行 lianxin audit verify。",
				    (long long)c.bad, c.what);
	*m = (struct manifest){
		.version = LX_VERSION, .made = instant_text(app->arena, clock_now()), .key = app->keys.id,
		.seal = arena_printf(app->arena, "%lld", (long long)c.head.seal), .head = c.head.hash,
		.database = file_hash(app->arena, path)};
	return *m->database ? NULL : "读不回刚写的备份。";
}

const char *manifest_mac(struct app *app, const struct manifest *m)
{
	return secret_sign(app->arena, &app->keys, "backup", arena_printf(app->arena, "%s\n%s\n%s\n%s\n%s\n%s", m->version,
		m->made, m->key, m->seal, m->head, m->database));
}

static bool write_manifest(struct app *app, const char *folder, const struct manifest *m)
{
	FILE *f = fopen(arena_printf(app->arena, "%s/manifest.txt", folder), "w");
	if (!f)
		return false;
	fprintf(f, "version %s\nmade %s\nkey %s\nseal %s\nhead %s\ndatabase %s\nmac %s\n", m->version, m->made, m->key, m->seal,
		m->head, m->database, manifest_mac(app, m));
	bool good = fflush(f) == 0 && fsync(fileno(f)) == 0;
	return fclose(f) == 0 && good;
}

const char *backup_make(struct app *app, const char *to, struct manifest *m, const char **where)
{
	struct arena *a = app->arena;
	char stamp[32];
	time_t now = (time_t)(clock_now() / 1000 + 8 * 3600);
	struct tm parts;
	strftime(stamp, sizeof(stamp), "%Y%m%d-%H%M%S", gmtime_r(&now, &parts));
	const char *folder = arena_printf(a, "%s/lianxin-%s", to, stamp), *part = arena_printf(a, "%s.part", folder);
	if (db_is_postgres(writer_db(app->writer)))
		return "这里的数据在 PostgreSQL 里，请用 pg_dump 备份数据库。";
	if (!folder_make(to) || access(folder, F_OK) == 0 || access(part, F_OK) == 0 || !folder_make(part))
		return arena_printf(a, "不能在 %s 里建备份目录：没有权限，或同名备份已存在。", to);
	const char *why = copy_database(app, arena_printf(a, "%s/lianxin.db", part));
	if (why)
		return why;
	if (folder_copy(a, arena_printf(a, "%s/files", app->data), arena_printf(a, "%s/files", part)) < 0)
		return "上传的文件没有复制完，请检查磁盘空间和权限。";
	why = describe(app, part, m);
	if (why)
		return why;
	if (!write_manifest(app, part, m) || rename(part, folder) != 0)
		return "备份没有写完，请检查磁盘空间和权限。";
	*where = folder;
	return NULL;
}

bool manifest_read(struct arena *a, const char *folder, struct manifest *m)
{
	char line[512];
	*m = (struct manifest){"", "", "", "", "", "", ""};
	const struct {
		const char *name, **value;
	} rows[] = {{"version", &m->version}, {"made", &m->made}, {"key", &m->key},
		    {"seal", &m->seal},	      {"head", &m->head}, {"database", &m->database}, {"mac", &m->mac}};
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
