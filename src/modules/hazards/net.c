/*
 * The net of three levels as it is and where it has holes: every sub-union and workshop, every team has at least
 * one inspector whose certificate is valid (SA-01, SA-02).
 */
#include <stdlib.h>
#include <string.h>

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

enum { AT_ONCE = 1000 };
int net_rows_at_once = AT_ONCE;

/* The units of those of one level whose certificates are valid, in the order of the tree. */
struct net {
	const char **paths;
	size_t n, room;
};

static void put(struct arena *a, struct net *x, const char *path)
{
	if (x->n == x->room) {
		const char **old = x->paths;
		x->room = x->room ? x->room * 2 : 64;
		x->paths = NEW_N(a, const char *, x->room);
		if (x->n)
			memcpy(x->paths, old, x->n * sizeof(*old));
	}
	x->paths[x->n++] = path;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All of them, however many there are. */
static void read_people(struct net_view *v, struct net *nets)
{
	struct req *r = v->r;
	size_t n;
	int64_t after = 0;
	do {
		struct net_people *x = q_net_people(r->db, r->arena, v->unit_id, after, net_rows_at_once, &n);
		for (size_t i = 0; i < n; i++)
			for (int k = 0; k < NET_LEVELS; k++) {
				bool valid = !x[i].expires_on || x[i].expires_on >= r->today;
				if (x[i].net != levels[k].net)
					continue;
				v->lines[k].people += valid;
				v->lines[k].expired += !valid;
				if (valid)
					put(r->arena, &nets[k], x[i].path);
			}
		after = n ? x[n - 1].person : 0;
	} while (n == (size_t)net_rows_at_once);
	for (int k = 0; k < NET_LEVELS; k++)
		if (nets[k].n)
			qsort(nets[k].paths, nets[k].n, sizeof(*nets[k].paths), by_path);
}

/* Has somebody of this level his home in the unit or below it? Then he stands first behind its path. */
static bool covered(const struct net *x, const char *path)
{
	size_t low = 0, high = x->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(x->paths[middle], path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < x->n && path_covers(path, x->paths[low]);
}

static void add_unit(struct net_view *v, struct net_line *l, const char *name, bool has)
{
	l->units++;
	l->covered += has;
	v->n_holes += !has;
	if (!has && v->n_shown < HOLES_MOST)
		v->holes[v->n_shown++] = (struct net_hole){name, l->label};
}

static void count_unit(struct net_view *v, const struct net *nets, const char *name, int64_t kind, const char *path)
{
	for (int k = 1; k < NET_LEVELS; k++)
		if (kind == levels[k].kinds[0] || kind == levels[k].kinds[1])
			add_unit(v, &v->lines[k], name, covered(&nets[k], path));
}

/* Without unions below, which have nets of their own, and what is under them. */
static void read_units(struct net_view *v, const struct net *nets, const char *path)
{
	struct req *r = v->r;
	const char *other = NULL, *after = path, *end = path_end(r->arena, path);
	size_t n;
	do {
		struct net_units *u = q_net_units(r->db, r->arena, after, end, net_rows_at_once, &n);
		for (size_t i = 0; i < n; i++) {
			after = u[i].path;
			if (other && path_covers(other, u[i].path))
				continue;
			if (u[i].kind <= UNIT_GRASSROOTS_UNION)
				other = u[i].path;
			count_unit(v, nets, u[i].name, u[i].kind, u[i].path);
		}
	} while (n == (size_t)net_rows_at_once);
}

/* The same in a wide tree, most of which may be unions below: step by step down, past them. */
static void read_under(struct net_view *v, const struct net *nets, int64_t parent)
{
	size_t n;
	struct net_units_under *u = q_net_units_under(v->r->db, v->r->arena, parent, &n);
	for (size_t i = 0; i < n; i++) {
		bool active = u[i].state == UNIT_ACTIVE;
		if (active && u[i].kind != UNIT_DEPARTMENT)
			count_unit(v, nets, u[i].name, u[i].kind, u[i].path);
		if (u[i].kind != UNIT_TEAM)
			read_under(v, nets, u[i].id);
	}
}

static void fill(struct net_view *v, const char *path)
{
	struct net nets[NET_LEVELS] = {0};
	v->holes = NEW_N(v->r->arena, struct net_hole, HOLES_MOST);
	for (int k = 0; k < NET_LEVELS; k++) {
		v->lines[k].label = levels[k].label;
		v->lines[k].each = levels[k].each;
	}
	read_people(v, nets);
	add_unit(v, &v->lines[0], v->unit, v->lines[0].people > 0);
	if (unit_tree_is_wide(v->r->db, v->r->arena, path))
		read_under(v, nets, v->unit_id);
	else
		read_units(v, nets, path);
}

void get_inspector_net(struct req *r)
{
	struct net_view v = {.r = r, .unit_id = union_asked_or_refuse(r, "inspector.read")};
	if (!v.unit_id || !may_or_refuse(r, "inspector.read", v.unit_id))
		return;
	v.unit = unit_name(r->db, r->arena, v.unit_id);
	v.may_edit = may(r, "inspector.edit", v.unit_id);
	fill(&v, unit_path(r->db, r->arena, v.unit_id));
	page_begin(r, &(struct page){.title = "检查员三级网络", .nav = "/inspectors/net", .crumbs = {{"检查员名单", "/inspectors"}}});
	tpl_hazard_net(r->out, &v);
	page_end(r);
}
