/* What writing the index and finding in it share; inside of kernel/search*.c. */
#ifndef LX_SEARCH_PARTS_H
#define LX_SEARCH_PARTS_H

#include "kernel/search.h"

/*
 * How marks stand in a query or a row. A mark is a word without signs, so that a tokenizer leaves
 * it whole; in PostgreSQL, where words and marks share a column, it has a sign that no word has.
 */
struct tongue {
	const char *mark, *mark_end, *row_end, *and, *or, *not;
};
const struct tongue *tongue_of(const struct db *d);
/* r: of this record; n: found by this right; u: at or below this unit; s: at this very unit. */
void put_mark(struct buf *b, const struct tongue *t, char kind, const char *name);
void put_unit(struct buf *b, const struct tongue *t, char kind, int64_t unit);

/* May the asker find this entry? */
bool search_sees(const struct search_within *w, const struct search_found *f);

/* With PostgreSQL: search_find with ask->before set; what has a match in the words of the database, newest first. */
struct search_answer search_find_pg(struct db *d, struct arena *a, const struct search_ask *ask);
struct search_answer search_match_pg(struct db *d, struct arena *a, const struct search_ask *ask, const char *match);

#endif
