/* Mediation of a labour dispute: its fields, its way, and what is still missing. Only the parties, their mediators and the head of the committee read it. */
#include <string.h>

#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "labour.sql.h"
#include "modules/labour/inside.h"

static const struct choice states[] = {
	{MATTER_RECEIVED, "待受理", "warn"}, {MATTER_SORTED, "待派调解员", "warn"}, {MATTER_WORKING, "调解中", "info"}, {MATTER_SIGNING, "协议待签", "info"},
	{MATTER_KEPT, "待履行", "info"}, {MATTER_CHECK, "待结案", "warn"}, {MATTER_CLOSED, "已结案", "ok"}, {MATTER_REFUSED, "不予受理", "mute"},
	{MATTER_WITHDRAWN, "已撤回", "mute"}, {0}};
const struct choice mediation_kinds[] = {
	{1, "劳动报酬", NULL}, {2, "工伤医疗费、经济补偿或赔偿金", NULL}, {3, "确认劳动关系", NULL}, {4, "劳动合同订立、变更、解除", NULL},
	{5, "辞退、辞职、离职", NULL}, {6, "工时、休假、社会保险、福利", NULL}, {7, "其他", NULL}, {0}};
static const struct choice levels[] = {{1, "不满十人", NULL}, {2, "十人以上", NULL}, {0}};
static const struct choice ends[] = {{MEDIATION_AGREED, "达成协议", "ok"}, {MEDIATION_FAILED, "未达成协议", "mute"}, {0}};
static const struct choice kept[] = {{1, "已经履行", "ok"}, {2, "没有履行", "bad"}, {0}};

static const struct choice grounds[] = {
	{GROUND_NO_DISPUTE, "不属于劳动争议", NULL}, {GROUND_UNWILLING, "对方当事人不同意调解", NULL}, {GROUND_ELSEWHERE, "已经申请仲裁或者提起诉讼", NULL},
	{GROUND_OTHER, "其他", NULL}, {0}};

/* Names and words of the parties stand in no list, no export, and outside the chain of events. */
enum { PRIVATE = F_HISTORY | F_PERSONAL };
static const struct field fields[] = {
	HEAD_FIELDS(struct mediation, states),
	MATTER_FIELDS_AS(struct mediation, mediation_kinds, levels, no_outcomes, 0, "劳动者人数", 0),
	TEXT(struct mediation, opponent, .label = "对方（用人单位）", .max = 60, .use = F_NEED),
	LONG(struct mediation, claims, .label = "请求", .max = 1000, .use = F_NEED, .hint = "希望怎样解决，例如支付二月加班工资 1200 元。"),
	REF(struct mediation, respondent, &person_record, .label = "对方代表", .use = 0, .hint = "有账号的选上，他可以看这一件；没有的不选。"),
	REF(struct mediation, mediator1, &person_record, .label = "主持调解员", .use = F_NEED | F_HISTORY),
	REF(struct mediation, mediator2, &person_record, .label = "调解员", .use = F_HISTORY),
	FLAG(struct mediation, no_conflict, .label = "已逐人询问：调解员与双方没有利害关系，双方没有要求回避", .use = F_HISTORY),
	FLAG(struct mediation, consent, .label = "双方当事人书面同意延期", .use = F_HISTORY),
	DAY(struct mediation, accepted_on, .label = "受理日期", .use = F_HISTORY),
	DAY(struct mediation, arbitrate_on, .label = "满十五日"),
	FLAG(struct mediation, advised, .label = "已告知可以仲裁"),
	DAY(struct mediation, heard_on, .label = "调解日期", .use = F_NEED | F_HISTORY),
	TEXT(struct mediation, place, .label = "调解地点", .max = 60, .use = F_NEED),
	LONG(struct mediation, record, .label = "调解笔录", .max = 4000, .use = F_NEED | PRIVATE, .hint = "到场的人、双方的意见、调解的经过；双方核对后签名，扫描件上传。"),
	CHOICE(struct mediation, result, ends, .label = "调解结果", .use = F_LIST | F_FILTER | F_HISTORY | F_JSON),
	DAY(struct mediation, agreed_on, .label = "达成协议日期", .use = F_NEED | F_HISTORY),
	LONG(struct mediation, terms, .label = "协议内容", .max = 2000, .use = F_NEED | PRIVATE, .hint = "逐条写：谁、在什么时候、向谁、做什么或付多少。"),
	DAY(struct mediation, perform_by, .label = "履行期限", .use = F_NEED | F_HISTORY),
	DAY(struct mediation, confirm_by, .label = "申请司法确认期限", .use = F_HISTORY),
	TEXT(struct mediation, paper_no, .label = "文书编号", .max = 60, .use = F_HISTORY),
	FLAG(struct mediation, applicant_signed, .label = "申请人已签名"),
	FLAG(struct mediation, opponent_signed, .label = "对方已签名或盖章"),
	FLAG(struct mediation, mediator_signed, .label = "调解员已签名，已盖调解委员会印章"),
	DAY(struct mediation, signed_on, .label = "签署日期", .use = F_NEED | F_HISTORY),
	CHOICE(struct mediation, kept, kept, .label = "履行情况", .use = F_NEED | F_FILTER | F_HISTORY),
	DAY(struct mediation, kept_on, .label = "核对履行日期", .use = F_HISTORY),
	LONG(struct mediation, failure, .label = "没有达成协议的原因", .max = 1000, .use = F_NEED | PRIVATE),
	DAY(struct mediation, ended_on, .label = "终止日期", .use = F_HISTORY),
	DAY(struct mediation, told_on, .label = "告知书送达日期", .use = F_NEED | F_HISTORY),
	CHOICE(struct mediation, ground, grounds, .label = "不予受理的情形", .use = F_NEED | F_HISTORY),
	LONG(struct mediation, refusal, .label = "不予受理的理由", .max = 500, .use = F_NEED | PRIVATE),
};
const struct record mediation_record = RECORD("mediation", "劳动争议调解", struct mediation, fields, "title", .indexes = MATTER_INDEXES("mediation"));

