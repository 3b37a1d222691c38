/*
 * Upgrading: every released schema (tests/schema/VERSION.sql, with rows) becomes the one that the
 * tables of this program make, and keeps its rows. On both databases.
 *
 *   schema_test                  the tests
 *   schema_test --freeze         prints the fixture of the present schema, once for each release
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "app/demo.h"
#include "base/fault.h"
#include "base/log.h"
#include "db/test_database.h"
#include "kernel/schema.h"
#include "kernel/writer.h"

enum { SOME_ROWS = 12 };

static int points, bad;
static char folder[] = "/tmp/lx-schema-XXXXXX";

__attribute__((format(printf, 2, 3))) static void ok(bool good, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	printf("%s %d - ", good ? "ok" : "not ok", ++points);
	vprintf(format, args);
	putchar('\n');
	va_end(args);
	bad += !good;
}

/* ---- freezing ---- */

static void put_quoted(struct buf *b, const char *text)
{
	buf_char(b, '\'');
	for (const char *p = text; *p; p++)
		buf_put(b, *p == '\'' ? "''" : p, *p == '\'' ? 2 : 1);
	buf_char(b, '\'');
}

struct column {
	const char *name;
	bool text;
};

static int columns_of(struct db *d, struct arena *a, const char *table, struct column *out, int most)
{
	int n = 0;
	struct stmt *s = db_use_text(d, "select name, type from pragma_table_info($1)");
	bind_text(s, 1, table);
	while (db_step(s) && n < most)
		out[n++] = (struct column){col_text(s, 0, a), strcasecmp(col_text(s, 1, a), "text") == 0};
	db_done(s);
	return n;
}

static void put_row(struct buf *b, struct arena *a, const char *table, const struct column *c, int n, struct stmt *s)
{
	buf_printf(b, "insert into %s(", table);
	for (int i = 0; i < n; i++)
		buf_printf(b, "%s%s", i ? ", " : "", c[i].name);
	buf_puts(b, ") values (");
	for (int i = 0; i < n; i++) {
		buf_puts(b, i ? ", " : "");
		if (s && col_null(s, i))
			buf_puts(b, "null");
		else if (c[i].text)
			put_quoted(b, s ? col_text(s, i, a) : "样例");
		else
			buf_int(b, s ? col_int(s, i) : 1);
	}
	buf_puts(b, ");\n");
}

/* Some rows of a table; one that is made up when it has none, so that no upgrade meets an empty table. */
static void put_rows(struct buf *b, struct db *d, struct arena *a, const char *table)
{
	struct column c[128];
	int n = columns_of(d, a, table, c, 128), rows = 0;
	struct stmt *s = db_use_text(d, arena_printf(a, "select * from %s limit %d", table, SOME_ROWS));
	for (; db_step(s); rows++)
		put_row(b, a, table, c, n, s);
	db_done(s);
	if (!rows)
		put_row(b, a, table, c, n, NULL);
}

static int freeze(void)
{
	char *const args[] = {(char[]){"--data"}, folder};
	struct app *app = app_new();
	if (options_read(app, 2, (char **)args, NULL, NULL) || app_open(app, 1))
		return 1;
	demo_fill(app);
	struct db *d = writer_db(app->writer);
	struct buf b = buf_in(app->arena);
	buf_puts(&b, "-- The schema of release " LX_VERSION ", with rows. Made by schema_test --freeze; never changed by hand.\n");
	schema_text(app, &b);
	struct stmt *s = db_use_text(d, "select name from sqlite_master where type = 'table' and name not like 'search_text%' order by name");
	while (db_step(s))
		put_rows(&b, d, app->arena, col_text(s, 0, app->arena));
	db_done(s);
	fwrite(b.p, 1, b.n, stdout);
	app_end(app);
	return 0;
}

/* ---- what a database looks like ---- */

static const char *const looks[] = {
	"select m.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || coalesce(c.dflt_value, '-') || ' ' || c.pk "
	"from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'search_text%' "
	"union all select sql from sqlite_master where type = 'index' and sql is not null order by 1",
	"select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '-') "
	"from information_schema.columns where table_schema = current_schema() and table_name <> 'search_text' "
	"union all select replace(indexdef, current_schema() || '.', '') from pg_indexes where schemaname = current_schema() order by 1",
};

static const char *look(struct db *d, struct arena *a)
{
	struct buf b = buf_in(a);
	struct stmt *s = db_use_text(d, looks[db_is_postgres(d)]);
	while (db_step(s))
		buf_printf(&b, "%s\n", col_text(s, 0, a));
	db_done(s);
	return buf_text(&b);
}

/* Lines that stand in one text only. */
static void tell_difference(struct arena *a, const char *text, const char *other, char sign)
{
	for (struct str rest = str_of(text); rest.n;) {
		const char *line = str_dup(a, str_cut(&rest, '\n'));
		if (!strstr(other, arena_printf(a, "%s\n", line)))
			printf("# %c %s\n", sign, line);
	}
}

