/*
 * Erasing what was kept of a member whose membership has ended (PIPL 47): values go from the rows, from
 * the index and from behind the events; the chain holds hashes only and still verifies.
 */
#include "batch.sql.h"
#include "kernel/search.h"
#include "members.sql.h"
#include "modules/members/moves.h"
#include "modules/members/pages.h"
#include "modules/units/units.h"

#define GONE MEMBER_GONE
enum { EVENTS_MOST = 1000 };

static void empty_member(struct member *m)
{
	for (int i = 0; i < member_record.n_fields; i++) {
		const struct field *f = &member_record.fields[i];
		if ((f->use & F_PERSONAL) && (f->kind == KIND_TEXT || f->kind == KIND_LONG))
			field_set_text(f, m, "");
		else if ((f->use & F_PERSONAL) && f->at != offsetof(struct member, change) && f->at != offsetof(struct member, changed_on))
			field_set_int(f, m, 0);
	}
	m->name = GONE;
	m->pinyin = m->address_seal = m->idkey = "";
	m->complete = 0;
}

static void empty_person(struct person_row *p)
{
	p->name = GONE;
	p->staff_no = p->title = p->pinyin = "";
	p->mobile_mask = p->mobile_seal = p->mobile_hash = p->mobile_tail = "";
	p->idno_mask = p->idno_seal = p->idno_hash = p->idno_tail = "";
	p->sex = 0;
}

/* The values behind all events of a row, with those that this erasure itself made. */
static void forget(struct req *r, const struct record *record, int64_t id)
{
	size_t n;
	struct event *e = events_of(r->db, r->arena, record->name, id, EVENTS_MOST, &n);
	for (size_t i = 0; i < n; i++)
		event_forget(r->db, e[i].id);
}

bool person_erase(struct req *r, struct person_row *p, const char *reason)
{
	empty_person(p);
	if (!flow_follow(r, &person_flow, p, "erase", reason))
		return false;
	q_member_terms_unnamed(r->db, p->id, GONE);
	person_index(r->db, r->arena, r->now, p, NULL);
	forget(r, &person_record, p->id);
	return true;
}

/* Refuses, or erases in this transaction. */
bool member_erase(struct req *r, struct member *m, const char *reason)
{
	struct person_row *p = record_load(r->db, r->arena, &person_record, m->id);
	if (p && p->state == PERSON_ACTIVE && m->state != MEMBER_REFUSED) {
		refuse(r, 409, "%s还登记在册。会籍终止并离开单位后才删除；请先在人员页登记离开。", p->name);
		return false;
	}
	empty_member(m);
	if (!flow_move_row(r, &member_flow, m, "erase", reason))
		return false;
	if (p && p->state != PERSON_ACTIVE && !person_erase(r, p, reason))
		return false;
	forget(r, &member_record, m->id);
	return true;
}

void post_member_erase(struct req *r)
{
	struct member *m = r->row;
	if (member_erase(r, m, form_get(r, "reason")))
		see_other_saying(r, link_to(r, "/members/%lld", (long long)m->id), "个人信息已删除，会籍变动的日期留作统计。");
}
