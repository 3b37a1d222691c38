/* Scores against cases counted by hand, and shuffled sheets that must not change. */
#include "engines/appraisal/score.h"

#include <stdio.h>
#include <string.h>

#include "base/test.h"

static struct arena *a;

enum { S = ITEM_SCORE, Y = ITEM_YES, V = ITEM_VETO, L = ITEM_LIVE, A = ITEM_AUDIENCE };

/* Up to four items with up to six marks each; the figures worked out on paper. */
static const struct {
	const char *say;
	struct {
		int type, weight, least;
		int marks[7]; /* ends with -1; points × 100 */
	} items[4];
	int trim, total, full, share, level;
	bool barred, missing;
} cases[] = {
	{"one assessor: his marks are the result", {{S, 6000, 0, {5550, -1}}, {S, 4000, 0, {3200, -1}}}, 0, 8750, 10000, 8750, 1, false, false},
	{"three assessors: (80+85+90)/3 = 85", {{S, 10000, 0, {8000, 8500, 9000, -1}}}, 0, 8500, 10000, 8500, 1, false, false},
	{"(80+80+81)/3 = 80.333 shows as 80.33", {{S, 10000, 0, {8000, 8000, 8100, -1}}}, 0, 8033, 10000, 8033, 1, false, false},
	{"(80+81+81)/3 = 80.667 shows as 80.67", {{S, 10000, 0, {8000, 8100, 8100, -1}}}, 0, 8067, 10000, 8067, 1, false, false},
	{"halves go up: (0.01+0.02)/2 = 0.015 is 0.02", {{S, 10000, 0, {1, 2, -1}}}, 0, 2, 10000, 2, -1, false, false},
	{"the total is the sum of what is shown: 33.33 three times is 99.99", {{S, 4000, 0, {3333, 3333, 3334, -1}}, {S, 4000, 0, {3333, 3333, 3334, -1}}, {S, 4000, 0, {3333, 3333, 3334, -1}}}, 0, 9999, 12000, 8333, 1, false, false},
	{"exactly 90 is a model", {{S, 10000, 0, {9000, -1}}}, 0, 9000, 10000, 9000, 0, false, false},
	{"89.99 is not", {{S, 10000, 0, {8999, -1}}}, 0, 8999, 10000, 8999, 1, false, false},
	{"six times a hundred: 539.99 of 600 shows 90 and is not 90", {{S, 20000, 0, {17999, -1}}, {S, 20000, 0, {18000, -1}}, {S, 20000, 0, {18000, -1}}}, 0, 53999, 60000, 9000, 1, false, false},
	{"540 of 600 is", {{S, 20000, 0, {18000, -1}}, {S, 20000, 0, {18000, -1}}, {S, 20000, 0, {18000, -1}}}, 0, 54000, 60000, 9000, 0, false, false},
	{"60 is the lowest level", {{S, 10000, 0, {6000, -1}}}, 0, 6000, 10000, 6000, 2, false, false},
	{"59.99 is none", {{S, 10000, 0, {5999, -1}}}, 0, 5999, 10000, 5999, -1, false, false},
	{"yes gives the weight", {{Y, 5000, 0, {5000, -1}}, {Y, 5000, 0, {0, -1}}}, 0, 5000, 10000, 5000, -1, false, false},
	{"two of three say yes: 33.33 of 50", {{Y, 5000, 0, {5000, 5000, 0, -1}}, {S, 5000, 0, {5000, -1}}}, 0, 8333, 10000, 8333, 1, false, false},
	{"a veto that nobody sees costs nothing", {{S, 10000, 0, {9500, -1}}, {V, 0, 0, {0, 0, -1}}}, 0, 9500, 10000, 9500, 0, false, false},
	{"one who sees it is enough", {{S, 10000, 0, {9500, 9500, -1}}, {V, 0, 0, {0, 1, -1}}}, 0, 9500, 10000, 9500, -1, true, false},
	{"points of an audience are added as they are, and never trimmed", {{A, 2000, 0, {1640, -1}}, {S, 8000, 0, {7000, 7200, 7600, -1}}}, 3, 8840, 10000, 8840, 1, false, false},
	{"without a count there is no result", {{A, 2000, 0, {-1}}, {S, 8000, 0, {8000, -1}}}, 0, 8000, 10000, 8000, -1, false, true},
	{"a live figure that is reached gives its weight", {{L, 4000, 25, {25, -1}}, {S, 6000, 0, {6000, -1}}}, 0, 10000, 10000, 10000, 0, false, false},
	{"one below gives nothing", {{L, 4000, 25, {24, -1}}, {S, 6000, 0, {6000, -1}}}, 0, 6000, 10000, 6000, 2, false, false},
	{"a must of weight 0 that fails bars the level", {{L, 0, 1, {0, -1}}, {S, 10000, 0, {10000, -1}}}, 0, 10000, 10000, 10000, -1, true, false},
	{"and bars nothing when it holds", {{L, 0, 1, {1, -1}}, {S, 10000, 0, {10000, -1}}}, 0, 10000, 10000, 10000, 0, false, false},
	{"an item without a mark: no level", {{S, 5000, 0, {5000, -1}}, {S, 5000, 0, {-1}}}, 0, 5000, 10000, 5000, -1, false, true},
	{"five marks, trimmed from five: (88+90+92)/3 = 90", {{S, 10000, 0, {6000, 8800, 9000, 9200, 10000, -1}}}, 5, 9000, 10000, 9000, 0, false, false},
	{"not trimmed: (60+88+90+92+100)/5 = 86", {{S, 10000, 0, {6000, 8800, 9000, 9200, 10000, -1}}}, 0, 8600, 10000, 8600, 1, false, false},
	{"four marks are too few to trim", {{S, 10000, 0, {6000, 8800, 9200, 10000, -1}}}, 5, 8500, 10000, 8500, 1, false, false},
	{"equal marks: one of each end goes", {{S, 10000, 0, {9000, 9000, 9000, 9000, 9000, -1}}}, 5, 9000, 10000, 9000, 0, false, false},
	{"six marks: (81+82+83+84)/4 = 82.5", {{S, 10000, 0, {8000, 8100, 8200, 8300, 8400, 8500, -1}}}, 5, 8250, 10000, 8250, 1, false, false},
	{"a sheet of nothing reaches nothing", {{V, 0, 0, {0, -1}}}, 0, 0, 0, 0, -1, false, false},
};

