/* Between the files of the module. */
#ifndef LX_MEETINGS_INSIDE_H
#define LX_MEETINGS_INSIDE_H

#include "http/html.h"
#include "http/icon.h"
#include "kernel/files.h"
#include "kernel/form.h"
#include "kernel/page.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "meetings.sql.h"
#include "modules/committees/committees.h"
#include "modules/meetings/meetings.h"
#include "modules/members/members.h"

struct here_line {
	int64_t person;
	const char *name, *post;
	bool here;
};

enum { MATTERS = 200 /* that are listed at once */ };

/* Something that waits for the committee's decision. */
struct matter_line {
	const char *record;
	int64_t id;
	const char *name, *asks, *href;
};

struct item_line {
	const struct meeting_item *i;
	const char *votes;
	struct matter_line *matters;
	size_t n_matters;
	bool typed; /* the values are what was just sent, with a problem */
	const char *yes, *against, *abstained, *words; /* in its form */
};

struct cited_line {
	const char *title, *label, *href;
};

struct rule_line {
	const char *label, *text, *source;
	bool unverified;
};

struct meeting_page {
	struct req *r;
	const struct meeting *m;
	const char *here, *committee, *day_text;
	int64_t deciding; /* the item whose form was sent with a problem; 0: none */
	bool editable, desk; /* desk: called or held, and the asker may edit */
	struct here_line *people;
	size_t n_people, need;
	struct item_line *items;
	size_t n_items;
	struct matter_line *waiting;
	size_t n_waiting;
	const char *nobody; /* why nobody is to come; NULL */
	bool past; /* what waits is for a later meeting: this one is over */
	struct cited_line *cited;
	size_t n_cited;
	struct rule_line rules[2];
};

struct meeting_form {
	struct req *r;
	const struct form *form;
	const char *title, *action, *back;
	int64_t version;
};

struct admission_page {
	struct req *r;
	const struct member *m;
	int64_t union_id, members, own_at;
	const char *unit_name, *union_name, *source, *own_source, *on, *basis;
	bool committee;
	day applied_on;
	bool may_cite; /* the decisions of the union that decides are the asker's to know */
	struct option *rows; /* decisions about this member */
	size_t n;
	int64_t chosen;
	bool must_have; /* so many members without a committee */
	bool may_meet;
};

struct choice_view {
	const struct option *rows;
	size_t n;
	int64_t chosen;
};

struct here_line *meeting_people(struct req *r, const struct meeting *m, size_t *n);
/* Do its decisions stand elsewhere? Then it is fixed but for its minutes. */
bool meeting_is_cited(struct req *r, const struct meeting *m);
/* How many have to be there, and how many have to agree. */
int64_t meeting_quorum(struct req *r, const struct meeting *m, struct policy_value *rule);
int64_t meeting_majority(struct req *r, const struct meeting *m, struct policy_value *rule);

/* A decision in words, as it is cited. */
const char *meeting_words(struct req *r, const struct meeting *m, const struct meeting_item *i);

/* What waits for this committee and stands on no open agenda; what an item is about. */
struct matter_line *meeting_matters_waiting(struct req *r, const struct meeting *m, size_t *n);
struct matter_line *meeting_matters_of(struct req *r, int64_t item, size_t *n);
/* Since when a row has waited, the last time it began to: an application, a chair who is to go. */
instant meeting_waits_since(struct req *r, const struct record *record, const void *row);
/*
 * Why the meeting cannot decide on what an item carries; NULL: it can. A matter is decided by a meeting that is
 * held after it was put on its agenda, or on that day: nobody was called for what came up later.
 */
const char *meeting_matters_late(struct req *r, const struct meeting *m, const struct meeting_item *i);
/* The vote on an item was entered: its matters are carried out, *done of them. False: refused. */
bool meeting_matters_carry(struct req *r, const struct meeting *m, const struct meeting_item *i, bool passed, int64_t *done);

/* Whose committee decides for a unit: its union's; a branch's only when it has one of its own. 0: nobody's. */
int64_t meeting_decides_for(struct req *r, int64_t unit);

void get_admission(struct req *r);
void post_admission(struct req *r);
void get_meetings(struct req *r);
void get_meeting_new(struct req *r);
void post_meeting_new(struct req *r);
void get_meeting(struct req *r);
void get_meeting_edit(struct req *r);
void post_meeting_edit(struct req *r);
void post_meeting_hold(struct req *r);
void post_meeting_item(struct req *r);
void post_meeting_matters(struct req *r);
void post_item_decide(struct req *r);
void get_item(struct req *r);
void post_meeting_files(struct req *r);
void get_meeting_print(struct req *r);

#endif
