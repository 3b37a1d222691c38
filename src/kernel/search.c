#include "kernel/search.h"

#include <string.h>

#include "kernel/rights.h"
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

/* A word without signs, so that the tokenizer leaves it whole. */
static void put_mark(struct buf *b, char kind, const char *name)
{
	buf_char(b, ' ');
	buf_char(b, kind);
	for (; *name; name++)
		if ((*name >= 'a' && *name <= 'z') || (*name >= '0' && *name <= '9'))
			buf_char(b, *name);
}

/*
 * What a row is, as words beside its text: its record, the right to find it, its unit, and
 * that unit with all above it. A search asks for them together with the text.
 */
static const char *marks_of(struct arena *a, const char *record, const char *need, int64_t unit, const char *path)
{
	struct buf b = buf_in(a);
	put_mark(&b, 'r', record);
	if (*need)
		put_mark(&b, 'n', need);
	buf_printf(&b, " s%lld", (long long)unit);
	for (struct str rest = str_skip(str_of(path), 1); rest.n;) {
		struct str id = str_cut(&rest, '/');
		buf_printf(&b, " u%.*s", (int)id.n, id.p);
	}
	return buf_text(&b);
}

void search_candidates(struct buf *sql, int match, int most)
{
	buf_printf(sql, "select d.row_id from search_text s cross join search_doc d where s.search_text match $%d "
			"and d.id = s.rowid order by s.rowid desc limit $%d", match, most);
}

const char *search_match(struct arena *a, const struct search_query *q, const char *record)
{
	struct buf b = buf_in(a);
	buf_printf(&b, "{tokens} : (%s) AND {marks} :", search_fts5(a, q, true));
	put_mark(&b, 'r', record);
	return buf_text(&b);
}

/* One right and where it is held: (nRIGHT AND (u1 OR s10 …)). */
static bool put_reach(struct buf *b, struct req *r, const char *right)
{
	struct scope s = scope_of(r, right);
	if (!s.n_trees && !s.n_units)
		return false;
	buf_puts(b, b->n ? " OR (" : "(");
	put_mark(b, 'n', right);
	buf_puts(b, " AND (");
	for (size_t i = 0; i < s.n_trees; i++)
		buf_printf(b, "%su%lld", i ? " OR " : "", (long long)path_last(s.trees[i]));
	for (size_t i = 0; i < s.n_units; i++)
		buf_printf(b, "%ss%lld", i || s.n_trees ? " OR " : "", (long long)s.units[i]);
	buf_puts(b, "))");
	return true;
}

const char *search_match_for(struct req *r, const struct search_query *q, const char *const *rights, size_t n,
			     const char *record, int64_t unit)
{
	struct buf b = buf_in(r->arena), reach = buf_in(r->arena);
	size_t held = 0;
	for (size_t i = 0; i < n; i++)
		held += put_reach(&reach, r, rights[i]);
	if (!held || !q->count || unit < 0)
		return "";
	buf_printf(&b, "{tokens} : (%s) AND {marks} : ((%s)", search_fts5(r->arena, q, true), buf_text(&reach));
	if (record && *record) {
		buf_puts(&b, " AND");
		put_mark(&b, 'r', record);
	}
	if (unit)
		buf_printf(&b, " AND u%lld", (long long)unit);
	buf_puts(&b, ")");
	return buf_text(&b);
}

void search_index(struct db *d, struct arena *a, instant now, const struct search_entry *e)
{
	const char *need = e->need ? e->need : "", *path = unit_path(d, a, e->unit);
	const char *words = e->words ? e->words : pinyin_title_tokens(a, e->title);
	const char *tokens = arena_printf(a, "%s %s", search_tokens(a, str_of(e->text)), words);
	const char *marks = marks_of(a, e->record, need, e->unit, path);
	struct search_of old;
	if (q_search_of(d, a, e->record, e->row_id, &old)) {
		q_search_text_set(d, old.id, tokens, marks);
		q_search_doc_set(d, old.id, e->unit, path, e->title, now, need);
		return;
	}
	int64_t id = id_new();
	q_search_doc_add(d, id, e->record, e->row_id, e->unit, path, e->title, now, need);
	q_search_text_add(d, id, tokens, marks);
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
			q_search_marks_set(d, e[i].id, marks_of(a, e[i].record, e[i].need, e[i].unit, path));
			after = e[i].id;
		}
		arena_release(a, mark);
	}
}

void search_put(struct req *r, const struct flow *f, const void *row)
{
	const struct head *h = row;
	const char *more = f->search_text ? f->search_text(r, row) : "";
	search_index(r->db, r->arena, r->now, &(struct search_entry){
		.record = f->record->name, .row_id = h->id, .unit = h->unit,
		.title = field_text(record_field(f->record, f->record->title), row),
		.text = text_of(r, f, row, more),
		/* not to be found now: it stays in the index without a right, for its own list */
		.need = more ? f->find_right : "",
	});
}
