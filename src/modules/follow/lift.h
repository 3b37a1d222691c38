/* A lamp lifted by one level: asked for below, decided above, ended by its day or by a change of the lamp. */
#ifndef LX_FOLLOW_LIFT_H
#define LX_FOLLOW_LIFT_H

#include "modules/follow/task.h"

struct lift_line {
	const struct follow_lift_rows *row;
	const struct lamp_lift *full; /* for its buttons */
	const char *lamp, *until, *since;
};

void post_lift(struct req *r);
void get_lift(struct req *r);
/* The part of a task's page: running and past lifts, and the form to ask for one. */
void lift_section(struct buf *o, struct req *r, const struct task *t, const struct progress *p, bool may_ask);
/* Once a day: ends those whose day has passed or whose lamp has changed. */
void lifts_end(struct req *r);

#endif
