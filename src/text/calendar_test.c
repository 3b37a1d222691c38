#include "base/test.h"

#include "base/arena.h"
#include "text/calendar.h"

/* Working days of each month by the State Council's notices, counted by hand. */
static void months_have_their_published_days(void **state)
{
	static const struct {
		int year, days[12], sum;
	} rows[] = {
		{2024, {22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22}, 251},
		{2025, {19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23}, 248},
		{2026, {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23}, 248},
	};
	for (int y = 0; y < 3; y++) {
		assert_true(calendar_loaded(rows[y].year));
		for (int m = 0; m < 12; m++)
			assert_int_equal(workdays_in_month(rows[y].year, m + 1), rows[y].days[m]);
		assert_int_equal(workdays_between(day_of(rows[y].year - 1, 12, 31),
						  day_of(rows[y].year, 12, 31), NULL),
				 rows[y].sum);
	}
}

static void days_have_their_kind(void **state)
{
	assert_int_equal(calendar_kind(day_of(2024, 2, 4)), DAY_MAKEUP);
	assert_int_equal(calendar_kind(day_of(2024, 2, 9)),
			 DAY_WORK); /* New Year's Eve 2024 was one */
	assert_int_equal(calendar_kind(day_of(2024, 2, 10)), DAY_HOLIDAY);
	assert_int_equal(calendar_kind(day_of(2024, 2, 17)), DAY_HOLIDAY);
	assert_int_equal(calendar_kind(day_of(2024, 2, 18)), DAY_MAKEUP);
	assert_int_equal(calendar_kind(day_of(2024, 3, 2)), DAY_WEEKEND);
	assert_int_equal(calendar_kind(day_of(2025, 1, 27)), DAY_WORK);
	assert_int_equal(calendar_kind(day_of(2025, 10, 8)), DAY_HOLIDAY);
	assert_true(calendar_is_workday(day_of(2026, 1, 4)));
	assert_false(calendar_is_workday(day_of(2026, 1, 2)));
	assert_string_equal(calendar_kind_name(DAY_MAKEUP), "调休上班");
}

static void deadline_of_working_days(void **state)
{
	int year = -1;
	assert_int_equal(deadline_add_workdays(day_of(2024, 6, 3), 15, &year), day_of(2024, 6, 25));
	assert_int_equal(year, 0);
	/* Filed on the Friday before the long holiday: 8–12 October are five working days. */
	assert_int_equal(deadline_add_workdays(day_of(2024, 9, 30), 5, NULL), day_of(2024, 10, 12));
	assert_int_equal(deadline_add_workdays(day_of(2024, 6, 3), 0, NULL), day_of(2024, 6, 3));
	/* 12 to 16 February 2025: the make-up Saturday 8 February counts. */
	assert_int_equal(deadline_add_workdays(day_of(2025, 2, 7), 2, NULL), day_of(2025, 2, 10));
}

static void deadline_of_calendar_days(void **state)
{
	/* 30 days from 2024-09-04 end on 4 October, a holiday: next working day is the 8th. */
	assert_int_equal(deadline_add_days(day_of(2024, 9, 4), 30, NULL), day_of(2024, 10, 8));
	assert_int_equal(deadline_add_days(day_of(2024, 6, 3), 15, NULL), day_of(2024, 6, 18));
	/* Ends on the working Sunday 2024-02-04: stays. */
	assert_int_equal(deadline_add_days(day_of(2024, 1, 25), 10, NULL), day_of(2024, 2, 4));
	/* 31 January + 1 month: 29 February 2024; + 8 months: 30 September. */
	assert_int_equal(deadline_add_months(day_of(2024, 1, 31), 1, NULL), day_of(2024, 2, 29));
	assert_int_equal(deadline_add_months(day_of(2024, 1, 31), 8, NULL), day_of(2024, 9, 30));
}

static void year_without_table_warns(void **state)
{
	int year = 0;
	assert_false(calendar_loaded(2027));
	day d = deadline_add_workdays(day_of(2026, 12, 30), 5, &year);
	assert_int_equal(year, 2027);
	assert_int_equal(d, day_of(2027, 1, 6)); /* Monday to Friday only */
	deadline_add_workdays(day_of(2026, 12, 30), 1, &year);
	assert_int_equal(year, 0);
	deadline_add_days(day_of(2026, 12, 20), 20, &year);
	assert_int_equal(year, 2027);
	workdays_between(day_of(2023, 12, 31), day_of(2024, 1, 5), &year);
	assert_int_equal(year, 0);
	workdays_between(day_of(2023, 12, 30), day_of(2024, 1, 5), &year);
	assert_int_equal(year, 2023);
	assert_true(workdays_between(day_of(1900, 1, 1), day_of(9999, 12, 31), &year) > 2000000);
	assert_int_equal(year, 1900);
}

static void count_agrees_with_a_walk(void **state)
{
	day first = day_of(2023, 11, 20), last = day_of(2027, 2, 10);
	int count = 0;
	for (day d = first + 1; d <= last; d++) {
		count += calendar_is_workday(d);
		assert_int_equal(workdays_between(first, d, NULL), count);
		assert_int_equal(workdays_between(d, first, NULL), -count);
	}
	assert_int_equal(workdays_between(-10, -3, NULL), 5);
}

