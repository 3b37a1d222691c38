/* A union's own numbers: who sets them, where they hold, from when to when. */
#include "modules/follow/sample_test.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define OTHER_CHAIR "13800000021"

static const struct step steps[] = {
	{"the federation's plan is there", .sql = "select id from plan where unit = 1", .keep = "p"},
	/* March 1: 60 of 366 days gone, 16.4 points behind: slow with 10, late with 15 */
	{"one point of union 10 is late", .as = CHAIR, .get = "/plans/{p}/tree", .want = 200, .sees = "滞后</dt><dd><b>1</b>"},
	{"the unit's page leads to its numbers", .as = CHAIR, .get = "/units/10", .want = 200, .sees = "/units/10/policies"},
	{"not a cadre's", .as = CADRE, .get = "/units/10", .want = 200, .sees_not = "/units/10/policies"},
	{"who is refused", .as = CADRE, .get = "/units/10/policies", .want = 403},
	{"and so is another chair", .as = OTHER_CHAIR, .get = "/units/10/policies", .want = 403},
	{"also by post", .as = OTHER_CHAIR, .post = "/units/10/policies", .form = "name=follow.late_points&value=15&since=2024-03-01&source=x", .want = 403},
	{"the default is shown", .as = CHAIR, .get = "/units/10/policies", .want = 200, .sees = "25 个百分点</td><td data-l=\"来自\">默认值"},
	{"as not checked", .as = CHAIR, .get = "/units/10/policies", .want = 200, .sees = "未核实"},
	{"what holds for all is not offered", .as = CHAIR, .get = "/units/10/policies", .want = 200, .sees_not = "激活码有效天数"},
	{"nor taken", .as = CHAIR, .post = "/units/10/policies", .form = "name=account.activation_days&value=90&since=2024-03-01&source=主席会议", .want = 422, .sees = "单位不能另设"},
	{"a reason is needed", .as = CHAIR, .post = "/units/10/policies", .form = "name=follow.late_points&value=15&since=2024-03-01", .want = 422, .sees = "请写明依据"},
	{"the past stays as it was", .as = CHAIR, .post = "/units/10/policies", .form = "name=follow.late_points&value=15&since=2024-02-29&source=主席会议", .want = 422, .sees = "不能早于今天"},
	{"what was typed stays", .as = CHAIR, .post = "/units/10/policies", .form = "name=follow.late_points&value=十五&since=2024-03-01&source=主席会议", .want = 422, .sees = "value=\"十五\""},
	{"not with an end before its beginning", .as = CHAIR, .post = "/units/10/policies", .form = "name=follow.late_points&value=15&since=2024-03-02&until=2024-03-01&source=主席会议", .want = 422, .sees = "截止日期要晚于"},
	{"the chair sets 15 from today to March 3", .as = CHAIR, .post = "/units/10/policies", .form = "name=follow.late_points&value=15&since=2024-03-01&until=2024-03-03&source=三月主席会议", .want = 303},
	{"with an event of his unit", .sql = "select count(*) from event where record = 'policy' and verb = 'set' and unit = 10 and changes like '%15%三月主席会议%'", .is = "1"},
	{"the page says that it is the unit's own", .as = CHAIR, .get = "/units/10/policies", .sees = "15 个百分点</td><td data-l=\"来自\">本单位"},
	{"now three points of union 10 are late", .as = CHAIR, .get = "/plans/{p}/tree", .want = 200, .sees = "滞后</dt><dd><b>3</b>"},
	{"as the federation sees too", .as = FEDERATION, .get = "/plans/{p}/tree?unit=10", .want = 200, .sees = "滞后</dt><dd><b>3</b>"},
	{"union 11 has one still", .as = OTHER_CHAIR, .get = "/plans/{p}/tree", .want = 200, .sees = "滞后</dt><dd><b>1</b>"},
	{"its number is the default", .as = OTHER_CHAIR, .get = "/units/11/policies", .sees = "25 个百分点</td><td data-l=\"来自\">默认值"},
	{"a branch of union 10 takes over 15, and from whom", .as = CHAIR, .get = "/units/101/policies", .want = 200, .sees = "15 个百分点</td><td data-l=\"来自\">临江发电"},
	{"the federation sets 16 for all unions", .as = FEDERATION, .post = "/units/1/policies", .form = "name=follow.late_points&value=16&since=2024-03-01&source=总工会通知", .want = 303},
	{"the nearest unit wins", .as = CHAIR, .get = "/units/10/policies", .sees = "15 个百分点</td><td data-l=\"来自\">本单位"},
	{"the others follow the federation", .as = OTHER_CHAIR, .get = "/plans/{p}/tree", .want = 200, .sees = "滞后</dt><dd><b>3</b>"},
	{"a value of one's own", .sql = "select id from policy where unit = 1", .keep = "v"},
	{"another unit's value is not ended from here", .as = CHAIR, .post = "/units/10/policies/{v}/end", .form = "reason=试", .want = 404},
	{"ending needs a reason", .as = FEDERATION, .post = "/units/1/policies/{v}/end", .want = 422, .sees = "停用的理由"},
	{"it is ended", .as = FEDERATION, .post = "/units/1/policies/{v}/end", .form = "reason=改为由各工会决定", .want = 303},
	{"once", .as = FEDERATION, .post = "/units/1/policies/{v}/end", .form = "reason=再一次", .want = 404},
	{"union 11 is back at the default", .as = OTHER_CHAIR, .get = "/plans/{p}/tree", .want = 200, .sees = "滞后</dt><dd><b>1</b>"},
	{"after March 3 union 10 too", .now = "2024-03-04", .as = CHAIR, .get = "/plans/{p}/tree", .want = 200, .sees = "滞后</dt><dd><b>1</b>"},
	{"while March 2 is still seen with 15", .as = CHAIR, .get = "/plans/{p}/tree?on=2024-03-02", .want = 200, .sees = "滞后</dt><dd><b>3</b>"},
	/* 宣讲 is due on April 9; 4 to 6 are free, the 7th is worked: 5 working days before it is April 1, 3 is April 3 */
	{"union 11 is reminded five working days before", .as = OTHER_CHAIR, .post = "/units/11/policies", .form = "name=follow.near_days&value=5&since=2024-03-04&source=主席会议", .want = 303},
	{"not six", .now = "2024-03-29", .settle = 1, .sql = "select count(*) from message where title = '任务临期'", .is = "0"},
	{"on April 1", .now = "2024-04-01", .settle = 1, .sql = "select count(*) from message where title = '任务临期' and person = 1012", .is = "1"},
	{"union 10 not yet", .sql = "select count(*) from message where title = '任务临期' and person = 1003", .is = "0"},
	{"but on April 3", .now = "2024-04-03", .settle = 1, .sql = "select count(*) from message where title = '任务临期' and person = 1003", .is = "1"},
	{"and nobody twice", .sql = "select count(*) from message where title = '任务临期' and person = 1012", .is = "1"},
};

int main(void)
{
	return scenario_with("unit-policies", sample_federation_plan, steps, sizeof(steps) / sizeof(steps[0]));
}
