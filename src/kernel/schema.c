/* The schema: the kernel's tables, each module's records and further tables, made or brought up to date. */
#include "kernel/schema.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/log.h"
#include "kernel/measure.h"
#include "kernel/schema_text.h"
#include "kernel.sql.h"

/* Steps of the kernel's own tables, oldest first; a row once released stays as it is. */
static void drop_narrow_indexes(struct db *d);
static void carry_older(struct db *d);
static void index_letters(struct db *d);

static const struct schema_step kernel_steps[] = {
	{"lists: indexes over all units hold the unit", .run = drop_narrow_indexes},
	{"counters: what stood follows units that were moved", .run = carry_older},
	{"search: first characters are words of their own", .run = index_letters},
	{0},
};

/* What each database says differently: its catalogue, and its index of words (kernel/search.c). FTS5's is told to keep first characters too. */
#define WORDS_LITE "using fts5(tokens, marks, prefix='1', tokenize='unicode61 remove_diacritics 0')"
#define TERMS_LITE "create virtual table search_text_terms using fts5vocab(search_text, instance)"

static const struct dialect {
	const char *catalogue; /* names of tables and indexes, and table.column */
	const char *search_text, *search_terms, *search_sample;
} dialects[] = {
	{"select name from sqlite_master where type in ('table', 'index') union all "
	 "select m.name || '.' || c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'",
	 "create virtual table search_text " WORDS_LITE, TERMS_LITE, NULL},
	{"select cast(tablename as text) from pg_tables where schemaname = current_schema() union all "
	 "select cast(indexname as text) from pg_indexes where schemaname = current_schema() union all "
	 "select cast(table_name as text) || '.' || cast(column_name as text) from information_schema.columns where table_schema = current_schema()",
	 "create table search_text(rowid bigint primary key, words tsvector not null);\n"
	 "create index search_text_words on search_text using gin(words)", NULL,
	 "create index search_text_sample on search_text using gin(words) where rowid % 251 = 0"},
};

void schema_text(const struct app *app, struct buf *out)
{
	buf_puts(out, kernel_schema);
	EACH_MODULE(app, m) {
		for (const struct flow *const *f = m->flows; f && *f; f++)
			record_ddl((*f)->record, out);
		for (const struct record *const *x = m->records; x && *x; x++)
			record_ddl(*x, out);
		if (m->schema)
			buf_puts(out, m->schema);
	}
}

void schema_search_text(const struct db *d, struct buf *out)
{
	const struct dialect *own = &dialects[db_is_postgres(d)];
	const char *const texts[] = {own->search_text, own->search_terms, own->search_sample};
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (texts[i])
			buf_printf(out, "%s;\n", texts[i]);
}

/* ---- what is there ---- */

struct catalogue {
	const char **names; /* sorted */
	size_t n;
};

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static struct catalogue read_catalogue(struct db *d, struct arena *a)
{
	struct catalogue c = {0};
	size_t room = 1024;
	c.names = NEW_N(a, const char *, room);
	struct stmt *s = db_use_text(d, dialects[db_is_postgres(d)].catalogue);
	while (db_step(s)) {
		if (c.n == room) {
			const char **more = NEW_N(a, const char *, room * 2);
			memcpy(more, c.names, room * sizeof(*more));
			c.names = more;
			room *= 2;
		}
		c.names[c.n++] = col_text(s, 0, a);
	}
	db_done(s);
	qsort(c.names, c.n, sizeof(*c.names), by_name);
	return c;
}

static bool has(const struct catalogue *c, const char *name)
{
	return c->n && bsearch(&name, c->names, c->n, sizeof(*c->names), by_name) != NULL;
}

/* RECORD_all_FIELD, in place of which RECORD_wide_FIELD is made. */
static void drop_narrow_indexes(struct db *d)
{
	struct arena *a = arena_new(8u << 20);
	struct catalogue c = read_catalogue(d, a);
	for (size_t i = 0; i < c.n; i++)
		if (strstr(c.names[i], "_all_") && !strchr(c.names[i], '.'))
			db_script(d, arena_printf(a, "drop index %s", c.names[i]));
	arena_free(a);
}

