#ifndef LX_OVERVIEW_SCREEN_VIEW_H
#define LX_OVERVIEW_SCREEN_VIEW_H

#include "modules/overview/board.h"
#include "modules/overview/home_view.h"

struct screen_bar {
	const char *label, *value;
	int percent; /* of the longest */
};

struct screen_ring {
	const char *label, *text;
	const char *dash; /* "45.8 100" */
};

struct screen_view {
	struct req *r;
	const struct board *b;
	const char *title, *date, *time, *done, *gone, *css, *icon;
	struct screen_ring rings[3];
	size_t n_rings;
	struct screen_bar lamps[5];
	struct screen_bar months[6];
	size_t n_months;
	const struct board_row **rank;
	size_t n_rank, n_rows, n_points, n_items;
	struct home_recent *recent;
	size_t n_recent;
};

#endif
