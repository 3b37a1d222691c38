/* The SQLite driver. WAL, synchronous FULL: a commit that returned survives a power cut. */
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "db/driver.h"
#include "db/sqlite_log.h"
#include "db/sqlite_map.h"
#include "db/sqlite_memory.h"

enum { BUSY_MS = 5000, RESTART_MS = 60, BULK_AFTER = 32 };
enum { LOG_ENOUGH = 2000, LOG_MOST = 10000, LOG_BULK = 24000 }; /* pages of 4 kB: worth copying when idle; at most; in an import */

/* What the writer keeps of pages (kB): usually, and in an import. The log is copied by lite_commit and lite_tidy. */
#define USUAL_ROOM "pragma cache_size=-16000"
#define MAPPED "pragma mmap_size=2147418112" /* db/sqlite_map.h: all of it */
#define BULK_ROOM "pragma cache_size=-24000"

static enum db_trouble trouble_of(int rc)
{
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return DB_CONFLICT;
	case SQLITE_FULL:
		return DB_FULL;
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
		return DB_IO;
	case SQLITE_READONLY:
		return DB_READ_ONLY;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return DB_CORRUPT;
	default:
		return DB_OTHER;
	}
}

_Noreturn static void fail(struct db *d, int rc, const char *what)
{
	db_fault(d, trouble_of(rc), what, sqlite3_errmsg(d->handle));
}

static void exec(struct db *d, const char *text)
{
	int rc = sqlite3_exec(d->handle, text, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		fail(d, rc, text);
}

static bool try_exec(struct db *d, const char *text)
{
	return sqlite3_exec(d->handle, text, NULL, NULL, NULL) == SQLITE_OK;
}

/*
 * "bigint primary key" of the portable schema, spelled as SQLite wants it: only so is the id the
 * row's own number, found in one tree instead of two. A table that is a key and nothing else says
 * so in a comment, for the same reason.
 */
static char *in_own_words(const char *text)
{
	static const char *const words[][2] = {{"bigint primary key", "integer primary key"}, {"/* in its key */", "without rowid"}};
	size_t n = strlen(text);
	char *copy = malloc(n * 2 + 1), *to = copy;
	if (!copy)
		fault("out of memory for a schema step");
	while (*text) {
		size_t w = 0;
		while (w < 2 && strncmp(text, words[w][0], strlen(words[w][0])) != 0)
			w++;
		if (w < 2) {
			to = stpcpy(to, words[w][1]);
			text += strlen(words[w][0]);
		} else {
			*to++ = *text++;
		}
	}
	*to = '\0';
	return copy;
}

static void lite_script(struct db *d, const char *text)
{
	char *copy = in_own_words(text);
	int rc = sqlite3_exec(d->handle, copy, NULL, NULL, NULL);
	free(copy);
	if (rc != SQLITE_OK)
		fail(d, rc, "schema step");
}

/* One finished statement a line, with its values; what FTS5 runs inside itself is left out. */
static int trace_line(unsigned what, void *file, void *statement, void *text)
{
	char *sql = strncmp(text, "--", 2) != 0 ? sqlite3_expanded_sql(statement) : NULL;
	for (char *p = sql; p && *p; p++)
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	if (sql)
		fprintf(file, "%s\n", sql);
	sqlite3_free(sql);
	return 0;
}

/* LX_TRACE=FILE: what readers run is appended there; for ./bench, never in service. */
static void trace(struct db *d)
{
	const char *path = getenv("LX_TRACE");
	FILE *file = path && d->mode == DB_READ ? fopen(path, "ae") : NULL;
	if (!file)
		return;
	setvbuf(file, NULL, _IOLBF, 0);
	d->trace = file;
	sqlite3_trace_v2(d->handle, SQLITE_TRACE_STMT, trace_line, file);
}

/* After each commit: how long the log is. It begins anew once all of it was copied and nobody reads in it any more. */
static int logged(void *context, sqlite3 *h, const char *name, int pages)
{
	struct db *d = context;
	(void)h;
	(void)name;
	if (pages < d->log)
		d->log_copied = 0;
	d->log = pages;
	return SQLITE_OK;
}

static bool lite_open(struct db *d, const char *url, char *why, size_t room)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	sqlite3 *h = NULL;
	pthread_once(&once, sqlite_memory);
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE;
	if (d->mode == DB_WRITE)
		flags |= SQLITE_OPEN_CREATE;
	int rc = sqlite3_open_v2(url, &h, flags, d->mode == DB_WRITE ? log_vfs() : map_vfs());
	d->handle = h;
	d->losses = map_losses();
	if (rc == SQLITE_OK)
		sqlite3_busy_timeout(h, BUSY_MS);
	/* A reader opens read-write because WAL needs its index, but may not write. */
	const char *setup = d->mode == DB_WRITE ?
		"pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=off; pragma temp_store=memory;" USUAL_ROOM ";"
		"pragma secure_delete=on" : /* what is deleted or moved within a page leaves zeros */
		"pragma query_only=on; pragma cache_size=-8000; pragma temp_store=memory;" MAPPED;
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(h, setup, NULL, NULL, NULL);
	if (rc == SQLITE_OK) {
		trace(d);
		sqlite3_wal_hook(h, logged, d);
		return true;
	}
	snprintf(why, room, "%s: %s", url, h ? sqlite3_errmsg(h) : "out of memory");
	sqlite3_close(h);
	return false;
}

