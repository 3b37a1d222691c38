/* One member: what is registered, what may change, what happened. */
#include <string.h>

#include "base/utf8.h"
#include "kernel/app.h"
#include "kernel/message.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "members.html.h"
#include "members.sql.h"
#include "modules/members/members_view.h"
#include "modules/members/pages.h"
#include "modules/members/retire.h"
#include "modules/units/units.h"
#include "secret/secret.h"

static void add(struct member_row *rows, size_t *n, const char *label, const char *value)
{
	if (!text_empty(value))
		rows[(*n)++] = (struct member_row){label, value};
}

static void fill_rows(struct req *r, struct member_page *v)
{
	static const char *const who[] = {"sex", "birth", "id_type", "ethnic", "politics", "education", "degree", "household",
					  "household_place", "employer", "skill", "job", "farmer", "model", "gig", "retire_base"};
	static const char *const in[] = {"member_no", "joined_on", "change", "changed_on", "change_reason", "decision",
					 "dues_until", "reminded_on"};
	v->rows = NEW_N(r->arena, struct member_row, 20);
	v->register_rows = NEW_N(r->arena, struct member_row, 12);
	for (size_t i = 0; i < sizeof(who) / sizeof(who[0]); i++) {
		const struct field *f = record_field(&member_record, who[i]);
		add(v->rows, &v->n, f->label, field_show(r->arena, NULL, f, v->m));
	}
	for (size_t i = 0; i < sizeof(in) / sizeof(in[0]); i++) {
		const struct field *f = record_field(&member_record, in[i]);
		add(v->register_rows, &v->n_register, f->label, field_show(r->arena, NULL, f, v->m));
	}
}

static const char *retire_text(struct req *r, const struct member *m)
{
	struct retirement t;
	if (!retirement_of(m->birth, (int)m->sex, (int)m->retire_base, &t))
		return m->sex == 2 && m->birth ? "填写“退休年龄类别”后推算" : "";
	struct civil on = day_civil(t.on), first = day_civil(t.earliest);
	const char *more = t.months % 12 ? arena_printf(r->arena, " %d 个月", t.months % 12) : "";
	return arena_printf(r->arena, "%d年%d月（%d 岁%s），弹性提前最早 %d年%d月", on.year, on.month, t.months / 12, more,
			    first.year, first.month);
}

/* What may be changed beside the two buttons of an application. */
static void fill_changes(struct req *r, struct member_page *v)
{
	size_t room = 0;
	const struct move *m = member_flow.moves;
	if (text_is(v->m->name, MEMBER_GONE))
		return;
	while (m[room].verb)
		room++;
	v->changes = NEW_N(r->arena, struct member_change, room);
	for (; m->verb; m++) {
		if (m->from != v->m->state || !(m->flags & MOVE_PLACED) || !may(r, m->right, v->m->unit))
			continue;
		v->changes[v->n_changes++] = (struct member_change){m->verb, m->label, m->help, m->needs ? m->needs(r, v->m) : NULL,
								    m->flags & MOVE_WRITTEN, m->flags & MOVE_FINAL};
	}
}

static void show(struct req *r, const char *label, const char *shown)
{
	const struct member *m = r->row;
	const struct person_row *p = record_load(r->db, r->arena, &person_record, m->id);
	struct member_page v = {.m = m, .unit_name = unit_name(r->db, r->arena, m->unit), .shown_label = label, .shown = shown,
				.here = link_to(r, "/members/%lld", (long long)m->id), .title = p ? p->title : "",
				.staff_no = p ? p->staff_no : "", .has_address = *m->address_seal};
	v.editable = flow_editable(r, &member_flow, m);
	v.may_reveal = may(r, "person.reveal", m->unit);
	v.retire = m->state == MEMBER_ACTIVE || m->state == MEMBER_KEPT ? retire_text(r, m) : "";
	if (m->to_unit) {
		v.target = unit_name(r->db, r->arena, m->to_unit);
		v.may_receive = may(r, "member.receive", m->to_unit);
	}
	v.may_family = may(r, "family.read", m->unit);
	v.may_erase = !(MEMBER_OPEN & MEMBER_BIT(m->state)) && !text_is(m->name, MEMBER_GONE) && may(r, "member.approve", m->unit);
	if (v.may_erase && m->state != MEMBER_REFUSED && p && p->state == PERSON_ACTIVE)
		v.erase_not_yet = "还登记在册：会籍终止并离开单位后才删除，请先在人员页登记离开。";
	v.may_admit = m->state == MEMBER_APPLIED && may(r, "member.approve", m->unit);
	fill_rows(r, &v);
	fill_changes(r, &v);
	page_begin(r, &(struct page){.title = m->name, .nav = "/members", .crumbs = {{"会员", "/members"}}});
	tpl_member(r->out, r, &v);
	page_end(r);
}

