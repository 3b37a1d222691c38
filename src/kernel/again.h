/*
 * What somebody typed is not lost when his session is over, or when the key of his form is: the fields of the POST are
 * handed on, through the sign-in if need be, to a page that shows them and has one button that sends them once more, in his
 * name. Only from our own pages (by their Origin), and only to him whose page it was: each form bears a mark of who it was
 * made for. The one-time number goes along, so what was done after all is not done twice. Never where a password or
 * another secret is among the fields, nor on routes with ROUTE_AGAIN or ROUTE_ANON: a ballot and a number that was looked up
 * stand in no other page. Chosen files have to be chosen again.
 */
#ifndef LX_AGAIN_H
#define LX_AGAIN_H

#include "kernel/request.h"

struct again {
	const char *action, *by, *once; /* by: the mark of whose form it was */
	struct pairs fields, files; /* files: names of inputs */
};

/* Whose form a page is, for its hidden input "_by"; "" for a guest. */
const char *again_mark(struct req *r);
/* What this POST carries by again_inputs; false: nothing. */
bool again_carried(struct req *r, struct again *out);
/* What it carries, or else what was typed into it; false: it is not to be handed on. */
bool again_typed(struct req *r, struct again *out);
/* Too long for the form of the sign-in. */
bool again_too_long(const struct again *a);
bool again_is_by(struct req *r, const struct again *a, int64_t person);
void again_inputs(struct buf *o, const struct again *a);
/* The same of what this POST typed or carries, if anything: for the pages between the sign-in and the button. */
void again_on(struct buf *o, struct req *r);
/* What was typed, readable, with the button; r->who sends it. */
void again_card(struct buf *o, struct req *r, const char *text, const struct again *a);
void page_again(struct req *r, int status, const char *title, const char *text, const struct again *a);

#endif
