/*
 * The first steps of a union that begins, on the workbench of its heads and cadres: each says what
 * to do, leads to the page, and counts as done by what exists. The card goes when all are done.
 */
#ifndef LX_OVERVIEW_FIRST_H
#define LX_OVERVIEW_FIRST_H

#include "modules/overview/overview.h"

struct first_step {
	const char *label, *help;
	const char *href, *action; /* NULL: waits for an earlier step */
	const char *many; /* the page where many are made at once, NULL: none */
	bool done;
};

struct first_steps {
	struct first_step *items;
	size_t n, done;
};

struct first_steps first_steps_of(struct req *r, const struct desk *d); /* n is 0 when nothing is left to do */

#endif
