#include "modules/members/errand.h"

#include "base/log.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"

void errand_open(struct errand *e, struct app *app, struct db *inside, int64_t person)
{
	*e = (struct errand){.app = app, .inside = inside, .person = person, .good = true, .arena = arena_new(64u << 20)};
	pthread_mutex_init(&e->lock, NULL);
	pthread_cond_init(&e->ended, NULL);
}

static bool write_now(struct errand *e, struct db *d)
{
	struct req *r = system_request(e->app, d, e->arena);
	r->who = arena_memdup(e->arena, &(struct who){.person = e->person, .name = "", .unit_name = "", .path = "", .title = "",
						      .session = ""}, sizeof(struct who));
	return e->write(r, e->context);
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

static void done(struct job *j)
{
	struct errand *e = (struct errand *)j;
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
	if (e->inside) {
		e->good = write_now(e, e->inside);
		return;
	}
	e->job = (struct job){.run = run, .again = again, .failed = failed, .done = done};
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
