/*
 * Duties: what must happen again and again. Catalogue × cycle × unit gives a
 * dated to-do, one a period and unit, made at the period's start by the regular
 * jobs and repaired at start-up. Silence is an alarm: a duty that is due and not
 * done shows on the work bench of the unit and of those above it.
 */
#ifndef LX_DUTY_H
#define LX_DUTY_H

#include "kernel/request.h"

enum cycle { CYCLE_MONTH = 1, CYCLE_QUARTER, CYCLE_YEAR };

struct duty {
	const char *name; /* "report.quarter" */
	const char *label; /* 季度工作报告 */
	enum cycle cycle;
	const char *days; /* policy: working days after the period's last day */
	/* Ids of the units that owe it for the period that begins on `from`. */
	int64_t *(*units)(struct req *r, day from, day to, size_t *n);
	const char *right; /* who sees it, at the unit */
	const char *link; /* where it is done: "/reports/new?unit=%lld" */
	const char *source; /* document and article */
};

/* The period of a cycle that a day lies in. */
void duty_period(enum cycle cycle, day d, day *from, day *to);

/* Makes what is missing for the running period and the one before; part of the regular jobs. */
void duties_make(struct req *r);

/* Marks the duty of that period done by a row. False: the unit owes none. */
bool duty_done(struct req *r, const char *name, int64_t unit, day in_period, const char *record, int64_t row_id);
void duty_undone(struct req *r, const char *name, int64_t unit, day in_period);

struct duty_row {
	int64_t id, unit;
	const struct duty *duty;
	const char *unit_name, *period; /* "2024年第2季度" */
	const char *link;
	day due, done_on;
	bool overdue;
};
/* Open duties at or below a path that are due up to a day, the oldest first; at most `most`. */
struct duty_row *duties_open(struct req *r, const char *path, day until, int64_t most, size_t *n);
const char *duty_period_name(struct arena *a, enum cycle cycle, day from);
const struct duty *duty_of(const struct app *app, const char *name); /* NULL: unknown */

#endif
