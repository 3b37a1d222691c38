/*
 * No order of moves reaches a closed case with a missing step: people try steps of cases and of
 * their letters at random; whatever is closed has every step in its history, made by who may.
 */
#include "scenario/orders.h"

static const char *form_for(struct arena *a, const char *verb)
{
	(void)verb;
	return arena_printf(a, "kind=%d&level=%d&inspector1=%d&inspector2=%d&no_recusal=%d&inquired_on=2024-03-01&place=查&findings=%s&law=法&corrected_on=2024-03-01&correction=改&"
		"verified=%d&referred_to=监察&referred_no=1&referred_on=2024-03-01&feedback_on=2024-03-01&referred_result=办&days=3&reason=%s",
		pick(14), pick(4), 1005 + pick(2), 1005 + pick(3), pick(8) ? 1 : 0, pick(6) ? "未付工资" : "", 1 + (pick(3) == 0), pick(8) ? "因为" : "");
}

/* The letters of a case: one more step with each of the case. */
static struct visitor **everybody;
static void play_letters(struct app *app, struct arena *a, int64_t id)
{
	static const char *const verbs[] = {"sign", "serve", "answer", "void", "unserve", "unanswer"};
	int64_t l = value(app, arena_printf(a, "select coalesce(max(id), 0) from labour_letter where matter = %lld", (long long)id));
	int64_t state = l ? value(app, arena_printf(a, "select state from labour_letter where id = %lld", (long long)l)) : 0;
	const char *today = day_iso(a, day_of_instant(clock_now()));
	if (!l || state > 3)
		visit_post(everybody[1 + pick(2)], arena_printf(a, "/labour/cases/%lld/letters", (long long)id), arena_printf(a, "kind=%d&receiver=厂&body=改", 1 + pick(3)));
	else
		visit_post(everybody[pick(2)], arena_printf(a, "/labour/letters/%lld/%s", (long long)l, pick(8) ? verbs[state - 1] : verbs[pick(6)]),
			   arena_printf(a, "served_on=%s&served_how=1&served_to=人&answered_on=%s&result=%d&answer=答&reason=废", today, today, 1 + pick(6)));
}

static int64_t make(struct app *app, struct arena *a, struct visitor **who, int i)
{
	static bool staffed;
	everybody = who;
	for (int p = 1005; !staffed && p <= 1006; p++)
		visit_post(who[0], "/labour/officers", arena_printf(a, "person=%d&kind=1&certificate=J%d&expires_on=2029-12-31", p, p));
	staffed = true;
	visit_post(who[i % 5 == 0 ? 0 : 1], "/labour/cases", "employer=样例厂&source=1&title=欠薪&content=欠薪");
	return value(app, "select max(id) from labour_case");
}

static const char *complete(struct app *app, struct arena *a, int64_t id)
{
	static const char *const needed[] = {"sort", "assign", "verify", "close"};
	long long c = (long long)id;
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (times_of(app, a, "labour_case", id, needed[i]) < 1)
			return arena_printf(a, "closed without %s", needed[i]);
	if (value(app, arena_printf(a, "select count(*) from labour_case where id = %lld and (inspector1 = 0 or inspector2 = 0 or inspector1 = inspector2 or no_recusal = 0 or findings = '' or breach = 0 or verified <> 1)", c)))
		return "closed with a missing step";
	if (value(app, arena_printf(a, "select count(*) from labour_case where id = %lld and verifier in (inspector1, inspector2, inspector3)", c)))
		return "an inspector checked it";
	if (value(app, arena_printf(a, "select count(*) from event e join labour_case c on c.id = e.row_id where e.row_id = %lld and e.verb = 'close' and e.actor in (c.inspector1, c.inspector2, c.inspector3, c.created_by)", c)))
		return "somebody closed his own";
	if (value(app, arena_printf(a, "select count(*) from labour_case c where c.id = %lld and c.breach = 1 and c.feedback_on = 0 and (c.corrected_on = 0 or not exists (select 1 from labour_letter l where l.matter = c.id and l.state = 4 and l.result in (1, 2, 5)))", c)))
		return "a breach closed without letter, answer and correction";
	if (value(app, arena_printf(a, "select count(*) from labour_letter where matter = %lld and state in (1, 2, 3)", c)))
		return "closed with a letter under way";
	if (value(app, arena_printf(a, "select count(*) from labour_letter x where x.matter = %lld and x.kind = 3 and x.state <> 6 and not exists (select 1 from labour_letter l where l.matter = x.matter and l.kind = 2 and l.state in (4, 5))", c)))
		return "an advice without an opinion before";
	return NULL;
}

static const char *const mobiles[] = {"13800000003", "13800000004", "13800000006", "13800000005", "13800000007", NULL};
static const char *const verbs[] = {"sort", "assign", "reassign", "findings", "clear", "corrected", "refer", "feedback", "verify", "again", "reinquire", "close", "reopen", "refuse",
	"merge", "extend", "say", "letter", "unrefuse", "unmerge", "refind", "uncorrect", "unrefer", "unfeedback", "unverify", NULL};
static const struct orders orders = {
	.record = "labour_case", .base = "/labour/cases", .page = "/m", .mobiles = mobiles, .verbs = verbs, .rows = 10, .tries = 1200, .ends_least = 3,
	.next = {[2] = {"sort"}, [3] = {"assign"}, [5] = {"findings", "findings", "clear"}, [7] = {"corrected"}, [9] = {"verify", "close", "close", "again"}, [14] = {"feedback"}},
	.make = make, .form = form_for, .ended = "state = 10", .wrong = complete, .beside = play_letters,
};

static const char *random_orders(struct app *app)
{
	return orders_play(app, &orders);
}

static const struct step steps[] = {
	{"no order of steps closes a case that lacks one", .check = random_orders},
	{"all three letters were written", .sql = "select count(distinct kind) from labour_letter", .is = "3"},
	{"no letter was voided that had been served", .sql = "select count(*) from labour_letter l where l.state = 6 and exists (select 1 from event e where e.record = 'labour_letter' and e.row_id = l.id and e.verb = 'serve')", .is = "0"},
	{"the index agrees with the rows", .sql = "select count(*) from labour_case c join matter_index i on i.row_id = c.id where i.stage <> c.state", .is = "0"},
	{"no number was given twice", .sql = "select count(*) from (select number from labour_letter where number <> '' group by number having count(*) > 1) x", .is = "0"},
};

int main(void)
{
	return scenario("labour orders", steps, sizeof(steps) / sizeof(steps[0]));
}
