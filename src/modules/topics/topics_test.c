/* What the workforce talks about and what was done; nobody's name stands in it, however one tries. */
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define REP "13800000006"
#define OTHER_CHAIR "13800000021"
#define REST "&kind=2&source=2&spread=3&heard_on=2024-03-01&due=2024-03-08"

static const struct step steps[] = {
	{"the empty list says what to do", .as = CADRE, .get = "/topics", .want = 200, .sees = "还没有议题"},
	{"and what workers see", .as = WORKER, .get = "/m/topics", .want = 200, .sees = "还没有回应过的议题"},
	{"a worker registers none", .as = WORKER, .get = "/topics/new", .want = 403},
	{"the form says: no names", .as = CADRE, .get = "/topics/new", .want = 200, .sees = "只写事，不写人"},
	{"a name in the text is refused", .as = CADRE, .post = "/topics", .form = "title=夜班津贴&summary=样例赵工对津贴有意见" REST, .want = 422, .sees = "请去掉“样例赵工”"},
	{"a name in the title too", .as = CADRE, .post = "/topics", .form = "title=样例孟庆的想法&summary=津贴" REST, .want = 422, .sees = "请去掉“样例孟庆”"},
	{"nor a number", .as = CADRE, .post = "/topics", .form = "title=夜班津贴&summary=联系13912345678" REST, .want = 422, .sees = "不写手机号"},
	{"what was typed stays", .as = CADRE, .post = "/topics", .form = "title=夜班津贴&summary=联系13912345678" REST, .want = 422, .sees = "联系13912345678</textarea>"},
	{"not heard tomorrow", .as = CADRE, .post = "/topics", .form = "title=津贴&summary=怎么算&kind=2&source=2&spread=3&heard_on=2024-03-02&due=2024-03-08", .want = 422, .sees = "不能晚于今天"},
	{"nor due before", .as = CADRE, .post = "/topics", .form = "title=津贴&summary=怎么算&kind=2&source=2&spread=3&heard_on=2024-03-01&due=2024-02-08", .want = 422, .sees = "要晚于听到日期"},
	{"nor answered by another union", .as = CADRE, .post = "/topics", .form = "title=津贴&summary=怎么算&lead=11" REST, .want = 422, .sees = "本工会的单位"},
	{"registered", .as = CADRE, .post = "/topics", .form = "title=夜班津贴怎么算&summary=几个班组都在问，算法没有公开过。&lead=104" REST, .want = 303, .keep = "t"},
	{"no column of it is a person, but who registered it", .sql = "select created_by from topic", .is = "1004"},
	{"the federation reads it", .as = FEDERATION, .get = "/topics/{t}", .want = 200, .sees = "算法没有公开过"},
	{"another union does not", .as = OTHER_CHAIR, .get = "/topics/{t}", .want = 403},
	{"a worker neither, before it is answered", .as = WORKER, .get = "/topics/{t}", .want = 403},
	{"nor on his page", .as = WORKER, .get = "/m/topics", .want = 200, .sees_not = "夜班津贴"},
	{"the bench has it", .as = CADRE, .get = "/", .want = 200, .sees = "夜班津贴怎么算"},
	{"its form", .as = CADRE, .get = "/topics/{t}/edit", .want = 200, .sees = "夜班津贴怎么算"},
	{"changed, still without names", .as = CADRE, .post = "/topics/{t}", .form = "title=夜班津贴怎么算&summary=样例罗成说了&_version=1" REST, .want = 422, .sees = "请去掉“样例罗成”"},
	{"changed", .as = CADRE, .post = "/topics/{t}", .form = "title=夜班津贴怎么算&summary=几个班组都在问。&lead=104&_version=1" REST, .want = 303},
	{"overdue by itself", .now = "2024-03-09", .settle = 1, .sql = "select sum(n) from counter where measure = 'topic.overdue' and unit = 10 and grain = 0 and at <= 19791", .is = "1"},
	{"answered with words only", .as = CADRE, .post = "/topic/{t}/do/answer", .want = 422},
	{"without a name in them", .as = CADRE, .post = "/topic/{t}/do/answer", .form = "reason=已向样例赵工说明", .want = 409, .sees = "请去掉“样例赵工”"},
	{"answered", .as = CADRE, .post = "/topic/{t}/do/answer", .form = "reason=每月在班组公开栏公布天数和算法。", .want = 303},
	{"now every worker reads it", .as = WORKER, .get = "/m/topics", .want = 200, .sees = "班组公开栏"},
	{"of the union only", .as = OTHER_CHAIR, .get = "/m/topics", .want = 200, .sees_not = "班组公开栏"},
	{"taken back with a reason", .as = CHAIR, .post = "/topic/{t}/do/reopen", .form = "reason=还没有公布", .want = 303},
	{"and gone from there", .as = WORKER, .get = "/m/topics", .want = 200, .sees_not = "班组公开栏"},
	{"dropped", .as = CADRE, .post = "/topic/{t}/do/drop", .form = "reason=登记重了", .want = 303},
	{"it counts no more", .settle = 1, .sql = "select coalesce(sum(n), 0) from counter where measure in ('topic.raised', 'topic.answered') and unit = 10 and grain = 2", .is = "0"},
	{"restored", .as = CADRE, .post = "/topic/{t}/do/restore", .want = 303},
	{"answered again", .as = CADRE, .post = "/topic/{t}/do/answer", .form = "reason=三月起公布。", .want = 303},
	{"a representative becomes a cadre of another union", .sql = "insert into post(id, person, unit, role, title, since, until) values (77022, 1006, 11, 4, '', 19000, 0)"},
	{"his form offers the units there", .as = REP, .get = "/topics/new", .want = 200, .sees = "临江港务", .sees_not = "安全生产部"},
	{"what he registers is that union's", .as = REP, .post = "/topics", .form = "title=泊位照明&summary=夜里太暗。" REST, .want = 303, .sql = "select unit from topic where title = '泊位照明'", .is = "11"},
	{"the rate is whole", .settle = 1, .sql = "select sum(n) from counter where measure in ('topic.raised', 'topic.answered') and unit = 10 and grain = 2", .is = "2"},
};

int main(void)
{
	return scenario("topics", steps, sizeof(steps) / sizeof(steps[0]));
}
