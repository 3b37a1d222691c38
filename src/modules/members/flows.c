/* What may happen to a membership. */
#include <string.h>

#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "members.sql.h"
#include "modules/members/moves.h"
#include "modules/units/units.h"

/* ---- what a move needs ---- */

/* Whole months from one day to another. */
static int months_between(day from, day to)
{
	struct civil a = day_civil(from), b = day_civil(to);
	return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day);
}

static const char *behind(struct req *r, const void *row)
{
	const struct member *m = row;
	if (!m->dues_until)
		return "没有登记会费缴至哪一天，无法判断是否欠缴。";
	return m->dues_until < r->today ? NULL : "会费还没有到期。";
}

/* MEM-02: six months without dues, after a reminder. */
static const char *lapsed(struct req *r, const void *row)
{
	const struct member *m = row;
	struct policy_value least = policy_get(r, "member.lapse_months", m->unit, r->today);
	const char *why = behind(r, row);
	if (why)
		return why;
	if (!m->reminded_on || m->reminded_on <= m->dues_until)
		return arena_printf(r->arena, "要先催缴（“发催缴通知”），之后仍不缴才能视为自动退会（%s）。", policy_source(r->arena, &least));
	if (m->reminded_on == r->today)
		return "今天刚催缴，请给本人留出时间。";
	if (months_between(m->dues_until, r->today) >= least.value)
		return NULL;
	return arena_printf(r->arena, "欠缴满 %lld 个月才能视为自动退会（%s）。", (long long)least.value, policy_source(r->arena, &least));
}

static const char *not_moving(struct req *r, const void *row)
{
	(void)r;
	return ((const struct member *)row)->to_unit ? "正在转会，请先撤回转出或等对方接收。" : NULL;
}

static const char *moving(struct req *r, const void *row)
{
	(void)r;
	return ((const struct member *)row)->to_unit ? NULL : "没有在办的转会。";
}

/* Who was erased would come back without a name and without a number. */
static const char *erased(struct req *r, const void *row)
{
	(void)r;
	return text_is(((const struct member *)row)->name, MEMBER_GONE) ? "个人信息已删除，不能恢复；本人再入会的，重新登记。" : NULL;
}

/* ---- what a move writes ---- */

/* The day of the change as given in the form; today without one. */
static bool changed(struct req *r, struct member *m, int kind)
{
	const char *typed = form_get(r, "on"), *reason = form_get(r, "reason"), *decision = form_get(r, "decision");
	day on = r->today;
	if (*typed && (!day_parse(str_of(typed), &on) || on > r->today || on < day_of(1949, 10, 1))) {
		refuse_field(r, "on", "变动日期", MEMBER_DAY_WRONG, day_iso(r->arena, r->today));
		return false;
	}
	m->change = kind;
	m->changed_on = on;
	m->change_reason = reason;
	if (*decision)
		m->decision = decision;
	return true;
}

/* Whose decision it was stands in the row: see modules/meetings/admission.c. */
static bool joined(struct req *r, void *row, const void *before)
{
	struct member *m = row;
	const char *decision = m->decision;
	(void)before;
	if (!changed(r, m, CHANGE_JOIN))
		return false;
	m->change_reason = "";
	m->decision = decision; /* an input of that name is the number of what was cited */
	if (!m->joined_on)
		m->joined_on = m->changed_on;
	member_settle(m);
	return true;
}

/* Nobody is asked any more to take over a membership that has ended. */
static bool ended(struct req *r, struct member *m, int kind)
{
	m->to_unit = 0;
	return changed(r, m, kind);
}

#define DONE(name, kind)                                                                           \
	static bool name(struct req *r, void *row, const void *before)                             \
	{                                                                                          \
		(void)before;                                                                      \
		return changed(r, row, kind);                                                      \
	}
DONE(kept, CHANGE_KEEP)
DONE(resumed, CHANGE_RESUME)
DONE(left, CHANGE_LEAVE)
DONE(gone, CHANGE_OUT)
DONE(come_back, CHANGE_IN)

static bool lapse(struct req *r, void *row, const void *before)
{
	(void)before;
	return ended(r, row, CHANGE_LAPSE);
}

