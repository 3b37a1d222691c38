/* What an import writes: rows applied, rows taken back, in pieces of the background (kernel/piecework.h). */
#include <string.h>

#include "kernel/app.h"
#include "kernel/list_import.h"
#include "kernel/piecework.h"
#include "list_import.sql.h"

enum { AT_ONCE = 200, EVENTS = 200 };

struct applying {
	const struct import *m;
	struct import_row *x;
	const char *before; /* what the fields were, for taking back */
	int64_t version;
};

static const char *fields_text(struct req *r, const struct import *m, const void *row)
{
	const char *texts[IMPORT_COLUMNS];
	for (int i = 0; i < m->n_heads; i++)
		texts[i] = row && m->map[i] && import_takes(m->map[i]) && !import_is_extra(m->list, m->map[i]) ? field_input(r->arena, m->map[i], row) : "";
	return import_pack(r->arena, texts, m->n_heads);
}

static bool apply_one(struct req *r, void *context)
{
	struct applying *a = context;
	const struct flow *f = a->m->list->flow;
	void *row, *before;
	import_judge(r, a->m, a->x, &row, &before);
	if (a->x->fate != FATE_NEW && a->x->fate != FATE_CHANGE)
		return true;
	a->before = fields_text(r, a->m, before);
	if (a->x->fate == FATE_NEW && a->m->list->fill && !a->m->list->fill(r, row))
		return false;
	bool good = a->x->fate == FATE_NEW ? flow_create(r, f, row, "由文件导入") : flow_edit(r, f, row, "由文件导入");
	if (good && a->x->fate == FATE_NEW && a->m->list->made)
		good = a->m->list->made(r, row);
	a->x->row_id = ((struct head *)row)->id;
	a->version = ((struct head *)row)->version;
	return good;
}

static bool counts(const struct flow *f, const char *verb)
{
	const struct move *m = f->moves;
	while (m->verb && strcmp(m->verb, verb) != 0)
		m++;
	return m->verb || strcmp(verb, "edit") == 0 || strcmp(verb, "create") == 0;
}

static bool follows(const struct list *l, const char *verb)
{
	const char *const *v = l->follows;
	while (*v && strcmp(*v, verb) != 0)
		v++;
	return *v != NULL;
}

/* Each version has its event: whether one behind `version` is no move that follows by itself. */
static bool changed_since(struct req *r, const struct list *l, const struct head *h, int64_t version)
{
	int64_t left = h->version - version;
	size_t n;
	if (!left || !l->follows)
		return left != 0;
	struct event *e = events_of(r->db, r->arena, l->flow->record->name, h->id, EVENTS, &n);
	for (size_t i = 0; i < n && left > 0; i++) {
		if (!counts(l->flow, e[i].verb))
			continue; /* of a file, of a look at it */
		if (!follows(l, e[i].verb))
			return true;
		left--;
	}
	return left != 0;
}

/* A new row leaves by the list's own way out, unless something was entered under it since. */
static bool undo_new(struct req *r, const struct list *l, struct head *h)
{
	const char *why = l->stays ? l->stays(r, h) : NULL;
	if (l->undo && !why)
		return flow_move_row(r, l->flow, h, l->undo, "撤销导入");
	if (why)
		refuse(r, 409, "%s", why);
	else
		refuse(r, 409, "已登记的%s不能撤销，请逐条办理。", l->flow->record->label);
	return false;
}

/* A changed one gets its fields back, unless the list would not take them now: another row may hold since what this one gave up. */
static bool undo_change(struct req *r, const struct applying *a, struct head *h)
{
	const struct list *l = a->m->list;
	const char *texts[IMPORT_COLUMNS];
	struct import_row x = {.fate = FATE_CHANGE};
	struct problems p = {.arena = r->arena};
	const void *now = arena_memdup(r->arena, h, l->flow->record->size);
	import_unpack(r->arena, a->before, texts, a->m->n_heads);
	for (int i = 0; i < a->m->n_heads; i++)
		if (a->m->map[i] && import_takes(a->m->map[i]) && !import_is_extra(l, a->m->map[i]))
			field_read(&p, a->m->map[i], texts[i], h);
	if (p.n) { /* what it was is no longer taken: from an older release, or a choice that is gone */
		refuse(r, 409, "改不回去：%s保持原样。", p.first->text);
		return false;
	}
	import_check(r, a->m, &x, h, now);
	if (x.fate == FATE_BAD)
		refuse(r, 409, "改不回去：%s保持原样。", x.problem);
	return x.fate != FATE_BAD && flow_edit(r, l->flow, h, "撤销导入");
}

