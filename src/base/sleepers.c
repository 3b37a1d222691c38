#include "base/sleepers.h"

#include <errno.h>
#include <stddef.h>
#include <time.h>

/* On the stack of the thread that sleeps. */
struct sleeper {
	struct sleeper *before;
	pthread_cond_t wake;
	bool woken;
};

static void condition_of_the_steady_clock(pthread_cond_t *c)
{
	pthread_condattr_t steady;
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(c, &steady);
	pthread_condattr_destroy(&steady);
}

static void get_up(struct sleepers *s, const struct sleeper *me)
{
	struct sleeper **at = &s->last;
	while (*at && *at != me)
		at = &(*at)->before;
	if (*at)
		*at = me->before;
}

bool sleepers_wait(struct sleepers *s, pthread_mutex_t *lock, int64_t until)
{
	struct sleeper me = {.before = s->last};
	struct timespec at = {until / 1000000, until % 1000000 * 1000};
	bool in_time = true;
	condition_of_the_steady_clock(&me.wake);
	s->last = &me;
	while (!me.woken && in_time)
		if (until)
			in_time = pthread_cond_timedwait(&me.wake, lock, &at) != ETIMEDOUT;
		else
			pthread_cond_wait(&me.wake, lock);
	if (!me.woken)
		get_up(s, &me);
	pthread_cond_destroy(&me.wake);
	return me.woken || in_time;
}

void sleepers_wake(struct sleepers *s)
{
	struct sleeper *one = s->last;
	if (!one)
		return;
	s->last = one->before;
	one->woken = true;
	pthread_cond_signal(&one->wake);
}

void sleepers_wake_all(struct sleepers *s)
{
	while (s->last)
		sleepers_wake(s);
}
