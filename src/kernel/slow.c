#include "kernel/slow.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/fault.h"

struct task {
	uint64_t who;
	void (*work)(void *context, int worker);
	void *context;
};

struct slow {
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct task *ring;
	int room, first, n, threads, started;
	bool stopping;
	pthread_t *ids;
};

static void *loop(void *context)
{
	struct slow *s = context;
	pthread_mutex_lock(&s->lock);
	int worker = s->started++;
	for (;;) {
		while (!s->n && !s->stopping)
			pthread_cond_wait(&s->more, &s->lock);
		if (!s->n)
			break;
		struct task t = s->ring[s->first];
		s->first = (s->first + 1) % s->room;
		s->n--;
		pthread_mutex_unlock(&s->lock);
		t.work(t.context, worker);
		pthread_mutex_lock(&s->lock);
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

struct slow *slow_new(int threads, int queue)
{
	struct slow *s = calloc(1, sizeof(*s));
	if (!s || !(s->ring = calloc((size_t)queue, sizeof(*s->ring))) ||
	    !(s->ids = calloc((size_t)threads, sizeof(*s->ids))))
		fault("out of memory for the slow pool");
	s->room = queue;
	s->threads = threads;
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->more, NULL);
	for (int i = 0; i < threads; i++)
		if (pthread_create(&s->ids[i], NULL, loop, s) != 0)
			fault("cannot start a thread of the slow pool");
	return s;
}

static bool has_enough(const struct slow *s, uint64_t who)
{
	int n = 0;
	for (int i = 0; who && i < s->n; i++)
		n += s->ring[(s->first + i) % s->room].who == who;
	return n >= SLOW_EACH;
}

bool slow_add(struct slow *s, uint64_t who, void (*work)(void *context, int worker), void *context)
{
	pthread_mutex_lock(&s->lock);
	bool room = s->n < s->room && !s->stopping && !has_enough(s, who);
	if (room) {
		s->ring[(s->first + s->n++) % s->room] = (struct task){who, work, context};
		pthread_cond_signal(&s->more);
	}
	pthread_mutex_unlock(&s->lock);
	return room;
}

void slow_stop(struct slow *s)
{
	if (!s)
		return;
	pthread_mutex_lock(&s->lock);
	s->stopping = true;
	pthread_cond_broadcast(&s->more);
	pthread_mutex_unlock(&s->lock);
	for (int i = 0; i < s->threads; i++)
		pthread_join(s->ids[i], NULL);
	pthread_mutex_destroy(&s->lock);
	pthread_cond_destroy(&s->more);
	free(s->ring);
	free(s->ids);
	free(s);
}
