/* Between the files of the module. */
#ifndef LX_ELECTIONS_INSIDE_H
#define LX_ELECTIONS_INSIDE_H

#include "kernel/form.h"
#include "kernel/page.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/elections/elections.h"
#include "modules/meetings/meetings.h"
#include "elections.sql.h"
#include "http/html.h"
#include "http/icon.h"

/* An organ, its seats in this election and how many more candidates it wants. */
struct organ_rule {
	int64_t organ;
	const char *label, *office; /* 工会主席（委员会选举）; after the number of the term: 工会委员会主席 */
	const char *surplus; /* policy: percent of the seats */
	bool first; /* elected by the committee's first session, from among its members */
};
extern const struct organ_rule organ_rules[];
extern const size_t n_organ_rules;
int64_t organ_seats(const struct election *e, int64_t organ);
const char *organ_label(int64_t organ);
/* The same on a ballot and in a letter, after the number of the term: 工会委员会主席. */
const char *organ_office(int64_t organ);

/* What a step is, for the page and the moves. */
struct election_step {
	int64_t to; /* the state it leads to */
	const char *verb, *label, *who, *help;
};
extern const struct election_step election_steps[ELECTION_STEPS];

/* gates and what moves do further */
const char *can_request(struct req *r, const void *row);
const char *by_superior(struct req *r, const void *row);
const char *can_prepare(struct req *r, const void *row);
const char *can_qualify(struct req *r, const void *row);
const char *can_elect_delegates(struct req *r, const void *row);
const char *can_nominate(struct req *r, const void *row);
const char *can_confirm(struct req *r, const void *row);
const char *can_hold(struct req *r, const void *row);
const char *can_report(struct req *r, const void *row);
const char *can_archive(struct req *r, const void *row);
const char *can_unconfirm(struct req *r, const void *row);
const char *can_unregister(struct req *r, const void *row);
const char *can_cancel(struct req *r, const void *row);
bool do_resume(struct req *r, void *row, const void *before);
bool undo_hold(struct req *r, void *row, const void *before);
bool undo_endorse(struct req *r, void *row, const void *before);
bool do_request(struct req *r, void *row, const void *before);
bool do_publish(struct req *r, void *row, const void *before);
bool do_hold(struct req *r, void *row, const void *before);
const char *can_hold_first(struct req *r, const void *row);
bool do_hold_first(struct req *r, void *row, const void *before);
/* Elected to the committee by the general meeting. */
int64_t *elected_members(struct req *r, const struct election *e, size_t *n);
bool do_report(struct req *r, void *row, const void *before);
bool do_endorse(struct req *r, void *row, const void *before);

/* The last day of the publication: its first day is not counted. */
day publicity_end(struct req *r, const struct election *e);
/* Until when the superior answers the report. */
day reply_due(struct req *r, const struct election *e);

struct step_line {
	const char *label, *who, *help, *note;
	bool done, now;
};

struct candidate_line {
	int64_t person, organ;
	const char *name, *organ_label, *unit_name;
};

struct organ_line {
	const char *label;
	int64_t seats, need, have, vote;
	const char *source, *vote_title, *outcome;
	bool unverified;
};

/* Who must not be elected to an organ (bit 1 << organ), and where that stands. */
struct bar {
	unsigned organs;
	const char *who, *source;
	char confidence;
};
extern const struct bar election_bars[];
extern const size_t n_election_bars;
/* The sources that bar from an organ, for the history of a declaration. */
const char *bar_sources(struct req *r, int64_t organ);

/* How many seats a committee should have by the register of members. */
struct range_line {
	const char *label, *text, *source;
	bool unverified;
};
struct range_line *election_ranges(struct req *r, int64_t unit, size_t *n);

/* A part of the form: what belongs together, and the steps before which it is filled in. */
enum { GROUP_FIELDS = 8, ELECTION_GROUPS = 7 };
struct election_group {
	const char *title, *help;
	int64_t from, to; /* states in which it stands open; 0: always */
	const char *pairs[GROUP_FIELDS]; /* short fields, two beside each other; ends with NULL */
	const char *fields[GROUP_FIELDS];
};
extern const struct election_group election_groups[ELECTION_GROUPS];

struct election_form_view {
	struct req *r;
	const struct form *form;
	bool open[ELECTION_GROUPS];
	const char *title, *action, *back;
	int64_t version, members, unit;
	const struct range_line *ranges;
	size_t n_ranges;
};

/* Where somebody elected sits from the registration on: what `fixed` is was voted on, else the organ's first meeting chose. */
struct place_line {
	size_t no;
	int64_t kind, person, post, fixed;
	const char *name, *organ_label, *post_label;
	const struct option *posts;
	size_t n_posts;
};
struct place_line *election_places(struct req *r, const struct election *e, size_t *n);

/* The documents of an election, and whether it has come so far. */
enum { ELECTION_PAPERS = 8 };
struct election_paper {
	const char *word, *label;
	bool ready, wanted;
};
struct election_paper election_paper(const struct election *e, int i);

struct election_view {
	struct election_paper papers[ELECTION_PAPERS];
	struct req *r;
	const struct election *e;
	const char *here, *unit_name, *superior, *day_text;
	struct step_line steps[ELECTION_STEPS];
	const struct organ_line *organs;
	size_t n_organs;
	const struct candidate_line *candidates;
	size_t n_candidates;
	const struct winner *seats;
	size_t n_seats;
	const struct option *people, *eligible, *organs_open; /* eligible: of them who may be put up now, for which organs */
	size_t n_people, n_eligible, n_organs_open;
	bool may_edit, nominating, may_vote, may_vote_first, standing_only; /* standing_only: the meeting is over */
	bool holding_first; /* the committee's first session elects, and its result is not registered */
	const char *first_why; /* why it cannot be yet; NULL */
	const char *publicity, *reply;
	const char *beyond; /* the meeting is after the end of the term; NULL */
	bool late;
	struct place_line *places; /* while they are to be registered */
	size_t n_places;
};

bool bar_applies(const struct election *e, const struct bar *b); /* to somebody who is elected here */

void get_elections(struct req *r);
void get_election_new(struct req *r);
void post_election_new(struct req *r);
void get_election(struct req *r);
void get_election_edit(struct req *r);
void post_election_edit(struct req *r);
void post_candidate(struct req *r);
void post_candidate_drop(struct req *r);
void post_election_votes(struct req *r);
void post_election_register(struct req *r);
void get_election_notice(struct req *r);
void get_election_print(struct req *r);

#endif
