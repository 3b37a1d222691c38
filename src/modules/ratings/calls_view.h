#ifndef LX_RATINGS_CALLS_VIEW_H
#define LX_RATINGS_CALLS_VIEW_H

#include "kernel/page.h"
#include "modules/ratings/inside.h"

struct call_view {
	struct req *r;
	const struct rating *x;
	struct form form;
	const struct choice *states, *grade;
	const char *here, *office, *caller, *result, *replied, *rated, *called, *call_by, *matter, *not_yet, *source;
	const char **words; /* of those who rated, without their names */
	size_t n_words;
	bool late, nobody, may_call;
};

/* What waits for the asker's rating. */
struct mine_line {
	const char *service, *number, *title, *reply, *when, *action, *href, *typed;
};

struct mine_view {
	struct req *r;
	struct mine_line *lines, *given; /* given: may still be changed */
	size_t n, n_given;
};

#endif
