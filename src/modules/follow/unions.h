/* A superior's view of its unions on one plan. */
#ifndef LX_FOLLOW_UNIONS_H
#define LX_FOLLOW_UNIONS_H

#include "modules/follow/work.h"

struct union_cell {
	struct progress p;
	const char *href;
};

struct union_line {
	const struct follow_receivers *row;
	const char *href, *receipt;
	struct union_cell *cells;
	struct progress all;
	int64_t remind; /* the late task longest overdue, 0 none */
};

struct union_point {
	const char *number, *title;
	int64_t late, slow; /* unions */
	struct progress p; /* of all unions together */
};

struct unions_view {
	const struct plan *plan;
	const char *on_text, *on_cn;
	bool past;
	struct union_point *points;
	size_t n_points;
	struct union_line *lines;
	size_t n_lines;
	int64_t waiting; /* receipts not acknowledged */
	struct progress all;
	bool may_supervise;
};

void get_unions(struct req *r);

#endif