static bool same(struct arena *a, const char *is, const char *must)
{
	if (strcmp(is, must) == 0)
		return true;
	tell_difference(a, must, is, '-');
	tell_difference(a, is, must, '+');
	return false;
}

static int64_t number(struct db *d, const char *sql)
{
	struct stmt *s = db_use_text(d, sql);
	int64_t n = db_step(s) ? col_int(s, 0) : -1;
	db_done(s);
	return n;
}

/* ---- upgrading ---- */

static struct app *plain_app(struct arena *a, const struct module *const *modules)
{
	struct app *app = NEW(a, struct app);
	app->arena = a;
	app_register(app, modules);
	return app;
}

static struct db *fresh_database(struct arena *a, const char *name)
{
	const char *why = "";
	struct db *d = db_open(test_database(a, name, arena_printf(a, "%s/%s.db", folder, name)), DB_WRITE, a, &why);
	if (!d) {
		printf("Bail out! %s\n", why);
		exit(1);
	}
	return d;
}

static bool ready(struct app *app, struct db *d, struct arena *a, const char **why)
{
	struct guard g;
	if (GUARD(&g)) {
		schema_ready(app, d, a);
		guard_end(&g);
		return true;
	}
	db_rollback(d);
	*why = arena_strdup(a, g.message);
	return false;
}

static const char *all_of(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "r");
	struct buf b = buf_in(a);
	char block[65536];
	for (size_t n; f && (n = fread(block, 1, sizeof(block), f)) > 0;)
		buf_put(&b, block, n);
	if (f)
		fclose(f);
	return buf_text(&b);
}

/* Each table of the fixture with its number of rows. */
static const char *rows_of(struct db *d, struct arena *a, const char *fixture)
{
	struct buf b = buf_in(a);
	for (const char *p = fixture; (p = strstr(p, "create table ")) != NULL; p++) {
		const char *table = arena_strndup(a, p + 13, strcspn(p + 13, " ("));
		if (strcmp(table, "schema_step") != 0)
			buf_printf(&b, "%s %lld\n", table, (long long)number(d, arena_printf(a, "select count(*) from %s", table)));
	}
	return buf_text(&b);
}

static void upgrade(struct arena *a, const char *name, const char *fixture, const char *wounds, const char *must)
{
	const char *why = "";
	struct app *app = plain_app(a, all_modules);
	struct db *d = fresh_database(a, "old");
	db_begin(d);
	db_script(d, fixture);
	if (wounds)
		db_script(d, wounds);
	db_commit(d);
	const char *before = wounds ? "" : rows_of(d, a, fixture);
	bool good = ready(app, d, a, &why);
	if (!good)
		printf("# %s\n", why);
	ok(good, "%s is upgraded", name);
	ok(same(a, look(d, a), must), "%s has then the columns and indexes of a new database", name);
	if (!wounds)
		ok(same(a, rows_of(d, a, fixture), before), "%s kept its rows", name);
	int64_t steps = number(d, "select count(*) from schema_step");
	ready(app, d, a, &why);
	ok(number(d, "select count(*) from schema_step") == steps, "%s has nothing to do the next time", name);
	db_close(d);
	if (!test_on_postgres())
		unlink(arena_printf(a, "%s/old.db", folder));
}

static void fixtures(struct arena *a)
{
	/* as if some release had lacked them: a table, columns, an index */
	static const char wounds[] = "drop table outbox_choice; drop index message_by_once; alter table message drop column once;"
				     "alter table task drop column title; drop index file_by_hash;";
	const char *why = "", *path = arena_printf(a, "%s/tests/schema", getenv("LX_SOURCE"));
	struct db *d = fresh_database(a, "new");
	ready(plain_app(a, all_modules), d, a, &why);
	const char *must = look(d, a);
	db_close(d);
	struct dirent **entries;
	int n = scandir(path, &entries, NULL, alphasort), seen = 0;
	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name;
		if (name[0] != '.') {
			const char *fixture = all_of(a, arena_printf(a, "%s/%s", path, name));
			upgrade(a, name, fixture, NULL, must);
			if (!seen++)
				upgrade(a, "a poorer schema", fixture, wounds, must);
		}
		free(entries[i]);
	}
	free(entries);
	ok(seen > 0, "there are fixtures");
}

