/* What may happen to sheets, campaigns, entries and titles. */
#include "kernel/message.h"
#include "kernel/unit.h"
#include "engines/deadline.h"
#include "modules/appraisals/inside.h"
#include "modules/labour/labour.h"
#include "modules/plans/plans.h"
#include "text/calendar.h"

bool appraisal_as_system(struct req *r, const struct flow *f, void *row, const char *verb, const char *text)
{
	bool was = r->system;
	r->system = true;
	bool good = flow_move_row(r, f, row, verb, text);
	r->system = was;
	return good;
}

/* ---- sheets ---- */

static const char *sheet_complete(struct req *r, const void *row)
{
	return sheet_incomplete(r, row);
}

/* What a campaign was judged by stays as it was. */
static const char *never_used(struct req *r, const void *row)
{
	return q_appraisals_of_sheet(r->db, ((const struct criteria_sheet *)row)->id) ? "已有评选用过这份标准，请另建新的。" : NULL;
}

/* A new version takes the place of the one before. */
static bool sheet_used(struct req *r, void *row, const void *before)
{
	const struct criteria_sheet *s = row;
	struct criteria_sheet *old = s->before ? record_load(r->db, r->arena, &sheet_record, s->before) : NULL;
	(void)before;
	return !old || old->state != SHEET_IN_USE || appraisal_as_system(r, &sheet_flow, old, "retire", "由新一版接续");
}

static const struct move sheet_moves[] = {
	{SHEET_DRAFT, "use", SHEET_IN_USE, "sheet.edit", "启用", 0, sheet_complete, sheet_used, "启用后项目和分值不再改动；要改请修订成新一版"},
	{SHEET_DRAFT, "change", SAME_STATE, "sheet.edit", "改评价项目", MOVE_HIDDEN, NULL, NULL, "增加、修改、删除评价项目"},
	{SHEET_IN_USE, "retire", SHEET_RETIRED, "sheet.edit", "停用", MOVE_REASON | MOVE_PLAIN, NULL, NULL, "不再用于新的评选，已有的评选不受影响"},
	{SHEET_DRAFT, "drop", SHEET_RETIRED, "sheet.edit", "作废", MOVE_REASON | MOVE_PLAIN, NULL, NULL, "编制中的标准不要了"},
	{SHEET_RETIRED, "resume", SHEET_DRAFT, "sheet.edit", "重新编制", MOVE_REASON, never_used, NULL, "停用的标准回到编制中；已有评选用过的不能回"},
	{0},
};

const struct flow sheet_flow = {
	.record = &sheet_record, .moves = sheet_moves, .home = "/sheets/%lld", .edit_right = "sheet.edit", .edit_states = 1u << SHEET_DRAFT, .first = SHEET_DRAFT,
	.find_right = "sheet.read",
};

/* ---- campaigns ---- */

static const char *may_open(struct req *r, const void *row)
{
	const struct appraisal *p = row;
	const struct criteria_sheet *s = record_load(r->db, r->arena, &sheet_record, p->sheet);
	if (!s || s->state != SHEET_IN_USE)
		return "评价标准还没有启用。";
	if (p->rated && !rating_keyed(r, p->id))
		return "这次评选要会员评家，请先设定评家口令。";
	return p->closes < r->today ? "申报截止日期已过，请先改日期。" : NULL;
}

static bool opened(struct req *r, void *row, const void *before)
{
	const struct appraisal *p = row;
	(void)before;
	due_set(r, &appraisal_record, p->id, instant_of_day(p->closes + 1), "shut");
	return true;
}

static const char *window_over(struct req *r, const void *row)
{
	return r->system && ((const struct appraisal *)row)->closes >= r->today ? "申报期还没有满。" : NULL;
}

static const char *may_reopen(struct req *r, const void *row)
{
	const struct appraisal *p = row;
	if (p->audience == AUDIENCE_COUNTED)
		return "观众投票已经计票，以后来的申报没有票。请先作废计票重投，再延长申报。";
	return p->audience == AUDIENCE_VOTES ? "观众投票还没有结束，请先计票或者作废。" : may_open(r, row);
}

static const char *all_decided(struct req *r, const void *row)
{
	int64_t n = q_entries_open(r->db, ((const struct appraisal *)row)->id);
	return n ? arena_printf(r->arena, "还有 %lld 件申报没有办完。", (long long)n) : NULL;
}

static const char *none_granted(struct req *r, const void *row)
{
	return q_entries_shown(r->db, ((const struct appraisal *)row)->id) ? "已有公示中或命名的申报，不能取消。" : NULL;
}

