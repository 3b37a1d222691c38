#ifndef LX_HAZARDS_PATROL_VIEW_H
#define LX_HAZARDS_PATROL_VIEW_H

#include <string.h>

#include "base/utf8.h"
#include "hazards.sql.h"
#include "http/html.h"
#include "kernel/page.h"
#include "modules/hazards/inside.h"

/* A line of the check list, and what was found at a place. */
struct check_line {
	const char *text, *name; /* name: of its input */
	int64_t mark; /* 0: not looked at */
	const char *label, *tone;
};

struct patrol_place_line {
	int64_t id;
	const char *name, *people, *result, *typed, *done, *by, *report, *sum;
	bool may_record, open;
	struct check_line *checks, *ticked; /* ticked: as the form shows them */
	size_t n_checks;
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

extern const struct choice patrol_marks[];
struct check_line *patrol_checks(struct arena *a, const char *items, const char *marks, size_t *n);
const char *patrol_marks_read(struct req *r, const struct patrol *p);
const char *patrol_marks_sum(struct arena *a, const struct check_line *c, size_t n);

#endif
