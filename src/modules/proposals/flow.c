/* The moves of a proposal and what each needs. */
#include <string.h>

#include "base/utf8.h"
#include "engines/matter_inside.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/appeals/appeals.h"
#include "modules/proposals/inside.h"
#include "proposals.sql.h"

static bool knows(struct req *r, const struct matter *m)
{
	(void)r;
	(void)m;
	return true; /* proposals are signed */
}

static const char *author(struct req *r, const struct matter *m)
{
	return m->author ? record_title(r->db, r->arena, &person_record, m->author) : "";
}

static const char *missing(struct req *r, const struct matter *m, const char *verb)
{
	(void)r;
	bool later = m->outcome == CLASS_PLANNED || m->outcome == CLASS_NOT_NOW;
	return later && strcmp(verb, "close") == 0 ? "B 类、C 类还没有落实，请转跟踪；落实后再办结。" : NULL;
}

/* ---- further inputs ---- */

static void inputs(struct buf *o, const struct form *f, const char *verb)
{
	struct field day_field = *record_field(&proposal_record, "promised_on");
	day_field.hint = "B 类必须写明哪天完成；C 类要当面说明，并写进沟通情况。";
	if (strcmp(verb, "reply") == 0)
		form_input(o, f, &day_field);
	/* the opinion goes with the move; the reply, still empty then, lends its place in the row */
	struct field opinion = *record_field(&proposal_record, "reply");
	opinion.name = "reason";
	opinion.label = "审查意见";
	opinion.hint = "写明为什么立案；告知提案人，并进审查报告。";
	opinion.max = 2000;
	opinion.use = F_NEED;
	if (strcmp(verb, "sort") == 0 && ((const struct proposal *)f->row)->state == MATTER_RECEIVED)
		form_input(o, f, &opinion);
}

static void read(struct req *r, struct matter *m, const char *verb)
{
	struct proposal *p = (void *)m;
	if (strcmp(verb, "sort") == 0 && m->state == MATTER_RECEIVED && text_empty(form_get(r, "reason")))
		problem_add(&r->problems, "reason", "请填写立案的审查意见。");
	if (strcmp(verb, "sort") == 0 || strcmp(verb, "merge") == 0)
		p->filed_on = p->filed_on ? p->filed_on : r->today;
	if (strcmp(verb, "reply") != 0)
		return;
	field_read(&r->problems, record_field(&proposal_record, "promised_on"), form_get(r, "promised_on"), p);
	if (m->outcome == CLASS_PLANNED && !p->promised_on)
		problem_add(&r->problems, "promised_on", "B 类要写明哪天完成。");
	if (p->promised_on && p->promised_on < r->today)
		problem_add(&r->problems, "promised_on", "承诺的完成日期要晚于今天。");
}

/* ---- writing and seconding ---- */

static const char *by_writer(struct req *r, const void *row)
{
	return r->system || wrote_it(r, row) ? NULL : "由提案人办理。";
}

static const char *may_answer(struct req *r, const void *row)
{
	const struct proposal *p = row;
	return q_proposal_second_answer(r->db, p->id, r->who ? r->who->person : 0) ? NULL : "提案人没有邀请你附议。";
}

static void answer(struct req *r, struct proposal *p, bool yes)
{
	int64_t me = r->who->person, was = q_proposal_second_answer(r->db, p->id, me) - 1;
	q_proposal_second_set(r->db, p->id, me, yes ? 1 : 2, r->today);
	p->seconders += (yes ? 1 : 0) - (was == 1 ? 1 : 0);
	party_person(r, &proposal_record, p->id, PARTY_AUTHOR, yes ? 0 : me, yes ? me : 0);
	message_send(r, &(struct message){.person = p->author, .title = yes ? "有人附议了你的提案" : "有人不附议你的提案", .body = p->title,
					  .link = link_to(r, "/m/proposals/%lld", (long long)p->id)});
}

static bool seconded(struct req *r, void *row, const void *before)
{
	(void)before;
	answer(r, row, true);
	return true;
}

static bool declined(struct req *r, void *row, const void *before)
{
	(void)before;
	answer(r, row, false);
	return true;
}

/* The text changes, so those who signed the old one are asked again. */
static bool reworked(struct req *r, void *row, const void *before)
{
	struct proposal *p = row;
	size_t n;
	struct proposal_seconds *s = q_proposal_seconds(r->db, r->arena, p->id, &n);
	(void)before;
	for (size_t i = 0; i < n; i++)
		if (s[i].answer == 1)
			party_person(r, &proposal_record, p->id, PARTY_AUTHOR, s[i].person, 0);
	q_proposal_second_clear(r->db, p->id);
	p->seconders = 0;
	return true;
}

