/* Unions that are led from two sides. */
#include "modules/units/units.h"
#include "secret/id.h"
#include "units.sql.h"

const struct choice unit_link_kinds[] = {
	{LINK_INDUSTRY, "行业工会", NULL}, {LINK_GROUP, "集团工会", NULL}, {LINK_JOINT, "联合工会", NULL}, {0},
};

static struct unit_led *rows_of(struct arena *a, const struct units_led_by *rows, size_t n)
{
	struct unit_led *out = NEW_N(a, struct unit_led, n);
	for (size_t i = 0; i < n; i++)
		out[i] = (struct unit_led){rows[i].link, rows[i].unit, rows[i].kind, rows[i].name, rows[i].since};
	return out;
}

int64_t unit_of_code(struct db *d, struct arena *a, const char *code)
{
	struct unit_by_code found;
	return *code && q_unit_by_code(d, a, code, &found) ? found.id : 0;
}

struct unit_led *units_led(struct db *d, struct arena *a, int64_t leader, day on, size_t *n)
{
	struct units_led_by *rows = q_units_led_by(d, a, leader, on, n);
	return rows_of(a, rows, *n);
}

struct unit_led *units_leading(struct db *d, struct arena *a, int64_t unit, day on, size_t *n)
{
	struct units_led_by *rows = q_units_leaders_of(d, a, unit, on, n);
	return rows_of(a, rows, *n);
}

/* The leader is named by its code, which is printed on its page; it need not be below the asker. */
static int64_t leader_or_problem(struct req *r, const struct unit_row *u)
{
	struct unit_by_code found;
	const char *code = form_get(r, "code");
	if (!*code || !q_unit_by_code(r->db, r->arena, code, &found))
		problem_add(&r->problems, "code", "没有代码为“%s”的单位，请核对领导单位的单位代码。", code);
	else if (!unit_is_union(found.kind))
		problem_add(&r->problems, "code", "“%s”不是工会，不能领导工会。", found.name);
	else if (path_covers(found.path, u->path) || path_covers(u->path, found.path))
		problem_add(&r->problems, "code", "“%s”与本单位已有上下级关系，不用另外登记。", found.name);
	return r->problems.n ? 0 : found.id;
}

void post_unit_link(struct req *r)
{
	struct unit_row *u = r->row;
	int64_t kind = form_int(r, "kind"), leader = leader_or_problem(r, u);
	size_t n;
	if (!choice_of(unit_link_kinds, kind))
		problem_add(&r->problems, "link", "请选择领导关系。");
	struct unit_led *all = units_leading(r->db, r->arena, u->id, r->today, &n);
	for (size_t i = 0; i < n; i++)
		if (all[i].unit == leader)
			problem_add(&r->problems, "code", "已登记过与“%s”的领导关系。", all[i].name);
	if (r->problems.n) {
		get_unit(r);
		answer_status(r, 422);
		return;
	}
	q_units_link_add(r->db, id_new(), u->id, leader, kind, r->today);
	if (flow_move_row(r, &unit_flow, u, "link", arena_printf(r->arena, "%s：%s", choice_label(unit_link_kinds, kind),
								  unit_name(r->db, r->arena, leader))))
		see_other_saying(r, link_to(r, "/units/%lld", (long long)u->id), "已登记领导关系。");
}

void post_unit_unlink(struct req *r)
{
	struct unit_row *u = r->row;
	if (q_units_link_end(r->db, r->sub, u->id, r->today - 1) == 0)
		refuse(r, 404, "没有这条领导关系，可能已经结束。请刷新页面。");
	else if (flow_move_row(r, &unit_flow, u, "unlink", ""))
		see_other_saying(r, link_to(r, "/units/%lld", (long long)u->id), "领导关系已结束。");
}
