/*
 * Deadlines: from the day of an event so many working or calendar days.
 *
 * The first day does not count. A period of calendar days that ends on a day of
 * rest ends on the next working day. A pause stops the clock on the days from
 * `from` to `to`; days on which the clock does not run anyway (a weekend within
 * a period of working days) are not given back twice, nor those of two pauses
 * that overlap. There is one extension, counted on from the first amount.
 *
 * Example: 15 working days from 2024-06-03 end on 2024-06-25; the 10th is a holiday.
 */
#ifndef LX_DEADLINE_H
#define LX_DEADLINE_H

#include "base/arena.h"
#include "base/str.h"
#include "text/calendar.h"

/* Stored in rows: never change them. */
enum deadline_basis { DEADLINE_WORKDAYS = 1, DEADLINE_DAYS = 2 };

struct deadline {
	day start; /* of the event */
	int64_t amount, extra; /* extra: of the extension; 0 none */
	int64_t basis; /* enum deadline_basis */
	const struct pause *pauses;
	size_t n_pauses;
};

/* The last day, it counts to its end. 0: paused, there is none until it goes on. `no_table` as in text/calendar.h. */
day deadline_due(const struct deadline *d, int *no_table);
/* Days of the period (working or calendar, as it is counted) gone by the end of `on`. */
int deadline_used(const struct deadline *d, day on);
/* Days left at the end of `on`: 0 on the last day, negative when overdue. While paused: what will be left. */
int deadline_left(const struct deadline *d, day on);
bool deadline_paused(const struct deadline *d);

/*
 * A pause that began on `from` ends because the clock runs again on `resumed`:
 * that day counts. Nothing was paused when both are the same day (to < from).
 */
struct pause pause_until(day from, day resumed);

/* The day so many working days after `d` (before it when negative): the rungs of a ladder. */
day deadline_step(day d, int workdays);

/* "15 个工作日", "60 天" */
const char *deadline_amount(struct arena *a, int64_t amount, int64_t basis);
/* "剩 4 个工作日", "今天到期", "逾期 2 个工作日", "已暂停，还剩 3 个工作日" */
const char *deadline_left_text(struct arena *a, const struct deadline *d, day on);
/* How the last day was reached: first day, amount, holidays and make-up days on the way, pauses, extension. */
const char *deadline_why(struct arena *a, const struct deadline *d);
/* The days from start to end as a ruler (DESIGN §5), with today's line; nothing for more than 60 days or none. */
void deadline_ruler(struct buf *o, const struct deadline *d, day today);

/*
 * A ladder: who is told when, from before the last day to long after it. `to` is
 * the caller's own meaning (roles, relations); ends with key NULL.
 */
struct rung {
	const char *key; /* "near": part of the key by which a message goes out once */
	int workdays; /* from the last day: negative before it */
	unsigned to;
	const char *title; /* 即将到期 */
};
/* The next day after `after` on which a rung is reached; 0: none any more. */
day ladder_next(const struct rung *ladder, day due, day after);

#endif
