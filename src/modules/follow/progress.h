/*
 * The rule of progress and lamps as a pure function: facts in, verdict out.
 *
 * Progress, first that applies:
 *   measure      reached ÷ target, at most 1
 *   milestones   finished ÷ all that were not dropped
 *   sub-tasks    weighted mean
 *   state        confirmed 1, otherwise 0
 *
 * Time passed = whole days gone by ÷ days from the first to the last of the
 * task's own span, both counted; the day itself is not over yet.
 *
 * Lamps (界面设计规范 §4), first that applies:
 *   已完成   measure reached and confirmed
 *   未启动   before its first day
 *   滞后     an overdue item, or more than `late` points behind
 *   偏慢     more than `slow` points behind, due within `near` working days,
 *            or something below is late
 *   正常     otherwise
 *
 * A superior may have lifted 偏慢 or 滞后 by one level (lift.c); figures stay as they are.
 */
#ifndef LX_FOLLOW_PROGRESS_H
#define LX_FOLLOW_PROGRESS_H

#include "modules/follow/follow.h"

struct thresholds {
	int64_t slow, late; /* percentage points behind time */
	int64_t near; /* working days to the due day */
};

/* What is known of a task at the end of a day. */
struct facts {
	int64_t state; /* enum task_state */
	day starts, due, done_on; /* 0: none */
	int64_t target; /* of the measure */
	bool measured;
	struct ratio reached; /* share of the target by that day, not capped */
	struct ratio in_time; /* the same, counted up to the due day only */
	const char *reading; /* "7/12 场" */
	int64_t milestones, milestones_done;
	const char *late_milestone; /* the longest overdue one, NULL: none */
	day late_milestone_due;
	const struct progress *parts; /* of sub-tasks */
	const int64_t *weights;
	size_t n_parts;
	int64_t evidence;
	enum lamp lifted; /* shown one level better while it is this one; LAMP_IDLE: no */
	const char *lifted_by; /* who, until when, why */
};

struct progress progress_of(struct arena *a, const struct facts *f, const struct thresholds *t, day on);
struct progress progress_roll(struct arena *a, const struct progress *parts, const int64_t *weights, size_t n,
			      const struct thresholds *t);
struct ratio elapsed_share(day starts, day due, day on);
struct thresholds thresholds_of(struct req *r, int64_t unit, day on);

#endif
