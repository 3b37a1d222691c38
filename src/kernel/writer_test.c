/* The writer: groups, refusals beside them, and what happens when the database ends a transaction. */
#include "base/test.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/log.h"
#include "db/test_database.h"
#include "kernel/schema_text.h"
#include "kernel/writer.h"

enum { KEPT = 10000 }; /* ids of what is kept from a refused job */
enum todo { WRITE, REFUSE, FAULT, END_TRANSACTION, REFUSE_EARLY, HOLD, LOOK, ASK, ASK_AFTER };

struct work {
	struct job job;
	int id;
	enum todo todo;
	bool large;
	int ends; /* how often the transaction ends under it */
	int runs, kept;
	int64_t seen; /* LOOK: rows that others see while it runs */
	struct writer *writer; /* ASK: whether what was read when its number was taken still holds; ASK_AFTER: a session was written first */
	int64_t since;
	bool holds;
	bool done;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t ended = PTHREAD_COND_INITIALIZER;
static int open_jobs;

static void insert(struct db *d, int id)
{
	struct stmt *s = db_use_text(d, "insert into done(id) values ($1)");
	bind_int(s, 1, id);
	db_run(s);
}

static const char *path; /* of the database: a file, or an address */

static int64_t count(struct arena *a, const char *sql)
{
	const char *why = "";
	struct db *d = db_open(path, DB_READ, a, &why);
	struct stmt *s = db_use_text(d, sql);
	int64_t n = db_step(s) ? col_int(s, 0) : -1;
	db_done(s);
	db_close(d);
	return n;
}

static bool run(struct db *d, struct job *j)
{
	struct work *w = (struct work *)j;
	w->runs++;
	if (w->todo == REFUSE_EARLY)
		return false;
	if (w->todo == HOLD)
		usleep(100000);
	if (w->todo == LOOK) {
		struct arena *a = arena_new(1 << 20);
		w->seen = count(a, "select count(*) from done");
		arena_free(a);
	}
	if (w->todo == ASK_AFTER)
		db_run(db_use_text(d, "update session set seen_at = seen_at"));
	if (w->todo == ASK || w->todo == ASK_AFTER)
		w->holds = writer_unchanged(w->writer, w->since);
	insert(d, w->id);
	if (w->todo == FAULT)
		fault("this job breaks");
	if (w->todo == END_TRANSACTION && w->runs <= w->ends) { /* as a full disk does: all savepoints go too */
		db_run(db_use_text(d, "rollback"));
		fault("the database ended the transaction");
	}
	return w->todo != REFUSE;
}

static void again(struct job *j)
{
	(void)j;
}

static void failed(struct job *j, enum db_trouble trouble)
{
	(void)j;
	(void)trouble;
}

static void keep(struct db *d, struct job *j)
{
	((struct work *)j)->kept++;
	insert(d, KEPT + ((struct work *)j)->id);
}

static void done(struct job *j)
{
	pthread_mutex_lock(&lock);
	((struct work *)j)->done = true;
	open_jobs--;
	pthread_cond_signal(&ended);
	pthread_mutex_unlock(&lock);
}

static char file[64];

static struct writer *start(struct arena *a)
{
	const char *why = "";
	char name[80];
	snprintf(file, sizeof(file), "/tmp/lx-writer-test-%d.db", (int)getpid());
	unlink(file);
	snprintf(name, sizeof(name), "%s-wal", file);
	unlink(name);
	path = test_database(a, "writer", file);
	struct db *d = db_open(path, DB_WRITE, a, &why);
	db_script(d, kernel_schema);
	db_script(d, "create table done(id bigint primary key)");
	return writer_new(d);
}

/* Queues all, then waits for their ends. */
static void play(struct writer *w, struct work *jobs, int n)
{
	open_jobs = n;
	for (int i = 0; i < n; i++) {
		jobs[i].job = (struct job){.run = run, .again = again, .failed = failed, .done = done};
		jobs[i].job.large = jobs[i].large;
		if ((jobs[i].todo == REFUSE || jobs[i].todo == REFUSE_EARLY) && !jobs[i].large)
			jobs[i].job.keep = keep;
		jobs[i].id = i + 1;
		assert_true(writer_add(w, &jobs[i].job));
	}
	pthread_mutex_lock(&lock);
	while (open_jobs)
		pthread_cond_wait(&ended, &lock);
	pthread_mutex_unlock(&lock);
}

static void a_refusal_or_fault_harms_no_neighbour(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct writer *w = start(a);
	struct work jobs[5] = {{.todo = WRITE}, {.todo = REFUSE}, {.todo = WRITE}, {.todo = FAULT}, {.todo = WRITE}};
	writer_start(w);
	play(w, jobs, 5);
	assert_int_equal(count(a, "select count(*) from done where id < 10000"), 3);
	assert_int_equal(count(a, "select count(*) from done where id in (2, 4)"), 0);
	assert_true(jobs[3].job.was_failed);
	assert_int_equal(count(a, "select count(*) from done where id = 10002"), 1); /* what is to be kept is */
	writer_stop(w);
	arena_free(a);
}

/* What was refused before it wrote leaves nothing to take back: nobody is run anew for it, and what it keeps is there. */
static void an_early_refusal_costs_its_neighbours_nothing(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct writer *w = start(a);
	struct work jobs[6] = {{.todo = HOLD}, {.todo = WRITE}, {.todo = REFUSE_EARLY}, {.todo = WRITE}, {.todo = REFUSE_EARLY}, {.todo = WRITE}};
	writer_start(w);
	play(w, jobs, 6);
	for (int i = 0; i < 6; i++)
		assert_int_equal(jobs[i].runs, 1);
	assert_int_equal(count(a, "select count(*) from done where id < 10000"), 4);
	assert_int_equal(count(a, "select count(*) from done where id in (10003, 10005)"), 2);
	writer_stop(w);
	arena_free(a);
}

/* Taken back and run apart, it is still one transaction: the last one does not see the first one's row outside. */
static void a_late_refusal_leaves_one_commit_for_its_neighbours(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct writer *w = start(a);
	struct work jobs[5] = {{.todo = HOLD}, {.todo = WRITE}, {.todo = REFUSE}, {.todo = FAULT}, {.todo = LOOK}};
	writer_start(w);
	play(w, jobs, 5);
	assert_int_equal(jobs[1].runs, 2); /* and the two behind the refused one once: the first pass ended there */
	assert_int_equal(jobs[4].seen, jobs[0].runs == 2 ? 0 : 1); /* HOLD may have been committed before the others came */
	writer_stop(w);
	arena_free(a);
}

/*
 * Refusals after writing, again and again: the first has its group run twice, then groups run apart for a while. Each row
 * that stays is there once, nothing of a refused one is.
 */
static void late_refusals_do_not_have_every_group_run_twice(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct writer *w = start(a);
	static struct work jobs[1200];
	int runs = 0;
	for (int i = 0; i < 1200; i++)
		jobs[i] = (struct work){.todo = i == 0 ? HOLD : i % 40 == 39 ? REFUSE : WRITE};
	writer_start(w);
	play(w, jobs, 1200);
	for (int i = 0; i < 1200; i++)
		runs += jobs[i].runs;
	assert_in_range(runs, 1200, 1200 + 512);
	assert_int_equal(count(a, "select count(*) from done where id <= 1200"), 1170);
	assert_int_equal(count(a, "select count(*) from done where id <= 1200 and id % 40 = 0"), 0);
	assert_int_equal(count(a, "select count(*) from done where id > 10000"), 30);
	writer_stop(w);
	arena_free(a);
}

/* One job of a group loses the whole transaction: every other one is rerun alone and is there. */
static void a_dead_group_is_rerun_one_by_one(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct writer *w = start(a);
	struct work jobs[40] = {0};
	jobs[20].todo = END_TRANSACTION;
	jobs[20].ends = 2; /* together and apart */
	jobs[30].todo = FAULT;
	jobs[25].todo = REFUSE;
	writer_start(w);
	play(w, jobs, 40);
	assert_int_equal(count(a, "select count(*) from done where id < 10000"), 38);
	assert_false(jobs[20].job.was_failed); /* alone it went through */
	assert_int_equal(jobs[20].runs, 3);
	assert_true(jobs[30].job.was_failed);
	assert_int_equal(jobs[25].kept >= 1, 1);
	assert_int_equal(count(a, "select count(*) from done where id = 10026"), 1);
	writer_stop(w);
	arena_free(a);
}

/* A large job between others: a transaction of its own, which ends with it when it is refused or breaks. */
static void a_large_job_has_the_transaction_to_itself(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct writer *w = start(a);
	struct work jobs[7] = {{.todo = WRITE}, {.todo = REFUSE, .large = true}, {.todo = WRITE}, {.todo = FAULT, .large = true}, {.todo = WRITE, .large = true},
			       {.todo = END_TRANSACTION, .large = true, .ends = 1}, {.todo = WRITE}};
	writer_start(w);
	play(w, jobs, 7);
	assert_int_equal(count(a, "select count(*) from done"), 5);
	assert_int_equal(count(a, "select count(*) from done where id in (2, 4)"), 0);
	assert_true(jobs[3].job.was_failed);
	assert_false(jobs[5].job.was_failed); /* rerun */
	writer_stop(w);
	arena_free(a);
}

static void answers_leave_after_the_commit(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct writer *w = start(a);
	struct work one = {.todo = WRITE};
	writer_start(w);
	play(w, &one, 1);
	/* another connection sees it as soon as the job was told that it is done */
	assert_int_equal(count(a, "select count(*) from done"), 1);
	writer_stop(w);
	arena_free(a);
}

static bool holds(struct writer *w, int id, int64_t since)
{
	struct work ask = {.todo = ASK, .writer = w, .since = since};
	ask.id = id;
	open_jobs = 1;
	ask.job = (struct job){.run = run, .again = again, .failed = failed, .done = done};
	assert_true(writer_add(w, &ask.job));
	assert_int_equal(open_jobs, 0); /* without its thread it runs at once */
	return ask.holds;
}

/* What was read beside the writer: by whomever it is written since, in what way ever, it holds no more. */
static void what_was_read_holds_until_it_is_written(void **state)
{
	static const char *const tables[] = {"session", NULL};
	const char *why = "";
	struct arena *a = arena_new(1 << 20);
	db_watch(tables);
	struct writer *w = start(a);
	struct db *other = db_open(path, DB_WRITE, a, &why);
	bool one = !db_is_postgres(other); /* of a server's connections nobody knows */
	holds(w, 100, 0);
	int64_t since = writer_watched(w);
	assert_int_equal(holds(w, 101, since), one);
	assert_int_equal(holds(w, 102, since), one); /* what jobs write elsewhere changes nothing */
	struct work jobs[2] = {{.todo = ASK_AFTER, .writer = w, .since = since}, {.todo = ASK, .writer = w, .since = since}};
	play(w, jobs, 2);
	assert_false(jobs[0].holds); /* written in the same group */
	assert_false(jobs[1].holds); /* in one before */
	assert_true(!one || writer_watched(w) != since);
	since = writer_watched(w);
	assert_int_equal(holds(w, 103, since), one);
	db_script(other, "update session set seen_at = seen_at; insert into done(id) values (200)");
	assert_false(holds(w, 104, since)); /* by another connection */
	since = writer_watched(w);
	assert_int_equal(holds(w, 105, since), one);
	db_run(db_use_text(writer_db(w), "delete from session"));
	assert_false(holds(w, 106, since)); /* by a command on the writer's own */
	db_close(other);
	writer_stop(w);
	db_watch(NULL);
	arena_free(a);
}

static void the_queue_is_finished_before_it_stops(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct writer *w = start(a);
	static struct work jobs[300];
	writer_start(w);
	open_jobs = 300;
	for (int i = 0; i < 300; i++) {
		jobs[i].job = (struct job){.run = run, .again = again, .failed = failed, .done = done};
		jobs[i].id = i + 1;
		assert_true(writer_add(w, &jobs[i].job));
	}
	writer_stop(w);
	assert_int_equal(open_jobs, 0);
	assert_int_equal(count(a, "select count(*) from done"), 300);
	arena_free(a);
}

static int clean(void **state)
{
	char name[80];
	static const char *const ends[] = {"", "-wal", "-shm"};
	for (int i = 0; i < 3; i++) {
		snprintf(name, sizeof(name), "%s%s", file, ends[i]);
		unlink(name);
	}
	return 0;
}

int main(void)
{
	test_needs_engine();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_refusal_or_fault_harms_no_neighbour, clean),
		cmocka_unit_test_teardown(an_early_refusal_costs_its_neighbours_nothing, clean),
		cmocka_unit_test_teardown(a_late_refusal_leaves_one_commit_for_its_neighbours, clean),
		cmocka_unit_test_teardown(late_refusals_do_not_have_every_group_run_twice, clean),
		cmocka_unit_test_teardown(a_dead_group_is_rerun_one_by_one, clean),
		cmocka_unit_test_teardown(a_large_job_has_the_transaction_to_itself, clean),
		cmocka_unit_test_teardown(answers_leave_after_the_commit, clean),
		cmocka_unit_test_teardown(what_was_read_holds_until_it_is_written, clean),
		cmocka_unit_test_teardown(the_queue_is_finished_before_it_stops, clean),
	};
	return cmocka_run_group_tests_name("writer", tests, NULL, NULL);
}