static void take_number(struct req *r, struct proposal *p)
{
	const struct congress_session *s = session_of(r, p->session);
	const char *mark = arena_printf(r->arena, "TA%lld", (long long)p->session);
	int64_t n = matter_series(r, &proposal_flow, (void *)p, day_civil(s->held_on).year, mark);
	p->number = arena_printf(r->arena, "%s第%03lld号", session_short(r, s), (long long)n);
}

static bool submitted(struct req *r, void *row, const void *before)
{
	struct proposal *p = row;
	(void)before;
	p->session = open_session(r, p->unit, SESSION_CONGRESS);
	p->received_on = r->today;
	take_number(r, p);
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), p->unit, &(struct message){
		.title = arena_printf(r->arena, "提案 %s 待审查", p->number), .body = p->title, .link = link_to(r, "/proposals/%lld", (long long)p->id)});
	return true;
}

/* ---- the office ---- */

/* A suggestion is handled as any other: it becomes an appeal of that kind. */
static bool made_idea(struct req *r, void *row, const void *before)
{
	struct proposal *p = row;
	struct appeal *a = record_new(r->arena, &appeal_record);
	const struct flow *outer = r->flow;
	(void)before;
	a->unit = p->unit;
	a->author = p->author;
	a->mode = APPEAL_NAMED;
	a->source = APPEAL_DESK;
	a->kind = 7;
	a->level = 1;
	a->title = utf8_clip(r->arena, p->title, 60);
	a->content = utf8_clip(r->arena, arena_printf(r->arena, "（由提案%s转来）%s\n%s", p->number, p->content, p->measures), 2000);
	bool good = matter_create(r, &appeal_flow, a, false);
	r->flow = outer;
	p->appeal = a->id;
	if (good)
		message_send(r, &(struct message){.person = p->author, .title = arena_printf(r->arena, "提案 %s 转为意见建议办理", p->number),
			.body = form_get(r, "reason"), .link = link_to(r, "/m/appeals/%lld", (long long)a->id)});
	return good;
}

static bool for_agenda(struct req *r, void *row, const void *before)
{
	(void)r;
	(void)before;
	((struct proposal *)row)->agenda = 1;
	return true;
}

/* ---- the end ---- */

static const char *may_keep(struct req *r, const void *row)
{
	const struct proposal *p = row;
	if (p->outcome != CLASS_PLANNED && p->outcome != CLASS_NOT_NOW)
		return "只有 B 类、C 类要跟踪，其他的请直接办结。";
	return matter_may_end(r, row);
}

static bool kept(struct req *r, void *row, const void *before)
{
	struct proposal *p = row;
	(void)before;
	p->followed_on = 0;
	tell_lead(r, r->flow, row, arena_printf(r->arena, "提案 %s 转跟踪落实", p->number), form_get(r, "reason"), false);
	return true;
}

static bool progressed(struct req *r, void *row, const void *before)
{
	struct proposal *p = row;
	(void)before;
	p->followed_on = r->today;
	tell_authors(r, r->flow, row, arena_printf(r->arena, "提案 %s 的落实情况", p->number), form_get(r, "reason"));
	return true;
}

static const char *may_settle(struct req *r, const void *row)
{
	const struct proposal *p = row;
	if (!p->followed_on)
		return arena_printf(r->arena, "%s还没有记录落实情况。", lead_name(r, (const void *)p));
	return matter_may_end(r, row);
}

static const char *may_praise(struct req *r, const void *row)
{
	const struct proposal *p = row;
	if (p->excellent)
		return "已经评为优秀。";
	return r->system || !signs_it(r, p) ? NULL : "这是你提出或附议的提案，请由别人评选。";
}

static bool praised(struct req *r, void *row, const void *before)
{
	struct proposal *p = row;
	(void)before;
	p->excellent = 1;
	tell_authors(r, r->flow, row, arena_printf(r->arena, "提案 %s 评为优秀提案", p->number), form_get(r, "reason"));
	return true;
}

/* ---- beside the row ---- */

/* Those who signed the one that was joined rate the other with the rest. */
static void join_signatories(struct req *r, const struct proposal *p)
{
	size_t n;
	struct proposal_seconds *s = q_proposal_seconds(r->db, r->arena, p->id, &n);
	matter_signatory(r, &proposal_flow, p->same_as, p->author);
	for (size_t i = 0; i < n; i++)
		if (s[i].answer == 1)
			matter_signatory(r, &proposal_flow, p->same_as, s[i].person);
}

