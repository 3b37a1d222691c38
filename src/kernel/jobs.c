#include "kernel/jobs.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "base/fault.h"
#include "base/log.h"
#include "base/repeat.h"
#include "kernel/dispatch.h"
#include "kernel/erased.h"
#include "kernel/event.h"
#include "kernel/files.h"
#include "kernel/list_import.h"
#include "kernel/search.h"
#include "kernel/writer.h"
#include "kernel.sql.h"

enum { LEASE_MS = 30000, TICK_MS = 60000, DAY_MS = 86400000, TIDY_MS = 20 * 3600000, TIMERS_A_ROUND = 50, SEALS_A_ROUND = 500 };

/* One timer: 系统 makes the move. A move that is refused by now is dropped: its state has changed. */
static bool fire_timer(struct app *app, struct db *d, struct arena *a)
{
	struct due_ready t;
	if (!q_due_ready(d, a, clock_now(), &t))
		return false;
	q_due_drop(d, t.id);
	const struct flow *f = flow_of(app, t.record);
	struct req *r = system_request(app, d, a);
	if (f && !flow_move(r, f, t.row_id, 0, t.verb, "", NULL))
		log_info("timer_dropped move=%s.%s", t.record, t.verb);
	return true;
}

static void sweep(struct db *d, instant now)
{
	q_session_sweep(d, now);
	q_once_forget(d, now - DAY_MS);
	q_lease_forget(d, now - DAY_MS);
}

static void tick(struct app *app, struct db *d, struct arena *a)
{
	EACH_MODULE(app, m)
		if (m->tick)
			m->tick(system_request(app, d, a));
	files_sweep(system_request(app, d, a));
	imports_tick(system_request(app, d, a));
	duties_make(system_request(app, d, a));
	sweep(d, clock_now());
	/* not what this very group erases: it may still be undone */
	if (!erased_keep(a, arena_printf(a, "%s/erased.txt", app->data), erased_text(d, a, clock_now() - 5000)))
		log_warn("the list of erasures could not be written");
}

static bool is_night(instant now)
{
	enum { HOUR_MS = 3600000, FROM = 1, TO = 5 };
	int64_t hour = (now - instant_of_day(day_of_instant(now))) / HOUR_MS;
	return hour >= FROM && hour < TO;
}

/*
 * The index of words becomes one piece again, a step a round. That writes all of it, so it begins once a night, when few
 * wait and nobody imports; a server that is off at night has a small index.
 */
static void tidy_words(struct app *app, struct db *d, instant now)
{
	bool begin = !app->regular.tidying, lately = now >= app->regular.tidied && now - app->regular.tidied < TIDY_MS;
	if (!is_night(now) || (begin && (lately || !search_is_untidy(d)))) {
		app->regular.tidying = false; /* what is half made goes on the next night */
		return;
	}
	if (begin)
		app->regular.tidied = now;
	app->regular.tidying = search_tidy_some(d, begin);
}

bool jobs_round(struct app *app, struct db *d, struct arena *a)
{
	instant now = clock_now();
	if (db_is_postgres(d) && now - app->regular.named > APP_NUMBER_MS)
		app_keep_number(app, d, now);
	if (!q_lease_take(d, "jobs", app->node, now + LEASE_MS, now))
		return false;
	bool more = counter_fold(d, a, 2000) == 2000;
	for (int i = 0; i < TIMERS_A_ROUND; i++)
		if (!fire_timer(app, d, a))
			break;
		else
			more = true;
	void (*unfinished)(struct req *r) = app->regular.unfinished;
	app->regular.unfinished = NULL;
	if (now - app->regular.ticked >= TICK_MS || now < app->regular.ticked) {
		app->regular.ticked = now;
		tick(app, d, a);
	} else if (unfinished) {
		unfinished(system_request(app, d, a));
	}
	tidy_words(app, d, now);
	return more || app->regular.unfinished;
}

void jobs_go_on(struct app *app, void (*of)(struct req *r))
{
	app->regular.unfinished = of;
}

/* Several connections write beside each other, so one of all nodes seals what they have committed. */
static bool seal_round(struct app *app, struct db *d, struct arena *a)
{
	instant now = clock_now();
	return q_lease_take(d, "seal", app->node, now + LEASE_MS, now) && event_seal_some(d, a, SEALS_A_ROUND);
}

/* ---- through the writer ---- */

static _Atomic int trouble_now; /* enum db_trouble */

enum db_trouble jobs_trouble(void)
{
	return (enum db_trouble)atomic_load(&trouble_now);
}

struct round {
	struct job job;
	struct app *app;
	struct arena *arena;
	bool (*work)(struct app *app, struct db *d, struct arena *a);
	struct regular before; /* the round, which may have to be rerun */
	bool more;
	pthread_mutex_t lock;
	pthread_cond_t ended;
	bool over;
};

static bool round_run(struct db *d, struct job *j)
{
	struct round *x = (struct round *)j;
	x->more = x->work(x->app, d, x->arena);
	return true;
}

static void round_again(struct job *j)
{
	struct round *x = (struct round *)j;
	arena_reset(x->arena);
	x->app->regular = x->before;
}

static void round_failed(struct job *j, enum db_trouble trouble)
{
	((struct round *)j)->app->regular.unfinished = NULL; /* its minute comes */
	atomic_store(&trouble_now, (int)trouble);
	log_warn("jobs_failed trouble=%d", (int)trouble);
}

static void round_done(struct job *j)
{
	struct round *x = (struct round *)j;
	if (!j->was_failed)
		atomic_store(&trouble_now, DB_FINE);
	pthread_mutex_lock(&x->lock);
	x->over = true;
	pthread_cond_signal(&x->ended);
	pthread_mutex_unlock(&x->lock);
}

static bool one_round(struct app *app, struct arena *a, bool (*work)(struct app *app, struct db *d, struct arena *a))
{
	struct round x = {.app = app, .arena = a, .work = work, .before = app->regular};
	x.job = (struct job){.run = round_run, .again = round_again, .failed = round_failed, .done = round_done};
	pthread_mutex_init(&x.lock, NULL);
	pthread_cond_init(&x.ended, NULL);
	if (writer_add(app->writer, &x.job)) {
		pthread_mutex_lock(&x.lock);
		while (!x.over)
			pthread_cond_wait(&x.ended, &x.lock);
		pthread_mutex_unlock(&x.lock);
	}
	pthread_mutex_destroy(&x.lock);
	pthread_cond_destroy(&x.ended);
	arena_reset(a);
	return x.more && !x.job.was_failed;
}

void jobs_settle(struct app *app)
{
	struct arena *a = arena_new(64u << 20);
	while (one_round(app, a, jobs_round))
		continue;
	while (writer_is_wide(app->writer) && one_round(app, a, seal_round))
		continue;
	arena_free(a);
}

static struct repeat worker = REPEAT_NEW;

static bool round_of_work(void *context)
{
	struct app *app = context;
	struct arena *a = arena_new(64u << 20);
	bool more = one_round(app, a, jobs_round);
	while (writer_is_wide(app->writer) && one_round(app, a, seal_round))
		continue;
	arena_free(a);
	return more;
}

void jobs_start(struct app *app)
{
	repeat_start(&worker, round_of_work, app, 1);
}

void jobs_stop(void)
{
	repeat_stop(&worker);
}
