/*
 * Ids, made by the program: positive, 63 bits, never 0.
 *
 *   42 bits  milliseconds since 2024-01-01 UTC (until the year 2163)
 *   10 bits  node
 *   11 bits  sequence within the millisecond; when it is used up, the next
 *            millisecond is borrowed
 *
 * Larger than 2^53: in JSON and scripts an id is text, not a number.
 */
#ifndef LX_ID_H
#define LX_ID_H

#include <stdbool.h>
#include <stdint.h>

enum { ID_NODES = 1024 };

/*
 * Greater than every id this process made before; safe from any thread.
 * Takes the real time, not the time a test sets: ids order rows by their
 * making, they are no dates.
 */
int64_t id_new(void);
/* Random id that tells nothing about when it was made: ballots, anonymous matters. */
int64_t id_random(void);
/*
 * 0 … ID_NODES-1; nodes of one cluster must differ. Without it a random number
 * is drawn at the first id. Call it before the first id: a change could break the rising order.
 */
void id_set_node(int node);
/*
 * From here on id_new() of this thread gives random ids, until it is switched off: for what is
 * written on behalf of somebody whose moment shall not be known.
 */
void id_timeless(bool on);
bool id_is_timeless(void);

#endif
