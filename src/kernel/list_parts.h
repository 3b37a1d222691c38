/* Parts of a list's page. For kernel/list*.c. */
#ifndef LX_LIST_PARTS_H
#define LX_LIST_PARTS_H

#include "kernel/list_view.h"

extern const struct field list_owner; /* the unit that owns a row, as a column */

void list_controls(struct req *r, struct list_page_view *v); /* the inputs of the filter row */
void list_tabs(struct req *r, struct list_page_view *v);

#endif
