/*
 * The watchdog ends connections that are too slow. The library's own timeout
 * counts inactivity only, so one byte a second would hold a connection for
 * ever; here each stage of a connection has a deadline.
 *
 * A deadline for sending is for the client: while what he sent lies unread in the socket, because the
 * event thread is behind, it is not he who is late.
 *
 * It acts by shutdown() on the socket, which the event thread then sees as the
 * end of the connection. A link is taken off its list, under the list's lock,
 * before its descriptor is closed, so no reused descriptor can be hit.
 */
#ifndef LX_HTTP_WATCHDOG_H
#define LX_HTTP_WATCHDOG_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

/* One connection, from accept to close. */
struct link {
	struct link *next, *before;
	int fd;
	_Atomic int64_t deadline; /* milliseconds of monotonic_now; 0: none */
	atomic_bool reading; /* the deadline is for what the client sends */
	atomic_bool waiting; /* no request of it is known */
	atomic_bool served; /* it has had an answer */
};

/* The connections of one event thread. */
struct links {
	pthread_mutex_t lock;
	struct link first; /* head of a ring */
	int n;
	int64_t cut; /* ended for being late, so far */
};

int64_t monotonic_now(void); /* milliseconds */

void links_init(struct links *l);
void links_destroy(struct links *l);
struct link *links_add(struct links *l, int fd); /* NULL without memory */
void links_remove(struct links *l, struct link *link); /* and frees it */
/* Ends the connections past their deadline. */
void links_end_late(struct links *l, int64_t now);
/* Closes for reading what waits for a request: answers under way are not hurt. */
void links_end_waiting(struct links *l);
/* The same for those that had an answer already: a new one may just be sending its request. */
void links_end_idle(struct links *l);
int64_t links_cut(struct links *l);
void links_end_all(struct links *l);

/* The thread that looks after several lists. */
struct watchdog;
struct watchdog *watchdog_start(struct links *const *lists, int n); /* NULL on failure */
void watchdog_stop(struct watchdog *w);

#endif
