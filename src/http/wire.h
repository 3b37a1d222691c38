/* For tests: a server with a small handler, and a client that sends raw bytes. */
#ifndef LX_HTTP_WIRE_H
#define LX_HTTP_WIRE_H

#include "http/http.h"

/* Options for a test server on a free port: short limits, wire_handle, 64 MB of body at /up, 1 KB elsewhere. */
struct http_options wire_options(void);
/*
 * GET /hello: "你好"; /echo: what was understood of the request, a line each; /big: 200 KB of
 * HTML; /file: a temporary file; /fixed: static bytes; /later: answered by another thread;
 * /slow: the same after 300 ms; /status?N: that status without a body;
 * /fault, /fault-after and /huge: a fault; /missing-file: a file that is not there.
 */
void wire_handle(void *context, struct exchange *x);
void wire_workers_start(int n);
void wire_workers_stop(void);

/* A server with these options, two workers and a folder for its uploads; NULL when it did not start. */
struct wire {
	struct http *server;
	int port;
	struct arena *arena;
	char uploads[64];
};
struct wire *wire_start(void);
/* 0 when it stopped and left no temporary file behind. */
int wire_stop(struct wire *w);

int wire_connect(int port);
void wire_send(int fd, struct str bytes);
/*
 * One answer, NUL-terminated, in a static buffer of the calling thread: head and
 * body, by Content-Length or to the end of the connection. "": there was none.
 */
const char *wire_answer(int fd);
const char *wire_head(int fd); /* the head alone, for answers without a body */
/* Connects, sends, reads one answer, closes. */
const char *wire_ask(int port, struct str bytes);
int wire_status(const char *answer); /* 0 for "" */
const char *wire_body(const char *answer);
/* True when the server ends the connection within `ms`. */
bool wire_closed(int fd, int ms);

#endif
