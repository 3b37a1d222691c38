#ifndef LX_LABOUR_MEDIATION_VIEW_H
#define LX_LABOUR_MEDIATION_VIEW_H

#include "kernel/files.h"
#include "modules/labour/case_view.h"

struct mediation_view {
	struct req *r;
	const struct mediation *m;
	const char *here, *arbitrate;
	const struct mediation_paper *const *papers;
	struct case_row *rows;
	size_t n, n_papers;
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
	struct my_mediation *mine, *given; /* given: that the asker goes along with */
	size_t n, n_given;
};

struct aid_view {
	struct req *r;
	const char *here;
	struct case_row *rows;
	struct aid_paper *papers;
	size_t n, n_papers;
	bool may_attach;
};

/* The kind, which an application must have though a matter need not. */
void labour_kind_input(struct buf *o, const struct form *f);

struct aid_form {
	struct req *r;
	struct form form;
	const struct option *people;
	size_t n_people;
	int64_t author, days;
	const char *days_source;
};

/* What the one who raised it says of it, once it is closed. */
struct own_rating {
	const char *here, *typed;
	bool asked, may_change;
	struct rerate now;
};
struct own_rating labour_rating_of(struct req *r, const struct flow *f, const struct matter *m, const char *here);
void labour_own_rating(struct buf *o, struct req *r, const struct own_rating *x); /* its forms */

struct mediation_track {
	struct req *r;
	const struct mediation *m;
	const struct matter *x;
	const char *here, *next, *left, *due, *mediators, *arbitrate, *kind;
	const struct choice *states;
	bool fresh, author, may_withdraw, may_say, timed, past, may_aid;
	const char *typed_say, *typed_why;
	const struct mediation_paper *const *papers;
	size_t n_papers;
	struct own_rating rate;
};

struct aid_track {
	struct req *r;
	const struct legal_aid *a;
	const struct matter *x;
	const char *here, *next, *due, *handler, *result, *typed_say, *typed_why;
	const struct choice *states;
	struct aid_paper *papers;
	size_t n_papers;
	bool fresh, author, may_withdraw, may_say;
	struct own_rating rate;
};

#endif
