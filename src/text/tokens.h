/*
 * Search tokens. Both databases get the same text: Chinese as overlapping pairs
 * of characters plus the last single one, Latin letters and digits as whole
 * runs. "职工会议A4" becomes "职工 工会 会议 议 a4". A query of two or more
 * characters then finds exactly what a search for the substring finds; one
 * character is asked for as a prefix.
 *
 * Folded are traditional to simplified characters, full width to half, capitals
 * to small letters. Everything that is no letter, digit or character parts.
 */
#ifndef LX_TOKENS_H
#define LX_TOKENS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* Tokens joined by one blank: the text of an FTS5 row. Broken UTF-8 parts words. */
const char *search_tokens(struct arena *a, struct str text);
/* The same as PostgreSQL tsvector text: "'职工':1 '工会':2 …". */
const char *search_tsvector(struct arena *a, struct str text);

/* What stands between blanks and signs in a query: its tokens follow each other in a hit. */
struct search_term {
	const char **tokens; /* only letters, digits and characters: safe inside quotes */
	size_t count;	     /* at least 1 */
	bool prefix;	     /* the last token is only the beginning of one */
};

enum { SEARCH_TERMS = 12, SEARCH_TERM_CHARS = 40 };

struct search_query {
	struct search_term terms[SEARCH_TERMS];
	size_t count; /* 0: nothing to search for; do not run a MATCH then */
	bool cut;     /* more terms or longer ones than allowed; the rest is left out */
};

struct search_query search_query(struct arena *a, struct str user_text);

/*
 * MATCH text of SQLite FTS5; all terms must be found. With `phrases` false, for
 * tables made with detail=none, tokens are only required to be there: check the
 * hits with search_matches. "" for an empty query.
 */
const char *search_fts5(struct arena *a, const struct search_query *q, bool phrases);
/* Text to cast to tsquery. "" for an empty query. */
const char *search_tsquery(struct arena *a, const struct search_query *q);
/* Is each term in this text? What both databases answer, for lists and tests. */
bool search_matches(struct arena *a, const struct search_query *q, struct str text);
/* The same of tokens that stand in an index already. */
bool search_in_tokens(const struct search_query *q, const char *tokens);

/* One character folded as in tokens, 0 if it parts words. */
uint32_t search_fold(uint32_t c);

#endif
