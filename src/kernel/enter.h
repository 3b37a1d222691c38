/* What stands before every handler: session, second factor, right, form key and the row named in the route. */
#ifndef LX_ENTER_H
#define LX_ENTER_H

#include "kernel/module.h"

/* Who asks, as an earlier stage found it, and when that was (writer_watched). */
struct entered {
	const struct who *who; /* NULL: to be looked up */
	const char *csrf;
	struct later *later;
	int64_t at;
};

/* False: the request is answered, with what is missing. `known`: what was found out before and still holds; NULL: nothing. */
bool request_enter(struct req *r, const struct entered *known);

#endif
