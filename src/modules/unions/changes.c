/* Merger, split, move under another superior, dissolution: asked for with documents, approved above, carried out at once. */
#include <string.h>

#include "modules/unions/inside.h"
#include "modules/units/units.h"
#include "secret/id.h"

static const struct choice states[] = {
	{UNION_CHANGE_DRAFT, "准备材料", "mute"}, {UNION_CHANGE_ASKED, "待上级批准", "warn"}, {UNION_CHANGE_AGREED, "待新上级接收", "warn"},
	{UNION_CHANGE_CARRYING, "办理中", "info"}, {UNION_CHANGE_DONE, "已办结", "ok"}, {UNION_CHANGE_REFUSED, "未批准", "mute"}, {UNION_CHANGE_CANCELLED, "已取消", "mute"}, {0}};
const struct choice union_change_kinds[] = {
	{CHANGE_MERGE, "合并", NULL}, {CHANGE_SPLIT, "分立", NULL}, {CHANGE_MOVE, "调整隶属", NULL}, {CHANGE_DISSOLVE, "撤销", NULL}, {0}};

#define NO_WHIM "工会法第13条：任何组织和个人不得随意撤销、合并工会组织；第12条：报上一级工会批准"
const struct change_rule change_rules[] = {
	{CHANGE_MERGE, "合并", "双方会员（代表）大会或委员会的决议、合并请示", NO_WHIM, .target = true},
	{CHANGE_SPLIT, "分立", "会员（代表）大会或委员会的决议、分立请示", NO_WHIM, .new_name = true},
	{CHANGE_MOVE, "调整隶属", "调整隶属的请示、原上级和新上级的意见", "工会法第12条", .target = true},
	{CHANGE_DISSOLVE, "撤销", "撤销请示、用人单位终止或被撤销的证明、经费和财产处理情况", "工会法第13条：所在的用人单位终止或者被撤销，该工会相应撤销，报上一级工会"},
	{0},
};

const struct change_rule *change_rule(int64_t kind)
{
	const struct change_rule *x = change_rules;
	while (x->kind && x->kind != kind)
		x++;
	return x->kind ? x : change_rules;
}

static const struct field fields[] = {
	HEAD_FIELDS(struct union_change, states),
	REF(struct union_change, card, &union_card_record, .label = "工会卡片"),
	CHOICE(struct union_change, kind, union_change_kinds, .label = "变更事项", .use = F_LIST | F_FORM | F_NEED | F_FILTER),
	LONG(struct union_change, reason, .label = "缘由", .max = 1000, .use = F_FORM | F_NEED, .hint = "为什么变更，会员和职工的意见，经费、财产和档案怎样处理。"),
	TEXT(struct union_change, target_code, .label = "对方工会的单位代码", .max = 20, .use = F_FORM,
	     .hint = "合并填存续的工会，调整隶属填新的上级工会；代码在对方的单位页上。分立、撤销不填。"),
	TEXT(struct union_change, new_name, .label = "新工会名称", .max = 60, .use = F_FORM, .hint = "分立时填写。"),
	LONG(struct union_change, meeting, .label = "委员会的决定", .max = 1000, .use = F_HISTORY),
	REF(struct union_change, target, &unit_record, .label = "对方工会", .use = F_HISTORY),
	INT(struct union_change, asked_by, .label = "申请人"),
	REF(struct union_change, made, &unit_record, .label = "新设的工会", .use = F_HISTORY),
	TEXT(struct union_change, doc_no, .label = "批复文号", .max = 60, .use = F_LIST | F_HISTORY),
	DAY(struct union_change, decided_on, .label = "批准日期", .use = F_LIST | F_HISTORY),
	INT(struct union_change, carried, .label = "办到的人员编号"),
	REF(struct union_change, superior, &unit_record, .label = "报送的上级工会"),
};
const struct record union_change_record = RECORD("union_change", "工会变更", struct union_change, fields, "reason",
	.indexes = "create index union_change_of_card on union_change(card, id);\n"
		   "create index union_change_of_target on union_change(target) where target <> 0;\n"
		   "create index union_change_of_made on union_change(made) where made <> 0;\n");

