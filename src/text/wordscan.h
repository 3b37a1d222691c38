/* What wordhints.c and worktasks.c share. */
#ifndef LX_WORDSCAN_H
#define LX_WORDSCAN_H

#include "text/wordhints.h"

/* A quotation that begins at a place of the text. */
struct quoted {
	struct text_span name; /* between the marks */
	size_t whole;	       /* bytes with both marks; 0: none begins there */
	bool document;	       /* in 《》 */
};

struct quoted quoted_at(struct str text, size_t at);
size_t char_length(struct str text, size_t at); /* bytes of the character there */
size_t word_length_at(struct str text, size_t at, const char *word); /* 0: another word */
struct text_spans text_clauses(struct arena *a, struct str text);    /* parts of sentences */
bool clause_has_task(struct arena *a, struct str text, struct text_span clause);

#endif
