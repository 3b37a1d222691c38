#ifndef LX_HAZARDS_NET_VIEW_H
#define LX_HAZARDS_NET_VIEW_H

#include "kernel/page.h"
#include "modules/hazards/inside.h"

enum { NET_LEVELS = 3, HOLES_MOST = 200 /* listed; all are counted */ };

struct net_line {
	const char *label, *each;
	int64_t units, covered, people, expired; /* people: with a valid certificate */
};

struct net_hole {
	const char *unit, *level;
};

struct net_view {
	struct req *r;
	const char *unit;
	int64_t unit_id;
	struct net_line lines[NET_LEVELS];
	struct net_hole *holes;
	size_t n_shown, n_holes;
	bool may_edit;
};

#endif
