/* Between the files of the engine: reading ballots, deciding, explaining. */
#ifndef LX_VOTE_INSIDE_H
#define LX_VOTE_INSIDE_H

#include "engines/vote/count.h"

struct counting {
	struct arena *arena;
	const struct vote_rules *rules;
	const struct vote_figures *f;
	const char *const *candidates;
	size_t n_candidates;
	struct vote_result *out;
};

/* From the counted marks: needs, places, outcome; sorts the options. */
void vote_decide(struct counting *c);
/* The protocol: each step with the rule that decided it. */
void vote_explain(struct counting *c);

#endif
