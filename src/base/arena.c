#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/blocks.h"
#include "base/fault.h"
#include "base/format.h"

enum { ALIGN = 16 };

struct block {
	struct block *before;
	size_t size; /* of data */
	size_t used;
	bool pooled; /* of blocks.h */
	_Alignas(ALIGN) unsigned char data[];
};

struct arena {
	struct block *top;
	size_t limit;
	size_t total; /* handed out since the reset */
};

enum { FIRST_BLOCK = BLOCK_BYTES - sizeof(struct block) };

/* Under the sanitizer each block is malloc's, so that it sees who reads one that was given back. */
#if defined(__SANITIZE_ADDRESS__)
enum { POOLED = false };
#else
enum { POOLED = true };
#endif

static struct block *block_new(size_t size, struct block *before)
{
	bool pooled = POOLED && size == FIRST_BLOCK;
	struct block *b = pooled ? blocks_take() : malloc(sizeof(*b) + size);
	if (!b)
		fault("out of memory for a block of %zu bytes", size);
	b->before = before;
	b->size = size;
	b->used = 0;
	b->pooled = pooled;
	return b;
}

static void block_free(struct block *b)
{
	if (b->pooled)
		blocks_give(b);
	else
		free(b);
}

struct arena *arena_new(size_t limit)
{
	struct arena *a = calloc(1, sizeof(*a));
	if (!a)
		fault("out of memory for an arena");
	a->limit = limit;
	return a;
}

/* Frees the blocks above `keep`; with NULL, all of them. */
static void drop_until(struct arena *a, const struct block *keep)
{
	while (a->top != keep) {
		struct block *b = a->top;
		a->top = b->before;
		block_free(b);
	}
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	drop_until(a, NULL);
	free(a);
}

void arena_reset(struct arena *a)
{
	struct block *first = a->top;
	while (first && first->before)
		first = first->before;
	drop_until(a, first);
#if defined(__SANITIZE_ADDRESS__)
	if (first)
		memset(first->data, 0xdd, first->used); /* who still reads there shall see nonsense */
#endif
	if (first)
		first->used = 0;
	a->total = 0;
}

/* What fits into the present block is taken from there. */
void *arena_take(struct arena *a, size_t size)
{
	if (size > SIZE_MAX / 2)
		fault("allocation of %zu bytes", size);
	size_t need = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (need == 0)
		need = ALIGN;
	if (a->total + need > a->limit)
		fault("arena limit of %zu bytes reached", a->limit);
	if (!a->top || a->top->size - a->top->used < need) {
		size_t want = a->top ? a->top->size * 2 : FIRST_BLOCK;
		if (want > 1024 * 1024)
			want = 1024 * 1024;
		a->top = block_new(need > want ? need : want, a->top);
	}
	void *p = a->top->data + a->top->used;
	a->top->used += need;
	a->total += need;
	return p;
}

bool arena_stretch(struct arena *a, const void *p, size_t size, size_t to)
{
	size_t had = (size + ALIGN - 1) / ALIGN * ALIGN, more = to > had ? (to - had + ALIGN - 1) / ALIGN * ALIGN : 0;
	struct block *b = a->top;
	if (!b || had > b->used || p != b->data + b->used - had || more > b->size - b->used || a->total + more > a->limit)
		return false;
	b->used += more;
	a->total += more;
	return true;
}

void arena_shorten(struct arena *a, const void *p, size_t size, size_t to)
{
	size_t had = (size + ALIGN - 1) / ALIGN * ALIGN, stays = (to + ALIGN - 1) / ALIGN * ALIGN;
	struct block *b = a->top;
	if (!b || had > b->used || p != b->data + b->used - had || stays > had)
		return;
	b->used -= had - stays;
	a->total -= had - stays;
}

void *arena_alloc(struct arena *a, size_t size)
{
	return memset(arena_take(a, size), 0, size);
}

void *arena_alloc_n(struct arena *a, size_t n, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(n, size, &bytes))
		fault("allocation of %zu times %zu bytes", n, size);
	return arena_alloc(a, bytes);
}

void *arena_memdup(struct arena *a, const void *p, size_t n)
{
	char *copy = arena_take(a, n + 1);
	if (n)
		memcpy(copy, p, n);
	copy[n] = '\0';
	return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_memdup(a, s, strlen(s)) : arena_alloc(a, 1);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	return arena_memdup(a, s, strnlen(s, n));
}

/* Written where the next allocation will lie; only a text that does not fit there is written twice. */
char *arena_vprintf(struct arena *a, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	if (format_is_plain(format)) {
		char *plain = arena_take(a, format_plain(NULL, format, args) + 1);
		plain[format_plain(plain, format, again)] = '\0';
		va_end(again);
		return plain;
	}
	struct block *b = a->top;
	size_t room = b ? b->size - b->used : 0;
	char *there = b ? (char *)b->data + b->used : NULL;
	int n = vsnprintf(there, room, format, args);
	if (n < 0)
		fault("bad format \"%s\"", format);
	bool fits = (size_t)n < room;
	char *s = arena_take(a, (size_t)n + 1);
	if (!fits)
		vsnprintf(s, (size_t)n + 1, format, again);
	va_end(again);
	return s;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *s = arena_vprintf(a, format, args);
	va_end(args);
	return s;
}

struct arena_mark arena_mark(struct arena *a)
{
	return (struct arena_mark){a->top, a->top ? a->top->used : 0, a->total};
}

void arena_release(struct arena *a, struct arena_mark mark)
{
	drop_until(a, mark.block);
	if (a->top)
		a->top->used = mark.used;
	a->total = mark.total;
}

size_t arena_used(const struct arena *a)
{
	return a->total;
}
