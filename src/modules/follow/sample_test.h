/*
 * A plan of the federation in work, for the scenarios of this module: issued on
 * 2024-01-10 to unions 10 and 11. Two sections, four points, four tasks:
 *
 *   举办职工读书活动   activity.held 12, the year
 *   组织宣讲           activity.people 400, 2024-01-01 … 2024-04-09 (100 days)
 *   走访高温岗位       no measure (waiver), 2024-06-01 … 2024-08-31 (92 days)
 *   指导召开职代会     milestones, the year
 */
#ifndef LX_FOLLOW_SAMPLE_TEST_H
#define LX_FOLLOW_SAMPLE_TEST_H

#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/writer.h"
#include "modules/follow/follow.h"

/* Who acts in them, by mobile. */
#define FEDERATION "13800000001"
#define VICE "13800000002"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define WORKER "13800000007"
#define AUDITOR "13800000008"
#define OTHER_CHAIR "13800000021"
#define SYSTEM "13800000011"

struct sample_node {
	int level;
	const char *number, *title, *body;
};

static const struct sample_node sample_nodes[] = {
	{NODE_SECTION, "一", "突出思想引领", ""},
	{NODE_POINT, "1", "开展职工读书活动", "全年举办职工读书活动12场，推动书香进班组。"},
	{NODE_POINT, "2", "组织宣讲进车间", "一季度组织宣讲，覆盖职工400人次以上。"},
	{NODE_SECTION, "二", "突出服务职工", ""},
	{NODE_POINT, "3", "开展高温慰问", "六至八月走访高温岗位职工。"},
	{NODE_POINT, "4", "规范职代会制度", "指导基层按期召开职代会。"},
};

struct sample_task {
	int node;
	const char *title, *measure;
	int64_t target;
	int from_month, from_day, month, mday;
	const char *waiver;
};

static const struct sample_task sample_tasks[] = {
	{1, "举办职工读书活动", "activity.held", 12, 1, 1, 12, 31, ""},
	{2, "组织宣讲", "activity.people", 400, 1, 1, 4, 9, ""},
	{4, "走访高温岗位", "", 0, 6, 1, 8, 31, "走访情况以记录为准，不设数量指标"},
	{5, "指导召开职代会", "", 0, 1, 1, 12, 31, "按节点考核"},
};

static void sample_must(bool good, struct req *r)
{
	if (!good)
		fault("the sample plan: %.*s", (int)r->out->n, r->out->p);
}

static void sample_move(struct req *r, struct plan *p, const char *verb)
{
	sample_must(flow_move(r, &plan_flow, p->id, 0, verb, "", NULL), r);
}

static struct plan *sample_plan(struct req *r, int64_t unit, const char *title)
{
	struct plan *p = record_new(r->arena, &plan_record);
	p->unit = unit;
	p->title = title;
	p->year = 2024;
	p->minutes = "2024年1月8日，应到9人，实到8人，审议通过。";
	sample_must(flow_create(r, &plan_flow, p, ""), r);
	return p;
}

static int64_t sample_put_node(struct req *r, const struct plan *p, size_t i, int64_t section)
{
	struct plan_node *n = record_new(r->arena, &plan_node_record);
	n->unit = p->unit;
	n->plan = p->id;
	n->position = (int64_t)(i + 1) * 1024;
	n->level = sample_nodes[i].level;
	n->parent = n->level == NODE_SECTION ? 0 : section;
	n->number = sample_nodes[i].number;
	n->title = sample_nodes[i].title;
	n->body = sample_nodes[i].body;
	n->weight = 1;
	sample_must(flow_create(r, &plan_node_flow, n, ""), r);
	return n->id;
}

static void sample_put_task(struct req *r, const struct plan *p, const struct sample_task *s, int64_t node, int64_t owner)
{
	struct task *t = record_new(r->arena, &task_record);
	t->unit = p->unit;
	t->plan = p->id;
	t->node = node;
	t->title = s->title;
	t->owner = owner;
	t->measure = s->measure;
	t->target = s->target;
	t->starts = day_of(2024, s->from_month, s->from_day);
	t->due = day_of(2024, s->month, s->mday);
	t->weight = 1;
	t->waiver = s->waiver;
	t->quote = sample_nodes[s->node].body;
	sample_must(flow_create(r, &task_flow, t, ""), r);
}

/* The sample plan of a unit, issued to others; the clock stands where it stood afterwards. */
static void sample_issue(struct app *app, int64_t unit, const char *title, int64_t owner, const char *const *to)
{
	instant now = clock_now();
	struct db *d = writer_db(app->writer);
	static const char *const verbs[] = {"submit", "checked", "cosigned", "agreed", "passed", "issue"};
	int64_t ids[6], section = 0;
	clock_set(instant_of_day(day_of(2024, 1, 10)) + 9 * 3600000);
	db_begin(d);
	struct req *r = system_request(app, d, app->arena);
	struct plan *p = sample_plan(r, unit, title);
	for (size_t i = 0; i < 6; i++) {
		ids[i] = sample_put_node(r, p, i, section);
		section = sample_nodes[i].level == NODE_SECTION ? ids[i] : section;
	}
	for (size_t i = 0; i < 4; i++)
		sample_put_task(r, p, &sample_tasks[i], ids[sample_tasks[i].node], owner);
	for (size_t i = 0; to && to[i]; i++)
		pairs_add(r->arena, &r->x->form, "to", to[i]);
	for (size_t i = 0; i < 6; i++)
		sample_move(r, p, verbs[i]);
	event_seal(d, app->arena);
	db_commit(d);
	clock_set(now);
}

static inline void sample_federation_plan(struct app *app)
{
	static const char *const to[] = {"10", "11", NULL};
	sample_issue(app, 1, "临江市总工会2024年工作要点", 1001, to);
}

#endif
