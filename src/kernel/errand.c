#include "kernel/errand.h"

#include "base/log.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/gauge.h"
#include "kernel/session.h"

enum { ROWS_LEAST = 20, ROWS_FIRST = 3000, ROWS_MOST = 12000, QUIET = 2 };

void errand_open(struct errand *e, struct app *app, struct db *inside, int64_t person)
{
	*e = (struct errand){.app = app, .inside = inside, .person = person, .good = true, .pace = {ROWS_FIRST, QUIET}, .arena = arena_new(64u << 20)};
	pthread_mutex_init(&e->lock, NULL);
	pthread_cond_init(&e->ended, NULL);
}

static bool write_now(struct errand *e, struct db *d)
{
	struct req *r = system_request(e->app, d, e->arena);
	r->who = asker_of(r, e->person);
	e->began = gauge_now();
	e->rows = 0;
	e->runs++;
	db_bulk(d);
	bool good = e->write(r, e->context);
	e->written = gauge_now();
	return good;
}

static bool run(struct db *d, struct job *j)
{
	struct errand *e = (struct errand *)j;
	e->good = write_now(e, d);
	return e->good;
}

static void again(struct job *j)
{
	arena_reset(((struct errand *)j)->arena);
}

static void failed(struct job *j, enum db_trouble trouble)
{
	((struct errand *)j)->good = false;
	log_warn("a piece of an import was not written (%d)", (int)trouble);
}

/*
 * A commit takes as long as the pages it has to write, and those follow the rows. While nobody else
 * writes they may be many: few large commits write less, and a write that comes after all waits for
 * one of them.
 */
static void learn(struct errand *e)
{
	struct pace *p = &e->pace;
	int64_t took = gauge_now() - e->written;
	p->quiet = writer_state(e->app->writer).queued > 0 ? 0 : p->quiet + 1;
	if (p->quiet >= QUIET)
		p->most = p->most < ROWS_FIRST ? ROWS_FIRST : p->most * 2 < ROWS_MOST ? p->most * 2 : ROWS_MOST;
	else if (took > ERRAND_COMMIT_US)
		p->most = e->rows * 2 / 3 > ROWS_LEAST ? e->rows * 2 / 3 : ROWS_LEAST;
	else if (took < ERRAND_COMMIT_US / 2 && e->rows >= p->most)
		p->most = p->most * 3 / 2 < ROWS_MOST ? p->most * 3 / 2 : ROWS_MOST;
}

bool errand_enough(struct errand *e)
{
	int64_t took = gauge_now() - e->began;
	bool others = !e->inside && writer_state(e->app->writer).queued > 0;
	return ++e->rows >= e->pace.most || took > ERRAND_MOST_US || (took > ERRAND_LEAST_US && others);
}

bool errand_may_hasten(const struct errand *e)
{
	return !e->inside && e->runs == 1;
}

size_t errand_at_once(const struct errand *e)
{
	return e->pace.quiet >= QUIET ? (size_t)e->pace.most : 1;
}

static void done(struct job *j)
{
	struct errand *e = (struct errand *)j;
	learn(e);
	pthread_mutex_lock(&e->lock);
	e->over = true;
	pthread_cond_signal(&e->ended);
	pthread_mutex_unlock(&e->lock);
}

void errand_start(struct errand *e, bool (*write)(struct req *r, void *context), void *context)
{
	arena_reset(e->arena);
	e->write = write;
	e->context = context;
	e->good = e->over = false;
	e->runs = 0;
	if (e->inside) {
		e->good = write_now(e, e->inside);
		return;
	}
	e->job = (struct job){.run = run, .again = again, .failed = failed, .done = done, .large = true};
	e->running = writer_add(e->app->writer, &e->job);
}

bool errand_wait(struct errand *e)
{
	if (e->running) {
		pthread_mutex_lock(&e->lock);
		while (!e->over)
			pthread_cond_wait(&e->ended, &e->lock);
		pthread_mutex_unlock(&e->lock);
		e->running = false;
	}
	return e->good;
}

bool errand_run(struct errand *e, bool (*write)(struct req *r, void *context), void *context)
{
	errand_start(e, write, context);
	return errand_wait(e);
}

void errand_close(struct errand *e)
{
	errand_wait(e);
	arena_free(e->arena);
	pthread_mutex_destroy(&e->lock);
	pthread_cond_destroy(&e->ended);
}
