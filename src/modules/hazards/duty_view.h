#ifndef LX_HAZARDS_DUTY_VIEW_H
#define LX_HAZARDS_DUTY_VIEW_H

#include "kernel/outbox.h"
#include "kernel/page.h"
#include "modules/hazards/inside.h"

struct alarm {
	const char *unit, *number, *place, *content, *state, *tone, *since, *lead, *href;
	bool evacuated;
};

struct duty_view {
	struct req *r;
	const char *unit, *time;
	struct alarm *alarms;
	size_t n;
	const char *told; /* how many are told of a danger */
	bool several, mail, hook; /* more than one union; configured */
};

#endif
