/* What may happen to an entry, by whom, and what is still missing. */
#include "kernel/message.h"
#include "kernel/unit.h"
#include "modules/appraisals/inside.h"
#include "text/calendar.h"

static const struct appraisal *campaign_of(struct req *r, const struct appraisal_entry *e)
{
	return record_load(r->db, r->arena, &appraisal_record, e->appraisal);
}

/* ---- who ---- */

static const char *by_organiser(struct req *r, const void *row)
{
	const struct appraisal_entry *e = row;
	if (r->system || may(r, "appraisal.run", e->organiser))
		return NULL;
	return arena_printf(r->arena, "由组织单位%s办理。", unit_name(r->db, r->arena, e->organiser));
}

/* What an audience votes on stays as it is until that is counted. */
static const char *not_voted_on(struct req *r, const void *row)
{
	const char *why = by_organiser(r, row);
	const struct appraisal *p = campaign_of(r, row);
	return why ? why : p && p->audience == AUDIENCE_VOTES ? "观众投票还没有结束，请先计票或者作废重投。" : NULL;
}

/* Nobody judges what he entered, nor, when others organise, his own union. */
const char *entry_recused(struct req *r, const struct appraisal_entry *e)
{
	if (r->system || !r->who)
		return NULL;
	if (e->created_by == r->who->person)
		return "这件申报是你填报的，请由别人评。";
	bool own = path_covers(unit_path(r->db, r->arena, e->unit), r->who->path);
	return own && e->unit != e->organiser ? "这是你所在工会的申报，请由别人评。" : NULL;
}

static const char *judged_by_others(struct req *r, const void *row)
{
	const char *why = by_organiser(r, row);
	return why ? why : entry_recused(r, row);
}

/* ---- when ---- */

static const char *window(struct req *r, const struct appraisal_entry *e)
{
	const struct appraisal *p = campaign_of(r, e);
	if (p && p->state == APPRAISAL_JUDGING && e->submitted_on && e->state == ENTRY_DRAFT)
		return p->audience == AUDIENCE_NONE || q_audience_choice_is(r->db, p->id, e->id) ? NULL : /* returned to be mended */
			"观众投票开始的时候这件申报没有提交，不在里面。要参加，请组织单位先作废重投。";
	if (!p || p->state != APPRAISAL_OPEN || r->today > p->closes)
		return "不在申报期内。";
	return r->today < p->opens ? arena_printf(r->arena, "%s 开始申报。", day_cn(r->arena, p->opens)) : NULL;
}

static const char *self_assessed(struct req *r, const void *row)
{
	const struct appraisal_entry *e = row;
	size_t n, n_answers;
	const char *why = window(r, e);
	struct criterion *c = q_criteria_of(r->db, r->arena, e->sheet, &n);
	struct answers_of *a = q_answers_of(r->db, r->arena, e->id, &n_answers);
	for (size_t i = 0; i < n && !why; i++) {
		bool answered = !criterion_by_people(&c[i]);
		for (size_t k = 0; k < n_answers && !answered; k++)
			answered = a[k].criterion == c[i].id;
		if (!answered)
			why = arena_printf(r->arena, "“%s”还没有自评。", c[i].title);
	}
	return why;
}

static const char *in_window(struct req *r, const void *row)
{
	return window(r, row);
}

void entry_assessors(struct req *r, const struct appraisal_entry *e)
{
	size_t n;
	struct assessors_of *a = q_assessors_of(r->db, r->arena, e->appraisal, &n);
	for (size_t i = 0; i < n; i++)
		party_person(r, &entry_record, e->id, PARTY_OWNER, 0, a[i].person);
}

