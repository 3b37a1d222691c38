/* What follows from general meetings: which is the last one, the day of the next, and those that elected committees. */
#include <string.h>

#include "assemblies.sql.h"
#include "modules/assemblies/inside.h"
#include "modules/committees/committees.h"
#include "modules/committees/terms.h"
#include "text/calendar.h"

enum { LEAD = 90 /* days before it is due it comes into the radar, where everything else ends after years */ };

static bool put(struct req *r, const struct assemblies_of *all, size_t n, size_t i, bool stands)
{
	struct assembly *a = record_load(r->db, r->arena, &assembly_record, all[i].id);
	int64_t want = i + 1 < n ? ASSEMBLY_FOLLOWED : stands ? ASSEMBLY_LAST : ASSEMBLY_CLOSED;
	if (a->state == ASSEMBLY_CLOSED && want == ASSEMBLY_FOLLOWED)
		want = a->state;
	term_put(r, &(struct term){.record = "assembly", .row_id = a->id, .unit = a->unit, .kind = TERM_ASSEMBLY, .label = a->unrecorded ? "下次会员（代表）大会" TERM_UNRECORDED : "下次会员（代表）大会", .holder = "",
		 .since = a->next_by - LEAD, .until = a->next_by, .ended_on = i + 1 < n ? all[i + 1].held_on : stands ? 0 : r->today});
	return a->state == want || flow_follow(r, &assembly_flow, a, want == ASSEMBLY_FOLLOWED ? "follow" : want == ASSEMBLY_LAST ? "last" : "close", "");
}

void assemblies_settle(struct req *r, int64_t unit)
{
	struct unit u = {0};
	size_t n;
	struct assemblies_of *all = q_assemblies_of(r->db, r->arena, unit, &n);
	bool stands = unit_load(r->db, r->arena, unit, &u) && u.state == UNIT_ACTIVE;
	for (size_t i = 0; i < n; i++)
		if (!put(r, all, n, i, stands))
			return;
}

/* ---- committees ---- */

/* Elected by a general meeting, and of a union that has one every year. */
static bool by_assembly(struct req *r, const struct committee *c)
{
	struct unit u = {0};
	return c->kind == COMMITTEE_UNION && (c->elected_by == BODY_MEMBERS || c->elected_by == BODY_DELEGATES) && unit_load(r->db, r->arena, c->unit, &u) &&
	       u.kind != UNIT_FEDERATION;
}

static void from_committee(struct req *r, struct assembly *a, const struct committee *c)
{
	a->unit = c->unit;
	a->title = arena_printf(r->arena, "选举%s的大会", c->name);
	a->form = c->elected_by == BODY_DELEGATES ? 2 : 1;
	a->cause = ASSEMBLY_ELECTION;
	a->held_on = c->since;
	int months = (int)policy_get(r, "assembly.months", c->unit, r->today).value;
	day entered = a->created_at ? day_of_instant(a->created_at) : r->today;
	a->next_by = day_add_months(c->since, months);
	a->unrecorded = a->next_by < entered;
	if (a->unrecorded) /* nobody knows what was held in between */
		a->next_by = day_add_months(entered, months);
	a->items = arena_printf(r->arena, "选举%s。", c->name);
	a->note = "随委员会登记";
	a->committee = c->id;
}

static bool enter(struct req *r, const struct committee *c)
{
	struct assembly *a = record_new(r->arena, &assembly_record);
	bool was = r->system;
	from_committee(r, a, c);
	r->system = true;
	bool good = flow_create(r, &assembly_flow, a, "") && flow_follow(r, &assembly_flow, a, "hold", "");
	r->system = was;
	return good;
}

static void committee_written(struct req *r, const struct committee *c)
{
	int64_t id = q_assembly_of_committee(r->db, c->id);
	struct assembly *a = id ? record_load(r->db, r->arena, &assembly_record, id) : NULL;
	bool wanted = c->state != COMMITTEE_VOID && by_assembly(r, c), there = a && a->state != ASSEMBLY_VOID;
	if (!a && wanted)
		enter(r, c);
	else if (there && !wanted)
		flow_follow(r, &assembly_flow, a, "void", "");
	else if (a && wanted && (!there || a->held_on != c->since || a->form != (c->elected_by == BODY_DELEGATES ? 2 : 1))) {
		from_committee(r, a, c);
		flow_follow(r, &assembly_flow, a, there ? "mend" : "restore", "");
	}
}

void assemblies_heard(struct req *r, const struct record *record, const void *before, const void *row)
{
	const struct unit_row *u = row, *was = before;
	if (record == &committee_record)
		committee_written(r, row);
	else if (record == &unit_record && was && was->state != u->state)
		assemblies_settle(r, u->id);
}

/* ---- committees that were there before ---- */

enum { PIECE = 50 };

void assemblies_tick(struct req *r)
{
	static const char end[] = "-";
	const char *reached = q_assembly_reached(r->db, r->arena);
	int64_t after = 0;
	size_t n;
	if (strcmp(reached, end) == 0)
		return;
	str_int(str_of(reached), &after);
	struct assembly_committees *c = q_assembly_committees(r->db, r->arena, after, PIECE, &n);
	for (size_t i = 0; i < n; i++)
		committee_written(r, record_load(r->db, r->arena, &committee_record, c[i].id));
	q_assembly_reached_set(r->db, n < PIECE ? end : arena_printf(r->arena, "%lld", (long long)c[n - 1].id));
}
