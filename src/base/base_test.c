#include "base/test.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/str.h"
#include "base/utf8.h"

static void arena_zeroes_and_releases(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct arena_mark m = arena_mark(a);
	char *p = arena_alloc(a, 50000);
	memset(p, 7, 50000);
	arena_release(a, m);
	assert_int_equal(arena_used(a), 0);
	p = arena_alloc(a, 50000);
	for (int i = 0; i < 50000; i++)
		assert_int_equal(p[i], 0);
	arena_free(a);
}

static void arena_limit_is_a_fault(void **state)
{
	struct arena *a = arena_new(1000);
	struct guard g;
	volatile int reached = 0;
	if (GUARD(&g)) {
		arena_alloc(a, 2000);
		reached = 1;
		guard_end(&g);
	} else {
		assert_non_null(strstr(g.message, "limit"));
	}
	assert_int_equal(reached, 0);
	arena_free(a);
}

/* A text that grows stays where it is while nothing was taken behind it; what lies behind is never written over. */
static void a_growing_text_stays_in_its_place(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct buf b = buf_in(a), c = buf_in(a);
	buf_char(&b, '.');
	const char *first = b.p;
	for (int i = 0; i < 999; i++)
		buf_char(&b, '.');
	assert_ptr_equal(b.p, first);
	assert_in_range(arena_used(a), 1001, 1024);
	buf_puts(&c, "behind");
	for (int i = 0; i < 9000; i++)
		buf_char(&b, '.');
	assert_string_equal(buf_text(&c), "behind");
	assert_int_equal(strspn(buf_text(&b), "."), 10000);
	assert_false(arena_stretch(a, c.p, c.room, 512)); /* no longer the last */
	size_t used = arena_used(a);
	buf_fit(&c);
	assert_int_equal(arena_used(a), used); /* nor does its room go back */
	buf_fit(&b);
	assert_in_range(arena_used(a), used - (16384 - 10000), used - (16384 - 10016));
	char *behind = arena_alloc(a, 100);
	memset(behind, 7, 100);
	assert_int_equal(strspn(b.p, "."), 10000);
	buf_puts(&b, "on"); /* grows elsewhere */
	assert_int_equal(behind[0], 7);
	assert_string_equal(buf_text(&b) + 9999, ".on");
	arena_free(a);
}

/* Plain formats are written by base/format.c, others by the C library: both must say what snprintf says. */
static void formats_say_what_the_library_says(void **state)
{
	struct arena *a = arena_new(1 << 20);
	char want[256];
#define SAYS(...) \
	do { \
		struct buf b = buf_in(a); \
		snprintf(want, sizeof(want), __VA_ARGS__); \
		buf_printf(&b, __VA_ARGS__); \
		assert_string_equal(buf_text(&b), want); \
		assert_string_equal(arena_printf(a, __VA_ARGS__), want); \
	} while (0)
	SAYS("%s", "");
	SAYS("没有数");
	SAYS("%d月%d日 周%s", 2, 29, "四");
	SAYS("%lld/%lld%%", (long long)INT64_MIN, (long long)INT64_MAX);
	SAYS("%d %d %d", INT32_MIN, 0, INT32_MAX);
	SAYS("%04d-%02d %s", 2024, 1, "x");
	SAYS("%s-%zu-%d", "a", (size_t)7, -7);
#undef SAYS
	arena_free(a);
}

static void numbers_are_whole_and_in_range(void **state)
{
	int64_t v = 0;
	assert_true(str_int(STR("-9223372036854775808"), &v));
	assert_true(v == INT64_MIN);
	assert_true(str_int(STR("9223372036854775807"), &v));
	assert_true(v == INT64_MAX);
	assert_false(str_int(STR("9223372036854775808"), &v));
	assert_false(str_int(STR("12x"), &v));
	assert_false(str_int(STR(""), &v));
	assert_false(str_int(STR("-"), &v));
}

