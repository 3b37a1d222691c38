/* Progress and lamps against values worked out by hand, with the State Council's calendar of 2024. */
#include "base/test.h"

#include "modules/follow/progress.h"

static const struct thresholds usual = {.slow = 10, .late = 25, .near = 3};

enum { NONE = -1 };

struct sample {
	const char *say;
	int64_t state;
	const char *starts, *due, *on, *done_on;
	int64_t reached, in_time, target; /* target 0: no measure */
	int64_t finished, milestones;
	const char *late_due; /* of an open milestone */
	enum lamp lamp;
	unsigned marks;
	struct ratio done, elapsed;
	int left; /* working days; NONE: not asked */
	const char *why; /* a piece of it */
};

#define SPAN "2024-01-01", "2024-04-09" /* 31 + 29 + 31 + 9 = 100 days */
#define YEAR "2024-01-01", "2024-12-31" /* 366 days */

static const struct sample samples[] = {
	/* measure */
	{"nothing reached on the first day", TASK_OPEN, SPAN, "2024-01-01", NULL, 0, 0, 12, .lamp = LAMP_GO, .done = {0, 1}, .elapsed = {0, 1}, .left = NONE},
	{"seven of twelve at half time is ahead", TASK_OPEN, SPAN, "2024-02-20", NULL, 7, 7, 12, .lamp = LAMP_GO, .done = {7, 12}, .elapsed = {1, 2}, .left = NONE, .why = "完成 58.3%，时间已过 50%"},
	{"four of ten at half time is ten points behind: still fine", TASK_OPEN, SPAN, "2024-02-20", NULL, 4, 4, 10, .lamp = LAMP_GO, .done = {2, 5}, .elapsed = {1, 2}, .left = NONE},
	{"one day later it is eleven points: slow", TASK_OPEN, SPAN, "2024-02-21", NULL, 4, 4, 10, .lamp = LAMP_SLOW, .done = {2, 5}, .elapsed = {51, 100}, .left = NONE, .why = "落后 11.0 点（10 至 25 点为偏慢）"},
	{"twenty-five points are slow", TASK_OPEN, SPAN, "2024-03-06", NULL, 4, 4, 10, .lamp = LAMP_SLOW, .done = {2, 5}, .elapsed = {13, 20}, .left = NONE},
	{"twenty-six are late", TASK_OPEN, SPAN, "2024-03-07", NULL, 4, 4, 10, .lamp = LAMP_LATE, .done = {2, 5}, .elapsed = {33, 50}, .left = NONE, .why = "超过 25 点为滞后"},
	{"a third is exact: 1/3 at 0.43 is 9.67 points", TASK_OPEN, SPAN, "2024-02-13", NULL, 1, 1, 3, .lamp = LAMP_GO, .done = {1, 3}, .elapsed = {43, 100}, .left = NONE},
	{"1/3 at 0.44 is 10.67 points", TASK_OPEN, SPAN, "2024-02-14", NULL, 1, 1, 3, .lamp = LAMP_SLOW, .done = {1, 3}, .elapsed = {11, 25}, .left = NONE, .why = "落后 10.7 点"},
	{"half of a leap year: 182 of 366 days", TASK_OPEN, YEAR, "2024-07-01", NULL, 1, 1, 2, .lamp = LAMP_GO, .done = {1, 2}, .elapsed = {91, 183}, .left = NONE},
	{"reached but not reported waits for the report", TASK_OPEN, SPAN, "2024-02-20", NULL, 12, 12, 12, .lamp = LAMP_GO, .done = {1, 1}, .elapsed = {1, 2}, .left = NONE, .why = "可报告完成"},
	{"more than the target is not more than all", TASK_OPEN, SPAN, "2024-02-20", NULL, 15, 15, 12, .lamp = LAMP_GO, .done = {1, 1}, .elapsed = {1, 2}, .left = NONE},
	{"reached and confirmed is done", TASK_DONE, SPAN, "2024-03-01", "2024-02-28", 12, 12, 12, .lamp = LAMP_DONE, .done = {1, 1}, .elapsed = {3, 5}, .left = NONE, .why = "指标已达成并确认"},
	{"confirmed without the measure is not done", TASK_DONE, SPAN, "2024-03-01", "2024-02-28", 11, 11, 12, .lamp = LAMP_GO, .done = {11, 12}, .elapsed = {3, 5}, .left = NONE},
	{"a counter below zero counts as nothing", TASK_OPEN, SPAN, "2024-01-02", NULL, -2, -2, 10, .lamp = LAMP_GO, .done = {0, 1}, .elapsed = {1, 100}, .left = NONE},
	/* before and after */
	{"before its first day it has not begun", TASK_OPEN, "2024-03-01", "2024-06-30", "2024-02-29", NULL, 0, 0, 5, .lamp = LAMP_IDLE, .done = {0, 1}, .elapsed = {0, 1}, .left = NONE, .why = "3月1日"},
	{"on its first day it has", TASK_OPEN, "2024-03-01", "2024-06-30", "2024-03-01", NULL, 0, 0, 5, .lamp = LAMP_GO, .done = {0, 1}, .elapsed = {0, 1}, .left = NONE},
	{"on the due day 99 of 100 days have passed", TASK_OPEN, SPAN, "2024-04-09", NULL, 9, 9, 10, .lamp = LAMP_SLOW, .marks = NEAR_DUE, .done = {9, 10}, .elapsed = {99, 100}, .left = 0},
	{"the day after it is overdue by one day", TASK_OPEN, SPAN, "2024-04-10", NULL, 9, 9, 10, .lamp = LAMP_LATE, .marks = OVERDUE, .done = {9, 10}, .elapsed = {1, 1}, .left = -1, .why = "逾期 1 天"},
	{"over a weekend the days count, the working days do not", TASK_OPEN, "2024-06-01", "2024-06-14", "2024-06-16", NULL, 0, 0, 1, .lamp = LAMP_LATE, .marks = OVERDUE, .done = {0, 1}, .elapsed = {1, 1}, .left = 0, .why = "逾期 2 天"},
	{"caught up after the due day", TASK_OPEN, SPAN, "2024-04-20", NULL, 10, 9, 10, .lamp = LAMP_GO, .marks = CAUGHT_UP, .done = {1, 1}, .elapsed = {1, 1}, .left = NONE, .why = "逾期后补齐"},
	{"caught up and confirmed", TASK_DONE, SPAN, "2024-04-20", "2024-04-18", 10, 9, 10, .lamp = LAMP_DONE, .marks = CAUGHT_UP, .done = {1, 1}, .elapsed = {1, 1}, .left = NONE, .why = "逾期后补齐"},
	{"reached in time and looked at later is not caught up", TASK_OPEN, SPAN, "2024-04-20", NULL, 11, 10, 10, .lamp = LAMP_GO, .done = {1, 1}, .elapsed = {1, 1}, .left = NONE},
	/* milestones */
	{"two of four quarters at half time", TASK_OPEN, SPAN, "2024-02-20", NULL, .finished = 2, .milestones = 4, .lamp = LAMP_GO, .done = {1, 2}, .elapsed = {1, 2}, .left = NONE},
	{"one of four at half time: 25 points are slow", TASK_OPEN, SPAN, "2024-02-20", NULL, .finished = 1, .milestones = 4, .lamp = LAMP_SLOW, .done = {1, 4}, .elapsed = {1, 2}, .left = NONE},
	{"an overdue milestone makes it late though ahead of time", TASK_OPEN, SPAN, "2024-02-01", NULL, .finished = 3, .milestones = 4, .late_due = "2024-01-30", .lamp = LAMP_LATE, .marks = OVERDUE, .done = {3, 4}, .elapsed = {31, 100}, .left = NONE, .why = "节点“一季度”逾期 2 天"},
	{"all milestones finished", TASK_OPEN, SPAN, "2024-02-20", NULL, .finished = 4, .milestones = 4, .lamp = LAMP_GO, .done = {1, 1}, .elapsed = {1, 2}, .left = NONE, .why = "节点已全部完成"},
	{"confirmation closes open milestones", TASK_DONE, SPAN, "2024-02-20", "2024-02-19", .finished = 3, .milestones = 4, .lamp = LAMP_DONE, .done = {1, 1}, .elapsed = {1, 2}, .left = NONE},
	{"a measure goes before milestones", TASK_OPEN, SPAN, "2024-01-11", NULL, 1, 1, 2, .finished = 0, .milestones = 4, .lamp = LAMP_GO, .done = {1, 2}, .elapsed = {1, 10}, .left = NONE},
	/* state alone */
	{"without ground ten points pass", TASK_OPEN, SPAN, "2024-01-11", NULL, .lamp = LAMP_GO, .done = {0, 1}, .elapsed = {1, 10}, .left = NONE},
	{"eleven do not", TASK_OPEN, SPAN, "2024-01-12", NULL, .lamp = LAMP_SLOW, .done = {0, 1}, .elapsed = {11, 100}, .left = NONE},
	{"reported in time and waiting is not late", TASK_SUBMITTED, SPAN, "2024-04-20", "2024-04-08", .lamp = LAMP_GO, .done = {0, 1}, .elapsed = {1, 1}, .left = NONE, .why = "待确认"},
	{"reported late and waiting is caught up", TASK_SUBMITTED, SPAN, "2024-04-20", "2024-04-15", .lamp = LAMP_GO, .marks = CAUGHT_UP, .done = {0, 1}, .elapsed = {1, 1}, .left = NONE},
	{"confirmed after the due day is caught up", TASK_DONE, SPAN, "2024-04-20", "2024-04-15", .lamp = LAMP_DONE, .marks = CAUGHT_UP, .done = {1, 1}, .elapsed = {1, 1}, .left = NONE},
	{"waived is a state, not a lamp", TASK_WAIVED, SPAN, "2024-04-20", NULL, .lamp = LAMP_IDLE, .marks = WAIVED, .done = {0, 1}, .elapsed = {1, 1}, .left = NONE, .why = "经批准免做"},
	{"a draft waits for the issue", TASK_DRAFT, SPAN, "2024-04-20", NULL, .lamp = LAMP_IDLE, .done = {0, 1}, .elapsed = {1, 1}, .left = NONE},
	{"without a due day only progress counts", TASK_OPEN, NULL, NULL, "2024-04-20", NULL, .lamp = LAMP_GO, .done = {0, 1}, .elapsed = {0, 1}, .left = NONE},
	{"a due day before the first day passes whole", TASK_OPEN, "2024-05-01", "2024-04-20", "2024-05-02", NULL, .lamp = LAMP_LATE, .marks = OVERDUE, .done = {0, 1}, .elapsed = {1, 1}, .left = NONE},
	/* near due: working days with holidays and make-up days; 90% done so that time alone says 正常 */
	{"Friday before New Year: Feb 18 (Sunday, working), 19, 20", TASK_OPEN, "2024-01-01", "2024-02-20", "2024-02-09", NULL, 9, 9, 10, .lamp = LAMP_SLOW, .marks = NEAR_DUE, .done = {9, 10}, .elapsed = {13, 17}, .left = 3, .why = "剩 3 个工作日"},
	{"a day earlier there are four", TASK_OPEN, "2024-01-01", "2024-02-20", "2024-02-08", NULL, 9, 9, 10, .lamp = LAMP_GO, .done = {9, 10}, .elapsed = {38, 51}, .left = 4},
	{"Qingming: Apr 3, 7 (Sunday, working), 8", TASK_OPEN, "2024-01-01", "2024-04-08", "2024-04-02", NULL, 9, 9, 10, .lamp = LAMP_SLOW, .marks = NEAR_DUE, .done = {9, 10}, .elapsed = {92, 99}, .left = 3},
	{"four from April 1", TASK_OPEN, "2024-01-01", "2024-04-08", "2024-04-01", NULL, 9, 9, 10, .lamp = LAMP_GO, .done = {9, 10}, .elapsed = {91, 99}, .left = 4},
	{"May holidays: Apr 29, 30, May 6", TASK_OPEN, "2024-01-01", "2024-05-06", "2024-04-28", NULL, 9, 9, 10, .lamp = LAMP_SLOW, .marks = NEAR_DUE, .done = {9, 10}, .elapsed = {118, 127}, .left = 3},
	{"four from Friday: Sunday April 28 works", TASK_OPEN, "2024-01-01", "2024-05-06", "2024-04-26", NULL, 9, 9, 10, .lamp = LAMP_GO, .done = {9, 10}, .elapsed = {116, 127}, .left = 4},
	{"year end: Dec 30, 31", TASK_OPEN, YEAR, "2024-12-27", NULL, 19, 19, 20, .lamp = LAMP_SLOW, .marks = NEAR_DUE, .done = {19, 20}, .elapsed = {361, 366}, .left = 2},
	{"October: Sep 29 (Sunday, working), 30, Oct 8", TASK_OPEN, "2024-09-01", "2024-10-08", "2024-09-27", NULL, 9, 9, 10, .lamp = LAMP_SLOW, .marks = NEAR_DUE, .done = {9, 10}, .elapsed = {13, 19}, .left = 3},
	{"a due Saturday that works: Oct 10, 11, 12", TASK_OPEN, "2024-10-01", "2024-10-12", "2024-10-09", NULL, 9, 9, 10, .lamp = LAMP_SLOW, .marks = NEAR_DUE, .done = {9, 10}, .elapsed = {2, 3}, .left = 3},
	{"Mid-Autumn: Sep 13, 14 (Saturday, working), 18", TASK_OPEN, "2024-09-01", "2024-09-18", "2024-09-12", NULL, 9, 9, 10, .lamp = LAMP_SLOW, .marks = NEAR_DUE, .done = {9, 10}, .elapsed = {11, 18}, .left = 3},
	{"Dragon Boat: four from Friday June 7 to Friday June 14", TASK_OPEN, "2024-06-01", "2024-06-14", "2024-06-07", NULL, 9, 9, 10, .lamp = LAMP_GO, .done = {9, 10}, .elapsed = {3, 7}, .left = 4},
	{"a due Sunday seen from Saturday has no working day left", TASK_OPEN, "2024-03-01", "2024-03-10", "2024-03-09", NULL, 9, 9, 10, .lamp = LAMP_SLOW, .marks = NEAR_DUE, .done = {9, 10}, .elapsed = {4, 5}, .left = 0, .why = "没有工作日"},
	{"reached, it is not near due", TASK_OPEN, "2024-03-01", "2024-03-10", "2024-03-09", NULL, 10, 10, 10, .lamp = LAMP_GO, .done = {1, 1}, .elapsed = {4, 5}, .left = 0},
	{"not begun, it is not near due", TASK_OPEN, "2024-03-10", "2024-03-11", "2024-03-09", NULL, 0, 0, 10, .lamp = LAMP_IDLE, .done = {0, 1}, .elapsed = {0, 1}, .left = 1},
	{"late goes before near due", TASK_OPEN, SPAN, "2024-04-09", NULL, 5, 5, 10, .lamp = LAMP_LATE, .marks = NEAR_DUE, .done = {1, 2}, .elapsed = {99, 100}, .left = 0},
};

