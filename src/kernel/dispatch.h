/*
 * The dispatcher: the one guarded place that every request passes.
 *
 * GET: on the event thread, one read snapshot. POST: a job of the writer, after
 * an optional prepare stage on the slow pool. A job commits only if its answer
 * is below 400, and the answer leaves only after the commit is durable.
 */
#ifndef LX_DISPATCH_H
#define LX_DISPATCH_H

#include "kernel/app.h"
#include "kernel/request.h"

struct later {
	void (*run)(struct db *d, struct arena *a, void *context);
	void *context;
	struct later *next;
};

struct taken_back {
	void (*run)(void *context);
	void *context;
	struct taken_back *next;
};

/* The HTTP adapter's handler; context is the app. Answers with http_send, now or later. */
void dispatch(void *context, struct exchange *x);
size_t dispatch_body_limit(void *context, struct exchange *x); /* keeps the route that it found in x->app */
/* For scenarios: runs the whole request in the caller; the app has no threads. */
void dispatch_now(struct app *app, struct exchange *x);
/* A request of the system itself inside the writer: timers, ticks. */
struct req *system_request(struct app *app, struct db *d, struct arena *a);

#endif
