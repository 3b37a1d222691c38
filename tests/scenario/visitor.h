/*
 * A visitor with cookies of his own, for what a scenario's steps leave out: real
 * sign-ins, several devices, stolen cookies. Forms are posted with the keys of
 * the page that was read last, as a browser does.
 */
#ifndef LX_VISITOR_H
#define LX_VISITOR_H

#include "http/http.h"

struct app;

struct visitor {
	struct app *app;
	struct arena *arena; /* lives as long as the visitor */
	struct pairs cookies;
	const char *peer; /* NULL: 127.0.0.1 */
	const char *agent;
	const char *origin; /* as browsers send it: "http://test" from our pages; NULL: none is sent */
	const char *upload; /* content of one file "file" that goes with the next post; NULL: none */
	/* of the last answer */
	int status;
	const char *page, *location, *set_cookie; /* the Set-Cookie header of "lx", "" none */
	const char *csrf;
};

struct visitor *visitor_new(struct app *app, struct arena *a);
void visit(struct visitor *v, const char *path); /* GET */
void visit_post(struct visitor *v, const char *path, const char *form); /* "a=1&b=2" */
/* Reads the sign-in page and posts it; the status of the answer. */
int visitor_sign_in(struct visitor *v, const char *login, const char *password);
/* Opens a session for this sample person as signing in would, second factor given. */
void visitor_enter(struct visitor *v, const char *mobile);
const char *visitor_cookie(const struct visitor *v, const char *name); /* "" none */
void visitor_set_cookie(struct visitor *v, const char *name, const char *value);
/* For checks of a scenario: what is wrong, with what the visitor sees. */
const char *visitor_wrong(const struct visitor *v, const char *what);
#define WANT(v, ok, what)                                                                          \
	do {                                                                                       \
		if (!(ok))                                                                         \
			return visitor_wrong(v, what);                                             \
	} while (0)
/* The value of the hidden input with this name on the last page, "" none. */
const char *visitor_input(const struct visitor *v, const char *name);

#endif
