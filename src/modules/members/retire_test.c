/* Ages of retirement against lines of the decision's tables. */
#include "base/test.h"

#include "modules/members/members.h"
#include "modules/members/moves.h"
#include "modules/members/retire.h"

static const struct line {
	int sex, base, year, month; /* birth */
	int months; /* age in the table */
	int on_year, on_month; /* time in the table */
} lines[] = {
	/* 附表1 男职工 */
	{1, 0, 1964, 12, 720, 2024, 12}, {1, 0, 1965, 1, 721, 2025, 2}, {1, 0, 1965, 4, 721, 2025, 5}, {1, 0, 1965, 5, 722, 2025, 7},
	{1, 0, 1966, 1, 724, 2026, 5}, {1, 0, 1976, 8, 755, 2039, 7}, {1, 0, 1976, 9, 756, 2039, 9}, {1, 0, 1990, 6, 756, 2053, 6},
	/* 附表2 原法定退休年龄五十五周岁女职工 */
	{2, RETIRE_55, 1969, 12, 660, 2024, 12}, {2, RETIRE_55, 1970, 1, 661, 2025, 2}, {2, RETIRE_55, 1970, 5, 662, 2025, 7},
	{2, RETIRE_55, 1981, 9, 696, 2039, 9},
	/* 附表3 原法定退休年龄五十周岁女职工 */
	{2, RETIRE_50, 1974, 12, 600, 2024, 12}, {2, RETIRE_50, 1975, 1, 601, 2025, 2}, {2, RETIRE_50, 1975, 2, 601, 2025, 3},
	{2, RETIRE_50, 1975, 3, 602, 2025, 5}, {2, RETIRE_50, 1984, 10, 659, 2039, 9}, {2, RETIRE_50, 1984, 11, 660, 2039, 11},
};

static void ages(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		const struct line *l = &lines[i];
		struct retirement t;
		assert_true(retirement_of(day_of(l->year, l->month, 15), l->sex, l->base, &t));
		assert_int_equal(t.months, l->months);
		assert_int_equal(t.on, day_of(l->on_year, l->on_month, 1));
	}
}

static void choice_of_time(void **state)
{
	struct retirement t;
	(void)state;
	assert_true(retirement_of(day_of(1966, 1, 1), 1, 0, &t)); /* 60 years 4 months: not before 60 */
	assert_int_equal(t.earliest, day_of(2026, 1, 1));
	assert_true(retirement_of(day_of(1990, 6, 1), 2, RETIRE_50, &t)); /* 55: three years before */
	assert_int_equal(t.earliest, day_of(2042, 6, 1));
	assert_false(retirement_of(day_of(1980, 1, 1), 2, 0, &t)); /* of a woman the kind of post must be known */
	assert_false(retirement_of(0, 1, 0, &t));
}

static void papers(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct paper x;
	(void)state;
	assert_null(paper_read(a, ID_RESIDENT, "11010519491231002x", day_of(2024, 3, 1), &x));
	assert_string_equal(x.text, "11010519491231002X");
	assert_int_equal(x.sex, 2);
	assert_int_equal(x.birth, day_of(1949, 12, 31));
	assert_non_null(paper_read(a, ID_RESIDENT, "110105194912310021", day_of(2024, 3, 1), &x));
	assert_null(paper_read(a, ID_PASSPORT, " e1234567 ", day_of(2024, 3, 1), &x));
	assert_string_equal(x.text, "E1234567");
	assert_int_equal(x.birth, 0);
	assert_non_null(paper_read(a, ID_PASSPORT, "E12345678901234567890", day_of(2024, 3, 1), &x));
	assert_non_null(paper_read(a, ID_TAIWAN, "号码", day_of(2024, 3, 1), &x));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(ages), cmocka_unit_test(choice_of_time), cmocka_unit_test(papers)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