/* What continued an earlier one is done: so is that. */
static void end_earlier(struct req *r, const struct proposal *p)
{
	const struct proposal *e = record_load(r->db, r->arena, &proposal_record, p->earlier);
	bool was_system = r->system;
	const struct flow *outer = r->flow;
	if (!e || e->state != MATTER_KEPT)
		return;
	r->system = true;
	flow_move(r, &proposal_flow, e->id, 0, "settled", arena_printf(r->arena, "结转为 %s，已办结", p->number), NULL);
	r->system = was_system;
	r->flow = outer;
}

static void after(struct req *r, const void *before, const void *row)
{
	const struct proposal *p = row, *was = before;
	matter_after(r, before, row);
	if (!was || was->state == p->state)
		return;
	if (p->state == MATTER_MERGED)
		join_signatories(r, p);
	if (p->state == MATTER_CLOSED && p->earlier)
		end_earlier(r, p);
}

static const struct matter_limit limits[] = {
	{1, "proposal.days", DEADLINE_DAYS}, {2, "proposal.complex_days", DEADLINE_DAYS}, {0}};
static const struct rung ladder[] = {
	{"near", -3, TELL_LEAD, "即将到期"}, {"over", 1, TELL_LEAD | TELL_UNION, "逾期"}, {"far", 6, TELL_CHAIR, "逾期五个工作日以上"},
	{"top", 16, TELL_ABOVE, "逾期十五个工作日以上"}, {0}};
static const struct matter_stage stages[] = {
	{"附议", MATTER_GATHERING, MATTER_GATHERING, 0},
	{"审查立案", MATTER_RECEIVED, MATTER_RECEIVED, offsetof(struct proposal, filed_on)},
	{"交办", MATTER_SORTED, MATTER_SENT, offsetof(struct proposal, sent_on)},
	{"办理", MATTER_WORKING, MATTER_PAUSED, 0},
	{"签发答复", MATTER_SIGNING, MATTER_SIGNING, offsetof(struct proposal, replied_on)},
	{"评价", MATTER_REPLIED, MATTER_REPLIED, 0},
	{"复核", MATTER_CHECK, MATTER_CHECK, 0},
	{"办结", MATTER_CLOSED, MATTER_CLOSED, offsetof(struct proposal, closed_on)}, {0}};

#define CUSTOM "职代会提案的通行做法，未核实"
static const struct step_words words[] = {
	{"sort", NULL, NULL, "立案、不立案都要写明意见，" CUSTOM},
	{"refuse", NULL, NULL, "不立案的书面说明理由，" CUSTOM},
	{"agenda", NULL, NULL, "重大提案列入大会议题，" CUSTOM},
	{"reply", NULL, NULL, "先与提案人沟通再答复，结果分 A、B、C、D 类，" CUSTOM},
	{"sign", NULL, NULL, "承办单位负责人签发、谁起草谁不签发，" CUSTOM},
	{"rate", NULL, NULL, "满意、基本满意、不满意，不满意的 30 日内再办一次，" CUSTOM},
	{"close", NULL, NULL, "B 类、C 类跟踪到落实，谁经办谁不复核，" CUSTOM},
	{"rerate", NULL, NULL, "评错了短期内可以更正，未核实"},
	{0}};

const struct matters proposal_matters = {
	.name = "proposal", .base = "/proposals", .noun = "提案", .mark = "TA", .kinds = proposal_kinds, .levels = proposal_levels,
	.outcomes = proposal_outcomes, .limits = limits, .again_days = "proposal.again_days", .again_basis = DEADLINE_DAYS,
	.extension = "proposal.extension", .steps = MATTER_TALK | MATTER_CALL | MATTER_ALL_RATE, .ladder = ladder, .author = author, .knows = knows,
	.missing = missing, .sorting = "审查立案", .sending = "交办", .ending = "复核办结", .stages = stages, .from_dispatch = true, .inputs = inputs, .read = read,
	.content = proposal_content, .page = show_narrow, .words = words, .source = "提案委员会审查、交办、督办、复核，" CUSTOM,
};

