/* Inside the adapter: one request, one event loop, the whole server. */
#ifndef LX_HTTP_REQUEST_H
#define LX_HTTP_REQUEST_H

#include <microhttpd.h>

#include "http/events.h"
#include "http/forms.h"
#include "http/guard.h"
#include "http/http.h"
#include "http/watchdog.h"

/* Who has the exchange. The event thread and the sender settle it with one atomic step each. */
enum holder {
	HELD_BY_EVENT_THREAD, /* being read, or inside the handler */
	HELD_BY_OTHERS, /* the connection is suspended until http_send */
	HELD_BY_NOBODY, /* the answer is ready */
};

enum reading { READING_HEAD, READING_BODY, READING_DONE };

struct request {
	struct exchange x;
	struct MHD_Connection *connection;
	struct loop *loop;
	struct link *link;
	const char *wire_target; /* where the library keeps the target; only compared */
	struct str target; /* a copy of it */
	enum reading reading;
	struct form_reader *body;
	size_t body_limit;
	bool chunked;
	int64_t body_began; /* or the stretch of it that is coming; milliseconds */
	int64_t body_mark; /* bytes that had come then */
	size_t body_memory; /* counted in the loop's */
	bool close; /* the connection ends with the answer */
	bool queued; /* the library has the answer */
	bool begun; /* counted in the server's */
	_Atomic int holder;
	struct MHD_Response *response;
	int64_t answer_size;
};

enum { SPARE_ARENAS = 64 };

/* One event thread. Only that thread touches the arenas. */
struct loop {
	struct http *http;
	int index;
	atomic_int open; /* connections that the door gave it and that are not closed yet */
	bool heard; /* of an end, by its own thread */
	struct MHD_Daemon *daemon;
	struct events *events; /* its thread */
	struct links links;
	struct arena *spare[SPARE_ARENAS];
	int n_spare;
	size_t body_memory; /* that bodies being read take at the moment */
};

struct http {
	struct http_options o; /* with the defaults filled in */
	int port;
	bool compress;
	atomic_bool stopping;
	atomic_int sending; /* threads inside http_send */
	atomic_int begun; /* requests whose head was taken and that are not yet answered to the end */
	atomic_llong refused;
	struct loop *loops;
	int n_loops;
	struct links **lists;
	struct watchdog *watchdog;
	struct door *door; /* NULL once nobody is let in any more */
};

/* The library's callbacks; `loop` is their context. */
void *request_begin(void *loop, const char *target, struct MHD_Connection *connection);
enum MHD_Result request_access(void *loop, struct MHD_Connection *connection, const char *url,
			       const char *method, const char *version, const char *data,
			       size_t *size, void **request);
void request_completed(void *loop, struct MHD_Connection *connection, void **request,
		       enum MHD_RequestTerminationCode why);
void connection_notify(void *loop, struct MHD_Connection *connection, void **link,
		       enum MHD_ConnectionNotificationCode what);
size_t keep_escaped(void *loop, struct MHD_Connection *connection, char *text);

/* Copies the head out of the library. False when bytes between its lines are not what they should be. */
bool head_read(struct request *r, const char *method, const char *version, struct pairs lines, struct head *head);
/* Fills the exchange's fields from a head that has passed the guard. */
struct verdict head_fill(struct request *r, const struct head *head);

#endif
