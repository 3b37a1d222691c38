/*
 * Secrets planted in every secret field are looked for where they must not be:
 * on every page, in every table, in the database file, its backup and the log.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/backup.h"
#include "app/command.h"
#include "app/demo.h"
#include "base/log.h"
#include "db/test_database.h"
#include "kernel/app.h"
#include "kernel/writer.h"
#include "scenario/visitor.h"
#include "secret/totp.h"

#define MOBILE "13955557777"
#define IDNO "11010119900307803X"
#define PASSWORD "Biaoji-Mima-4417"
#define MEMBER_MOBILE "13955558888"
#define MEMBER_IDNO "11010519491231002X"
#define MEMBER_ADDRESS "标记路四十七号"
#define FAMILY_IDNO "320602196503150033"
#define FAMILY_INCOME "7643.19"
#define FAMILY_NOTE "标记透析"

static struct {
	struct app *app;
	struct arena *arena;
	const char *markers[24], *names[24];
	int n, points, bad;
} t;

static void point(const char *why, const char *what)
{
	printf("%sok %d - %s\n%s%s%s", why ? "not " : "", ++t.points, what, why ? "# " : "", why ? why : "", why ? "\n" : "");
	t.bad += why != NULL;
}

static void plant(const char *name, const char *marker)
{
	t.names[t.n] = name;
	t.markers[t.n++] = arena_strdup(t.arena, marker);
}

/* The name of a secret that stands in these bytes; NULL: none. */
static const char *found(const char *p, size_t n)
{
	for (int i = 0; i < t.n; i++)
		if (n && memmem(p, n, t.markers[i], strlen(t.markers[i])))
			return t.names[i];
	return NULL;
}

static const char *found_in_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct buf b = buf_in(t.arena);
	char block[65536];
	size_t n;
	if (!f)
		return "no such file";
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		buf_put(&b, block, n);
	fclose(f);
	return found(b.p, b.n);
}

/* ---- planting, as people do it ---- */

static const char *between(const char *page, const char *mark, size_t n)
{
	const char *at = strstr(page, mark);
	return at ? arena_strndup(t.arena, at + strlen(mark), n) : "";
}

static int64_t number(const char *sql)
{
	struct stmt *s = db_use_text(writer_db(t.app->writer), sql);
	int64_t v = db_step(s) ? col_int(s, 0) : 0;
	db_done(s);
	return v;
}

static const char *plant_all(struct visitor *chair)
{
	struct visitor *v = visitor_new(t.app, t.arena);
	char digits[8];
	visit_post(chair, "/people", "name=标记人&unit=105&mobile=" MOBILE "&idno=" IDNO);
	if (chair->status != 303)
		return "the person was not registered";
	visit_post(chair, "/accounts/codes", arena_printf(t.arena, "person=%lld", (long long)number("select id from person where name = '标记人'")));
	const char *code = between(chair->page, "code-k\">", 11);
	if (strlen(code) != 11)
		return "no activation code";
	plant("activation code", code);
	plant("activation code, plain", arena_printf(t.arena, "%.5s%s", code, code + 6));
	visit(v, "/activate");
	visit_post(v, "/activate", arena_printf(t.arena, "code=%s&password=" PASSWORD "&again=" PASSWORD, code));
	visit(v, "/account/second");
	const char *secret = visitor_input(v, "secret");
	totp_code(str_of(secret), clock_now() / 30000, digits);
	visit_post(v, "/account/second", arena_printf(t.arena, "secret=%s&signature=%s&code=%s", secret, visitor_input(v, "signature"), digits));
	const char *recovery = between(v->page, "<code>", 11);
	if (v->status != 200 || strlen(recovery) != 11)
		return "the second factor was not set up";
	plant("second factor's secret", secret);
	plant("recovery code", recovery);
	plant("session key", visitor_cookie(v, "lx"));
	plant("mobile", MOBILE);
	plant("identity number", IDNO);
	plant("password", PASSWORD);
	visit_post(chair, "/members", "name=标记会员&unit=105&id_type=1&idno=" MEMBER_IDNO "&mobile=" MEMBER_MOBILE "&address=" MEMBER_ADDRESS);
	if (chair->status != 303)
		return "the member was not registered";
	plant("member's mobile", MEMBER_MOBILE);
	plant("member's identity number", MEMBER_IDNO);
	plant("member's address", MEMBER_ADDRESS);
	visit_post(chair, arena_printf(t.arena, "/people/%lld/family", (long long)number("select id from person where name = '标记会员'")),
		   "name=标记家人&relation=1&agree=1&idno=" FAMILY_IDNO "&health=6&income=" FAMILY_INCOME "&note=" FAMILY_NOTE);
	if (chair->status != 303)
		return "the family was not registered";
	plant("family's identity number", FAMILY_IDNO);
	plant("family's income", FAMILY_INCOME);
	plant("family's income in fen", "764319");
	plant("family's income as shown", "7,643.19");
	plant("note on the family", FAMILY_NOTE);
	visit_post(chair, "/accounts/codes", "person=1007");
	visitor_sign_in(v, MOBILE, "wrong-" PASSWORD);
	return NULL;
}

