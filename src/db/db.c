#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "db/driver.h"

bool url_is_postgres(const char *url)
{
	return strncmp(url, "postgresql://", 13) == 0 || strncmp(url, "postgres://", 11) == 0;
}

struct db *db_open(const char *url, enum db_mode mode, struct arena *a, const char **why)
{
	char reason[300] = "";
	struct db *d = calloc(1, sizeof(*d));
	if (!d)
		fault("out of memory for a database connection");
	d->driver = url_is_postgres(url) ? &db_postgres : &db_sqlite;
	d->mode = mode;
	if (!d->driver->open(d, url, reason, sizeof(reason))) {
		*why = arena_strdup(a, reason);
		free(d);
		return NULL;
	}
	return d;
}

static void stmt_free(struct stmt *s)
{
	if (s->handle)
		s->db->driver->finalize(s);
	free(s->text);
	free(s);
}

static void end_statements(struct db *d)
{
	while (d->all) {
		struct stmt *s = d->all;
		d->all = s->next;
		stmt_free(s);
	}
	memset(d->cache, 0, sizeof(d->cache));
	d->cached = 0;
}

void db_close(struct db *d)
{
	if (!d)
		return;
	end_statements(d);
	d->driver->close(d);
	free(d);
}

bool db_heal(struct db *d)
{
	if (!d->driver->heal)
		return true;
	end_statements(d);
	d->watched++;
	return d->driver->heal(d);
}

bool db_is_postgres(const struct db *d)
{
	return d->driver != &db_sqlite;
}

enum db_trouble db_trouble(const struct db *d)
{
	return d->trouble;
}

void db_fault(struct db *d, enum db_trouble kind, const char *what, const char *message)
{
	d->trouble = kind;
	if (kind == DB_CONFLICT)
		unwind("the database wants the transaction to be rerun");
	fault("database: %.120s: %.300s", what, message);
}

void db_script(struct db *d, const char *text)
{
	d->watched++;
	d->driver->script(d, text);
}

struct db_note *db_note(struct db *d, enum db_note_of of)
{
	return &d->notes[of];
}

static void forget_notes(struct db *d)
{
	for (int i = 0; i < DB_NOTES; i++)
		d->notes[i].number = 0;
}

void db_begin(struct db *d)
{
	d->trouble = DB_FINE;
	forget_notes(d);
	d->driver->begin(d);
}

void db_commit(struct db *d)
{
	forget_notes(d);
	d->driver->commit(d);
	if (d->forget)
		d->forget = !d->driver->scrub(d);
}

void db_bulk(struct db *d)
{
	d->driver->bulk(d);
}

void db_map(struct db *d, bool on)
{
	if (d->driver->map && d->mode == DB_READ)
		d->driver->map(d, on);
}

bool db_is_untidy(const struct db *d)
{
	return d->driver->untidy && d->driver->untidy(d);
}

void db_tidy(struct db *d)
{
	if (d->driver->tidy)
		d->driver->tidy(d);
}

void db_forget(struct db *d)
{
	d->forget = true;
}

void db_reset_all(struct db *d)
{
	for (struct stmt *s = d->all, *next; s; s = next) {
		next = s->next;
		if (s->busy)
			db_done(s); /* may free s */
	}
}

void db_rollback(struct db *d)
{
	forget_notes(d);
	db_reset_all(d);
	if (d->driver->in_transaction(d))
		d->driver->rollback(d);
}

bool db_in_transaction(const struct db *d)
{
	return d->driver->in_transaction(d);
}

void db_savepoint(struct db *d)
{
	d->driver->savepoint(d);
}

void db_release(struct db *d)
{
	d->driver->release(d);
}

void db_rollback_to(struct db *d)
{
	forget_notes(d);
	db_reset_all(d);
	if (d->driver->in_transaction(d))
		d->driver->rollback_to(d);
}

/* ---- tables that are watched ---- */

static const char *const *watched; /* NULL: all */

