/*
 * Hazards (隐患) and safety inspection: what anybody sees that may hurt somebody,
 * and what becomes of it. A hazard is a matter (engines/matter.h) with five things
 * that must be settled before the correction is reported (五落实): measure, money,
 * owner, deadline, plan. Who verifies it is never who had to correct it.
 *
 *   /m/hazard, /m/hazards …   the worker's phone: report with photo and place, follow; the board of the union
 *   /hazards …                ledger and pages of those who handle them
 *   /inspectors …             the net of three levels, certificates and their expiry
 *   /patrols …                patrols: check list, places and inspectors drawn by a recorded seed
 *
 * Sources: 《安全生产法》第四十一、六十条；《工会法》第二十五条。
 */
#ifndef LX_HAZARDS_H
#define LX_HAZARDS_H

#include "engines/matter.h"

enum hazard_level { HAZARD_AT_ONCE = 1, HAZARD_SOON, HAZARD_TERM, HAZARD_MAJOR };

struct hazard {
	HEAD;
	MATTER;
	const char *place;
	int64_t danger; /* 1: people are in danger now */
	const char *measure, *plan; /* how it is corrected; what protects people until then */
	int64_t cost, owner; /* fen; person */
	day fix_by, settled_on;
	instant after_at; /* photos from then on show it corrected, 0: none yet */
	day reported_on; /* a major one: told to the authority */
	const char *report_no;
	day evacuated_on; /* the union proposed to leave the place */
	int64_t patrol; /* in which it was found, 0: none */
};

enum { INSPECTOR_ACTIVE = 1, INSPECTOR_ENDED };
struct inspector {
	HEAD;
	int64_t person, net;
	const char *certificate;
	day issued_on, expires_on;
};

enum { PATROL_PLANNED, PATROL_DRAWN, PATROL_DONE, PATROL_CANCELLED };
struct patrol {
	HEAD;
	const char *title, *items; /* items: what is checked, one a line */
	day held_on;
	int64_t places, people; /* how many are drawn; people: a place */
	const char *seed, *fingerprint; /* fingerprint: hash of the two lists that were drawn from */
	day drawn_on;
};

extern const struct record hazard_record, inspector_record, patrol_record;
extern const struct flow hazard_flow, inspector_flow, patrol_flow;

/* What was heard elsewhere becomes one: unit, kind, place and content are given; title, level and messages follow. */
bool hazard_pass_on(struct req *r, struct hazard *h);

#endif