static day on_day(const char *s)
{
	day d = 0;
	if (s)
		assert_true(day_parse(str_of(s), &d));
	return d;
}

static struct facts facts_of(const struct sample *s)
{
	struct facts f = {
		.state = s->state, .starts = on_day(s->starts), .due = on_day(s->due), .done_on = on_day(s->done_on),
		.measured = s->target > 0, .reading = "x", .milestones = s->milestones, .milestones_done = s->finished,
		.late_milestone = s->late_due ? "一季度" : NULL, .late_milestone_due = on_day(s->late_due),
	};
	if (f.measured) {
		f.reached = ratio_of(s->reached, s->target);
		f.in_time = ratio_of(s->in_time, s->target);
	}
	return f;
}

static void same_ratio(const char *what, const char *say, struct ratio is, struct ratio want)
{
	if (ratio_cmp(is, want) != 0)
		fail_msg("%s: %s is %lld/%lld, not %lld/%lld", say, what, (long long)is.num, (long long)is.den,
			 (long long)want.num, (long long)want.den);
}

static void test_samples(void **state)
{
	struct arena *a = arena_new(1u << 20);
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		const struct sample *s = &samples[i];
		struct facts f = facts_of(s);
		struct progress p = progress_of(a, &f, &usual, on_day(s->on));
		if (p.lamp != s->lamp || p.marks != s->marks)
			fail_msg("%s: lamp %s marks %u (%s), wanted %s %u", s->say, lamp_labels[p.lamp], p.marks, p.why,
				 lamp_labels[s->lamp], s->marks);
		same_ratio("done", s->say, p.done, s->done);
		same_ratio("elapsed", s->say, p.elapsed, s->elapsed);
		if (s->left != NONE && p.workdays_left != s->left)
			fail_msg("%s: %d working days left, not %d", s->say, p.workdays_left, s->left);
		if (s->why && !strstr(p.why, s->why))
			fail_msg("%s: the reason \"%s\" lacks \"%s\"", s->say, p.why, s->why);
	}
	arena_free(a);
}

