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
void search_put_new(struct req *r, const struct flow *f, const void *row); /* a row that was not there before */

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
/* `ahead`: sent by db_run_ahead. */
void search_add(struct db *d, struct arena *a, instant now, const struct search_entry *const *e, const struct search_made *const *m, size_t n, bool ahead);
/* After a load: the index of words in one piece, so that a search opens each word once (SQLite). */
void search_tidy(struct db *d);
/*
 * Each commit adds a piece to the index of words, and FTS5 joins them until some are left (SQLite), each of which a search
 * opens. Untidy: more than a few are. search_tidy_some joins all in small steps, the first with `begin`; false: it is over.
 */
bool search_is_untidy(struct db *d);
bool search_tidy_some(struct db *d, bool begin);
/* Out of the index: a row that was taken back. */
void search_drop(struct db *d, struct arena *a, const char *record, int64_t row_id);
/* A unit with path `old` now has the path `to`: what it and its lower units own is found from there. */
void search_moved(struct db *d, struct arena *a, const char *old, const char *to);

/* ---- finding: kernel/search_find.c ---- */

/* A right by which something is found. */
struct search_right {
	const char *name;
	bool held; /* by the asker, anywhere */
	bool most; /* what it finds is most of the index */
};
/* Where a search looks. */
struct scope;
struct search_within {
	const char *text; /* in the words of the database; "": nothing may be found */
	const char **marks, *record; /* what it is made of: places, the record asked for (NULL: any) */
	size_t n_marks;
	const char *of; /* the same, as an entry has it: its record, a unit above it, these trees and units; NULL, 0: any */
	int64_t under;
	bool everywhere; /* the places are all there are */
	const struct scope *scope;
	const struct search_right *rights; /* NULL: also what no right finds */
	const struct scope *scopes; /* where each is held */
	size_t n_rights;
};
/* All rows of a record, also those that only its own list finds; in these trees and units (NULL: everywhere). */
struct search_within search_in_record(struct db *d, struct arena *a, const char *record, const struct scope *within);
/* What the asker may find by one of these rights, of one record (NULL or "": any), at or below a unit (0: any). */
struct search_within search_in_reach(struct req *r, const struct search_right *rights, size_t n, const char *record, int64_t unit);

struct search_ask {
	const struct search_query *words; /* all of them */
	struct search_within within;
	int64_t before; /* entries with smaller ids; 0: all */
	size_t most;
};
/*
 * What matches, newest first (by the id of the entry): exactly that, up to `most`. `further` 0: there is no
 * more. Else `most` was reached, or so much was looked at in vain that the answer is given before the end;
 * asked again with `before` = further, it goes on. In which cases that is, search_find.c says.
 */
struct search_answer {
	struct search_found *rows;
	size_t n;
	int64_t further;
};
struct search_answer search_find(struct db *d, struct arena *a, const struct search_ask *ask);
/* The same for what was typed into a field: ids of rows of the record; *more (may be NULL): there are others. */
int64_t *search_ids(struct db *d, struct arena *a, const char *typed, const char *record, const struct scope *within, size_t most, size_t *n,
		    bool *more);
/*
 * Rows of a record that share words with a text, the likest first: two characters that stand
 * together in both count. Of what the asker may find, at most `most` ids.
 */
int64_t *search_similar(struct req *r, const struct record *record, const char *text, size_t most, size_t *n);

/* Lowered by the test that has fewer entries: leaves of the index (few, wide), words (begun), places, entries, pieces of the index. */
extern struct search_lite_bounds {
	int64_t few, wide, begun, walked, tested, pieces;
} search_lite_bounds;
/* The same with PostgreSQL: entries of the sample (few, wide), entries. */
extern struct search_bounds {
	int64_t few, wide, newest, walked, tested;
} search_bounds;

/*
 * The index itself, for a copy into another database: up to `most` entries behind the id
 * `after`, as SQLite has them: words parted by blanks, marks likewise.
 */
struct search_words *search_words_of(struct db *d, struct arena *a, int64_t after, int64_t most, size_t *n);
void search_words_add(struct db *d, struct arena *a, const struct search_words *w);

#endif
