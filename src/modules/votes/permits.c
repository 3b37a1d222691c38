/* Permission to vote on the phone: asked for, granted with a document, ended. */
#include "modules/votes/permits.h"

#include <string.h>

#include "base/utf8.h"
#include "kernel/derived.h"
#include "kernel/message.h"
#include "permits.html.h"
#include "votes.sql.h"

static const struct choice states[] = {
	{PERMIT_ASKED, "待上级批准", "warn"}, {PERMIT_GRANTED, "已批准", "ok"}, {PERMIT_REFUSED, "未批准", "mute"}, {PERMIT_ENDED, "已停用", "mute"}, {0}};

static const struct field fields[] = {
	HEAD_FIELDS(struct vote_permit, states),
	TEXT(struct vote_permit, purpose, .label = "用于", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_JSON, .hint = "例如“第六届委员会换届选举”。"),
	LONG(struct vote_permit, method, .label = "办法", .max = 1000, .use = F_FORM | F_NEED,
	     .hint = "为什么用手机投票，怎样核对身份、保证无记名，不用手机的会员怎样投票。"),
	TEXT(struct vote_permit, granted_by, .label = "批准机关", .max = 60, .use = F_HISTORY),
	DAY(struct vote_permit, granted_on, .label = "批复日期", .use = F_HISTORY),
	DAY(struct vote_permit, since, .label = "批准自", .use = F_LIST | F_HISTORY),
	DAY(struct vote_permit, until, .label = "批准至", .use = F_LIST | F_HISTORY),
	TEXT(struct vote_permit, doc_no, .label = "批复文号", .max = 60, .use = F_LIST | F_HISTORY),
	INT(struct vote_permit, policy, .label = "规则数值"),
};
const struct record vote_permit_record = RECORD("vote_permit", "手机投票批准", struct vote_permit, fields, "purpose");

static int64_t superior_of(struct req *r, int64_t unit)
{
	struct unit u;
	return unit_load(r->db, r->arena, unit, &u) ? u.parent : 0;
}

static const char *above(struct req *r, const void *row)
{
	int64_t unit = ((const struct vote_permit *)row)->unit, up = superior_of(r, unit);
	if (r->system || may(r, "vote.permit.grant", up ? up : unit))
		return NULL;
	return up ? "由上一级工会办理。" : "由本会主席照上级的批复登记。";
}

/* From today on nobody votes on the phone by it; votes that were held stay as they were. */
static bool ended(struct req *r, void *row, const void *before)
{
	const struct vote_permit *p = row;
	(void)before;
	policy_end(r, p->unit, p->policy, form_get(r, "reason"));
	return true;
}

static const struct move moves[] = {
	{PERMIT_ASKED, "grant", PERMIT_GRANTED, "vote.permit.grant", "批准手机投票", MOVE_HIDDEN, .needs = above,
	 .help = "上一级工会写明文号和期限、附批准文件；最上面一级照系统外上级的批复登记；期限内的投票可以用手机"},
	{PERMIT_ASKED, "refuse", PERMIT_REFUSED, "vote.permit.grant", "不批准", MOVE_REASON | MOVE_PLAIN, .needs = above, .help = "理由告知申请的工会"},
	{PERMIT_ASKED, "withdraw", PERMIT_ENDED, "vote.permit.ask", "撤回申请", MOVE_REASON | MOVE_PLAIN, .help = "不再申请"},
	{PERMIT_GRANTED, "end", PERMIT_ENDED, "vote.permit.grant", "停用", MOVE_REASON | MOVE_PLAIN, .needs = above, .done = ended,
	 .help = "从当天起不能再用手机投票"},
	{0},
};

const struct flow vote_permit_flow = {
	.record = &vote_permit_record, .moves = moves, .home = "/vote-permits/%lld", .edit_right = "vote.permit.ask",
	.edit_states = 1u << PERMIT_ASKED, .first = PERMIT_ASKED, .read_right = "vote.permit.read",
};

static const struct list_view views[] = {{"待批准", "state=1"}, {"已批准", "state=2"}, {0}};
const struct list vote_permits_list = {
	.name = "vote-permits", .base = "/vote-permits", .flow = &vote_permit_flow, .read_right = "vote.permit.read", .views = views, .noun = "件",
	.empty = "还没有申请过手机投票。要用手机投票的，先向上一级工会申请；没有批准的用纸质选票。",
	.help = "手机投票须经上一级工会批准并附批准文件；没有批准时用纸质选票。",
};

static const struct derived pages = {
	.flow = &vote_permit_flow, .base = "/vote-permits", .read_right = "vote.permit.read", .list = &vote_permits_list,
	.help = "保存后上传请示文件，由上一级工会批准。",
};

void get_permits(struct req *r) { derived_list(r, &pages); }
void get_permit_new(struct req *r) { derived_new(r, &pages); }

