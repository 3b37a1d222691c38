#ifndef LX_HAZARDS_PATROL_VIEW_H
#define LX_HAZARDS_PATROL_VIEW_H

#include "base/utf8.h"
#include "hazards.sql.h"
#include "http/html.h"
#include "kernel/page.h"
#include "modules/hazards/inside.h"

struct patrol_place_line {
	int64_t id;
	const char *name, *people, *result, *typed, *done, *by, *report;
	bool may_record, open;
};

struct patrol_page {
	struct req *r;
	const struct patrol *p;
	const struct choice *states;
	const char *held, *unit, *not_yet, *here;
	bool may_edit;
	struct patrol_place_line *places;
	size_t n_places;
	struct hazards_of_patrol *found;
	size_t n_found;
};

#endif
