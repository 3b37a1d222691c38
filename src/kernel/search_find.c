/*
 * Finding in the index of words: newest first, exact, and at a cost that does not grow with it.
 *
 * Each word of a search, and each place it is limited to, is a part that all hits have. The index
 * walks them from the newest entry on and leaps over what one of them has not; that is dear in two cases:
 *
 *   all parts are common, and hardly ever together    what is passed in vain is bounded by the entries of
 *                                                     the rarest part: a window of its newest ones
 *   a word is the beginning of very many words        FTS5 would read and sort all their places before
 *                                                     the first hit; the words of what the other parts
 *                                                     find are looked at instead, a bounded number
 *
 * How common a part is, is told by how many leaves of the index lie between its first place and its last
 * (three steps down a tree for each segment), so that what is rare is always searched to its end. Where a
 * bound was hit, the answer says from where to look on. PostgreSQL's index gives no order: there the newest
 * entries are looked at one by one, which serves what is common, and the index serves what is not.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "kernel/rights.h"
#include "kernel/search_parts.h"
#include "kernel/unit.h"

struct search_bounds search_bounds = {.few = 32, .wide = 24, .newest = 500, .window = 5000, .tested = 2000};

/* ---- where to look ---- */

/* u1 OR s10 …: in one of these trees or units; the marks are noted, for how common they are. */
static void put_places(const struct db *d, struct arena *a, struct buf *b, const struct scope *s, struct search_within *w)
{
	const struct tongue *t = tongue_of(d);
	const char **marks = NEW_N(a, const char *, w->n_marks + s->n_trees + s->n_units);
	if (w->n_marks)
		memcpy(marks, w->marks, w->n_marks * sizeof(*marks));
	w->marks = marks;
	for (size_t i = 0; i < s->n_trees + s->n_units; i++) {
		struct buf one = buf_in(a);
		if (i < s->n_trees)
			put_unit(&one, t, 'u', path_last(s->trees[i]));
		else
			put_unit(&one, t, 's', s->units[i - s->n_trees]);
		buf_printf(b, "%s%s", i ? t->or : "(", buf_text(&one));
		w->marks[w->n_marks++] = buf_text(&one);
	}
	buf_puts(b, s->n_trees + s->n_units ? ")" : "");
}

static const char *record_mark(const struct db *d, struct arena *a, const char *record)
{
	struct buf b = buf_in(a);
	put_mark(&b, tongue_of(d), 'r', record);
	return buf_text(&b);
}

struct search_within search_in_record(const struct db *d, struct arena *a, const char *record, const struct scope *within)
{
	struct search_within w = {.record = record_mark(d, a, record)};
	struct buf b = buf_in(a);
	buf_puts(&b, w.record);
	if (within && within->n_trees + within->n_units) {
		buf_puts(&b, tongue_of(d)->and);
		put_places(d, a, &b, within, &w);
	}
	w.text = buf_text(&b);
	return w;
}

static bool same_scope(const struct scope *x, const struct scope *y)
{
	if (x->n_trees != y->n_trees || x->n_units != y->n_units)
		return false;
	for (size_t i = 0; i < x->n_trees; i++)
		if (strcmp(x->trees[i], y->trees[i]) != 0)
			return false;
	return !x->n_units || memcmp(x->units, y->units, x->n_units * sizeof(*x->units)) == 0;
}

/* (n1 OR n2 …) of the rights whose place in `held` is `is`. */
static void put_rights(struct buf *b, const struct tongue *t, const struct search_right *rights, size_t n, const bool *held, bool is)
{
	const char *comma = "(";
	for (size_t i = 0; i < n; i++)
		if (held[i] == is) {
			buf_puts(b, comma);
			put_mark(b, t, 'n', rights[i].name);
			comma = t->or;
		}
	buf_char(b, ')');
}

/*
 * The rights that are held in the same places, as one condition: (places AND (n1 OR n2 …)), or where most are
 * held (places NOT (n3 OR …)), since the index opens each word that a search names.
 */
