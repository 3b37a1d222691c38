#include "kernel/writer.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/log.h"
#include "kernel/event.h"

enum { QUEUE_MOST = 20000, GROUP_MOST = 512, GATHER_US = 2000 };

struct writer {
	struct db *db;
	struct arena *arena; /* for sealing */
	pthread_t thread;
	bool threaded, stopping;
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct job *first, *last;
	int queued;
	struct timespec committed; /* the last commit, to space them out under load */
};

struct writer *writer_new(struct db *d)
{
	struct writer *w = calloc(1, sizeof(*w));
	if (!w)
		fault("out of memory for the writer");
	w->db = d;
	w->arena = arena_new(64u << 20);
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->more, NULL);
	return w;
}

struct db *writer_db(struct writer *w)
{
	return w->db;
}

/* ---- one group ---- */

/* One step in its own savepoint. False: the database ended the whole transaction. */
static bool in_savepoint(struct writer *w, struct job *j, bool keeping)
{
	struct guard g;
	volatile bool keep = false;
	if (GUARD(&g)) {
		db_savepoint(w->db);
		if (keeping) {
			j->keep(w->db, j);
			keep = true;
		} else {
			keep = j->run(w->db, j);
		}
		guard_end(&g);
	} else {
		db_reset_all(w->db);
		if (!db_in_transaction(w->db))
			return false;
		if (!keeping) {
			j->was_failed = true;
			j->failed(j, db_trouble(w->db));
		}
	}
	if (!keep)
		db_rollback_to(w->db);
	db_release(w->db);
	return true;
}

static bool run_job(struct writer *w, struct job *j)
{
	j->was_failed = false;
	return in_savepoint(w, j, false) && (!j->keep || in_savepoint(w, j, true));
}

/* All jobs of the list in one transaction; false when it could not be committed. */
static bool run_group(struct writer *w, struct job *list)
{
	struct guard g;
	if (GUARD(&g)) {
		db_begin(w->db);
		for (struct job *j = list; j; j = j->next)
			if (!run_job(w, j)) {
				guard_end(&g);
				return false;
			}
		event_seal(w->db, w->arena);
		arena_reset(w->arena);
		db_commit(w->db);
		guard_end(&g);
		return true;
	}
	db_rollback(w->db);
	arena_reset(w->arena);
	return false;
}

/* One job that has the transaction to itself; if that fails too, it is told so. */
static void run_alone(struct writer *w, struct job *j)
{
	j->next = NULL;
	j->again(j);
	if (run_group(w, j))
		return;
	enum db_trouble trouble = db_trouble(w->db);
	db_rollback(w->db);
	j->again(j);
	j->was_failed = true;
	j->failed(j, trouble == DB_FINE ? DB_OTHER : trouble);
}

static void finish(struct writer *w, struct job *list)
{
	if (!run_group(w, list)) {
		db_rollback(w->db);
		log_warn("a group of writes was ended by the database; its jobs run alone");
		for (struct job *j = list, *next; j; j = next) {
			next = j->next;
			run_alone(w, j);
			j->next = next;
		}
	}
	for (struct job *j = list, *next; j; j = next) {
		next = j->next; /* done may give j away */
		j->done(j);
	}
}

/* ---- the thread ---- */

static struct job *take(struct writer *w)
{
	struct job *list = w->first, *last = list;
	int n = 1;
	if (!list)
		return NULL;
	while (last->next && n < GROUP_MOST) {
		last = last->next;
		n++;
	}
	w->first = last->next;
	if (!w->first)
		w->last = NULL;
	last->next = NULL;
	w->queued -= n;
	return list;
}

/*
 * Commits at once when idle. Under load at most one commit in GATHER_US: every
 * commit makes all readers drop their page cache.
 */
static void gather(struct writer *w)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	int64_t us = (now.tv_sec - w->committed.tv_sec) * 1000000 +
		     (now.tv_nsec - w->committed.tv_nsec) / 1000;
	if (us < GATHER_US) {
		struct timespec rest = {0, (GATHER_US - us) * 1000};
		nanosleep(&rest, NULL);
	}
}

static void *loop(void *context)
{
	struct writer *w = context;
	pthread_mutex_lock(&w->lock);
	for (;;) {
		while (!w->first && !w->stopping)
			pthread_cond_wait(&w->more, &w->lock);
		if (!w->first)
			break;
		pthread_mutex_unlock(&w->lock);
		gather(w);
		pthread_mutex_lock(&w->lock);
		struct job *list = take(w);
		pthread_mutex_unlock(&w->lock);
		finish(w, list);
		clock_gettime(CLOCK_MONOTONIC, &w->committed);
		pthread_mutex_lock(&w->lock);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

void writer_start(struct writer *w)
{
	if (pthread_create(&w->thread, NULL, loop, w) != 0)
		fault("cannot start the writer thread");
	w->threaded = true;
}

bool writer_add(struct writer *w, struct job *j)
{
	j->next = NULL;
	if (!w->threaded) {
		finish(w, j);
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
		pthread_cond_signal(&w->more);
	}
	pthread_mutex_unlock(&w->lock);
	return room;
}

void writer_stop(struct writer *w)
{
	if (!w)
		return;
	if (w->threaded) {
		pthread_mutex_lock(&w->lock);
		w->stopping = true;
		pthread_cond_signal(&w->more);
		pthread_mutex_unlock(&w->lock);
		pthread_join(w->thread, NULL);
	}
	db_close(w->db);
	arena_free(w->arena);
	pthread_mutex_destroy(&w->lock);
	pthread_cond_destroy(&w->more);
	free(w);
}
