#include "http/watchdog.h"

#include <stdbool.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>

enum { ROUND_MS = 250 };

struct watchdog {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool stop;
	struct links *const *lists;
	int n;
};

int64_t monotonic_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void links_init(struct links *l)
{
	pthread_mutex_init(&l->lock, NULL);
	l->first.next = l->first.before = &l->first;
	l->n = 0;
}

void links_destroy(struct links *l)
{
	while (l->first.next != &l->first)
		links_remove(l, l->first.next);
	pthread_mutex_destroy(&l->lock);
}

struct link *links_add(struct links *l, int fd)
{
	struct link *link = calloc(1, sizeof(*link));
	if (!link)
		return NULL;
	link->fd = fd;
	atomic_init(&link->reading, true);
	atomic_init(&link->waiting, true);
	pthread_mutex_lock(&l->lock);
	link->next = l->first.next;
	link->before = &l->first;
	link->next->before = link;
	l->first.next = link;
	l->n++;
	pthread_mutex_unlock(&l->lock);
	return link;
}

void links_remove(struct links *l, struct link *link)
{
	pthread_mutex_lock(&l->lock);
	link->next->before = link->before;
	link->before->next = link->next;
	l->n--;
	pthread_mutex_unlock(&l->lock);
	free(link);
}

/* The event thread has not read yet what came in time. Who drips gets no time by it: his bytes are read at once. */
static bool is_our_turn(const struct link *k)
{
	int unread = 0;
	return atomic_load_explicit(&k->reading, memory_order_relaxed) && ioctl(k->fd, FIONREAD, &unread) == 0 && unread > 0;
}

void links_end_late(struct links *l, int64_t now)
{
	pthread_mutex_lock(&l->lock);
	for (struct link *k = l->first.next; k != &l->first; k = k->next) {
		int64_t deadline = atomic_load_explicit(&k->deadline, memory_order_relaxed);
		if (!deadline || deadline > now || is_our_turn(k))
			continue;
		shutdown(k->fd, SHUT_RDWR);
		l->cut++;
		atomic_store_explicit(&k->deadline, 0, memory_order_relaxed);
	}
	pthread_mutex_unlock(&l->lock);
}

void links_end_waiting(struct links *l)
{
	pthread_mutex_lock(&l->lock);
	for (struct link *k = l->first.next; k != &l->first; k = k->next) {
		if (atomic_load(&k->waiting))
			shutdown(k->fd, SHUT_RD);
	}
	pthread_mutex_unlock(&l->lock);
}

void links_end_idle(struct links *l)
{
	pthread_mutex_lock(&l->lock);
	for (struct link *k = l->first.next; k != &l->first; k = k->next) {
		if (atomic_load(&k->waiting) && atomic_load(&k->served))
			shutdown(k->fd, SHUT_RD);
	}
	pthread_mutex_unlock(&l->lock);
}

int64_t links_cut(struct links *l)
{
	pthread_mutex_lock(&l->lock);
	int64_t n = l->cut;
	pthread_mutex_unlock(&l->lock);
	return n;
}

void links_end_all(struct links *l)
{
	pthread_mutex_lock(&l->lock);
	for (struct link *k = l->first.next; k != &l->first; k = k->next)
		shutdown(k->fd, SHUT_RDWR);
	pthread_mutex_unlock(&l->lock);
}

static void next_round(struct timespec *t)
{
	clock_gettime(CLOCK_MONOTONIC, t);
	t->tv_nsec += ROUND_MS * 1000000L;
	if (t->tv_nsec >= 1000000000L) {
		t->tv_nsec -= 1000000000L;
		t->tv_sec++;
	}
}

static void *watch(void *context)
{
	struct watchdog *w = context;
	pthread_mutex_lock(&w->lock);
	while (!w->stop) {
		struct timespec until;
		next_round(&until);
		pthread_cond_timedwait(&w->wake, &w->lock, &until);
		if (w->stop)
			break;
		pthread_mutex_unlock(&w->lock);
		for (int i = 0; i < w->n; i++)
			links_end_late(w->lists[i], monotonic_now());
		pthread_mutex_lock(&w->lock);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

struct watchdog *watchdog_start(struct links *const *lists, int n)
{
	struct watchdog *w = calloc(1, sizeof(*w));
	pthread_condattr_t clock;
	if (!w)
		return NULL;
	w->lists = lists;
	w->n = n;
	pthread_mutex_init(&w->lock, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&w->wake, &clock);
	pthread_condattr_destroy(&clock);
	if (pthread_create(&w->thread, NULL, watch, w) == 0)
		return w;
	pthread_cond_destroy(&w->wake);
	pthread_mutex_destroy(&w->lock);
	free(w);
	return NULL;
}

void watchdog_stop(struct watchdog *w)
{
	pthread_mutex_lock(&w->lock);
	w->stop = true;
	pthread_cond_signal(&w->wake);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	pthread_cond_destroy(&w->wake);
	pthread_mutex_destroy(&w->lock);
	free(w);
}
