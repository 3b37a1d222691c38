/* A case of supervision: its fields, its way, and what is still missing. */
#include <string.h>

#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/labour/inside.h"

static const struct choice states[] = {
	{MATTER_RECEIVED, "待受理", "warn"}, {MATTER_SORTED, "待派监督员", "warn"}, {MATTER_WORKING, "调查中", "info"}, {MATTER_SIGNING, "督促整改", "info"},
	{MATTER_CHECK, "待核查", "warn"}, {MATTER_KEPT, "已移送", "info"}, {MATTER_CLOSED, "已结案", "ok"}, {MATTER_REFUSED, "不予受理", "mute"},
	{MATTER_MERGED, "已并入", "mute"}, {0}};
/* 《江苏省工会劳动法律监督条例》第十五条, in its order. */
const struct choice labour_heads[] = {
	{1, "平等就业", NULL}, {2, "劳动合同", NULL}, {3, "集体合同", NULL}, {4, "工资报酬", NULL}, {5, "工时休假", NULL}, {6, "安全卫生", NULL},
	{7, "社会保险", NULL}, {8, "特殊保护", NULL}, {9, "职业培训", NULL}, {10, "规章制度", NULL}, {11, "民主管理", NULL}, {12, "其他", NULL}, {0}};
static const struct choice levels[] = {{1, "一般", NULL}, {2, "重大", "bad"}, {0}};
static const struct choice sources[] = {
	{1, "职工投诉", NULL}, {2, "日常检查", NULL}, {3, "上级交办", NULL}, {4, "有关部门移送", NULL}, {SOURCE_CHECKUP, "法治体检发现", NULL}, {0}};
static const struct choice breaches[] = {{BREACH_FOUND, "存在违反劳动法律法规的情形", "bad"}, {BREACH_NONE, "没有发现违法情形", "ok"}, {0}};
static const struct choice verdicts[] = {{1, "已整改到位", "ok"}, {2, "没有整改到位", "bad"}, {0}};

/* The tip stands in `content`; who gave it is written nowhere. */
static const struct field fields[] = {
	HEAD_FIELDS(struct labour_case, states),
	MATTER_FIELDS_AS(struct labour_case, labour_heads, levels, no_outcomes, 0, "轻重", 0),
	TEXT(struct labour_case, employer, .label = "用人单位", .max = 60, .use = F_LIST | F_FIND | F_NEED | F_JSON),
	CHOICE(struct labour_case, source, sources, .label = "线索来源", .use = F_LIST | F_NEED | F_FILTER | F_JSON),
	DAY(struct labour_case, close_by, .label = "应结案日期", .use = F_LIST | F_JSON),
	REF(struct labour_case, inspector1, &person_record, .label = "监督员（主办）", .use = F_NEED | F_HISTORY),
	REF(struct labour_case, inspector2, &person_record, .label = "监督员（协办）", .use = F_NEED | F_HISTORY),
	REF(struct labour_case, inspector3, &person_record, .label = "第三名监督员", .use = F_HISTORY),
	FLAG(struct labour_case, no_recusal, .label = "已逐人询问：与用人单位和投诉人没有利害关系，不需要回避", .use = F_HISTORY),
	DAY(struct labour_case, inquired_on, .label = "调查日期", .use = F_NEED | F_HISTORY),
	TEXT(struct labour_case, place, .label = "调查地点和方式", .max = 100, .use = F_NEED | F_HISTORY),
	LONG(struct labour_case, findings, .label = "调查情况", .max = 2000, .use = F_NEED | F_HISTORY | F_PERSONAL,
	     .hint = "查阅了哪些材料、向谁了解情况、查明了什么。不写投诉人。"),
	CHOICE(struct labour_case, breach, breaches, .label = "认定", .use = F_LIST | F_NEED | F_HISTORY | F_FILTER | F_JSON),
	TEXT(struct labour_case, law, .label = "违反的规定", .max = 200, .use = F_HISTORY, .hint = "写到条款，例如《劳动合同法》第八十二条。认定违法的必填，写进文书。"),
	DAY(struct labour_case, corrected_on, .label = "整改完成日期", .use = F_NEED | F_HISTORY),
	LONG(struct labour_case, correction, .label = "整改或处理情况", .max = 2000, .use = F_NEED | F_HISTORY | F_PERSONAL),
	CHOICE(struct labour_case, verified, verdicts, .label = "核查结论", .use = F_NEED | F_HISTORY | F_JSON),
	REF(struct labour_case, verifier, &person_record, .label = "核查人", .use = F_HISTORY),
	DAY(struct labour_case, verified_on, .label = "核查日期", .use = F_HISTORY),
	INT(struct labour_case, failed_letter, .label = "核查未通过的文书"),
	TEXT(struct labour_case, referred_to, .label = "移送到", .max = 60, .use = F_NEED | F_HISTORY, .hint = "劳动保障监察机构或其他有权处理的部门。"),
	TEXT(struct labour_case, referred_no, .label = "移送文号或方式", .max = 60, .use = F_NEED | F_HISTORY),
	DAY(struct labour_case, referred_on, .label = "移送日期", .use = F_NEED | F_HISTORY),
	DAY(struct labour_case, feedback_on, .label = "反馈日期", .use = F_NEED | F_HISTORY),
	TEXT(struct labour_case, referred_result, .label = "部门处理结果", .max = 200, .use = F_NEED | F_HISTORY),
};
const struct record labour_case_record = RECORD("labour_case", "劳动法律监督", struct labour_case, fields, "title",
	.indexes = MATTER_INDEXES("labour_case"));

