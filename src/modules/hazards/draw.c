#include "modules/hazards/draw.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "secret/token.h"

struct ticket {
	const char *hash;
	int64_t id;
};

static int by_hash(const void *a, const void *b)
{
	const struct ticket *x = a, *y = b;
	int c = strcmp(x->hash, y->hash);
	return c ? c : (x->id > y->id) - (x->id < y->id);
}

static int by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

void draw_order(struct arena *a, const char *seed, int64_t *ids, size_t n)
{
	struct ticket *t = NEW_N(a, struct ticket, n + 1);
	for (size_t i = 0; i < n; i++)
		t[i] = (struct ticket){token_hash(a, arena_printf(a, "%s:%lld", seed, (long long)ids[i])), ids[i]};
	if (n)
		qsort(t, n, sizeof(*t), by_hash);
	for (size_t i = 0; i < n; i++)
		ids[i] = t[i].id;
}

static void put_ids(struct arena *a, struct buf *b, const int64_t *ids, size_t n)
{
	int64_t *sorted = NEW_N(a, int64_t, n + 1);
	if (n) {
		memcpy(sorted, ids, n * sizeof(*ids));
		qsort(sorted, n, sizeof(*sorted), by_id);
	}
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "%s%lld", i ? "," : "", (long long)sorted[i]);
}

const char *draw_fingerprint(struct arena *a, const int64_t *places, size_t n_places, const int64_t *people, size_t n_people)
{
	struct buf b = buf_in(a);
	put_ids(a, &b, places, n_places);
	buf_char(&b, ';');
	put_ids(a, &b, people, n_people);
	return token_hash(a, buf_text(&b));
}
