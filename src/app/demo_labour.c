/* Sample labour relations: the register, cases of supervision at every stage. */
#include "app/demo_year.h"
#include "base/fault.h"
#include "kernel/unit.h"
#include "modules/labour/inside.h"

enum { PLANT = 10, CHAIR = 1003, CADRE = 1004, HANDLER = 1005, SHIFT_REP = 1006, WORKER = 1007, REPAIR_CHAIR = 1038 };
enum { REGISTER_BACK = 150 };

static const struct {
	int64_t person;
	int kind, side;
	bool chair;
	const char *certificate;
	int expires; /* days from today */
} officers[] = {
	{HANDLER, OFFICER_SUPERVISOR, 0, false, "苏劳监样001", 520}, {REPAIR_CHAIR, OFFICER_SUPERVISOR, 0, false, "苏劳监样002", 520},
	{SHIFT_REP, OFFICER_SUPERVISOR, 0, false, "苏劳监样003", 24},
	{REPAIR_CHAIR, OFFICER_MEDIATOR, SIDE_WORKERS, true, "调聘样01", 600},
	{CADRE, OFFICER_MEDIATOR, SIDE_WORKERS, false, "调聘样02", 600},
	{HANDLER, OFFICER_MEDIATOR, SIDE_EMPLOYER, false, "调聘样03", 600},
	{WORKER, OFFICER_INFORMANT, 0, false, "信聘样01", 400},
};

/* A case: what happens so many days after it was registered; 0: not yet. */
static const struct {
	int back, kind, level, source;
	const char *employer, *title, *content, *findings, *law;
	int assigned, inquired, letter, served, answered, result, corrected, closed; /* letter: its kind is a hint where the case is not grave */
	const char *answer, *correction;
} cases[] = {
	{96, 4, 1, 1, "样例劳务派遣公司", "拖欠派遣工加班工资", "投诉称上月加班工资没有发。", "查阅考勤和工资发放表：11 名派遣职工上月加班 86 小时，没有支付加班工资。", "《劳动法》第四十四条",
	 1, 6, 7, 9, 20, RESULT_AGREED, 30, 33, "同意按规定支付，下月随工资补发。", "11 名职工的加班工资 9,632 元已补发，查看了银行回单。"},
	{52, 2, 2, 2, "样例物业服务公司", "部分保洁员没有订立劳动合同", "日常检查发现保洁班没有劳动合同。", "现场核对花名册：保洁班 14 人中 5 人入职满三个月没有订立书面劳动合同。", "《劳动合同法》第十条",
	 2, 8, 10, 12, 0, 0, 0, 0, "", ""},
	{16, 5, 1, 3, "样例食堂承包公司", "厨师每月休息不足四天", "上级转来线索：厨师班长期单休。", "查阅排班表：厨师班 6 人近三个月每月休息 3 天。", "《劳动法》第三十八条", 1, 7, 8, 9, 0, 0, 0, 0, "", ""},
	{9, 7, 1, 1, "样例保安服务公司", "保安员没有缴纳工伤保险", "投诉称保安员都没有缴工伤保险。", "", "", 2, 0, 0, 0, 0, 0, 0, 0, "", ""},
	{2, 10, 1, 2, "样例运输公司", "罚款规定没有经过民主程序", "检查发现迟到一次罚款二百元，没有征求过职工意见。", "", "", 0, 0, 0, 0, 0, 0, 0, 0, "", ""},
};
enum { CASES = sizeof(cases) / sizeof(cases[0]) };
static int64_t made[CASES], letters[CASES];

static void enlist(struct year *y)
{
	for (size_t i = 0; i < sizeof(officers) / sizeof(officers[0]); i++) {
		struct req *r = year_as(y, CADRE);
		struct labour_officer *x = record_new(y->arena, &labour_officer_record);
		x->unit = PLANT;
		x->person = officers[i].person;
		x->title = record_title(y->db, y->arena, &person_record, x->person);
		x->kind = officers[i].kind;
		x->side = officers[i].side;
		x->chair = officers[i].chair;
		x->certificate = officers[i].certificate;
		x->issued_on = y->now - 60;
		x->expires_on = y->today + officers[i].expires;
		year_must(r, flow_create(r, &labour_officer_flow, x, ""), "an officer");
	}
}

