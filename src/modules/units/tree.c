/* The tree of the organisation: children are read when a unit is opened, never the whole tree. */
#include <string.h>

#include "http/html.h"
#include "kernel/page.h"
#include "kernel/place.h"
#include "kernel/rights.h"
#include "modules/units/units_view.h"
#include "units.html.h"
#include "units.sql.h"

enum { KIDS_MOST = 40, KIDS_COUNTED = 10, HITS_MOST = 50 };

struct unit_node unit_node_of(struct req *r, const struct units_children *c)
{
	return (struct unit_node){.id = c->id, .children = c->children, .people = c->people, .name = c->name,
				  .kind = choice_label(unit_kinds, c->kind), .code = c->code,
				  .readable = may_path(r->who, right_of(r->app, "unit.read"), c->path)};
}

static struct unit_node *children(struct req *r, int64_t parent, size_t *n, bool *more)
{
	struct units_children *c = q_units_children_plain(r->db, r->arena, parent, KIDS_MOST + 1, n);
	if (*n <= KIDS_COUNTED)
		c = q_units_children(r->db, r->arena, parent, 0, KIDS_COUNTED, n);
	*more = *n > KIDS_MOST;
	if (*more)
		*n = KIDS_MOST;
	struct unit_node *out = NEW_N(r->arena, struct unit_node, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = unit_node_of(r, &c[i]);
	return out;
}

/* Opens the nodes that lie on the way to `path`, each with its children. */
static void open_along(struct req *r, struct unit_node *node, const char *path)
{
	const char *mark = arena_printf(r->arena, "/%lld/", (long long)node->id);
	if (!strstr(path, mark) || !node->children)
		return;
	node->open = true;
	node->kids = children(r, node->id, &node->n_kids, &node->more);
	for (size_t i = 0; i < node->n_kids; i++)
		open_along(r, &node->kids[i], path);
}

static struct unit_node root_node(struct req *r, int64_t id)
{
	struct unit u = {0};
	unit_load(r->db, r->arena, id, &u);
	return (struct unit_node){.id = id, .name = u.name, .kind = choice_label(unit_kinds, u.kind), .code = u.code, .readable = true,
				  .children = q_units_active_below(r->db, id), .people = q_units_people_in(r->db, id, 100)};
}

/* The last id of a path. */
static int64_t id_of_path(const char *path)
{
	struct str s = str_of(path);
	int64_t id = 0;
	while (s.n)
		str_int(str_cut(&s, '/'), &id);
	return id;
}

/* "ID.TEXT" of a place, sealed. */
static struct unit_place place_asked(struct req *r)
{
	const char *plain = place_open(r, "units.named", query_get(r, "after"));
	struct str rest = str_of(plain ? plain : ""), id = str_cut(&rest, '.');
	struct unit_place p = {0};
	if (str_int(id, &p.id))
		p.text = str_dup(r->arena, rest);
	return p;
}

static void add_hits(struct req *r, struct units_page *v, const struct scope *s)
{
	struct unit_place place = place_asked(r);
	struct unit_match *m = units_named(r, v->q, s, HITS_MOST, &place, &v->n_hits);
	v->hits = NEW_N(r->arena, struct unit_hit, v->n_hits);
	for (size_t i = 0; i < v->n_hits; i++)
		v->hits[i] = (struct unit_hit){m[i].id, m[i].name, choice_label(unit_kinds, m[i].kind), m[i].code, m[i].upper};
	if (!place.text)
		return;
	struct buf b = buf_in(r->arena);
	buf_puts(&b, "/units?q=");
	url_encode(&b, v->q);
	buf_puts(&b, "&after=");
	url_encode(&b, place_seal(r, "units.named", arena_printf(r->arena, "%lld.%s", (long long)place.id, place.text)));
	v->next = buf_text(&b);
}

/* Units above and beside the trees that the asker may look at singly. */
static void add_above(struct req *r, struct units_page *v, const struct scope *s)
{
	v->above = NEW_N(r->arena, struct unit_hit, s->n_units);
	for (size_t i = 0; i < s->n_units; i++) {
		struct unit u;
		bool inside = false;
		if (!unit_load(r->db, r->arena, s->units[i], &u))
			continue;
		for (size_t k = 0; k < s->n_trees; k++)
			inside |= path_covers(s->trees[k], u.path);
		if (!inside)
			v->above[v->n_above++] = (struct unit_hit){u.id, u.name, choice_label(unit_kinds, u.kind), u.code, ""};
	}
}

void get_units(struct req *r)
{
	struct scope s = scope_of(r, "unit.read");
	struct units_page v = {.q = query_get(r, "q")};
	int64_t open = query_int(r, "open");
	const char *way = open ? unit_path(r->db, r->arena, open) : s.n_trees == 1 ? s.trees[0] : "";
	v.roots = NEW_N(r->arena, struct unit_node, s.n_trees);
	if (*v.q)
		add_hits(r, &v, &s);
	for (size_t i = 0; !*v.q && i < s.n_trees; i++) {
		v.roots[v.n_roots] = root_node(r, id_of_path(s.trees[i]));
		open_along(r, &v.roots[v.n_roots++], way);
	}
	add_above(r, &v, &s);
	struct scope edits = scope_of(r, "unit.edit");
	v.may_below = edits.n_trees > 0;
	v.home = v.may_below ? id_of_path(edits.trees[0]) : 0;
	page_begin(r, &(struct page){.title = "组织", .nav = "/units"});
	tpl_units(r->out, &v);
	page_end(r);
}

void get_unit_children(struct req *r)
{
	struct unit_node node = {.id = ((struct unit_row *)r->row)->id};
	node.kids = children(r, node.id, &node.n_kids, &node.more);
	if (!is_script(r)) {
		see_other(r, link_to(r, "/units?open=%lld", (long long)node.id));
		return;
	}
	tpl_unit_kids(r->out, &node);
	answer_status(r, 200);
}
