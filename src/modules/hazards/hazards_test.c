/* A hazard from the phone to its end: danger told at once, five things settled, photos, a verifier who did not correct it. */
#include <stdio.h>
#include <string.h>

#include "modules/hazards/inside.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define REP "13800000006"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define FIVE "measure=更换护栏&cost=1,200.50&owner=1005&fix_by=2024-03-03&plan=拉警戒带，派人值守"

/* What the page of the net says, from its table on. */
static char net[20000];

static const char *keep_net(struct app *app)
{
	const char *at = strstr(scenario_page(), "<table");
	(void)app;
	snprintf(net, sizeof(net), "%.*s", at ? (int)(strstr(at, "</section>") - at) : 0, at ? at : "");
	return strlen(net) > 500 ? NULL : "no table of the net";
}

static const char *two_at_a_time(struct app *app)
{
	(void)app;
	net_rows_at_once = 2;
	return NULL;
}

static const char *same_net(struct app *app)
{
	static char before[sizeof(net)];
	memcpy(before, net, sizeof(net));
	net_rows_at_once = 1000;
	const char *why = keep_net(app);
	return why ? why : strcmp(before, net) == 0 ? NULL : "another count";
}

static const struct step steps[] = {
	{"the empty ledger says what to do", .as = CADRE, .get = "/hazards", .want = 200, .sees = "还没有隐患"},
	{"the empty board too", .as = WORKER, .get = "/m/hazards", .want = 200, .sees = "没有已确认的隐患"},
	{"the cadre puts a team's man into the net", .as = CADRE, .post = "/inspectors", .form = "person=1006&net=3&certificate=JC-06&issued_on=2022-06-01&expires_on=2024-06-01", .want = 303, .keep = "i"},
	{"not twice", .as = CADRE, .post = "/inspectors", .form = "person=1006&net=3", .want = 422, .sees = "已经是在任的检查员"},
	{"its end is after its beginning", .as = CADRE, .post = "/inspectors", .form = "person=1008&net=1&issued_on=2024-03-01&expires_on=2023-03-01", .want = 422, .sees = "晚于发证日期"},
	{"a worker may not", .as = WORKER, .post = "/inspectors", .form = "person=1007&net=3", .want = 403},
	{"who is on duty sees that nothing is reported, and that no mail is set up", .as = CADRE, .get = "/hazards/duty", .want = 200, .sees = "没有未办结的现实危险"},
	{"said plainly", .as = CADRE, .get = "/hazards/duty", .want = 200, .sees = "不会发邮件"},
	{"chair, cadre and the one inspector are told", .as = CADRE, .get = "/hazards/duty", .want = 200, .sees = "共 3 人"},
	{"a worker of no net is not on duty", .as = WORKER, .get = "/hazards/duty", .want = 403, .sees = "检查员看"},
	{"a worker opens the form", .as = WORKER, .get = "/m/hazard", .want = 200, .sees = "有现实危险"},
	{"place and content are needed", .as = WORKER, .post = "/m/hazard", .form = "kind=3&content=", .want = 422, .sees = "请填写“地点”"},
	{"what was typed stays", .as = WORKER, .post = "/m/hazard", .form = "kind=3&content=护栏松动", .want = 422, .sees = "护栏松动</textarea>"},
	{"he reports one with danger", .as = WORKER, .post = "/m/hazard", .form = "kind=3&danger=1&place=二号炉平台&content=栏杆松动，人靠上去会掉下去。",
	 .file = "file=现场.txt=不是图片也行", .want = 303, .to = "/m/hazards/", .keep = "h"},
	{"it is numbered", .sql = "select number from hazard", .is = "YH-2024-0001"},
	{"what is dangerous now is to be mended the same day, until the union has looked", .sql = "select level from hazard", .is = "1"},
	{"the inspector hears at once", .sql = "select count(*) from message where person = 1006 and title = '现实危险：YH-2024-0001'", .is = "1"},
	{"so do chair and cadre", .sql = "select count(*) from message where person in (1003, 1004) and title = '现实危险：YH-2024-0001'", .is = "2"},
	{"it stands on the page of duty at once", .as = CADRE, .get = "/hazards/duty", .want = 200, .sees = "二号炉平台"},
	{"of the inspector too, though he is but a representative", .as = REP, .get = "/hazards/duty", .want = 200, .sees = "（1）现实危险"},
	{"not of another union", .as = OTHER_CHAIR, .get = "/hazards/duty", .want = 200, .sees_not = "二号炉平台"},
	{"the answer says so", .as = WORKER, .get = "/m/hazards/{h}?new=1", .want = 200, .sees = "已通知值班的检查员"},
	{"not yet on the board of others", .as = REP, .get = "/m/hazards", .want = 200, .sees_not = "二号炉平台"},
	{"another union sees nothing", .as = OTHER_CHAIR, .get = "/hazards/{h}", .want = 403},
	{"nor its board page", .as = OTHER_CHAIR, .get = "/m/hazards/{h}", .want = 403},
	{"the page of the union quotes the law", .as = CADRE, .get = "/hazards/{h}", .want = 200, .sees = "第六十条"},
	{"evacuation is proposed with words", .as = CADRE, .post = "/hazard/{h}/do/evacuate", .want = 422},
	{"proposed", .as = CADRE, .post = "/hazard/{h}/do/evacuate", .form = "reason=停用平台，人员撤到零米", .want = 303},
	{"once", .as = CADRE, .post = "/hazard/{h}/do/evacuate", .form = "reason=再撤", .want = 409, .sees = "已经提出过"},
	{"a worker cannot", .as = WORKER, .post = "/hazard/{h}/do/evacuate", .form = "reason=x", .want = 403},
	{"the author cannot confirm it", .as = WORKER, .post = "/hazards/{h}/sort", .form = "kind=3&level=2", .want = 403},
	{"the union says what class it is: both must be given", .as = CADRE, .get = "/hazards/{h}", .want = 200, .sees = "确认，定类别和级别", .sees_not = "难易"},
	{"confirmed as a matter of three days", .as = CADRE, .post = "/hazards/{h}/sort", .form = "kind=3&level=2", .want = 303},
	{"due on Monday 4 March", .sql = "select due from hazard", .is = "19786"},
	{"a term of 15 days ends on a Saturday, so on Monday 18 March", .as = CADRE, .post = "/hazards/{h}/sort", .form = "kind=3&level=3", .want = 303},
	{"indeed", .sql = "select due from hazard", .is = "19800"},
	{"back to three days", .as = CADRE, .post = "/hazards/{h}/sort", .form = "kind=3&level=2", .want = 303},
	{"now it is on the board", .as = REP, .get = "/m/hazards", .want = 200, .sees = "二号炉平台"},
	{"without who reported it", .as = REP, .get = "/m/hazards/{h}", .want = 200, .sees_not = "赵工"},
	{"the reporter finds it under his own", .as = WORKER, .get = "/m/hazards", .want = 200, .sees = "我报告的"},
	{"handed to the department", .as = CADRE, .post = "/hazards/{h}/dispatch", .form = "unit=104", .want = 303},
	{"it signs for it", .as = HANDLER, .post = "/hazards/{h}/accept", .want = 303},
	{"it does not see who reported it", .as = HANDLER, .get = "/hazards/{h}", .want = 200, .sees_not = "赵工"},
	{"its page names what is not settled yet", .as = HANDLER, .get = "/hazards/{h}", .want = 200, .sees = "提交整改结果：还没有落实整改措施"},
	{"no result before the five are settled", .as = HANDLER, .post = "/hazards/{h}/reply", .form = "reply=已更换", .want = 409, .sees = "整改措施"},
	{"each missing one is named", .as = HANDLER, .post = "/hazards/{h}/settle", .form = "measure=更换护栏", .want = 422, .sees = "整改责任人"},
	{"what was typed stays there", .as = HANDLER, .post = "/hazards/{h}/settle", .form = "measure=更换护栏", .want = 422, .sees = "更换护栏</textarea>"},
	{"an owner of elsewhere is refused", .as = HANDLER, .post = "/hazards/{h}/settle", .form = "measure=甲&cost=0&owner=1021&fix_by=2024-03-03&plan=乙", .want = 422, .sees = "承办部门里选"},
	{"a day after the limit too", .as = HANDLER, .post = "/hazards/{h}/settle", .form = "measure=甲&cost=0&owner=1005&fix_by=2024-03-09&plan=乙", .want = 422, .sees = "不能晚于办理期限"},
	{"the union cannot settle it", .as = CADRE, .post = "/hazards/{h}/settle", .form = FIVE, .want = 409, .sees = "由安全生产部办理"},
	{"settled", .as = HANDLER, .post = "/hazards/{h}/settle", .form = FIVE, .want = 303},
	{"money in fen", .sql = "select cost from hazard", .is = "120050"},
	{"still no result without a photo", .as = HANDLER, .post = "/hazards/{h}/reply", .form = "reply=已更换", .want = 409, .sees = "整改后的照片"},
	{"a photo must be one", .as = HANDLER, .post = "/hazards/{h}/after", .want = 422, .sees = "请选择整改后的照片"},
	{"uploaded", .as = HANDLER, .post = "/hazards/{h}/after", .file = "file=换好.txt=新栏杆", .want = 303},
	{"shown as after", .as = CADRE, .get = "/hazards/{h}", .want = 200, .sees = "整改后</div>"},
	{"the result", .as = HANDLER, .post = "/hazards/{h}/reply", .form = "reply=护栏已更换并试压。", .want = 303},
	{"its writer cannot confirm it", .as = HANDLER, .post = "/hazards/{h}/sign", .want = 409, .sees = "整改结果由你起草"},
	{"sent back", .as = CHAIR, .post = "/hazards/{h}/unsign", .form = "reason=补试压记录", .want = 303},
	{"again", .as = HANDLER, .post = "/hazards/{h}/reply", .form = "reply=护栏已更换，试压记录已附。", .want = 303},
	{"confirmed on its last day", .now = "2024-03-04", .as = CHAIR, .post = "/hazards/{h}/sign", .want = 303},
	{"its page names the step that is missing now", .as = CADRE, .get = "/hazards/{h}", .want = 200, .sees = "还没有记录现场复查", .sees_not = "质检办结"},
	{"in time, and waiting for its verification", .sql = "select in_time * 100 + state from hazard", .is = "109"},
	{"not closed without a visit", .as = CADRE, .post = "/hazards/{h}/close", .want = 409, .sees = "还没有记录现场复查"},
	{"a visit", .as = CADRE, .post = "/hazards/{h}/callback", .form = "reason=到现场看，一处焊缝没有刷漆", .want = 303},
	{"failed", .as = CADRE, .post = "/hazards/{h}/again", .form = "reason=焊缝未防腐", .want = 303},
	{"three days more: Thursday 7 March", .sql = "select due from hazard", .is = "19789"},
	{"a new photo is asked for", .as = HANDLER, .post = "/hazards/{h}/reply", .form = "reply=已刷漆", .want = 409, .sees = "整改后的照片"},
	{"given", .as = HANDLER, .post = "/hazards/{h}/after", .file = "file=刷漆.txt=好", .want = 303},
	{"the second result", .as = HANDLER, .post = "/hazards/{h}/reply", .form = "reply=焊缝已刷漆。", .want = 303},
	{"confirmed", .as = CHAIR, .post = "/hazards/{h}/sign", .want = 303},
	{"visited", .as = CADRE, .post = "/hazards/{h}/callback", .form = "reason=合格", .want = 303},
	{"closed", .as = CADRE, .post = "/hazards/{h}/close", .form = "reason=合格", .want = 303},
	{"the reporter rates it", .as = WORKER, .post = "/m/hazards/{h}/rate", .form = "rating=3&_back=/m/hazards/{h}", .want = 303},
	{"not twice by the same button", .as = WORKER, .post = "/m/hazards/{h}/rate", .form = "rating=1&_back=/m/hazards/{h}", .want = 422, .sees = "你已经评过"},
	{"he may change it", .as = WORKER, .get = "/m/hazards/{h}", .want = 200, .sees = "你评的是“不满意”"},
	{"changed", .as = WORKER, .post = "/m/hazards/{h}/rerate", .form = "rating=1&_back=/m/hazards/{h}", .want = 303},
	{"content once, corrected once", .settle = 1, .sql = "select sum(n) from counter where measure in ('hazard.pleased', 'hazard.rated', 'rating.good', 'rating.bad') and unit = 10 and grain = 2", .is = "3"},
	{"which counts", .settle = 1, .sql = "select n from counter where measure = 'hazard.pleased' and unit = 10 and grain = 2 and at = 2024", .is = "1"},
	{"the table by department: one found, corrected, in time", .as = CADRE, .get = "/hazards/ledger?unit=10&since=2024-01-01&until=2024-12-31", .want = 200, .sees = "100.0 %"},
	{"not for another union", .as = OTHER_CHAIR, .get = "/hazards/ledger?unit=10", .want = 403},
	{"the federation reads its table", .as = FEDERATION, .get = "/hazards/ledger?unit=10", .want = 200, .sees = "安全生产部"},
	{"closing taken back with a reason", .as = CHAIR, .post = "/hazards/{h}/reopen", .form = "reason=又松动", .want = 303},
	{"the inspector's expiry is told 30 days ahead", .now = "2024-05-02", .settle = 1, .sql = "select count(*) from message where person = 1006 and title = '检查员证书即将到期'", .is = "1"},
	{"his page", .as = CADRE, .get = "/inspectors/{i}", .want = 200, .sees = "JC-06"},
	{"its form", .as = CADRE, .get = "/inspectors/{i}/edit", .want = 200, .sees = "2024-06-01"},
	{"renewed", .as = CADRE, .post = "/inspectors/{i}", .form = "person=1006&net=3&certificate=JC-06&issued_on=2024-05-02&expires_on=2026-05-02&_version=2", .want = 303},
	{"dismissed with a reason", .as = CADRE, .post = "/inspector/{i}/do/end", .form = "reason=调离", .want = 303},
	{"and appointed again", .as = CADRE, .post = "/inspector/{i}/do/restore", .want = 303},
	{"the list", .as = CADRE, .get = "/inspectors", .want = 200, .sees = "JC-06"},
	{"the form for another", .as = CADRE, .get = "/inspectors/new", .want = 200, .sees = "样例赵工"},
	/* the net and its holes */
	{"the net: no team has one but his", .as = CADRE, .get = "/inspectors/net", .want = 200, .sees = "还没有检查员的单位"},
	{"as it is", .as = CADRE, .get = "/inspectors/net", .want = 200, .check = keep_net},
	{"read two rows at a time", .check = two_at_a_time},
	{"it counts the same", .as = CADRE, .get = "/inspectors/net", .want = 200, .check = same_net},
	{"in a wide tree it goes from unit to unit", .check = scenario_many_units},
	{"and counts the same", .as = CADRE, .get = "/inspectors/net", .want = 200, .check = same_net},
	{"the federation's has nothing of the unions below there, too", .as = FEDERATION, .get = "/inspectors/net", .want = 200, .sees_not = "运行一值"},
	{"trees as they are", .check = scenario_few_units},
	{"a worker reads it", .as = WORKER, .get = "/inspectors/net", .want = 200, .sees = "三级网络", .sees_not = "登记检查员"},
	{"another union does not", .as = OTHER_CHAIR, .get = "/inspectors/net?unit=10", .want = 403},
	{"the federation does", .as = FEDERATION, .get = "/inspectors/net?unit=10", .want = 200, .sees = "临江发电"},
	{"its own net has none of the plant's teams", .as = FEDERATION, .get = "/inspectors/net", .want = 200, .sees = "三级网络", .sees_not = "运行一值"},
	/* somebody with posts at two unions */
	{"a representative here becomes a cadre elsewhere", .sql = "insert into post(id, person, unit, role, title, since, until) values (77021, 1006, 11, 4, '', 19000, 0)"},
	{"a danger there", .as = OTHER_CHAIR, .post = "/m/hazard", .form = "kind=1&danger=1&place=三号泊位&content=吊钩裂了。", .want = 303},
	{"and one here", .as = WORKER, .post = "/m/hazard", .form = "kind=1&danger=1&place=一号炉&content=护栏断了。", .want = 303},
	{"he is on duty at both: as a cadre there", .as = REP, .get = "/hazards/duty", .want = 200, .sees = "三号泊位"},
	{"and as an inspector here", .as = REP, .get = "/hazards/duty", .want = 200, .sees = "一号炉"},
	{"which is which", .as = REP, .get = "/hazards/duty", .want = 200, .sees = "· 临江港务集团工会"},
	{"the chair there sees that of his union alone", .as = OTHER_CHAIR, .get = "/hazards/duty", .want = 200, .sees = "三号泊位", .sees_not = "一号炉"},
	{"the form offers the people there, where he may register one", .as = REP, .get = "/inspectors/new", .want = 200, .sees = "样例吴港", .sees_not = "样例赵工"},
	{"and puts him there", .as = REP, .post = "/inspectors", .form = "person=1012&net=1", .want = 303, .sql = "select unit from inspector where person = 1012", .is = "11"},
};

int main(void)
{
	return scenario("hazards", steps, sizeof(steps) / sizeof(steps[0]));
}
