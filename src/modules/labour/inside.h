/* What the files of the module share. */
#ifndef LX_LABOUR_INSIDE_H
#define LX_LABOUR_INSIDE_H

#include "kernel/list.h"
#include "modules/labour/labour.h"

/* A value as pages say it: days in words. */
const char *labour_shown(struct req *r, const struct field *f, const void *row);

/* ---- steps.c: steps of records that are no matters, from a table ---- */

struct message;

struct labour_step {
	const char *verb;
	const char *const *fields; /* of the record; ends with NULL; NULL: none */
	const char *text; /* label of the reason or opinion, NULL: none is asked */
	const char *hint;
	bool main; /* the red one */
	void (*check)(struct req *r, const void *row); /* what was read, against each other: problems; NULL: nothing more */
};
/* Forms of all steps that are possible now; posted to {here}/{verb}. */
void labour_steps(struct buf *o, struct req *r, const struct flow *f, const struct labour_step *steps, const void *row,
		  struct option *(*options)(struct req *r, const struct field *f, size_t *n));
/* POST {here}/{word}: true when it was made and answered; false: refused, or r->problems has any and the page is to be shown again. */
bool labour_step_made(struct req *r, const struct flow *f, const struct labour_step *steps, const char *to);

/* 临江发电劳监意〔2024〕3号: the union, the series, the year, the next of its numbers; a series is of a unit and a row, which every record begins with. */
/* The page that who receives a notice signs: what it is, its number, and who signs, ending with NULL. */
struct paper;
void labour_delivery(struct paper *p, const char *what, const char *number, const char *const *whom);
const char *labour_number(struct req *r, const struct flow *f, const void *row, const char *series);

/* ---- officers.c ---- */

extern const struct list labour_officer_list;
/* Those of a kind who hold office today with a certificate that runs, as options: persons. */
struct option *labour_officers(struct req *r, int64_t unit, enum officer_kind kind, size_t *n);
/* For matters that open to their parties only: who applied, as all of them may read it, and that they know. */
const char *labour_applicant(struct req *r, const struct matter *m);
bool labour_open_within(struct req *r, const struct matter *m);
bool labour_is_officer(struct req *r, int64_t unit, enum officer_kind kind, int64_t person);
void get_labour_officers(struct req *r);
void get_labour_officer(struct req *r);
void get_labour_officer_new(struct req *r);
void post_labour_officer_new(struct req *r);
void get_labour_officer_edit(struct req *r);
void post_labour_officer_edit(struct req *r);

/* ---- cases.c, case_page.c ---- */

extern const struct list labour_case_list;
extern const struct matters labour_matters;
extern const struct choice labour_heads[];
bool labour_is_inspector(const struct labour_case *c, int64_t person);
void labour_case_content(struct buf *o, struct req *r, const struct matter *m);
void get_labour_cases(struct req *r);
void get_labour_case(struct req *r);
void get_labour_case_new(struct req *r);
void post_labour_case_new(struct req *r);
void post_labour_case(struct req *r);
void post_labour_case_files(struct req *r);

/* ---- letters.c, letter_page.c ---- */

struct letter_rule {
	int64_t kind;
	const char *label, *mark; /* 提示函; 提 */
	const char *policy; /* working days to answer */
	const char *series; /* of its numbers */
	const char *source;
};
const struct letter_rule *letter_rule(int64_t kind);
extern const struct choice letter_kinds[];
extern const struct list labour_letter_list;
/* The last letter of a case that was not voided; NULL: none. */
const struct labour_letter *letter_last(struct req *r, const struct labour_case *c);
/* What is wrong with the last letter as an end: the first thing missing; NULL: it was answered and agreed. */
const char *letter_missing(struct req *r, const struct labour_case *c);
/* The next letter; 0 with the reason why there is none in *why. */
int64_t letter_next(struct req *r, const struct labour_case *c, const char **why);
void letter_check_served(struct req *r, const void *row);
void letter_check_answer(struct req *r, const void *row);
void get_labour_letters(struct req *r);
void get_labour_letter_new(struct req *r);
void post_labour_letter_new(struct req *r);
void get_labour_letter_edit(struct req *r);
void post_labour_letter_edit(struct req *r);
void get_labour_letter(struct req *r);
void post_labour_letter(struct req *r);
void get_labour_letter_print(struct req *r);

/* ---- mediations.c, mediation_page.c ---- */

