/*
 * No order of moves reaches a closed appeal with a missing step: people try steps at random,
 * with good and bad input; whatever is closed has every step in its history, and whatever
 * ended, in whatever way, owed no answer to a review at that moment.
 */
#include "scenario/orders.h"

enum { PETITION = 4 };

static const char *form_for(struct arena *a, const char *verb)
{
	static const char *const units[] = {"104", "10", "104", "10", "104", "10", "104", "10", "104", "11", "102", ""};
	if (strcmp(verb, "dispatch") == 0 || strcmp(verb, "transfer") == 0)
		return arena_printf(a, "unit=%s&co=%s&reason=转", units[pick(12)], pick(2) ? "" : units[pick(4)]);
	int level = pick(2) ? PETITION : pick(5);
	return arena_printf(a, "kind=%d&level=%d&days=%d&rating=%d&reply=%s&reason=%s&same=SQ-2024-%04d&on=%s", pick(9), level, pick(12), 1 + pick(3),
			    pick(4) ? "已经办好" : "", pick(6) ? "因为" : "", 1 + pick(30), day_iso(a, day_of_instant(clock_now())));
}

/* Asked, answered, asked for the last time, answered: an odd number of these that were not taken back means that one is owed. */
#define REVIEWS "coalesce((select sum(case when q.verb = 'unreview' then -1 else 1 end) from event q where q.record = 'appeal' and q.row_id = e.row_id and q.id < e.id " \
	"and q.verb in ('ask_review', 'review', 'reviewed', 'final', 'finaled', 'unreview')), 0)"
#define OWED REVIEWS " in (1, 3)"

/* Told whether it is taken: without it none of them would come to an answer. */
static void notice(struct app *app, struct arena *a, int64_t id)
{
	static struct visitor *cadre;
	static struct app *of;
	if (pick(12))
		return;
	if (of != app) {
		cadre = visitor_new(app, a);
		of = app;
	}
	visitor_enter(cadre, "13800000004");
	visit_post(cadre, arena_printf(a, "/appeal/%lld/do/notice", (long long)id), "reason=书面告知&_back=/appeals");
}

/* What must have happened to what is closed, read from events and tables alone. */
static const char *complete(struct app *app, struct arena *a, int64_t id)
{
	if (value(app, arena_printf(a, "select count(*) from event e where e.record = 'appeal' and e.row_id = %lld and e.to_state in (10, 11, 12, 13) and e.from_state <> e.to_state and " OWED, (long long)id)))
		return "ended while the answer to a review was owed";
	if (value(app, arena_printf(a, "select count(*) from appeal where id = %lld and state <> 10", (long long)id)))
		return NULL;
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
	visit_post(who[i % 8 == 7 ? 1 : 3], "/m/ask", arena_printf(a, "mode=1&kind=3&content=食堂第%d扇窗户关不上，冷风直吹。", i));
	return value(app, "select max(id) from appeal");
}

static const char *const mobiles[] = {"13800000003", "13800000004", "13800000005", "13800000007", "13800000008", NULL};
static const char *const verbs[] = {"sort", "dispatch", "accept", "reply", "sign", "rate", "close", "bounce", "pause", "resume", "extend",
	"transfer", "cosign", "unsign", "skip", "callback", "again", "reopen", "refuse", "withdraw", "urge", "say", "bounce_up", "merge", "rated", "rerate", "rerate_bad", "rerate_good",
	"ask_review", "review", "review", "reviewed", "final", "finaled", "unreview", "refuse", "merge", "refuse", "merge", NULL};
static const struct orders orders = {
	.record = "appeal", .base = "/appeals", .page = "/m/ask", .mobiles = mobiles, .verbs = verbs, .rows = 30, .tries = 9000, .ends_least = 6,
	.next = {[2] = {"sort"}, [3] = {"dispatch", "dispatch", "dispatch", "refuse"}, [4] = {"accept"}, [5] = {"reply", "reply", "reply", "bounce"}, [6] = {"resume"}, [7] = {"sign", "sign", "cosign"},
		 [8] = {"rate", "ask_review"}, [9] = {"close", "callback", "review", "again"}, [10] = {"review", "final"}},
	.make = make, .form = form_for, .beside = notice, .ended = "state in (10, 11, 12, 13)", .wrong = complete,
};

static const char *random_orders(struct app *app)
{
	return orders_play(app, &orders);
}

static const struct step steps[] = {
	{"no order of steps closes an appeal that lacks one", .check = random_orders},
	{"some were closed, and some ended otherwise", .sql = "select case when sum(case when state = 10 then 1 else 0 end) > 1 and sum(case when state in (11, 12) then 1 else 0 end) > 1 then 1 else 0 end from appeal", .is = "1"},
	{"some lay on the table, or waited for the end, with a review owed",
	 .sql = "select case when count(distinct e.row_id) > 1 then 1 else 0 end from event e where e.record = 'appeal' and e.verb in ('bounce', 'sort', 'again') and " OWED, .is = "1"},
	{"some were handled more than once", .sql = "select case when max(rounds) > 0 then 1 else 0 end from appeal", .is = "1"},
	{"the index agrees with the rows", .sql = "select count(*) from appeal a join matter_index i on i.row_id = a.id where i.stage <> a.state", .is = "0"},
	{"one lead at most is a party", .sql = "select count(*) from appeal a where (select count(*) from party p where p.record = 'appeal' and p.row_id = a.id and p.relation = 4) <> case when a.lead <> 0 then 1 else 0 end", .is = "0"},
};

int main(void)
{
	return scenario("orders", steps, sizeof(steps) / sizeof(steps[0]));
}
