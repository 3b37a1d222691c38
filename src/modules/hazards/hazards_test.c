/* A hazard from the phone to its end: danger told at once, five things settled, photos, a verifier who did not correct it. */
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define REP "13800000006"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define FIVE "measure=更换护栏&cost=1,200.50&owner=1005&fix_by=2024-03-03&plan=拉警戒带，派人值守"

static const struct step steps[] = {
	{"the empty ledger says what to do", .as = CADRE, .get = "/hazards", .want = 200, .sees = "还没有隐患"},
	{"the empty board too", .as = WORKER, .get = "/m/hazards", .want = 200, .sees = "没有已确认的隐患"},
	{"the cadre puts a team's man into the net", .as = CADRE, .post = "/inspectors", .form = "person=1006&net=3&certificate=JC-06&issued_on=2022-06-01&expires_on=2024-06-01", .want = 303, .keep = "i"},
	{"not twice", .as = CADRE, .post = "/inspectors", .form = "person=1006&net=3", .want = 422, .sees = "已经是在任的检查员"},
	{"its end is after its beginning", .as = CADRE, .post = "/inspectors", .form = "person=1008&net=1&issued_on=2024-03-01&expires_on=2023-03-01", .want = 422, .sees = "晚于发证日期"},
	{"a worker may not", .as = WORKER, .post = "/inspectors", .form = "person=1007&net=3", .want = 403},
	{"a worker opens the form", .as = WORKER, .get = "/m/hazard", .want = 200, .sees = "有现实危险"},
	{"place and content are needed", .as = WORKER, .post = "/m/hazard", .form = "kind=3&content=", .want = 422, .sees = "请填写“地点”"},
	{"what was typed stays", .as = WORKER, .post = "/m/hazard", .form = "kind=3&content=护栏松动", .want = 422, .sees = "护栏松动</textarea>"},
	{"he reports one with danger", .as = WORKER, .post = "/m/hazard", .form = "kind=3&danger=1&place=二号炉平台&content=栏杆松动，人靠上去会掉下去。",
	 .file = "file=现场.txt=不是图片也行", .want = 303, .to = "/m/hazards/", .keep = "h"},
	{"it is numbered", .sql = "select number from hazard", .is = "YH-2024-0001"},
	{"the inspector hears at once", .sql = "select count(*) from message where person = 1006 and title = '现实危险：YH-2024-0001'", .is = "1"},
	{"so do chair and cadre", .sql = "select count(*) from message where person in (1003, 1004) and title = '现实危险：YH-2024-0001'", .is = "2"},
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
	{"the reporter rates it", .as = WORKER, .post = "/m/hazards/{h}/rate", .form = "rating=1&_back=/m/hazards/{h}", .want = 303},
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
	{"the form for another", .as = CADRE, .get = "/inspectors/new", .want = 200},
};

int main(void)
{
	return scenario("hazards", steps, sizeof(steps) / sizeof(steps[0]));
}
