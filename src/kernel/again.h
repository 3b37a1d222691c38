/*
 * What somebody typed is not lost when his session is over, or when the key of his form is: the fields of the POST are
 * handed on, through the sign-in if need be, to a page with one button that sends them once more. Only from our own pages
 * (by their Origin), and never where a password or another secret is among them. Chosen files have to be chosen again.
 */
#ifndef LX_AGAIN_H
#define LX_AGAIN_H

#include "kernel/request.h"

struct again {
	const char *action;
	struct pairs fields, files; /* files: names of inputs */
};

/* Of this POST; false: it is not to be handed on. */
bool again_of(struct req *r, struct again *out);
/* Of a form that carries it by again_inputs; false: it carries none. */
bool again_carried(struct req *r, struct again *out);
void again_inputs(struct buf *o, const struct again *a);
/* The page with the button. */
void page_again(struct req *r, int status, const char *title, const char *text, const struct again *a);

#endif
