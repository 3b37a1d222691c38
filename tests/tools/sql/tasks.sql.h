/* Made by sqlc from tasks.sql. */
#ifndef LX_SQL_tasks_H
#define LX_SQL_tasks_H

#include "base/clock.h"
#include "db/many.h"

struct task_row {
	int64_t id;
	const char *title;
	day due;
};

struct task_all {
	int64_t id;
	bool done;
	instant at;
	int size;
	struct str seal;
};

/*
 * The open tasks of a plan, oldest first.
 * A second line of the comment.
 */
struct task_row *q_task_of_plan(struct db *d, struct arena *a, int64_t plan, int64_t after, int64_t count, size_t *n);
bool q_task(struct db *d, struct arena *a, int64_t id, struct task_row *out);
const char *q_task_text(struct db *d, struct arena *a, int64_t id);
int64_t q_task_count(struct db *d);
struct stmt *q_task_all(struct db *d);
bool q_task_all_next(struct stmt *s, struct arena *a, struct task_all *out);
int64_t q_task_add(struct db *d, int64_t id, const char *title, day due, int64_t owner, const char *note, struct str seal);
/*
 * Many at once.
 */
void q_task_put(struct many *m, int64_t id, const char *title, day due);
struct many q_task_put_open(struct db *d, struct arena *a);

extern const struct sql_list sql_list_tasks;

#endif
