/*
 * Deadlines against dates worked out by the State Council's tables of 2024 to 2026. `why` shows the
 * working: the days that count, in runs, with how many each run has.
 */
#include "base/test.h"

#include "engines/deadline.h"

#define D(y, m, d) day_of(y, m, d)
#define W DEADLINE_WORKDAYS
#define C DEADLINE_DAYS

struct row {
	day start;
	int amount, basis;
	day due;
	int extra;
	struct pause p[2];
	size_t n;
	const char *why;
};

static void ends_where_the_calendar_says(void **state)
{
	const struct row rows[] = {
#include "deadline_cases.h"
	};
	size_t n = sizeof(rows) / sizeof(rows[0]);
	assert_true(n >= 60);
	for (size_t i = 0; i < n; i++) {
		const struct row *x = &rows[i];
		struct deadline d = {x->start, x->amount, x->extra, x->basis, x->p, x->n};
		int year = -1;
		day due = deadline_due(&d, &year);
		if (due != x->due)
			fail_msg("row %zu ends %d days off: %s", i + 1, due - x->due, x->why);
		assert_int_equal(year, 0);
		if (x->basis == W)
			assert_int_equal(deadline_used(&d, due), x->amount + x->extra);
		assert_int_equal(deadline_left(&d, due), 0);
	}
}

static void a_year_without_table_is_named(void **state)
{
	struct deadline d = {D(2026, 12, 28), 5, 0, W, NULL, 0};
	struct arena *a = arena_new(1 << 20);
	int year = 0;
	deadline_due(&d, &year);
	assert_int_equal(year, 2027);
	assert_non_null(strstr(deadline_why(a, &d), "2027 年的放假安排还没有载入"));
	d = (struct deadline){D(2026, 12, 1), 45, 0, C, NULL, 0};
	deadline_due(&d, &year);
	assert_int_equal(year, 2027);
	arena_free(a);
}

static void an_open_pause_has_no_end(void **state)
{
	const struct pause p[] = {{D(2024, 6, 7), 0}};
	struct deadline d = {D(2024, 6, 3), 5, 0, W, p, 1};
	struct arena *a = arena_new(1 << 20);
	assert_int_equal(deadline_due(&d, NULL), 0);
	assert_true(deadline_paused(&d));
	assert_int_equal(deadline_left(&d, D(2024, 6, 20)), 2); /* 4 to 6 June are used */
	assert_string_equal(deadline_left_text(a, &d, D(2024, 6, 20)), "已暂停，还剩 2 个工作日");
	arena_free(a);
}

static void a_pause_of_one_day_and_none(void **state)
{
	/* Friday to Monday: one working day, whatever the weekend; the same day: nothing. */
	const struct pause p[] = {pause_until(D(2024, 6, 14), D(2024, 6, 17))}, none[] = {pause_until(D(2024, 6, 14), D(2024, 6, 14))};
	struct deadline d = {D(2024, 6, 12), 5, 0, W, NULL, 0};
	assert_int_equal(deadline_due(&d, NULL), D(2024, 6, 19));
	d.pauses = none;
	d.n_pauses = 1;
	assert_int_equal(deadline_due(&d, NULL), D(2024, 6, 19));
	d.pauses = p;
	assert_int_equal(deadline_due(&d, NULL), D(2024, 6, 20));
}

static void words_say_what_is_left(void **state)
{
	struct deadline d = {D(2024, 6, 3), 15, 0, W, NULL, 0};
	struct arena *a = arena_new(1 << 20);
	assert_string_equal(deadline_left_text(a, &d, D(2024, 6, 19)), "剩 4 个工作日");
	assert_string_equal(deadline_left_text(a, &d, D(2024, 6, 25)), "今天到期");
	assert_string_equal(deadline_left_text(a, &d, D(2024, 6, 27)), "逾期 2 个工作日");
	assert_string_equal(deadline_why(a, &d), "6月3日次日起算，共 15 个工作日，节假日6月10日不计，6月25日到期。");
	d = (struct deadline){D(2024, 6, 3), 4, 0, W, NULL, 0}; /* Friday 7 June */
	assert_string_equal(deadline_left_text(a, &d, D(2024, 6, 8)), "已逾期");
	d = (struct deadline){D(2024, 9, 4), 30, 0, C, NULL, 0};
	assert_string_equal(deadline_why(a, &d), "9月4日次日起算，共 30 天，10月8日到期（末日遇休息日顺延）。");
	assert_string_equal(deadline_left_text(a, &d, D(2024, 10, 9)), "逾期 1 天");
	arena_free(a);
}

static void ladders_climb_in_working_days(void **state)
{
	static const struct rung ladder[] = {{"near", -3, 1, ""}, {"over", 1, 2, ""}, {"far", 6, 4, ""}, {0}};
	day due = D(2024, 6, 14);
	assert_int_equal(deadline_step(due, -3), D(2024, 6, 11)); /* 13, 12, 11 */
	assert_int_equal(deadline_step(due, -4), D(2024, 6, 7)); /* the 10th is a holiday */
	assert_int_equal(ladder_next(ladder, due, D(2024, 6, 3)), D(2024, 6, 11));
	assert_int_equal(ladder_next(ladder, due, D(2024, 6, 11)), D(2024, 6, 17));
	assert_int_equal(ladder_next(ladder, due, D(2024, 6, 17)), D(2024, 6, 24));
	assert_int_equal(ladder_next(ladder, due, D(2024, 6, 24)), 0);
}

static void the_ruler_shows_rest_days(void **state)
{
	struct deadline d = {D(2024, 6, 3), 15, 0, W, NULL, 0};
	struct arena *a = arena_new(1 << 20);
	struct buf b = buf_in(a);
	int rest = 0;
	deadline_ruler(&b, &d, D(2024, 6, 19));
	for (const char *p = buf_text(&b); (p = strstr(p, "class=\"w\"")); p++)
		rest++;
	assert_int_equal(rest, 7); /* 8 to 10, 15 and 16, 22 and 23 June */
	assert_non_null(strstr(buf_text(&b), "class=\"tm\""));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ends_where_the_calendar_says),
		cmocka_unit_test(a_year_without_table_is_named),
		cmocka_unit_test(an_open_pause_has_no_end),
		cmocka_unit_test(a_pause_of_one_day_and_none),
		cmocka_unit_test(words_say_what_is_left),
		cmocka_unit_test(ladders_climb_in_working_days),
		cmocka_unit_test(the_ruler_shows_rest_days),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
