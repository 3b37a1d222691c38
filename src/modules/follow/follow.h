/*
 * Follow: how issued tasks go on through the year.
 *
 *   milestone     a step of a task with its own date
 *   evidence      what shows that work was done: text, photo, file, place, or a
 *                 record of a module (an activity) that names the task
 *   report        a union's report on a plan for a month, quarter or year
 *   supervision   reminder, numbered supervision notice (督办单), explanation, extension
 *   lamp_lift     a lamp shown one level better for a while, by a superior and with a reason
 *   remark        what somebody says about a work point, under his name
 *
 * Progress is never typed: it comes from the measure of the task, else from its
 * milestones, else from its state. Lamps follow DESIGN §4.
 */
#ifndef LX_FOLLOW_H
#define LX_FOLLOW_H

#include "base/ratio.h"
#include "modules/plans/plans.h"

enum milestone_state { MILESTONE_OPEN, MILESTONE_DONE, MILESTONE_DROPPED };
struct milestone {
	HEAD;
	int64_t task;
	const char *title;
	day due, done_on;
};

enum evidence_state { EVIDENCE_VALID, EVIDENCE_WITHDRAWN };
struct evidence {
	HEAD;
	int64_t task;
	const char *title;
	const char *text;
	day happened_on;
	const char *place;
	const char *record; /* of a module's row, "" for evidence by hand */
	int64_t row_id;
};

enum report_state { REPORT_DRAFT, REPORT_SUBMITTED, REPORT_ACCEPTED, REPORT_RETURNED };
enum report_period { REPORT_MONTH = 1, REPORT_QUARTER, REPORT_YEAR };
struct report {
	HEAD; /* unit: who reports */
	int64_t plan;
	int64_t period; /* enum report_period */
	day starts, ends;
	const char *title;
	const char *summary; /* 工作情况 */
	const char *problems; /* 存在问题 */
	const char *plans_ahead; /* 下步打算 */
	const char *figures; /* JSON of task progress, frozen on submitting */
	int64_t seal; /* head of the event chain when it was accepted */
	const char *seal_hash;
	day submitted_on;
};

enum supervision_state { SUPERVISION_SENT, SUPERVISION_EXPLAINED, SUPERVISION_EXTENDED, SUPERVISION_CLOSED };
enum supervision_kind { SUPERVISION_REMINDER = 1, SUPERVISION_NOTICE };
struct supervision {
	HEAD; /* unit: who is supervised */
	int64_t task;
	int64_t by_unit; /* who supervises */
	int64_t kind;
	const char *number; /* 临工督〔2024〕2号, "" for reminders */
	const char *title;
	const char *demand; /* 督办要求 */
	day due; /* answer by */
	const char *explanation;
	day wish; /* extension asked for */
	day granted; /* new date of the task */
	day closed_on;
};

/* Asked for by who carries the task, decided above (界面设计规范 §4); it ends with its day or when the computed lamp changes. */
enum lift_state { LIFT_ASKED, LIFT_HELD, LIFT_DECLINED, LIFT_ENDED, LIFT_WITHDRAWN };
struct lamp_lift {
	HEAD;
	int64_t task;
	int64_t lamp; /* enum lamp, as computed when it was asked for */
	const char *reason;
	day until; /* the last day */
	int64_t decided_by;
	day since, ended_on; /* in force from, and no longer from; 0: not (yet) */
};

enum remark_state { REMARK_SHOWN, REMARK_WITHDRAWN, REMARK_HIDDEN };
struct remark {
	HEAD; /* unit: the union whose work on the point is talked about */
	int64_t node;
	const char *text;
	int64_t mention; /* who was told of it, 0: nobody */
};

extern const struct record milestone_record, evidence_record, report_record, supervision_record, lamp_lift_record, remark_record;
extern const struct flow milestone_flow, evidence_flow, report_flow, supervision_flow, lamp_lift_flow, remark_flow;

/* ---- progress and lamps ---- */

enum lamp { LAMP_IDLE, LAMP_GO, LAMP_SLOW, LAMP_LATE, LAMP_DONE };
enum { NEAR_DUE = 1, OVERDUE = 2, CAUGHT_UP = 4, WAIVED = 8, LIFTED = 16 }; /* states beside the lamp */

struct progress {
	struct ratio done; /* 0 … 1 */
	struct ratio elapsed; /* share of its own time that has passed */
	enum lamp lamp;
	enum lamp computed; /* the lamp before a superior lifted it; the same when nobody did */
	unsigned marks; /* NEAR_DUE … */
	int workdays_left; /* to the due day; negative: working days overdue */
	int days_over; /* calendar days past the due day, 0: none */
	int64_t evidence; /* number of pieces */
	int64_t tasks, late, slow; /* below a node: tasks rolled up, and those in trouble */
	const char *why; /* the reason of the lamp, in Chinese, with the rule */
	const char *how; /* how `done` was reached: "指标 7/12 场" */
};

extern const char *const lamp_labels[]; /* 未启动 正常 偏慢 滞后 已完成 */
extern const char *const lamp_kinds[]; /* glyphs: mute go warn bad ok */

/* As it stood on a day (0: today). */
struct progress task_progress(struct req *r, const struct task *t, day on);
/*
 * Weighted roll-up of tasks and child nodes; exact; a late part makes it at most
 * slow. Waived parts do not count. `r` gives arena, thresholds and nothing else.
 */
struct progress node_progress(struct req *r, const struct progress *parts, const int64_t *weights, size_t n);


const struct choice *supervision_state_choices(void);
const struct choice *lift_state_choices(void);
const struct choice *report_state_choices(void);

#endif
