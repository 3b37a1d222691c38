/* What a database driver provides. Used by db.c only. */
#ifndef LX_DB_DRIVER_H
#define LX_DB_DRIVER_H

#include "db/db.h"

struct stmt {
	struct db *db;
	struct stmt *next; /* all statements of the connection */
	const void *key; /* the descriptor or what stands for the text, or NULL */
	char *text; /* owned; the key of statements made at run time */
	void *handle; /* the driver's */
	bool busy;
	bool watched; /* may write a table that is watched */
	bool once; /* not cached: a second use of a busy statement */
	int64_t changed;
};

struct db_driver {
	/* False with a reason in why. */
	bool (*open)(struct db *d, const char *url, char *why, size_t room);
	void (*close)(struct db *d);
	bool (*heal)(struct db *d); /* NULL: the server looks after its disk */
	void (*script)(struct db *d, const char *text);
	void (*begin)(struct db *d);
	void (*commit)(struct db *d);
	void (*bulk)(struct db *d);
	void (*map)(struct db *d, bool on); /* NULL: it maps nothing */
	bool (*untidy)(const struct db *d); /* NULL, as tidy: the server sees to its log */
	void (*tidy)(struct db *d);
	bool (*scrub)(struct db *d); /* after a commit: empties the log; false: not now */
	bool (*rollback)(struct db *d); /* "ROLLBACK", "ROLLBACK TO": never fault */
	bool (*rollback_to)(struct db *d);
	void (*savepoint)(struct db *d);
	void (*release)(struct db *d);
	bool (*in_transaction)(const struct db *d);
	bool (*others_wrote)(struct db *d); /* NULL: unknown, so always */
	void *(*prepare)(struct db *d, const char *text, const char *types);
	void (*finalize)(struct stmt *s);
	void (*bind_int)(struct stmt *s, int at, int64_t v);
	void (*bind_text)(struct stmt *s, int at, const char *v, size_t n);
	void (*bind_blob)(struct stmt *s, int at, struct str v);
	void (*bind_null)(struct stmt *s, int at);
	bool (*step)(struct stmt *s);
	int64_t (*post)(struct stmt *s); /* NULL: nothing is won by it. Sends without waiting; rows written, 0: not this one */
	void (*reset)(struct stmt *s);
	int64_t (*col_int)(struct stmt *s, int at);
	struct str (*col_bytes)(struct stmt *s, int at); /* valid until the next step */
	bool (*col_null)(struct stmt *s, int at);
	int (*col_count)(struct stmt *s);
};

enum { DB_CACHE = 2048 }; /* statements a connection keeps, a power of two */

struct db {
	const struct db_driver *driver;
	enum db_mode mode;
	enum db_trouble trouble;
	void *handle; /* the driver's */
	void *trace; /* the driver's, NULL: statements are not traced */
	struct stmt *all;
	struct stmt *cache[DB_CACHE];
	int cached;
	int bulk; /* transactions that are still treated as some of many */
	bool hasty; /* db_hasten */
	int log, log_copied; /* pages in the log, and how many of them were there when it was last copied into the database */
	int losses; /* map_losses at the begin of the transaction (SQLite) */
	int64_t changes; /* db_changes */
	int64_t watched; /* db_watched */
	int64_t version; /* of the file, as other connections have left it when they were asked for last */
	struct db_note notes[DB_NOTES];
	bool forget; /* a transaction asked for it and the log is not emptied yet */
};

extern const struct db_driver db_sqlite, db_postgres;

/* Records the kind of trouble and faults with the message. */
_Noreturn void db_fault(struct db *d, enum db_trouble kind, const char *what, const char *message);

#endif
