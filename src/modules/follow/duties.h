/* The module's duties, and how a report meets them. */
#ifndef LX_FOLLOW_DUTIES_H
#define LX_FOLLOW_DUTIES_H

#include "kernel/duty.h"
#include "modules/follow/follow.h"

extern const struct duty follow_duties[];
/* A report was submitted (done) or returned. */
void follow_report_duty(struct req *r, const struct report *p, bool done);

#endif
