/*
 * Committees (委员会): the organs of a union, their terms, seats and people.
 *
 * A committee row is one term (届) of one organ. It runs until the next one is
 * installed: after its last day it is 届满未换届, not gone. Seats are never
 * overwritten: who leaves ends his seat, who follows gets a new one.
 *
 * An election (module elections) writes its result with committee_install.
 */
#ifndef LX_COMMITTEES_H
#define LX_COMMITTEES_H

#include "kernel/flow.h"
#include "kernel/list.h"
#include "kernel/unit.h"

enum committee_kind { COMMITTEE_UNION = 1, COMMITTEE_STANDING, COMMITTEE_AUDIT, COMMITTEE_WOMEN };
enum committee_state {
	COMMITTEE_IN_TERM = 1, /* 在任 */
	COMMITTEE_OVERDUE, /* 届满未换届 */
	COMMITTEE_SUCCEEDED, /* 已换届 */
	COMMITTEE_VOID, /* 已作废: entered by mistake */
	COMMITTEE_CLOSED /* 已终止: its union was dissolved or merged */
};
enum { COMMITTEE_RUNS = 1u << COMMITTEE_IN_TERM | 1u << COMMITTEE_OVERDUE };

/* What one is in it. Stored: never change the numbers. */
enum seat_post {
	SEAT_CHAIR = 1, /* 主席; 主任 of the audit and the women's committee */
	SEAT_VICE,
	SEAT_STANDING, /* 常务委员, of the union committee */
	SEAT_MEMBER
};
enum seat_state {
	SEAT_HELD = 1,
	SEAT_ENDED,
	SEAT_ASKED, /* a chair is to go before the end of the term: the committee has to agree */
	SEAT_AGREED /* it agreed: the higher union has to */
};
enum seat_how { SEAT_ELECTED = 1, SEAT_BY_ELECTED, SEAT_MOVED_UP };

struct committee {
	HEAD;
	const char *name; /* 第三届工会委员会 */
	int64_t kind, term_no, years;
	day since, until; /* first and last day of the term; an extension moves the last */
	day set_until; /* the last day without an extension */
	day ended_on; /* the day from which the next one serves; 0: it runs */
	int64_t elected_by; /* 会员大会, 会员代表大会 … */
	int64_t seats;
	const char *seats_reason; /* why so many, where the rule gives another number */
	const char *approval; /* number of the higher union's reply */
	day approved_on;
	int64_t chair; /* person, 0: vacant */
	day vacant_since; /* of the chair; 0: taken */
	int64_t before; /* the committee of the term before */
	const char *note;
};

struct seat {
	HEAD;
	int64_t committee, person, post, how;
	const char *name; /* the person's */
	bool full_time;
	day since, until; /* until: last day; 0: open */
	const char *consent; /* what the committee said when a chair was to go */
	const char *why; /* why it ended */
};

extern const struct choice committee_kinds[], committee_states[], committee_bodies[], seat_states[], seat_hows[];
extern const struct record committee_record, seat_record;
extern const struct flow committee_flow, seat_flow;
/* 主席, 经审委主任 …: what a post is called in this kind of committee. */
const char *seat_post_label(int64_t committee_kind, int64_t post);

/* 第六届 */
const char *committee_term(struct arena *a, int64_t term_no);

/* ---- reading ---- */

/* The committee of this kind that serves the union on a day (0: today); false: none. */
bool committee_of(struct req *r, int64_t unit, int64_t kind, day on, struct committee *out);
/* Its people on a day, chair first. */
struct committee_person {
	int64_t seat, person, post, state;
	const char *name;
	bool full_time;
	day since, until;
};
struct committee_person *committee_people(struct req *r, int64_t committee, day on, size_t *n);

/* How many seats the rule allows for so many members, with its source. */
struct seat_range {
	int64_t least, most;
	bool single; /* one person instead of a committee will do */
	const char *source;
	char confidence;
};
struct seat_range committee_seats(struct req *r, int64_t unit, int64_t kind, int64_t members);

/* ---- what is missing ---- */

struct finding {
	const char *text, *how; /* what is wrong; what mends it */
	const char *source; /* document and article */
	char confidence; /* as of a policy */
	const char *tone; /* bad, warn, info */
	const char *href; /* where it is mended; NULL */
};
/* Of a union, worst first. */
struct finding *committee_findings(struct req *r, const struct unit_row *u, size_t *n);

/* ---- an election writes its result ---- */

struct elected {
	int64_t person, post;
	bool full_time;
};

struct committee_result {
	int64_t unit, kind;
	bool by_election; /* fills open seats of the committee that runs; term, years and seats are its own */
	int64_t term_no; /* 0: the next one */
	int64_t years; /* 3 or 5 */
	int64_t seats; /* 0: as many as were elected */
	const char *seats_reason;
	int64_t elected_by; /* enum committee_body */
	day on; /* from this day on they serve */
	const char *approval; /* number of the higher union's reply */
	day approved_on;
	const char *note; /* where the result stands: 《选举结果报告》… */
	const struct elected *people;
	size_t n;
};
enum committee_body { BODY_MEMBERS = 1, BODY_DELEGATES, BODY_COMMITTEE };

/*
 * Installs the elected: a new term ends the one before with all its seats on the day before; a
 * by-election adds seats to the one that runs. The id of the committee. 0: what is wrong stands in
 * r->problems, nothing is written. The caller has checked who may do it: the election's own flow
 * decides that, rights are not asked again.
 */
int64_t committee_install(struct req *r, const struct committee_result *e);

#endif