/* The figures of the register on this day; they do not change any more. */
static bool submitted(struct req *r, void *row, const void *before)
{
	struct appraisal_entry *e = row;
	size_t n;
	struct criterion *c = q_criteria_of(r->db, r->arena, e->sheet, &n);
	(void)before;
	e->submitted_on = r->today;
	for (size_t i = 0; i < n; i++) {
		if (c[i].type != ITEM_LIVE)
			continue;
		struct live_value v = live_read(r, c[i].live, e->unit);
		q_live_put(r->db, e->id, c[i].id, v.value, v.text, v.href, r->now);
	}
	entry_assessors(r, e);
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_FEDERATION), e->organiser, &(struct message){.title = "收到评选申报", .body = e->name,
		.link = link_to(r, "/entries/%lld", (long long)e->id)});
	return true;
}

static bool sent_back(struct req *r, void *row, const void *before)
{
	const struct appraisal_entry *e = row;
	(void)before;
	q_marks_clear(r->db, e->id);
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), e->unit, &(struct message){.title = "评选申报被退回", .body = e->name,
		.link = link_to(r, "/entries/%lld", (long long)e->id)});
	return true;
}

/* Now the panel can mark: each who is not recused hears where. */
static bool verified(struct req *r, void *row, const void *before)
{
	const struct appraisal_entry *e = row;
	size_t n;
	struct assessors_of *a = q_assessors_of(r->db, r->arena, e->appraisal, &n);
	(void)before;
	for (size_t i = 0; i < n; i++)
		if (a[i].person != e->created_by)
			message_send(r, &(struct message){.person = a[i].person, .title = "请为评选申报打分", .body = e->name, .link = link_to(r, "/entries/%lld", (long long)e->id)});
	return true;
}

static bool unverified(struct req *r, void *row, const void *before)
{
	(void)before;
	q_marks_clear(r->db, ((const struct appraisal_entry *)row)->id);
	return true;
}

/* ---- marks ---- */

static const char *may_mark(struct req *r, const void *row)
{
	const struct appraisal_entry *e = row;
	if (!r->system && r->who && !q_assessor_is(r->db, e->appraisal, r->who->person))
		return "你不是这次评选的评委。";
	return entry_recused(r, e);
}

static const char *all_marked(struct req *r, const void *row)
{
	const struct appraisal_entry *e = row;
	const struct appraisal *p = campaign_of(r, e);
	const char *why = by_organiser(r, row);
	struct result x = result_of(r, e, p);
	size_t n;
	struct assessors_of *a = q_assessors_of(r->db, r->arena, e->appraisal, &n);
	const char *own = unit_path(r->db, r->arena, e->unit);
	for (size_t i = 0; i < n && !why; i++) {
		bool recused = a[i].person == e->created_by || (e->unit != e->organiser && path_covers(own, unit_path(r->db, r->arena, a[i].unit)));
		if (!recused && !result_marked(&x, a[i].person))
			why = arena_printf(r->arena, "评委%s还没有打完分。", a[i].name);
	}
	for (size_t i = 0; i < x.n && !why; i++)
		if (x.score.lines[i].missing)
			why = arena_printf(r->arena, x.criteria[i].type == ITEM_AUDIENCE ? "“%s”还没有计票，请在评选页面办理观众投票。" : "“%s”还没有分数。", x.criteria[i].title);
	return why ? why : p->rated && !e->rated_on && !x.rated ? "会员评家还没有开箱计数，请在评选页面开箱。" : NULL;
}

/*
 * Homes rise step by step (逐级命名): a level is named only when the next lower one, or a higher, is held. Returns the
 * level that may be named now, at or below the one that the score reaches.
 */
static size_t step_of(struct req *r, const struct appraisal_entry *e, const struct result *x)
{
	const struct criteria_sheet *s = record_load(r->db, r->arena, &sheet_record, e->sheet);
	size_t reached = (size_t)x->score.level, n, held = x->n_levels;
	if ((s->kind != KIND_MODEL_HOME && s->kind != KIND_SMALL_HOME) || !policy_get(r, "appraisal.stepwise", e->organiser, r->today).value)
		return reached;
	struct levels_held *h = q_levels_held(r->db, r->arena, e->unit, s->kind, e->subject, e->subject_id, e->name, &n);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < held; k++)
			if (text_is(h[i].level, x->levels[k].name))
				held = k;
	size_t next = held ? held - 1 : 0;
	return reached < next ? next : reached;
}

