/* A cadre of two unions chooses for which one he works; who works for one is asked nothing. */
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define CHOICE "在哪家工会办理"
#define HERE "aria-current=\"true\">临江发电有限公司工会</a>"
#define THERE "aria-current=\"true\">临江港务集团工会</a>"
#define DESK "kind=3&content=候工楼的饮水机坏了，夜班没有热水。"

static const struct step steps[] = {
	{"of one union: no choice", .as = CADRE, .get = "/appeals/new", .want = 200, .sees_not = CHOICE},
	{"he becomes a cadre of the port as well", .sql = "insert into post(id, person, unit, role, title, since, until, state) values (77031, 1004, 11, 4, '', 19000, 0, 1)"},
	{"the desk asks where, the first one is chosen", .as = CADRE, .get = "/appeals/new", .want = 200, .sees = HERE},
	{"and leads to the other", .as = CADRE, .get = "/appeals/new", .want = 200, .sees = "/appeals/new?at_union=11\">临江港务集团工会</a>"},
	{"his colleague of one union is still not asked", .as = CHAIR, .get = "/appeals/new", .want = 200, .sees_not = CHOICE},
	{"there", .as = CADRE, .get = "/appeals/new?at_union=11", .want = 200, .sees = THERE},
	{"the form carries it", .as = CADRE, .get = "/appeals/new?at_union=11", .want = 200, .sees = "name=\"at_union\" value=\"11\""},
	{"also when it comes back", .as = CADRE, .post = "/appeals/new", .form = "at_union=11&kind=&content=候工楼没有热水", .want = 422, .sees = "name=\"at_union\" value=\"11\""},
	{"with what was typed", .as = CADRE, .post = "/appeals/new", .form = "at_union=11&kind=&content=候工楼没有热水", .want = 422, .sees = "候工楼没有热水</textarea>"},
	{"entered there", .as = CADRE, .post = "/appeals/new", .form = "at_union=11&" DESK, .want = 303, .sql = "select unit from appeal", .is = "11"},
	{"without a choice at the first", .as = CADRE, .post = "/appeals/new", .form = DESK, .want = 303, .sql = "select unit from appeal order by unit", .is = "10 11"},
	{"where he has no post he cannot choose", .as = CADRE, .post = "/appeals/new", .form = "at_union=12&" DESK, .want = 303, .sql = "select count(*) from appeal where unit = 12", .is = "0"},
	{"a poster of the port", .as = CADRE, .get = "/appeals/poster?at_union=11&places=候工楼", .want = 200, .sees = "<h1>临江港务集团工会</h1>"},
	{"its PDF too", .as = CADRE, .get = "/appeals/poster?at_union=11&places=候工楼", .want = 200, .sees = "/appeals/poster.pdf?at_union=11&amp;places="},
	{"so", .as = CADRE, .get = "/appeals/poster.pdf?at_union=11&places=候工楼", .want = 200, .sees = "%PDF-"},
	{"the topics of the port", .as = CADRE, .get = "/appeals/topics?at_union=11", .want = 200, .sees = THERE},
	{"by its own address it is marked as well, and the other is one tap away", .as = CADRE, .get = "/appeals/topics?unit=11&month=2024-03", .want = 200, .sees = "/appeals/topics?at_union=10&amp;month=2024-03\">临江发电有限公司工会</a>"},
	{"the ledger of hazards", .as = CADRE, .get = "/hazards/ledger?at_union=11", .want = 200, .sees = THERE},
	{"the net of inspectors", .as = CADRE, .get = "/inspectors/net?at_union=11", .want = 200, .sees = THERE},
	{"the supervision of proposals", .as = CADRE, .get = "/proposals/supervise?at_union=11", .want = 200, .sees = THERE},
	{"a patrol", .as = CADRE, .get = "/patrols/new?at_union=11", .want = 200, .sees = "name=\"at_union\" value=\"11\""},
	{"is planned there", .as = CADRE, .post = "/patrols", .form = "at_union=11&title=春季巡查&held_on=2024-03-15&items=护栏&places=1&people=1", .want = 303, .sql = "select unit from patrol", .is = "11"},
	{"a session", .as = CADRE, .get = "/proposal-sessions/new?at_union=11", .want = 200, .sees = THERE},
	{"is held there", .as = CADRE, .post = "/proposal-sessions", .form = "at_union=11&title=二届一次职工代表大会&kind=1&term_no=2&session_no=1&held_on=2024-05-10&opens=2024-03-01&closes=2024-03-20", .want = 303, .sql = "select unit from congress_session", .is = "11"},
	{"inspectors are chosen among its people", .as = CADRE, .get = "/inspectors/new?at_union=11", .want = 200, .sees = "样例吴港", .sees_not = "样例赵工"},
	{"a public answer of the port", .as = CADRE, .get = "/answers/new?at_union=11", .want = 200, .sees = "name=\"at_union\" value=\"11\""},
	{"lists do not take it for a condition", .as = CADRE, .get = "/appeals?at_union=11", .want = 200, .sees_not = "不认识的条件"},
};

int main(void)
{
	return scenario("places", steps, sizeof(steps) / sizeof(steps[0]));
}
