/* The best proposals go up to the federation's call and are chosen there. */
#include "kernel/derived.h"
#include "kernel/message.h"
#include "kernel/unit.h"
#include "modules/proposals/pages_view.h"
#include "picks.html.h"

/* The nearest union above that calls for them now; 0: none. */
static int64_t caller_of(struct req *r, int64_t unit, int64_t *session)
{
	int64_t chain[16];
	size_t n = unit_chain(r->db, unit, 0, chain, 16);
	for (size_t i = 1; i < n; i++)
		if ((*session = open_session(r, chain[i], SESSION_PICKS)) != 0)
			return chain[i];
	return 0;
}

void pick_content(struct buf *o, struct req *r, const struct proposal *p)
{
	struct proposal_pick_of x;
	int64_t session = 0, above;
	const struct choice *states = record_field(&proposal_pick_record, "state")->choices;
	if (!p->excellent)
		return;
	if (q_proposal_pick_of(r->db, r->arena, p->id, &x)) {
		tpl_pick_state(o, r, p, unit_name(r->db, r->arena, x.unit), choice_label(states, x.state), x.state == PICK_SENT && r->who && may(r, "proposal.close", p->unit));
		return;
	}
	above = caller_of(r, p->unit, &session);
	if (above && r->who && may(r, "proposal.close", p->unit))
		tpl_pick_form(o, r, p, unit_name(r->db, r->arena, above), session_of(r, session));
}

void post_forward(struct req *r)
{
	const struct proposal *p = r->row;
	struct proposal_pick_of was;
	int64_t session = 0, above = caller_of(r, p->unit, &session);
	struct proposal_pick *k = record_new(r->arena, &proposal_pick_record);
	if (!p->excellent)
		refuse(r, 409, "先评为优秀提案，再报送上级。依据：优秀提案逐级评选报送的通行做法，未核实。");
	else if (!above)
		refuse(r, 409, "上级工会现在没有征集优秀提案。上级发布征集以后才能报送（通行做法，未核实）。");
	else if (q_proposal_pick_of(r->db, r->arena, p->id, &was))
		refuse(r, 409, "这件提案已经报送。");
	if (r->answered)
		return;
	field_read(&r->problems, record_field(&proposal_pick_record, "reason"), form_get(r, "reason"), k);
	if (text_empty(k->reason))
		problem_add(&r->problems, "reason", "请填写推荐理由。");
	if (r->problems.n) {
		matter_page(r, &proposal_flow, p);
		answer_status(r, 422);
		return;
	}
	k->unit = above;
	k->title = p->title;
	k->number = p->number;
	k->proposal = p->id;
	k->session = session;
	k->from_unit = p->unit;
	if (!flow_create(r, &proposal_pick_flow, k, ""))
		return;
	party_unit(r, &proposal_record, p->id, PARTY_RECEIVER, above);
	message_send_role(r, HEADS, above, &(struct message){.title = "下级工会报送优秀提案", .body = p->title, .link = link_to(r, "/proposal-picks/%lld", (long long)k->id)});
	see_other_saying(r, link_to(r, "/proposals/%lld", (long long)p->id), "已报送上级工会。");
}

/* Sent by mistake: taken back while it is not decided, and may be sent again. */
void post_unforward(struct req *r)
{
	const struct proposal *p = r->row;
	const char *why = form_get(r, "reason");
	struct proposal_pick_of x;
	if (!q_proposal_pick_of(r->db, r->arena, p->id, &x) || x.state != PICK_SENT) {
		refuse(r, 409, "没有等待评选的报送。已经评选的，请上级工会先撤回结果。");
		return;
	}
	if (text_empty(why)) {
		problem_add(&r->problems, "back", "请填写撤回的理由。");
		matter_page(r, &proposal_flow, p);
		answer_status(r, 422);
		return;
	}
	struct proposal_pick *k = record_load(r->db, r->arena, &proposal_pick_record, x.id);
	if (!flow_follow(r, &proposal_pick_flow, k, "back", why))
		return;
	party_unit_end(r, &proposal_record, p->id, PARTY_RECEIVER, k->unit);
	message_send_role(r, HEADS, k->unit, &(struct message){.title = "下级工会撤回报送的优秀提案", .body = p->title, .link = link_to(r, "/proposal-picks/%lld", (long long)k->id)});
	see_other_saying(r, link_to(r, "/proposals/%lld", (long long)p->id), "已撤回报送。");
}

/* ---- at the union that called ---- */

static bool told(struct req *r, void *row, const void *before)
{
	const struct proposal_pick *k = row;
	(void)before;
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), k->from_unit, &(struct message){
		.title = arena_printf(r->arena, "优秀提案%s", choice_label(record_field(&proposal_pick_record, "state")->choices, k->state)), .body = k->title,
		.link = link_to(r, "/proposals/%lld", (long long)k->proposal)});
	return true;
}

static const struct move moves[] = {
	{PICK_SENT, "choose", PICK_CHOSEN, "pick.decide", "入选", MOVE_OPINION, .done = told, .help = "评为本次优秀提案"},
	{PICK_SENT, "pass", PICK_NOT, "pick.decide", "不入选", MOVE_REASON, .done = told, .help = "写明理由，告知报送的工会"},
	{PICK_CHOSEN, "undo", PICK_SENT, "pick.decide", "撤回结果", MOVE_REASON | MOVE_PLAIN, .help = "评选有误，重新评选"},
	{PICK_SENT, "back", PICK_BACK, NULL, "撤回报送", MOVE_HIDDEN | MOVE_REASON, .help = "报送的工会在评选前撤回"},
	{PICK_NOT, "undo", PICK_SENT, "pick.decide", "撤回结果", MOVE_REASON | MOVE_PLAIN, .help = "评选有误，重新评选"},
	{0},
};
const struct flow proposal_pick_flow = {
	.record = &proposal_pick_record, .moves = moves, .home = "/proposal-picks/%lld", .edit_right = "pick.decide", .edit_states = 0,
	.first = PICK_SENT, .find_right = "pick.read",
};

static const struct list_view views[] = {{"待评选", "state=0"}, {"已入选", "state=1"}, {"未入选", "state=2"}, {"已撤回", "state=3"}, {0}};
const struct list pick_list = {
	.name = "proposal-picks", .base = "/proposal-picks", .flow = &proposal_pick_flow, .read_right = "pick.read", .views = views, .noun = "件",
	.empty = "还没有报送的优秀提案。先建一次“优秀提案”的征集并发布，下级工会就能报送。",
	.help = "下级工会评出的优秀提案报送到这里，由本级评选。", .add = "/proposal-sessions/new", .add_label = "新建征集",
};

void get_picks(struct req *r)
{
	list_page(r, &pick_list);
}

void get_pick(struct req *r)
{
	const struct proposal_pick *k = r->row;
	struct choice const *states = record_field(&proposal_pick_record, "state")->choices;
	/* taken back, it is none of this union's any more */
	const struct proposal *p = k->state == PICK_BACK ? NULL : record_load(r->db, r->arena, &proposal_record, k->proposal);
	page_begin(r, &(struct page){.title = "报送的优秀提案", .nav = "/proposal-picks", .crumbs = {{"报送的优秀提案", "/proposal-picks"}}});
	tpl_pick_page(r->out, r, k, states, p, unit_name(r->db, r->arena, k->from_unit), k->session ? record_title(r->db, r->arena, &congress_session_record, k->session) : "");
	page_end(r);
}