/* ---- cases ---- */

static void report(struct year *y, size_t i)
{
	struct req *r = year_as(y, CADRE);
	struct labour_case *c = record_new(y->arena, &labour_case_record);
	c->unit = c->lead = PLANT;
	c->level = 1;
	c->employer = cases[i].employer;
	c->source = cases[i].source;
	c->title = cases[i].title;
	c->content = cases[i].content;
	year_must(r, matter_create(r, &labour_case_flow, c, false), "a case");
	made[i] = c->id;
}

static void step(struct year *y, size_t i, int64_t person, const char *verb, const char *const *form)
{
	year_step(y, &labour_case_flow, made[i], person, verb, form);
}

static void write_letter(struct year *y, size_t i)
{
	struct req *r = year_as(y, REPAIR_CHAIR);
	struct labour_letter *l = record_new(y->arena, &labour_letter_record);
	bool hint = cases[i].level == 1;
	l->unit = PLANT;
	l->matter = made[i];
	l->kind = hint ? LETTER_HINT : LETTER_OPINION;
	l->receiver = cases[i].employer;
	l->drafter = REPAIR_CHAIR;
	l->body = arena_printf(y->arena, "经我会劳动法律监督员调查：%s\n上述情况%s%s。请你单位%s，并将结果书面告知我会。", cases[i].findings, hint ? "涉及" : "不符合", cases[i].law,
			       hint ? "对照自查、及时纠正" : "采取措施予以改正");
	year_must(r, flow_create(r, &labour_letter_flow, l, ""), "a letter");
	letters[i] = l->id;
	r = year_as(y, CHAIR);
	year_must(r, flow_move(r, &labour_letter_flow, letters[i], 0, "sign", "", NULL), "a letter signed");
}

static void serve(struct year *y, size_t i)
{
	struct req *r = year_as(y, CADRE);
	struct labour_letter *l = record_load(y->db, y->arena, &labour_letter_record, letters[i]);
	l->served_on = y->now;
	l->served_how = 1;
	l->served_to = "样例人事主管";
	year_must(r, flow_move_row(r, &labour_letter_flow, l, "serve", ""), "a letter served");
}

static void answer(struct year *y, size_t i)
{
	struct req *r = year_as(y, CADRE);
	struct labour_letter *l = record_load(y->db, y->arena, &labour_letter_record, letters[i]);
	l->answered_on = y->now;
	l->result = cases[i].result;
	l->answer = cases[i].answer;
	year_must(r, flow_move_row(r, &labour_letter_flow, l, "answer", ""), "a letter answered");
}

static void handle(struct year *y, size_t i, int after)
{
	const char *today = day_iso(y->arena, y->now);
	const char *const sort[] = {"kind", year_number(y, cases[i].kind), "level", year_number(y, cases[i].level), NULL};
	const char *const assign[] = {"inspector1", year_number(y, HANDLER), "inspector2", year_number(y, REPAIR_CHAIR), "no_recusal", "1", NULL};
	const char *const findings[] = {"inquired_on", today, "place", "现场查阅台账，与职工谈话", "findings", cases[i].findings, "law", cases[i].law, NULL};
	const char *const corrected[] = {"corrected_on", today, "correction", cases[i].correction, NULL};
	const char *const verify[] = {"verified", "1", "reason", "抽查三名职工的工资条和银行回单，已补发。", NULL};
	if (after == cases[i].assigned) {
		step(y, i, CADRE, "sort", sort);
		step(y, i, CADRE, "assign", assign);
	}
	if (after == cases[i].inquired)
		step(y, i, HANDLER, "findings", findings);
	if (after == cases[i].letter)
		write_letter(y, i);
	if (after == cases[i].served)
		serve(y, i);
	if (after == cases[i].answered)
		answer(y, i);
	if (after == cases[i].corrected)
		step(y, i, HANDLER, "corrected", corrected);
	if (after == cases[i].closed) {
		step(y, i, CHAIR, "verify", verify);
		step(y, i, CHAIR, "close", NULL);
	}
}

