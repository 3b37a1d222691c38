/*
 * Working through a batch. A piece is read and made ready outside of the writer, then written with
 * the place it reaches in one transaction: a killed server finds the place and goes on. Two that
 * work at the same batch do no harm: the second finds the place moved and stops.
 */
#include <time.h>

#include "batch.sql.h"
#include "base/fault.h"
#include "base/log.h"
#include "kernel/app.h"
#include "kernel/slow.h"
#include "modules/members/batch_work.h"

enum { ROUNDS = 10 /* pieces before others of the slow pool have their turn */ };

const struct batch_work batch_works[] = {
	{BATCH_APPLYING, BATCH_CHANGING, FATE_NEW, BATCH_WRITTEN, batch_make_ready, batch_insert, batch_arrived},
	{BATCH_CHANGING, BATCH_INDEXING, FATE_CHANGE, 40, batch_make_ready, batch_change, NULL},
	{BATCH_INDEXING, BATCH_APPLIED, FATE_NEW, BATCH_WRITTEN, NULL, batch_index, batch_applied},
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

/* The next rows, made ready; none: the stage is at its end. */
static struct batch_piece *read_piece(struct app *app, struct db *read, struct arena *a, const struct batch *b,
				      const struct unit_names *units, int64_t after)
{
	const struct batch_work *w = work_of(b->stage);
	struct batch_piece *p = NEW(a, struct batch_piece);
	*p = (struct batch_piece){.b = *b, .before = after, .after = after, .app = app, .units = units, .read = read};
	struct batch_rows *rows = q_batch_rows_of(read, a, b->id, (int)w->fate, after, w->most, &p->n);
	p->rows = NEW_N(a, struct ready, p->n);
	for (size_t i = 0; i < p->n; i++) {
		struct ready *y = &p->rows[i];
		*y = (struct ready){.no = rows[i].no, .version = rows[i].version, .person_version = rows[i].person_version,
				    .before = rows[i].before, .row_id = rows[i].row_id};
		y->x = (struct batch_row){.no = y->no, .row_id = rows[i].row_id, .fate = (enum fate)rows[i].fate, .problem = rows[i].problem};
		cells_unseal(a, app, b->id, y->no, rows[i].cells, y->x.cells, b->columns.n);
		if (w->ready)
			w->ready(p, a, y);
		p->after = y->no;
	}
	return p;
}

static bool write_piece(struct req *r, void *context)
{
	struct batch_piece *p = context;
	const struct batch_work *w = work_of(p->b.stage);
	if (p->n)
		return q_batch_step(r->db, p->b.id, p->b.stage, p->before, p->after) && w->write(r, p);
	if (!q_batch_stage(r->db, p->b.id, p->b.stage, w->next, r->now, work_of(w->next) != NULL))
		return false;
	return !w->end || w->end(r, p);
}

/* Pieces of one batch, at most `rounds`; true: there is more to do. */
static bool work(struct app *app, struct db *read, struct db *inside, int64_t id, int rounds)
{
	struct arena *a[2] = {arena_new(64u << 20), arena_new(64u << 20)}, *own = arena_new(32u << 20);
	struct batch b;
	bool more = batch_load(read, own, id, &b) && work_of(b.stage);
	if (more) {
		struct errand e;
		struct guard g;
		const struct unit_names *units = unit_names(read, own, b.unit);
		errand_open(&e, app, inside, b.person);
		if (GUARD(&g)) {
			int64_t at = b.at_no;
			for (int i = 0; more && i < rounds; i++) {
				struct batch_piece *p = read_piece(app, read, a[i & 1], &b, units, at);
				more = errand_wait(&e); /* the piece before, while this one was made ready */
				if (more)
					errand_start(&e, write_piece, p);
				arena_reset(a[!(i & 1)]);
				at = p->after;
				if (!p->n) { /* the stage has ended */
					more = errand_wait(&e) && batch_load(read, own, id, &b) && work_of(b.stage);
					at = b.at_no;
				}
			}
			more = errand_wait(&e) && more;
			guard_end(&g);
		} else {
			more = false;
			log_warn("import %lld stopped: %s", (long long)id, g.message);
		}
		errand_close(&e);
	}
	for (int i = 0; i < 2; i++)
		arena_free(a[i]);
	arena_free(own);
	return more;
}

/* ---- where it runs ---- */

struct going {
	struct arena *arena; /* that it stands in */
	struct app *app;
	int64_t id;
};

static void go_slow(void *context, int worker);

static void go_on(struct app *app, int64_t id)
{
	struct arena *a = arena_new(4096);
	struct going *g = NEW(a, struct going);
	*g = (struct going){a, app, id};
	if (!slow_add(app->slow, (uint64_t)id | 1, go_slow, g))
		arena_free(a); /* the regular work finds it again */
}

/* What asked for the work may not have been committed yet: waits for it, at most two seconds. */
static void wait_for_commit(struct db *read, int64_t id)
{
	struct arena *a = arena_new(1u << 20);
	struct batch b;
	for (int i = 0; i < 100; i++) {
		arena_reset(a);
		if (batch_load(read, a, id, &b) && work_of(b.stage))
			break;
		nanosleep(&(struct timespec){0, 20000000}, NULL);
	}
	arena_free(a);
}

static void go_slow(void *context, int worker)
{
	struct going g = *(struct going *)context;
	arena_free(g.arena);
	wait_for_commit(g.app->readers[g.app->n_readers - 1 - worker], g.id);
	if (work(g.app, g.app->readers[g.app->n_readers - 1 - worker], NULL, g.id, ROUNDS))
		go_on(g.app, g.id);
}

void batch_go(struct req *r, int64_t id)
{
	if (r->app->slow)
		go_on(r->app, id);
	else
		while (work(r->app, r->db, r->db, id, ROUNDS))
			continue;
}

/* ---- regular work ---- */

enum { SWEPT = 2000, WAIT_MS = 7 * 86400000, KEEP_DAYS = 30 };

/* Cells are kept no longer than they are of use: a day to undo, a month to look at errors. */
static bool out_of_use(const struct batches_running *b, instant now)
{
	int64_t age = now - b->created_at;
	if (b->stage == BATCH_FAILED || b->stage == BATCH_UNDONE)
		return true;
	if (b->stage == BATCH_READING)
		return age > 3600000; /* killed while it was read */
	if (b->stage == BATCH_SHOWN)
		return age > WAIT_MS;
	return b->stage == BATCH_APPLIED && age / 86400000 > KEEP_DAYS;
}

void batches_tick(struct req *r)
{
	size_t n;
	struct batches_running *b = q_batches_running(r->db, r->arena, &n);
	for (size_t i = 0; i < n; i++) {
		if (work_of(b[i].stage)) {
			batch_go(r, b[i].id);
		} else if (out_of_use(&b[i], r->now)) {
			int64_t first = q_batch_first_no(r->db, b[i].id);
			if (first)
				q_batch_sweep(r->db, b[i].id, first + SWEPT);
			else
				q_batch_close(r->db, b[i].id);
		}
	}
}
