/*
 * No order of moves reaches a closed hazard with a missing step: five things settled, the photo
 * after, the head's word, the visit, a verifier who neither reported nor corrected nor owned it,
 * and the authority told of a major one.
 */
#include "scenario/orders.h"

static const char *form_for(struct arena *a, const char *verb)
{
	static const char *const units[] = {"104", "104", "104", "10", "11", "102", ""};
	const char *today = day_iso(a, day_of_instant(clock_now()));
	if (strcmp(verb, "dispatch") == 0 || strcmp(verb, "transfer") == 0)
		return arena_printf(a, "unit=%s&co=%s&reason=转", units[pick(7)], pick(3) ? "" : units[pick(4)]);
	if (strcmp(verb, "settle") == 0)
		return arena_printf(a, "measure=%s&cost=%d&owner=%d&fix_by=%s&plan=%s", pick(6) ? "更换" : "", pick(900), pick(5) ? 1005 : 1004, today, pick(6) ? "围挡" : "");
	return arena_printf(a, "kind=%d&level=%d&days=%d&rating=%d&reply=%s&reason=%s&reported_on=%s&report_no=%s", pick(9), pick(5), pick(12), 1 + pick(3),
			    pick(4) ? "已经换好" : "", pick(6) ? "因为" : "", today, pick(3) ? "应急 3 号" : "");
}

static bool has(struct app *app, struct arena *a, int64_t id, const char *condition)
{
	return value(app, arena_printf(a, "select count(*) from hazard h where h.id = %lld and (%s)", (long long)id, condition)) > 0;
}

/* Read from events and tables alone. */
static const char *complete(struct app *app, struct arena *a, int64_t id)
{
	static const char *const needed[] = {"sort", "dispatch", "accept", "five", "after", "reply", "sign", "callback", "close"};
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (times_of(app, a, "hazard", id, needed[i]) < 1)
			return arena_printf(a, "closed without %s", needed[i]);
	if (has(app, a, id, "h.measure = '' or h.plan = '' or h.owner = 0 or h.fix_by = 0 or h.settled_on = 0 or h.after_at = 0 or h.signer = 0 or h.reply = '' or h.called_on = 0"))
		return "closed with one of the five, the photo, the result or the visit missing";
	if (has(app, a, id, "h.level = 4 and (h.reported_on = 0 or h.report_no = '')"))
		return "a major one closed before the authority was told";
	if (has(app, a, id, "not exists (select 1 from file f where f.record = 'hazard' and f.row_id = h.id)"))
		return "closed without a file";
	if (has(app, a, id, "exists (select 1 from event e where e.record = 'hazard' and e.row_id = h.id and e.verb in ('close', 'callback') and e.actor = h.owner and e.id > (select max(s.id) from event s where s.row_id = h.id and s.verb = 'five'))"))
		return "verified by the owner of the correction";
	return ended_by_others(app, a, id, "close");
}

static int64_t make(struct app *app, struct arena *a, struct visitor **who, int i)
{
	visit_post(who[i % 8 == 7 ? 1 : 3], "/m/hazard", arena_printf(a, "kind=2&place=第%d处&content=电缆外皮破损，露出铜芯。", i));
	return value(app, "select max(id) from hazard");
}

static const char *const mobiles[] = {"13800000003", "13800000004", "13800000005", "13800000007", "13800000008", NULL};
static const char *const verbs[] = {"sort", "dispatch", "accept", "settle", "after", "reply", "sign", "rate", "close", "bounce", "pause", "resume", "extend", "transfer",
	"cosign", "unsign", "callback", "again", "reopen", "refuse", "withdraw", "urge", "say", "bounce_up", "merge", "rated", "rerate", "rerate_bad", "rerate_good", "authority", "five", NULL};
static const struct orders orders = {
	.record = "hazard", .base = "/hazards", .page = "/m/hazard", .mobiles = mobiles, .verbs = verbs, .rows = 16, .tries = 4500, .ends_least = 3,
	.next = {[2] = {"sort"}, [3] = {"dispatch"}, [4] = {"accept"}, [5] = {"settle", "after", "reply"}, [6] = {"resume"}, [7] = {"sign", "sign", "cosign"},
		 [9] = {"close", "callback", "authority"}, [10] = {"rate"}},
	.make = make, .form = form_for, .uploads = "after", .ended = "state = 10", .wrong = complete,
};

static const char *random_orders(struct app *app)
{
	return orders_play(app, &orders);
}

static const struct step steps[] = {
	{"no order of steps closes a hazard that lacks one", .check = random_orders},
	{"the index agrees with the rows", .sql = "select count(*) from hazard a join matter_index i on i.row_id = a.id where i.stage <> a.state", .is = "0"},
	{"every answer has its row of ratings, none twice", .sql = "select count(*) from hazard h where h.signer <> 0 and h.replied_on <> 0 and (select count(*) from rating x where x.record = 'hazard' and x.matter = h.id and x.round = h.rounds) <> 1", .is = "0"},
	{"the grade of the last one is the hazard's", .sql = "select count(*) from hazard h join rating x on x.matter = h.id and x.round = h.rounds where h.rating > x.grade", .is = "0"},
};

int main(void)
{
	return scenario("hazard-orders", steps, sizeof(steps) / sizeof(steps[0]));
}
