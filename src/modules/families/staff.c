/* The family of a person at the desk: opened with a reason, each look kept. */
#include "base/utf8.h"
#include "families.html.h"
#include "families.sql.h"
#include "modules/families/inside.h"

static struct family_page page_of(struct req *r)
{
	const struct person_row *p = r->row;
	struct family_page v = {.r = r, .person = p->id, .name = p->name, .here = link_to(r, "/people/%lld/family", (long long)p->id), .reason = form_get(r, "reason"),
				.care = may(r, "family.care", p->unit), .may_edit = p->state == PERSON_ACTIVE && may(r, "family.edit", p->unit)};
	v.size = family_size(r->db, p->id);
	return v;
}

/* The closed page: how many, how related, names masked. The open one: everything the asker may see, and one form. */
static void show(struct req *r, bool opened, const struct family_member *form, bool back)
{
	struct family_page v = page_of(r);
	v.opened = opened;
	v.lines = family_lines(r, v.person, opened && v.care, &v.n);
	v.wrong = form && form->version ? form->id : 0;
	v.form = (struct form){r, &family_record, form, NULL};
	v.typed = family_typed_of(r, v.care ? form : NULL, back);
	page_begin(r, &(struct page){.title = "家庭成员", .nav = "/members", .crumbs = {{"人员", "/people"}, {v.name, link_to(r, "/people/%lld", (long long)v.person)}}});
	tpl_family(r->out, &v);
	page_end(r);
}

void get_family(struct req *r)
{
	show(r, false, NULL, false);
}

/* The row named in the form, of this person; NULL: none such. */
static struct family_member *row_of(struct req *r, int64_t id)
{
	struct family_member *m = id ? record_load(r->db, r->arena, &family_record, id) : NULL;
	return m && m->person == r->id && m->state == FAMILY_HERE ? m : NULL;
}

void post_family_open(struct req *r)
{
	const struct person_row *p = r->row;
	const char *reason = form_get(r, "reason");
	if (utf8_count(reason) < 4) {
		problem_add(&r->problems, "reason", "请写明查看的理由，例如“走访慰问前核对”。");
		show(r, false, NULL, false);
		answer_status(r, 422);
		return;
	}
	family_seen(r, p->id, p->unit, reason);
	show(r, true, row_of(r, form_int(r, "row")), false);
}

static void save(struct req *r, struct family_member *m, const char *said)
{
	const struct person_row *p = r->row;
	if (p->state != PERSON_ACTIVE) {
		refuse(r, 409, "此人已不在册，家庭成员不再登记。");
		return;
	}
	if (!family_read(r, m, may(r, "family.care", p->unit))) {
		family_seen(r, p->id, p->unit, "登记家庭成员");
		show(r, true, m, true);
		answer_status(r, 422);
		return;
	}
	if (family_write(r, m, said))
		see_other_saying(r, link_to(r, "/people/%lld/family", (long long)p->id), "已保存，本人在手机上能看到、更正。");
}

void post_family_new(struct req *r)
{
	const struct person_row *p = r->row;
	struct family_member *m = record_new(r->arena, &family_record);
	m->person = p->id;
	m->unit = p->unit;
	save(r, m, "工会代为登记");
}

void post_family_edit(struct req *r)
{
	struct family_member *m = row_of(r, r->sub);
	if (!m)
		refuse(r, 404, "没有这名家庭成员，可能已被删除。请刷新页面。");
	else if (form_int(r, "_version") != m->version)
		refuse(r, 409, "这名家庭成员刚被改动过，请返回重新打开，看过新内容后再改。");
	else
		save(r, m, "工会更正");
}

void post_family_remove(struct req *r)
{
	struct family_member *m = row_of(r, r->sub);
	if (!m)
		refuse(r, 404, "没有这名家庭成员，可能已被删除。请刷新页面。");
	else if (family_erase(r, m, "工会删除"))
		see_other_saying(r, link_to(r, "/people/%lld/family", (long long)r->id), "已删除，内容不再保留。");
}
