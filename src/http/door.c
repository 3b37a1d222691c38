#include "http/door.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/request.h"

enum { FULL_MS = 20 }; /* then whoever waits outside is looked after again */

struct door {
	pthread_t thread;
	struct http *http;
	int socket;
	int stop; /* eventfd */
	int most; /* connections of an event thread */
};

static struct loop *emptiest(struct http *h)
{
	struct loop *best = &h->loops[0];
	for (int i = 1; i < h->n_loops; i++) {
		if (atomic_load(&h->loops[i].open) < atomic_load(&best->open))
			best = &h->loops[i];
	}
	return best;
}

/* False when nobody more can come in for now: no place, or no descriptor. */
static bool let_in(struct door *d)
{
	for (;;) {
		struct sockaddr_storage from;
		socklen_t size = sizeof(from);
		struct loop *l = emptiest(d->http);
		if (atomic_load(&l->open) >= d->most)
			return false;
		int fd = accept4(d->socket, (struct sockaddr *)&from, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (fd < 0 && (errno == ECONNABORTED || errno == EINTR))
			continue;
		if (fd < 0)
			return errno == EAGAIN || errno == EWOULDBLOCK;
		/* Counted until connection_notify hears of its end. */
		atomic_fetch_add(&l->open, 1);
		if (!events_add(l->events, fd, &from, size))
			atomic_fetch_sub(&l->open, 1);
	}
}

static void *watch(void *context)
{
	struct door *d = context;
	bool full = false;
	for (;;) {
		struct pollfd at[2] = {{d->stop, POLLIN, 0}, {d->socket, (short)(full ? 0 : POLLIN), 0}};
		if (poll(at, 2, full ? FULL_MS : -1) < 0 && errno != EINTR)
			break;
		if (at[0].revents)
			break;
		full = !let_in(d);
	}
	return NULL;
}

struct door *door_start(struct http *h, int socket)
{
	struct door *d = calloc(1, sizeof(*d));
	int stop = d ? eventfd(0, EFD_CLOEXEC) : -1;
	if (stop >= 0) {
		*d = (struct door){.http = h, .socket = socket, .stop = stop,
				   .most = (h->o.connections + h->o.threads - 1) / h->o.threads};
		if (pthread_create(&d->thread, NULL, watch, d) == 0)
			return d;
		close(stop);
	}
	close(socket);
	free(d);
	return NULL;
}

void door_stop(struct door *d)
{
	const uint64_t one = 1;
	while (write(d->stop, &one, sizeof(one)) < 0 && errno == EINTR)
		continue;
	pthread_join(d->thread, NULL);
	close(d->socket);
	close(d->stop);
	free(d);
}
