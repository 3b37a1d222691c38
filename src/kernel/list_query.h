/* What an address asks of a list, read against its field table. For kernel/list*.c. */
#ifndef LX_LIST_QUERY_H
#define LX_LIST_QUERY_H

#include "kernel/list.h"
#include "kernel/rights.h"
#include "text/tokens.h"

enum { LIST_VALUES = 16, LIST_FILTERS = 24, LIST_SIZES = 3 };
extern const int list_sizes[LIST_SIZES];

/* One condition: a set of values, or a span of days. */
struct list_filter {
	const struct field *f;
	bool span;
	int64_t values[LIST_VALUES];
	int n;
	day from, to; /* 0: open */
};

/* The place of a row in the order. */
struct list_key {
	int64_t id;
	int64_t number; /* value of the sort field */
	const char *text; /* of a text field */
	const char *sealed; /* the key as it stands in the address, where its row may be one that the asker does not see; NULL */
};

/* The scope of a query, found once a request; good for copies with the same unit. */
struct list_cache {
	int64_t unit;
	bool words, found;
	struct list_scope *scope;
	const struct list_query *narrowed; /* the query whose narrowest filter is known */
	int narrow;
	const struct list_query *counted; /* the query whose rows were counted: all that its words found */
	int64_t n_counted;
};

struct list_query {
	const struct list *list;
	const struct record *record;
	const struct field *sort; /* the id field when sorted by id */
	bool down, own_sort; /* own_sort: chosen in the address */
	struct list_filter filters[LIST_FILTERS];
	int n_filters;
	int64_t unit; /* with all below it; 0: no such condition */
	const char *unit_path, *unit_name;
	const char *q; /* "" none */
	struct search_query words;
	int64_t older; /* only matches of the words that are older than this entry of the index; 0: all */
	const char *older_sealed; /* as it stands in the address */
	bool has_key, before;
	bool has_standard; /* the person's list opens with a view: an address without conditions says so */
	struct list_key key;
	int size;
	const struct field **cols;
	size_t n_cols;
	bool own_cols;
	struct list_cache *cache; /* NULL: none */
	const char *hints[8]; /* what was ignored, and why */
	int n_hints;
};

/* Reads parameters; never fails. Units are checked against the list's right. */
struct list_query *list_query(struct req *r, const struct list *l, const struct pairs *p);
/* The same from "a=1&b=2", as saved views and export forms carry it. */
struct list_query *list_query_of(struct req *r, const struct list *l, const char *text);
/* The conditions, order and columns as a query string without "?"; "" when all is as usual. No place. */
const char *list_query_text(struct arena *a, const struct list_query *q);
/* "ID" or "ID.VALUE", as after= and before= carry it. */
const char *list_key_text(struct arena *a, const struct list_query *q, struct list_key key);
/* The page's address with these conditions; with `place` also the row where it begins. */
const char *list_link(struct arena *a, const struct list_query *q, bool place);
/* The condition on a field; NULL: none. */
const struct list_filter *list_filter_of(const struct list_query *q, const struct field *f);
/* The same query without the condition on f (NULL: without the one on units). */
struct list_query *list_without(struct arena *a, const struct list_query *q, const struct field *f);
/* The columns without cols=: the title, then the others as in the table. Their number. */
size_t list_columns(const struct record *record, const struct field **out);
bool list_filterable(const struct field *f); /* by value */
bool list_spans(const struct field *f); /* by a span of days */
bool list_has_conditions(const struct list_query *q);

#endif
