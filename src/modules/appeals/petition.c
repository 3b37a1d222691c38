/*
 * An appeal that became a petition (信访): told whether it is taken, answered, and then, for who is not content, reviewed
 * (复查) and reviewed for the last time (复核), each asked for within a period and answered within one (AP-03). The clock of
 * whoever owes an answer is petition_due; it runs on its own, also when the appeal is closed.
 */
#include <string.h>

#include "engines/matter_inside.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/appeals/office_view.h"
#include "office.html.h"

#define REVIEW_RULE "《信访工作条例》第三十五条"
#define FINAL_RULE "《信访工作条例》第三十六条"

enum stage { NO_STAGE, MAY_REVIEW, REVIEW_OWED, MAY_FINAL, FINAL_OWED, PETITION_OVER };

static enum stage stage_of(const struct appeal *a)
{
	if (a->level != APPEAL_PETITION)
		return NO_STAGE;
	if (a->final_asked)
		return a->final_given ? PETITION_OVER : FINAL_OWED;
	if (a->review_asked)
		return a->review_given ? MAY_FINAL : REVIEW_OWED;
	return a->replied_on && (MATTER_ANSWERED & 1u << a->state) ? MAY_REVIEW : NO_STAGE;
}

static day since_of(const struct appeal *a, enum stage s)
{
	return s == MAY_REVIEW ? a->replied_on : s == REVIEW_OWED ? a->review_asked : s == MAY_FINAL ? a->review_given : a->final_asked;
}

static struct deadline period(struct req *r, const struct appeal *a, enum stage s)
{
	return (struct deadline){.start = since_of(a, s), .amount = policy_get(r, "appeal.review_days", a->unit, r->today).value, .basis = DEADLINE_DAYS};
}

static day last_day(struct req *r, const struct appeal *a, enum stage s)
{
	struct deadline d = period(r, a, s);
	return deadline_due(&d, NULL);
}

/* ---- what is possible ---- */

static const char *not_at(struct req *r, const struct appeal *a, enum stage wanted)
{
	static const char *const says[] = {
		[NO_STAGE] = "还没有答复；收到书面答复以后才能请求复查（依据：" REVIEW_RULE "）。", [MAY_REVIEW] = "还没有人请求复查。", [REVIEW_OWED] = "已经请求复查，还没有复查答复。",
		[MAY_FINAL] = "复查已经答复，还没有人请求复核。", [FINAL_OWED] = "已经请求复核，还没有复核意见。",
		[PETITION_OVER] = "复核意见已经作出；同一事实和理由不再受理（依据：" FINAL_RULE "）。"};
	enum stage now = stage_of(a);
	(void)r;
	if (a->level != APPEAL_PETITION)
		return "不是信访事项。";
	return now == wanted ? NULL : says[now];
}

static const char *may_ask(struct req *r, const void *row)
{
	const struct appeal *a = row;
	enum stage s = stage_of(a);
	if (s != MAY_REVIEW && s != MAY_FINAL)
		return not_at(r, a, MAY_REVIEW);
	if (r->today <= last_day(r, a, s))
		return NULL;
	return arena_printf(r->arena, "请求%s的期限到%s为止，已经过了（依据：%s）。", s == MAY_REVIEW ? "复查" : "复核", day_short(r->arena, last_day(r, a, s), r->today),
			    s == MAY_REVIEW ? REVIEW_RULE : FINAL_RULE);
}

const char *petition_may_ask(struct req *r, const void *row)
{
	const char *why = matter_by_author(r, row);
	return why ? why : may_ask(r, row);
}

static const char *record_at(struct req *r, const struct appeal *a, enum stage s)
{
	const char *why = matter_not_own(r, a);
	return why ? why : not_at(r, a, s);
}

const char *petition_may_record(struct req *r, const void *row) { return record_at(r, row, MAY_REVIEW); }
const char *petition_may_give(struct req *r, const void *row) { return record_at(r, row, REVIEW_OWED); }
const char *petition_may_record_final(struct req *r, const void *row) { return record_at(r, row, MAY_FINAL); }
const char *petition_may_give_final(struct req *r, const void *row) { return record_at(r, row, FINAL_OWED); }

/* Is the last step a request that he made himself? It is not the union's to take back. */
static bool last_is_his(const struct appeal *a)
{
	if (a->final_asked)
		return !a->final_given && (a->own_asked & OWN_FINAL);
	return a->review_asked && !a->review_given && (a->own_asked & OWN_REVIEW);
}

