/*
 * The writer. With SQLite: one thread that owns the writing connection and commits groups.
 * One commit makes the whole group durable; only then are the jobs told that they are done.
 * A failing job does not harm its neighbours, because no answer has left yet: the jobs run
 * together, without anything between them; when one is refused or breaks after it has written,
 * all is taken back and run again, each job in its own savepoint (which costs a copy of every page
 * that it changes, so groups do without until one needs it). A job that is refused before it wrote
 * leaves nothing to take back. When the database itself ends the transaction (disk full), every
 * job of the group is rerun alone. After a failing disk (I/O error, fsync, read-only, corrupted
 * page) every write is refused at once until the database has been healed (db_heal); readers go on.
 *
 * With PostgreSQL (writer_widen): several connections beside each other, each job
 * a serializable transaction that is rerun when others were faster, or when the
 * server was lost and another one answers within some seconds.
 */
#ifndef LX_WRITER_H
#define LX_WRITER_H

#include "db/db.h"

struct job {
	/* Reads, decides, writes. False: refused, its writes are undone. May fault. */
	bool (*run)(struct db *d, struct job *j);
	/* Back to the state before run, for a rerun. */
	void (*again)(struct job *j);
	/* It faulted, or the commit failed: prepare an answer that says so. */
	void (*failed)(struct job *j, enum db_trouble trouble);
	/* What must be kept even if run refused; runs in a savepoint of its own. NULL: nothing. */
	void (*keep)(struct db *d, struct job *j);
	/* The last call: everything is durable (or failed). */
	void (*done)(struct job *j);
	/*
	 * It writes much: it has a transaction to itself and no savepoint in it, which with SQLite would keep a copy of each
	 * page in memory. Has no .keep.
	 */
	bool large;
	bool was_failed, ran; /* of the writer: it faulted; it was run, so that to run it anew is a rerun */
	/* For .run and .keep, given by the writer: memory that is used again for the next job. What the answer is made of must not lie there. */
	struct arena *scratch;
	struct job *next;
};

struct writer;

/* Opens nothing: `d` is the writing connection, owned by the writer from now on. */
struct writer *writer_new(struct db *d);
/* Further connections, that many in all. NULL, or why not. */
const char *writer_widen(struct writer *w, const char *url, int lanes, struct arena *a);
bool writer_is_wide(const struct writer *w);
/*
 * Whether what was read beside the writer still holds when its job runs: the number is taken before the snapshot is begun
 * (from any thread); writer_unchanged, in a job, says that no watched table (db_watch) was written since, by whomever.
 * With several lanes nobody knows.
 */
int64_t writer_watched(const struct writer *w);
bool writer_unchanged(const struct writer *w, int64_t since);
void writer_start(struct writer *w); /* its thread; without it, jobs run in the caller (tests) */
/* Queues the job, or runs it at once when there is no thread. False: the queue is full. */
bool writer_add(struct writer *w, struct job *j);
enum db_trouble writer_trouble(const struct writer *w); /* why writes are refused at present; DB_FINE: they are not */
struct db *writer_db(struct writer *w); /* for start-up and commands, when no thread runs */

struct writer_state {
	int queued; /* jobs that wait */
	int64_t busy_us; /* how long the group in work has taken so far; 0: none */
};
struct writer_state writer_state(struct writer *w); /* from any thread */
void writer_stop(struct writer *w); /* finishes the queue, ends the thread, closes the connection */

#endif
