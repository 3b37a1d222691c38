/*
 * Ratings of services (好差评): one row for each answer that an office gave to a
 * matter of any kind (engines/matter.h), kept true by hearing what is written to
 * matters. It carries what the answer was worth to whoever asked, and what became
 * of it when he was not content: he is called back, by somebody who did not handle it.
 *
 *   /m/ratings          the worker's phone: what waits for his rating, in one tap
 *   /ratings            answers and ratings of a union, call-backs owed first
 *   /ratings/{id}       one of them, with the call-back
 *   /ratings/board      by office and by union, as of a day
 *
 * Who rated stands nowhere here: rows are written by the system, hold no person
 * but those of the office, and are spoken of on the next morning. Whoever is not
 * entitled to the rows sees no figure that stands for fewer than a few ratings.
 *
 * Source: 国办发〔2019〕51号, which says that 差评 are called back, and by whom.
 */
#ifndef LX_RATINGS_H
#define LX_RATINGS_H

#include "engines/matter.h"

enum rating_state { RATING_AWAITED, RATING_GIVEN, RATING_OWED, RATING_CALLED, RATING_NONE };

struct rating {
	HEAD;
	const char *record; /* the matter's */
	int64_t matter, round;
	const char *number, *service; /* service: 诉求 */
	int64_t office; /* which gave the answer */
	day replied_on;
	int64_t in_time, grade; /* 1 yes, 2 no; 满意 … */
	day rated_on, call_by, called_on, closed_on; /* closed_on: of the matter, with its last answer */
	int64_t caller, result, called; /* called: 1 yes, for measures */
	const char *said;
	int64_t drafter, signer; /* who handled it, and so does not call */
};

extern const struct record rating_record;
extern const struct flow rating_flow;

#endif
