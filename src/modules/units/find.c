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

/* ---- units ---- */

enum { KEYS_FEW = 100, KEYS_AT_ONCE = 30, KEYS_MOST = 240, UNITS_AT_ONCE = 300 };

struct units_hunt {
	struct req *r;
	const char *first, *end;
	size_t most, n;
	struct unit_match *out;
	struct unit_place *place; /* where the page ends */
	const char *after; /* where it begins, in the order of the tree */
};

/* The first of the unit's keys that begin with what was typed; NULL: none does. */
static const char *first_key(struct arena *a, const struct units_found *u, const char *first)
{
	const char *best = NULL;
	size_t n, length = strlen(first);
	const char **keys = find_keys(a, &(struct find_name){u->name, arena_printf(a, "%s %s", u->short_name, u->code)}, &n);
	for (size_t i = 0; i < n; i++)
		if (strncmp(keys[i], first, length) == 0 && (!best || strcmp(keys[i], best) < 0))
			best = keys[i];
	return best;
}

/* False: the page is full. */
static bool add_match(struct units_hunt *h, const struct units_found *u)
{
	if (h->n == h->most)
		return false;
	h->out[h->n++] = (struct unit_match){u->id, u->kind, u->name, u->code, u->path, u->upper};
	return true;
}

static bool in_trees(const struct scope *s, const char *path)
{
	for (size_t i = 0; i < s->n_trees; i++)
		if (path_covers(s->trees[i], path))
			return true;
	return false;
}

/* In a wide tree that very many match: in the order of the keys, each unit at the first of its own. */
static void match_keys(struct units_hunt *h, const struct scope *s)
{
	struct unit_place at = *h->place;
	size_t n = KEYS_AT_ONCE;
	for (size_t looked = 0; n == KEYS_AT_ONCE && looked < KEYS_MOST; looked += n) {
		struct units_found *u = q_units_by_key(h->r->db, h->r->arena, h->first, h->end, at.text ? at.text : "", at.id, KEYS_AT_ONCE, &n);
		for (size_t i = 0; i < n; at = (struct unit_place){u[i].key, u[i].id}, i++) {
			const char *key = in_trees(s, u[i].path) ? first_key(h->r->arena, &u[i], h->first) : NULL;
			*h->place = at;
			if (key && strcmp(key, u[i].key) == 0 && !add_match(h, &u[i]))
				return;
		}
	}
	*h->place = n == KEYS_AT_ONCE ? at : (struct unit_place){0};
}

/* In the order of the tree: by the keys where these are few, else unit by unit. */
static void match_tree(struct units_hunt *h, const char *tree, bool few)
{
	struct db *d = h->r->db;
	struct arena *a = h->r->arena;
	const char *after = h->after;
	size_t n = UNITS_AT_ONCE;
	while (n == UNITS_AT_ONCE) {
		struct units_found *u = few ? q_units_found(d, a, h->first, h->end, tree, path_end(a, tree), after, UNITS_AT_ONCE, &n) :
					      q_units_of_tree(d, a, tree, path_end(a, tree), after, UNITS_AT_ONCE, &n);
		for (size_t i = 0; i < n; after = u[i++].path) {
			if (!few && !first_key(a, &u[i], h->first))
				continue;
			if (!add_match(h, &u[i])) {
				h->place->text = h->out[h->n - 1].path;
				return;
			}
		}
	}
}

static int by_tree(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

struct unit_match *units_named(struct req *r, const char *typed, const struct scope *s, size_t most, struct unit_place *place, size_t *n)
{
	struct units_hunt h = {.r = r, .most = most, .out = NEW_N(r->arena, struct unit_match, most + 1), .place = place};
	bool wide = false;
	*n = 0;
	if (!find_range(r->arena, typed, &h.first, &h.end) || !s->n_trees)
		return h.out;
	for (size_t i = 0; i < s->n_trees; i++)
		wide |= unit_tree_is_wide(r->db, r->arena, s->trees[i]);
	bool few = q_units_keys(r->db, h.first, h.end, KEYS_FEW + 1) <= KEYS_FEW;
	const char **trees = arena_memdup(r->arena, s->trees, s->n_trees * sizeof(*trees));
	qsort(trees, s->n_trees, sizeof(*trees), by_tree);
	if (wide && !few) {
		match_keys(&h, s);
	} else {
		h.after = place->text ? place->text : "";
		*place = (struct unit_place){0};
		for (size_t i = 0; i < s->n_trees && !place->text; i++)
			match_tree(&h, trees[i], few);
	}
	*n = h.n;
	return h.out;
}

/* ---- people ---- */

struct search_answer people_search(struct req *r, const char *typed, const struct scope *within, int64_t before, size_t most)
{
	struct search_query q = search_query(r->arena, str_of(typed));
	return search_find(r->db, r->arena, &(struct search_ask){&q, search_in_record(r->db, r->arena, "person", within), before, most});
}

const char people_unread[] = "叫这个名字的人很多，没有查完。请写出全名，或者再加上工号、职务。";

int64_t *people_named(struct req *r, const char *typed, const char *tree, size_t most, size_t *n, bool *more)
{
	return search_ids(r->db, r->arena, typed, "person", &(struct scope){.trees = &tree, .n_trees = 1}, most, n, more);
}
