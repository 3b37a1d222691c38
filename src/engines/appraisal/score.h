/*
 * Appraisal: criteria × assessors × subjects become a result. Whole numbers only; no database.
 *
 * A point is 100 units ("hundredths"), so 98.5 points are 9850. An item's value is the mean of its
 * marks, rounded once to hundredths, halves up; the total is the sum of what is shown, so that a reader
 * can check it by hand. With `trim_from` and at least so many marks on an item, one highest and one
 * lowest are left out. The total is held against a level as a share of the full score, by
 * multiplication, never by a rounded percentage.
 *
 *   score    0 to its weight
 *   yes/no   its weight or nothing; several assessors: the mean
 *   live     a figure of the register, frozen: its weight when it reaches `least`, else nothing;
 *            of weight 0: a must, without which no level is reached
 *   veto     one assessor who sees it is enough: no level is reached
 *   audience votes of an audience, counted once: who has most gets the weight, others as many parts of it (score_audience)
 *
 * The order of marks and assessors changes nothing (score_test: thousands of shuffled sheets).
 */
#ifndef LX_SCORE_H
#define LX_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum { POINT = 100 };
/* Stored in rows: never change them. */
enum item_type { ITEM_SCORE = 1, ITEM_YES, ITEM_VETO, ITEM_LIVE, ITEM_AUDIENCE };

struct score_item {
	int64_t id, type;
	int64_t weight; /* most, in hundredths */
	int64_t least; /* live: the figure to reach */
};

struct score_mark {
	int64_t item, assessor;
	int64_t value; /* hundredths; yes/no: weight or 0; veto: 1 seen, 0 not; live: the figure */
};

struct score_level { /* the highest first */
	const char *name;
	int64_t least; /* of a full score of 100, in hundredths: 9000 is 90 points */
};

struct score_line {
	int64_t marks, sum, high, low; /* how many count, their sum; what was left out by trimming, -1: nothing */
	int64_t value; /* hundredths */
	bool missing, fails; /* no mark yet; a veto seen or a must not reached */
};

struct score {
	struct score_line *lines; /* one an item, in its order */
	int64_t total, full; /* hundredths */
	int64_t share; /* total of a full score of 100, hundredths, rounded for showing */
	bool barred; /* a veto or a must: no level */
	bool missing; /* some item has no mark */
	int level; /* index, -1: none */
};

struct score score_of(struct arena *a, const struct score_item *items, size_t n, const struct score_mark *marks, size_t n_marks,
		      const struct score_level *levels, size_t n_levels, int trim_from);

/* Points for votes: weight × votes ÷ the most that one has, rounded once; nobody has any: nothing. */
int64_t score_audience(int64_t weight, int64_t votes, int64_t most);
/* Nearest whole number, halves up; den above 0, num not negative. */
int64_t score_round(int64_t num, int64_t den);
/* "98.5", "100", "33.33" */
const char *score_text(struct arena *a, int64_t hundredths);
/* Reads such a number, also with full-width digits left aside; false: none, negative, or more than two decimals. */
bool score_parse(const char *typed, int64_t *hundredths);
/* "模范 90" a line, the highest first; false when a line is wrong or the order is: *why says which. */
bool score_levels(struct arena *a, const char *text, struct score_level **levels, size_t *n, const char **why);
/* Do `part` of `whole` reach a share of `percent`, by multiplication. Nothing of nothing does not. */
bool score_reaches(int64_t part, int64_t whole, int64_t percent);

#endif