/* Nothing is sealed any more, or nobody will count it. */
static bool keys_gone(struct req *r, void *row, const void *before)
{
	const struct appraisal *p = row;
	(void)before;
	if (!rating_keyed(r, p->id))
		return true;
	q_rating_urns_drop(r->db, p->id);
	q_rating_keys_drop(r->db, p->id);
	db_forget(r->db);
	return true;
}

/* Nor will anybody count what an audience has voted. */
static bool called_off(struct req *r, void *row, const void *before)
{
	if (((const struct appraisal *)row)->audience == AUDIENCE_VOTES && !audience_void(r, row, before))
		return false;
	return keys_gone(r, row, before);
}

static const struct move appraisal_moves[] = {
	{APPRAISAL_DRAFT, "open", APPRAISAL_OPEN, "appraisal.run", "开始申报", 0, may_open, opened, "下级工会可以申报，截止次日自动转评审"},
	{APPRAISAL_OPEN, "shut", APPRAISAL_JUDGING, "appraisal.run", "截止申报", MOVE_PLAIN, window_over, NULL, "不再接受申报，转入评审；截止次日自动办理"},
	{APPRAISAL_JUDGING, "reopen", APPRAISAL_OPEN, "appraisal.run", "延长申报", MOVE_REASON | MOVE_PLAIN, may_reopen, opened, "先改申报截止日期，再重新开放"},
	{APPRAISAL_JUDGING, "finish", APPRAISAL_DONE, "appraisal.run", "结束评选", 0, all_decided, keys_gone, "所有申报都有了结果"},
	{APPRAISAL_DRAFT, "cancel", APPRAISAL_CANCELLED, "appraisal.run", "取消评选", MOVE_REASON | MOVE_PLAIN, none_granted, called_off, "不再评选"},
	{APPRAISAL_OPEN, "cancel", APPRAISAL_CANCELLED, "appraisal.run", "取消评选", MOVE_REASON | MOVE_PLAIN, none_granted, called_off, "不再评选"},
	{APPRAISAL_JUDGING, "cancel", APPRAISAL_CANCELLED, "appraisal.run", "取消评选", MOVE_REASON | MOVE_PLAIN, none_granted, called_off, "不再评选"},
	{ANY_STATE, "key", SAME_STATE, "appraisal.run", "设定评家口令", MOVE_HIDDEN, NULL, NULL, "会员评价用它封装，开箱计数时输入；重设的，没有开箱的评价作废"},
	{APPRAISAL_JUDGING, "poll", SAME_STATE, "appraisal.run", "开始观众投票", MOVE_HIDDEN, NULL, NULL, "职工在手机上投票，每人一次；参加的申报从此不再增减，截止前谁也看不到票数"},
	{APPRAISAL_JUDGING, "count", SAME_STATE, "appraisal.run", "结束投票，计票", MOVE_PLACED, audience_may_count, audience_count, "票数折算成得分，随申报固定；投票的人够了才能提前，截止次日自动办理"},
	{APPRAISAL_JUDGING, "revote", SAME_STATE, "appraisal.run", "作废重投", MOVE_PLACED | MOVE_REASON, audience_may_void, audience_void, "这次的票和得分都作废"},
	{ANY_STATE, "panel", SAME_STATE, "appraisal.run", "定评委", MOVE_HIDDEN, NULL, NULL, "增加或去掉评委"},
	{0},
};

const struct flow appraisal_flow = {
	.record = &appraisal_record, .moves = appraisal_moves, .home = "/appraisals/%lld", .edit_right = "appraisal.run",
	.edit_states = 1u << APPRAISAL_DRAFT | 1u << APPRAISAL_OPEN | 1u << APPRAISAL_JUDGING, .first = APPRAISAL_DRAFT, .find_right = "appraisal.read",
};

/* ---- titles ---- */

int64_t recheck_months(struct req *r, const struct honour_title *t)
{
	const struct appraisal_entry *e = t->entry ? record_load(r->db, r->arena, &entry_record, t->entry) : NULL;
	const struct criteria_sheet *s = e ? record_load(r->db, r->arena, &sheet_record, e->sheet) : NULL;
	return s ? s->recheck : policy_get(r, t->kind == KIND_HARMONY ? "title.harmony_recheck_months" : "title.recheck_months", t->unit, r->today).value;
}

/* Whoever granted it checks and withdraws it; what was entered by hand, the union's superiors. */
static const char *by_granter(struct req *r, const void *row)
{
	const struct honour_title *t = row;
	bool good = r->system || !t->granter || may(r, "title.grant", t->granter);
	return good ? NULL : arena_printf(r->arena, "由授予单位%s办理。", t->granter_name);
}

