/*
 * The search index: titles and texts of records, found by Chinese fragments, pinyin and initials.
 * SQLite keeps it in an FTS5 table, PostgreSQL in a column of lexemes; only search.c and
 * search_words.sql know the difference.
 */
#ifndef LX_SEARCH_H
#define LX_SEARCH_H

#include "kernel/flow.h"
#include "search_words.sql.h"
#include "text/tokens.h"

/* Indexes a row anew: its title, F_FIND fields and flow->search_text. */
void search_put(struct req *r, const struct flow *f, const void *row);

/* One entry of the index; anything that has a page may have one. */
struct search_entry {
	const char *record; /* with row_id: what it is of */
	int64_t row_id, unit; /* unit: where the right is needed */
	const char *title; /* of the hit; found by pinyin and initials too */
	const char *text; /* what it is found by, the title with it */
	const char *words; /* further tokens in place of the title's pinyin (pinyin_tokens of a person); NULL */
	const char *need; /* the right that finds it; "" only its own list */
};
void search_index(struct db *d, struct arena *a, instant now, const struct search_entry *e);
/*
 * The same in two steps, for many rows: what an entry is found by can be made outside of the writer.
 * `path` is the unit's. search_add is for rows that are new to the index; what it has already is left
 * as it is. Entries have title and words to themselves until it returns.
 */
struct search_made {
	const char *path, *words, *marks;
};
struct search_made search_make(const struct db *d, struct arena *a, const char *path, const struct search_entry *e);
void search_add(struct db *d, struct arena *a, instant now, const struct search_entry *const *e, const struct search_made *const *m, size_t n);
/* After a load: the index of words in one piece, so that a search opens each word once (SQLite). */
void search_tidy(struct db *d);
/* Out of the index: a row that was taken back. */
void search_drop(struct db *d, struct arena *a, const char *record, int64_t row_id);
/* A unit with path `old` now has the path `to`: what it and its lower units own is found from there. */
void search_moved(struct db *d, struct arena *a, const char *old, const char *to);

/*
 * Candidates for joins: the ids (row_id) of the newest rows that match, newest first. The
 * parameters are the text of search_match and the most rows.
 */
void search_candidates(const struct db *d, struct buf *sql, int match, int most);
/* The value to bind: all words, in rows of this record. */
struct scope;
const char *search_match(const struct db *d, struct arena *a, const struct search_query *q, const char *record, const struct scope *within);
/*
 * Rows of a record that share words with a text, the likest first: two characters that stand
 * together in both count. Of what the asker may find, at most `most` ids.
 */
int64_t *search_similar(struct req *r, const struct record *record, const char *text, size_t most, size_t *n);
/*
 * The value for a search over everything: all words, in rows that the asker may find by one of
 * these rights, of one record (NULL or "": any), at or below a unit (0: any). "": finds nothing.
 */
const char *search_match_for(struct req *r, const struct search_query *q, const char *const *rights, size_t n,
			     const char *record, int64_t unit);
/* What matches that value, newest first: entries with smaller ids than `before`. */
struct search_found *search_find(struct db *d, struct arena *a, const char *match, int64_t before, int64_t most, size_t *n);

/*
 * The index itself, for a copy into another database: up to `most` entries behind the id
 * `after`, as SQLite has them: words parted by blanks, marks likewise.
 */
struct search_words *search_words_of(struct db *d, struct arena *a, int64_t after, int64_t most, size_t *n);
void search_words_add(struct db *d, struct arena *a, const struct search_words *w);

#endif
