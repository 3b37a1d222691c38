/* What the files of the module share. */
#ifndef LX_PROPOSALS_INSIDE_H
#define LX_PROPOSALS_INSIDE_H

#include "kernel/list.h"
#include "modules/proposals/proposals.h"

struct similar_line;
extern const struct choice proposal_kinds[], proposal_levels[], proposal_outcomes[];
extern const struct list proposal_list, proposal_office_list, session_list, pick_list;
extern const struct matters proposal_matters;

/* Seen by nobody but those who write and sign it; by the office and them; by every worker. */
enum {
	PROPOSAL_DRAFTS = 1u << MATTER_DRAFT | 1u << MATTER_GATHERING,
	PROPOSAL_INNER = 1u << MATTER_RECEIVED | 1u << MATTER_REFUSED | 1u << MATTER_WITHDRAWN | 1u << MATTER_IDEA,
};

/* ---- asked of tables ---- */

int64_t open_session(struct req *r, int64_t unit, int64_t kind); /* 0: none */
const struct congress_session *session_of(struct req *r, int64_t id); /* NULL: none */
const char *session_short(struct req *r, const struct congress_session *s); /* 五届三次 */
int64_t seconders_wanted(struct req *r, int64_t unit);
struct option *proposal_options(struct req *r, const struct field *f, size_t *n); /* of lists: sessions */
int64_t rep_unit(struct req *r); /* where the asker is a representative; 0: nowhere */
bool wrote_it(struct req *r, const struct proposal *p);
bool signs_it(struct req *r, const struct proposal *p); /* wrote it, seconded it or is invited to */
/* Why it cannot be submitted now; NULL: it can. */
const char *proposal_not_ready(struct req *r, const void *row);

/* How one session stands, counted over its proposals. */
struct session_figures {
	int64_t submitted, filed, refused, ideas, merged, open, replied, in_time, overdue;
	int64_t class[5]; /* by outcome */
	int64_t rated, good, fair, bad, closed, kept, carried, excellent;
	int64_t taken; /* to be replied to: filed and carried over, those that were joined to others not counted */
};
struct session_figures figures_of(struct req *r, int64_t session);
const char *rate_text(struct req *r, int64_t part, int64_t whole);
void carry_over(struct req *r, const struct congress_session *s);
void pick_content(struct buf *o, struct req *r, const struct proposal *p);

/* ---- pages ---- */

const char *proposal_call(struct req *r, int64_t unit);
struct similar_line *proposals_like(struct req *r, const struct proposal *p, size_t *n);
void proposal_content(struct buf *o, struct req *r, const struct matter *m);
void show_narrow(struct req *r, const void *row);

void get_proposals(struct req *r);
void get_office(struct req *r);
void get_new(struct req *r);
void post_new(struct req *r);
void get_similar(struct req *r);
void get_edit(struct req *r);
void post_edit(struct req *r);
void get_proposal(struct req *r);
void post_invite(struct req *r);
void get_reps(struct req *r);
void post_step(struct req *r);
void post_forward(struct req *r);
void post_unforward(struct req *r);
bool proposal_is_shown(struct req *r, const struct proposal *p); /* anything of it, in lists */
bool proposal_sees_all(struct req *r, const struct proposal *p); /* false: what is public of it, or refused */
void get_proposal_paper(struct req *r);
void get_proposal_watch(struct req *r);
void get_hub(struct req *r);
void get_narrow(struct req *r);
void post_narrow(struct req *r);
void get_sessions(struct req *r);
void get_session_new(struct req *r);
void post_session_new(struct req *r);
void get_session(struct req *r);
void get_session_edit(struct req *r);
void post_session_edit(struct req *r);
void get_session_paper(struct req *r);
void get_picks(struct req *r);
void get_pick(struct req *r);

#endif
