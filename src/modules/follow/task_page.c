/* One task: what it wants, how far it is and why, milestones, evidence, supervision, history. */
#include <string.h>

#include "http/icon.h"
#include "kernel/files.h"
#include "kernel/measure.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/activities/activities.h"
#include "modules/follow/parts.h"
#include "modules/follow/point.h"
#include "modules/follow/task.h"
#include "task_page.html.h"

const char *measure_name(struct req *r, const char *key)
{
	const struct measure *m = *key ? measure_of(r->app, key) : NULL;
	return m ? m->label : "";
}

static void fill_milestones(struct req *r, struct task_view *v)
{
	struct follow_milestone_rows *rows = q_follow_milestone_rows(r->db, r->arena, v->task->id, &v->n_milestones);
	v->milestones = NEW_N(r->arena, struct milestone_line, v->n_milestones);
	for (size_t i = 0; i < v->n_milestones; i++) {
		struct milestone_line *m = &v->milestones[i];
		*m = (struct milestone_line){&rows[i], day_short(r->arena, rows[i].due, r->today), "",
					     record_load(r->db, r->arena, &milestone_record, rows[i].id)};
		if (rows[i].state == MILESTONE_OPEN && rows[i].due < r->today)
			m->late = arena_printf(r->arena, "逾期 %d 天", r->today - rows[i].due);
	}
}

static struct proof of_evidence(struct req *r, const struct follow_evidence_rows *e)
{
	size_t files;
	files_of(r->db, r->arena, "evidence", e->id, &files);
	return (struct proof){
		.title = e->title, .when = day_short(r->arena, e->happened_on, r->today), .place = e->place, .text = e->text,
		.href = link_to(r, "/evidence/%lld", (long long)e->id), .by = e->person, .icon = ICON("paperclip"),
		.tone = e->state == EVIDENCE_VALID ? "ok" : "mute", .state = e->state == EVIDENCE_VALID ? "" : "已撤回",
		.on = e->happened_on, .id = e->id, .mine = true,
		.full = files ? record_load(r->db, r->arena, &evidence_record, e->id) : NULL,
	};
}

static struct proof of_activity(struct req *r, const struct follow_activity_rows *a)
{
	bool counts = a->state == ACTIVITY_CONFIRMED;
	return (struct proof){
		.title = a->title, .when = day_short(r->arena, a->held_on, r->today), .place = a->place, .text = a->summary,
		.href = link_to(r, "/activities/%lld", (long long)a->id),
		.by = a->people ? arena_printf(r->arena, "%lld 人参加", (long long)a->people) : "工会活动",
		.icon = ICON("calendar-event"), .tone = counts ? "ok" : "warn",
		.state = counts ? "" : a->state == ACTIVITY_CANCELLED ? "已取消，不计" : "核实后计入", .on = a->held_on, .unlink = a->id,
	};
}

/* Both kinds in one line, the newest first. */
static void fill_proofs(struct req *r, struct task_view *v)
{
	size_t n, m;
	struct follow_evidence_rows *e = q_follow_evidence_rows(r->db, r->arena, v->task->id, &n);
	struct follow_activity_rows *a = q_follow_activity_rows(r->db, r->arena, v->task->id, &m);
	v->proofs = NEW_N(r->arena, struct proof, n + m);
	for (size_t i = 0; i < n; i++)
		v->proofs[v->n_proofs++] = of_evidence(r, &e[i]);
	for (size_t i = 0; i < m; i++) {
		struct proof p = of_activity(r, &a[i]);
		size_t at = v->n_proofs++;
		for (; at && v->proofs[at - 1].on < p.on; at--)
			v->proofs[at] = v->proofs[at - 1];
		v->proofs[at] = p;
	}
}

static void fill_related(struct req *r, struct task_view *v)
{
	size_t n;
	struct follow_subtasks *sub = q_follow_subtasks(r->db, r->arena, v->task->id, &n);
	v->subtasks = NEW_N(r->arena, struct task_line, n);
	for (size_t i = 0; i < n; i++)
		v->subtasks[v->n_subtasks++] = task_line_of(r, sub[i].id);
	struct follow_handed_tasks *down = q_follow_handed_tasks(r->db, r->arena, v->task->id, &n);
	v->handed = NEW_N(r->arena, struct task_line, n);
	const struct right *read = right_of(r->app, "task.read");
	for (size_t i = 0; i < n; i++)
		if (may_path(r->who, read, down[i].path))
			v->handed[v->n_handed++] = task_line_of(r, down[i].id);
	v->supervisions = q_follow_supervision_rows(r->db, r->arena, v->task->id, &v->n_supervisions);
}