/* ---- the committee ---- */

const char *mediation_panel_lacks(struct req *r, int64_t unit)
{
	size_t n, side[3] = {0}, chairs = 0;
	struct labour_officers_of *x = q_labour_officers_of(r->db, r->arena, unit, OFFICER_MEDIATOR, r->today, &n);
	for (size_t i = 0; i < n; i++) {
		side[x[i].side == SIDE_EMPLOYER ? SIDE_EMPLOYER : SIDE_WORKERS]++;
		chairs += x[i].chair;
	}
	if (!side[SIDE_WORKERS])
		return "调解委员会还没有职工代表，请在“劳动关系人员”里登记（《劳动争议调解仲裁法》第十条）。";
	if (!side[SIDE_EMPLOYER])
		return "调解委员会还没有企业代表，请在“劳动关系人员”里登记（《劳动争议调解仲裁法》第十条）。";
	return chairs ? NULL : "调解委员会还没有主任，请在“劳动关系人员”里确定（《劳动争议调解仲裁法》第十条）。";
}

static bool is_mediator(const struct mediation *m, int64_t person)
{
	return person && (person == m->mediator1 || person == m->mediator2);
}

static const char *by_mediator(struct req *r, const void *row)
{
	return r->system || is_mediator(row, r->who->person) ? NULL : "由指派的调解员办理。";
}

/* Neither a party nor a mediator of it. */
static const char *by_another(struct req *r, const void *row)
{
	const struct mediation *m = row;
	if (!r->system && (is_mediator(m, r->who->person) || r->who->person == m->respondent))
		return "你是这件的调解员或当事人，请由别人办理。";
	return matter_not_own(r, row);
}

static const char *may_accept(struct req *r, const void *row)
{
	const char *why = by_another(r, row);
	return why ? why : mediation_panel_lacks(r, ((const struct mediation *)row)->unit);
}

/* ---- what is missing ---- */

static const char *lacks(struct req *r, const struct matter *x)
{
	const struct mediation *m = (const void *)x;
	(void)r;
	if (!m->accepted_on)
		return "还没有受理。";
	if (!m->mediator1 || !m->no_conflict)
		return "还没有指派调解员、询问回避。";
	if (!m->heard_on || text_empty(m->record))
		return "还没有调解笔录。";
	if (!m->result)
		return "还没有调解结果。";
	if (m->result == MEDIATION_FAILED)
		return m->told_on ? NULL : "还没有书面告知双方可以申请仲裁。";
	if (!m->signed_on || !m->applicant_signed || !m->opponent_signed || !m->mediator_signed)
		return "协议还没有由双方和调解员签署。";
	return m->kept ? NULL : "还没有核对履行情况。";
}

