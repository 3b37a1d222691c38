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
struct slow *slow_new(int threads, int queue);
enum { SLOW_EACH = 8 }; /* waiting jobs of one asker, so that nobody keeps all others waiting */
/*
 * Runs work(context, worker) on worker 0 … threads-1. False: the queue is full, or `who`
 * (any number that stands for the asker; 0: not known, not counted) has SLOW_EACH in it.
 */
bool slow_add(struct slow *s, uint64_t who, void (*work)(void *context, int worker), void *context);
void slow_stop(struct slow *s); /* finishes the queue; NULL is allowed */

#endif
