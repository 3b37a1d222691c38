/* Issuing a plan: number, baseline, tasks opened and handed to unions below. */
#ifndef LX_PLANS_ISSUE_H
#define LX_PLANS_ISSUE_H

#include "modules/plans/plans.h"

/* The move "issue": form fields `to` (units, repeated) and `number` (0: the next free one). */
bool plan_issue(struct req *r, void *row, const void *before);
/* The move "amend": new tasks are opened and handed down; a new baseline is taken. */
bool plan_reissue(struct req *r, void *row, const void *before);

/* The tasks that unions below got of this one are measured as it is from now on: those at work, each with its event and a message. */
bool task_bind_copies(struct req *r, const struct task *t, const char *why);
/* A copy that comes back to work: what was changed above while it rested holds from now on; its union is told. */
void task_catch_up(struct req *r, struct task *copy);

/* After any change of a plan: its points enter the search index with the issue. */
void plan_after(struct req *r, const void *before, const void *row);

/* 机关代字 of a unit, "临工发"; its short name with 工发 when it has set none. */
struct unit;
const char *plan_mark(struct req *r, const struct unit *u);

/* Needs of task moves. */
const char *task_has_evidence(struct req *r, const void *row);
const char *plan_is_draft(struct req *r, const void *row);

#endif
