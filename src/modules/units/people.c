/* People: list, page, finding. */
#include <string.h>

#include "http/html.h"
#include "kernel/app.h"
#include "kernel/page.h"
#include "kernel/place.h"
#include "kernel/rights.h"
#include "modules/units/units_view.h"
#include "text/idcheck.h"
#include "people.html.h"
#include "units.sql.h"

enum { ROWS = 30, ROUNDS = 3, TAILS = 60 };

static void add_rows(struct people_page *v, const struct people_in *p, size_t n)
{
	for (size_t i = 0; i < n && v->n < ROWS; i++)
		v->rows[v->n++] = (struct person_line){p[i].id, p[i].unit, p[i].name, p[i].staff_no, p[i].title,
						       p[i].mobile_mask, p[i].unit_name, p[i].has_account};
}

/* Those who were registered earlier, from an entry of the index or a person on. */
static void set_older(struct req *r, struct people_page *v, const char *what, int64_t from)
{
	struct buf b = buf_in(r->arena);
	buf_puts(&b, "/people?q=");
	url_encode(&b, v->q);
	if (v->unit)
		buf_printf(&b, "&unit=%lld", (long long)v->unit);
	buf_puts(&b, "&older=");
	url_encode(&b, place_seal_number(r, what, from));
	v->next = buf_text(&b);
}

/* Whoever is still there and in reach. False: he would be one more than a page has. */
static bool add_found(struct req *r, struct people_page *v, int64_t id)
{
	const char *tree = v->unit ? unit_path(r->db, r->arena, v->unit) : "/";
	struct people_in one;
	if (!q_people_found(r->db, r->arena, id, tree, path_end(r->arena, tree), &one) || !may_path(r->who, right_of(r->app, "person.read"), one.path))
		return true;
	bool room = v->n < ROWS;
	add_rows(v, &one, 1);
	return room;
}

static const char by_name[] = "people.named", by_name_none_yet[] = "people.none", by_tail[] = "people.tail";

/*
 * By a fragment of name, pinyin, staff number or post. Of who has left there are entries too. False: all were gone through, on
 * the pages before as well, and nobody has it.
 */
static bool find_named(struct req *r, struct people_page *v, const struct scope *s)
{
	const char *what = by_name;
	int64_t from = place_open_number(r, what, query_get(r, "older"));
	if (!from)
		from = place_open_number(r, what = by_name_none_yet, query_get(r, "older"));
	for (int round = 0; round < ROUNDS; round++) {
		size_t wanted = ROWS + 1 - v->n;
		struct search_answer x = people_search(r, v->q, s, from, wanted);
		for (size_t i = 0; i < x.n; from = x.rows[i++].id)
			if (!add_found(r, v, x.rows[i].row_id)) {
				set_older(r, v, by_name, from);
				return true;
			}
		from = x.further;
		if (!from)
			return v->n || what == by_name;
		if (x.n < wanted)
			break;
	}
	set_older(r, v, v->n ? by_name : what, from);
	return true;
}

/* By a whole mobile, or by its last four digits, which many share. */
static void find_mobile(struct req *r, struct people_page *v)
{
	const struct keyring *k = &r->app->keys;
	bool whole = strlen(v->q) == MOBILE_CHARS;
	int64_t from = place_open_number(r, by_tail, query_get(r, "older"));
	size_t n;
	struct people_with *p = whole ? q_people_by_mobile(r->db, r->arena, secret_number_hash(r->arena, k, "person.mobile", v->q), &n) :
		q_people_by_tail(r->db, r->arena, secret_tail_hash(r->arena, k, "person.mobile", v->q), from ? from : INT64_MAX, TAILS, &n);
	for (size_t i = 0; i < n; from = p[i++].id)
		if (!add_found(r, v, p[i].id)) {
			set_older(r, v, by_tail, from);
			return;
		}
	if (n == TAILS)
		set_older(r, v, by_tail, from);
}