const char *petition_may_take_back(struct req *r, const void *row)
{
	const struct appeal *a = row;
	const char *why = a->review_asked ? matter_not_own(r, row) : "还没有登记过复查。";
	if (why || !last_is_his(a))
		return why;
	return arena_printf(r->arena, "%s是信访人自己请求的，不能撤回；请登记书面答复（依据：%s）。", a->final_asked ? "复核" : "复查", a->final_asked ? FINAL_RULE : REVIEW_RULE);
}

/* Which of the steps has a button now. */
bool appeal_idle(const struct matter *m, const char *verb)
{
	static const struct {
		const char *verb;
		enum stage at;
	} steps[] = {{"review", MAY_REVIEW}, {"reviewed", REVIEW_OWED}, {"final", MAY_FINAL}, {"finaled", FINAL_OWED}};
	const struct appeal *a = (const void *)m;
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (strcmp(verb, steps[i].verb) == 0)
			return stage_of(a) != steps[i].at;
	if (strcmp(verb, "ask_review") == 0)
		return true; /* on the page of who raised it alone */
	return strcmp(verb, "unreview") == 0 && !(a->level == APPEAL_PETITION && a->review_asked && !last_is_his(a));
}

/* ---- the day, which may be before today ---- */

static bool has_day(const char *verb)
{
	return strcmp(verb, "review") == 0 || strcmp(verb, "reviewed") == 0 || strcmp(verb, "final") == 0 || strcmp(verb, "finaled") == 0;
}

static day day_given(struct req *r)
{
	day on;
	return day_parse(str_of(form_get(r, "on")), &on) ? on : 0;
}

void appeal_petition_inputs(struct buf *o, const struct form *f, const char *verb)
{
	struct req *r = f->r;
	bool typed = r->problems.n && r->word && strcmp(r->word, verb) == 0;
	if (!has_day(verb))
		return;
	tpl_appeal_petition_day(o, r, typed ? form_get(r, "on") : day_iso(r->arena, r->today),
				strcmp(verb, "review") == 0 || strcmp(verb, "final") == 0 ? "收到请求的日期" : "书面答复的日期");
}

void appeal_petition_read(struct req *r, const struct appeal *a, const char *verb)
{
	enum stage s = stage_of(a);
	if (strcmp(verb, "sort") == 0 && a->review_asked && a->level != APPEAL_PETITION)
		problem_add(&r->problems, "level", "已经请求复查，要继续按信访事项办理（依据：" REVIEW_RULE "）。请选“信访事项”。");
	if (!has_day(verb))
		return;
	day on = day_given(r), since = since_of(a, s);
	if (!on)
		problem_add(&r->problems, "on", "请填写日期，例如 2024-06-05。");
	else if (on > r->today)
		problem_add(&r->problems, "on", "日期不能晚于今天。");
	else if (s != NO_STAGE && s != PETITION_OVER && on < since)
		problem_add(&r->problems, "on", "日期不能早于%s。", day_short(r->arena, since, r->today));
	else if ((s == MAY_REVIEW || s == MAY_FINAL) && on > last_day(r, a, s))
		problem_add(&r->problems, "on", "请求的期限到%s为止，这一天已经过了（依据：%s）。", day_short(r->arena, last_day(r, a, s), r->today), s == MAY_REVIEW ? REVIEW_RULE : FINAL_RULE);
}

/* ---- clocks ---- */

static const struct rung rungs[] = {{"near", -2, TELL_UNION, "即将到期"}, {"over", 1, TELL_UNION | TELL_ABOVE, "逾期"}, {"far", 6, TELL_CHAIR | TELL_ABOVE, "逾期五个工作日以上"}, {0}};

static void arm(struct req *r, const struct appeal *a)
{
	day next = a->petition_due ? ladder_next(rungs, a->petition_due, r->today) : 0;
	if (next)
		due_set(r, &appeal_record, a->id, due_morning(next), "review_near");
}

static void tell_union(struct req *r, const struct appeal *a, const char *what, const char *body, const char *once)
{
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), a->unit, &(struct message){
		.title = arena_printf(r->arena, "信访事项 %s %s", a->number, what), .body = body, .urgent = true,
		.link = link_to(r, "/appeals/%lld", (long long)a->id), .once = once});
}

