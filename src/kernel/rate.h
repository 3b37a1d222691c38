/*
 * How often something was done within a while, by a network address or by one subject at it (a name,
 * a code): a small table in memory, never written down. One IPv6 customer holds a whole /64.
 */
#ifndef LX_RATE_H
#define LX_RATE_H

#include <pthread.h>

#include "base/clock.h"

enum { RATE_SLOTS = 4096 };

struct rate {
	int most; /* times within window_ms, for rate_left */
	int64_t window_ms;
	pthread_mutex_t lock;
	struct rate_slot {
		uint64_t key;
		instant since, last;
		int n;
	} slots[RATE_SLOTS];
};

#define RATE_OF(times, ms) {.most = (times), .window_ms = (ms), .lock = PTHREAD_MUTEX_INITIALIZER}

/* What was counted since the window began; subject "": the address itself. */
struct rate_count {
	int n;
	instant last; /* the latest of them */
};
struct rate_count rate_of(struct rate *t, const char *peer, const char *subject, instant now);
int rate_hit(struct rate *t, const char *peer, const char *subject, instant now); /* how many with this one */
bool rate_left(struct rate *t, const char *peer, instant now); /* may the address once more? */
void rate_forget(struct rate *t); /* all of it, for tests */

#endif