/* ---- who ---- */

bool labour_is_inspector(const struct labour_case *c, int64_t person)
{
	return person && (person == c->inspector1 || person == c->inspector2 || person == c->inspector3);
}

static const char *by_inspector(struct req *r, const void *row)
{
	return r->system || labour_is_inspector(row, r->who->person) ? NULL : "由指派的监督员办理。";
}

/* Who inquired does not judge whether it was corrected, and does not end it. */
static const char *by_another(struct req *r, const void *row)
{
	if (!r->system && labour_is_inspector(row, r->who->person))
		return "你参加了调查，请由别人核查和结案。";
	return matter_by_union(r, row);
}

static const char *may_sort(struct req *r, const void *row)
{
	return matter_by_union(r, row);
}

/* ---- what is missing ---- */

/* Findings, and where there is a breach, letters or a referral that came to an end. */
static const char *inquiry_lacks(struct req *r, const struct labour_case *c)
{
	if (!c->kind || !c->level)
		return "还没有受理、定类别。";
	if (!c->inspector1 || !c->inspector2)
		return "还没有指派两名以上监督员。";
	if (!c->no_recusal)
		return "还没有询问监督员是否应当回避。";
	if (!c->inquired_on || text_empty(c->findings) || !c->breach)
		return "还没有提交调查情况。";
	if (c->breach == BREACH_NONE)
		return NULL;
	if (c->referred_on)
		return c->feedback_on ? NULL : arena_printf(r->arena, "已移送%s，还没有处理结果。", c->referred_to);
	const char *why = letter_missing(r, c);
	if (why)
		return why;
	return c->corrected_on ? NULL : "还没有记录整改情况。";
}

static const char *lacks(struct req *r, const struct matter *m)
{
	const struct labour_case *c = (const void *)m;
	const char *why = inquiry_lacks(r, c);
	if (why)
		return why;
	if (c->verified != 1)
		return c->verified ? "核查没有通过，要继续督促整改。" : "还没有由监督员以外的人核查。";
	return NULL;
}