static const char *may_recheck(struct req *r, const void *row)
{
	const char *why = by_granter(r, row);
	return why ? why : ((const struct honour_title *)row)->event == EVENT_OPEN ? "有严重事件待研究，请先决定撤销还是保留。" : NULL;
}

static void remind_later(struct req *r, const struct honour_title *t)
{
	if (t->recheck_by)
		due_set(r, &title_record, t->id, instant_of_day(t->recheck_by + 1), "remind");
}

static bool rechecked(struct req *r, void *row, const void *before)
{
	struct honour_title *t = row;
	int64_t months = recheck_months(r, t);
	(void)before;
	t->checks++;
	t->recheck_by = months ? day_add_months(r->today, (int)months) : 0;
	remind_later(r, t);
	return true;
}

static bool withdrawn(struct req *r, void *row, const void *before)
{
	struct honour_title *t = row;
	(void)before;
	t->ended_on = r->today;
	if (t->event == EVENT_OPEN)
		t->event = EVENT_SETTLED;
	message_send_role(r, BIT(ROLE_CHAIR) | BIT(ROLE_CADRE), t->unit, &(struct message){.title = arena_printf(r->arena, "称号已撤销：%s", t->title),
		.body = t->holder, .link = link_to(r, "/titles/%lld", (long long)t->id), .urgent = true});
	return true;
}

static bool restored(struct req *r, void *row, const void *before)
{
	(void)before;
	((struct honour_title *)row)->ended_on = 0;
	((struct honour_title *)row)->event = EVENT_NONE;
	remind_later(r, row);
	return true;
}

static bool replaced(struct req *r, void *row, const void *before)
{
	(void)before;
	((struct honour_title *)row)->ended_on = r->today;
	return true;
}

static bool recheck_due(struct req *r, void *row, const void *before)
{
	const struct honour_title *t = row;
	struct message m = {.title = arena_printf(r->arena, "称号该复核了：%s", t->title), .body = t->holder, .link = link_to(r, "/titles/%lld", (long long)t->id)};
	(void)before;
	message_send_role(r, BIT(ROLE_CHAIR) | BIT(ROLE_CADRE), t->unit, &m);
	if (t->granter && t->granter != t->unit)
		message_send_role(r, STAFF, t->granter, &m);
	return true;
}

/* ---- something grave ---- */

/* How it is called stands beside the button; the system names its own. */
static bool event_noted(struct req *r, void *row, const void *before)
{
	struct honour_title *t = row;
	int64_t kind = r->system ? t->event_kind : form_int(r, "event_kind");
	struct deadline d = {r->today, policy_get(r, "title.event_days", t->unit, r->today).value, 0, DEADLINE_WORKDAYS, NULL, 0};
	(void)before;
	if (!kind || !choice_of(title_event_kinds, kind)) {
		refuse(r, 422, "请选择是什么情形。");
		return false;
	}
	t->event = EVENT_OPEN;
	t->event_kind = kind;
	t->event_on = r->today;
	t->event_by = deadline_due(&d, NULL);
	struct message m = {.title = arena_printf(r->arena, "称号有严重事件，请研究是否撤销：%s", t->title), .body = t->holder, .link = link_to(r, "/titles/%lld", (long long)t->id), .urgent = true};
	message_send_role(r, STAFF, t->granter ? t->granter : t->unit, &m);
	due_set(r, &title_record, t->id, instant_of_day(t->event_by + 1), "event_late");
	return true;
}

static const char *event_open(struct req *r, const void *row)
{
	const char *why = by_granter(r, row);
	return why ? why : ((const struct honour_title *)row)->event == EVENT_OPEN ? NULL : "没有待研究的严重事件。";
}

static const char *event_still_open(struct req *r, const void *row)
{
	const struct honour_title *t = row;
	return t->event == EVENT_OPEN && t->event_by < r->today ? NULL : "已经研究过了。";
}

static bool event_kept(struct req *r, void *row, const void *before)
{
	(void)r;
	(void)before;
	((struct honour_title *)row)->event = EVENT_SETTLED;
	return true;
}

static bool event_late(struct req *r, void *row, const void *before)
{
	const struct honour_title *t = row;
	(void)before;
	message_send_role(r, HEADS, t->granter ? t->granter : t->unit, &(struct message){.title = arena_printf(r->arena, "过了研究期限，还没有决定：%s", t->title), .body = t->holder,
		.link = link_to(r, "/titles/%lld", (long long)t->id), .urgent = true});
	return true;
}

