#include "kernel/search.h"

#include <string.h>

#include "kernel/unit.h"
#include "kernel.sql.h"
#include "secret/id.h"
#include "text/tokens.h"

/* Everything of the row that may be found, as one text; NULL: it is not to be found now. */
static const char *text_of(struct req *r, const struct flow *f, const void *row)
{
	struct buf b = buf_in(r->arena);
	for (int i = 0; i < f->record->n_fields; i++) {
		const struct field *x = &f->record->fields[i];
		if (x->use & F_FIND) {
			buf_puts(&b, field_show(r->arena, r->db, x, row));
			buf_char(&b, '\n');
		}
	}
	const char *more = f->search_text ? f->search_text(r, row) : "";
	buf_puts(&b, more);
	return more ? buf_text(&b) : NULL;
}

void search_put(struct req *r, const struct flow *f, const void *row)
{
	const struct head *h = row;
	const struct field *title = record_field(f->record, f->record->title);
	const char *text = text_of(r, f, row);
	const char *tokens = search_tokens(r->arena, str_of(text));
	struct search_of old;
	bool known = q_search_of(r->db, r->arena, f->record->name, h->id, &old);
	if (!text) {
		if (known) {
			q_search_text_drop(r->db, old.id);
			q_search_doc_drop(r->db, old.id);
		}
		return;
	}
	if (known) {
		q_search_text_set(r->db, old.id, tokens);
		q_search_doc_set(r->db, old.id, h->unit, unit_path(r->db, r->arena, h->unit),
				 field_text(title, row), r->now, f->find_right);
		return;
	}
	int64_t id = id_new();
	q_search_doc_add(r->db, id, f->record->name, h->id, h->unit, unit_path(r->db, r->arena, h->unit),
			 field_text(title, row), r->now, f->find_right);
	q_search_text_add(r->db, id, tokens);
}
