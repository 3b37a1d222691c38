#include "app/copy.h"

#include <string.h>

#include "base/fault.h"
#include "kernel/search.h"
#include "secret/token.h"

enum { TABLES_MOST = 400, COLUMNS_MOST = 100, INSERT = 40, COMMIT_EVERY = 50000, WORDS = 500 };

/* ---- what there is ---- */

static const struct {
	const char *tables, *columns;
} dialects[] = {
	{"select name from sqlite_master where type = 'table' order by name",
	 "select name, type from pragma_table_info($1) order by cid"},
	{"select tablename from pg_tables where schemaname = current_schema() order by tablename",
	 "select column_name, data_type from information_schema.columns where table_schema = current_schema() "
	 "and table_name = $1 order by ordinal_position"},
};

/* Not copied: the index of words (made anew), leases of processes, and what the schema says of itself. */
static bool is_own(const char *name)
{
	static const char *const left[] = {"search_text", "sqlite_", "lease", "schema_step"};
	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
		if (strncmp(name, left[i], strlen(left[i])) == 0)
			return false;
	return true;
}

static void find_columns(struct copy *c, struct copy_table *t)
{
	struct arena *a = c->app->arena;
	struct stmt *s = db_use_text(c->to, dialects[db_is_postgres(c->to)].columns);
	t->columns = NEW_N(a, const char *, COLUMNS_MOST);
	t->numbers = NEW_N(a, bool, COLUMNS_MOST);
	bind_text(s, 1, t->name);
	while (db_step(s)) {
		if (t->n_columns == COLUMNS_MOST)
			fault("%s has too many columns to copy", t->name);
		t->columns[t->n_columns] = col_text(s, 0, a);
		t->numbers[t->n_columns++] = strcmp(col_text(s, 1, a), "text") != 0 && strcmp(col_text(s, 1, a), "TEXT") != 0;
	}
	db_done(s);
}

void copy_tables(struct copy *c)
{
	struct stmt *s = db_use_text(c->to, dialects[db_is_postgres(c->to)].tables);
	c->tables = NEW_N(c->app->arena, struct copy_table, TABLES_MOST);
	while (db_step(s)) {
		const char *name = col_text(s, 0, c->app->arena);
		if (c->n_tables == TABLES_MOST)
			fault("too many tables to copy");
		if (is_own(name))
			c->tables[c->n_tables++] = (struct copy_table){.name = name};
	}
	db_done(s);
	for (size_t i = 0; i < c->n_tables; i++)
		find_columns(c, &c->tables[i]);
}

/* ---- reading a table; rows come one by one as long as nothing else is asked on the connection ---- */

/* The mark of a source that was copied stays there. */
static const char *which(const struct copy_table *t)
{
	return strcmp(t->name, "setting") == 0 ? " where name <> 'copied_to'" : "";
}

static const char *select_text(struct arena *a, const struct copy_table *t)
{
	struct buf b = buf_in(a);
	for (int i = 0; i < t->n_columns; i++)
		buf_printf(&b, "%s%s", i ? ", " : "select ", t->columns[i]);
	buf_printf(&b, " from %s%s", t->name, which(t));
	return buf_text(&b);
}

struct value {
	bool null;
	int64_t number;
	const char *text;
};

/* The row the statement stands on; adds it to the sum of the table. */
static void take(struct stmt *s, struct copy_table *t, struct arena *a, struct value *row)
{
	struct buf b = buf_in(a);
	for (int i = 0; i < t->n_columns; i++) {
		struct value *v = &row[i];
		*v = (struct value){.null = col_null(s, i), .text = ""};
		if (v->null) {
			buf_puts(&b, "-;");
			continue;
		}
		if (t->numbers[i])
			v->number = col_int(s, i);
		v->text = t->numbers[i] ? arena_printf(a, "%lld", (long long)v->number) : col_text(s, i, a);
		buf_printf(&b, "%zu:%s;", strlen(v->text), v->text);
	}
	unsigned char sum[SHA256_BYTES];
	struct sha256 h;
	sha256_begin(&h);
	sha256_add(&h, b.p, b.n);
	sha256_end(&h, sum);
	for (int i = 0; i < 8; i++)
		t->sum += (uint64_t)sum[i] << 8 * i;
	t->rows++;
}