static const char *next(struct req *r, const struct matter *x)
{
	const struct mediation *m = (const void *)x;
	switch (x->state) {
	case MATTER_RECEIVED: {
		const char *why = mediation_panel_lacks(r, x->unit);
		return why ? why : "等待调解委员会受理。";
	}
	case MATTER_SORTED: return "等待指派调解员。";
	case MATTER_WORKING: return m->heard_on ? "等待调解员记录结果：达成协议，或者终止调解。" : "等待调解员约双方调解，记录笔录。";
	case MATTER_SIGNING: return "等待双方和调解员在调解协议书上签名、盖章。";
	case MATTER_KEPT: return arena_printf(r->arena, "等待履行，%s前。", day_short(r->arena, m->perform_by, r->today));
	case MATTER_CHECK: {
		const char *why = lacks(r, x);
		return why ? why : "等待结案。";
	}
	case MATTER_REFUSED: return m->told_on || !*m->paper_no ? "" : "等待把不予受理告知书送申请人。";
	default: return "";
	}
}

/* ---- steps ---- */

static const char *may_extend(struct req *r, const void *row)
{
	const struct mediation *m = row;
	if (m->extra)
		return "已经延过一次，不能再延。";
	return m->due && m->due < r->today ? "期限已过，不能再延；当事人可以申请仲裁。" : by_mediator(r, row);
}

static const char *heard(struct req *r, const void *row)
{
	const struct mediation *m = row;
	const char *why = by_mediator(r, row);
	return why ? why : m->heard_on && !text_empty(m->record) ? NULL : "请先记录调解笔录。";
}

static const char *may_close(struct req *r, const void *row)
{
	const char *why = by_another(r, row);
	return why ? why : matter_may_end(r, row);
}

/* The step's form has set the day already. */
static bool was_told(struct req *r, const struct mediation *m)
{
	const struct mediation *was = record_load(r->db, r->arena, &mediation_record, m->id);
	return was && was->told_on;
}

/* The notice of a refusal, or of an end without an agreement: told once, its day may be mended. */
static const char *may_tell(struct req *r, const void *row)
{
	const struct mediation *m = row;
	if (was_told(r, m))
		return "送达已经记录。日期记错的，点“改送达日期”。";
	if (m->state == MATTER_REFUSED)
		return by_another(r, row);
	return m->result == MEDIATION_FAILED ? by_mediator(r, row) : "达成协议的没有告知书要送。";
}

static const char *may_retell(struct req *r, const void *row)
{
	const struct mediation *m = row;
	if (!was_told(r, m))
		return "还没有记录送达。";
	return m->state == MATTER_REFUSED ? by_another(r, row) : by_mediator(r, row);
}

static bool accepted(struct req *r, void *row, const void *before)
{
	struct mediation *m = row;
	(void)before;
	m->accepted_on = r->today;
	matter_limit_by(r, r->flow, (struct matter *)m, "mediation.days", DEADLINE_DAYS, r->today);
	message_send(r, &(struct message){.person = m->author, .title = arena_printf(r->arena, "调解申请 %s 已受理", m->number),
					  .link = link_to(r, "/m/mediations/%lld", (long long)m->id)});
	return true;
}

static bool assigned(struct req *r, void *row, const void *before)
{
	const struct mediation *m = row, *was = before;
	const int64_t old[] = {was->mediator1, was->mediator2}, now[] = {m->mediator1, m->mediator2};
	for (size_t i = 0; i < 2; i++)
		party_person(r, &mediation_record, m->id, PARTY_OWNER, old[i], 0);
	for (size_t i = 0; i < 2; i++) {
		party_person(r, &mediation_record, m->id, PARTY_OWNER, 0, now[i]);
		if (now[i])
			message_send(r, &(struct message){.person = now[i], .title = arena_printf(r->arena, "请调解 %s", m->number),
							  .link = link_to(r, "/labour/mediations/%lld", (long long)m->id)});
	}
	party_person(r, &mediation_record, m->id, PARTY_INVITED, was->respondent, m->respondent);
	return true;
}

static void ended(struct req *r, struct mediation *m, int64_t result, const char *series)
{
	m->result = result;
	m->in_time = !m->due || r->today <= m->due ? 1 : 2;
	m->pleased = result == MEDIATION_AGREED ? 1 : 2;
	m->amount = m->extra = 0;
	m->due = 0;
	m->paper_no = labour_number(r, &mediation_flow, m, series);
	m->drafter = r->who ? r->who->person : 0;
}

static bool agreed(struct req *r, void *row, const void *before)
{
	struct mediation *m = row;
	(void)before;
	ended(r, m, MEDIATION_AGREED, "调协");
	return true;
}