static bool retired(struct req *r, void *row, const void *before)
{
	struct member *m = row;
	(void)before;
	m->job = JOB_RETIRED;
	return changed(r, m, CHANGE_RETIRE);
}

/* Who was retired by mistake is at work again, but as what his row no longer says: it is asked for as what is missing. */
static bool corrected(struct req *r, void *row, const void *before)
{
	struct member *m = row;
	if (((const struct member *)before)->state == MEMBER_RETIRED) {
		m->job = 0;
		member_settle(m);
	}
	return changed(r, m, CHANGE_RESUME);
}

/* Posts, sessions and the way in end with membership only where the person himself is gone. */
static bool died(struct req *r, void *row, const void *before)
{
	(void)before;
	return ended(r, row, CHANGE_DEATH);
}

static bool expelled(struct req *r, void *row, const void *before)
{
	(void)before;
	if (text_empty(form_get(r, "decision"))) {
		refuse_field(r, "decision", "批准的会议或文号", MEMBER_WHO_EXPELS);
		return false;
	}
	return ended(r, row, CHANGE_EXPEL);
}

static bool reminded(struct req *r, void *row, const void *before)
{
	(void)before;
	((struct member *)row)->reminded_on = r->today;
	return true;
}

static bool accepted(struct req *r, void *row, const void *before)
{
	struct member *m = row;
	(void)before;
	if (!changed(r, m, CHANGE_IN))
		return false;
	m->unit = m->to_unit;
	m->to_unit = 0;
	return true;
}

static bool stays(struct req *r, void *row, const void *before)
{
	(void)r;
	(void)before;
	((struct member *)row)->to_unit = 0;
	return true;
}

static bool came(struct req *r, void *row, const void *before)
{
	struct member *m = row;
	(void)before;
	m->change = CHANGE_IN;
	m->changed_on = r->today;
	return true;
}

static bool asked_again(struct req *r, void *row, const void *before)
{
	struct member *m = row;
	(void)r;
	(void)before;
	m->decision = m->change_reason = "";
	return true;
}

/* ---- the table ---- */

#define FROM_IN(verb, to, right, label, flags, ...)                                                \
	{MEMBER_ACTIVE, verb, to, right, label, flags, __VA_ARGS__}, {MEMBER_KEPT, verb, to, right, label, flags, __VA_ARGS__}
#define FROM_END(state)                                                                            \
	{state, "correct", MEMBER_ACTIVE, "member.approve", "更正为在籍", MOVE_PLACED | MOVE_REASON, .needs = erased, .done = corrected, \
	 .help = "登记有误，恢复为在籍；退休登记错的，就业状况重新填写"}
#define ERASED(state)                                                                              \
	{state, "erase", SAME_STATE, "member.approve", "删除个人信息", MOVE_HIDDEN | MOVE_REASON | MOVE_FINAL,                  \
	 .help = "会籍终止后删除登记的个人信息，事件链不受影响"}

#define APART(n) {MEMBER_MERGED, "apart_" #n, n, NULL, "撤销合并", MOVE_HIDDEN, .help = "合并撤销，恢复原来的会籍"}

