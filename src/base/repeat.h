/*
 * A thread that does the same work again and again: at once while there is more
 * to do, otherwise after a rest, until it is stopped.
 */
#ifndef LX_REPEAT_H
#define LX_REPEAT_H

#include <pthread.h>
#include <stdbool.h>

struct repeat {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool running, stopping;
	bool (*work)(void *context); /* true: there is more to do, call again without a rest */
	void *context;
	int rest_seconds;
};

#define REPEAT_NEW {.lock = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER}

/* Starts the thread; faults when none can be had. */
void repeat_start(struct repeat *r, bool (*work)(void *context), void *context, int rest_seconds);
/* Lets the running round end, then the thread. Does nothing when it was never started. */
void repeat_stop(struct repeat *r);

#endif