static void put_group(struct req *r, struct buf *b, const struct search_right *rights, size_t n, const struct scope *s, const bool *held,
		      struct search_within *w)
{
	const struct tongue *t = tongue_of(r->db);
	size_t n_held = 0;
	for (size_t i = 0; i < n; i++)
		n_held += held[i];
	buf_printf(b, "%s(", b->n ? t->or : "");
	put_places(r->db, r->arena, b, s, w);
	bool turned = n - n_held < n_held;
	if (n_held < n) {
		buf_puts(b, turned ? t->not : t->and);
		put_rights(b, t, rights, n, held, !turned);
	}
	buf_char(b, ')');
	w->open |= turned;
}

struct search_within search_in_reach(struct req *r, const struct search_right *rights, size_t n, const char *record, int64_t unit)
{
	struct search_within w = {.text = ""};
	const struct tongue *t = tongue_of(r->db);
	struct buf b = buf_in(r->arena);
	struct scope *scopes = NEW_N(r->arena, struct scope, n + 1);
	bool *done = NEW_N(r->arena, bool, n + 1), *held = NEW_N(r->arena, bool, n + 1);
	for (size_t i = 0; i < n; i++) {
		scopes[i] = rights[i].held ? scope_of(r, rights[i].name) : (struct scope){0};
		done[i] = !scopes[i].n_trees && !scopes[i].n_units;
	}
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++)
			held[k] = !done[k] && !done[i] && same_scope(&scopes[i], &scopes[k]);
		if (!done[i])
			put_group(r, &b, rights, n, &scopes[i], held, &w);
		for (size_t k = 0; k < n; k++)
			done[k] |= held[k];
	}
	if (!b.n || unit < 0)
		return w;
	struct buf all = buf_in(r->arena);
	buf_printf(&all, "(%s)", buf_text(&b));
	if (record && *record)
		buf_printf(&all, "%s%s", t->and, w.record = record_mark(r->db, r->arena, record));
	if (unit) {
		buf_puts(&all, t->and);
		w.n_marks = 0; /* what is asked for lies there too: the rarer of both */
		put_places(r->db, r->arena, &all, &(struct scope){.trees = (const char *[]){unit_path(r->db, r->arena, unit)}, .n_trees = 1}, &w);
	}
	w.text = buf_text(&all);
	return w;
}

/* ---- SQLite ---- */

struct hunt {
	struct db *db;
	struct arena *arena;
	const struct search_ask *ask;
	const char *match; /* all parts that the index looks for */
	bool tests; /* and the words of what it finds are looked at */
	const char *rarest;
	int64_t leaves; /* of the rarest part */
	int parts;
};

static int64_t leaves_of(struct hunt *h, const char *word, bool prefix)
{
	const char *first = arena_printf(h->arena, "0%s", word);
	return q_words_leaves_lite(h->db, str_of(first), str_of(arena_printf(h->arena, "%s%s", first, prefix ? "\xff" : "\x01")));
}

static void add_part(struct hunt *h, const char *match, int64_t leaves)
{
	if (!h->parts++ || leaves < h->leaves) {
		h->rarest = match;
		h->leaves = leaves;
	}
}

/* The term as the index shall look for it, without its last token where that begins too many words. */
static void put_term(struct hunt *h, struct buf *b, const struct search_term *t)
{
	const char *comma = b->n ? " AND " : "";
	for (size_t i = 0; i < t->count; i++) {
		bool prefix = t->prefix && i + 1 == t->count;
		int64_t leaves = leaves_of(h, t->tokens[i], prefix);
		if (prefix && leaves > search_bounds.wide) {
			h->tests = true;
			return;
		}
		const char *word = arena_printf(h->arena, "\"%s\"%s", t->tokens[i], prefix ? " *" : "");
		buf_printf(b, "%s%s", i ? " + " : comma, word);
		add_part(h, arena_printf(h->arena, "{tokens} : (%s)", word), leaves);
	}
}

