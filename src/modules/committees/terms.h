/*
 * Terms (届期与任期): everything that ends on a day, in one place, so that one radar warns of all:
 * committees, posts, and what other modules put here (representatives, contracts, the yearly general meeting).
 */
#ifndef LX_TERMS_H
#define LX_TERMS_H

#include "kernel/request.h"

/* Stored: never change the numbers. 1 to 4 are the kinds of committees. */
enum term_kind { TERM_UNION = 1, TERM_STANDING, TERM_AUDIT, TERM_WOMEN, TERM_POST = 10, TERM_DIRECTOR, TERM_REP, TERM_CONTRACT, TERM_ASSEMBLY };
extern const struct choice term_kinds[];

struct term {
	const char *record; /* the row that has the term, and its id */
	int64_t row_id, unit; /* row_id: of the second term of the same row, its id below zero */
	const char *unit_name;
	int64_t kind;
	const char *label; /* 第三届工会委员会, 工会主席 */
	const char *holder; /* the person's name; "" none */
	day since, until; /* first and last day */
	day ended_on; /* from this day on it does not run any more; 0: it runs, also past its last day */
};

/* What a label ends with when it is not known what was held before. */
#define TERM_UNRECORDED "（其后未登记）"

/* Writes or rewrites the term of a row, in the transaction of its flow. */
void term_put(struct req *r, const struct term *t);
void term_drop(struct req *r, const char *record, int64_t row_id);

/* The page of the row that has a term; NULL: it has none of its own. */
const char *term_home(struct req *r, const char *record, int64_t row_id);

struct term_query {
	const char *path; /* a unit and everything below it */
	bool many; /* most terms of the installation lie below it */
	day on; /* those that run on this day */
	day first, last; /* and end between these days */
	int64_t kind; /* 0: all */
	day after_until; /* the last one of the page before; 0: the first page */
	int64_t after_id;
	int64_t most;
};
/* The first to end first. */
struct term *terms_find(struct req *r, const struct term_query *q, size_t *n);

/* Warnings: how many days before the end, the farthest first, for a unit; three rungs. */
enum { TERM_RUNGS = 3 };
void term_rungs(struct req *r, int64_t unit, int64_t days[TERM_RUNGS]);

/* Of the module. */
void terms_tick(struct req *r);
void terms_heard(struct req *r, const struct record *record, const void *before, const void *row);

#endif