void db_watch(const char *const *tables)
{
	watched = tables;
}

int64_t db_watched(const struct db *d)
{
	return d->watched;
}

bool db_others_wrote(struct db *d)
{
	return !d->driver->others_wrote || d->driver->others_wrote(d);
}

static bool is_watched(struct str table)
{
	bool found = !watched;
	for (const char *const *t = watched; t && *t && !found; t++)
		found = str_is(table, *t);
	return found;
}

/* By its first words, as the subset of SQL has them; what is not known counts as one that does. */
static bool writes_watched(const char *text)
{
	static const char *const writing[] = {"insert into ", "update ", "delete from "};
	static const char *const harmless[] = {"select ", "begin", "commit", "rollback", "savepoint ", "release ", "pragma "};
	for (size_t i = 0; i < sizeof(writing) / sizeof(writing[0]); i++)
		if (str_starts(str_of(text), writing[i])) {
			const char *table = text + strlen(writing[i]);
			size_t n = strspn(table, "abcdefghijklmnopqrstuvwxyz_0123456789");
			bool plain = n && strchr(" (\n", table[n]) && strncmp(table, "or ", 3) != 0;
			return !plain || is_watched((struct str){table, n});
		}
	for (size_t i = 0; i < sizeof(harmless) / sizeof(harmless[0]); i++)
		if (str_starts(str_of(text), harmless[i]))
			return false;
	return true;
}

/* ---- statements ---- */

static struct stmt *stmt_new(struct db *d, const void *key, const char *text, const char *types)
{
	void *handle = d->driver->prepare(d, text, types); /* faults before anything is owned */
	struct stmt *s = calloc(1, sizeof(*s));
	if (!s)
		fault("out of memory for a statement");
	s->handle = handle;
	s->db = d;
	s->key = key;
	s->watched = d->mode == DB_WRITE && writes_watched(text);
	if (!key && !(s->text = strdup(text)))
		fault("out of memory for a statement");
	s->next = d->all;
	d->all = s;
	return s;
}

/* Eight bytes at a time: texts of lists are a page long. */
static uint64_t hash_text(const char *text)
{
	uint64_t h = 1469598103934665603u;
	for (size_t n = strlen(text), take; n; n -= take, text += take) {
		uint64_t word = 0;
		take = n < sizeof(word) ? n : sizeof(word);
		memcpy(&word, text, take);
		h = (h ^ word) * 0x9e3779b97f4a7c15u;
		h ^= h >> 32;
	}
	return h;
}

static size_t slot_of(const struct db *d, const void *key, const char *text)
{
	uint64_t h = key ? (uint64_t)(uintptr_t)key * 0x9e3779b97f4a7c15u >> 32 : hash_text(text);
	size_t at = h % DB_CACHE;
	for (; d->cache[at]; at = (at + 1) % DB_CACHE) {
		const struct stmt *s = d->cache[at];
		if (key ? s->key == key : s->text && text && strcmp(s->text, text) == 0)
			break;
	}
	return at;
}

/*
 * Lists make a text for each scope and filter, without end: when the cache is full, all of them
 * go that are not in use, and those asked for again come back.
 */
static void forget_texts(struct db *d)
{
	memset(d->cache, 0, sizeof(d->cache));
	d->cached = 0;
	for (struct stmt **p = &d->all; *p;) {
		struct stmt *s = *p;
		if (s->text && !s->busy) {
			*p = s->next;
			stmt_free(s);
			continue;
		}
		if (!s->once) {
			d->cache[slot_of(d, s->key, s->text)] = s;
			d->cached++;
		}
		p = &s->next;
	}
}

static struct stmt *taken(struct stmt *s)
{
	s->busy = true;
	s->changed = 0;
	s->db->watched += s->watched;
	return s;
}

