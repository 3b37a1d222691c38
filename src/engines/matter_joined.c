/*
 * Duplicates: one matter is joined to another, and both are answered by that one. Whoever raised the joined one is told
 * so, hears when there is an answer, and finds it on his own page; of the other he sees number, state and answer alone.
 */
#include "engines/matter_inside.h"
#include "engines/matter_view.h"
#include "kernel/page.h"
#include "matter.html.h"

enum { HOPS = 4, JOINED_MOST = 100 };

struct same_line *matters_like(struct req *r, const struct flow *f, const struct matter *m, size_t *n)
{
	struct same_line *out = NEW_N(r->arena, struct same_line, LIKE_MOST);
	struct stmt *s = db_use_text(r->db, arena_printf(r->arena,
		"select number, title from %s where unit = $1 and kind = $2 and number <> '' and id <> $3 and state <> %d and state <> %d and state <> %d order by received_on desc limit %d",
		f->record->name, MATTER_MERGED, MATTER_WITHDRAWN, MATTER_REFUSED, LIKE_MOST));
	bind_int(s, 1, m->unit);
	bind_int(s, 2, m->kind);
	bind_int(s, 3, m->id);
	for (*n = 0; db_step(s); (*n)++)
		out[*n] = (struct same_line){col_text(s, 0, r->arena), col_text(s, 1, r->arena)};
	db_done(s);
	return out;
}

/* The one that it is answered by: what it was joined to may have been joined itself. NULL: not joined. */
const struct matter *matter_main(struct req *r, const struct flow *f, const struct matter *m)
{
	const struct matter *at = m;
	for (int i = 0; i < HOPS && at && at->state == MATTER_MERGED && at->same_as; i++)
		at = record_load(r->db, r->arena, f->record, at->same_as);
	return at == m ? NULL : at;
}

void joined_told(struct req *r, const struct flow *f, const struct matter *m, const char *why)
{
	const struct matter *main = matter_main(r, f, m);
	if (main)
		tell_authors(r, f, m, matter_named(r, f, m, arena_printf(r->arena, "已并入 %s，一起办理", main->number)), why);
}

/* Whose matters were joined to this one, also by way of another. Where they rate it themselves they hear of it as its authors. */
static void tell_below(struct req *r, const struct flow *f, const struct matter *main, int64_t id, int hops)
{
	int64_t ids[JOINED_MOST];
	size_t n = 0;
	struct stmt *s = db_use_text(r->db, arena_printf(r->arena, "select id from %s where same_as = $1 and same_as <> 0 limit %d", f->record->name, JOINED_MOST));
	bind_int(s, 1, id);
	while (n < JOINED_MOST && db_step(s))
		ids[n++] = col_int(s, 0);
	db_done(s);
	for (size_t i = 0; i < n; i++) {
		const struct matter *m = record_load(r->db, r->arena, f->record, ids[i]);
		if (!m || m->state != MATTER_MERGED)
			continue;
		tell_authors(r, f, m, matter_named(r, f, m, arena_printf(r->arena, "并入的 %s 已有%s", main->number, answer_of(matters_of(f)))), m->title);
		if (hops < HOPS)
			tell_below(r, f, main, m->id, hops + 1);
	}
}

void joined_answered(struct req *r, const struct flow *f, const struct matter *m)
{
	if (!(matters_of(f)->steps & MATTER_ALL_RATE))
		tell_below(r, f, m, m->id, 1);
}

void matter_joined_card(struct buf *o, struct req *r, const struct flow *f, const struct matter *m)
{
	const struct matter *main = m->state == MATTER_MERGED ? matter_main(r, f, m) : NULL;
	if (!main)
		return;
	const struct choice *states = record_field(f->record, "state")->choices;
	bool answered = main->signer && !text_empty(main->reply);
	const char *due = main->due && (MATTER_OPEN & 1u << main->state) ? day_short(r->arena, main->due, r->today) : "";
	tpl_matter_joined(o, main, states, due, answered ? answer_of(matters_of(f)) : "");
}
