/*
 * Who decides on an application to join (MEM-01): the union's committee, by a decision that the approval cites. A small union
 * without a committee asks the meeting of all its members, whose day and vote are written down.
 */
#include <string.h>

#include "base/utf8.h"
#include "kernel/measure.h"
#include "kernel/unit.h"
#include "meetings.html.h"
#include "modules/meetings/inside.h"
#include "modules/members/members.h"

enum { BACK = 731 /* days: two years, as elsewhere */ };

#define SOURCE "《中国工会章程》第二条、第五条，《工会会员会籍管理办法》第三条：入会由本人自愿申请，经工会委员会批准"

/* The day he applied, the last time he did. */
static day applied_on(struct req *r, const struct member *m)
{
	return day_of_instant(meeting_waits_since(r, &member_record, m));
}

/* The union that decides, and what it decides with. */
static void who_decides(struct req *r, struct admission_page *v)
{
	struct committee c;
	struct policy_value own;
	v->applied_on = applied_on(r, v->m);
	v->union_id = meeting_decides_for(r, v->m->unit);
	v->union_name = unit_name(r->db, r->arena, v->union_id);
	v->source = SOURCE;
	v->committee = committee_of(r, v->union_id, COMMITTEE_UNION, 0, &c) || committee_of(r, v->union_id, COMMITTEE_STANDING, 0, &c);
	v->may_cite = v->union_id && (may(r, "member.approve", v->union_id) || may(r, "meeting.read", v->union_id));
	own = policy_get(r, "committee.members", v->union_id, r->today);
	v->members = measure_value(r->db, "member.entitled", v->union_id, 0, 0);
	v->must_have = !v->committee && v->members >= own.value;
	v->own_at = own.value;
	v->own_source = own.source;
}

/* A decision about somebody else, or about something else, is no ground to admit him. */
static bool is_about(struct req *r, const struct meeting_item *i, const struct member *m)
{
	return q_meeting_matter_has(r->db, i->id, member_record.name, m->id) ||
	       (*m->name && (strstr(i->title, m->name) || strstr(i->body, m->name) || strstr(i->decision, m->name)));
}

/*
 * Why an item does not admit this member; NULL: it does. The list of choices and the approval both ask here. Who neither
 * approves members of the union that decides nor reads its meetings, such as a branch's chair, is told nothing of them.
 */
static const char *no_ground(struct req *r, const struct admission_page *v, const struct meeting_item *i)
{
	const struct meeting *m = i ? record_load(r->db, r->arena, &meeting_record, i->meeting) : NULL;
	if (!v->may_cite)
		return arena_printf(r->arena, "%s的决定由能查看它的会议的人引用。", v->union_name);
	if (!m || m->unit != v->union_id || i->state != ITEM_PASSED || (m->state != MEETING_HELD && m->state != MEETING_CLOSED))
		return "请在本工会委员会通过的决定里选。";
	if (!is_about(r, i, v->m))
		return arena_printf(r->arena, "“%s”不是关于%s入会的决定，请另选。", i->title, v->m->name);
	if (m->held_on < v->applied_on)
		return arena_printf(r->arena, "“%s”是%s决定的，早于入会申请的日期（%s），请另选。", i->title, day_cn(r->arena, m->held_on), day_cn(r->arena, v->applied_on));
	if (m->held_on < r->today - BACK)
		return arena_printf(r->arena, "“%s”是%s决定的，已过两年，请委员会重新决定。", i->title, day_cn(r->arena, m->held_on));
	return NULL;
}

/* What the committee has passed about him, the latest first. */
static void fill_decisions(struct req *r, struct admission_page *v)
{
	size_t n;
	day since = v->applied_on > r->today - BACK ? v->applied_on : r->today - BACK;
	struct meeting_decisions *d = q_meeting_decisions(r->db, r->arena, v->union_id, since, &n);
	v->rows = NEW_N(r->arena, struct option, n);
	for (size_t i = 0; i < n; i++) {
		const struct meeting_item *x = record_load(r->db, r->arena, &meeting_item_record, d[i].id);
		if (!no_ground(r, v, x))
			v->rows[v->n++] = (struct option){x->id, arena_printf(r->arena, "%s %s：%s", day_cn(r->arena, d[i].held_on), d[i].meeting_title, x->title)};
	}
}

