/* What the pages of visits are given. */
#ifndef LX_VISITS_VIEW_H
#define LX_VISITS_VIEW_H

#include "kernel/files.h"
#include "kernel/page.h"
#include "kernel/policy.h"
#include "modules/visits/inside.h"
#include "visits.sql.h"

enum { PROMISE_LINES = 3 };

/* Inputs of one promise; names end with the line's number. */
struct promise_line {
	int no;
	const char *text, *due;
	int64_t owner;
	bool open; /* shown without a tap */
};

struct new_view {
	struct req *r;
	struct form form;
	const char *problems;
	int64_t unit;
	struct promise_line lines[PROMISE_LINES];
	struct option *owners;
	size_t n_owners;
};

struct problem_row {
	const struct visit_problems *p;
	const char *matter, *href, *state; /* what it became and how that stands */
};

struct promise_row {
	int64_t id;
	const char *text, *owner, *due, *done, *visit;
	int64_t state;
	bool late;
};

struct visit_view {
	struct req *r;
	const char *cost; /* NULL: none */
	const struct expense_rule *rule;
	const struct visit *v;
	const char *here, *unit, *held, *kind, *typed;
	bool may_write;
	struct problem_row *problems;
	size_t n_problems;
	struct promise_row *promises;
	size_t n_promises;
	struct promise_line line;
	struct option *owners;
	size_t n_owners;
};

struct recent_visit {
	const char *place, *note, *href;
};

struct mine_view {
	struct req *r;
	struct promise_row *promises;
	size_t n_promises;
	struct recent_visit *visits;
	size_t n_visits;
	bool may_write;
};

void fill_line(struct req *r, struct promise_line *l, int no);
/* What is wrong with the input of this name (and number, 0: none), below it. */
bool visit_is_wrong(const struct req *r, const char *name, int no);
void visit_problem_text(struct buf *o, const struct req *r, const char *name, int no);

#endif
