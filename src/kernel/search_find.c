/*
 * Finding in the index of words: newest first, exact, and at a cost that does not grow with it.
 *
 * Each word of a search, and the places it is limited to, are parts that all hits have. The index leaps from entry to
 * entry over what one part has not, quickly from the oldest on and slowly from the newest on (for each leaf it goes
 * back it reads the leaf anew). So it is asked for a stretch of entries, oldest first, and the stretch is read from its
 * end: at first down to the last some hundred places of the rarest part, then some times as far, or where that has too
 * many hits, down to its last some thousand. Where one part has no more places than some hundred, or stands on few
 * leaves, the stretch is the whole index: what is rare is always searched to its end. Else the answer says from where to
 * look on.
 *
 * A word that is the beginning of very many words is not looked for in the index, whose places FTS5 would gather and
 * sort before the first hit, but seen on the entry. How common a part may be, is told by how many leaves of the
 * index lie between its first place and its last (three steps down a tree for each segment).
 *
 * With PostgreSQL search_find_pg.c does the same in its own way.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "kernel/rights.h"
#include "kernel/search_parts.h"
#include "kernel/unit.h"

struct search_bounds search_bounds = {.few = 8, .wide = 8, .begun = 5000, .newest = 250, .kept = 5000, .walked = 5000, .tested = 1000};

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

static bool covered(const struct scope *s, const char *path, int64_t unit)
{
	for (size_t i = 0; i < s->n_trees; i++)
		if (path_covers(s->trees[i], path))
			return true;
	for (size_t i = 0; i < s->n_units; i++)
		if (s->units[i] == unit)
			return true;
	return false;
}

/* Every place in which one of the rights is held; what lies in another of them is left out. */
static struct scope all_places(struct req *r, const struct scope *scopes, size_t n)
{
	size_t trees = 0, units = 0;
	for (size_t i = 0; i < n; i++) {
		trees += scopes[i].n_trees;
		units += scopes[i].n_units;
	}
	struct scope s = {NEW_N(r->arena, const char *, trees + 1), 0, NEW_N(r->arena, int64_t, units + 1), 0};
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < scopes[i].n_trees; k++)
			if (!covered(&s, scopes[i].trees[k], 0))
				s.trees[s.n_trees++] = scopes[i].trees[k];
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < scopes[i].n_units; k++)
			if (!covered(&s, "", scopes[i].units[k]) && !covered(&s, unit_path(r->db, r->arena, scopes[i].units[k]), 0))
				s.units[s.n_units++] = scopes[i].units[k];
	return s;
}

/*
 * The index opens each word that a search names, so it is asked for the places alone; which right finds an entry
 * is seen on the entry. Only what is most of the index is left out there already, for who may not find it.
 */
struct search_within search_in_reach(struct req *r, const struct search_right *rights, size_t n, const char *record, int64_t unit)
{
	struct search_within w = {.text = "", .rights = rights, .n_rights = n};
	const struct tongue *t = tongue_of(r->db);
	struct buf b = buf_in(r->arena);
	struct scope *scopes = NEW_N(r->arena, struct scope, n + 1), unit_tree = {.trees = NEW_N(r->arena, const char *, 1), .n_trees = 1};
	for (size_t i = 0; i < n; i++)
		scopes[i] = rights[i].held ? scope_of(r, rights[i].name) : (struct scope){0};
	struct scope all = all_places(r, scopes, n);
	w.scopes = scopes;
	if (all.n_trees + all.n_units == 0 || unit < 0)
		return w;
	if (unit) {
		unit_tree.trees[0] = unit_path(r->db, r->arena, unit);
		for (size_t i = 0; i < all.n_trees; i++)
			unit = path_covers(all.trees[i], unit_tree.trees[0]) ? 0 : unit;
		put_places(r->db, r->arena, &b, &unit_tree, &w);
		if (unit)
			buf_puts(&b, t->and);
	}
	if (unit || !b.n) {
		w.n_marks = 0;
		put_places(r->db, r->arena, &b, &all, &w);
	}
	if (record && *record)
		buf_printf(&b, "%s%s", t->and, w.record = record_mark(r->db, r->arena, record));
	for (size_t i = 0; i < n; i++)
		if (rights[i].most && !rights[i].held) {
			buf_puts(&b, t->not);
			put_mark(&b, t, 'n', rights[i].name);
		}
	w.text = buf_text(&b);
	return w;
}