static const struct move moves[] = {
	{MEMBER_APPLIED, "approve", MEMBER_ACTIVE, "member.approve", "批准入会", MOVE_HIDDEN | MOVE_OPINION, .done = joined,
	 .help = "工会委员会通过入会申请，引用会议的决定；没有委员会的小工会写明会员大会"},
	{MEMBER_APPLIED, "admit", MEMBER_ACTIVE, NULL, "转入", MOVE_HIDDEN, .done = came, .help = "在系统外的工会已经入会，随劳动关系转入"},
	{MEMBER_APPLIED, "refuse", MEMBER_REFUSED, "member.approve", "不予批准", MOVE_REASON, .help = "不符合条件，理由告知本人"},
	{MEMBER_APPLIED, "withdraw", MEMBER_REFUSED, NULL, "撤回申请", MOVE_HIDDEN, .help = "本人撤回入会申请"},
	{MEMBER_REFUSED, "reapply", MEMBER_APPLIED, NULL, "再次申请", MOVE_HIDDEN, .done = asked_again, .help = "本人再次申请，档案仍是原来那份"},
	{MEMBER_LEFT, "reapply", MEMBER_APPLIED, NULL, "再次申请", MOVE_HIDDEN, .done = asked_again, .help = "退会后再次申请，档案仍是原来那份"},
	FROM_IN("out", SAME_STATE, "member.edit", "转出", MOVE_HIDDEN, .help = "随劳动关系转往另一工会，等对方接收"),
	FROM_IN("accept", MEMBER_ACTIVE, "member.receive", "接收", MOVE_HIDDEN, .needs = moving, .done = accepted,
		.help = "接收转入的会员，会籍和档案随之过来"),
	FROM_IN("decline", SAME_STATE, "member.receive", "不接收", MOVE_HIDDEN | MOVE_REASON, .needs = moving, .done = stays,
		.help = "会员留在原工会"),
	FROM_IN("recall", SAME_STATE, "member.edit", "撤回转出", MOVE_HIDDEN, .needs = moving, .done = stays, .help = "对方接收之前撤回"),
	FROM_IN("away", MEMBER_AWAY, "member.edit", "转往系统外的工会", MOVE_PLACED | MOVE_REASON, .needs = not_moving, .done = gone,
		.help = "对方工会不在本系统内，写明去向"),
	{MEMBER_AWAY, "back", MEMBER_ACTIVE, "member.edit", "转回", MOVE_PLACED | MOVE_REASON, .needs = erased, .done = come_back, .help = "从系统外转回"},
	{MEMBER_ACTIVE, "keep", MEMBER_KEPT, "member.edit", "保留会籍", MOVE_PLACED | MOVE_REASON, .needs = not_moving, .done = kept,
	 .help = "失业、离岗等劳动关系中断，保留会籍，期间不缴会费、不参加选举"},
	{MEMBER_KEPT, "resume", MEMBER_ACTIVE, "member.edit", "恢复会籍", MOVE_PLACED | MOVE_REASON, .needs = not_moving, .done = resumed,
	 .help = "重新上岗，恢复权利义务"},
	FROM_IN("retire", MEMBER_RETIRED, "member.edit", "退休", MOVE_PLACED | MOVE_REASON, .needs = not_moving, .done = retired,
		.help = "办理退休，保留会籍，不缴会费，不参加选举"),
	FROM_IN("leave", MEMBER_LEFT, "member.edit", "退会", MOVE_PLACED | MOVE_REASON, .needs = not_moving, .done = left,
		.help = "本人申请退会"),
	{MEMBER_ACTIVE, "remind", SAME_STATE, "member.edit", "发催缴通知", MOVE_PLACED, .needs = behind, .done = reminded,
	 .help = "提醒本人补缴会费"},
	{MEMBER_ACTIVE, "lapse", MEMBER_LEFT, "member.approve", "视为自动退会", MOVE_PLACED | MOVE_OPINION, .needs = lapsed, .done = lapse,
	 .help = "连续六个月不缴会费、不参加组织生活，经催告仍不改正"},
	FROM_IN("expel", MEMBER_EXPELLED, "member.approve", "开除会籍", MOVE_PLACED | MOVE_REASON | MOVE_FINAL, .done = expelled,
		.help = "委员会决定，报上一级工会备案"),
	FROM_IN("die", MEMBER_DEAD, "member.edit", "登记去世", MOVE_PLACED | MOVE_REASON | MOVE_FINAL, .done = died,
		.help = "会籍终止，随之卸任、不能再登录"),
	{MEMBER_RETIRED, "die", MEMBER_DEAD, "member.edit", "登记去世", MOVE_PLACED | MOVE_REASON | MOVE_FINAL, .done = died,
	 .help = "会籍终止"},
	FROM_END(MEMBER_RETIRED), FROM_END(MEMBER_LEFT), FROM_END(MEMBER_DEAD), FROM_END(MEMBER_EXPELLED),
	ERASED(MEMBER_LEFT), ERASED(MEMBER_DEAD), ERASED(MEMBER_EXPELLED), ERASED(MEMBER_AWAY), ERASED(MEMBER_REFUSED),
	/* by the module merges */
	{ANY_STATE, "absorb", SAME_STATE, NULL, "合并", MOVE_HIDDEN, .help = "同一个人的另一份登记并入这一份"},
	{ANY_STATE, "give_back", SAME_STATE, NULL, "撤销合并", MOVE_HIDDEN, .help = "合并撤销，恢复合并以前的内容"},
	{ANY_STATE, "merge", MEMBER_MERGED, NULL, "并入另一份登记", MOVE_HIDDEN, .help = "重复的登记并入另一份，会籍只留一份"},
	APART(1), APART(2), APART(3), APART(4), APART(5), APART(6), APART(7), APART(8), APART(9),
	{MEMBER_MERGED, "erase", SAME_STATE, NULL, "删除个人信息", MOVE_HIDDEN, .help = "合并期满，并入的一份不再留存个人信息"},
	{MEMBER_ACTIVE, "dues", SAME_STATE, NULL, "会费缴至", MOVE_HIDDEN, .help = "会费登记、作废以后随之变动"},
	{ANY_STATE, "follow", SAME_STATE, NULL, "随人员资料更新", MOVE_HIDDEN, .help = "姓名、号码、单位改动后会籍随之更新"},
	{ANY_STATE, "reveal", SAME_STATE, "person.reveal", "查看完整信息", MOVE_HIDDEN | MOVE_REASON,
	 .help = "看一次完整的证件号码、手机号或住址，理由留痕"},
	{ANY_STATE, "consent", SAME_STATE, NULL, "知情同意", MOVE_HIDDEN, .help = "本人同意或撤回同意"},
	{0},
};

