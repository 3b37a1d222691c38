/* Registering people; their numbers, sealed, hashed and masked; looking at a whole number once. */
#include <string.h>

#include "base/utf8.h"
#include "kernel/app.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "modules/units/units_view.h"
#include "people.html.h"
#include "secret/id.h"
#include "text/idcheck.h"
#include "text/pinyin.h"
#include "units.sql.h"

void person_put_mobile(struct arena *a, const struct keyring *k, struct person_row *p, const char *mobile)
{
	p->mobile_mask = mask_mobile(a, mobile);
	p->mobile_seal = secret_seal(a, k, (struct seal_place){"person", "mobile", p->id}, mobile);
	p->mobile_hash = secret_number_hash(a, k, "person.mobile", mobile);
	p->mobile_tail = secret_tail_hash(a, k, "person.mobile", mobile);
}

void person_put_idno(struct arena *a, const struct keyring *k, struct person_row *p, const char *idno)
{
	p->idno_mask = mask_id_number(a, idno);
	p->idno_seal = secret_seal(a, k, (struct seal_place){"person", "idno", p->id}, idno);
	p->idno_hash = secret_number_hash(a, k, "person.idno", idno);
	p->idno_tail = secret_tail_hash(a, k, "person.idno", idno);
}

bool person_mobile_taken(struct req *r, const char *mobile, int64_t but)
{
	return q_person_mobile_used(r->db, secret_number_hash(r->arena, &r->app->keys, "person.mobile", mobile), but) > 0;
}

bool person_staff_no_taken(struct req *r, int64_t unit, const char *staff_no, int64_t but)
{
	return q_person_staff_no_used(r->db, unit, staff_no, but) > 0;
}

bool person_numbers(struct req *r, struct person_row *p, const char *mobile, const char *idno)
{
	char clean[MOBILE_CHARS + 1] = "";
	struct id_number number = {0};
	const char *bad = *mobile ? mobile_read(r->arena, mobile, clean) : NULL;
	if (bad)
		problem_add(&r->problems, "mobile", "%s", bad);
	bad = *idno ? id_number_read(r->arena, idno, r->today, &number) : NULL;
	if (bad)
		problem_add(&r->problems, "idno", "%s", bad);
	if (*clean && person_mobile_taken(r, clean, p->id))
		problem_add(&r->problems, "mobile", "这个手机号已登记在另一个人名下，请核对。");
	if (*number.text && q_person_idno_used(r->db, secret_number_hash(r->arena, &r->app->keys, "person.idno", number.text), p->id))
		problem_add(&r->problems, "idno", "这个身份证号已登记在另一个人名下，请核对。");
	if (r->problems.n)
		return false;
	if (*clean)
		person_put_mobile(r->arena, &r->app->keys, p, clean);
	if (*number.text)
		person_put_idno(r->arena, &r->app->keys, p, number.text);
	return true;
}

static void show_form(struct req *r, const struct person_row *row, int64_t unit)
{
	struct form f = {r, &person_record, row, NULL};
	struct person_form v = {.form = &f, .unit = form_int(r, "unit") ? form_int(r, "unit") : unit,
				.mobile = form_get(r, "mobile"), .idno = form_get(r, "idno")};
	struct scope s = scope_of(r, "person.edit");
	if (!row && may_anywhere(r->who, right_of(r->app, "post.edit")))
		v.roles = post_roles(r, &v.n_roles);
	v.title = row ? "修改人员" : "登记人员";
	v.version = row ? row->version : 0;
	v.mobile_mask = row ? row->mobile_mask : "";
	v.idno_mask = row ? row->idno_mask : "";
	v.action = row ? link_to(r, "/people/%lld", (long long)row->id) : "/people";
	v.back = row ? v.action : link_to(r, "/people?unit=%lld", (long long)v.unit);
	if (s.n_trees) {
		int64_t root = 0;
		for (struct str rest = str_of(s.trees[0]); rest.n;)
			str_int(str_cut(&rest, '/'), &root);
		v.units = options_units_or_near(r, root, v.unit, &v.n_units, &v.few_units);
	}
	page_begin(r, &(struct page){.title = v.title, .nav = "/people", .crumbs = {{"人员", "/people"}}});
	tpl_person_form(r->out, r, &v);
	page_end(r);
}

/* The unit must be one the asker may register people in; a staff number is used once in it. */
static bool place_fits(struct req *r, struct person_row *p, int64_t unit)
{
	struct unit u;
	if (!unit || !unit_load(r->db, r->arena, unit, &u) || u.state != UNIT_ACTIVE) {
		problem_add(&r->problems, "unit", "请选择所在单位。");
		return false;
	}
	if (!may_or_refuse(r, "person.edit", unit))
		return false;
	if (person_staff_no_taken(r, unit, p->staff_no, p->id))
		problem_add(&r->problems, "staff_no", "本单位已有工号 %s，请核对。", p->staff_no);
	return r->problems.n == 0;
}

