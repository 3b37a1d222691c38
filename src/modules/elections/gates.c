/* What must be true before a step, with the rule and where it stands; what a step does further. */
#include <string.h>

#include "kernel/message.h"
#include "engines/vote/count.h"
#include "modules/committees/committees.h"
#include "modules/elections/inside.h"
#include "modules/members/members.h"
#include "modules/votes/votes.h"
#include "base/utf8.h"
#include "text/calendar.h"

#define CONGRESS "《基层工会会员代表大会条例》（总工发〔2019〕6号），条号未核"
#define DELEGATES(band, words, low, high)                                                         \
	{.name = "election.delegates_least_" band, .label = "会员代表下限：" words, .unit_label = "名", .value = low, .source = CONGRESS, .confidence = 'M'}, \
	{.name = "election.delegates_most_" band, .label = "会员代表上限：" words, .unit_label = "名", .value = high, .source = CONGRESS, .confidence = 'M'}

const struct policy election_policies[] = {
	{.name = "election.publicity_days", .label = "候选人公示的天数", .unit_label = "日", .value = 7, .flags = POLICY_HARD,
	 .source = "企业工会主席产生办法（试行）第10条", .confidence = 'A'},
	{.name = "election.reply_days", .label = "上级批复选举结果的天数", .unit_label = "日", .value = 15, .flags = POLICY_BY_UNIT,
	 .source = "工会基层组织选举工作条例（总工发〔2016〕27号），条号未核", .confidence = 'M'},
	{.name = "election.surplus_committee", .label = "委员候选人的差额率", .unit_label = "%", .value = 5, .flags = POLICY_BY_UNIT,
	 .source = "工会基层组织选举工作条例（总工发〔2016〕27号）第17条", .confidence = 'B'},
	{.name = "election.surplus_audit", .label = "经审、女职工委员候选人的差额率", .unit_label = "%", .value = 0, .flags = POLICY_BY_UNIT,
	 .source = "参照江苏省等选举办法范本：等额选举", .confidence = 'B'},
	{.name = "election.surplus_standing", .label = "常务委员候选人的差额率（至少多一名）", .unit_label = "%", .value = 10, .flags = POLICY_BY_UNIT,
	 .source = "工会基层组织选举工作条例（总工发〔2016〕27号），条号未核", .confidence = 'M'},
	{.name = "election.surplus_chair", .label = "主席、副主席候选人的差额率（至少多一名）", .unit_label = "%", .value = 1, .flags = POLICY_HARD,
	 .source = "企业工会主席产生办法（试行）第8条", .confidence = 'A'},
	{.name = "election.delegates_from", .label = "可以召开会员代表大会的会员人数", .unit_label = "人", .value = 100, .flags = POLICY_HARD,
	 .source = "中国工会章程第26条", .confidence = 'A'},
	{.name = "election.delegates_managers", .label = "会员代表中中层以上管理人员的比例上限", .unit_label = "%", .value = 20, .flags = POLICY_BY_UNIT,
	 .source = CONGRESS, .confidence = 'M'},
	DELEGATES("200", "会员 100 至 200 人", 30, 40),
	DELEGATES("1000", "会员 201 至 1000 人", 40, 60),
	DELEGATES("5000", "会员 1001 至 5000 人", 60, 90),
	DELEGATES("10000", "会员 5001 至 10000 人", 90, 130),
	DELEGATES("50000", "会员 10001 至 50000 人", 130, 180),
	DELEGATES("over", "会员 50001 人以上", 180, 240),
	{0},
};

const struct organ_rule organ_rules[] = {
	{ORGAN_COMMITTEE, "工会委员会委员", "工会委员会委员", "election.surplus_committee", false},
	{ORGAN_AUDIT, "经费审查委员会委员", "经费审查委员会委员", "election.surplus_audit", false},
	{ORGAN_WOMEN, "女职工委员会委员", "女职工委员会委员", "election.surplus_audit", false},
	{ORGAN_CHAIR, "工会主席", "工会委员会主席", "election.surplus_chair", false},
	{ORGAN_VICE, "工会副主席", "工会委员会副主席", "election.surplus_chair", false},
	{ORGAN_STANDING, "常务委员", "工会委员会常务委员", "election.surplus_standing", true},
	{ORGAN_FIRST_CHAIR, "工会主席（委员会选举）", "工会委员会主席", "election.surplus_chair", true},
	{ORGAN_FIRST_VICE, "工会副主席（委员会选举）", "工会委员会副主席", "election.surplus_chair", true},
};
const size_t n_organ_rules = sizeof(organ_rules) / sizeof(organ_rules[0]);