/* What the rung of today says; one that was set for an earlier clock finds none. */
bool petition_near(struct req *r, void *row, const void *before)
{
	const struct appeal *a = row;
	const struct rung *now = NULL;
	struct unit u;
	(void)before;
	for (const struct rung *g = rungs; a->petition_due && g->key; g++)
		if (deadline_step(a->petition_due, g->workdays) <= r->today)
			now = g;
	arm(r, a);
	if (!now)
		return true;
	const char *which = stage_of(a) == FINAL_OWED ? "复核意见" : "复查答复", *body = arena_printf(r->arena, "%s要在%s前作出。", which, day_short(r->arena, a->petition_due, r->today));
	const char *once = arena_printf(r->arena, "appeal.review.%lld.%s.%d", (long long)a->id, now->key, (int)a->petition_due);
	tell_union(r, a, arena_printf(r->arena, "的%s%s", which, now->title), body, once);
	if ((now->to & TELL_ABOVE) && unit_load(r->db, r->arena, a->unit, &u) && u.parent)
		message_send_role(r, HEADS, u.parent, &(struct message){.title = arena_printf(r->arena, "%s有信访事项%s%s", u.name, which, now->title), .body = body, .urgent = true, .once = once});
	return true;
}

static bool asked(struct req *r, struct appeal *a, day on)
{
	enum stage s = stage_of(a);
	*(s == MAY_REVIEW ? &a->review_asked : &a->final_asked) = on;
	a->petition_due = last_day(r, a, stage_of(a));
	arm(r, a);
	return true;
}

bool petition_asked(struct req *r, void *row, const void *before)
{
	struct appeal *a = row;
	const char *what = stage_of(a) == MAY_REVIEW ? "请求复查" : "请求复核";
	(void)before;
	if (a->mode == APPEAL_ANONYMOUS) /* no message tells the moment of somebody unknown */
		due_set(r, &appeal_record, a->id, due_morning(r->today + 1), "review_told");
	else
		tell_union(r, a, what, a->title, NULL);
	a->own_asked |= stage_of(a) == MAY_REVIEW ? OWN_REVIEW : OWN_FINAL;
	return asked(r, a, r->today);
}

bool petition_told(struct req *r, void *row, const void *before)
{
	const struct appeal *a = row;
	(void)before;
	tell_union(r, a, stage_of(a) == FINAL_OWED ? "请求复核" : "请求复查", a->title, NULL);
	return true;
}

bool petition_recorded(struct req *r, void *row, const void *before)
{
	(void)before;
	return asked(r, row, day_given(r));
}

bool petition_given(struct req *r, void *row, const void *before)
{
	struct appeal *a = row;
	bool last = stage_of(a) == FINAL_OWED;
	(void)before;
	*(last ? &a->final_given : &a->review_given) = day_given(r);
	*(last ? &a->final_reply : &a->review_reply) = form_get(r, "reason");
	a->petition_due = 0;
	tell_authors(r, &appeal_flow, (const struct matter *)a, matter_named(r, &appeal_flow, (const struct matter *)a, last ? "有了复核意见" : "有了复查答复"), a->title);
	return true;
}

/* The last of what was recorded; who raised it hears which, and why. */
bool petition_taken_back(struct req *r, void *row, const void *before)
{
	struct appeal *a = row;
	const char *what = a->final_given ? "复核意见" : a->final_asked ? "复核请求" : a->review_given ? "复查答复" : "复查请求";
	(void)before;
	if (a->final_given) {
		a->final_given = 0;
		a->final_reply = "";
	} else if (a->final_asked) {
		a->final_asked = 0;
	} else if (a->review_given) {
		a->review_given = 0;
		a->review_reply = "";
	} else {
		a->review_asked = 0;
	}
	tell_authors(r, &appeal_flow, (const struct matter *)a, matter_named(r, &appeal_flow, (const struct matter *)a, arena_printf(r->arena, "登记的%s已撤回", what)), form_get(r, "reason"));
	enum stage s = stage_of(a);
	a->petition_due = s == REVIEW_OWED || s == FINAL_OWED ? last_day(r, a, s) : 0;
	arm(r, a);
	return true;
}

const char *appeal_review_owed(const struct appeal *a)
{
	return stage_of(a) == REVIEW_OWED ? "已经请求复查，还没有复查答复（" REVIEW_RULE "）。" :
	       stage_of(a) == FINAL_OWED ? "已经请求复核，还没有复核意见（" FINAL_RULE "）。" : NULL;
}

