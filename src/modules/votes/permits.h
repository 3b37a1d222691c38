/*
 * Permission to vote on the phone (手机投票批准): a union asks the union above with its request as a
 * file; that one answers with a number, a time and its document. Only then the policy `vote.online` is set.
 * Whoever stands above the topmost union is not in this system: his written reply is entered, with who gave it,
 * its number, its day and the paper.
 */
#ifndef LX_VOTES_PERMITS_H
#define LX_VOTES_PERMITS_H

#include "kernel/files.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/votes/votes.h"

struct permit_page {
	const struct vote_permit *p;
	const char *here, *unit, *superior, *period;
	bool editable, deciding, may_end, outside; /* outside: the superior is not in this system */
	const char *doc_no, *granted_by, *granted_on, *since, *until; /* typed */
};

void get_permits(struct req *r);
void get_permit_new(struct req *r);
void post_permit_new(struct req *r);
void get_permit(struct req *r);
void post_permit_files(struct req *r);
void post_permit_grant(struct req *r);

#endif
