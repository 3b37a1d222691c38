/*
 * No order of moves completes a check-up with a missing step: people answer, report, correct and recheck at random;
 * whatever is done has every question answered, every finding corrected and rechecked by somebody else than who reported.
 */
#include "modules/labour/inside.h"
#include "scenario/orders.h"

enum { QUESTIONS = 20 };
static struct visitor **everybody;

static const char *form_for(struct arena *a, const char *verb)
{
	(void)verb;
	return arena_printf(a, "reason=%s", pick(8) ? "因为" : "");
}

/* Most questions at once, now and then some left open or a finding without what was found. */
static const char *answers(struct arena *a)
{
	struct buf b = buf_in(a);
	for (int i = 1; i <= QUESTIONS; i++)
		if (pick(12))
			buf_printf(&b, "&a%d=%d&n%d=%s&d%d=%s", i, pick(8) ? 1 : 2 + pick(2), i, pick(40) ? "三人" : "", i, day_iso(a, day_of_instant(clock_now()) + 5));
	return buf_text(&b) + 1;
}

/* What hangs on a check-up: its list of questions, and a correction or a recheck of a finding. */
static void play(struct app *app, struct arena *a, int64_t id)
{
	long long c = (long long)id;
	struct visitor *v = everybody[pick(3)];
	int64_t item = value(app, arena_printf(a, "select coalesce(min(item), 0) from checkup_answer where checkup = %lld and answer = 2 and confirmed_on = 0", c));
	if (value(app, arena_printf(a, "select state from labour_checkup where id = %lld", c)) == CHECKUP_OPEN)
		visit_post(v, arena_printf(a, "/labour/checkups/%lld/items", c), answers(a));
	else if (pick(2))
		visit_post(v, arena_printf(a, "/labour/checkups/%lld/fix", c), arena_printf(a, "item=%lld&note=%s", (long long)item, pick(6) ? "补签" : ""));
	else
		visit_post(v, arena_printf(a, "/labour/checkups/%lld/confirm", c), arena_printf(a, "item=%lld&good=%d", (long long)item, 1 + (pick(4) == 0)));
}

static int64_t make(struct app *app, struct arena *a, struct visitor **who, int i)
{
	everybody = who;
	visit_post(who[i % 2], "/labour/checkups", arena_printf(a, "title=样例厂%d&checked_on=2024-03-01&team=沈洁&workers=9", i));
	return value(app, "select max(id) from labour_checkup");
}

static const char *complete(struct app *app, struct arena *a, int64_t id)
{
	long long c = (long long)id;
	if (times_of(app, a, "labour_checkup", id, "report") < 1 || times_of(app, a, "labour_checkup", id, "close") < 1)
		return "done without a report of its own";
	if (value(app, arena_printf(a, "select count(*) from checkup_answer where checkup = %lld and answer in (1, 2, 3)", c)) != QUESTIONS)
		return "done with a question that nobody answered";
	if (value(app, arena_printf(a, "select count(*) from checkup_answer where checkup = %lld and answer = 2 and (note = '' or fix_by = 0 or fixed_on = 0 or fixed_note = '' or confirmed_on = 0 or confirmed_by = 0)", c)))
		return "done with a finding that is not corrected and rechecked";
	if (value(app, arena_printf(a, "select count(*) from checkup_answer x join labour_checkup k on k.id = x.checkup where k.id = %lld and x.answer = 2 and x.confirmed_by = k.inspector", c)))
		return "who reported rechecked";
	if (value(app, arena_printf(a, "select count(*) from event e join labour_checkup k on k.id = e.row_id where e.record = 'labour_checkup' and e.row_id = %lld and e.verb = 'close' and e.actor = k.inspector", c)))
		return "who reported ended it";
	if (value(app, arena_printf(a, "select count(*) from labour_checkup k where k.id = %lld and (number = '' or findings <> (select count(*) from checkup_answer x where x.checkup = k.id and x.answer = 2))", c)))
		return "its report counts otherwise";
	return NULL;
}

static const char *const mobiles[] = {"13800000003", "13800000004", "13800000007", "13800000021", NULL};
static const char *const verbs[] = {"do/report", "do/cancel", "do/close", "do/reopen", "do/fix", "do/confirm", "do/unreport", "do/restore", NULL};
static const struct orders orders = {
	.record = "labour_checkup", .base = "/labour_checkup", .page = "/labour/checkups", .mobiles = mobiles, .verbs = verbs, .rows = 5, .tries = 600, .ends_least = 3,
	.next = {[1] = {"do/report"}, [2] = {"do/close"}, [3] = {"do/reopen"}}, .make = make, .form = form_for, .beside = play, .ended = "state = 3", .wrong = complete,
};

static const char *random_orders(struct app *app)
{
	return orders_play(app, &orders);
}

static const struct step steps[] = {{"no order of steps ends a check-up that lacks one", .check = random_orders}};

int main(void)
{
	return scenario("labour checkup orders", steps, sizeof(steps) / sizeof(steps[0]));
}
