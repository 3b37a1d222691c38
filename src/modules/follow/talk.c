#include "modules/follow/talk.h"

#include "base/utf8.h"
#include "kernel/form.h"
#include "kernel/message.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "modules/follow/point.h"
#include "modules/follow/tree.h"
#include "talk.html.h"

enum { PAGE = 20, MOST_PEOPLE = 120 };

static const char *own(struct req *r, const void *row)
{
	return r->who && r->who->person == ((const struct remark *)row)->created_by ? NULL : "由发言人自己撤回或恢复。";
}

static const struct move moves[] = {
	{REMARK_SHOWN, "withdraw", REMARK_WITHDRAWN, "remark.write", "撤回发言", MOVE_PLAIN, .needs = own, .help = "发言人撤回自己的话，别人不再看到内容"},
	{REMARK_WITHDRAWN, "restore", REMARK_SHOWN, "remark.write", "恢复发言", MOVE_PLAIN, .needs = own, .help = "发言人恢复撤回的话"},
	{REMARK_SHOWN, "hide", REMARK_HIDDEN, "remark.manage", "隐藏发言", MOVE_REASON | MOVE_PLAIN, .help = "内容不妥时由工会负责人隐藏，写明理由"},
	{REMARK_HIDDEN, "show", REMARK_SHOWN, "remark.manage", "重新显示", MOVE_PLAIN, .help = "隐藏有误时恢复"},
	{0},
};
const struct flow remark_flow = {
	.record = &remark_record, .under = "plan_node", .moves = moves, .home = "/remarks/%lld", .edit_right = "remark.write", .first = REMARK_SHOWN,
};

static void add_person(struct talk_view *v, int64_t id, const char *label)
{
	for (size_t i = 0; i < v->n_people; i++)
		if (v->people[i].value == id)
			return;
	v->people[v->n_people++] = (struct option){id, label};
}

/* Only people who see the point anyway, so that a mention shows nobody what is not his to see. */
static void fill_people(struct req *r, const struct plan *p, struct talk_view *v)
{
	size_t n, m;
	struct follow_heads_at *heads = q_follow_heads_at(r->db, r->arena, v->unit, p->unit, r->today, &n);
	struct follow_concerned *others = q_follow_concerned(r->db, r->arena, v->node->id, v->unit, p->id, &m);
	v->people = NEW_N(r->arena, struct option, n + m);
	for (size_t i = 0; i < n; i++)
		if (heads[i].id != r->who->person)
			add_person(v, heads[i].id, arena_printf(r->arena, "%s（%s）", heads[i].name, heads[i].title));
	for (size_t i = 0; i < m; i++)
		if (others[i].id != r->who->person)
			add_person(v, others[i].id, others[i].name);
}

/* A button that only says no would stand under every remark of others. */
void remark_buttons(struct buf *o, struct req *r, const struct talk_view *v, const struct remark_line *x)
{
	bool mine = x->row->created_by == r->who->person;
	if (mine || may(r, "remark.manage", v->unit))
		move_buttons(o, r, &remark_record, x->full, v->here);
}

/* The discussion from the newest remark below `before` on; 0: the newest of all. */
static const char *page_from(struct req *r, int64_t node, int64_t unit, int64_t before)
{
	const char *from = before ? arena_printf(r->arena, "&talk=%lld", (long long)before) : "";
	return link_to(r, "/points/%lld?unit=%lld%s#talk", (long long)node, (long long)unit, from);
}

void talk_section(struct buf *o, struct req *r, const struct plan *p, const struct plan_node *node, int64_t unit)
{
	struct talk_view v = {.node = node, .unit = unit, .count = q_follow_remark_count(r->db, node->id, unit)};
	size_t n;
	int64_t before = query_int(r, "talk");
	struct follow_remarks *rows = q_follow_remarks(r->db, r->arena, node->id, unit, before, &n);
	v.newest = before ? page_from(r, node->id, unit, 0) : NULL;
	v.here = page_from(r, node->id, unit, before);
	v.n = n > PAGE ? PAGE : n;
	v.lines = NEW_N(r->arena, struct remark_line, v.n);
	for (size_t i = 0; i < v.n; i++)
		v.lines[i] = (struct remark_line){&rows[i], record_load(r->db, r->arena, &remark_record, rows[i].id),
						  instant_cn(r->arena, rows[i].created_at)};
	if (n > PAGE)
		v.older = page_from(r, node->id, unit, rows[PAGE - 1].id);
	v.may_write = may_row(r, "remark.write", &plan_node_record, node) || may(r, "remark.write", unit);
	v.text = form_get(r, "text");
	v.mention = form_int(r, "mention");
	fill_people(r, p, &v);
	tpl_follow_talk(o, r, &v);
}

static void tell(struct req *r, const struct plan_node *n, const struct remark *m)
{
	message_send(r, &(struct message){
		.person = m->mention, .title = "有人在要点讨论中提到你",
		.body = arena_printf(r->arena, "%s在“%s”中说：%s", r->who->name, n->title, utf8_clip(r->arena, m->text, 60)),
		.link = link_to(r, "/remarks/%lld", (long long)m->id)});
}

static bool may_be_told(struct req *r, const struct plan *p, const struct plan_node *n, int64_t unit, int64_t person)
{
	struct talk_view v = {.node = n, .unit = unit};
	fill_people(r, p, &v);
	for (size_t i = 0; i < v.n_people; i++)
		if (v.people[i].value == person)
			return true;
	return false;
}

void post_remark(struct req *r)
{
	const struct plan_node *n = r->row;
	const struct plan *p = record_load(r->db, r->arena, &plan_record, n->plan);
	int64_t unit = p && plan_readable_or_refuse(r, p) ? tree_unit(r, p) : 0;
	struct remark *m = record_new(r->arena, &remark_record);
	if (!unit)
		return;
	if (p->state != PLAN_ISSUED) {
		refuse(r, 409, "要点签发以后、结项以前可以讨论。");
		return;
	}
	if (!may_row(r, "remark.write", &plan_node_record, n) && !may_or_refuse(r, "remark.write", unit))
		return;
	form_read(r, &remark_record, m);
	m->mention = form_int(r, "mention");
	if (m->mention && !may_be_told(r, p, n, unit, m->mention))
		problem_add(&r->problems, "mention", "请从列表中选择要提醒的人。");
	if (r->problems.n) {
		get_point(r);
		answer_status(r, 422);
		return;
	}
	m->unit = unit;
	m->node = n->id;
	if (!flow_create(r, &remark_flow, m, ""))
		return;
	if (m->mention)
		tell(r, n, m);
	see_other_saying(r, page_from(r, n->id, unit, 0), "已发言。");
}

/* To the remark itself, also when newer ones have pushed it off the first page. */
void get_remark(struct req *r)
{
	const struct remark *m = r->row;
	bool pushed = q_follow_remarks_after(r->db, m->node, m->unit, m->id) >= PAGE;
	const char *from = pushed ? arena_printf(r->arena, "&talk=%lld", (long long)m->id + 1) : "";
	see_other(r, link_to(r, "/points/%lld?unit=%lld%s#remark-%lld", (long long)m->node, (long long)m->unit, from, (long long)m->id));
}
