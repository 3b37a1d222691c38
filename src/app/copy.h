/*
 * Moving an organisation from one database to another: table by table, value by value, within one
 * snapshot of the source, which is read-only from then on. Both sides are read again and compared.
 */
#ifndef LX_COPY_H
#define LX_COPY_H

#include "kernel/app.h"

struct copy_table {
	const char *name;
	const char **columns;
	bool *numbers; /* of the columns: bigint, otherwise text */
	int n_columns;
	int64_t rows;
	uint64_t sum; /* of the hashes of all rows, in any order */
};

struct copy {
	struct app *app; /* key and files */
	struct db *from, *to;
	struct copy_table *tables;
	size_t n_tables;
	int64_t sealed_values; /* encrypted texts that were seen */
	const char *other_key; /* fingerprint of a key that is not ours, NULL: none */
};

/* The tables of the program and their columns, as the target has them. */
void copy_tables(struct copy *c);
/* Everything, in transactions of the target. */
void copy_rows(struct copy *c);
void copy_words(struct copy *c);
/* Reads one side: rows and sum of a table. */
void copy_measure(struct copy *c, struct db *d, struct copy_table *t);

/* ---- proving that both sides are equal; app/copy_check.c ---- */

/* NULL, or the first difference, in Chinese; prints what was compared. */
const char *copy_compare(struct copy *c);
/* Every file that a row names is in the folder, with the content that its name says. */
const char *copy_files(struct copy *c);

/* NULL, or that this database was copied elsewhere and must not be served. */
const char *copied_away(struct app *app);

#endif
