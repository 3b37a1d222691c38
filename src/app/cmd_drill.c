/*
 * lianxin drill [--from DIR]: restores the newest backup aside and compares it with its manifest and
 * with the present data. A backup that was never restored is a hope.
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
#include "kernel/measure.h"
#include "secret/token.h"

static int from_option(void *context, const char *name, const char *value)
{
	const char **from = context;
	if (strcmp(name, "from") != 0)
		return 0;
	*from = value;
	return 2;
}

/* A line of the report; what is wrong is said, and counts. */
static int told(const char *what, const char *wrong, const char *fine)
{
	printf("%s %s：%s\n", wrong ? "✗" : "✓", what, wrong ? wrong : fine);
	return wrong != NULL;
}

static const char *counters(struct app *app, struct db *d)
{
	const char *report;
	int64_t bad = counter_recount(d, app->arena, &report, false);
	return bad ? arena_printf(app->arena, "与事件有 %lld 处不一致：%s", (long long)bad, report) : NULL;
}

/* The chain of the backup must be the beginning of the present one. */
static const char *same_chain(struct app *app, const struct manifest *m, int64_t *newer)
{
	struct arena *a = app->arena;
	const char *why = "";
	struct db *d = db_open(app->db_url, DB_READ, a, &why);
	if (!d)
		return why;
	struct stmt *s = db_use_text(d, "select hash from event where seal = $1");
	int64_t seal = 0;
	str_int(str_of(m->seal), &seal);
	bind_int(s, 1, seal);
	const char *hash = db_step(s) ? col_text(s, 0, a) : "";
	db_done(s);
	*newer = event_head(d, a).seal - seal;
	db_close(d);
	return strcmp(hash, m->head) == 0 ? NULL : "现有数据库里没有这个链头，备份不是这套数据的，或事件被改动过";
}

static int compare(struct app *app, const char *from, const char *aside, const struct manifest *m)
{
	struct arena *a = app->arena;
	const char *copy = arena_printf(a, "%s/lianxin.db", aside), *why;
	int64_t files = 0, newer = 0;
	int bad = 0;
	if (!file_copy(arena_printf(a, "%s/lianxin.db", from), copy))
		return told("恢复", "没有读出备份里的数据库，请检查磁盘空间", "");
	why = backup_check_database(app, copy, m);
	bad += told("数据库、行数与事件链", why, arena_printf(a, "与备份单一致，事件到第 %s 号", m->seal));
	if (!why) {
		struct db *d = db_open(copy, DB_WRITE, a, &why);
		bad += told("计数", d ? counters(app, d) : why, "与事件一致");
		db_close(d);
	}
	why = backup_check_files(app, from, m, &files);
	bad += told("上传的文件", why, arena_printf(a, "%lld 个，内容都与指纹一致", (long long)files));
	why = same_chain(app, m, &newer);
	return bad + told("与现有数据", why, arena_printf(a, "同一条事件链，备份之后又有 %lld 条事件", (long long)newer));
}

static int drill(struct app *app, const char *to)
{
	struct arena *a = app->arena;
	struct manifest m;
	struct guard g;
	secret_init();
	if (url_is_postgres(app->db_url))
		return fprintf(stderr, "这里的数据在 PostgreSQL 里：请把 pg_dump 的备份恢复到另一个库核对。\n"), 1;
	const char *name = backup_newest(a, to, NULL), *from = arena_printf(a, "%s/%s", to, name ? name : "");
	if (!name || !manifest_read(a, from, &m))
		return fprintf(stderr, "%s 里没有备份。请先运行 lianxin backup。\n", to), 1;
	const char *why = backup_check_key(app, &m);
	const char *aside = arena_printf(a, "%s/tmp/drill-%s", app->data, token_new(a, 6));
	if (!why && !folder_make(aside))
		why = arena_printf(a, "不能在 %s/tmp 里建临时目录，请检查权限。", app->data);
	if (why)
		return fprintf(stderr, "%s\n", why), 1;
	printf("演练 %s（%s 的备份）\n", from, m.made);
	volatile int bad = 1;
	if (GUARD(&g)) {
		bad = compare(app, from, aside, &m);
		guard_end(&g);
	} else {
		told("演练", g.message, "");
	}
	folder_remove(aside);
	puts(bad ? "这份备份不能用来恢复，请马上重做备份并查明原因。" : "这份备份可以恢复。");
	return bad != 0;
}

int cmd_drill(int argc, char **argv)
{
	const char *from = NULL;
	struct app *app = app_new();
	const char *bad = options_read(app, argc, argv, from_option, &from);
	if (bad)
		fprintf(stderr, "%s\n", bad);
	int code = bad ? 2 : drill(app, from ? from : arena_printf(app->arena, "%s/backup", app->data));
	app_end(app);
	return code;
}