static const char *next(struct req *r, const struct matter *m)
{
	const struct labour_case *c = (const void *)m;
	const char *unit = unit_name(r->db, r->arena, m->unit), *why;
	switch (m->state) {
	case MATTER_RECEIVED: return arena_printf(r->arena, "等待%s受理，定类别和轻重。", unit);
	case MATTER_SORTED: return "等待指派两名以上持证的劳动法律监督员。";
	case MATTER_WORKING: return "等待监督员提交调查情况。";
	case MATTER_SIGNING:
		why = inquiry_lacks(r, c);
		return why ? why : "可以转核查。";
	case MATTER_KEPT: return arena_printf(r->arena, "已移送%s，等待处理结果。", c->referred_to);
	case MATTER_CHECK:
		why = lacks(r, m);
		return why ? why : arena_printf(r->arena, "等待%s结案。", unit);
	default: return "";
	}
}

/* ---- steps ---- */

static const char *may_correct(struct req *r, const void *row)
{
	const char *why = by_inspector(r, row);
	return why ? why : letter_missing(r, row);
}

static const char *may_refer(struct req *r, const void *row)
{
	const struct labour_letter *l = letter_last(r, row);
	if (l && (l->state == LETTER_SIGNED || l->state == LETTER_SERVED))
		return arena_printf(r->arena, "%s还在等待送达或答复，到期或答复后再移送。", letter_rule(l->kind)->label);
	if (l && l->state == LETTER_DRAFT)
		return "还有一份文书没有签发，请先签发或作废。";
	return matter_by_union(r, row);
}

static const char *may_verify(struct req *r, const void *row)
{
	const struct labour_case *c = row;
	const char *why = by_another(r, row);
	return why ? why : c->verified_on ? "已经核查过。" : inquiry_lacks(r, c);
}

static const char *may_again(struct req *r, const void *row)
{
	const struct labour_case *c = row;
	const char *why = by_another(r, row);
	if (why)
		return why;
	return c->verified == 2 && c->breach == BREACH_FOUND ? NULL : "核查没有整改到位的，才退回继续督促。";
}

/* No breach was found, but the check says otherwise: inquired anew. */
static const char *may_inquire_again(struct req *r, const void *row)
{
	const struct labour_case *c = row;
	const char *why = by_another(r, row);
	if (why)
		return why;
	return c->verified == 2 && c->breach == BREACH_NONE ? NULL : "认定没有违法、复核不同意的，才退回重新调查。";
}

static const char *may_close(struct req *r, const void *row)
{
	const struct labour_case *c = row;
	const char *why = by_another(r, row);
	if (!why && !r->system && r->who->person == c->created_by)
		why = "这件由你登记，请由别人结案。";
	return why ? why : matter_may_end(r, row);
}

static bool accepted(struct req *r, void *row, const void *before)
{
	struct labour_case *c = row;
	(void)before;
	c->close_by = deadline_step(r->today, (int)policy_get(r, "labour.case_days", c->unit, r->today).value);
	return true;
}

static void inspectors_join(struct req *r, const struct labour_case *was, const struct labour_case *c)
{
	const int64_t old[] = {was->inspector1, was->inspector2, was->inspector3}, now[] = {c->inspector1, c->inspector2, c->inspector3};
	for (size_t i = 0; i < 3; i++)
		party_person(r, &labour_case_record, c->id, PARTY_OWNER, old[i], 0);
	for (size_t i = 0; i < 3; i++)
		party_person(r, &labour_case_record, c->id, PARTY_OWNER, 0, now[i]);
	for (size_t i = 0; i < 3; i++)
		if (now[i])
			message_send(r, &(struct message){.person = now[i], .title = arena_printf(r->arena, "请调查劳动法律监督案件 %s", c->number),
							  .body = c->title, .link = link_to(r, "/labour/cases/%lld", (long long)c->id)});
}

static bool assigned(struct req *r, void *row, const void *before)
{
	struct labour_case *c = row;
	inspectors_join(r, before, c);
	matter_limit_by(r, r->flow, (struct matter *)c, "labour.inquiry_days", DEADLINE_WORKDAYS, r->today);
	return true;
}

static void clock_off(struct labour_case *c)
{
	c->amount = c->extra = 0;
	c->due = 0;
}

static bool inquired(struct req *r, void *row, const void *before)
{
	struct labour_case *c = row;
	(void)before;
	c->drafter = r->who ? r->who->person : 0;
	clock_off(c);
	return true;
}

