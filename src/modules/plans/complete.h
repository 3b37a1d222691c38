/*
 * Completing a plan: each point becomes tasks with somebody responsible, a date
 * and a measure. Tasks are proposed from the point's own sentences; a person
 * takes them, passes them over or writes others.
 */
#ifndef LX_PLANS_COMPLETE_H
#define LX_PLANS_COMPLETE_H

#include "kernel/form.h"
#include "modules/plans/plans.h"
#include "text/wordhints.h"

struct suggestion {
	int64_t node;
	const char *title;
	const char *quote; /* its sentence */
	const char *vague; /* vague words in it */
	const char *measure;
	int64_t target, department, owner;
	day starts, due; /* 0: the text says nothing and the work has no known season */
	const char *note; /* why this date, "" */
	bool weak; /* nothing in the text can be checked: the point's title stands for it */
	int fate; /* enum hint_fate */
};

enum hint_fate { HINT_OPEN, HINT_TAKEN, HINT_SKIPPED };

/* What proposals are made with; made once a request. */
struct suggesting;
struct suggesting *suggest_begin(struct req *r, const struct plan *p);
/* All proposals of a node, whatever became of them. */
struct suggestion *suggest_tasks(struct suggesting *s, const struct plan_node *n, size_t *count);
/* A new task from a proposal; false: refused. */
bool suggest_take(struct suggesting *s, const struct suggestion *x);
/* Title and body as one text, which hints refer to. */
struct str node_text(struct arena *a, const struct plan_node *n);

/* Who can be responsible for a plan's tasks: its departments, branch unions, workshops, teams. */
struct option *plan_departments(struct req *r, const struct plan *p, size_t *n);

/* ---- the catalogue of measures ---- */

struct measure_choice {
	const char *key, *label, *group;
};
struct measure_choice *measure_choices(struct req *r, size_t *n);
bool measure_known(const struct app *app, const char *key); /* or TASK_BY_EVIDENCE */
/* "举办活动 不少于 3 场", "完成并有佐证", "". */
const char *measure_goal(struct req *r, const char *key, int64_t target);

void get_complete(struct req *r);
void post_complete(struct req *r);
void post_complete_task(struct req *r);

#endif