#define OWN(from, verb, to, right, label, ...) MATTER_MOVE(from, verb, to, right, label, __VA_ARGS__)
static const struct move moves[] = {
	OWN(MATTER_DRAFT, "gather", MATTER_GATHERING, "proposal.author", "征集附议", 0, by_writer, NULL, "邀请职工代表附议"),
	OWN(MATTER_GATHERING, "second", SAME_STATE, "proposal.second", "附议", 0, may_answer, seconded, "被邀请的职工代表附议"),
	OWN(MATTER_GATHERING, "decline", SAME_STATE, "proposal.second", "不附议", 0, may_answer, declined, "不附议，或者撤回附议"),
	OWN(MATTER_GATHERING, "rework", MATTER_DRAFT, "proposal.author", "修改重征", 0, by_writer, reworked, "改了内容，重新征集附议"),
	OWN(MATTER_DRAFT, "submit", MATTER_RECEIVED, "proposal.author", "提交", 0, proposal_not_ready, submitted, "附议够数、在征集期内"),
	OWN(MATTER_GATHERING, "submit", MATTER_RECEIVED, "proposal.author", "提交", 0, proposal_not_ready, submitted, "附议够数、在征集期内"),
	OWN(MATTER_DRAFT, "drop", MATTER_WITHDRAWN, "proposal.author", "不提了", 0, by_writer, NULL, "提交前放弃"),
	OWN(MATTER_GATHERING, "drop", MATTER_WITHDRAWN, "proposal.author", "不提了", 0, by_writer, NULL, "提交前放弃"),
	MATTER_DESK_MOVES("proposal", "立案", "不立案", "并案", "交办"),
	OWN(MATTER_RECEIVED, "idea", MATTER_IDEA, "proposal.sort", "转为建议", MOVE_REASON, matter_not_own, made_idea, "不立案，转为意见建议办理"),
	OWN(MATTER_RECEIVED, "agenda", SAME_STATE, "proposal.sort", "建议列入议题", MOVE_OPINION, matter_not_own, for_agenda, "重大提案建议列入大会议题"),
	OWN(MATTER_SORTED, "agenda", SAME_STATE, "proposal.sort", "建议列入议题", MOVE_OPINION, matter_not_own, for_agenda, "重大提案建议列入大会议题"),
	OWN(MATTER_DRAFT, "carried", MATTER_SORTED, NULL, "结转", 0, NULL, NULL, "上次会议没有落实的，转入本次会议"),
	MATTER_WORK_MOVES("proposal"),
	MATTER_RATE_MOVE("proposal"),
	OWN(MATTER_CHECK, "keep", MATTER_KEPT, "proposal.close", "转跟踪", MOVE_OPINION, may_keep, kept, "B 类、C 类跟踪到落实"),
	OWN(MATTER_KEPT, "rerate", SAME_STATE, "proposal.author", "改评价", 0, matter_may_rerate, matter_rated, "跟踪落实的也可以改"),
	OWN(MATTER_KEPT, "rerate_bad", MATTER_CHECK, "proposal.author", "改评为不满意", 0, matter_may_rerate, matter_opened_by_rating, "改评为不满意的，重新办理"),
	OWN(MATTER_KEPT, "progress", SAME_STATE, "proposal.handle", "记录落实", MOVE_OPINION, matter_by_lead, progressed, "承办单位记录落实到哪一步"),
	OWN(MATTER_KEPT, "settle", MATTER_CLOSED, "proposal.close", "核实办结", MOVE_OPINION, may_settle, matter_closed, "核实已经落实，办结"),
	OWN(MATTER_KEPT, "carry", SAME_STATE, NULL, "转入下次会议", 0, NULL, NULL, "新的征集开始时，没有落实的自动转入"),
	OWN(MATTER_KEPT, "settled", MATTER_CLOSED, NULL, "随结转办结", 0, NULL, matter_closed, "结转后的那一件办结了"),
	OWN(MATTER_CLOSED, "praise", SAME_STATE, "proposal.close", "评为优秀", MOVE_OPINION, may_praise, praised, "评为优秀提案，可以报送上级"),
	{0},
};

/* Workers find what is public; the rest only its own list. */
static const char *search_text(struct req *r, const void *row)
{
	const struct proposal *p = row;
	(void)r;
	return (PROPOSAL_DRAFTS | PROPOSAL_INNER) & 1u << p->state ? NULL : arena_printf(r->arena, "%s %s %s", p->number, p->content, p->measures);
}

const struct flow proposal_flow = {
	.record = &proposal_record, .moves = moves, .home = "/proposals/%lld", .edit_right = "proposal.author", .edit_states = 1u << MATTER_DRAFT,
	.first = MATTER_DRAFT, .find_right = "proposal.find", .read_right = "proposal.read", .search_text = search_text,
	.matters = &proposal_matters, .after = after,
};