static void buffers_grow(void **state)
{
	struct arena *a = arena_new(1 << 22);
	struct buf b = buf_in(a);
	for (int i = 0; i < 10000; i++)
		buf_int(&b, i);
	assert_int_equal(b.n, 10 + 90 * 2 + 900 * 3 + 9000 * 4);
	buf_printf(&b, "%s-%d", "x", 5);
	assert_true(str_ends(buf_slice(&b), "x-5"));
	arena_free(a);
}

static void trims_wide_blanks(void **state)
{
	assert_true(str_is(str_trim(STR(" \t　工会　\n")), "工会"));
	assert_true(str_is(str_trim(STR("　 ")), ""));
}

static void utf8_refuses_what_is_not(void **state)
{
	assert_true(utf8_valid(STR("连心 abc 𠀀")));
	assert_false(utf8_valid(STR("\xc0\x80")));
	assert_false(utf8_valid(STR("\xed\xa0\x80")));
	assert_false(utf8_valid(STR("\xf4\x90\x80\x80")));
	assert_false(utf8_valid(STR("\xe5\xb7")));
	/* a broken byte at every place of runs that are checked eight at a time */
	for (size_t i = 0; i < 24; i++) {
		char text[] = "0123456789abcdef01234567";
		text[i] = (char)0x80;
		assert_false(utf8_valid(str_of(text)));
		text[i] = 'x';
		assert_true(utf8_valid(str_of(text)));
	}
	assert_int_equal(utf8_count("连心a"), 3);
}

/* Weekdays and distances known from any calendar. */
static void days_are_right(void **state)
{
	assert_int_equal(day_of(1970, 1, 1), 0);
	assert_int_equal(day_of(2000, 3, 1) - day_of(2000, 2, 1), 29);
	assert_int_equal(day_of(2024, 6, 3), 19877);
	assert_int_equal(day_weekday(day_of(2024, 6, 3)), 1);
	assert_int_equal(day_weekday(day_of(2026, 11, 21)), 6);
	assert_false(day_valid(2023, 2, 29));
	assert_true(day_valid(2024, 2, 29));
	for (day d = -800000; d < 800000; d += 37) {
		struct civil c = day_civil(d);
		assert_int_equal(day_of(c.year, c.month, c.day), d);
	}
}

static void shanghai_day_begins_at_16_utc(void **state)
{
	instant t = instant_of_day(day_of(2024, 6, 3));
	assert_true(t == 1717344000000); /* 2024-06-02T16:00:00Z */
	assert_int_equal(day_of_instant(t), day_of(2024, 6, 3));
	assert_int_equal(day_of_instant(t - 1), day_of(2024, 6, 2));
	assert_int_equal(day_of_instant(-1), 0);
}

static void dates_are_read_as_people_write_them(void **state)
{
	day d = 0;
	assert_true(day_parse(STR("2024-06-05"), &d));
	assert_true(day_parse(STR("2024年6月5日"), &d));
	assert_int_equal(d, day_of(2024, 6, 5));
	assert_true(day_parse(STR(" 2024/6/5 "), &d));
	assert_false(day_parse(STR("2024-6-31"), &d));
	assert_false(day_parse(STR("2024-6"), &d));
	assert_true(day_parse_month(STR("2024年6月"), &d));
	assert_int_equal(d, day_of(2024, 6, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_zeroes_and_releases),
		cmocka_unit_test(arena_limit_is_a_fault),
		cmocka_unit_test(a_growing_text_stays_in_its_place),
		cmocka_unit_test(formats_say_what_the_library_says),
		cmocka_unit_test(numbers_are_whole_and_in_range),
		cmocka_unit_test(buffers_grow),
		cmocka_unit_test(trims_wide_blanks),
		cmocka_unit_test(utf8_refuses_what_is_not),
		cmocka_unit_test(days_are_right),
		cmocka_unit_test(shanghai_day_begins_at_16_utc),
		cmocka_unit_test(dates_are_read_as_people_write_them),
	};
	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
