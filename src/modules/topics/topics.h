/*
 * Topics (思想动态议题): what the workforce talks about, as a topic of a unit, and what was done
 * about it. Never a file on what somebody thinks: a topic has no person, its text may not name one
 * of the union's people, and how widely it is spoken of is a word, not a count.
 *
 *   /topics …     list and pages of the union
 *   /m/topics     for every worker: what was raised and what was done
 */
#ifndef LX_TOPICS_H
#define LX_TOPICS_H

#include "kernel/flow.h"

enum { TOPIC_RAISED, TOPIC_ANSWERED, TOPIC_DROPPED };
struct topic {
	HEAD;
	const char *title, *summary, *answer;
	int64_t kind, source, spread, lead; /* lead: the unit that answers */
	day heard_on, due, answered_on;
};

extern const struct record topic_record;
extern const struct flow topic_flow;

#endif
