#ifndef LX_HAZARDS_PHONE_VIEW_H
#define LX_HAZARDS_PHONE_VIEW_H

#include "kernel/files.h"
#include "kernel/page.h"
#include "modules/hazards/inside.h"

struct report_view {
	struct req *r;
	struct form form;
	const struct choice *kinds;
	int64_t kind, patrol;
	const char *content, *place;
	bool danger;
};

struct board_line {
	const char *title, *place, *number, *href, *state, *tone, *when;
	bool major;
};

struct board_view {
	const char *unit;
	struct board_line *lines, *mine;
	size_t n, n_mine;
};

struct track_view {
	struct req *r;
	const struct hazard *h;
	const struct matter *m;
	const struct choice *states;
	const char *kind, *level, *lead, *left, *due, *next, *step;
	struct rerate rerate;
	bool fresh, author, timed, may_rate, may_rerate, may_withdraw, may_say, files;
};

#endif
