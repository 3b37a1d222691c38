#ifndef LX_LABOUR_CHECKUP_VIEW_H
#define LX_LABOUR_CHECKUP_VIEW_H

#include "kernel/page.h"
#include "modules/labour/inside.h"

struct checkup_line {
	const struct checkup_item *item;
	bool heads; /* the first of its head */
	int64_t answer;
	const char *note, *fix_by, *fix_text, *fixed, *fixed_note, *confirmed, *problem;
	const char *fix_typed; /* the correction that was not taken, NULL: none */
	bool late;
};

struct checkup_page {
	struct req *r;
	const struct labour_checkup *c;
	const char *here, *inspector;
	bool editing, fixing, may_confirm, may_case; /* may_case: a finding may become a case of supervision */
	struct checkup_line *lines;
	size_t n;
	size_t kept, breach, none;
};

struct checkup_form {
	struct req *r;
	struct form form;
};

#endif
