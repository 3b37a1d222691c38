#ifndef LX_PROPOSALS_SESSION_VIEW_H
#define LX_PROPOSALS_SESSION_VIEW_H

#include "kernel/page.h"
#include "modules/proposals/inside.h"
#include "proposals.sql.h"

struct session_line {
	const struct proposal_of_session *row;
	const char *state, *tone, *outcome, *rating;
};

/* A part of a session's proposals, by their states. */
struct session_show {
	const char *word, *label; /* ends with label NULL */
	int64_t low, high;
};

struct session_view {
	struct req *r;
	const struct congress_session *s;
	const char *unit, *kind, *held, *opens, *closes;
	struct session_figures f;
	const char *filing, *replying, *timely, *class_a, *pleased; /* rates */
	int64_t picks, undecided, chosen; /* of a call to unions below */
	bool sees_picks;
	bool may_edit, congress, later, office; /* later: not the first page; office: sees the proposals here */
	const char *first, *next; /* first: the page without what is behind */
	const struct session_show *shows; /* parts of its proposals, and which is shown */
	int show;
	struct session_line *lines;
	size_t n_lines;
};

/* The rows of the desk behind a figure of the session. */
const char *session_rows(const struct session_view *v, const char *what);

struct watch_line {
	const struct proposal_watch *row;
	const char *state, *tone, *lead, *due, *left, *lamp;
	bool kept;
};

struct watch_view {
	struct req *r;
	const char *unit, *next;
	int64_t unit_id;
	bool may_urge;
	struct watch_line *lines;
	size_t n;
};

#endif
