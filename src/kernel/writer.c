#include "kernel/writer.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/log.h"
#include "base/sleepers.h"
#include "http/http.h"
#include "kernel/event.h"
#include "kernel/gauge.h"
#include "secret/token.h"

enum { QUEUE_MOST = 20000, GROUP_MOST = 512, GATHER_US = 2000, IDLE_US = 20000, LANES_MOST = 16, WARY_GROUPS = 20 };
enum { CONFLICTS_MOST = 40, LOST_MS = 12000, HEAL_MS = 500 };

/* What keeps a database file from being written, and when it is tried again. Of the thread that writes. */
struct health {
	_Atomic enum db_trouble trouble; /* DB_FINE: nothing */
	int64_t next_try, took; /* milliseconds */
};


/* A writing connection and its thread: one with SQLite, several with PostgreSQL. */
struct lane {
	struct writer *w;
	struct db *db;
	struct arena *arena; /* of the job that runs, and for sealing */
	struct health health;
	int wary; /* groups that run in savepoints from the beginning, because one had to be run twice just before */
	pthread_t thread;
	_Atomic int64_t began; /* of the group in work; 0: none */
};

struct writer {
	struct lane lanes[LANES_MOST];
	int n_lanes;
	int group; /* most jobs of a commit */
	bool wide; /* lanes beside each other: a job a transaction, events are sealed elsewhere */
	bool threaded, stopping;
	pthread_mutex_t lock;
	struct sleepers idle; /* lanes */
	struct job *first, *last;
	int queued, wanted; /* jobs that wait; how many of them wake the writer */
	_Atomic int64_t changes; /* of watched tables: grows when a group that may have made some is over */
	int64_t watched; /* db_watched when it grew last */
	int last_group; /* jobs of the last commit, */
	int64_t committed, pages; /* when it was (gauge_now), and how many pages had been answered before it */
};

static void add_lane(struct writer *w, struct db *d)
{
	w->lanes[w->n_lanes++] = (struct lane){.w = w, .db = d, .arena = arena_new(64u << 20)};
}

struct writer *writer_new(struct db *d)
{
	struct writer *w = calloc(1, sizeof(*w));
	if (!w)
		fault("out of memory for the writer");
	add_lane(w, d);
	/* LX_GROUP=1: a commit for each request, to compare with; for ./bench, never in service */
	w->group = getenv("LX_GROUP") ? (int)strtol(getenv("LX_GROUP"), NULL, 10) : GROUP_MOST;
	pthread_mutex_init(&w->lock, NULL);
	w->wanted = 1;
	return w;
}

const char *writer_widen(struct writer *w, const char *url, int lanes, struct arena *a)
{
	const char *why = NULL;
	while (w->n_lanes < lanes && w->n_lanes < LANES_MOST) {
		struct db *d = db_open(url, DB_WRITE, a, &why);
		if (!d)
			return why;
		add_lane(w, d);
	}
	w->wide = true;
	return NULL;
}

bool writer_is_wide(const struct writer *w)
{
	return w->wide;
}

int64_t writer_watched(const struct writer *w)
{
	return w->changes;
}

/* Neither committed before this group nor written in it so far. */
bool writer_unchanged(const struct writer *w, int64_t since)
{
	return !w->wide && w->changes == since && db_watched(w->lanes[0].db) == w->watched;
}

/* After the commit: who reads this number sees what was written. */
static void tell_changes(struct writer *w)
{
	int64_t watched = w->wide ? w->watched : db_watched(w->lanes[0].db);
	if (watched == w->watched)
		return;
	w->watched = watched;
	w->changes++;
}

struct db *writer_db(struct writer *w)
{
	return w->lanes[0].db;
}

enum db_trouble writer_trouble(const struct writer *w)
{
	return w->lanes[0].health.trouble;
}

/* ---- trouble with the disk ---- */

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* A full disk may still hold a smaller write; after anything else nothing is written before it is healed. */
static void take_ill(struct lane *l, enum db_trouble trouble)
{
	if (db_is_postgres(l->db) || (trouble != DB_IO && trouble != DB_READ_ONLY && trouble != DB_CORRUPT))
		return; /* a server looks after its disk */
	l->health.trouble = trouble;
	l->health.next_try = 0; /* at once: it may have been a passing failure */
}

