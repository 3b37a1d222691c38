/* The plans that a union received from above: acknowledged, then its tasks are given to people. */
#ifndef LX_FOLLOW_RECEIVED_H
#define LX_FOLLOW_RECEIVED_H

#include "kernel/form.h"
#include "modules/follow/work.h"

struct received_line {
	const struct follow_received *row;
	const char *sent, *acknowledged;
	int64_t unscheduled;
};

struct receipt_view {
	const struct receipt *c;
	const struct plan *p;
	const char *unit, *here;
	struct progress all;
	int64_t open; /* tasks that nobody is responsible for */
	bool may_plan;
	struct option *people, *departments;
	size_t n_people, n_departments;
	int64_t owner, department; /* typed */
};

void get_received(struct req *r);
void get_receipt(struct req *r);
void post_receipt_arrange(struct req *r); /* all that nobody is responsible for, to one person or department */

#endif
