/*
 * Proposals (职工提案): what representatives bring to a session of the workers' congress.
 *
 *   call       a session opens its window; what was promised in earlier ones comes back
 *   write      a representative drafts one, one matter each; others second it
 *   submit     within the window, with enough seconders; numbered by session
 *   decide     file, join to a like one, return in writing, take as a suggestion
 *   handle     engines/matter.h: dispatch, talk, reply A/B/C/D, sign; all who signed it rate
 *   end        A and D close; B and C are kept until they are done, and return to the next session
 *   report     figures and lists for the congress; the best go up to the federation's call
 *
 *   /m/proposals …            the representative's phone, and the progress for every worker
 *   /proposals …              lists, one proposal, the office's table, supervision
 *   /proposal-sessions …      sessions with their call and report
 *   /proposal-picks …         what the unions below sent up
 *
 * `congress_session` is here until the congress module takes it over.
 */
#ifndef LX_PROPOSALS_H
#define LX_PROPOSALS_H

#include "engines/matter.h"

enum { CLASS_DONE = 1, CLASS_PLANNED, CLASS_NOT_NOW, CLASS_NOTED }; /* A B C D */

struct proposal {
	HEAD;
	MATTER;
	int64_t session; /* 0: not submitted yet */
	const char *measures; /* what is suggested */
	int64_t seconders; /* how many have signed it beside the proposer */
	day filed_on, promised_on, followed_on; /* followed_on: the last look at what was promised */
	int64_t carried; /* 1: came back from an earlier session */
	int64_t earlier, later; /* proposals: the one it continues, the one that continues it */
	int64_t appeal; /* made of it when it was taken as a suggestion */
	int64_t agenda, excellent; /* 1: yes */
};

enum { SESSION_PLANNED, SESSION_CALLING, SESSION_ENDED, SESSION_REPORTED };
enum { SESSION_CONGRESS = 1, SESSION_PICKS }; /* kind: of a congress; the federation's call for the best */

struct congress_session {
	HEAD;
	const char *title;
	int64_t kind, term_no, session_no;
	day held_on, opens, closes;
	const char *short_reason; /* why the call is shorter than usual */
	day reported_on;
	const char *figures; /* frozen with the report */
};

enum { PICK_SENT, PICK_CHOSEN, PICK_NOT, PICK_BACK };

/* One proposal that a union sends up; owned by the union that called for it. */
struct proposal_pick {
	HEAD;
	const char *title, *number, *reason;
	int64_t proposal, session, from_unit;
};

extern const struct record proposal_record, congress_session_record, proposal_pick_record;
extern const struct flow proposal_flow, congress_session_flow, proposal_pick_flow;

/* A representative writes, invites, seconds, submits; false: refused. For pages and samples. */
bool proposal_invite(struct req *r, struct proposal *p, const int64_t *persons, size_t n);
/* "second", "decline", "submit", "rework", "drop"; with what it writes beside the row. */
bool proposal_step(struct req *r, struct proposal *p, const char *verb, const char *note);

#endif
