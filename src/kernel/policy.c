#include "kernel/policy.h"

#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/event.h"
#include "kernel.sql.h"
#include "kernel/unit.h"
#include "secret/id.h"

struct policy_value policy_get(struct req *r, const char *name, int64_t unit, day on)
{
	const struct policy *p = policy_of(r->app, name);
	if (!p)
		fault("no policy \"%s\"", name);
	int64_t chain[16];
	size_t n = unit_chain(r->db, unit, on, chain, 15);
	chain[n++] = 0; /* set for the whole installation */
	for (size_t i = 0; i < n; i++) {
		struct policy_set_on v;
		if (q_policy_set_on(r->db, r->arena, name, chain[i], on ? on : r->today, &v))
			return (struct policy_value){
				true, v.value, p, v.source,
				chain[i] ? unit_name(r->db, r->arena, chain[i]) : "全系统", v.id};
	}
	return (struct policy_value){!(p->flags & POLICY_NO_DEFAULT), p->value, p, p->source, "默认值", 0};
}

bool policy_by_unit(const struct policy *p)
{
	return (p->flags & (POLICY_BY_UNIT | POLICY_HARD)) == POLICY_BY_UNIT;
}

bool policy_read(struct req *r, struct policy_setting *s)
{
	s->policy = policy_of(r->app, form_get(r, "name"));
	s->source = form_get(r, "source");
	s->until = 0;
	if (!s->policy)
		problem_add(&r->problems, "name", "请选择规则。");
	if (!str_int(str_of(form_get(r, "value")), &s->value) || s->value < 0)
		problem_add(&r->problems, "value", "请填写不小于 0 的整数。");
	if (!day_parse(str_of(form_get(r, "since")), &s->since))
		problem_add(&r->problems, "since", "请填写起始日期，例如 2024-07-01。");
	if (*form_get(r, "until") && (!day_parse(str_of(form_get(r, "until")), &s->until) || s->until < s->since))
		problem_add(&r->problems, "until", "截止日期要晚于起始日期；不填为长期。");
	if (text_empty(s->source))
		problem_add(&r->problems, "source", "请写明依据：文件和条款，或者会议的决定。");
	return r->problems.n == 0;
}

int64_t policy_put(struct req *r, const struct policy_setting *s, int64_t owner)
{
	int64_t id = id_new();
	const char *until = s->until ? arena_printf(r->arena, "至 %s", day_cn(r->arena, s->until)) : "起";
	struct event e = {.record = "policy", .row_id = id, .unit = owner, .verb = "set", .note = "",
			  .changes = arena_printf(r->arena, "%s：%lld，%s %s；依据 %s", s->policy->label, (long long)s->value,
						  day_cn(r->arena, s->since), until, s->source)};
	q_policy_add(r->db, id, s->policy->name, s->unit, s->value, s->since, s->until, s->source, r->who->person, r->now);
	event_add(r, &e);
	return id;
}

bool policy_end(struct req *r, int64_t unit, int64_t id, const char *reason)
{
	struct policy_row v;
	if (!q_policy_row(r->db, r->arena, id, unit, &v) || (v.until && v.until < r->today))
		return false;
	const struct policy *p = policy_of(r->app, v.name);
	/* one that has not begun yet never does */
	q_policy_until(r->db, id, v.since < r->today ? r->today - 1 : v.since - 1);
	struct event e = {.record = "policy", .row_id = id, .unit = unit, .verb = "end", .note = reason,
			  .changes = arena_printf(r->arena, "%s：%lld 不再执行", p ? p->label : v.name, (long long)v.value)};
	event_add(r, &e);
	return true;
}

const char *policy_source(struct arena *a, const struct policy_value *v)
{
	return policy_unchecked(v) ? arena_printf(a, "%s（未核实）", v->source) : v->source;
}