static bool corrected(struct req *r, void *row, const void *before)
{
	struct labour_case *c = row;
	(void)before;
	(void)r;
	clock_off(c);
	c->verified = c->verifier = 0;
	c->verified_on = 0;
	return true;
}

/* ---- ways back, each while nothing stands upon the step ---- */

/* Which step of those that led to the check is taken back. */
static bool is_way_back(const struct labour_case *c, const char *verb)
{
	if (strcmp(verb, "refind") == 0)
		return c->breach == BREACH_NONE;
	return strcmp(verb, c->referred_on ? "unfeedback" : "uncorrect") == 0 && c->breach == BREACH_FOUND;
}

/* Why this step is not taken back; `why`: what stands in the way already. */
static const char *unchecked(const struct labour_case *c, const char *verb, const char *why)
{
	if (why)
		return why;
	if (c->state == MATTER_CHECK && !is_way_back(c, verb)) {
		if (c->breach == BREACH_NONE)
			return "转核查的是没有发现违法的认定，写错了请用“撤回调查情况”。";
		return c->referred_on ? "转核查的是移送后的处理结果，写错了请用“撤回处理结果”。" : "转核查的是整改情况，写错了请用“撤回整改情况”。";
	}
	return c->verified_on ? "已经核查，请由核查人撤回核查。" : NULL;
}

static const char *may_refind(struct req *r, const void *row)
{
	const struct labour_case *c = row;
	const char *why = unchecked(c, "refind", by_inspector(r, row));
	if (why)
		return why;
	return letter_last(r, c) ? "已经有文书，不能再撤回调查情况。没有送达过的文书可以先作废。" : NULL;
}

static void referral_off(struct labour_case *c)
{
	c->referred_on = c->feedback_on = 0;
	c->referred_to = c->referred_no = c->referred_result = "";
}

static bool refound(struct req *r, void *row, const void *before)
{
	struct labour_case *c = row;
	(void)before;
	c->breach = 0;
	c->inquired_on = 0;
	referral_off(c);
	matter_limit_by(r, r->flow, (struct matter *)c, "labour.inquiry_days", DEADLINE_WORKDAYS, r->today);
	return true;
}

static const char *may_uncorrect(struct req *r, const void *row)
{
	return unchecked(row, "uncorrect", by_inspector(r, row));
}

static const char *may_unfeedback(struct req *r, const void *row)
{
	return unchecked(row, "unfeedback", matter_by_union(r, row));
}

static bool uncorrected(struct req *r, void *row, const void *before)
{
	struct labour_case *c = row;
	(void)r;
	(void)before;
	c->corrected_on = 0;
	referral_off(c);
	return true;
}

static bool unreferred(struct req *r, void *row, const void *before)
{
	(void)r;
	(void)before;
	referral_off(row);
	return true;
}

static bool unfed(struct req *r, void *row, const void *before)
{
	struct labour_case *c = row;
	(void)r;
	(void)before;
	c->feedback_on = 0;
	c->referred_result = "";
	return true;
}

static const char *may_unverify(struct req *r, const void *row)
{
	const struct labour_case *c = row;
	return r->system || r->who->person == c->verifier ? NULL : "由核查的人撤回。";
}

static bool unverified(struct req *r, void *row, const void *before)
{
	struct labour_case *c = row;
	(void)r;
	(void)before;
	c->verified = c->verifier = 0;
	c->verified_on = 0;
	return true;
}

static bool unjoined(struct req *r, void *row, const void *before)
{
	(void)r;
	(void)before;
	((struct labour_case *)row)->same_as = 0;
	return true;
}

static bool verified(struct req *r, void *row, const void *before)
{
	struct labour_case *c = row;
	(void)before;
	c->verifier = r->who ? r->who->person : 0;
	c->verified_on = r->today;
	return true;
}

