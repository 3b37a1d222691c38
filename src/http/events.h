/*
 * An event thread: it waits for the sockets of one daemon of the library, takes in whom the door lets in, and is woken
 * by whoever finishes an answer elsewhere. The library's own thread would do the same, but it looks for ready sockets
 * in pieces of 128 and waits for more when the last piece was whole (seen in 0.9.75): then all of them stay unanswered
 * until something else happens. Here it is never asked to wait.
 */
#ifndef LX_HTTP_EVENTS_H
#define LX_HTTP_EVENTS_H

#include <stdbool.h>
#include <sys/socket.h>

struct loop;
struct events;

/* The daemon of the loop must be started, without a thread of its own. NULL on failure. */
struct events *events_start(struct loop *l);
/* Ends the thread; what the door gave it last is closed. Nothing is suspended any more. NULL is allowed. */
void events_stop(struct events *e);

/* A connection the door let in. The thread owns it from now on; false: there is no memory, it is closed. */
bool events_add(struct events *e, int fd, const struct sockaddr_storage *from, socklen_t size);
/* From any thread: there is something to do, as after MHD_resume_connection. */
void events_wake(struct events *e);

#endif
