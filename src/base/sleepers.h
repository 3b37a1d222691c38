/*
 * Threads that wait for work under one lock, each on a condition of its own. The one that lay down last is woken first:
 * its memory is still warm. A condition that several threads share is not used for this, because the C library up to 2.40
 * may lose a signal to it (sourceware bug 25847), and then work lies there while everybody sleeps.
 */
#ifndef LX_SLEEPERS_H
#define LX_SLEEPERS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct sleeper;

/* All zero at first. Guarded by the lock that is given to the functions. */
struct sleepers {
	struct sleeper *last;
};

/* With the lock, which is let go meanwhile: until woken, or until then (microseconds of the steady clock; 0: however long). False: the time is over. */
bool sleepers_wait(struct sleepers *s, pthread_mutex_t *lock, int64_t until);
/* With the lock. Nobody sleeps: nothing happens, so whoever lies down looks for work first. */
void sleepers_wake(struct sleepers *s);
void sleepers_wake_all(struct sleepers *s);

#endif
