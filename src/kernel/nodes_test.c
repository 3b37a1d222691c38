/*
 * Several nodes on one PostgreSQL: two writers of eight connections each, as two
 * processes would have them. What one process with SQLite gets from having one
 * writer must hold here by rerunning: places are not given twice, a form counts
 * once, the chain has no fork, regular work is done by one.
 */
#include "base/test.h"

#include <pthread.h>
#include <stdio.h>
#include <time.h>

#include "base/fault.h"
#include "base/log.h"
#include "db/many.h"
#include "db/test_database.h"
#include "kernel.sql.h"
#include "kernel/event.h"
#include "kernel/schema_text.h"
#include "kernel/writer.h"
#include "secret/id.h"
#include "secret/secret.h"

enum { NODES = 2, LANES = 8, JOBS = 200, PLACES = 10 };

struct work {
	struct job job;
	bool (*what)(struct db *d, struct work *w);
	struct arena *arena;
	int id, runs;
	bool made; /* by this job, not found made by another */
};

static const char *url;
static struct arena *memory;
static struct writer *nodes[NODES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t ended = PTHREAD_COND_INITIALIZER;
static int open_jobs;

/* ---- jobs ---- */

static bool run(struct db *d, struct job *j)
{
	struct work *w = (struct work *)j;
	w->runs++;
	w->made = false;
	return w->what(d, w);
}

static void again(struct job *j)
{
	(void)j;
}

static void failed(struct job *j, enum db_trouble trouble)
{
	(void)j;
	printf("# a job failed: %d\n", (int)trouble);
}

static void done(struct job *j)
{
	(void)j;
	pthread_mutex_lock(&lock);
	open_jobs--;
	pthread_cond_signal(&ended);
	pthread_mutex_unlock(&lock);
}

/* The same number of jobs on each node, all at once; waits for the last. Reruns that it took. */
static int play(struct work *jobs, int n, bool (*what)(struct db *d, struct work *w))
{
	int reruns = 0;
	open_jobs = n;
	for (int i = 0; i < n; i++) {
		jobs[i] = (struct work){.job = {.run = run, .again = again, .failed = failed, .done = done},
					.what = what, .id = i, .arena = arena_new(1 << 20)};
		assert_true(writer_add(nodes[i % NODES], &jobs[i].job));
	}
	pthread_mutex_lock(&lock);
	while (open_jobs)
		pthread_cond_wait(&ended, &lock);
	pthread_mutex_unlock(&lock);
	for (int i = 0; i < n; i++) {
		reruns += jobs[i].runs - 1;
		arena_free(jobs[i].arena);
	}
	return reruns;
}

static int64_t value(struct db *d, const char *sql)
{
	struct stmt *s = db_use_text(d, sql);
	int64_t n = db_step(s) ? col_int(s, 0) : -1;
	db_done(s);
	return n;
}

static int64_t count(const char *sql)
{
	const char *why = "";
	struct db *d = db_open(url, DB_READ, memory, &why);
	int64_t n = value(d, sql);
	db_close(d);
	return n;
}

static int start(void **state)
{
	const char *why = "";
	(void)state;
	url = test_database(memory, "nodes", NULL);
	for (int i = 0; i < NODES; i++) {
		struct db *d = db_open(url, DB_WRITE, memory, &why);
		if (i == 0) {
			db_script(d, kernel_schema);
			db_script(d, "create table seat(id bigint primary key); create table work_done(id bigint primary key, form bigint not null);"
				     "create index work_by_form on work_done(form)");
		}
		nodes[i] = writer_new(d);
		if (writer_widen(nodes[i], url, LANES, memory))
			return 1;
		writer_start(nodes[i]);
	}
	return 0;
}

static int stop(void **state)
{
	(void)state;
	for (int i = 0; i < NODES; i++)
		writer_stop(nodes[i]);
	return 0;
}

/* ---- quotas ---- */

/* Reads how many places are taken, decides, takes one: nothing but the isolation keeps two from the last place. */
static bool take_place(struct db *d, struct work *w)
{
	if (value(d, "select count(*) from seat") >= PLACES)
		return false;
	struct stmt *s = db_use_text(d, "insert into seat(id) values ($1)");
	bind_int(s, 1, w->id + 1);
	w->made = db_run(s) == 1;
	return true;
}

static void places_are_never_given_twice(void **state)
{
	static struct work jobs[JOBS];
	int made = 0, reruns = play(jobs, JOBS, take_place);
	for (int i = 0; i < JOBS; i++)
		made += jobs[i].made;
	assert_int_equal(count("select count(*) from seat"), PLACES);
	assert_int_equal(made, PLACES);
	printf("# %d asked for %d places: %d reruns\n", JOBS, PLACES, reruns);
}

/* ---- a form counts once ---- */

/* As the dispatcher does it; each form is posted four times, to both nodes. */
static bool post_form(struct db *d, struct work *w)
{
	const char *key = arena_printf(w->arena, "form-%d", w->id / 4);
	struct once_get first;
	if (q_once_get(d, w->arena, key, &first))
		return strcmp(first.location, key) == 0;
	struct stmt *s = db_use_text(d, "insert into work_done(id, form) values ($1, $2)");
	bind_int(s, 1, id_new());
	bind_int(s, 2, w->id / 4);
	w->made = db_run(s) == 1;
	return q_once_add(d, key, 7, 303, key, 1) == 1;
}

static void a_form_posted_to_both_counts_once(void **state)
{
	static struct work jobs[JOBS];
	int reruns = play(jobs, JOBS, post_form);
	assert_int_equal(count("select count(*) from work_done"), JOBS / 4);
	assert_int_equal(count("select count(distinct form) from work_done"), JOBS / 4);
	for (int i = 0; i < JOBS; i++)
		assert_false(jobs[i].job.was_failed);
	printf("# %d posts of %d forms: %d reruns\n", JOBS, JOBS / 4, reruns);
}

/* ---- the chain ---- */

static bool append_or_seal(struct db *d, struct work *w)
{
	if (w->id % 10 == 9) { /* sealers of both nodes, without a lease: only the numbers keep them apart */
		event_seal(d, w->arena);
		return true;
	}
	struct event e = {.actor = 7, .unit = 1, .record = "person", .row_id = w->id, .verb = "reveal", .note = "核对身份"};
	event_append(d, w->arena, 1709254800000 + w->id, &e);
	return true;
}

static void the_chain_has_no_fork(void **state)
{
	static struct work jobs[JOBS];
	int reruns = play(jobs, JOBS, append_or_seal);
	const char *why = "";
	struct db *d = db_open(url, DB_WRITE, memory, &why);
	event_seal(d, memory);
	struct event_check c = event_verify(d, memory, NULL, 1709254900000);
	db_close(d);
	assert_true(c.ok);
	assert_int_equal(c.sealed, JOBS / 10 * 9);
	for (int i = 0; i < JOBS; i++)
		assert_false(jobs[i].job.was_failed);
	printf("# %d events and %d sealers: %d reruns\n", JOBS / 10 * 9, JOBS / 10, reruns);
}

/* ---- rows sent ahead ---- */

enum { FILLS = 20, FILL_ROWS = 300 };

/* As an import does it; half of the rows of each are those of the next one too. */
static bool fill_seats(struct db *d, struct work *w)
{
	struct many m = many_of(d, w->arena, "insert into seat(id) values ($1) on conflict do nothing", 1);
	m.ahead = w->runs == 1;
	for (int i = 0; i < FILL_ROWS; i++) {
		many_int(&m, 1000 + w->id * FILL_ROWS / 2 + i);
		many_row(&m);
	}
	w->made = many_done(&m) == FILL_ROWS;
	return true;
}

static void rows_that_others_wrote_first_are_passed_over(void **state)
{
	static struct work jobs[FILLS];
	int whole = 0, reruns = play(jobs, FILLS, fill_seats);
	for (int i = 0; i < FILLS; i++) {
		whole += jobs[i].made;
		assert_false(jobs[i].job.was_failed);
	}
	assert_int_equal(count("select count(*) from seat"), (FILLS + 1) * FILL_ROWS / 2);
	assert_true(reruns > 0 && whole < FILLS); /* no two beside each other were whole */
	printf("# %d fills that overlap, %d of them whole: %d reruns\n", FILLS, whole, reruns);
}

/* ---- regular work ---- */

/* One timer a job, under the lease; the lease changes hands because it is short. */
static bool fire(struct db *d, struct work *w)
{
	struct due_ready t;
	if (!q_lease_take(d, "jobs", w->id % NODES ? "b" : "a", w->id, w->id) || !q_due_ready(d, w->arena, JOBS, &t))
		return true;
	q_due_drop(d, t.id);
	struct event e = {.actor = 0, .unit = 1, .record = t.record, .row_id = t.row_id, .verb = t.verb};
	event_append(d, w->arena, 1709254800000, &e);
	w->made = true;
	return true;
}

static void timers_fire_once(void **state)
{
	static struct work jobs[JOBS];
	const char *why = "";
	struct db *d = db_open(url, DB_WRITE, memory, &why);
	for (int i = 1; i <= JOBS / 2; i++)
		q_due_add(d, i, 1, "petition", i, "escalate");
	int made = 0, reruns = play(jobs, JOBS, fire);
	for (int i = 0; i < JOBS; i++)
		made += jobs[i].made;
	assert_int_equal(value(d, "select count(*) from event where record = 'petition'"), made);
	assert_int_equal(value(d, "select count(distinct row_id) from event where record = 'petition'"), made);
	assert_int_equal(value(d, "select count(*) from due"), JOBS / 2 - made);
	assert_true(made > 0);
	printf("# %d timers fired by two nodes in turn: %d reruns\n", made, reruns);
	db_close(d);
}

/* Two holders never have the same lease at the same time. */
static bool lease_only(struct db *d, struct work *w)
{
	w->made = q_lease_take(d, "alone", arena_printf(w->arena, "%d", w->id), 1000, 10) > 0;
	return true;
}

static void a_lease_has_one_holder(void **state)
{
	static struct work jobs[JOBS];
	int made = 0;
	play(jobs, JOBS, lease_only);
	for (int i = 0; i < JOBS; i++)
		made += jobs[i].made;
	assert_int_equal(made, 1);
}

/* ---- the server goes away ---- */

static bool killed_while_running(struct db *d, struct work *w)
{
	if (!post_form(d, w))
		return false;
	if (w->runs == 1 && w->id % 2)
		value(d, "select case when pg_terminate_backend(pg_backend_pid()) then 1 else 0 end");
	return true;
}

static void a_job_whose_connection_dies_is_rerun(void **state)
{
	static struct work jobs[40];
	int reruns = play(jobs, 40, killed_while_running);
	assert_true(reruns >= 20);
	for (int i = 0; i < 40; i++)
		assert_false(jobs[i].job.was_failed);
	assert_int_equal(count("select count(*) from work_done"), 10);
	assert_int_equal(count("select count(*) from once"), 10);
}

static bool commit_waits(struct db *d, struct work *w)
{
	if (w->runs == 1) /* for a standby that is not there: the commit is made, but not answered */
		db_script(d, "set local synchronous_commit = on; set local application_name = 'nodes_test'");
	return post_form(d, w);
}

/* Ends the connections whose commit waits, as a primary that dies right behind its commit. */
static void *killer(void *context)
{
	const char *why = "";
	struct arena *a = arena_new(1 << 20);
	struct db *d = db_open(url, DB_READ, a, &why);
	int64_t *ends = context;
	for (int i = 0; i < 200 && !*ends; i++) {
		struct timespec rest = {0, 50000000};
		nanosleep(&rest, NULL);
		*ends += value(d, "select count(pg_terminate_backend(pid)) from pg_stat_activity where wait_event = 'SyncRep' and application_name = 'nodes_test'");
	}
	db_close(d);
	arena_free(a);
	return NULL;
}

static void a_commit_that_nobody_confirmed_counts_once(void **state)
{
	static struct work jobs[1];
	int64_t ends = 0;
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, killer, &ends), 0);
	play(jobs, 1, commit_waits); /* alone: nobody but its own first run can have made the row */
	pthread_join(thread, NULL);
	assert_true(ends >= 1);
	assert_int_equal(jobs[0].runs, 2);
	assert_false(jobs[0].job.was_failed);
	assert_false(jobs[0].made); /* the rerun found the first answer */
	assert_int_equal(count("select count(*) from work_done"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(places_are_never_given_twice, start, stop),
		cmocka_unit_test_setup_teardown(a_form_posted_to_both_counts_once, start, stop),
		cmocka_unit_test_setup_teardown(the_chain_has_no_fork, start, stop),
		cmocka_unit_test_setup_teardown(rows_that_others_wrote_first_are_passed_over, start, stop),
		cmocka_unit_test_setup_teardown(timers_fire_once, start, stop),
		cmocka_unit_test_setup_teardown(a_lease_has_one_holder, start, stop),
		cmocka_unit_test_setup_teardown(a_job_whose_connection_dies_is_rerun, start, stop),
		cmocka_unit_test_setup_teardown(a_commit_that_nobody_confirmed_counts_once, start, stop),
	};
	if (!test_on_postgres()) {
		puts("1..0 # SKIP with SQLite one process owns the database");
		return 0;
	}
	test_needs_engine();
	log_set_level(LOG_LEVEL_ERROR + 1);
	secret_init();
	memory = arena_new(64 << 20);
	int bad = cmocka_run_group_tests_name("nodes", tests, NULL, NULL);
	arena_free(memory);
	return bad;
}