enum mediation_ground { GROUND_NO_DISPUTE = 1, GROUND_UNWILLING, GROUND_ELSEWHERE, GROUND_OTHER };
extern const struct list mediation_list;
extern const struct matters mediation_matters;
extern const struct choice mediation_kinds[];
/* What the mediation committee still lacks; NULL: it is complete. */
const char *mediation_panel_lacks(struct req *r, int64_t unit);
void mediation_content(struct buf *o, struct req *r, const struct matter *m);
void mediation_track_page(struct req *r, const void *row);
void get_mediations(struct req *r);
void get_mediation(struct req *r);
void post_mediation(struct req *r);
void get_mediation_new(struct req *r);
void post_mediation_new(struct req *r);
void post_mediation_files(struct req *r);

/* mediation_paper.c: what can be printed of one now */
struct mediation_paper {
	const char *word, *label; /* of its address */
	bool (*ready)(const struct mediation *m);
	struct paper *(*make)(struct req *r, const struct mediation *m, const char *organ);
};
const struct mediation_paper *const *mediation_papers_of(struct req *r, const struct mediation *m, size_t *n);
void get_mediation_print(struct req *r);
void get_my_mediation(struct req *r);
void post_my_mediation(struct req *r);
void get_mediation_track(struct req *r);
void post_mediation_track(struct req *r);

/* ---- risks.c ---- */

extern const struct list labour_risk_list;
/* A risk that somebody of this union reports; false: refused. */
bool labour_risk_make(struct req *r, struct labour_risk *x);
void get_labour_risks(struct req *r);
void get_labour_risk_new(struct req *r);
void post_labour_risk_new(struct req *r);
void get_labour_risk(struct req *r);
void post_labour_risk(struct req *r);
const char *labour_risk_rule(struct req *r, const struct labour_risk *x); /* where its limit comes from */
/* risk_paper.c */
void get_labour_risk_print(struct req *r);
void get_alert_period_print(struct req *r);

/* ---- periods.c, zero.c ---- */

extern const struct list alert_period_list, zero_report_list;
const char *alert_period_reach(const struct alert_period *p); /* who reports in it */
void get_alert_periods(struct req *r);
void get_alert_period(struct req *r);
void get_alert_period_new(struct req *r);
void post_alert_period_new(struct req *r);
void get_alert_period_edit(struct req *r);
void post_alert_period_edit(struct req *r);
void post_alert_period_urge(struct req *r);
/* Timers of a row that set themselves anew. */
void labour_timers_clear(struct req *r, const struct record *record, int64_t id);
/* Told to report: the cadres of the unit and its information officers. */
void zero_tell(struct req *r, int64_t unit, const struct message *m);
void get_zero_reports(struct req *r);
void get_zero_report(struct req *r);
void get_zero_phone(struct req *r);
void post_zero_phone(struct req *r);

/* ---- checkup_list.c, checkups.c, checkup_page.c ---- */

struct checkup_item {
	int64_t id; /* stored: never change it */
	const char *head, *text, *source;
	char confidence; /* as in kernel/policy.h */
};
extern const struct checkup_item checkup_items[]; /* ends with id 0 */
const char *checkup_source(struct req *r, const struct checkup_item *x); /* with 未核实 where nobody has read it */
extern const struct list labour_checkup_list;
/* The first item that is not answered; NULL: all are. */
const struct checkup_item *checkup_unanswered(struct req *r, int64_t checkup);
/* The day of the first correction that is not confirmed; 0: none is open. */
day checkup_next_fix(struct req *r, int64_t checkup);
void get_labour_checkups(struct req *r);
void get_labour_checkup_new(struct req *r);
void post_labour_checkup_new(struct req *r);
void get_labour_checkup(struct req *r);
void post_labour_checkup_items(struct req *r);
void post_labour_checkup_fix(struct req *r);
void post_labour_checkup_confirm(struct req *r);
void get_labour_checkup_print(struct req *r);

/* ---- aids.c, aid_page.c, aid_desk.c, aid_paper.c ---- */

struct aid_paper {
	const char *word, *label; /* of its address */
};
/* What can be printed of one now. */
struct aid_paper *aid_papers_of(struct req *r, const struct legal_aid *a, size_t *n);
void get_aid_print(struct req *r);
void get_aid_desk(struct req *r);
void post_aid_desk(struct req *r);
void post_aid_files(struct req *r);
/* The title names no person: it stands in lists and inboxes. False: refused. */
bool legal_aid_make(struct req *r, struct legal_aid *a);

extern const struct list legal_aid_list;
extern const struct choice legal_aid_kinds[];
void legal_aid_content(struct buf *o, struct req *r, const struct matter *m);
void legal_aid_track_page(struct req *r, const void *row);
void get_legal_aids(struct req *r);
void get_legal_aid(struct req *r);
void post_legal_aid(struct req *r);
void get_my_aid(struct req *r);
void post_my_aid(struct req *r);
void get_aid_track(struct req *r);
void post_aid_track(struct req *r);

#endif
