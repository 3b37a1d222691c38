/*
 * Overview: what concerns the asker, on one page each. Holds no data of its own;
 * everything is read from plans, tasks, activities, messages and counters.
 *
 *   /            workbench of cadres, chairs, federation staff and handlers
 *   /m           home on the phone
 *   /dashboard   unions (or branch unions) × points, figures, what needs asking
 *   /screen      the same for the big screen
 *   /inbox       messages and what became of their delivery
 *   /help        how-tos and what the asker may do
 */
#ifndef LX_OVERVIEW_H
#define LX_OVERVIEW_H

#include "modules/follow/work.h"

/* For whom the asker works: the union of his first office, else the one he belongs to. */
struct desk {
	int64_t unit;
	const char *path, *name;
	const char *house_end; /* where the paths of its own house end: a federation's is itself alone */
	int64_t kind;
	int64_t plan_unit; /* the nearest union, itself or above it, that has plans this year; below the federation */
	bool federation; /* leads unions below; otherwise the whole subtree is one house */
	bool office; /* works for the union: cadre, chair, federation, handler, audit */
	bool staff; /* cadre, chair or federation */
	bool admin; /* administers the installation and nothing else */
};
struct desk desk_of(struct req *r);
/* Narrow pages: for phones, and for those without an office whatever the device. */
bool wants_phone(struct req *r, const struct desk *d);

/* The issued plans that a union works on in a year, its own first, with progress. */
struct working {
	struct work **works;
	size_t n;
	struct progress all; /* mean of the plans */
	int64_t tasks, late, slow, near, done; /* tasks in those plans */
};
struct working working_of(struct req *r, int64_t unit, int year, day on);
enum { MOST_PLANS = 4 };

/* A step that waits for the asker: a state of a record from which he may move it on. */
struct chore {
	const char *what; /* 审议通过 */
	const char *title, *unit_name, *href, *kind, *icon;
	const char *post; /* address of the move itself where no page is needed, NULL: by the page */
	day due; /* 0: none */
};
struct chore *chores_of(struct req *r, size_t *n);

/* A task that the asker has to do. */
bool task_is_mine(const struct req *r, const struct work_task *t);
bool task_is_open(const struct work_task *t);

void get_home(struct req *r);
void get_phone(struct req *r);
void get_dashboard(struct req *r);
void get_board_tasks(struct req *r); /* the tasks behind a figure */
void get_figure(struct req *r); /* what a count of states stood for on a day that is over */
void get_screen(struct req *r);
void get_inbox(struct req *r);
void post_read(struct req *r); /* one message: marked, and on to its link */
void post_read_all(struct req *r);
void get_choices(struct req *r); /* e-mail and group, by oneself */
void post_choices(struct req *r);
void get_deliveries(struct req *r);
void get_help(struct req *r);

#endif
