/* Why a move of a matter is not possible yet, and what else it writes. */
#include <string.h>

#include "base/fault.h"
#include "engines/matter_inside.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "matter.sql.h"
#include "secret/id.h"

/* ---- who ---- */

bool is_author(struct req *r, const struct flow *f, const struct matter *m)
{
	size_t n;
	if (!r->who)
		return false;
	if (m->author == r->who->person)
		return true;
	struct matter_author_list *a = q_matter_author_list(r->db, r->arena, f->record->name, m->id, PARTY_AUTHOR, &n);
	for (size_t i = 0; i < n; i++)
		if (a[i].person == r->who->person)
			return true;
	return false;
}

bool may_at(struct req *r, const char *what, int64_t unit)
{
	return r->system || (unit && may(r, right_name(r, r->flow, what), unit));
}

const char *matter_by_lead(struct req *r, const void *row)
{
	const struct matter *m = row;
	return may_at(r, "handle", m->lead) ? NULL : arena_printf(r->arena, "由%s办理。", lead_name(r, m));
}

const char *matter_by_union(struct req *r, const void *row)
{
	const struct matter *m = row;
	return may_at(r, "sort", m->unit) ? NULL : arena_printf(r->arena, "由%s办理。", unit_name(r->db, r->arena, m->unit));
}

const char *matter_by_author(struct req *r, const void *row)
{
	const struct matter *m = row;
	return r->system || (r->who && r->who->person == m->author) ? NULL : "只有提出人可以办理这一步。";
}

const char *matter_not_own(struct req *r, const void *row)
{
	const struct matter *m = row;
	bool own = !r->system && is_author(r, r->flow, m);
	return own ? "这是你提出的事项，请由别的工会干部办理。" : matter_by_union(r, row);
}

/* At the sorting table it is the owner's union that sends; sent to a union, that one may pass it on. */
const char *matter_may_send(struct req *r, const void *row)
{
	const struct matter *m = row;
	if (!r->system && is_author(r, r->flow, m))
		return "这是你提出的事项，请由别的工会干部分派。";
	if (m->state == MATTER_SENT && may_at(r, "sort", m->lead))
		return NULL;
	return matter_by_union(r, row);
}

const char *of_module(struct req *r, const struct matter *m, const char *verb)
{
	const struct matters *of = matters_of(r->flow);
	return of->missing ? of->missing(r, m, verb) : NULL;
}

static const char *owed(struct req *r, const struct matter *m, const char *verb)
{
	const struct matters *of = matters_of(r->flow);
	return of->owed ? of->owed(r, m, verb) : NULL;
}

/* ---- when ---- */

const char *matter_may_merge(struct req *r, const void *row)
{
	const char *why = matter_not_own(r, row);
	return why ? why : owed(r, row, "merge");
}

const char *matter_may_refuse(struct req *r, const void *row)
{
	const char *why = matter_not_own(r, row);
	return why ? why : owed(r, row, "refuse");
}

const char *matter_may_withdraw(struct req *r, const void *row)
{
	const char *why = matter_by_author(r, row);
	return why ? why : owed(r, row, "withdraw");
}

const char *matter_may_pause(struct req *r, const void *row)
{
	const struct matter *m = row;
	if (!m->due || m->due < r->today)
		return "已经逾期，不能再暂停计时。";
	return matter_by_lead(r, row);
}

const char *matter_may_extend(struct req *r, const void *row)
{
	const struct matter *m = row;
	if (m->extra)
		return "已经延过一次，不能再延。";
	if (m->due && m->due < r->today)
		return "已经逾期；延期要在到期前批准。";
	return matter_by_union(r, row);
}

const char *matter_may_reply(struct req *r, const void *row)
{
	const struct matter *m = row;
	if ((matters_of(r->flow)->steps & MATTER_TALK) && !m->talked_on)
		return "请先与提出人沟通，并记录下来。";
	const char *why = matter_by_lead(r, row);
	return why ? why : of_module(r, m, "reply");
}

