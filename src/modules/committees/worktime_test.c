/* Three paid working days a month for members of a committee who are not full-time (Trade Union Law, article 41). */
#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/dispatch.h"
#include "kernel/writer.h"
#include "modules/committees/committees.h"
#include "modules/members/test_members.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define TIME(person, on, halves) "person=" #person "&worked_on=" on "&halves=" #halves "&what=样例走访班组"

static const struct elected three[] = {{1003, SEAT_CHAIR, true}, {1004, SEAT_VICE, false}, {1006, SEAT_MEMBER, false}};

static void committee(struct app *app)
{
	static const int64_t members[] = {1006};
	test_members(app, members, 1);
	struct db *d = writer_db(app->writer);
	db_begin(d);
	struct req *r = system_request(app, d, app->arena);
	r->problems.arena = r->arena;
	struct committee_result e = {.unit = 10, .kind = COMMITTEE_UNION, .term_no = 3, .years = 5, .seats = 3, .elected_by = BODY_MEMBERS,
				     .on = day_of(2024, 2, 1), .people = three, .n = 3};
	if (!committee_install(r, &e))
		fault("no committee");
	event_seal(d, app->arena);
	db_commit(d);
}

static const struct step steps[] = {
	{"the empty list says what for", .as = CHAIR, .get = "/worktimes", .want = 200, .sees = "《工会法》第四十一条"},
	{"a worker does not look", .as = WORKER, .get = "/worktimes", .want = 403},
	{"the form offers who is not full-time", .as = CADRE, .get = "/worktimes/new", .want = 200, .sees = "样例沈洁", .sees_not = "样例李卫"},
	{"a worker enters nothing", .as = WORKER, .post = "/worktimes", .form = TIME(1004, "2024-02-05", 2), .want = 403},
	{"the full-time chair has no such time", .as = CADRE, .post = "/worktimes", .form = TIME(1003, "2024-02-05", 2), .want = 422, .sees = "不是专职的委员"},
	{"nobody who does not sit", .as = CADRE, .post = "/worktimes", .form = TIME(1007, "2024-02-05", 2), .want = 422, .sees = "不是专职的委员"},
	{"nor before he sat", .as = CADRE, .post = "/worktimes", .form = TIME(1004, "2024-01-31", 2), .want = 422, .sees = "不是专职的委员"},
	{"nor ahead", .as = CADRE, .post = "/worktimes", .form = TIME(1004, "2024-03-04", 2), .want = 422, .sees = "当天或以后"},
	{"Spring Festival is no working time", .as = CADRE, .post = "/worktimes", .form = TIME(1004, "2024-02-12", 2), .want = 422, .sees = "不占用工作时间"},
	{"nor is a Saturday", .as = CADRE, .post = "/worktimes", .form = TIME(1004, "2024-02-24", 2), .want = 422, .sees = "周末"},
	{"the Sunday that was worked instead is", .as = CADRE, .post = "/worktimes", .form = TIME(1004, "2024-02-04", 2), .want = 303, .keep = "a"},
	{"its page", .as = CHAIR, .get = "/worktimes/{a}", .want = 200, .sees = "样例沈洁"},
	{"not for another union", .as = OTHER_CHAIR, .get = "/worktimes/{a}", .want = 403},
	{"a day has two halves", .as = CADRE, .post = "/worktimes", .form = TIME(1004, "2024-02-04", 1), .want = 422, .sees = "合计不能超过一天"},
	{"a second day", .as = CADRE, .post = "/worktimes", .form = TIME(1004, "2024-02-05", 2), .want = 303},
	{"and a half", .as = CADRE, .post = "/worktimes", .form = TIME(1004, "2024-02-06", 1), .want = 303, .keep = "b"},
	{"half a day more would fit, a whole one does not", .as = CADRE, .post = "/worktimes", .form = TIME(1004, "2024-02-07", 2), .want = 422,
	 .sees = "当月已登记 2.5 个工作日，加上这次超过 3 个工作日（《工会法》第四十一条"},
	{"what was typed stays", .as = CADRE, .post = "/worktimes", .form = TIME(1004, "2024-02-07", 2), .want = 422, .sees = "value=\"样例走访班组\""},
	{"three days are three", .as = CADRE, .post = "/worktimes", .form = TIME(1004, "2024-02-07", 1), .want = 303},
	{"more with the employer's consent", .as = CADRE, .post = "/worktimes", .form = TIME(1004, "2024-02-08", 2) "&agreed=厂部2月7日同意", .want = 303, .keep = "c"},
	{"of somebody else it is another month's account", .as = CADRE, .post = "/worktimes", .form = TIME(1006, "2024-02-08", 2), .want = 303},
	{"so is the next month", .as = CADRE, .post = "/worktimes", .form = TIME(1004, "2024-03-01", 2), .want = 303},
	{"twelve half days", .sql = "select sum(n) from counter_delta where measure = 'officer.halves' and unit = 1", .is = "12"},
	{"the form again", .as = CADRE, .get = "/worktimes/{b}/edit", .want = 200},
	{"a slip is mended", .as = CADRE, .post = "/worktimes/{b}", .form = "person=1004&worked_on=2024-02-06&halves=1&what=样例委员会会议&_version=1", .want = 303},
	{"one was wrong", .as = CADRE, .post = "/worktime/{c}/do/void", .form = "reason=未去", .want = 303},
	{"and does not count", .sql = "select sum(n) from counter_delta where measure = 'officer.halves' and unit = 1", .is = "10"},
	{"it was right after all", .as = CADRE, .post = "/worktime/{c}/do/restore", .form = "reason=去了", .want = 303},
	{"the federation reads the list", .as = FEDERATION, .get = "/worktimes", .want = 200, .sees = "样例走访班组"},
	/* the name is the person's */
	{"it names whose time it was", .as = CHAIR, .get = "/worktimes", .want = 200, .sees = "样例孟庆"},
	{"his unit", .sql = "select unit from person where id = 1006", .keep = "u"},
	{"as it is", .sql = "select version from person where id = 1006", .keep = "pv"},
	{"his name was written wrongly", .as = CHAIR, .post = "/people/1006", .form = "name=样例孟清&unit={u}&_version={pv}", .want = 303},
	{"the list has the right one", .as = CHAIR, .get = "/worktimes", .want = 200, .sees = "样例孟清", .sees_not = "样例孟庆"},
	{"he leaves the union", .as = CHAIR, .post = "/members/1006/change", .form = "verb=leave&reason=本人申请", .want = 303},
	{"and the plant", .as = CHAIR, .post = "/person/1006/do/leave", .form = "reason=离职", .want = 303},
	{"his data are erased", .as = CHAIR, .post = "/members/1006/erase", .form = "reason=保存期满", .want = 303},
	{"from the list", .as = CHAIR, .get = "/worktimes", .want = 200, .sees = "（已删除）", .sees_not = "样例孟"},
	{"and from what is exported", .as = CHAIR, .post = "/lists/worktimes/export", .form = "query=&format=csv&all=1&reason=报工资部门", .want = 200, .sees = "样例沈洁", .sees_not = "样例孟"},
	{"the time itself stays", .sql = "select count(*) from worktime where person = 1006 and state = 1", .is = "1"},
};

int main(void)
{
	return scenario_with("working time", committee, steps, sizeof(steps) / sizeof(steps[0]));
}
