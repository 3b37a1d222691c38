#ifndef LX_OVERVIEW_HELP_VIEW_H
#define LX_OVERVIEW_HELP_VIEW_H

#include "kernel/page.h"

struct help_line {
	const char *text;
	const char *href; /* a page that opens as it is, NULL: reached from a list */
};

struct help_group {
	const char *label;
	struct help_line *lines;
	size_t n;
};

struct help_view {
	struct help_group *groups;
	size_t n;
	bool office, staff, phone; /* phone: its bar has the title */
};

#endif