/* ---- looking ---- */

/* A row of the record, the newest first, so that the planted person is among them. */
static int64_t nth_row(const struct record *record, int n)
{
	return number(arena_printf(t.arena, "select id from %s order by id desc limit 1 offset %d", record->name, n));
}

static const char *filled(const char *path, int64_t id)
{
	struct buf b = buf_in(t.arena);
	for (; *path; path++) {
		if (*path != '{') {
			buf_char(&b, *path);
			continue;
		}
		if (strncmp(path, "{id}", 4) == 0)
			buf_int(&b, id);
		else
			buf_puts(&b, strncmp(path, "{sub}", 5) == 0 ? "1" : "person");
		path = strchr(path, '}');
	}
	return buf_text(&b);
}

static const char *look_at(struct visitor *v, const struct route *route)
{
	for (int n = 0; n < (route->of ? 3 : 1); n++) {
		visit(v, filled(route->path, route->of ? nth_row(route->of, n) : 1));
		const char *what = found(v->page, strlen(v->page));
		if (what)
			return arena_printf(t.arena, "%s shows the %s", route->path, what);
	}
	return NULL;
}

static void pages(const char *mobile, const char *what)
{
	struct visitor *v = visitor_new(t.app, t.arena);
	const char *why = NULL;
	visitor_enter(v, mobile);
	EACH_MODULE(t.app, m)
		for (const struct route *route = m->routes; route && route->run && !why; route++)
			if (route->method == METHOD_GET)
				why = look_at(v, route);
	point(why, what);
}

static void tables(void)
{
	struct db *d = writer_db(t.app->writer);
	struct stmt *s = db_use_text(d, db_is_postgres(d) ?
		"select tablename from pg_tables where schemaname = current_schema() order by tablename" :
		"select name from sqlite_master where type = 'table' order by name");
	const char *names[256];
	int n = 0;
	while (db_step(s) && n < 256)
		names[n++] = col_text(s, 0, t.arena);
	db_done(s);
	for (int i = 0; i < n; i++) {
		const char *why = NULL;
		struct stmt *q = db_use_text(d, arena_printf(t.arena, "select * from %s", names[i]));
		while (!why && db_step(q))
			for (int c = 0; c < col_count(q) && !why; c++) {
				struct str v = col_blob(q, c, t.arena);
				why = found(v.p, v.n);
			}
		db_done(q);
		point(why, arena_printf(t.arena, "the table %s holds none of them", names[i]));
	}
}

static void files(void)
{
	if (db_is_postgres(writer_db(t.app->writer))) {
		printf("ok %d - backups # SKIP PostgreSQL's own tools make them\n", ++t.points);
		return;
	}
	struct manifest m;
	const char *where = "", *why = backup_make(t.app, arena_printf(t.arena, "%s/backup", t.app->data), &m, &where);
	point(why, "a backup is made");
	point(found_in_file(arena_printf(t.arena, "%s/lianxin.db", where)), "its database holds none of them");
	point(found_in_file(arena_printf(t.arena, "%s/manifest.txt", where)), "nor its list");
	point(found_in_file(arena_printf(t.arena, "%s/lianxin.db", t.app->data)), "nor the database file");
	point(found_in_file(arena_printf(t.arena, "%s/lianxin.db-wal", t.app->data)), "nor its write-ahead log");
}

int main(void)
{
	char folder[] = "/tmp/lx-secrets-XXXXXX", command[64];
	char *args[] = {(char[]){"--data"}, folder};
	test_needs_engine();
	if (!mkdtemp(folder))
		return 1;
	log_set_level(LOG_LEVEL_DEBUG);
	clock_set(instant_of_day(day_of(2024, 3, 1)) + 9 * 3600000);
	t.app = app_new();
	t.arena = arena_new(1024u << 20);
	if (options_read(t.app, 2, args, NULL, NULL))
		return 1;
	t.app->db_url = test_database(t.arena, "secrets", t.app->db_url);
	if (app_open(t.app, 1))
		return 1;
	const char *log = arena_printf(t.arena, "%s/log", folder);
	if (!freopen(log, "w", stderr))
		return 1;
	demo_fill(t.app);
	puts("TAP version 13");
	struct visitor *chair = visitor_new(t.app, t.arena);
	visitor_enter(chair, "13800000003");
	point(plant_all(chair), "secrets are planted through the pages");
	visit_post(chair, arena_printf(t.arena, "/people/%lld/reveal", (long long)number("select id from person where name = '标记人'")),
		   "field=mobile&reason=核对登记的号码");
	point(found(chair->page, strlen(chair->page)) ? NULL : "not found", "a reveal shows one, and looking finds it");
	pages("13800000003", "no page shows them to the chair");
	pages("13800000004", "nor to a cadre");
	pages("13800000001", "nor to the federation");
	pages("13800000011", "nor to the system administrator");
	pages("13800000012", "nor to the security administrator");
	pages("13800000013", "nor to the audit administrator");
	tables();
	files();
	fflush(stderr);
	point(found_in_file(log), "the log holds none of them");
	printf("1..%d\n", t.points);
	app_end(t.app);
	arena_free(t.arena);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command) != 0 || t.bad;
}
