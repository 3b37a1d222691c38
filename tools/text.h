/*
 * What the build-time programs share: growing text, memory that is given back
 * at once, messages with file and line. Only libc; nothing of the product.
 */
#ifndef LX_TOOLS_TEXT_H
#define LX_TOOLS_TEXT_H

#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Text that grows; p is NULL or ends with a NUL byte. Caller: text_free. */
struct text {
	char *p;
	size_t n, room;
};

static inline void text_put(struct text *t, const char *p, size_t n)
{
	if (t->n + n + 1 > t->room) {
		t->room = (t->n + n + 1) * 2;
		t->p = realloc(t->p, t->room);
		if (!t->p)
			abort();
	}
	if (n)
		memcpy(t->p + t->n, p, n);
	t->n += n;
	t->p[t->n] = '\0';
}

static inline void text_puts(struct text *t, const char *s)
{
	text_put(t, s, strlen(s));
}

static inline __attribute__((format(printf, 2, 3))) void text_printf(struct text *t,
								     const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *s = NULL;
	int n = vasprintf(&s, format, args);
	va_end(args);
	if (n < 0)
		abort();
	text_put(t, s, (size_t)n);
	free(s);
}

static inline void text_free(struct text *t)
{
	free(t->p);
	*t = (struct text){0};
}

/* The inside of a C string literal; a line end becomes \n. */
static inline void text_quote(struct text *t, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];
		if (c == '\n')
			text_puts(t, "\\n");
		else if (c == '"' || c == '\\')
			text_printf(t, "\\%c", c);
		else if (c == '\t')
			text_puts(t, "\\t");
		else if (c < 0x20 || c == 0x7f || (c == '?' && i && p[i - 1] == '?'))
			text_printf(t, "\\%03o", c);
		else
			text_put(t, p + i, 1);
	}
}

/* Small pieces of memory, zeroed, all freed by pool_free. */
struct pool {
	void **items;
	size_t n, room;
};

static inline void *pool_new(struct pool *pool, size_t size)
{
	if (pool->n == pool->room) {
		pool->room = pool->room ? pool->room * 2 : 64;
		pool->items = realloc(pool->items, pool->room * sizeof(void *));
		if (!pool->items)
			abort();
	}
	void *p = calloc(1, size ? size : 1);
	if (!p)
		abort();
	return pool->items[pool->n++] = p;
}

static inline char *pool_copy(struct pool *pool, const char *s, size_t n)
{
	char *p = pool_new(pool, n + 1);
	memcpy(p, s, n);
	return p;
}

static inline void pool_free(struct pool *pool)
{
	for (size_t i = 0; i < pool->n; i++)
		free(pool->items[i]);
	free(pool->items);
	*pool = (struct pool){0};
}

/* Reads a whole file; false when it can't be read. */
static inline bool file_read(const char *path, struct text *t)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		return false;
	char block[65536];
	size_t n;
	text_put(t, "", 0);
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		text_put(t, block, n);
	bool fine = !ferror(f);
	fclose(f);
	return fine;
}

static inline bool file_write(const char *path, const struct text *t)
{
	FILE *f = fopen(path, "wb");
	if (!f)
		return false;
	bool fine = fwrite(t->p ? t->p : "", 1, t->n, f) == t->n;
	return fclose(f) == 0 && fine;
}

/*
 * The main of a translator: PROGRAM IN OUT.c OUT.h. `compile` gives the number of
 * errors, which it has written to `complaints`; outputs are written only without any.
 */
typedef int translator(const char *file, const char *text, size_t length, struct text *header,
		       struct text *code, FILE *complaints);

static inline int translate(int argc, char **argv, translator *compile)
{
	if (argc != 4) {
		fprintf(stderr, "usage: %s IN OUT.c OUT.h\n", argv[0]);
		return 2;
	}
	struct text in = {0}, header = {0}, code = {0};
	bool fine = file_read(argv[1], &in);
	if (!fine)
		fprintf(stderr, "%s: can't be read\n", argv[1]);
	else
		fine = compile(argv[1], in.p, in.n, &header, &code, stderr) == 0;
	if (fine && (!file_write(argv[2], &code) || !file_write(argv[3], &header))) {
		fprintf(stderr, "%s: can't be written\n", argv[2]);
		fine = false;
	}
	text_free(&in);
	text_free(&header);
	text_free(&code);
	return fine ? 0 : 1;
}

/* As literals, a line each. */
static inline void text_quote_lines(struct text *t, const struct text *lines)
{
	const char *p = lines->p, *end = lines->p + lines->n;
	while (p < end) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		stop = stop ? stop + 1 : end;
		text_puts(t, "\n\t\t\"");
		text_quote(t, p, (size_t)(stop - p));
		text_puts(t, "\"");
		p = stop;
	}
}

static inline bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* The last component of a path. */
static inline const char *path_base(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

#endif
