/* A work point bound to what is done about labour relations moves with each record, and back; from its number down to the records. */
#include "modules/follow/sample_test.h"
#include "scenario/scenario.h"

#define PLANT_CADRE "13800000004"
#define ALL "a1=1&a2=1&a3=1&a4=1&a5=1&a6=1&a7=1&a8=1&a9=1&a10=1&a11=1&a12=1&a13=1&a14=1&a15=1&a16=1&a17=1&a18=1&a19=1&a20=1"

/* The first point of the federation's plan counts check-ups instead of activities, the second risks that are closed. */
static void before(struct app *app)
{
	struct db *d = writer_db(app->writer);
	sample_federation_plan(app);
	db_begin(d);
	db_run(db_use_text(d, "update task set measure = 'checkup.done', target = 2 where measure = 'activity.held'"));
	db_run(db_use_text(d, "update task set measure = 'labour_risk.closed', target = 4 where measure = 'activity.people'"));
	db_commit(d);
}

static const struct step steps[] = {
	{"the union's task of check-ups", .sql = "select id from task where unit = 10 and measure = 'checkup.done'", .keep = "t"},
	{"and of risks", .sql = "select id from task where unit = 10 and measure = 'labour_risk.closed'", .keep = "u"},
	{"nothing yet", .as = PLANT_CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 0/2 家次"},
	{"a check-up", .as = PLANT_CADRE, .post = "/labour/checkups", .form = "title=样例机械厂&checked_on=2024-03-01&team=沈洁", .want = 303, .keep = "c"},
	{"all kept", .as = PLANT_CADRE, .post = "/labour/checkups/{c}/items", .form = ALL, .want = 303},
	{"reported", .as = PLANT_CADRE, .post = "/labour_checkup/{c}/do/report", .want = 303},
	{"a report is none that is done", .settle = 1, .as = PLANT_CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 0/2 家次"},
	{"done", .as = CHAIR, .post = "/labour_checkup/{c}/do/close", .want = 303},
	{"one of two", .settle = 1, .as = PLANT_CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 1/2 家次"},
	{"from its number to the rows: of the union, of the days", .as = PLANT_CADRE, .get = "/tasks/{t}", .want = 200, .sees = "/labour/checkups?state=3&amp;unit=10&amp;closed_on_from="},
	{"none of the days before", .as = PLANT_CADRE, .get = "/labour/checkups?state=3&unit=10&closed_on_from=2024-01-01&closed_on_to=2024-02-29", .want = 200, .sees_not = "样例机械厂"},
	{"down to the rows behind it", .as = PLANT_CADRE, .get = "/labour/checkups?state=3&unit=10&closed_on_from=2024-01-01&closed_on_to=2024-03-01", .want = 200, .sees = "样例机械厂"},
	{"taken back", .as = CHAIR, .post = "/labour_checkup/{c}/do/reopen", .form = "reason=补材料", .want = 303},
	{"it falls back", .settle = 1, .as = PLANT_CADRE, .get = "/tasks/{t}", .want = 200, .sees = "指标 0/2 家次"},
	{"a risk", .as = PLANT_CADRE, .post = "/labour/risks", .form = "title=欠薪&place=样例厂&kind=1&content=没有发", .want = 303, .keep = "r"},
	{"graded", .as = PLANT_CADRE, .post = "/labour/risks/{r}/grade", .form = "level=1", .want = 303},
	{"settled", .as = PLANT_CADRE, .post = "/labour/risks/{r}/settle", .form = "measures=约谈&outcome=已发&settled_on=2024-03-01", .want = 303},
	{"not closed yet", .settle = 1, .as = PLANT_CADRE, .get = "/tasks/{u}", .want = 200, .sees = "指标 0/4 件"},
	{"who reported it does not close it", .as = PLANT_CADRE, .post = "/labour/risks/{r}/close", .want = 409, .sees = "由别人销号"},
	{"another one does", .as = CHAIR, .post = "/labour/risks/{r}/close", .want = 303},
	{"one of four", .settle = 1, .as = PLANT_CADRE, .get = "/tasks/{u}", .want = 200, .sees = "指标 1/4 件"},
	{"down to it", .as = PLANT_CADRE, .get = "/labour/risks?state=4", .want = 200, .sees = "欠薪"},
	{"it comes back: handled anew, within 15 working days of its own", .now = "2024-03-04", .as = CHAIR, .post = "/labour/risks/{r}/reopen", .form = "reason=又拖欠", .want = 303},
	{"to 25 March", .sql = "select due from labour_risk", .is = "19807"},
	{"and counts no more", .settle = 1, .as = PLANT_CADRE, .get = "/tasks/{u}", .want = 200, .sees = "指标 0/4 件"},
	{"the day before it ends the union is reminded", .now = "2024-03-24", .settle = 1, .sql = "select count(*) from message where title = '劳动关系风险处置即将到期：欠薪'", .is = "2"},
	{"the day after again, and only once", .now = "2024-03-28", .settle = 1, .sql = "select count(*) from message where title = '劳动关系风险逾期没有处置：欠薪'", .is = "2"},
};

int main(void)
{
	return scenario_with("labour-plan", before, steps, sizeof(steps) / sizeof(steps[0]));
}