static void fill_names(struct req *r, struct task_view *v)
{
	const struct task *t = v->task;
	const struct measure *m = *t->measure ? measure_of(r->app, t->measure) : NULL;
	day first, last;
	v->unit_name = unit_name(r->db, r->arena, t->unit);
	v->department = t->department ? unit_name(r->db, r->arena, t->department) : "";
	v->owner = t->owner ? record_title(r->db, r->arena, &person_record, t->owner) : "";
	v->point = record_title(r->db, r->arena, &plan_node_record, t->node);
	v->point_href = link_to(r, "/points/%lld?unit=%lld", (long long)t->node, (long long)t->unit);
	v->tree_href = link_to(r, "/plans/%lld/tree?unit=%lld", (long long)t->plan, (long long)t->unit);
	v->starts = t->starts ? day_short(r->arena, t->starts, r->today) : "未定";
	v->due = t->due ? day_short(r->arena, t->due, r->today) : "未定";
	v->first_due = t->first_due && t->first_due != t->due ? day_short(r->arena, t->first_due, r->today) : "";
	v->left = time_left(r->arena, &v->p, t->due, r->today);
	v->measure = m ? m->label : "";
	v->target = m ? arena_printf(r->arena, "%lld %s", (long long)t->target, m->kind == MEASURE_RATIO ? "%" : m->unit_label) : "";
	plan_span(v->plan, &first, &last);
	v->rows = !m ? NULL : t->basis == TASK_COUNTS_LINKED ? link_to(r, "/tasks/%lld/counted", (long long)t->id) :
		  measure_rows(r, t->measure, NULL, t->unit, t->counts_from ? t->counts_from : t->starts ? t->starts : first, r->today);
	v->counts_from = t->counts_from ? day_short(r->arena, t->counts_from, r->today) : "";
	if (m && t->basis == TASK_COUNTS_ALL)
		v->twins = q_follow_twins(r->db, t->plan, t->unit, t->measure, t->id);
	v->source_title = t->source ? record_title(r->db, r->arena, &task_record, t->source) : "";
	v->source_href = link_to(r, "/tasks/%lld", (long long)t->source);
	v->parent_title = t->parent ? record_title(r->db, r->arena, &task_record, t->parent) : "";
	v->parent_href = link_to(r, "/tasks/%lld", (long long)t->parent);
}

struct task_view task_view_of(struct req *r, const struct task *t)
{
	struct task_view v = {.task = t, .p = task_progress(r, t, 0), .here = link_to(r, "/tasks/%lld", (long long)t->id)};
	v.plan = record_load(r->db, r->arena, &plan_record, t->plan);
	v.may_plan = may(r, "task.plan", t->unit);
	v.may_work = may_row(r, "task.work", &task_record, t) && (t->state == TASK_OPEN || t->state == TASK_SUBMITTED);
	v.may_supervise = may(r, "supervision.give", t->unit) && t->state == TASK_OPEN;
	v.editable = flow_editable(r, &task_flow, t);
	v.asks_lift = form_has(r, "until");
	fill_names(r, &v);
	fill_milestones(r, &v);
	fill_proofs(r, &v);
	fill_related(r, &v);
	return v;
}

/* Tasks of a plan that is not issued yet are for those who write it. */
static bool readable(struct req *r, const struct task *t)
{
	const struct plan *p = record_load(r->db, r->arena, &plan_record, t->plan);
	return p && plan_readable_or_refuse(r, p);
}

void get_task(struct req *r)
{
	const struct task *t = r->row;
	if (!readable(r, t))
		return;
	struct task_view v = task_view_of(r, t);
	page_begin(r, &(struct page){.title = t->title, .nav = "/tasks",
				     .crumbs = {{"工作要点", "/plans"}, {v.plan->title, v.tree_href}, {v.point, v.point_href}}});
	tpl_follow_task(r->out, r, &v);
	page_end(r);
}

void get_milestone(struct req *r)
{
	see_other(r, link_to(r, "/tasks/%lld", (long long)((const struct milestone *)r->row)->task));
}
