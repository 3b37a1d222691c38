/* What the pages of an import show. */
#ifndef LX_MEMBERS_BATCH_VIEW_H
#define LX_MEMBERS_BATCH_VIEW_H

#include "kernel/form.h"
#include "kernel/page.h"
#include "modules/members/batch.h"

struct batch_line {
	int64_t no, fate;
	const char *name, *problem, *href;
};

struct batch_left {
	const char *name, *head;
};

struct batch_page {
	const struct batch *b;
	const char *here, *next, *unit_name, *state, *done;
	int64_t fate, to_do, percent;
	bool running, may_apply, undoable, mine;
	struct batch_line *rows;
	size_t n;
	struct batch_left *left; /* columns that mean nothing yet */
	size_t n_left;
	const struct target **targets; /* that no column means */
	size_t n_targets;
};

struct batch_item {
	int64_t id, rows;
	const char *file, *state, *when, *name;
};

struct batches_page {
	struct option *units;
	int64_t unit; /* chosen before a mistake */
	size_t n_units;
	bool few_units; /* of a tree that is too large to list */
	struct batch_item *items;
	size_t n;
};

extern const struct choice batch_stages[];

#endif
