/*
 * The net of three levels as it is and where it has holes: every sub-union and workshop, every team has at least
 * one inspector whose certificate is valid (SA-01, SA-02).
 */
#include "hazard_net.html.h"
#include "hazards.sql.h"
#include "kernel/unit.h"
#include "modules/hazards/net_view.h"

static const struct {
	const char *label, *each;
	int net;
	int kinds[2]; /* of the units that shall have one; 0: the union itself */
} levels[NET_LEVELS] = {
	{"工会劳动保护监督检查委员会", "工会", 1, {0, 0}},
	{"分工会（车间）", "每个分工会、车间", 2, {UNIT_SUB_UNION, UNIT_WORKSHOP}},
	{"班组", "每个班组", 3, {UNIT_TEAM, UNIT_TEAM}},
};

static bool valid(const struct req *r, const struct net_people *x)
{
	return !x->expires_on || x->expires_on >= r->today;
}

/* Somebody of this level, whose home is the unit or below it. */
static bool covered(const struct req *r, const struct net_people *x, size_t n, int net, const char *path)
{
	for (size_t i = 0; i < n; i++)
		if (x[i].net == net && valid(r, &x[i]) && path_covers(path, x[i].path))
			return true;
	return false;
}

static void count_people(const struct req *r, const struct net_people *x, size_t n, struct net_line *l, int net)
{
	for (size_t i = 0; i < n; i++) {
		l->people += x[i].net == net && valid(r, &x[i]);
		l->expired += x[i].net == net && !valid(r, &x[i]);
	}
}

static void add_unit(struct net_view *v, struct net_line *l, const char *name, bool has)
{
	l->units++;
	l->covered += has;
	v->n_holes += !has;
	if (!has && v->n_shown < HOLES_MOST)
		v->holes[v->n_shown++] = (struct net_hole){name, l->label};
}

/* Without unions below, which have nets of their own, and what is under them. */
static size_t own_units(struct net_units *u, size_t n)
{
	const char *other = NULL;
	size_t kept = 0;
	for (size_t i = 0; i < n; i++) {
		if (other && path_covers(other, u[i].path))
			continue;
		if (u[i].kind <= UNIT_GRASSROOTS_UNION)
			other = u[i].path;
		else
			u[kept++] = u[i];
	}
	return kept;
}

static void fill(struct net_view *v, const char *path)
{
	struct req *r = v->r;
	size_t people, units;
	struct net_people *x = q_net_people(r->db, r->arena, v->unit_id, &people);
	struct net_units *u = q_net_units(r->db, r->arena, path, path_end(r->arena, path), &units);
	units = own_units(u, units);
	v->holes = NEW_N(r->arena, struct net_hole, HOLES_MOST);
	for (int k = 0; k < NET_LEVELS; k++) {
		struct net_line *l = &v->lines[k];
		l->label = levels[k].label;
		l->each = levels[k].each;
		count_people(r, x, people, l, levels[k].net);
		if (!levels[k].kinds[0])
			add_unit(v, l, v->unit, l->people > 0);
		for (size_t i = 0; i < units; i++)
			if (u[i].kind == levels[k].kinds[0] || u[i].kind == levels[k].kinds[1])
				add_unit(v, l, u[i].name, covered(r, x, people, levels[k].net, u[i].path));
	}
}

void get_inspector_net(struct req *r)
{
	struct net_view v = {.r = r, .unit_id = query_int(r, "unit") ? query_int(r, "unit") : union_of_right_or_refuse(r, "inspector.read")};
	if (!v.unit_id || !may_or_refuse(r, "inspector.read", v.unit_id))
		return;
	v.unit = unit_name(r->db, r->arena, v.unit_id);
	v.may_edit = may(r, "inspector.edit", v.unit_id);
	fill(&v, unit_path(r->db, r->arena, v.unit_id));
	page_begin(r, &(struct page){.title = "检查员三级网络", .nav = "/inspectors/net", .crumbs = {{"检查员名单", "/inspectors"}}});
	tpl_hazard_net(r->out, &v);
	page_end(r);
}
