/* Between the files of the module: loading, gates, pages. */
#ifndef LX_VOTES_INSIDE_H
#define LX_VOTES_INSIDE_H

#include "engines/vote/urn.h"
#include "kernel/page.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/votes/votes.h"
#include "votes.sql.h"

enum { ROLL_MOST = 20000, OPTIONS_MOST = 100 };

/* What the roll and the desk say so far. */
struct vote_numbers {
	int64_t entitled, present, online, paper, urn;
};
struct vote_numbers vote_numbers(struct db *d, int64_t vote);

/* The rules of this vote, with the sources that hold for its unit and day. */
struct vote_rules vote_rules_of(struct req *r, const struct vote *v);
/* What of it a voter's paper has to know: all but the quorum, for which a policy is looked up. */
struct vote_rules vote_paper_rules(const struct vote *v);
/* Candidates in their order; of a question its one line. */
const char **vote_names(struct db *d, struct arena *a, const struct vote *v, size_t *n);

bool teller_keys(struct db *d, struct arena *a, int64_t vote, struct teller_key out[2]);
bool is_teller(const struct vote *v, int64_t person);
/* Online voting needs a loaded policy with its approval document. NULL: allowed. */
const char *online_not_yet(struct req *r, const struct vote *v);

/* gates of the moves, and what they do further */
const char *can_freeze(struct req *r, const void *row);
bool do_freeze(struct req *r, void *row, const void *before);
bool do_thaw(struct req *r, void *row, const void *before);
const char *can_open(struct req *r, const void *row);
bool do_open(struct req *r, void *row, const void *before);
const char *can_count(struct req *r, const void *row);
bool do_count(struct req *r, void *row, const void *before);
bool do_recount(struct req *r, void *row, const void *before);
bool do_end(struct req *r, void *row, const void *before);
const char *by_second_person(struct req *r, const void *row);
const char *vote_is_open_to_desk(struct req *r, const void *row);
bool take_amended(struct req *r, void *row, const void *before);

/* Counts as it stands now. NULL, or which figure cannot be. */
const char *count_now(struct req *r, const struct vote *v, struct vote_result *out, struct vote_numbers *n);
/* Removes sealed ballots and keys for good. */
void destroy_urn(struct req *r, int64_t vote);

/* ballot "++-/name" in words, for checking and for lists of stacks */
const char *ballot_words(struct arena *a, const struct vote *v, const char *const *names, size_t n, const char *ballot);
/* Reads the marks of a form: inputs o1 … and w1 …; strict: no more persons than seats. NULL: see r->problems. */
const char *ballot_from_form(struct req *r, const struct vote *v, size_t n, bool strict);

/* One line of text: tabs and line feeds become blanks. */
const char *flat(struct arena *a, const char *s);
/* "no TAB name TAB unit", as the roll's digest and the bundle have it. */
const char *roll_line(struct arena *a, const struct vote_roll_rows *t);
/* The bundle and its fingerprint (bundle.c). */
const char *bundle_text(struct req *r, const struct vote *v, const char **fingerprint);

/* again.c: this voter's ballot with this code was taken; was it, a few minutes ago, by this process? */
void cast_taken(struct req *r, const struct vote *v, const char *receipt);
bool cast_was_taken(struct req *r, const struct vote *v, const char *receipt);
/* Regular work: what is older is wiped, also when nobody votes any more. */
void casts_forget(struct req *r);

/* pages */
void get_votes(struct req *r);
void get_vote_new(struct req *r);
void post_vote_new(struct req *r);
void get_vote(struct req *r);
void get_vote_edit(struct req *r);
void post_vote_edit(struct req *r);
void post_vote_options(struct req *r);
void get_roll(struct req *r);
void post_roll(struct req *r);
void post_roll_mark(struct req *r);
void get_teller_key(struct req *r);
void prepare_teller_key(struct req *r);
void post_teller_key(struct req *r);
void get_unseal(struct req *r);
void prepare_unseal(struct req *r);
void post_unseal(struct req *r);
void post_stack(struct req *r);
void post_stack_amend(struct req *r);
void post_runoff(struct req *r);
void get_screen_vote(struct req *r);
void get_bundle(struct req *r);
void get_receipts(struct req *r);
void get_print_vote(struct req *r);
void get_ballot(struct req *r);
void post_ballot_check(struct req *r);
void prepare_cast(struct req *r);
void post_cast(struct req *r);

#endif
