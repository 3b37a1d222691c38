#include "modules/follow/sample_test.h"
#include "scenario/scenario.h"

static const struct step steps[] = {
	{"the federation's plan is there", .sql = "select id from plan where unit = 1", .keep = "p"},
	{"a stranger signs in first", .get = "/plans/{p}/tree", .want = 303},
	{"an administrator sees no business", .as = SYSTEM, .get = "/plans/{p}/tree", .want = 403},
	{"the tree has its points", .as = FEDERATION, .get = "/plans/{p}/tree", .want = 200, .sees = "开展职工读书活动"},
	{"and its numbers", .as = FEDERATION, .get = "/plans/{p}/tree", .want = 200, .sees = "2 个方面 4 项要点 4 项任务"},
	/* March 1: 60 of 366 days gone, nothing done: 读书 16.4 points slow, 宣讲 60 points late, 高温 idle, 职代会 slow */
	{"one point is late", .as = FEDERATION, .get = "/plans/{p}/tree", .want = 200, .sees = "滞后</dt><dd><b>1</b><small>2</small>"},
	{"two are slow", .as = FEDERATION, .get = "/plans/{p}/tree", .want = 200, .sees = "偏慢</dt><dd><b>2</b><small>1、4</small>"},
	{"on January 12 both have 11 of 366 days: fine", .as = FEDERATION, .get = "/plans/{p}/tree?on=2024-01-12", .want = 200, .sees = "滞后</dt><dd><b>0</b>"},
	{"and the past is marked", .as = FEDERATION, .get = "/plans/{p}/tree?on=2024-01-12", .want = 200, .sees = "2024年1月12日 当日终了时"},
	{"a day to come is today", .as = FEDERATION, .get = "/plans/{p}/tree?on=2024-12-12", .want = 200, .sees_not = "当日终了时"},
	{"a cadre of a receiving union sees its own copy", .as = CADRE, .get = "/plans/{p}/tree", .want = 200, .sees = "临江发电有限公司工会 · "},
	{"and may look at the federation's", .as = CADRE, .get = "/plans/{p}/tree?unit=1", .want = 200, .sees = "样例周敏"},
	{"but not at another union's", .as = CADRE, .get = "/plans/{p}/tree?unit=11", .want = 403},
	{"the federation chooses whose copy it sees", .as = FEDERATION, .get = "/plans/{p}/tree?unit=11", .want = 200, .sees = "临江港务集团工会 · "},
	{"a union that has not received it has no copy", .as = FEDERATION, .get = "/plans/{p}/tree?unit=12", .want = 404},
	{"a filter by lamp leaves the late task", .as = FEDERATION, .get = "/plans/{p}/tree?lamp=3", .want = 200, .sees_not = "举办职工读书活动"},
	{"text is searched in points and tasks", .as = FEDERATION, .get = "/plans/{p}/tree?q=高温", .want = 200, .sees = "走访高温岗位", .sees_not = "举办职工读书活动"},
	{"a filter without result says so", .as = FEDERATION, .get = "/plans/{p}/tree?q=没有这个", .want = 200, .sees = "没有符合条件的要点与任务"},
	{"the timeline shows bars", .as = FEDERATION, .get = "/plans/{p}/tree?view=time", .want = 200, .sees = "class=\"gantt\""},
	{"the board sorts by lamp", .as = FEDERATION, .get = "/plans/{p}/tree?view=board", .want = 200, .sees = "走访高温岗位"},
	{"the text has its tasks beside it", .as = FEDERATION, .get = "/plans/{p}/tree?view=text", .want = 200, .sees = "推动书香进班组"},
	{"mine are those I own", .as = CADRE, .get = "/plans/{p}/tree?mine=1", .want = 200, .sees = "没有符合条件"},
	{"a worker may read his union's", .as = WORKER, .get = "/plans/{p}/tree", .want = 200, .sees = "举办职工读书活动"},
	/* as of a day: reported on March 5, confirmed on March 6, reopened on March 8 */
	{"union 11's task", .sql = "select id from task where unit = 11 and title = '指导召开职代会'", .keep = "t"},
	{"evidence on March 5", .now = "2024-03-05", .as = OTHER_CHAIR, .post = "/tasks/{t}/evidence", .form = "title=会议材料&happened_on=2024-03-05", .want = 303},
	{"reported", .as = OTHER_CHAIR, .post = "/task/{t}/do/submit", .want = 303},
	{"confirmed on March 6", .now = "2024-03-06", .as = OTHER_CHAIR, .post = "/task/{t}/do/confirm", .want = 303},
	{"reopened on March 8", .now = "2024-03-08", .as = OTHER_CHAIR, .post = "/task/{t}/do/reopen", .form = "reason=材料不全", .want = 303},
	{"on March 4 it had no evidence", .as = FEDERATION, .get = "/plans/{p}/tree?unit=11&on=2024-03-04", .want = 200, .sees = "佐证材料</dt><dd><b>0</b>"},
	{"on March 5 one, not done yet", .as = FEDERATION, .get = "/plans/{p}/tree?unit=11&on=2024-03-05&lamp=4", .want = 200, .sees_not = "指导召开职代会"},
	{"on March 6 it was done", .as = FEDERATION, .get = "/plans/{p}/tree?unit=11&on=2024-03-06&lamp=4", .want = 200, .sees = "指导召开职代会"},
	{"and on March 7", .as = FEDERATION, .get = "/plans/{p}/tree?unit=11&on=2024-03-07&lamp=4", .want = 200, .sees = "指导召开职代会"},
	{"today it is not", .as = FEDERATION, .get = "/plans/{p}/tree?unit=11&lamp=4", .want = 200, .sees_not = "指导召开职代会"},
	{"before the plan was issued there were no tasks", .as = FEDERATION, .get = "/plans/{p}/tree?unit=11&on=2024-01-09", .want = 200, .sees = "0 项任务"},
	{"another plan is not there", .as = FEDERATION, .get = "/plans/99/tree", .want = 404},
};

int main(void)
{
	return scenario_with("follow-tree", sample_federation_plan, steps, sizeof(steps) / sizeof(steps[0]));
}
