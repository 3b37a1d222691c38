/* How the two sample plans come about: imported, completed, issued, received. */
#include <string.h>

#include "app/demo_year.h"
#include "base/fault.h"
#include "kernel/unit.h"
#include "modules/plans/import.h"
#include "demo.sql.h"
#include "plans.sql.h"

extern const char demo_federation_text[], demo_plant_text[];

enum { FEDERATION = 1, PLANT = 10, STAFF_MEMBER = 1001, VICE_CHAIR = 1002, CHAIR = 1003, CADRE = 1004 };
enum { ISSUED = DEMO_ISSUED, PLANT_ISSUED = -268 }; /* days from today */

/* The text with the plan's year put in. */
static struct str text_of(struct year *y, const char *text, int year)
{
	struct buf b = buf_in(y->arena);
	for (const char *at; (at = strstr(text, "{年}")) != NULL; text = at + strlen("{年}")) {
		buf_put(&b, text, (size_t)(at - text));
		buf_int(&b, year);
	}
	buf_puts(&b, text);
	return str_of(buf_text(&b));
}

static int64_t import(struct year *y, int64_t person, int64_t unit, const char *name, const char *text)
{
	int64_t plan = 0;
	int year = day_civil(y->starts + 31).year;
	struct req *r = year_as(y, person);
	year_must(r, plan_import_text(r, unit, year, name, text_of(y, text, year), &plan), "import");
	struct plan *p = record_load(y->db, y->arena, &plan_record, plan);
	p->starts = y->starts;
	p->ends = y->ends;
	r = year_as(y, person);
	year_must(r, flow_edit(r, &plan_flow, p, ""), "the plan's span");
	return plan;
}

/* The n-th work point. */
static const struct plan_node *point(struct year *y, int64_t plan, int nth)
{
	size_t n;
	struct plan_node **nodes = plan_nodes(y->db, y->arena, plan, &n);
	for (size_t i = 0; i < n; i++)
		if (nodes[i]->level == NODE_POINT && !--nth)
			return nodes[i];
	fault("the sample plan has too few points");
}

static const char no_measure[] = "指标目录里没有合适的指标，按节点衡量进度。";

static void complete(struct year *y, int64_t plan, int64_t person, const struct demo_task *kinds, size_t n)
{
	const struct plan *p = record_load(y->db, y->arena, &plan_record, plan);
	for (size_t i = 0; i < n; i++) {
		const struct demo_task *k = &kinds[i];
		const struct plan_node *at = point(y, plan, k->point);
		day due = y->today + k->due;
		struct task t = {
			.unit = p->unit, .title = k->title, .plan = plan, .node = at->id, .position = (int64_t)(i + 1) * 1024,
			.department = k->department, .owner = k->owner ? k->owner : STAFF_MEMBER, .starts = y->today + k->from,
			.due = due < y->ends ? due : y->ends, .measure = k->measure, .target = k->target, .weight = 1, .detail = at->body,
			.waiver = *k->measure ? "" : no_measure, .quote = "", .vague = "",
		};
		struct req *r = year_as(y, person);
		year_must(r, flow_create(r, &task_flow, &t, ""), "a task");
	}
}

/* What is said at the steps that want an opinion. */
static const char *opinion(const char *verb)
{
	static const char *const said[][2] = {
		{"checked", "文字、任务与分工核对无误。"},
		{"cosigned", "办公室、财务部、安全生产部会签同意。"},
		{"agreed", "同级党组织会议研究同意。"},
	};
	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++)
		if (strcmp(said[i][0], verb) == 0)
			return said[i][1];
	return "";
}

static void step(struct year *y, int64_t plan, int64_t person, const char *verb)
{
	struct req *r = year_as(y, person);
	year_must(r, flow_move(r, &plan_flow, plan, 0, verb, opinion(verb), NULL), verb);
}

static void minutes(struct year *y, int64_t plan, int64_t person, const char *text)
{
	struct req *r = year_as(y, person);
	struct plan *p = record_load(y->db, y->arena, &plan_record, plan);
	p->minutes = text;
	year_must(r, flow_edit(r, &plan_flow, p, ""), "minutes");
}

static void issue(struct year *y, int64_t plan, int64_t person, bool below)
{
	struct req *r = year_as(y, person);
	for (size_t i = 0; below && i < demo_unions_n; i++)
		pairs_add(y->arena, &r->x->form, "to", arena_printf(y->arena, "%lld", (long long)demo_unions[i].id));
	year_must(r, flow_move(r, &plan_flow, plan, 0, "issue", "", NULL), "issue");
}