static const struct move title_moves[] = {
	{TITLE_HELD, "event", SAME_STATE, "title.report", "登记严重事件", MOVE_OPINION | MOVE_PLACED, NULL, event_noted, "写明什么时候、什么事、从哪里知道；授予单位限期研究是否撤销"},
	{TITLE_HELD, "keep", SAME_STATE, "title.grant", "研究后保留", MOVE_REASON | MOVE_PLACED, event_open, event_kept, "写明为什么保留"},
	{TITLE_HELD, "event_late", SAME_STATE, NULL, "研究逾期提醒", MOVE_HIDDEN, event_still_open, event_late, "过了研究期限还没有决定的，提醒授予单位"},
	{TITLE_HELD, "recheck", SAME_STATE, "title.grant", "复核合格", MOVE_OPINION, may_recheck, rechecked, "写明复核情况；下次复核按标准的间隔顺延"},
	{TITLE_HELD, "withdraw", TITLE_WITHDRAWN, "title.grant", "撤销称号", MOVE_REASON | MOVE_PLAIN, by_granter, withdrawn, "写明理由；称号不再计入"},
	{TITLE_WITHDRAWN, "restore", TITLE_HELD, "title.grant", "恢复称号", MOVE_REASON | MOVE_PLAIN, by_granter, restored, "撤销有误时恢复"},
	{TITLE_HELD, "replace", TITLE_REPLACED, NULL, "由新称号接续", 0, NULL, replaced, "同一单位再次命名时自动办理"},
	{TITLE_HELD, "remind", SAME_STATE, NULL, "复核提醒", 0, NULL, recheck_due, "过了复核日期自动提醒"},
	{0},
};

static void title_after(struct req *r, const void *before, const void *row)
{
	if (!before)
		remind_later(r, row);
}

const struct flow title_flow = {
	.record = &title_record, .moves = title_moves, .home = "/titles/%lld", .edit_right = "title.edit", .edit_states = 0, .first = TITLE_HELD,
	.find_right = "title.read", .after = title_after,
};

/* ---- what other modules write ---- */

/* A plan came in with a glossary: who brought it hears once where its terms become sheets. */
static void offer_terms(struct req *r, const struct plan_term *t)
{
	if (!r->who || r->system || !may(r, "sheet.edit", t->unit))
		return;
	message_send(r, &(struct message){.person = r->who->person, .title = "要点的名词解释可以建成评价标准", .link = link_to(r, "/sheets/offers?unit=%lld", (long long)t->unit),
		.body = record_title(r->db, r->arena, &plan_record, t->plan), .once = arena_printf(r->arena, "sheet.offer.%lld", (long long)t->plan)});
}

/*
 * A grave risk in the house of a firm that is called harmonious: who granted it looks into it. What the risk is about
 * stays where it is reported; here stands only that there is one.
 */
static void question_titles(struct req *r, const struct labour_risk *x, const struct labour_risk *was)
{
	size_t n;
	if (x->state != RISK_HANDLING || x->level != RISK_MAJOR || (was && was->state == RISK_HANDLING && was->level == RISK_MAJOR))
		return;
	struct titles_in_question *t = q_titles_in_question(r->db, r->arena, x->unit, KIND_HARMONY, &n);
	for (size_t i = 0; i < n; i++) {
		struct honour_title *h = record_load(r->db, r->arena, &title_record, t[i].id);
		h->event_kind = EVENT_KIND_RISK;
		appraisal_as_system(r, &title_flow, h, "event", "所在工会登记了一件重大劳动关系风险，请核实与称号获得者是否有关。");
	}
}

/* Withdrawn, or an objection upheld: what it showed goes back to where it can be decided anew. */
void appraisals_heard(struct req *r, const struct record *record, const void *before, const void *row)
{
	const struct notice *n = row, *was = before;
	size_t count;
	if (record == &plan_term_record && !before)
		offer_terms(r, row);
	if (record == &labour_risk_record)
		question_titles(r, row, before);
	if (record != &notice_record || !was || was->state == n->state)
		return;
	if (n->state != NOTICE_WITHDRAWN && !(n->state == NOTICE_CLOSED && n->result == NOTICE_UPHELD))
		return;
	struct entries_of_notice *e = q_entries_of_notice(r->db, r->arena, n->id, &count);
	for (size_t i = 0; i < count; i++)
		appraisal_as_system(r, &entry_flow, record_load(r->db, r->arena, &entry_record, e[i].id), "unpublish",
				    n->state == NOTICE_WITHDRAWN ? "公示已撤回" : "公示期间有异议成立");
}
