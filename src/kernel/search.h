/* The search index: titles and texts of records, found by Chinese fragments, pinyin and initials. */
#ifndef LX_SEARCH_H
#define LX_SEARCH_H

#include "kernel/flow.h"
#include "text/tokens.h"

/* Indexes a row anew: its title, F_FIND fields and flow->search_text. */
void search_put(struct req *r, const struct flow *f, const void *row);

/*
 * Candidates for joins: the ids (row_id) of the newest rows that match, newest first. The
 * parameters are the text of search_match and the most rows. This and search_match are the only
 * places that know how the database searches.
 */
void search_candidates(struct buf *sql, int match, int most);
/* The value to bind: all words, in rows of this record. */
const char *search_match(struct arena *a, const struct search_query *q, const char *record);

#endif
