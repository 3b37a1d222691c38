#include "kernel/search_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "kernel/unit.h"
#include "kernel.sql.h"
#include "secret/id.h"
#include "text/pinyin.h"
#include "text/tokens.h"

/* Everything of the row that may be found, as one text. */
static const char *text_of(struct req *r, const struct flow *f, const void *row, const char *more)
{
	struct buf b = buf_in(r->arena);
	for (int i = 0; i < f->record->n_fields; i++) {
		const struct field *x = &f->record->fields[i];
		if (x->use & F_FIND) {
			buf_puts(&b, field_show(r->arena, r->db, x, row));
			buf_char(&b, '\n');
		}
	}
	buf_puts(&b, more);
	return buf_text(&b);
}

static const struct tongue tongues[] = {
	{"", "", "", " AND ", " OR ", " NOT "},
	{"'=", "'", ":1A", " & ", " | ", " & !"},
};

const struct tongue *tongue_of(const struct db *d)
{
	return &tongues[db_is_postgres(d)];
}

static void put_mark_of(struct buf *b, const struct tongue *t, char kind, struct str name)
{
	buf_puts(b, t->mark);
	buf_char(b, kind);
	for (size_t at = 0, n; at < name.n; at += n + 1) {
		for (n = 0; at + n < name.n && ((name.p[at + n] >= 'a' && name.p[at + n] <= 'z') || (name.p[at + n] >= '0' && name.p[at + n] <= '9')); n++)
			continue;
		buf_put(b, name.p + at, n);
	}
	buf_puts(b, t->mark_end);
}

void put_mark(struct buf *b, const struct tongue *t, char kind, const char *name)
{
	put_mark_of(b, t, kind, str_of(name));
}

void put_unit(struct buf *b, const struct tongue *t, char kind, int64_t unit)
{
	buf_puts(b, t->mark);
	buf_char(b, kind);
	buf_int(b, unit);
	buf_puts(b, t->mark_end);
}

static void next_mark(struct buf *b, const struct tongue *t)
{
	buf_puts(b, t->row_end);
	buf_char(b, ' ');
}

/*
 * What a row is, as words beside its text: its record, the right to find it, its unit, and
 * that unit with all above it. A search asks for them together with the text.
 */
static const char *marks_of(const struct db *d, struct arena *a, const char *record, const char *need, int64_t unit,
			    const char *path)
{
	const struct tongue *t = tongue_of(d);
	struct buf b = buf_in(a);
	put_mark(&b, t, 'r', record);
	if (*need) {
		next_mark(&b, t);
		put_mark(&b, t, 'n', need);
	}
	next_mark(&b, t);
	put_unit(&b, t, 's', unit);
	for (struct str rest = str_skip(str_of(path), 1); rest.n;) {
		next_mark(&b, t);
		put_mark_of(&b, t, 'u', str_cut(&rest, '/'));
	}
	buf_puts(&b, t->row_end);
	return buf_text(&b);
}

/* "职工 工会" as "'职工':1 '工会':2". A lexeme has no position behind 16383: that much of a long text is found as phrases. */
static const char *lexemes(struct arena *a, const char *tokens)
{
	enum { ROOM = 1000000 }; /* of a vector, about */
	struct buf b = buf_in(a);
	int64_t at = 0;
	for (struct str rest = str_of(tokens), one; rest.n && b.n < ROOM;) {
		one = str_cut(&rest, ' ');
		if (!one.n || memchr(one.p, '\'', one.n) || memchr(one.p, '\\', one.n))
			continue;
		buf_puts(&b, at ? " '" : "'");
		buf_str(&b, one);
		buf_puts(&b, "':");
		buf_int(&b, ++at);
	}
	return buf_text(&b);
}

struct search_made search_make(const struct db *d, struct arena *a, const char *path, const struct search_entry *e)
{
	const char *words = e->words ? e->words : pinyin_title_tokens(a, e->title);
	const char *tokens = arena_printf(a, "%s %s", search_tokens(a, str_of(e->text)), words);
	return (struct search_made){path, db_is_postgres(d) ? lexemes(a, tokens) : tokens,
				    marks_of(d, a, e->record, e->need ? e->need : "", e->unit, path)};
}

void search_add(struct db *d, struct arena *a, instant now, const struct search_entry *const *e, const struct search_made *const *m, size_t n, bool ahead)
{
	int64_t *ids = NEW_N(a, int64_t, n);
	struct many docs = q_search_doc_add_open(d, a), words = q_words_add_pg_open(d, a);
	docs.ahead = words.ahead = ahead;
	for (size_t i = 0; i < n; i++)
		q_search_doc_add(&docs, ids[i] = id_new(), e[i]->record, e[i]->row_id, e[i]->unit, m[i]->path, e[i]->title, now, e[i]->need ? e[i]->need : "");
	bool all = (size_t)many_done(&docs) == n;
	for (size_t i = 0; i < n; i++) {
		if (!all && !q_search_doc_there(d, ids[i]))
			continue;
		if (db_is_postgres(d))
			q_words_add_pg(&words, ids[i], arena_printf(a, "%s %s", m[i]->words, m[i]->marks));
		else
			q_words_add_lite(d, ids[i], m[i]->words, m[i]->marks); /* several at once FTS5 would write at once */
	}
	many_done(&words);
}

static void add_one(struct db *d, struct arena *a, instant now, const struct search_entry *e, struct search_made m)
{
	const struct search_made *made = &m;
	search_add(d, a, now, &e, &made, 1, false);
}

