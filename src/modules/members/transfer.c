/* Membership follows the labour relation: one union gives, the other takes; nobody joins twice. */
#include <string.h>

#include "kernel/message.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "members.sql.h"
#include "modules/members/moves.h"
#include "modules/members/pages.h"
#include "modules/units/units.h"

int64_t member_house(struct db *d, struct arena *a, int64_t unit)
{
	struct unit u = {0};
	for (int64_t at = unit_union(d, a, unit); at && unit_load(d, a, at, &u) && u.kind == UNIT_SUB_UNION; at = unit_union(d, a, u.parent))
		continue;
	return u.id;
}

/* A union by its code or whole name: the giving side does not see into other trees. */
static int64_t union_named(struct req *r, const struct member *m, const char *typed)
{
	const char *first, *end;
	size_t n, hits = 0;
	int64_t found = 0;
	if (!find_range(r->arena, typed, &first, &end)) {
		problem_add(&r->problems, "to", "请填写转往哪个工会：单位代码或全称。");
		return 0;
	}
	struct members_unit_named *u = q_members_unit_named(r->db, r->arena, first, &n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(u[i].code, typed) == 0 || strcmp(u[i].name, typed) == 0) {
			found = u[i].id;
			hits++;
		}
	if (hits != 1) {
		if (hits)
			problem_add(&r->problems, "to", "有 %zu 个单位叫“%s”，请填单位代码。", hits, typed);
		else
			problem_add(&r->problems, "to", "没有叫“%s”的单位。请核对单位代码或全称；对方不在本系统内的，办理“转往系统外的工会”。", typed);
		return 0;
	}
	if (member_house(r->db, r->arena, found) == member_house(r->db, r->arena, m->unit)) {
		problem_add(&r->problems, "to", "“%s”与现在的单位同属一个工会，在“修改”里换单位即可，不用转会。", typed);
		return 0;
	}
	return found;
}

void post_member_out(struct req *r)
{
	struct member *m = r->row;
	const char *here = link_to(r, "/members/%lld", (long long)m->id);
	if (strcmp(form_get(r, "recall"), "1") == 0) {
		if (flow_move_row(r, &member_flow, m, "recall", form_get(r, "reason")))
			see_other_saying(r, here, "已撤回转出。");
		return;
	}
	if (m->to_unit) {
		refuse(r, 409, "正在转往“%s”，要改去向请先撤回。", unit_name(r->db, r->arena, m->to_unit));
		return;
	}
	int64_t to = union_named(r, m, form_get(r, "to"));
	if (!to) {
		get_member(r);
		answer_status(r, 422);
		return;
	}
	m->to_unit = to;
	if (!flow_move_row(r, &member_flow, m, "out", form_get(r, "reason")))
		return;
	message_send_role(r, STAFF, member_house(r->db, r->arena, to), &(struct message){
		.title = "有会员转入，请接收", .body = "请在“会员”里核对后接收。", .link = "/members"});
	see_other_saying(r, here, "已发给对方工会，等对方接收。接收之前会员仍在本工会。");
}

/* The taking side answers; its right counts at the union that takes. */
void post_member_receive(struct req *r)
{
	struct member *m = record_load(r->db, r->arena, &member_record, r->id);
	if (!m || !m->to_unit) {
		refuse(r, 404, "没有这项转会，可能已经办完或被撤回。请刷新页面。");
		return;
	}
	if (!may_or_refuse(r, "member.receive", m->to_unit))
		return;
	bool no = strcmp(form_get(r, "answer"), "no") == 0;
	int64_t from = m->unit, to = m->to_unit;
	if (no && text_empty(form_get(r, "reason"))) {
		refuse_field(r, "reason", "不接收的理由", "不接收要写明理由，对方工会和本人能看到。");
		return;
	}
	if (!flow_follow(r, &member_flow, m, no ? "decline" : "accept", form_get(r, "reason")))
		return;
	struct person_row *p = record_load(r->db, r->arena, &person_record, m->id);
	if (!no && p && p->unit != to) {
		p->unit = to;
		p->staff_no = ""; /* the new employer gives its own */
		if (!flow_follow(r, &person_flow, p, "transfer", arena_printf(r->arena, "从“%s”到“%s”（随会籍转移）",
			unit_name(r->db, r->arena, from), unit_name(r->db, r->arena, to))))
			return;
	}
	message_send_role(r, STAFF, member_house(r->db, r->arena, from), &(struct message){
		.title = no ? "转出的会员对方没有接收" : "转出的会员已被接收", .body = "", .link = "/members"});
	see_other_saying(r, no ? "/members" : link_to(r, "/members/%lld", (long long)m->id), no ? "已退回原工会。" : "已接收，会籍和档案已转入。");
}