/* Units that moved took nothing along that stood. */
static void carry_older(struct db *d)
{
	struct arena *a = arena_new(64u << 20);
	measure_carry_missing(d, a, true, NULL);
	arena_free(a);
}

/* FTS5 takes what it indexes from the text of its table alone, so the table is made anew. */
static void index_letters(struct db *d)
{
	if (!db_is_postgres(d))
		db_script(d, "create virtual table search_anew " WORDS_LITE ";\n"
			     "insert into search_anew(rowid, tokens, marks) select rowid, tokens, marks from search_text;\n"
			     "drop table search_text_terms;\n"
			     "drop table search_text;\n"
			     "alter table search_anew rename to search_text;\n" TERMS_LITE ";\n"
			     "insert into search_text(search_text) values ('optimize')");
}

bool schema_there(struct db *d)
{
	struct arena *a = arena_new(8u << 20);
	struct catalogue c = read_catalogue(d, a);
	bool there = has(&c, "schema_step");
	arena_free(a);
	return there;
}

/* ---- what is declared ---- */

struct made {
	bool table; /* or an index */
	const char *name;
	const char *text; /* "create …", without the semicolon */
	struct str inside; /* of a table: between the outer brackets */
};

/* The next "create table" or "create [unique] index" of a schema text. */
static bool next_made(struct str *rest, struct arena *a, struct made *out)
{
	for (;;) {
		*rest = str_trim(*rest);
		if (!rest->n)
			return false;
		if (!str_starts(*rest, "--"))
			break;
		str_cut(rest, '\n');
	}
	struct str text = str_trim(str_cut(rest, ';')), words = text, word = str_cut(&words, ' ');
	if (!str_is(word, "create"))
		fault("a schema text may only create tables and indexes: %.60s", str_dup(a, text));
	word = str_cut(&words, ' ');
	out->table = str_is(word, "table");
	if (str_is(word, "unique"))
		str_cut(&words, ' ');
	out->text = str_dup(a, text);
	out->name = arena_strndup(a, words.p, strcspn(out->text + (words.p - text.p), " ("));
	size_t open = str_find(text, "(");
	const char *close = memrchr(text.p, ')', text.n);
	out->inside = open < text.n ? str_head(str_skip(text, open + 1), (size_t)(close - text.p) - open - 1) : STR("");
	return true;
}

/* Cuts *rest behind the next column or key of a table; commas in brackets and quotes do not part. */
static struct str next_column(struct str *rest)
{
	int depth = 0;
	bool quoted = false;
	size_t i = 0;
	for (; i < rest->n; i++) {
		char c = rest->p[i];
		quoted ^= c == '\'';
		depth += quoted ? 0 : (c == '(') - (c == ')');
		if (c == ',' && !quoted && !depth)
			break;
	}
	struct str column = str_trim(str_head(*rest, i));
	*rest = str_skip(*rest, i + 1);
	return column;
}

static void did(struct db *d, struct arena *a, const char *what, const char *name)
{
	q_step_add(d, arena_printf(a, "%s%s", what, name), clock_now());
}

static void add_columns(struct db *d, struct arena *a, const struct catalogue *there, const struct made *m)
{
	for (struct str rest = m->inside, column; (column = next_column(&rest)).n;) {
		struct str after = column, name = str_cut(&after, ' ');
		const char *full = arena_printf(a, "%s.%s", m->name, str_dup(a, name));
		if (str_is(name, "primary") || str_is(name, "unique") || has(there, full))
			continue;
		db_script(d, arena_printf(a, "alter table %s add column %s", m->name, str_dup(a, column)));
		did(d, a, "column ", full);
	}
}

