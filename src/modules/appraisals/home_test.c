/* 模范职工之家, whole: sheet, entry, visit, veto, steps from level to level, notice, title, recheck, withdrawal. */
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define FED_CHAIR "13800000002"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define AUDITOR "13800000008"
#define OTHER_CHAIR "13800000021"

#define ITEM(no) {"item " #no, .sql = "select id from criterion where sheet = {s} and no = " #no, .keep = "i" #no}
#define CLAIMS(v) "c{i4}=25&c{i5}=20&c{i6}=20&c{i7}=15&c{i8}=" v "&c{i9}=0&c{i10}=0&c{i11}=0"
#define MARKS(v) "site=看了阵地和台账&m{i4}=25&m{i5}=20&m{i6}=20&m{i7}=15&m{i8}=" v "&m{i9}=0&m{i10}=0&m{i11}=0"

static const struct step steps[] = {
	{"the sheet from the sample", .as = FEDERATION, .post = "/sheets/samples/model-home", .form = "unit=1", .want = 303, .keep = "s"},
	{"adds up to a hundred", .as = FEDERATION, .get = "/sheets/{s}", .want = 200, .sees = "满分 100 分"},
	{"each bar names where it is from, and that nobody has read it", .as = FEDERATION, .get = "/sheets/{s}", .want = 200, .sees = "宁德2025年通知转引）（转引，未核实"},
	{"ninety of a hundred have to be members", .sql = "select least from criterion where sheet = {s} and no = 3", .is = "90"},
	{"used", .as = FEDERATION, .post = "/criteria_sheet/{s}/do/use", .want = 303},
	ITEM(4), ITEM(5), ITEM(6), ITEM(7), ITEM(8), ITEM(9), ITEM(10), ITEM(11),
	{"a campaign", .as = FEDERATION, .post = "/appraisals", .form = "title=样例建家&sheet={s}&opens=2024-03-01&closes=2024-03-20&contact=0513-85000000", .want = 303, .keep = "p"},
	{"open", .as = FEDERATION, .post = "/appraisal/{p}/do/open", .want = 303},
	{"a worker enters nothing", .as = WORKER, .get = "/appraisals/{p}/entries/new", .want = 403, .sees = "填报申报"},
	{"nor an auditor", .as = AUDITOR, .post = "/appraisals/{p}/entries", .form = "subject_id=10", .want = 403},
	{"without a subject the mistake stands beside it", .as = OTHER_CHAIR, .post = "/appraisals/{p}/entries", .form = "subject_id=", .want = 422, .sees = "id=\"h-subject_id\">请选择申报的工会"},
	{"entered", .as = OTHER_CHAIR, .post = "/appraisals/{p}/entries", .form = "subject_id=11", .want = 303, .keep = "e"},
	{"too many points are named beside the input", .as = OTHER_CHAIR, .post = "/entries/{e}/answers", .form = "c{i4}=26&c{i5}=20&c{i6}=20&c{i7}=15&c{i8}=0&c{i9}=0&c{i10}=0&c{i11}=0", .want = 422, .sees = "id=\"h-c{i4}\">“集体协商"},
	{"assessed", .as = OTHER_CHAIR, .post = "/entries/{e}/answers", .form = CLAIMS("0"), .want = 303},
	{"a union committee in term", .sql = "insert into committee(id, unit, version, state, name, kind, since, until, chair) values (801, 11, 1, 1, '第一届工会委员会', 1, 19000, 21000, 1012), (802, 11, 1, 1, '经审', 3, 19000, 21000, 0), (803, 11, 1, 1, '女职工', 4, 19000, 21000, 0)"},
	{"nine of ten have joined", .sql = "insert into counter_delta(id, measure, unit, at, n) values (990001, 'member.entitled', 11, 19783, 90), (990002, 'member.workers', 11, 19783, 90)"},
	{"submitted", .as = OTHER_CHAIR, .post = "/appraisal_entry/{e}/do/submit", .want = 303},
	{"a visit without words is refused beside its input", .as = FEDERATION, .post = "/entries/{e}/verify", .form = "site=", .want = 422, .sees = "id=\"h-site\">请写现场核实记录"},
	{"a veto is seen", .as = FEDERATION, .post = "/entries/{e}/verify", .form = MARKS("1"), .want = 303},
	{"concluded", .as = FEDERATION, .post = "/appraisal_entry/{e}/do/conclude", .want = 303},
	{"no level", .sql = "select barred || level from appraisal_entry where id = {e}", .is = "1"},
	{"with the rule and its source", .as = OTHER_CHAIR, .get = "/entries/{e}", .want = 200, .sees = "“没有亮牌子、亮身份”不符合，不能评定等次（模范职工之家一票否决情形（宁德2025年通知转引），转引，未核实）"},
	{"it was a mistake", .as = FEDERATION, .post = "/appraisal_entry/{e}/do/rescore", .form = "reason=核实有误", .want = 303},
	{"seen anew", .as = FEDERATION, .post = "/appraisal_entry/{e}/do/unverify", .form = "reason=重看", .want = 303},
	{"nothing bars it", .as = FEDERATION, .post = "/entries/{e}/verify", .form = MARKS("0"), .want = 303},
	{"concluded", .as = FEDERATION, .post = "/appraisal_entry/{e}/do/conclude", .want = 303},
	{"the first title is the lowest, whatever the score", .sql = "select level from appraisal_entry where id = {e}", .is = "合格"},
	{"and the page says why", .as = OTHER_CHAIR, .get = "/entries/{e}", .want = 200, .sees = "逐级命名，现有称号这次可以评到“合格”"},
	/* who holds the lower one rises by one */
	{"an earlier title, entered by hand", .as = OTHER_CHAIR, .post = "/titles", .form = "title=先进职工之家&holder=样例港务&kind=2&subject=1&level=先进&granter_name=样例市总工会&since=2022-05-01", .want = 303, .keep = "t0"},
	{"scored anew", .as = FEDERATION, .post = "/appraisal_entry/{e}/do/rescore", .form = "reason=补登了先进称号", .want = 303},
	{"concluded", .as = FEDERATION, .post = "/appraisal_entry/{e}/do/conclude", .want = 303},
	{"now a model", .sql = "select level from appraisal_entry where id = {e}", .is = "模范"},
	/* shown, objected to, granted */
	{"fewer days than the rule are refused with its source, beside the input", .as = FEDERATION, .post = "/appraisals/{p}/publish", .form = "e{e}=1&days=3", .want = 422, .sees = "公示不能少于 5 个工作日（全国五一劳动奖评选通知"},
	{"no number at all too", .as = FEDERATION, .post = "/appraisals/{p}/publish", .form = "e{e}=1&days=三天", .want = 422, .sees = "value=\"三天\""},
	{"what was not ticked stays so", .as = FEDERATION, .post = "/appraisals/{p}/publish", .form = "days=3", .want = 422, .sees = "请勾选要公示的"},
	{"shown", .as = FEDERATION, .post = "/appraisals/{p}/publish", .form = "e{e}=1&days=", .want = 303, .keep = "n"},
	{"not granted before it is over", .as = FED_CHAIR, .post = "/appraisal_entry/{e}/do/grant", .want = 409},
	{"a worker elsewhere may object", .as = OTHER_CHAIR, .get = "/notices/{n}", .want = 200, .sees = "样例"},
	{"days pass", .now = "2024-03-15", .settle = 1, .sql = "select state from notice where id = {n}", .is = "3"},
	{"granted", .as = FED_CHAIR, .post = "/appraisal_entry/{e}/do/grant", .form = "document=样工发〔2024〕1号", .want = 303},
	{"the title", .sql = "select title from appraisal_entry where id = {e}", .keep = "t"},
	{"by the federation", .as = OTHER_CHAIR, .get = "/titles/{t}", .want = 200, .sees = "样工发〔2024〕1号"},
	{"its holder does not check it himself", .as = OTHER_CHAIR, .post = "/honour_title/{t}/do/recheck", .form = "reason=合格", .want = 409, .sees = "由授予单位"},
	{"a year later it waits for a check", .now = "2025-03-20", .settle = 1, .sql = "select count(*) from message where title like '称号该复核了%' and link = '/titles/{t}'"},
	{"checked", .as = FED_CHAIR, .post = "/honour_title/{t}/do/recheck", .form = "reason=现场看过，保持", .want = 303},
	{"for another year", .sql = "select recheck_by from honour_title where id = {t}", .is = "20532"},
	{"withdrawing wants a reason", .as = FED_CHAIR, .post = "/honour_title/{t}/do/withdraw", .want = 422},
	{"withdrawn", .as = FED_CHAIR, .post = "/honour_title/{t}/do/withdraw", .form = "reason=弄虚作假", .want = 303},
	{"it is held no more", .sql = "select state || ' ' || ended_on from honour_title where id = {t}", .is = "2 20167"},
	/* several posts */
	{"whose first post is elsewhere and gives no such right", .sql = "insert into post(id, unit, version, state, person, role, since) values (1, 11, 1, 1, 1004, 1, 10000)"},
	{"makes sheets where his post gives it", .as = CADRE, .post = "/sheets/samples/small-home", .want = 303, .keep = "s2"},
	{"of his union", .sql = "select unit from criteria_sheet where id = {s2}", .is = "10"},
	{"used", .as = CADRE, .post = "/criteria_sheet/{s2}/do/use", .want = 303},
	{"offers it in a new campaign", .as = CADRE, .get = "/appraisals/new", .want = 200, .sees = "<option value=\"{s2}\""},
	{"and titles", .as = CADRE, .post = "/titles", .form = "title=样例小家&holder=样例二班&kind=3&subject=2&granter_name=样例&since=2024-05-01", .want = 303, .keep = "t3"},
	{"too", .sql = "select unit from honour_title where id = {t3}", .is = "10"},
	{"a worker is told which right is missing", .as = WORKER, .post = "/titles", .form = "title=x", .want = 403, .sees = "补登称号"},
};

int main(void)
{
	return scenario("appraisals home", steps, sizeof(steps) / sizeof(steps[0]));
}