/* The co-unit of the asker that has not signed yet; 0: none. */
static int64_t my_co_unit(struct req *r, const struct matter *m)
{
	size_t n;
	struct matter_co_of *co = q_matter_co_of(r->db, r->arena, r->flow->record->name, m->id, &n);
	for (size_t i = 0; i < n; i++)
		if (!co[i].given_on && may_at(r, "handle", co[i].unit))
			return co[i].unit;
	return 0;
}

const char *matter_may_cosign(struct req *r, const void *row)
{
	return my_co_unit(r, row) ? NULL : "没有等你会签的意见。";
}

/* The head signs, also what he wrote himself; others only what somebody else wrote. */
const char *matter_may_sign(struct req *r, const void *row)
{
	const struct matter *m = row;
	const char *why = cosign_missing(r, m);
	if (why)
		return why;
	bool head = r->who && (has_role(r->who, ROLE_CHAIR) || has_role(r->who, ROLE_FEDERATION));
	if (!r->system && !head && r->who && r->who->person == m->drafter)
		return arena_printf(r->arena, "%s由你起草，请由本部门另一位负责人或工会主席签发。", answer_of(matters_of(r->flow)));
	return may_at(r, "sign", m->lead) || may_at(r, "sign", m->unit) ? NULL : "由承办单位负责人签发。";
}

const char *matter_may_again(struct req *r, const void *row)
{
	return r->system ? NULL : matter_not_own(r, row);
}

const char *matter_may_call(struct req *r, const void *row)
{
	const struct matter *m = row;
	if (r->system || !r->who || (m->drafter != r->who->person && m->signer != r->who->person))
		return NULL;
	return "这件事由你经办或签发，请由没有经办的工会干部回访。";
}

const char *matter_may_end(struct req *r, const void *row)
{
	const struct matter *m = row;
	if (!r->system && is_author(r, r->flow, m))
		return "这是你提出的事项，请由别的工会干部办结。";
	if (!r->system && r->who && m->drafter == r->who->person)
		return "这件事由你经办，请由没有经办的工会干部质检办结。";
	const char *why = matter_missing(r, m);
	return why ? why : owed(r, m, "close");
}

const char *matter_may_close(struct req *r, const void *row)
{
	const char *why = matter_may_end(r, row);
	return why ? why : of_module(r, row, "close");
}

const char *matter_with_lead(struct req *r, const void *row)
{
	const struct matter *m = row;
	(void)r;
	return m->lead && (MATTER_OPEN & 1u << m->state) ? NULL : "现在没有单位在办。";
}

const char *matter_is_handled(struct req *r, const void *row)
{
	const struct matter *m = row;
	(void)r;
	return m->lead && (m->state == MATTER_WORKING || m->state == MATTER_PAUSED) ? NULL : "现在没有单位在办。";
}

const char *matter_is_answered(struct req *r, const void *row)
{
	const struct matter *m = row;
	(void)r;
	return m->lead && (MATTER_ANSWERED & 1u << m->state) ? NULL : "还没有答复。";
}

/* ---- messages ---- */

static const char *link_of(struct req *r, const struct flow *f, const struct matter *m)
{
	return flow_home(r->arena, f, m->id);
}

void tell_lead(struct req *r, const struct flow *f, const struct matter *m, const char *title, const char *body, bool urgent)
{
	const struct right *x = right_of(r->app, right_name(r, f, "handle"));
	message_send_role(r, x->here, m->lead, &(struct message){.title = title, .body = body, .link = link_of(r, f, m), .urgent = urgent});
}

void tell_authors(struct req *r, const struct flow *f, const struct matter *m, const char *title, const char *body)
{
	size_t n;
	struct matter_author_list *a = q_matter_author_list(r->db, r->arena, f->record->name, m->id, PARTY_AUTHOR, &n);
	for (size_t i = 0; i < n; i++)
		message_send(r, &(struct message){.person = a[i].person, .title = title, .body = body, .link = link_of(r, f, m)});
}

