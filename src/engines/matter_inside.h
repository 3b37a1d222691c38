/* What the files of the engine of matters share. */
#ifndef LX_MATTER_INSIDE_H
#define LX_MATTER_INSIDE_H

#include "engines/matter.h"
#include "kernel/policy.h"

const char *right_name(struct req *r, const struct flow *f, const char *what); /* "appeal.sort" */
const char *lead_name(struct req *r, const struct matter *m);
const char *rule_text(struct req *r, const struct policy_value *v, enum deadline_basis basis); /* a limit with its source */
const char *level_label(const struct flow *f); /* 难易, 级别 */
const char *of_module(struct req *r, const struct matter *m, const char *verb); /* the module's further reason; NULL: none */
void recompute_due(struct req *r, const struct flow *f, struct matter *m);
void again_limit(struct req *r, const struct flow *f, struct matter *m);
const char *cosign_missing(struct req *r, const struct matter *m);
bool is_author(struct req *r, const struct flow *f, const struct matter *m); /* or signed it with him */
bool may_at(struct req *r, const char *what, int64_t unit); /* the flow's right at exactly that unit */
void tell_lead(struct req *r, const struct flow *f, const struct matter *m, const char *title, const char *body, bool urgent);
void tell_authors(struct req *r, const struct flow *f, const struct matter *m, const char *title, const char *body);

const char *matter_named(struct req *r, const struct flow *f, const struct matter *m, const char *what); /* "诉求 SQ-2024-0001 已办结" */

/* matter_rating.c: the move that a rating makes, a changed one; what a call-back says; once more if it was bad. */
const char *rating_given(struct req *r, const struct flow *f, const struct matter *m, const char *text);
const char *rating_changed(struct req *r, const struct flow *f, const struct matter *m, const char *text);
bool rating_is_given(struct req *r, const struct flow *f, const struct matter *m); /* by the asker, in this round */
void rating_by_call(struct req *r, const struct flow *f, struct matter *m, const char *text);
bool rating_again(struct req *r, const struct flow *f, struct matter *m);
void rating_arm(struct req *r, const struct flow *f, const struct matter *was, const struct matter *m); /* who is told the next morning */

/* 答复, or the module's own word for it. */
const char *answer_of(const struct matters *of);
/* The step in the module's own words. */
const struct step_kind *in_words(struct arena *a, const struct matters *of, const struct step_kind *k);

/* The i-th step that this kind of matter may have: its own first, then the common ones; NULL: no more. */
const struct step_kind *step_kind_at(const struct matters *of, size_t i);

/* Where the rule of a step comes from; NULL: not said. */
const char *step_source(struct req *r, const struct flow *f, const struct matter *m, const char *verb);
/* A reason with that source behind it. */
const char *with_source(struct req *r, const struct flow *f, const struct matter *m, const char *verb, const char *why);

/* The move that a step makes from this state; NULL: none. */
const struct move *step_to_make(const struct flow *f, int64_t state, const char *verb);

/* Units that the asker's union may give it to: the row's own unit and all below; *few: too many, those right below it. */
struct option *units_to_give(struct req *r, const struct matter *m, int64_t chosen, size_t *n, bool *few);

/* The unit of the form, chosen or written by its name; 0: none, or more than one is called so. */
int64_t unit_given(struct req *r, const struct matter *m);

/* The recent ones of the same kind and unit into which it may be joined. */
enum { LIKE_MOST = 30 };
struct same_line {
	const char *number, *title;
};
const struct matter *matter_main(struct req *r, const struct flow *f, const struct matter *m); /* what it is joined to; NULL: nothing */
void joined_told(struct req *r, const struct flow *f, const struct matter *m, const char *why); /* whoever raised it: that it was */
void joined_answered(struct req *r, const struct flow *f, const struct matter *m); /* whose were joined to it: that there is an answer */
struct same_line *matters_like(struct req *r, const struct flow *f, const struct matter *m, size_t *n);

#endif
