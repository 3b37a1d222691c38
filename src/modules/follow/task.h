/* What the pages of tasks share. */
#ifndef LX_FOLLOW_TASK_H
#define LX_FOLLOW_TASK_H

#include "kernel/form.h"
#include "kernel/list.h"
#include "modules/follow/work.h"

/* ---- list ---- */
struct task_line {
	const struct task *task;
	struct progress p;
	const char *href, *point, *point_href, *who, *due, *left, *unit;
};

struct task_list {
	const char *who, *when, *next; /* mine | unit; all | near | overdue | done */
	const char *base; /* /tasks */
	struct task_line *lines;
	size_t n;
	bool unit_too; /* the list of the whole union may be chosen */
	const char *unit_name;
};
/* Value of ?when= and its label. */
extern const char *const follow_when_tabs[4][2];
void task_list_fill(struct req *r, struct task_list *l);
struct task_line task_line_of(struct req *r, int64_t id);

/* ---- one task ---- */
struct milestone_line {
	const struct follow_milestone_rows *row;
	const char *due, *late; /* "逾期 3 天", "" */
	const struct milestone *full; /* for its buttons */
};

struct proof {
	const char *title, *when, *place, *text, *href, *by, *icon, *tone, *state;
	day on;
	int64_t id, unlink; /* evidence; activity that can be unlinked */
	bool mine; /* by hand */
	const struct evidence *full; /* with files; NULL: none */
};

struct task_view {
	const struct task *task;
	const struct plan *plan;
	struct progress p;
	const char *here, *unit_name, *department, *owner, *point, *point_href, *tree_href, *starts, *due, *first_due, *left;
	const char *measure, *target, *source_title, *source_href, *parent_title, *parent_href;
	struct milestone_line *milestones;
	size_t n_milestones;
	struct proof *proofs;
	size_t n_proofs;
	struct task_line *subtasks, *handed;
	size_t n_subtasks, n_handed;
	struct follow_supervision_rows *supervisions;
	size_t n_supervisions;
	bool may_plan, may_work, may_supervise, editable;
	const char *counts_from; /* the day from which its measure counts; "": from its beginning */
	const char *rows; /* address of those that its measure counts; NULL: none */
	int64_t twins; /* other tasks of the plan that count the same rows */
	bool asks_lift; /* the form that came back is the one of the lamp */
};
struct task_view task_view_of(struct req *r, const struct task *t);

extern const struct list task_list_all; /* every task in reach, with filters and export */
void get_all_tasks(struct req *r);
void get_tasks(struct req *r);
void get_task(struct req *r);
void get_task_edit(struct req *r);
void post_task_edit(struct req *r);
void get_task_split(struct req *r);
void post_task_split(struct req *r);
void get_point_task(struct req *r); /* /points/{id}/tasks/new */
void post_point_task(struct req *r);
void post_milestone(struct req *r);
void post_milestones(struct req *r); /* by month or quarter */
void get_milestone(struct req *r);

/* bind.c: a measure for a task that was issued already */
struct bind_view {
	const struct task *task;
	const struct measure_choice *choices;
	size_t n_choices;
	const char *measure, *target, *from, *reason, *action, *back, *not_yet;
	int64_t copies; /* of it in unions below, which are bound with it */
};
void get_task_measure(struct req *r);
void post_task_measure(struct req *r);

struct task_form {
	const struct form *form;
	const struct task *task;
	const char *title, *action, *back, *measure;
	bool assigned; /* by a superior */
	bool links; /* its measure can count linked rows only */
	const struct problems *problems;
	int64_t version;
};

/* ---- evidence ---- */
void get_evidence_new(struct req *r);
void post_evidence(struct req *r);
void get_evidence(struct req *r);
void get_task_link(struct req *r);
void post_task_link(struct req *r);
void post_task_unlink(struct req *r);
void get_phone_tasks(struct req *r);
void get_phone_evidence(struct req *r);
void post_phone_evidence(struct req *r);

/* People and departments of the union that carries the task. */
struct option *task_options(struct req *r, const struct field *f, size_t *n);
/* Is this person or unit of the union (or below it)? */
bool person_below(struct req *r, int64_t person, int64_t unit);
bool unit_below(struct req *r, int64_t below, int64_t unit);
const char *measure_name(struct req *r, const char *key);

#endif
