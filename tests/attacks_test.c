/* What somebody tries who knows the addresses and writes his own forms. */
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define PORT_CHAIR "13800000021"

static const struct step steps[] = {
	/* drafts in lists and files of lists */
	{"the federation drafts a plan", .as = FEDERATION, .post = "/plans/import",
	 .form = "text=2024年未签发工作要点\n一、组织建设\n1. 试点一。开展活动10场。\n2. 试点二。组织培训3期。\n", .want = 303},
	{"its number", .sql = "select id from plan where unit = 1 and state = 0", .keep = "p"},
	{"its author sees it in the list", .as = FEDERATION, .get = "/plans", .want = 200, .sees = "未签发工作要点"},
	{"a worker of a union below does not", .as = WORKER, .get = "/plans", .want = 200, .sees_not = "未签发工作要点"},
	{"nor by its state", .as = WORKER, .get = "/plans?state=0", .want = 200, .sees_not = "未签发工作要点"},
	{"nor by words", .as = WORKER, .get = "/plans?q=未签发", .want = 200, .sees_not = "未签发工作要点<"},
	{"nor does the chair of a union below", .as = CHAIR, .get = "/plans?sort=id", .want = 200, .sees_not = "未签发工作要点"},
	{"who sees the drafts of his own", .as = CHAIR, .post = "/plans/import",
	 .form = "text=2024年本级起草工作要点\n一、组织建设\n1. 试点一。开展活动10场。\n", .want = 303},
	{"in the list", .as = CHAIR, .get = "/plans", .want = 200, .sees = "本级起草工作要点"},
	{"another union does not", .as = PORT_CHAIR, .get = "/plans", .want = 200, .sees_not = "本级起草工作要点"},
	{"the worker's export has no draft", .as = WORKER, .post = "/lists/plans/export", .form = "format=csv&query=state%3D0&all=1", .want = 200},
	{"as its record says", .sql = "select changes from event where verb = 'export' order by id desc limit 1", .is = "导出 0 份，状态：起草"},
	/* titles through moves of several rows */
	{"a batch does not tell titles of others", .as = PORT_CHAIR, .post = "/lists/activities/batch", .form = "verb=hold&id=1", .want = 200},
	{"the chair registers an activity", .as = CHAIR, .post = "/activities",
	 .form = "title=内部活动&kind=2&held_on=2024-02-20&people=3&summary=小结", .want = 303, .keep = "a"},
	{"whose title", .as = PORT_CHAIR, .post = "/lists/activities/batch", .form = "verb=hold&id={a}", .want = 200,
	 .sees = "没有这条记录", .sees_not = "内部活动"},
	{"nor is it moved", .sql = "select state from activity where title = '内部活动'", .is = "0"},
	/* moves that another route completes */
	{"a unit is not moved by the bare address", .as = FEDERATION, .post = "/unit/10/do/move", .form = "reason=x", .want = 404},
	{"nor a number revealed", .as = FEDERATION, .post = "/person/1003/do/reveal", .form = "reason=随便看看", .want = 404},
	{"nor a person transferred", .as = FEDERATION, .post = "/person/1003/do/transfer", .want = 404},
	{"nor a plan issued", .as = FEDERATION, .post = "/plan/{p}/do/issue", .want = 404},
	{"and the history tells nothing of it", .sql = "select count(*) from event where verb in ('move', 'reveal', 'transfer', 'issue')", .is = "0"},
	{"a move that does not exist is refused", .as = FEDERATION, .post = "/unit/10/do/x", .want = 409},
	/* forms that leave fields out; rows that do not exist */
	{"a unit without any field is refused", .as = FEDERATION, .post = "/units/1/new", .want = 422, .sees = "请填写“"},
	{"a person too", .as = CADRE, .post = "/people", .want = 422},
	{"a report of no unit too", .as = CHAIR, .post = "/reports", .form = "unit=999999&period=2", .want = 404},
	{"a search in no unit finds nothing", .as = WORKER, .get = "/search?q=试点&unit=-1", .want = 200},
	/* evidence that was confirmed */
	{"a photo list is attached", .as = CHAIR, .post = "/activities/{a}/files", .file = "file=名单.txt=第一名：一值", .want = 303},
	{"its number", .sql = "select id from file", .keep = "f"},
	{"the activity is held", .as = CHAIR, .post = "/activity/{a}/do/hold", .want = 303},
	{"and confirmed", .as = CHAIR, .post = "/activity/{a}/do/confirm", .want = 303},
	{"its files stay", .as = CHAIR, .post = "/files/{f}/remove", .want = 409, .sees = "不能改动附件"},
	{"and can be read", .as = CHAIR, .get = "/files/{f}", .want = 200},
	{"withdrawn", .as = CHAIR, .post = "/activity/{a}/do/reopen", .form = "reason=名单有误", .want = 303},
	{"they may be changed again", .as = CHAIR, .post = "/files/{f}/remove", .want = 303},
	/* minutes of a draft */
	{"minutes are kept with the draft", .as = FEDERATION, .post = "/plans/{p}/minutes", .form = "minutes=应到九人，实到八人，同意。",
	 .file = "file=纪要.txt=内部讨论", .want = 303},
	{"their number", .sql = "select id from file where record = 'plan'", .keep = "m"},
	{"a worker does not get them", .as = WORKER, .get = "/files/{m}", .want = 403},
	{"the author does", .as = FEDERATION, .get = "/files/{m}", .want = 200},
	/* the number somebody else signs in with */
	{"a cadre does not change the chair's mobile", .as = CADRE, .post = "/people/1003", .form = "name=样例李卫&unit=10&mobile=13899999999",
	 .want = 422, .sees = "要由本人或上级工会修改"},
	{"which stays", .sql = "select mobile_mask from person where id = 1003", .is = "138****0003"},
	{"nor a federation clerk an administrator's", .as = FEDERATION, .post = "/people/1009", .form = "name=样例系管&unit=1&mobile=13899999999", .want = 422},
	{"the federation may change the chair's", .as = FEDERATION, .post = "/people/1003", .form = "name=样例李卫&unit=10&mobile=13899999999", .want = 303},
	{"and a cadre a handler's", .as = CADRE, .post = "/people/1005", .form = "name=样例&unit=104&mobile=13899999998", .want = 303},
};

int main(void)
{
	return scenario("attacks", steps, sizeof(steps) / sizeof(steps[0]));
}
