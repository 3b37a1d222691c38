/*
 * A workbook on its way into a list. It is read and judged on the slow pool; the
 * judgement of each row (its fate) is kept in side tables and shown before anything
 * is written. Applying judges anew, row by row, with the rights that the person then has; in the
 * background, in pieces (kernel/piecework.h), so that others need not wait and a killed server goes
 * on. Rows are there as they are written, and the page of the import says how far it is; it can be
 * taken back whole, also while it is under way. For kernel/list_import*.c.
 */
#ifndef LX_LIST_IMPORT_H
#define LX_LIST_IMPORT_H

#include "kernel/list_parts.h"

enum { IMPORT_COLUMNS = 60, IMPORT_ROWS = 5000 };

enum fate { FATE_NEW = 1, FATE_CHANGE, FATE_SAME, FATE_TWICE, FATE_BAD, FATE_COUNT };
extern const struct choice import_fates[]; /* 新增 修改 无变化 重复 错误 */

enum import_state { IMPORT_SHOWN, IMPORT_APPLIED, IMPORT_UNDONE, IMPORT_APPLYING, IMPORT_UNDOING };

struct import_get; /* list_import.sql */

struct import_row {
	int64_t no; /* as in the workbook */
	const char **cells; /* one a column */
	enum fate fate;
	int64_t row_id; /* of the row that is changed or the same */
	const char *title, *problem;
};

struct import {
	const struct list *list;
	const char *file;
	const char *heads[IMPORT_COLUMNS];
	const struct field *map[IMPORT_COLUMNS]; /* NULL: the column is left out */
	int n_heads;
	struct import_row *rows;
	size_t n;
	const char *wrong; /* why the file cannot be taken, NULL: it is read */
	struct option *units; /* the asker may write at, by name */
	size_t n_units;
};

/* Reads the file; NULL: good, else a message for the user. */
const char *import_read(struct req *r, struct import *m, const char *path);
/* What each column means: by label, by what the person chose before. */
void import_match(struct req *r, struct import *m);
/* Which fields a column may mean. */
bool import_takes(const struct field *f);
/* The field of the list's record, of its extras or of every list's own columns; NULL: none. */
const struct field *import_field(const struct list *l, const char *name);
bool import_is_extra(const struct list *l, const struct field *f);
/* The texts of a row as they are kept: sealed when the list has extras. */
const char *import_keep(struct req *r, const struct import *m, int64_t batch, int64_t no, const char *const *cells);
void import_open(struct req *r, const struct import *m, int64_t batch, int64_t no, const char *kept, const char **cells);
/* Before judging: units by name. */
void import_ready(struct req *r, struct import *m);
/*
 * Decides one row's fate. `row` gets the record as it would be written, `before` the present one
 * (NULL: new).
 */
void import_judge(struct req *r, const struct import *m, struct import_row *x, void **row, void **before);
/* Asks the list's `check` about a row as it would be written; each problem is added to x->problem, with FATE_BAD. */
void import_check(struct req *r, const struct import *m, struct import_row *x, void *row, const void *before);
/* Rows that say the same as an earlier one of the file. */
void import_find_twice(struct req *r, struct import *m);

/* A batch with its columns, without rows; NULL: no such batch of this person. */
struct import *import_load(struct db *d, struct arena *a, const struct app *app, int64_t id, int64_t person, struct import_get *b);

/* Goes on with a batch that is being applied or taken back. */
void import_go(struct req *r, int64_t id);
/* Regular work: batches whose server was killed. */
void imports_tick(struct req *r);

/* Texts kept in the side tables. */
const char *import_pack(struct arena *a, const char *const *texts, int n);
int import_unpack(struct arena *a, const char *text, const char **out, int room);

#endif
