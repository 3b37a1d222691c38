/* What waits for the asker: read off the flows. */
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "engines/matter.h"
#include "http/icon.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/activities/activities.h"
#include "modules/overview/overview.h"
#include "modules/ratings/ratings.h"
#include "modules/topics/topics.h"
#include "modules/visits/visits.h"

/* Whose rows are the asker's business, seen from the unit of his post. */
enum reach {
	AT, /* that unit's own */
	WITHIN, /* of the whole house; of a federation only its own */
	BELOW, /* of the units below */
	GIVEN /* what that unit has given out */
};

struct wait {
	const struct flow *flow;
	int64_t state;
	const char *verb; /* the move that is waited for; its right and label are the flow's */
	enum reach reach;
	const char *icon;
	const char *title, *due; /* SQL over x; NULL: the record's title, none */
	const char *page, *of; /* another page than the record's own: its start, and SQL for its number */
};

#define PLAN_TITLE "(select title from plan where plan.id = x.plan)"
#define TASK_TITLE "(select title from task where task.id = x.task)"

static const struct wait waits[] = {
	{&receipt_flow, RECEIPT_SENT, "acknowledge", AT, ICON("mail-opened"), PLAN_TITLE, NULL, "/received/", "x.id"},
	{&supervision_flow, SUPERVISION_SENT, "explain", AT, ICON("alert-octagon"), TASK_TITLE, "x.due"},
	{&supervision_flow, SUPERVISION_EXPLAINED, "extend", GIVEN, ICON("alert-octagon"), TASK_TITLE, NULL},
	{&lamp_lift_flow, LIFT_ASKED, "agree", BELOW, ICON("traffic-lights"), TASK_TITLE, NULL},
	{&lamp_lift_flow, LIFT_ASKED, "agree", AT, ICON("traffic-lights"), TASK_TITLE, NULL},
	{&task_flow, TASK_SUBMITTED, "confirm", AT, ICON("checkbox"), NULL, "x.due"},
	{&report_flow, REPORT_SUBMITTED, "accept", BELOW, ICON("report"), NULL, NULL},
	{&report_flow, REPORT_RETURNED, "submit", AT, ICON("report"), NULL, NULL},
	{&activity_flow, ACTIVITY_HELD, "confirm", WITHIN, ICON("calendar-event"), NULL, NULL},
	{&plan_flow, PLAN_DRAFT, "submit", AT, ICON("list-tree"), NULL, NULL},
	{&plan_flow, PLAN_CHECK, "checked", AT, ICON("list-tree"), NULL, NULL},
	{&plan_flow, PLAN_COSIGN, "cosigned", AT, ICON("list-tree"), NULL, NULL},
	{&plan_flow, PLAN_PARTY, "agreed", AT, ICON("list-tree"), NULL, NULL},
	{&plan_flow, PLAN_COMMITTEE, "passed", AT, ICON("list-tree"), NULL, NULL},
	{&plan_flow, PLAN_READY, "issue", AT, ICON("list-tree"), NULL, NULL},
	{&rating_flow, RATING_OWED, "call", AT, ICON("phone"), "x.service || ' ' || x.number", "x.call_by"},
	{&visit_promise_flow, PROMISE_OPEN, "keep", AT, ICON("walk"), NULL, "x.due"},
	{&topic_flow, TOPIC_RAISED, "answer", AT, ICON("message-2"), NULL, "x.due"},
};
enum { N_WAITS = sizeof(waits) / sizeof(waits[0]), EACH_MOST = 8, WIDE_MOST = 1000, ROOM = 64 };

static const struct move *move_of(const struct wait *w)
{
	for (const struct move *m = w->flow->moves; m->verb; m++)
		if (m->from == w->state && strcmp(m->verb, w->verb) == 0)
			return m;
	fault("no move %s of %s", w->verb, w->flow->record->name);
}

/* Does the post give the right where the rows are? */
static bool holds(const struct grant *g, const struct right *right, enum reach reach)
{
	unsigned role = BIT(g->role);
	return (right->below & role) || ((reach == AT || reach == GIVEN) && (right->here & role));
}

static bool leads_unions(struct req *r, const struct grant *g)
{
	struct unit u;
	return unit_load(r->db, r->arena, g->unit, &u) && u.kind == UNIT_FEDERATION;
}