/* What the written notice says; its number is drawn at once, so that it is printed when it is told. */
static bool turned_away(struct req *r, void *row, const void *before)
{
	struct mediation *m = row;
	(void)before;
	m->ended_on = r->today;
	m->paper_no = labour_number(r, &mediation_flow, m, "调不受");
	return true;
}

static bool failed(struct req *r, void *row, const void *before)
{
	struct mediation *m = row;
	(void)before;
	m->ended_on = r->today;
	ended(r, m, MEDIATION_FAILED, "调告");
	message_send(r, &(struct message){.person = m->author, .title = arena_printf(r->arena, "调解 %s 没有达成协议，可以申请仲裁", m->number),
					  .link = link_to(r, "/m/mediations/%lld", (long long)m->id)});
	return true;
}

/* From the day on which the signatures were given. */
static bool signed_all(struct req *r, void *row, const void *before)
{
	struct mediation *m = row;
	struct deadline d = {m->signed_on, policy_get(r, "mediation.confirm_days", m->unit, r->today).value, 0, DEADLINE_DAYS, NULL, 0};
	(void)before;
	m->confirm_by = deadline_due(&d, NULL);
	return true;
}

static bool reconciled(struct req *r, void *row, const void *before)
{
	struct mediation *m = row;
	(void)before;
	m->kept_on = r->today;
	return true;
}

/* The text was not what they wanted to sign: heard again, within what is left of the time. */
static bool unsigned_again(struct req *r, void *row, const void *before)
{
	struct mediation *m = row;
	(void)before;
	m->result = m->in_time = m->pleased = 0;
	m->agreed_on = m->perform_by = 0;
	matter_limit_by(r, r->flow, (struct matter *)m, "mediation.days", DEADLINE_DAYS, m->accepted_on);
	return true;
}

/* ---- ways back, each while nothing stands upon the step ---- */

static const char *may_unrefuse(struct req *r, const void *row)
{
	const struct mediation *m = row;
	return m->told_on ? "告知书已经送达，不能再撤回；申请人可以重新申请。" : by_another(r, row);
}

/* The number of the notice is used up. */
static bool unrefused(struct req *r, void *row, const void *before)
{
	struct mediation *m = row;
	(void)r;
	(void)before;
	m->ended_on = 0;
	m->ground = 0;
	m->refusal = m->paper_no = "";
	return true;
}

static bool unaccepted(struct req *r, void *row, const void *before)
{
	struct mediation *m = row;
	(void)before;
	m->accepted_on = 0;
	matter_limit_by(r, r->flow, (struct matter *)m, "mediation.accept_days", DEADLINE_WORKDAYS, m->received_on);
	return true;
}

static const char *may_unfail(struct req *r, const void *row)
{
	const struct mediation *m = row;
	if (m->result != MEDIATION_FAILED)
		return "达成协议的没有终止。";
	return m->told_on ? "告知书已经送达双方，不能再撤回终止。" : by_mediator(r, row);
}

static bool unfailed(struct req *r, void *row, const void *before)
{
	struct mediation *m = row;
	m->ended_on = 0;
	m->paper_no = "";
	return unsigned_again(r, row, before);
}

static bool unsigned_all(struct req *r, void *row, const void *before)
{
	struct mediation *m = row;
	(void)r;
	(void)before;
	m->applicant_signed = m->opponent_signed = m->mediator_signed = false;
	m->signed_on = m->confirm_by = 0;
	return true;
}

static const char *may_unkeep(struct req *r, const void *row)
{
	return ((const struct mediation *)row)->result == MEDIATION_AGREED ? by_mediator(r, row) : "没有达成协议的没有核对履行。";
}

static bool unkept(struct req *r, void *row, const void *before)
{
	struct mediation *m = row;
	(void)r;
	(void)before;
	m->kept = 0;
	m->kept_on = 0;
	return true;
}

/* The agreement was to be kept by yesterday: was it? */
static bool ask_kept(struct req *r, void *row, const void *before)
{
	const struct mediation *m = row;
	const int64_t who[] = {m->mediator1, m->mediator2};
	(void)before;
	for (size_t i = 0; i < 2; i++)
		message_send(r, &(struct message){.person = who[i], .title = arena_printf(r->arena, "调解协议到期，请核对是否履行 %s", m->number),
						  .link = link_to(r, "/labour/mediations/%lld", (long long)m->id)});
	return true;
}

