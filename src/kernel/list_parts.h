/* Parts of a list's page. For kernel/list*.c. */
#ifndef LX_LIST_PARTS_H
#define LX_LIST_PARTS_H

#include "kernel/list_view.h"
#include "list.sql.h"

extern const struct field list_owner; /* the unit that owns a row, as a column */

extern const struct field list_id, list_version; /* columns that let an import know its row */
#define LIST_ID_LABEL "编号（勿改）"
#define LIST_VERSION_LABEL "版本（勿改）"

/* The list of /lists/{word}/…, when the asker may read it. */
const struct list *list_or_refuse(struct req *r);
/*
 * An export of this person begins; false: one is under way, or very many are. Each holds one of the few slow workers and a
 * read snapshot, so nobody has two at once, and each ends after LIST_EXPORT_SECONDS: some ten times what 100,000 rows take.
 */
bool list_export_begin(int64_t person);
void list_export_end(int64_t person);
/* Names that a REF column points at, for n rows (NULL: none): one query. */
const char **list_names(struct req *r, const struct field *f, void **rows, size_t n);
/* The conditions as a person reads them, "状态：待核实；…". */
void list_conditions(struct req *r, const struct list_query *q, struct buf *b);
/* One condition: "状态：待核实、已取消". */
const char *list_condition(struct req *r, const struct list_query *q, const struct list_filter *x);
void list_controls(struct req *r, struct list_page_view *v); /* the inputs of the filter row */
/* The list's own views and the person's; marks the one that is shown. */
void list_tabs(struct req *r, struct list_page_view *v, const struct views_of *saved, size_t n);
bool list_opens_with_view(struct req *r, const struct list *l, const struct views_of *saved, size_t n);
/* The moves that some row of the page may make. */
void list_moves(struct req *r, struct list_page_view *v, void **heads);

#endif