bool search_sees(const struct search_within *w, const struct search_found *f)
{
	for (size_t i = 0; i < w->n_rights; i++)
		if (w->rights[i].held && strcmp(w->rights[i].name, f->need) == 0)
			return covered(&w->scopes[i], f->path, f->unit);
	return !w->rights;
}

/* ---- SQLite ---- */

enum { PARTS = 16, ALIKE = 4, FURTHER = 10 };

struct part {
	const char *match;
	int64_t leaves;
};

struct hunt {
	struct db *db;
	struct arena *arena;
	const struct search_ask *ask;
	const char *match; /* all parts that the index looks for */
	bool looks; /* the words of what has them must be looked at too */
	struct part parts[PARTS]; /* the rarest first */
	int n_parts;
};

static int64_t leaves_of(struct hunt *h, const char *word, bool prefix)
{
	const char *first = arena_printf(h->arena, "0%s", word);
	return q_words_leaves_lite(h->db, str_of(first), str_of(arena_printf(h->arena, "%s%s", first, prefix ? "\xff" : "\x01")));
}

static void add_part(struct hunt *h, const char *match, int64_t leaves)
{
	int at = h->n_parts < PARTS ? h->n_parts++ : PARTS - 1;
	for (; at > 0 && h->parts[at - 1].leaves > leaves; at--)
		h->parts[at] = h->parts[at - 1];
	h->parts[at] = (struct part){match, leaves};
}

/* Has it so many places that the index should not gather them? Leaves also count what merely stands on them. */
static bool is_wide(struct hunt *h, const char *beginning, int64_t leaves)
{
	return leaves > search_bounds.wide &&
	       q_words_begun_lite(h->db, beginning, arena_printf(h->arena, "%s\xf4\x8f\xbf\xbf", beginning), search_bounds.begun) == search_bounds.begun;
}

