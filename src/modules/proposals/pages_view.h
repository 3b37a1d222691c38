#ifndef LX_PROPOSALS_PAGES_VIEW_H
#define LX_PROPOSALS_PAGES_VIEW_H

#include "kernel/files.h"
#include "kernel/page.h"
#include "modules/proposals/inside.h"
#include "proposals.sql.h"

struct similar_line {
	int64_t id;
	const char *title, *number, *state, *tone, *outcome;
};

struct write_view {
	struct req *r;
	const struct proposal *p; /* being changed; NULL: a new one */
	const char *action, *similar, *base, *call; /* call: until when, or that there is none */
	struct form form;
	struct similar_line *like;
	size_t n_like;
	bool asked; /* similar ones were looked for */
	bool phone; /* the narrow page, which has its title in its head */
};

struct second_line {
	const char *name, *home, *state, *tone;
};

struct rep_line {
	int64_t person;
	const char *name, *home;
};

/* What a proposal is, beside what every matter has. */
struct part_view {
	struct req *r;
	const struct proposal *p;
	const char *session, *promised, *earlier, *later, *not_ready, *wanted, *post, *back;
	struct second_line *seconds;
	size_t n_seconds;
	bool may_edit, may_invite, may_submit, may_answer, answered_yes, may_drop, drafting;
	struct similar_line *like;
	size_t n_like;
};

struct reps_view {
	struct req *r;
	const struct proposal *p;
	const char *asked, *action, *next;
	struct rep_line *reps;
	size_t n;
	bool phone, more; /* more: so many are called so that not all stand here */
};

struct public_view {
	struct req *r;
	const struct proposal *p;
	const char *author, *lead, *kind, *session, *outcome, *rating, *due, *replied, *promised;
	const struct choice *states;
	bool phone, reply;
};

struct narrow_view {
	struct req *r;
	const struct proposal *p;
	const struct matter *m;
	const struct choice *states;
	const char *author, *lead, *kind, *due, *left, *next, *outcome, *post, *back, *typed_rate, *typed_say, *typed_why;
	struct rerate rerate;
	bool timed, answered, may_rate, may_rerate, may_say, may_withdraw;
};

struct hub_line {
	const char *title, *href, *state, *tone, *note;
};

struct hub_view {
	struct req *r;
	const char *call;
	bool rep, may_write;
	struct hub_line *mine, *invited, *open;
	size_t n_mine, n_invited, n_open;
	const char *next;
};

void write_fields(struct buf *o, const struct write_view *v);

#endif
