#ifndef LX_HAZARDS_OFFICE_VIEW_H
#define LX_HAZARDS_OFFICE_VIEW_H

#include "kernel/page.h"
#include "modules/hazards/inside.h"

struct photo {
	int64_t id;
	const char *name;
	bool after, picture;
};

struct content_view {
	struct req *r;
	const struct hazard *h;
	struct form form;
	const char *here, *owner, *cost, *fix_by, *unsettled, *patrol, *reported, *evacuated;
	bool may_settle, may_after, may_report, may_evacuate, settling;
	struct photo *photos;
	size_t n_photos, n_before;
};

struct ledger_row {
	const char *name, *corrected_rate, *in_time_rate;
	int64_t found, corrected, in_time, closed, major, late;
};

struct ledger_view {
	const char *unit, *since, *until, *span;
	int64_t unit_id;
	struct ledger_row *rows, sum;
	size_t n;
};

#endif
