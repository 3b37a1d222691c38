/* Reminders and numbered notices: given, explained, extended, closed. */
#ifndef LX_FOLLOW_SUPERVISE_H
#define LX_FOLLOW_SUPERVISE_H

#include "kernel/list.h"
#include "modules/follow/task.h"

struct supervise_form {
	const struct task *task;
	struct progress p;
	const struct form *form;
	const char *unit_name, *due, *back;
};

struct supervision_view {
	const struct supervision *row;
	const struct task *task;
	struct progress p;
	const char *unit_name, *by_name, *task_href, *here, *due, *task_due, *wish, *granted, *sent;
	bool may_explain;
	const struct form *form;
};

void explanation_input(struct buf *o, const struct form *f); /* must be filled here, though not in the record */

extern const struct list supervision_list;

void get_supervise(struct req *r); /* /tasks/{id}/supervise */
void post_supervise(struct req *r);
void get_supervisions(struct req *r);
void get_supervision(struct req *r);
void post_explain(struct req *r);
/* Reminders before the due day, notices after it; once a day, in steps of some tasks, since all other writes wait meanwhile. */
void follow_tick(struct req *r);
extern int64_t follow_reminded_at_once; /* a test that has fewer lowers it */

#endif
