/* A person who is erased is gone from the histories of others, too: events hold marks, and the chain still verifies. */
#include "base/fault.h"
#include "kernel/app.h"
#include "kernel/event.h"
#include "modules/members/test_members.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define VOTE "title=样例表决&kind=1&manner=1&voters=1&pass=1&held_on=2024-03-05&teller2=1008"

static void members(struct app *app)
{
	static const int64_t ids[] = {1003, 1004, 1005, 1006, 1007, 1008};
	test_members(app, ids, sizeof(ids) / sizeof(ids[0]));
}

static const char *chain_holds(struct app *app)
{
	struct arena *a = arena_new(8u << 20);
	struct event_check c = event_verify(app->readers[0], a, NULL, clock_now());
	arena_free(a);
	return c.ok ? NULL : "the chain of events does not verify";
}

#define NO_NAME(say) {say, .sql = "select count(*) from event where note like '%样例罗成%' or changes like '%样例罗成%'", .is = "0"}

static const struct step steps[] = {
	{"an election", .as = CHAIR, .post = "/elections", .want = 303, .keep = "e",
	 .form = "title=样例换届&kind=1&form=1&term_no=6&years=5&term_end=2024-04-30&meeting_on=2024-03-20&seats_committee=3&group_people=样例李卫任组长&qualification=样例&delegates=会员大会"},
	{"up", .as = CHAIR, .post = "/election/{e}/do/request", .want = 303},
	{"approved", .as = FEDERATION, .post = "/election/{e}/do/approve", .form = "reason=同意", .want = 303},
	{"3", .as = CHAIR, .post = "/election/{e}/do/prepare", .want = 303},
	{"4", .as = CHAIR, .post = "/election/{e}/do/qualify", .want = 303},
	{"5", .as = CHAIR, .post = "/election/{e}/do/delegates", .want = 303},
	{"somebody is put up", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=1&person=1005&declared=1", .want = 303},
	{"and taken off", .as = CHAIR, .post = "/elections/{e}/candidates/drop", .form = "organ=1&person=1005", .want = 303},
	{"he is to watch a vote", .as = CHAIR, .post = "/votes", .form = VOTE "&teller1=1005", .want = 303, .keep = "v"},
	{"another does", .as = CHAIR, .post = "/votes/{v}", .form = VOTE "&teller1=1006&_version=1", .want = 303},
	{"the history names him", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees = "候选人：样例罗成（工会委员会委员），已核对并声明"},
	{"both times", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees = "撤去候选人：样例罗成"},
	{"so does that of the vote", .as = CHAIR, .get = "/votes/{v}", .want = 200, .sees = "监票人一：样例罗成 → 样例孟庆"},
	{"whoever was slower reads who changed what", .as = CHAIR, .post = "/votes/{v}", .form = VOTE "&teller1=1007&_version=1", .want = 409, .sees = "监票人一：样例罗成 → 样例孟庆"},
	NO_NAME("no event holds the name"),
	{"nobody reads a name by typing a mark", .as = CHAIR, .post = "/election/{e}/do/back", .form = "reason=x\0321005\032y", .want = 303},
	{"what was typed is text", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees = "x1005y"},
	{"nor in a field", .as = CHAIR, .post = "/votes/{v}", .form = VOTE "&teller1=1006&place=\0321005\032厅&_version=2", .want = 303},
	{"which is text, too", .as = CHAIR, .get = "/votes/{v}", .want = 200, .sees = "1005厅"},
	{"he leaves the union", .as = CHAIR, .post = "/members/1005/change", .form = "verb=leave&reason=本人申请", .want = 303},
	{"and the plant", .as = CHAIR, .post = "/person/1005/do/leave", .form = "reason=离职", .want = 303},
	{"his data are erased", .as = CHAIR, .post = "/members/1005/erase", .form = "reason=保存期满", .want = 303},
	{"the history of the election has him no longer", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees = "候选人：（已删除）（工会委员会委员），已核对并声明", .sees_not = "样例罗成"},
	{"nor that of the vote", .as = CHAIR, .get = "/votes/{v}", .want = 200, .sees = "监票人一：（已删除） → 样例孟庆", .sees_not = "样例罗成"},
	NO_NAME("nor does any event"),
	{"and the chain verifies", .settle = 1, .check = chain_holds},
};

int main(void)
{
	return scenario_with("names in histories", members, steps, sizeof(steps) / sizeof(steps[0]));
}