/* ---- mediations ---- */

enum { REFUSED = -1, FAILED = -1 };
static const struct {
	int back, kind;
	const char *claims, *content, *record, *terms;
	int accepted, heard, agreed, kept; /* days after the application; 0: not yet */
} disputes[] = {
	{64, 1, "补发九月两个夜班的津贴。", "九月顶了两个夜班，工资条里没有夜班津贴。", "双方到场。核对排班表和交接班记录，申请人九月实际上夜班 2 次，漏报考勤。公司同意补发。",
	 "公司随下月工资补发夜班津贴 160 元；申请人今后当月核对考勤。", 2, 6, 9, 40},
	{8, 6, "安排去年没有休的三天年休假。", "去年因为检修没有休年假，今年说过期了。", "双方到场，公司提出按生产情况安排，申请人希望春节前休。约定下周再谈。", "", 2, 6, 0, 0},
	{1, 4, "按原合同约定的岗位工作。", "上周口头通知换到另一个岗位，没有签变更协议。", "", "", 0, 0, 0, 0},
	{30, 7, "要求同事归还借款 2,000 元。", "去年借给同班的人，说好年底还。", "", "", REFUSED, 0, 0, 0},
	{75, 2, "支付解除合同的经济补偿。", "合同到期没有续签，也没有说补偿。", "双方到场。公司认为是本人不愿续签，申请人认为降低了条件，各执一词。", "", 2, 7, FAILED, 0},
};
enum { DISPUTES = sizeof(disputes) / sizeof(disputes[0]) };
static int64_t mediations[DISPUTES];

static void apply(struct year *y, size_t i)
{
	struct req *r = year_as(y, WORKER);
	year_form(r, "kind", year_number(y, disputes[i].kind));
	year_form(r, "opponent", "临江发电有限公司");
	year_form(r, "claims", disputes[i].claims);
	year_form(r, "content", disputes[i].content);
	post_my_mediation(r);
	mediations[i] = year_made(r, "an application");
}

static void mediate(struct year *y, size_t i, int after)
{
	const char *today = day_iso(y->arena, y->now);
	const char *const sort[] = {"kind", year_number(y, disputes[i].kind), "level", "1", NULL};
	const char *const assign[] = {"mediator1", year_number(y, REPAIR_CHAIR), "mediator2", year_number(y, HANDLER), "no_conflict", "1", NULL};
	const char *const hear[] = {"heard_on", today, "place", "工会调解室", "record", disputes[i].record, NULL};
	const char *const agree[] = {"agreed_on", today, "terms", disputes[i].terms, "perform_by", day_iso(y->arena, y->now + 30), NULL};
	const char *const sign[] = {"signed_on", today, "applicant_signed", "1", "opponent_signed", "1", "mediator_signed", "1", NULL};
	const char *const keep[] = {"kept", "1", "reason", "看过工资条，津贴已补发。", NULL};
	static const char *const refuse[] = {"ground", "1", "refusal", "个人之间的借款不是劳动争议，可以向人民法院起诉。", NULL};
	static const char *const fail[] = {"failure", "对是否降低续签条件分歧大，双方都不再让步。", NULL};
	const char *const told[] = {"told_on", today, NULL};
	if (after == disputes[i].accepted) {
		year_step(y, &mediation_flow, mediations[i], CHAIR, "sort", sort);
		year_step(y, &mediation_flow, mediations[i], CHAIR, "assign", assign);
	}
	if (after == disputes[i].heard)
		year_step(y, &mediation_flow, mediations[i], REPAIR_CHAIR, "hear", hear);
	if (after == disputes[i].agreed) {
		year_step(y, &mediation_flow, mediations[i], REPAIR_CHAIR, "agree", agree);
		year_step(y, &mediation_flow, mediations[i], REPAIR_CHAIR, "signed", sign);
	}
	if (disputes[i].accepted == REFUSED && after == 2) {
		year_step(y, &mediation_flow, mediations[i], CHAIR, "refuse", refuse);
		year_step(y, &mediation_flow, mediations[i], CHAIR, "told", told);
	}
	if (disputes[i].agreed == FAILED && after == 12) {
		year_step(y, &mediation_flow, mediations[i], REPAIR_CHAIR, "fail", fail);
		year_step(y, &mediation_flow, mediations[i], REPAIR_CHAIR, "told", told);
	}
	if (disputes[i].kept && after == disputes[i].kept) {
		year_step(y, &mediation_flow, mediations[i], REPAIR_CHAIR, "kept", keep);
		year_step(y, &mediation_flow, mediations[i], CHAIR, "close", NULL);
	}
}