static bool undo_one(struct req *r, void *context)
{
	struct applying *a = context;
	const struct list *l = a->m->list;
	struct head *h = record_load(r->db, r->arena, l->flow->record, a->x->row_id);
	if (h && !changed_since(r, l, h, a->version))
		return a->x->fate == FATE_NEW ? undo_new(r, l, h) : undo_change(r, a, h);
	refuse(r, 409, "导入以后又改动过，保持原样。");
	return false;
}

/* ---- pieces ---- */

/* A batch; its columns are loaded anew in each transaction, on behalf of whoever asked for it. */
struct import_piece {
	struct piece piece;
	struct import_rows *rows;
};

static struct batch_place *open_batch(struct app *app, struct db *read, struct arena *a, int64_t id)
{
	struct import_place p;
	(void)app;
	if (!q_import_place(read, a, id, &p) || (p.stage != IMPORT_APPLYING && p.stage != IMPORT_UNDOING))
		return NULL;
	struct batch_place *at = NEW(a, struct batch_place);
	*at = (struct batch_place){id, p.person, p.stage, p.at_no};
	return at;
}

/* Written from the first row on, taken back from the last one on: what a later row did to an earlier one is undone first. */
static struct piece *read_rows(struct app *app, struct db *read, struct arena *a, struct arena *aside, const struct batch_place *at, int64_t after)
{
	struct import_piece *p = NEW(a, struct import_piece);
	(void)app;
	(void)aside;
	p->rows = at->stage == IMPORT_APPLYING ? q_import_rows(read, a, at->id, after, AT_ONCE, &p->piece.n) :
						 q_import_rows_back(read, a, at->id, after ? after : INT64_MAX, AT_ONCE, &p->piece.n);
	p->piece.no = NEW_N(a, int64_t, p->piece.n);
	for (size_t i = 0; i < p->piece.n; i++)
		p->piece.no[i] = p->rows[i].no;
	return &p->piece;
}

/* Only rows that were judged good; each is judged again. */
static void apply_row(struct req *r, const struct import *m, int64_t batch, const struct import_rows *row)
{
	struct import_row x = {.no = row->no, .cells = NEW_N(r->arena, const char *, IMPORT_COLUMNS)};
	struct applying a = {m, &x, "", 0};
	if (row->fate != FATE_NEW && row->fate != FATE_CHANGE)
		return;
	import_open(r, m, batch, x.no, row->cells, x.cells);
	const char *why = attempt(r, apply_one, &a);
	if (why) {
		x.fate = FATE_BAD;
		x.problem = why;
	}
	q_import_row_done(r->db, batch, x.no, x.fate, x.row_id, a.version, x.problem, a.before);
}

/* What could not be taken back keeps its version, and says why. */
static void undo_row(struct req *r, const struct import *m, int64_t batch, const struct import_rows *row)
{
	struct import_row x = {.no = row->no, .row_id = row->row_id, .fate = (enum fate)row->fate};
	struct applying a = {m, &x, row->before, row->version};
	if (!row->version)
		return;
	const char *why = attempt(r, undo_one, &a);
	q_import_row_done(r->db, batch, x.no, x.fate, x.row_id, why ? row->version : 0, why ? why : "已撤销。", row->before);
}

static bool write_rows(struct req *r, struct piece *p)
{
	const struct batch_place *at = p->at;
	const struct import_rows *rows = ((struct import_piece *)p)->rows;
	struct import_get b;
	r->system = false; /* on behalf of a person, with no more rights than his */
	struct import *m = import_load(r->db, r->arena, r->app, at->id, at->person, &b);
	if (!m)
		return false;
	import_ready(r, m);
	for (; piece_more(p); piece_next(p)) {
		struct arena_mark mark = arena_mark(r->arena);
		(at->stage == IMPORT_APPLYING ? apply_row : undo_row)(r, m, at->id, &rows[p->done]);
		arena_release(r->arena, mark);
	}
	return true;
}

static bool step(struct db *d, const struct batch_place *at, int64_t before, int64_t after)
{
	return q_import_step(d, at->id, at->stage, before, after) == 1;
}

static bool end_stage(struct req *r, struct piece *p)
{
	int64_t next = p->at->stage == IMPORT_APPLYING ? IMPORT_APPLIED : IMPORT_UNDONE;
	return q_import_stage(r->db, p->at->id, p->at->stage, next, r->now, false) == 1;
}

static const struct piece_kind kind = {"import into a list", open_batch, read_rows, write_rows, step, end_stage};

void import_go(struct req *r, int64_t id)
{
	piecework_go(r, &kind, id);
}

void imports_tick(struct req *r)
{
	size_t n;
	struct imports_running *b = q_imports_running(r->db, r->arena, &n);
	for (size_t i = 0; i < n; i++)
		import_go(r, b[i].id);
}