static void make_tables(struct db *d, struct arena *a, struct str text)
{
	struct catalogue there = read_catalogue(d, a);
	for (struct made m; next_made(&text, a, &m);) {
		if (!m.table)
			continue;
		if (has(&there, m.name)) {
			add_columns(d, a, &there, &m);
			continue;
		}
		db_script(d, m.text);
		did(d, a, "table ", m.name);
	}
	const struct dialect *own = &dialects[db_is_postgres(d)];
	if (!has(&there, "search_text"))
		db_script(d, own->search_text);
	if (own->search_terms && !has(&there, "search_text_terms"))
		db_script(d, own->search_terms);
	if (own->search_sample && !has(&there, "search_text_sample"))
		db_script(d, own->search_sample);
}

static void make_indexes(struct db *d, struct arena *a, struct str text)
{
	struct catalogue there = read_catalogue(d, a);
	for (struct made m; next_made(&text, a, &m);) {
		if (m.table || has(&there, m.name))
			continue;
		db_script(d, m.text);
		did(d, a, "index ", m.name);
	}
}

/* ---- hand-written steps ---- */

static const char CONTRACT[] = "contract ";

static const char *record_of(struct arena *a, const struct schema_step *s)
{
	return s->contract ? arena_printf(a, "%s%s", CONTRACT, s->name) : s->name;
}

/* Runs what was not run yet; in a fresh database nothing is to be done, only recorded. */
static void run_steps(struct db *d, struct arena *a, const struct schema_step *steps, bool fresh)
{
	for (const struct schema_step *s = steps; s && s->name; s++) {
		const char *record = record_of(a, s);
		if (q_step_done(d, record))
			continue;
		if (!fresh) {
			log_info("schema_step name=\"%s\"", s->name);
			if (s->text)
				db_script(d, s->text);
			else
				s->run(d);
		}
		did(d, a, "", record);
	}
}

static bool in_steps(struct arena *a, const struct schema_step *steps, const char *record)
{
	for (const struct schema_step *s = steps; s && s->name; s++)
		if (strcmp(record_of(a, s), record) == 0)
			return true;
	return false;
}

/* A later release took something away that this one needs. */
static void refuse_newer(struct app *app, struct db *d, struct arena *a)
{
	struct stmt *s = db_use_text(d, "select name from schema_step order by name");
	while (db_step(s)) {
		const char *record = col_text(s, 0, a);
		bool known = strncmp(record, CONTRACT, strlen(CONTRACT)) != 0 || in_steps(a, kernel_steps, record);
		EACH_MODULE(app, m)
			known = known || in_steps(a, m->steps, record);
		if (!known)
			fault("数据库已由更新版本的连心升级（%s），请用那个版本启动。", record + strlen(CONTRACT));
	}
	db_done(s);
}

static bool all_done(struct db *d, struct arena *a, const struct schema_step *steps)
{
	for (const struct schema_step *s = steps; s && s->name; s++)
		if (!q_step_done(d, record_of(a, s)))
			return false;
	return true;
}

bool schema_current(const struct app *app, struct db *d, struct arena *a)
{
	bool done = q_step_done(d, "baseline") && all_done(d, a, kernel_steps);
	EACH_MODULE(app, m)
		done = done && all_done(d, a, m->steps);
	return done;
}

void schema_ready(struct app *app, struct db *d, struct arena *a)
{
	struct buf b = buf_in(a);
	schema_text(app, &b);
	struct str text = str_of(buf_text(&b));
	db_begin(d);
	struct catalogue there = read_catalogue(d, a);
	bool fresh = !has(&there, "schema_step");
	if (fresh) {
		struct buf search = buf_in(a);
		schema_search_text(d, &search);
		db_script(d, text.p);
		db_script(d, buf_text(&search));
		did(d, a, "", "baseline");
	} else {
		refuse_newer(app, d, a);
		make_tables(d, a, text);
	}
	run_steps(d, a, kernel_steps, fresh);
	EACH_MODULE(app, m)
		run_steps(d, a, m->steps, fresh);
	if (!fresh)
		make_indexes(d, a, text);
	db_commit(d);
}