const char *matter_named(struct req *r, const struct flow *f, const struct matter *m, const char *what)
{
	return arena_printf(r->arena, "%s %s %s", matters_of(f)->noun, m->number, what);
}

/* ---- what else is written ---- */

/* The step has looked at the unit of the form and written the co-units. */
bool matter_sent(struct req *r, void *row, const void *before)
{
	struct matter *m = row;
	const struct matter *was = before;
	int64_t from = was->state == MATTER_SENT ? was->lead : m->unit;
	const char *record = r->flow->record->name;
	if (was->state == MATTER_WORKING)
		q_matter_leg_all_back(r->db, record, m->id, r->today);
	m->lead = unit_given(r, was);
	q_matter_leg_add(r->db, id_new(), record, m->id, from, m->lead);
	if (from != m->unit) /* the union in between goes on reading it */
		party_unit(r, r->flow->record, m->id, PARTY_CO, from);
	m->sent_on = r->today;
	if (matters_of(r->flow)->from_dispatch && !m->started)
		matter_limit(r, r->flow, m, r->today);
	m->drafter = 0;
	tell_lead(r, r->flow, m, matter_named(r, r->flow, m, "待签收"), m->title, false);
	return true;
}

/* Back to who sent it: the unit in between, or the sorting table. */
bool matter_bounced(struct req *r, void *row, const void *before)
{
	struct matter *m = row;
	struct matter_leg_last leg;
	const char *record = r->flow->record->name;
	(void)before;
	if (!q_matter_leg_last(r->db, r->arena, record, m->id, &leg)) {
		refuse(r, 409, "没有找到分派的记录。");
		return false;
	}
	q_matter_leg_back(r->db, leg.id, r->today);
	m->lead = leg.from_unit == m->unit ? 0 : leg.from_unit;
	m->sent_on = m->lead ? r->today : 0;
	bool up = m->lead != 0;
	if (up != (m->state == MATTER_SENT)) { /* the step chooses the verb by the leg */
		refuse(r, 409, "请从页面上退回。");
		return false;
	}
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), up ? m->lead : m->unit, &(struct message){
		.title = matter_named(r, r->flow, m, "被退回"), .body = m->title, .link = link_of(r, r->flow, m)});
	return true;
}

bool matter_urged(struct req *r, void *row, const void *before)
{
	const struct matter *m = row;
	(void)before;
	tell_lead(r, r->flow, m, arena_printf(r->arena, "催办：%s %s", matters_of(r->flow)->noun, m->number), "提出人催办", true);
	return true;
}

bool matter_paused(struct req *r, void *row, const void *before)
{
	struct matter *m = row;
	(void)before;
	q_matter_pause_add(r->db, id_new(), r->flow->record->name, m->id, r->today, form_get(r, "reason"));
	m->due = 0;
	return true;
}

bool matter_resumed(struct req *r, void *row, const void *before)
{
	struct matter *m = row;
	(void)before;
	q_matter_pause_end(r->db, r->flow->record->name, m->id, r->today - 1); /* this day counts again */
	recompute_due(r, r->flow, m);
	return true;
}

bool matter_extended(struct req *r, void *row, const void *before)
{
	struct matter *m = row;
	(void)before;
	m->extra = form_int(r, "days");
	recompute_due(r, r->flow, m);
	tell_lead(r, r->flow, m, matter_named(r, r->flow, m, "已延期"), m->title, false);
	return true;
}

bool matter_replied(struct req *r, void *row, const void *before)
{
	struct matter *m = row;
	(void)before;
	m->drafter = r->who ? r->who->person : 0;
	m->signer = 0;
	q_matter_co_anew(r->db, r->flow->record->name, m->id);
	return true;
}

