/*
 * Many rows by few statements: an insert of one row, told again and again, is sent as one of fifty. Where each statement is
 * a round trip that saves nearly all of them; where it is not, what each would set up for itself (a cursor an index).
 *
 *   struct many m = q_find_add_open(d, a);  for (…) q_find_add(&m, …);  many_done(&m);
 *
 * for a statement of kind `:rows` (tools/sqlc.c). Texts must live until they are sent. What the inserts answer is known
 * together only: how many rows were written.
 */
#ifndef LX_MANY_H
#define LX_MANY_H

#include "db/db.h"

enum { MANY_ROWS = 50, MANY_SIZES = 3 };

struct many_value {
	const char *text; /* NULL: a number */
	int64_t number;
};

struct many {
	struct db *db;
	struct arena *arena;
	const char *text; /* of one row, its places $1 to $n in one pair of brackets behind "values" */
	int width, rows, at, room; /* values a row; rows that wait; values of the row that is being told; rows there is room for */
	struct many_value *values;
	const char *texts[MANY_SIZES]; /* for several rows, once they are made */
	int64_t written;
	bool ahead; /* may be set after many_of: sent by db_run_ahead, so that `written` is what is likely */
};

struct many many_of(struct db *d, struct arena *a, const char *text, int width);
void many_int(struct many *m, int64_t value);
void many_text(struct many *m, const char *value); /* NULL is "" */
void many_row(struct many *m); /* the row is told */
int64_t many_done(struct many *m); /* sends what waits; rows written since many_of */

/*
 * Which of these texts a table has in a column: marks there[i]. `text` ends before the value:
 * "select idkey from member where idkey <> '' and idkey =". "" is in no table. At most MANY_ROWS.
 * `beside` is the value of $51, if the text has it.
 */
void many_there(struct db *d, struct arena *a, const char *text, int64_t beside, const char *const *values, size_t n, bool *there);

#endif
