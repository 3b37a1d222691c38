#include "base/repeat.h"

#include <time.h>

#include "base/fault.h"

static void *loop(void *context)
{
	struct repeat *r = context;
	pthread_mutex_lock(&r->lock);
	while (!r->stopping) {
		pthread_mutex_unlock(&r->lock);
		bool more = r->work(r->context);
		pthread_mutex_lock(&r->lock);
		struct timespec until;
		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec += r->rest_seconds;
		if (!more && !r->stopping)
			pthread_cond_timedwait(&r->wake, &r->lock, &until);
	}
	pthread_mutex_unlock(&r->lock);
	return NULL;
}

void repeat_start(struct repeat *r, bool (*work)(void *context), void *context, int rest_seconds)
{
	r->work = work;
	r->context = context;
	r->rest_seconds = rest_seconds;
	r->stopping = false;
	if (pthread_create(&r->thread, NULL, loop, r) != 0)
		fault("cannot start a thread");
	r->running = true;
}

void repeat_stop(struct repeat *r)
{
	if (!r->running)
		return;
	pthread_mutex_lock(&r->lock);
	r->stopping = true;
	pthread_cond_signal(&r->wake);
	pthread_mutex_unlock(&r->lock);
	pthread_join(r->thread, NULL);
	r->running = false;
}
