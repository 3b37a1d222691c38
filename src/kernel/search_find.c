/*
 * Finding in the index of words: newest first, exact, and at a cost that does not grow with it.
 *
 * Each word of a search, and the places it is limited to, are parts that all hits have. How common a part is, is told by
 * how many leaves of the index lie between its first place and its last (three steps down a tree for each segment). With
 * SQLite the places of the rarest part, and of those not much commoner, are read from the newest on and compared; what
 * stands in all of them is looked at: its words, where these were not all compared or must follow each other, and its
 * entry, for record, place and right. FTS5 is never asked for several words at once: it would look for the first entry
 * that has them from the oldest on, through the whole index where there is none.
 *
 * What lies within a leaf or two of the index is always searched to its end, and so are places of the organisation that stand on few leaves: how
 * many a union has does not grow with the city around it. Else a bounded number is gone through, more when the search
 * goes on, and the answer says from where to look on.
 *
 * One character is found as fast as a word: the index has the first character of each word by itself (schema.c). A longer
 * beginning of words is asked for as such where it has few places, else as the words that begin so, where these are few;
 * FTS5 would gather and sort all its places before the first one. The beginning of very many words is no part, but seen
 * on the entry; where no word begins so, nothing is found.
 *
 * With PostgreSQL search_find_pg.c does the same in its own way.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "kernel/rights.h"
#include "kernel/search_parts.h"
#include "kernel/unit.h"
#include "list.sql.h"

struct search_bounds search_bounds = {.few = 8, .wide = 8, .newest = 250, .walked = 5000, .tested = 1000};
struct search_lite_bounds search_lite_bounds = {.few = 3, .wide = 4, .begun = 6, .walked = 1000, .tested = 50, .pieces = 6};

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

/* One tree that no unit is outside of: its mark tells nothing. */
static bool is_everywhere(struct db *d, struct arena *a, const struct scope *s)
{
	return s->n_trees == 1 && !q_list_units_outside(d, s->trees[0], path_end(a, s->trees[0]));
}

static const char *record_mark(const struct db *d, struct arena *a, const char *record)
{
	struct buf b = buf_in(a);
	put_mark(&b, tongue_of(d), 'r', record);
	return buf_text(&b);
}

struct search_within search_in_record(struct db *d, struct arena *a, const char *record, const struct scope *within)
{
	struct search_within w = {.of = record, .record = record_mark(d, a, record)};
	struct buf b = buf_in(a);
	buf_puts(&b, w.record);
	if (within && within->n_trees + within->n_units) {
		buf_puts(&b, tongue_of(d)->and);
		put_places(d, a, &b, within, &w);
		w.scope = within;
		w.everywhere = is_everywhere(d, a, within);
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
		w.under = unit;
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
		w.everywhere = is_everywhere(r->db, r->arena, &all);
	}
	if (record && *record)
		buf_printf(&b, "%s%s", t->and, w.record = record_mark(r->db, r->arena, w.of = record));
	for (size_t i = 0; i < n; i++)
		if (rights[i].most && !rights[i].held) {
			buf_puts(&b, t->not);
			put_mark(&b, t, 'n', rights[i].name);
		}
	w.text = buf_text(&b);
	return w;
}

/* "/1/10/101/" and 10 */
static bool is_under(const char *path, int64_t unit)
{
	for (struct str rest = str_skip(str_of(path), 1); rest.n;) {
		int64_t id;
		if (str_int(str_cut(&rest, '/'), &id) && id == unit)
			return true;
	}
	return false;
}

bool search_sees(const struct search_within *w, const struct search_found *f)
{
	if ((w->of && strcmp(w->of, f->record) != 0) || (w->under && !is_under(f->path, w->under)) ||
	    (w->scope && !covered(w->scope, f->path, f->unit)))
		return false;
	for (size_t i = 0; i < w->n_rights; i++)
		if (w->rights[i].held && strcmp(w->rights[i].name, f->need) == 0)
			return covered(&w->scopes[i], f->path, f->unit);
	return !w->rights;
}

/* ---- SQLite: parts ---- */

enum { PARTS = 16, ALIKE = 16, FIRST_READ = 32, MOST_READ = 1024, GATHERED_READ = 64, ASKING = 40, GOING_ON = 10 };
enum part_kind { PART_WORD, PART_RECORD, PART_PLACES };

