#include "base/blocks.h"

#include <pthread.h>
#include <stdint.h>
#include <sys/mman.h>


/* Empty ones are kept for some five thousand requests. Large pages (MADV_HUGEPAGE) won nothing: the system may have to move others first. */
enum { SLAB_BYTES = 2 << 20, BLOCKS = SLAB_BYTES / BLOCK_BYTES, EMPTY_MOST = 40 };

/* A block that was given back. */
struct gap {
	struct gap *next;
};

/* Stands in its own first block. Blocks from `fresh` on were never taken: nothing has touched them. */
struct slab {
	struct slab *before, *after; /* among those with room */
	struct gap *gaps;
	int fresh, used;
};

static struct {
	pthread_mutex_t lock;
	struct slab *first; /* that has room; those that are full stand nowhere */
	int slabs, empty;
} all = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void put_first(struct slab *s)
{
	s->before = NULL;
	s->after = all.first;
	if (s->after)
		s->after->before = s;
	all.first = s;
}

static void take_out(struct slab *s)
{
	if (s->before)
		s->before->after = s->after;
	else
		all.first = s->after;
	if (s->after)
		s->after->before = s->before;
}

/* At a multiple of its size, so that a block leads to its slab. */
static void *aligned(void)
{
	char *all_of_it = mmap(NULL, 2 * (size_t)SLAB_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (all_of_it == MAP_FAILED)
		return NULL;
	size_t ahead = (SLAB_BYTES - (uintptr_t)all_of_it % SLAB_BYTES) % SLAB_BYTES;
	if (ahead)
		munmap(all_of_it, ahead);
	munmap(all_of_it + ahead + SLAB_BYTES, SLAB_BYTES - ahead);
	return all_of_it + ahead;
}

static struct slab *slab_new(void)
{
	struct slab *s = aligned();
	if (!s)
		return NULL;
	all.slabs++;
	*s = (struct slab){.fresh = 1};
	all.empty++;
	put_first(s);
	return s;
}

static void *take_from(struct slab *s)
{
	struct gap *gap = s->gaps;
	if (s->used++ == 0)
		all.empty--;
	if (gap)
		s->gaps = gap->next;
	if (s->used == BLOCKS - 1)
		take_out(s);
	return gap ? (void *)gap : (char *)s + (size_t)s->fresh++ * BLOCK_BYTES;
}

void *blocks_take(void)
{
	pthread_mutex_lock(&all.lock);
	struct slab *s = all.first ? all.first : slab_new();
	void *block = s ? take_from(s) : NULL;
	pthread_mutex_unlock(&all.lock);
	return block;
}

static struct slab *given_up(struct slab *s)
{
	if (s->used || ++all.empty <= EMPTY_MOST)
		return NULL;
	all.empty--;
	all.slabs--;
	take_out(s);
	return s;
}

void blocks_give(void *block)
{
	struct slab *s = (struct slab *)(void *)((char *)block - (uintptr_t)block % SLAB_BYTES);
	struct gap *gap = block;
	pthread_mutex_lock(&all.lock);
	gap->next = s->gaps;
	s->gaps = gap;
	if (s->used-- == BLOCKS - 1)
		put_first(s);
	s = given_up(s);
	pthread_mutex_unlock(&all.lock);
	if (s)
		munmap(s, SLAB_BYTES);
}

size_t blocks_held(void)
{
	pthread_mutex_lock(&all.lock);
	size_t held = (size_t)all.slabs * SLAB_BYTES;
	pthread_mutex_unlock(&all.lock);
	return held;
}
