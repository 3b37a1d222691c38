/*
 * The ladder of reminders, once a day: before the due day to the owner; the day
 * after it to the owner and the chair; five working days after it to the union
 * that issued the plan. Keys keep a message from being sent twice.
 */
#include <string.h>

#include "kernel/jobs.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/follow/lift.h"
#include "modules/follow/supervise.h"
#include "text/calendar.h"

enum {
	PATIENCE = 5, /* working days overdue until the superior hears of it */
	MOST_NEAR = 60 /* working days before the due day; no union begins earlier */
};

int64_t follow_reminded_at_once = 200;

struct rung {
	day from, to; /* due days it speaks of */
	const char *key;
	void (*tell)(struct req *r, const struct task *t, struct message *m);
};

static day near_day(struct req *r, int64_t days)
{
	return deadline_add_workdays(r->today, (int)days, NULL);
}

static void to_owner(struct req *r, const struct task *t, struct message *m)
{
	if (t->due > near_day(r, policy_get(r, "follow.near_days", t->unit, r->today).value))
		return; /* another union begins so early */
	m->title = "任务临期";
	m->body = arena_printf(r->arena, "“%s”%s到期，剩 %d 个工作日。", t->title, day_short(r->arena, t->due, r->today),
			       workdays_between(r->today, t->due, NULL));
	m->person = t->owner;
	if (m->person)
		message_send(r, m);
	else
		message_send_role(r, BIT(ROLE_CHAIR) | BIT(ROLE_CADRE), t->unit, m);
}

static void to_chair(struct req *r, const struct task *t, struct message *m)
{
	m->title = "任务逾期";
	m->body = arena_printf(r->arena, "“%s”应于%s完成，已逾期。请抓紧办理，或说明情况。", t->title,
			       day_short(r->arena, t->due, r->today));
	m->urgent = true;
	m->person = t->owner;
	if (m->person)
		message_send(r, m);
	message_send_role(r, BIT(ROLE_CHAIR), t->unit, m);
}

static void to_superior(struct req *r, const struct task *t, struct message *m)
{
	const struct plan *p = record_load(r->db, r->arena, &plan_record, t->plan);
	if (!p || p->unit == t->unit)
		return;
	m->title = "下级任务逾期";
	m->body = arena_printf(r->arena, "%s的“%s”逾期已超过 %d 个工作日，可发督办单。", unit_name(r->db, r->arena, t->unit), t->title,
			       PATIENCE);
	message_send_role(r, HEADS, p->unit, m);
}

/* Where the reminding of a day stands: which rung, and behind which task, in order of their days. It goes in steps, for all else waits meanwhile. */
struct climb {
	size_t rung;
	int64_t due, after;
};

/* "2024-06-05" when the day is over, "2024-06-05 1 19870 4711" under way. False: it is over. */
static bool climb_read(const char *said, const char *today, struct climb *out)
{
	struct str rest = str_of(said), on = str_cut(&rest, ' '), rung = str_cut(&rest, ' '), due = str_cut(&rest, ' ');
	int64_t n = 0;
	*out = (struct climb){0};
	if (!str_is(on, today))
		return true;
	if (!rung.n)
		return false;
	if (str_int(rung, &n) && str_int(due, &out->due) && str_int(rest, &out->after))
		out->rung = (size_t)n;
	return true;
}

/* One step of a rung; true when the rung has no more. */
static bool climb(struct req *r, const struct rung *g, struct climb *at)
{
	size_t n;
	struct follow_tasks_due *due = q_follow_tasks_due(r->db, r->arena, at->due > g->from ? (day)at->due : g->from, g->to, at->due, at->after, follow_reminded_at_once, &n);
	for (size_t i = 0; i < n; i++) {
		const struct task *t = record_load(r->db, r->arena, &task_record, due[i].id);
		struct progress p = task_progress(r, t, 0);
		struct message m = {.link = link_to(r, "/tasks/%lld", (long long)t->id),
				    .once = arena_printf(r->arena, "%s.%lld.%d", g->key, (long long)t->id, (int)t->due)};
		if (ratio_cmp(p.done, ratio_of(1, 1)) < 0)
			g->tell(r, t, &m);
		at->due = due[i].due;
		at->after = due[i].id;
	}
	return (int64_t)n < follow_reminded_at_once;
}

/* The last day that lies n working days back. */
static day workdays_back(day today, int n)
{
	day d = today;
	while (n > 0)
		n -= calendar_is_workday(d--);
	return d;
}

void follow_tick(struct req *r)
{
	const char *today = day_iso(r->arena, r->today);
	struct climb at;
	if (!climb_read(q_follow_reminded(r->db, r->arena), today, &at))
		return;
	int64_t usual = policy_get(r, "follow.near_days", 0, r->today).value, most = q_follow_near_most(r->db, r->today);
	day near = near_day(r, most > usual ? most < MOST_NEAR ? most : MOST_NEAR : usual);
	day late = workdays_back(r->today, PATIENCE);
	const struct rung ladder[] = {
		{r->today, near, "follow.near", to_owner},
		{r->today - 30, r->today - 1, "follow.over", to_chair},
		{late - 30, late, "follow.superior", to_superior},
	};
	enum { RUNGS = sizeof(ladder) / sizeof(ladder[0]) };
	while (at.rung < RUNGS && climb(r, &ladder[at.rung], &at))
		at = (struct climb){at.rung + 1, 0, 0};
	if (at.rung >= RUNGS) {
		q_follow_reminded_set(r->db, today);
		lifts_end(r);
		return;
	}
	q_follow_reminded_set(r->db, arena_printf(r->arena, "%s %d %lld %lld", today, (int)at.rung, (long long)at.due, (long long)at.after));
	jobs_go_on(r->app, follow_tick);
}
