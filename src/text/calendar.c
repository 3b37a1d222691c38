#include "text/calendar.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "base/fault.h"
#include "text/calendar_table.h"

enum { YEAR_DAYS = 366, YEARS = CALENDAR_LAST - CALENDAR_FIRST + 1 };

/* One year as listed. `change[i]`: what the listed days before day i add to its weekdays. */
struct year {
	unsigned char listed[YEAR_DAYS]; /* 0, DAY_HOLIDAY or DAY_MAKEUP */
	short change[YEAR_DAYS + 1];
};

/*
 * Two copies a year: a reload fills the one not in use and then turns the
 * pointer, so that readers need no lock.
 */
static struct year copies[YEARS][2];
static _Atomic(const struct year *) years[YEARS];
static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t built_in = PTHREAD_ONCE_INIT;

static bool is_weekend(day d)
{
	int w = day_weekday(d);
	return w == 0 || w == 6;
}

/* Makes `fresh` the table of its year. */
static void publish(int year, const unsigned char listed[YEAR_DAYS])
{
	int i = year - CALENDAR_FIRST;
	pthread_mutex_lock(&loading);
	struct year *y = &copies[i][years[i] == &copies[i][0]];
	day first = day_of(year, 1, 1);
	memcpy(y->listed, listed, YEAR_DAYS);
	for (int d = 0; d < YEAR_DAYS; d++) {
		bool weekend = is_weekend(first + d);
		int change = (listed[d] == DAY_MAKEUP && weekend) -
			     (listed[d] == DAY_HOLIDAY && !weekend);
		y->change[d + 1] = (short)(y->change[d] + change);
	}
	years[i] = y;
	pthread_mutex_unlock(&loading);
}

static void load_built_in(void)
{
	for (size_t i = 0; i < calendar_row_count;) {
		unsigned char listed[YEAR_DAYS] = {0};
		int year = calendar_rows[i].year;
		for (; i < calendar_row_count && calendar_rows[i].year == year; i++) {
			const struct calendar_row *r = &calendar_rows[i];
			int at = day_of(year, r->month, r->mday) - day_of(year, 1, 1);
			for (int d = 0; d < r->days; d++)
				listed[at + d] = (unsigned char)r->kind;
		}
		publish(year, listed);
	}
}

static const struct year *year_table(int year)
{
	pthread_once(&built_in, load_built_in);
	bool known = year >= CALENDAR_FIRST && year <= CALENDAR_LAST;
	return known ? years[year - CALENDAR_FIRST] : NULL;
}

bool calendar_loaded(int year)
{
	return year_table(year) != NULL;
}

static const char *row_problem(struct arena *a, int year, day d, enum day_kind kind)
{
	if (day_civil(d).year != year)
		return arena_printf(a, "%s 不在 %d 年，请核对。", day_iso(a, d), year);
	if (kind != DAY_HOLIDAY && kind != DAY_MAKEUP)
		return arena_printf(a, "%s 的类型只能是放假或调休上班。", day_iso(a, d));
	if (kind == DAY_MAKEUP && !is_weekend(d))
		return arena_printf(a, "%s 不是周六或周日，不能登记为调休上班。", day_iso(a, d));
	return NULL;
}

const char *calendar_load(struct arena *a, int year, const day *days, const enum day_kind *kinds,
			  size_t n)
{
	unsigned char listed[YEAR_DAYS] = {0};
	if (year < CALENDAR_FIRST || year > CALENDAR_LAST)
		return arena_printf(a, "年份应在 %d 到 %d 之间。", CALENDAR_FIRST, CALENDAR_LAST);
	for (size_t i = 0; i < n; i++) {
		const char *problem = row_problem(a, year, days[i], kinds[i]);
		if (problem)
			return problem;
		unsigned char *at = &listed[days[i] - day_of(year, 1, 1)];
		if (*at)
			return arena_printf(a, "%s 登记了两次，请删去一行。", day_iso(a, days[i]));
		*at = (unsigned char)kinds[i];
	}
	year_table(year); /* the built-in years first, so that they do not overwrite this one */
	publish(year, listed);
	return NULL;
}

enum day_kind calendar_kind(day d)
{
	int number = day_civil(d).year;
	const struct year *y = year_table(number);
	unsigned char listed = y ? y->listed[d - day_of(number, 1, 1)] : 0;
	if (listed)
		return listed;
	return is_weekend(d) ? DAY_WEEKEND : DAY_WORK;
}

