/* One employer; coverage by area. */
#include <string.h>

#include "http/url.h"
#include "employers.html.h"
#include "employers.sql.h"
#include "kernel/policy.h"
#include "modules/employers/inside.h"
#include "kernel/unit.h"

static void fill_rows(struct employer_page *v)
{
	const struct record *k = &employer_record;
	v->rows = NEW_N(v->r->arena, struct employer_row, (size_t)k->n_fields);
	for (int i = 0; i < k->n_fields; i++) {
		const struct field *f = &k->fields[i];
		const char *text = f->use & F_FORM ? field_show(v->r->arena, NULL, f, v->e) : "";
		if (*text && strcmp(f->name, "name") != 0 && (f->kind == KIND_TEXT || field_int(f, v->e)))
			v->rows[v->n++] = (struct employer_row){f->label, text};
	}
}

/* ORG-01: what the law asks of an employer of this size. */
static void fill_finding(struct employer_page *v)
{
	struct req *r = v->r;
	const struct employer *e = v->e;
	struct policy_value least = policy_get(r, "employer.staff", e->unit, r->today);
	v->source = least.source;
	v->soft = policy_unchecked(&least);
	if (e->state != EMPLOYER_OPEN || e->standing == STANDING_COVERED)
		return;
	if (e->standing == STANDING_SMALL) {
		v->finding = arena_printf(r->arena, "职工 %lld 人，没有工会。", (long long)e->staff);
		v->how = "不足 25 人的，可以单独建会，也可以由两个以上单位联合建会，或者选举组织员一人。";
	} else {
		v->finding = arena_printf(r->arena, "职工 %lld 人，%s。", (long long)e->staff, e->standing == STANDING_DUE ? "没有工会" : "只有组织员");
		v->how = arena_printf(r->arena, "有会员 %lld 人以上的，应当建立工会委员会；没有建会的，会员人数按职工人数估计。", (long long)least.value);
	}
}

/* Of a union that stands: "会员 25 人，没有工会委员会" and the like, as its card says. */
static void fill_findings(struct employer_page *v)
{
	const struct union_card *c = v->e->card ? record_load(v->r->db, v->r->arena, &union_card_record, v->e->card) : NULL;
	const struct unit_row *u = c && c->org && (CARD_STANDS & 1u << c->state) ? record_load(v->r->db, v->r->arena, &unit_record, c->org) : NULL;
	if (u)
		v->findings = committee_findings(v->r, u, &v->n_findings);
}

void get_employer(struct req *r)
{
	const struct employer *e = r->row;
	struct employer_page v = {.r = r, .e = e, .here = link_to(r, "/employers/%lld", (long long)e->id), .unit = unit_name(r->db, r->arena, e->unit),
				  .card = e->card ? record_title(r->db, r->arena, &union_card_record, e->card) : ""};
	v.editable = flow_editable(r, &employer_flow, e);
	v.may_due = v.editable && !e->card && e->cover == COVER_NONE && may(r, "union.edit", e->unit);
	fill_rows(&v);
	fill_finding(&v);
	fill_findings(&v);
	page_begin(r, &(struct page){.title = e->name, .nav = "/employers", .crumbs = {{"用人单位", "/employers"}}});
	tpl_employer(r->out, &v);
	page_end(r);
}

/* The card of a union that should be there, with what is known of the employer. */
void post_employer_due(struct req *r)
{
	struct employer *e = r->row;
	struct union_card *c = record_new(r->arena, &union_card_record);
	if (e->state != EMPLOYER_OPEN || e->card || e->cover != COVER_NONE) {
		refuse(r, 409, "这家单位已有工会卡片，或已被工会覆盖。请刷新页面。");
		return;
	}
	if (!may_or_refuse(r, "union.edit", e->unit))
		return;
	c->unit = e->unit;
	c->name = arena_printf(r->arena, "%s工会", e->name);
	c->employer = e->name;
	c->employer_uscc = e->uscc;
	c->nature = e->nature;
	c->industry = e->industry;
	c->address = e->address;
	c->contact = e->contact;
	c->staff = e->staff;
	c->staff_women = e->staff_women;
	c->gig = e->gig;
	if (!flow_create(r, &union_card_flow, c, "从用人单位名单登记"))
		return;
	e = record_load(r->db, r->arena, &employer_record, e->id); /* with a code it is tied already */
	e->card = c->id;
	if (flow_follow(r, &employer_flow, e, "follow", ""))
		see_other_saying(r, link_to(r, "/unions/%lld", (long long)c->id), "已登记为应建会单位。填好筹备组、上传建会申请书后，报上一级工会批准。");
}

/* ---- coverage ---- */

static void add(struct req *r, struct coverage_page *v, const struct employer_areas *x)
{
	struct area_line *l = NULL;
	for (size_t i = 0; i < v->n && !l; i++)
		if (strcmp(v->rows[i].area, x->area) == 0)
			l = &v->rows[i];
	if (!l) {
		l = &v->rows[v->n++];
		*l = (struct area_line){.area = x->area, .all = url_join(r->arena, "/employers?state=1&q=", x->area),
					.due = url_join(r->arena, "/employers?state=1&standing=1,4&q=", x->area)};
	}
	l->n += x->n;
	l->covered += x->covered;
	l->missing += x->missing;
	l->staff += x->staff;
	v->total.n += x->n;
	v->total.covered += x->covered;
	v->total.missing += x->missing;
	v->total.staff += x->staff;
}

void get_coverage(struct req *r)
{
	enum { AREAS = 2000 };
	struct scope s = scope_of(r, "employer.read");
	struct policy_value least = policy_get(r, "employer.staff", r->who->unit, r->today);
	struct coverage_page v = {.rows = NEW_N(r->arena, struct area_line, AREAS), .least = least.value, .source = policy_source(r->arena, &least)};
	for (size_t t = 0; t < s.n_trees; t++) {
		size_t n;
		bool wide = unit_tree_is_wide(r->db, r->arena, s.trees[t]);
		struct employer_areas *x = (wide ? q_employer_areas_wide : q_employer_areas)(r->db, r->arena, s.trees[t], path_end(r->arena, s.trees[t]), &n);
		for (size_t i = 0; i < n && v.n < AREAS; i++)
			add(r, &v, &x[i]);
	}
	for (size_t i = 0; i < v.n; i++)
		v.rows[i].percent = v.rows[i].covered * 100 / v.rows[i].n;
	v.total.percent = v.total.n ? v.total.covered * 100 / v.total.n : 0;
	page_begin(r, &(struct page){.title = "工会覆盖", .nav = "/employers/coverage", .crumbs = {{"用人单位", "/employers"}}});
	tpl_coverage(r->out, &v);
	page_end(r);
}
