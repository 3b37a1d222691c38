/* What happened lately in a unit, in words. */
#ifndef LX_OVERVIEW_RECENT_H
#define LX_OVERVIEW_RECENT_H

#include "modules/overview/home_view.h"

/* Newest first; only steps that the asker may know of: drafts are for those who write them. */
struct home_recent *recent_events(struct req *r, const struct desk *d, size_t most, size_t *n);

#endif
