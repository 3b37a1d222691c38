/*
 * Every statement of every .sql file, against the schema of all modules: it can
 * be prepared, gives as many columns as its :out declares, and reads no whole
 * table, and no index of lists that begins with a value of many rows (a state),
 * unless its :scan says why. On both databases, each by its own plans.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/log.h"
#include "db/test_database.h"
#include "kernel/app.h"
#include "kernel/schema.h"

static int points, bad;

/* "SCAN x USING INDEX y": y holds few rows by its own condition. */
static bool by_partial_index(struct db *d, const char *step, struct arena *a)
{
	const char *index = strstr(step, " INDEX ");
	if (!index)
		return false;
	struct stmt *s = db_use_text(d, "select sql from sqlite_master where type = 'index' and name = $1");
	bind_text(s, 1, index + 7);
	const char *sql = db_step(s) ? col_text(s, 0, a) : "";
	db_done(s);
	return strcasestr(sql, " where ") != NULL;
}

/* The table that a step of SQLite's query plan reads as a whole; NULL: none. */
static const char *scanned(struct db *d, const char *step, const char *made, struct arena *a)
{
	if (strncmp(step, "SEARCH ", 7) == 0 && strstr(step, "_wide_") && !strstr(step, "AND id=?")) /* all rows with one value, of all units */
		return step + 7;
	if (strncmp(step, "SCAN ", 5) != 0 || strstr(step, "VIRTUAL TABLE") || strstr(step, "CONSTANT ROW") ||
	    strstr(step, "(subquery") || by_partial_index(d, step, a))
		return NULL;
	const char *name = arena_strndup(a, step + 5, strcspn(step + 5, " "));
	/* the rows of a query inside, which has steps of its own */
	return strstr(made, arena_printf(a, " %s\n", name)) ? NULL : step + 5;
}

static const char *find_scan_lite(struct db *d, const struct sql *sql, struct arena *a)
{
	const char *found = NULL, *made = "";
	struct stmt *s = db_use_text(d, arena_printf(a, "explain query plan %s", sql->text));
	while (db_step(s) && !found) {
		const char *step = col_text(s, 3, a);
		if (strncmp(step, "CO-ROUTINE ", 11) == 0 || strncmp(step, "MATERIALIZE ", 12) == 0)
			made = arena_printf(a, "%s%s\n", made, step);
		found = scanned(d, step, made, a);
	}
	db_done(s);
	return found;
}

/* ---- PostgreSQL: with sequential scans made dear, one stays only where no index serves ---- */

static bool is_partial(struct db *d, const char *index, struct arena *a)
{
	struct stmt *s = db_use_text(d, "select indexdef from pg_indexes where schemaname = current_schema() and indexname = $1");
	bind_text(s, 1, index);
	bool partial = db_step(s) && strcasestr(col_text(s, 0, a), " where ") != NULL;
	db_done(s);
	return partial;
}

/* "Index Scan using INDEX on TABLE x", "Bitmap Index Scan on INDEX": the index's name; NULL: another step. */
static const char *walked_index(const char *step, struct arena *a)
{
	const char *at = strstr(step, "Bitmap Index Scan on ");
	if (at)
		at += strlen("Bitmap Index Scan on ");
	else if (strstr(step, "Index Scan") || strstr(step, "Index Only Scan"))
		at = strstr(step, " using ") ? strstr(step, " using ") + strlen(" using ") : NULL;
	return at ? arena_strndup(a, at, strcspn(at, " ")) : NULL;
}

/* A step of the plan with the lines that belong to it; it is bad when an index is walked from end to end. */
static const char *find_scan_pg(struct db *d, const struct sql *sql, struct arena *a)
{
	const char *found = NULL, *walked = NULL;
	struct buf b = buf_in(a);
	buf_printf(&b, "prepare x%d", points);
	for (int i = 0; i < sql->params; i++)
		buf_printf(&b, "%s%s", i ? ", " : "(", sql->types[i] == 'i' ? "bigint" : sql->types[i] == 't' ? "text" : "bytea");
	buf_printf(&b, "%s as %s", sql->params ? ")" : "", sql->text);
	db_script(d, buf_text(&b));
	b = buf_in(a);
	for (int i = 0; i < sql->params; i++)
		buf_puts(&b, i ? ", null" : "null");
	struct stmt *s = db_use_text(d, arena_printf(a, "explain (costs off) execute x%d%s%s%s", points, sql->params ? "(" : "", buf_text(&b), sql->params ? ")" : ""));
	while (db_step(s) && !found) {
		const char *step = col_text(s, 0, a), *seq = strstr(step, "Seq Scan on ");
		if (strstr(step, "Index Cond: "))
			walked = NULL;
		if (walked && strstr(step, "->"))
			found = walked;
		if (seq)
			found = seq + strlen("Seq Scan on ");
		const char *index = walked_index(step, a);
		if (index)
			walked = is_partial(d, index, a) ? NULL : index;
	}
	db_done(s);
	return found ? found : walked;
}

