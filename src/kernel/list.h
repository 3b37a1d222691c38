/*
 * Lists: filter, search, sort, paging, column choice, saved views, export,
 * import and moves of several rows, all from a record's field table.
 *
 * The address carries everything, so that a list can be kept and passed on:
 *
 *   q=        words to search for
 *   FIELD=    a value of a F_FILTER field; several with commas: state=1,2
 *   FIELD_from=, FIELD_to=   first and last day of a DAY field that may be sorted or filtered
 *   unit=     a unit: its rows and those of all units below it
 *   sort=     a F_SORT field or id, with "-" from the largest down
 *   cols=     names of columns with commas; without it those of .cols, or all F_LIST fields
 *   n=        rows a page: 20, 50, 100
 *   after=, before=   "ID.VALUE" of a row: the page behind or in front of it; sealed where the row may be one that is not seen
 *   older=    sealed: of what the words match only what is older than that
 *
 * What does not fit is ignored, and the page says so. Right and scope come from
 * .read_right. A query examines at most LIST_EXAMINED rows and then offers to go
 * on; a condition that few rows fulfil is exact. A search by words looks at the
 * newest LIST_FOUND that match, and then offers the next older ones. Totals are exact up to LIST_TOTAL.
 */
#ifndef LX_LIST_H
#define LX_LIST_H

#include "kernel/flow.h"
#include "kernel/form.h"

/* A view that every user has: a tab with conditions, "state=1". */
struct list_view {
	const char *label, *query;
};

struct list {
	const char *name; /* "activities": in the addresses /lists/NAME/export …, and of its saved views */
	const char *base; /* address of the page: "/activities" */
	const struct flow *flow;
	const char *read_right; /* whose scope the list shows */
	const char *sort; /* order without sort=, "-held_on"; NULL: "-id" */
	const struct list_view *views; /* ends with label NULL; NULL: none */
	const char *cols; /* the columns that show at first, "number,title,due", so that they fit a screen; NULL: all F_LIST fields */
	const char *empty; /* what the list says while it has no row at all */
	const char *help;
	const char *noun; /* the measure word of the totals: 件; NULL: 条 */
	/* Options of REF fields, for filters and for reading names from workbooks; NULL: none. */
	struct option *(*options)(struct req *r, const struct field *f, size_t *n);
	/* Sets what a new row needs beside its F_FORM fields; false: refused. As in kernel/derived.h. */
	bool (*fill)(struct req *r, void *row);
	/*
	 * What the table of fields cannot say of a row that a workbook makes (`before` NULL) or changes: each problem in
	 * r->problems makes the row wrong. It also sets what follows from the fields. NULL: nothing.
	 */
	void (*check)(struct req *r, void *row, const void *before);
	/* The moves that follow at once when a workbook made a row; false: refused. NULL: none. */
	bool (*made)(struct req *r, void *row);
	const char *undo; /* the move that takes back a row imported by mistake; NULL: none */
	/* Moves that follow by themselves, of time or of other rows, ending with NULL: after them the row still counts as it was imported. NULL: none. */
	const char *const *follows;
	/* Why a row that a workbook made stays all the same: what was entered under it since, in Chinese. NULL, or the answer NULL: nothing. */
	const char *(*stays)(struct req *r, const void *row);
	/* Rows in the states `drafts` (a bit each) show only in units where the asker holds draft_right. */
	unsigned drafts;
	const char *draft_right;
	/*
	 * Columns of a workbook that are no plain fields: numbers of a person. `take` checks them and puts them into a new
	 * row, together with what must hold of it (texts: one an extra, "" when absent). Rows of such an import are kept sealed.
	 */
	const struct field *extras; /* ends with name NULL; NULL: none */
	void (*take)(struct req *r, void *row, const char *const *texts, struct problems *p);
	/* POST of the result page with person=ID for each new row: what comes next; NULL: nothing. */
	const char *next_act, *next_label, *next_right;
	bool imports; /* workbooks may be read back in */
	bool personal; /* rows name persons: an export needs a reason */
	/* Rows have a column `batch`; those of a batch in the table `arriving` are being written and show nowhere. */
	bool arrives;
	const char *found_as; /* the record with the same ids that is in the search index in place of this one; NULL: itself */
	const char *add, *add_label; /* where new rows begin; NULL: .base/new, if there is such a page */
	bool (*may_add)(struct req *r); /* beside the right of that page; NULL: yes */
	const char *open_right; /* without it a row is no link: for lists whose rows open to their parties only; NULL: all open */
};

enum { LIST_EXAMINED = 5000, LIST_FOUND = 150, LIST_NARROW = 300, LIST_TOTAL = 1000, LIST_UNITS = 64, LIST_EXPORT_SECONDS = 120 };

/* GET of .base: the whole page. */
void list_page(struct req *r, const struct list *l);
/* The declared list with this name; NULL: none. */
const struct list *list_of(const struct app *app, const char *name);

/* Routes of every declared list, in modules/core: POST /lists/{word}/export. */
void prepare_list_export(struct req *r);
void post_list_export(struct req *r);
void post_list_view(struct req *r); /* POST /lists/{word}/views: keeps the conditions under a name */
void get_list_views(struct req *r); /* GET /lists/{word}/views */
void post_list_view_change(struct req *r); /* POST /lists/{word}/views/change */
void get_list_import(struct req *r); /* GET /lists/{word}/import */
void prepare_list_import(struct req *r);
void post_list_import(struct req *r); /* POST /lists/{word}/import: reads and judges a workbook */
void get_list_template(struct req *r); /* GET /lists/{word}/template, slow */
void get_import_batch(struct req *r); /* GET /imports/{id}: each row's fate, before and after */
void prepare_import_map(struct req *r);
void post_import_map(struct req *r); /* POST /imports/{id}/map */
void post_import_apply(struct req *r); /* POST /imports/{id}/apply */
void post_import_undo(struct req *r); /* POST /imports/{id}/undo, for a day */
void get_import_errors(struct req *r); /* GET /imports/{id}/errors, slow */
void post_list_batch(struct req *r); /* POST /lists/{word}/batch: a move of several rows */

#endif