static struct progress part(int64_t num, int64_t den, int64_t gone, enum lamp lamp)
{
	return (struct progress){.done = ratio_of(num, den), .elapsed = ratio_of(gone, 100), .lamp = lamp, .tasks = 1,
				 .late = lamp == LAMP_LATE, .slow = lamp == LAMP_SLOW};
}

static void test_weighted_mean_is_exact(void **state)
{
	struct arena *a = arena_new(1u << 20);
	struct progress parts[] = {part(1, 3, 40, LAMP_GO), part(1, 2, 40, LAMP_GO), part(1, 7, 10, LAMP_GO)};
	const int64_t weights[] = {1, 2, 4};
	(void)state;
	/* (1/3 + 2/2 + 4/7) / 7 = (7 + 21 + 12)/21/7 = 40/147; time (40 + 80 + 40)/7/100 = 8/35 */
	struct progress p = progress_roll(a, parts, weights, 3, &usual);
	same_ratio("done", "weights", p.done, ratio_of(40, 147));
	same_ratio("elapsed", "weights", p.elapsed, ratio_of(8, 35));
	assert_int_equal(p.tasks, 3);
	assert_int_equal(p.lamp, LAMP_GO);
	arena_free(a);
}

static void test_waived_parts_do_not_count(void **state)
{
	struct arena *a = arena_new(1u << 20);
	struct progress parts[] = {part(1, 2, 50, LAMP_GO), part(0, 1, 100, LAMP_IDLE)};
	(void)state;
	parts[1].marks = WAIVED;
	struct progress p = progress_roll(a, parts, NULL, 2, &usual);
	same_ratio("done", "waived", p.done, ratio_of(1, 2));
	assert_int_equal(p.tasks, 1);
	p = progress_roll(a, parts + 1, NULL, 1, &usual);
	assert_int_equal(p.lamp, LAMP_IDLE);
	assert_string_equal(p.why, "没有任务。");
	arena_free(a);
}

