/* Pages of reports. */
#include <string.h>

#include "kernel/duty.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/follow/report.h"
#include "reports.html.h"
#include "base/utf8.h"

static const struct list_view views[] = {
	{"起草", "state=0"}, {"待审阅", "state=1"}, {"已接收", "state=2"}, {"退回", "state=3"}, {0}};

const struct list report_list = {
	.name = "reports", .base = "/reports", .flow = &report_flow, .read_right = "report.read", .sort = "-ends", .views = views,
	.empty = "还没有工作报告。按月、季、年写报告时，进度和佐证会自动填好。", .noun = "份",
	.add_label = "写工作报告",
};

void get_reports(struct req *r)
{
	list_page(r, &report_list);
}

/* ---- a new one ---- */

static int64_t reporting_unit(struct req *r)
{
	int64_t asked = form_int(r, "unit") ? form_int(r, "unit") : query_int(r, "unit");
	int64_t unit = asked ? unit_union(r->db, r->arena, asked) : unit_union(r->db, r->arena, r->who->unit);
	if (!unit) {
		refuse(r, 404, "没有这个单位。请从“工作报告”重新进入。");
		return 0;
	}
	return may_or_refuse(r, "report.write", unit) ? unit : 0;
}

static const char *asked_for(struct req *r, const char *name)
{
	return *form_get(r, name) ? form_get(r, name) : query_get(r, name);
}

static int64_t number_of(struct req *r, const char *name)
{
	int64_t v;
	return str_int(str_of(asked_for(r, name)), &v) ? v : 0;
}

/* The period that ended last is the one to report on. */
static void show_new(struct req *r, int64_t unit)
{
	struct report_choice v = {.unit = unit, .plan = number_of(r, "plan"), .period = number_of(r, "period"), .at = asked_for(r, "at")};
	day from, to;
	if (v.period < REPORT_MONTH || v.period > REPORT_YEAR)
		v.period = REPORT_QUARTER;
	duty_period((enum cycle)v.period, r->today, &from, &to);
	if (!*v.at)
		v.at = day_iso(r->arena, v.period == REPORT_YEAR ? r->today : from - 1);
	v.unit_name = unit_name(r->db, r->arena, unit);
	v.plans = q_follow_plans_of(r->db, r->arena, unit, &v.n_plans);
	page_begin(r, &(struct page){.title = "写工作报告", .nav = "/reports", .crumbs = {{"工作报告", "/reports"}}});
	tpl_follow_report_new(r->out, r, &v);
	page_end(r);
}

void get_report_new(struct req *r)
{
	int64_t unit = reporting_unit(r);
	if (unit)
		show_new(r, unit);
}

static bool fill_new(struct req *r, struct report *p, const struct plan **plan)
{
	day at = 0;
	r->problems.arena = r->arena;
	*plan = record_load(r->db, r->arena, &plan_record, form_int(r, "plan"));
	p->period = form_int(r, "period");
	if (!*plan || !plan_is_of(r->db, (*plan)->id, (*plan)->unit, p->unit))
		problem_add(&r->problems, "plan", "请选择报告哪一份工作要点。");
	if (p->period < REPORT_MONTH || p->period > REPORT_YEAR)
		problem_add(&r->problems, "period", "请选择月报、季报或年度报告。");
	if (!day_parse(str_of(form_get(r, "at")), &at) || at > r->today)
		problem_add(&r->problems, "at", "请填写报告期内的一天，不晚于今天，例如 %s。", day_iso(r->arena, r->today));
	if (r->problems.n)
		return false;
	duty_period((enum cycle)p->period, at, &p->starts, &p->ends);
	p->plan = (*plan)->id;
	return true;
}

void post_report(struct req *r)
{
	struct report *p = record_new(r->arena, &report_record);
	const struct plan *plan;
	p->unit = reporting_unit(r);
	if (!p->unit)
		return;
	if (!fill_new(r, p, &plan)) {
		show_new(r, p->unit);
		answer_status(r, 422);
		return;
	}
	int64_t twin = q_follow_report_twin(r->db, p->plan, p->unit, p->period, p->starts);
	if (twin) {
		see_other_saying(r, link_to(r, "/reports/%lld", (long long)twin), "这一期的报告已经有了，请在这里继续。");
		return;
	}
	p->title = utf8_clip(r->arena, arena_printf(r->arena, "%s%s工作报告", unit_name(r->db, r->arena, p->unit),
		duty_period_name(r->arena, (enum cycle)p->period, p->starts)), 99);
	p->figures = p->seal_hash = "";
	report_draft(r, p, plan);
	bool made = flow_create(r, &report_flow, p, "");
	if (made && plan_led(r, plan->unit, p->unit))
		party_unit(r, &report_record, p->id, PARTY_LEADER, plan->unit);
	if (made)
		see_other_saying(r, link_to(r, "/reports/%lld/edit", (long long)p->id), "已按进度和佐证写好草稿，请核对修改。");
}

/* ---- one report ---- */

static struct report_view view_of(struct req *r, const struct report *p)
{
	struct report_view v = {.row = p, .plan = record_load(r->db, r->arena, &plan_record, p->plan)};
	v.unit_name = unit_name(r->db, r->arena, p->unit);
	v.span = arena_printf(r->arena, "%s至%s", day_cn(r->arena, p->starts), day_cn(r->arena, p->ends));
	v.here = link_to(r, "/reports/%lld", (long long)p->id);
	v.edit = link_to(r, "/reports/%lld/edit", (long long)p->id);
	v.plan_href = link_to(r, "/plans/%lld/tree?unit=%lld&on=%s", (long long)p->plan, (long long)p->unit, day_iso(r->arena, p->ends));
	v.submitted = p->submitted_on ? day_short(r->arena, p->submitted_on, r->today) : "";
	v.editable = flow_editable(r, &report_flow, p);
	v.reviewer = may(r, "report.review", v.plan->unit);
	return v;
}

void get_report(struct req *r)
{
	struct report_view v = view_of(r, r->row);
	report_lines(r, &v);
	page_begin(r, &(struct page){.title = v.row->title, .nav = "/reports", .crumbs = {{"工作报告", "/reports"}}});
	tpl_follow_report(r->out, r, &v);
	page_end(r);
}

static void show_edit(struct req *r, const struct report *p)
{
	struct report_view v = view_of(r, p);
	struct form f = {r, &report_record, p, NULL};
	v.form = &f;
	report_lines(r, &v);
	page_begin(r, &(struct page){.title = "修改工作报告", .nav = "/reports", .crumbs = {{"工作报告", "/reports"}, {p->title, v.here}}});
	tpl_follow_report_edit(r->out, r, &v);
	page_end(r);
}

void get_report_edit(struct req *r)
{
	if (flow_editable(r, &report_flow, r->row))
		show_edit(r, r->row);
	else
		refuse(r, 409, "报送以后不能修改；需要改的，请上级退回。");
}

void post_report_edit(struct req *r)
{
	struct report *p = r->row;
	static const char *const names[] = {"title", "summary", "problems", "plans_ahead"};
	r->problems.arena = r->arena;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		field_read(&r->problems, record_field(&report_record, names[i]), form_get(r, names[i]), p);
	if (form_int(r, "_version"))
		p->version = form_int(r, "_version");
	if (r->problems.n) {
		show_edit(r, p);
		answer_status(r, 422);
		return;
	}
	if (flow_edit(r, &report_flow, p, ""))
		see_other_saying(r, link_to(r, "/reports/%lld", (long long)p->id), "已保存报告。");
}