const struct step_kind appeal_petition_steps[] = {
	{"ask_review", NULL, IN_TEXT, false, "请求什么、理由是什么", NULL, NULL},
	{"review", NULL, IN_TEXT, false, "请求的内容和理由", "收到书面答复以后 30 日内可以请求复查，逾期的不再登记。", NULL},
	{"reviewed", NULL, IN_TEXT, false, "复查答复", "写明复查机关、文号和结论；信访人看得到。", NULL},
	{"final", NULL, IN_TEXT, false, "请求的内容和理由", "收到复查答复以后 30 日内可以请求复核，逾期的不再登记。", NULL},
	{"finaled", NULL, IN_TEXT, false, "复核意见", "写明复核机关、文号和结论；信访人看得到。以后同一事实和理由不再受理。", NULL},
	{"unreview", NULL, IN_TEXT, false, "理由", "只撤回最近登记的一步。", NULL},
	{0},
};

/* ---- as it is shown ---- */

static const char *by_day(struct req *r, day d)
{
	return day_short(r->arena, d, r->today);
}

static void add(struct req *r, struct petition_view *v, const char *label, const char *text, bool owed, const char *rule)
{
	(void)r;
	v->lines[v->n++] = (struct petition_line){label, text, rule, owed};
}

/* One of asking and answering: done, running, or still ahead. */
static const char *line_of(struct req *r, const struct appeal *a, enum stage s, day done, const char *done_as, const char *ahead, const char *over)
{
	if (done)
		return arena_printf(r->arena, "%s，%s", by_day(r, done), done_as);
	if (stage_of(a) != s)
		return ahead;
	struct deadline d = period(r, a, s);
	if (over && r->today > deadline_due(&d, NULL))
		return over;
	return arena_printf(r->arena, "%s前，%s", by_day(r, deadline_due(&d, NULL)), deadline_left_text(r->arena, &d, r->today));
}

void appeal_petition_view(struct req *r, const struct appeal *a, struct petition_view *v)
{
	enum stage s = stage_of(a);
	struct deadline d = matter_deadline(r, "appeal", (const struct matter *)a);
	*v = (struct petition_view){.r = r, .a = a, .review_reply = a->review_given ? a->review_reply : "", .final_reply = a->final_given ? a->final_reply : ""};
	if (a->level != APPEAL_PETITION)
		return;
	bool refused = a->state == MATTER_REFUSED && !a->noticed_on;
	add(r, v, "告知受理", a->noticed_on ? arena_printf(r->arena, "%s，已告知", by_day(r, a->noticed_on)) : refused ? "不予受理，已告知理由" :
	    arena_printf(r->arena, "%s前书面告知是否受理", by_day(r, appeal_notice_day(r, a))), !a->noticed_on && !refused, "第二十二条，15 日");
	add(r, v, "办理答复", a->replied_on ? arena_printf(r->arena, "%s，已答复", by_day(r, a->replied_on)) :
	    a->due ? arena_printf(r->arena, "%s前，%s", by_day(r, a->due), deadline_left_text(r->arena, &d, r->today)) : "受理后 60 日内", !a->replied_on, "第三十四条，60 日，可延长 30 日");
	add(r, v, "请求复查", line_of(r, a, MAY_REVIEW, a->review_asked, "请求", "收到答复以后 30 日内可以请求", "30 日内没有请求"), false, "第三十五条，30 日");
	add(r, v, "复查答复", line_of(r, a, REVIEW_OWED, a->review_given, "已答复", "收到请求以后 30 日内", NULL), s == REVIEW_OWED, "第三十五条，30 日");
	add(r, v, "请求复核", line_of(r, a, MAY_FINAL, a->final_asked, "请求", "收到复查答复以后 30 日内可以请求", "30 日内没有请求"), false, "第三十六条，30 日");
	add(r, v, "复核意见", line_of(r, a, FINAL_OWED, a->final_given, "已作出，程序终结", "收到请求以后 30 日内", NULL), s == FINAL_OWED, "第三十六条，30 日");
	v->may_ask = (s == MAY_REVIEW || s == MAY_FINAL) && !may_ask(r, a);
	v->asks = s == MAY_FINAL ? "请求复核" : "请求复查";
	v->until = v->may_ask ? by_day(r, last_day(r, a, s)) : "";
	v->rule = s == MAY_FINAL ? FINAL_RULE : REVIEW_RULE;
}
