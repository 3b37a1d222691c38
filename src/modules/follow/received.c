#include "modules/follow/received.h"

#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/follow/parts.h"
#include "modules/follow/task.h"
#include "received.html.h"

void get_received(struct req *r)
{
	int64_t unit = unit_union(r->db, r->arena, r->who->unit), after = query_int(r, "after");
	size_t n;
	struct follow_received *rows = q_follow_received(r->db, r->arena, unit, after, &n);
	size_t shown = n > 30 ? 30 : n;
	struct received_line *lines = NEW_N(r->arena, struct received_line, shown);
	for (size_t i = 0; i < shown; i++)
		lines[i] = (struct received_line){
			&rows[i], day_short(r->arena, rows[i].sent_on, r->today),
			rows[i].acknowledged_on ? day_short(r->arena, rows[i].acknowledged_on, r->today) : "",
			q_follow_unscheduled(r->db, rows[i].plan, unit)};
	page_begin(r, &(struct page){.title = "上级要点", .nav = "/received"});
	tpl_follow_received(r->out, unit_name(r->db, r->arena, unit), lines, shown,
			    n > shown ? link_to(r, "/received?after=%lld", (long long)rows[shown - 1].id) : NULL);
	page_end(r);
}

static void show(struct req *r, const struct receipt *c)
{
	struct receipt_view v = {.c = c, .p = record_load(r->db, r->arena, &plan_record, c->plan), .unit = unit_name(r->db, r->arena, c->unit),
				 .here = link_to(r, "/received/%lld", (long long)c->id),
				 .open = q_follow_unscheduled(r->db, c->plan, c->unit), .owner = form_int(r, "owner"), .department = form_int(r, "department")};
	v.all = work_load(r, v.p, c->unit, 0)->all;
	v.may_plan = v.open && c->state == RECEIPT_ACKNOWLEDGED && may(r, "task.plan", c->unit);
	if (v.may_plan) {
		v.people = options_owners(r, c->unit, &v.n_people);
		v.departments = options_units(r, c->unit, &v.n_departments);
	}
	page_begin(r, &(struct page){.title = v.p->title, .nav = "/received", .crumbs = {{"上级要点", "/received"}}});
	tpl_follow_receipt(r->out, r, &v);
	page_end(r);
}

void get_receipt(struct req *r)
{
	show(r, r->row);
}

static bool arrange_all(struct req *r, const struct receipt *c, int64_t owner, int64_t department, size_t *n)
{
	struct follow_unscheduled_tasks *ids = q_follow_unscheduled_tasks(r->db, r->arena, c->plan, c->unit, n);
	for (size_t i = 0; i < *n; i++) {
		struct task *t = record_load(r->db, r->arena, &task_record, ids[i].id);
		t->owner = owner;
		t->department = department;
		if (!flow_edit(r, &task_flow, t, "一起安排"))
			return false;
	}
	return true;
}

void post_receipt_arrange(struct req *r)
{
	const struct receipt *c = r->row;
	int64_t owner = form_int(r, "owner"), department = form_int(r, "department");
	size_t n = 0;
	if (c->state != RECEIPT_ACKNOWLEDGED) {
		refuse(r, 409, "请先签收，再安排任务。");
		return;
	}
	if (!owner && !department)
		problem_add(&r->problems, "owner", "请选择责任人或责任部门。");
	if (owner && !person_below(r, owner, c->unit))
		problem_add(&r->problems, "owner", "责任人要在本工会的人员里选。");
	if (department && !unit_below(r, department, c->unit))
		problem_add(&r->problems, "department", "责任部门要在本工会及下属单位里选。");
	if (r->problems.n) {
		show(r, c);
		answer_status(r, 422);
		return;
	}
	if (arrange_all(r, c, owner, department, &n))
		see_other_saying(r, link_to(r, "/received/%lld", (long long)c->id),
				 arena_printf(r->arena, "已安排 %zu 项任务。要改的，到任务页单独改。", n));
}
