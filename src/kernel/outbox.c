/* Queueing, claiming and settling deliveries. */
#include "kernel/outbox.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

#include "base/fault.h"
#include "base/log.h"
#include "base/repeat.h"
#include "kernel/dispatch.h"
#include "kernel/writer.h"
#include "kernel.sql.h"
#include "outbox.sql.h"
#include "secret/id.h"

enum { CLAIM_MS = 120000, LEASE_MS = 150000, A_ROUND = 5, MINUTE_MS = 60000 };

/* Minutes to wait after each failure; then it has failed for good. */
static const int waits[] = {1, 5, 30, 120, 720};
enum { N_WAITS = sizeof(waits) / sizeof(waits[0]) };

/* ---- queueing ---- */

instant outbox_hour(struct req *r, instant at, bool urgent)
{
	int64_t from = policy_get(r, "message.quiet_from", 0, 0).value, until = policy_get(r, "message.quiet_until", 0, 0).value;
	day on = day_of_instant(at);
	int64_t hour = (at - instant_of_day(on)) / 3600000;
	if (urgent || from == until)
		return at;
	bool late = hour >= from, early = hour < until;
	if (from < until) /* a quiet time within one day */
		return late && early ? instant_of_day(on) + until * 3600000 : at;
	if (!late && !early)
		return at;
	return instant_of_day(late ? on + 1 : on) + until * 3600000;
}

bool outbox_queue(struct req *r, int64_t message, const struct message *m, instant from)
{
	const struct app *app = r->app;
	struct outbox_choice_get choice = {.email = "", .hook = true};
	bool hook = app->webhook_url && !m->group_told;
	if (!app->smtp_url && !hook)
		return false;
	q_outbox_choice_get(r->db, r->arena, m->person, &choice);
	instant at = outbox_hour(r, from, m->urgent);
	if (app->smtp_url && app->smtp_from && choice.mail && *choice.email)
		q_delivery_add(r->db, id_new(), message, OUTBOX_MAIL, choice.email, at);
	hook = hook && choice.hook;
	if (hook)
		q_delivery_add(r->db, id_new(), message, OUTBOX_HOOK, "", at);
	return hook;
}

/* ---- a job of the writer, waited for ---- */

struct round {
	struct job job;
	struct app *app;
	struct arena *arena;
	struct delivery_due *due; /* claimed */
	size_t n;
	const char *why[A_ROUND]; /* after sending: NULL arrived */
	void (*work)(struct db *d, struct round *x);
	pthread_mutex_t lock;
	pthread_cond_t ended;
	bool over;
};

static bool round_run(struct db *d, struct job *j)
{
	struct round *x = (struct round *)j;
	x->work(d, x);
	return true;
}

static void round_again(struct job *j)
{
	(void)j;
}

static void round_failed(struct job *j, enum db_trouble trouble)
{
	(void)j;
	log_warn("outbox_failed trouble=%d", (int)trouble);
}

static void round_done(struct job *j)
{
	struct round *x = (struct round *)j;
	pthread_mutex_lock(&x->lock);
	x->over = true;
	pthread_cond_signal(&x->ended);
	pthread_mutex_unlock(&x->lock);
}

static bool in_writer(struct round *x, void (*work)(struct db *d, struct round *x))
{
	x->job = (struct job){.run = round_run, .again = round_again, .failed = round_failed, .done = round_done};
	x->work = work;
	x->over = false;
	if (!writer_add(x->app->writer, &x->job))
		return false;
	pthread_mutex_lock(&x->lock);
	while (!x->over)
		pthread_cond_wait(&x->ended, &x->lock);
	pthread_mutex_unlock(&x->lock);
	return !x->job.was_failed;
}

/* ---- claim, send, settle ---- */

static void claim(struct db *d, struct round *x)
{
	instant now = clock_now();
	x->n = 0;
	if (!q_lease_take(d, "outbox", x->app->node, now + LEASE_MS, now))
		return;
	x->due = q_delivery_due(d, x->arena, now, A_ROUND, &x->n);
	for (size_t i = 0; i < x->n; i++)
		q_delivery_claim(d, x->due[i].id, now + CLAIM_MS);
}

static void settle(struct db *d, struct round *x)
{
	struct req *r = system_request(x->app, d, x->arena);
	for (size_t i = 0; i < x->n; i++) {
		const struct delivery_due *y = &x->due[i];
		int64_t tries = y->tries + 1;
		if (!x->why[i])
			q_delivery_settle(d, y->id, DELIVERY_SENT, tries, 0, "");
		else if (tries > N_WAITS)
			q_delivery_settle(d, y->id, DELIVERY_FAILED, tries, 0, x->why[i]);
		else
			q_delivery_settle(d, y->id, DELIVERY_WAITING, tries,
					  outbox_hour(r, r->now + (instant)waits[tries - 1] * MINUTE_MS, y->urgent), x->why[i]);
	}
}

static void send_all(struct round *x)
{
	for (size_t i = 0; i < x->n; i++) {
		const struct delivery_due *y = &x->due[i];
		struct parcel p = {y->id, y->channel, y->address, y->title, y->link, clock_now()};
		x->why[i] = outbox_send(x->app, x->arena, &p);
		if (x->why[i])
			log_warn("delivery_failed channel=%d", (int)y->channel);
	}
}

static int round_of(struct app *app, struct arena *a)
{
	struct round x = {.app = app, .arena = a};
	pthread_mutex_init(&x.lock, NULL);
	pthread_cond_init(&x.ended, NULL);
	if (in_writer(&x, claim) && x.n) {
		send_all(&x);
		in_writer(&x, settle);
	}
	pthread_mutex_destroy(&x.lock);
	pthread_cond_destroy(&x.ended);
	return (int)x.n;
}

int outbox_round(struct app *app)
{
	struct arena *a = arena_new(16u << 20);
	int n = round_of(app, a);
	arena_free(a);
	return n;
}

/* ---- the thread ---- */

static struct repeat worker = REPEAT_NEW;

static bool full_round(void *context)
{
	return outbox_round(context) == A_ROUND;
}

void outbox_start(struct app *app)
{
	enum { REST_SECONDS = 2 };
	if (app->smtp_url || app->webhook_url)
		repeat_start(&worker, full_round, app, REST_SECONDS);
}

void outbox_stop(void)
{
	repeat_stop(&worker);
}
