/* A work point bound to a figure of appeals moves when an appeal moves, and back. */
#include "modules/follow/sample_test.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define WORKER "13800000007"

/* The first point of the federation's plan counts closed appeals instead of activities, two of them. */
static void before(struct app *app)
{
	struct db *d = writer_db(app->writer);
	sample_federation_plan(app);
	db_begin(d);
	db_run(db_use_text(d, "update task set measure = 'appeal.closed', target = 2 where measure = 'activity.held'"));
	db_commit(d);
}

static const struct step steps[] = {
	{"the point of the plan", .sql = "select id from plan_node where number = '1'", .keep = "n"},
	{"the union's task", .sql = "select id from task where unit = 10 and measure = 'appeal.closed'", .keep = "t"},
	{"nothing yet", .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 0/2 件"},
	{"a worker asks", .as = WORKER, .post = "/m/ask", .form = "mode=1&kind=3&content=浴室的更衣柜锈穿了。", .want = 303, .keep = "a"},
	{"sorted", .as = CADRE, .post = "/appeals/{a}/sort", .form = "kind=3&level=1", .want = 303},
	{"sent", .as = CADRE, .post = "/appeals/{a}/dispatch", .form = "unit=104", .want = 303},
	{"signed for", .as = HANDLER, .post = "/appeals/{a}/accept", .want = 303},
	{"replied", .as = HANDLER, .post = "/appeals/{a}/reply", .form = "reply=换了十组。", .want = 303},
	{"signed", .as = CHAIR, .post = "/appeals/{a}/sign", .want = 303},
	{"rated", .as = WORKER, .post = "/m/appeals/{a}/rate", .form = "rating=1&_back=/m/appeals/{a}", .want = 303},
	{"not closed yet: the point stands", .settle = 1, .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 0/2 件"},
	{"closed", .as = CADRE, .post = "/appeals/{a}/close", .want = 303},
	{"one of two", .settle = 1, .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 1/2 件"},
	{"the point shows it", .as = CADRE, .get = "/points/{n}", .want = 200, .sees = "1/2 件"},
	{"opened again", .as = CADRE, .post = "/appeals/{a}/reopen", .form = "reason=登记有误", .want = 303},
	{"it falls back", .settle = 1, .as = CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 0/2 件"},
};

int main(void)
{
	return scenario_with("appeals-plan", before, steps, sizeof(steps) / sizeof(steps[0]));
}
