/* The schema: the kernel's tables, each module's records and further tables, made once. */
#include "kernel/schema.h"

#include "kernel/schema_text.h"
#include "kernel.sql.h"

static const struct sql have_steps = {
	.name = "have_steps",
	.text = "select count(*) from sqlite_master where name = 'schema_step'",
	.scan = "the list of tables is short",
};

static bool exists(struct db *d)
{
	struct stmt *s = db_use(d, &have_steps);
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
		db_script(d, "create virtual table search_text using fts5(tokens, marks, tokenize='unicode61 remove_diacritics 0')");
		q_step_add(d, "baseline", clock_now());
	}
	db_commit(d);
}
