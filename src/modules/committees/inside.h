/* Between the files of the module. */
#ifndef LX_COMMITTEES_INSIDE_H
#define LX_COMMITTEES_INSIDE_H

#include "kernel/policy.h"
#include "modules/committees/committees.h"
#include "modules/committees/terms.h"

/* Chair or vice-chair of the union's committee: does not go before the end of the term without consent. */
bool seat_protected(struct req *r, const struct seat *s);
#define SEAT_RECALLED "罢免：" /* so begins why a recalled one's seat ended */
/* After seats were written: who is the chair, and since when nobody. */
void committee_chair_settle(struct req *r, int64_t committee);

/* A new seat, checked; false: see r->problems. */
bool seat_check(struct req *r, const struct committee *c, const struct elected *e, day since);
bool seat_add(struct req *r, const struct committee *c, const struct elected *e, day since, int64_t how);
/* What the table of fields cannot say about a committee that is entered; problems name the inputs. */
void committee_check(struct req *r, struct committee *c, const struct unit *u);

/* A checked one is about to be written: the one before ends, nobody is the chair yet. */
bool committee_follows(struct req *r, struct committee *c);
/* As lists read workbooks: kernel/list.h; import.c */
void committee_import_check(struct req *r, void *row, const void *before);
bool committee_import_fill(struct req *r, void *row);
bool committee_import_made(struct req *r, void *row);
const char *committee_import_stays(struct req *r, const void *row);

/* ---- what is missing: findings.c ---- */

/* Of one committee. */
struct finding *committee_own_findings(struct req *r, const struct committee *c, size_t *n);

/* ---- handlers ---- */

void committees_heard(struct req *r, const struct record *record, const void *before, const void *row);
void get_committees(struct req *r);
void get_committees_unit(struct req *r);
void get_committee_new(struct req *r);
void post_committee_new(struct req *r);
void get_committee(struct req *r);
void get_committee_edit(struct req *r);
void post_committee_edit(struct req *r);
void post_committee_seat(struct req *r);
void post_committee_extend(struct req *r);
void post_seat_recall(struct req *r);
void get_terms(struct req *r);
void get_terms_export(struct req *r);

void worktimes_heard(struct req *r, const struct record *record, const void *before, const void *row);
void get_worktimes(struct req *r);
void get_worktime_new(struct req *r);
void post_worktime_new(struct req *r);
void get_worktime(struct req *r);
void get_worktime_edit(struct req *r);
void post_worktime_edit(struct req *r);

/* ---- working time of members who are not full-time: worktime.c ---- */

enum worktime_state { WORKTIME_ENTERED = 1, WORKTIME_VOID };
struct worktime {
	HEAD;
	const char *name; /* the person's */
	int64_t person;
	day worked_on;
	int64_t halves; /* half days */
	const char *what, *agreed; /* agreed: why the employer allows more than the law says */
};
extern const struct record worktime_record;
extern const struct flow worktime_flow;
extern const struct list committee_list, worktime_list;
extern const struct policy committee_policies[];

#endif
