/*
 * Labour relations: what a union does when the law on labour is not kept, or when
 * a worker and his employer disagree.
 *
 *   /labour/officers …    supervisors, mediators, information officers: one register, with certificates and terms
 *   /labour/cases …       supervision (劳动法律监督): inquiry by two supervisors, 提示函 → 意见书 → 建议书, check, closing
 *   /labour/letters …     letters: their list; of one text, signature, number, service, answer
 *
 *   /labour/mediations …  mediation of disputes (劳动争议调解): application, two sides, 15 days, agreement or the way to arbitration
 *   /m/mediation …        the worker's phone: apply, follow
 *
 *   /labour/risks …       risks (about a unit and a matter, never a person's opinions), with level and handling
 *   /labour/periods …     special periods: every union below reports each day, also when nothing happened (零报告)
 *   /m/zero               the phone: one tap a day
 *
 *   /labour/checkups …    check-up of a firm (法治体检): check list, findings, correction, recheck
 *   /labour/aids …        legal aid (法律援助): application, decision, lawyer, result
 *
 * Cases are matters (engines/matter.h). A letter is a record of its own that moves
 * its case's limit. Sources: 《工会法》第二十三条；《江苏省工会劳动法律监督条例》.
 */
#ifndef LX_LABOUR_H
#define LX_LABOUR_H

#include "engines/matter.h"

/* ---- the register ---- */

enum { OFFICER_ACTIVE = 1, OFFICER_ENDED };
enum officer_kind { OFFICER_SUPERVISOR = 1, OFFICER_MEDIATOR, OFFICER_INFORMANT };
enum officer_side { SIDE_WORKERS = 1, SIDE_EMPLOYER };
struct labour_officer {
	HEAD;
	const char *title; /* the name, for lists */
	int64_t person, kind, side;
	bool chair; /* of the mediation committee */
	const char *certificate;
	day issued_on, expires_on;
};

/* ---- supervision ---- */

enum { BREACH_FOUND = 1, BREACH_NONE };
enum { SOURCE_CHECKUP = 5 }; /* a check-up found it */
struct labour_case {
	HEAD;
	MATTER;
	const char *employer;
	int64_t source;
	day close_by;
	int64_t inspector1, inspector2, inspector3; /* persons */
	bool no_recusal; /* they declared that nothing bars them */
	day inquired_on;
	const char *place, *findings, *law;
	int64_t breach;
	day corrected_on;
	const char *correction;
	int64_t verified, verifier; /* verified: 1 it is corrected, 2 it is not */
	day verified_on;
	int64_t failed_letter; /* answered, but the check found it was not kept */
	const char *referred_to, *referred_no, *referred_result;
	day referred_on, feedback_on;
};

enum letter_state { LETTER_DRAFT = 1, LETTER_SIGNED, LETTER_SERVED, LETTER_ANSWERED, LETTER_LAPSED, LETTER_VOID };
enum letter_kind { LETTER_HINT = 1, LETTER_OPINION, LETTER_ADVICE };
enum letter_result { RESULT_CORRECTED = 1, RESULT_AGREED, RESULT_PARTLY, RESULT_REFUSED, RESULT_FILED, RESULT_NOT_FILED };
struct labour_letter {
	HEAD;
	int64_t matter, kind; /* matter: the case */
	const char *number, *receiver, *body;
	int64_t drafter, signer;
	day signed_on, served_on, due;
	int64_t served_how;
	const char *served_to, *rule;
	day answered_on;
	int64_t result;
	const char *answer;
};

/* ---- mediation ---- */

enum mediation_end { MEDIATION_AGREED = 1, MEDIATION_FAILED };
struct mediation {
	HEAD;
	MATTER; /* author: the applicant */
	const char *opponent, *claims;
	int64_t respondent; /* who speaks for the other party; person, 0: nobody with an account */
	int64_t mediator1, mediator2;
	bool no_conflict, consent; /* consent: both agreed to go on longer */
	day accepted_on, arbitrate_on; /* arbitrate_on: from the day after it on they may go to arbitration */
	bool advised;
	day heard_on;
	const char *place, *record;
	int64_t result;
	day agreed_on, perform_by, confirm_by;
	const char *terms, *paper_no;
	bool applicant_signed, opponent_signed, mediator_signed;
	day signed_on, kept_on;
	int64_t kept; /* 1 kept, 2 not */
	const char *failure;
	day ended_on, told_on; /* ended_on: not accepted, or ended without an agreement */
	int64_t ground; /* why it was not accepted */
	const char *refusal;
};

