/* Inside completing a plan: the page, shown by a GET and again by a POST with problems. */
#ifndef LX_PLANS_COMPLETE_PAGE_H
#define LX_PLANS_COMPLETE_PAGE_H

#include "kernel/unit.h"
#include "modules/plans/complete_view.h"

struct complete_view {
	int64_t from; /* first of the points shown, counted from 0 */
	int64_t task; /* the one opened for editing, 0: none */
	bool gaps, skipped;
};

void complete_show(struct req *r, const struct plan *p, const struct complete_view *ask);

#endif
