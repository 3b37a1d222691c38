/*
 * What a page costs: every list in every order with every kind of condition, searches,
 * trees, dashboards and pages of a row, as the federation and as a union see them, on the
 * sample city. For the benchmark that compares two sizes and the test that does so by counting.
 */
#ifndef LX_COST_H
#define LX_COST_H

#include <stdint.h>

#include "kernel/app.h"

struct cost {
	int status;
	int64_t micros; /* of processor time, of this process and of PostgreSQL's that serve it */
	int64_t pages; /* of the database touched by readers: the same at every run */
	int64_t steps; /* of SQLite's virtual machine; 0 with PostgreSQL */
	int64_t rows; /* of tables and lists that the page shows */
};

struct cost_page {
	const char *who; /* mobile of a sample person */
	const char *address;
	const char *key; /* the address, or the route of a row's page: the same on every city */
};

/* All of them, in the arena. */
struct cost_page *cost_pages(struct app *app, struct arena *a, size_t *n);
/* The least of so many runs after one that is not counted; not 200: the first decides. */
struct cost cost_of(struct app *app, const struct cost_page *p, int runs);
/* Prints each statement of later requests with its steps (SQLite). */
void cost_say_statements(struct app *app);

#endif
