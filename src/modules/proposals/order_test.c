/*
 * No order of moves reaches a proposal that is closed, or kept to be followed up, with a missing
 * step: not one that the issue of seconders, talk, class, head or ratings leaves out.
 */
#include "scenario/orders.h"
#include "modules/proposals/sample_test.h"

static const char *form_for(struct arena *a, const char *verb)
{
	static const char *const units[] = {"104", "10", "104", "104", "11", "102", ""};
	if (strcmp(verb, "dispatch") == 0 || strcmp(verb, "transfer") == 0)
		return arena_printf(a, "unit=%s&co=%s&reason=转", units[pick(7)], pick(3) ? "" : units[pick(4)]);
	if (strcmp(verb, "invite") == 0)
		return "person=1007&person=1008";
	return arena_printf(a, "kind=%d&level=%d&days=%d&rating=%d&outcome=%d&promised_on=%s&reply=%s&reason=%s", pick(9), pick(3), pick(12), 1 + pick(8) / 3, pick(5),
			    pick(3) ? "2026-01-01" : "", pick(4) ? "已经办好" : "", pick(6) ? "因为" : "");
}

static bool has(struct app *app, struct arena *a, int64_t id, const char *condition)
{
	return value(app, arena_printf(a, "select count(*) from proposal p where p.id = %lld and (%s)", (long long)id, condition)) > 0;
}

/* Read from events and tables alone. */
static const char *complete(struct app *app, struct arena *a, int64_t id)
{
	static const char *const needed[] = {"submit", "sort", "dispatch", "accept", "talk", "reply", "sign"};
	const char *why;
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (times_of(app, a, "proposal", id, needed[i]) < 1)
			return arena_printf(a, "ended without %s", needed[i]);
	if (value(app, arena_printf(a, "select count(*) from proposal_second where proposal = %lld and answer = 1", (long long)id)) < 2)
		return "fewer than two seconders";
	if (has(app, a, id, "p.signer = 0 or p.lead = 0 or p.reply = '' or p.kind = 0 or p.level = 0 or p.outcome = 0 or p.number = '' or p.talked_on = 0 or p.filed_on = 0"))
		return "an empty field";
	if (has(app, a, id, "p.rating = 3 and (p.rounds < 1 or p.called_on = 0)"))
		return "a bad rating without once more and a call";
	if (has(app, a, id, "p.rating = 0 and p.called_on = 0"))
		return "neither rating nor call";
	if (has(app, a, id, "p.outcome = 2 and p.promised_on = 0"))
		return "class B without its day";
	if (has(app, a, id, "p.state = 10 and p.outcome in (2, 3) and (p.followed_on = 0 or not exists (select 1 from event e where e.record = 'proposal' and e.row_id = p.id and e.verb = 'settle'))"))
		return "class B or C closed without being followed up and settled";
	if (has(app, a, id, "p.state = 14 and p.outcome not in (2, 3)"))
		return "class A or D is kept";
	why = ended_by_others(app, a, id, "close");
	return why ? why : ended_by_others(app, a, id, "keep");
}

static int64_t make(struct app *app, struct arena *a, struct visitor **who, int i)
{
	visit_post(who[3], "/m/proposals", arena_printf(a, "kind=2&title=第%d件提案&content=案据&measures=措施", i));
	int64_t id = value(app, "select max(id) from proposal");
	if (i % 2)
		return id;
	visit_post(who[3], arena_printf(a, "/m/proposals/%lld/invite", (long long)id), "person=1007&person=1008");
	visit_post(who[4], arena_printf(a, "/m/proposals/%lld/second", (long long)id), "");
	visit_post(who[5], arena_printf(a, "/m/proposals/%lld/second", (long long)id), "");
	visit_post(who[3], arena_printf(a, "/m/proposals/%lld/submit", (long long)id), "");
	return id;
}

static const char *const mobiles[] = {CHAIR, CADRE, HANDLER, REP, WORKER, AUDITOR, NULL};
static const char *const verbs[] = {"sort", "dispatch", "accept", "talk", "reply", "sign", "rate", "close", "keep", "progress", "settle", "bounce", "pause", "resume",
	"extend", "transfer", "cosign", "unsign", "skip", "callback", "again", "reopen", "urge", "say", "merge", "rated", "rerate", "rerate_bad", "rerate_good", "second", "decline", "submit", "rework",
	"invite", "agenda", "praise", "carried", "carry", "settled", "idea", "refuse", "withdraw", "drop", "gather", NULL};
static const struct orders orders = {
	.record = "proposal", .base = "/proposals", .page = "/m/proposals", .mobiles = mobiles, .verbs = verbs, .rows = 16, .tries = 4000, .ends_least = 3,
	.next = {[0] = {"invite"}, [1] = {"second", "submit"}, [2] = {"sort"}, [3] = {"dispatch"}, [4] = {"accept"}, [5] = {"talk", "reply"}, [6] = {"resume"},
		 [7] = {"sign", "sign", "cosign"}, [8] = {"rate"}, [9] = {"close", "keep", "callback"}, [14] = {"progress", "settle"}},
	.make = make, .form = form_for, .ended = "state in (10, 14)", .wrong = complete,
};

static const char *random_orders(struct app *app)
{
	return orders_play(app, &orders);
}

static const struct step steps[] = {
	SESSION("3", "2025-12-10", "2024-03-01", "2025-11-15"),
	{"no order of steps ends a proposal that lacks one", .check = random_orders},
	{"some were followed up", .sql = "select case when count(*) > 0 then 1 else 0 end from event where record = 'proposal' and verb in ('keep', 'settle')", .is = "1"},
	{"some were handled more than once", .sql = "select case when max(rounds) > 0 then 1 else 0 end from proposal", .is = "1"},
	{"seconders agree with what was answered", .sql = "select count(*) from proposal p where p.seconders <> (select count(*) from proposal_second s where s.proposal = p.id and s.answer = 1)", .is = "0"},
	{"only who wrote or seconded is an author", .sql = "select count(*) from proposal p where p.state not in (12) and (select count(*) from party x where x.record = 'proposal' and x.row_id = p.id and x.relation = 6) > 1 + p.seconders", .is = "0"},
	{"what one person signs counts once in each session: numbers are unique", .sql = "select count(*) - count(distinct number) from proposal where number <> ''", .is = "0"},
};

int main(void)
{
	return scenario_with("proposal-orders", sample_reps, steps, sizeof(steps) / sizeof(steps[0]));
}