int64_t organ_seats(const struct election *e, int64_t organ)
{
	const int64_t seats[ORGANS] = {0, e->seats_committee, e->seats_audit, e->seats_women, e->chair, e->seats_vice,
				       e->first ? e->first_standing : 0, e->first, e->first ? e->first_vice : 0};
	return organ > 0 && organ < ORGANS ? seats[organ] : 0;
}

const char *organ_label(int64_t organ)
{
	for (size_t i = 0; i < n_organ_rules; i++)
		if (organ_rules[i].organ == organ)
			return organ_rules[i].label;
	return "";
}

const char *organ_office(int64_t organ)
{
	for (size_t i = 0; i < n_organ_rules; i++)
		if (organ_rules[i].organ == organ)
			return organ_rules[i].office;
	return "";
}

static bool above(struct req *r, const struct election *e, int64_t *superior)
{
	struct unit u;
	*superior = unit_load(r->db, r->arena, e->unit, &u) ? u.parent : 0;
	return *superior && (r->system || may(r, "election.decide", *superior));
}

const char *by_superior(struct req *r, const void *row)
{
	int64_t superior;
	if (above(r, row, &superior))
		return NULL;
	/* Whoever stands above the topmost union is not in this system: its reply is entered, with its number. */
	return !superior && may(r, "election.edit", ((const struct election *)row)->unit) ? NULL : "这一步由上一级工会办理。";
}

/* Whoever decides at the union above is told. */
static void tell_superior(struct req *r, const struct election *e, const char *what)
{
	int64_t superior;
	above(r, e, &superior);
	struct message m = {.title = arena_printf(r->arena, "%s%s", unit_name(r->db, r->arena, e->unit), what), .body = e->title,
			    .link = link_to(r, "/elections/%lld", (long long)e->id)};
	if (superior)
		message_send_role(r, BIT(ROLE_FEDERATION) | BIT(ROLE_CHAIR), superior, &m);
}

const char *can_request(struct req *r, const void *row)
{
	const struct election *e = row;
	(void)r;
	if (e->kind == ELECTION_NEW_TERM && !e->term_end)
		return "换届选举请填写上届届满日期。";
	return e->meeting_on ? NULL : "请先填写大会日期。";
}

bool do_request(struct req *r, void *row, const void *before)
{
	struct election *e = row;
	(void)before;
	e->requested_on = r->today;
	tell_superior(r, e, "报送换届请示");
	return true;
}

const char *can_prepare(struct req *r, const void *row)
{
	(void)r;
	return *((const struct election *)row)->group_people ? NULL : "请先填写筹备组的组长和成员。";
}

const char *can_qualify(struct req *r, const void *row)
{
	const struct election *e = row;
	if (!*e->qualification)
		return "请先填写资格审查情况。";
	return members_entitled(r->db, e->unit, 0) > 0 ? NULL : "会员名册里没有在籍会员，请先登记、批准入会。";
}

const char *can_elect_delegates(struct req *r, const void *row)
{
	const struct election *e = row;
	(void)r;
	if (e->form == FORM_DELEGATES && !e->delegates_count)
		return "请先填写选出的代表人数。";
	return *e->delegates ? NULL : "请先填写代表选举情况；开会员大会的写“会员大会”。";
}

const char *can_nominate(struct req *r, const void *row)
{
	const struct election *e = row;
	for (size_t i = 0; i < n_organ_rules; i++) {
		const struct organ_rule *o = &organ_rules[i];
		int64_t seats = organ_seats(e, o->organ), have = q_election_candidates_of(r->db, e->id, o->organ);
		if (!seats || o->organ == ORGAN_STANDING) /* standing members are put up by the new committee */
			continue;
		struct policy_value p = policy_get(r, o->surplus, e->unit, r->today);
		int64_t need = vote_candidates_need(seats, p.value);
		if (have < need)
			return arena_printf(r->arena, "%s应选 %lld 人，候选人至少 %lld 人，现有 %lld 人（%s）。", o->label, (long long)seats,
					    (long long)need, (long long)have, policy_source(r->arena, &p));
	}
	return NULL;
}

bool do_publish(struct req *r, void *row, const void *before)
{
	struct election *e = row;
	(void)before;
	e->published_on = r->today;
	return true;
}

day publicity_end(struct req *r, const struct election *e)
{
	struct policy_value p = policy_get(r, "election.publicity_days", e->unit, r->today);
	return e->published_on ? e->published_on + (day)p.value : 0;
}