static void pauses_stop_the_clock(void **state)
{
	/* Paused 11 to 14 June 2024, four working days (10 June is a holiday anyway). */
	struct pause p[] = {{day_of(2024, 6, 11), day_of(2024, 6, 14)}, {0}};
	day start = day_of(2024, 6, 3);
	assert_int_equal(deadline_with_pauses(start, 15, p, 1, NULL), day_of(2024, 7, 1));
	assert_int_equal(workdays_used(start, day_of(2024, 6, 7), p, 1, NULL), 4);
	assert_int_equal(workdays_used(start, day_of(2024, 6, 13), p, 1, NULL), 4);
	assert_int_equal(workdays_used(start, day_of(2024, 6, 17), p, 1, NULL), 5);
	assert_int_equal(workdays_used(start, day_of(2024, 7, 1), p, 1, NULL), 15);
	assert_int_equal(workdays_used(start, day_of(2024, 5, 1), p, 1, NULL), 0);
	/* A second, overlapping pause adds only 17 June. */
	p[1] = (struct pause){day_of(2024, 6, 13), day_of(2024, 6, 17)};
	assert_int_equal(deadline_with_pauses(start, 15, p, 2, NULL), day_of(2024, 7, 2));
	assert_int_equal(workdays_used(start, day_of(2024, 7, 2), p, 2, NULL), 15);
	/* Still paused: no deadline, and nothing is used up. */
	p[1].to = 0;
	assert_int_equal(deadline_with_pauses(start, 15, p, 2, NULL), 0);
	assert_int_equal(workdays_used(start, day_of(2024, 8, 1), p, 2, NULL), 4);
}

static void pauses_agree_with_a_walk(void **state)
{
	unsigned seed = 7;
	for (int round = 0; round < 300; round++) {
		struct pause p[4];
		day start = day_of(2024, 1, 10), on = start + 80;
		int used = 0;
		for (int i = 0; i < 4; i++) {
			seed = seed * 1103515245 + 12345;
			p[i].from = start - 5 + (day)(seed >> 16) % 90;
			p[i].to = i == 3 && round % 5 == 0 ? 0 : p[i].from + (day)(seed >> 24) % 12;
		}
		for (day d = start + 1; d <= on; d++) {
			bool paused = false;
			for (int i = 0; i < 4; i++)
				paused |= d >= p[i].from && (!p[i].to || d <= p[i].to);
			used += !paused && calendar_is_workday(d);
		}
		assert_int_equal(workdays_used(start, on, p, 4, NULL), used);
	}
}

static void a_year_can_be_loaded(void **state)
{
	struct arena *a = arena_new(1 << 16);
	day days[] = {day_of(2028, 1, 3), day_of(2028, 1, 8)};
	enum day_kind kinds[] = {DAY_HOLIDAY, DAY_MAKEUP};
	assert_int_equal(workdays_in_month(2028, 1), 21);
	assert_null(calendar_load(a, 2028, days, kinds, 2));
	assert_true(calendar_loaded(2028));
	assert_false(calendar_is_workday(days[0]));
	assert_true(calendar_is_workday(days[1]));
	assert_int_equal(workdays_in_month(2028, 1), 21);
	assert_null(calendar_load(a, 2028, days, kinds, 1)); /* replaced */
	assert_int_equal(workdays_in_month(2028, 1), 20);
	assert_int_equal(calendar_kind(days[1]), DAY_WEEKEND);
	assert_null(calendar_load(a, 2028, days, kinds, 2));
	assert_int_equal(workdays_in_month(2028, 1), 21);

	kinds[0] = DAY_MAKEUP;
	assert_non_null(strstr(calendar_load(a, 2028, days, kinds, 2), "不是周六或周日"));
	assert_non_null(strstr(calendar_load(a, 2029, days, kinds, 2), "不在 2029 年"));
	kinds[0] = DAY_HOLIDAY;
	days[1] = days[0];
	kinds[1] = DAY_HOLIDAY;
	assert_non_null(strstr(calendar_load(a, 2028, days, kinds, 2), "登记了两次"));
	assert_int_equal(workdays_in_month(2028, 1), 21); /* nothing changed */
	assert_non_null(calendar_load(a, 1999, days, kinds, 0));
	arena_free(a);
}

static void months_and_quarters(void **state)
{
	day d = day_of(2024, 2, 10);
	assert_int_equal(day_month_first(d), day_of(2024, 2, 1));
	assert_int_equal(day_month_last(d), day_of(2024, 2, 29));
	assert_int_equal(day_month_last(day_of(2024, 12, 1)), day_of(2024, 12, 31));
	assert_int_equal(day_quarter(d), 1);
	assert_int_equal(day_quarter(day_of(2024, 10, 1)), 4);
	assert_int_equal(day_quarter_first(day_of(2024, 6, 30)), day_of(2024, 4, 1));
	assert_int_equal(day_quarter_last(day_of(2024, 10, 1)), day_of(2024, 12, 31));
	assert_int_equal(day_add_months(day_of(2024, 3, 31), -1), day_of(2024, 2, 29));
	assert_int_equal(day_add_months(day_of(2024, 11, 5), 3), day_of(2025, 2, 5));
	assert_int_equal(day_months(2024, 6, 9).last, day_of(2024, 9, 30));
	assert_int_equal(day_months(2024, 12, 2).first, day_of(2024, 12, 1));
	assert_int_equal(day_months(2024, 12, 2).last, day_of(2025, 2, 28));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_have_their_published_days),
		cmocka_unit_test(days_have_their_kind),
		cmocka_unit_test(deadline_of_working_days),
		cmocka_unit_test(deadline_of_calendar_days),
		cmocka_unit_test(year_without_table_warns),
		cmocka_unit_test(count_agrees_with_a_walk),
		cmocka_unit_test(pauses_stop_the_clock),
		cmocka_unit_test(pauses_agree_with_a_walk),
		cmocka_unit_test(a_year_can_be_loaded),
		cmocka_unit_test(months_and_quarters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
