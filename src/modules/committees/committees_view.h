/* What the pages of committees and terms show. */
#ifndef LX_COMMITTEES_VIEW_H
#define LX_COMMITTEES_VIEW_H

#include "kernel/files.h"
#include "kernel/form.h"
#include "kernel/page.h"
#include "kernel/policy.h"
#include "modules/committees/inside.h"
#include "modules/units/units.h"

struct committee_line {
	int64_t id, state, kind;
	const char *name, *period, *chair, *seats, *left;
	bool past; /* followed by another or made void */
};

struct committee_unit_page {
	const struct unit_row *u;
	int64_t members;
	bool editable, may_terms;
	struct committee_line *rows;
	size_t n;
	struct finding *findings;
	size_t n_findings;
	const char *range; /* how many seats the rule allows; "" unknown */
};

struct seat_line {
	const struct seat *seat;
	const char *post, *period;
	bool open, may_recall;
};

struct seat_hit {
	int64_t id;
	const char *name, *unit, *title;
};

struct committee_page {
	const struct committee *c;
	const char *unit, *here, *period, *left, *back, *seats, *years, *body;
	int64_t recalling; /* the seat whose recall was sent with a problem; 0: none */
	bool editable, may_seat, may_extend, runs; /* runs: not succeeded, closed or void */
	bool has_files;
	bool outside; /* whoever extends its term is not in this system */
	struct seat_line *seats_now, *seats_past;
	size_t n_now, n_past;
	struct finding *findings;
	size_t n_findings;
	const char *q;
	struct seat_hit *hits;
	size_t n_hits;
	bool hits_unread; /* not all who have the name were looked at */
	struct option posts[4];
	size_t n_posts;
	const struct choice *hows;
	const char *extend_last; /* the last day that may be given; "" */
	bool extend_soft;
	const char *before_name;
};

struct committee_form {
	const char *title, *action, *back, *help;
	int64_t version;
	const struct form *form;
};

struct term_line {
	const char *href, *unit, *unit_href, *kind, *label, *until, *left, *tone;
};

struct term_below {
	const char *name, *href;
	int64_t terms, overdue;
	const char *rate;
};

struct term_tab {
	const char *label, *href;
	bool on;
};

struct terms_page {
	struct req *r;
	int64_t unit, kind;
	const char *unit_name, *on, *on_text, *window, *next, *up, *export;
	bool past; /* another day than today */
	bool future; /* one that is still to come */
	struct term_tab tabs[5];
	size_t n_tabs;
	struct term_line *rows;
	size_t n;
	struct term_below *below;
	const char *below_first, *below_next; /* pages of them; "": none */
	size_t n_below;
	int64_t in_term, overdue;
	const char *rate;
	const struct choice *kinds;
	size_t n_kinds;
};

#endif
