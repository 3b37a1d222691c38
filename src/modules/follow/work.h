/*
 * A plan as one union works on it, on a day: all nodes and tasks with their
 * progress, from a handful of statements whatever the size of the plan.
 * Plans of other unions look the same for each union that received them.
 */
#ifndef LX_FOLLOW_WORK_H
#define LX_FOLLOW_WORK_H

#include "follow.sql.h"
#include "modules/follow/progress.h"

enum { NOWHERE = -1 }; /* no further row */

struct work_milestone {
	const char *title;
	day due;
	bool done;
};

struct work_task {
	const struct follow_tasks *row;
	struct facts facts;
	struct progress p;
	struct work_milestone *milestones;
	size_t n_milestones, room_milestones;
	int next; /* in the same node or parent task */
	int first; /* sub-task */
	bool judged;
};

struct work_node {
	const struct follow_nodes *row;
	struct progress p;
	int parent, next, first; /* nodes */
	int task; /* first of its tasks */
	int64_t n_tasks; /* with sub-tasks, below it too */
};

struct work {
	const struct plan *plan;
	int64_t unit;
	day on, starts, ends; /* of the plan */
	struct thresholds thresholds;
	struct work_node *nodes; /* in document order */
	size_t n_nodes;
	struct work_task *tasks;
	size_t n_tasks;
	int top; /* first node without a parent */
	int loose; /* first task whose node is gone */
	struct progress all;
};

/* on 0: today. */
struct work *work_load(struct req *r, const struct plan *p, int64_t unit, day on);
struct work_task *work_find(const struct work *w, int64_t task); /* NULL: none */
/* First and last day of a plan; the year when it names none. */
void plan_span(const struct plan *p, day *starts, day *ends);

/* A lift that is in force goes into the facts of its task. */
void lift_take(struct arena *a, struct facts *f, const struct follow_lifts *x);

/* Reads measures, each only once. */
struct readings;
struct readings *readings_new(struct req *r);
/* Whose rows a measure counts: all of a union and below it, or only those linked to a task. */
struct counting {
	int64_t unit, task; /* task 0: all */
	day from; /* later than the task's beginning; 0: from that */
};
/* Fills measured, reached, in_time, reading of f. */
void readings_take(struct readings *m, struct facts *f, const char *measure, const struct counting *whose, day on);

/* What a task said before later changes, read back from their events, the earliest first. */
struct past {
	bool known[3]; /* starts, due, target */
	int64_t value[3];
};
void past_read(struct past *p, const char *changes);
void past_take(struct facts *f, const struct past *p, day first, day last);

#endif
