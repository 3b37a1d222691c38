/* What the voter's pages show. */
#ifndef LX_BALLOT_VIEW_H
#define LX_BALLOT_VIEW_H

#include "http/html.h"
#include "http/icon.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "modules/votes/votes.h"

enum { RECEIPTS_PAGE = 500 };

struct ballot_view {
	struct req *r;
	const struct vote *v;
	const char *here;
	const char **names; /* candidates, or the question */
	size_t n;
	char *marks; /* '+' '-' '0', 0 not chosen */
	const char **written;
	int64_t write_ins, pass_need;
	const char *pass_text;
	bool by_all, runoff;
	const char *ballot, *words, *receipt, *proof; /* when checking */
	const char *why, *outcome;
	bool voted, announced;
	const struct vote_seat *seats;
	size_t n_seats;
};

struct receipts_view {
	const struct vote *v;
	const char *here, *next;
	const char **codes;
	size_t n;
};

#endif