/*
 * Whether the database may be written. After trouble it is tried anew, at most every half second and
 * for a twentieth of the time (a look at all pages of a large database takes some): until then every
 * write is refused at once, with the reason, and nobody waits.
 */
static bool is_well(struct lane *l)
{
	struct health *h = &l->health;
	int64_t began = now_ms();
	if (h->trouble == DB_FINE)
		return true;
	if (began < h->next_try)
		return false;
	bool healed = db_heal(l->db);
	h->took = now_ms() - began;
	h->next_try = now_ms() + (h->took * 20 > HEAL_MS ? h->took * 20 : HEAL_MS);
	if (healed) {
		log_warn("the database can be written again");
		h->trouble = DB_FINE;
	}
	return healed;
}

/* ---- one group ---- */

/* One step in its own savepoint. False: the database ended the whole transaction. */
static bool in_savepoint(struct lane *l, struct job *j, bool keeping)
{
	struct guard g;
	volatile bool keep = false;
	if (GUARD(&g)) {
		db_savepoint(l->db);
		if (keeping) {
			j->keep(l->db, j);
			keep = true;
		} else {
			keep = j->run(l->db, j);
		}
		guard_end(&g);
	} else {
		db_reset_all(l->db);
		if (!db_in_transaction(l->db) || db_trouble(l->db) == DB_CORRUPT)
			return false;
		if (!keeping) {
			j->was_failed = true;
			j->failed(j, db_trouble(l->db));
		}
	}
	if (!keep)
		db_rollback_to(l->db);
	db_release(l->db);
	return true;
}

/* Always the same memory: what thousands of waiting jobs would take each would have to be cleared by the system first. */
static void give_scratch(struct lane *l, struct job *j)
{
	arena_reset(l->arena);
	j->scratch = l->arena;
	j->ran = true;
}

/* What has run already goes back to where it was. The first run is none: then it counts what a rerun does not count again. */
static void anew(struct job *j)
{
	if (j->ran)
		j->again(j);
}

static bool run_apart(struct lane *l, struct job *j)
{
	give_scratch(l, j);
	j->was_failed = false;
	return in_savepoint(l, j, false) && (!j->keep || in_savepoint(l, j, true));
}

/* Among the others without a savepoint. False: it must be taken back, and its rows cannot be told from theirs. */
static bool run_among(struct lane *l, struct job *j)
{
	struct guard g;
	volatile bool fine = false;
	int64_t before = db_changes(l->db);
	give_scratch(l, j);
	j->was_failed = false;
	if (GUARD(&g)) {
		bool keep = j->run(l->db, j);
		if (!keep)
			db_reset_all(l->db);
		fine = keep || db_changes(l->db) == before;
		if (fine && j->keep)
			j->keep(l->db, j);
		guard_end(&g);
		return fine;
	}
	return false;
}

/* As run_apart, but what is not to be kept ends with the transaction. */
static bool run_large(struct lane *l, struct job *j, volatile bool *keep)
{
	struct guard g;
	give_scratch(l, j);
	j->was_failed = false;
	if (GUARD(&g)) {
		*keep = j->run(l->db, j);
		guard_end(&g);
		return true;
	}
	db_reset_all(l->db);
	if (!db_in_transaction(l->db) || db_trouble(l->db) == DB_CORRUPT)
		return false;
	j->was_failed = true;
	j->failed(j, db_trouble(l->db));
	return true;
}

static bool run_all(struct lane *l, struct job *list, bool (*run_job)(struct lane *l, struct job *j), volatile bool *keep)
{
	if (list->large)
		return run_large(l, list, keep);
	*keep = true;
	for (struct job *j = list; j; j = j->next)
		if (!run_job(l, j))
			return false;
	return true;
}

