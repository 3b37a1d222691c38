/* Letters of supervision: 提示函, 意见书, 建议书; each follows only when the one before ended without result. */
#include <string.h>

#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "labour.sql.h"
#include "modules/labour/inside.h"

static const struct choice states[] = {
	{LETTER_DRAFT, "待签发", "mute"}, {LETTER_SIGNED, "待送达", "warn"}, {LETTER_SERVED, "待答复", "info"}, {LETTER_ANSWERED, "已答复", "ok"},
	{LETTER_LAPSED, "逾期未答复", "bad"}, {LETTER_VOID, "已作废", "mute"}, {0}};
const struct choice letter_kinds[] = {
	{LETTER_HINT, "提示函", NULL}, {LETTER_OPINION, "意见书", NULL}, {LETTER_ADVICE, "建议书", NULL}, {0}};
static const struct choice ways[] = {
	{1, "直接送达", NULL}, {2, "邮寄送达", NULL}, {3, "电子送达", NULL}, {4, "留置送达", NULL}, {0}};
static const struct choice results[] = {
	{RESULT_CORRECTED, "已经整改", "ok"}, {RESULT_AGREED, "同意，按期整改", "ok"}, {RESULT_PARTLY, "部分整改", "warn"}, {RESULT_REFUSED, "拒绝整改", "bad"},
	{RESULT_FILED, "部门已立案", "ok"}, {RESULT_NOT_FILED, "部门不立案，已书面说明", "warn"}, {0}};

static const struct letter_rule rules[] = {
	{LETTER_HINT, "提示函", "提", "labour.hint_days", "劳监提", "《工会法》第二十三条"},
	{LETTER_OPINION, "意见书", "意", "labour.opinion_days", "劳监意", "《工会法》第二十三条；《江苏省工会劳动法律监督条例》第二十条（江苏省内；其他省份参照）"},
	{LETTER_ADVICE, "建议书", "建", "labour.advice_days", "劳监建", "《江苏省工会劳动法律监督条例》第二十一、二十三条（江苏省内；其他省份参照）"},
	{0, "文书", "", "", "", ""},
};

const struct letter_rule *letter_rule(int64_t kind)
{
	const struct letter_rule *x = rules;
	while (x->kind && x->kind != kind)
		x++;
	return x;
}

static const struct field fields[] = {
	HEAD_FIELDS(struct labour_letter, states),
	REF(struct labour_letter, matter, &labour_case_record, .label = "案件"),
	CHOICE(struct labour_letter, kind, letter_kinds, .label = "文书", .use = F_LIST | F_FILTER | F_HISTORY),
	TEXT(struct labour_letter, number, .label = "文号", .max = 60, .use = F_LIST | F_HISTORY),
	TEXT(struct labour_letter, receiver, .label = "主送", .max = 60, .use = F_LIST | F_FORM | F_NEED),
	LONG(struct labour_letter, body, .label = "正文", .max = 4000, .use = F_FORM | F_NEED),
	INT(struct labour_letter, drafter), INT(struct labour_letter, signer),
	DAY(struct labour_letter, signed_on, .label = "签发日期", .use = F_LIST | F_SORT | F_HISTORY),
	DAY(struct labour_letter, served_on, .label = "送达日期", .use = F_LIST | F_NEED | F_HISTORY),
	CHOICE(struct labour_letter, served_how, ways, .label = "送达方式", .use = F_NEED | F_HISTORY),
	TEXT(struct labour_letter, served_to, .label = "签收人", .max = 40, .use = F_NEED | F_HISTORY, .hint = "回执上签名的人；邮寄写签收单号，留置写见证人。"),
	DAY(struct labour_letter, due, .label = "答复期限", .use = F_LIST | F_SORT | F_HISTORY),
	TEXT(struct labour_letter, rule, .label = "期限依据", .max = 300),
	DAY(struct labour_letter, answered_on, .label = "答复日期", .use = F_LIST | F_NEED | F_HISTORY),
	CHOICE(struct labour_letter, result, results, .label = "答复结果", .use = F_LIST | F_NEED | F_HISTORY),
	LONG(struct labour_letter, answer, .label = "答复内容", .max = 2000, .use = F_NEED | F_HISTORY | F_PERSONAL),
};
const struct record labour_letter_record = RECORD("labour_letter", "监督文书", struct labour_letter, fields, "number",
	.indexes = "create index labour_letter_of_case on labour_letter(matter, id);\n");

/* ---- which letter ---- */

const struct labour_letter *letter_last(struct req *r, const struct labour_case *c)
{
	int64_t id = q_labour_letter_last(r->db, c->id);
	return id ? record_load(r->db, r->arena, &labour_letter_record, id) : NULL;
}

static bool kept(const struct labour_case *c, const struct labour_letter *l)
{
	bool good = l->result == RESULT_CORRECTED || l->result == RESULT_AGREED || l->result == RESULT_FILED;
	return l->state == LETTER_ANSWERED && good && c->failed_letter != l->id;
}

