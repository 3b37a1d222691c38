#include "secret/id.h"

#include <stdatomic.h>
#include <time.h>

#include "base/fault.h"
#include "secret/token.h"

enum { NODE_BITS = 10, SEQUENCE_BITS = 11 };
#define EPOCH_MS INT64_C(1704067200000) /* 2024-01-01 UTC */

_Static_assert(ID_NODES == 1 << NODE_BITS, "nodes fill their bits");

/*
 * Milliseconds and sequence of the last id in one number, so that a plain +1
 * carries into the next millisecond when the sequence is full.
 */
static _Atomic int64_t last_tick;
static _Atomic int node = -1;
static _Thread_local bool timeless;

void id_set_node(int n)
{
	if (n < 0 || n >= ID_NODES)
		fault("node number %d is not 0 to %d", n, ID_NODES - 1);
	node = n;
}

static int own_node(void)
{
	int unset = -1, set = node;
	if (set >= 0)
		return set;
	int drawn = (int)random_below(ID_NODES);
	return atomic_compare_exchange_strong(&node, &unset, drawn) ? drawn : unset;
}

static int64_t tick_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_REALTIME, &t);
	int64_t ms = (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 - EPOCH_MS;
	if (ms < 1)
		ms = 1; /* a machine whose clock is not set still makes rising ids */
	return ms << SEQUENCE_BITS;
}

void id_timeless(bool on)
{
	timeless = on;
}

bool id_is_timeless(void)
{
	return timeless;
}

int64_t id_new(void)
{
	if (timeless)
		return id_random();
	int64_t last = last_tick, tick;
	do {
		int64_t now = tick_now();
		tick = now > last ? now : last + 1;
	} while (!atomic_compare_exchange_weak(&last_tick, &last, tick));
	int64_t ms = tick >> SEQUENCE_BITS;
	int64_t sequence = tick & ((1 << SEQUENCE_BITS) - 1);
	return ms << (NODE_BITS + SEQUENCE_BITS) | (int64_t)own_node() << SEQUENCE_BITS | sequence;
}

int64_t id_random(void)
{
	int64_t id;
	do {
		random_fill(&id, sizeof(id));
		id &= INT64_MAX;
	} while (id == 0);
	return id;
}