/* The fifteen days of the law are over without an agreement. */
static bool advise(struct req *r, void *row, const void *before)
{
	struct mediation *m = row;
	(void)before;
	m->advised = true;
	message_send(r, &(struct message){.person = m->author, .title = arena_printf(r->arena, "调解 %s 满十五日，可以申请仲裁", m->number),
					  .body = "自调解组织收到调解申请之日起十五日内未达成调解协议的，当事人可以依法申请仲裁（《劳动争议调解仲裁法》第十四条）。调解可以继续。",
					  .link = link_to(r, "/m/mediations/%lld", (long long)m->id)});
	return true;
}

#define STEP(from, verb, to, right, label, ...) MATTER_MOVE(from, verb, to, "mediation." right, label, __VA_ARGS__)
static const struct move moves[] = {
	STEP(MATTER_RECEIVED, "sort", MATTER_SORTED, "sort", "受理", 0, may_accept, accepted, "三个工作日内决定；受理后十五日内结束"),
	STEP(MATTER_RECEIVED, "refuse", MATTER_REFUSED, "sort", "不予受理", 0, by_another, turned_away, "编号，下载不予受理告知书，写明理由、依据和可以申请仲裁"),
	STEP(MATTER_RECEIVED, "withdraw", MATTER_WITHDRAWN, "author", "撤回", MOVE_REASON, matter_by_author, NULL, "申请人撤回申请"),
	STEP(MATTER_SORTED, "withdraw", MATTER_WITHDRAWN, "author", "撤回", MOVE_REASON, matter_by_author, NULL, "申请人撤回申请"),
	STEP(MATTER_WORKING, "withdraw", MATTER_WITHDRAWN, "author", "撤回", MOVE_REASON, matter_by_author, NULL, "申请人撤回申请"),
	STEP(MATTER_REFUSED, "unrefuse", MATTER_RECEIVED, "sort", "撤回不予受理", MOVE_REASON, may_unrefuse, unrefused, "告知书送达以前发现有误，重新决定"),
	STEP(MATTER_SORTED, "unaccept", MATTER_RECEIVED, "sort", "撤回受理", MOVE_REASON, by_another, unaccepted, "指派调解员以前发现有误，重新决定"),
	STEP(MATTER_SORTED, "assign", MATTER_WORKING, "sort", "指派调解员", 0, by_another, assigned, "与双方没有利害关系的调解员"),
	STEP(MATTER_WORKING, "reassign", SAME_STATE, "sort", "改派调解员", 0, by_another, assigned, "应当回避的改派"),
	STEP(MATTER_WORKING, "hear", SAME_STATE, "handle", "记录调解", 0, by_mediator, NULL, "调解笔录"),
	STEP(MATTER_WORKING, "extend", SAME_STATE, "handle", "延期", MOVE_REASON, may_extend, matter_extended, "双方同意的，可以延长一次"),
	STEP(MATTER_WORKING, "agree", MATTER_SIGNING, "handle", "达成协议", 0, heard, agreed, "写明协议内容，编号，下载调解协议书"),
	STEP(MATTER_WORKING, "fail", MATTER_CHECK, "handle", "终止调解", 0, heard, failed, "没有达成协议的，编号，下载仲裁权利告知书"),
	STEP(MATTER_SIGNING, "signed", MATTER_KEPT, "handle", "签署完成", 0, by_mediator, signed_all, "双方签名或盖章，调解员签名并盖章后生效"),
	STEP(MATTER_SIGNING, "unsign", MATTER_WORKING, "handle", "不签，继续调解", MOVE_REASON, by_mediator, unsigned_again, "一方不签的，协议不生效"),
	STEP(MATTER_KEPT, "resign", MATTER_SIGNING, "handle", "撤回签署", MOVE_REASON, by_mediator, unsigned_all, "其实没有签齐或日期记错了"),
	STEP(MATTER_CHECK, "unkeep", MATTER_KEPT, "handle", "撤回核对", MOVE_REASON, may_unkeep, unkept, "核对错了，结案以前撤回"),
	STEP(MATTER_CHECK, "unfail", MATTER_WORKING, "handle", "撤回终止", MOVE_REASON, may_unfail, unfailed, "告知书送达以前双方又愿意调解"),
	STEP(MATTER_KEPT, "kept", MATTER_CHECK, "handle", "核对履行", MOVE_OPINION, by_mediator, reconciled, "到期核对是否履行"),
	STEP(MATTER_CHECK, "told", SAME_STATE, "handle", "记录送达", 0, may_tell, NULL, "告知书已送双方"),
	STEP(MATTER_REFUSED, "told", SAME_STATE, "sort", "记录送达", 0, may_tell, NULL, "不予受理告知书已送申请人"),
	STEP(MATTER_CHECK, "retold", SAME_STATE, "handle", "改送达日期", 0, may_retell, NULL, "送达日期记错了"),
	STEP(MATTER_REFUSED, "retold", SAME_STATE, "sort", "改送达日期", 0, may_retell, NULL, "送达日期记错了"),
	STEP(MATTER_CHECK, "close", MATTER_CLOSED, "close", "结案", 0, may_close, matter_closed_to_rate, "缺少任何一步都不能结案；调解员和当事人不能结案"),
	STEP(MATTER_CLOSED, "reopen", MATTER_CHECK, "close", "撤回结案", MOVE_REASON, by_another, matter_reopened, "发现有误，回到待结案"),
	MATTER_END_RATE_MOVES("mediation"),
	STEP(ANY_STATE, "say", SAME_STATE, "read", "补充说明", MOVE_OPINION, NULL, NULL, "当事人和调解员之间的话"),
	{ANY_STATE, "remind", SAME_STATE, NULL, "到期提醒", MOVE_HIDDEN, NULL, matter_reminded, "临期、逾期逐级提醒"},
	{MATTER_KEPT, "ask_kept", SAME_STATE, NULL, "提醒核对履行", MOVE_HIDDEN, NULL, ask_kept, "履行期限次日提醒调解员核对"},
	{ANY_STATE, "advise", SAME_STATE, NULL, "告知可以仲裁", MOVE_HIDDEN, NULL, advise, "收到申请满十五日没有达成协议的，告知申请人"},
	{0},
};

