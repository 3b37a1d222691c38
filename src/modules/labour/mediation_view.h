#ifndef LX_LABOUR_MEDIATION_VIEW_H
#define LX_LABOUR_MEDIATION_VIEW_H

#include "kernel/files.h"
#include "modules/labour/case_view.h"

struct mediation_view {
	struct req *r;
	const struct mediation *m;
	const char *here, *paper; /* paper: "agreement", "notice", NULL: none yet */
	const char *paper_label, *arbitrate, *arbitrate_source;
	struct case_row *rows;
	size_t n;
	bool may_attach, past; /* past: the fifteen days of the law are over */
};

struct mediation_form {
	struct req *r;
	struct form form;
	const char *panel, *days_source; /* panel: what the committee lacks */
	int64_t days;
	bool desk;
	const struct option *people;
	size_t n_people;
	int64_t author;
};

struct my_mediation {
	const char *title, *href, *state, *tone, *note;
};

struct my_view {
	struct req *r;
	struct form form;
	const char *opponent;
	const struct choice *kinds;
	int64_t kind;
	struct my_mediation *mine;
	size_t n;
};

struct mediation_track {
	struct req *r;
	const struct mediation *m;
	const struct matter *x;
	const char *here, *next, *left, *due, *mediators, *arbitrate, *kind;
	const struct choice *states;
	bool fresh, author, may_withdraw, may_say, timed, past, paper;
	const char *typed_say, *typed_why, *paper_word, *paper_label;
};

struct aid_track {
	struct req *r;
	const struct legal_aid *a;
	const struct matter *x;
	const char *here, *next, *due, *handler, *result, *typed_say, *typed_why;
	const struct choice *states;
	bool fresh, author, may_withdraw, may_say;
};

#endif
