/* Several have signed a proposal: each changes his own rating, and the worst of them counts. */
#include "modules/proposals/sample_test.h"
#include "scenario/scenario.h"

#define CHANGE(who, grade) .as = who, .post = "/m/proposals/{p}/rerate", .form = "rating=" grade "&_back=/m/proposals/{p}"
#define STANDS .sql = "select state || ',' || rounds || ',' || rating || ',' || pleased from proposal where id = {p}"
#define RATE(who, grade) .as = who, .post = "/m/proposals/{p}/rate", .form = "rating=" grade "&_back=/m/proposals/{p}", .want = 303
#define HEARD "select count(*) from message where person = 1005 and title like "
#define COUNT(measure) .settle = 1, .sql = "select coalesce(sum(n), 0) from counter where measure = '" measure "' and unit = 10 and grain = 2"

static const struct step steps[] = {
	SESSION("3", "2024-04-10", "2024-03-01", "2024-03-15"),
	HANDED_IN("p", "巡检路线加扶手"),
	FILED("p"),
	REPLIED("p", "2", "&promised_on=2024-06-30"),
	{"one rates by mistake", RATE(REP, "3")},
	{"not twice by the same button", .as = REP, .post = "/m/proposals/{p}/rate", .form = "rating=1&_back=/m/proposals/{p}", .want = 422, .sees = "你已经评过"},
	{"and changes it while the others have not rated", CHANGE(REP, "1"), .want = 303},
	{"his phone says what it is now", .as = REP, .get = "/m/proposals/{p}", .want = 200, .sees = "你评的是“满意”"},
	{"where the form to rate is gone", .as = REP, .get = "/proposals/{p}", .want = 200, .sees_not = "/rate\""},
	{"and his large screen offers it as well", .as = REP, .get = "/proposals/{p}", .want = 200, .sees = "评价以后可以改的期限：3 个工作日"},
	{"who has not rated is not offered a change", .as = WORKER, .get = "/m/proposals/{p}", .want = 200, .sees_not = "/rerate"},
	{"another is not content", RATE(WORKER, "3")},
	{"the last one neither", RATE(AUDITOR, "3")},
	{"sent back", STANDS, .is = "5,1,0,0"},
	{"the next morning the department hears of it", .now = "2024-03-02", .settle = 1, .sql = HEARD "'%再办一次'", .is = "1"},
	{"one of them slipped: the other is still not content", CHANGE(WORKER, "1"), .want = 303},
	{"it stays sent back", STANDS, .is = "5,1,0,0"},
	{"the last changes his too", CHANGE(AUDITOR, "2"), .want = 303},
	{"as if it had been so at once", STANDS, .is = "9,0,2,1"},
	{"a morning later it hears that it need not", .now = "2024-03-03", .settle = 1, .sql = HEARD "'%不用再办'", .is = "1"},
	{"one more thinks less of it", CHANGE(REP, "2"), .want = 303},
	{"which changes nothing of the whole", STANDS, .is = "9,0,2,1"},
	{"rated once", COUNT("proposal.rated"), .is = "1"},
	{"content once", COUNT("proposal.pleased"), .is = "1"},
	{"all three first ones are kept", .sql = "select count(*) from matter_rating where row_id = {p} and first = 3", .is = "3"},
	{"kept for what was promised", .as = CADRE, .post = "/proposals/{p}/keep", .form = "reason=七月看装没装", .want = 303},
	{"changed for the better it stays kept", CHANGE(AUDITOR, "1"), .want = 303},
	{"kept, the worst is half content", STANDS, .is = "14,0,2,1"},
	{"for the worse it is handled once more", CHANGE(AUDITOR, "3"), .want = 303},
	{"in the second round", STANDS, .is = "5,1,0,0"},
	{"nobody is content any more", COUNT("proposal.pleased"), .is = "0"},
	{"talked about: it is being handled", .as = HANDLER, .post = "/proposals/{p}/talk", .form = "reason=当面沟通", .want = 303},
	{"no way back", CHANGE(AUDITOR, "1"), .want = 409, .sees = "已经在再办"},
	{"answered anew", .as = HANDLER, .post = "/proposals/{p}/reply", .form = "outcome=1&reply=都装好了。", .want = 303},
	{"signed", .as = CHAIR, .post = "/proposals/{p}/sign", .want = 303},
	RATED("p"),
	{"closed", .as = CADRE, .post = "/proposals/{p}/close", .want = 303},
	{"changed in what is closed", CHANGE(REP, "2"), .want = 303},
	{"stays closed", STANDS, .is = "10,1,2,1"},
	{"no third time: bad opens it for a call", CHANGE(REP, "3"), .want = 303},
	{"which it waits for", STANDS, .is = "9,1,3,2"},
	{"and is not closed without", .as = CADRE, .post = "/proposals/{p}/close", .want = 409, .sees = "还没有回访"},
	{"called", .as = CADRE, .post = "/proposals/{p}/callback", .form = "reason=打过电话", .want = 303},
	{"then it stands", CHANGE(REP, "1"), .want = 409, .sees = "已经回访"},
	{"closed", .as = CADRE, .post = "/proposals/{p}/close", .want = 303},
};

int main(void)
{
	return scenario_with("proposal-changed-ratings", sample_reps, steps, sizeof(steps) / sizeof(steps[0]));
}