/* ---- risks and special periods ---- */

enum risk_state { RISK_REPORTED = 1, RISK_HANDLING, RISK_SETTLED, RISK_CLOSED, RISK_NONE };
enum risk_level { RISK_GENERAL = 1, RISK_LARGE, RISK_MAJOR };
struct labour_risk {
	HEAD;
	const char *title, *place, *content; /* place: the unit it is about */
	int64_t kind, level, people, reporter, handler;
	day reported_on, due, settled_on, closed_on;
	const char *measures, *outcome, *number; /* number: of the report, from its grading on */
	bool in_time;
	int64_t zero; /* the report of a special period it came with, 0: none */
};

enum period_state { PERIOD_DRAFT = 1, PERIOD_OPEN, PERIOD_OVER, PERIOD_CANCELLED };
/* Which unions below report. No rule says so: who declares it decides. 0: of before this was asked, all. */
enum zero_reach { REACH_NEXT = 1, REACH_UNIONS, REACH_ALL };
enum { PERIOD_MOST = 31 /* days */, ZERO_MOST = 500 /* unions */ };
struct alert_period {
	HEAD;
	const char *title, *reason;
	day since, until;
	day called_on; /* declared or resumed: nothing is made up for from before */
	int64_t reach;
};

enum zero_state { ZERO_OWED = 1, ZERO_QUIET, ZERO_INCIDENT };
/* One day of one union in a period; `unit` is who reports. */
struct zero_report {
	HEAD;
	int64_t period, reporter;
	const char *title, *note; /* title: of the period, for lists */
	day held_on;
	bool in_time; /* given on its day */
	instant given_at;
};

extern const struct record labour_risk_record, alert_period_record, zero_report_record;
extern const struct flow labour_risk_flow, alert_period_flow, zero_report_flow;

/* ---- check-ups of firms ---- */

enum checkup_state { CHECKUP_OPEN = 1, CHECKUP_FIXING, CHECKUP_DONE, CHECKUP_CANCELLED };
enum checkup_answer { CHECKUP_KEPT = 1, CHECKUP_BREACH, CHECKUP_NONE }; /* NONE: does not apply */
struct labour_checkup {
	HEAD;
	const char *title, *team, *reason; /* title: the firm */
	day checked_on, due, closed_on; /* due: the first correction that is not made yet */
	int64_t workers, score, findings, inspector; /* score: percent of what applies; inspector: who wrote the report */
	const char *number;
	day reported_on;
	bool in_time;
};

extern const struct record labour_checkup_record;
extern const struct flow labour_checkup_flow;

/* ---- legal aid ---- */

enum { AID_BY_UNION = 1, AID_BY_OFFICE };
struct legal_aid {
	HEAD;
	MATTER; /* author: the applicant */
	const char *walk_in; /* who came in person and is not registered; then there is no author */
	const char *opponent;
	int64_t means; /* why he needs it */
	const char *opinion, *refusal; /* of who looked into it */
	day decided_on, appointed_on, ended_on;
	int64_t by, handler; /* handler: person of the union who goes along with it */
	const char *lawyer, *firm, *letter_no; /* letter_no: of the letter to the lawyer or the office */
	day progress_on;
	const char *progress;
	int64_t result, recovered; /* recovered: fen */
	const char *summary;
};

extern const struct record legal_aid_record;
extern const struct flow legal_aid_flow;

extern const struct record labour_officer_record, labour_case_record, labour_letter_record, mediation_record;
extern const struct flow labour_officer_flow, labour_case_flow, labour_letter_flow, mediation_flow;

#endif
