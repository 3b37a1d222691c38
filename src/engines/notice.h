/*
 * Notices (公示): something is shown to those it concerns for n working days before it is decided.
 *
 *   open → closed                 nobody objected, or every objection was answered in time
 *   open → ended → closed         the days are over, an objection waits for its answer
 *   open, ended → withdrawn       with a reason
 *
 * What is shown is frozen as one canonical text (notice_canon) when the notice opens: the page, the
 * poster and the paper are all made from that text, and its SHA-256 is kept, printed and stands in the
 * event. Nothing edits a notice. Numbers of persons (identity papers, mobiles, accounts) are masked
 * before freezing, whoever wrote them; names as the policy asks.
 *
 * Any module asks for one with notice_open about a row of its own, reads notice_bars before it grants
 * what was shown, and hears of the end through `heard` of its struct module (record "notice").
 * Pages, rights and policies are the module `notices`.
 */
#ifndef LX_NOTICE_H
#define LX_NOTICE_H

#include "engines/deadline.h"
#include "kernel/flow.h"

/* Stored in rows: never change them. */
enum notice_state { NOTICE_OPEN = 1, NOTICE_ENDED, NOTICE_CLOSED, NOTICE_WITHDRAWN };
enum notice_result { NOTICE_CLEAR = 1, NOTICE_DISMISSED, NOTICE_UPHELD }; /* no objection; none upheld; one upheld */
enum objection_state { OBJECTION_OPEN = 1, OBJECTION_UPHELD, OBJECTION_DISMISSED, OBJECTION_MOOT };
enum { NAMES_FULL = 1, NAMES_MASKED }; /* values of the policy "notice.names" */

struct notice {
	HEAD;
	const char *title;
	const char *subject; /* the record it is about, "" for a notice of its own */
	int64_t subject_id;
	const char *content, *hash; /* canonical text and its SHA-256 */
	const char *token; /* in the address of the public page; it hangs on the wall */
	const char *place, *contact;
	const char *rule; /* where the number of days comes from */
	day starts, ends, first_ends, closed_on;
	int64_t days, extra; /* working days; of extensions */
	int64_t result, objections, upheld;
	const char *closing; /* the record of how it ended, written by the system */
};

struct objection {
	HEAD;
	const char *title; /* of the notice, with the number */
	int64_t notice, number;
	int64_t person; /* 0: through the public page */
	const char *name, *contact_mask, *contact_seal; /* of somebody not signed in, as he gave it */
	const char *content;
	const char *receipt; /* hash of the code that opens the answer */
	day received_on, due, answered_on;
	const char *answer;
	int64_t handler;
};

extern const struct choice notice_states[], notice_results[], objection_states[];
extern const struct record notice_record, objection_record;
extern const struct flow notice_flow, objection_flow;

/* ---- asking for one ---- */

struct notice_col {
	const char *label;
	bool name; /* holds names of persons: masked when the policy says so */
};

struct notice_ask {
	int64_t unit;
	const char *title, *intro; /* intro: paragraphs */
	const struct notice_col *cols; /* of the table; none: intro alone */
	size_t n_cols, n_rows;
	const char *const *cells; /* row by row */
	const struct record *subject; /* NULL: of its own */
	int64_t subject_id;
	const char *place, *contact;
	int64_t days; /* 0: what the policy says; never fewer */
	const char *days_policy; /* NULL: "notice.days" */
	const char *names_policy; /* NULL: "notice.names" */
};

/* Opens it today; its id. 0: what is wrong stands in r->problems. The caller has checked who may. */
int64_t notice_open(struct req *r, const struct notice_ask *ask);

/* How long a notice of this unit runs at least, with the source: beside the input. */
const char *notice_days_rule(struct req *r, int64_t unit);

/* The last notice about a row, of whatever state; false: there was none. */
bool notice_of(struct req *r, const struct record *subject, int64_t id, struct notice *out);
/* Why what was shown cannot be granted: no notice, still running, an objection upheld, withdrawn. NULL: it can. */
const char *notice_bars(struct req *r, const struct record *subject, int64_t id);

/* The same of one notice that covers several rows: its module keeps the number with each. */
const char *notice_bars_one(struct req *r, const struct notice *n);

/* ---- what is frozen ---- */

/*
 * Lines of "key TAB value TAB value…", keys 公示 (its version), 单位, 标题, 起 (first day), 期 (working days),
 * 文 (a paragraph), 列 (labels), 行 (a row). No other TAB or line break is in it.
 */
const char *notice_canon(struct req *r, const struct notice_ask *ask, day starts, int64_t days);
/* Masks numbers of eleven digits and more, also with blanks or hyphens between as people write mobiles and identity numbers. */
const char *notice_unnumbered(struct arena *a, const char *text);

struct notice_content { /* read back from the canonical text */
	const char **paras, **cols;
	struct notice_line {
		const char **cells;
		size_t n;
	} *rows;
	size_t n_paras, n_cols, n_rows;
	bool true_hash; /* the text still has the hash that was printed */
};
struct notice_content notice_read(struct arena *a, const struct notice *n);
struct deadline notice_deadline(const struct notice *n);

/* ---- objections ---- */

/* A new objection, with content, name and contact as typed; false: problems. *code: what opens the answer. */
bool notice_object(struct req *r, const struct notice *n, const char **code);
/* The written answer; outcome OBJECTION_UPHELD or OBJECTION_DISMISSED. False: refused or problems. */
bool notice_answer(struct req *r, struct objection *o, int64_t outcome, const char *answer);
bool notice_extend(struct req *r, struct notice *n, int64_t days, const char *reason);

#endif
