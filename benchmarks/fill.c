/*
 * Data for ./bench: many activities of many units, in the search index too, and
 * one issued plan of 2,000 nodes with a task for each point, at a union of its own.
 *
 *   fill DATA_FOLDER ACTIVITIES [DATABASE]
 *
 * The folder must hold the sample organisation ("lianxin demo"). Rows go in
 * directly, without events and counters: what is measured are pages that read them.
 * It prints the number of the plan.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app/command.h"
#include "app/data.h"
#include "kernel/search.h"
#include "modules/activities/activities.h"
#include "modules/plans/plans.h"
#include "secret/id.h"
#include "text/calendar.h"

enum { SECTIONS = 40, POINTS = 49, PLAN_UNIT = 11, PLAN_OWNER = 1012, DEPARTMENT = 11 };

static const int64_t units[] = {10, 101, 102, 103, 104, 11, 12, 13, 14, 15, 16, 17};
static const char *const whats[] = {"职工羽毛球比赛", "安全生产知识讲座", "困难职工走访慰问", "技能比武",
				    "女职工健康讲座", "读书分享会", "民主管理培训", "劳模事迹报告会"};
static const char *const wheres[] = {"职工之家", "一号会议室", "体育馆", "培训中心", "生产现场"};

#define OF(list, i) ((list)[(size_t)(i) % (sizeof(list) / sizeof((list)[0]))])

static void head(struct head *h, const struct req *r, int64_t unit, int64_t state)
{
	h->id = id_new();
	h->unit = unit;
	h->version = 1;
	h->state = state;
	h->created_by = PLAN_OWNER;
	h->created_at = r->now;
}

static void add_activity(struct req *r, int64_t i)
{
	struct activity *a = record_new(r->arena, &activity_record);
	head((struct head *)a, r, OF(units, i), i % 9 ? ACTIVITY_CONFIRMED : ACTIVITY_HELD);
	a->title = arena_printf(r->arena, "第%lld期%s", (long long)i, OF(whats, i / 5));
	a->kind = 1 + i % 8;
	a->held_on = r->today - (day)(i % 366);
	a->place = OF(wheres, i / 3);
	a->people = 10 + i * 7 % 90;
	a->cost = i % 50 * 10000;
	a->summary = arena_printf(r->arena, "在%s举办，%lld人参加，职工反映良好。", a->place, (long long)a->people);
	record_insert(r->db, r->arena, &activity_record, a);
	search_put(r, &activity_flow, a);
}

static const struct plan *add_plan(struct req *r)
{
	struct plan *p = record_new(r->arena, &plan_record);
	head((struct head *)p, r, PLAN_UNIT, PLAN_ISSUED);
	p->title = "工会工作要点（两千条）";
	p->year = day_civil(r->today).year;
	p->organ = "临江港务集团工会";
	p->preamble = "围绕中心，服务职工。";
	p->doc_number = "临港工〔2024〕1号";
	p->issued_on = p->starts = day_year_first((int)p->year);
	p->ends = day_year_last((int)p->year);
	record_insert(r->db, r->arena, &plan_record, p);
	return p;
}

static int64_t add_node(struct req *r, const struct plan *p, int64_t parent, int64_t position)
{
	struct plan_node *n = record_new(r->arena, &plan_node_record);
	head((struct head *)n, r, p->unit, NODE_ACTIVE);
	n->plan = p->id;
	n->parent = parent;
	n->position = position * 1024;
	n->level = parent ? NODE_POINT : NODE_SECTION;
	n->number = arena_printf(r->arena, "%lld", (long long)position + 1);
	n->title = arena_printf(r->arena, "%s，%s", OF(whats, position), parent ? "每季度至少一次" : "一体推进");
	n->body = parent ? "由工会办公室牵头，各分工会配合，有方案、有记录、有小结。" : "";
	n->weight = 1;
	record_insert(r->db, r->arena, &plan_node_record, n);
	return n->id;
}

static void add_task(struct req *r, const struct plan *p, int64_t node, int64_t i)
{
	struct task *t = record_new(r->arena, &task_record);
	head((struct head *)t, r, p->unit, i % 3 ? TASK_OPEN : TASK_DONE);
	t->title = arena_printf(r->arena, "办好%s（%lld）", OF(whats, i), (long long)i);
	t->plan = p->id;
	t->node = node;
	t->department = DEPARTMENT;
	t->owner = PLAN_OWNER;
	t->starts = p->starts + (day)(i % 200);
	t->due = t->first_due = t->starts + 90;
	t->measure = i % 10 ? "" : "activity.held";
	t->target = i % 10 ? 0 : 12;
	t->weight = 1;
	t->done_on = t->state == TASK_DONE ? t->due : 0;
	record_insert(r->db, r->arena, &task_record, t);
}

struct order {
	int64_t activities;
	int64_t plan; /* made */
};

static void fill(struct req *r, void *context)
{
	struct order *o = context;
	for (int64_t i = 0; i < o->activities; i++) {
		struct arena_mark mark = arena_mark(r->arena);
		add_activity(r, i);
		arena_release(r->arena, mark);
	}
	const struct plan *p = add_plan(r);
	o->plan = p->id;
	for (int64_t i = 0, at = 0; i < SECTIONS; i++) {
		int64_t section = add_node(r, p, 0, at++);
		for (int64_t k = 0; k < POINTS; k++, at++)
			add_task(r, p, add_node(r, p, section, at), at);
	}
}

int main(int argc, char **argv)
{
	struct order o = {argc > 2 ? strtoll(argv[2], NULL, 10) : -1, 0};
	char option[] = "--data", base[] = "--db", none[] = "";
	char *data[] = {option, argc > 1 ? argv[1] : none, argc > 3 ? base : NULL, argc > 3 ? argv[3] : NULL, NULL};
	struct app *app = app_new();
	const char *bad = o.activities < 0 ? "fill DATA_FOLDER ACTIVITIES [DATABASE]" : options_read(app, argc > 3 ? 4 : 2, data, NULL, NULL);
	if (!bad)
		bad = data_open(app);
	if (!bad && !data_write(app, fill, &o))
		bad = "the rows could not be written";
	if (bad)
		fprintf(stderr, "%s\n", bad);
	else
		printf("%lld\n", (long long)o.plan);
	app_end(app);
	return bad ? 1 : 0;
}