/* And its places, as far as they are read, newest first. */
struct part {
	const char *match;
	int64_t leaves;
	enum part_kind kind;
	int64_t *ids;
	size_t n, at, read;
	bool ended, leapt; /* leapt: all that was read last was passed over at once, so much rarer is another part here */
	bool gathers; /* FTS5 puts the places of several words in order each time it is asked */
};

struct hunt {
	struct db *db;
	struct arena *arena;
	const struct search_ask *ask;
	const char **any; /* one of these pairs instead of the words of the search; only the rarest part is compared then */
	size_t n_any;
	bool none; /* no word begins as one of the search does */
	bool looks; /* the words of what has the parts must be looked at too */
	bool sorts; /* words were compared and the record was not: most entries may be of others */
	struct part parts[PARTS]; /* the rarest first */
	int n_parts, n_compared;
	int64_t walked, most_walked, tested, most_tested;
};

/*
 * One character that the index has by itself, of all words that begin so. Not those that marks begin with: every entry
 * has such, and hardly any word of a text.
 */
static bool is_letter(const char *word)
{
	return utf8_count(word) == 1 && !strchr("nrsu", *word);
}

/* Of a word, of all that begin so, of one character that words begin with: FTS5 has a sign before each word, and another before those. */
static int64_t leaves_of(struct hunt *h, const char *word, bool prefix)
{
	bool letter = prefix && is_letter(word);
	const char *first = arena_printf(h->arena, "%c%s", letter ? '1' : '0', word);
	return q_words_leaves_lite(h->db, str_of(first), str_of(arena_printf(h->arena, "%s%s", first, prefix && !letter ? "\xff" : "\x01")));
}

static void add_part(struct hunt *h, struct part p)
{
	for (int i = 0; i < h->n_parts; i++)
		if (strcmp(h->parts[i].match, p.match) == 0)
			return;
	int at = h->n_parts < PARTS ? h->n_parts++ : PARTS - 1;
	for (; at > 0 && h->parts[at - 1].leaves > p.leaves; at--)
		h->parts[at] = h->parts[at - 1];
	h->parts[at] = p;
}

/* "职工" OR "职业" …: the words that begin so. NULL: they are too many. */
static const char *words_begun(struct hunt *h, const char *beginning)
{
	size_t n;
	struct words_begun *w = q_words_begun_lite(h->db, h->arena, beginning, arena_printf(h->arena, "%s\xf4\x8f\xbf\xbf", beginning),
						   search_lite_bounds.begun + 1, &n);
	struct buf b = buf_in(h->arena);
	for (size_t i = 0; i < n && *w[i].term; i++)
		buf_printf(&b, "%s\"%s\"", i ? " OR " : "", w[i].term);
	return (int64_t)n > search_lite_bounds.begun ? NULL : buf_text(&b);
}

static void put_term(struct hunt *h, const struct search_term *t)
{
	h->looks |= t->count > 1; /* they must follow each other */
	for (size_t i = 0; i < t->count; i++) {
		bool prefix = t->prefix && i + 1 == t->count, gathers = prefix && !is_letter(t->tokens[i]);
		int64_t leaves = leaves_of(h, t->tokens[i], prefix);
		const char *word = arena_printf(h->arena, "\"%s\"%s", t->tokens[i], prefix ? " *" : "");
		if (gathers && leaves > search_lite_bounds.wide)
			word = utf8_count(t->tokens[i]) == 1 ? NULL : words_begun(h, t->tokens[i]); /* of a letter they are too many */
		h->looks |= !word;
		h->none |= word && !*word;
		if (word && *word)
			add_part(h, (struct part){arena_printf(h->arena, "{tokens} : (%s)", word), leaves, PART_WORD,
						  .gathers = gathers && leaves <= search_lite_bounds.wide});
	}
}

static struct hunt hunt_of(struct db *d, struct arena *a, const struct search_ask *ask)
{
	struct hunt h = {.db = d, .arena = a, .ask = ask};
	struct buf places = buf_in(a);
	for (size_t i = 0; i < ask->words->count; i++)
		put_term(&h, &ask->words->terms[i]);
	int64_t leaves = 0;
	if (ask->within.record)
		add_part(&h, (struct part){arena_printf(a, "{marks} : (%s)", ask->within.record), leaves_of(&h, ask->within.record, false), PART_RECORD});
	if (ask->within.everywhere && h.n_parts)
		return h;
	for (size_t i = 0; i < ask->within.n_marks; i++) {
		leaves += leaves_of(&h, ask->within.marks[i], false);
		buf_printf(&places, "%s%s", i ? " OR " : "", ask->within.marks[i]);
	}
	if (ask->within.n_marks)
		add_part(&h, (struct part){arena_printf(a, "{marks} : (%s)", buf_text(&places)), leaves, PART_PLACES});
	return h;
}

