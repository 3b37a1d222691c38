/*
 * Batches of rows worked through in the background, in pieces: imports.
 *
 * A batch stands in a stage; a stage says which of its rows are written how, and what comes next.
 * The next rows are read and made ready outside of the writer, while those before are written;
 * how many of them one transaction takes, kernel/errand.h decides, so that short writes do not
 * wait. The place reached is written in the same transaction: a killed server goes on where it
 * was, each row is written once, and two that work at one batch do no harm, since the second finds
 * the place moved and stops.
 */
#ifndef LX_PIECEWORK_H
#define LX_PIECEWORK_H

#include "kernel/errand.h"

/* Where a batch stands, as its table says. First in what .open gives. */
struct batch_place {
	int64_t id, person, stage, at_no; /* on whose behalf; the row that was reached in this stage */
};

/* Rows made ready. First in what .read gives. */
struct piece {
	const struct batch_place *at; /* what .open gave */
	size_t n, done; /* rows; how many of them are written, counted up by piece_next */
	int64_t *no; /* their numbers, in the order of this stage; never 0 */
	struct errand *errand;
	size_t from; /* the first that this transaction writes */
	int64_t before;
	bool over; /* no row is left: the stage ends */
};

struct piece_kind {
	const char *name; /* for the log */
	/* The batch and all that its pieces share, from a. NULL: there is nothing to do. */
	struct batch_place *(*open)(struct app *app, struct db *read, struct arena *a, int64_t id);
	/*
	 * The rows behind `after`, made ready in a; .n and .no are set. None: the stage is at its end.
	 * `aside` is for what is needed only meanwhile: two pieces are in memory at a time.
	 */
	struct piece *(*read)(struct app *app, struct db *read, struct arena *a, struct arena *aside, const struct batch_place *at, int64_t after);
	/* Writes rows: for (; piece_more(p); piece_next(p)) … row p->done. False: all is undone. */
	bool (*write)(struct req *r, struct piece *p);
	/* Notes that row `after` is reached in this stage. False: somebody else moved the place. */
	bool (*step)(struct db *d, const struct batch_place *at, int64_t before, int64_t after);
	/* Ends the stage, with what belongs to that moment. False: somebody else did. */
	bool (*end)(struct req *r, struct piece *p);
};

/* Whether row p->done is to be written now. */
static inline bool piece_more(const struct piece *p)
{
	return p->done < p->n && !p->over;
}

/* Row p->done is written. */
static inline void piece_next(struct piece *p)
{
	p->done++;
	p->over = errand_enough(p->errand);
}

/* How many rows from p->done on may be written together, at most `most`; and that they are. */
static inline size_t piece_some(const struct piece *p, size_t most)
{
	size_t left = p->over ? 0 : p->n - p->done;
	return left < most ? left : most;
}

static inline void piece_next_some(struct piece *p, size_t n)
{
	while (n--)
		piece_next(p);
}

/* Goes on with a batch: on the slow pool, or, without one (tests), at once. From a POST or regular work. */
void piecework_go(struct req *r, const struct piece_kind *kind, int64_t id);

#endif
