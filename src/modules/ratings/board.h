/* How offices and unions stand with those they serve, between two days. */
#ifndef LX_RATINGS_BOARD_H
#define LX_RATINGS_BOARD_H

#include "modules/ratings/inside.h"

struct board_row {
	int64_t unit; /* office or union; 0: a sum */
	const char *name;
	int64_t answered, in_time, closed, rated, bad, called;
	bool hidden; /* stands for too few ratings to be shown */
	const char *in_time_rate, *good_rate, *href;
};

/* A kind of matter that may be looked at by itself. */
struct board_kind {
	const char *record, *noun;
	bool chosen;
};

struct board {
	struct req *r;
	int64_t unit;
	const char *unit_name;
	day since, until, months_until; /* months_until: last day of the last whole month */
	day months_since;
	int64_t least;
	const char *record; /* of the matters, "" all */
	struct board_kind *kinds;
	size_t n_kinds;
	bool ours; /* the asker may read the rows */
	struct board_row *offices, sum;
	size_t n_offices;
	struct board_row *unions, all;
	size_t n_unions, folded; /* folded: unions that stand in one row because they have too few */
};

/* False: refused. */
bool board_load_ratings(struct req *r, struct board *b);

#endif
