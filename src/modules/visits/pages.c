/* The office's side: one visit with what was heard and promised; promises; passing a problem on. */
#include <string.h>

#include "kernel/derived.h"
#include "kernel/unit.h"
#include "modules/appeals/appeals.h"
#include "modules/hazards/hazards.h"
#include "modules/visits/view.h"
#include "text/money.h"
#include "visits.html.h"

static bool promise_fits(struct req *r, void *row);
static bool visit_fits(struct req *r, void *row);

static const struct derived visit_pages = {.flow = &visit_flow, .base = "/visits", .read_right = "visit.read", .list = &visit_list, .fill = visit_fits};
static const struct derived promise_pages = {.flow = &visit_promise_flow, .base = "/promises", .read_right = "visit.read", .list = &promise_list,
					     .options = visit_owners, .fill = promise_fits};

static bool visit_fits(struct req *r, void *row)
{
	if (((const struct visit *)row)->held_on > r->today)
		problem_add(&r->problems, "held_on", "走访日期不能晚于今天。");
	visit_judge_cost(r, row);
	return r->problems.n == 0;
}

/* A day that is over stays: lateness is not mended by a new day. */
static bool promise_fits(struct req *r, void *row)
{
	const struct visit_promise *p = row, *was = record_load(r->db, r->arena, &visit_promise_record, p->id);
	if (was && was->due < r->today && was->due != p->due)
		problem_add(&r->problems, "due", "已经过了期限，不能再改；请登记兑现，或写明没有兑现的原因。");
	else if (was && was->due != p->due && p->due < r->today)
		problem_add(&r->problems, "due", "承诺的期限不能早于今天。");
	if (!was || was->owner != p->owner)
		promise_owner_fits(r, p, "owner");
	return r->problems.n == 0;
}

/* ---- one visit ---- */

static struct problem_row problem_row(struct req *r, const struct visit_problems *p)
{
	struct problem_row row = {.p = p, .matter = "", .href = NULL, .state = ""};
	const struct flow *f = p->matter ? flow_of(r->app, p->record) : NULL;
	const struct head *m = f ? record_load(r->db, r->arena, f->record, p->matter) : NULL;
	if (!m)
		return row;
	row.matter = arena_printf(r->arena, "%s %s", f->record->label, field_text(record_field(f->record, "number"), m));
	row.state = choice_label(record_field(f->record, "state")->choices, m->state);
	if (may_row(r, f->read_right, f->record, m))
		row.href = flow_home(r->arena, f, m->id);
	return row;
}

static void fill_rows(struct req *r, struct visit_view *v)
{
	size_t n;
	struct visit_problems *p = q_visit_problems(r->db, r->arena, v->v->id, &n);
	v->problems = NEW_N(r->arena, struct problem_row, n);
	for (size_t i = 0; i < n; i++)
		v->problems[v->n_problems++] = problem_row(r, &p[i]);
	struct visit_promises *x = q_visit_promises(r->db, r->arena, v->v->id, &n);
	v->promises = NEW_N(r->arena, struct promise_row, n);
	for (size_t i = 0; i < n; i++)
		v->promises[v->n_promises++] = (struct promise_row){
			x[i].id, x[i].text, record_title(r->db, r->arena, &person_record, x[i].owner), day_short(r->arena, x[i].due, r->today),
			x[i].done, "", x[i].state, x[i].state == PROMISE_OPEN && x[i].due < r->today};
}

static void show(struct req *r, const struct visit *row)
{
	struct visit_view v = {.r = r, .v = row, .here = link_to(r, "/visits/%lld", (long long)row->id), .unit = unit_name(r->db, r->arena, row->unit),
			       .held = day_short(r->arena, row->held_on, r->today), .typed = form_get(r, "heard"),
			       .kind = choice_label(record_field(&visit_record, "kind")->choices, row->kind)};
	v.may_write = row->state == VISIT_LOGGED && may(r, "visit.write", row->unit);
	fill_rows(r, &v);
	fill_line(r, &v.line, 1);
	v.cost = row->cost ? arena_printf(r->arena, "%s 元，%s%s", money_text(r->arena, row->cost), choice_label(expense_kinds, row->cost_kind),
					  row->cost_heads ? arena_printf(r->arena, "，%lld 人", (long long)row->cost_heads) : "") : NULL;
	v.rule = expense_rule(row->cost_kind);
	if (v.may_write)
		v.owners = options_owners(r, row->unit, &v.n_owners);
	page_begin(r, &(struct page){.title = row->place, .nav = "/visits", .crumbs = {{"走访", "/visits"}}});
	tpl_visit_page(r->out, &v);
	page_end(r);
}

