/* What the templates of importing are given. */
#ifndef LX_PLANS_IMPORT_VIEW_H
#define LX_PLANS_IMPORT_VIEW_H

#include "kernel/form.h"
#include "kernel/page.h"

struct import_page {
	struct req *r;
	const struct option *units;
	size_t n_units;
	int64_t unit;
	const char *year, *text;
	const char *problem_file, *problem_year, *problem_unit;
};

#endif