/* ---- risks, and a special period of the federation ---- */

static const struct {
	int back, kind, level, people;
	const char *title, *place, *content, *measures, *outcome;
	int graded, settled, closed; /* days after the report; 0: not yet */
} risks[] = {
	{47, 1, RISK_LARGE, 26, "外包队工资没有按时发放", "样例脚手架外包队", "上月工资应在 15 日发放，到 20 日还没有发，26 人。", "约谈外包单位负责人，督促建设单位先行垫付。", "26 人工资已全部发放，看过银行回单。", 1, 4, 6},
	{6, 2, RISK_GENERAL, 18, "食堂承包到期人员去留没有说明", "样例食堂承包公司", "下月底承包到期，18 人不知道是否续用。", "", "", 1, 0, 0},
};
enum { RISKS = sizeof(risks) / sizeof(risks[0]), FEDERATION_UNIT = 1, FEDERATION = 1001, PERIOD_BACK = 4 };
static int64_t risk_ids[RISKS], period;

static void report_risk(struct year *y, size_t i)
{
	struct req *r = year_as(y, WORKER);
	struct labour_risk *x = record_new(y->arena, &labour_risk_record);
	x->unit = PLANT;
	x->title = risks[i].title;
	x->place = risks[i].place;
	x->kind = risks[i].kind;
	x->people = risks[i].people;
	x->content = risks[i].content;
	year_must(r, labour_risk_make(r, x), "a risk");
	risk_ids[i] = x->id;
}

static void risk_made(struct year *y, size_t i, int64_t person, const char *verb)
{
	struct req *r = year_as(y, person);
	struct labour_risk *x = record_load(y->db, y->arena, &labour_risk_record, risk_ids[i]);
	if (!x->level)
		x->level = risks[i].level;
	if (*verb == 's') {
		x->measures = risks[i].measures;
		x->outcome = risks[i].outcome;
		x->settled_on = y->now;
	}
	year_must(r, flow_move_row(r, &labour_risk_flow, x, verb, ""), verb);
}

static void watch(struct year *y, size_t i, int after)
{
	if (after == risks[i].graded)
		risk_made(y, i, CADRE, "grade");
	if (after == risks[i].settled)
		risk_made(y, i, CADRE, "settle");
	if (after == risks[i].closed)
		risk_made(y, i, CHAIR, "close");
}

static void declare(struct year *y)
{
	struct req *r = year_as(y, FEDERATION);
	struct alert_period *p = record_new(y->arena, &alert_period_record);
	p->unit = FEDERATION_UNIT;
	p->title = "年末欠薪集中排查";
	p->reason = "每天报告有没有因拖欠工资引起的停工、聚集；发生的立即打电话，再在系统里报告。";
	p->since = y->now;
	p->until = y->today + 9;
	p->reach = REACH_UNIONS;
	year_must(r, flow_create(r, &alert_period_flow, p, ""), "a period");
	period = p->id;
	year_must(r, flow_move(r, &alert_period_flow, period, 0, "declare", "", NULL), "a period declared");
}

