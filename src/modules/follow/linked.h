/* Figures of a task that counts only the rows linked to it, its parts and its copies in unions below. */
#ifndef LX_FOLLOW_LINKED_H
#define LX_FOLLOW_LINKED_H

#include "kernel/measure.h"
#include "modules/follow/task.h"

struct linked_row {
	int64_t id, amount;
	day on;
	const char *title, *unit, *href;
};

struct linked_view {
	const struct task *task;
	const char *measure, *unit_label, *back, *next; /* next NULL: no more */
	day from, to;
	int64_t value;
	struct linked_row *rows;
	size_t n;
	bool distinct; /* each union is counted once a year, however many rows */
};

int64_t linked_value(struct req *r, const struct measure *m, int64_t task, day from, day to);
/* /tasks/{id}/counted: just the rows that count. */
void get_counted(struct req *r);

#endif