static struct hunt hunt_of(struct db *d, struct arena *a, const struct search_ask *ask)
{
	struct hunt h = {.db = d, .arena = a, .ask = ask};
	struct buf words = buf_in(a), places = buf_in(a);
	for (size_t i = 0; i < ask->words->count; i++)
		put_term(&h, &words, &ask->words->terms[i]);
	int64_t leaves = 0;
	for (size_t i = 0; i < ask->within.n_marks; i++) {
		leaves += leaves_of(&h, ask->within.marks[i], false);
		buf_printf(&places, "%s%s", i ? " OR " : "", ask->within.marks[i]);
	}
	if (ask->within.n_marks)
		add_part(&h, arena_printf(a, "{marks} : (%s)", buf_text(&places)), leaves);
	if (ask->within.record)
		add_part(&h, arena_printf(a, "{marks} : (%s)", ask->within.record), leaves_of(&h, ask->within.record, false));
	h.match = arena_printf(a, words.n ? "{tokens} : (%s) AND {marks} : (%s)" : "%s{marks} : (%s)", buf_text(&words), ask->within.text);
	return h;
}

/* Where a window of so many entries of the rarest part ends; 0: it has no more. */
static int64_t window_end(const struct hunt *h, int64_t entries)
{
	return q_words_nth_lite(h->db, h->rarest, h->ask->before, entries);
}

static struct search_answer find_straight(const struct hunt *h)
{
	bool whole = h->leaves <= search_bounds.few || h->parts < 2;
	struct search_answer x = {0};
	for (int round = whole ? 2 : 0; round < 3; round++) {
		int64_t end = whole ? 0 : window_end(h, round ? search_bounds.window : search_bounds.newest);
		x.rows = q_words_hits_lite(h->db, h->arena, h->match, h->ask->before, end, h->ask->within.open, (int64_t)h->ask->most, &x.n);
		x.further = x.n == h->ask->most ? x.rows[x.n - 1].id : end;
		if (x.n == h->ask->most || !end || round)
			break;
	}
	return x;
}

/* Takes the entry into the answer, unless it has no right by which it is found. */
static void take(const struct hunt *h, struct search_answer *x, int64_t id)
{
	if (q_words_entry(h->db, h->arena, id, &x->rows[x->n]) && (!h->ask->within.open || *x->rows[x->n].need))
		x->n++;
}

/* The words of the newest that have the other parts are looked at, some at a time. */
static struct search_answer find_tested(const struct hunt *h)
{
	static const int64_t some[] = {100, 400, INT32_MAX};
	bool whole = h->leaves <= search_bounds.few || h->parts < 2;
	int64_t end = whole ? 0 : window_end(h, search_bounds.window), before = h->ask->before, left = search_bounds.tested;
	struct search_answer x = {.rows = NEW_N(h->arena, struct search_found, h->ask->most + 1)};
	for (size_t i = 0; i < sizeof(some) / sizeof(some[0]) && left; i++) {
		int64_t at_once = some[i] < left ? some[i] : left;
		struct stmt *s = q_words_some_lite(h->db, h->match, before, end, at_once);
		int64_t *ids = NEW_N(h->arena, int64_t, h->ask->most), seen = 0;
		size_t n = 0;
		bool dry = false;
		for (struct words_some_lite w; x.n + n < h->ask->most; seen++) {
			struct arena_mark mark = arena_mark(h->arena);
			if ((dry = !q_words_some_lite_next(s, h->arena, &w)))
				break;
			before = w.id;
			if (search_in_tokens(h->ask->words, w.tokens))
				ids[n++] = w.id;
			arena_release(h->arena, mark);
		}
		db_done(s);
		for (size_t k = 0; k < n; k++)
			take(h, &x, ids[k]);
		left -= seen;
		x.further = dry && seen < at_once ? end : before;
		if (x.n == h->ask->most || x.further != before)
			break;
	}
	return x;
}

/* ---- both ---- */

struct search_answer search_find(struct db *d, struct arena *a, const struct search_ask *asked)
{
	struct search_ask copy = *asked, *ask = &copy;
	struct search_answer x = {0};
	ask->before = ask->before ? ask->before : INT64_MAX;
	if (!*ask->within.text || !ask->words->count || !ask->most)
		return x;
	if (!db_is_postgres(d)) {
		struct hunt h = hunt_of(d, a, ask);
		return h.tests ? find_tested(&h) : find_straight(&h);
	}
	const char *match = arena_printf(a, "(%s) & (%s)", search_tsquery(a, ask->words), ask->within.text);
	x.rows = q_words_newest_pg(d, a, match, ask->before, search_bounds.newest, ask->within.open, (int64_t)ask->most, &x.n);
	if (x.n < ask->most)
		x.rows = q_words_hits_pg(d, a, match, ask->before, ask->within.open, (int64_t)ask->most, &x.n);
	x.further = x.n == ask->most ? x.rows[x.n - 1].id : 0;
	return x;
}

