/* The words around a hit. Text and query are folded alike, so that 竞赛, 競賽 and Ａ4, a4 meet. */
#include <string.h>

#include "base/utf8.h"
#include "modules/search/search.h"

enum { BEFORE = 12 }; /* characters in front of the first hit */

struct folded {
	uint32_t *c; /* 0 between words */
	uint32_t *at; /* byte offset of each; one more at the end */
	size_t n;
};

static struct folded fold(struct arena *a, const char *text)
{
	struct str s = str_of(text);
	struct folded f = {NEW_N(a, uint32_t, s.n + 1), NEW_N(a, uint32_t, s.n + 1), 0};
	const char *start = s.p;
	size_t length;
	for (; s.n; s = str_skip(s, length)) {
		uint32_t c = utf8_get(s, &length);
		f.at[f.n] = (uint32_t)(s.p - start);
		f.c[f.n++] = search_fold(c);
	}
	f.at[f.n] = (uint32_t)strlen(text);
	return f;
}

/* Length of the query's word at `from`, which is followed by a part that is none. */
static size_t word_at(const struct folded *q, size_t from)
{
	size_t n = 0;
	while (from + n < q->n && q->c[from + n])
		n++;
	return n;
}

/* Characters of text at `at` that are a word of the query; 0: none. */
static size_t hit_at(const struct folded *t, size_t at, const struct folded *q)
{
	size_t best = 0;
	for (size_t from = 0; from < q->n; from++) {
		size_t n = word_at(q, from);
		if (n > best && at + n <= t->n && memcmp(t->c + at, q->c + from, n * sizeof(*q->c)) == 0)
			best = n;
		from += n;
	}
	return best;
}

static struct piece piece_of(struct arena *a, const char *text, const struct folded *t, size_t from, size_t to, bool hit)
{
	return (struct piece){arena_strndup(a, text + t->at[from], t->at[to] - t->at[from]), hit};
}

struct piece *snippet(struct arena *a, const char *query, const char *text, size_t most, size_t *n)
{
	struct folded q = fold(a, query), t = fold(a, text);
	size_t first = 0;
	while (first < t.n && !hit_at(&t, first, &q))
		first++;
	size_t from = first == t.n || first < BEFORE || t.n <= most ? 0 : first - BEFORE;
	size_t to = t.n - from > most ? from + most : t.n, plain = from;
	struct piece *out = NEW_N(a, struct piece, 2 * most + 4);
	*n = 0;
	if (from)
		out[(*n)++] = (struct piece){"…", false};
	for (size_t i = from, hit; i < to; i += hit ? hit : 1) {
		hit = hit_at(&t, i, &q);
		if (!hit)
			continue;
		if (plain < i)
			out[(*n)++] = piece_of(a, text, &t, plain, i, false);
		plain = i + hit;
		out[(*n)++] = piece_of(a, text, &t, i, plain, true);
	}
	if (plain < to)
		out[(*n)++] = piece_of(a, text, &t, plain, to, false);
	if (to < t.n)
		out[(*n)++] = (struct piece){"…", false};
	return out;
}

bool snippet_hits(struct arena *a, const char *query, const char *text)
{
	struct folded q = fold(a, query), t = fold(a, text);
	for (size_t i = 0; i < t.n; i++)
		if (hit_at(&t, i, &q))
			return true;
	return false;
}
