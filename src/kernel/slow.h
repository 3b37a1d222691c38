/*
 * The slow pool: a few threads for work that would hold up an event thread
 * (hashing a password, reading a document, a large report). Its queue is
 * bounded and refuses; the caller then answers 503.
 */
#ifndef LX_SLOW_H
#define LX_SLOW_H

#include <stdbool.h>
#include <stdint.h>

struct slow;
/* `yields`: its threads step back when the processors are short. */
struct slow *slow_new(int threads, int queue, bool yields);
enum { SLOW_WAIT_SECONDS = 10 }; /* whoever would wait longer is refused */
enum { SLOW_EACH = 8 }; /* waiting jobs of one asker, so that nobody keeps all others waiting */
/*
 * Runs work(context, worker) on worker 0 … threads-1. False: the queue is full, or what waits
 * would take longer than SLOW_WAIT_SECONDS, or `who` (any number that stands for the asker; 0:
 * not known, not counted) has SLOW_EACH in it.
 */
bool slow_add(struct slow *s, uint64_t who, void (*work)(void *context, int worker), void *context);

/*
 * For long work in rounds: whether worker may begin another, because nobody waits. If not, it ends and is added anew.
 * A round counts as a task.
 */
bool slow_go_on(struct slow *s, int worker);

struct slow_state {
	int waiting, working;
	int wait_seconds; /* that a new one would wait, by how long the last ones took */
};
struct slow_state slow_state(struct slow *s);
void slow_stop(struct slow *s); /* finishes the queue; NULL is allowed */

#endif