const char *letter_missing(struct req *r, const struct labour_case *c)
{
	const struct labour_letter *l = letter_last(r, c);
	const char *follow;
	if (!l)
		return "还没有向用人单位发出提示函或意见书。";
	const char *label = letter_rule(l->kind)->label;
	follow = l->kind == LETTER_HINT ? "发意见书" : l->kind == LETTER_OPINION ? "发建议书，或者移送" : "移送有权处理的部门";
	switch (l->state) {
	case LETTER_DRAFT: return arena_printf(r->arena, "%s还没有签发。", label);
	case LETTER_SIGNED: return arena_printf(r->arena, "%s还没有送达。", label);
	case LETTER_SERVED: return arena_printf(r->arena, "%s已送达，%s前答复，还没有答复。", label, day_short(r->arena, l->due, r->today));
	case LETTER_LAPSED: return arena_printf(r->arena, "%s逾期未答复，下一步：%s。", label, follow);
	default:
		return kept(c, l) ? NULL : arena_printf(r->arena, "%s没有得到落实，下一步：%s。", label, follow);
	}
}

int64_t letter_next(struct req *r, const struct labour_case *c, const char **why)
{
	const struct labour_letter *l = letter_last(r, c);
	*why = NULL;
	if (c->state != MATTER_SIGNING)
		*why = "提交了调查情况、认定违法之后，才发文书。";
	else if (!l)
		return LETTER_HINT;
	else if (l->state == LETTER_DRAFT || l->state == LETTER_SIGNED || l->state == LETTER_SERVED)
		*why = letter_missing(r, c);
	else if (kept(c, l))
		*why = arena_printf(r->arena, "%s已得到答复，请记录整改情况。", letter_rule(l->kind)->label);
	else if (l->kind == LETTER_ADVICE)
		*why = "建议书之后由有权处理的部门处理，请移送。";
	else
		return l->kind + 1;
	return 0;
}

/* ---- moves ---- */

static struct labour_case *case_of(struct req *r, const struct labour_letter *l)
{
	return record_load(r->db, r->arena, &labour_case_record, l->matter);
}

static const char *may_sign(struct req *r, const void *row)
{
	const struct labour_letter *l = row;
	return !r->system && r->who->person == l->drafter ? "文书由你起草，请由别人签发。意见书由工会主席签发。" : NULL;
}

static bool signed_letter(struct req *r, void *row, const void *before)
{
	struct labour_letter *l = row;
	(void)before;
	l->number = labour_number(r, &labour_letter_flow, l, letter_rule(l->kind)->series);
	l->signer = r->who ? r->who->person : 0;
	l->signed_on = r->today;
	return true;
}

static bool case_told(struct req *r, const struct labour_letter *l, struct labour_case *c, const char *what)
{
	return flow_follow(r, &labour_case_flow, c, "letter", arena_printf(r->arena, "%s %s%s", letter_rule(l->kind)->label, l->number, what));
}

void letter_check_served(struct req *r, const void *row)
{
	const struct labour_letter *l = row;
	if (l->served_on > r->today || l->served_on < l->signed_on)
		problem_add(&r->problems, "served_on", "送达日期在签发日期和今天之间。");
}

void letter_check_answer(struct req *r, const void *row)
{
	const struct labour_letter *l = row;
	bool advice = l->kind == LETTER_ADVICE, of_office = l->result == RESULT_FILED || l->result == RESULT_NOT_FILED;
	if (l->answered_on > r->today || l->answered_on < l->served_on)
		problem_add(&r->problems, "answered_on", "答复日期在送达日期和今天之间。");
	if (advice != of_office)
		problem_add(&r->problems, "result", advice ? "建议书请选部门是否立案。" : "请选用人单位是否整改。");
}

static bool served(struct req *r, void *row, const void *before)
{
	struct labour_letter *l = row;
	struct labour_case *c = case_of(r, l);
	(void)before;
	matter_limit_by(r, &labour_case_flow, (struct matter *)c, letter_rule(l->kind)->policy, DEADLINE_WORKDAYS, l->served_on);
	l->due = c->due;
	l->rule = c->rule;
	return case_told(r, l, c, "已送达");
}

/* The case waits for nothing of it any more. */
static bool clock_stopped(struct req *r, const struct labour_letter *l, const char *what)
{
	struct labour_case *c = case_of(r, l);
	c->amount = c->extra = 0;
	c->due = 0;
	return case_told(r, l, c, what);
}

static bool answered(struct req *r, void *row, const void *before)
{
	(void)before;
	return clock_stopped(r, row, "已答复");
}

/* What was written of it is mended while the case has not gone on. */
static const char *may_mend(struct req *r, const void *row)
{
	const struct labour_letter *l = row, *last;
	const struct labour_case *c = case_of(r, l);
	if (c->state != MATTER_SIGNING)
		return "案件已经往下办，不能再撤回。";
	last = letter_last(r, c);
	return last && last->id != l->id ? "已经发了下一份文书，不能再撤回。" : NULL;
}