/* Back to the letters, or to the inquiry: the letter that was answered so was not kept. */
static bool again(struct req *r, void *row, const void *before)
{
	struct labour_case *c = row;
	const struct labour_letter *l = letter_last(r, c);
	(void)before;
	c->failed_letter = l ? l->id : 0;
	c->corrected_on = c->verified_on = c->referred_on = c->feedback_on = 0;
	c->verified = c->verifier = 0;
	c->rounds++;
	if (c->breach == BREACH_NONE) {
		c->breach = 0;
		c->inquired_on = 0;
		matter_limit_by(r, r->flow, (struct matter *)c, "labour.inquiry_days", DEADLINE_WORKDAYS, r->today);
	}
	return true;
}

static bool closed(struct req *r, void *row, const void *before)
{
	struct labour_case *c = row;
	c->in_time = !c->close_by || r->today <= c->close_by ? 1 : 2;
	return matter_closed(r, row, before);
}

#define STEP(from, verb, to, right, label, ...) MATTER_MOVE(from, verb, to, "labour." right, label, __VA_ARGS__)
static const struct move moves[] = {
	STEP(MATTER_RECEIVED, "sort", MATTER_SORTED, "sort", "受理", 0, may_sort, accepted, "确认属于工会劳动法律监督的范围，定类别和轻重"),
	STEP(MATTER_RECEIVED, "refuse", MATTER_REFUSED, "sort", "不予受理", MOVE_REASON, may_sort, NULL, "写明理由，告知投诉人"),
	STEP(MATTER_RECEIVED, "merge", MATTER_MERGED, "sort", "并入", MOVE_REASON, may_sort, NULL, "同一单位同一事项，合到一件办理"),
	STEP(MATTER_SORTED, "sort", MATTER_SORTED, "sort", "改类别", 0, may_sort, NULL, "类别或轻重定错了"),
	STEP(MATTER_REFUSED, "unrefuse", MATTER_RECEIVED, "sort", "撤回不予受理", MOVE_REASON, may_sort, NULL, "弄错了或有新的情况，重新决定是否受理"),
	STEP(MATTER_MERGED, "unmerge", MATTER_RECEIVED, "sort", "撤回并入", MOVE_REASON, may_sort, unjoined, "不是同一件，分开办理"),
	STEP(MATTER_SORTED, "assign", MATTER_WORKING, "sort", "指派监督员", 0, may_sort, assigned, "两名以上持证监督员，逐人询问回避"),
	STEP(MATTER_WORKING, "reassign", SAME_STATE, "sort", "改派监督员", 0, may_sort, assigned, "有应当回避的或不能继续调查的，改派"),
	STEP(MATTER_WORKING, "extend", SAME_STATE, "sort", "延期", MOVE_REASON, matter_may_extend, matter_extended, "到期前批准，只延一次"),
	STEP(MATTER_WORKING, "findings", MATTER_SIGNING, "handle", "提交调查情况", 0, by_inspector, inquired, "存在违法情形：发文书督促整改"),
	STEP(MATTER_WORKING, "clear", MATTER_CHECK, "handle", "没有发现违法情形", 0, by_inspector, inquired, "没有发现违法情形：由别人复核后结案"),
	STEP(MATTER_SIGNING, "refind", MATTER_WORKING, "handle", "撤回调查情况", MOVE_REASON, may_refind, refound, "写错了，发文书以前撤回重写"),
	STEP(MATTER_CHECK, "refind", MATTER_WORKING, "handle", "撤回调查情况", MOVE_REASON, may_refind, refound, "写错了，复核以前撤回重写"),
	{MATTER_SIGNING, "letter", SAME_STATE, NULL, "文书进展", MOVE_HIDDEN, .help = "文书送达、答复、逾期时，期限随之改变"},
	STEP(MATTER_SIGNING, "corrected", MATTER_CHECK, "handle", "记录整改情况", 0, may_correct, corrected, "用人单位答复同意并整改后，转核查"),
	STEP(MATTER_SIGNING, "refer", MATTER_KEPT, "sort", "移送", MOVE_REASON, may_refer, corrected, "移送劳动保障监察等有权处理的部门"),
	STEP(MATTER_KEPT, "feedback", MATTER_CHECK, "sort", "记录处理结果", 0, may_sort, NULL, "部门处理后反馈的结果"),
	STEP(MATTER_CHECK, "uncorrect", MATTER_SIGNING, "handle", "撤回整改情况", MOVE_REASON, may_uncorrect, uncorrected, "写错了，核查以前撤回重写"),
	STEP(MATTER_KEPT, "unrefer", MATTER_SIGNING, "sort", "撤回移送", MOVE_REASON, may_sort, unreferred, "还没有移送或移送错了"),
	STEP(MATTER_CHECK, "unfeedback", MATTER_KEPT, "sort", "撤回处理结果", MOVE_REASON, may_unfeedback, unfed, "写错了，核查以前撤回重写"),
	STEP(MATTER_CHECK, "unverify", SAME_STATE, "close", "撤回核查", MOVE_REASON, may_unverify, unverified, "选错了或写错了，撤回重新核查"),
	STEP(MATTER_CHECK, "verify", SAME_STATE, "close", "核查", MOVE_OPINION, may_verify, verified, "由监督员以外的人核查整改是否到位"),
	STEP(MATTER_CHECK, "again", MATTER_SIGNING, "close", "退回督促", MOVE_REASON, may_again, again, "核查没有整改到位，发下一份文书"),
	STEP(MATTER_CHECK, "reinquire", MATTER_WORKING, "close", "退回调查", MOVE_REASON, may_inquire_again, again, "复核不同意没有违法的认定，重新调查"),
	STEP(MATTER_CHECK, "close", MATTER_CLOSED, "close", "结案", 0, may_close, closed, "缺少任何一步都不能结案；调查和登记的人不能结案"),
	STEP(MATTER_CLOSED, "reopen", MATTER_CHECK, "close", "撤回结案", MOVE_REASON, NULL, matter_reopened, "发现有误，回到核查"),
	STEP(ANY_STATE, "say", SAME_STATE, "read", "补充说明", MOVE_OPINION, NULL, NULL, "谈话、电话等经过"),
	{ANY_STATE, "remind", SAME_STATE, NULL, "到期提醒", MOVE_HIDDEN, NULL, matter_reminded, "临期、逾期逐级提醒"},
	{0},
};

