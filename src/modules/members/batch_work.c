/* Working through a batch of members: its stages (kernel/piecework.h). */
#include "batch.sql.h"
#include "kernel/app.h"
#include "modules/members/batch_work.h"

const struct batch_work batch_works[] = {
	{BATCH_APPLYING, BATCH_CHANGING, FATE_NEW, BATCH_WRITTEN, batch_make_ready, batch_insert, batch_arrived},
	{BATCH_CHANGING, BATCH_INDEXING, FATE_CHANGE, 40, batch_make_ready, batch_change, NULL},
	{BATCH_INDEXING, BATCH_APPLIED, FATE_NEW, BATCH_WRITTEN, batch_index_ready, batch_index, batch_applied},
	{BATCH_UNDOING, BATCH_RETURNING, FATE_NEW, BATCH_WRITTEN, NULL, batch_take_out, NULL},
	{BATCH_RETURNING, BATCH_UNDONE, FATE_CHANGE, 40, NULL, batch_give_back, batch_undone},
	{0},
};

static const struct batch_work *work_of(int64_t stage)
{
	for (const struct batch_work *w = batch_works; w->stage; w++)
		if (w->stage == stage)
			return w;
	return NULL;
}

static struct batch_place *open_batch(struct app *app, struct db *read, struct arena *a, int64_t id)
{
	struct batch_shared *s = NEW(a, struct batch_shared);
	if (!batch_load(read, a, id, &s->b) || !work_of(s->b.stage))
		return NULL;
	s->place = (struct batch_place){id, s->b.person, s->b.stage, s->b.at_no};
	s->app = app;
	s->units = unit_names(read, a, s->b.unit);
	return &s->place;
}

static struct piece *read_rows(struct app *app, struct db *read, struct arena *a, struct arena *aside, const struct batch_place *at, int64_t after)
{
	const struct batch_shared *s = (const struct batch_shared *)at;
	const struct batch_work *w = work_of(at->stage);
	struct batch_piece *p = NEW(a, struct batch_piece);
	*p = (struct batch_piece){.b = s->b, .app = app, .units = s->units, .read = read};
	struct batch_rows *rows = q_batch_rows_of(read, a, at->id, (int)w->fate, after, w->most, &p->piece.n);
	p->rows = NEW_N(a, struct ready, p->piece.n);
	p->piece.no = NEW_N(a, int64_t, p->piece.n);
	for (size_t i = 0; i < p->piece.n; i++) {
		struct ready *y = &p->rows[i];
		*y = (struct ready){.no = rows[i].no, .version = rows[i].version, .person_version = rows[i].person_version,
				    .before = rows[i].before, .row_id = rows[i].row_id};
		y->x = (struct batch_row){.no = y->no, .row_id = rows[i].row_id, .fate = (enum fate)rows[i].fate, .problem = rows[i].problem};
		y->sealed = rows[i].cells;
		p->piece.no[i] = y->no;
	}
	for (size_t i = 0; w->ready && i < p->piece.n; i += MANY_ROWS) {
		struct arena_mark mark = arena_mark(aside);
		w->ready(p, a, aside, &p->rows[i], p->piece.n - i < MANY_ROWS ? p->piece.n - i : MANY_ROWS);
		arena_release(aside, mark);
	}
	return &p->piece;
}

static bool write_rows(struct req *r, struct piece *p)
{
	return work_of(p->at->stage)->write(r, (struct batch_piece *)p);
}

static bool step(struct db *d, const struct batch_place *at, int64_t before, int64_t after)
{
	return q_batch_step(d, at->id, at->stage, before, after) == 1;
}

static bool end_stage(struct req *r, struct piece *p)
{
	const struct batch_work *w = work_of(p->at->stage);
	return q_batch_stage(r->db, p->at->id, w->stage, w->next, r->now,
			     work_of(w->next) ? BATCH_UNDER_WAY : BATCH_KEPT) == 1 &&
	       (!w->end || w->end(r, (struct batch_piece *)p));
}

static const struct piece_kind kind = {"import of members", open_batch, read_rows, write_rows, step, end_stage};

void batch_go(struct req *r, int64_t id)
{
	piecework_go(r, &kind, id);
}

/* ---- regular work ---- */

/* Cells are kept no longer than they are of use: a day to undo, a month to look at errors. */
static const struct {
	enum batch_stage stage;
	int64_t ms;
} uses[] = {
	{BATCH_READING, 3600000}, /* killed while it was read */
	{BATCH_SHOWN, 7 * (int64_t)86400000},
	{BATCH_APPLIED, 31 * (int64_t)86400000},
	{BATCH_UNDONE, 0},
	{BATCH_FAILED, 0},
};

enum { SWEPT = 2000 };

static void sweep(struct req *r, int64_t id)
{
	int64_t first = q_batch_first_no(r->db, id);
	if (first)
		q_batch_sweep(r->db, id, first + SWEPT);
	else
		q_batch_close(r->db, id);
}

void batches_tick(struct req *r)
{
	size_t n;
	q_batches_of_older_nodes(r->db);
	q_batches_left_full(r->db);
	struct batches_under_way *b = q_batches_under_way(r->db, r->arena, &n);
	for (size_t i = 0; i < n; i++)
		batch_go(r, b[i].id);
	for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
		struct batches_out_of_use *o = q_batches_out_of_use(r->db, r->arena, uses[i].stage, r->now - uses[i].ms, &n);
		for (size_t k = 0; k < n; k++)
			sweep(r, o[k].id);
	}
}
