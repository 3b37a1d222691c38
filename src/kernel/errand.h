/*
 * A write of the background: a job of the writer that somebody outside of it waits for.
 *
 * It must not keep others waiting. Whoever writes row by row asks errand_enough after each row and
 * stops when it says so: others wait for the writer, or what was written would take long to commit.
 */
#ifndef LX_ERRAND_H
#define LX_ERRAND_H

#include <pthread.h>

#include "kernel/request.h"
#include "kernel/writer.h"

enum {
	ERRAND_LEAST_US = 4000, /* that it may write though others wait, or it would never end */
	ERRAND_COMMIT_US = 40000, /* that its commit may take; how many rows that is, is learned from the commits before */
	ERRAND_MOST_US = 1000000 /* that it may write when nobody waits */
};

/* How much a transaction may write, as learned from those before. */
struct pace {
	int most; /* rows; 0: nothing is known yet */
	int quiet; /* transactions in a row that nobody waited for */
};

struct errand {
	struct job job;
	struct app *app;
	struct db *inside; /* already in the writer (tests): run there at once; NULL: through it */
	struct arena *arena; /* of the write; reset by the next start */
	int64_t person; /* on whose behalf */
	bool (*write)(struct req *r, void *context); /* false: refused, undone */
	void *context;
	bool good, running, over;
	int64_t began, written; /* gauge_now: of the write, of its end */
	int rows, runs; /* of this transaction; how often it was begun */
	struct pace pace; /* may be handed on to another errand of the same work */
	pthread_mutex_t lock;
	pthread_cond_t ended;
};

void errand_open(struct errand *e, struct app *app, struct db *inside, int64_t person);
void errand_start(struct errand *e, bool (*write)(struct req *r, void *context), void *context);
bool errand_wait(struct errand *e); /* true: written; also when nothing was started */
bool errand_run(struct errand *e, bool (*write)(struct req *r, void *context), void *context);
/* One more row is written: whether it should be the last of this transaction. */
bool errand_enough(struct errand *e);
/*
 * Whether rows may be written without waiting for what meets them (db_run_ahead). Not in a rerun, which may be one
 * because somebody was faster with one of them; nor where nobody would rerun it.
 */
bool errand_may_hasten(const struct errand *e);
/* How many rows may be written before errand_enough is asked: 1, or more when nobody else wrote of late. */
size_t errand_at_once(const struct errand *e);
void errand_close(struct errand *e);

#endif
