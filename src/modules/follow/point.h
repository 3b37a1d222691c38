/* The page of one work point. */
#ifndef LX_FOLLOW_POINT_H
#define LX_FOLLOW_POINT_H

#include "modules/follow/task.h"

struct measure_line {
	const char *label, *target, *value, *help, *href; /* href NULL: no list behind it */
	const struct progress *p;
	bool linked; /* counts only rows linked to its task */
};

struct point_union {
	const char *name, *href;
	struct progress p;
};

struct point_view {
	const struct plan_node *node;
	const struct plan *plan;
	const struct work *work;
	struct progress p;
	const char *unit_name, *tree_href, *due;
	const char *people, *departments; /* of its tasks */
	struct measure_line *measures;
	size_t n_measures;
	struct task_line *tasks;
	size_t n_tasks;
	struct follow_proofs_of_node *proofs;
	size_t n_proofs;
	struct point_union *unions;
	size_t n_unions;
	const char *more_unions; /* table of all, NULL: none */
	bool may_add, may_supervise;
	int64_t worst; /* the task most in need of a reminder, 0 none */
};

void get_point(struct req *r);

#endif
