/*
 * Re-election of a union (换届): thirteen steps from the request to the archive, each a
 * move with its gate and date. What is voted on is held by module votes; who was elected
 * stands in election_seat from the registration on.
 */
#ifndef LX_ELECTIONS_H
#define LX_ELECTIONS_H

#include "kernel/flow.h"
#include "kernel/list.h"
#include "kernel/policy.h"

/* The state is the last step that is done. */
enum election_state {
	ELECTION_DRAFT = 1, ELECTION_REQUESTED, ELECTION_APPROVED, ELECTION_PREPARED, ELECTION_QUALIFIED, ELECTION_DELEGATES,
	ELECTION_NOMINATED, ELECTION_PUBLISHED, ELECTION_CONFIRMED, ELECTION_HELD, ELECTION_REPORTED, ELECTION_ENDORSED,
	ELECTION_REGISTERED, ELECTION_ARCHIVED, ELECTION_CANCELLED
};
enum { ELECTION_STEPS = 13 };
enum election_kind { ELECTION_NEW_TERM = 1, ELECTION_FOUNDING, ELECTION_BY };
enum election_form { FORM_MEMBERS = 1, FORM_DELEGATES };
/* What one is elected to. */
enum election_organ { ORGAN_COMMITTEE = 1, ORGAN_AUDIT, ORGAN_WOMEN, ORGAN_CHAIR, ORGAN_VICE, ORGAN_STANDING, ORGAN_FIRST_CHAIR, ORGAN_FIRST_VICE, ORGANS };

struct election {
	HEAD;
	const char *title;
	int64_t kind, form, term_no, years;
	day term_end; /* of the term that ends; 0: a first election */
	day meeting_on;
	const char *request_no, *report_no, *signer, *contact; /* on its letters to the union above */
	const char *party; /* what the Party organisation of the unit said */
	const char *place, *group_people, *qualification, *delegates, *objections, *fewer, *report_text, *decision, *archive_no;
	int64_t delegates_count, delegates_managers; /* of a meeting of delegates */
	int64_t seats_committee, seats_audit, seats_women, seats_vice;
	const char *meeting; /* the committee's decision, as cited */
	const char *seats_reason; /* why so many, where the rule gives another number */
	bool chair;
	/* The committee's first session (第一次全体会议) elects chair, vice-chairs and standing members from among those elected. */
	bool first;
	int64_t first_standing, first_vice;
	day first_on; /* its day; 0: that of the general meeting */
	bool first_held; /* its results are entered */
	day requested_on, published_on, reported_on, endorsed_on;
	bool in_term; /* was held before the term ended */
};

extern const struct record election_record;
extern const struct flow election_flow;
extern const struct list elections_list;
extern const struct policy election_policies[];

/* Who was elected, with his votes. */
struct winner {
	int64_t organ, person, yes;
	const char *name;
};
struct winner *election_result(struct db *d, struct arena *a, int64_t election, size_t *n);

/* Puts somebody up, with the declaration that the law does not bar him. False: refused, with the article. */
bool election_nominate(struct req *r, struct election *e, int64_t organ, int64_t person, bool declared);

#endif
