#include "modules/plans/issue.h"
#include "modules/units/units.h"

#include "base/fault.h"
#include <string.h>

#include "kernel/message.h"
#include "kernel/rights.h"
#include "kernel/search.h"
#include "kernel/unit.h"
#include "modules/plans/baseline.h"
#include "plans.sql.h"

const char *task_has_evidence(struct req *r, const void *row)
{
	const struct task *t = row;
	return q_evidence_count(r->db, t->id) ? NULL : "还没有佐证。请先关联活动记录或上传佐证材料。";
}

const char *plan_is_draft(struct req *r, const void *row)
{
	const struct plan *p = record_load(r->db, r->arena, &plan_record, ((const struct task *)row)->plan);
	return p && p->state == PLAN_DRAFT ? NULL : "要点已送审或签发，不能恢复；请新增任务。";
}

struct plan_node **plan_nodes(struct db *d, struct arena *a, int64_t plan, size_t *n)
{
	struct node_ids *ids = q_node_ids(d, a, plan, n);
	struct plan_node **out = NEW_N(a, struct plan_node *, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = record_load(d, a, &plan_node_record, ids[i].id);
	return out;
}

struct task **plan_tasks(struct db *d, struct arena *a, int64_t plan, int64_t unit, size_t *n)
{
	struct task_ids *ids = q_task_ids(d, a, plan, unit, n);
	struct task **out = NEW_N(a, struct task *, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = record_load(d, a, &task_record, ids[i].id);
	return out;
}

bool plan_is_of(struct db *d, int64_t plan, int64_t owner, int64_t unit)
{
	return owner == unit || q_plan_received(d, plan, unit) > 0;
}

/* ---- number ---- */

const char *plan_mark(struct req *r, const struct unit *u)
{
	if (*u->doc_mark)
		return u->doc_mark;
	return arena_printf(r->arena, "%s工发", *u->short_name ? u->short_name : u->name);
}

/* 临工发〔2024〕3号: the unit's mark, the year, the next number of its one register. */
static bool give_number(struct req *r, struct plan *p)
{
	struct unit u;
	int year = day_civil(r->today).year;
	if (!unit_load(r->db, r->arena, p->unit, &u))
		fault("plan of no unit");
	const char *mark = plan_mark(r, &u);
	int64_t number = form_int(r, "number");
	if (number <= 0)
		number = q_next_number(r->db, p->unit, year, mark);
	if (!q_number_take(r->db, p->unit, year, mark, number, "plan", p->id, r->now)) {
		refuse(r, 409, "发文字号 %s〔%d〕%lld号 已被使用，请换一个号。", mark, year, (long long)number);
		return false;
	}
	p->doc_number = arena_printf(r->arena, "%s〔%d〕%lld号", mark, year, (long long)number);
	return true;
}

/* ---- handing down ---- */

bool plan_led(struct req *r, int64_t owner, int64_t unit)
{
	size_t n;
	struct unit_led *led = units_led(r->db, r->arena, owner, r->today, &n);
	for (size_t i = 0; i < n; i++)
		if (led[i].unit == unit)
			return true;
	return false;
}

static bool stands_below(struct req *r, int64_t owner, int64_t unit)
{
	return unit != owner && path_covers(unit_path(r->db, r->arena, owner), unit_path(r->db, r->arena, unit));
}

static bool hand_down_task(struct req *r, const struct task *t, int64_t unit)
{
	if (q_handed_down(r->db, t->id, unit))
		return true;
	struct task *copy = arena_memdup(r->arena, t, sizeof(*t));
	copy->id = 0;
	copy->unit = unit;
	copy->source = t->id;
	copy->department = 0;
	copy->owner = 0;
	if (!flow_create(r, &task_flow, copy, "上级下达"))
		return false;
	if (!stands_below(r, t->unit, unit))
		party_unit(r, &task_record, copy->id, PARTY_LEADER, t->unit);
	return true;
}

static bool measured_alike(const struct task *a, const struct task *b)
{
	return strcmp(a->measure, b->measure) == 0 && a->target == b->target && a->basis == b->basis && a->counts_from == b->counts_from;
}

static void measure_as(struct task *copy, const struct task *t)
{
	copy->measure = t->measure;
	copy->target = t->target;
	copy->basis = t->basis;
	copy->counts_from = t->counts_from;
}

static void tell_measured(struct req *r, const struct task *copy, const char *why)
{
	message_send_role(r, HEADS, copy->unit, &(struct message){
		.title = arena_printf(r->arena, "上级改了任务指标：%s", copy->title), .body = why,
		.link = arena_printf(r->arena, "/tasks/%lld", (long long)copy->id)});
}

bool task_bind_copies(struct req *r, const struct task *t, const char *why)
{
	size_t n;
	struct task_copies_of *ids = q_task_copies_of(r->db, r->arena, t->id, &n);
	for (size_t i = 0; i < n; i++) {
		struct task *copy = record_load(r->db, r->arena, &task_record, ids[i].id);
		if (!copy || copy->state != TASK_OPEN || measured_alike(copy, t))
			continue; /* the others catch up when they come back to work */
		measure_as(copy, t);
		if (!flow_follow(r, &task_flow, copy, "measure", why))
			return false;
		tell_measured(r, copy, why);
	}
	return true;
}

void task_catch_up(struct req *r, struct task *copy)
{
	const struct task *t = copy->source ? record_load(r->db, r->arena, &task_record, copy->source) : NULL;
	if (!t || measured_alike(copy, t))
		return;
	measure_as(copy, t);
	tell_measured(r, copy, "这项任务报告完成或免做期间，上级改了衡量指标；恢复进行后按改后的指标衡量。");
}

/* What was changed in the plan since it was handed down holds for all who have it. */
static bool bind_all(struct req *r, const struct plan *p)
{
	size_t n;
	struct task **tasks = plan_tasks(r->db, r->arena, p->id, p->unit, &n);
	const char *why = form_get(r, "reason");
	for (size_t i = 0; i < n; i++)
		if (!task_bind_copies(r, tasks[i], text_empty(why) ? "工作要点调整" : why))
			return false;
	return true;
}

static bool open_drafts(struct req *r, int64_t plan, int64_t unit)
{
	size_t n;
	struct drafts_of *ids = q_drafts_of(r->db, r->arena, plan, unit, &n);
	bool asker = r->system, good = true;
	r->system = true; /* the move "open" is the system's */
	for (size_t i = 0; good && i < n; i++)
		good = flow_move(r, &task_flow, ids[i].id, 0, "open", "", NULL);
	r->system = asker;
	return good;
}

static bool hand_down(struct req *r, struct plan *p, struct task **tasks, size_t n, int64_t unit)
{
	bool below = stands_below(r, p->unit, unit);
	if (!below && !plan_led(r, p->unit, unit)) {
		refuse(r, 422, "“%s”不是本级的下级工会，也不由本级共同领导，不能下达。", unit_name(r->db, r->arena, unit));
		return false;
	}
	if (!below) /* rights stay with its own tree; to this plan it becomes a party */
		party_unit(r, &plan_record, p->id, PARTY_RECEIVER, unit);
	if (!q_plan_received(r->db, p->id, unit)) {
		struct receipt *c = NEW(r->arena, struct receipt);
		*c = (struct receipt){.unit = unit, .plan = p->id, .sent_on = r->today, .contact = ""};
		if (!flow_create(r, &receipt_flow, c, ""))
			return false;
	}
	for (size_t i = 0; i < n; i++)
		if (tasks[i]->state != TASK_WAIVED && !tasks[i]->parent && !hand_down_task(r, tasks[i], unit))
			return false;
	return open_drafts(r, p->id, unit);
}

static bool hand_to_children(struct req *r, struct plan *p, struct task **tasks, size_t n)
{
	size_t n_children;
	struct plan_child_unions *c = q_plan_child_unions(r->db, r->arena, p->unit, &n_children);
	for (size_t i = 0; i < n_children; i++)
		if (!hand_down(r, p, tasks, n, c[i].id))
			return false;
	return true;
}

static bool hand_to_chosen(struct req *r, struct plan *p)
{
	size_t n;
	struct task **tasks = plan_tasks(r->db, r->arena, p->id, p->unit, &n);
	const char *to;
	if (form_int(r, "children") && !hand_to_children(r, p, tasks, n))
		return false;
	for (size_t k = 0; (to = pairs_nth(&r->x->form, "to", k)) != NULL; k++) {
		int64_t unit;
		if (str_int(str_of(to), &unit) && !hand_down(r, p, tasks, n, unit))
			return false;
	}
	return true;
}

/* The points can be found from the issue on; drafts could not. */
void plan_after(struct req *r, const void *before, const void *row)
{
	const struct plan *was = before, *p = row;
	size_t n = 0;
	struct plan_node **nodes = NULL;
	if (was && was->state != PLAN_ISSUED && p->state == PLAN_ISSUED)
		nodes = plan_nodes(r->db, r->arena, p->id, &n);
	for (size_t i = 0; i < n; i++)
		search_put(r, &plan_node_flow, nodes[i]);
}

bool plan_issue(struct req *r, void *row, const void *before)
{
	struct plan *p = row;
	(void)before;
	p->issued_on = r->today;
	if (!give_number(r, p) || !open_drafts(r, p->id, p->unit) || !hand_to_chosen(r, p))
		return false;
	baseline_take(r, p);
	return true;
}

bool plan_reissue(struct req *r, void *row, const void *before)
{
	struct plan *p = row;
	(void)before;
	if (!open_drafts(r, p->id, p->unit) || !hand_to_chosen(r, p) || !bind_all(r, p))
		return false;
	baseline_take(r, p);
	return true;
}
