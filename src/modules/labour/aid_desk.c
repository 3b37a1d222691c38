/* Legal aid at the desk: a cadre takes down what somebody says who came in person; material. */
#include <string.h>

#include "kernel/files.h"
#include "kernel/page.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "labour_aids.html.h"
#include "modules/labour/mediation_view.h"

bool legal_aid_make(struct req *r, struct legal_aid *a)
{
	a->title = arena_printf(r->arena, "%s法律援助", choice_label(legal_aid_kinds, a->kind));
	a->level = 1;
	a->lead = a->unit;
	return matter_create(r, &legal_aid_flow, a, false);
}

void labour_kind_input(struct buf *o, const struct form *f)
{
	struct field kind = *record_field(f->record, "kind");
	kind.use |= F_NEED;
	form_input(o, f, &kind);
}

static void show_form(struct req *r, int64_t unit)
{
	struct policy_value days = policy_get(r, "legal_aid.days", unit, r->today);
	struct aid_form v = {.r = r, .form = {r, &legal_aid_record, NULL, NULL}, .author = form_int(r, "author"), .days = days.value, .days_source = policy_source(r->arena, &days)};
	v.people = options_people(r, unit, &v.n_people);
	page_begin(r, &(struct page){.title = "登记法律援助申请", .nav = "/labour/aids", .crumbs = {{"法律援助", "/labour/aids"}}});
	tpl_aid_form(r->out, &v);
	page_end(r);
}

void get_aid_desk(struct req *r)
{
	int64_t unit = union_of_right_or_refuse(r, "legal_aid.desk");
	if (unit)
		show_form(r, unit);
}

static bool is_of_unit(struct req *r, int64_t unit, int64_t person)
{
	const struct person_row *p = record_load(r->db, r->arena, &person_record, person);
	return p && path_covers(unit_path(r->db, r->arena, unit), unit_path(r->db, r->arena, p->unit));
}

static void read_desk(struct req *r, struct legal_aid *a)
{
	static const char *const names[] = {"walk_in", "opponent", "means", "content"};
	struct field kind = *record_field(&legal_aid_record, "kind");
	kind.use |= F_NEED;
	field_read(&r->problems, &kind, form_get(r, "kind"), a);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		field_read(&r->problems, record_field(&legal_aid_record, names[i]), form_get(r, names[i]), a);
	a->author = form_int(r, "author");
	if (a->author && !is_of_unit(r, a->unit, a->author))
		problem_add(&r->problems, "author", "请在本工会的人员里选申请人；没有登记的在下面写姓名。");
	if (!a->author && text_empty(a->walk_in))
		problem_add(&r->problems, "walk_in", "请选择申请人，或者写他的姓名。");
	if (a->author && !text_empty(a->walk_in))
		problem_add(&r->problems, "walk_in", "已经选了申请人，姓名不用再写。");
	if (a->author == r->who->person)
		problem_add(&r->problems, "author", "自己的申请请在手机“申请法律援助”里提出，不由自己登记。");
}

void post_aid_desk(struct req *r)
{
	struct legal_aid *a = record_new(r->arena, &legal_aid_record);
	a->unit = union_of_right_or_refuse(r, "legal_aid.desk");
	if (!a->unit)
		return;
	read_desk(r, a);
	if (r->problems.n) {
		show_form(r, a->unit);
		answer_status(r, 422);
		return;
	}
	if (!legal_aid_make(r, a))
		return;
	party_person(r, &legal_aid_record, a->id, PARTY_INVITED, 0, r->who->person);
	see_other_saying(r, link_to(r, "/labour/aids/%lld", (long long)a->id), "已登记。请打印申请表，请申请人核对签名。");
}

void post_aid_files(struct req *r)
{
	const struct legal_aid *a = r->row;
	if (a->state >= MATTER_CLOSED)
		refuse(r, 409, "已经结束，不能再添加材料。");
	else if (files_attach(r, &legal_aid_record, a->id, a->unit))
		see_other_saying(r, a->author == r->who->person ? link_to(r, "/m/aids/%lld", (long long)a->id) : link_to(r, "/labour/aids/%lld", (long long)a->id), "材料已保存。");
}