static const struct score_level levels[] = {{"模范", 9000}, {"先进", 8000}, {"合格", 6000}};

static struct score play(size_t c, size_t *n)
{
	struct score_item items[4];
	struct score_mark marks[32];
	size_t k = 0;
	for (*n = 0; *n < 4 && cases[c].items[*n].type; ++*n) {
		items[*n] = (struct score_item){(int64_t)*n + 7, cases[c].items[*n].type, cases[c].items[*n].weight, cases[c].items[*n].least};
		for (const int *m = cases[c].items[*n].marks; *m >= 0; m++, k++)
			marks[k] = (struct score_mark){(int64_t)*n + 7, (int64_t)k + 100, *m};
	}
	return score_of(a, items, *n, marks, k, levels, 3, cases[c].trim);
}

static void counted_by_hand(void **state)
{
	(void)state;
	for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++) {
		size_t n;
		struct score s = play(c, &n);
		bool same = s.total == cases[c].total && s.full == cases[c].full && s.share == cases[c].share && s.level == cases[c].level &&
			    s.barred == cases[c].barred && s.missing == cases[c].missing;
		if (!same)
			printf("# %s: total %lld share %lld level %d\n", cases[c].say, (long long)s.total, (long long)s.share, s.level);
		assert_true(same);
	}
}

static unsigned long long seed = 7;

static int pick(int n)
{
	seed = seed * 6364136223846793005ull + 1442695040888963407ull;
	return (int)((seed >> 33) % (unsigned long long)n);
}

static void swap(struct score_mark *m, int i, int j)
{
	struct score_mark x = m[i];
	m[i] = m[j];
	m[j] = x;
}

static int random_sheet(struct score_item *items, struct score_mark *marks, int n, int people)
{
	int k = 0;
	for (int i = 0; i < n; i++) {
		items[i] = (struct score_item){i + 1, 1 + pick(4), pick(5) * 1000, pick(40)};
		int heads = items[i].type == ITEM_LIVE ? 1 : pick(people + 1);
		for (int p = 0; p < heads; p++) {
			int64_t most = items[i].type == ITEM_VETO ? pick(20) == 0 : items[i].type == ITEM_LIVE ? pick(60) : pick((int)items[i].weight + 1);
			marks[k++] = (struct score_mark){i + 1, p + 1, most};
		}
	}
	return k;
}

