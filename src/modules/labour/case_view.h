#ifndef LX_LABOUR_CASE_VIEW_H
#define LX_LABOUR_CASE_VIEW_H

#include "kernel/files.h"
#include "kernel/page.h"
#include "modules/labour/inside.h"

struct case_row {
	const char *label, *text;
};

struct letter_line {
	int64_t id, state;
	const char *label, *number, *note;
};

struct case_view {
	struct req *r;
	const struct labour_case *c;
	const char *here, *next_why;
	struct case_row *rows;
	size_t n;
	struct letter_line *letters;
	size_t n_letters;
	int64_t next; /* letter that may be written now */
	bool first, may_write, may_attach; /* first: hint or opinion, as one chooses */
	const struct choice *letter_states;
};

struct case_form {
	struct req *r;
	struct form form;
	const char *days_source;
	int64_t days;
	bool unverified;
};

struct letter_form {
	struct req *r;
	struct form form;
	const struct letter_rule *rule;
	const char *action, *back, *number, *days_source;
	int64_t days, version; /* version: of a draft that is mended, 0: a new one */
	bool unverified;
};

struct letter_view {
	struct req *r;
	const struct labour_letter *l;
	const struct labour_case *c;
	const struct letter_rule *rule;
	const struct labour_step *steps;
	const char *here, *home, *signer, *drafter;
	bool editable;
	struct case_row *rows;
	size_t n;
};
void labour_letter_steps(struct buf *o, const struct letter_view *v);

#endif