/* Its number stands: whoever was handed it may hold it, though the service was taken back. */
static const char *may_void(struct req *r, const void *row)
{
	const struct labour_letter *l = row;
	return q_labour_letter_served(r->db, l->id) ? "这份文书记录过送达，用人单位可能已经收到，不能作废。请重新记录送达和答复，再往下办。" : NULL;
}

static bool unserved(struct req *r, void *row, const void *before)
{
	struct labour_letter *l = row;
	l->served_on = l->due = 0;
	l->served_how = 0;
	l->served_to = l->rule = "";
	(void)before;
	return clock_stopped(r, l, "撤回送达");
}

/* The time runs on to where it ran. */
static bool unanswered(struct req *r, void *row, const void *before)
{
	struct labour_letter *l = row;
	struct labour_case *c = case_of(r, l);
	(void)before;
	l->answered_on = 0;
	l->result = 0;
	l->answer = "";
	matter_limit_by(r, &labour_case_flow, (struct matter *)c, letter_rule(l->kind)->policy, DEADLINE_WORKDAYS, l->served_on);
	return case_told(r, l, c, "撤回答复");
}

static bool lapsed(struct req *r, void *row, const void *before)
{
	const struct labour_letter *l = row;
	struct labour_case *c = case_of(r, l);
	(void)before;
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), l->unit, &(struct message){
		.title = arena_printf(r->arena, "%s 逾期未答复", l->number), .body = letter_rule(l->kind)->label, .urgent = true,
		.link = link_to(r, "/labour/cases/%lld", (long long)l->matter)});
	return case_told(r, l, c, "逾期未答复");
}

static const struct move moves[] = {
	{LETTER_DRAFT, "sign", LETTER_SIGNED, "labour_letter.sign", "签发", MOVE_HIDDEN, may_sign, signed_letter, "工会主席签发，编文号；起草人不能签发自己的文书"},
	{LETTER_DRAFT, "void", LETTER_VOID, "labour_letter.write", "作废", MOVE_HIDDEN | MOVE_REASON, NULL, NULL, "没有签发的文书不再使用"},
	{LETTER_SIGNED, "void", LETTER_VOID, "labour_letter.sign", "作废", MOVE_HIDDEN | MOVE_REASON, may_void, NULL, "签发后、送达前发现错误的作废，文号不再使用；记录过送达的不能作废"},
	{LETTER_SERVED, "unserve", LETTER_SIGNED, "labour_letter.write", "撤回送达", MOVE_HIDDEN | MOVE_REASON, may_mend, unserved, "送达记错了，重新记录"},
	{LETTER_ANSWERED, "unanswer", LETTER_SERVED, "labour_letter.write", "撤回答复", MOVE_HIDDEN | MOVE_REASON, may_mend, unanswered, "答复记错了，重新记录；过了期限的仍记为逾期"},
	{LETTER_SIGNED, "serve", LETTER_SERVED, "labour_letter.write", "记录送达", MOVE_HIDDEN, NULL, served, "从送达次日起计算答复期限"},
	{LETTER_SERVED, "answer", LETTER_ANSWERED, "labour_letter.write", "记录答复", MOVE_HIDDEN, NULL, answered, "书面答复的日期、结果和内容"},
	{LETTER_SERVED, "lapse", LETTER_LAPSED, NULL, "逾期未答复", MOVE_HIDDEN, NULL, lapsed, "期限届满的次日自动记录"},
	{LETTER_LAPSED, "answer", LETTER_ANSWERED, "labour_letter.write", "记录迟到的答复", MOVE_HIDDEN, NULL, answered, "逾期以后才收到的答复"},
	{0},
};

/* The morning after the last day. */
static void after(struct req *r, const void *before, const void *row)
{
	const struct labour_letter *l = row, *was = before;
	if (was && was->state == LETTER_SERVED && l->state != LETTER_SERVED)
		labour_timers_clear(r, &labour_letter_record, l->id); /* it may be served anew, with another day */
	if (l->state != LETTER_SERVED || (was && was->state == LETTER_SERVED))
		return;
	due_set(r, &labour_letter_record, l->id, due_morning(l->due + 1), "lapse");
}

const struct flow labour_letter_flow = {
	.record = &labour_letter_record, .moves = moves, .under = "matter", .home = "/labour/letters/%lld", .edit_right = "labour_letter.draft",
	.edit_states = 1u << LETTER_DRAFT, .first = LETTER_DRAFT, .read_right = "labour_letter.read", .after = after,
};

static const struct list_view views[] = {
	{"待签发", "state=1"}, {"待送达", "state=2"}, {"待答复", "state=3&sort=due"}, {"逾期未答复", "state=5"}, {"提示函", "kind=1"}, {"意见书", "kind=2"}, {"建议书", "kind=3"}, {0}};
const struct list labour_letter_list = {
	.name = "labour_letters", .base = "/labour/letters", .flow = &labour_letter_flow, .read_right = "labour.list", .sort = "-signed_on", .views = views, .noun = "份",
	.empty = "还没有监督文书。监督案件提交调查情况、认定违法以后，在案件里起草提示函或意见书。", .help = "提示函、意见书、建议书的台账：文号、主送、签发、送达、答复。",
};
