#include "db/sqlite_memory.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
enum { SPARE_BYTES = 0, SPARE_MOST = 0 }; /* so that what is used after its end is seen */
#else
enum { SPARE_MOST = 1024 * 1024 }; /* of all sizes, in one thread */
enum { SPARE_BYTES = 128 * 1024 }; /* of one size, in one thread: the words of a group, and a few of the pages on which rows are shared out anew */
#endif
enum { GRAIN = 64, LARGEST = 6 * 1024, SIZES = LARGEST / GRAIN, HEAD = 16 };

/* A piece that nobody uses. Before each piece, in HEAD bytes, stands its size. */
struct spare {
	struct spare *next;
};

static _Thread_local struct {
	struct spare *first[SIZES];
	size_t bytes[SIZES], all;
} spares;

static size_t *size_at(void *p)
{
	return (size_t *)(void *)((char *)p - HEAD);
}

static int round_up(int n)
{
	return (n + GRAIN - 1) / GRAIN * GRAIN;
}

static void *take(int n)
{
	size_t size = (size_t)round_up(n > 0 ? n : 1), kind = size / GRAIN - 1;
	if (size <= LARGEST && spares.first[kind]) {
		struct spare *s = spares.first[kind];
		spares.first[kind] = s->next;
		spares.bytes[kind] -= size;
		spares.all -= size;
		return s;
	}
	char *p = malloc(HEAD + size);
	if (!p)
		return NULL;
	*(size_t *)(void *)p = size;
	return p + HEAD;
}

static void give_back(void *p)
{
	if (!p)
		return;
	size_t size = *size_at(p), kind = size / GRAIN - 1;
	if (size > LARGEST || spares.bytes[kind] + size > SPARE_BYTES || spares.all + size > SPARE_MOST) {
		free(size_at(p));
		return;
	}
	struct spare *s = p;
	s->next = spares.first[kind];
	spares.first[kind] = s;
	spares.bytes[kind] += size;
	spares.all += size;
}

static int size_of(void *p)
{
	return p ? (int)*size_at(p) : 0;
}

static void *change(void *p, int n)
{
	if (n <= size_of(p))
		return p;
	void *other = take(n);
	if (other && p) {
		memcpy(other, p, (size_t)size_of(p));
		give_back(p);
	}
	return other;
}

static int begin(void *context)
{
	(void)context;
	return SQLITE_OK;
}

static void end(void *context)
{
	(void)context;
}

void sqlite_memory(void)
{
	static const sqlite3_mem_methods methods = {take, give_back, change, size_of, round_up, begin, end, NULL};
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}
