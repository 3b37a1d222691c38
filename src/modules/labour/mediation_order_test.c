/*
 * No order of moves reaches a closed mediation with a missing step: people try steps at random;
 * whatever is closed was accepted, mediated by somebody without part in it, recorded, and either
 * signed by all and looked after, or told the way to arbitration.
 */
#include "scenario/orders.h"

static const char *form_for(struct arena *a, const char *verb)
{
	const char *today = day_iso(a, day_of_instant(clock_now()));
	(void)verb;
	return arena_printf(a, "kind=%d&level=%d&mediator1=%d&mediator2=%d&respondent=%d&no_conflict=%d&heard_on=%s&place=室&record=%s&agreed_on=%s&terms=付&perform_by=2030-01-01&"
		"signed_on=%s&applicant_signed=1&opponent_signed=%d&mediator_signed=1&kept=%d&failure=分歧&told_on=%s&days=3&consent=%d&ground=%d&refusal=不是&reason=%s",
		pick(9), pick(3), 1004 + pick(4), pick(3) ? 0 : 1004 + pick(2), pick(2) ? 0 : 1007 + pick(2), pick(6) ? 1 : 0, today, pick(6) ? "到场" : "", today, today, pick(5) ? 1 : 0,
		1 + pick(2), today, pick(2), pick(5), pick(8) ? "因为" : "");
}

static int64_t make(struct app *app, struct arena *a, struct visitor **who, int i)
{
	static bool staffed;
	for (int k = 0; !staffed && k < 3; k++)
		visit_post(who[0], "/labour/officers", arena_printf(a, "person=%d&kind=2&side=%d&chair=%d", 1004 + k, 1 + (k == 1), k == 0));
	staffed = true;
	visit_post(who[i % 4 == 3 ? 2 : 3], "/m/mediation", "kind=1&opponent=厂&claims=付&content=没付");
	return value(app, "select max(id) from mediation");
}

static const char *complete(struct app *app, struct arena *a, int64_t id)
{
	static const char *const needed[] = {"sort", "assign", "hear", "close"};
	long long c = (long long)id;
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (times_of(app, a, "mediation", id, needed[i]) < 1)
			return arena_printf(a, "closed without %s", needed[i]);
	if (value(app, arena_printf(a, "select count(*) from mediation where id = %lld and (accepted_on = 0 or mediator1 = 0 or no_conflict = 0 or record = '' or result = 0)", c)))
		return "closed with a missing step";
	if (value(app, arena_printf(a, "select count(*) from mediation where id = %lld and (mediator1 in (author, respondent) or (mediator2 <> 0 and mediator2 in (author, respondent, mediator1)))", c)))
		return "a party mediated it";
	if (value(app, arena_printf(a, "select count(*) from mediation where id = %lld and result = 1 and (signed_on = 0 or applicant_signed = 0 or opponent_signed = 0 or mediator_signed = 0 or kept = 0)", c)))
		return "an agreement that was not signed and looked after";
	if (value(app, arena_printf(a, "select count(*) from mediation where id = %lld and result = 2 and told_on = 0", c)))
		return "nobody was told of arbitration";
	if (value(app, arena_printf(a, "select count(*) from event e join mediation m on m.id = e.row_id where e.row_id = %lld and e.verb = 'close' and e.actor in (m.author, m.respondent, m.mediator1, m.mediator2)", c)))
		return "somebody closed his own";
	return NULL;
}

static const char *const mobiles[] = {"13800000003", "13800000004", "13800000005", "13800000007", "13800000008", NULL};
static const char *const verbs[] = {"sort", "assign", "reassign", "hear", "extend", "agree", "fail", "signed", "unsign", "kept", "told", "close", "reopen", "refuse", "withdraw", "say", "advise", "unrefuse", "unaccept", "resign", "unkeep", "unfail", NULL};
static const struct orders orders = {
	.record = "mediation", .base = "/labour/mediations", .page = "/m", .mobiles = mobiles, .verbs = verbs, .rows = 10, .tries = 2000, .ends_least = 3,
	.next = {[2] = {"sort"}, [3] = {"assign"}, [5] = {"hear", "agree", "fail"}, [7] = {"signed"}, [14] = {"kept"}, [9] = {"told", "close", "close"}},
	.make = make, .form = form_for, .ended = "state = 10", .wrong = complete,
};

static const char *random_orders(struct app *app)
{
	return orders_play(app, &orders);
}

static const struct step steps[] = {
	{"no order of steps closes a mediation that lacks one", .check = random_orders},
	{"both ends were reached", .sql = "select count(distinct result) from mediation where result > 0", .is = "2"},
	{"no paper has the number of another", .sql = "select count(*) from (select paper_no from mediation where paper_no <> '' group by paper_no having count(*) > 1) x", .is = "0"},
	{"nothing of what it is about is in the chain of events", .sql = "select count(*) from event where record = 'mediation' and (changes like '%没付%' or note like '%没付%')", .is = "0"},
};

int main(void)
{
	return scenario("mediation orders", steps, sizeof(steps) / sizeof(steps[0]));
}
