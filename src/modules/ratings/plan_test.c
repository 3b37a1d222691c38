/* A work point bound to the call-backs of ratings moves with them, and back. */
#include "modules/follow/sample_test.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define WORKER "13800000007"

/* The first point of the federation's plan counts call-backs made instead of activities, two of them. */
static void before(struct app *app)
{
	struct db *d = writer_db(app->writer);
	sample_federation_plan(app);
	db_begin(d);
	db_run(db_use_text(d, "update task set measure = 'rating.called', target = 2 where measure = 'activity.held'"));
	db_commit(d);
}

static const struct step steps[] = {
	{"the union's task", .sql = "select id from task where unit = 10 and measure = 'rating.called'", .keep = "t"},
	{"nothing yet", .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 0/2 次"},
	{"a worker asks", .as = WORKER, .post = "/m/ask", .form = "mode=2&kind=3&content=浴室的更衣柜锈穿了。", .want = 303, .keep = "a"},
	{"sorted", .as = CADRE, .post = "/appeals/{a}/sort", .form = "kind=3&level=1", .want = 303},
	{"sent", .as = CADRE, .post = "/appeals/{a}/dispatch", .form = "unit=104", .want = 303},
	{"signed for", .as = HANDLER, .post = "/appeals/{a}/accept", .want = 303},
	{"replied", .as = HANDLER, .post = "/appeals/{a}/reply", .form = "reply=换了十组。", .want = 303},
	{"signed", .as = CHAIR, .post = "/appeals/{a}/sign", .want = 303},
	{"rated", .as = WORKER, .post = "/m/appeals/{a}/rate", .form = "rating=3&_back=/m/ratings", .want = 303},
	{"a call-back owed is none made", .settle = 1, .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 0/2 次"},
	{"which", .sql = "select id from rating", .keep = "r"},
	{"called", .as = CADRE, .post = "/ratings/{r}/call", .form = "result=1&said=打过电话。", .want = 303},
	{"one of two", .settle = 1, .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 1/2 次"},
	{"down to the rows behind it", .as = CADRE, .get = "/ratings?state=3", .want = 200, .sees = "SQ-2024-0001"},
	{"taken back", .as = CADRE, .post = "/rating/{r}/do/uncall", .form = "reason=记错了", .want = 303},
	{"it falls back", .settle = 1, .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 0/2 次"},
};

int main(void)
{
	return scenario_with("ratings-plan", before, steps, sizeof(steps) / sizeof(steps[0]));
}
