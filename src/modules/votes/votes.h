/*
 * Votes: a question or an election, secret or by hands, on paper, on the phone
 * or both in one count. Elections of a union and, later, the congress hold their
 * votes here; counting is engines/vote/count.h.
 *
 * Who may vote (the roll) and what was voted (the urn) share no key, no time and
 * no order:
 *   vote_roll     the voters in their order; `way` says that a ballot was cast or
 *                 handed out, nothing says when;
 *   vote_urn      sealed ballots under random numbers, until they are opened;
 *   vote_ballots  after opening: equal ballots as one row with their number;
 *   vote_receipt  after opening: the codes of the receipts, sorted.
 * Marking the roll and putting the sealed ballot in is one transaction. No event,
 * no one-time key and no message is written for a cast ballot.
 */
#ifndef LX_VOTES_H
#define LX_VOTES_H

#include "engines/vote/count.h"
#include "kernel/flow.h"
#include "kernel/list.h"
#include "kernel/policy.h"

enum vote_state { VOTE_DRAFT = 1, VOTE_READY, VOTE_OPEN, VOTE_CLOSED, VOTE_COUNTED, VOTE_ANNOUNCED, VOTE_ENDED };
enum vote_kind { VOTE_QUESTION = 1, VOTE_ELECTION };
enum vote_manner { VOTE_SECRET = 1, VOTE_HANDS };
enum vote_voters { VOTE_MEMBERS = 1, VOTE_REPS, VOTE_COMMITTEE };
/* Which share of whom passes; the choices of .pass. */
enum vote_pass { PASS_OVER_HALF_ALL = 1, PASS_HALF_ALL, PASS_OVER_HALF_PRESENT, PASS_TWO_THIRDS_ALL };
enum vote_way { WAY_NONE, WAY_ONLINE, WAY_PAPER };

struct vote {
	HEAD;
	const char *title, *topic, *place;
	int64_t kind, manner, voters, pass, seats;
	bool written, online;
	int64_t runoff_of; /* the vote whose equal candidates are voted on again */
	int64_t teller1, teller2; /* 监票人: each holds half of what opens the urn */
	int64_t election; /* the election it belongs to, 0 none (module elections) */
	day held_on;
	int64_t entitled; /* of the frozen roll */
	int64_t outcome; /* enum vote_outcome, 0 not counted */
	int64_t urn_opened, key_lost;
	const char *roll_hash, *ballots_hash, *receipts_hash; /* lines_digest of the bundle's lists */
	const char *trouble; /* what was wrong with the urn; "" nothing */
	const char *protocol; /* the lines of the result: text, tab, source, tab, confidence */
};

/* Paper ballots and raised hands as the desk enters them: a stack of equal ones. */
enum stack_state { STACK_ENTERED = 1, STACK_CHECKED, STACK_AMENDING, STACK_STRUCK };
struct vote_stack {
	HEAD;
	int64_t vote;
	const char *ballot; /* see engines/vote/count.h */
	int64_t times, new_times; /* new_times: a correction that waits for the second person */
	int64_t hand; /* who entered or corrected it: somebody else checks */
	const char *why; /* of the correction */
};

/* That a union may vote on the phone for a time: asked of the union above, granted with its document. */
enum permit_state { PERMIT_ASKED = 1, PERMIT_GRANTED, PERMIT_REFUSED, PERMIT_ENDED };
struct vote_permit {
	HEAD;
	const char *purpose, *method, *doc_no;
	const char *granted_by; /* who granted it: the union above; of the topmost union, who stands above it outside */
	day granted_on, since, until;
	int64_t policy; /* the value of `vote.online` that it set */
};
bool vote_permit_grant(struct req *r, struct vote_permit *p);

extern const struct record vote_record, vote_stack_record, vote_permit_record;
extern const struct flow vote_flow, vote_stack_flow, vote_permit_flow;
extern const struct list votes_list, vote_permits_list;
extern const struct policy vote_policies[];

/* ---- for modules that hold votes ---- */

/* A candidate. */
struct vote_candidate {
	const char *name;
	int64_t person; /* 0 unknown */
};
/* Makes a vote with its candidates, which are put in order by strokes of the surname; 0: refused. */
int64_t vote_make(struct req *r, struct vote *v, const struct vote_candidate *c, size_t n);

/* The roll of a vote by a committee that is elected but not registered yet; other rolls make themselves. */
void vote_name_roll(struct req *r, int64_t vote, const int64_t *people, size_t n);

/* One line of the result, most votes first. */
struct vote_seat {
	const char *name;
	int64_t person, yes, no, abstained;
	bool written;
	enum vote_place place;
};
struct vote_seat *vote_seats(struct db *d, struct arena *a, int64_t vote, size_t *n);
/* Votes that are open on the phone and still wait for this person's ballot, at most 5. */
struct vote_call {
	int64_t id;
	const char *title;
};
struct vote_call *votes_waiting(struct db *d, struct arena *a, int64_t person, size_t *n);
/* 实到: who signed in. */
int64_t vote_present(struct db *d, int64_t vote);
/* The vote that repeats this one between equal candidates; 0: none. */
int64_t vote_runoff(struct db *d, int64_t vote);

#endif