static const char *const assign_fields[] = {"mediator1", "mediator2", "respondent", "no_conflict", NULL};
static const char *const hear_fields[] = {"heard_on", "place", "record", NULL};
static const char *const agree_fields[] = {"agreed_on", "terms", "perform_by", NULL};
static const char *const sign_fields[] = {"signed_on", "applicant_signed", "opponent_signed", "mediator_signed", NULL};
static const char *const fail_fields[] = {"failure", NULL}, *const told_fields[] = {"told_on", NULL}, *const kept_fields[] = {"kept", NULL}, *const extend_fields[] = {"consent", NULL}, *const refuse_fields[] = {"ground", "refusal", NULL};
static const struct step_kind own[] = {
	{"sort", NULL, IN_KIND | IN_LEVEL, true, NULL, "劳动者一方十人以上、有共同请求的，可以推举代表参加（《劳动争议调解仲裁法》第七条）。三个工作日内决定是否受理。依据：《企业劳动争议协商调解规定》（未核实）。", NULL},
	{"refuse", NULL, 0, false, NULL, "不予受理的要书面告知申请人，写明理由；不影响他依法申请仲裁。对方五日内不回应协商要求的，视为不愿意协商。依据：《企业劳动争议协商调解规定》（条号未核实）、《劳动争议调解仲裁法》第五条（未核实）。", refuse_fields},
	{"assign", NULL, 0, true, NULL, "调解员与当事人同一班组、部门的，或者是当事人的，不能选。", assign_fields},
	{"reassign", NULL, 0, false, NULL, "应当回避的、不能继续调解的，改派。", assign_fields},
	/* what was heard before what comes of it: the form that stands open is the first that is possible */
	{"agree", NULL, 0, true, NULL, "调解协议书由双方签名或盖章，经调解员签名并加盖调解组织印章后生效，有约束力。依据：《劳动争议调解仲裁法》第十四条。", agree_fields},
	{"hear", NULL, 0, true, NULL, "又谈了一次的，在原来的笔录后面接着写。", hear_fields},
	{"fail", NULL, 0, false, NULL, "终止后编号，下载告知书，书面告知双方可以申请仲裁。", fail_fields},
	{"extend", NULL, IN_DAYS | IN_TEXT, false, "理由", NULL, extend_fields},
	{"signed", NULL, 0, true, NULL, "三项齐全协议才生效。", sign_fields},
	{"kept", NULL, IN_TEXT, true, "核对情况", "因支付拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金达成协议，单位不履行的，劳动者可以凭协议书向人民法院申请支付令。依据：《劳动争议调解仲裁法》第十六条。", kept_fields},
	{"told", NULL, 0, true, NULL, "告知书送达的日期，送达回证上有签名。", told_fields},
	{"retold", NULL, 0, false, NULL, "按送达回证上的日期改。", told_fields},
	{"unrefuse", NULL, IN_TEXT, false, "理由", "告知书的编号不再使用。", NULL},
	{"unaccept", NULL, IN_TEXT, false, "理由", NULL, NULL},
	{"resign", NULL, IN_TEXT, false, "理由", NULL, NULL},
	{"unkeep", NULL, IN_TEXT, false, "理由", NULL, NULL},
	{"unfail", NULL, IN_TEXT, false, "理由", "回到调解，告知书的编号不再使用。", NULL},
	{0},
};

