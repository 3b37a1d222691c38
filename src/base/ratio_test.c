#include "base/test.h"

#include "base/arena.h"
#include "base/fault.h"
#include "base/ratio.h"

static void assert_ratio(struct ratio r, int64_t num, int64_t den)
{
	assert_int_equal(r.num, num);
	assert_int_equal(r.den, den);
}

static void ratios_are_reduced(void **state)
{
	assert_ratio(ratio_of(6, 8), 3, 4);
	assert_ratio(ratio_of(6, -8), -3, 4);
	assert_ratio(ratio_of(0, 5), 0, 1);
	assert_ratio(ratio_of(INT64_MAX, INT64_MAX), 1, 1);
}

static void arithmetic_is_exact(void **state)
{
	struct ratio r = ratio_of(1, 3);
	assert_true(ratio_add(&r, ratio_of(1, 6)));
	assert_ratio(r, 1, 2);
	assert_true(ratio_sub(&r, ratio_of(3, 4)));
	assert_ratio(r, -1, 4);
	assert_true(ratio_mul(&r, ratio_of(-8, 3)));
	assert_ratio(r, 2, 3);
	assert_true(ratio_div(&r, ratio_of(-2, 9)));
	assert_ratio(r, -3, 1);
	assert_false(ratio_div(&r, ratio_of(0, 1)));
	assert_ratio(r, -3, 1);
	/* Weighted progress: 30 % of 2/3 and 70 % of 5/7 are 0.2 + 0.5. */
	struct ratio part = ratio_of(30, 100), sum = ratio_of(0, 1);
	assert_true(ratio_mul(&part, ratio_of(2, 3)) && ratio_add(&sum, part));
	part = ratio_of(70, 100);
	assert_true(ratio_mul(&part, ratio_of(5, 7)) && ratio_add(&sum, part));
	assert_ratio(sum, 7, 10);
}

static void what_does_not_fit_is_told(void **state)
{
	struct ratio r = ratio_of(INT64_MAX, 1);
	assert_false(ratio_add(&r, ratio_of(1, 1)));
	assert_ratio(r, INT64_MAX, 1);
	assert_false(ratio_mul(&r, ratio_of(2, 1)));
	r = ratio_of(1, INT64_MAX);
	assert_false(ratio_add(&r, ratio_of(1, INT64_MAX - 1)));
	assert_true(ratio_mul(&r, ratio_of(INT64_MAX, 7)));
	assert_ratio(r, 1, 7);
	struct guard g;
	volatile bool reached = false;
	if (GUARD(&g)) {
		ratio_of(1, 0);
		reached = true;
		guard_end(&g);
	}
	assert_false(reached);
}

static void ratios_compare_at_the_edge(void **state)
{
	assert_true(ratio_cmp(ratio_of(1, 3), ratio_of(333333333, 1000000000)) > 0);
	assert_true(ratio_cmp(ratio_of(-1, 2), ratio_of(-1, 3)) < 0);
	assert_int_equal(ratio_cmp(ratio_of(2, 4), ratio_of(1, 2)), 0);
	assert_true(ratio_cmp(ratio_of(INT64_MAX, INT64_MAX - 1), ratio_of(1, 1)) > 0);
}

/* Quorum of 2/3 and pass of more than half, as worked in the rules for votes: 30 and 31 people. */
static void quorums(void **state)
{
	assert_int_equal(ratio_ceil(ratio_of(2, 3), 30), 20);
	assert_int_equal(ratio_ceil(ratio_of(2, 3), 31), 21);
	assert_int_equal(ratio_floor(ratio_of(1, 2), 30) + 1, 16);
	assert_int_equal(ratio_floor(ratio_of(1, 2), 31) + 1, 16);
	assert_int_equal(ratio_ceil(ratio_of(1, 20), 101), 6);
	assert_int_equal(ratio_floor(ratio_of(-1, 2), 3), -2);
	assert_int_equal(ratio_ceil(ratio_of(-1, 2), 3), -1);
}

static void percents_round_half_up(void **state)
{
	struct arena *a = arena_new(1 << 16);
	assert_string_equal(ratio_percent(a, ratio_of(2, 3), 2), "66.67%");
	assert_string_equal(ratio_percent(a, ratio_of(1, 3), 0), "33%");
	assert_string_equal(ratio_percent(a, ratio_of(1, 200), 0), "1%"); /* 0.5 */
	assert_string_equal(ratio_percent(a, ratio_of(1, 201), 0), "0%");
	assert_string_equal(ratio_percent(a, ratio_of(1, 8), 1), "12.5%");
	assert_string_equal(ratio_percent(a, ratio_of(5, 8), 1), "62.5%");
	assert_string_equal(ratio_percent(a, ratio_of(1, 1), 2), "100.00%");
	assert_string_equal(ratio_percent(a, ratio_of(-1, 200), 0), "-1%");
	assert_string_equal(ratio_percent(a, ratio_of(1, 2000), 2), "0.05%");
	assert_ratio(ratio_round(ratio_of(2, 3), 10000), 6667, 10000);
	assert_ratio(ratio_round(ratio_of(1, 3), 10000), 3333, 10000);
	assert_ratio(ratio_round(ratio_of(3, 7), 1), 0, 1);
	assert_ratio(ratio_round(ratio_of(4, 7), 1), 1, 1);
	assert_string_equal(ratio_text(a, ratio_of(4, 6)), "2/3");
	assert_string_equal(ratio_text(a, ratio_of(-4, 2)), "-2");
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ratios_are_reduced),
		cmocka_unit_test(arithmetic_is_exact),
		cmocka_unit_test(what_does_not_fit_is_told),
		cmocka_unit_test(ratios_compare_at_the_edge),
		cmocka_unit_test(quorums),
		cmocka_unit_test(percents_round_half_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
