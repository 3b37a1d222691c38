/*
 * Working days in mainland China, and deadlines counted in them.
 *
 * A year's holidays and make-up working days come from the State Council's
 * yearly notice; 2024 to 2026 are built in (calendar_table.c), others are
 * loaded from rows. In a year with no table every Monday to Friday counts as a
 * working day and the functions say so through `no_table`: the page must warn.
 * `no_table` may be NULL; it receives the first year without a table that the
 * answer depends on, or 0.
 *
 * Rules of counting: the first day does not count, the last one counts to its
 * end, and a period of calendar days or months that ends on a day of rest ends
 * on the next working day (民法典 201 to 203). Example: 15 working days from
 * 2024-06-03 end on 2024-06-25.
 */
#ifndef LX_CALENDAR_H
#define LX_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/clock.h"

/* The numbers are stored in rows: never change them. */
enum day_kind {
	DAY_WORK = 0, /* Monday to Friday */
	DAY_WEEKEND = 1,
	DAY_HOLIDAY = 2, /* listed as off, on whatever weekday */
	DAY_MAKEUP = 3,	 /* a Saturday or Sunday listed as working (调休上班) */
};

enum { CALENDAR_FIRST = 2000, CALENDAR_LAST = 2099 }; /* years that can be loaded */

bool calendar_loaded(int year);
enum day_kind calendar_kind(day d);
bool calendar_is_workday(day d);
const char *calendar_kind_name(enum day_kind kind); /* 工作日, 周末, 节假日, 调休上班 */

/*
 * Loads or replaces a year from its listed days; kinds are DAY_HOLIDAY or
 * DAY_MAKEUP. NULL, or a Chinese message and nothing changed: a day outside the
 * year, listed twice, of another kind, or a make-up day from Monday to Friday.
 * Safe while other threads read; they see the old or the new year.
 */
const char *calendar_load(struct arena *a, int year, const day *days, const enum day_kind *kinds,
			  size_t n);

day calendar_next_workday(day d); /* d itself if it is one */
/* Working days after `from` up to and with `to`; negative when `to` lies before. */
int workdays_between(day from, day to, int *no_table);
int workdays_in_month(int year, int month);

enum { DEADLINE_MOST = 5000 }; /* largest n below, in days; more is a fault */

day deadline_add_workdays(day start, int n, int *no_table);
day deadline_add_days(day start, int n, int *no_table);
/* n calendar months; where the month has no such day, its last day (民法典 202). */
day deadline_add_months(day start, int n, int *no_table);

/* A span in which a period does not run, both ends included; to 0: not ended yet. */
struct pause {
	day from, to;
};
/* As deadline_add_workdays, paused days not counted. 0 while a pause is open. */
day deadline_with_pauses(day start, int n, const struct pause *pauses, size_t count, int *no_table);
/* Working days of the period gone by the end of day `on`, paused days not counted. */
int workdays_used(day start, day on, const struct pause *pauses, size_t count, int *no_table);

day day_month_first(day d);
day day_month_last(day d);
int day_quarter(day d); /* 1 to 4 */
day day_quarter_first(day d);
day day_quarter_last(day d);
day day_year_first(int year);
day day_year_last(int year);
/* The same day n months later (or earlier), the last day of a shorter month. */
day day_add_months(day d, int n);
/* First and last day of month 1–12 of a year; a `to` below `from` wraps (12 to 2). */
struct day_span {
	day first, last;
};
struct day_span day_months(int year, int from_month, int to_month);

#endif