/* ---- checks ---- */

static void check_target(struct req *r, struct union_change *c, const struct unit *u)
{
	struct unit t = {0};
	int64_t id = unit_of_code(r->db, r->arena, c->target_code);
	if (text_empty(c->target_code)) {
		problem_add(&r->problems, "target_code", "请填写对方工会的单位代码。");
		return;
	}
	if (!id || !unit_load(r->db, r->arena, id, &t)) {
		problem_add(&r->problems, "target_code", "没有代码为“%s”的单位，请核对对方工会的单位代码。", c->target_code);
		return;
	}
	if (!unit_is_union(t.kind) || t.state != UNIT_ACTIVE)
		problem_add(&r->problems, "target_code", "“%s”不是在册的工会。", t.name);
	else if (path_covers(u->path, t.path))
		problem_add(&r->problems, "target_code", "“%s”就是本会或本会的下级。", t.name);
	else if (c->kind == CHANGE_MOVE && (t.id == u->parent || !unit_kind_fits(u->kind, t.kind)))
		problem_add(&r->problems, "target_code", t.id == u->parent ? "本会现在就隶属“%s”。" : "%s设在“%s”之下不合适，请另选上级工会。",
			    t.id == u->parent ? t.name : choice_label(unit_kinds, u->kind), t.name);
	c->target = t.id;
}

void change_check(struct req *r, struct union_change *c)
{
	struct unit u = {0};
	const struct change_rule *x = change_rule(c->kind);
	unit_load(r->db, r->arena, c->unit, &u);
	c->target = 0;
	if (!u.parent)
		problem_add(&r->problems, "kind", "最上级工会的变更不在本系统里办理。");
	if (x->target)
		check_target(r, c, &u);
	if (x->new_name && text_empty(c->new_name))
		problem_add(&r->problems, "new_name", "请填写分立出来的新工会的名称。");
	if (!x->target)
		c->target_code = "";
	if (!x->new_name)
		c->new_name = "";
}

/* ---- moves ---- */

static const char *can_ask(struct req *r, const void *row)
{
	const struct union_change *c = row;
	const struct change_rule *x = change_rule(c->kind);
	return has_files(r, &union_change_record, c->id) ? NULL : arena_printf(r->arena, "请先上传%s。", x->papers);
}

static bool asked(struct req *r, void *row, const void *before)
{
	struct union_change *c = row;
	(void)before;
	c->asked_by = r->who ? r->who->person : 0;
	c->superior = union_superior(r, c->unit);
	return true;
}

int64_t change_superior(struct req *r, const struct union_change *c)
{
	return c->state != UNION_CHANGE_DRAFT && c->superior ? c->superior : union_superior(r, c->unit);
}

const char *change_by_superior(struct req *r, const void *row)
{
	int64_t up = union_superior(r, ((const struct union_change *)row)->unit);
	return up && may(r, "union.approve", up) ? NULL : "由上一级工会办理。";
}

const char *change_by_target(struct req *r, const void *row)
{
	return may(r, "union.approve", ((const struct union_change *)row)->target) ? NULL : "由新的上级工会办理。";
}

