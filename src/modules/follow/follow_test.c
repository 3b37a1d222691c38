/* Points, unions, receiving, supervision, reports, reminders. */
#include "modules/follow/sample_test.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define WORKER "13800000007"
#define AUDITOR "13800000008"
#define OTHER_CHAIR "13800000021"
#define SYSTEM "13800000011"

static const struct step steps[] = {
	{"the plan", .sql = "select id from plan where unit = 1", .keep = "p"},
	{"the point on reading", .sql = "select id from plan_node where plan = {p} and number = '1'", .keep = "n"},
	{"union 10's reading task", .sql = "select id from task where unit = 10 and title = '举办职工读书活动'", .keep = "t"},
	{"union 10's lectures", .sql = "select id from task where unit = 10 and title = '组织宣讲'", .keep = "l"},
	/* receiving */
	{"a worker has nothing to receive", .as = WORKER, .get = "/received", .want = 403},
	{"the union finds the plan it has to acknowledge", .as = CADRE, .get = "/received", .want = 200, .sees = "待签收"},
	{"the number of its receipt", .sql = "select id from receipt where unit = 10", .keep = "c"},
	{"its page says what comes next", .as = CADRE, .get = "/received/{c}", .want = 200, .sees = "<b>4</b> 项没有安排"},
	{"another union may not open it", .as = OTHER_CHAIR, .get = "/received/{c}", .want = 403},
	{"it is acknowledged", .as = CADRE, .post = "/receipt/{c}/do/acknowledge", .want = 303},
	{"then tasks wait for arranging", .as = CADRE, .get = "/received", .want = 200, .sees = "4 项待安排"},
	{"one is arranged", .as = CADRE, .post = "/tasks/{t}", .form = "owner=1004&starts=2024-01-01&due=2024-12-31", .want = 303},
	{"three are left", .as = CADRE, .get = "/received/{c}", .want = 200, .sees = "<b>3</b> 项没有安排"},
	{"its workbench says so", .as = CHAIR, .get = "/", .want = 200, .sees = "“临江市总工会2024年工作要点”有 3 项任务没有责任人。"},
	/* the point */
	{"the point shows the sentence", .as = WORKER, .get = "/points/{n}", .want = 200, .sees = "推动书香进班组"},
	{"and the measure with its rows", .as = CADRE, .get = "/points/{n}", .want = 200, .sees = "/activities?unit=10&amp;held_on_from=2024-01-01&amp;held_on_to=2024-03-01&amp;state=2"},
	{"those rows can be opened", .as = CADRE, .get = "/activities?unit=10&held_on_from=2024-01-01&held_on_to=2024-03-01&state=2", .want = 200},
	{"a reminder is not offered to a cadre", .as = CADRE, .get = "/points/{n}", .want = 200, .sees_not = "催办</a>"},
	{"the federation sees the unions beside it", .as = FEDERATION, .get = "/points/{n}", .want = 200, .sees = "各工会完成情况"},
	{"a union that has no copy", .as = FEDERATION, .get = "/points/{n}?unit=12", .want = 404},
	{"an administrator may not", .as = SYSTEM, .get = "/points/{n}", .want = 403},
	/* the table of unions */
	{"a cadre below has no table of unions", .as = CADRE, .get = "/plans/{p}/unions", .want = 403},
	{"the table has both unions", .as = FEDERATION, .get = "/plans/{p}/unions", .want = 200, .sees = "临江港务集团工会"},
	{"one has not acknowledged", .as = FEDERATION, .get = "/plans/{p}/unions", .want = 200, .sees = "未签收</dt><dd><b>1</b>"},
	{"another union's receipt", .sql = "select id from receipt where unit = 11", .keep = "d"},
	{"whose plan leads to it", .as = OTHER_CHAIR, .get = "/plans/{p}", .want = 200, .sees = "href=\"/received/{d}\">签收与安排"},
	{"not who gave it out", .as = FEDERATION, .get = "/plans/{p}", .want = 200, .sees_not = "签收与安排"},
	{"first it is acknowledged", .as = OTHER_CHAIR, .post = "/received/{d}/arrange", .form = "owner=1012", .want = 409, .sees = "请先签收"},
	{"it is", .as = OTHER_CHAIR, .post = "/receipt/{d}/do/acknowledge", .want = 303},
	{"then all may be given to one person", .as = OTHER_CHAIR, .get = "/received/{d}", .want = 200, .sees = "安排这 4 项任务"},
	{"nobody chosen is told", .as = OTHER_CHAIR, .post = "/received/{d}/arrange", .form = "owner=", .want = 422, .sees = "请选择责任人或责任部门"},
	{"nobody of another union", .as = OTHER_CHAIR, .post = "/received/{d}/arrange", .form = "owner=1004", .want = 422, .sees = "责任人要在本工会的人员里选"},
	{"nor its department", .as = OTHER_CHAIR, .post = "/received/{d}/arrange", .form = "department=104", .want = 422, .sees = "责任部门要在本工会及下属单位里选"},
	{"nor does another union arrange", .as = CHAIR, .post = "/received/{d}/arrange", .form = "owner=1012", .want = 403},
	{"all four in one go", .as = OTHER_CHAIR, .post = "/received/{d}/arrange", .form = "owner=1012", .want = 303, .to = "/received/{d}"},
	{"each is his, what had an owner elsewhere stays", .sql = "select count(*) || ' ' || (select count(*) from task where unit = 10 and owner = 1012) from task where unit = 11 and owner = 1012", .is = "4 0"},
	{"nothing is left to arrange", .as = OTHER_CHAIR, .get = "/received/{d}", .want = 200, .sees_not = "一起安排</h2>"},
	/* on March 1 each union has one late task (宣讲: 60 of 100 days, nothing done) */
	{"two tasks are late", .as = FEDERATION, .get = "/plans/{p}/unions", .want = 200, .sees = "滞后任务</dt><dd><b>2</b>"},
	{"on January 12 none", .as = FEDERATION, .get = "/plans/{p}/unions?on=2024-01-12", .want = 200, .sees = "滞后任务</dt><dd><b>0</b>"},
	{"from it a reminder is one step away", .as = FEDERATION, .get = "/plans/{p}/unions", .want = 200, .sees = "/supervise\">催办"},
	{"a plan without unions says so", .sql = "select id from task where unit = 11 and title = '组织宣讲'", .keep = "k"},
	/* supervision */
	{"a cadre may not supervise", .as = CADRE, .get = "/tasks/{l}/supervise", .want = 403},
	{"the form knows why", .as = FEDERATION, .get = "/tasks/{l}/supervise", .want = 200, .sees = "落后 60.0 点"},
	{"an answer by yesterday is refused", .as = FEDERATION, .post = "/tasks/{l}/supervise", .form = "kind=1&title=x&demand=y&due=2024-02-29", .want = 422, .sees = "答复期限要晚于今天"},
	{"without a demand too", .as = FEDERATION, .post = "/tasks/{l}/supervise", .form = "kind=1&title=x&demand=&due=2024-03-08", .want = 422, .sees = "督办要求"},
	{"a reminder", .as = FEDERATION, .post = "/tasks/{l}/supervise", .form = "kind=1&title=宣讲滞后&demand=请抓紧&due=2024-03-08", .want = 303, .keep = "r"},
	{"it has no number", .sql = "select number from supervision where id = {r}", .is = ""},
	{"the chair of the union got a message", .sql = "select count(*) from message where person = 1003 and title = '任务催办'", .is = "1"},
	{"a notice", .as = FEDERATION, .post = "/tasks/{l}/supervise", .form = "kind=2&title=宣讲滞后&demand=请说明原因&due=2024-03-08", .want = 303, .keep = "s"},
	{"has the first number of its register", .sql = "select number from supervision where id = {s}", .is = "市总督〔2024〕1号"},
	{"the next one has the second", .as = FEDERATION, .post = "/tasks/{k}/supervise", .form = "kind=2&title=宣讲滞后&demand=请说明原因&due=2024-03-08", .want = 303, .keep = "o"},
	{"that is 2", .sql = "select number from supervision where id = {o}", .is = "市总督〔2024〕2号"},
	{"the list has it", .as = CADRE, .get = "/supervision", .want = 200, .sees = "市总督〔2024〕1号"},
	{"not the other union's", .as = CADRE, .get = "/supervision", .want = 200, .sees_not = "市总督〔2024〕2号"},
	{"the task shows it", .as = CADRE, .get = "/tasks/{l}", .want = 200, .sees = "市总督〔2024〕1号"},
	{"the union finds the form to explain", .as = CADRE, .get = "/supervision/{s}", .want = 200, .sees = "提交说明"},
	{"a worker does not", .as = WORKER, .get = "/supervision/{s}", .want = 200, .sees_not = "提交说明"},
	{"an empty explanation is refused", .as = CADRE, .post = "/supervision/{s}/explain", .form = "explanation=", .want = 422, .sees = "请写明原因"},
	{"an earlier date too", .as = CADRE, .post = "/supervision/{s}/explain", .form = "explanation=人手不足&wish=2024-04-01", .want = 422, .sees = "晚于现在的完成时间 2024-04-09"},
	{"a worker may not explain", .as = WORKER, .post = "/supervision/{s}/explain", .form = "explanation=x", .want = 403},
	{"the union explains and asks for more time", .as = CADRE, .post = "/supervision/{s}/explain", .form = "explanation=讲师档期冲突&wish=2024-05-31", .want = 303},
	{"the federation is told", .sql = "select count(*) from message where person = 1001 and title like '%已答复督办'", .is = "1"},
	{"its own chair may not grant it", .as = CHAIR, .post = "/supervision/{s}/do/extend", .want = 409, .sees = "由发出督办的工会办理"},
	{"the federation returns it first", .as = FEDERATION, .post = "/supervision/{s}/do/return", .form = "reason=写明措施", .want = 303},
	{"explained again", .as = CADRE, .post = "/supervision/{s}/explain", .form = "explanation=改请本厂讲师&wish=2024-05-31", .want = 303},
	{"granted", .as = FEDERATION, .post = "/supervision/{s}/do/extend", .want = 303},
	{"the task has the new day and keeps the old", .sql = "select due || ' ' || first_due from task where id = {l}", .is = "19874 19822"},
	{"in its page too", .as = CADRE, .get = "/tasks/{l}", .want = 200, .sees = "原定 4月9日"},
	{"as of yesterday the old day holds", .now = "2024-03-02", .as = FEDERATION, .get = "/plans/{p}/tree?unit=10&on=2024-02-29&q=组织宣讲", .want = 200, .sees = "4月9日"},
	{"closed", .as = FEDERATION, .post = "/supervision/{s}/do/close", .form = "reason=已落实", .want = 303},
	{"the other is closed without an answer", .as = FEDERATION, .post = "/supervision/{o}/do/close", .form = "reason=当面说明", .want = 303},
	{"and the reminder after an answer", .as = CADRE, .post = "/supervision/{r}/explain", .form = "explanation=已安排", .want = 303},
	{"closed too", .as = FEDERATION, .post = "/supervision/{r}/do/close", .form = "reason=已安排", .want = 303},
	{"a closed one is not explained", .as = CADRE, .post = "/supervision/{r}/explain", .form = "explanation=再说", .want = 409},
	/* reports; by March 29 one activity of 30 people */
	{"an activity of the quarter", .as = CADRE, .post = "/activities", .form = "title=春季读书会&kind=1&held_on=2024-03-01&people=30&summary=读书三本&task={t}", .want = 303, .keep = "a"},
	{"held", .as = CADRE, .post = "/activity/{a}/do/hold", .want = 303},
	{"confirmed", .as = CHAIR, .post = "/activity/{a}/do/confirm", .want = 303},
	{"a worker writes no report", .as = WORKER, .get = "/reports/new", .want = 403},
	{"April 2: the form proposes the first quarter", .now = "2024-04-02", .as = CADRE, .get = "/reports/new?plan={p}", .want = 200, .sees = "value=\"2024-03-31\""},
	{"a day to come is refused", .as = CADRE, .post = "/reports", .form = "plan={p}&period=2&at=2024-08-01", .want = 422, .sees = "不晚于今天"},
	{"a plan of others too", .as = CADRE, .post = "/reports", .form = "plan=5&period=2&at=2024-03-31", .want = 422, .sees = "请选择报告哪一份"},
	{"a report of the quarter is drafted", .as = CADRE, .post = "/reports", .form = "plan={p}&period=2&at=2024-03-31", .want = 303, .keep = "q"},
	{"with its title", .sql = "select title from report where id = {q}", .is = "临江发电有限公司工会2024年第1季度工作报告"},
	{"the text names figure and evidence", .sql = "select substr(summary, 1, 38) from report where id = {q}", .is = "举办职工读书活动：完成 8.3%（指标 1/12 场）：3月1日春季读书会。"},
	{"the second try leads to the first", .as = CADRE, .post = "/reports", .form = "plan={p}&period=2&at=2024-02-01", .want = 303, .to = "/reports/{q}"},
	{"the form has the draft", .as = CADRE, .get = "/reports/{q}/edit", .want = 200, .sees = "春季读书会"},
	{"an empty title is refused", .as = CADRE, .post = "/reports/{q}", .form = "title=&summary=x", .want = 422, .sees = "标题"},
	{"without a text it is not submitted: saved empty", .as = CADRE, .post = "/reports/{q}", .form = "title=一季度报告&summary=&problems=&plans_ahead=", .want = 303},
	{"refused", .as = CADRE, .post = "/report/{q}/do/submit", .want = 409, .sees = "请先填写工作情况"},
	{"written", .as = CADRE, .post = "/reports/{q}", .form = "title=一季度报告&summary=读书活动一场，三十人参加。&problems=宣讲偏慢&plans_ahead=二季度补上", .want = 303},
	{"another union does not see it", .as = OTHER_CHAIR, .get = "/reports/{q}", .want = 403},
	{"the auditor does", .as = AUDITOR, .get = "/reports/{q}", .want = 200, .sees = "读书活动一场"},
	{"submitted", .as = CADRE, .post = "/report/{q}/do/submit", .want = 303},
	{"the federation is told of it", .sql = "select count(*) from message where person = 1001 and title = '工作报告待审阅'", .is = "1"},
	{"figures are frozen", .as = CADRE, .get = "/reports/{q}", .want = 200, .sees = "报送时冻结"},
	{"with one of twelve", .as = CADRE, .get = "/reports/{q}", .want = 200, .sees = "8.3%"},
	{"no longer edited", .as = CADRE, .get = "/reports/{q}/edit", .want = 409},
	{"its own chair does not accept it", .as = CHAIR, .post = "/report/{q}/do/accept", .want = 409, .sees = "由下达要点的上级工会审阅"},
	{"the federation returns it", .as = FEDERATION, .post = "/report/{q}/do/return", .form = "reason=补充人数", .want = 303},
	{"and its author hears of it", .sql = "select count(*) from message where person = 1004 and title = '工作报告被退回'", .is = "1"},
	{"submitted again", .as = CADRE, .post = "/report/{q}/do/submit", .want = 303},
	{"accepted", .as = FEDERATION, .post = "/report/{q}/do/accept", .want = 303},
	{"sealed with a hash", .sql = "select length(seal_hash) from report where id = {q}", .is = "64"},
	{"late evidence for March", .now = "2024-04-10", .as = CADRE, .post = "/tasks/{t}/evidence", .form = "title=三月照片补录&happened_on=2024-03-20", .want = 303},
	{"shows as 补报", .as = FEDERATION, .get = "/reports/{q}", .want = 200, .sees = "三月照片补录"},
	{"beside the frozen figure", .as = FEDERATION, .get = "/reports/{q}", .want = 200, .sees = "补报后 8.3%，佐证 2 份"},
	{"evidence of April does not", .as = CADRE, .post = "/tasks/{t}/evidence", .form = "title=四月照片&happened_on=2024-04-05", .want = 303},
	{"the report has one late piece", .as = FEDERATION, .get = "/reports/{q}", .want = 200, .sees_not = "四月照片"},
	{"the list of reports", .as = FEDERATION, .get = "/reports", .want = 200, .sees = "一季度报告"},
	/* reminders: 宣讲 of union 11 was due on April 9; it has no owner, so cadre and chair hear of it */
	{"the regular job speaks of what is overdue", .settle = 1, .sql = "select count(*) from message where person = 1012 and title = '任务逾期'", .is = "1"},
	{"once a day", .settle = 1, .sql = "select count(*) from message where person = 1012 and title = '任务逾期'", .is = "1"},
	{"not again on the next", .now = "2024-04-11", .settle = 1, .sql = "select count(*) from message where person = 1012 and title = '任务逾期'", .is = "1"},
	/* five working days after April 9: 10, 11, 12, 15, 16 */
	{"on the 15th the federation hears nothing yet", .now = "2024-04-15", .settle = 1, .sql = "select count(*) from message where person = 1001 and title = '下级任务逾期'", .is = "0"},
	{"on the 16th it does", .now = "2024-04-16", .settle = 1, .sql = "select count(*) from message where person = 1001 and title = '下级任务逾期'", .is = "1"},
	{"the extended task is near on May 28: 29, 30, 31", .now = "2024-05-28", .settle = 1, .sql = "select count(*) from message where person = 1003 and title = '任务临期'", .is = "1"},
};

int main(void)
{
	return scenario_with("follow", sample_federation_plan, steps, sizeof(steps) / sizeof(steps[0]));
}
