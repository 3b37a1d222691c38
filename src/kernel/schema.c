/* The schema: the kernel's tables, each module's records and further tables, made once. */
#include "kernel/schema.h"

#include "kernel/schema_text.h"
#include "kernel.sql.h"

/* What each database says differently: its list of tables, and its index of words (kernel/search.c). */
static const struct dialect {
	struct sql have_steps;
	const char *search_text;
} dialects[] = {
	{{.name = "have_steps", .text = "select count(*) from sqlite_master where name = 'schema_step'"},
	 "create virtual table search_text using fts5(tokens, marks, tokenize='unicode61 remove_diacritics 0')"},
	{{.name = "have_steps", .text = "select count(*) from pg_tables where schemaname = current_schema() and tablename = 'schema_step'"},
	 "create table search_text(rowid bigint primary key, words tsvector not null);"
	 "create index search_text_words on search_text using gin(words)"},
};

static bool exists(struct db *d)
{
	struct stmt *s = db_use(d, &dialects[db_is_postgres(d)].have_steps);
	bool there = db_step(s) && col_int(s, 0) > 0;
	db_done(s);
	return there;
}

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

void schema_ready(struct app *app, struct db *d, struct arena *a)
{
	db_begin(d);
	if (!exists(d)) {
		struct buf b = buf_in(a);
		schema_text(app, &b);
		db_script(d, buf_text(&b));
		db_script(d, dialects[db_is_postgres(d)].search_text);
		q_step_add(d, "baseline", clock_now());
	}
	db_commit(d);
}