static const struct move moves[] = {
	{UNION_CHANGE_DRAFT, "ask", UNION_CHANGE_ASKED, "union.edit", "报上级批准", .needs = can_ask, .done = asked, .help = "材料上传齐全后，报上一级工会批准"},
	{UNION_CHANGE_DRAFT, "cancel", UNION_CHANGE_CANCELLED, "union.edit", "取消", MOVE_REASON | MOVE_PLAIN, .help = "不再办理"},
	{UNION_CHANGE_ASKED, "withdraw", UNION_CHANGE_DRAFT, "union.edit", "撤回申请", MOVE_REASON | MOVE_PLAIN, .help = "上级批准之前撤回，改后再报"},
	{UNION_CHANGE_ASKED, "return", UNION_CHANGE_DRAFT, "union.approve", "退回补充", MOVE_REASON | MOVE_PLAIN, .needs = change_by_superior, .help = "材料不全，退回补充"},
	{UNION_CHANGE_ASKED, "refuse", UNION_CHANGE_REFUSED, "union.approve", "不批准", MOVE_REASON | MOVE_PLAIN, .needs = change_by_superior, .help = "理由告知申请的工会"},
	{UNION_CHANGE_ASKED, "approve", UNION_CHANGE_DONE, "union.approve", "批准", MOVE_HIDDEN, .needs = change_by_superior,
	 .help = "上一级工会批复，写明文号、附批复；组织树、人员和委员会随之变更"},
	{UNION_CHANGE_ASKED, "begin", UNION_CHANGE_CARRYING, "union.approve", "批准，分批办理", MOVE_HIDDEN, .needs = change_by_superior,
	 .help = "超过五百人的合并：批准后在后台分批转移人员，全部转完才终止原工会"},
	{UNION_CHANGE_CARRYING, "carry", UNION_CHANGE_DONE, NULL, "办结", MOVE_HIDDEN, .help = "人员全部转到存续的工会，组织树和卡片随之变更"},
	{UNION_CHANGE_ASKED, "agree", UNION_CHANGE_AGREED, "union.approve", "同意转出", MOVE_HIDDEN, .needs = change_by_superior, .help = "原上级同意，等新上级接收"},
	{UNION_CHANGE_AGREED, "accept", UNION_CHANGE_DONE, "union.receive", "接收", MOVE_HIDDEN, .needs = change_by_target, .help = "新上级接收，从当天起隶属新上级"},
	{UNION_CHANGE_AGREED, "reject", UNION_CHANGE_REFUSED, "union.receive", "不接收", MOVE_REASON | MOVE_PLAIN, .needs = change_by_target, .help = "新上级不接收，仍隶属原上级"},
	{0},
};

const struct flow union_change_flow = {
	.record = &union_change_record, .moves = moves, .home = "/union-changes/%lld", .edit_right = "union.edit",
	.edit_states = 1u << UNION_CHANGE_DRAFT, .first = UNION_CHANGE_DRAFT, .read_right = "union.read",
};

/* ---- carrying out ---- */

/* The new one stands beside it; who belongs to it is transferred there afterwards. */
static bool split(struct req *r, struct union_change *c, struct union_card *card, struct unit_row *u)
{
	struct unit_row *made = record_new(r->arena, &unit_record);
	struct union_card *n = record_new(r->arena, &union_card_record);
	bool was = r->system;
	made->name = c->new_name;
	made->kind = u->kind;
	r->system = true;
	bool good = unit_create(r, made, u->parent);
	r->system = was;
	if (!good)
		return false;
	c->made = n->org = made->id;
	n->name = c->new_name;
	n->employer = card->employer;
	n->nature = card->nature;
	n->industry = card->industry;
	n->founded_on = n->approved_on = c->decided_on;
	n->approval = c->doc_no;
	n->source = card->id;
	return union_card_enter(r, n) && flow_follow(r, &union_card_flow, card, "change", arena_printf(r->arena, "分立出%s", c->new_name));
}

bool change_carry_out(struct req *r, struct union_change *c)
{
	struct union_card *card = record_load(r->db, r->arena, &union_card_record, c->card);
	struct unit_row *u = record_load(r->db, r->arena, &unit_record, c->unit);
	const char *why = arena_printf(r->arena, "%s：%s", change_rule(c->kind)->label, c->doc_no);
	switch (c->kind) {
	case CHANGE_MERGE:
		return merger_at_once(r, c);
	case CHANGE_SPLIT:
		return split(r, c, card, u);
	case CHANGE_MOVE:
		return unit_put_under(r, u, c->target, why) && flow_follow(r, &union_card_flow, card, "change", why);
	default:
		return flow_follow(r, &unit_flow, u, "dissolve", why) && flow_follow(r, &union_card_flow, card, "dissolve", why);
	}
}
