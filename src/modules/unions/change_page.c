/* Pages of a change: form, page, documents, decision. */
#include <string.h>

#include "modules/unions/inside.h"
#include "modules/units/units.h"
#include "secret/id.h"
#include "union_cards.html.h"

static const struct union_card *card_of(struct req *r, const struct union_change *c)
{
	return record_load(r->db, r->arena, &union_card_record, c->card);
}

/* A decision of the own committee, if one was chosen. */
static void cite(struct req *r, struct union_change *c)
{
	const char *text = meeting_cited(r, c->unit, &union_change_record, c->id);
	c->meeting = text ? text : c->meeting;
}

/* ---- form ---- */

static void show_form(struct req *r, const struct union_card *card, const struct union_change *c)
{
	struct form f = {r, &union_change_record, c, NULL};
	const char *home = link_to(r, "/unions/%lld", (long long)card->id);
	struct card_form v = {.r = r, .form = &f, .title = c ? "修改变更申请" : "申请变更", .help = card->name, .action = link_to(r, "%s/changes", home), .back = home,
			      .deciding = card->org};
	if (c) {
		v.action = v.back = link_to(r, "/union-changes/%lld", (long long)c->id);
		v.version = c->version;
	}
	page_begin(r, &(struct page){.title = v.title, .nav = "/unions", .crumbs = {{"工会卡片", "/unions"}, {card->name, home}}});
	tpl_union_form(r->out, &v);
	page_end(r);
}

static void again(struct req *r, const struct union_card *card, const struct union_change *c)
{
	show_form(r, card, c);
	answer_status(r, 422);
}

static bool may_begin(struct req *r, const struct union_card *card)
{
	if (!(CARD_STANDS & 1u << card->state))
		refuse(r, 409, "已建会的工会才能申请变更。");
	else if (q_union_changes_open(r->db, card->id))
		refuse(r, 409, "还有一件变更没有办结，请先办完。");
	return !r->answered;
}

void get_change_new(struct req *r)
{
	if (may_begin(r, r->row))
		show_form(r, r->row, NULL);
}

void post_change_new(struct req *r)
{
	const struct union_card *card = r->row;
	struct union_change *c = record_new(r->arena, &union_change_record);
	if (!may_begin(r, card))
		return;
	form_read(r, &union_change_record, c);
	c->unit = card->org;
	c->card = card->id;
	c->id = id_new();
	if (c->kind)
		change_check(r, c);
	cite(r, c);
	if (r->problems.n)
		again(r, card, NULL);
	else if (flow_create(r, &union_change_flow, c, ""))
		see_other_saying(r, link_to(r, "/union-changes/%lld", (long long)c->id), "已保存。请上传材料，再报上级批准。");
}

void get_change_edit(struct req *r)
{
	const struct union_change *c = r->row;
	if (flow_editable(r, &union_change_flow, c))
		show_form(r, card_of(r, c), c);
	else
		refuse(r, 409, "已报批的变更不能修改。");
}

void post_change_edit(struct req *r)
{
	struct union_change *c = r->row;
	form_read(r, &union_change_record, c);
	change_check(r, c);
	cite(r, c);
	if (r->problems.n)
		again(r, card_of(r, c), c);
	else if (flow_edit(r, &union_change_flow, c, ""))
		see_other_saying(r, link_to(r, "/union-changes/%lld", (long long)c->id), "已保存。");
}

/* ---- page ---- */

static void show(struct req *r)
{
	const struct union_change *c = r->row;
	const struct union_card *card = card_of(r, c);
	int64_t up = change_superior(r, c);
	struct change_page v = {.r = r, .c = c, .rule = change_rule(c->kind), .here = link_to(r, "/union-changes/%lld", (long long)c->id),
				.card_name = card->name, .doc_no = form_get(r, "doc_no"), .on = form_get(r, "on"),
				.target_name = c->target ? unit_name(r->db, r->arena, c->target) : "", .made_name = c->made ? unit_name(r->db, r->arena, c->made) : "",
				.superior = up ? unit_name(r->db, r->arena, up) : "上一级工会"};
	v.editable = flow_editable(r, &union_change_flow, c);
	v.deciding = c->state == UNION_CHANGE_ASKED && !change_by_superior(r, c);
	v.own = v.deciding && asked_oneself(r, c->asked_by);
	v.may_target = c->target && may(r, "union.read", c->target);
	v.has_reply = change_has_reply(c);
	v.accepting = c->state == UNION_CHANGE_AGREED && !change_by_target(r, c);
	page_begin(r, &(struct page){.title = arena_printf(r->arena, "%s：%s", v.rule->label, card->name), .nav = "/unions",
				     .crumbs = {{"工会卡片", "/unions"}, {card->name, link_to(r, "/unions/%lld", (long long)card->id)}}});
	tpl_union_change(r->out, &v);
	page_end(r);
}