/* All jobs of the list in one transaction; false when it could not be committed. */
static bool run_group(struct lane *l, struct job *list, bool (*run_job)(struct lane *l, struct job *j))
{
	struct guard g;
	if (GUARD(&g)) {
		volatile bool keep = false;
		db_begin(l->db);
		if (!l->w->wide && db_others_wrote(l->db))
			l->w->changes++;
		bool over = run_all(l, list, run_job, &keep);
		if (over && keep) {
			if (!l->w->wide)
				event_seal(l->db, l->arena);
			arena_reset(l->arena);
			db_commit(l->db);
		} else {
			db_rollback(l->db);
		}
		guard_end(&g);
		return over;
	}
	db_rollback(l->db);
	arena_reset(l->arena);
	return false;
}

/*
 * Together, and if one of them spoils that, each in its savepoint. Who sends nothing but what is refused late
 * does not get every group run twice. False: the database ended it.
 */
static bool run_list(struct lane *l, struct job *list)
{
	if (l->wary > 0)
		l->wary--;
	else if (run_group(l, list, run_among))
		return true;
	else if (db_trouble(l->db) != DB_FINE && db_trouble(l->db) != DB_OTHER)
		return false;
	else
		l->wary = WARY_GROUPS;
	for (struct job *j = list; j; j = j->next)
		anew(j);
	return run_group(l, list, run_apart);
}

/*
 * Others were faster, or the server went away and another takes its place: the job is rerun. If
 * its commit was made all the same, its one-time key tells.
 */
static bool is_worth_a_rerun(struct lane *l, int tries, int64_t began)
{
	enum db_trouble trouble = db_trouble(l->db);
	struct timespec rest = {0, 100000000};
	if (!db_is_postgres(l->db))
		return false;
	if (trouble == DB_CONFLICT && tries < CONFLICTS_MOST)
		rest.tv_nsec = 1000 * (long)random_below(1u << (9 + (tries < 8 ? tries : 8)));
	else if ((trouble != DB_LOST && trouble != DB_READ_ONLY) || now_ms() - began > LOST_MS || l->w->stopping)
		return false;
	nanosleep(&rest, NULL);
	return true;
}

/* One job that has the transaction to itself; if that fails too, it is told so. */
static void run_alone(struct lane *l, struct job *j)
{
	enum db_trouble trouble;
	int64_t began = now_ms();
	int tries = 0;
	j->next = NULL;
	do {
		anew(j);
		bool well = is_well(l);
		if (well && run_group(l, j, run_apart))
			return;
		trouble = well ? db_trouble(l->db) : l->health.trouble;
		db_rollback(l->db);
		if (well)
			take_ill(l, trouble);
	} while (is_worth_a_rerun(l, ++tries, began));
	anew(j);
	j->was_failed = true;
	j->failed(j, trouble == DB_FINE ? DB_OTHER : trouble);
}

static int length(const struct job *list)
{
	int n = 0;
	for (; list; list = list->next)
		n++;
	return n;
}

static void finish(struct lane *l, struct job *list)
{
	bool well = is_well(l);
	int64_t began = gauge_now();
	int n = length(list);
	atomic_store(&l->began, began);
	if (!well || !run_list(l, list)) {
		db_rollback(l->db);
		if (well)
			take_ill(l, db_trouble(l->db));
		if (well && list->next)
			log_warn("group_ended jobs=%d", n);
		for (struct job *j = list, *next; j; j = next) {
			next = j->next;
			run_alone(l, j);
			j->next = next;
		}
	}
	tell_changes(l->w);
	atomic_store(&l->began, 0);
	gauge_commit(n, gauge_now() - began);
	http_hold();
	for (struct job *j = list, *next; j; j = next) {
		next = j->next; /* done may give j away */
		j->done(j);
	}
	http_let_go();
}

/* ---- the thread ---- */

static struct job *take(struct writer *w, int most)
{
	struct job *list = w->first, *last = list;
	int n = 1;
	if (!list)
		return NULL;
	while (last->next && n < most && !last->large && !last->next->large) {
		last = last->next;
		n++;
	}
	w->first = last->next;
	if (!w->first)
		w->last = NULL;
	last->next = NULL;
	w->queued -= n;
	w->last_group = n;
	return list;
}

