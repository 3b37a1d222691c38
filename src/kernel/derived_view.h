#ifndef LX_DERIVED_VIEW_H
#define LX_DERIVED_VIEW_H

#include "kernel/derived.h"

struct detail_row {
	const char *label, *value;
	bool several;
};

struct detail {
	const struct record *record;
	const struct head *head;
	const struct choice *states;
	const char *title, *unit_name, *edit, *here;
	bool editable;
	struct detail_row *rows;
	size_t n;
};

#endif