void get_change(struct req *r)
{
	show(r);
}

void post_change_files(struct req *r)
{
	const struct union_change *c = r->row;
	if (!flow_editable(r, &union_change_flow, c))
		refuse(r, 409, "已报批的变更不能再改材料。");
	else if (files_attach(r, &union_change_record, c->id, c->unit))
		see_other_saying(r, link_to(r, "/union-changes/%lld", (long long)c->id), "材料已保存。");
}

/* ---- the decision ---- */

static const char *not_to_decide(struct req *r, const struct union_change *c)
{
	const char *why = change_by_superior(r, c);
	if (c->state != UNION_CHANGE_ASKED)
		return "这件变更已经办理过。";
	return !why && asked_oneself(r, c->asked_by) ? "申请人和批准人不能是同一人。" : why;
}

static void read_decision(struct req *r, struct union_change *c)
{
	const struct stored_files *files = r->prepared;
	c->doc_no = form_get(r, "doc_no");
	if (text_empty(c->doc_no))
		problem_add(&r->problems, "doc_no", "请填写批复文号。");
	if (!day_parse(str_of(form_get(r, "on")), &c->decided_on) || c->decided_on > r->today)
		problem_add(&r->problems, "on", "请填写批准日期，不晚于今天。");
	if (!files || !files->n)
		problem_add(&r->problems, "reply", "请上传批复文件。");
}

/* Whoever the move goes to sees it and answers. */
static bool hand_over(struct req *r, struct union_change *c)
{
	party_unit(r, &union_change_record, c->id, PARTY_RECEIVER, c->target);
	return flow_move_row(r, &union_change_flow, c, "agree", c->doc_no);
}

void post_change_decide(struct req *r)
{
	struct union_change *c = r->row;
	const char *why = not_to_decide(r, c), *home = link_to(r, "/union-changes/%lld", (long long)c->id);
	if (why) {
		refuse(r, 409, "%s", why);
		return;
	}
	read_decision(r, c);
	if (!r->problems.n)
		change_check(r, c); /* the tree may have changed since it was asked for */
	if (r->problems.n) {
		show(r);
		answer_status(r, 422);
		return;
	}
	if (!files_attach(r, &union_change_record, c->id, c->unit))
		return;
	if (c->kind == CHANGE_MOVE && !may(r, "union.approve", c->target)) {
		if (hand_over(r, c))
			see_other_saying(r, home, "已同意转出，等新的上级工会接收。");
		return;
	}
	if (merger_is_large(r, c)) {
		if (!flow_move_row(r, &union_change_flow, c, "begin", c->doc_no))
			return;
		merger_go(r, c->id);
		see_other_saying(r, home, "已批准。人员较多，正在后台分批转移；全部转完后原工会终止，这里会显示“已办结”。");
		return;
	}
	if (change_carry_out(r, c) && flow_move_row(r, &union_change_flow, c, "approve", c->doc_no))
		see_other_saying(r, home, "已批准，组织树和卡片随之变更。");
}

void post_change_accept(struct req *r)
{
	struct union_change *c = r->row;
	const char *why = change_by_target(r, c);
	if (c->state != UNION_CHANGE_AGREED || why) {
		refuse(r, 409, "%s", why ? why : "这件变更已经办理过。");
		return;
	}
	change_check(r, c);
	if (r->problems.n)
		refuse(r, 409, "%s", r->problems.first->text);
	else if (change_carry_out(r, c) && flow_move_row(r, &union_change_flow, c, "accept", ""))
		see_other_saying(r, link_to(r, "/union-changes/%lld", (long long)c->id), "已接收，从今天起隶属本会。");
}