static void lite_close(struct db *d)
{
	sqlite3_close(d->handle);
	if (d->trace)
		fclose(d->trace);
}

/* The number in the first row, -1 when it cannot be told. */
static int64_t ask_number(sqlite3 *h, const char *text, int column)
{
	sqlite3_stmt *s = NULL;
	int64_t n = -1;
	if (sqlite3_prepare_v2(h, text, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
		n = sqlite3_column_int64(s, column);
	if (sqlite3_finalize(s) != SQLITE_OK)
		n = -1;
	return n;
}

/* A commit that reaches the disk, then everything committed so far, from the log into the database. */
static bool writes_through(sqlite3 *h)
{
	char probe[64];
	snprintf(probe, sizeof(probe), "pragma user_version = %lld", (long long)(ask_number(h, "pragma user_version", 0) + 1) & 0xffff);
	return sqlite3_exec(h, probe, NULL, NULL, NULL) == SQLITE_OK && ask_number(h, "pragma wal_checkpoint(full)", 0) == 0;
}

static bool is_sound(sqlite3 *h)
{
	sqlite3_stmt *s = NULL;
	bool good = sqlite3_prepare_v2(h, "pragma quick_check(1)", -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW &&
		    strcmp((const char *)sqlite3_column_text(s, 0), "ok") == 0;
	return sqlite3_finalize(s) == SQLITE_OK && good;
}

/*
 * After an fsync that failed, the system may have dropped the pages it could not write, and the next
 * fsync says "fine" though they are not there. So nothing is trusted that was written and not yet
 * synced: a new connection commits something, which writes the log behind the last good commit anew,
 * and the checkpoint writes every committed page to the database once more and syncs that.
 */
static bool lite_heal(struct db *d)
{
	char why[200] = "";
	struct db fresh = {.mode = d->mode};
	const char *path = sqlite3_db_filename(d->handle, "main");
	if (!lite_open(&fresh, path, why, sizeof(why)))
		return false;
	sqlite3_busy_timeout(fresh.handle, 200); /* readers of an old state are met again at the next try */
	bool well = (d->trouble != DB_CORRUPT || is_sound(fresh.handle)) && writes_through(fresh.handle);
	sqlite3_busy_timeout(fresh.handle, BUSY_MS);
	if (!well) {
		lite_close(&fresh);
		return false;
	}
	lite_close(d);
	d->handle = fresh.handle;
	sqlite3_wal_hook(d->handle, logged, d);
	d->log = d->log_copied = d->bulk = 0;
	d->version = -1; /* another connection counts from another number */
	d->trace = fresh.trace;
	return true;
}

static void lite_bulk(struct db *d)
{
	if (!d->bulk)
		exec(d, BULK_ROOM);
	d->bulk = BULK_AFTER;
}

static void lite_map(struct db *d, bool on)
{
	exec(d, on ? MAPPED : "pragma mmap_size=0");
}

/* Prepared, for each request comes by here. */
static void run_text(struct db *d, const char *text)
{
	db_run(db_use_text(d, text));
}

static void lite_begin(struct db *d)
{
	if (d->bulk && !--d->bulk)
		exec(d, USUAL_ROOM);
	run_text(d, d->mode == DB_WRITE ? "begin immediate" : "begin");
}

static bool lite_untidy(const struct db *d)
{
	return d->log - d->log_copied >= (d->bulk ? LOG_BULK : LOG_ENOUGH);
}

/*
 * Into the database, as far as readers let it. Those of an old state are not waited for, until the log has grown to
 * several times what it should: then a little, so that it begins anew. What fails stays in the log.
 */
static void lite_tidy(struct db *d)
{
	bool long_ago = d->log >= (d->bulk ? LOG_BULK : LOG_MOST) * 3;
	int copied = 0;
	sqlite3_busy_timeout(d->handle, long_ago ? RESTART_MS : BUSY_MS);
	sqlite3_wal_checkpoint_v2(d->handle, NULL, long_ago ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, NULL, &copied);
	sqlite3_busy_timeout(d->handle, BUSY_MS);
	d->log_copied = copied > 0 ? copied : 0;
}

static void lite_commit(struct db *d)
{
	struct guard g;
	log_gather(d->handle);
	if (!GUARD(&g)) {
		log_settle(d->handle, false);
		unwind(g.message); /* logged already */
	}
	run_text(d, "commit");
	guard_end(&g);
	log_settle(d->handle, true);
	if (d->log - d->log_copied >= (d->bulk ? LOG_BULK : LOG_MOST))
		lite_tidy(d);
}

/* Readers that hold an old snapshot are not waited for. */
static bool lite_scrub(struct db *d)
{
	sqlite3_busy_timeout(d->handle, 20);
	int rc = sqlite3_wal_checkpoint_v2(d->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite3_busy_timeout(d->handle, 5000);
	return rc == SQLITE_OK;
}

static bool lite_rollback(struct db *d)
{
	enum db_trouble trouble = d->trouble;
	struct guard g;
	if (GUARD(&g)) {
		run_text(d, "rollback");
		guard_end(&g);
		return true;
	}
	d->trouble = trouble; /* why it was taken back, not how that went */
	db_reset_all(d);
	return try_exec(d, "rollback");
}

static bool lite_rollback_to(struct db *d)
{
	return try_exec(d, "rollback to r");
}

static void lite_savepoint(struct db *d)
{
	run_text(d, "savepoint r");
}

static void lite_release(struct db *d)
{
	run_text(d, "release r");
}

static bool lite_in_transaction(const struct db *d)
{
	return !sqlite3_get_autocommit(d->handle);
}

static bool lite_others_wrote(struct db *d)
{
	struct stmt *s = db_use_text(d, "pragma data_version");
	int64_t before = d->version;
	d->version = db_step(s) ? col_int(s, 0) : 0;
	db_done(s);
	return d->version != before;
}

/*
 * SQLite numbers $n by first appearance; ?n means the n-th parameter wherever it stands. An insert that leaves out what is
 * there already is spelled so that it cannot fail half way: of one that might, SQLite keeps all pages it changes.
 */
static char *question_marks(const char *text)
{
	static const char insert[] = "insert into ", unless[] = " on conflict do nothing";
	size_t n = strlen(text), end = sizeof(unless) - 1;
	bool leaves = n > end && strcmp(text + n - end, unless) == 0 && strncmp(text, insert, sizeof(insert) - 1) == 0;
	char *copy = leaves ? malloc(n + 1) : strdup(text);
	if (!copy)
		fault("out of memory for a statement");
	if (leaves)
		snprintf(copy, n + 1, "insert or ignore into %.*s", (int)(n - end - (sizeof(insert) - 1)), text + sizeof(insert) - 1);
	bool quoted = false;
	for (char *p = copy; *p; p++) {
		if (*p == '\'')
			quoted = !quoted;
		else if (*p == '$' && !quoted)
			*p = '?';
	}
	return copy;
}

static void *lite_prepare(struct db *d, const char *text, const char *types)
{
	(void)types; /* of values, not of places */
	sqlite3_stmt *s = NULL;
	char *copy = question_marks(text);
	int rc = sqlite3_prepare_v3(d->handle, copy, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL);
	free(copy);
	if (rc != SQLITE_OK || !s)
		fail(d, rc, text);
	return s;
}

static void lite_finalize(struct stmt *s)
{
	sqlite3_finalize(s->handle);
}

static void bound(struct stmt *s, int rc)
{
	if (rc != SQLITE_OK)
		fail(s->db, rc, sqlite3_sql(s->handle));
}

static void lite_bind_int(struct stmt *s, int at, int64_t v)
{
	bound(s, sqlite3_bind_int64(s->handle, at, v));
}

static void lite_bind_text(struct stmt *s, int at, const char *v, size_t n)
{
	bound(s, sqlite3_bind_text64(s->handle, at, v, n, SQLITE_STATIC, SQLITE_UTF8));
}

static void lite_bind_blob(struct stmt *s, int at, struct str v)
{
	bound(s, sqlite3_bind_blob64(s->handle, at, v.n ? v.p : "", v.n, SQLITE_STATIC));
}

static void lite_bind_null(struct stmt *s, int at)
{
	bound(s, sqlite3_bind_null(s->handle, at));
}

/* Since its transaction began, or, outside of one, the statement. */
static bool has_lost(const struct db *d)
{
	return d->mode == DB_READ && map_losses() != d->losses;
}

static bool lite_step(struct stmt *s)
{
	if (sqlite3_get_autocommit(s->db->handle) && !sqlite3_stmt_busy(s->handle))
		s->db->losses = map_losses();
	int rc = sqlite3_step(s->handle);
	if (has_lost(s->db))
		db_fault(s->db, DB_IO, sqlite3_sql(s->handle), "a page was lost while it was read");
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		fail(s->db, rc, sqlite3_sql(s->handle));
	if (!sqlite3_stmt_readonly(s->handle))
		s->changed = sqlite3_changes64(s->db->handle);
	return false;
}

static void lite_reset(struct stmt *s)
{
	sqlite3_reset(s->handle);
	sqlite3_clear_bindings(s->handle);
}

static int64_t lite_col_int(struct stmt *s, int at)
{
	return sqlite3_column_int64(s->handle, at);
}

static struct str lite_col_bytes(struct stmt *s, int at)
{
	const void *p = sqlite3_column_blob(s->handle, at); /* text too: same bytes */
	return (struct str){p ? p : "", (size_t)sqlite3_column_bytes(s->handle, at)};
}

static bool lite_col_null(struct stmt *s, int at)
{
	return sqlite3_column_type(s->handle, at) == SQLITE_NULL;
}

static int lite_col_count(struct stmt *s)
{
	return sqlite3_column_count(s->handle);
}

const struct db_driver db_sqlite = {
	.open = lite_open,
	.close = lite_close,
	.heal = lite_heal,
	.script = lite_script,
	.begin = lite_begin,
	.commit = lite_commit,
	.bulk = lite_bulk,
	.map = lite_map,
	.untidy = lite_untidy,
	.tidy = lite_tidy,
	.scrub = lite_scrub,
	.rollback = lite_rollback,
	.rollback_to = lite_rollback_to,
	.savepoint = lite_savepoint,
	.release = lite_release,
	.in_transaction = lite_in_transaction,
	.others_wrote = lite_others_wrote,
	.prepare = lite_prepare,
	.finalize = lite_finalize,
	.bind_int = lite_bind_int,
	.bind_text = lite_bind_text,
	.bind_blob = lite_bind_blob,
	.bind_null = lite_bind_null,
	.step = lite_step,
	.reset = lite_reset,
	.col_int = lite_col_int,
	.col_bytes = lite_col_bytes,
	.col_null = lite_col_null,
	.col_count = lite_col_count,
};