const char *can_confirm(struct req *r, const void *row)
{
	const struct election *e = row;
	struct policy_value p = policy_get(r, "election.publicity_days", e->unit, r->today);
	if (r->today <= publicity_end(r, e))
		return arena_printf(r->arena, "公示 %lld 日（%s），到%s满，次日起才能批准。", (long long)p.value, policy_source(r->arena, &p),
				    day_cn(r->arena, publicity_end(r, e)));
	if (!*e->objections)
		return "请先填写公示期收到的意见和处理结果，没有就写“无”。";
	if ((e->chair || e->seats_vice || e->first) && !*e->party)
		return "主席、副主席候选人由同级党组织和上一级工会批准（企业工会主席产生办法（试行）第10、11条）。请先在“补充内容”里填写同级党组织的意见，没有党组织的写明。";
	return by_superior(r, row);
}

/* ---- the votes of the meeting ---- */

/* The vote that decided: the last run-off of the chain. */
static const struct vote *decisive(struct req *r, int64_t id)
{
	for (int64_t next; (next = vote_runoff(r->db, id)) != 0;)
		id = next;
	return record_load(r->db, r->arena, &vote_record, id);
}

static const char *vote_not_yet(struct req *r, const struct election *e, const struct organ_rule *o)
{
	int64_t id = q_election_vote_of(r->db, e->id, o->organ);
	const struct vote *v = id ? decisive(r, id) : NULL;
	if (!v)
		return arena_printf(r->arena, "%s还没有发起投票。", o->label);
	if (v->state != VOTE_ANNOUNCED)
		return arena_printf(r->arena, "%s的投票还没有公布结果。", o->label);
	if (v->outcome == VOTE_NO_QUORUM || v->outcome == VOTE_VOID)
		return arena_printf(r->arena, "%s的投票无效（%s），要重新投票。", o->label, vote_outcome_label((enum vote_outcome)v->outcome));
	if (v->outcome == VOTE_RUNOFF)
		return arena_printf(r->arena, "%s票数相等，要再次投票。", o->label);
	if (v->outcome == VOTE_SHORT && !*e->fewer)
		return arena_printf(r->arena, "%s名额未满：另行选举，或在“减少名额的决定”里写明大会的决定。", o->label);
	return NULL;
}

const char *can_hold(struct req *r, const void *row)
{
	const struct election *e = row;
	for (size_t i = 0; i < n_organ_rules; i++) {
		const char *why = !organ_rules[i].first && organ_seats(e, organ_rules[i].organ) ? vote_not_yet(r, e, &organ_rules[i]) : NULL;
		if (why)
			return why;
	}
	return NULL;
}

static void take_seats(struct req *r, const struct election *e, int64_t organ)
{
	for (int64_t id = q_election_vote_of(r->db, e->id, organ); id; id = vote_runoff(r->db, id)) {
		size_t n;
		struct vote_seat *s = vote_seats(r->db, r->arena, id, &n);
		for (size_t i = 0; i < n; i++)
			if (s[i].place == VOTE_IN)
				q_election_seat_add(r->db, e->id, organ, s[i].name, s[i].person, s[i].yes);
	}
}

bool do_hold(struct req *r, void *row, const void *before)
{
	struct election *e = row;
	(void)before;
	q_election_seats_clear(r->db, e->id);
	q_election_votes_drop_from(r->db, e->id, ORGAN_STANDING); /* another committee votes anew */
	e->first_held = false;
	for (size_t i = 0; i < n_organ_rules; i++)
		if (!organ_rules[i].first)
			take_seats(r, e, organ_rules[i].organ);
	e->in_term = !e->term_end || e->meeting_on <= e->term_end;
	return true;
}

/* ---- the committee's first session ---- */

int64_t *elected_members(struct req *r, const struct election *e, size_t *n)
{
	size_t all;
	struct winner *w = election_result(r->db, r->arena, e->id, &all);
	int64_t *out = NEW_N(r->arena, int64_t, all);
	*n = 0;
	for (size_t i = 0; i < all; i++)
		if (w[i].organ == ORGAN_COMMITTEE && w[i].person)
			out[(*n)++] = w[i].person;
	return out;
}

const char *can_hold_first(struct req *r, const void *row)
{
	const struct election *e = row;
	if (!e->first)
		return "主席、副主席由大会选举，或登记时选定，不用委员会选举。";
	if (e->first_held)
		return "全会选举结果已经登记。";
	for (size_t i = 0; i < n_organ_rules; i++) {
		const char *why = organ_rules[i].first && organ_seats(e, organ_rules[i].organ) ? vote_not_yet(r, e, &organ_rules[i]) : NULL;
		if (why)
			return why;
	}
	return NULL;
}

