/* What the phone pages of membership show. Inside the module. */
#ifndef LX_MEMBERS_MY_VIEW_H
#define LX_MEMBERS_MY_VIEW_H

#include "kernel/form.h"
#include "kernel/page.h"
#include "modules/members/moves.h"

struct card_check {
	bool ours, holds;
	const char *name, *house, *number, *since, *until;
};

/* A card by the public key alone: no database, no key file. */
struct card_check card_read(struct arena *a, const char *public_key, const char *token, day today);

struct my_page {
	const struct member *m; /* NULL: not a member, never applied */
	const char *house, *url, *path, *until, *status; /* path: of the same check, on this site */
	bool card, may_join, waiting;
};

struct my_join {
	const char *house, *idno, *mask, *keep;
	const struct form *who, *form;
};

/* What is kept of a person, what for and how long (PIPL 17). */
struct purpose {
	const char *values, *purpose, *basis, *keep;
};

struct seen_line {
	const char *when, *who, *what;
};

struct my_data {
	const struct member *m;
	const char *consent;
	struct purpose *rows;
	size_t n;
	struct seen_line *seen, *asked; /* asked: for corrections */
	size_t n_seen, n_asked;
};

/* What a card says, its parts between bars: never more of them than six, whatever stands in a name. */
const char *card_text(struct arena *a, const struct member *m, const char *house, day today);
const char *card_url(struct req *r, const struct member *m, const char *house);
void card_qr(struct buf *o, const char *url);

#endif
