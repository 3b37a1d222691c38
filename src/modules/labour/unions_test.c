/* Who holds his right in two unions chooses for which of them he registers; neither is taken for the other. */
#include "scenario/scenario.h"

#define CADRE "13800000004"
#define CHAIR "13800000003"
#define WORKER "13800000007"
#define CHOICE "aria-label=\"在哪家工会办理\""
#define BOTH(say, path) \
	{say " offers both", .as = CADRE, .get = path, .want = 200, .sees = path "?at_union=11\">"}, \
	{"and keeps the one that was chosen", .as = CADRE, .get = path "?at_union=11", .want = 200, .sees = "<input type=\"hidden\" name=\"at_union\" value=\"11\">"}

static const struct step steps[] = {
	{"who works for one union is asked nothing", .as = CADRE, .get = "/labour/cases/new", .want = 200, .sees_not = CHOICE},
	{"the cadre of the plant works for the port, too", .sql = "insert into post(id, person, unit, role, title, since, until) values (77001, 1004, 11, 4, '', 19000, 0)"},
	BOTH("a case", "/labour/cases/new"),
	BOTH("legal aid", "/labour/aids/new"),
	BOTH("a check-up", "/labour/checkups/new"),
	BOTH("an officer", "/labour/officers/new"),
	BOTH("a period", "/labour/periods/new"),
	BOTH("a risk", "/labour/risks/new"),
	BOTH("a visit", "/m/visits/new"),
	{"the board of ratings offers both", .as = CADRE, .get = "/ratings/board", .want = 200, .sees = "/ratings/board?at_union=11\">"},
	{"and shows the chosen one", .as = CADRE, .get = "/ratings/board?at_union=11", .want = 200, .sees = "港务"},
	{"the port's people for the port", .as = CADRE, .get = "/labour/aids/new?at_union=11", .want = 200, .sees = "样例吴港", .sees_not = "样例赵工"},
	{"the plant's for the plant", .as = CADRE, .get = "/labour/aids/new", .want = 200, .sees = "样例赵工", .sees_not = "样例吴港"},
	{"wrong input keeps the union too", .as = CADRE, .post = "/labour/officers", .form = "at_union=11&certificate=JD-7", .want = 422, .sees = "name=\"at_union\" value=\"11\""},
	{"nobody of the plant becomes the port's", .as = CADRE, .post = "/labour/aids", .form = "at_union=11&author=1007&kind=1&opponent=甲&means=2&content=乙", .want = 422, .sees = "本工会的人员"},
	{"a case of the port", .as = CADRE, .post = "/labour/cases", .form = "at_union=11&employer=样例劳务公司&source=1&title=欠薪&content=没有发", .want = 303},
	{"one of the plant", .as = CADRE, .post = "/labour/cases", .form = "employer=样例劳务公司&source=1&title=欠薪&content=没有发", .want = 303},
	{"each where it belongs", .sql = "select unit from labour_case order by unit desc", .is = "11 10"},
	{"a check-up, a risk, a period and a visit of the port", .as = CADRE, .post = "/labour/checkups", .form = "at_union=11&title=厂&checked_on=2024-03-01&team=人", .want = 303},
	{"a risk", .as = CADRE, .post = "/labour/risks", .form = "at_union=11&title=欠薪&place=厂&kind=1&content=没有发", .want = 303},
	{"a period", .as = CADRE, .post = "/labour/periods", .form = "at_union=11&title=清明&since=2024-03-11&until=2024-03-12&reach=1", .want = 303},
	{"a visit", .as = CADRE, .post = "/m/visits", .form = "at_union=11&place=码头&kind=1&held_on=2024-03-01&people=我", .want = 303},
	{"all of the port", .sql = "select (select unit from labour_checkup) || ' ' || (select unit from labour_risk) || ' ' || (select unit from alert_period) || ' ' || (select unit from visit)", .is = "11 11 11 11"},
	{"a worker chooses nothing", .as = WORKER, .get = "/labour/cases/new?at_union=11", .want = 403},
	{"the chair mediates at two", .sql = "insert into post(id, person, unit, role, title, since, until) values (77002, 1003, 11, 5, '', 19000, 0)"},
	{"and chooses at the desk", .as = CHAIR, .get = "/labour/mediations/new?at_union=11", .want = 200, .sees = "样例吴港"},
	{"for the port", .as = CHAIR, .post = "/labour/mediations", .form = "at_union=11&author=1012&kind=1&opponent=样例公司&claims=补发&content=少发", .want = 303},
	{"of the port", .sql = "select unit from mediation", .is = "11"},
};

int main(void)
{
	return scenario("labour unions", steps, sizeof(steps) / sizeof(steps[0]));
}
