/* Options from the command line and from one commented file; no setting is needed to start. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "base/log.h"
#include "kernel/app.h"

enum { UPLOAD_DEFAULT_MB = 50, IDLE_DEFAULT_MINUTES = 30, BACKUPS_DEFAULT = 14 };

struct option_row {
	const char *name;
	const char *(*set)(struct app *app, const char *value);
};

static const char *set_data(struct app *app, const char *v)
{
	app->data = v;
	return NULL;
}

static const char *set_db(struct app *app, const char *v)
{
	app->db_url = v;
	return NULL;
}

static const char *set_listen(struct app *app, const char *v)
{
	app->listen = v;
	return strchr(v, ':') ? NULL : "--listen 要写成 地址:端口，例如 127.0.0.1:8080";
}

static const char *set_port(struct app *app, const char *v)
{
	app->listen = arena_printf(app->arena, "127.0.0.1:%s", v);
	return NULL;
}

static const char *set_proxy(struct app *app, const char *v)
{
	app->proxy = v;
	return NULL;
}

static const char *set_base_url(struct app *app, const char *v)
{
	app->base_url = v;
	return NULL;
}

static const char *set_fonts(struct app *app, const char *v)
{
	app->fonts = v;
	return NULL;
}

static const char *set_upload(struct app *app, const char *v)
{
	int64_t mb;
	if (!str_int(str_of(v), &mb) || mb < 1 || mb > 2000)
		return "upload-mb 要填 1 到 2000 之间的整数（MB）";
	app->upload_limit = (size_t)mb << 20;
	return NULL;
}

static const char *set_idle(struct app *app, const char *v)
{
	int64_t n;
	if (!str_int(str_of(v), &n) || n < 5 || n > 1440)
		return "idle-minutes 要填 5 到 1440 之间的整数（分钟）";
	app->idle_minutes = (int)n;
	return NULL;
}

static const char *set_backup_keep(struct app *app, const char *v)
{
	int64_t n;
	if (!str_int(str_of(v), &n) || n < 0 || n > 1000)
		return "backup-keep 要填 0 到 1000 之间的整数（保留的备份份数，0 为全部保留）";
	app->backup_keep = (int)n;
	return NULL;
}

static const char *set_smtp_url(struct app *app, const char *v)
{
	app->smtp_url = v;
	return strncmp(v, "smtp://", 7) == 0 || strncmp(v, "smtps://", 8) == 0 ? NULL :
	       "smtp-url 要以 smtp:// 或 smtps:// 开头，例如 smtps://mail.example.org:465";
}

static const char *set_smtp_from(struct app *app, const char *v)
{
	app->smtp_from = v;
	return strchr(v, '@') ? NULL : "smtp-from 要填发件人的邮箱地址";
}

static const char *set_smtp_user(struct app *app, const char *v)
{
	app->smtp_user = v;
	return NULL;
}

static const char *set_smtp_ca(struct app *app, const char *v)
{
	FILE *f = fopen(v, "r");
	if (!f)
		return arena_printf(app->arena, "打不开文件 %s", v);
	fclose(f);
	app->smtp_ca = v;
	return NULL;
}

static const char *set_webhook_url(struct app *app, const char *v)
{
	app->webhook_url = v;
	return strncmp(v, "http://", 7) == 0 || strncmp(v, "https://", 8) == 0 ? NULL : "webhook-url 要以 https:// 或 http:// 开头";
}

/* The first line of a file, so that a secret stands in no command line. */
static const char *secret_in(struct app *app, const char *path, const char **out)
{
	char line[1024] = "";
	FILE *f = fopen(path, "r");
	if (!f)
		return arena_printf(app->arena, "打不开文件 %s", path);
	bool read = fgets(line, sizeof(line), f) != NULL;
	fclose(f);
	*out = str_dup(app->arena, str_trim(str_of(line)));
	return read && **out ? NULL : arena_printf(app->arena, "文件 %s 的第一行是空的", path);
}

static const char *set_smtp_password(struct app *app, const char *v)
{
	return secret_in(app, v, &app->smtp_password);
}

static const char *set_webhook_secret(struct app *app, const char *v)
{
	return secret_in(app, v, &app->webhook_secret);
}

