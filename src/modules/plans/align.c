/* A union's own plan beside its superior's: gaps both ways. */
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/plans/pages.h"
#include "modules/plans/plan_view.h"
#include "plan_page.html.h"
#include "plans.sql.h"

/* The superior plans of the year: issued ones of the unions above. */
static struct plans_choice *choices_of(struct req *r, const struct plan *p, size_t *n)
{
	int64_t chain[16];
	size_t depth = unit_chain(r->db, p->unit, 0, chain, 16);
	struct plans_choice *out = NEW_N(r->arena, struct plans_choice, depth * 20);
	*n = 0;
	for (size_t i = 1; i < depth; i++) {
		size_t m;
		struct plans_above *rows = q_plans_above(r->db, r->arena, chain[i], p->year, &m);
		for (size_t k = 0; k < m; k++)
			out[(*n)++] = (struct plans_choice){rows[k].id,
				arena_printf(r->arena, "%s（%s）", rows[k].title, rows[k].unit_name)};
	}
	return out;
}

static struct plan_node **points_of(struct req *r, int64_t plan, size_t *n)
{
	size_t all;
	struct plan_node **nodes = plan_nodes(r->db, r->arena, plan, &all);
	*n = 0;
	for (size_t i = 0; i < all; i++)
		if (nodes[i]->level == NODE_POINT)
			nodes[(*n)++] = nodes[i];
	return nodes;
}

static struct matrix_row *matrix(struct req *r, struct plan_node **own, size_t n, struct plan_node **heads,
				 size_t n_heads, int64_t *covered, const struct aligned *pairs, size_t n_pairs)
{
	struct matrix_row *rows = NEW_N(r->arena, struct matrix_row, n);
	for (size_t i = 0; i < n; i++) {
		rows[i].node = own[i];
		rows[i].cells = NEW_N(r->arena, struct matrix_cell, n_heads);
		for (size_t k = 0; k < n_heads; k++) {
			rows[i].cells[k] = (struct matrix_cell){own[i]->id, heads[k]->id, false};
			for (size_t q = 0; q < n_pairs; q++)
				if (pairs[q].node == own[i]->id && pairs[q].superior == heads[k]->id)
					rows[i].cells[k].on = true;
			rows[i].covers += rows[i].cells[k].on;
			covered[k] += rows[i].cells[k].on;
		}
	}
	return rows;
}

void get_align(struct req *r)
{
	const struct plan *p = r->row;
	if (!plan_readable_or_refuse(r, p))
		return;
	const struct plan *above = p->superior ? record_load(r->db, r->arena, &plan_record, p->superior) : NULL;
	size_t n_choices, n = 0, n_heads = 0, n_pairs = 0;
	struct plans_choice *choices = choices_of(r, p, &n_choices);
	struct plan_node **own = points_of(r, p->id, &n), **heads = above ? points_of(r, above->id, &n_heads) : NULL;
	struct aligned *pairs = q_aligned(r->db, r->arena, p->id, &n_pairs);
	int64_t *covered = NEW_N(r->arena, int64_t, n_heads);
	struct matrix_row *rows = matrix(r, own, n, heads, n_heads, covered, pairs, n_pairs);
	page_begin(r, &(struct page){.title = "与上级要点对照", .nav = "/plans",
				     .crumbs = {{"工作要点", "/plans"}, {p->title, link_to(r, "/plans/%lld", (long long)p->id)}}});
	tpl_align_page(r->out, p, above, choices, n_choices, rows, n, heads, n_heads, covered, r, may(r, "plan.edit", p->unit));
	page_end(r);
}

void post_align_superior(struct req *r)
{
	struct plan *p = r->row;
	size_t n;
	struct plans_choice *choices = choices_of(r, p, &n);
	int64_t wanted = form_int(r, "superior");
	bool known = wanted == 0;
	for (size_t i = 0; i < n; i++)
		known = known || choices[i].id == wanted;
	if (!known) {
		refuse(r, 422, "请从列出的上级要点里选择。");
		return;
	}
	p->superior = wanted;
	if (flow_edit(r, &plan_flow, p, ""))
		see_other_saying(r, link_to(r, "/plans/%lld/align", (long long)p->id), "已选定。");
}

static bool chosen(struct req *r, int64_t id)
{
	const char *v;
	int64_t x;
	for (size_t k = 0; (v = pairs_nth(&r->x->form, "superior", k)) != NULL; k++)
		if (str_int(str_of(v), &x) && x == id)
			return true;
	return false;
}

void post_align(struct req *r)
{
	struct plan *p = r->row;
	const struct plan_node *point = record_load(r->db, r->arena, &plan_node_record, form_int(r, "point"));
	size_t n = 0;
	if (!point || point->plan != p->id || !p->superior) {
		refuse(r, 422, "请从本要点的条目里选择。");
		return;
	}
	struct plan_node **heads = points_of(r, p->superior, &n);
	struct buf names = buf_in(r->arena);
	for (size_t i = 0; i < n; i++) {
		if (chosen(r, heads[i]->id)) {
			q_align_add(r->db, point->id, heads[i]->id, p->id, r->now);
			buf_printf(&names, "%s%s %s", names.n ? "；" : "", heads[i]->number, heads[i]->title);
		} else {
			q_align_drop(r->db, point->id, heads[i]->id);
		}
	}
	struct event e = {.unit = p->unit, .record = "plan_node", .row_id = point->id, .verb = "align",
			  .changes = arena_printf(r->arena, "对应上级要点：%s", names.n ? buf_text(&names) : "（无）")};
	event_add(r, &e);
	see_other_saying(r, link_to(r, "/plans/%lld/align", (long long)p->id), "对照已保存。");
}
