/*
 * What the process has done since its start, in numbers, for /metrics. Counting
 * is a few relaxed atomic additions; nothing here knows a person or an address.
 */
#ifndef LX_GAUGE_H
#define LX_GAUGE_H

#include <stdint.h>

#include "base/str.h"

/* Routes by what they cost. */
enum gauge_class {
	GAUGE_MACHINE, /* health, readiness, metrics */
	GAUGE_ASSET,
	GAUGE_PAGE,
	GAUGE_DEAR, /* on the slow pool */
	GAUGE_WRITE,
	GAUGE_UNKNOWN, /* no such address */
	GAUGE_CLASSES
};

int64_t gauge_now(void); /* microseconds of a clock that never jumps */
void gauge_request(enum gauge_class class, int status, int64_t us);
int64_t gauge_pages(void); /* answered so far that read the database */
void gauge_shed(enum gauge_class class); /* answered 503 because there is too much to do */
void gauge_commit(int jobs, int64_t us); /* one group of writes, from its begin to its end */

/* Everything counted so far, in the text format of Prometheus. */
void gauge_print(struct buf *out);
/* One more line: name, help and value of a figure that is read when asked. */
void gauge_line(struct buf *out, const char *name, const char *help, int64_t value);

#endif