static void test_a_late_part_makes_it_slow_at_best(void **state)
{
	struct arena *a = arena_new(1u << 20);
	struct progress parts[] = {part(9, 10, 50, LAMP_GO), part(1, 10, 50, LAMP_LATE)};
	(void)state;
	struct progress p = progress_roll(a, parts, NULL, 2, &usual); /* half done at half time */
	assert_int_equal(p.lamp, LAMP_SLOW);
	assert_int_equal(p.late, 1);
	assert_non_null(strstr(p.why, "上级至多为偏慢"));
	parts[1] = part(0, 1, 90, LAMP_LATE); /* 45% at 70%: 25 points */
	assert_int_equal(progress_roll(a, parts, NULL, 2, &usual).lamp, LAMP_SLOW);
	parts[1] = part(0, 1, 94, LAMP_LATE); /* 45% at 72%: 27 points */
	assert_int_equal(progress_roll(a, parts, NULL, 2, &usual).lamp, LAMP_LATE);
	arena_free(a);
}

static void test_nodes_that_are_done_or_idle(void **state)
{
	struct arena *a = arena_new(1u << 20);
	struct progress parts[] = {part(1, 1, 100, LAMP_DONE), part(1, 1, 50, LAMP_DONE), part(0, 1, 0, LAMP_IDLE)};
	(void)state;
	assert_int_equal(progress_roll(a, parts, NULL, 2, &usual).lamp, LAMP_DONE);
	assert_int_equal(progress_roll(a, parts, NULL, 3, &usual).lamp, LAMP_GO);
	assert_int_equal(progress_roll(a, parts + 2, NULL, 1, &usual).lamp, LAMP_IDLE);
	assert_int_equal(progress_roll(a, NULL, NULL, 0, &usual).lamp, LAMP_IDLE);
	arena_free(a);
}

