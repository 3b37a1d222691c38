/*
 * Arena: memory that lives and dies together.
 *
 * A request owns one arena. Nothing taken from it is freed on its own; the
 * whole arena is reset when the answer has been sent. An allocation is zeroed
 * and never NULL: past the limit (or out of memory) the arena calls fault().
 */
#ifndef LX_ARENA_H
#define LX_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;

/* A place to return to: everything allocated after it is given back. */
struct arena_mark {
	void *block;
	size_t used;
	size_t total;
};

/* New arena that hands out at most `limit` bytes in all. Caller: arena_free. */
struct arena *arena_new(size_t limit);
void arena_free(struct arena *a); /* NULL is allowed */
void arena_reset(struct arena *a); /* keeps the first block for reuse */

/* `size` zeroed bytes, aligned for any type. Faults at the limit. */
void *arena_alloc(struct arena *a, size_t size);
#define NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
void *arena_take(struct arena *a, size_t size); /* not zeroed: for what is overwritten at once */
/* Makes the `size` bytes at p longer where they lie. False: something was taken since, or there is no room. */
bool arena_stretch(struct arena *a, const void *p, size_t size, size_t to);
/* Gives back what the `size` bytes at p are longer than `to`, unless something was taken since. */
void arena_shorten(struct arena *a, const void *p, size_t size, size_t to);
#define NEW_N(a, type, n) ((type *)arena_alloc_n((a), (n), sizeof(type)))
void *arena_alloc_n(struct arena *a, size_t n, size_t size); /* checks n * size */

/* Copies into the arena; the result ends with a NUL byte beyond its length. */
void *arena_memdup(struct arena *a, const void *p, size_t n);
char *arena_strdup(struct arena *a, const char *s); /* NULL gives "" */
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *format, va_list args);

struct arena_mark arena_mark(struct arena *a);
void arena_release(struct arena *a, struct arena_mark mark);
size_t arena_used(const struct arena *a); /* bytes handed out since the reset */

#endif
