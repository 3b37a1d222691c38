#include "outline/outline.h"

#include <stdlib.h>

#include "outline/work.h"

static int by_place(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;
	return x->at < y->at ? -1 : x->at > y->at;
}

static void list_dropped(struct work *w)
{
	struct outline *o = w->out;
	if (w->n_pieces)
		qsort(w->pieces, w->n_pieces, sizeof(*w->pieces), by_place);
	o->dropped = NEW_N(w->a, const char *, w->n_pieces + 1);
	o->dropped_at = NEW_N(w->a, size_t, w->n_pieces + 1);
	for (size_t i = 0; i < w->n_pieces; i++) {
		o->dropped_at[o->n_dropped] = orig_offset(w, w->pieces[i].at);
		o->dropped[o->n_dropped++] = w->pieces[i].text;
	}
}

static void parse(struct arena *a, struct str text, const struct doc_text *doc, struct outline *out)
{
	struct work *w = NEW(a, struct work);
	*out = (struct outline){0};
	*w = (struct work){.a = a, .text = text, .doc = doc, .out = out};
	work_lines(w);
	work_furniture(w);
	work_part(w);
	work_frame(w);
	work_tail(w);
	work_terms(w);
	work_tail(w);
	work_tables(w);
	work_scan(w);
	work_sequence(w);
	work_levels(w);
	work_heal(w);
	work_build(w);
	work_campaigns(w);
	list_dropped(w);
}

void outline_parse(struct arena *a, struct str utf8, struct outline *out)
{
	parse(a, utf8, NULL, out);
}

void outline_parse_doc(struct arena *a, const struct doc_text *doc, struct outline *out)
{
	parse(a, doc->text, doc, out);
}

bool outline_of_file(struct arena *a, struct str bytes, const char *filename, struct outline *out,
		     struct str *text, const char **message)
{
	struct doc_text doc;
	*out = (struct outline){0};
	if (!doc_read_text(a, bytes, filename, &doc, message))
		return false;
	if (text)
		*text = doc.text;
	outline_parse_doc(a, &doc, out);
	return true;
}
