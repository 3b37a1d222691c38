/* The whole program with its sample data, for tests that walk over all routes; prints TAP. */
#ifndef LX_WHOLE_H
#define LX_WHOLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct app;

struct whole {
	struct app *app;
	struct arena *arena;
	char folder[64];
	int points, bad;
};

/* A fresh installation on the engine under test, the clock at 2024-03-01 09:00; false: nothing to test with. */
bool whole_open(struct whole *w, const char *name);
/* Ends it, prints the plan; the exit code of the program. */
int whole_close(struct whole *w);
/* One point; `why` NULL: passed. */
void whole_point(struct whole *w, const char *why, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* An address from its pattern: {id}, {sub} and {word} filled in. */
const char *whole_path(struct arena *a, const char *pattern, int64_t id, int64_t sub, const char *word);

#endif
