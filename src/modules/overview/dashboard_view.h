#ifndef LX_OVERVIEW_DASHBOARD_VIEW_H
#define LX_OVERVIEW_DASHBOARD_VIEW_H

#include "kernel/form.h"
#include "kernel/page.h"
#include "modules/overview/board.h"

struct dashboard_view {
	struct req *r;
	const struct board *b;
	const char *done, *gone, *sub, *screen, *print_title;
	const char *on;
	struct option *units;
	size_t n_units;
	struct option *plans;
	size_t n_plans;
	int month_numbers[MONTHS]; /* 1 … 12 */
	int years[4];
	size_t n_years;
	const char *const (*periods)[2];
	size_t n_periods;
};

#endif