/* For every co-unit of the asker that has not spoken yet. */
bool matter_cosigned(struct req *r, void *row, const void *before)
{
	const struct matter *m = row;
	const char *record = r->flow->record->name;
	size_t n;
	struct matter_co_of *co = q_matter_co_of(r->db, r->arena, record, m->id, &n);
	(void)before;
	for (size_t i = 0; i < n; i++)
		if (!co[i].given_on && may_at(r, "handle", co[i].unit))
			q_matter_co_say(r->db, record, m->id, co[i].unit, form_get(r, "reason"), r->who ? r->who->person : 0, r->today);
	return true;
}

bool matter_unsigned(struct req *r, void *row, const void *before)
{
	struct matter *m = row;
	(void)before;
	tell_lead(r, r->flow, m, matter_named(r, r->flow, m, arena_printf(r->arena, "的%s要修改", answer_of(matters_of(r->flow)))), m->title, false);
	return true;
}

bool matter_signed(struct req *r, void *row, const void *before)
{
	struct matter *m = row;
	const struct matter *was = before;
	m->signer = r->who ? r->who->person : 0;
	m->replied_on = r->today;
	m->in_time = !was->due || r->today <= was->due ? 1 : 2;
	m->rating = m->rated = m->pleased = 0;
	m->called_on = 0;
	tell_authors(r, r->flow, m, matter_named(r, r->flow, m, matters_of(r->flow)->answer ? arena_printf(r->arena, "已有%s", answer_of(matters_of(r->flow))) : "已答复，请评价"), m->title);
	joined_answered(r, r->flow, m);
	return true;
}

bool matter_closed(struct req *r, void *row, const void *before)
{
	struct matter *m = row;
	(void)before;
	m->closed_on = r->today;
	tell_authors(r, r->flow, m, matter_named(r, r->flow, m, "已办结"), m->title);
	return true;
}

bool matter_reopened(struct req *r, void *row, const void *before)
{
	(void)r;
	(void)before;
	((struct matter *)row)->closed_on = 0;
	return true;
}

/* ---- the ladder ---- */

static void tell_rung(struct req *r, const struct flow *f, const struct matter *m, const struct rung *g)
{
	struct unit u = {0};
	struct message x = {.title = matter_named(r, f, m, g->title), .body = m->title, .link = link_of(r, f, m), .urgent = g->workdays > 0,
			    .once = arena_printf(r->arena, "%s.%lld.%s.%d", f->record->name, (long long)m->id, g->key, (int)m->due)};
	if ((g->to & TELL_LEAD) && m->lead)
		message_send_role(r, right_of(r->app, right_name(r, f, "handle"))->here, m->lead, &x);
	if (g->to & (TELL_UNION | TELL_CHAIR))
		message_send_role(r, g->to & TELL_UNION ? BIT(ROLE_CADRE) | BIT(ROLE_CHAIR) : BIT(ROLE_CHAIR), m->unit, &x);
	if ((g->to & TELL_ABOVE) && unit_load(r->db, r->arena, m->unit, &u) && u.parent)
		message_send_role(r, HEADS, u.parent, &x);
}

/* Tells what today's rung says; matter_after sets the next one. */
bool matter_reminded(struct req *r, void *row, const void *before)
{
	const struct matter *m = row;
	const struct rung *today = NULL;
	(void)before;
	for (const struct rung *g = matters_of(r->flow)->ladder; m->due && g->key; g++)
		if (deadline_step(m->due, g->workdays) <= r->today)
			today = g;
	if (today)
		tell_rung(r, r->flow, m, today);
	if (m->state == MATTER_SENT && m->sent_on && r->today > deadline_step(m->sent_on, 1))
		tell_rung(r, r->flow, m, &(struct rung){"unsigned", 0, TELL_LEAD | TELL_UNION, "一个工作日没有签收"});
	return true;
}
