/* The ways of a hazard that the straight one does not take: refused, joined, withdrawn, returned, paused, major. */
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define REP "13800000006"
#define WORKER "13800000007"
#define URGED "select count(*) from message where person = 1005 and title like '催办%'"
#define REPORT(place) .as = WORKER, .post = "/m/hazard", .form = "kind=4&place=" place "&content=灭火器过期两个月没有更换。", .want = 303

static const struct step steps[] = {
	{"one is reported", REPORT("三号楼"), .keep = "a"},
	{"an ordinary one tells the union", .sql = "select count(*) from message where person = 1004 and title = '隐患 YH-2024-0001 待确认'", .is = "1"},
	{"withdrawn with a reason", .as = WORKER, .post = "/m/hazards/{a}/withdraw", .form = "reason=看错了&_back=/m/hazards/{a}", .want = 303},
	{"another", REPORT("食堂"), .keep = "b"},
	{"is none, with a reason", .as = CADRE, .post = "/hazards/{b}/refuse", .form = "reason=已在更换计划内", .want = 303},
	{"told so", .sql = "select count(*) from message where person = 1007 and title like '%不属隐患%'", .is = "1"},
	{"a third", REPORT("车间"), .keep = "c"},
	{"and a fourth of the same", REPORT("车间门口"), .keep = "d"},
	{"confirmed", .as = CADRE, .post = "/hazards/{c}/sort", .form = "kind=4&level=4", .want = 303},
	{"its page offers what it may be joined to", .as = CADRE, .get = "/hazards/{d}", .want = 200, .sees = "<option value=\"YH-2024-0003\">"},
	{"not itself", .as = CADRE, .get = "/hazards/{d}", .want = 200, .sees_not = "<option value=\"YH-2024-0004\">"},
	{"the fourth joins it", .as = CADRE, .post = "/hazards/{d}/merge", .form = "same=YH-2024-0003&reason=同一处", .want = 303},
	{"a fifth, confirmed, then none", REPORT("仓库"), .keep = "e"},
	{"confirmed first", .as = CADRE, .post = "/hazards/{e}/sort", .form = "kind=4&level=1", .want = 303},
	{"joined after that", .as = CADRE, .post = "/hazards/{e}/merge", .form = "same=YH-2024-0003&reason=同一处", .want = 303},
	{"a sixth", REPORT("泵房"), .keep = "f"},
	{"confirmed", .as = CADRE, .post = "/hazards/{f}/sort", .form = "kind=4&level=1", .want = 303},
	{"then refused", .as = CADRE, .post = "/hazards/{f}/refuse", .form = "reason=不属本单位", .want = 303},
	{"a major one has 30 days, to Monday 1 April", .sql = "select due from hazard where level = 4", .is = "19814"},
	{"the authority is told only of major ones", .as = CADRE, .post = "/hazards/{b}/authority", .form = "reported_on=2024-03-01&report_no=电话", .want = 409, .sees = "只有重大隐患"},
	{"not in the future", .as = CADRE, .post = "/hazards/{c}/authority", .form = "reported_on=2024-04-01&report_no=电话", .want = 422, .sees = "不能晚于今天"},
	{"with how", .as = CADRE, .post = "/hazards/{c}/authority", .form = "reported_on=2024-03-01", .want = 422, .sees = "报告文号或方式"},
	{"sent to the branch", .as = CADRE, .post = "/hazards/{c}/dispatch", .form = "unit=102", .want = 303},
	{"and on from there by the union", .as = CADRE, .post = "/hazards/{c}/dispatch", .form = "unit=104", .want = 303},
	{"wrong, up one level", .as = HANDLER, .post = "/hazards/{c}/bounce", .form = "reason=归检修", .want = 303},
	{"again to the department", .as = CADRE, .post = "/hazards/{c}/dispatch", .form = "unit=104&co=103", .want = 303},
	{"signed for", .as = HANDLER, .post = "/hazards/{c}/accept", .want = 303},
	{"returned from work, one level", .as = HANDLER, .post = "/hazards/{c}/bounce_up", .form = "reason=归检修", .want = 303},
	{"sent once more", .as = CADRE, .post = "/hazards/{c}/dispatch", .form = "unit=104&co=103", .want = 303},
	{"signed for once more", .as = HANDLER, .post = "/hazards/{c}/accept", .want = 303},
	{"urged; no message tells the department when", .as = WORKER, .post = "/m/hazards/{c}/urge", .form = "reason=快些&_back=/m/hazards/{c}", .want = 303, .sql = URGED, .is = "0"},
	{"talked about", .as = WORKER, .post = "/m/hazards/{c}/say", .form = "reason=又少了一只&_back=/m/hazards/{c}", .want = 303},
	{"nobody else's steps are his", .as = WORKER, .post = "/m/hazards/{c}/close", .want = 404},
	{"nor others his", .as = REP, .post = "/m/hazards/{c}/say", .form = "reason=x", .want = 403},
	{"the clock stops", .as = HANDLER, .post = "/hazards/{c}/pause", .form = "reason=等厂家", .want = 303},
	{"and goes on", .as = HANDLER, .post = "/hazards/{c}/resume", .want = 303},
	{"extended", .as = CADRE, .post = "/hazards/{c}/extend", .form = "days=5&reason=采购", .want = 303},
	{"moved to another department", .as = CADRE, .post = "/hazards/{c}/transfer", .form = "unit=103&reason=工办负责采购", .want = 303},
	{"and back, the union's own office beside it", .as = CADRE, .post = "/hazards/{c}/dispatch", .form = "unit=104&co=10", .want = 303},
	{"signed for", .as = HANDLER, .post = "/hazards/{c}/accept", .want = 303},
	{"settled", .as = HANDLER, .post = "/hazards/{c}/settle", .form = "measure=更换&cost=0&owner=1005&fix_by=2024-03-20&plan=禁用", .want = 303},
	{"shown corrected", .as = HANDLER, .post = "/hazards/{c}/after", .file = "file=a.txt=新", .want = 303},
	{"reported as corrected", .as = HANDLER, .post = "/hazards/{c}/reply", .form = "reply=全部更换。", .want = 303},
	{"not confirmed before the office has signed", .as = CHAIR, .post = "/hazards/{c}/sign", .want = 409, .sees = "还差临江发电有限公司工会会签"},
	{"it signs", .as = CADRE, .post = "/hazards/{c}/cosign", .form = "reason=同意，采购已到货", .want = 303},
	{"confirmed", .as = CHAIR, .post = "/hazards/{c}/sign", .want = 303},
	{"visited", .as = CADRE, .post = "/hazards/{c}/callback", .form = "reason=合格", .want = 303},
	{"a major one is not closed before the authority knows", .as = CADRE, .post = "/hazards/{c}/close", .want = 409, .sees = "监管部门"},
	{"the plan sees an open major one", .settle = 1, .sql = "select sum(n) from counter where measure = 'hazard.major' and unit = 10 and grain = 2", .is = "1"},
	{"told", .as = CADRE, .post = "/hazards/{c}/authority", .form = "reported_on=2024-03-01&report_no=应急函〔2024〕3号", .want = 303},
	{"once", .as = CADRE, .post = "/hazards/{c}/authority", .form = "reported_on=2024-03-01&report_no=再报", .want = 409, .sees = "已经报告"},
	{"closed", .as = CADRE, .post = "/hazards/{c}/close", .want = 303},
	{"no open major one is left", .settle = 1, .sql = "select sum(n) from counter where measure = 'hazard.major' and unit = 10 and grain = 2", .is = "0"},
	{"one that waits", REPORT("配电室"), .keep = "g"},
	{"confirmed, due on Monday", .as = CADRE, .post = "/hazards/{g}/sort", .form = "kind=2&level=2", .want = 303},
	{"sent", .as = CADRE, .post = "/hazards/{g}/dispatch", .form = "unit=104", .want = 303},
	{"he urges", .as = WORKER, .post = "/m/hazards/{g}/urge", .form = "reason=快些&_back=/m/hazards/{g}", .want = 303},
	{"the day after, untouched, it is overdue and the union hears", .now = "2024-03-05", .settle = 1,
	 .sql = "select count(*) from message where person = 1004 and title like '%YH-2024-0007%逾期%'", .is = "1"},
	{"the department hears that he urged, not of what is closed", .sql = URGED, .is = "1"},
	{"returned to the table of the union", .as = HANDLER, .post = "/hazards/{g}/bounce", .form = "reason=归供电班", .want = 303},
	{"which has it again", .sql = "select state from hazard where number = 'YH-2024-0007'", .is = "3"},
	{"sent once more", .as = CADRE, .post = "/hazards/{g}/dispatch", .form = "unit=104", .want = 303},
	{"in the table too", .as = CADRE, .get = "/hazards/ledger?unit=10&since=2024-01-01&until=2024-12-31", .want = 200, .sees = "逾期未整改"},
};

int main(void)
{
	return scenario("hazard-steps", steps, sizeof(steps) / sizeof(steps[0]));
}
