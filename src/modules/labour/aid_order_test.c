/*
 * No order of moves reaches a closed legal aid with a missing step: people try steps at random;
 * whatever is closed was decided, had a lawyer and a result, and was not closed by who took part.
 */
#include "scenario/orders.h"

static const char *form_for(struct arena *a, const char *verb)
{
	(void)verb;
	return arena_printf(a, "kind=%d&level=%d&opinion=%s&by=%d&lawyer=%s&firm=所&handler=%d&result=%d&ended_on=%s&recovered=%d&summary=办结&refusal=不是&progress=开庭&reason=%s", pick(7), pick(4), pick(6) ? "符合" : "",
		1 + pick(2), pick(6) ? "律师" : "", 1003 + pick(6), pick(6), day_iso(a, day_of_instant(clock_now())), pick(100), pick(8) ? "因为" : "");
}

static int64_t make(struct app *app, struct arena *a, struct visitor **who, int i)
{
	(void)a;
	visit_post(who[i % 5 == 4 ? 0 : 3], "/m/aid", "kind=1&opponent=厂&means=3&content=没付");
	return value(app, "select max(id) from legal_aid");
}

static const char *complete(struct app *app, struct arena *a, int64_t id)
{
	static const char *const needed[] = {"approve", "appoint", "finish", "close"};
	long long c = (long long)id;
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (times_of(app, a, "legal_aid", id, needed[i]) < 1)
			return arena_printf(a, "closed without %s", needed[i]);
	if (value(app, arena_printf(a, "select count(*) from legal_aid where id = %lld and (opinion = '' or lawyer = '' or handler = 0 or handler = author or result = 0 or ended_on = 0)", c)))
		return "closed with a missing step";
	if (value(app, arena_printf(a, "select count(*) from event e join legal_aid x on x.id = e.row_id where e.row_id = %lld and e.verb in ('close', 'approve', 'appoint') and e.actor = x.author", c)))
		return "the applicant decided his own";
	if (value(app, arena_printf(a, "select count(*) from event e join legal_aid x on x.id = e.row_id where e.row_id = %lld and e.verb = 'close' and e.actor in (x.handler, x.drafter)", c)))
		return "who went along with it closed it";
	return NULL;
}

static const char *const mobiles[] = {"13800000003", "13800000004", "13800000005", "13800000007", "13800000006", NULL};
static const char *const verbs[] = {"approve", "refuse", "withdraw", "appoint", "reappoint", "progress", "finish", "back", "close", "reopen", "say", "unrefuse", "unapprove", NULL};
static const struct orders orders = {
	.record = "legal_aid", .base = "/labour/aids", .page = "/m", .mobiles = mobiles, .verbs = verbs, .rows = 10, .tries = 1500, .ends_least = 3,
	.next = {[2] = {"approve"}, [3] = {"appoint"}, [5] = {"finish"}, [9] = {"close"}}, .make = make, .form = form_for, .ended = "state = 10", .wrong = complete,
};

static const char *random_orders(struct app *app)
{
	return orders_play(app, &orders);
}

static const struct step steps[] = {
	{"no order of steps closes a legal aid that lacks one", .check = random_orders},
	{"nothing of what it is about is in the chain of events", .sql = "select count(*) from event where record = 'legal_aid' and (changes like '%没付%' or note like '%没付%')", .is = "0"},
};

int main(void)
{
	return scenario("legal aid orders", steps, sizeof(steps) / sizeof(steps[0]));
}