/* The federation's own figures are for all unions together. */
static void raise_targets(struct year *y)
{
	size_t n;
	struct task **tasks = plan_tasks(y->db, y->arena, y->federation_plan, FEDERATION, &n);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < demo_handed_n; k++)
			if (demo_handed[k].all && strcmp(tasks[i]->title, demo_handed[k].title) == 0) {
				struct req *r = year_as(y, STAFF_MEMBER);
				tasks[i]->target = demo_handed[k].all;
				year_must(r, flow_edit(r, &task_flow, tasks[i], "按全市汇总"), "a target");
			}
}

static void acknowledge(struct year *y, const struct demo_union *u)
{
	struct req *r = year_as(y, u->chair);
	int64_t id = q_demo_receipt_of(y->db, y->federation_plan, u->id);
	struct receipt *c = record_load(y->db, y->arena, &receipt_record, id);
	c->contact = record_title(y->db, y->arena, &person_record, u->cadre);
	year_must(r, flow_move_row(r, &receipt_flow, c, "acknowledge", ""), "a receipt");
	demo_schedule(y, y->federation_plan, u->id, demo_handed, demo_handed_n, true, u);
}

/* Points of the plant's plan that carry out points of the federation's. */
static const int aligned[][2] = {{1, 1}, {2, 2}, {3, 6}, {4, 5}, {5, 5}, {7, 5}, {8, 5}, {10, 7}, {12, 7},
				 {13, 9}, {14, 9}, {15, 3}, {16, 12}};

static void align(struct year *y)
{
	struct req *r = year_as(y, CADRE);
	struct plan *p = record_load(y->db, y->arena, &plan_record, y->plant_plan);
	p->superior = y->federation_plan;
	year_must(r, flow_edit(r, &plan_flow, p, ""), "the superior's plan");
	for (size_t i = 0; i < sizeof(aligned) / sizeof(aligned[0]); i++)
		q_align_add(y->db, point(y, y->plant_plan, aligned[i][0])->id,
			    point(y, y->federation_plan, aligned[i][1])->id, y->plant_plan, r->now);
}

static void federation_day(struct year *y, int k)
{
	static const struct demo_union self = {FEDERATION, VICE_CHAIR, STAFF_MEMBER, 0, 1, 0};
	if (k == ISSUED - 15)
		y->federation_plan = import(y, STAFF_MEMBER, FEDERATION, "全市直属工会工作要点.docx", demo_federation_text);
	if (k == ISSUED - 12)
		complete(y, y->federation_plan, STAFF_MEMBER, demo_handed, demo_handed_n);
	if (k == ISSUED - 10)
		step(y, y->federation_plan, STAFF_MEMBER, "submit");
	if (k == ISSUED - 8)
		step(y, y->federation_plan, VICE_CHAIR, "checked");
	if (k == ISSUED - 6)
		step(y, y->federation_plan, VICE_CHAIR, "cosigned");
	if (k == ISSUED - 4)
		step(y, y->federation_plan, VICE_CHAIR, "agreed");
	if (k == ISSUED - 2) {
		minutes(y, y->federation_plan, STAFF_MEMBER, "常委会会议，应到 11 人，实到 10 人。审议年度直属工会工作要点，一致通过。");
		step(y, y->federation_plan, VICE_CHAIR, "passed");
	}
	if (k != ISSUED)
		return;
	issue(y, y->federation_plan, VICE_CHAIR, true);
	raise_targets(y);
	demo_schedule(y, y->federation_plan, FEDERATION, demo_handed, demo_handed_n, true, &self);
}

static void plant_day(struct year *y, int k)
{
	if (k == PLANT_ISSUED - 9)
		y->plant_plan = import(y, CADRE, PLANT, "工作要点.docx", demo_plant_text);
	if (k == PLANT_ISSUED - 7)
		complete(y, y->plant_plan, CADRE, demo_own, demo_own_n);
	if (k == PLANT_ISSUED - 5) {
		align(y);
		step(y, y->plant_plan, CADRE, "submit");
	}
	if (k == PLANT_ISSUED - 3) {
		step(y, y->plant_plan, CHAIR, "checked");
		step(y, y->plant_plan, CHAIR, "cosigned");
		step(y, y->plant_plan, CHAIR, "agreed");
	}
	if (k == PLANT_ISSUED - 1) {
		minutes(y, y->plant_plan, CADRE, "工会委员会会议，应到 9 人，实到 8 人。审议公司工会年度工作要点，8 人同意，通过。");
		step(y, y->plant_plan, CHAIR, "passed");
	}
	if (k == PLANT_ISSUED) {
		issue(y, y->plant_plan, CHAIR, false);
		demo_schedule(y, y->plant_plan, PLANT, demo_own, demo_own_n, false, &demo_unions[0]);
	}
}

void demo_plans_day(struct year *y)
{
	int k = y->now - y->today;
	federation_day(y, k);
	for (size_t i = 0; i < demo_unions_n; i++)
		if (demo_unions[i].acknowledged && k == ISSUED + demo_unions[i].acknowledged)
			acknowledge(y, &demo_unions[i]);
	plant_day(y, k);
}
