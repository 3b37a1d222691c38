/* Figures of proposals: what they count, as of which day, what is behind them, and a work point that moves with them. */
#include "kernel/measure.h"
#include "modules/follow/sample_test.h"
#include "modules/proposals/sample_test.h"
#include "scenario/scenario.h"

/* The first point of the federation's plan counts replies in time, two of them; the second is a rate. */
static void before(struct app *app)
{
	struct db *d = writer_db(app->writer);
	sample_reps(app);
	sample_federation_plan(app);
	db_begin(d);
	db_run(db_use_text(d, "update task set measure = 'proposal.in_time', target = 2 where measure = 'activity.held'"));
	db_commit(d);
}

static long long of(struct app *app, const char *key, int64_t unit, day on)
{
	return measure_value(writer_db(app->writer), key, unit, 0, on);
}

/* Three handed in, two filed, one returned; one replied in class A. Counted by hand. */
static const char *figures(struct app *app)
{
	day on = day_of(2024, 3, 20);
	return of(app, "proposal.submitted", 10, on) != 3 ? "not three submitted" : of(app, "proposal.filed", 10, on) != 2 ? "not two filed" :
	       of(app, "proposal.replied", 1, on) != 1 ? "not one replied" : of(app, "proposal.class_a", 10, on) != 1 ? "not one of class A" :
	       of(app, "proposal.open", 10, on) != 1 ? "not one open" : of(app, "proposal.submitted", 11, on) != 0 ? "the neighbour has some" : NULL;
}

static const char *as_of(struct app *app)
{
	return of(app, "proposal.replied", 10, day_of(2024, 3, 4)) != 0 ? "replied before it was" :
	       of(app, "proposal.overdue", 10, day_of(2024, 4, 1)) != 0 ? "overdue on its last day" :
	       of(app, "proposal.overdue", 10, day_of(2024, 4, 2)) != 1 ? "not overdue the day after" : NULL;
}

static const struct step steps[] = {
	{"the point of the plan", .sql = "select id from plan_node where number = '1'", .keep = "n"},
	{"the union's task", .sql = "select id from task where unit = 10 and measure = 'proposal.in_time'", .keep = "t"},
	{"nothing yet", .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 0/2 件"},
	SESSION("3", "2024-04-10", "2024-03-01", "2024-03-15"),
	HANDED_IN("a", "巡检路线加扶手"),
	HANDED_IN("b", "食堂换净水器"),
	HANDED_IN("c", "给每人发一台汽车"),
	FILED("a"),
	FILED("b"),
	{"due on Sunday 31 March, so on Monday", .sql = "select due from proposal where id = {b}", .is = "19814"},
	{"the third is returned", .as = CADRE, .post = "/proposals/{c}/refuse", .form = "reason=不属于职权范围", .want = 303},
	{"talked", .now = "2024-03-05", .as = HANDLER, .post = "/proposals/{a}/talk", .form = "reason=当面沟通", .want = 303},
	{"replied", .as = HANDLER, .post = "/proposals/{a}/reply", .form = "outcome=1&reply=装好了。", .want = 303},
	{"not before it is signed", .settle = 1, .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 0/2 件"},
	{"signed", .as = CHAIR, .post = "/proposals/{a}/sign", .want = 303},
	{"the point moved", .settle = 1, .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 1/2 件"},
	{"on its page too", .as = CADRE, .get = "/points/{n}", .want = 200, .sees = "1/2 件"},
	{"figures as counted by hand", .check = figures},
	{"as of other days", .check = as_of},
	{"behind the figure: the list", .as = CADRE, .get = "/proposals?outcome=1&state=8,9,10,14", .want = 200, .sees = "巡检路线加扶手", .sees_not = "食堂换净水器"},
	{"dissatisfied, handled again: it falls back", .as = REP, .post = "/m/proposals/{a}/rate", .form = "rating=3&reason=只装了一半", .want = 303},
	{"when all have rated", .as = WORKER, .post = "/m/proposals/{a}/rate", .form = "rating=1", .want = 303},
	{"all", .as = AUDITOR, .post = "/m/proposals/{a}/rate", .form = "rating=1", .want = 303},
	{"none of two", .settle = 1, .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 0/2 件"},
	{"an export of the list", .as = CADRE, .post = "/lists/proposals/export", .form = "format=csv&reason=汇总", .want = 200},
};

int main(void)
{
	return scenario_with("proposals-plan", before, steps, sizeof(steps) / sizeof(steps[0]));
}
