/* Points of a plan that are bound to the register move when the register moves. */
#include "base/fault.h"
#include "kernel/measure.h"
#include "modules/committees/committees.h"
#include "modules/members/test_members.h"
#include "modules/plans/plans.h"
#include "modules/unions/unions.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CADRE "13800000004"
#define CHAIR "13800000003"

/* Measure and target of a task each; all of the federation's plan, ids from 801. */
static const struct {
	const char *title, *measure;
	int64_t target;
} points[] = {
	{"提高建会率", "union.coverage", 90}, {"新建工会两家", "union.new", 2},	    {"会员净增三人", "member.growth", 3},
	{"工会按期换届", "committee.in_term_rate", 100}, {"实名信息完整", "member.completeness", 80}, {"卡片齐全", "union.completeness", 100},
};

static struct req *begun(struct app *app)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	struct req *r = system_request(app, d, app->arena);
	r->problems.arena = r->arena;
	return r;
}

static void ended(struct app *app, bool good)
{
	if (!good)
		fault("the register refused");
	event_seal(writer_db(app->writer), app->arena);
	db_commit(writer_db(app->writer));
}

static void plan(struct app *app)
{
	struct req *r = begun(app);
	bool good = true;
	struct plan *p = record_new(r->arena, &plan_record);
	p->id = 701;
	p->unit = 1;
	p->title = "样例基层基础要点";
	p->year = 2024;
	p->starts = day_of(2024, 1, 1);
	p->ends = day_of(2024, 12, 31);
	good = flow_create(r, &plan_flow, p, "");
	for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++) {
		struct task *t = record_new(r->arena, &task_record);
		t->id = 801 + (int64_t)i;
		t->unit = 1;
		t->plan = 701;
		t->title = points[i].title;
		t->measure = points[i].measure;
		t->target = points[i].target;
		t->owner = 1001;
		t->starts = day_of(2024, 1, 1);
		t->due = day_of(2024, 12, 31);
		t->weight = 1;
		good = good && flow_create(r, &task_flow, t, "") && flow_move(r, &task_flow, t->id, 0, "open", "", NULL);
	}
	db_run(db_use_text(r->db, "update plan set state = 6 where id = 701"));
	ended(app, good);
}

static const char *two_committees(struct app *app)
{
	struct req *r = begun(app);
	struct committee_result e = {.unit = 10, .kind = COMMITTEE_UNION, .term_no = 1, .years = 5, .seats = 7, .seats_reason = "样例", .elected_by = BODY_MEMBERS,
				     .on = day_of(2021, 3, 11)};
	bool good = committee_install(r, &e) != 0;
	e.unit = 11;
	e.years = 3;
	e.on = day_of(2021, 3, 2); /* ends on 1 March 2024 */
	ended(app, good && committee_install(r, &e) != 0);
	return NULL;
}

static const char *two_members(struct app *app)
{
	static const int64_t ids[] = {1003, 1004};
	test_members(app, ids, 2);
	return NULL;
}

static const struct step steps[] = {
	{"no union is counted yet", .as = FEDERATION, .get = "/tasks/801", .want = 200, .sees = "暂无数据"},
	{"nor any that is new", .as = FEDERATION, .get = "/tasks/802", .want = 200, .sees = "指标 0/2 家"},
	{"nor a member", .as = FEDERATION, .get = "/tasks/803", .want = 200, .sees = "指标 0/3 人"},
	/* founding */
	{"a union founded this year", .as = FEDERATION, .post = "/unions", .form = "org=10&name=样例甲工会&employer=甲&founded_on=2024-02-10", .want = 303},
	{"three employers are due", .as = FEDERATION, .post = "/unions", .form = "name=样例乙工会&employer=乙", .want = 303},
	{"two", .as = FEDERATION, .post = "/unions", .form = "name=样例丙工会&employer=丙", .want = 303},
	{"three", .as = FEDERATION, .post = "/unions", .form = "name=样例丁工会&employer=丁", .want = 303, .keep = "d"},
	{"one of four is founded", .as = FEDERATION, .get = "/tasks/801", .want = 200, .sees = "25.0%，目标 90%"},
	{"one of two is new", .as = FEDERATION, .get = "/tasks/802", .want = 200, .sees = "指标 1/2 家"},
	{"one is due no longer", .as = FEDERATION, .post = "/union_card/{d}/do/close", .form = "reason=迁出", .want = 303},
	{"so it is one of three", .as = FEDERATION, .get = "/tasks/801", .want = 200, .sees = "33.3%，目标 90%"},
	/* members */
	{"two join", .check = two_members},
	{"they count", .as = FEDERATION, .get = "/tasks/803", .want = 200, .sees = "指标 2/3 人"},
	{"one leaves", .as = CHAIR, .post = "/member/1004/do/leave", .form = "reason=本人申请", .want = 303},
	{"and counts no longer", .as = FEDERATION, .get = "/tasks/803", .want = 200, .sees = "指标 1/3 人"},
	{"none of them is complete", .as = FEDERATION, .get = "/tasks/805", .want = 200, .sees = "指标 0.0%，目标 80%"},
	/* terms */
	{"two committees, one ends today", .check = two_committees},
	{"both are in term", .as = FEDERATION, .get = "/tasks/804", .want = 200, .sees = "指标 100.0%，目标 100%"},
	{"tomorrow one is", .now = "2024-03-02", .settle = 1, .as = FEDERATION, .get = "/tasks/804", .want = 200, .sees = "指标 50.0%，目标 100%"},
	{"no card is complete", .as = FEDERATION, .get = "/tasks/806", .want = 200, .sees = "指标 0.0%，目标 100%"},
};

int main(void)
{
	return scenario_with("union measures", plan, steps, sizeof(steps) / sizeof(steps[0]));
}
