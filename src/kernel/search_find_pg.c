/*
 * Finding with PostgreSQL (kernel/search_find.c says what is promised). Its index of words gives no order and gathers
 * all that has a word before the first hit, so it is asked only for what few entries have; anything else is seen by
 * looking at the newest entries one by one, a bounded number.
 *
 * How common a word is, a sample tells: an index of words over one entry in 251 (search_text_sample). A word that has at
 * most eight entries there has some two thousand in all. The entries of an answer are read by their ids, a page at a time.
 */
#include "kernel/search_parts.h"

#include "text/tokens.h"

enum { AT_ONCE = 30 };

struct hunt {
	struct db *db;
	struct arena *arena;
	const struct search_ask *ask;
	const char *match; /* what the index is asked for */
	const char *whole; /* what an entry must have */
	bool rare; /* a part of the match is */
};

/* Has the sample more than so many entries with it? */
static bool is_common(const struct hunt *h, const char *match, int64_t few)
{
	return few < 0 || q_words_sampled_pg(h->db, match, few + 1) > few;
}

static void note_part(struct hunt *h, const char *match)
{
	h->rare = h->rare || !is_common(h, match, search_bounds.few);
}

/* The term without its last token where that begins the words of too many entries: the index would gather them all. */
static void put_term(struct hunt *h, struct buf *b, const struct search_term *t)
{
	for (size_t i = 0; i < t->count; i++) {
		bool prefix = t->prefix && i + 1 == t->count;
		const char *word = arena_printf(h->arena, prefix ? "'%s':*" : "'%s'", t->tokens[i]);
		if (prefix && is_common(h, word, search_bounds.wide))
			break;
		note_part(h, word);
		buf_printf(b, "%s%s", i ? " <-> " : b->n ? " & " : "", word);
	}
}

static struct hunt hunt_of(struct db *d, struct arena *a, const struct search_ask *ask)
{
	const struct search_within *w = &ask->within;
	struct hunt h = {.db = d, .arena = a, .ask = ask};
	struct buf words = buf_in(a), places = buf_in(a);
	h.whole = arena_printf(a, "(%s) & (%s)", search_tsquery(a, ask->words), w->text);
	for (size_t i = 0; i < ask->words->count; i++)
		put_term(&h, &words, &ask->words->terms[i]);
	for (size_t i = 0; i < w->n_marks; i++)
		buf_printf(&places, "%s%s", i ? " | " : "", w->marks[i]);
	if (w->n_marks)
		note_part(&h, buf_text(&places));
	if (w->record)
		note_part(&h, w->record);
	h.match = arena_printf(a, words.n ? "%s & (%s)" : "%s(%s)", buf_text(&words), w->text);
	return h;
}

/* Ids of a statement. */
struct ids {
	int64_t *list;
	size_t n;
};

static struct ids read_ids(struct arena *a, struct stmt *s, int64_t most)
{
	struct ids x = {.list = NEW_N(a, int64_t, (size_t)most)};
	for (struct words_walk_pg row; (int64_t)x.n < most && q_words_walk_pg_next(s, a, &row);)
		x.list[x.n++] = row.id;
	db_done(s);
	return x;
}

/* Those of these entries that the asker may find. False: so many are found as were wanted, or looked at as may be. */
static bool take_ids(struct db *d, struct arena *a, const struct search_ask *ask, const struct ids *ids, struct search_answer *x)
{
	int64_t looked = 0;
	for (size_t at = 0; at < ids->n; at += AT_ONCE) {
		struct buf b = buf_in(a);
		for (size_t i = at; i < ids->n && i < at + AT_ONCE; i++)
			buf_printf(&b, "%s%lld", i == at ? "{" : ",", (long long)ids->list[i]);
		buf_char(&b, '}');
		struct stmt *s = q_words_entries_pg(d, buf_text(&b));
		for (struct search_found f; x->n < ask->most && looked < search_bounds.tested && q_words_entries_pg_next(s, a, &f); looked++) {
			x->further = f.id;
			if (search_sees(&ask->within, &f))
				x->rows[x->n++] = f;
		}
		db_done(s);
		if (x->n == ask->most || looked == search_bounds.tested)
			return false;
	}
	return true;
}

static struct search_answer nothing_yet(struct arena *a, const struct search_ask *ask)
{
	return (struct search_answer){.rows = NEW_N(a, struct search_found, ask->most)};
}

/* To the end of the index, by its words. */
static struct search_answer find_straight(const struct hunt *h)
{
	struct search_answer x = nothing_yet(h->arena, h->ask);
	int64_t most = search_bounds.tested + 1;
	struct ids ids = read_ids(h->arena, q_words_rare_pg(h->db, h->match, h->whole, h->ask->before, most), most);
	if (take_ids(h->db, h->arena, h->ask, &ids, &x))
		x.further = 0;
	return x;
}

/* Of so many entries, one by one. */
static struct search_answer find_by_hand(const struct hunt *h, int64_t walked)
{
	struct search_answer x = nothing_yet(h->arena, h->ask);
	struct ids ids = read_ids(h->arena, q_words_walk_pg(h->db, h->whole, h->ask->before, walked), walked);
	if (take_ids(h->db, h->arena, h->ask, &ids, &x))
		x.further = q_words_nth_pg(h->db, h->ask->before, walked - 1);
	return x;
}

struct search_answer search_find_pg(struct db *d, struct arena *a, const struct search_ask *ask)
{
	struct hunt h = {.db = d, .arena = a, .ask = ask};
	h.whole = arena_printf(a, "(%s) & (%s)", search_tsquery(a, ask->words), ask->within.text);
	struct search_answer x = find_by_hand(&h, search_bounds.newest);
	if (x.n == ask->most || !x.further)
		return x;
	h = hunt_of(d, a, ask);
	return h.rare ? find_straight(&h) : find_by_hand(&h, search_bounds.walked);
}

struct search_answer search_match_pg(struct db *d, struct arena *a, const struct search_ask *ask, const char *match)
{
	struct hunt h = {.db = d, .arena = a, .ask = ask, .match = match, .whole = match};
	note_part(&h, match);
	return h.rare ? find_straight(&h) : find_by_hand(&h, search_bounds.walked);
}
