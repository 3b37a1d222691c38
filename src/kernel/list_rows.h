/* Rows of a list from the database: right, scope, conditions, order, place. For kernel/list*.c. */
#ifndef LX_LIST_ROWS_H
#define LX_LIST_ROWS_H

#include "kernel/list_query.h"

/* LIST_EXAMINED, LIST_TOTAL …, LIST_EXPORT_SECONDS; a test that has fewer rows lowers them. */
extern struct list_bounds {
	int examined, total, narrow, found, export_seconds;
} list_bounds;

struct list_rows {
	struct list_key *keys; /* of the rows of this page, in order */
	size_t n;
	bool more_after, more_before;
	bool cut; /* the bound was hit: there may be more rows behind `reached` */
	struct list_key reached; /* the last row examined; perhaps one that the asker may not see */
	int64_t older; /* searched by words: older matches than from this entry on were not looked for; 0 */
};

struct list_total {
	int64_t n;
	bool more; /* than n: n is LIST_TOTAL or what was found among LIST_EXAMINED rows */
	int64_t older; /* as in list_rows */
};

struct list_rows list_rows(struct req *r, const struct list_query *q);
struct list_total list_total(struct req *r, const struct list_query *q);
/* True when the asker's scope has no row at all, whatever the conditions. */
bool list_is_empty(struct req *r, const struct list_query *q);

/* A statement whose text depends on the shape alone; for the test that reads its plan too. */
enum list_want { LIST_WANT_ROWS, LIST_WANT_LAST, LIST_WANT_EXAMINED, LIST_WANT_COUNT, LIST_WANT_COUNTED, LIST_WANT_NARROW, LIST_WANT_MANY, LIST_WANT_BEYOND };
/*
 * LIST_WANT_NARROW: how many rows scope->narrow leaves; LIST_WANT_MANY, of a wide scope: the row behind LIST_NARROW of them. LIST_WANT_BEYOND: the row behind LIST_TOTAL of them, in no
 * order, for less than counting them costs; no text where conditions are tried on what is walked.
 */
/*
 * How the units in scope are asked for: each by its own index (few), by walking the
 * whole order (many), or not at all because the rows are those that the words of a search found.
 */
struct list_scope {
	struct scope scope;
	int64_t *units; /* of few */
	size_t n_units; /* 0 with `wide` false: nothing is in scope */
	bool wide;
	bool all; /* every unit there is: nothing needs to be joined to know it */
	int narrow; /* this filter, from 1, leaves at most LIST_NARROW rows: they are read and put in order; 0: none does */
	unsigned drafts; /* states that show only within draft_scope; 0: all show */
	struct scope draft_scope;
	bool *drafts_too; /* of the few units: is it within draft_scope? */
	int64_t *found; /* what the words of the query find, in scope, LIST_FOUND at most */
	size_t n_found;
	bool dense; /* with PostgreSQL: few other rows lie between them */
	int64_t older; /* there may be others, older than this entry; 0: no */
};
struct list_span {
	int64_t first, last;
};
struct list_span list_found_span(const struct list_scope *s); /* the least and the greatest id of what was found */
struct list_scope list_scope(struct req *r, const struct list_query *q);
/* Appends the statement to b and its values to binds. */
struct list_binds {
	struct {
		const char *text; /* NULL: the number */
		int64_t number;
	} values[512];
	int n;
};
void list_sql(const struct db *d, struct arena *a, const struct list_query *q, const struct list_scope *s, enum list_want want,
	      struct buf *b, struct list_binds *binds);

#endif