static void find_people(struct req *r, struct people_page *v, const struct scope *s)
{
	size_t digits = strspn(v->q, "0123456789");
	bool mobile = !v->q[digits] && (digits == 4 || digits == MOBILE_CHARS);
	if (mobile && place_open_number(r, by_tail, query_get(r, "older")))
		find_mobile(r, v);
	else if (!find_named(r, v, s) && mobile)
		find_mobile(r, v);
	v->searched = *query_get(r, "older") != '\0';
}

/* One page of a tree in the order of the organisation; the next page begins after a path and a person. */
static void list_people(struct req *r, struct people_page *v, const char *tree)
{
	size_t n;
	const char *after = query_get(r, "after");
	struct str rest = str_of(after), path = str_cut(&rest, '-');
	int64_t id = 0;
	str_int(rest, &id);
	struct people_in *p = q_people_in(r->db, r->arena, tree, path_end(r->arena, tree), str_dup(r->arena, path), id, ROWS + 1, &n);
	size_t before = v->n;
	add_rows(v, p, n);
	if (n > v->n - before && v->n == ROWS) {
		const struct people_in *last = &p[ROWS - 1 - before];
		v->next = link_to(r, "/people?unit=%lld&after=%s-%lld", (long long)v->unit, last->path, (long long)last->id);
	}
}

void get_people(struct req *r)
{
	struct people_page v = {.q = query_get(r, "q"), .unit = query_int(r, "unit"), .unit_name = "",
				.rows = NEW_N(r->arena, struct person_line, ROWS)};
	struct scope s = scope_of(r, "person.read");
	if (v.unit) {
		if (!may_or_refuse(r, "person.read", v.unit))
			return;
		v.unit_name = unit_name(r->db, r->arena, v.unit);
		s.trees = arena_memdup(r->arena, &(const char *){unit_path(r->db, r->arena, v.unit)}, sizeof(char *));
		s.n_trees = 1;
	}
	if (*v.q && s.n_trees)
		find_people(r, &v, &(struct scope){.trees = s.trees, .n_trees = s.n_trees});
	for (size_t i = 0; !*v.q && i < s.n_trees && v.n < ROWS && !v.next; i++)
		list_people(r, &v, s.trees[i]);
	v.may_codes = may_anywhere(r->who, right_of(r->app, "account.issue"));
	v.may_import = may_anywhere(r->who, right_of(r->app, "person.edit"));
	v.add = link_to(r, "/people/new?unit=%lld", (long long)(v.unit ? v.unit : r->who->unit));
	page_begin(r, &(struct page){.title = "人员", .nav = "/people"});
	tpl_people(r->out, r, &v);
	page_end(r);
}

/* Roles given on this page; administrators are made by the command or the first-start page. */
static const int roles[] = {ROLE_REP, ROLE_HANDLER, ROLE_CADRE, ROLE_CHAIR, ROLE_AUDITOR, ROLE_FEDERATION};

struct option *post_roles(struct req *r, size_t *n)
{
	*n = sizeof(roles) / sizeof(roles[0]);
	struct option *out = NEW_N(r->arena, struct option, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct option){roles[i], choice_label(role_choices, roles[i])};
	return out;
}

static void fill_posts(struct req *r, struct person_page *v)
{
	struct person_posts *p = q_person_posts(r->db, r->arena, v->p->id, &v->n_posts);
	v->posts = NEW_N(r->arena, struct person_post_line, v->n_posts);
	for (size_t i = 0; i < v->n_posts; i++)
		v->posts[i] = (struct person_post_line){
			p[i].id, p[i].version, p[i].unit_name, p[i].post_title, choice_label(role_choices, p[i].role),
			unit_period(r->arena, p[i].since, p[i].until),
			p[i].state == POST_HELD && (!p[i].until || p[i].until >= r->today),
			p[i].state == POST_HELD && may(r, "post.edit", p[i].unit)};
	v->roles = post_roles(r, &v->n_roles);
}

