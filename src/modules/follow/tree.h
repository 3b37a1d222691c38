/* What the pages of a plan's tree are given: tree, timeline, board, text. */
#ifndef LX_FOLLOW_TREE_H
#define LX_FOLLOW_TREE_H

#include "kernel/form.h"
#include "modules/follow/work.h"

enum tree_view_kind { VIEW_TREE, VIEW_TIME, VIEW_BOARD, VIEW_TEXT, VIEW_COUNT };

struct tree_filter {
	const char *q;
	int64_t department, owner, lamp; /* lamp: -1 all */
	bool mine, any; /* any: something is set */
};

struct tree_mark {
	const char *x;
	bool done;
};

struct tree_row {
	const char *id; /* of the element */
	int level;
	bool task, parent, open;
	const char *number, *title, *href;
	const char *more; /* link that opens a branch left out, NULL: none */
	int64_t count; /* tasks below, 0: not said */
	const struct progress *p;
	const char *owner, *due, *left;
	const char *x, *width, *filled; /* of the bar in percent; x "" none */
	const char *label; /* of the bar, read aloud */
	const struct tree_mark *marks;
	size_t n_marks;
};

struct board_column {
	const char *label, *kind;
	struct tree_row *rows;
	size_t n;
	int64_t more;
};

struct text_part {
	const char *number, *title, *body, *href;
	int level;
	struct tree_row *rows;
	size_t n;
};

struct tree_view {
	const struct plan *plan;
	const struct work *work;
	enum tree_view_kind kind;
	struct tree_filter filter;
	const char *base; /* /plans/7/tree */
	const char *hrefs[VIEW_COUNT];
	const char *unit_name, *on_text, *subtitle;
	bool past;
	struct option *units, *departments, *owners;
	size_t n_units, n_departments, n_owners;
	int64_t lamps[5]; /* points (tasks where there are none) by lamp */
	const char *named[5]; /* their numbers */
	struct tree_row *rows;
	size_t n_rows;
	int64_t hidden; /* rows left out */
	const char *today_x; /* of the line, "" outside */
	const char *months[12];
	int month; /* current column, -1 none */
	struct board_column columns[5];
	struct text_part *parts;
	size_t n_parts;
	const char *next; /* the following pieces of the text, NULL: none */
	const char *unions; /* address of the table of unions, NULL: none */
	const char *expand; /* link that opens everything, NULL: all is open */
};

/* The union whose copy is shown: ?unit=, else the asker's own, else the owner's. 0: refused. */
int64_t tree_unit(struct req *r, const struct plan *p);
/* The day asked for (?on=), today when none or in the future. */
day tree_day(struct req *r);
struct tree_filter tree_filter_of(struct req *r);
bool tree_fits(const struct tree_view *v, const struct work_task *t, int64_t person);
/* A task's line with its bar. */
struct tree_row tree_task_row(struct req *r, const struct tree_view *v, const struct work_task *t, int level);
/* Fills rows, columns or parts by the kind of view. */
void tree_rows(struct req *r, struct tree_view *v);
void tree_columns(struct req *r, struct tree_view *v);
void tree_parts(struct req *r, struct tree_view *v);

void get_tree(struct req *r); /* GET /plans/{id}/tree */

#endif