void search_index(struct db *d, struct arena *a, instant now, const struct search_entry *e)
{
	struct search_made m = search_make(d, a, unit_path(d, a, e->unit), e);
	struct search_of old;
	if (!q_search_of(d, a, e->record, e->row_id, &old)) {
		add_one(d, a, now, e, m);
		return;
	}
	(db_is_postgres(d) ? q_words_set_pg : q_words_set_lite)(d, old.id, m.words, m.marks);
	q_search_doc_set(d, old.id, e->unit, m.path, e->title, now, e->need ? e->need : "");
}

void search_tidy(struct db *d)
{
	if (!db_is_postgres(d))
		q_words_tidy_lite(d);
}

bool search_is_untidy(struct db *d)
{
	return !db_is_postgres(d) && q_words_pieces_lite(d) > search_lite_bounds.pieces;
}

bool search_tidy_some(struct db *d, bool begin)
{
	enum { PAGES = 100 }; /* a hundredth of a second */
	int64_t before = q_words_changes_lite(d);
	q_words_merge_lite(d, begin ? -PAGES : PAGES);
	return q_words_changes_lite(d) - before >= 2;
}

void search_drop(struct db *d, struct arena *a, const char *record, int64_t row_id)
{
	struct search_of old;
	if (!q_search_of(d, a, record, row_id, &old))
		return;
	q_search_text_drop(d, old.id);
	q_search_doc_drop(d, old.id);
}

void search_moved(struct db *d, struct arena *a, const char *old, const char *to)
{
	enum { AT_ONCE = 500 };
	const char *end = path_end(a, old);
	int64_t after = 0;
	for (size_t n = AT_ONCE; n == AT_ONCE;) {
		struct arena_mark mark = arena_mark(a);
		struct search_below *e = q_search_below(d, a, old, end, after, AT_ONCE, &n);
		for (size_t i = 0; i < n; i++) {
			const char *path = arena_printf(a, "%s%s", to, e[i].path + strlen(old));
			q_search_path_set(d, e[i].id, path);
			(db_is_postgres(d) ? q_words_mark_pg : q_words_mark_lite)(
				d, e[i].id, marks_of(d, a, e[i].record, e[i].need, e[i].unit, path));
			after = e[i].id;
		}
		arena_release(a, mark);
	}
}

static struct search_entry entry_of(struct req *r, const struct flow *f, const void *row)
{
	const struct head *h = row;
	const char *more = f->search_text ? f->search_text(r, row) : "";
	return (struct search_entry){
		.record = f->record->name, .row_id = h->id, .unit = h->unit,
		.title = field_text(record_field(f->record, f->record->title), row),
		.text = text_of(r, f, row, more),
		/* not to be found now: it stays in the index without a right, for its own list */
		.need = more ? f->find_right : "",
	};
}

void search_put(struct req *r, const struct flow *f, const void *row)
{
	struct search_entry e = entry_of(r, f, row);
	search_index(r->db, r->arena, r->now, &e);
}

void search_put_new(struct req *r, const struct flow *f, const void *row)
{
	struct search_entry e = entry_of(r, f, row);
	add_one(r->db, r->arena, r->now, &e, search_make(r->db, r->arena, unit_path(r->db, r->arena, e.unit), &e));
}

/* ---- copies of the index ---- */

struct place {
	int64_t at;
	struct str word;
};

static int by_place(const void *x, const void *y)
{
	const struct place *a = x, *b = y;
	return a->at < b->at ? -1 : a->at > b->at;
}

static size_t count_of(const char *s, char c)
{
	size_t n = 0;
	for (; *s; s++)
		n += *s == c;
	return n;
}

/* "'=u1':3A '会议':2,5" back into words in their order, and marks. */
static void unravel(struct arena *a, struct search_words *w)
{
	struct place *places = NEW_N(a, struct place, count_of(w->tokens, ' ') + count_of(w->tokens, ',') + 1);
	struct buf words = buf_in(a), marks = buf_in(a);
	size_t n = 0;
	for (struct str rest = str_of(w->tokens), at, word; rest.n;) {
		at = str_cut(&rest, ' ');
		str_cut(&at, '\'');
		word = str_cut(&at, '\'');
		if (word.n && word.p[0] == '=') {
			buf_char(&marks, ' ');
			buf_str(&marks, str_skip(word, 1));
			continue;
		}
		for (at = str_skip(at, 1); at.n;)
			places[n++] = (struct place){strtoll(str_dup(a, str_cut(&at, ',')), NULL, 10), word};
	}
	qsort(places, n, sizeof(*places), by_place);
	for (size_t i = 0; i < n; i++) {
		buf_puts(&words, i ? " " : "");
		buf_str(&words, places[i].word);
	}
	w->tokens = buf_text(&words);
	w->marks = buf_text(&marks);
}

struct search_words *search_words_of(struct db *d, struct arena *a, int64_t after, int64_t most, size_t *n)
{
	struct search_words *w = (db_is_postgres(d) ? q_words_list_pg : q_words_list_lite)(d, a, after, most, n);
	for (size_t i = 0; db_is_postgres(d) && i < *n; i++)
		unravel(a, &w[i]);
	return w;
}

void search_words_add(struct db *d, struct arena *a, const struct search_words *w)
{
	const struct tongue *t = tongue_of(d);
	struct buf marks = buf_in(a);
	for (struct str rest = str_of(w->marks), one; rest.n;) {
		one = str_cut(&rest, ' ');
		if (one.n)
			buf_printf(&marks, "%s%s%.*s%s%s", marks.n ? " " : "", t->mark, (int)one.n, one.p, t->mark_end, t->row_end);
	}
	struct many m = q_words_add_pg_open(d, a);
	if (db_is_postgres(d))
		q_words_add_pg(&m, w->id, arena_printf(a, "%s %s", lexemes(a, w->tokens), buf_text(&marks)));
	else
		q_words_add_lite(d, w->id, w->tokens, buf_text(&marks));
	many_done(&m);
}