/* Of the unions that have people in the samples, those below report; the others stay missing. */
static void report_zero(struct year *y)
{
	struct stmt *s = db_use_text(y->db, "select id from zero_report where period = $1 and held_on = $2 and unit = $3");
	bind_int(s, 1, period);
	bind_int(s, 2, y->now);
	bind_int(s, 3, PLANT);
	int64_t id = db_step(s) ? col_int(s, 0) : 0;
	db_done(s);
	struct req *r = year_as(y, CADRE);
	if (id)
		year_must(r, flow_move(r, &zero_report_flow, id, 0, "quiet", "", NULL), "a zero report");
}

/* ---- check-ups: one that ended, one whose corrections are under way ---- */

static const struct {
	int back;
	const char *title, *breach; /* breach: what question 1 found */
	int workers, fixed, closed; /* days after the report; 0: not yet */
} checkups[] = {
	{80, "样例机械加工厂", "3 名新入职职工没有订立书面劳动合同。", 86, 10, 12}, {18, "样例食品加工厂", "包装班 5 人入职满一个月没有订立书面劳动合同。", 142, 0, 0}};
enum { CHECKUPS = sizeof(checkups) / sizeof(checkups[0]), CORRECT_IN = 30 };
static int64_t checkup_ids[CHECKUPS];

static struct req *at_checkup(struct year *y, size_t i, int64_t person)
{
	struct req *r = year_as(y, person);
	r->row = record_load(y->db, y->arena, &labour_checkup_record, checkup_ids[i]);
	return r;
}

static void check_up(struct year *y, size_t i)
{
	struct req *r = year_as(y, CADRE);
	struct labour_checkup *c = record_new(y->arena, &labour_checkup_record);
	c->unit = PLANT;
	c->title = checkups[i].title;
	c->team = "样例沈洁、样例罗成，聘请的律师一名";
	c->workers = checkups[i].workers;
	c->checked_on = y->now;
	year_must(r, flow_create(r, &labour_checkup_flow, c, ""), "a check-up");
	checkup_ids[i] = c->id;
	r = at_checkup(y, i, CADRE);
	for (const struct checkup_item *x = checkup_items; x->id; x++)
		year_form(r, arena_printf(y->arena, "a%lld", (long long)x->id), x->id == 1 ? "2" : x->id == 13 || x->id == 14 ? "3" : "1");
	year_form(r, "n1", checkups[i].breach);
	year_form(r, "d1", day_iso(y->arena, y->now + CORRECT_IN));
	post_labour_checkup_items(r);
	year_made(r, "answers");
	r = year_as(y, CADRE);
	year_must(r, flow_move(r, &labour_checkup_flow, checkup_ids[i], 0, "report", "", NULL), "a report");
}

static void correct(struct year *y, size_t i)
{
	struct req *r = at_checkup(y, i, CADRE);
	year_form(r, "item", "1");
	year_form(r, "note", "都已补签，看过合同文本。");
	post_labour_checkup_fix(r);
	year_made(r, "a correction");
}

static void confirm(struct year *y, size_t i)
{
	struct req *r = at_checkup(y, i, CHAIR);
	year_form(r, "item", "1");
	year_form(r, "good", "1");
	post_labour_checkup_confirm(r);
	year_made(r, "a recheck");
	r = year_as(y, CHAIR);
	year_must(r, flow_move(r, &labour_checkup_flow, checkup_ids[i], 0, "close", "", NULL), "a check-up done");
}

/* ---- legal aid: one that ended, one to be decided ---- */

enum { AIDS = 3, AID_BACK = 120, AID_NEW_BACK = 3, AID_DESK_BACK = 24 };
static int64_t aids[AIDS];

static void ask_aid(struct year *y, size_t i, const char *kind, const char *opponent, const char *content)
{
	struct req *r = year_as(y, WORKER);
	year_form(r, "kind", kind);
	year_form(r, "opponent", opponent);
	year_form(r, "means", "3");
	year_form(r, "content", content);
	post_my_aid(r);
	aids[i] = year_made(r, "an application for aid");
}