/* Nineteen primes overflow any common denominator; two decimals remain, as a reader would add them. */
static void test_many_denominators(void **state)
{
	struct arena *a = arena_new(1u << 20);
	static const int primes[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67};
	struct progress parts[19];
	(void)state;
	for (int i = 0; i < 19; i++)
		parts[i] = part(1, primes[i], 0, LAMP_GO);
	/* 5000+3333+2000+1429+909+769+588+526+435+345+323+270+244+233+213+189+169+164+149 = 17288 */
	struct progress p = progress_roll(a, parts, NULL, 19, &usual);
	same_ratio("done", "primes", p.done, ratio_of(17288, 190000));
	arena_free(a);
}

static void test_thresholds_are_used(void **state)
{
	struct arena *a = arena_new(1u << 20);
	struct thresholds strict = {.slow = 5, .late = 9, .near = 10};
	struct facts f = facts_of(&samples[2]); /* ten points behind */
	(void)state;
	assert_int_equal(progress_of(a, &f, &strict, on_day("2024-02-20")).lamp, LAMP_LATE);
	f = facts_of(&samples[1]); /* ahead */
	assert_int_equal(progress_of(a, &f, &usual, on_day("2024-02-20")).marks, 0);
	f.reached = f.in_time = ratio_of(99, 100); /* Mar 27 to 29, Apr 1 to 3, 7 to 9: nine working days */
	assert_int_equal(progress_of(a, &f, &strict, on_day("2024-03-26")).marks, NEAR_DUE);
	arena_free(a);
}