/* More and more, but not more than can still be looked at; the fewest again where the last ones were passed over. */
static size_t next_read(const struct hunt *h, const struct part *p)
{
	if (p->gathers)
		return GATHERED_READ;
	size_t n = p->leapt || !p->read ? FIRST_READ : p->read < MOST_READ ? p->read * 2 : MOST_READ;
	int64_t left = h->most_tested - h->tested;
	return !h->most_tested || left > (int64_t)n ? n : left > FIRST_READ ? (size_t)left : FIRST_READ;
}

static void read_places(struct hunt *h, struct part *p, int64_t before)
{
	p->read = next_read(h, p);
	p->ids = NEW_N(h->arena, int64_t, p->read);
	p->n = p->at = 0;
	struct stmt *s = q_words_newest_lite(h->db, p->match, before, (int64_t)p->read);
	for (struct words_newest hit; q_words_newest_lite_next(s, h->arena, &hit);)
		p->ids[p->n++] = hit.id;
	db_done(s);
	h->walked += (int64_t)p->n + ASKING; /* to open a word costs as much as so many of its places */
	p->ended = p->n < p->read;
}

/* How many leaves there are tells no lower bound; whoever has no more places than are read at once is known to be rare. */
static void read_first(struct hunt *h)
{
	for (int i = 0; i < h->n_parts; i++) {
		read_places(h, &h->parts[i], h->ask->before);
		if (h->parts[i].ended)
			h->parts[i].leaves = -1;
		for (int k = i; k > 0 && h->parts[k - 1].leaves > h->parts[k].leaves; k--) {
			struct part p = h->parts[k];
			h->parts[k] = h->parts[k - 1];
			h->parts[k - 1] = p;
		}
	}
}

/* The rarest, and what is not much commoner; the rarest alone when all its places are read. What is left out is seen on the entry. */
static void choose_compared(struct hunt *h)
{
	read_first(h);
	int most = h->any || (h->n_parts && h->parts[0].ended) ? 1 : h->n_parts;
	while (h->n_compared < most && h->parts[h->n_compared].leaves <= (h->parts[0].leaves + 2) * ALIKE)
		h->n_compared++;
	for (int i = h->n_compared; i < h->n_parts; i++) {
		h->looks |= h->parts[i].kind == PART_WORD;
		h->sorts |= h->parts[i].kind == PART_RECORD && h->parts[0].kind == PART_WORD;
	}
}

/* ---- SQLite: going through their places ---- */

/* The newest place of a part among older entries; 0: none. */
static int64_t place_before(struct hunt *h, struct part *p, int64_t before)
{
	size_t from = p->at;
	while (p->at < p->n && p->ids[p->at] >= before)
		p->at++;
	p->leapt = !from && p->n > 1 && p->at == p->n;
	if (p->at == p->n && !p->ended)
		read_places(h, p, before);
	return p->at < p->n ? p->ids[p->at] : 0;
}

/* The newest older entry that stands in all that is compared; 0: none. With *enough before it is known: so far they were gone through. */
static int64_t next_common(struct hunt *h, int64_t before, bool *enough)
{
	int same = 0;
	for (int i = 0; same < h->n_compared; i = (i + 1) % h->n_compared) {
		int64_t id = place_before(h, &h->parts[i], before);
		if (!id)
			return 0;
		same = same && id == before - 1 ? same + 1 : 1;
		before = id + 1;
		*enough = same < h->n_compared && h->walked > h->most_walked && before < h->ask->before;
		if (*enough)
			break;
	}
	return before - 1;
}

/* How many of the pairs stand in these tokens. */
static int shared_pairs(struct arena *a, const char *text, const char **pairs, size_t n)
{
	const char *tokens = arena_printf(a, " %s ", text);
	int shared = 0;
	for (size_t i = 0; i < n; i++)
		shared += strstr(tokens, arena_printf(a, " %s ", pairs[i])) != NULL;
	return shared;
}

static bool has_words(struct hunt *h, const char *tokens)
{
	return h->any ? shared_pairs(h->arena, tokens, h->any, h->n_any) > 0 : search_in_tokens(h->ask->words, tokens);
}

