#include "modules/overview/recent.h"

#include <string.h>

#include "http/icon.h"
#include "kernel/unit.h"
#include "modules/activities/activities.h"
#include "overview.sql.h"

/* Whose steps are news; parts of a plan are not. */
static const struct {
	const struct flow *flow;
	const char *icon;
} news[] = {
	{&plan_flow, ICON("list-tree")}, {&task_flow, ICON("list-check")}, {&activity_flow, ICON("calendar-event")},
	{&evidence_flow, ICON("paperclip")}, {&report_flow, ICON("report")}, {&supervision_flow, ICON("alert-octagon")},
	{&receipt_flow, ICON("mail-opened")},
};
enum { ROUNDS = 8 };
enum { N_NEWS = sizeof(news) / sizeof(news[0]) };

static const char *verb_of(const struct flow *f, const char *verb)
{
	for (const struct move *m = f->moves; m->verb; m++)
		if (strcmp(m->verb, verb) == 0)
			return m->label;
	return strcmp(verb, "create") == 0 ? (f == &receipt_flow ? "下达" : "登记") : NULL; /* mere edits are no news */
}

static bool is_inside(const struct flow *f, int64_t state)
{
	return f == &report_flow || (f == &plan_flow && state != PLAN_ISSUED && state != PLAN_CLOSED) ||
	       (f == &task_flow && state == TASK_DRAFT);
}

/* "9:40" today, "昨天 9:40", else the day. */
static const char *when_of(struct req *r, instant at)
{
	day on = day_of_instant(at);
	const char *time = instant_text(r->arena, at) + 11;
	if (on == r->today)
		return time;
	return on == r->today - 1 ? arena_printf(r->arena, "昨天 %s", time) : day_short(r->arena, on, r->today);
}

static const char *href_of(struct req *r, const struct flow *f, int64_t id)
{
	const struct receipt *c = f == &receipt_flow ? record_load(r->db, r->arena, &receipt_record, id) : NULL;
	if (c)
		return link_to(r, "/plans/%lld", (long long)c->plan);
	struct str home = str_of(f->home);
	size_t at = str_find(home, "%");
	return at == SIZE_MAX ? f->home : arena_printf(r->arena, "%.*s%lld", (int)at, home.p, (long long)id);
}

/* The same step on many rows at once (tasks handed down) is told once, and of one row its last step. */
static bool same_step(const struct overview_recent *a, const struct overview_recent *b)
{
	if (strcmp(a->record, b->record) == 0 && a->row_id == b->row_id)
		return true;
	return a->actor == b->actor && strcmp(a->record, b->record) == 0 && strcmp(a->verb, b->verb) == 0 &&
	       a->recorded_at == b->recorded_at;
}

static bool describe(struct req *r, const struct desk *d, const struct overview_recent *e, struct home_recent *out)
{
	for (size_t i = 0; i < N_NEWS; i++) {
		const struct flow *f = news[i].flow;
		const char *what = strcmp(f->record->name, e->record) == 0 ? verb_of(f, e->verb) : NULL;
		if (!what || (!d->staff && is_inside(f, e->to_state)))
			continue;
		const struct choice *to = choice_of(record_field(f->record, "state")->choices, e->to_state);
		const char *title = f == &receipt_flow ? "" : record_title(r->db, r->arena, f->record, e->row_id);
		*out = (struct home_recent){
			.who = e->actor ? record_title(r->db, r->arena, &person_record, e->actor) : "系统",
			.what = arena_printf(r->arena, "%s%s", what, *title ? "：" : " "),
			.title = *title ? title : f->record->label, .href = href_of(r, f, e->row_id),
			.when = when_of(r, e->recorded_at), .icon = news[i].icon, .tone = to && to->tone ? to->tone : "mute"};
		return true;
	}
	return false;
}

struct home_recent *recent_events(struct req *r, const struct desk *d, size_t most, size_t *n)
{
	struct home_recent *out = NEW_N(r->arena, struct home_recent, most);
	struct overview_recent last = {.record = "", .verb = ""};
	int64_t before = INT64_MAX;
	size_t all = 1;
	*n = 0;
	/* much else is written down at a unit: a bounded look back over it */
	for (int round = 0; round < ROUNDS && all && *n < most; round++) {
		struct overview_recent *e = q_overview_recent(r->db, r->arena, d->unit, before, &all);
		for (size_t i = 0; i < all && *n < most; i++) {
			if (!same_step(&e[i], &last))
				*n += describe(r, d, &e[i], &out[*n]);
			last = e[i];
			before = e[i].id;
		}
	}
	return out;
}
