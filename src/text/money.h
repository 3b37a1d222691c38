/* Money: whole fen in 64 bits. Reading, showing, and Chinese capitals for receipts. */
#ifndef LX_MONEY_H
#define LX_MONEY_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef int64_t fen;

/* What may be typed: below one trillion yuan. */
#define MONEY_MAX (INT64_C(1000000000000) * 100 - 1)

const char *money_text(struct arena *a, fen amount); /* "12,345.60", "-0.05" */

/*
 * Reads "12345.6", "12,345.60", "¥100", "100元", "1.2万", "3亿元", also in full
 * width. NULL and the amount, or a Chinese message (and 0): empty, not a
 * number, negative, more than two decimals of a yuan, commas in wrong places,
 * too large.
 */
const char *money_read(struct arena *a, const char *typed, fen *amount);

/*
 * 人民币壹万贰仟叁佰肆拾伍元陆角整, after the payment rules for notes and bills
 * (支付结算办法, annex 1): 整 after yuan and jiao, none after fen; zeros between
 * figures one 零. Below zero with 负 in front; faults beyond MONEY_MAX.
 */
const char *money_capitals(struct arena *a, fen amount);

#endif
