/* Employee directors and supervisors: elected, filed above, watched by the radar, reporting, leaving, recalled. */
#include "modules/members/test_members.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define DIRECTOR "person=1003&board=1&company=临江发电有限公司&since=2024-01-10&until=2027-01-09&congress=七届三次职代会&entitled=30&yes=16"
#define SUPERVISOR "person=1006&board=2&company=临江发电有限公司&since=2021-03-20&until=2024-03-19&congress=七届一次职代会&entitled=31&yes=20"

static void members(struct app *app)
{
	static const int64_t ids[] = {1006};
	test_members(app, ids, 1);
}

static const struct step steps[] = {
	{"the empty list says what to do", .as = CHAIR, .get = "/directors", .want = 200, .sees = "还没有登记职工董事"},
	{"a worker does not list", .as = WORKER, .get = "/directors", .want = 403},
	{"the form", .as = CADRE, .get = "/directors/new", .want = 200, .sees = "选举的职代会"},
	{"a worker registers nobody", .as = WORKER, .post = "/directors", .form = DIRECTOR, .want = 403},
	{"15 of 30 is not over half", .as = CADRE, .post = "/directors", .form = "person=1003&board=1&company=x&since=2024-01-10&until=2027-01-09&congress=x&entitled=30&yes=15", .want = 422, .sees = "至少要 16 票"},
	{"nor are 31 of 30 any", .as = CADRE, .post = "/directors", .form = "person=1003&board=1&company=x&since=2024-01-10&until=2027-01-09&congress=x&entitled=30&yes=31", .want = 422, .sees = "不能多于"},
	{"four years are longer than a term", .as = CADRE, .post = "/directors", .form = "person=1003&board=1&company=x&since=2024-01-10&until=2028-01-09&congress=x&entitled=30&yes=16", .want = 422, .sees = "不超过 3 年（《公司法》第七十条"},
	{"a term ends after it began", .as = CADRE, .post = "/directors", .form = "person=1003&board=1&company=x&since=2024-01-10&until=2024-01-09&congress=x&entitled=30&yes=16", .want = 422, .sees = "晚于任期起"},
	{"a manager is no supervisor", .as = CADRE, .post = "/directors", .form = SUPERVISOR "&executive=1", .want = 422, .sees = "不得兼任监事"},
	{"nobody of another union", .as = CADRE, .post = "/directors", .form = "person=1012&board=1&company=x&since=2024-01-10&until=2027-01-09&congress=x&entitled=30&yes=16", .want = 422, .sees = "本单位的在册人员"},
	{"16 of 30 is", .as = CADRE, .post = "/directors", .form = DIRECTOR, .want = 303, .keep = "d"},
	{"once", .as = CADRE, .post = "/directors", .form = DIRECTOR, .want = 422, .sees = "已登记为职工董事"},
	{"the worker may read it", .as = WORKER, .get = "/directors/{d}", .want = 200, .sees = "赞成 16 票"},
	{"another union not", .as = OTHER_CHAIR, .get = "/directors/{d}", .want = 403},
	{"without the record it is not filed", .as = FEDERATION, .post = "/director/{d}/do/file", .form = "reason=样临工备〔2024〕1号", .want = 409, .sees = "选举记录"},
	{"the form again", .as = CADRE, .get = "/directors/{d}/edit", .want = 200},
	{"a slip is mended", .as = CADRE, .post = "/directors/{d}", .form = "person=1003&board=1&company=临江发电有限公司&since=2024-01-10&until=2027-01-09&congress=七届三次职代会&entitled=30&yes=17&_version=1", .want = 303},
	{"the record", .as = CADRE, .post = "/directors/{d}/files", .file = "file=记录.txt=选举记录", .want = 303},
	{"the union does not file it itself", .as = CHAIR, .post = "/director/{d}/do/file", .form = "reason=x", .want = 409, .sees = "由上一级工会备案"},
	{"the federation files it", .as = FEDERATION, .post = "/director/{d}/do/file", .form = "reason=样临工备〔2024〕1号", .want = 303},
	{"the number was wrong", .as = FEDERATION, .post = "/director/{d}/do/unfile", .form = "reason=文号有误", .want = 303},
	{"filed with another", .as = FEDERATION, .post = "/director/{d}/do/file", .form = "reason=样临工备〔2024〕2号", .want = 303},
	{"it counts", .sql = "select sum(n) from counter_delta where measure = 'director.serving' and unit = 1", .is = "1"},
	{"then it is fixed", .as = CADRE, .post = "/directors/{d}/files", .file = "file=a.txt=b", .want = 409},
	{"the yearly report", .as = CADRE, .post = "/director/{d}/do/report", .form = "reason=七届四次职代会，满意率九成", .want = 303},
	{"stands", .as = WORKER, .get = "/directors/{d}", .want = 200, .sees = "2024年3月1日"},
	/* the radar */
	{"a supervisor whose term ends soon", .as = CADRE, .post = "/directors", .form = SUPERVISOR, .want = 303, .keep = "s"},
	{"the radar warns of it", .as = CHAIR, .get = "/terms?within=30", .want = 200, .sees = "职工监事 样例孟庆"},
	{"and leads to it", .as = CHAIR, .get = "/terms?within=30", .want = 200, .sees = "href=\"/directors/"},
	{"by kind", .as = CHAIR, .get = "/terms?within=30&kind=11", .want = 200, .sees = "职工监事"},
	{"the union is told once", .settle = 1, .sql = "select count(*) from message where title = '届期将满' and person in (1003, 1004)", .is = "2"},
	{"the list is exported", .as = CHAIR, .get = "/terms/export?within=all", .want = 200},
	{"not by a worker", .as = WORKER, .get = "/terms/export", .want = 403},
	{"nor of another union", .as = OTHER_CHAIR, .get = "/terms/export?unit=10", .want = 403},
	{"the supervisor was entered by mistake", .as = CADRE, .post = "/director/{s}/do/void", .form = "reason=重复", .want = 303},
	{"no mistake", .as = CADRE, .post = "/director/{s}/do/restore", .form = "reason=没有重复", .want = 303},
	{"the radar knows it again", .as = CHAIR, .get = "/terms?within=30", .want = 200, .sees = "职工监事 样例孟庆"},
	{"a mistake", .as = CADRE, .post = "/director/{s}/do/void", .form = "reason=重复", .want = 303},
	{"the radar forgets it", .as = CHAIR, .get = "/terms?within=30", .want = 200, .sees_not = "职工监事 样例孟庆"},
	{"he is entered anew", .as = CADRE, .post = "/directors", .form = SUPERVISOR, .want = 303, .keep = "s2"},
	{"then the first entry does not come back", .as = CADRE, .post = "/director/{s}/do/restore", .form = "reason=没有重复", .want = 409, .sees = "样例孟庆已另外登记为职工监事"},
	{"he stands once", .sql = "select count(*) from director where person = 1006 and state in (1, 2)", .is = "1"},
	{"that one is void", .as = CADRE, .post = "/director/{s2}/do/void", .form = "reason=重复", .want = 303},
	{"and the first comes back", .as = CADRE, .post = "/director/{s}/do/restore", .form = "reason=以先登记的为准", .want = 303},
	/* the end */
	{"he leaves", .as = CADRE, .post = "/director/{d}/do/leave", .form = "reason=调离", .want = 303},
	{"the radar has him no longer", .sql = "select ended_on from term where record = 'director' and row_id = {d}", .is = "19783"},
	{"he is entered for another term", .as = CADRE, .post = "/directors", .form = DIRECTOR, .want = 303, .keep = "d2"},
	{"beside which the first does not go on", .as = CADRE, .post = "/director/{d}/do/reopen", .form = "reason=误登", .want = 409, .sees = "样例李卫已另外登记为职工董事"},
	{"there was none", .as = CADRE, .post = "/director/{d2}/do/void", .form = "reason=误登", .want = 303},
	{"that was wrong", .as = CADRE, .post = "/director/{d}/do/reopen", .form = "reason=误登", .want = 303},
	{"a recall wants numbers", .as = CADRE, .post = "/directors/{d}/recall", .form = "all=30", .want = 422, .sees = "请填写赞成票"},
	{"15 of 30 recall nobody", .as = CADRE, .post = "/directors/{d}/recall", .form = "all=30&agree=15&reason=七届五次", .want = 422, .sees = "至少要 16 票"},
	{"16 do", .as = CADRE, .post = "/directors/{d}/recall", .form = "all=30&agree=16&reason=七届五次", .want = 303},
	{"it says why", .as = WORKER, .get = "/directors/{d}", .want = 200, .sees = "罢免：七届五次；全体代表 30 人，赞成 16 票"},
	{"nobody gives back what the congress took", .as = CADRE, .post = "/director/{d}/do/reopen", .form = "reason=误登", .want = 409},
	{"nor the higher union", .as = FEDERATION, .post = "/director/{d}/do/reopen", .form = "reason=误登", .want = 409},
	{"he is shown as recalled", .as = CHAIR, .get = "/directors", .want = 200, .sees = "已罢免"},
	{"the congress elects him anew", .as = CADRE, .post = "/directors", .form = "person=1003&board=1&company=x&since=2024-03-01&until=2027-02-28&congress=七届六次职代会&entitled=30&yes=16", .want = 303, .keep = "d3"},
	{"entered by mistake", .as = CADRE, .post = "/director/{d3}/do/void", .form = "reason=误登", .want = 303},
	{"as an older release kept a recall", .sql = "update director set state = 3 where id = {d}"},
	{"that one does not come back either", .as = CADRE, .post = "/director/{d}/do/reopen", .form = "reason=误登", .want = 409, .sees = "由职代会重新选举"},
	/* the name is the person's */
	{"the supervisor is found by his name", .as = CHAIR, .get = "/directors?q=样例孟庆", .want = 200, .sees = "职工监事 样例孟庆"},
	{"he leaves the union", .as = CHAIR, .post = "/members/1006/change", .form = "verb=leave&reason=本人申请", .want = 303},
	{"and the plant", .as = CHAIR, .post = "/person/1006/do/leave", .form = "reason=离职", .want = 303},
	{"his data are erased", .as = CHAIR, .post = "/members/1006/erase", .form = "reason=保存期满", .want = 303},
	{"from the list", .as = CHAIR, .get = "/directors", .want = 200, .sees = "职工监事 （已删除）", .sees_not = "样例孟庆"},
	{"from his page and its history", .as = CHAIR, .get = "/directors/{s}", .want = 200, .sees_not = "样例孟庆"},
	{"from what finds him", .as = CHAIR, .get = "/directors?q=样例孟庆", .want = 200, .sees_not = "职工监事 （已删除）"},
	{"and from the radar", .sql = "select count(*) from term where record = 'director' and holder like '%孟庆%'", .is = "0"},
	{"how he was elected stays", .as = CHAIR, .get = "/directors/{s}", .want = 200, .sees = "全体代表 31 人，赞成 20 票"},
	/* the topmost union has nobody above it here: where it was filed is entered */
	{"one of the topmost union", .as = FEDERATION, .post = "/directors", .form = "person=1001&board=1&company=样例公司&since=2024-01-10&until=2027-01-09&congress=一届一次&entitled=30&yes=20", .want = 303, .keep = "top"},
	{"its record", .as = FEDERATION, .post = "/directors/{top}/files", .file = "file=记录.txt=选举记录", .want = 303},
	{"is filed outside, with the number", .as = FEDERATION, .post = "/director/{top}/do/file", .form = "reason=样省工备〔2024〕5号", .want = 303},
};

int main(void)
{
	return scenario_with("directors", members, steps, sizeof(steps) / sizeof(steps[0]));
}