void get_visits(struct req *r) { list_page(r, &visit_list); }
void get_visit(struct req *r) { show(r, r->row); }
void get_visit_edit(struct req *r) { derived_edit(r, &visit_pages, r->row); }
void post_visit_edit(struct req *r) { derived_save(r, &visit_pages, r->row); }

static void back_saying(struct req *r, const char *text)
{
	see_other_saying(r, link_to(r, "/visits/%lld", (long long)((const struct visit *)r->row)->id), text);
}

static bool still_logged(struct req *r)
{
	if (((const struct visit *)r->row)->state == VISIT_LOGGED)
		return true;
	refuse(r, 409, "这次走访已经撤销，不能再添加。请先恢复登记。");
	return false;
}

void post_visit_files(struct req *r)
{
	const struct visit *v = r->row;
	if (still_logged(r) && files_attach(r, &visit_record, v->id, v->unit))
		back_saying(r, "照片已保存。");
}

static void again_with_problems(struct req *r)
{
	show(r, r->row);
	answer_status(r, 422);
}

void post_visit_problem(struct req *r)
{
	struct visit *v = arena_memdup(r->arena, r->row, sizeof(*v));
	if (!still_logged(r))
		return;
	if (text_empty(form_get(r, "heard")))
		problem_add(&r->problems, "heard", "请填写听到的问题。");
	v->problems++;
	if (r->problems.n || !visit_add_problem(r, v, form_get(r, "heard")))
		again_with_problems(r);
	else if (flow_edit(r, &visit_flow, v, ""))
		back_saying(r, "问题已记下。");
}

void post_visit_promise(struct req *r)
{
	struct visit *v = arena_memdup(r->arena, r->row, sizeof(*v));
	struct visit_promise *p = record_new(r->arena, &visit_promise_record);
	v->promises++;
	if (!still_logged(r))
		return;
	p->unit = v->unit;
	if (!promise_read(r, p, 1)) {
		if (!r->problems.n)
			problem_add(&r->problems, "text1", "请填写承诺了什么。");
		again_with_problems(r);
	} else if (visit_add_promise(r, v, p) && flow_edit(r, &visit_flow, v, "")) {
		back_saying(r, "承诺已记下。");
	}
}

/* ---- passing on ---- */

static const char *passed_text(struct req *r, const struct visit *v, const struct visit_problem *p)
{
	return arena_printf(r->arena, "%s\n（%s走访%s时听到）", p->text, day_cn(r->arena, v->held_on), v->place);
}

static int64_t to_appeal(struct req *r, const struct visit *v, const struct visit_problem *p)
{
	struct appeal *a = record_new(r->arena, &appeal_record);
	a->unit = v->unit;
	a->mode = APPEAL_NAMED;
	a->source = APPEAL_DESK;
	a->kind = 8;
	a->content = passed_text(r, v, p);
	a->place = v->place;
	a->asker = "走访中的职工";
	return appeal_pass_on(r, a) ? a->id : 0;
}

static int64_t to_hazard(struct req *r, const struct visit *v, const struct visit_problem *p)
{
	struct hazard *h = record_new(r->arena, &hazard_record);
	h->unit = v->unit;
	h->kind = 8;
	h->content = passed_text(r, v, p);
	h->place = v->place;
	return hazard_pass_on(r, h) ? h->id : 0;
}

static const struct {
	const char *word, *record;
	int64_t (*make)(struct req *r, const struct visit *v, const struct visit_problem *p);
} ways[] = {{"appeal", "appeal", to_appeal}, {"hazard", "hazard", to_hazard}};

void post_problem_raise(struct req *r)
{
	const struct visit *v = r->row;
	struct visit_problem *p = record_load(r->db, r->arena, &visit_problem_record, r->sub);
	size_t way = 0;
	while (way < sizeof(ways) / sizeof(ways[0]) && strcmp(ways[way].word, r->word) != 0)
		way++;
	if (!p || p->visit != v->id || way == sizeof(ways) / sizeof(ways[0])) {
		refuse(r, 404, "没有这个问题。请从走访页面上的按钮转办。");
		return;
	}
	if (p->state != PROBLEM_HEARD) {
		refuse(r, 409, "这个问题已经转办或解决了，请看走访页面。");
		return;
	}
	p->record = ways[way].record;
	p->matter = ways[way].make(r, v, p);
	if (p->matter && flow_move_row(r, &visit_problem_flow, p, "raise", ""))
		back_saying(r, "已转办，按那里的期限办理。");
}

/* ---- promises ---- */

void get_promises(struct req *r) { list_page(r, &promise_list); }
void get_promise(struct req *r) { derived_show(r, &promise_pages, r->row); }
void get_promise_edit(struct req *r) { derived_edit(r, &promise_pages, r->row); }
void post_promise_edit(struct req *r) { derived_save(r, &promise_pages, r->row); }