static const char *set_metrics_token(struct app *app, const char *v)
{
	return secret_in(app, v, &app->metrics_token);
}

static const char *set_log(struct app *app, const char *v)
{
	static const char *const names[] = {"error", "warn", "info", "debug"};
	(void)app;
	for (int i = 0; i < 4; i++)
		if (strcmp(v, names[i]) == 0) {
			log_set_level((enum log_level)i);
			return NULL;
		}
	return "log 要填 error、warn、info、debug 之一";
}

static const struct option_row rows[] = {
	{"data", set_data},   {"db", set_db},	      {"listen", set_listen},	 {"port", set_port},
	{"proxy", set_proxy}, {"base-url", set_base_url}, {"fonts", set_fonts}, {"upload-mb", set_upload},
	{"idle-minutes", set_idle}, {"backup-keep", set_backup_keep},
	{"metrics-token-file", set_metrics_token}, {"log", set_log},
	{"smtp-url", set_smtp_url},   {"smtp-from", set_smtp_from}, {"smtp-user", set_smtp_user},
	{"smtp-password-file", set_smtp_password}, {"smtp-ca-file", set_smtp_ca}, {"webhook-url", set_webhook_url},
	{"webhook-secret-file", set_webhook_secret},
};

const char *options_name(size_t i)
{
	return i < sizeof(rows) / sizeof(rows[0]) ? rows[i].name : NULL;
}

/* NULL, "" when the name is unknown, or what is wrong. */
static const char *set(struct app *app, const char *name, const char *value)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].name, name) == 0)
			return rows[i].set(app, arena_strdup(app->arena, value));
	return "";
}

static const char *read_file(struct app *app, const char *path)
{
	FILE *f = fopen(path, "r");
	char line[1024];
	const char *bad = NULL;
	if (!f)
		return arena_printf(app->arena, "打不开配置文件 %s", path);
	for (int n = 1; !bad && fgets(line, sizeof(line), f); n++) {
		struct str rest = str_trim(str_of(line));
		if (!rest.n || rest.p[0] == '#')
			continue;
		struct str name = str_trim(str_cut(&rest, '='));
		bad = set(app, str_dup(app->arena, name), str_dup(app->arena, str_trim(rest)));
		if (bad)
			bad = arena_printf(app->arena, "配置文件第 %d 行：%s", n, *bad ? bad : "没有这个设置");
	}
	fclose(f);
	return bad;
}

const char *options_read(struct app *app, int argc, char **argv,
			 int (*other)(void *context, const char *name, const char *value), void *context)
{
	for (int i = 0; i < argc; i++) {
		const char *name = argv[i], *value = i + 1 < argc ? argv[i + 1] : "";
		if (strncmp(name, "--", 2) != 0 && other && other(context, "", name))
			continue;
		if (strncmp(name, "--", 2) != 0)
			return arena_printf(app->arena, "不认识的参数 %s", name);
		name += 2;
		int taken = other ? other(context, name, value) : 0; /* 1: the name, 2: its value too */
		if (taken) {
			i += taken - 1;
			continue;
		}
		if (i + 1 >= argc)
			return arena_printf(app->arena, "--%s 后面要有值，或没有这个选项", name);
		const char *bad = strcmp(name, "config") == 0 ? read_file(app, value) : set(app, name, value);
		if (bad)
			return *bad ? bad : arena_printf(app->arena, "没有 --%s 这个选项", name);
		i++;
	}
	if (!app->db_url)
		app->db_url = arena_printf(app->arena, "%s/lianxin.db", app->data);
	return NULL;
}

struct app *app_new(void)
{
	struct arena *a = arena_new(512u << 20);
	struct app *app = NEW(a, struct app);
	app->arena = a;
	app->data = "data";
	app->listen = "127.0.0.1:8080";
	app->base_url = "";
	app->upload_limit = (size_t)UPLOAD_DEFAULT_MB << 20;
	app->idle_minutes = IDLE_DEFAULT_MINUTES;
	app->backup_keep = BACKUPS_DEFAULT;
	app_register(app, all_modules);
	return app;
}

void app_end(struct app *app)
{
	struct arena *a = app->arena;
	app_close(app);
	arena_free(a);
}
