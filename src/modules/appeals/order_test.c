/*
 * No order of moves reaches a closed appeal with a missing step: people try steps at random,
 * with good and bad input; whatever is closed has every step in its history.
 */
#include "scenario/orders.h"

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
		if (times_of(app, a, "appeal", id, needed[i]) < 1)
			return arena_printf(a, "closed without %s", needed[i]);
	if (value(app, arena_printf(a, "select count(*) from event where row_id = %lld and verb = 'close' and actor in (select author from appeal where id = %lld)", (long long)id, (long long)id)))
		return "the author closed his own";
	if (value(app, arena_printf(a, "select count(*) from appeal x where id = %lld and (x.signer = 0 or x.lead = 0 or x.reply = '' or x.kind = 0 or x.level = 0)", (long long)id)))
		return "closed with an empty field";
	if (value(app, arena_printf(a, "select count(*) from appeal x where id = %lld and x.rating = 3 and (x.rounds < 1 or x.called_on = 0)", (long long)id)))
		return "closed on a bad rating without once more and a call";
	if (value(app, arena_printf(a, "select count(*) from appeal x where id = %lld and x.rating = 0 and x.called_on = 0", (long long)id)))
		return "closed without rating and call";
	return ended_by_others(app, a, id, "close");
}

static int64_t make(struct app *app, struct arena *a, struct visitor **who, int i)
{
	(void)a;
	visit_post(who[i % 8 == 7 ? 1 : 3], "/m/ask", "mode=1&kind=3&content=食堂的窗户关不上，冷风直吹。");
	return value(app, "select max(id) from appeal");
}

static const char *const mobiles[] = {"13800000003", "13800000004", "13800000005", "13800000007", "13800000008", NULL};
static const char *const verbs[] = {"sort", "dispatch", "accept", "reply", "sign", "rate", "close", "bounce", "pause", "resume", "extend",
	"transfer", "cosign", "unsign", "skip", "callback", "again", "reopen", "refuse", "withdraw", "urge", "say", "bounce_up", "merge", "rated", "rerate", "rerate_bad", "rerate_good", NULL};
static const struct orders orders = {
	.record = "appeal", .base = "/appeals", .page = "/m/ask", .mobiles = mobiles, .verbs = verbs, .rows = 16, .tries = 4000, .ends_least = 3,
	.next = {[2] = {"sort"}, [3] = {"dispatch"}, [4] = {"accept"}, [5] = {"reply"}, [6] = {"resume"}, [7] = {"sign", "sign", "cosign"},
		 [8] = {"rate"}, [9] = {"close", "close", "callback"}},
	.make = make, .form = form_for, .ended = "state = 10", .wrong = complete,
};

static const char *random_orders(struct app *app)
{
	return orders_play(app, &orders);
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