static void show(struct req *r)
{
	struct admission_page v = {.r = r, .m = r->row, .on = form_get(r, "on"), .basis = form_get(r, "basis")};
	who_decides(r, &v);
	v.unit_name = unit_name(r->db, r->arena, v.m->unit);
	v.may_meet = may(r, "meeting.edit", v.union_id);
	v.chosen = form_int(r, "decision");
	if (v.committee && v.may_cite)
		fill_decisions(r, &v);
	page_begin(r, &(struct page){.title = "审批入会申请", .nav = "/members",
				     .crumbs = {{"会员", "/members"}, {v.m->name, link_to(r, "/members/%lld", (long long)v.m->id)}}});
	tpl_admission(r->out, &v);
	page_end(r);
}

static bool waits_or_refuse(struct req *r)
{
	const struct member *m = r->row;
	if (m->state == MEMBER_APPLIED)
		return true;
	refuse(r, 409, "这份入会申请已经办理过。");
	return false;
}

void get_admission(struct req *r)
{
	if (waits_or_refuse(r))
		show(r);
}

static const char *by_committee(struct req *r, const struct admission_page *v, day *on)
{
	int64_t id = form_int(r, "decision");
	const struct meeting_item *i = id ? record_load(r->db, r->arena, &meeting_item_record, id) : NULL;
	const char *why = no_ground(r, v, i);
	if (!id)
		problem_add(&r->problems, "decision", "请选择%s通过的决定；还没有开会的，先把申请列入委员会会议的议题。", v->union_name);
	else if (why)
		problem_add(&r->problems, "decision", "%s", why);
	if (r->problems.n)
		return NULL;
	*on = ((const struct meeting *)record_load(r->db, r->arena, &meeting_record, i->meeting))->held_on;
	return meeting_cited(r, v->union_id, &member_record, v->m->id);
}

static const char *by_all(struct req *r, const struct admission_page *v, day *on)
{
	if (v->must_have)
		problem_add(&r->problems, "basis", "%s有会员 %lld 人，满 %lld 人应当有工会委员会（%s）。请先登记委员会，再引用它的决定。", v->union_name,
			    (long long)v->members, (long long)v->own_at, v->own_source);
	if (!day_parse(str_of(form_get(r, "on")), on) || *on > r->today || *on < v->applied_on)
		problem_add(&r->problems, "on", "请填写会员大会的日期，不早于入会申请的日期（%s），不晚于今天。", day_cn(r->arena, v->applied_on));
	if (utf8_count(v->basis) < 6)
		problem_add(&r->problems, "basis", "请写明会议和表决，例如“全体会员大会，应到 12 人，实到 10 人，赞成 10 票”。");
	return r->problems.n ? NULL : arena_printf(r->arena, "%s%s", day_cn(r->arena, *on), v->basis);
}

void post_admission(struct req *r)
{
	struct member *m = r->row;
	struct admission_page v = {.r = r, .m = m, .basis = form_get(r, "basis")};
	day on = 0;
	if (!waits_or_refuse(r))
		return;
	who_decides(r, &v);
	const char *words = v.committee ? by_committee(r, &v, &on) : by_all(r, &v, &on);
	if (!words) {
		show(r);
		answer_status(r, 422);
		return;
	}
	m->decision = words;
	if (!m->joined_on)
		m->joined_on = on;
	if (flow_move_row(r, &member_flow, m, "approve", words))
		see_other_saying(r, link_to(r, "/members/%lld", (long long)m->id), "已批准入会，本人收到通知。");
}