/* $1 … are: path and its end, or the unit twice. */
static const char *where(struct req *r, const struct wait *w, const struct grant *g)
{
	switch (w->reach) {
	case AT:
		return "x.unit = $1 and $2 = $2";
	case GIVEN:
		return "x.by_unit = $1 and $2 = $2";
	case WITHIN:
		if (leads_unions(r, g))
			return "x.unit = $1 and $2 = $2";
		return "u.path >= $1 and u.path < $2";
	case BELOW:
		break;
	}
	return "u.path > $1 and u.path < $2";
}

static const char *query(struct req *r, const struct wait *w, const struct grant *g)
{
	const struct record *record = w->flow->record;
	const char *title = w->title ? w->title : arena_printf(r->arena, "x.%s", record->title);
	const char *due = w->due ? w->due : "0", *of = w->of ? w->of : "0", *which = where(r, w, g);
	/* The state stands in the text, so that the partial indexes of waiting rows serve. */
	if (strstr(which, "u.path") && unit_tree_is_wide(r->db, r->arena, g->path))
		return arena_printf(r->arena,
			"select x.id, %s, u.name, %s, %s from (select * from %s where state = %d order by id limit %d) x cross join unit u "
			"where u.id = x.unit and %s order by x.id limit %d", title, due, of, record->name, (int)w->state, WIDE_MOST, which, EACH_MOST);
	return arena_printf(r->arena, strstr(which, "u.path") ?
		"select x.id, %s, u.name, %s, %s from unit u cross join %s x where x.unit = u.id and %s and x.state = %d order by x.id limit %d" :
		"select x.id, %s, u.name, %s, %s from %s x join unit u on u.id = x.unit where %s and x.state = %d order by x.id limit %d",
		title, due, of, record->name, which, (int)w->state, EACH_MOST);
}

/* "/plans/%lld" with the id. */
static const char *home_of(struct req *r, const struct flow *f, int64_t id)
{
	struct str home = str_of(f->home);
	return arena_printf(r->arena, "%.*s%lld", (int)str_find(home, "%"), home.p, (long long)id);
}

struct list {
	struct chore *items;
	size_t n;
};

static bool has(const struct list *l, const char *href, const char *what)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->items[i].href, href) == 0 && strcmp(l->items[i].what, what) == 0)
			return true;
	return false;
}

static void collect(struct req *r, const struct wait *w, const struct grant *g, struct list *l)
{
	const struct move *m = move_of(w);
	const char *text = query(r, w, g);
	struct stmt *s = db_use_text(r->db, text);
	if (strstr(text, "u.path")) {
		bind_text(s, 1, g->path);
		bind_text(s, 2, path_end(r->arena, g->path));
	} else {
		bind_int(s, 1, g->unit);
		bind_int(s, 2, g->unit);
	}
	while (db_step(s) && l->n < ROOM) {
		struct chore c = {.what = m->label, .kind = w->flow->record->label, .icon = w->icon, .due = (day)col_int(s, 3)};
		c.href = w->page ? link_to(r, "%s%lld", w->page, (long long)col_int(s, 4)) : home_of(r, w->flow, col_int(s, 0));
		if (w->page)
			c.post = link_to(r, "/%s/%lld/do/%s", w->flow->record->name, (long long)col_int(s, 0), w->verb);
		c.title = col_text(s, 1, r->arena);
		c.unit_name = col_text(s, 2, r->arena);
		if (!has(l, c.href, c.what))
			l->items[l->n++] = c;
	}
	db_done(s);
}

/* Appeals, proposals and the like that wait at the asker's units, due first. */
static void matters(struct req *r, struct list *l)
{
	size_t n;
	struct matter_row *m = matters_waiting(r, EACH_MOST, &n);
	for (size_t i = 0; i < n && l->n < ROOM; i++)
		l->items[l->n++] = (struct chore){.what = m[i].what, .title = m[i].title, .unit_name = m[i].unit_name, .href = m[i].href,
						  .kind = m[i].label, .icon = ICON("message-report"), .due = m[i].due};
}

struct chore *chores_of(struct req *r, size_t *n)
{
	struct list l = {NEW_N(r->arena, struct chore, ROOM), 0};
	for (size_t i = 0; i < N_WAITS; i++) {
		const struct right *right = right_of(r->app, move_of(&waits[i])->right);
		for (size_t g = 0; g < r->who->n_grants; g++)
			if (holds(&r->who->grants[g], right, waits[i].reach))
				collect(r, &waits[i], &r->who->grants[g], &l);
	}
	matters(r, &l);
	*n = l.n;
	return l.items;
}
