/* Finding units by keys, each read as a prefix; people by the index of words (kernel/search.h). */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "kernel/rights.h"
#include "kernel/search.h"
#include "modules/units/units.h"
#include "text/pinyin.h"
#include "units.sql.h"

/* Lower case, narrow, without blanks. */
static const char *folded(struct arena *a, const char *text)
{
	struct buf b = buf_in(a);
	size_t n;
	for (struct str s = str_of(text); s.n; s = str_skip(s, n)) {
		uint32_t c = utf8_fold(utf8_get(s, &n));
		if (c > ' ')
			utf8_put(&b, c);
	}
	return buf_text(&b);
}

struct keys {
	struct arena *arena;
	const char **items;
	size_t n, room;
};

static void add(struct keys *k, const char *key)
{
	if (!*key)
		return;
	if (k->n == k->room) {
		const char **more = NEW_N(k->arena, const char *, k->room * 2 + 16);
		if (k->n)
			memcpy(more, k->items, k->n * sizeof(*more));
		k->items = more;
		k->room = k->room * 2 + 16;
	}
	k->items[k->n++] = key;
}

/* Each end of the name: 运行部, 行部, 部, so that a fragment is a prefix of one of them. */
static void add_ends(struct keys *k, const char *name)
{
	const char *all = folded(k->arena, name);
	size_t n;
	for (struct str s = str_of(all); s.n; s = str_skip(s, n)) {
		add(k, s.p);
		utf8_get(s, &n);
	}
}

static void add_words(struct keys *k, const char *words)
{
	for (struct str rest = str_of(words); rest.n;)
		add(k, folded(k->arena, str_dup(k->arena, str_cut(&rest, ' '))));
}

static const char **find_keys(struct arena *a, const struct find_name *name, size_t *n)
{
	struct keys k = {.arena = a};
	add_ends(&k, name->name);
	add_words(&k, pinyin_title_tokens(a, name->name));
	add_words(&k, name->more);
	*n = k.n;
	return k.items;
}

void find_put(struct db *d, struct arena *a, const char *record, int64_t id, const struct find_name *before, const struct find_name *now)
{
	size_t n = 0;
	const char **keys = before ? find_keys(a, before, &n) : NULL;
	for (size_t i = 0; i < n; i++)
		q_units_find_drop(d, record, keys[i], id);
	n = 0;
	keys = now ? find_keys(a, now, &n) : NULL;
	struct many m = q_units_find_add_open(d, a);
	for (size_t i = 0; i < n; i++)
		q_units_find_add(&m, record, keys[i], id);
	many_done(&m);
}

bool find_range(struct arena *a, const char *typed, const char **first, const char **end)
{
	*first = folded(a, typed);
	*end = arena_printf(a, "%s\xf4\x8f\xbf\xbf", *first); /* U+10FFFF: behind every longer key */
	return **first;
}

void units_index(struct db *d, struct arena *a)
{
	size_t n;
	struct units_all *u = q_units_all(d, a, &n);
	for (size_t i = 0; i < n; i++)
		find_put(d, a, "unit", u[i].id, NULL, &(struct find_name){u[i].name, arena_printf(a, "%s %s", u[i].short_name, u[i].code)});
	struct people_all *p = q_people_all(d, a, &n);
	for (size_t i = 0; i < n; i++) {
		struct search_entry e = person_entry(a, &(struct person_row){.id = p[i].id, .unit = p[i].unit, .name = p[i].name,
									     .staff_no = p[i].staff_no, .title = p[i].title});
		search_index(d, a, clock_now(), &e);
	}
}

int64_t *people_named(struct req *r, const char *typed, const char *tree, size_t most, size_t *n, bool *more)
{
	return search_ids(r->db, r->arena, typed, "person", &(struct scope){.trees = &tree, .n_trees = 1}, most, n, more);
}