static const char *const assign_fields[] = {"inspector1", "inspector2", "inspector3", "no_recusal", NULL};
static const char *const findings_fields[] = {"inquired_on", "place", "findings", "law", NULL};
static const char *const corrected_fields[] = {"corrected_on", "correction", NULL};
static const char *const verify_fields[] = {"verified", NULL};
static const char *const refer_fields[] = {"referred_to", "referred_no", "referred_on", NULL};
static const char *const feedback_fields[] = {"feedback_on", "referred_result", NULL};
static const struct step_kind own[] = {
	{"assign", NULL, 0, true, NULL, "实地调查由两名以上持监督证的人员进行；与用人单位或投诉人有利害关系的应当回避。依据：《江苏省工会劳动法律监督条例》第十八条（江苏省内；其他省份参照）。", assign_fields},
	{"reassign", NULL, 0, false, NULL, "应当回避的、不能继续调查的，改派。", assign_fields},
	{"findings", "存在违法情形，提交", 0, true, NULL, "提交后起草提示函或意见书。", findings_fields},
	{"clear", NULL, 0, false, NULL, "由监督员以外的人复核后结案。", findings_fields},
	{"corrected", NULL, 0, true, NULL, "转由监督员以外的人核查。", corrected_fields},
	{"refer", NULL, IN_TEXT, false, "理由", "拒不改正的，工会可以提请当地人民政府依法处理。依据：《工会法》第二十三条。", refer_fields},
	{"feedback", NULL, 0, true, NULL, NULL, feedback_fields},
	{"verify", NULL, IN_TEXT, true, "核查情况", "看了什么、问了谁，整改是否到位。", verify_fields},
	{"reinquire", NULL, IN_TEXT, false, "理由", NULL, NULL},
	{"unrefuse", NULL, IN_TEXT, false, "理由", NULL, NULL},
	{"unmerge", NULL, IN_TEXT, false, "理由", NULL, NULL},
	{"refind", NULL, IN_TEXT, false, "理由", "回到调查，写过的还在，改好后再提交。", NULL},
	{"uncorrect", NULL, IN_TEXT, false, "理由", NULL, NULL},
	{"unrefer", NULL, IN_TEXT, false, "理由", NULL, NULL},
	{"unfeedback", NULL, IN_TEXT, false, "理由", NULL, NULL},
	{"unverify", NULL, IN_TEXT, false, "理由", NULL, NULL},
	{0},
};