static bool concluded(struct req *r, void *row, const void *before)
{
	struct appraisal_entry *e = row;
	struct result x = result_of(r, e, campaign_of(r, e));
	(void)before;
	e->scored_on = r->today;
	e->total = x.score.total;
	e->most = x.score.full;
	e->share = x.score.share;
	e->points = score_text(r->arena, e->share);
	e->barred = x.score.barred;
	e->level = x.score.level >= 0 && !x.rating_fails ? x.levels[step_of(r, e, &x)].name : "";
	return true;
}

static bool unscored(struct req *r, void *row, const void *before)
{
	struct appraisal_entry *e = row;
	(void)r;
	(void)before;
	e->scored_on = 0;
	e->total = e->most = e->share = 0;
	e->points = "";
	e->barred = false;
	e->level = "";
	return true;
}

/* ---- granting ---- */

/* How well a congress went or a representative did is assessed; nobody is named for it. */
static const char *no_title(struct req *r, const void *row)
{
	const struct appraisal_entry *e = row;
	const struct criteria_sheet *s = record_load(r->db, r->arena, &sheet_record, e->sheet);
	bool named = !s || (s->kind != KIND_CONGRESS && s->kind != KIND_DUTY);
	return named ? "这类评选评定后公示、命名；不命名的用“不予命名”。" : by_organiser(r, row);
}

static const char *may_publish(struct req *r, const void *row)
{
	const struct appraisal_entry *e = row;
	return *e->level ? by_organiser(r, row) : "没有达到任何等次，原因见这件申报的页面。";
}

static const char *shown_without_objection(struct req *r, const void *row)
{
	const struct appraisal_entry *e = row;
	const char *why = by_organiser(r, row);
	const struct notice *n = e->notice ? record_load(r->db, r->arena, &notice_record, e->notice) : NULL;
	return why ? why : n ? notice_bars_one(r, n) : "还没有公示。";
}

const char *entry_not_granted_yet(struct req *r, const struct appraisal_entry *e)
{
	return shown_without_objection(r, e);
}

const char *title_named(struct req *r, const struct criteria_sheet *s, const char *level)
{
	return text_empty(level) || text_is(level, s->title) ? s->title : arena_printf(r->arena, "%s（%s）", s->title, level);
}

static bool granted(struct req *r, void *row, const void *before)
{
	struct appraisal_entry *e = row;
	const struct criteria_sheet *s = record_load(r->db, r->arena, &sheet_record, e->sheet);
	int64_t old = e->subject_id ? q_title_running(r->db, e->subject, e->subject_id, s->kind, e->organiser) :
				      q_title_running_named(r->db, e->unit, s->kind, e->subject, e->name, e->organiser);
	struct honour_title *t = record_new(r->arena, &title_record);
	(void)before;
	if (old && !appraisal_as_system(r, &title_flow, record_load(r->db, r->arena, &title_record, old), "replace", ""))
		return false;
	t->unit = e->unit;
	t->title = title_named(r, s, e->level);
	t->level = e->level;
	t->holder = e->name;
	t->kind = s->kind;
	t->subject = e->subject;
	t->subject_id = e->subject_id;
	t->entry = e->id;
	t->granter = e->organiser;
	t->granter_name = unit_name(r->db, r->arena, e->organiser);
	t->document = form_get(r, "document");
	t->since = r->today;
	t->recheck_by = s->recheck ? day_add_months(r->today, (int)s->recheck) : 0;
	if (!flow_create(r, &title_flow, t, ""))
		return false;
	e->title = t->id;
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), e->unit, &(struct message){.title = arena_printf(r->arena, "已命名：%s", t->title), .body = e->name,
		.link = link_to(r, "/titles/%lld", (long long)t->id)});
	return true;
}