bool do_hold_first(struct req *r, void *row, const void *before)
{
	struct election *e = row;
	(void)before;
	for (size_t i = 0; i < n_organ_rules; i++)
		if (organ_rules[i].first) {
			q_election_seats_clear_of(r->db, e->id, organ_rules[i].organ);
			take_seats(r, e, organ_rules[i].organ);
		}
	e->first_held = true;
	return true;
}

const char *can_report(struct req *r, const void *row)
{
	const struct election *e = row;
	(void)r;
	if (e->first && !e->first_held)
		return "请先由新一届委员会第一次全体会议选举，登记全会选举结果；改为以后补选的，在“补充内容”里去掉“委员会选举主席、副主席、常委”。";
	return *e->report_text ? NULL : "请先填写选举情况，它写进结果报告。";
}

bool do_report(struct req *r, void *row, const void *before)
{
	struct election *e = row;
	(void)before;
	e->reported_on = r->today;
	tell_superior(r, e, "报告选举结果，请批复");
	return true;
}

day reply_due(struct req *r, const struct election *e)
{
	struct policy_value p = policy_get(r, "election.reply_days", e->unit, r->today);
	return e->reported_on ? deadline_add_days(e->reported_on, (int)p.value, NULL) : 0;
}

bool do_endorse(struct req *r, void *row, const void *before)
{
	struct election *e = row;
	(void)before;
	e->endorsed_on = r->today;
	e->decision = utf8_clip(r->arena, form_get(r, "reason"), 60);
	return true;
}

const char *can_archive(struct req *r, const void *row)
{
	(void)r;
	return *((const struct election *)row)->archive_no ? NULL : "请先填写档案号。";
}

/* ---- the way back ---- */

/* A vote of this election that was not ended (作废), or also not yet announced; NULL: none. */
static const struct vote *vote_that_stands(struct req *r, const struct election *e, bool announced)
{
	for (size_t i = 0; i < n_organ_rules; i++) {
		int64_t id = q_election_vote_of(r->db, e->id, organ_rules[i].organ);
		const struct vote *v = id ? record_load(r->db, r->arena, &vote_record, id) : NULL;
		if (v && v->state != VOTE_ENDED && (announced || v->state != VOTE_ANNOUNCED))
			return v;
	}
	return NULL;
}

const char *can_unconfirm(struct req *r, const void *row)
{
	const char *why = by_superior(r, row);
	const struct vote *v = why ? NULL : vote_that_stands(r, row, true);
	return v ? arena_printf(r->arena, "已发起投票“%s”，没有作废，不能撤回批准。", v->title) : why;
}

const char *can_cancel(struct req *r, const void *row)
{
	const struct vote *v = vote_that_stands(r, row, false);
	return v ? arena_printf(r->arena, "投票“%s”还没有办完，先把它作废，再终止换届。", v->title) : NULL;
}

/* Begun once more: what was voted on before does not count. */
bool do_resume(struct req *r, void *row, const void *before)
{
	struct election *e = row;
	(void)before;
	q_election_seats_clear(r->db, e->id);
	q_election_votes_drop_from(r->db, e->id, ORGAN_COMMITTEE);
	e->first_held = e->in_term = false;
	return true;
}

/* What was elected is entered anew, and the first session votes anew. */
bool undo_hold(struct req *r, void *row, const void *before)
{
	struct election *e = row;
	(void)before;
	q_election_seats_clear(r->db, e->id);
	q_election_votes_drop_from(r->db, e->id, ORGAN_STANDING);
	e->first_held = e->in_term = false;
	return true;
}

bool undo_endorse(struct req *r, void *row, const void *before)
{
	struct election *e = row;
	(void)r;
	(void)before;
	e->endorsed_on = 0;
	e->decision = "";
	return true;
}

/* Nothing may rest on it: neither a committee that it brought about nor one that came after. */
const char *can_unregister(struct req *r, const void *row)
{
	const struct election *e = row;
	if (e->kind == ELECTION_BY)
		return "补选的委员在组织机构里办理离任或作废，不重新登记。";
	int64_t id = q_election_rests(r->db, e->unit, e->term_no, e->meeting_on);
	const struct committee *c = id ? record_load(r->db, r->arena, &committee_record, id) : NULL;
	if (!c)
		return NULL;
	if (c->term_no != e->term_no)
		return arena_printf(r->arena, "这次选举之后已产生%s，不能再退回。登记有误的，先在组织机构里从最后一届起逐届作废，再重新登记。", c->name);
	if (COMMITTEE_RUNS & 1u << c->state)
		return arena_printf(r->arena, "%s还在任。先在组织机构里作废它，上一届随之恢复，再重新登记。", c->name);
	return arena_printf(r->arena, "这次选举产生的%s%s，不能再退回重新登记。", c->name, choice_label(committee_states, c->state));
}