static bool has_its_words(struct hunt *h, int64_t id)
{
	struct arena_mark mark = arena_mark(h->arena);
	const char *tokens = h->looks ? q_words_tokens_lite(h->db, h->arena, id) : NULL;
	bool fine = !h->looks || (tokens && has_words(h, tokens));
	arena_release(h->arena, mark);
	return fine;
}

static bool is_seen(struct hunt *h, int64_t id, struct search_found *out)
{
	return q_words_entry(h->db, h->arena, id, out) && search_sees(&h->ask->within, out);
}

/* Has the entry the words, as far as they were not compared, and may the asker find it? First what more entries fail at. */
static bool fits(struct hunt *h, int64_t id, struct search_found *out)
{
	return h->sorts ? is_seen(h, id, out) && has_its_words(h, id) : has_its_words(h, id) && is_seen(h, id, out);
}

/* Is all searched to its end, however much is to be looked at? A union has no more places when the city grows; a word has. */
static bool is_rare(const struct hunt *h)
{
	int64_t few = search_lite_bounds.few;
	for (int i = 0; i < h->n_compared; i++)
		if (h->parts[i].leaves <= (h->parts[i].kind == PART_PLACES || few < 0 ? few : 0))
			return true;
	return false;
}

static struct search_answer find_lite(struct hunt *h)
{
	struct search_answer x = {.rows = NEW_N(h->arena, struct search_found, h->ask->most + 1)};
	int64_t before = h->ask->before;
	int64_t times = before != INT64_MAX ? GOING_ON : 1;
	bool enough = false;
	if (h->none)
		return x;
	choose_compared(h);
	bool rare = is_rare(h);
	h->most_walked = rare ? INT64_MAX : search_lite_bounds.walked * times;
	h->most_tested = rare ? INT64_MAX : h->any ? search_lite_bounds.walked : (search_lite_bounds.tested + 2 * (int64_t)h->ask->most) * times;
	for (int64_t id; h->n_compared && x.n < h->ask->most; before = id) {
		id = next_common(h, before, &enough);
		if (!id)
			return x;
		if (enough || h->tested++ == h->most_tested) {
			x.further = id + 1;
			return x;
		}
		x.n += fits(h, id, &x.rows[x.n]);
	}
	x.further = before;
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

/*
 * Entries of the record, among its newest, that have one of the pairs. With SQLite the places of the record, or of the pairs
 * where these are rarer, are gone through and the other is seen on the entry: what other records have costs nothing then.
 */
static struct search_answer any_of(struct db *d, struct arena *a, const char **pairs, size_t n, const char *record)
{
	struct buf b = buf_in(a);
	bool pg = db_is_postgres(d);
	struct search_ask ask = {.most = LIKE_ROWS, .before = INT64_MAX, .within = {.of = record}};
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, pg ? "%s'%s'" : "%s\"%s\"", i ? tongue_of(d)->or : "", pairs[i]);
	if (pg)
		return search_match_pg(d, a, &ask, arena_printf(a, "(%s) & (%s)", buf_text(&b), record_mark(d, a, record)));
	struct hunt h = {.db = d, .arena = a, .ask = &ask, .any = pairs, .n_any = n};
	const char *mark = record_mark(d, a, record);
	int64_t leaves = 0;
	for (size_t i = 0; i < n; i++)
		leaves += leaves_of(&h, pairs[i], false);
	add_part(&h, (struct part){arena_printf(a, "{marks} : (%s)", mark), leaves_of(&h, mark, false), PART_RECORD});
	add_part(&h, (struct part){arena_printf(a, "{tokens} : (%s)", buf_text(&b)), leaves, PART_WORD});
	return find_lite(&h);
}

int64_t *search_similar(struct req *r, const struct record *record, const char *text, size_t most, size_t *n)
{
	const char *pairs[LIKE_TOKENS];
	size_t found = pairs_of(r->arena, text, pairs);
	struct like *likes = NEW_N(r->arena, struct like, LIKE_ROWS);
	struct search_answer x = found ? any_of(r->db, r->arena, pairs, found, record->name) : (struct search_answer){0};
	for (size_t i = 0; i < x.n; i++)
		likes[i] = (struct like){x.rows[i].row_id, shared_pairs(r->arena, search_tokens(r->arena, str_of(x.rows[i].title)), pairs, found)};
	if (x.n)
		qsort(likes, x.n, sizeof(*likes), by_shared);
	int64_t *ids = NEW_N(r->arena, int64_t, most);
	*n = 0;
	for (size_t i = 0; i < x.n && *n < most; i++)
		ids[(*n)++] = likes[i].id;
	return ids;
}