/* ---- what steps read beyond their fields ---- */

static int64_t home_of(struct req *r, int64_t person)
{
	const struct person_row *p = person ? record_load(r->db, r->arena, &person_record, person) : NULL;
	return p ? p->unit : 0;
}

static const char *conflict(struct req *r, const struct mediation *m, int64_t person)
{
	if (!labour_is_officer(r, m->unit, OFFICER_MEDIATOR, person))
		return "请在本调解委员会的调解员里选。";
	if (person == m->author || person == m->respondent)
		return "当事人不能做自己这件的调解员。";
	if (home_of(r, person) == home_of(r, m->author))
		return "这位调解员与申请人在同一个班组或部门，请另选。";
	return NULL;
}

static void check_mediators(struct req *r, const struct mediation *m)
{
	const char *why = m->mediator1 ? conflict(r, m, m->mediator1) : NULL, *why2 = m->mediator2 ? conflict(r, m, m->mediator2) : NULL;
	if (why)
		problem_add(&r->problems, "mediator1", "%s", why);
	if (why2 || (m->mediator2 && m->mediator2 == m->mediator1))
		problem_add(&r->problems, "mediator2", "%s", why2 ? why2 : "同一个人不能选两次。");
	if (!m->no_conflict)
		problem_add(&r->problems, "no_conflict", "请先逐人询问是否应当回避。");
	if (m->respondent && m->respondent == m->author)
		problem_add(&r->problems, "respondent", "申请人不能代表对方。");
}

static void past(struct req *r, const char *name, day d, day since)
{
	if (d && (d > r->today || d < since))
		problem_add(&r->problems, name, "日期在%s和今天之间。", day_cn(r->arena, since));
}

static void read(struct req *r, struct matter *x, const char *verb)
{
	struct mediation *m = (struct mediation *)x;
	if (strcmp(verb, "assign") == 0 || strcmp(verb, "reassign") == 0)
		check_mediators(r, m);
	if (strcmp(verb, "hear") == 0)
		past(r, "heard_on", m->heard_on, m->accepted_on);
	if (strcmp(verb, "agree") == 0) {
		past(r, "agreed_on", m->agreed_on, m->accepted_on);
		if (m->perform_by && m->perform_by < m->agreed_on)
			problem_add(&r->problems, "perform_by", "履行期限不能早于达成协议的日期。");
	}
	if (strcmp(verb, "signed") == 0) {
		past(r, "signed_on", m->signed_on, m->agreed_on);
		if (!m->applicant_signed || !m->opponent_signed || !m->mediator_signed)
			problem_add(&r->problems, "mediator_signed", "双方和调解员都签了，协议才生效；一方不签的，点“不签，继续调解”。");
	}
	if (strcmp(verb, "told") == 0 || strcmp(verb, "retold") == 0)
		past(r, "told_on", m->told_on, m->ended_on ? m->ended_on : m->accepted_on);
	if (strcmp(verb, "extend") == 0 && !m->consent)
		problem_add(&r->problems, "consent", "双方当事人都同意才能延期。");
}

static struct option *options(struct req *r, const struct field *f, size_t *n)
{
	const struct mediation *m = r->row;
	*n = 0;
	if (!m || f->ref != &person_record)
		return NULL;
	return strcmp(f->name, "respondent") == 0 ? options_people(r, m->unit, n) : labour_officers(r, m->unit, OFFICER_MEDIATOR, n);
}

const char *labour_applicant(struct req *r, const struct matter *m)
{
	return arena_printf(r->arena, "申请人 %s", record_title(r->db, r->arena, &person_record, m->author));
}

bool labour_open_within(struct req *r, const struct matter *m)
{
	(void)r;
	(void)m;
	return true;
}

static const char *const sides[] = {"", "申请人", "工会", "对方或调解员"};
static const struct matter_limit limits[] = {{1, "mediation.accept_days", DEADLINE_WORKDAYS}, {2, "mediation.accept_days", DEADLINE_WORKDAYS}, {0}};
static const struct rung ladder[] = {
	{"near", -2, TELL_UNION, "即将到期"}, {"over", 1, TELL_UNION, "逾期"}, {"far", 5, TELL_CHAIR, "逾期五个工作日"}, {0}};
