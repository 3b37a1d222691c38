/*
 * No order of moves reaches a closed appeal with a missing step: people try steps at random,
 * with good and bad input; whatever is closed has every step in its history.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/app.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"
#include "scenario/visitor.h"

enum { APPEALS = 16, TRIES = 4000, PEOPLE = 5 };
static const char *const mobiles[PEOPLE] = {"13800000003", "13800000004", "13800000005", "13800000007", "13800000008"};
static unsigned long long seed = 20240607;

static int pick(int n)
{
	seed = seed * 6364136223846793005ull + 1442695040888963407ull;
	return (int)((seed >> 33) % (unsigned long long)n);
}

static int64_t value(struct app *app, const char *sql)
{
	struct stmt *s = db_use_text(writer_db(app->writer), sql);
	int64_t v = db_step(s) ? col_int(s, 0) : -1;
	db_done(s);
	return v;
}

static const char *form_for(struct arena *a, const char *verb)
{
	static const char *const units[] = {"104", "10", "104", "10", "11", "102", ""};
	if (strcmp(verb, "dispatch") == 0 || strcmp(verb, "transfer") == 0)
		return arena_printf(a, "unit=%s&co=%s&reason=转", units[pick(7)], pick(2) ? "" : units[pick(4)]);
	return arena_printf(a, "kind=%d&level=%d&days=%d&rating=%d&reply=%s&reason=%s", pick(9), pick(5), pick(12), 1 + pick(3),
			    pick(4) ? "已经办好" : "", pick(6) ? "因为" : "");
}

/* What must have happened to what is closed, read from events and tables alone. */
static const char *complete(struct app *app, struct arena *a, int64_t id)
{
	static const char *const needed[] = {"sort", "dispatch", "accept", "reply", "sign", "close"};
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (value(app, arena_printf(a, "select count(*) from event where record = 'appeal' and row_id = %lld and verb = '%s'", (long long)id, needed[i])) < 1)
			return arena_printf(a, "closed without %s", needed[i]);
	if (value(app, arena_printf(a, "select count(*) from event where row_id = %lld and verb = 'close' and actor in (select author from appeal where id = %lld)", (long long)id, (long long)id)))
		return "the author closed his own";
	if (value(app, arena_printf(a, "select count(*) from appeal x where id = %lld and (x.signer = 0 or x.lead = 0 or x.reply = '' or x.kind = 0 or x.level = 0)", (long long)id)))
		return "closed with an empty field";
	if (value(app, arena_printf(a, "select count(*) from appeal x where id = %lld and x.rating = 3 and (x.rounds < 1 or x.called_on = 0)", (long long)id)))
		return "closed on a bad rating without once more and a call";
	if (value(app, arena_printf(a, "select count(*) from appeal x where id = %lld and x.rating = 0 and x.called_on = 0", (long long)id)))
		return "closed without rating and call";
	if (value(app, arena_printf(a, "select count(*) from matter_co where row_id = %lld and given_on = 0", (long long)id)))
		return "closed before a co-unit signed";
	if (value(app, arena_printf(a, "select count(*) from event e where e.row_id = %lld and e.verb = 'close' and e.actor in (select r.actor from event r where r.row_id = e.row_id and r.verb = 'reply' and r.id = (select max(q.id) from event q where q.row_id = e.row_id and q.verb = 'reply' and q.id < e.id))", (long long)id)))
		return "whoever wrote the last reply closed it";
	return NULL;
}

/* Mostly the step that the state waits for, so that many come to an end; else any. */
static const char *some_verb(struct app *app, struct arena *a, int64_t id)
{
	static const char *const verbs[] = {"sort", "dispatch", "accept", "reply", "sign", "rate", "close", "bounce", "pause", "resume", "extend",
		"transfer", "cosign", "unsign", "skip", "callback", "again", "reopen", "refuse", "withdraw", "urge", "say", "bounce_up", "merge", "rated"};
	static const char *const next[] = {[2] = "sort", [3] = "dispatch", [4] = "accept", [5] = "reply", [6] = "resume", [7] = "sign", [8] = "rate", [9] = "close"};
	int64_t state = value(app, arena_printf(a, "select state from appeal where id = %lld", (long long)id));
	if (state == 7 && pick(3) == 0)
		return "cosign";
	if (state == 9 && pick(3) == 0)
		return "callback";
	return state >= 2 && state <= 9 && pick(14) ? next[state] : verbs[pick((int)(sizeof(verbs) / sizeof(verbs[0])))];
}

static const char *random_orders(struct app *app)
{
	static char why[300];
	struct arena *a = arena_new(1024u << 20);
	struct visitor *who[PEOPLE];
	int64_t ids[APPEALS];
	for (int i = 0; i < PEOPLE; i++) {
		who[i] = visitor_new(app, a);
		visitor_enter(who[i], mobiles[i]);
		visit(who[i], "/m/ask");
	}
	for (int i = 0; i < APPEALS; i++) {
		visit_post(who[i % 8 == 7 ? 1 : 3], "/m/ask", "mode=1&kind=3&content=食堂的窗户关不上，冷风直吹。");
		ids[i] = value(app, "select max(id) from appeal");
	}
	for (int i = 0; i < TRIES; i++) {
		int64_t id = ids[pick(APPEALS)];
		const char *verb = some_verb(app, a, id);
		if (pick(200) == 0) {
			clock_set(clock_now() + 86400000);
			for (int k = 0; k < PEOPLE; k++)
				visitor_enter(who[k], mobiles[k]);
		}
		visit_post(who[pick(PEOPLE)], arena_printf(a, "/appeals/%lld/%s", (long long)id, verb), form_for(a, verb));
	}
	int64_t closed = value(app, "select count(*) from appeal where state = 10");
	for (int i = 0; i < APPEALS; i++) {
		const char *bad = value(app, arena_printf(a, "select state from appeal where id = %lld", (long long)ids[i])) == 10 ? complete(app, a, ids[i]) : NULL;
		if (bad) {
			snprintf(why, sizeof(why), "appeal %lld: %s", (long long)ids[i], bad);
			return why;
		}
	}
	snprintf(why, sizeof(why), "only %lld were closed: no fair test", (long long)closed);
	arena_free(a);
	return closed >= 3 ? NULL : why;
}

static const struct step steps[] = {
	{"no order of steps closes an appeal that lacks one", .check = random_orders},
	{"some were handled more than once", .sql = "select case when max(rounds) > 0 then 1 else 0 end from appeal", .is = "1"},
	{"the index agrees with the rows", .sql = "select count(*) from appeal a join matter_index i on i.row_id = a.id where i.stage <> a.state", .is = "0"},
	{"one lead at most is a party", .sql = "select count(*) from appeal a where (select count(*) from party p where p.record = 'appeal' and p.row_id = a.id and p.relation = 4) <> case when a.lead <> 0 then 1 else 0 end", .is = "0"},
};

int main(void)
{
	return scenario("orders", steps, sizeof(steps) / sizeof(steps[0]));
}