/* The term as the index shall look for it, without its last token where that begins too many words. */
static void put_term(struct hunt *h, struct buf *b, const struct search_term *t)
{
	const char *comma = b->n ? " AND " : "";
	for (size_t i = 0; i < t->count; i++) {
		bool prefix = t->prefix && i + 1 == t->count;
		int64_t leaves = leaves_of(h, t->tokens[i], prefix);
		if (prefix && is_wide(h, t->tokens[i], leaves)) {
			h->looks = true;
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

/* Down to which entry one of the parts from `first` to `past` has so many places; 0: it has not so many. */
static int64_t end_of_newest(const struct hunt *h, int first, int past, int64_t places)
{
	int64_t end = INT64_MAX;
	for (int i = first; i < past && end; i++) {
		int64_t nth = q_words_nth_lite(h->db, h->parts[i].match, h->ask->before, places - 1);
		end = nth < end ? nth : end;
	}
	return end;
}

/* Has the entry the words, as far as the index was not asked for them, and may the asker find it? */
static bool fits(const struct hunt *h, int64_t id, struct search_found *out)
{
	struct arena_mark mark = arena_mark(h->arena);
	const char *tokens = h->looks ? q_words_tokens_lite(h->db, h->arena, id) : NULL;
	bool fine = !h->looks || (tokens && search_in_tokens(h->ask->words, tokens));
	arena_release(h->arena, mark);
	return fine && q_words_entry(h->db, h->arena, id, out) && search_sees(&h->ask->within, out);
}

/* The hits from the entry `end` on. False: they are too many to look through, as where an import wrote thousands at once. */
static bool find_from(const struct hunt *h, int64_t end, struct search_answer *out)
{
	struct search_answer x = {.rows = NEW_N(h->arena, struct search_found, h->ask->most + 1)};
	size_t n = 0, looked = 0, most = (size_t)search_bounds.kept;
	int64_t *ids = NEW_N(h->arena, int64_t, most);
	struct stmt *s = q_words_stretch_lite(h->db, h->match, end, h->ask->before);
	for (struct words_stretch_lite hit; n <= most && q_words_stretch_lite_next(s, h->arena, &hit); n++)
		if (n < most)
			ids[n] = hit.id;
	db_done(s);
	if (n > most)
		return false;
	for (; looked < n && x.n < h->ask->most && looked < (size_t)search_bounds.tested; looked++) {
		x.further = ids[n - 1 - looked];
		x.n += fits(h, x.further, &x.rows[x.n]);
	}
	if (looked == n && x.n < h->ask->most)
		x.further = end;
	*out = x;
	return true;
}

/* The rarest parts, as far as leaves tell. */
static int alike_parts(const struct hunt *h)
{
	int n = 1;
	while (n < h->n_parts && h->parts[n].leaves <= (h->parts[0].leaves + 1) * ALIKE)
		n++;
	return n;
}

/* From the second stretch on: as far back as there are not too many hits. */
static int64_t end_of_second(const struct hunt *h, int alike, int64_t end)
{
	if (h->parts[0].leaves <= search_bounds.few || !end_of_newest(h, alike, h->n_parts, search_bounds.newest))
		return 0;
	int64_t newest = q_words_newest_before(h->db, h->ask->before);
	return newest - end < end / FURTHER ? newest - (newest - end) * FURTHER : 0;
}

static struct search_answer find_lite(const struct hunt *h)
{
	struct search_answer x = {0};
	int alike = alike_parts(h);
	int64_t end = end_of_newest(h, 0, alike, search_bounds.newest);
	find_from(h, end, &x);
	if (x.n == h->ask->most || x.further != end || !end)
		return x;
	if (!find_from(h, end_of_second(h, alike, end), &x))
		find_from(h, end_of_newest(h, 0, alike, search_bounds.kept), &x);
	return x;
}

/* ---- both ---- */

struct search_answer search_find(struct db *d, struct arena *a, const struct search_ask *asked)
{
	struct search_ask ask = *asked;
	ask.before = ask.before ? ask.before : INT64_MAX;
	if (!*ask.within.text || !ask.words->count || !ask.most)
		return (struct search_answer){0};
	if (db_is_postgres(d))
		return search_find_pg(d, a, &ask);
	struct hunt h = hunt_of(d, a, &ask);
	return find_lite(&h);
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

/* Entries of the record, among its newest, that have one of the pairs. */
static struct search_answer any_of(struct db *d, struct arena *a, const char **pairs, size_t n, const char *record)
{
	struct buf b = buf_in(a);
	bool pg = db_is_postgres(d);
	struct search_ask ask = {.most = LIKE_ROWS, .before = INT64_MAX};
	const char *mark = record_mark(d, a, record);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, pg ? "%s'%s'" : "%s\"%s\"", i ? tongue_of(d)->or : "", pairs[i]);
	const char *match = arena_printf(a, pg ? "(%s) & (%s)" : "{tokens} : (%s) AND {marks} : (%s)", buf_text(&b), mark);
	if (pg)
		return search_match_pg(d, a, &ask, match);
	struct hunt h = {.db = d, .arena = a, .ask = &ask, .match = match};
	add_part(&h, arena_printf(a, "{marks} : (%s)", mark), leaves_of(&h, mark, false));
	return find_lite(&h);
}

int64_t *search_similar(struct req *r, const struct record *record, const char *text, size_t most, size_t *n)
{
	const char *pairs[LIKE_TOKENS];
	size_t found = pairs_of(r->arena, text, pairs);
	struct like *likes = NEW_N(r->arena, struct like, LIKE_ROWS);
	struct search_answer x = found ? any_of(r->db, r->arena, pairs, found, record->name) : (struct search_answer){0};
	for (size_t i = 0; i < x.n; i++)
		likes[i] = (struct like){x.rows[i].row_id, shared_pairs(r->arena, x.rows[i].title, pairs, found)};
	if (x.n)
		qsort(likes, x.n, sizeof(*likes), by_shared);
	int64_t *ids = NEW_N(r->arena, int64_t, most);
	*n = 0;
	for (size_t i = 0; i < x.n && *n < most; i++)
		ids[(*n)++] = likes[i].id;
	return ids;
}
