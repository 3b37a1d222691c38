#ifndef LX_LIST_IMPORT_VIEW_H
#define LX_LIST_IMPORT_VIEW_H

#include "kernel/list_import.h"

struct import_column {
	const char *name, *head; /* name of the select, text of the column */
};

struct import_line {
	int64_t no;
	const char *title, *problem;
	int64_t fate;
	const char *href; /* NULL: none yet */
	int64_t made; /* the new row, 0: none */
};

struct import_view {
	const struct import *import;
	int64_t id, state, fate, counts[FATE_COUNT], to_do, percent, kept;
	const char *here, *next, *next_act; /* of the list; NULL: none */
	struct import_column *left; /* columns that mean nothing yet */
	size_t n_left;
	const struct field **fields; /* that no column means */
	size_t n_fields;
	struct import_line *rows;
	size_t n;
	bool running, undoable;
};

#endif
