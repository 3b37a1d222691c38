/*
 * One interface to a database, two drivers behind it (SQLite; PostgreSQL).
 *
 * A `struct db` is one connection and belongs to one thread at a time.
 * Statements are static descriptors (`struct sql`), prepared once a connection
 * and found again by their address. Placeholders are $1, $2 … in both drivers.
 * Whatever goes wrong in the database is a fault; conflicts that a user can
 * cause are asked for in SQL (ON CONFLICT DO NOTHING) and seen in the number of
 * changed rows. Only the SQL subset of docs/sql-subset.md is used.
 */
#ifndef LX_DB_H
#define LX_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct db;
struct stmt;

struct sql {
	const char *name; /* for logs and for the query-plan test */
	const char *text;
	const char *scan; /* why this statement may read a whole table; NULL: it may not */
	int columns; /* of a row, as declared; 0: gives no rows */
	int params; /* number of placeholders */
	const char *types; /* one letter a placeholder: i, t (text) or b (blob); NULL: as they are bound */
	const char *only; /* "sqlite", "postgresql": the dialect it is written in; NULL: both know it */
};

enum db_mode { DB_READ, DB_WRITE };

/*
 * What went wrong last on this connection, for the writer that must decide what to rerun. After
 * DB_LOST (of a server) nobody knows whether a commit was made; the next transaction connects again.
 */
enum db_trouble { DB_FINE, DB_CONFLICT, DB_FULL, DB_IO, DB_READ_ONLY, DB_CORRUPT, DB_LOST, DB_OTHER };

/*
 * Opens "file.db" or "postgresql://…". On failure returns NULL with the reason
 * in *why (in the arena). Caller: db_close.
 */
struct db *db_open(const char *url, enum db_mode mode, struct arena *a, const char **why);
void db_close(struct db *d);
bool url_is_postgres(const char *url);
bool db_is_postgres(const struct db *d);
enum db_trouble db_trouble(const struct db *d);

/*
 * After trouble with the disk: opens the database anew and finds out whether it may be written
 * again. True only when a commit, and all commits before it once more, have reached the disk, and
 * after DB_CORRUPT when its pages are sound. Ends every statement; no transaction may be open.
 */
bool db_heal(struct db *d);

void db_script(struct db *d, const char *text); /* several statements, for schema steps; faults */

/*
 * Transactions. A read transaction is one snapshot. A write transaction excludes other writers
 * (SQLite) or is serializable among them and may end in DB_CONFLICT (PostgreSQL).
 */
void db_begin(struct db *d);
void db_commit(struct db *d); /* durable when it returns */
void db_rollback(struct db *d); /* never faults; resets every statement in use */
/*
 * What this transaction deletes shall be found in no file of the database afterwards: when it is
 * committed the log beside them is emptied too (tried again with later commits while somebody reads).
 */
void db_forget(struct db *d);
/*
 * This transaction is one of many that write much (imports). The connection keeps more pages and
 * empties its log less often, until a number of others came: a page that is changed again and again
 * is then written once. PostgreSQL is told to look at tables that have grown by half.
 */
void db_bulk(struct db *d);
/*
 * Whether a reader maps the file, as it does at first. Who reads much of it, and each page for a few rows,
 * turns that off meanwhile: what was touched would count as memory of the process.
 */
void db_map(struct db *d, bool on);
/*
 * Between transactions: whether the log has grown so far that it is worth emptying it into the database, and doing so. For
 * the writer when nobody waits for it; a commit does it by itself only when the log has become several times as long. A page
 * that is written again meanwhile is copied once, and nobody's answer stands behind the copying.
 */
bool db_is_untidy(const struct db *d);
void db_tidy(struct db *d); /* never faults */
/*
 * Notes that callers keep within one transaction, of what they would otherwise ask for again and again: the end of the chain
 * of events, the units above the one that was asked for last, its path. Empty (number 0) at the begin, and whenever something was taken back.
 */
enum db_note_of { NOTE_SEALED, NOTE_UNITS, NOTE_PATH, DB_NOTES };
struct db_note {
	int64_t number;
	int64_t watched; /* for who keeps what stands in a watched table: db_watched when he read it */
	union {
		char text[65];
		int64_t list[20];
	};
};
struct db_note *db_note(struct db *d, enum db_note_of of);
/*
 * Tables whose changes are counted, for whoever relies on what he read before: called once, before any connection is
 * opened; without it all are. db_watched grows with each statement of this connection that may write one of them,
 * whether it then does, and whether that is committed. db_others_wrote, at the begin of a writing transaction: whether
 * another connection has committed anything since it was asked last (SQLite; of a server nobody can tell).
 */
void db_watch(const char *const *tables);
int64_t db_watched(const struct db *d);
bool db_others_wrote(struct db *d);
bool db_in_transaction(const struct db *d); /* false also when the database ended it by itself */
void db_savepoint(struct db *d);
void db_release(struct db *d);
void db_rollback_to(struct db *d); /* to the savepoint, which stays; never faults */
void db_reset_all(struct db *d); /* every statement back to its start, after a fault */

/*
 * Running a statement:
 *   struct stmt *s = db_use(d, &sql); bind_int(s, 1, id); while (db_step(s)) …col_int(s, 0)…; db_done(s);
 * Bound text and blobs must live until db_done. Columns count from 0, parameters from 1.
 */
struct stmt *db_use(struct db *d, const struct sql *sql);
/* The same for text made at run time; cached by its content. */
struct stmt *db_use_text(struct db *d, const char *text);
/*
 * For text that is made once and not for every use: `key` is an address that stands for it. NULL: it
 * is not prepared yet, or in use; then it is made and given to db_use_made.
 */
struct stmt *db_use_known(struct db *d, const void *key);
struct stmt *db_use_made(struct db *d, const void *key, const char *text);
void bind_int(struct stmt *s, int at, int64_t value);
void bind_text(struct stmt *s, int at, const char *value); /* NULL binds NULL */
void bind_blob(struct stmt *s, int at, struct str value);
void bind_null(struct stmt *s, int at);
bool db_step(struct stmt *s); /* true: a row is there */
int64_t col_int(struct stmt *s, int at); /* NULL gives 0 */
const char *col_text(struct stmt *s, int at, struct arena *a); /* a copy; NULL gives "" */
struct str col_blob(struct stmt *s, int at, struct arena *a); /* a copy */
bool col_null(struct stmt *s, int at);
int col_count(struct stmt *s);
int64_t db_done(struct stmt *s); /* ends the use; rows changed by it */
int64_t db_changes(const struct db *d); /* rows changed on this connection so far: whether something wrote, told by comparing */

/* Runs to the end without wanting rows; rows changed. */
int64_t db_run(struct stmt *s);

/*
 * For fills: while it is on, db_run sends without waiting for the answer where each would be a round trip (PostgreSQL): rows
 * of "insert into … values …" go into their table in large pieces, soon enough for whoever reads it on this connection. It
 * gives what the statement would write when nothing is in the way. What goes wrong is told by a later statement or by the
 * commit, also a row that is there already, which "on conflict do nothing" would pass over. With SQLite nothing changes.
 */
void db_hasten(struct db *d, bool on);
bool db_hastened(const struct db *d); /* who fills is alone */
/* db_run of this one statement as if db_hasten were on: for an insert that is likely to meet nothing, and is rerun if it did. */
int64_t db_run_ahead(struct stmt *s);

/* Every registered statement descriptor, for the test that prepares them all. */
struct sql_list {
	const struct sql *const *items;
	size_t n;
};
/* The lists of all .sql files that are linked in. */
const struct sql_list *const *sql_lists(size_t *n);

#endif
