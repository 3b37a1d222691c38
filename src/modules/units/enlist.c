/* A person registered by the program's own means: the first-start page, the command "user add". */
#include "modules/units/units.h"
#include "secret/id.h"
#include "text/pinyin.h"
#include "units.sql.h"

static bool add_post(struct req *r, const struct enlist *n, int64_t person)
{
	struct post_row *t = record_new(r->arena, &post_record);
	t->person = person;
	t->unit = n->at ? n->at : n->unit;
	t->role = n->role;
	t->title = n->title;
	t->since = r->today;
	return flow_create(r, &post_flow, t, "");
}

int64_t person_enlist(struct req *r, const struct enlist *n)
{
	struct person_row *p = record_new(r->arena, &person_record);
	if (text_empty(n->name))
		problem_add(&r->problems, "name", "请填写姓名。");
	p->id = id_new();
	p->unit = n->unit;
	p->name = n->name;
	p->staff_no = n->staff_no ? n->staff_no : "";
	p->title = "";
	p->pinyin = pinyin_of_name(r->arena, n->name);
	if (q_person_staff_no_used(r->db, p->unit, p->staff_no, p->id))
		problem_add(&r->problems, "staff_no", "该单位已有工号 %s。", p->staff_no);
	if (!person_numbers(r, p, n->mobile ? n->mobile : "", ""))
		return 0;
	if (!flow_create(r, &person_flow, p, "") || (n->role && !add_post(r, n, p->id)))
		return 0;
	return p->id;
}
