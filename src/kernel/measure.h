/*
 * Measures: what events add up to. A measure is a named function of a record's
 * row; whatever writes a row through kernel/flow.h compares the row's
 * contribution before and after and writes the difference, in the same
 * transaction, as counter deltas for the unit and all its ancestors of that day
 * and, inside the event, as text. So counters can always be recomputed from events.
 *
 * Reading: sums over year, month and day buckets, a few dozen adjacent index rows
 * whatever the span, plus what no job has folded yet.
 */
#ifndef LX_MEASURE_H
#define LX_MEASURE_H

#include "kernel/request.h"

enum measure_kind {
	MEASURE_SUM, /* amount of rows in the states, on the row's own day */
	MEASURE_STATE, /* number of rows now in the states: +1 on entering, -1 on leaving */
	MEASURE_DISTINCT, /* subjects, each once a year and unit, on the row's day */
	MEASURE_RATIO /* num / den, two other measures of the same module */
};

struct measure {
	const char *key; /* "activity.held" */
	const char *label; /* 举办活动 */
	const char *unit_label; /* 场 */
	enum measure_kind kind;
	const struct record *record;
	unsigned states; /* bit per state number: rows in these count */
	const char *amount; /* field to add up; NULL: 1 a row */
	const char *on; /* DAY field; NULL: the day of the event */
	/*
	 * DAY field, for STATE: the row counts only from the day after it on, with nobody touching it
	 * (overdue). Its +1 is booked on that day ahead; leaving before takes it back from there.
	 */
	const char *past;
	const char *subject; /* "unit", for DISTINCT: the row's own, so that all its mentions are among the unit's events */
	const char *where; /* field whose value must be `is` for a row to count; NULL: all rows */
	int64_t is;
	const char *num, *den; /* keys, for RATIO */
	const char *help; /* what exactly is counted, in Chinese */
	/* Address of the list of rows behind the number, for a unit and a span; NULL: none. */
	const char *list;
};

/* One change: leaf unit, day, amount and (DISTINCT) subject. */
struct count {
	const struct measure *measure;
	int64_t unit, amount, subject;
	day on;
};

/*
 * The differences that changing `before` (NULL: none) into `after` makes, as
 * text for the event ("key unit day amount subject" a line), and applied to the counters.
 */
const char *measure_apply(struct req *r, const struct record *record, const void *before,
			  const void *after);
/* The same for n rows alike that are new at once (n below 0: gone), as an import writes them. */
const char *measure_apply_some(struct req *r, const struct record *record, const void *row, int64_t n);
/* Applies counts in their text form, of an event that a step of the schema writes for rows from before their measure. */
void counts_apply(struct db *d, const char *counts);
/* Applies those of some events, in their order, to the set of counters that a recount fills beside the one in use. */
enum { MEASURE_REPLAYED = '~' }; /* begins their keys */
void counts_replay(struct db *d, struct arena *a, const char *const *counts, size_t n);

/*
 * Around the change of where a unit stands: what is counted below it from today on, on all days for one that was entered
 * today, and the number of what stands (STATE) leave those above its old place and come to those above the new one.
 */
struct measure_moving;
struct measure_moving *measure_lift(struct req *r, int64_t unit); /* before unit_parent is written */
void measure_lower(struct req *r, const struct measure_moving *m, int64_t parent); /* after it was, and unit_chain_changed */
/*
 * Looks for moves from before that rule (or of a node of a release before, or of figures that were put right since) whose
 * `carry` event is missing or says something else than what stood; with `repair`, writes what is missing. Returns how many
 * figures are, the first of which are described in *report (NULL: not). In the caller's transaction.
 */
int64_t measure_carry_missing(struct db *d, struct arena *a, bool repair, struct buf *report);
/* Of all measures that add up, or those of what stands (STATE) alone: 'a','b' for SQL (they are ours, and hold no sign that means anything there). */
const char *measure_keys(struct arena *a, bool standing);

/* Sum for a unit and everything below it, first and last day included (0: open). */
int64_t measure_value(struct db *d, const char *key, int64_t unit, day from, day to);
/* The sums up to the last day of each of n months from that of `first` on: a few statements, however many months. */
void measure_month_ends(struct db *d, struct arena *a, const char *key, int64_t unit, day first, int n, int64_t *out);
/* The two sums of a ratio; den 0: no figure yet. */
void measure_parts(struct db *d, const struct measure *m, int64_t unit, day from, day to, int64_t *num,
		   int64_t *den);
const struct measure *measure_of(const struct app *app, const char *key); /* NULL: unknown */
/*
 * The address of just those rows that it counted for a unit and a span (0: open): states, days, what its row must hold, and
 * for what is past its day those that are past on the last day. `list` instead of the measure's own (NULL); of a ratio the
 * rows of its numerator. NULL: there is no such list, the asker may not open all that was counted, or it is of a day that is
 * over what stood then, which lists do not keep.
 */
const char *measure_rows(struct req *r, const char *key, const char *list, int64_t unit, day from, day to);
/* "12 场", "91.7 %", "暂无数据". */
const char *measure_text(struct req *r, const struct measure *m, int64_t unit, day from, day to);

/* Moves deltas into the buckets; run by a job. Returns how many were folded. */
int64_t counter_fold(struct db *d, struct arena *a, int64_t most);
/*
 * Recomputes everything from events, in pieces that others write between and in bounded memory;
 * returns the number of differing sums, described in *report. No transaction may be open.
 */
int64_t counter_recount(struct db *d, struct arena *a, const char **report, bool repair);

#endif
