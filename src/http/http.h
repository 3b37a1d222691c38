/*
 * The adapter to the HTTP library. It reads a whole request with strict rules,
 * hands it over as a `struct exchange`, and sends the answer when told so, from
 * whatever thread. It knows no database and no session.
 *
 * Event threads (one a core; the door gives each its connections) call the
 * handler and never wait: the handler either answers at once (http_send) or
 * passes the exchange on to another thread, which calls http_send later.
 */
#ifndef LX_HTTP_H
#define LX_HTTP_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum method { METHOD_GET, METHOD_HEAD, METHOD_POST };

struct pair {
	const char *name;
	const char *value; /* valid UTF-8, no NUL, CRLF folded to LF */
};

struct pairs {
	struct pair *items;
	size_t n;
	size_t room;
};

/* The value of the first pair with that name; NULL when there is none. */
const char *pairs_get(const struct pairs *p, const char *name);
/* The k-th value (from 0) of pairs with that name, for check boxes; NULL past the end. */
const char *pairs_nth(const struct pairs *p, const char *name, size_t k);
void pairs_add(struct arena *a, struct pairs *p, const char *name, const char *value);

/* A file part of a form, streamed to a temporary file that the adapter removes after the answer. */
struct upload {
	const char *name; /* of the form field */
	const char *filename; /* as sent, last path component, at most 200 characters, may be "" */
	const char *path; /* of the temporary file */
	int64_t size;
};

struct exchange {
	/* The request, filled by the adapter. */
	struct arena *arena;
	enum method method;
	const char *path; /* decoded once; "/" first; no "//", "." or ".." segments */
	const char *raw_query; /* as sent, "" if none */
	struct pairs query;
	struct pairs form; /* of a urlencoded or multipart body */
	struct upload *uploads;
	size_t n_uploads;
	struct str body; /* of other content types, within the limit */
	const char *content_type; /* of the body, "" if none */
	struct pairs cookies;
	struct pairs headers; /* names in lower case */
	const char *peer; /* address of the client; behind a trusted proxy the one it names */
	bool secure; /* came by TLS (from a trusted proxy's X-Forwarded-Proto) */
	int thread; /* number of the event thread, 0 … */

	/* The answer, filled by the handler. */
	int status; /* 200 unless set */
	const char *type; /* "text/html; charset=utf-8" unless set */
	struct buf out; /* body */
	struct pairs answer_headers;
	const char *file; /* send this file as the body instead; removed afterwards if temporary */
	bool file_temporary;
	/* Or a static body that lives for ever (assets); n > 0 means set. */
	struct str fixed;

	const void *app; /* for the handler's own use during this exchange */
	void *adapter; /* the adapter's */
};

struct http_options {
	const char *address; /* "127.0.0.1", "::", "[::1]" */
	int port; /* 0: any free port, see http_port */
	int threads; /* 0: one a core */
	int connections; /* most at once; 0: 12000 */
	size_t arena_limit; /* per request; 0: 16 MiB. The text of a form or body has an eighth of it */
	int header_seconds; /* a request's head must be complete by then; 0: 10 */
	int body_seconds; /* its body must begin by then, and come at 1 kB/s; each further 16 KB have three times as
			   * long, as an answer has, plus what its size needs at 20 kB/s; 0: 10 */
	int idle_seconds; /* keep-alive; 0: 75 */
	const char *trusted_proxy; /* address whose X-Forwarded-* counts; NULL: none */
	const char *upload_dir; /* for temporary files; NULL: the system's folder for them */
	size_t field_limit; /* bytes of one text field of a form; 0: 2 MiB */
	size_t body_memory; /* of all bodies that one event thread is reading; 0: 192 MiB. Past it: 503 */
	size_t fields; /* fields and files of one form; 0: 2000 */
	int compress; /* gzip HTML as it goes out: 1 yes, -1 no; 0: unless there is a trusted proxy */
	/*
	 * Called on an event thread with the whole request. Must not block. A fault is
	 * answered with 500, but none may come after x was passed to another thread.
	 */
	void (*handle)(void *context, struct exchange *x);
	/* Most bytes of body for this request, of which the head is there; 0 refuses it with 413/405. */
	size_t (*body_limit)(void *context, struct exchange *x);
	void *context;
};

struct http;

/*
 * Starts listening. The strings of the options must live until the stop. On
 * failure NULL and a reason for the user in *why (static or in the arena).
 */
struct http *http_start(const struct http_options *options, struct arena *a, const char **why);
int http_port(const struct http *h);
/* Sends x's answer; x must not be touched afterwards. From any thread, exactly once. */
void http_send(struct exchange *x);
/*
 * Between these two calls the answers of this thread wait; at the second they leave together, and their event threads make
 * them ready. For who answers many at a time: an event thread looks through all whose answer is not there yet each time
 * that it is woken for one.
 */
void http_hold(void);
void http_let_go(void);
struct http_state {
	int connections; /* open now */
	int64_t refused; /* requests that never reached the handler: unclear, too large, too late */
	int64_t cut; /* connections ended because they were too slow */
	bool stopping;
};
struct http_state http_state(struct http *h); /* from any thread */
/*
 * How long the request waited in the socket before its thread came to it, in
 * milliseconds: the sign of a server with too much to do. For requests without a body.
 */
int http_waited(const struct exchange *x);
/*
 * Finishes the requests that it has begun, at most `seconds`; ends idle connections; what
 * comes meanwhile gets 503 and the end of its connection. Then refuses new connections, stops
 * and frees. A request that another thread still holds a second later is logged,
 * and the server's memory then stays, for that thread's http_send.
 */
void http_stop(struct http *h, int seconds);

/*
 * Helpers for answers. What every answer carries is set here and nowhere else:
 * the content security policy, nosniff, the referrer, opener and permissions
 * policies, "Cache-Control: no-store" unless the handler set its own, and
 * Strict-Transport-Security when the request came by TLS. A header with a line
 * break in it is a fault. Values are copied.
 */
void answer_header(struct exchange *x, const char *name, const char *value);
/* Set-Cookie with HttpOnly, SameSite=Lax, Path=/, Secure when x->secure; max_age < 0 deletes, 0 is a session cookie. */
void answer_cookie(struct exchange *x, const char *name, const char *value, int64_t max_age);

#endif