/* Encrypted texts name their key: one of another key could not be read at the target. */
static void look_for_keys(struct copy *c, const struct copy_table *t, const struct value *row, struct arena *a)
{
	for (int i = 0; i < t->n_columns; i++) {
		const char *id = !t->numbers[i] && !row[i].null && strncmp(row[i].text, "v1:", 3) == 0 ? secret_key_id(a, row[i].text) : "";
		if (!*id)
			continue;
		c->sealed_values++;
		if (strcmp(id, c->app->keys.id) != 0 && !c->other_key)
			c->other_key = arena_strdup(c->app->arena, id);
	}
}

void copy_measure(struct copy *c, struct db *d, struct copy_table *t)
{
	struct arena *a = arena_new(64u << 20);
	struct value row[COLUMNS_MOST];
	t->rows = 0;
	t->sum = 0;
	struct stmt *s = db_use_text(d, select_text(c->app->arena, t));
	while (db_step(s)) {
		take(s, t, a, row);
		arena_reset(a);
	}
	db_done(s);
	arena_free(a);
}

/* ---- writing it ---- */

static const char *insert_text(struct arena *a, const struct copy_table *t, int rows)
{
	struct buf b = buf_in(a);
	int at = 0;
	buf_printf(&b, "insert into %s(", t->name);
	for (int i = 0; i < t->n_columns; i++)
		buf_printf(&b, "%s%s", i ? ", " : "", t->columns[i]);
	buf_puts(&b, ") values ");
	for (int k = 0; k < rows; k++)
		for (int i = 0; i < t->n_columns; i++)
			buf_printf(&b, "%s$%d%s", i ? ", " : k ? ", (" : "(", ++at, i + 1 == t->n_columns ? ")" : "");
	return buf_text(&b);
}

static void insert(struct copy *c, const struct copy_table *t, const struct value *rows, int n, struct arena *a)
{
	if (!n)
		return;
	struct stmt *s = db_use_text(c->to, insert_text(a, t, n));
	for (int i = 0; i < n * t->n_columns; i++) {
		if (rows[i].null)
			bind_null(s, i + 1);
		else if (t->numbers[i % t->n_columns])
			bind_int(s, i + 1, rows[i].number);
		else
			bind_text(s, i + 1, rows[i].text);
	}
	if (db_run(s) != n)
		fault("%s did not take all rows", t->name);
}

static void copy_table(struct copy *c, struct copy_table *t)
{
	struct arena *a = arena_new(256u << 20);
	struct value *rows = NEW_N(c->app->arena, struct value, (size_t)(INSERT * t->n_columns));
	int n = 0;
	struct stmt *s = db_use_text(c->from, select_text(c->app->arena, t));
	db_begin(c->to);
	while (db_step(s)) {
		take(s, t, a, &rows[n * t->n_columns]);
		look_for_keys(c, t, &rows[n * t->n_columns], a);
		if (++n == INSERT) {
			insert(c, t, rows, n, a);
			arena_reset(a);
			n = 0;
		}
		if (n == 0 && t->rows % COMMIT_EVERY == 0) {
			db_commit(c->to);
			db_begin(c->to);
		}
	}
	insert(c, t, rows, n, a);
	db_commit(c->to);
	db_done(s);
	arena_free(a);
}

void copy_rows(struct copy *c)
{
	for (size_t i = 0; i < c->n_tables; i++)
		copy_table(c, &c->tables[i]);
}

void copy_words(struct copy *c)
{
	struct arena *a = arena_new(256u << 20);
	int64_t after = 0;
	for (size_t n = WORDS; n == WORDS;) {
		struct search_words *w = search_words_of(c->from, a, after, WORDS, &n);
		db_begin(c->to);
		for (size_t i = 0; i < n; i++) {
			search_words_add(c->to, a, &w[i]);
			after = w[i].id;
		}
		db_commit(c->to);
		arena_reset(a);
	}
	arena_free(a);
}