static const struct matter_stage stages[] = {
	{"受理", MATTER_RECEIVED, MATTER_RECEIVED, offsetof(struct matter, received_on)},
	{"派调解员", MATTER_SORTED, MATTER_SORTED, 0},
	{"调解", MATTER_WORKING, MATTER_PAUSED, 0},
	{"签协议", MATTER_SIGNING, MATTER_REPLIED, 0},
	{"履行", MATTER_KEPT, MATTER_KEPT, 0},
	{"结果核对", MATTER_CHECK, MATTER_CHECK, 0},
	{"结案", MATTER_CLOSED, MATTER_CLOSED, offsetof(struct matter, closed_on)},
	{0}};
/* Without an agreement there is nothing to sign or keep. */
static bool passes(const struct matter *m, int64_t from)
{
	return ((const struct mediation *)m)->result != MEDIATION_FAILED || (from != MATTER_SIGNING && from != MATTER_KEPT);
}

static bool idle(const struct matter *x, const char *verb)
{
	const struct mediation *m = (const void *)x;
	if (strcmp(verb, "unrefuse") == 0 || strcmp(verb, "unfail") == 0)
		return m->told_on || (m->state == MATTER_CHECK && m->result != MEDIATION_FAILED);
	if (strcmp(verb, "unkeep") == 0)
		return m->result != MEDIATION_AGREED;
	bool notice = m->state == MATTER_REFUSED ? *m->paper_no : m->result == MEDIATION_FAILED;
	if (strcmp(verb, "told") == 0)
		return !notice || m->told_on;
	return strcmp(verb, "retold") == 0 && (!notice || !m->told_on);
}

static const struct step_words words[] = {
	{"unsign", "理由", "协议没有生效，继续调解；也可以终止。"},
	{"close", "结案意见", "调解员和当事人不能结案。"},
	{0}};

const struct matters mediation_matters = {
	.name = "mediation", .base = "/labour/mediations", .noun = "调解", .mark = "TJ", .kinds = mediation_kinds, .levels = levels, .limits = limits,
	.extension = "mediation.extension", .ladder = ladder, .sides = sides, .own = own, .lacks = lacks, .next = next, .options = options, .read = read,
	.author = labour_applicant, .knows = labour_open_within, .stages = stages, .passes = passes, .idle = idle, .words = words, .sorting = "受理", .sending = "指派调解员", .content = mediation_content,
	.page = mediation_track_page, .phone = "/m/mediations", .answer = "办结",
};

/* Timers: of the day on which an agreement is to be kept; of the law's fifteen days, set anew with every state until they are over. */
static void after(struct req *r, const void *before, const void *row)
{
	const struct mediation *m = row, *was = before;
	matter_after(r, before, row);
	if (m->state == MATTER_KEPT && (!was || was->state != MATTER_KEPT) && m->perform_by >= r->today)
		due_set(r, &mediation_record, m->id, due_morning(m->perform_by + 1), "ask_kept");
	if ((MATTER_OPEN & 1u << m->state) && m->arbitrate_on && !m->result && !m->advised && m->arbitrate_on >= r->today && (!was || was->state != m->state))
		due_set(r, &mediation_record, m->id, due_morning(m->arbitrate_on + 1), "advise");
}

const struct flow mediation_flow = {
	.record = &mediation_record, .moves = moves, .home = "/labour/mediations/%lld", .edit_right = "mediation.sort", .edit_states = 0,
	.first = MATTER_RECEIVED, .read_right = "mediation.read", .matters = &mediation_matters, .after = after,
};

static const struct list_view views[] = {
	{"待受理", "state=2"}, {"调解中", "state=3,5,7"}, {"待履行", "state=14"}, {"待结案", "state=9"}, {"已结案", "state=10"}, {"未达成协议", "result=2"}, {0}};
const struct list mediation_list = {
	.name = "mediations", .base = "/labour/mediations", .flow = &mediation_flow, .read_right = "mediation.list", .sort = "-received_on", .views = views, .noun = "件",
	.empty = "还没有调解申请。先登记职工、企业双方的调解员；职工可以在手机上申请，也可以当面登记。",
	.help = "劳动争议调解：受理、调解、协议、履行。当事人和内容不进列表，也不导出。", .add = "/labour/mediations/new", .add_label = "登记调解申请", .open_right = "mediation.read",
};
