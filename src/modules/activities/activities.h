/* 工会活动: what a union held, with day, people and cost; the plainest evidence of a plan. */
#ifndef LX_ACTIVITIES_H
#define LX_ACTIVITIES_H

#include "engines/expense.h"
#include "record/record.h"

enum activity_state { ACTIVITY_PLANNED, ACTIVITY_HELD, ACTIVITY_CONFIRMED, ACTIVITY_CANCELLED };

struct activity {
	HEAD;
	const char *title;
	int64_t kind;
	day held_on;
	const char *place;
	int64_t people;
	EXPENSE;
	const char *summary;
	int64_t task; /* the task it serves, 0: none */
};

extern const struct record activity_record;
extern const struct flow activity_flow;

#endif
