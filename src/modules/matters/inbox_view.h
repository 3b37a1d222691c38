#ifndef LX_MATTERS_INBOX_VIEW_H
#define LX_MATTERS_INBOX_VIEW_H

#include "engines/matter.h"
#include "kernel/page.h"

struct inbox_line {
	const struct matter_row *row;
	const char *due, *left, *tone;
};

struct place_tab {
	int64_t unit;
	const char *name;
	bool current;
};

struct inbox_page {
	struct place_tab *tabs;
	size_t n_tabs;
	struct inbox_line *lines;
	size_t n;
	const char *count, *next; /* next: address of the page behind, NULL none */
	bool later; /* not the first page */
};

#endif
