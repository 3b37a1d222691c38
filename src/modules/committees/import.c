/* Committees from a workbook: the register of a federation in one go, each row as it would be entered at the desk. */
#include "committees.sql.h"
#include "modules/committees/inside.h"

void committee_import_check(struct req *r, void *row, const void *before)
{
	struct committee *c = row;
	const struct committee *was = before;
	struct unit u = {0};
	if (!unit_load(r->db, r->arena, c->unit, &u))
		return;
	if (was && (c->kind != was->kind || c->since != was->since || c->years != was->years))
		problem_add(&r->problems, "since", "委员会、届期起和任期不从文件修改，请到这届委员会的页面办理。");
	if (was && c->seats < q_committee_held(r->db, c->id))
		problem_add(&r->problems, "seats", "在任委员多于 %lld 人，席位不能这样少。", (long long)c->seats);
	committee_check(r, c, &u);
}

/* The one before ends when this one begins. */
bool committee_import_fill(struct req *r, void *row)
{
	return committee_follows(r, row);
}

bool committee_import_made(struct req *r, void *row)
{
	const struct committee *c = row;
	due_set(r, &committee_record, c->id, instant_of_day(c->until + 1), "expire");
	return true;
}

const char *committee_import_stays(struct req *r, const void *row)
{
	size_t n;
	q_committee_seats_all(r->db, r->arena, ((const struct committee *)row)->id, &n);
	return n ? "导入以后登记了委员，保持原样。" : NULL;
}
