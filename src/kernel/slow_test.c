/* The queue is bounded, for all together and for each asker. */
#include "kernel/slow.h"

#include <pthread.h>
#include <unistd.h>

#include "base/test.h"

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static int done;

static void pass_gate(void *context, int worker)
{
	(void)context;
	(void)worker;
	pthread_mutex_lock(&gate);
	done++;
	pthread_mutex_unlock(&gate);
}

static int add_many(struct slow *s, uint64_t who, int tries)
{
	int taken = 0;
	for (int i = 0; i < tries; i++)
		taken += slow_add(s, who, pass_gate, NULL);
	return taken;
}

static void test_each_has_a_share(void **state)
{
	struct slow *s = slow_new(1, 30, true);
	(void)state;
	pthread_mutex_lock(&gate);
	int one = add_many(s, 7, 20), other = add_many(s, 8, 20);
	assert_in_range(one, SLOW_EACH, SLOW_EACH + 1); /* the first may have been begun */
	assert_int_equal(other, SLOW_EACH);
	int unknown = add_many(s, 0, 40);
	assert_in_range(one + other + unknown, 30, 31); /* then the queue itself is full */
	pthread_mutex_unlock(&gate);
	slow_stop(s);
	assert_int_equal(done, one + other + unknown);
}

static void take_long(void *context, int worker)
{
	(void)context;
	(void)worker;
	usleep(400 * 1000);
}

/* Whoever would wait too long is told at once; what was taken is done. */
static void test_nobody_waits_for_ever(void **state)
{
	struct slow *s = slow_new(1, 500, true);
	int taken = 0;
	(void)state;
	slow_add(s, 0, take_long, NULL);
	while (slow_state(s).working || slow_state(s).waiting)
		usleep(1000);
	done = 0;
	pthread_mutex_lock(&gate);
	/* One in eight of 400 ms counts: a usual 50 ms; on a busy machine that sleep may have been up to twice as long. */
	taken = add_many(s, 0, 400);
	assert_in_range(taken, SLOW_WAIT_SECONDS * 1000 / 100, SLOW_WAIT_SECONDS * 1000 / 50 + 10);
	assert_in_range(slow_state(s).wait_seconds, SLOW_WAIT_SECONDS - 1, SLOW_WAIT_SECONDS);
	pthread_mutex_unlock(&gate);
	slow_stop(s);
	assert_int_equal(done, taken);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_has_a_share), cmocka_unit_test(test_nobody_waits_for_ever)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
