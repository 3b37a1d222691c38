/* A baseline: nodes and the owner's tasks of a plan as JSON, frozen at each issue. */
#ifndef LX_PLANS_BASELINE_H
#define LX_PLANS_BASELINE_H

#include "modules/plans/plans.h"

const char *baseline_now(struct req *r, const struct plan *p); /* as it is now, in the arena */
void baseline_take(struct req *r, struct plan *p); /* stores it and counts p->baseline up */

#endif
