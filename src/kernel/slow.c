#include "kernel/slow.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/sleepers.h"
#include "kernel/gauge.h"

struct task {
	uint64_t who;
	void (*work)(void *context, int worker);
	void *context;
};

struct slow {
	pthread_mutex_t lock;
	struct sleepers idle;
	struct task *ring;
	int room, first, n, threads, started;
	int working;
	int64_t usual_us; /* that one takes, of late */
	int64_t *began; /* of each worker: when its task did, or was asked last */
	bool stopping, yields;
	pthread_t *ids;
};

/* Pages that are quick by nature go first when the processors are short. */
static void step_back(void)
{
	enum { NICE = 5 };
	setpriority(PRIO_PROCESS, (id_t)gettid(), NICE);
}

/* With the lock held: what this worker did until now was one task. */
static void count_task(struct slow *s, int worker)
{
	int64_t now = gauge_now();
	s->usual_us += (now - s->began[worker] - s->usual_us) / 8;
	s->began[worker] = now;
}

static void *loop(void *context)
{
	struct slow *s = context;
	if (s->yields)
		step_back();
	pthread_mutex_lock(&s->lock);
	int worker = s->started++;
	for (;;) {
		while (!s->n && !s->stopping)
			sleepers_wait(&s->idle, &s->lock, 0);
		if (!s->n)
			break;
		struct task t = s->ring[s->first];
		s->first = (s->first + 1) % s->room;
		s->n--;
		s->working++;
		s->began[worker] = gauge_now();
		pthread_mutex_unlock(&s->lock);
		t.work(t.context, worker);
		pthread_mutex_lock(&s->lock);
		s->working--;
		count_task(s, worker);
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

struct slow *slow_new(int threads, int queue, bool yields)
{
	struct slow *s = calloc(1, sizeof(*s));
	if (!s || !(s->ring = calloc((size_t)queue, sizeof(*s->ring))) || !(s->began = calloc((size_t)threads, sizeof(*s->began))) ||
	    !(s->ids = calloc((size_t)threads, sizeof(*s->ids))))
		fault("out of memory for the slow pool");
	s->room = queue;
	s->yields = yields;
	s->threads = threads;
	pthread_mutex_init(&s->lock, NULL);
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

/* With the lock held. */
static int64_t wait_us(const struct slow *s)
{
	return s->usual_us * s->n / s->threads;
}

bool slow_add(struct slow *s, uint64_t who, void (*work)(void *context, int worker), void *context)
{
	pthread_mutex_lock(&s->lock);
	bool room = s->n < s->room && !s->stopping && !has_enough(s, who) &&
		    wait_us(s) <= SLOW_WAIT_SECONDS * 1000000LL;
	if (room) {
		s->ring[(s->first + s->n++) % s->room] = (struct task){who, work, context};
		sleepers_wake(&s->idle);
	}
	pthread_mutex_unlock(&s->lock);
	return room;
}

bool slow_go_on(struct slow *s, int worker)
{
	pthread_mutex_lock(&s->lock);
	count_task(s, worker);
	bool alone = !s->n && !s->stopping;
	pthread_mutex_unlock(&s->lock);
	return alone;
}

struct slow_state slow_state(struct slow *s)
{
	pthread_mutex_lock(&s->lock);
	struct slow_state state = {s->n, s->working, (int)(wait_us(s) / 1000000)};
	pthread_mutex_unlock(&s->lock);
	return state;
}

void slow_stop(struct slow *s)
{
	if (!s)
		return;
	pthread_mutex_lock(&s->lock);
	s->stopping = true;
	sleepers_wake_all(&s->idle);
	pthread_mutex_unlock(&s->lock);
	for (int i = 0; i < s->threads; i++)
		pthread_join(s->ids[i], NULL);
	pthread_mutex_destroy(&s->lock);
	free(s->ring);
	free(s->ids);
	free(s->began);
	free(s);
}
