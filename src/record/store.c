/* Records in the database: derived SQL for the trivial; everything else is in .sql files. */
#include <string.h>

#include "base/fault.h"
#include "db/many.h"
#include "record/record.h"

static bool is_text(const struct field *f)
{
	return f->kind == KIND_TEXT || f->kind == KIND_LONG;
}

static const char *column_type(const struct field *f)
{
	if (f->kind == KIND_ID)
		return "bigint primary key";
	return is_text(f) ? "text not null default ''" : "bigint not null default 0";
}

void record_ddl(const struct record *r, struct buf *out)
{
	buf_printf(out, "create table %s(", r->name);
	for (int i = 0; i < r->n_fields; i++)
		buf_printf(out, "%s%s %s", i ? ", " : "", r->fields[i].name, column_type(&r->fields[i]));
	buf_puts(out, ");\n");
	for (int i = 0; i < r->n_fields; i++) {
		const char *f = r->fields[i].name;
		if (!(r->fields[i].use & (F_SORT | F_FILTER)))
			continue;
		if (r->fields[i].use & F_SPARSE) {
			buf_printf(out, "create index %s_sorted_some_%s on %s(unit, %s, id) where %s <> 0;\n", r->name, f, r->name, f, f);
			buf_printf(out, "create index %s_wide_some_%s on %s(%s, id, unit) where %s <> 0;\n", r->name, f, r->name, f, f);
			continue;
		}
		buf_printf(out, "create index %s_sorted_%s on %s(unit, %s, id);\n", r->name, f, r->name, f);
		/* the unit too, so that a walk over all units sees whose a row is without reading it */
		buf_printf(out, "create index %s_wide_%s on %s(%s, id, unit);\n", r->name, f, r->name, f);
	}
	buf_printf(out, "create index %s_by_unit on %s(unit, id);\n", r->name, r->name);
	if (r->indexes)
		buf_puts(out, r->indexes);
}

/* Some of these texts are made for every list, so without the dear "printf". */
static void put_column(struct buf *b, bool further, const char *name)
{
	if (further)
		buf_put(b, ", ", 2);
	buf_puts(b, name);
}

static void put_places(struct buf *b, size_t n)
{
	for (size_t i = 1; i <= n; i++) {
		buf_puts(b, i > 1 ? ", $" : "$");
		buf_int(b, (int64_t)i);
	}
}

static void columns(const struct record *r, struct buf *b)
{
	for (int i = 0; i < r->n_fields; i++)
		put_column(b, i > 0, r->fields[i].name);
}

static void fetch(struct stmt *s, struct arena *a, const struct record *r, void *row)
{
	for (int i = 0; i < r->n_fields; i++) {
		const struct field *f = &r->fields[i];
		if (is_text(f))
			field_set_text(f, row, col_text(s, i, a));
		else
			field_set_int(f, row, col_int(s, i));
	}
}

static void bind(struct stmt *s, int at, const struct field *f, const void *row)
{
	if (is_text(f))
		bind_text(s, at, field_text(f, row));
	else
		bind_int(s, at, field_int(f, row));
}

enum { SOME = 10 }; /* statements for several rows exist for multiples of it */

/* The columns of a field mask; of the others nothing is read. */
static bool wanted(const struct record *r, const struct field *f, unsigned use)
{
	return (f->use & use) || f->at < sizeof(struct head) || strcmp(f->name, r->title) == 0;
}

static struct stmt *use_some(struct db *d, struct arena *a, const struct record *r, size_t n, unsigned use)
{
	struct buf b = buf_in(a);
	buf_puts(&b, "select ");
	size_t start = b.n;
	for (int i = 0; i < r->n_fields; i++)
		if (wanted(r, &r->fields[i], use))
			put_column(&b, b.n > start, r->fields[i].name);
	buf_printf(&b, " from %s where id in (", r->name);
	put_places(&b, n);
	buf_puts(&b, ")");
	return db_use_text(d, buf_text(&b));
}

static void *fetch_some(struct stmt *s, struct arena *a, const struct record *r, unsigned use)
{
	void *row = record_new(a, r);
	for (int i = 0, at = 0; i < r->n_fields; i++) {
		const struct field *f = &r->fields[i];
		if (!wanted(r, f, use))
			continue;
		if (is_text(f))
			field_set_text(f, row, col_text(s, at++, a));
		else
			field_set_int(f, row, col_int(s, at++));
	}
	return row;
}

void record_load_some(struct db *d, struct arena *a, const struct record *r, const int64_t *ids, size_t n,
		      unsigned use, void **rows)
{
	size_t room = (n + SOME - 1) / SOME * SOME;
	if (!n)
		return;
	struct stmt *s = use_some(d, a, r, room, use);
	for (size_t i = 0; i < room; i++)
		bind_int(s, (int)i + 1, ids[i < n ? i : n - 1]);
	while (db_step(s)) {
		struct head *h = fetch_some(s, a, r, use);
		for (size_t i = 0; i < n; i++)
			if (ids[i] == h->id)
				rows[i] = h;
	}
	db_done(s);
}

