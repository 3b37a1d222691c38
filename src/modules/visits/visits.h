/*
 * Visits to the grassroots (走访、下基层): who went where, what was heard, what was
 * promised to whom until when, and whether it was kept.
 *
 *   visit            one visit, with its photos
 *   visit_problem    what was heard; becomes an appeal or a hazard with one tap
 *   visit_promise    what was promised, by whom until when; kept or not, with what was done
 *
 *   /m/visits, /m/visits/new   the phone: log a visit with a photo; one's own promises
 *   /visits …                  list and pages
 *   /promises …                list of promises, due first
 */
#ifndef LX_VISITS_H
#define LX_VISITS_H

#include "engines/expense.h"
#include "kernel/flow.h"

enum { VISIT_LOGGED, VISIT_WITHDRAWN };
struct visit {
	HEAD;
	const char *place; /* where */
	int64_t kind;
	day held_on;
	const char *people, *met, *summary; /* who went; whom they met, in words; what was seen */
	int64_t problems, promises; /* how many */
	EXPENSE;
};

enum { PROBLEM_HEARD, PROBLEM_RAISED, PROBLEM_SETTLED };
struct visit_problem {
	HEAD;
	int64_t visit;
	const char *text, *answer; /* answer: how it was settled on the spot */
	const char *record; /* the matter that it became */
	int64_t matter;
};

enum { PROMISE_OPEN, PROMISE_KEPT, PROMISE_BROKEN, PROMISE_DROPPED };
struct visit_promise {
	HEAD;
	int64_t visit;
	const char *text, *done;
	int64_t owner; /* person */
	day due, done_on;
	int64_t in_time; /* 1 kept in time, 2 late, or late already and still open */
};

extern const struct record visit_record, visit_problem_record, visit_promise_record;
extern const struct flow visit_flow, visit_problem_flow, visit_promise_flow;

#endif
