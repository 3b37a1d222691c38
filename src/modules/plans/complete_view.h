/* What the templates of completing a plan are given. */
#ifndef LX_PLANS_COMPLETE_VIEW_H
#define LX_PLANS_COMPLETE_VIEW_H

#include "kernel/page.h"
#include "modules/plans/complete.h"

struct complete_hint {
	const struct suggestion *s;
	const char *who, *when, *goal, *value; /* value: "NODE:TITLE", as the form sends it */
	bool ticked;
};

struct complete_task {
	const struct task *t;
	const char *who, *when, *goal, *missing, *action;
	bool open, done; /* done: not a draft any more */
};

struct complete_group {
	const struct plan_node *node;
	const char *path; /* the section it stands in, when it begins one */
	struct str text;
	struct complete_hint *hints;
	struct complete_task *tasks;
	size_t n_hints, n_tasks, n_skipped, n_vague;
	const struct vague_hint *vague;
	bool bare; /* a point without any task */
};

struct complete_cancelled {
	int64_t id, version;
	const char *title;
};

struct complete_page {
	struct req *r;
	const struct plan *plan;
	const char *here, *query, *collapse, *sub, *warning, *back;
	int64_t tasks, incomplete, without, open_hints;
	bool only_gaps, show_skipped, issued;
	struct complete_group *groups;
	size_t n_groups;
	const struct option *departments, *people;
	size_t n_departments, n_people, n_choices, n_cancelled;
	const struct measure_choice *choices;
	const struct complete_cancelled *cancelled;
	const char *prev, *next; /* addresses of the pages beside this one, NULL: none */
	const struct form *form; /* of the open task, NULL: none */
	const char *measure, *measure_problem;
	int64_t basis;
	/* what was typed for all ticked tasks, when the form came back */
	int64_t set_department, set_owner;
	const char *set_due, *set_measure, *set_target, *set_waiver;
};

/* The point's own words, promises and vague words marked. */
void complete_text(struct buf *o, const struct complete_group *g, struct req *r);

#endif
