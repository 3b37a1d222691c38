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

struct list_column {
	const char *label;
	const struct field *f;
};

struct list_cell {
	const char *label, *text;
	const struct choice *states;
	int64_t state;
	bool main;
};

struct list_row {
	const char *href;
	struct list_cell *cells;
};

struct list_page {
	struct list_column *columns;
	size_t n_columns;
	struct list_row *rows;
	size_t n;
	const char *next, *add;
	bool may_add;
};

#endif
