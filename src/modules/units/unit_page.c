/* One unit: what it is, who is in office, what is below it, who leads it, what happened. */
#include "kernel/page.h"
#include "kernel/rights.h"
#include "modules/units/units_view.h"
#include "units.html.h"
#include "units.sql.h"

enum { KIDS_SHOWN = 100 };

const char *unit_period(struct arena *a, day since, day until)
{
	return until ? arena_printf(a, "%s 至 %s", day_cn(a, since), day_cn(a, until)) :
		       arena_printf(a, "%s 起", day_cn(a, since));
}

static void fill_below(struct req *r, struct unit_page *v)
{
	struct units_children *c = q_units_children(r->db, r->arena, v->u->id, query_int(r, "after"), KIDS_SHOWN, &v->n_kids);
	v->kids = NEW_N(r->arena, struct unit_node, v->n_kids);
	for (size_t i = 0; i < v->n_kids; i++)
		v->kids[i] = unit_node_of(r, &c[i]);
}

static void fill_posts(struct req *r, struct unit_page *v)
{
	struct unit_posts *p = q_unit_posts(r->db, r->arena, v->u->id, r->today, &v->n_posts);
	v->posts = NEW_N(r->arena, struct unit_post_line, v->n_posts);
	for (size_t i = 0; i < v->n_posts; i++)
		v->posts[i] = (struct unit_post_line){p[i].id, p[i].person, p[i].name,
			*p[i].post_title ? p[i].post_title : choice_label(role_choices, p[i].role),
			unit_period(r->arena, p[i].since, p[i].until)};
}

static void fill_past(struct req *r, struct unit_page *v)
{
	struct units_parents *h = q_units_parents(r->db, r->arena, v->u->id, &v->n_past);
	v->past = NEW_N(r->arena, struct unit_past, v->n_past);
	for (size_t i = 0; i < v->n_past; i++)
		v->past[i] = (struct unit_past){h[i].parent ? h[i].name : "（最上级）", unit_period(r->arena, h[i].since, h[i].until)};
}

void get_unit(struct req *r)
{
	const struct unit_row *u = r->row;
	struct unit_page v = {.u = u, .kind = choice_label(unit_kinds, u->kind), .links = unit_link_kinds,
			      .here = link_to(r, "/units/%lld", (long long)u->id), .code_typed = form_get(r, "code")};
	v.editable = flow_editable(r, &unit_flow, u);
	v.may_below = v.editable && u->kind != UNIT_TEAM;
	v.may_move = v.editable && u->parent && may(r, "unit.edit", u->parent);
	v.may_policies = u->state == UNIT_ACTIVE && may(r, "policy.set", u->id);
	v.may_people = may(r, "person.read", u->id);
	v.people = q_units_people_in(r->db, u->id, UNIT_PEOPLE_MOST);
	while (unit_link_kinds[v.n_links].label)
		v.n_links++;
	fill_below(r, &v);
	fill_posts(r, &v);
	fill_past(r, &v);
	v.led = units_led(r->db, r->arena, u->id, r->today, &v.n_led);
	v.leading = units_leading(r->db, r->arena, u->id, r->today, &v.n_leading);
	struct page page = {.title = u->name, .nav = "/units", .crumbs = {{"组织", "/units"}}};
	struct unit up;
	if (u->parent && unit_load(r->db, r->arena, u->parent, &up))
		page.crumbs[1] = (struct crumb){up.name, link_to(r, "/units/%lld", (long long)up.id)};
	page_begin(r, &page);
	tpl_unit(r->out, r, &v);
	page_end(r);
}
