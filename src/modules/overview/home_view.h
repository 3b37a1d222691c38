/* What the workbench is given. */
#ifndef LX_OVERVIEW_HOME_VIEW_H
#define LX_OVERVIEW_HOME_VIEW_H

#include "kernel/page.h"
#include "modules/follow/parts.h"
#include "modules/overview/first.h"
#include "modules/overview/overview.h"

enum { DAY_GROUPS = 5 };

/* A line of today's work: a step that waits, or a task of one's own. */
struct todo {
	const char *what, *title, *note, *href, *icon, *due, *left;
	const char *post; /* the move itself, NULL: by the page */
	const char *tone; /* of the box: bad, warn, "" */
	day due_on;
};

struct todo_group {
	const char *label, *kind; /* glyph */
	struct todo *items;
	size_t n;
};

struct point_cell {
	const char *number, *title, *href, *kind, *lamp;
	int percent;
};

struct plan_points {
	const char *title, *href;
	const struct progress *p;
	struct point_cell *points;
	size_t n;
};

struct home_alert {
	const char *title, *text, *href, *action, *tone, *icon;
};

struct home_recent {
	const char *who, *what, *title, *href, *when, *icon, *tone;
};

struct home_week {
	const char *date, *title, *note, *href;
};

struct home_view {
	struct req *r;
	const char *hello, *sub, *all_percent, *gone, *mine_note, *month;
	struct desk desk;
	struct working w;
	struct first_steps first;
	int64_t overdue, my_overdue, soon, my_soon, evidence;
	struct todo_group groups[DAY_GROUPS];
	size_t n_todo, n_more;
	bool of_union; /* shows the union's tasks, not the asker's alone */
	struct plan_points *plans;
	size_t n_plans;
	struct home_alert *alerts;
	size_t n_alerts, all_alerts;
	struct home_recent *recent;
	size_t n_recent;
	struct home_week *week;
	size_t n_week;
	bool may_import, may_activity, may_add;
};

#endif