static const struct move moves[] = {
	{ENTRY_DRAFT, "answer", SAME_STATE, "entry.edit", "填自评", MOVE_HIDDEN, NULL, NULL, "逐项填写自评和说明"},
	{ENTRY_DRAFT, "submit", ENTRY_SUBMITTED, "entry.edit", "提交申报", 0, self_assessed, submitted, "自动取数的项目按提交当天的登记固定下来"},
	{ENTRY_DRAFT, "withdraw", ENTRY_WITHDRAWN, "entry.edit", "撤回申报", MOVE_REASON | MOVE_PLAIN, NULL, NULL, "不再申报"},
	{ENTRY_SUBMITTED, "retract", ENTRY_DRAFT, "entry.edit", "撤回修改", MOVE_PLAIN, in_window, unverified, "申报期内可以撤回再改"},
	{ENTRY_SUBMITTED, "return", ENTRY_DRAFT, "entry.judge", "退回补充", MOVE_REASON | MOVE_PLAIN, not_voted_on, sent_back, "材料不全或不实，退回申报工会"},
	{ENTRY_SUBMITTED, "verify", ENTRY_VERIFIED, "entry.judge", "核实", MOVE_HIDDEN, judged_by_others, verified, "写现场核实记录；没有设评委的同时打分"},
	{ENTRY_VERIFIED, "unverify", ENTRY_SUBMITTED, "entry.judge", "退回核实", MOVE_REASON | MOVE_PLAIN, not_voted_on, unverified, "核实有误，已打的分清除"},
	{ENTRY_VERIFIED, "mark", SAME_STATE, "entry.score", "打分", MOVE_HIDDEN, may_mark, NULL, "评委逐项打分，评定前可以改"},
	{ENTRY_VERIFIED, "rated", SAME_STATE, "entry.judge", "会员评家计数", MOVE_HIDDEN, by_organiser, NULL, "从评选页面开箱，只留三个数；此后不再评价"},
	{ENTRY_VERIFIED, "conclude", ENTRY_SCORED, "entry.judge", "评定", 0, all_marked, concluded, "按标准算出得分和等次"},
	{ENTRY_SCORED, "rescore", ENTRY_VERIFIED, "entry.judge", "重新评分", MOVE_REASON | MOVE_PLAIN, by_organiser, unscored, "评分有误，回到评分"},
	{ENTRY_SCORED, "publish", ENTRY_PUBLISHED, "entry.judge", "公示", MOVE_HIDDEN, may_publish, NULL, "从评选页面把达到等次的一起公示"},
	{ENTRY_SCORED, "settle", ENTRY_SETTLED, "entry.judge", "结果存档", 0, no_title, NULL, "职代会质量评估、述职评议不命名，结果存档"},
	{ENTRY_SETTLED, "reconsider", ENTRY_SCORED, "entry.judge", "重新考虑", MOVE_REASON | MOVE_PLAIN, by_organiser, NULL, "回到已评定"},
	{ENTRY_SCORED, "decline", ENTRY_DECLINED, "entry.judge", "不予命名", MOVE_REASON | MOVE_PLAIN, by_organiser, NULL, "没有达到等次，或另有理由"},
	{ENTRY_PUBLISHED, "unpublish", ENTRY_SCORED, NULL, "退出公示", 0, NULL, NULL, "公示撤回或有异议成立时自动办理"},
	{ENTRY_PUBLISHED, "grant", ENTRY_GRANTED, "entry.grant", "命名", MOVE_PLACED, shown_without_objection, granted, "公示结束没有成立的异议才能命名；可以写文号"},
	{ENTRY_PUBLISHED, "decline", ENTRY_DECLINED, "entry.judge", "不予命名", MOVE_REASON | MOVE_PLAIN, by_organiser, NULL, "公示后决定不命名"},
	{ENTRY_DECLINED, "reconsider", ENTRY_SCORED, "entry.judge", "重新考虑", MOVE_REASON | MOVE_PLAIN, by_organiser, NULL, "回到已评定"},
	{0},
};

const struct flow entry_flow = {
	.record = &entry_record, .moves = moves, .home = "/entries/%lld", .edit_right = "entry.edit", .edit_states = 1u << ENTRY_DRAFT, .first = ENTRY_DRAFT,
	.find_right = "entry.read",
};