void post_permit_new(struct req *r)
{
	int64_t unit = union_of_right_or_refuse(r, "vote.permit.ask"), up = unit ? superior_of(r, unit) : 0;
	if (!unit)
		return;
	struct message m = {.title = arena_printf(r->arena, "%s申请用手机投票", unit_name(r->db, r->arena, unit)), .body = form_get(r, "purpose"),
			    .link = "/vote-permits?state=1"};
	derived_create(r, &pages);
	if (up && r->x->status == 303)
		message_send_role(r, BIT(ROLE_FEDERATION) | BIT(ROLE_CHAIR), up, &m);
}

static void show(struct req *r)
{
	const struct vote_permit *p = r->row;
	int64_t up = superior_of(r, p->unit);
	struct permit_page v = {.p = p, .here = link_to(r, "/vote-permits/%lld", (long long)p->id), .unit = unit_name(r->db, r->arena, p->unit),
				.superior = up ? unit_name(r->db, r->arena, up) : "上一级工会", .doc_no = form_get(r, "doc_no"), .since = form_get(r, "since"),
				.until = form_get(r, "until"), .outside = !up, .granted_by = form_get(r, "granted_by"), .granted_on = form_get(r, "granted_on")};
	v.editable = flow_editable(r, &vote_permit_flow, p);
	v.deciding = p->state == PERMIT_ASKED && !above(r, p);
	if (p->since)
		v.period = arena_printf(r->arena, "%s 至 %s", day_cn(r->arena, p->since), day_cn(r->arena, p->until));
	page_begin(r, &(struct page){.title = p->purpose, .nav = "/vote-permits", .crumbs = {{"手机投票批准", "/vote-permits"}}});
	tpl_vote_permit(r->out, r, &v);
	page_end(r);
}

void get_permit(struct req *r)
{
	show(r);
}

void post_permit_files(struct req *r)
{
	const struct vote_permit *p = r->row;
	if (!flow_editable(r, &vote_permit_flow, p))
		refuse(r, 409, "已经办理过，不能再改请示文件。");
	else if (files_attach(r, &vote_permit_record, p->id, p->unit))
		see_other_saying(r, link_to(r, "/vote-permits/%lld", (long long)p->id), "文件已保存。");
}

/* Who granted it and when: of the topmost union as the paper says, otherwise whoever stands here. */
static void read_granter(struct req *r, struct vote_permit *p)
{
	int64_t up = superior_of(r, p->unit);
	p->granted_by = up ? unit_name(r->db, r->arena, up) : form_get(r, "granted_by");
	p->granted_on = r->today;
	if (text_empty(p->granted_by) || utf8_count(p->granted_by) > 60)
		problem_add(&r->problems, "granted_by", "请填写批准机关，例如“某省总工会”，最多 60 个字。");
	if (!up && (!day_parse(str_of(form_get(r, "granted_on")), &p->granted_on) || p->granted_on > r->today))
		problem_add(&r->problems, "granted_on", "请填写批复的日期，不晚于今天。");
}

static void read_grant(struct req *r, struct vote_permit *p)
{
	const struct stored_files *files = r->prepared;
	read_granter(r, p);
	p->doc_no = form_get(r, "doc_no");
	if (text_empty(p->doc_no))
		problem_add(&r->problems, "doc_no", "请填写批复文号。");
	if (!day_parse(str_of(form_get(r, "since")), &p->since) || p->since < r->today)
		problem_add(&r->problems, "since", "请填写从哪天起，不早于今天。");
	if (!day_parse(str_of(form_get(r, "until")), &p->until) || p->until < p->since)
		problem_add(&r->problems, "until", "请填写到哪天止，不早于起始日期。");
	if (!files || !files->n)
		problem_add(&r->problems, "file", "请上传批准文件。");
}

/* Also for sample data, which has no documents. */
bool vote_permit_grant(struct req *r, struct vote_permit *p)
{
	struct policy_setting s = {.policy = policy_of(r->app, "vote.online"), .unit = p->unit, .value = 1, .since = p->since, .until = p->until,
				   .source = superior_of(r, p->unit) ? p->doc_no : arena_printf(r->arena, "%s %s", p->granted_by, p->doc_no)};
	p->policy = policy_put(r, &s, p->unit);
	return flow_move_row(r, &vote_permit_flow, p, "grant", p->doc_no);
}

void post_permit_grant(struct req *r)
{
	struct vote_permit *p = r->row;
	const char *why = above(r, p);
	if (p->state != PERMIT_ASKED || why) {
		refuse(r, 409, "%s", why ? why : "已经办理过。");
		return;
	}
	read_grant(r, p);
	if (r->problems.n) {
		show(r);
		answer_status(r, 422);
		return;
	}
	if (files_attach(r, &vote_permit_record, p->id, p->unit) && vote_permit_grant(r, p))
		see_other_saying(r, link_to(r, "/vote-permits/%lld", (long long)p->id), "已批准。期限内的投票可以用手机。");
}
