/*
 * Routes: a static table per module. The dispatcher checks session, right and
 * scope from the row before the handler runs.
 */
#ifndef LX_ROUTE_H
#define LX_ROUTE_H

#include "kernel/request.h"

enum {
	ROUTE_PUBLIC = 1, /* without signing in */
	ROUTE_OPEN = 2, /* signed in; no further right */
	ROUTE_QUIET = 4, /* no CSRF and one-time key (machine interface with its own check) */
	ROUTE_SLOW = 8, /* a GET that is dear: on the slow pool, refused under load */
	ROUTE_AGAIN = 32, /* a POST that may be repeated with the same one-time key: downloads */
	/*
	 * Nobody is known here: no cookie is read or set, the moment is the day, ids are drawn by
	 * chance, no one-time key is kept; files lose their names and times. A form is still refused from elsewhere.
	 */
	ROUTE_ANON = 64,
	ROUTE_DEAR = 128, /* a GET that is refused when answers are late, so that cheap pages are not */
	ROUTE_LIGHT = 256, /* its .prepare costs no more than a page does: it is not queued with the dear ones */
	ROUTE_HALF = 16 /* allowed before the password is changed or the second factor given */
};

struct routed; /* kernel/registry.h */

struct route {
	enum method method;
	const char *path; /* "/plans/{id}/tasks/{sub}", {word} for a word */
	const char *right; /* NULL only with ROUTE_PUBLIC or ROUTE_OPEN */
	void (*run)(struct req *r);
	const char *help; /* what it does, for the generated list */
	unsigned flags;
	const struct record *of; /* load r->id from here; 404 without, 403 when the right does not reach it */
	size_t body; /* most bytes of a POST; 0: 256 KiB */
	/* Slow work before the transaction: password hashing, reading documents. May answer. */
	void (*prepare)(struct req *r);
};

/* The first segment of a path: "/plans" of "/plans/12/tasks". */
struct str path_head(const char *path);
/* The route for a method and a path, without looking at its parameters; NULL: none. *other: the path exists for another method. */
const struct routed *route_at(const struct app *app, enum method method, const char *path, bool *other);
void route_take(struct req *r, const struct routed *at, const char *path); /* fills r->id, r->sub, r->word */
/* Both: the route for this request, with r->id, r->sub, r->word filled; NULL: none. */
const struct routed *route_find(struct app *app, enum method method, const char *path, struct req *r, bool *other);

#endif
