/* The numbers that a unit sets for itself and those below it. */
#include "kernel/app.h"
#include "kernel/page.h"
#include "kernel/policy.h"
#include "modules/units/units_view.h"
#include "unit_policies.html.h"
#include "units.sql.h"

static const char *number(struct req *r, int64_t value, const struct policy *p)
{
	return arena_printf(r->arena, "%lld %s", (long long)value, p->unit_label ? p->unit_label : "");
}

static void add_own(struct req *r, struct unit_policies_page *v, const struct policy *p, const struct units_policies *x)
{
	bool never = x->until && x->until < x->since;
	v->own[v->n_own++] = (struct unit_policy_own){
		.id = x->id, .label = p->label, .value = number(r, x->value, p), .source = x->source,
		.period = never ? "没有执行" : unit_period(r->arena, x->since, x->until),
		.runs = !x->until || x->until >= r->today};
}

/* What holds today, and what the unit itself set before, now and for later. */
static void add_line(struct req *r, struct unit_policies_page *v, const struct policy *p)
{
	size_t n;
	struct policy_value now = policy_get(r, p->name, v->u->id, r->today);
	struct units_policies *own = q_units_policies(r->db, r->arena, p->name, v->u->id, &n);
	struct unit_policy_own *room = NEW_N(r->arena, struct unit_policy_own, v->n_own + n);
	const char *set_by = now.set_by;
	for (size_t i = 0; i < v->n_own; i++)
		room[i] = v->own[i];
	v->own = room;
	for (size_t i = 0; i < n; i++) {
		add_own(r, v, p, &own[i]);
		if (own[i].id == now.version)
			set_by = "本单位";
	}
	v->rows[v->n++] = (struct unit_policy_line){
		.name = p->name, .label = p->label, .value = now.loaded ? number(r, now.value, p) : "未设，不能办理",
		.unit_label = p->unit_label ? p->unit_label : "", .set_by = set_by, .source = now.source ? now.source : "",
		.checked = !policy_unchecked(&now)};
}

static void show(struct req *r)
{
	struct unit_policies_page v = {.u = r->row, .name = form_get(r, "name"), .value = form_get(r, "value"),
				       .since = form_get(r, "since"), .until = form_get(r, "until"), .source = form_get(r, "source")};
	size_t n = 0;
	EACH_MODULE(r->app, m)
		for (const struct policy *p = m->policies; p && p->name; p++)
			n += policy_by_unit(p);
	v.rows = NEW_N(r->arena, struct unit_policy_line, n);
	EACH_MODULE(r->app, m)
		for (const struct policy *p = m->policies; p && p->name; p++)
			if (policy_by_unit(p))
				add_line(r, &v, p);
	page_begin(r, &(struct page){.title = "规则数值", .nav = "/units",
				     .crumbs = {{"组织", "/units"}, {v.u->name, link_to(r, "/units/%lld", (long long)v.u->id)}}});
	tpl_unit_policies(r->out, r, &v);
	page_end(r);
}

void get_unit_policies(struct req *r)
{
	show(r);
}

static void show_again(struct req *r)
{
	show(r);
	answer_status(r, 422);
}

void post_unit_policy(struct req *r)
{
	const struct unit_row *u = r->row;
	struct policy_setting s = {.unit = u->id};
	policy_read(r, &s);
	if (s.policy && !policy_by_unit(s.policy))
		problem_add(&r->problems, "name", "“%s”全系统统一，单位不能另设。请选择列出的规则。", s.policy->label);
	if (s.since && s.since < r->today)
		problem_add(&r->problems, "since", "起始日期不能早于今天：以前各天仍按当时的数值统计。");
	if (u->state != UNIT_ACTIVE)
		problem_add(&r->problems, "name", "单位已撤销，不能再设定数值。");
	if (r->problems.n) {
		show_again(r);
		return;
	}
	policy_put(r, &s, u->id);
	see_other_saying(r, link_to(r, "/units/%lld/policies", (long long)u->id), "数值已保存，从起始日起在本单位及下级生效。");
}

void post_unit_policy_end(struct req *r)
{
	const char *reason = form_get(r, "reason");
	if (text_empty(reason)) {
		refuse_field(r, "reason", "理由", "请写明停用的理由。");
	} else if (policy_end(r, r->id, r->sub, reason)) {
		see_other_saying(r, link_to(r, "/units/%lld/policies", (long long)r->id), "已停用，从今天起按上级或默认的数值。");
	} else {
		refuse(r, 404, "本单位没有这个正在执行的数值。请刷新页面。");
	}
}
