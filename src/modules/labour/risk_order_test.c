/*
 * No order of moves reaches a closed risk with a missing step: people try steps at random; whatever is
 * closed was graded and settled after it was last opened, with measures and outcome, and others closed it.
 */
#include "scenario/orders.h"

static const char *form_for(struct arena *a, const char *verb)
{
	(void)verb;
	return arena_printf(a, "level=%d&measures=%s&outcome=%s&settled_on=%s&reason=%s", pick(5), pick(6) ? "约谈" : "", pick(6) ? "已发放" : "",
			    pick(8) ? day_iso(a, day_of_instant(clock_now())) : "2031-01-01", pick(8) ? "因为" : "");
}

static int64_t make(struct app *app, struct arena *a, struct visitor **who, int i)
{
	(void)a;
	visit_post(who[i % 3], "/labour/risks", "title=欠薪&place=样例厂&kind=1&people=3&content=没有发");
	return value(app, "select max(id) from labour_risk");
}

/* The last event with this verb; 0: none. */
static int64_t last_of(struct app *app, struct arena *a, int64_t id, const char *verb)
{
	return value(app, arena_printf(a, "select coalesce(max(id), 0) from event where record = 'labour_risk' and row_id = %lld and verb = '%s'", (long long)id, verb));
}

static const char *complete(struct app *app, struct arena *a, int64_t id)
{
	static const char *const openings[] = {"back", "reopen", NULL};
	int64_t settle = last_of(app, a, id, "settle"), close = last_of(app, a, id, "close");
	long long x = (long long)id;
	if (!last_of(app, a, id, "grade") || !settle || close < settle)
		return "closed without being graded and settled";
	for (size_t i = 0; openings[i]; i++)
		if (last_of(app, a, id, openings[i]) > settle)
			return arena_printf(a, "closed though it was not settled after %s", openings[i]);
	if (value(app, arena_printf(a, "select count(*) from labour_risk where id = %lld and (level = 0 or measures = '' or outcome = '' or settled_on = 0 or closed_on = 0 or due = 0 or number = '')", x)))
		return "closed with something missing";
	if (value(app, arena_printf(a, "select count(*) from event e join labour_risk x on x.id = e.row_id where e.record = 'labour_risk' and e.id = %lld and e.actor in (x.handler, x.reporter)", (long long)close)))
		return "who reported or settled it closed it";
	return NULL;
}

static const char *const mobiles[] = {"13800000003", "13800000004", "13800000007", "13800000021", NULL};
static const char *const verbs[] = {"grade", "regrade", "drop", "progress", "settle", "back", "close", "reopen", "undrop", NULL};
static const struct orders orders = {
	.record = "labour_risk", .base = "/labour/risks", .page = "/m", .mobiles = mobiles, .verbs = verbs, .rows = 10, .tries = 1200, .ends_least = 3,
	.next = {[1] = {"grade"}, [2] = {"settle", "regrade"}, [3] = {"close", "back"}, [4] = {"close"}}, .make = make, .form = form_for, .ended = "state = 4", .wrong = complete,
};

static const char *random_orders(struct app *app)
{
	return orders_play(app, &orders);
}

static const struct step steps[] = {
	{"the worker is its information officer", .as = "13800000004", .post = "/labour/officers", .form = "person=1007&kind=3", .want = 303},
	{"no order of steps closes a risk that lacks one", .check = random_orders},
};

int main(void)
{
	return scenario("labour risk orders", steps, sizeof(steps) / sizeof(steps[0]));
}