static void aid_made(struct year *y, int after)
{
	static const char *const approve[] = {"kind", "2", "level", "1", "opinion", "家庭人均收入低于当地标准，属于劳动权益，符合条件。", NULL};
	const char *const appoint[] = {"by", "1", "lawyer", "样例律师", "firm", "样例律师事务所", "handler", year_number(y, CADRE), NULL};
	const char *const finish[] = {"result", "2", "ended_on", day_iso(y->arena, y->now), "recovered", "36000", "summary", "仲裁裁决支付一次性伤残补助金 36,000 元，已到账。", NULL};
	if (after == 3)
		year_step(y, &legal_aid_flow, aids[0], CHAIR, "approve", approve);
	if (after == 5)
		year_step(y, &legal_aid_flow, aids[0], CHAIR, "appoint", appoint);
	if (after == 75)
		year_step(y, &legal_aid_flow, aids[0], CADRE, "finish", finish);
	if (after == 77)
		year_step(y, &legal_aid_flow, aids[0], CHAIR, "close", NULL);
}

/* Somebody who is not registered came in person; the office of the state took it, the contact asks how it goes. */
static void desk_aid(struct year *y, int after)
{
	static const char *const approve[] = {"kind", "1", "level", "1", "opinion", "农民工请求支付劳动报酬，不核查经济困难状况，符合条件。", NULL};
	const char *const appoint[] = {"by", "2", "lawyer", "样例援助律师", "firm", "样例法律援助中心", "handler", year_number(y, HANDLER), NULL};
	static const char *const progress[] = {"progress", "法律援助中心已受理，正在准备仲裁申请书。", NULL};
	if (after == 0) {
		struct req *r = year_as(y, CADRE);
		year_form(r, "walk_in", "样例装卸工");
		year_form(r, "kind", "1");
		year_form(r, "opponent", "样例搬运队");
		year_form(r, "means", "2");
		year_form(r, "content", "在码头装卸两个月，队长说工程款没有结，工资一直没有发。");
		post_aid_desk(r);
		aids[2] = year_made(r, "an application at the desk");
	}
	if (after == 4)
		year_step(y, &legal_aid_flow, aids[2], CHAIR, "approve", approve);
	if (after == 5)
		year_step(y, &legal_aid_flow, aids[2], CHAIR, "appoint", appoint);
	if (after == 15)
		year_step(y, &legal_aid_flow, aids[2], HANDLER, "progress", progress);
}

void demo_labour_day(struct year *y)
{
	int back = (int)(y->today - y->now);
	if (back == REGISTER_BACK)
		enlist(y);
	for (size_t i = 0; i < CASES; i++) {
		if (cases[i].back == back)
			report(y, i);
		else if (cases[i].back > back)
			handle(y, i, cases[i].back - back);
	}
	for (size_t i = 0; i < DISPUTES; i++) {
		if (disputes[i].back == back)
			apply(y, i);
		else if (disputes[i].back > back)
			mediate(y, i, disputes[i].back - back);
	}
	for (size_t i = 0; i < RISKS; i++) {
		if (risks[i].back == back)
			report_risk(y, i);
		else if (risks[i].back > back)
			watch(y, i, risks[i].back - back);
	}
	for (size_t i = 0; i < CHECKUPS; i++) {
		int after = checkups[i].back - back;
		if (after == 0)
			check_up(y, i);
		else if (after == checkups[i].fixed)
			correct(y, i);
		else if (after == checkups[i].closed)
			confirm(y, i);
	}
	if (back == AID_BACK)
		ask_aid(y, 0, "2", "样例外包公司", "下班途中受伤，单位没有缴工伤保险，赔偿没有谈成。");
	else if (back == AID_NEW_BACK)
		ask_aid(y, 1, "4", "样例外包公司", "三年没有缴养老保险，要求补缴被拒绝。");
	if (back < AID_BACK)
		aid_made(y, AID_BACK - back);
	if (back <= AID_DESK_BACK)
		desk_aid(y, AID_DESK_BACK - back);
	if (back == PERIOD_BACK) {
		declare(y);
		report_zero(y);
	}
}
