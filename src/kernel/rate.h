/*
 * How often one network address has done something within a while: a small
 * table in memory, never written down. One IPv6 customer holds a whole /64.
 */
#ifndef LX_RATE_H
#define LX_RATE_H

#include <pthread.h>

#include "base/clock.h"

enum { RATE_SLOTS = 4096 };

struct rate {
	int most; /* times within window_ms */
	int64_t window_ms;
	pthread_mutex_t lock;
	struct rate_slot {
		uint64_t peer;
		instant since;
		int n;
	} slots[RATE_SLOTS];
};

#define RATE_OF(times, ms) {.most = (times), .window_ms = (ms), .lock = PTHREAD_MUTEX_INITIALIZER}

bool rate_left(struct rate *t, const char *peer, instant now); /* may it once more? */
void rate_hit(struct rate *t, const char *peer, instant now);
void rate_forget(struct rate *t); /* all of it, for tests */

#endif
