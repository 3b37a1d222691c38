#include "base/test.h"

#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#include "base/sleepers.h"

enum { WORKERS = 4, GIVERS = 3, EACH = 20000, PATIENCE_MS = 5000 };

static struct {
	pthread_mutex_t lock;
	struct sleepers sleepers;
	int waiting, done;
	bool over;
} work;

static int64_t now_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void *take(void *context)
{
	pthread_mutex_lock(&work.lock);
	for (;;) {
		while (!work.waiting && !work.over)
			sleepers_wait(&work.sleepers, &work.lock, 0);
		if (!work.waiting)
			break;
		work.waiting--;
		pthread_mutex_unlock(&work.lock);
		pthread_mutex_lock(&work.lock);
		work.done++;
	}
	pthread_mutex_unlock(&work.lock);
	return context;
}

static void *give(void *context)
{
	for (int i = 0; i < EACH; i++) {
		pthread_mutex_lock(&work.lock);
		work.waiting++;
		sleepers_wake(&work.sleepers);
		pthread_mutex_unlock(&work.lock);
		if (i % 64 == 0)
			usleep(50);
	}
	return context;
}

/* Whatever is given is done although nothing else comes after it: no wake is lost. */
static void all_work_is_done(void **state)
{
	pthread_t takers[WORKERS], givers[GIVERS];
	pthread_mutex_init(&work.lock, NULL);
	for (int i = 0; i < WORKERS; i++)
		pthread_create(&takers[i], NULL, take, NULL);
	for (int i = 0; i < GIVERS; i++)
		pthread_create(&givers[i], NULL, give, NULL);
	for (int i = 0; i < GIVERS; i++)
		pthread_join(givers[i], NULL);
	int64_t until = now_us() + PATIENCE_MS * 1000;
	pthread_mutex_lock(&work.lock);
	while (work.done < GIVERS * EACH && now_us() < until) {
		pthread_mutex_unlock(&work.lock);
		usleep(1000);
		pthread_mutex_lock(&work.lock);
	}
	assert_int_equal(work.done, GIVERS * EACH);
	work.over = true;
	sleepers_wake_all(&work.sleepers);
	pthread_mutex_unlock(&work.lock);
	for (int i = 0; i < WORKERS; i++)
		pthread_join(takers[i], NULL);
}

/* Who overslept is not woken later in place of another. */
static void time_runs_out(void **state)
{
	pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	struct sleepers s = {0};
	int64_t began = now_us();
	pthread_mutex_lock(&lock);
	assert_false(sleepers_wait(&s, &lock, began + 20000));
	assert_true(now_us() - began >= 20000);
	assert_null(s.last);
	sleepers_wake(&s); /* nobody there */
	pthread_mutex_unlock(&lock);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(all_work_is_done), cmocka_unit_test(time_runs_out)};
	return cmocka_run_group_tests_name("sleepers", tests, NULL, NULL);
}