/* An index of words as releases made it that did not keep first characters: SQLite alone has such a one. */
static void words(struct arena *a)
{
	const char *why = "";
	struct db *d = fresh_database(a, "words");
	if (db_is_postgres(d)) {
		db_close(d);
		return;
	}
	ready(plain_app(a, all_modules), d, a, &why);
	db_script(d, "drop table search_text_terms; drop table search_text;"
		     "create virtual table search_text using fts5(tokens, marks, tokenize='unicode61 remove_diacritics 0');"
		     "create virtual table search_text_terms using fts5vocab(search_text, instance);"
		     "insert into search_text(rowid, tokens, marks) values (7, '王样 样例 例', 'rperson'), (9, '讲座 座', 'ractivity');"
		     "delete from schema_step where name like 'search: first%'");
	ok(ready(plain_app(a, all_modules), d, a, &why) && number(d, "select count(*) from search_text") == 2, "an older index of words keeps its entries");
	ok(number(d, "select rowid from search_text where search_text match 'tokens : \"王样\"'") == 7 &&
		   number(d, "select rowid from search_text where search_text match 'marks : ractivity'") == 9, "which are found by their words and marks");
	ok(number(d, "select count(*) from sqlite_master where name = 'search_text' and sql like '%prefix=''1''%'") == 1, "and keeps first characters then");
	ok(number(d, "select count(*) from search_text_terms where term = '讲座'") == 1, "its words are told");
	db_close(d);
}

/* ---- steps, by a module of their own ---- */

static void move_hours(struct db *d)
{
	db_run(db_use_text(d, "update toy set days = hours / 8"));
}

static void break_off(struct db *d)
{
	db_run(db_use_text(d, "update toy set days = 99"));
	fault("this step breaks");
}

static const char first_schema[] = "create table toy(id bigint primary key, hours bigint not null);\ncreate index toy_by_hours on toy(hours);\n";
static const char expanded[] = "create table toy(id bigint primary key, hours bigint not null, days bigint not null default 0);\n"
			       "create index toy_by_hours on toy(hours);\ncreate index toy_by_days on toy(days, id);\n"
			       "create table toy_note(toy bigint not null, text text not null default 'a, b', primary key(toy));\n";
static const char contracted[] = "create table toy(id bigint primary key, days bigint not null default 0);\n"
				 "create index toy_by_days on toy(days, id);\n"
				 "create table toy_note(toy bigint not null, text text not null default 'a, b', primary key(toy));\n";
static const struct schema_step moving[] = {{"toy: days from hours", .run = move_hours}, {0}};
static const struct schema_step breaking[] = {{"toy: days from hours", .run = move_hours}, {"toy: breaks", .run = break_off}, {0}};
static const struct schema_step going[] = {{"toy: days from hours", .run = move_hours},
	{"toy: hours go", .text = "drop index toy_by_hours; alter table toy drop column hours", .contract = true}, {0}};

/* The program with a module "toy" of that schema and these steps. */
static struct app *with_toy(struct arena *a, const char *schema, const struct schema_step *steps)
{
	struct module *toy = NEW(a, struct module);
	const struct module **list = NEW_N(a, const struct module *, 100);
	int n = 0;
	for (; all_modules[n]; n++)
		list[n] = all_modules[n];
	*toy = (struct module){.name = "toy", .label = "样例", .schema = schema, .steps = steps};
	list[n] = toy;
	return plain_app(a, list);
}

static void steps(struct arena *a)
{
	const char *why = "";
	struct db *d = fresh_database(a, "toy"), *e = fresh_database(a, "toy_new");
	ready(with_toy(a, first_schema, NULL), d, a, &why);
	db_script(d, "insert into toy(id, hours) values (1, 16)");
	ok(!ready(with_toy(a, expanded, breaking), d, a, &why) && strstr(why, "breaks"), "a step that breaks ends the upgrade");
	ok(strstr(look(d, a), "toy.days") == NULL && strstr(look(d, a), "toy_note") == NULL, "and leaves the database as it was");
	ok(ready(with_toy(a, expanded, moving), d, a, &why) && number(d, "select days from toy where id = 1") == 2, "a step moves what is there");
	db_script(d, "update toy set days = 5");
	ready(with_toy(a, expanded, moving), d, a, &why);
	ok(number(d, "select days from toy where id = 1") == 5, "once");
	ok(ready(with_toy(a, first_schema, NULL), d, a, &why), "the release before still runs beside it");
	ok(ready(with_toy(a, contracted, going), d, a, &why) && number(d, "select count(*) from toy where days = 5") == 1, "a later release takes the old shape away");
	ready(with_toy(a, contracted, going), e, a, &why);
	ok(same(a, look(d, a), look(e, a)), "then the schema is that of a new database");
	ok(number(e, "select count(*) from schema_step where name like '%toy: %'") == 2, "where the steps count as done");
	ok(!ready(with_toy(a, expanded, moving), d, a, &why) && strstr(why, "更新版本的连心"), "the release before refuses it now, and says why");
	db_close(d);
	db_close(e);
}

int main(int argc, char **argv)
{
	log_set_level(LOG_LEVEL_ERROR);
	if (argc < 2)
		test_needs_engine();
	if (!mkdtemp(folder))
		return 1;
	int code = 0;
	if (argc > 1) {
		code = strcmp(argv[1], "--freeze") == 0 ? freeze() : 2;
	} else {
		struct arena *a = arena_new(512u << 20);
		fixtures(a);
		words(a);
		steps(a);
		printf("1..%d\n", points);
		arena_free(a);
	}
	char command[64];
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command) != 0 || code || bad;
}