void get_member(struct req *r)
{
	if (((const struct member *)r->row)->state == MEMBER_MERGED) {
		see_other(r, link_to(r, "/people/%lld/merged?member=1", (long long)r->id));
		return;
	}
	show(r, NULL, NULL);
}

/* What is missing stands beside its input, all at once; the move itself asks again. */
static void check_change(struct req *r, const struct move *x)
{
	const char *on = form_get(r, "on");
	day d = r->today;
	if (*on && (!day_parse(str_of(on), &d) || d > r->today || d < day_of(1949, 10, 1)))
		problem_add(&r->problems, "on", MEMBER_DAY_WRONG, day_iso(r->arena, r->today));
	if ((x->flags & MOVE_WRITTEN) && text_empty(form_get(r, "reason")))
		problem_add(&r->problems, "reason", "请写明“%s”的%s。", x->label, x->flags & MOVE_OPINION ? "意见" : "理由");
	if (strcmp(x->verb, "expel") == 0 && text_empty(form_get(r, "decision")))
		problem_add(&r->problems, "decision", MEMBER_WHO_EXPELS);
}

static void show_again(struct req *r)
{
	show(r, NULL, NULL);
	answer_status(r, 422);
}

/* A change of membership: verb, day, reason and, where a committee decides, its decision. */
void post_member_change(struct req *r)
{
	struct member *m = r->row;
	const char *verb = form_get(r, "verb"), *label;
	const struct move *move = NULL;
	for (const struct move *x = member_flow.moves; x->verb; x++)
		if (x->from == m->state && (x->flags & MOVE_PLACED) && strcmp(x->verb, verb) == 0)
			move = x;
	if (!move)
		problem_add(&r->problems, "verb", "请选择要办理的变动。");
	else if (may(r, move->right, m->unit) && (!move->needs || !move->needs(r, m)))
		check_change(r, move);
	if (r->problems.n) {
		show_again(r);
		return;
	}
	label = move->label;
	if (!flow_move(r, &member_flow, m->id, form_int(r, "_version"), verb, form_get(r, "reason"), NULL))
		return;
	if (strcmp(verb, "die") == 0) {
		struct person_row *p = record_load(r->db, r->arena, &person_record, m->id);
		if (p && p->state == PERSON_ACTIVE && !flow_follow(r, &person_flow, p, "leave", "去世"))
			return;
	}
	if (strcmp(verb, "remind") == 0)
		message_send(r, &(struct message){.person = m->id, .title = "会费到期提醒", .link = "/m/member",
						  .body = "你的会费已到期，请与本单位工会联系补缴。"});
	see_other_saying(r, link_to(r, "/members/%lld", (long long)m->id), arena_printf(r->arena, "已办理：%s。", label));
}

/* The whole number or address once; what remains is the event with its reason. */
void post_member_reveal(struct req *r)
{
	struct member *m = r->row;
	const struct person_row *p = record_load(r->db, r->arena, &person_record, m->id);
	const char *field = form_get(r, "field"), *reason = form_get(r, "reason"), *plain = "";
	struct seal_place place = {"person", "idno", m->id};
	const char *sealed = p ? p->idno_seal : "", *label = "证件号码";
	if (strcmp(field, "mobile") == 0) {
		place.field = "mobile";
		sealed = p ? p->mobile_seal : "";
		label = "手机号";
	} else if (strcmp(field, "address") == 0) {
		place = (struct seal_place){"member", "address", m->id};
		sealed = m->address_seal;
		label = "住址";
	}
	if (!*sealed) {
		refuse(r, 404, "没有登记%s。", label);
		return;
	}
	if (utf8_count(reason) < 4) {
		refuse_field(r, "reason", "理由", "请写明查看%s的理由，例如“核对疗休养名单”。", label);
		return;
	}
	if (!secret_unseal(r->arena, &r->app->keys, place, sealed, &plain)) {
		refuse(r, 409, "这项信息是用另一把密钥加密的，现在的密钥打不开。请联系系统管理员。");
		return;
	}
	if (flow_move_row(r, &member_flow, m, "reveal", arena_printf(r->arena, "查看%s：%s", label, reason)))
		show(r, label, plain);
}
