#ifndef LX_FORM_VIEW_H
#define LX_FORM_VIEW_H

#include "kernel/form.h"

struct field_view {
	const struct field *f;
	const char *value, *problem, *type;
	bool need, tick, on, long_text, select, numeric;
	struct option *options;
	size_t n_options;
	int64_t chosen;
};

#endif