static const char *find_scan(struct db *d, const struct sql *sql, struct arena *a)
{
	return (db_is_postgres(d) ? find_scan_pg : find_scan_lite)(d, sql, a);
}

/* What would read many rows by another index that serves it too. */
static const struct {
	const char *statement, *index;
} must_use[] = {{"message_once", "message_by_once"}};

/* The index that the statement is to use and does not; NULL: none. */
static const char *left_aside(struct db *d, const struct sql *sql, struct arena *a)
{
	const char *index = NULL;
	struct buf plan = buf_in(a);
	for (size_t i = 0; i < sizeof(must_use) / sizeof(must_use[0]); i++)
		if (strcmp(sql->name, must_use[i].statement) == 0)
			index = must_use[i].index;
	if (!index || db_is_postgres(d)) /* which chooses by what the tables hold */
		return NULL;
	struct stmt *s = db_use_text(d, arena_printf(a, "explain query plan %s", sql->text));
	while (db_step(s))
		buf_printf(&plan, "%s ", col_text(s, 3, a));
	db_done(s);
	return strstr(buf_text(&plan), arena_printf(a, "%s ", index)) ? NULL : index;
}

static const char *wrong_with(struct db *d, const struct sql *sql, struct arena *a)
{
	struct guard g;
	if (!GUARD(&g))
		return arena_printf(a, "it can't be prepared: %s", g.message);
	const char *problem = NULL;
	struct stmt *s = db_use(d, sql);
	int columns = col_count(s);
	db_done(s);
	const char *table = sql->scan ? NULL : find_scan(d, sql, a), *index = left_aside(d, sql, a);
	if (columns != sql->columns && sql->columns)
		problem = arena_printf(a, "it gives %d columns, declared are %d", columns, sql->columns);
	else if (table)
		problem = arena_printf(a, "it reads all of %s; use an index or say why in :scan", table);
	else if (index)
		problem = arena_printf(a, "it does not use %s", index);
	guard_end(&g);
	return problem;
}

static void check(struct db *d, const struct sql *sql, struct arena *a)
{
	if (sql->only && strcmp(sql->only, db_is_postgres(d) ? "postgresql" : "sqlite") != 0)
		return; /* its twin is checked */
	const char *problem = wrong_with(d, sql, a);
	printf("%s %d - %s\n", problem ? "not ok" : "ok", ++points, sql->name);
	if (problem)
		printf("# %s\n", problem);
	bad += problem != NULL;
}

static struct db *fresh_database(struct app *app, const char *folder)
{
	const char *why = NULL;
	const char *file = arena_printf(app->arena, "%s/all.db", folder);
	struct db *d = db_open(test_database(app->arena, "statements", file), DB_WRITE, app->arena, &why);
	if (!d)
		fault("%s", why);
	app_register(app, all_modules);
	schema_ready(app, d, app->arena);
	if (db_is_postgres(d))
		db_script(d, "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off;"
			  "set enable_mergejoin = off; set enable_material = off");
	return d;
}

int main(void)
{
	static struct app app;
	char folder[] = "statements-XXXXXX";
	test_needs_engine();
	if (!mkdtemp(folder))
		return 1;
	log_set_level(LOG_LEVEL_ERROR);
	app.arena = arena_new(256 << 20);
	struct db *d = fresh_database(&app, folder);
	size_t n;
	const struct sql_list *const *lists = sql_lists(&n);
	for (size_t k = 0; k < n; k++)
		for (size_t i = 0; i < lists[k]->n; i++)
			check(d, lists[k]->items[i], app.arena);
	printf("1..%d\n", points);
	db_close(d);
	arena_free(app.arena);
	char command[64];
	snprintf(command, sizeof(command), "rm -r %s", folder);
	return system(command) != 0 || bad || !points;
}
