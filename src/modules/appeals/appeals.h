/*
 * Appeals (诉求): what workers raise, in three ways.
 *
 *   named       everybody who handles it knows who raised it
 *   discreet    the union knows, the department does not
 *   anonymous   nobody knows; a receipt code and a PIN open it again
 *
 *   /m/ask, /m/appeals        the worker's phone: raise, follow, answer, rate
 *   /anon …                   the same for nobody known: ROUTE_ANON in kernel/route.h
 *   /appeals …                the union's list and pages, desk entry, posters, topics
 *   /m/answers, /answers …    public answers to common questions
 */
#ifndef LX_APPEALS_H
#define LX_APPEALS_H

#include "engines/matter.h"

enum appeal_mode { APPEAL_NAMED = 1, APPEAL_DISCREET, APPEAL_ANONYMOUS };
enum appeal_source { APPEAL_PHONE = 1, APPEAL_DESK, APPEAL_POSTER };
enum { OWN_REVIEW = 1, OWN_FINAL = 2 };
enum { APPEAL_PETITION = 4 }; /* level: it became a petition (信访) */

struct appeal {
	HEAD;
	MATTER;
	int64_t mode, source;
	const char *place;
	int64_t risk; /* 1: words that are reported to the chair the same day, 2: of self-harm */
	const char *asker; /* at the desk: the name given */
	const char *contact_mask, *contact_seal;
	const char *receipt, *pin; /* keyed hashes, of anonymous ones */
	day noticed_on; /* of a petition: it was told whether it is taken */
	day review_asked, review_given, final_asked, final_given; /* of a petition: 复查, 复核; see petition.c */
	int64_t own_asked; /* OWN_REVIEW, OWN_FINAL: which of them who raised it asked for himself, not the union for him */
	day petition_due; /* an answer to one of them is owed until this day; 0: none is */
	const char *review_reply, *final_reply;
};

enum { ANSWER_DRAFT, ANSWER_PUBLIC, ANSWER_WITHDRAWN };
struct answer {
	HEAD;
	const char *question, *text, *source;
	int64_t kind;
};

extern const struct record appeal_record, answer_record;
extern const struct flow appeal_flow, answer_flow;

/* What was heard elsewhere becomes one: unit, mode, source and content are given; title, level, risk and messages follow. */
bool appeal_pass_on(struct req *r, struct appeal *a);

#endif
