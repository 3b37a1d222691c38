/* The parts of the PostgreSQL driver: connection and transactions; statements and their rows; rows of fills. */
#ifndef LX_DB_POSTGRES_H
#define LX_DB_POSTGRES_H

#include <libpq-fe.h>

#include "db/driver.h"

enum { WAITING_MOST = 4096, COPIES_MOST = 64 };
enum { OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_TEXT = 25 }; /* fixed in PostgreSQL's catalogue */

struct pg {
	PGconn *c;
	char *url;
	unsigned connection; /* counts connections made: statements of an older one are prepared anew */
	unsigned names; /* of prepared statements */
	bool open; /* a transaction was begun, sent or waiting */
	bool spoilt; /* do not use the connection again: its server turned read-only */
	bool begin_waits; /* the waiting text starts a transaction */
	bool savepoint_waits; /* it ends with a savepoint */
	bool bulk; /* db_bulk of this transaction */
	int64_t learned; /* rows changed on this connection when it last looked for tables that had grown */
	size_t waits; /* bytes of: */
	char waiting[WAITING_MOST]; /* commands to be sent before the next statement */
	int posted; /* statements sent ahead in pipeline mode, whose answers were not read yet */
	struct pg_copy *copies; /* tables that got rows of fills */
	int n_copies;
	bool copying; /* some were sent, whose answer was not read yet */
	struct stmt *flowing; /* its rows are still coming; NULL: none */
	PGresult *late; /* what went wrong behind the rows that somebody wanted of it; NULL: nothing */
	char *dead; /* "deallocate …;" of statements that ended, for the next time something is sent; NULL: none */
	size_t dead_n;
};

struct pg_stmt {
	char *text;
	unsigned connection; /* it is prepared on; 0: none */
	char name[16];
	int n, columns;
	PGresult *rows; /* the row it stands on, or what was taken into memory from there on */
	int row; /* in rows */
	PGresult *rest; /* being taken into memory */
	Oid *types, *prepared; /* of parameters: now, and when it was prepared */
	const char **values;
	int *lengths, *formats;
	char (*numbers)[24];
	unsigned char *blob; /* that was read last */
	bool looked; /* whether it is an insert whose rows can be copied: */
	struct pg_copy *copy; /* into this table; NULL: it is not */
	const char *copied; /* its values in the text */
	int compared; /* with so many of the tables; */
	uint64_t named; /* one bit for each of them that the text names */
};

/*
 * Faults; r is cleared. Only after a mistake of one statement the transaction lives on, to be
 * taken back to its savepoint; anything else ends it as a whole.
 */
_Noreturn void pg_fail(struct db *d, PGresult *r, const char *what);
/* Before a statement: makes the connection free, sends what waits. One that died while idle is made again, unseen. */
void pg_send_waiting(struct db *d);
/* Of an insert of rows: they wait to be copied; how many. 0: it is another statement. */
int64_t pg_copy(struct stmt *s);
void pg_send_copies(struct db *d, struct pg_stmt *before); /* those that this statement names; NULL: all */
void pg_drop_copies(struct pg *p);
PGresult *pg_end_copy(struct pg *p); /* what went wrong; NULL: nothing */
void pg_free_copies(struct pg *p);
/* Another statement is to be sent: the row that is read and all behind it go into memory. */
void pg_take_rest(struct pg *p);

bool pg_open(struct db *d, const char *url, char *why, size_t room);
void pg_close(struct db *d);
void pg_script(struct db *d, const char *text);
void pg_begin(struct db *d);
void pg_commit(struct db *d);
void pg_bulk(struct db *d);
bool pg_scrub(struct db *d);
bool pg_rollback(struct db *d);
bool pg_rollback_to(struct db *d);
void pg_savepoint(struct db *d);
void pg_release(struct db *d);
bool pg_in_transaction(const struct db *d);

#endif
