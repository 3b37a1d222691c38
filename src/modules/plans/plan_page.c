/* One plan as a document: its steps, what comes next, its full text. */
#include <string.h>

#include "kernel/files.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/plans/pages.h"
#include "modules/plans/plan_view.h"
#include "plan_page.html.h"
#include "plans.sql.h"

static const struct {
	int64_t state;
	const char *label;
} steps[] = {
	{PLAN_DRAFT, "起草"},	   {PLAN_CHECK, "核稿"}, {PLAN_COSIGN, "会签"}, {PLAN_PARTY, "党组织意见"},
	{PLAN_COMMITTEE, "委员会审议"}, {PLAN_READY, "签发"},
};
enum { STEPS = sizeof(steps) / sizeof(steps[0]) };

static void fill_steps(struct plan_view *v)
{
	v->steps = NEW_N(v->r->arena, struct step_view, STEPS);
	v->n_steps = STEPS;
	for (size_t i = 0; i < STEPS; i++) {
		bool skipped = v->p->skipped & 1 << steps[i].state;
		v->steps[i] = (struct step_view){
			steps[i].label,
			skipped ? "省略" : steps[i].state == v->p->state ? "正在办理" : v->p->state > steps[i].state ? "已办" : "",
			v->p->state > steps[i].state, v->p->state == steps[i].state};
	}
}

static struct plan_view view_of(struct req *r, const struct plan *p)
{
	struct plan_view v = {.r = r, .p = p};
	struct plan_counts c;
	v.unit_name = unit_name(r->db, r->arena, p->unit);
	v.issued = day_cn(r->arena, p->issued_on);
	v.span = arena_printf(r->arena, "%s 至 %s", day_cn(r->arena, p->starts), day_cn(r->arena, p->ends));
	v.here = link_to(r, "/plans/%lld", (long long)p->id);
	if (q_plan_counts(r->db, r->arena, p->id, p->unit, &c)) {
		v.points = c.points;
		v.tasks = c.tasks;
		v.incomplete = c.incomplete;
		v.receipts = c.receipts;
		v.acknowledged = c.acknowledged;
	}
	v.editable = p->state < PLAN_ISSUED && may(r, "plan.edit", p->unit);
	v.may_check = may_row(r, "plan.check", &plan_record, p);
	v.may_issue = p->state == PLAN_READY && may(r, "plan.approve", p->unit);
	v.may_amend = p->state == PLAN_ISSUED && may(r, "plan.approve", p->unit);
	fill_steps(&v);
	return v;
}

bool plan_readable_or_refuse(struct req *r, const struct plan *p)
{
	if (p->state == PLAN_ISSUED || p->state == PLAN_CLOSED || may(r, "plan.draft", p->unit))
		return true;
	refuse(r, 404, "这份工作要点还没有签发。签发后，有关工会和职工都能看到。");
	return false;
}

bool plan_work_readable_or_refuse(struct req *r, const struct plan *p, int64_t unit)
{
	if (may(r, "task.read", unit))
		return true;
	if (plan_is_of(r->db, p->id, p->unit, unit) && may(r, "report.review", p->unit))
		return true; /* who hands tasks down sees them, also in a union of another tree */
	return may_or_refuse(r, "task.read", unit);
}

static void begin_page(struct req *r, const struct plan *p, const char *title)
{
	page_begin(r, &(struct page){.title = title, .nav = "/plans", .style = "plans.css",
				     .crumbs = {{"工作要点", "/plans"},
						{p->title, link_to(r, "/plans/%lld", (long long)p->id)}}});
}

void get_plan(struct req *r)
{
	const struct plan *p = r->row;
	if (!plan_readable_or_refuse(r, p))
		return;
	struct plan_view v = view_of(r, p);
	int64_t union_ = unit_union(r->db, r->arena, r->who->unit);
	v.received = may(r, "task.plan", union_) ? q_plan_receipt_of(r->db, p->id, union_) : 0;
	page_begin(r, &(struct page){.title = p->title, .nav = "/plans", .style = "plans.css", .crumbs = {{"工作要点", "/plans"}}});
	tpl_plan_page(r->out, &v);
	page_end(r);
}

