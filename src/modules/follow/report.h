/* Reports of a union on a plan: written from its figures, frozen on submitting, reviewed above. */
#ifndef LX_FOLLOW_REPORT_H
#define LX_FOLLOW_REPORT_H

#include "kernel/list.h"
#include "modules/follow/work.h"

/* A task's line of the frozen figures, and what it says today for the same period. */
struct report_line {
	int64_t task;
	const char *title, *point, *how, *lamp, *kind, *percent, *now; /* now NULL: unchanged */
	int64_t evidence;
};

struct report_view {
	const struct report *row;
	const struct plan *plan;
	const char *unit_name, *span, *here, *edit, *plan_href, *submitted;
	const char *head; /* of the event chain when figures were frozen */
	bool editable, frozen, reviewer;
	struct report_line *lines;
	size_t n_lines;
	const char *all; /* overall percent */
	struct follow_added_later *later;
	size_t n_later;
	const struct form *form;
};

struct report_choice {
	int64_t unit, period, plan;
	const char *unit_name, *at;
	struct follow_plans_of *plans;
	size_t n_plans;
};

extern const struct list report_list;

/* JSON of every task's progress at the end of the period, for report.figures. */
const char *report_figures(struct req *r, const struct report *p);
/* 工作情况, 存在问题 and 下步打算 from the figures, as a draft to be edited. */
void report_draft(struct req *r, struct report *p, const struct plan *plan);
/* The figures of a report: frozen ones with what changed since, else those of today. */
void report_lines(struct req *r, struct report_view *v);

void get_reports(struct req *r);
void get_report_new(struct req *r);
void post_report(struct req *r);
void get_report(struct req *r);
void get_report_edit(struct req *r);
void post_report_edit(struct req *r);

#endif
