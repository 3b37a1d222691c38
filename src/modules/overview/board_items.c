/* What needs asking: late and slow tasks, plans not signed for, duties not done. */
#include <stdlib.h>

#include "kernel/duty.h"
#include "kernel/rights.h"
#include "modules/overview/board.h"
#include "overview.sql.h"

enum { MOST_ITEMS = 12, ROOM = 400, MOST_DUTIES = 20 };

static void add(struct board *b, struct board_ask_item item)
{
	if (b->n_items < ROOM)
		b->items[b->n_items++] = item;
}

static void task_item(struct board *b, const char *who, const struct work_task *t)
{
	bool late = t->p.lamp == LAMP_LATE;
	if (!task_is_open(t) || (!late && t->p.lamp != LAMP_SLOW))
		return;
	bool supervise = b->ask.on == b->r->today && may(b->r, "supervision.give", t->row->unit);
	add(b, (struct board_ask_item){
		.who = who, .what = t->p.why,
		.task = link_to(b->r, "/tasks/%lld", (long long)t->row->id), .title = t->row->title,
		.href = link_to(b->r, supervise ? "/tasks/%lld/supervise" : "/tasks/%lld", (long long)t->row->id),
		.action = supervise ? "催办督办" : "查看任务", .kind = late ? "bad" : "warn",
		.over = late ? 1000 + t->p.days_over : 0});
}

static void task_items(struct board *b)
{
	for (size_t i = 0; i < b->n_rows; i++)
		for (size_t k = 0; b->rows[i].work && k < b->rows[i].work->n_tasks; k++)
			task_item(b, b->rows[i].name, &b->rows[i].work->tasks[k]);
	if (b->unions || !b->plan)
		return;
	const struct work *w = b->own;
	for (size_t k = 0; k < w->n_tasks; k++)
		task_item(b, *w->tasks[k].row->department_name ? w->tasks[k].row->department_name : b->unit.name, &w->tasks[k]);
}

static void receipt_items(struct board *b)
{
	size_t n;
	struct overview_receivers *u = q_overview_receivers(b->r->db, b->r->arena, b->plan->id, &n);
	for (size_t i = 0; b->unions && i < n; i++)
		if (!u[i].acknowledged)
			add(b, (struct board_ask_item){
				.who = *u[i].short_name ? u[i].short_name : u[i].name, .what = "还没有签收下达的要点。",
				.href = link_to(b->r, "/plans/%lld", (long long)b->plan->id), .action = "查看签收", .kind = "warn", .over = 1});
}

static void duty_items(struct board *b)
{
	size_t n;
	struct duty_row *d = duties_open(b->r, b->unit.path, b->r->today - 1, MOST_DUTIES, &n);
	for (size_t i = 0; i < n; i++)
		if (d[i].overdue && may(b->r, d[i].duty->right, d[i].unit))
			add(b, (struct board_ask_item){
				.who = d[i].unit_name, .what = arena_printf(b->r->arena, "%s %s 逾期未报。", d[i].period, d[i].duty->label),
				.href = d[i].link, .action = "查看", .kind = "warn", .over = b->r->today - d[i].due});
}

static int worst_first(const void *x, const void *y)
{
	const struct board_ask_item *a = x, *b = y;
	return (a->over < b->over) - (a->over > b->over);
}

void board_items(struct board *b)
{
	b->items = NEW_N(b->r->arena, struct board_ask_item, ROOM);
	task_items(b);
	if (b->plan)
		receipt_items(b);
	duty_items(b);
	if (b->n_items)
		qsort(b->items, b->n_items, sizeof(*b->items), worst_first);
	if (b->n_items > MOST_ITEMS)
		b->n_items = MOST_ITEMS;
}
