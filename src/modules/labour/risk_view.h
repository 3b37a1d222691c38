#ifndef LX_LABOUR_RISK_VIEW_H
#define LX_LABOUR_RISK_VIEW_H

#include "modules/labour/case_view.h"

struct risk_form {
	struct req *r;
	struct form form;
};

struct risk_page {
	struct req *r;
	const struct labour_risk *x;
	const char *unit, *reporter, *rule;
	bool late;
	struct case_row *rows;
	size_t n;
};
void labour_risk_steps(struct buf *o, const struct risk_page *v);

/* One union on the day that is shown. */
struct zero_line {
	int64_t id, state;
	const char *unit, *note, *when;
	bool late;
};

struct period_page {
	struct req *r;
	const struct alert_period *p;
	const char *here, *unit, *reach, *since, *until, *on_text, *on, *before, *after; /* days to go to; NULL: none */
	bool editable, may_urge;
	struct zero_line *missing, *given;
	size_t n_missing, n_given;
	int64_t owed, incidents;
	size_t will_owe; /* of a draft: how many will report each day */
};

struct zero_card {
	int64_t id;
	const char *unit, *title, *day, *reason; /* reason: what the period asks for */
	bool late, typed;
};

struct zero_phone {
	struct req *r;
	struct zero_card *cards;
	size_t n;
	struct zero_line *done;
	size_t n_done;
};

#endif
