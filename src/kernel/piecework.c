#include "kernel/piecework.h"

#include <time.h>

#include "base/fault.h"
#include "base/log.h"
#include "kernel/app.h"
#include "kernel/gauge.h"
#include "kernel/slow.h"

enum {
	ROUND_US = 1000000, /* before others of the slow pool have their turn, if any wait */
	TRIES = 15 /* when it does not get on; then the regular work finds it again */
};

static bool write_piece(struct req *r, void *context, const struct piece_kind *kind)
{
	struct piece *p = context;
	if (!p->n)
		return kind->end(r, p);
	p->done = p->from; /* a rerun begins anew */
	p->over = false;
	return kind->write(r, p) && kind->step(r->db, p->at, p->before, p->no[p->done - 1]);
}

/* A batch at work in one thread. Two arenas take turns: one piece is written while the next is read. */
struct work {
	const struct piece_kind *kind;
	struct app *app;
	struct db *read;
	struct arena *arenas[2], *own, *aside;
	int turn, worker; /* worker: of the slow pool */
	int64_t round_ends;
	struct errand errand;
	struct batch_place *at;
	struct piece *piece;
};

static bool write_of(struct req *r, void *context)
{
	struct work *w = context;
	return write_piece(r, w->piece, w->kind);
}

static struct piece *read_next(struct work *w, int64_t after)
{
	struct arena *a = w->arenas[w->turn];
	w->turn = !w->turn;
	arena_reset(a);
	bool inside = db_in_transaction(w->read);
	if (!inside)
		db_begin(w->read); /* one snapshot: each statement by itself would take locks of its own */
	struct piece *p = w->kind->read(w->app, w->read, a, w->aside, w->at, after);
	if (!inside)
		db_rollback(w->read);
	arena_reset(w->aside);
	p->at = w->at;
	p->errand = &w->errand;
	p->before = after;
	return p;
}

static bool open_batch(struct work *w, int64_t id)
{
	arena_reset(w->own);
	w->at = w->kind->open(w->app, w->read, w->own, id);
	return w->at != NULL;
}

/* Whether it is the turn of others: what would be read now would be read for nothing. */
static bool turn_is_over(struct work *w)
{
	if (gauge_now() < w->round_ends)
		return false;
	w->round_ends = gauge_now() + ROUND_US;
	return !w->app->slow || !slow_go_on(w->app->slow, w->worker);
}

/* Writes w->piece, in as many transactions as it takes; meanwhile reads what follows, into *next. False: it was not written. */
static bool write_all(struct work *w, struct piece **next, bool *over)
{
	struct piece *p = w->piece;
	*next = NULL;
	do {
		errand_start(&w->errand, write_of, w);
		if (!*next && p->n && !*over && !(*over = turn_is_over(w)))
			*next = read_next(w, p->no[p->n - 1]);
		if (!errand_wait(&w->errand))
			return false;
		if (p->n)
			p->before = p->no[p->done - 1];
		p->from = p->done;
	} while (p->from < p->n);
	return true;
}

/* True: there is more to do. */
static bool work(struct work *w, int64_t id)
{
	bool over = false;
	if (!open_batch(w, id))
		return false;
	w->errand.person = w->at->person;
	w->piece = read_next(w, w->at->at_no);
	while (!over) {
		struct piece *next;
		if (!write_all(w, &next, &over))
			return false;
		if (!next && !over) { /* the stage has ended */
			if (!open_batch(w, id))
				return false;
			next = read_next(w, w->at->at_no);
		}
		w->piece = next;
	}
	return true;
}

static bool work_guarded(struct app *app, struct db *read, struct db *inside, const struct piece_kind *kind, int64_t id, int worker, struct pace *pace)
{
	struct work w = {.kind = kind, .app = app, .read = read, .worker = worker, .round_ends = gauge_now() + ROUND_US, .own = arena_new(32u << 20), .aside = arena_new(32u << 20)};
	volatile bool more = false;
	struct guard g;
	for (int i = 0; i < 2; i++)
		w.arenas[i] = arena_new(64u << 20);
	errand_open(&w.errand, app, inside, 0);
	if (pace->most)
		w.errand.pace = *pace;
	db_map(read, false);
	if (GUARD(&g)) {
		more = work(&w, id);
		guard_end(&g);
	} else {
		if (inside)
			db_reset_all(read);
		else
			db_rollback(read);
		log_warn("%s %lld stopped: %s", kind->name, (long long)id, g.message);
	}
	db_map(read, true);
	errand_close(&w.errand);
	*pace = w.errand.pace;
	for (int i = 0; i < 2; i++)
		arena_free(w.arenas[i]);
	arena_free(w.own);
	arena_free(w.aside);
	return more;
}

/* ---- where it runs ---- */

struct going {
	struct arena *arena; /* that it stands in */
	struct app *app;
	const struct piece_kind *kind;
	int64_t id;
	int tries; /* in a row that wrote nothing */
	bool known; /* it was seen */
	struct pace pace;
};

static void go_slow(void *context, int worker);

static void go_on(struct going how)
{
	struct arena *a = arena_new(4096);
	struct going *g = NEW(a, struct going);
	*g = how;
	g->arena = a;
	if (!slow_add(how.app->slow, (uint64_t)how.id | 1, go_slow, g))
		arena_free(a); /* the regular work finds it again */
}

/* What asked for the work may not have been committed yet: waits for it, at most two seconds. False: there is nothing to do. */
static bool is_open(struct db *read, const struct going *g)
{
	struct arena *a = arena_new(32u << 20);
	bool open = false;
	for (int i = g->known ? 99 : 0; i < 100 && !(open = g->kind->open(g->app, read, a, g->id) != NULL); i++) {
		arena_reset(a);
		nanosleep(&(struct timespec){0, 20000000}, NULL);
	}
	arena_free(a);
	return open;
}

static void go_slow(void *context, int worker)
{
	struct going g = *(struct going *)context;
	struct db *read = g.app->readers[g.app->n_readers - 1 - worker];
	arena_free(g.arena);
	bool open = is_open(read, &g), more = open && work_guarded(g.app, read, NULL, g.kind, g.id, worker, &g.pace);
	g.tries = more ? 0 : g.tries + 1;
	/* it stopped: it is done; or somebody else is at it; or a piece was not written, as on a full disk */
	if (more || ((open || !g.known) && g.tries < TRIES)) {
		g.known |= open;
		go_on(g);
	}
}

void piecework_go(struct req *r, const struct piece_kind *kind, int64_t id)
{
	if (r->app->slow)
		go_on((struct going){.app = r->app, .kind = kind, .id = id});
	else
		for (struct pace pace = {0}; work_guarded(r->app, r->db, r->db, kind, id, 0, &pace);)
			continue;
}