/* ---- what steps read beyond their fields ---- */

static void check_inspectors(struct req *r, const struct labour_case *c)
{
	static const char *const names[] = {"inspector1", "inspector2", "inspector3"};
	const int64_t p[] = {c->inspector1, c->inspector2, c->inspector3};
	for (size_t i = 0; i < 3; i++) {
		if (p[i] && !labour_is_officer(r, c->unit, OFFICER_SUPERVISOR, p[i]))
			problem_add(&r->problems, names[i], "请在证书有效的劳动法律监督员里选。");
		for (size_t k = 0; p[i] && k < i; k++)
			if (p[k] == p[i])
				problem_add(&r->problems, names[i], "同一个人不能选两次；调查要两名以上监督员。");
	}
	if (!c->no_recusal)
		problem_add(&r->problems, "no_recusal", "请先逐人询问是否应当回避。");
}

static void not_after_today(struct req *r, const char *name, day d)
{
	if (d > r->today)
		problem_add(&r->problems, name, "日期不能晚于今天。");
}

static void read(struct req *r, struct matter *m, const char *verb)
{
	struct labour_case *c = (struct labour_case *)m;
	if (strcmp(verb, "assign") == 0 || strcmp(verb, "reassign") == 0)
		check_inspectors(r, c);
	if (strcmp(verb, "findings") == 0 && text_empty(c->law))
		problem_add(&r->problems, "law", "请写明违反的规定，写到条款。");
	if (strcmp(verb, "findings") == 0 || strcmp(verb, "clear") == 0) {
		c->breach = *verb == 'f' ? BREACH_FOUND : BREACH_NONE;
		not_after_today(r, "inquired_on", c->inquired_on);
	}
	if (strcmp(verb, "corrected") == 0)
		not_after_today(r, "corrected_on", c->corrected_on);
	if (strcmp(verb, "refer") == 0)
		not_after_today(r, "referred_on", c->referred_on);
	if (strcmp(verb, "feedback") == 0) {
		not_after_today(r, "feedback_on", c->feedback_on);
		if (c->feedback_on && c->feedback_on < c->referred_on)
			problem_add(&r->problems, "feedback_on", "反馈日期不能早于移送日期。");
	}
}

static struct option *options(struct req *r, const struct field *f, size_t *n)
{
	const struct labour_case *c = r->row;
	*n = 0;
	return f->ref == &person_record && c ? labour_officers(r, c->unit, OFFICER_SUPERVISOR, n) : NULL;
}

static const char *author(struct req *r, const struct matter *m)
{
	(void)r;
	return choice_label(sources, ((const struct labour_case *)m)->source);
}

static bool knows(struct req *r, const struct matter *m)
{
	(void)r;
	(void)m;
	return true;
}

static const struct matter_limit limits[] = {{1, "labour.accept_days", DEADLINE_WORKDAYS}, {2, "labour.accept_days", DEADLINE_WORKDAYS}, {0}};
static const struct rung ladder[] = {
	{"near", -2, TELL_UNION, "即将到期"}, {"over", 1, TELL_UNION, "逾期"}, {"far", 5, TELL_CHAIR, "逾期五个工作日"}, {"top", 10, TELL_ABOVE, "逾期十个工作日"}, {0}};