static void test_subtasks(void **state)
{
	struct arena *a = arena_new(1u << 20);
	struct progress parts[] = {part(1, 1, 50, LAMP_DONE), part(0, 1, 50, LAMP_GO)};
	const int64_t weights[] = {3, 1};
	struct facts f = {.state = TASK_OPEN, .starts = on_day("2024-01-01"), .due = on_day("2024-04-09"), .parts = parts,
			  .weights = weights, .n_parts = 2};
	(void)state;
	struct progress p = progress_of(a, &f, &usual, on_day("2024-02-20"));
	same_ratio("done", "subtasks", p.done, ratio_of(3, 4));
	assert_int_equal(p.lamp, LAMP_GO);
	parts[1].lamp = LAMP_LATE;
	p = progress_of(a, &f, &usual, on_day("2024-02-20"));
	assert_int_equal(p.lamp, LAMP_SLOW);
	assert_non_null(strstr(p.why, "子任务滞后"));
	arena_free(a);
}

static struct progress lifted(const char *on, enum lamp of, const struct sample *s, struct arena *a)
{
	struct facts f = facts_of(s);
	f.lifted = of;
	f.lifted_by = "样例周敏同意。";
	return progress_of(a, &f, &usual, on_day(on));
}

/* Nothing done of 10 from January 1 to April 9 (100 days): 滞后 from the 27th day on. */
static void a_superior_lifts_by_one_level(void **state)
{
	static const struct sample nothing = {"", TASK_OPEN, SPAN, NULL, NULL, 0, 0, 10};
	struct arena *a = arena_new(1u << 20);
	struct progress p = lifted("2024-02-20", LAMP_LATE, &nothing, a);
	assert_int_equal(p.lamp, LAMP_SLOW);
	assert_int_equal(p.computed, LAMP_LATE);
	assert_true(p.marks & LIFTED);
	assert_int_equal(p.late, 0);
	assert_int_equal(p.slow, 1);
	assert_non_null(strstr(p.why, "样例周敏同意。计算为滞后：完成 0%，时间已过 50%"));
	/* judged when it was 偏慢; it has got worse since, so that the lift no longer speaks of it */
	p = lifted("2024-02-20", LAMP_SLOW, &nothing, a);
	assert_int_equal(p.lamp, LAMP_LATE);
	assert_false(p.marks & LIFTED);
	p = lifted("2024-01-20", LAMP_SLOW, &nothing, a);
	assert_int_equal(p.lamp, LAMP_GO);
	p = lifted("2024-01-05", LAMP_SLOW, &nothing, a); /* fine by itself */
	assert_false(p.marks & LIFTED);
	arena_free(a);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_superior_lifts_by_one_level),
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_weighted_mean_is_exact),
		cmocka_unit_test(test_waived_parts_do_not_count),
		cmocka_unit_test(test_a_late_part_makes_it_slow_at_best),
		cmocka_unit_test(test_nodes_that_are_done_or_idle),
		cmocka_unit_test(test_many_denominators),
		cmocka_unit_test(test_thresholds_are_used),
		cmocka_unit_test(test_subtasks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