/* The person's unit and those above it, as far as the asker may appoint there. */
static void fill_units(struct req *r, struct person_page *v)
{
	int64_t chain[20];
	size_t n = unit_chain(r->db, v->p->unit, 0, chain, 20);
	v->units = NEW_N(r->arena, struct option, n);
	for (size_t i = 0; i < n; i++)
		if (may(r, "post.edit", chain[i]))
			v->units[v->n_units++] = (struct option){chain[i], unit_name(r->db, r->arena, chain[i])};
}

void person_show(struct req *r, const char *label, const char *number)
{
	const struct person_row *p = r->row;
	struct person_page v = {.p = p, .unit_name = unit_name(r->db, r->arena, p->unit), .shown_label = label, .shown = number,
				.here = link_to(r, "/people/%lld", (long long)p->id)};
	v.account = q_person_account(r->db, p->id);
	v.editable = flow_editable(r, &person_flow, p);
	v.may_codes = v.editable && may(r, "account.issue", p->unit);
	v.may_reveal = may(r, "person.reveal", p->unit);
	v.may_family = may(r, "family.read", p->unit);
	fill_posts(r, &v);
	fill_units(r, &v);
	v.may_post = v.editable && v.n_units;
	page_begin(r, &(struct page){.title = p->name, .nav = "/people", .crumbs = {{"人员", "/people"}}});
	tpl_person(r->out, r, &v);
	page_end(r);
}

void get_person(struct req *r)
{
	if (((const struct person_row *)r->row)->state == PERSON_MERGED) {
		see_other(r, link_to(r, "/people/%lld/merged", (long long)r->id));
		return;
	}
	person_show(r, NULL, NULL);
}

static bool known_role(int64_t role)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (roles[i] == role)
			return true;
	return false;
}

bool post_fits(struct req *r, const struct post_row *t)
{
	struct unit u = {0};
	if (!t->unit || !unit_load(r->db, r->arena, t->unit, &u) || u.state != UNIT_ACTIVE)
		problem_add(&r->problems, "unit", "请选择任职单位。");
	if (!known_role(t->role))
		problem_add(&r->problems, "role", "请选择角色。");
	else if (t->role == ROLE_FEDERATION && u.kind != UNIT_FEDERATION)
		problem_add(&r->problems, "role", "总工会干部只能任职于总工会。");
	else if (t->role == ROLE_CHAIR && u.id && !unit_is_union(u.kind))
		problem_add(&r->problems, "role", "“%s”不是工会，没有工会主席。", u.name);
	if (t->until && t->until < t->since)
		problem_add(&r->problems, "until", "任职至要晚于任职起。");
	if (!r->problems.n && q_post_held(r->db, t->person, t->unit, t->role, t->since))
		problem_add(&r->problems, "role", "这一任职已经登记过。");
	return r->problems.n == 0;
}

void post_person_post(struct req *r)
{
	const struct person_row *p = r->row;
	struct post_row *t = record_new(r->arena, &post_record);
	form_read(r, &post_record, t);
	t->person = p->id;
	t->unit = form_int(r, "unit");
	if (t->unit && !may_or_refuse(r, "post.edit", t->unit))
		return;
	if (!post_fits(r, t)) {
		person_show(r, NULL, NULL);
		answer_status(r, 422);
		return;
	}
	if (flow_create(r, &post_flow, t, ""))
		see_other_saying(r, link_to(r, "/people/%lld", (long long)p->id), "任职已登记，从任职起始日生效。");
}

void post_post_end(struct req *r)
{
	const struct post_row *t = r->row;
	if (flow_move(r, &post_flow, t->id, form_int(r, "_version"), "end", form_get(r, "reason"), NULL))
		see_other_saying(r, link_to(r, "/people/%lld", (long long)t->person), "已免去职务，权限立即失效。");
}