static const struct matter_stage stages[] = {
	{"受理", MATTER_RECEIVED, MATTER_RECEIVED, offsetof(struct matter, received_on)},
	{"派监督员", MATTER_SORTED, MATTER_SORTED, 0},
	{"调查", MATTER_WORKING, MATTER_PAUSED, 0},
	{"督促整改", MATTER_SIGNING, MATTER_REPLIED, 0},
	{"移送", MATTER_KEPT, MATTER_KEPT, offsetof(struct labour_case, referred_on)},
	{"核查", MATTER_CHECK, MATTER_CHECK, 0},
	{"结案", MATTER_CLOSED, MATTER_CLOSED, offsetof(struct matter, closed_on)},
	{0}};
/* Without a breach nobody is urged to mend it; it is handed on only when the employer does not. */
static bool passes(const struct matter *m, int64_t from)
{
	const struct labour_case *c = (const void *)m;
	if (from == MATTER_KEPT)
		return c->referred_on || c->state == MATTER_KEPT;
	return from != MATTER_SIGNING || c->breach != BREACH_NONE;
}

/* What the check said decides which way leads on. */
static bool idle(const struct matter *m, const char *verb)
{
	const struct labour_case *c = (const void *)m;
	if (strcmp(verb, "verify") == 0)
		return c->verified_on != 0;
	if (strcmp(verb, "unverify") == 0)
		return c->verified_on == 0;
	if (m->state == MATTER_CHECK && (strcmp(verb, "refind") == 0 || strcmp(verb, "uncorrect") == 0 || strcmp(verb, "unfeedback") == 0))
		return c->verified_on || !is_way_back(c, verb);
	if (strcmp(verb, "again") == 0)
		return c->verified != 2 || c->breach != BREACH_FOUND;
	return strcmp(verb, "reinquire") == 0 && (c->verified != 2 || c->breach != BREACH_NONE);
}

static const struct step_words words[] = {
	{"sort", NULL, "范围共十二项：《江苏省工会劳动法律监督条例》第十五条（江苏省内；其他省份参照）。"},
	{"refuse", "理由", "不予受理的，自收到之日起五个工作日内告知并说明理由。依据：《浙江省工会劳动法律监督条例》第十七条（浙江省内；其他省份参照）。"},
	{"close", "结案意见", "调查、登记的人不能结案。"},
	{"again", "理由", "写明哪里没有整改到位。"},
	{"say", NULL, "谈话、电话、约谈的经过。"},
	{0}};

const struct matters labour_matters = {
	.name = "labour", .base = "/labour/cases", .noun = "监督案件", .mark = "JD", .kinds = labour_heads, .levels = levels, .limits = limits,
	.extension = "labour.extension", .ladder = ladder, .own = own, .lacks = lacks, .next = next, .options = options, .read = read, .author = author,
	.knows = knows, .stages = stages, .passes = passes, .idle = idle, .words = words, .sorting = "受理", .sending = "指派监督员", .content = labour_case_content,
};
const struct flow labour_case_flow = {
	.record = &labour_case_record, .moves = moves, .home = "/labour/cases/%lld", .edit_right = "labour.sort", .edit_states = 0,
	.first = MATTER_RECEIVED, .find_right = "labour.list", .read_right = "labour.read", .matters = &labour_matters, .after = matter_after,
};

static const struct list_view views[] = {
	{"待受理", "state=2"}, {"调查中", "state=3,5"}, {"督促整改", "state=7"}, {"待核查", "state=9"}, {"已移送", "state=14"}, {"已结案", "state=10"}, {0}};
const struct list labour_case_list = {
	.name = "labour_cases", .base = "/labour/cases", .flow = &labour_case_flow, .read_right = "labour.list", .sort = "-received_on", .views = views, .noun = "件",
	.cols = "title,state,number,kind,level,employer,received_on,due,closed_on",
	.empty = "还没有监督案件。收到职工投诉、日常检查发现或上级交办的，登记后由两名以上监督员调查。",
	.help = "工会劳动法律监督：受理、调查、提示函、意见书、建议书、核查、结案。投诉人不进列表，也不导出。",
	.add = "/labour/cases/new", .add_label = "登记监督案件",
};
