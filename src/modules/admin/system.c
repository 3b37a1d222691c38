/* For the system administrator: version, sizes, regular work, backups, settings. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "admin.html.h"
#include "admin.sql.h"
#include "kernel/app.h"
#include "kernel/event.h"
#include "kernel/writer.h"
#include "modules/admin/admin.h"
#include "modules/admin/admin_view.h"
#include "modules/admin/seats.h"

enum { BACKUPS_MOST = 30 };

static const char *size_text(struct arena *a, int64_t bytes)
{
	if (bytes < 0)
		return "没有";
	return bytes < 1 << 20 ? arena_printf(a, "%.1f KB", (double)bytes / 1024) : arena_printf(a, "%.1f MB", (double)bytes / 1048576);
}

static int64_t size_of(const char *path)
{
	struct stat s;
	return stat(path, &s) == 0 ? (int64_t)s.st_size : -1;
}

static void fact(struct fact *list, size_t *n, const char *label, const char *value)
{
	list[(*n)++] = (struct fact){label, value};
}

static int newest_first(const void *a, const void *b)
{
	return strcmp(((const struct fact *)b)->label, ((const struct fact *)a)->label);
}

/* Finished backups in the data folder: name and size of the database. */
static void fill_backups(struct req *r, struct system_page *v)
{
	const char *folder = arena_printf(r->arena, "%s/backup", r->app->data);
	DIR *d = opendir(folder);
	v->backups = NEW_N(r->arena, struct fact, BACKUPS_MOST);
	for (struct dirent *e; d && v->n_backups < BACKUPS_MOST && (e = readdir(d)) != NULL;)
		if (strncmp(e->d_name, "lianxin-", 8) == 0 && !strstr(e->d_name, ".part"))
			fact(v->backups, &v->n_backups, arena_strdup(r->arena, e->d_name),
			     size_text(r->arena, size_of(arena_printf(r->arena, "%s/%s/lianxin.db", folder, e->d_name))));
	if (d)
		closedir(d);
	qsort(v->backups, v->n_backups, sizeof(*v->backups), newest_first);
}

/* Also why writes are refused at present: whoever looks here is who can mend it. */
static const char *writing_text(enum db_trouble trouble)
{
	static const char *const texts[] = {[DB_FINE] = "正常", [DB_IO] = "暂停：磁盘读写出错", [DB_READ_ONLY] = "暂停：数据库只读",
					    [DB_CORRUPT] = "停止：数据库文件损坏，请从备份恢复"};
	size_t i = (size_t)trouble;
	return i < sizeof(texts) / sizeof(texts[0]) && texts[i] ? texts[i] : "暂停";
}

static void fill_facts(struct req *r, struct system_page *v)
{
	struct arena *a = r->arena;
	struct event_head head = event_head(r->db, a);
	v->facts = NEW_N(a, struct fact, 8);
	fact(v->facts, &v->n_facts, "版本", LX_VERSION);
	fact(v->facts, &v->n_facts, "写入", writing_text(writer_trouble(r->app->writer)));
	bool remote = db_is_postgres(r->db);
	fact(v->facts, &v->n_facts, "数据库", remote ? "PostgreSQL" : size_text(a, size_of(r->app->db_url)));
	if (!remote)
		fact(v->facts, &v->n_facts, "预写日志", size_text(a, size_of(arena_printf(a, "%s-wal", r->app->db_url))));
	fact(v->facts, &v->n_facts, "已封存事件", arena_printf(a, "%lld 条", (long long)head.seal));
	fact(v->facts, &v->n_facts, "密钥指纹", r->app->keys.id);
	fact(v->facts, &v->n_facts, "服务器时间", instant_cn(a, r->now));
}

static void fill_settings(struct req *r, struct system_page *v)
{
	struct arena *a = r->arena;
	const struct app *p = r->app;
	v->settings = NEW_N(a, struct fact, 8);
	fact(v->settings, &v->n_settings, "监听地址", p->listen);
	fact(v->settings, &v->n_settings, "对外网址", *p->base_url ? p->base_url : "未设置，按访问时的地址");
	fact(v->settings, &v->n_settings, "受信代理", p->proxy ? p->proxy : "没有");
	fact(v->settings, &v->n_settings, "上传上限", size_text(a, (int64_t)p->upload_limit));
	fact(v->settings, &v->n_settings, "闲置退出", arena_printf(a, "%d 分钟", p->idle_minutes));
}

/* Leases are named for the code; the page says what the work is. */
static const char *work_label(const char *lease)
{
	static const struct { const char *lease, *label; } works[] = {{"jobs", "定时统计与提醒"}, {"outbox", "消息投递"}, {"seal", "封存事件"}};
	for (size_t i = 0; i < sizeof works / sizeof *works; i++)
		if (!strcmp(lease, works[i].lease))
			return works[i].label;
	return strncmp(lease, "node ", 5) == 0 ? "应用节点" : lease;
}

void get_system(struct req *r)
{
	struct system_page v = {0};
	size_t n;
	struct admin_leases *l = q_admin_leases(r->db, r->arena, &n);
	v.leases = NEW_N(r->arena, struct fact, n);
	for (size_t i = 0; i < n; i++)
		fact(v.leases, &v.n_leases, work_label(l[i].name),
		     l[i].until > r->now ? arena_printf(r->arena, "正在办理（%s）", l[i].holder) : "现在没有在办理");
	v.empty_seats = seats_empty(r);
	fill_facts(r, &v);
	fill_settings(r, &v);
	fill_backups(r, &v);
	page_begin(r, &(struct page){.title = "系统运行", .nav = "/admin/system"});
	tpl_admin_system(r->out, &v);
	page_end(r);
}
