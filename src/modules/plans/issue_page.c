/* The page from which a plan is issued, and issued again after changes. */
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/plans/issue.h"
#include "modules/plans/pages.h"
#include "modules/plans/plan_view.h"
#include "modules/units/units.h"
#include "plan_page.html.h"
#include "plans.sql.h"

static int depth_of(const char *path)
{
	int n = 0;
	for (; *path; path++)
		n += *path == '/';
	return n;
}

static void fill_unions(struct req *r, const struct plan *p, struct issue_view *v)
{
	size_t n;
	const char *path = unit_path(r->db, r->arena, p->unit);
	struct unions_below *rows = q_unions_below(r->db, r->arena, path, path_end(r->arena, path), p->id, &n);
	size_t n_led;
	struct unit_led *led = units_led(r->db, r->arena, p->unit, r->today, &n_led);
	v->unions = NEW_N(r->arena, struct union_choice, n + n_led);
	for (size_t i = 0; i < n; i++)
		if (rows[i].id != p->unit)
			v->unions[v->n++] = (struct union_choice){
				rows[i].id, rows[i].name, choice_label(unit_kinds, rows[i].kind), rows[i].has > 0,
				depth_of(rows[i].path) - depth_of(path)};
	for (size_t i = 0; i < v->n; i++)
		v->children += v->unions[i].depth == 1;
	for (size_t i = 0; i < n_led; i++)
		v->unions[v->n++] = (struct union_choice){led[i].unit, led[i].name,
			choice_label(unit_link_kinds, led[i].kind), plan_is_of(r->db, p->id, p->unit, led[i].unit), 1};
}

/* Those that have the plan are ticked; after a mistake those that were ticked. */
static void fill_chosen(struct req *r, struct issue_view *v)
{
	for (size_t i = 0; i < v->n; i++) {
		const char *to;
		int64_t unit;
		v->unions[i].chosen = v->unions[i].has && !r->problems.n;
		for (size_t k = 0; (to = pairs_nth(&r->x->form, "to", k)) != NULL; k++)
			if (str_int(str_of(to), &unit) && unit == v->unions[i].id)
				v->unions[i].chosen = true;
	}
}

void get_issue(struct req *r)
{
	const struct plan *p = r->row;
	struct issue_view v = {.r = r, .p = p, .again = p->state == PLAN_ISSUED};
	struct plan_counts c;
	struct unit u;
	if (p->state != PLAN_READY && p->state != PLAN_ISSUED) {
		refuse(r, 409, "要点还没有走到签发这一步。请先完成核稿、会签、党组织意见和委员会审议。");
		return;
	}
	if (unit_load(r->db, r->arena, p->unit, &u)) {
		int year = day_civil(r->today).year;
		const char *mark = plan_mark(r, &u);
		v.mark = arena_printf(r->arena, "%s〔%d〕", mark, year);
		v.number = q_next_number(r->db, p->unit, year, mark);
	}
	if (q_plan_counts(r->db, r->arena, p->id, p->unit, &c))
		v.tasks = c.tasks;
	v.action = link_to(r, "/plans/%lld/issue", (long long)p->id);
	v.may_mark = may(r, "unit.edit", p->unit);
	fill_unions(r, p, &v);
	fill_chosen(r, &v);
	page_begin(r, &(struct page){.title = v.again ? "调整后重新下达" : "签发下达", .nav = "/plans",
				     .crumbs = {{"工作要点", "/plans"},
						{p->title, link_to(r, "/plans/%lld", (long long)p->id)}}});
	tpl_issue_page(r->out, &v);
	page_end(r);
}

void post_issue(struct req *r)
{
	const struct plan *p = r->row;
	bool again = p->state == PLAN_ISSUED;
	if (again && text_empty(form_get(r, "reason"))) {
		problem_add(&r->problems, "reason", "请写明调整的理由。");
		get_issue(r);
		answer_status(r, 422);
		return;
	}
	if (flow_move(r, &plan_flow, p->id, form_int(r, "_version"), again ? "amend" : "issue", form_get(r, "reason"), NULL))
		see_other_saying(r, link_to(r, "/plans/%lld", (long long)p->id), again ? "已重新下达，形成新版本。" : "已签发并下达。");
}
