/*
 * The database schema, derived from the record tables and the schema texts.
 *
 * A database of an older release is brought up to date when the program opens
 * it, in one transaction, so that a failed upgrade leaves it as it was:
 *
 *   1. a table that is missing is made; a column that is missing is added with
 *      the default of its declaration: for both nothing is to be written;
 *   2. hand-written steps, in order, each once: data that moves, columns that go;
 *   3. an index that is missing is made.
 *
 * What was done is recorded in the table schema_step. First expand, then
 * contract: for one release both shapes stand beside each other and the old
 * program still runs on the database. Only a later release takes the old shape
 * away, by a step marked `contract`, and a program that does not know that step
 * refuses the database from then on. A name of a table or column is never used
 * again for something else.
 */
#ifndef LX_SCHEMA_H
#define LX_SCHEMA_H

#include "kernel/app.h"

/* A module names its steps in `.steps`; a step may touch tables of that module and of those it needs. */
struct schema_step {
	const char *name; /* fixed for ever; "task: days instead of hours" */
	const char *text; /* portable SQL */
	void (*run)(struct db *d); /* or a function; one of both */
	bool contract; /* takes away what the release before still uses */
};

void schema_text(const struct app *app, struct buf *out); /* portable SQL of all tables */
void schema_search_text(const struct db *d, struct buf *out); /* of the index of words, in the words of this database; a statement a line */
bool schema_there(struct db *d); /* whether any schema of ours is in the database */
/* Whether the steps of this program are all done, for a program that finds a database in use. */
bool schema_current(const struct app *app, struct db *d, struct arena *a);
void schema_ready(struct app *app, struct db *d, struct arena *a); /* makes or upgrades; faults */

#endif
