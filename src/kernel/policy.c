#include "kernel/policy.h"

#include "base/fault.h"
#include "kernel/app.h"
#include "kernel.sql.h"
#include "kernel/unit.h"

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
