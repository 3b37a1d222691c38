/*
 * Every figure opens just the rows that it counted: for each measure that has a list, each union of the sample year and
 * several spans of days, the total of the list behind it is the number itself.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/demo.h"
#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/event.h"
#include "kernel/measure.h"
#include "kernel/session.h"
#include "kernel/writer.h"
#include "modules/directors/directors.h"
#include "modules/elections/elections.h"
#include "modules/votes/votes.h"
#include "scenario/scenario.h"
#include "scenario/visitor.h"

struct asker {
	const char *mobile;
	int64_t person, unit;
};
static const struct asker askers[] = {{"13800000001", 1001, 1}, {"13800000003", 1003, 10}, {"13800000021", 1021, 11}};

/* A list counts rows; these count something else, or several of a row. */
static bool counts_rows(const struct measure *m)
{
	if (strcmp(m->key, "member.growth") == 0) /* a difference */
		return false;
	return m->list && m->kind != MEASURE_RATIO && m->kind != MEASURE_DISTINCT && !m->amount && !m->subject;
}

/* "共 12 件" under the list; -1: it says something else. */
static long total_of(const char *page)
{
	const char *at = strstr(page, "aria-label=\"分页\"><span>共 ");
	at = at ? at : strstr(page, "<caption class=\"vh\">") ? strstr(page, "，共 ") : NULL;
	return at ? strtol(strstr(at, "共 ") + strlen("共 "), NULL, 10) : strstr(page, "<caption") ? -1 : 0;
}

static char why[4000];
static int compared, with_rows;

static void add_wrong(const char *key, int64_t unit, int64_t counted, long shown, const char *address)
{
	size_t n = strlen(why);
	if (n < sizeof(why) - 300)
		snprintf(why + n, sizeof(why) - n, "\n# %s at %lld: %lld counted, %ld listed behind %s", key, (long long)unit, (long long)counted, shown, address);
}

static void look(struct visitor *v, struct req *r, const struct measure *m, int64_t unit, day from, day to)
{
	const char *address = measure_rows(r, m->key, NULL, unit, m->kind == MEASURE_STATE ? 0 : from, to);
	if (!address)
		return;
	int64_t counted = measure_value(r->db, m->key, unit, m->kind == MEASURE_STATE ? 0 : from, to);
	visit(v, address);
	long shown = v->status == 200 ? total_of(v->page) : -1;
	compared++;
	with_rows += counted > 0;
	if (shown != counted || strstr(v->page, "已略去"))
		add_wrong(m->key, unit, counted, shown, address);
}

static void look_from(struct app *app, const char *module, const struct asker *x, struct arena *a)
{
	struct visitor *v = visitor_new(app, a);
	struct req *r = system_request(app, writer_db(app->writer), a);
	visitor_enter(v, x->mobile);
	r->system = false;
	r->who = asker_of(r, x->person);
	EACH_MODULE(app, mod)
		for (const struct measure *m = mod->measures; m && m->key; m++) {
			if (strcmp(mod->name, module) != 0 || !counts_rows(m))
				continue;
			look(v, r, m, x->unit, 0, r->today);
			look(v, r, m, x->unit, day_of(2023, 12, 1), r->today);
			look(v, r, m, x->unit, day_of(2023, 5, 1), day_of(2023, 11, 30));
			look(v, r, m, x->unit, r->today, r->today);
			if (m->kind == MEASURE_STATE) /* as it stood on days that are over */
				look(v, r, m, x->unit, 0, day_of(2024, 1, 20));
		}
}

static const char *drill(struct app *app, const char *module, size_t askers_n)
{
	why[0] = 0;
	compared = with_rows = 0;
	for (size_t i = 0; i < askers_n; i++) {
		struct arena *a = arena_new(256u << 20);
		look_from(app, module, &askers[i], a);
		arena_free(a);
	}
	printf("# %s: %d figures compared, %d of them with rows\n", module, compared, with_rows);
	return *why ? why : with_rows ? NULL : compared ? "all that was compared counts nothing: the sample year has no such rows" : "nothing was compared";
}

#define OF(name) static const char *of_##name(struct app *app) { return drill(app, #name, sizeof(askers) / sizeof(askers[0])); }
#define OF_TWO(name) static const char *of_##name(struct app *app) { return drill(app, #name, 2); }
OF(proposals)
OF(appeals)
OF(hazards)
OF(visits)
OF(activities)
OF(topics)
OF(labour)
OF(ratings)
OF_TWO(unions)
OF_TWO(committees)
OF_TWO(appraisals)
OF_TWO(notices)
OF_TWO(elections)
OF_TWO(meetings)
OF_TWO(votes)
OF_TWO(teams)
OF_TWO(employers)
OF_TWO(members)
OF_TWO(directors)
OF_TWO(plans)

/* A row that begins in the state that counts. */
static void put(struct req *r, const struct flow *f, int64_t state, void *row)
{
	struct flow from = *f;
	from.first = state;
	from.after = NULL;
	if (!flow_create(r, &from, row, ""))
		fault("%s: %.*s", f->record->name, (int)r->out->n, r->out->p);
}

/* What the sample year has none of that counts: elections that are over, a vote that was announced, directors who serve. */
static void year_and_more(struct app *app)
{
	demo_year(app);
	struct db *d = writer_db(app->writer);
	db_begin(d);
	struct req *r = system_request(app, d, app->arena);
	const day days[] = {r->today, r->today - 40, day_of(2023, 8, 1)};
	for (size_t i = 0; i < 6; i++) {
		int64_t unit = i % 2 ? 11 : 10;
		struct election *e = record_new(r->arena, &election_record);
		struct vote *v = record_new(r->arena, &vote_record);
		struct director *x = record_new(r->arena, &director_record);
		e->unit = v->unit = x->unit = unit;
		e->title = v->title = x->title = "样例";
		e->kind = ELECTION_NEW_TERM;
		e->meeting_on = v->held_on = days[i / 2];
		e->in_term = i < 4;
		put(r, &election_flow, i < 3 ? ELECTION_ARCHIVED : ELECTION_REGISTERED, e);
		put(r, &vote_flow, VOTE_ANNOUNCED, v);
		x->person = 1003 + (int64_t)i;
		x->board = BOARD_DIRECTOR;
		put(r, &director_flow, DIRECTOR_FILED, x);
	}
	event_seal(d, app->arena);
	db_commit(d);
}

static const struct step steps[] = {
	{"proposals", .settle = 1, .check = of_proposals},
	{"appeals", .check = of_appeals},
	{"hazards, inspectors, patrols", .check = of_hazards},
	{"visits and promises", .check = of_visits},
	{"activities", .check = of_activities},
	{"topics", .check = of_topics},
	{"labour", .check = of_labour},
	{"ratings", .check = of_ratings},
	{"unions", .check = of_unions},
	{"committees", .check = of_committees},
	{"appraisals", .check = of_appraisals},
	{"notices", .check = of_notices},
	{"elections", .check = of_elections},
	{"meetings", .check = of_meetings},
	{"votes", .check = of_votes},
	{"teams", .check = of_teams},
	{"employers", .check = of_employers},
	{"members", .check = of_members},
	{"directors", .check = of_directors},
	{"plans", .check = of_plans},
};

int main(void)
{
	return scenario_with("figures", year_and_more, steps, sizeof(steps) / sizeof(steps[0]));
}