int64_t *search_ids(struct db *d, struct arena *a, const char *typed, const char *record, const struct scope *within, size_t most, size_t *n,
		    bool *more)
{
	struct search_query q = search_query(a, str_of(typed));
	struct search_answer x = search_find(d, a, &(struct search_ask){&q, search_in_record(d, a, record, within), 0, most});
	int64_t *ids = NEW_N(a, int64_t, x.n + 1);
	for (size_t i = 0; i < x.n; i++)
		ids[i] = x.rows[i].row_id;
	*n = x.n;
	if (more)
		*more = x.further != 0;
	return ids;
}

/* ---- the likest ---- */

enum { LIKE_TOKENS = 16, LIKE_ROWS = 200, LIKE_CHARS = 60 };

/* Pairs of characters of the text, each once: "热水 水供 供应". */
static size_t pairs_of(struct arena *a, const char *text, const char **out)
{
	struct str rest = str_of(search_tokens(a, str_of(utf8_clip(a, text, LIKE_CHARS))));
	size_t n = 0;
	while (rest.n && n < LIKE_TOKENS) {
		const char *token = str_dup(a, str_cut(&rest, ' '));
		bool known = utf8_count(token) < 2;
		for (size_t i = 0; i < n; i++)
			known |= strcmp(out[i], token) == 0;
		if (!known)
			out[n++] = token;
	}
	return n;
}

struct like {
	int64_t id;
	int shared;
};

static int by_shared(const void *x, const void *y)
{
	const struct like *p = x, *q = y;
	return p->shared != q->shared ? q->shared - p->shared : (q->id > p->id) - (q->id < p->id);
}

/* How many of the pairs its title has. */
static int shared_pairs(struct arena *a, const char *title, const char **pairs, size_t n)
{
	const char *tokens = arena_printf(a, " %s ", search_tokens(a, str_of(title)));
	int shared = 0;
	for (size_t i = 0; i < n; i++)
		shared += strstr(tokens, arena_printf(a, " %s ", pairs[i])) != NULL;
	return shared;
}

static struct search_found *any_of(struct db *d, struct arena *a, const char **pairs, size_t n, const char *record, size_t *rows)
{
	struct buf b = buf_in(a);
	bool pg = db_is_postgres(d);
	const struct tongue *t = tongue_of(d);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, pg ? "%s'%s'" : "%s\"%s\"", i ? t->or : "", pairs[i]);
	const char *match = arena_printf(a, pg ? "(%s) & (%s)" : "{tokens} : (%s) AND {marks} : (%s)", buf_text(&b), record_mark(d, a, record));
	return pg ? q_words_hits_pg(d, a, match, INT64_MAX, 0, LIKE_ROWS, rows) : q_words_hits_lite(d, a, match, INT64_MAX, 0, 0, LIKE_ROWS, rows);
}

int64_t *search_similar(struct req *r, const struct record *record, const char *text, size_t most, size_t *n)
{
	const char *pairs[LIKE_TOKENS];
	size_t found = pairs_of(r->arena, text, pairs), rows = 0;
	struct like *likes = NEW_N(r->arena, struct like, LIKE_ROWS);
	struct search_found *x = found ? any_of(r->db, r->arena, pairs, found, record->name, &rows) : NULL;
	for (size_t i = 0; i < rows; i++)
		likes[i] = (struct like){x[i].row_id, shared_pairs(r->arena, x[i].title, pairs, found)};
	if (rows)
		qsort(likes, rows, sizeof(*likes), by_shared);
	int64_t *ids = NEW_N(r->arena, int64_t, most);
	*n = 0;
	for (size_t i = 0; i < rows && *n < most; i++)
		ids[(*n)++] = likes[i].id;
	return ids;
}
