#include "kernel/search.h"

#include <string.h>

#include "kernel/unit.h"
#include "kernel.sql.h"
#include "secret/id.h"
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

/* A row that is not to be found now stays in the index without a right: its own list finds it. */
void search_put(struct req *r, const struct flow *f, const void *row)
{
	const struct head *h = row;
	const struct field *title = record_field(f->record, f->record->title);
	const char *more = f->search_text ? f->search_text(r, row) : "";
	const char *need = more ? f->find_right : "";
	const char *path = unit_path(r->db, r->arena, h->unit);
	const char *tokens = search_tokens(r->arena, str_of(text_of(r, f, row, more)));
	const char *marks = marks_of(r->arena, f->record->name, need, h->unit, path);
	struct search_of old;
	if (q_search_of(r->db, r->arena, f->record->name, h->id, &old)) {
		q_search_text_set(r->db, old.id, tokens, marks);
		q_search_doc_set(r->db, old.id, h->unit, path, field_text(title, row), r->now, need);
		return;
	}
	int64_t id = id_new();
	q_search_doc_add(r->db, id, f->record->name, h->id, h->unit, path,
			 field_text(title, row), r->now, need);
	q_search_text_add(r->db, id, tokens, marks);
}
