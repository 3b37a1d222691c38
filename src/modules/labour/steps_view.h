#ifndef LX_LABOUR_STEPS_VIEW_H
#define LX_LABOUR_STEPS_VIEW_H

#include "modules/labour/inside.h"

struct labour_step_view {
	struct req *r;
	const struct labour_step *step;
	const char *label, *not_yet, *action, *reason, *problem;
	bool typed;
	struct form form;
};
void labour_step_inputs(struct buf *o, const struct labour_step_view *v);

#endif
