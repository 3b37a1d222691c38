/*
 * Printing: the plan, its task list and the report on a year as official
 * documents (docx, PDF) and as a workbook. All figures come from events and
 * measures as of a day; the foot names that day and the head of the event chain.
 */
#ifndef LX_PRINTING_H
#define LX_PRINTING_H

#include "doc/paper.h"
#include "modules/follow/work.h"

struct print_job {
	struct req *r;
	const struct plan *plan;
	int64_t unit; /* whose tasks */
	const char *unit_name;
	day on;
	struct work *work;
};

struct paper *print_plan(const struct print_job *j);
struct paper *print_tasks(const struct print_job *j);
struct paper *print_report(const struct print_job *j);
/* The task list with figures as xlsx. False with a message for the user. */
bool print_workbook(const struct print_job *j, const char *path, const char **why);

/* "1", "（一）" … before a title, by level and number as printed. */
const char *print_heading(struct arena *a, int64_t level, const char *number, const char *title);
const char *print_percent(struct arena *a, struct ratio share);

#endif
