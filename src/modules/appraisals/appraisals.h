/*
 * Appraisals (达标评选): criteria × assessors × subjects, ending in a title.
 *
 *   criteria_sheet   a list of criteria that belongs to one organisation; versions follow each other
 *   appraisal        a campaign: one sheet, one window, one organiser
 *   appraisal_entry  one subject in it: self-assessment, live evidence, verification, marks, rating, result
 *   honour_title     who was granted what, since when, checked when, withdrawn why
 *
 *   entry: draft → submitted → verified → scored → published → granted
 *                     ↑ returned │           ↑ notice withdrawn or objection upheld
 *
 * An audience may vote for the entries of a campaign whose sheet has an item for it (audience.c): a roll of who has voted
 * and slips without names, counted once.
 *
 * How marks become a result is engines/appraisal/score.h; that nothing is granted before it was shown
 * is engines/notice.h.
 */
#ifndef LX_APPRAISALS_H
#define LX_APPRAISALS_H

#include "engines/appraisal/score.h"
#include "engines/notice.h"
#include "kernel/flow.h"
#include "kernel/list.h"

/* Stored in rows: never change them. */
enum sheet_state { SHEET_DRAFT = 1, SHEET_IN_USE, SHEET_RETIRED };
enum appraisal_state { APPRAISAL_DRAFT = 1, APPRAISAL_OPEN, APPRAISAL_JUDGING, APPRAISAL_DONE, APPRAISAL_CANCELLED };
enum entry_state { ENTRY_DRAFT = 1, ENTRY_SUBMITTED, ENTRY_VERIFIED, ENTRY_SCORED, ENTRY_PUBLISHED, ENTRY_GRANTED, ENTRY_DECLINED, ENTRY_WITHDRAWN, ENTRY_SETTLED };
enum audience_state { AUDIENCE_NONE, AUDIENCE_VOTES, AUDIENCE_COUNTED };
enum title_event { EVENT_NONE, EVENT_OPEN, EVENT_SETTLED };
enum title_state { TITLE_HELD = 1, TITLE_WITHDRAWN, TITLE_REPLACED };
enum subject_kind { SUBJECT_UNION = 1, SUBJECT_TEAM, SUBJECT_PERSON, SUBJECT_STUDIO, SUBJECT_BRAND, SUBJECT_FIRM, SUBJECT_PARK, SUBJECT_RESULT };
enum sheet_kind {
	KIND_SIX_HAVES = 1, KIND_MODEL_HOME, KIND_SMALL_HOME, KIND_PIONEER_TEAM, KIND_SIX_TYPE_TEAM, KIND_FIVE_THREE, KIND_SHEET_STUDIO,
	KIND_BRAND, KIND_EXHIBITION, KIND_OTHER, KIND_CONGRESS, KIND_DUTY, KIND_HARMONY /* 和谐劳动关系创建 */
};
enum live_key {
	LIVE_TERM_VALID = 1, LIVE_ORGANS, LIVE_CHAIR, LIVE_MEMBERS, LIVE_COMPLETENESS, LIVE_COVERAGE, LIVE_ACTIVITIES, LIVE_APPEALS_PLEASED,
	LIVE_APPEALS_IN_TIME, LIVE_PROPOSALS_IN_TIME, LIVE_PROPOSALS_PLEASED,
	LIVE_CONTRACT, LIVE_WAGE_CONTRACT, LIVE_CONGRESS, LIVE_CHECKUP, LIVE_NO_MAJOR_RISK, LIVE_NO_OVERDUE_CASE, LIVE_SUPERVISORS,
	LIVE_DUES
};

struct criteria_sheet {
	HEAD;
	const char *title;
	int64_t kind, subject;
	const char *levels; /* "模范 90" a line */
	const char *source; /* document and article */
	int64_t term; /* the term of a plan's glossary it came from, 0: none */
	int64_t version_no, before; /* the sheet it follows */
	int64_t recheck; /* months from one check of a title to the next; 0: none */
};

struct appraisal {
	HEAD;
	const char *title, *call;
	int64_t sheet, kind; /* kind: of the sheet */
	day opens, closes; /* entries come in from and to this day */
	bool rated; /* members rate it (会员评家) */
	int64_t trim; /* from so many marks on, one highest and one lowest are left out; 0: never */
	const char *contact; /* for the notice */
	int64_t audience, picks; /* votes of an audience: enum audience_state, how many each may choose */
	day votes_until;
};

struct appraisal_entry {
	HEAD; /* unit: the union that enters it */
	int64_t appraisal, organiser, sheet;
	int64_t subject, subject_id; /* subject_id: unit or team, 0: by name alone */
	const char *name, *statement;
	day submitted_on, verified_on, scored_on;
	int64_t verifier;
	const char *site; /* what was found on site */
	int64_t total, most, share; /* hundredths */
	const char *points; /* share as it is shown */
	const char *level; /* "" none */
	bool barred;
	int64_t good, fair, bad; /* ratings by members, once they are counted */
	day rated_on; /* they were counted */
	int64_t notice; /* the notice that showed it */
	int64_t title; /* granted */
};

struct honour_title {
	HEAD; /* unit: of the holder */
	const char *title, *level, *holder;
	int64_t kind, subject, subject_id, entry, granter; /* granter: the unit that granted it */
	const char *granter_name, *document;
	day since, recheck_by, ended_on;
	int64_t checks;
	/* Something grave that puts it in question: withdrawn, or kept with a reason. */
	int64_t event, event_kind; /* event: EVENT_OPEN while nobody has decided */
	day event_on, event_by;
};

extern const struct choice sheet_kinds[], subject_kinds[], sheet_states[], appraisal_states[], entry_states[], title_states[], item_types[], title_event_kinds[], item_trusts[];
/* How far a source was read, as it is said behind its name; what the name says already is not said again. */
const char *item_trust_of(const char *source, int64_t trust);
extern const struct record sheet_record, appraisal_record, entry_record, title_record;
extern const struct flow sheet_flow, appraisal_flow, entry_flow, title_flow;

#endif
