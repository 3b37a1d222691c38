/* 会费缴纳率 as evidence and as measure: they agree once every month has its sheet, and say what is missing until then. */
#include "modules/members/test_members.h"
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define CADRE "13800000004"

/* Six members of the plant. */
static void members(struct app *app)
{
	static const int64_t ids[] = {1003, 1004, 1005, 1006, 1007, 1008};
	test_members(app, ids, sizeof(ids) / sizeof(ids[0]));
}

#define SUM(what) "select sum(n) from counter_delta where unit = 10 and measure = 'dues." what "'"

static const struct step steps[] = {
	{"March has a sheet", .as = CADRE, .now = "2024-03-01", .post = "/dues", .form = "month=2024-03-01", .want = 303, .keep = "m"},
	{"into which two pay", .as = CADRE, .post = "/dues/{m}/pay", .form = "on=2024-03-01&way=1&w1006=2500&a1006=&w1007=2000&a1007=", .want = 303},
	{"a sheet that asks for the rate", .as = CHAIR, .post = "/sheets", .form = "unit=10&title=样例会费标准&kind=10&subject=1&levels=达标 60&recheck=0&source=本单位自定", .want = 303, .keep = "s"},
	{"ninety per cent", .as = CHAIR, .post = "/sheets/{s}/items", .form = "title=按月缴会费&type=4&weight=10&live=19&least=90", .want = 303},
	{"used", .as = CHAIR, .post = "/criteria_sheet/{s}/do/use", .want = 303},
	{"a campaign", .as = CHAIR, .now = "2024-05-06", .post = "/appraisals", .form = "title=样例会费评选&sheet={s}&opens=2024-05-01&closes=2024-05-30&contact=工会办公室", .want = 303, .keep = "p"},
	{"open", .as = CHAIR, .post = "/appraisal/{p}/do/open", .want = 303},
	{"entered", .as = CADRE, .post = "/appraisals/{p}/entries", .form = "subject_id=10", .want = 303, .keep = "e"},
	{"submitted in May", .as = CADRE, .post = "/appraisal_entry/{e}/do/submit", .want = 303},
	{"two of twelve: nobody opened April, so its six count as owed, and the evidence says so", .sql = "select value || text from appraisal_live where entry = {e}",
	 .is = "16今年会费：已缴 2 人次 ÷ 应缴 12 人次；其中4月没有台账，按在籍会员计入应缴 6 人次"},
	{"the measure knows the sheets that are there", .sql = SUM("due"), .is = "6"},
	{"two of six", .sql = SUM("paid"), .is = "2"},
	{"and its help says what it leaves out", .as = CADRE, .get = "/dues/{m}", .want = 200, .sees = "4月没有台账"},
	{"April is opened", .as = CADRE, .post = "/dues", .form = "month=2024-04-01", .want = 303},
	{"now both know twelve", .sql = SUM("due"), .is = "12"},
	{"taken back to be submitted anew", .as = CADRE, .post = "/appraisal_entry/{e}/do/retract", .want = 303},
	{"submitted", .as = CADRE, .post = "/appraisal_entry/{e}/do/submit", .want = 303},
	{"evidence and measure are two of twelve", .sql = "select value || text from appraisal_live where entry = {e}", .is = "16今年会费：已缴 2 人次 ÷ 应缴 12 人次"},
};

int main(void)
{
	return scenario_with("appraisals dues", members, steps, sizeof(steps) / sizeof(steps[0]));
}
