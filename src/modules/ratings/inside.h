/* What the files of the module share. */
#ifndef LX_RATINGS_INSIDE_H
#define LX_RATINGS_INSIDE_H

#include "kernel/list.h"
#include "modules/ratings/ratings.h"

extern const struct choice call_results[], rating_times[];
extern const struct list rating_list;

/* The matter behind a row, with its flow; NULL: gone. */
const struct matter *rating_matter(struct req *r, const struct rating *x, const struct flow **f);

/* keep.c */
void ratings_heard(struct req *r, const struct record *record, const void *before, const void *row);
/* calls.c */
const char *rating_may_call(struct req *r, const void *row);
bool rating_owed(struct req *r, void *row, const void *before);
bool rating_eased(struct req *r, void *row, const void *before);
bool rating_called(struct req *r, void *row, const void *before);
bool rating_uncalled(struct req *r, void *row, const void *before);
bool rating_told(struct req *r, void *row, const void *before);
bool rating_late(struct req *r, void *row, const void *before);
/* The unit and each above it, under the one it stands in now: the board looks for who answered anything right below. */
void rating_note_unions(struct req *r, int64_t unit);
void rating_after(struct req *r, const void *before, const void *row);
void get_service_ratings(struct req *r);
void get_service_rating(struct req *r);
void post_rating_call(struct req *r);
/* mine.c */
void get_my_ratings(struct req *r);
/* board.c */
void get_rating_board(struct req *r);
void get_rating_paper(struct req *r);

#endif