/* Whoever marks first, the result is the same. */
static void order_changes_nothing(void **state)
{
	(void)state;
	struct score_item items[8];
	struct score_mark marks[100];
	for (int round = 0; round < 4000; round++) {
		struct arena_mark m = arena_mark(a);
		int n = 1 + pick(8), k = random_sheet(items, marks, n, 9), trim = pick(2) ? 5 : 0;
		struct score one = score_of(a, items, (size_t)n, marks, (size_t)k, levels, 3, trim);
		for (int i = k - 1; i > 0; i--)
			swap(marks, i, pick(i + 1));
		for (int i = 0; i < k; i++)
			marks[i].assessor = 1000 - marks[i].assessor;
		struct score two = score_of(a, items, (size_t)n, marks, (size_t)k, levels, 3, trim);
		bool same = one.total == two.total && one.level == two.level && one.barred == two.barred && one.missing == two.missing;
		for (int i = 0; i < n; i++)
			same = same && one.lines[i].value == two.lines[i].value && one.lines[i].marks == two.lines[i].marks;
		assert_true(same);
		assert_true(one.total >= 0 && one.total <= one.full);
		arena_release(a, m);
	}
}

static void numbers(void **state)
{
	(void)state;
	int64_t h = 0;
	assert_true(score_parse("98.5", &h) && h == 9850);
	assert_true(score_parse(" 100 ", &h) && h == 10000);
	assert_true(score_parse("0.05", &h) && h == 5);
	assert_false(score_parse("", &h) || score_parse("-1", &h) || score_parse("1.234", &h) || score_parse("1.", &h) || score_parse("九十", &h) || score_parse("1e3", &h));
	assert_string_equal(score_text(a, 9850), "98.5");
	assert_string_equal(score_text(a, 3333), "33.33");
	assert_string_equal(score_text(a, 9005), "90.05");
	assert_string_equal(score_text(a, 10000), "100");
	/* 80 % of 25 are 20; 24 of 30 are exactly 80 %; 31 people: 24.8, so 25 */
	assert_true(score_reaches(20, 25, 80) && !score_reaches(19, 25, 80) && score_reaches(24, 30, 80) && !score_reaches(24, 31, 80) && score_reaches(25, 31, 80));
	assert_false(score_reaches(0, 0, 0));
}

static void level_texts(void **state)
{
	(void)state;
	struct score_level *l;
	size_t n;
	const char *why;
	assert_true(score_levels(a, "模范 90\n先进职工之家 80\n\n合格 60.5\n", &l, &n, &why) && n == 3);
	assert_string_equal(l[1].name, "先进职工之家");
	assert_true(l[2].least == 6050);
	assert_false(score_levels(a, "", &l, &n, &why));
	assert_false(score_levels(a, "合格 60\n模范 90", &l, &n, &why));
	assert_false(score_levels(a, "模范", &l, &n, &why));
	assert_false(score_levels(a, "模范 101", &l, &n, &why));
	assert_false(score_levels(a, "90", &l, &n, &why));
}

/* 20 points: 150 votes are the most; 123 of them are 16.4, 1 is 0.13 (0.1333), 49 are 6.53 (6.5333), 0 is nothing. */
static void votes_become_points(void **state)
{
	static const int64_t votes[][3] = {{150, 150, 2000}, {123, 150, 1640}, {1, 150, 13}, {49, 150, 653}, {0, 150, 0}, {0, 0, 0}, {1, 3, 667}, {1, 16, 125}};
	(void)state;
	for (size_t i = 0; i < sizeof(votes) / sizeof(votes[0]); i++)
		assert_int_equal(score_audience(2000, votes[i][0], votes[i][1]), votes[i][2]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counted_by_hand),
		cmocka_unit_test(order_changes_nothing),
		cmocka_unit_test(numbers),
		cmocka_unit_test(votes_become_points),
		cmocka_unit_test(level_texts),
	};
	a = arena_new(64u << 20);
	int bad = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(a);
	return bad;
}
