/* The table of terms, and who is told when one nears its end. */
#include "modules/committees/terms.h"

#include <string.h>

#include "committees.sql.h"
#include "kernel/flow.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "kernel/unit.h"

const struct choice term_kinds[] = {
	{TERM_UNION, "工会委员会", NULL}, {TERM_STANDING, "常务委员会", NULL}, {TERM_AUDIT, "经费审查委员会", NULL}, {TERM_WOMEN, "女职工委员会", NULL},
	{TERM_POST, "任职", NULL}, {TERM_DIRECTOR, "职工董事、监事", NULL}, {TERM_REP, "职工代表", NULL}, {TERM_CONTRACT, "集体合同", NULL},
	{TERM_ASSEMBLY, "会员大会", NULL}, {0},
};

void term_put(struct req *r, const struct term *t)
{
	q_term_put(r->db, t->record, t->row_id, t->unit, t->kind, t->label, t->holder ? t->holder : "", t->since, t->until, t->ended_on);
}

void term_drop(struct req *r, const char *record, int64_t row_id)
{
	q_term_drop(r->db, record, row_id);
}

struct term *terms_find(struct req *r, const struct term_query *q, size_t *n)
{
	const char *end = path_end(r->arena, q->path);
	int64_t from = q->kind, to = q->kind ? q->kind : INT64_MAX;
	struct terms_below *rows =
		q->many ? q_terms_walk(r->db, r->arena, q->path, end, q->on, q->first, q->last, from, to, q->after_until, q->after_id, q->most, n)
			: q_terms_below(r->db, r->arena, q->path, end, q->on, q->first, q->last, from, to, q->after_until, q->after_id, q->most, n);
	struct term *out = NEW_N(r->arena, struct term, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct term){rows[i].record, rows[i].row_id, rows[i].unit, rows[i].unit_name, rows[i].kind, rows[i].label, rows[i].holder,
				       rows[i].since, rows[i].until, 0};
	return out;
}

/* ---- posts have terms too ---- */

void terms_heard(struct req *r, const struct record *record, const void *before, const void *row)
{
	const struct post_row *p = row;
	(void)before;
	if (record != &post_record)
		return;
	if (!p->until || p->until < p->since) {
		term_drop(r, "post", p->id); /* open, or taken back on its first day */
		return;
	}
	const char *title = *p->title ? p->title : choice_label(role_choices, p->role);
	/* A post past its last day has ended by itself: it is warned of, never overdue. */
	term_put(r, &(struct term){.record = "post", .row_id = p->id, .unit = p->unit, .kind = p->role == ROLE_REP ? TERM_REP : TERM_POST, .label = title, .since = p->since,
		 .holder = record_title(r->db, r->arena, &person_record, p->person), .until = p->until,
		 .ended_on = p->until + 1});
}

/* ---- reminders, once a day ---- */

void term_rungs(struct req *r, int64_t unit, int64_t days[TERM_RUNGS])
{
	static const char *const names[TERM_RUNGS] = {"committee.warn_first", "committee.warn_second", "committee.warn_third"};
	for (int i = 0; i < TERM_RUNGS; i++)
		days[i] = policy_get(r, names[i], unit, r->today).value;
}

const char *term_home(struct req *r, const char *record, int64_t row_id)
{
	const struct flow *f = flow_of(r->app, record);
	return f && strcmp(record, "post") != 0 ? flow_home(r->arena, f, row_id < 0 ? -row_id : row_id) : NULL;
}

/* What is said of a kind: before its last day and after it. */
static const struct words {
	int64_t kind;
	const char *near, *ends, *next, *over, *not_yet;
	bool last_rung; /* comes every year: said once, shortly before */
} words[] = {
	{TERM_CONTRACT, "合同将到期", "届满", "请在期满前三个月内协商续订（《集体合同规定》第三十八条）。", "合同已经到期", "登记续订", false},
	{TERM_ASSEMBLY, "该召开会员大会了", "到期", "每年至少召开一次（《中国工会章程》第二十六条）。", "会员大会超期未开", "登记召开", true},
	{TERM_POST, "届期将满", "届满", "请按期办理续任或卸任。", "已经届满", "换届", false},
	{0, "届期将满", "届满", "请按期准备换届。", "已经届满", "换届", false},
};

static const struct words *words_of(int64_t kind)
{
	const struct words *w = words;
	while (w->kind && w->kind != kind)
		w++;
	return w;
}

static const char *link_of(struct req *r, const struct terms_near *t)
{
	const char *home = term_home(r, t->record, t->row_id);
	return home ? home : link_to(r, "/terms?unit=%lld", (long long)t->unit);
}

/* The farthest rung that is reached: a later one sends again, because its key is another. */
static void tell_near(struct req *r, const struct terms_near *t)
{
	int64_t days[TERM_RUNGS];
	const struct words *w = words_of(t->kind);
	int reached = -1;
	term_rungs(r, t->unit, days);
	for (int i = 0; i < TERM_RUNGS; i++)
		if (t->until - r->today <= days[i])
			reached = i;
	if (reached < 0 || (w->last_rung && reached < TERM_RUNGS - 1))
		return;
	message_send_role(r, BIT(ROLE_CHAIR) | BIT(ROLE_CADRE), t->unit, &(struct message){
		.title = w->near, .link = link_of(r, t), .urgent = reached == TERM_RUNGS - 1,
		.body = arena_printf(r->arena, "%s%s于%s%s，还有 %lld 天。%s", t->label, t->holder, day_cn(r->arena, t->until), w->ends,
				     (long long)(t->until - r->today), w->next),
		.once = arena_printf(r->arena, "term.%s.%lld.%d.%d", t->record, (long long)t->row_id, (int)t->until, reached)});
}

/* Its last day is over and nobody followed: the union and the one above it hear of it, once. */
static void tell_over(struct req *r, const struct terms_near *t)
{
	struct unit u;
	const struct words *w = words_of(t->kind);
	struct message m = {.title = w->over, .link = link_of(r, t), .urgent = true,
		.body = arena_printf(r->arena, "%s的%s已于%s%s，还没有%s。", unit_name(r->db, r->arena, t->unit), t->label, day_cn(r->arena, t->until), w->ends,
				     w->not_yet),
		.once = arena_printf(r->arena, "term.%s.%lld.%d.over", t->record, (long long)t->row_id, (int)t->until)};
	message_send_role(r, BIT(ROLE_CHAIR) | BIT(ROLE_CADRE), t->unit, &m);
	if (t->kind <= TERM_WOMEN && unit_load(r->db, r->arena, t->unit, &u) && u.parent)
		message_send_role(r, HEADS, u.parent, &m);
}

enum { FARTHEST = 400, LATE = 60 /* days: what is older was told long ago */ };

void terms_tick(struct req *r)
{
	const char *today = day_iso(r->arena, r->today);
	day after = 0;
	int64_t id = 0;
	size_t n;
	if (strcmp(q_terms_reminded(r->db, r->arena), today) == 0)
		return;
	q_terms_reminded_set(r->db, today);
	do {
		struct terms_near *t = q_terms_near(r->db, r->arena, r->today - LATE, r->today + FARTHEST, after, id, &n);
		for (size_t i = 0; i < n; i++) {
			if (t[i].until >= r->today)
				tell_near(r, &t[i]);
			else
				tell_over(r, &t[i]);
			after = t[i].until;
			id = t[i].row_id;
		}
	} while (n == 500);
}
