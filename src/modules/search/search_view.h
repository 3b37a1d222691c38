#ifndef LX_SEARCH_VIEW_H
#define LX_SEARCH_VIEW_H

#include "modules/search/search.h"

struct search_kind {
	const char *record, *label, *need, *icon;
	const struct flow *flow; /* NULL: units and people, which have no page of their own */
};

struct search_tab {
	const char *label, *href;
	bool current;
};

struct search_hit {
	const char *href; /* NULL: no page */
	const char *kind, *icon, *unit, *when;
	struct piece *title, *text;
	size_t n_title, n_text;
	const struct choice *states;
	int64_t state;
};

struct search_view {
	const char *q, *kind;
	int64_t unit;
	struct search_tab *tabs;
	size_t n_tabs;
	struct search_choice {
		int64_t value;
		const char *label;
		bool on;
	} *units;
	size_t n_units;
	struct search_hit *hits;
	size_t n;
	const char *next, *first;
	bool asked, cut;
	bool bounded; /* so much was looked at in vain that there may be more behind `next` */
};

#endif
