/*
 * A workbook of members on its way into the register: up to 200,000 rows, in bounded memory.
 *
 *   taken     batch_take.c   read, judged and kept row by row, in pieces through the writer. The cells are
 *                            sealed; the judgement (fate) and what is wrong stand beside them
 *   shown     batch_pages.c  counts, rows by fate, errors as a workbook; nothing is in the register yet
 *   applied   batch_work.c   in pieces, each checked against the register as it then is; a piece and the
 *                            place reached are one transaction, so that a killed server goes on where it was.
 *                            New rows stay invisible (table arriving) until the last is written; then they
 *                            are there at once, with one event that carries all counts
 *   undone    batch_undo.c   within a day: hidden at once, then taken out in pieces, each with its event;
 *                            who was changed since stays. Changed rows get their former values back
 *
 * Inside the module.
 */
#ifndef LX_MEMBERS_BATCH_H
#define LX_MEMBERS_BATCH_H

#include "db/many.h"
#include "kernel/list_import.h"
#include "modules/members/moves.h"

enum batch_stage { BATCH_READING = 1, BATCH_SHOWN, BATCH_APPLYING, BATCH_CHANGING, BATCH_INDEXING, BATCH_APPLIED,
	BATCH_UNDOING, BATCH_RETURNING, BATCH_UNDONE, BATCH_FAILED };
/* What the regular work does with it (`open_`): nothing more; go on; take its rows away when they are of no more use. */
enum batch_care { BATCH_CLOSED, BATCH_UNDER_WAY, BATCH_KEPT };
enum { BATCH_COLUMNS = 60, BATCH_MOST = 200000, BATCH_PIECE = 1000, BATCH_WRITTEN = 10000 /* rows of one commit at most: each dirties a page of every index, so small ones cost */, BATCH_UNDO_MS = 86400000 };

/* ---- columns: batch_columns.c ---- */

/* What a column may mean. */
struct target {
	const char *name; /* kept in the mapping; fixed */
	const char *label; /* head in our template */
	const char *heads; /* heads in other systems, "|" between */
	const struct record *record; /* NULL: read by hand */
};
extern const struct target batch_targets[];
enum {
	T_NAME, T_ID_TYPE, T_IDNO, T_MOBILE, T_UNIT, T_STATE, T_STAFF_NO, T_TITLE, T_SEX, T_BIRTH, T_ETHNIC, T_POLITICS, T_EDUCATION,
	T_DEGREE, T_HOUSEHOLD, T_PLACE, T_ADDRESS, T_EMPLOYER, T_SKILL, T_JOB, T_FARMER, T_GIG, T_MODEL, T_RETIRE, T_JOINED,
	T_NUMBER, T_DUES, T_COUNT
};

struct columns {
	const char *heads[BATCH_COLUMNS];
	int map[BATCH_COLUMNS]; /* target, -1: left out */
	int n;
	int at[T_COUNT]; /* column of a target, -1: there is none */
};
/* Which target each head means: by our names, by those of other systems, by what the person chose before. */
void columns_match(struct req *r, struct columns *c);
void columns_index(struct columns *c);
void batch_remember(struct req *r, const char *head, const char *target);
int target_named(const char *name); /* -1: none */
const char *columns_names(struct arena *a, const struct columns *c); /* the mapping as text, and back */
void columns_read(struct arena *a, struct columns *c, const char *heads, const char *map);

/* ---- one row: batch_row.c ---- */

struct batch_row {
	int64_t no; /* as in the workbook */
	const char *const *cells;
	struct person_row *p; /* as it would be written; ids are not set for new ones */
	struct member *m;
	struct paper paper;
	char mobile[12];
	const char *address, *key, *idno_hash, *mobile_hash; /* key: of the paper */
	enum fate fate;
	int64_t row_id;
	const char *problem; /* also the names of the fields that change */
	unsigned absent; /* what nobody in the register has, as far as that was asked for many rows at once */
};

/* The units that rows may name, by name and code. */
struct unit_names;
struct unit_names *unit_names(struct db *d, struct arena *a, int64_t top);

struct judge {
	struct app *app;
	struct db *db;
	struct arena *arena; /* of one row */
	const struct columns *columns;
	const struct unit_names *units;
	int64_t unit; /* for rows that name none */
	day today;
	struct seen *seen; /* papers, mobiles, staff numbers of earlier rows; NULL: not asked */
};
/* From cells to rows and fate; everything taken from j->arena. */
void judge_row(const struct judge *j, struct batch_row *x);
/* The same of up to MANY_ROWS rows, which looks into the register once for all that are new to it. */
void judge_rows(const struct judge *j, struct batch_row **x, size_t n);
/* Only what the cells say, into x->p and x->m, which may hold a present row. False: a cell is wrong. */
bool read_row(const struct judge *j, struct batch_row *x);
struct seen *seen_new(struct arena *a);

/* ---- a batch ---- */

struct batch {
	int64_t id, person, unit, stage, rows, at_no, counts[FATE_COUNT];
	const char *file, *path, *note; /* path: of the unit */
	instant created_at, done_at;
	struct columns columns;
};
bool batch_load(struct db *d, struct arena *a, int64_t id, struct batch *out);
const char *cells_seal(struct arena *a, const struct app *app, int64_t batch, int64_t no, const char *const *cells, int n);
bool cells_unseal(struct arena *a, const struct app *app, int64_t batch, int64_t no, const char *sealed, const char **cells, int n);

/* Goes on with a batch that is being applied or undone: on the slow pool, or, without one (tests), at once. */
void batch_go(struct req *r, int64_t id);
void batches_tick(struct req *r);

/* ---- handlers ---- */

void get_batches(struct req *r);
void prepare_batch(struct req *r);
void post_batch(struct req *r);
void get_batch_template(struct req *r);
void get_batch(struct req *r);
void prepare_batch_map(struct req *r);
void post_batch_map(struct req *r);
void post_batch_apply(struct req *r);
void post_batch_undo(struct req *r);
void get_batch_errors(struct req *r);

#endif
