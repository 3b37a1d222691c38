#ifndef LX_OVERVIEW_FIGURE_VIEW_H
#define LX_OVERVIEW_FIGURE_VIEW_H

#include "kernel/page.h"
#include "kernel/request.h"

struct figure_row {
	const char *title, *href, *unit;
	const struct choice *states;
	int64_t state; /* today */
};

struct figure_view {
	const char *label, *help, *unit, *on, *today, *count; /* count: "12 件", as the counters say */
	struct figure_row *rows;
	size_t n;
	bool cut; /* there are too many rows to look through */
};

#endif