void record_titles(struct db *d, struct arena *a, const struct record *r, const int64_t *ids, size_t n,
		   const char **titles)
{
	struct buf b = buf_in(a);
	size_t room = (n + SOME - 1) / SOME * SOME;
	for (size_t i = 0; i < n; i++)
		titles[i] = "";
	if (!n)
		return;
	buf_printf(&b, "select id, %s from %s where id in (", r->title, r->name);
	put_places(&b, room);
	buf_puts(&b, ")");
	struct stmt *s = db_use_text(d, buf_text(&b));
	for (size_t i = 0; i < room; i++)
		bind_int(s, (int)i + 1, ids[i < n ? i : n - 1]);
	while (db_step(s)) {
		int64_t id = col_int(s, 0);
		const char *title = col_text(s, 1, a);
		for (size_t i = 0; i < n; i++)
			if (ids[i] == id)
				titles[i] = title;
	}
	db_done(s);
}

/* What stands for a record's statements (db_use_known): addresses within its description. */
enum { LOAD, INSERT, INSERT_UNIQUE, UPDATE, STATEMENTS };
_Static_assert(sizeof(struct record) >= STATEMENTS, "each statement of a record has an address");

static const void *key_of(const struct record *r, int which)
{
	return (const char *)r + which;
}

static void load_text(const struct record *r, struct buf *b)
{
	buf_puts(b, "select ");
	columns(r, b);
	buf_printf(b, " from %s where id = $1", r->name);
}

static void insert_text(const struct record *r, struct buf *b)
{
	buf_printf(b, "insert into %s(", r->name);
	columns(r, b);
	buf_puts(b, ") values (");
	put_places(b, (size_t)r->n_fields);
	buf_puts(b, ")");
}

static void insert_unique_text(const struct record *r, struct buf *b)
{
	insert_text(r, b);
	buf_puts(b, " on conflict do nothing");
}

static void update_text(const struct record *r, struct buf *b)
{
	buf_printf(b, "update %s set ", r->name);
	for (int i = 1; i < r->n_fields; i++)
		buf_printf(b, "%s%s = $%d", i > 1 ? ", " : "", r->fields[i].name, i + 1);
	buf_printf(b, " where id = $1 and version = $%d", r->n_fields + 1);
}

static struct stmt *use_of(struct db *d, struct arena *a, const struct record *r, int which)
{
	static void (*const texts[STATEMENTS])(const struct record *r, struct buf *b) = {load_text, insert_text, insert_unique_text, update_text};
	struct stmt *s = db_use_known(d, key_of(r, which));
	struct buf b = buf_in(a);
	if (s)
		return s;
	texts[which](r, &b);
	return db_use_made(d, key_of(r, which), buf_text(&b));
}

void *record_load(struct db *d, struct arena *a, const struct record *r, int64_t id)
{
	struct stmt *s = use_of(d, a, r, LOAD);
	bind_int(s, 1, id);
	void *row = NULL;
	if (db_step(s)) {
		row = record_new(a, r);
		fetch(s, a, r, row);
	}
	db_done(s);
	return row;
}

const char *record_title(struct db *d, struct arena *a, const struct record *r, int64_t id)
{
	struct stmt *s = db_use_text(d, arena_printf(a, "select %s from %s where id = $1", r->title, r->name));
	bind_int(s, 1, id);
	const char *title = db_step(s) ? col_text(s, 0, a) : "";
	db_done(s);
	return title;
}

static int64_t insert(struct db *d, struct arena *a, const struct record *r, const void *row, int how)
{
	struct stmt *s = use_of(d, a, r, how);
	for (int i = 0; i < r->n_fields; i++)
		bind(s, i + 1, &r->fields[i], row);
	return db_run(s);
}

void record_insert(struct db *d, struct arena *a, const struct record *r, const void *row)
{
	insert(d, a, r, row, INSERT);
}

bool record_insert_unique(struct db *d, struct arena *a, const struct record *r, const void *row)
{
	return insert(d, a, r, row, INSERT_UNIQUE) == 1;
}

int64_t record_insert_some(struct db *d, struct arena *a, const struct record *r, const void *const *rows, size_t n, bool ahead)
{
	struct buf b = buf_in(a);
	insert_unique_text(r, &b);
	struct many m = many_of(d, a, buf_text(&b), r->n_fields);
	m.ahead = ahead;
	for (size_t i = 0; i < n; i++) {
		for (int j = 0; j < r->n_fields; j++) {
			const struct field *f = &r->fields[j];
			if (is_text(f))
				many_text(&m, field_text(f, rows[i]));
			else
				many_int(&m, field_int(f, rows[i]));
		}
		many_row(&m);
	}
	return many_done(&m);
}

bool record_update(struct db *d, struct arena *a, const struct record *r, void *row)
{
	struct head *h = row;
	int64_t before = h->version;
	if (before == INT64_MAX) /* only a form says so */
		return false;
	struct stmt *s = use_of(d, a, r, UPDATE);
	h->version = before + 1;
	for (int i = 0; i < r->n_fields; i++)
		bind(s, i + 1, &r->fields[i], row);
	bind_int(s, r->n_fields + 1, before);
	bool written = db_run(s) == 1;
	if (!written)
		h->version = before;
	return written;
}
