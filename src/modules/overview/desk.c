/* For whom the asker works, and on which plans. */
#include <string.h>

#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/overview/overview.h"
#include "overview.sql.h"

/* Offices in the order in which they decide for whom one works. */
static const int offices[] = {ROLE_FEDERATION, ROLE_CHAIR, ROLE_CADRE, ROLE_HANDLER, ROLE_AUDITOR};

static int64_t office_unit(const struct who *who)
{
	for (size_t i = 0; i < sizeof(offices) / sizeof(offices[0]); i++)
		for (size_t g = 0; g < who->n_grants; g++)
			if (who->grants[g].role == offices[i])
				return who->grants[g].unit;
	return 0;
}

static unsigned roles_of(const struct who *who)
{
	unsigned roles = 0;
	for (size_t i = 0; i < who->n_grants; i++)
		roles |= BIT(who->grants[i].role);
	return roles;
}

/* Branch unions and departments mostly work on the plan of the union above them. */
static int64_t plan_unit_of(struct req *r, const struct desk *d)
{
	int64_t chain[16];
	size_t n = unit_chain(r->db, d->unit, 0, chain, 16), found;
	for (size_t i = 0; i < n; i++) {
		struct unit u;
		if (!unit_load(r->db, r->arena, chain[i], &u) || (i && u.kind == UNIT_FEDERATION))
			break;
		q_overview_plans(r->db, r->arena, u.id, day_civil(r->today).year, &found);
		if (found)
			return u.id;
	}
	return d->unit;
}

struct desk desk_of(struct req *r)
{
	int64_t office = office_unit(r->who);
	unsigned roles = roles_of(r->who);
	struct desk d = {
		.unit = unit_union(r->db, r->arena, office ? office : r->who->unit),
		.office = office != 0, .staff = roles & STAFF, .admin = !office && (roles & ADMINS),
	};
	struct unit u;
	if (unit_load(r->db, r->arena, d.unit, &u)) {
		d.path = u.path;
		d.name = u.name;
		d.kind = u.kind;
		d.federation = u.kind == UNIT_FEDERATION;
		d.house_end = d.federation ? arena_printf(r->arena, "%s!", u.path) : path_end(r->arena, u.path);
	} else {
		d.path = d.name = d.house_end = "";
	}
	d.plan_unit = plan_unit_of(r, &d);
	return d;
}

bool wants_phone(struct req *r, const struct desk *d)
{
	const char *agent = pairs_get(&r->x->headers, "user-agent");
	return !d->admin && (!d->office || (agent && strstr(agent, "Mobile") && !*query_get(r, "desk")));
}

bool task_is_open(const struct work_task *t)
{
	return t->facts.state == TASK_OPEN || t->facts.state == TASK_SUBMITTED;
}

/* Mine: I am named, or my department is and nobody by name. */
bool task_is_mine(const struct req *r, const struct work_task *t)
{
	if (t->row->owner)
		return t->row->owner == r->who->person;
	if (!t->row->department)
		return false;
	for (size_t i = 0; i < r->who->n_grants; i++)
		if (r->who->grants[i].unit == t->row->department && (BIT(r->who->grants[i].role) & (STAFF | BIT(ROLE_HANDLER))))
			return true;
	return t->row->department == r->who->unit;
}

static void count_tasks(struct working *w, const struct work *x)
{
	for (size_t i = 0; i < x->n_tasks; i++) {
		const struct work_task *t = &x->tasks[i];
		if (t->facts.state == TASK_DRAFT || (t->p.marks & WAIVED))
			continue;
		w->tasks++;
		w->late += t->p.lamp == LAMP_LATE;
		w->slow += t->p.lamp == LAMP_SLOW;
		w->done += t->p.lamp == LAMP_DONE;
		w->near += task_is_open(t) && (t->p.marks & NEAR_DUE);
	}
}

struct working working_of(struct req *r, int64_t unit, int year, day on)
{
	struct working w = {.works = NEW_N(r->arena, struct work *, MOST_PLANS)};
	struct progress parts[MOST_PLANS];
	size_t n;
	struct overview_plans *rows = q_overview_plans(r->db, r->arena, unit, year, &n);
	for (size_t i = 0; i < n && i < MOST_PLANS; i++) {
		const struct plan *p = record_load(r->db, r->arena, &plan_record, rows[i].id);
		if (!p || (on && p->issued_on > on))
			continue;
		struct work *x = work_load(r, p, unit, on);
		parts[w.n] = x->all;
		w.works[w.n++] = x;
		count_tasks(&w, x);
	}
	w.all = node_progress(r, parts, NULL, w.n);
	return w;
}
