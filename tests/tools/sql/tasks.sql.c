/* Made by sqlc from tasks.sql. */
#include "tasks.sql.h"

#include <string.h>

static void read_task_row(struct stmt *s, struct arena *a, struct task_row *out)
{
	out->id = col_int(s, 0);
	out->title = col_text(s, 1, a);
	out->due = (day)col_int(s, 2);
}

static void read_task_all(struct stmt *s, struct arena *a, struct task_all *out)
{
	out->id = col_int(s, 0);
	out->done = col_int(s, 1) != 0;
	out->at = col_int(s, 2);
	out->size = (int)col_int(s, 3);
	out->seal = col_blob(s, 4, a);
}

static const struct sql sql_task_of_plan = {
	.name = "task_of_plan",
	.text =
		"select id, title, due \n"
		"from task\n"
		"where plan = $1 and id > $2 and note <> 'it''s :plan; \"x\"'  \n"
		"order by id limit $3",
	.columns = 3,
	.params = 3,
	.types = "iii",
};

struct task_row *q_task_of_plan(struct db *d, struct arena *a, int64_t plan, int64_t after, int64_t count, size_t *n)
{
	struct stmt *s = db_use(d, &sql_task_of_plan);
	bind_int(s, 1, plan);
	bind_int(s, 2, after);
	bind_int(s, 3, count);
	size_t used = 0, room = 2;
	struct task_row *rows = NEW_N(a, struct task_row, room);
	while (db_step(s)) {
		if (used == room) {
			struct task_row *more = NEW_N(a, struct task_row, room * 2);
			memcpy(more, rows, used * sizeof(*rows));
			rows = more;
			room *= 2;
		}
		read_task_row(s, a, &rows[used++]);
	}
	db_done(s);
	*n = used;
	return rows;
}

static const struct sql sql_task = {
	.name = "task",
	.text =
		"select id, title, due from task where id = $1",
	.columns = 3,
	.params = 1,
	.types = "i",
};

bool q_task(struct db *d, struct arena *a, int64_t id, struct task_row *out)
{
	struct stmt *s = db_use(d, &sql_task);
	bind_int(s, 1, id);
	bool result = db_step(s);
	if (result)
		read_task_row(s, a, out);
	db_done(s);
	return result;
}

static const struct sql sql_task_text = {
	.name = "task_text",
	.text =
		"select \"a:b\" || title::text from task where id = $1 or parent = $1",
	.columns = 1,
	.params = 1,
	.types = "i",
};

const char *q_task_text(struct db *d, struct arena *a, int64_t id)
{
	struct stmt *s = db_use(d, &sql_task_text);
	bind_int(s, 1, id);
	const char *result = db_step(s) ? col_text(s, 0, a) : "";
	db_done(s);
	return result;
}

static const struct sql sql_task_count = {
	.name = "task_count",
	.text =
		"select count(*) from task",
	.scan = "the table has one row a task of one union",
	.columns = 1,
	.params = 0,
	.types = "",
};

int64_t q_task_count(struct db *d)
{
	struct stmt *s = db_use(d, &sql_task_count);
	int64_t result = db_step(s) ? col_int(s, 0) : 0;
	db_done(s);
	return result;
}

static const struct sql sql_task_all = {
	.name = "task_all",
	.text =
		"select id, done, at, size, seal from task",
	.columns = 5,
	.params = 0,
	.types = "",
};

struct stmt *q_task_all(struct db *d)
{
	struct stmt *s = db_use(d, &sql_task_all);
	return s;
}

bool q_task_all_next(struct stmt *s, struct arena *a, struct task_all *out)
{
	if (!db_step(s))
		return false;
	read_task_all(s, a, out);
	return true;
}

static const struct sql sql_task_add = {
	.name = "task_add",
	.text =
		"insert into task (id, title, due, owner, note, seal)\n"
		"values ($1, $2, $3, $4, $5, $6)",
	.columns = 0,
	.params = 6,
	.types = "itiitb",
};

int64_t q_task_add(struct db *d, int64_t id, const char *title, day due, int64_t owner, const char *note, struct str seal)
{
	struct stmt *s = db_use(d, &sql_task_add);
	bind_int(s, 1, id);
	bind_text(s, 2, title);
	if (due != 0)
		bind_int(s, 3, due);
	else
		bind_null(s, 3);
	if (owner != 0)
		bind_int(s, 4, owner);
	else
		bind_null(s, 4);
	if (note && *note)
		bind_text(s, 5, note);
	else
		bind_null(s, 5);
	bind_blob(s, 6, seal);
	return db_run(s);
}

static const struct sql sql_task_put = {
	.name = "task_put",
	.text =
		"insert into task(id, title, due) values ($1, $2, $3) on conflict do nothing",
	.columns = 0,
	.params = 3,
	.types = "iti",
};

void q_task_put(struct many *m, int64_t id, const char *title, day due)
{
	many_int(m, id);
	many_text(m, title);
	many_int(m, due);
	many_row(m);
}

struct many q_task_put_open(struct db *d, struct arena *a)
{
	return many_of(d, a, sql_task_put.text, 3);
}

static const struct sql *const all[] = {
	&sql_task_of_plan,
	&sql_task,
	&sql_task_text,
	&sql_task_count,
	&sql_task_all,
	&sql_task_add,
	&sql_task_put,
	NULL,
};

const struct sql_list sql_list_tasks = {all, 7};

/* Through its section a test finds the lists of all files. */
static const struct sql_list *const listed
	__attribute__((section("lx_sql_lists"), used)) = &sql_list_tasks;