/* With the lock: until so many jobs wait, or until then (gauge_now; 0: however long). False: the time is over. */
static bool wait_for(struct writer *w, int jobs, int64_t until)
{
	bool in_time = true;
	w->wanted = jobs;
	while (in_time && w->queued < jobs && !w->stopping)
		in_time = sleepers_wait(&w->idle, &w->lock, until);
	w->wanted = 1;
	return in_time;
}

/* Until there is something to do. When nobody came for a while, the log is emptied meanwhile. */
static void wait_for_work(struct lane *l)
{
	struct writer *w = l->w;
	if (l->health.trouble == DB_FINE && db_is_untidy(l->db) && !wait_for(w, 1, gauge_now() + IDLE_US) && !w->queued && !w->stopping) {
		pthread_mutex_unlock(&w->lock);
		db_tidy(l->db);
		pthread_mutex_lock(&w->lock);
	}
	wait_for(w, 1, 0);
}

/*
 * Commits at once when idle. Under load at most one commit in GATHER_US: every commit makes all readers drop their
 * page cache. Where no page was asked for since the last one, it waits no longer than until half as many have come
 * again: so one half is written while the other is answered.
 */
static void gather(struct writer *w)
{
	bool alone = gauge_pages() == w->pages;
	if (gauge_now() < w->committed + GATHER_US)
		wait_for(w, alone ? (w->last_group + 1) / 2 : w->group, w->committed + GATHER_US);
}

static void *loop(void *context)
{
	struct lane *l = context;
	struct writer *w = l->w;
	pthread_mutex_lock(&w->lock);
	for (;;) {
		wait_for_work(l);
		if (!w->first)
			break;
		if (!w->wide && w->group > 1)
			gather(w);
		struct job *list = take(w, w->wide ? 1 : w->group);
		pthread_mutex_unlock(&w->lock);
		finish(l, list);
		pthread_mutex_lock(&w->lock);
		w->committed = gauge_now();
		w->pages = gauge_pages();
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

void writer_start(struct writer *w)
{
	for (int i = 0; i < w->n_lanes; i++)
		if (pthread_create(&w->lanes[i].thread, NULL, loop, &w->lanes[i]) != 0)
			fault("cannot start a writer thread");
	w->threaded = true;
}

bool writer_add(struct writer *w, struct job *j)
{
	j->ran = false;
	j->next = NULL;
	if (!w->threaded) {
		finish(&w->lanes[0], j);
		return true;
	}
	pthread_mutex_lock(&w->lock);
	bool room = w->queued < QUEUE_MOST && !w->stopping;
	if (room) {
		if (w->last)
			w->last->next = j;
		else
			w->first = j;
		w->last = j;
		w->queued++;
		if (w->queued >= w->wanted)
			sleepers_wake(&w->idle);
	}
	pthread_mutex_unlock(&w->lock);
	return room;
}

struct writer_state writer_state(struct writer *w)
{
	struct writer_state s = {0, 0};
	for (int i = 0; i < w->n_lanes; i++) {
		int64_t began = atomic_load(&w->lanes[i].began), busy = began ? gauge_now() - began : 0;
		if (busy > s.busy_us)
			s.busy_us = busy;
	}
	pthread_mutex_lock(&w->lock);
	s.queued = w->queued;
	pthread_mutex_unlock(&w->lock);
	return s;
}

void writer_stop(struct writer *w)
{
	if (!w)
		return;
	if (w->threaded) {
		pthread_mutex_lock(&w->lock);
		w->stopping = true;
		sleepers_wake_all(&w->idle);
		pthread_mutex_unlock(&w->lock);
		for (int i = 0; i < w->n_lanes; i++)
			pthread_join(w->lanes[i].thread, NULL);
	}
	for (int i = 0; i < w->n_lanes; i++) {
		db_close(w->lanes[i].db);
		arena_free(w->lanes[i].arena);
	}
	pthread_mutex_destroy(&w->lock);
	free(w);
}
