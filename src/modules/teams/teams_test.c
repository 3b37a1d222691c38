#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define FEDERATION "13800000001"

static const struct step steps[] = {
	{"the empty list says what to do", .as = CADRE, .get = "/teams", .want = 200, .sees = "还没有登记班组"},
	{"a worker may not register one", .as = WORKER, .post = "/teams", .form = "name=一班&kind=1", .want = 403},
	{"the form", .as = CADRE, .get = "/teams/new", .want = 200, .sees = "样例孟庆"},
	{"the kind is needed", .as = CADRE, .post = "/teams", .form = "name=样例一班", .want = 422, .sees = "value=\"样例一班\""},
	{"a leader from elsewhere is refused", .as = CADRE, .post = "/teams", .form = "name=样例一班&kind=1&leader=1012", .want = 422, .sees = "班组长要在本工会的人员里选"},
	{"nor a place of another union", .as = CADRE, .post = "/teams", .form = "name=样例一班&kind=1&place=11", .want = 422, .sees = "组织里的班组要在本工会里选"},
	{"registered", .as = CADRE, .post = "/teams", .form = "name=样例一班&kind=1&leader=1006&place=105&members=12&founded=2020-05-01", .want = 303, .keep = "t"},
	{"its page", .as = WORKER, .get = "/teams/{t}", .want = 200, .sees = "样例孟庆"},
	{"staff see who belongs to it", .as = CADRE, .get = "/teams/{t}", .want = 200, .sees = "组织里 2 人，登记的人数是 12"},
	{"an import of members that is still being written", .sql = "insert into arriving(batch) values (99)"},
	{"has one of them", .sql = "update person set batch = 99 where unit = 105 and id <> 1006"},
	{"who shows only when all have arrived", .as = CADRE, .get = "/teams/{t}", .want = 200, .sees = "组织里 1 人，登记的人数是 12"},
	{"as now", .sql = "delete from arriving"},
	{"both are there", .as = CADRE, .get = "/teams/{t}", .want = 200, .sees = "组织里 2 人，登记的人数是 12"},
	{"with the leader marked", .as = CADRE, .get = "/teams/{t}", .want = 200, .sees = "班组长</span>"},
	{"a worker does not", .as = WORKER, .get = "/teams/{t}", .want = 200, .sees_not = "组织里 2 人"},
	{"has no honour yet", .as = CADRE, .get = "/teams/{t}", .want = 200, .sees = "还没有称号"},
	{"the name once", .as = CADRE, .post = "/teams", .form = "name=样例一班&kind=2", .want = 422, .sees = "已有同名的班组"},
	{"the form to change", .as = CADRE, .get = "/teams/{t}/edit", .want = 200, .sees = "_version"},
	{"changed", .as = CADRE, .post = "/teams/{t}", .form = "name=样例一班&kind=2&leader=1006&members=13&_version=1", .want = 303},
	{"by the second of two editors not", .as = CHAIR, .post = "/teams/{t}", .form = "name=样例一班&kind=3&_version=1", .want = 409},
	{"another union neither reads", .as = OTHER_CHAIR, .get = "/teams/{t}", .want = 403},
	{"nor changes it", .as = OTHER_CHAIR, .post = "/teams/{t}", .form = "name=x&kind=1&_version=2", .want = 403},
	{"a photo", .as = CADRE, .post = "/teams/{t}/files", .file = "file=班组.txt=班组介绍", .want = 303},
	{"on its page", .as = FEDERATION, .get = "/teams/{t}", .want = 200, .sees = "班组.txt"},
	{"dissolving wants a reason", .as = CADRE, .post = "/team/{t}/do/dissolve", .want = 422},
	{"dissolved", .as = CADRE, .post = "/team/{t}/do/dissolve", .form = "reason=合并", .want = 303},
	{"it is not changed any more", .as = CADRE, .get = "/teams/{t}/edit", .want = 409},
	{"and counts no more", .settle = 1, .sql = "select n from counter where measure = 'team.active' and unit = 10 and grain = 2 and at = 2024", .is = "0"},
	{"restored", .as = CHAIR, .post = "/team/{t}/do/restore", .form = "reason=登记有误", .want = 303},
	{"it counts for the federation", .settle = 1, .sql = "select n from counter where measure = 'team.active' and unit = 1 and grain = 2 and at = 2024", .is = "1"},
	{"a federation that changes it picks among the people of its union", .as = FEDERATION, .get = "/teams/{t}/edit", .want = 200, .sees = "样例孟庆", .sees_not = "样例吴港"},
	{"whose first post is elsewhere and gives no such right", .sql = "insert into post(id, unit, version, state, person, role, since) values (1, 11, 1, 1, 1004, 1, 10000)"},
	{"works where his post gives it", .as = CADRE, .post = "/teams", .form = "name=样例二班&kind=3", .want = 303, .keep = "t2"},
	{"for his union", .sql = "select unit from team where id = {t2}", .is = "10"},
	{"the list filters", .as = FEDERATION, .get = "/teams?kind=2", .want = 200, .sees = "样例一班"},
	{"and leaves others out", .as = FEDERATION, .get = "/teams?kind=1", .want = 200, .sees_not = "样例一班"},
};

int main(void)
{
	return scenario("teams", steps, sizeof(steps) / sizeof(steps[0]));
}
