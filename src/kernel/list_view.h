/* What the templates of lists show. */
#ifndef LX_LIST_VIEW_H
#define LX_LIST_VIEW_H

#include "kernel/list_rows.h"

struct list_tab {
	const char *label, *href;
	bool current;
};

struct list_chip {
	const char *label, *href; /* href: without this condition */
};

struct list_head {
	const struct field *f;
	const char *label, *href; /* href: sorted by it, NULL: cannot be */
	const char *order; /* ascending, descending, NULL */
	const char *classes;
	bool down;
};

struct list_cell {
	const char *label, *text, *classes;
	const struct choice *states;
	int64_t state;
	bool main;
};

struct list_row {
	int64_t id;
	const char *href, *title;
	struct list_cell *cells;
};

struct list_choice {
	const char *value, *label;
	bool on;
};

/* One control of the filter row: a select, or two days. */
struct list_control {
	const char *name, *label, *all;
	struct list_choice *choices;
	size_t n;
	bool span, number;
	const char *from, *to;
};

struct list_move {
	const char *verb, *label;
};

struct list_saved {
	int64_t id;
	const char *name, *what, *href;
	bool standard;
};

struct list_result {
	const char *href, *title, *text;
	bool good;
};

struct list_page_view {
	const struct list *list;
	const struct list_query *q;
	const char *noun, *key; /* key: the query string of conditions, order, columns */
	struct list_tab *tabs;
	size_t n_tabs;
	struct list_control *controls, *more; /* beside the search box, and behind the button */
	size_t n_controls, n_more;
	struct list_choice *orders, *cols, *sizes;
	size_t n_orders, n_cols, n_sizes;
	struct list_chip *chips;
	size_t n_chips;
	struct list_head *heads;
	size_t n_heads;
	struct list_row *rows;
	size_t n;
	const char *total, *clear;
	const char *next, *previous, *go_on; /* addresses, NULL: none */
	const char *older, *newest; /* of the words' matches; NULL: none */
	bool none, may_add, may_import;
	bool is_view, has_saved; /* one of the tabs is shown as it is; the person has views */
	struct list_move *moves;
	size_t n_moves;
	bool needs_reason; /* some of them */
	const char *here;
	bool kept; /* declared: it can be exported and kept as a view */
	const char *add, *add_label;
};

#endif
