#ifndef LX_PLAN_VIEW_H
#define LX_PLAN_VIEW_H

#include "kernel/page.h"
#include "kernel/files.h"
#include "kernel/form.h"
#include "modules/meetings/meetings.h"
#include "modules/plans/plans.h"

struct step_view {
	const char *label, *note;
	bool done, now;
};

struct plan_view {
	struct req *r;
	const struct plan *p;
	const char *unit_name, *issued, *span;
	struct step_view *steps;
	size_t n_steps;
	int64_t points, tasks, incomplete, receipts, acknowledged;
	int64_t received; /* the receipt of the asker's own union, 0: none, or not his to arrange */
	bool editable, may_check, may_issue, may_amend, small; /* small: no step may be left out */
	const char *here;
};

struct union_choice {
	int64_t id;
	const char *name, *kind;
	bool has;
	int depth;
	bool chosen; /* ticked */
};

struct issue_view {
	struct req *r;
	const struct plan *p;
	const char *action, *mark;
	int64_t number, tasks;
	bool again;
	struct union_choice *unions;
	size_t n;
	int children; /* unions directly below */
	bool may_mark; /* may change the unit's mark of documents */
};

struct version_row {
	int64_t no;
	const char *at, *by;
};

enum diff_kind { DIFF_SAME, DIFF_ADDED, DIFF_GONE };
struct diff_part {
	enum diff_kind kind;
	const char *text;
};
struct diff_row {
	const char *where, *what; /* "要点 3", 新增 / 删去 / 修改 */
	const char *tone;
	struct diff_part *parts;
	size_t n;
};

struct plans_choice {
	int64_t id;
	const char *label;
};

struct matrix_cell {
	int64_t point, superior;
	bool on;
};
struct matrix_row {
	const struct plan_node *node;
	struct matrix_cell *cells;
	size_t covers;
};

#endif
