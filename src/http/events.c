#include "http/events.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "http/request.h"

/* Somebody who was let in and whom the thread has not seen yet. */
struct newcomer {
	struct newcomer *next;
	int fd;
	struct sockaddr_storage from;
	socklen_t size;
};

struct events {
	struct loop *loop;
	pthread_t thread;
	int wake, sockets; /* an eventfd; the library's epoll */
	atomic_bool woken, stop;
	pthread_mutex_t lock;
	struct newcomer *first, **last;
};

static struct newcomer *all_newcomers(struct events *e)
{
	pthread_mutex_lock(&e->lock);
	struct newcomer *list = e->first;
	e->first = NULL;
	e->last = &e->first;
	pthread_mutex_unlock(&e->lock);
	return list;
}

/* On failure the library has closed it; the connection's end was told then if its beginning was. */
static void take_in(struct events *e)
{
	struct loop *l = e->loop;
	for (struct newcomer *n = all_newcomers(e), *next; n; n = next) {
		next = n->next;
		l->heard = false;
		if (MHD_add_connection(l->daemon, n->fd, (struct sockaddr *)&n->from, n->size) != MHD_YES && !l->heard)
			atomic_fetch_sub(&l->open, 1);
		free(n);
	}
}

/* How long nothing has to be done unless somebody comes: milliseconds, -1 for ever. */
static int patience(struct MHD_Daemon *daemon)
{
	MHD_UNSIGNED_LONG_LONG ms;
	if (MHD_get_timeout(daemon, &ms) != MHD_YES)
		return -1;
	return ms < INT_MAX ? (int)ms : INT_MAX;
}

/* Whoever wakes from here on is seen in the next round. */
static void sleep_over(struct events *e)
{
	uint64_t times;
	while (read(e->wake, &times, sizeof(times)) < 0 && errno == EINTR)
		continue;
	atomic_store(&e->woken, false);
}

static void *run(void *context)
{
	struct events *e = context;
	struct MHD_Daemon *daemon = e->loop->daemon;
	while (!atomic_load(&e->stop)) {
		struct pollfd at[2] = {{e->wake, POLLIN, 0}, {e->sockets, POLLIN, 0}};
		int ms = patience(daemon);
		if (ms)
			poll(at, 2, ms);
		if (at[0].revents || atomic_load(&e->woken)) {
			sleep_over(e);
			take_in(e);
		}
		MHD_run(daemon);
	}
	return NULL;
}

/* Writing to a socket that was closed is an error, not a signal, as in the threads of the library. */
static bool start_thread(struct events *e)
{
	sigset_t pipe, before;
	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &pipe, &before);
	bool fine = pthread_create(&e->thread, NULL, run, e) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return fine;
}

struct events *events_start(struct loop *l)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(l->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	struct events *e = info ? calloc(1, sizeof(*e)) : NULL;
	if (!e)
		return NULL;
	e->loop = l;
	e->sockets = info->epoll_fd;
	e->last = &e->first;
	e->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	pthread_mutex_init(&e->lock, NULL);
	if (e->wake >= 0 && start_thread(e))
		return e;
	if (e->wake >= 0)
		close(e->wake);
	pthread_mutex_destroy(&e->lock);
	free(e);
	return NULL;
}

void events_stop(struct events *e)
{
	if (!e)
		return;
	atomic_store(&e->stop, true);
	events_wake(e);
	pthread_join(e->thread, NULL);
	for (struct newcomer *n = all_newcomers(e), *next; n; n = next) {
		next = n->next;
		close(n->fd);
		free(n);
	}
	close(e->wake);
	pthread_mutex_destroy(&e->lock);
	free(e);
}

bool events_add(struct events *e, int fd, const struct sockaddr_storage *from, socklen_t size)
{
	struct newcomer *n = malloc(sizeof(*n));
	if (!n) {
		close(fd);
		return false;
	}
	*n = (struct newcomer){.fd = fd, .from = *from, .size = size};
	pthread_mutex_lock(&e->lock);
	*e->last = n;
	e->last = &n->next;
	pthread_mutex_unlock(&e->lock);
	events_wake(e);
	return true;
}

void events_wake(struct events *e)
{
	const uint64_t one = 1;
	if (atomic_exchange(&e->woken, true))
		return;
	while (write(e->wake, &one, sizeof(one)) < 0 && errno == EINTR)
		continue;
}