/* What other records show of a membership. */
static void after(struct req *r, const void *before, const void *row)
{
	const struct member *m = row, *was = before;
	int64_t kind = m->state == MEMBER_ACTIVE ? 1 : m->state == MEMBER_KEPT || m->state == MEMBER_RETIRED ? 3 : 2;
	q_member_person_kind(r->db, m->id, kind);
	if (was && was->state == MEMBER_APPLIED && m->state != was->state && m->state != MEMBER_MERGED)
		message_send(r, &(struct message){.person = m->id, .link = "/m/member", .body = "",
			.title = m->state == MEMBER_ACTIVE ? "入会申请已批准" : "入会申请没有批准或已撤回"});
}

const struct flow member_flow = {
	.record = &member_record, .moves = moves, .home = "/members/%lld", .edit_right = "member.edit",
	.edit_states = MEMBER_OPEN, .first = MEMBER_APPLIED, .after = after,
};

/* ---- for the pages ---- */

/* A resident's number says the birth: 1 January 1970 is day 0, which a field alone takes for empty. */
static bool birth_is_known(const struct member *m)
{
	return m->birth || (m->id_type == ID_RESIDENT && *m->idno_mask);
}

void member_settle(struct member *m)
{
	m->complete = *m->idno_mask && *m->mobile_mask && m->sex && birth_is_known(m) && m->ethnic && m->politics && m->education &&
		      m->household && m->job && m->joined_on;
}

void member_copy(struct member *m, const struct person_row *p)
{
	m->name = p->name;
	m->pinyin = p->pinyin;
	m->idno_mask = p->idno_mask;
	m->mobile_mask = p->mobile_mask;
	m->sex = p->sex;
	m->unit = p->unit;
}

/* A person was changed elsewhere: the copies follow; who left his unit keeps his membership without a vote. */
void member_heard(struct req *r, const struct record *record, const void *before, const void *row)
{
	const struct person_row *p = row;
	if (record != &person_record || !before)
		return;
	struct member *m = record_load(r->db, r->arena, &member_record, p->id);
	if (!m)
		return;
	struct member was = *m;
	member_copy(m, p);
	member_settle(m);
	if (m->unit != was.unit || !text_is(m->name, was.name) || !text_is(m->idno_mask, was.idno_mask) ||
	    !text_is(m->mobile_mask, was.mobile_mask) || m->sex != was.sex)
		flow_follow(r, &member_flow, m, "follow", "");
	if (p->state == PERSON_LEFT && m->state == MEMBER_ACTIVE) {
		m->to_unit = 0;
		flow_follow(r, &member_flow, m, "keep", "离开单位");
	}
}