bool calendar_is_workday(day d)
{
	enum day_kind kind = calendar_kind(d);
	return kind == DAY_WORK || kind == DAY_MAKEUP;
}

const char *calendar_kind_name(enum day_kind kind)
{
	static const char *const names[] = {"工作日", "周末", "节假日", "调休上班"};
	return names[kind];
}

day calendar_next_workday(day d)
{
	while (!calendar_is_workday(d))
		d++;
	return d;
}

/* Mondays to Fridays from the Monday 1969-12-29 up to and with d. */
static int64_t weekdays_to(day d)
{
	int64_t x = (int64_t)d + 3;
	int64_t week = x >= 0 ? x / 7 : -((6 - x) / 7);
	int64_t rest = x - week * 7;
	return week * 5 + (rest < 5 ? rest + 1 : 5);
}

/* Working days up to and with d, from a point that is the same for every d. */
static int64_t workdays_to(day d)
{
	int number = day_civil(d).year;
	int64_t sum = weekdays_to(d);
	for (int y = CALENDAR_FIRST; y < number && y <= CALENDAR_LAST; y++) {
		const struct year *table = year_table(y);
		sum += table ? table->change[YEAR_DAYS] : 0;
	}
	const struct year *own = year_table(number);
	return sum + (own ? own->change[d - day_of(number, 1, 1) + 1] : 0);
}

/* First year without a table that the days from `first` to `last` touch, or 0. */
static void note_missing(day first, day last, int *no_table)
{
	if (!no_table)
		return;
	*no_table = 0;
	for (int y = day_civil(first).year; y <= day_civil(last).year && !*no_table; y++)
		if (!calendar_loaded(y))
			*no_table = y;
}

int workdays_between(day from, day to, int *no_table)
{
	note_missing(from < to ? from + 1 : to + 1, from < to ? to : from, no_table);
	return (int)(workdays_to(to) - workdays_to(from));
}

int workdays_in_month(int year, int month)
{
	day first = day_of(year, month, 1);
	return workdays_between(first - 1, day_month_last(first), NULL);
}

static void check_length(int n)
{
	if (n < 0 || n > DEADLINE_MOST)
		fault("a period of %d is not 0 to %d", n, DEADLINE_MOST);
}

day deadline_add_workdays(day start, int n, int *no_table)
{
	return deadline_with_pauses(start, n, NULL, 0, no_table);
}

day deadline_add_days(day start, int n, int *no_table)
{
	check_length(n);
	day end = calendar_next_workday(start + n);
	note_missing(start + n, end, no_table);
	return end;
}

day deadline_add_months(day start, int n, int *no_table)
{
	check_length(n);
	day last = day_add_months(start, n);
	day end = calendar_next_workday(last);
	note_missing(last, end, no_table);
	return end;
}

static bool is_paused(day d, const struct pause *pauses, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (d >= pauses[i].from && (pauses[i].to == 0 || d <= pauses[i].to))
			return true;
	return false;
}

day deadline_with_pauses(day start, int n, const struct pause *pauses, size_t count, int *no_table)
{
	day d = start;
	check_length(n);
	if (no_table)
		*no_table = 0;
	for (size_t i = 0; i < count; i++)
		if (pauses[i].to == 0)
			return 0;
	for (int left = n; left > 0;) {
		d++;
		left -= calendar_is_workday(d) && !is_paused(d, pauses, count);
	}
	note_missing(start + 1, d, no_table);
	return d;
}

int workdays_used(day start, day on, const struct pause *pauses, size_t count, int *no_table)
{
	int used = on > start ? workdays_between(start, on, no_table) : 0;
	if (no_table && on <= start)
		*no_table = 0;
	day end = start; /* days up to here are settled */
	for (size_t left = count; left > 0 && used > 0; left--) {
		/* The pauses in order of their beginning, overlaps counted once. */
		const struct pause *next = NULL;
		for (size_t i = 0; i < count; i++) {
			day last = pauses[i].to == 0 || pauses[i].to > on ? on : pauses[i].to;
			if (last > end && (!next || pauses[i].from < next->from))
				next = &pauses[i];
		}
		if (!next || next->from > on)
			break;
		day last = next->to == 0 || next->to > on ? on : next->to;
		day before = next->from - 1 > end ? next->from - 1 : end;
		used -= workdays_between(before, last, NULL);
		end = last;
	}
	return used;
}
