/*
 * Pages that a record's tables already give: list, detail, form. A module that
 * needs better writes its own page; these are never extended into a framework.
 */
#ifndef LX_DERIVED_H
#define LX_DERIVED_H

#include "kernel/files.h"
#include "kernel/flow.h"
#include "kernel/form.h"
#include "kernel/list.h"
#include "kernel/page.h"

struct derived {
	const struct flow *flow;
	const char *base; /* "/activities" */
	const char *read_right; /* whose scope the list shows */
	struct option *(*options)(struct req *r, const struct field *f, size_t *n);
	/* Sets what the form does not have (the unit …) on a new row; false: refused. */
	bool (*fill)(struct req *r, void *row);
	const char *empty; /* what the empty list says */
	const char *help;
	const struct list *list; /* the declared list (module.lists), for views, export and import; NULL: a plain one */
	bool files; /* uploads hang on a row: the module has the route {base}/{id}/files */
};

void derived_list(struct req *r, const struct derived *v);
void derived_show(struct req *r, const struct derived *v, const void *row);
void derived_new(struct req *r, const struct derived *v);
void derived_create(struct req *r, const struct derived *v);
void derived_edit(struct req *r, const struct derived *v, const void *row);
void derived_save(struct req *r, const struct derived *v, void *row);

#endif
