/*
 * Exact fractions of two 64-bit numbers: shares, quorums, weighted progress.
 * Always reduced, the denominator positive, so equal values are equal structs.
 *
 * Arithmetic returns false when the exact result does not fit, and changes
 * nothing then. A sum over many different denominators can come to that: where
 * a figure is shown rounded (percent with two decimals), round it with
 * ratio_round first and sum what is shown; then a reader can check it by hand.
 */
#ifndef LX_RATIO_H
#define LX_RATIO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct ratio {
	int64_t num, den;
};

/* den must not be 0, nor either of them INT64_MIN: a fault. */
struct ratio ratio_of(int64_t num, int64_t den);

bool ratio_add(struct ratio *a, struct ratio b); /* a += b, and so on */
bool ratio_sub(struct ratio *a, struct ratio b);
bool ratio_mul(struct ratio *a, struct ratio b);
bool ratio_div(struct ratio *a, struct ratio b); /* false also when b is 0 */

int ratio_cmp(struct ratio a, struct ratio b); /* below, at, above 0 */
/* The nearest fraction with this denominator, halves away from zero; faults if it does not fit. */
struct ratio ratio_round(struct ratio r, int64_t den);

/* r × n to whole numbers: quorum of 2/3 of 31 is ratio_ceil(…) = 21. Faults if it does not fit. */
int64_t ratio_floor(struct ratio r, int64_t n);
int64_t ratio_ceil(struct ratio r, int64_t n);

/* "66.67%" with 0 to 6 decimals, halves away from zero. */
const char *ratio_percent(struct arena *a, struct ratio r, int decimals);
const char *ratio_text(struct arena *a, struct ratio r); /* "2/3", "5" */

#endif