void get_plan_text(struct req *r)
{
	const struct plan *p = r->row;
	size_t n;
	if (!plan_readable_or_refuse(r, p))
		return;
	struct plan_view v = view_of(r, p);
	struct plan_node **nodes = plan_nodes(r->db, r->arena, p->id, &n);
	begin_page(r, p, "全文");
	tpl_plan_fulltext(r->out, &v, (const struct plan_node **)nodes, n);
	page_end(r);
}

/* ---- settings ---- */

static void show_settings(struct req *r, const struct plan *p)
{
	struct plan_view v = view_of(r, p);
	struct form f = {r, &plan_record, p, NULL};
	begin_page(r, p, "标题、起止与环节");
	tpl_plan_settings(r->out, &v, &f);
	page_end(r);
}

void get_plan_settings(struct req *r)
{
	show_settings(r, r->row);
}

/* 委员会审议 cannot be left out: the union's plan is decided by its committee. */
static int64_t skipped_in_form(struct req *r)
{
	int64_t skipped = 0;
	for (int64_t s = PLAN_CHECK; s <= PLAN_PARTY; s++)
		if (form_has(r, arena_printf(r->arena, "skip_%d", (int)s)))
			skipped |= 1 << s;
	return skipped;
}

void post_plan_settings(struct req *r)
{
	struct plan *p = r->row;
	bool good = form_read(r, &plan_record, p);
	p->skipped = skipped_in_form(r);
	p->skip_reason = form_get(r, "skip_reason");
	if (p->skipped && !*p->skip_reason) {
		problem_add(&r->problems, "skip_reason", "省略了环节，请写明“省略的理由”。");
		good = false;
	}
	if (p->starts && p->ends && p->ends <= p->starts) {
		problem_add(&r->problems, "ends", "“结束日期”要晚于“起始日期”。");
		good = false;
	}
	if (!good) {
		show_settings(r, p);
		answer_status(r, 422);
		return;
	}
	if (flow_edit(r, &plan_flow, p, ""))
		see_other_saying(r, link_to(r, "/plans/%lld", (long long)p->id), "已保存。");
}

/* ---- minutes ---- */

static void show_minutes(struct req *r, const struct plan *p)
{
	struct plan_view v = view_of(r, p);
	begin_page(r, p, "委员会会议纪要");
	tpl_plan_minutes(r->out, &v, r->x->method == METHOD_POST ? form_get(r, "minutes") : p->minutes);
	page_end(r);
}

void get_plan_minutes(struct req *r)
{
	show_minutes(r, r->row);
}

void post_plan_minutes(struct req *r)
{
	struct plan *p = r->row;
	const struct stored_files *files = r->prepared;
	int64_t version = form_int(r, "_version");
	const char *cited = meeting_cited(r, p->unit, &plan_record, p->id), *typed = form_get(r, "minutes");
	p->minutes = cited ? arena_printf(r->arena, "%s%s%s", cited, *typed ? "\n" : "", typed) : typed;
	if (!r->problems.n && !*p->minutes && !(files && files->n) && !p->minutes_file)
		problem_add(&r->problems, "minutes", "请填写纪要、引用会议的决定，或上传纪要附件。");
	if (r->problems.n) {
		show_minutes(r, p);
		answer_status(r, 422);
		return;
	}
	if (files && files->n)
		p->minutes_file = 1;
	if (version)
		p->version = version;
	if (flow_edit(r, &plan_flow, p, "") && files_attach(r, &plan_record, p->id, p->unit))
		see_other_saying(r, link_to(r, "/plans/%lld", (long long)p->id), "纪要已保存。");
}