void get_person_new(struct req *r)
{
	int64_t unit = query_int(r, "unit");
	show_form(r, NULL, unit ? unit : r->who->unit);
}

static void again(struct req *r, const struct person_row *row)
{
	if (r->answered)
		return;
	show_form(r, row, row ? row->unit : 0);
	answer_status(r, 422);
}

/* The post that was chosen with the new person, from today on; false: refused, or problems were added. */
static bool take_office(struct req *r, const struct person_row *p)
{
	struct post_row *t = record_new(r->arena, &post_record);
	t->person = p->id;
	t->unit = p->unit;
	t->role = form_int(r, "role");
	t->since = r->today;
	t->title = "";
	if (!t->role)
		return true;
	return may_or_refuse(r, "post.edit", t->unit) && post_fits(r, t) && flow_create(r, &post_flow, t, "");
}

void post_person_new(struct req *r)
{
	struct person_row *p = record_new(r->arena, &person_record);
	p->id = id_new();
	form_read(r, &person_record, p);
	bool numbers = person_numbers(r, p, form_get(r, "mobile"), form_get(r, "idno"));
	p->unit = form_int(r, "unit");
	if (!place_fits(r, p, p->unit) || !numbers) {
		again(r, NULL);
		return;
	}
	p->pinyin = pinyin_of_name(r->arena, p->name);
	if (!flow_create(r, &person_flow, p, ""))
		return;
	if (take_office(r, p))
		see_other_saying(r, link_to(r, "/people/%lld", (long long)p->id),
				 form_int(r, "role") ? "人员和任职已登记。要让本人登录，请发激活码。" :
						       "人员已登记。在工会任职的，在下面登记任职；要让本人登录，请发激活码。");
	else
		again(r, NULL);
}

void get_person_edit(struct req *r)
{
	const struct person_row *p = r->row;
	if (flow_editable(r, &person_flow, p))
		show_form(r, p, p->unit);
	else
		refuse(r, 409, "已离开的人员不能修改，请先恢复在册。");
}

/*
 * With the mobile one signs in: whoever changes it locks its owner out. So that of a head or
 * an administrator is for those who may give him a new activation code, and for himself.
 */
static void check_mobile_right(struct req *r, const struct person_row *p)
{
	size_t n;
	struct person_posts *t = q_person_posts(r->db, r->arena, p->id, &n);
	if (text_empty(form_get(r, "mobile")) || p->id == r->who->person)
		return;
	for (size_t i = 0; i < n; i++) {
		unsigned role = BIT(t[i].role);
		bool held = t[i].state == POST_HELD && (!t[i].until || t[i].until >= r->today);
		const char *right = role & ADMINS ? "account.admin" : role & HEADS ? "account.head" : NULL;
		if (held && right && !may(r, right, t[i].unit)) {
			problem_add(&r->problems, "mobile", "%s是%s，登录用的手机号要由本人或上级工会修改。", p->name,
				    choice_label(role_choices, t[i].role));
			return;
		}
	}
}

void post_person_edit(struct req *r)
{
	struct person_row *p = r->row;
	int64_t from = p->unit, to = form_int(r, "unit");
	form_read(r, &person_record, p);
	check_mobile_right(r, p);
	bool numbers = person_numbers(r, p, form_get(r, "mobile"), form_get(r, "idno"));
	if (!place_fits(r, p, to) || !numbers) {
		again(r, p);
		return;
	}
	p->pinyin = pinyin_of_name(r->arena, p->name);
	if (!flow_edit(r, &person_flow, p, ""))
		return;
	if (to != from) {
		p->unit = to;
		if (!flow_move_row(r, &person_flow, p, "transfer", arena_printf(r->arena, "从“%s”到“%s”",
			unit_name(r->db, r->arena, from), unit_name(r->db, r->arena, to))))
			return;
	}
	see_other_saying(r, link_to(r, "/people/%lld", (long long)p->id), "已保存。");
}

/* The answer shows the number once; what remains is the event with its reason. */
void post_person_reveal(struct req *r)
{
	struct person_row *p = r->row;
	bool idno = strcmp(form_get(r, "field"), "idno") == 0;
	const char *label = idno ? "身份证号" : "手机号", *plain = "";
	const char *sealed = idno ? p->idno_seal : p->mobile_seal, *reason = form_get(r, "reason");
	if (!*sealed) {
		refuse(r, 404, "没有登记%s。", label);
		return;
	}
	if (utf8_count(reason) < 4) {
		refuse_field(r, "reason", "理由", "请写明查看%s的理由，例如“核对疗休养名单”。", label);
		return;
	}
	if (!secret_unseal(r->arena, &r->app->keys, (struct seal_place){"person", idno ? "idno" : "mobile", p->id}, sealed, &plain)) {
		refuse(r, 409, "这个号码是用另一把密钥加密的，现在的密钥打不开。请联系系统管理员。");
		return;
	}
	if (flow_move_row(r, &person_flow, p, "reveal", arena_printf(r->arena, "查看%s：%s", label, reason)))
		person_show(r, label, plain);
}