static struct stmt *use(struct db *d, const void *key, const char *text, const char *types)
{
	size_t at = slot_of(d, key, text);
	struct stmt *s = d->cache[at];
	if (!s && d->cached >= DB_CACHE * 3 / 4) {
		forget_texts(d);
		at = slot_of(d, key, text);
	}
	if (!s || s->busy) {
		bool room = !s && d->cached < DB_CACHE * 3 / 4;
		s = stmt_new(d, key, text, types);
		s->once = !room;
		if (room) {
			d->cache[at] = s;
			d->cached++;
		}
	}
	return taken(s);
}

struct stmt *db_use(struct db *d, const struct sql *sql)
{
	return use(d, sql, sql->text, sql->types);
}

struct stmt *db_use_text(struct db *d, const char *text)
{
	return use(d, NULL, text, NULL);
}

struct stmt *db_use_known(struct db *d, const void *key)
{
	struct stmt *s = d->cache[slot_of(d, key, NULL)];
	return s && !s->busy ? taken(s) : NULL;
}

struct stmt *db_use_made(struct db *d, const void *key, const char *text)
{
	return use(d, key, text, NULL);
}

void bind_int(struct stmt *s, int at, int64_t value)
{
	s->db->driver->bind_int(s, at, value);
}

void bind_text(struct stmt *s, int at, const char *value)
{
	if (value)
		s->db->driver->bind_text(s, at, value, strlen(value));
	else
		s->db->driver->bind_null(s, at);
}

void bind_blob(struct stmt *s, int at, struct str value)
{
	s->db->driver->bind_blob(s, at, value);
}

void bind_null(struct stmt *s, int at)
{
	s->db->driver->bind_null(s, at);
}

bool db_step(struct stmt *s)
{
	return s->db->driver->step(s);
}

int64_t col_int(struct stmt *s, int at)
{
	return s->db->driver->col_int(s, at);
}

const char *col_text(struct stmt *s, int at, struct arena *a)
{
	struct str v = s->db->driver->col_bytes(s, at);
	return v.n ? arena_memdup(a, v.p, v.n) : "";
}

struct str col_blob(struct stmt *s, int at, struct arena *a)
{
	struct str v = s->db->driver->col_bytes(s, at);
	return (struct str){arena_memdup(a, v.p, v.n), v.n};
}

bool col_null(struct stmt *s, int at)
{
	return s->db->driver->col_null(s, at);
}

int col_count(struct stmt *s)
{
	return s->db->driver->col_count(s);
}

static void drop_once(struct stmt *s)
{
	struct stmt **p = &s->db->all;
	while (*p != s)
		p = &(*p)->next;
	*p = s->next;
	stmt_free(s);
}

int64_t db_done(struct stmt *s)
{
	int64_t changed = s->changed;
	s->db->changes += changed;
	s->db->watched += s->watched; /* once more: what was read between its begin and its end was read before it */
	s->db->driver->reset(s);
	s->busy = false;
	if (s->once)
		drop_once(s);
	return changed;
}

int64_t db_changes(const struct db *d)
{
	return d->changes;
}

void db_hasten(struct db *d, bool on)
{
	d->hasty = on;
}

bool db_hastened(const struct db *d)
{
	return d->hasty;
}

static int64_t run_and_wait(struct stmt *s)
{
	while (db_step(s))
		continue;
	return db_done(s);
}

int64_t db_run_ahead(struct stmt *s)
{
	if (s->db->driver->post && (s->changed = s->db->driver->post(s)))
		return db_done(s);
	return run_and_wait(s);
}

int64_t db_run(struct stmt *s)
{
	return s->db->hasty ? db_run_ahead(s) : run_and_wait(s);
}

/* The linker's names for the section that sqlc fills. */
extern const struct sql_list *const __start_lx_sql_lists[] __attribute__((weak));
extern const struct sql_list *const __stop_lx_sql_lists[] __attribute__((weak));

const struct sql_list *const *sql_lists(size_t *n)
{
	*n = __start_lx_sql_lists ? (size_t)(__stop_lx_sql_lists - __start_lx_sql_lists) : 0;
	return __start_lx_sql_lists;
}
