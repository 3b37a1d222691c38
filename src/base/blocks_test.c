/* Pieces of memory for thousands of requests: none is given out twice, and what a rush took goes back. */
#include "base/test.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/blocks.h"

enum { MANY = 2000, RUSH = 8000, THREADS = 4, ROUNDS = 20 };

static unsigned char sign(const void *block)
{
	return (unsigned char)((uintptr_t)block / BLOCK_BYTES * 31 + 7);
}

static void all_are_apart_and_whole(void **state)
{
	static unsigned char *blocks[MANY];
	(void)state;
	for (int i = 0; i < MANY; i++) {
		blocks[i] = blocks_take();
		assert_non_null(blocks[i]);
		assert_int_equal((uintptr_t)blocks[i] % BLOCK_BYTES, 0);
		memset(blocks[i], sign(blocks[i]), BLOCK_BYTES);
	}
	for (int i = 0; i < MANY; i++)
		for (int at = 0; at < BLOCK_BYTES; at++)
			if (blocks[i][at] != sign(blocks[i]))
				fail_msg("block %d was written by another", i);
	for (int i = 0; i < MANY; i++)
		blocks_give(blocks[i * 7 % MANY]); /* in another order than they came */
}

static void what_a_rush_took_goes_back(void **state)
{
	static void *blocks[RUSH];
	(void)state;
	for (int i = 0; i < RUSH; i++)
		blocks[i] = blocks_take();
	assert_true(blocks_held() >= (size_t)RUSH * BLOCK_BYTES);
	for (int i = 0; i < RUSH; i++)
		blocks_give(blocks[i]);
	assert_true(blocks_held() <= (size_t)82 << 20);
	size_t held = blocks_held();
	for (int i = 0; i < 5000; i++)
		blocks_give(blocks_take());
	assert_int_equal(blocks_held(), held); /* the same again and again */
}

static void *take_and_give(void *seed)
{
	unsigned char *mine[100] = {NULL};
	unsigned random = (unsigned)(uintptr_t)seed;
	intptr_t wrong = 0;
	for (int i = 0; i < ROUNDS * MANY; i++) {
		unsigned char **at = &mine[(unsigned)rand_r(&random) % 100];
		if (*at) {
			wrong += (*at)[BLOCK_BYTES - 1] != (unsigned char)(uintptr_t)seed;
			blocks_give(*at);
			*at = NULL;
		} else if ((*at = blocks_take())) {
			(*at)[BLOCK_BYTES - 1] = (unsigned char)(uintptr_t)seed;
		}
	}
	for (int i = 0; i < 100; i++)
		if (mine[i])
			blocks_give(mine[i]);
	return (void *)wrong;
}

static void threads_do_not_meet(void **state)
{
	pthread_t threads[THREADS];
	void *wrong;
	(void)state;
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, take_and_give, (void *)(uintptr_t)(i + 1)), 0);
	for (int i = 0; i < THREADS; i++) {
		pthread_join(threads[i], &wrong);
		assert_null(wrong);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_are_apart_and_whole),
		cmocka_unit_test(what_a_rush_took_goes_back),
		cmocka_unit_test(threads_do_not_meet),
	};
	return cmocka_run_group_tests_name("blocks", tests, NULL, NULL);
}
