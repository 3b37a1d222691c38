/* ORG-13: working time that members of a committee who are not full-time give to the union, with pay, up to so many days a month. */
#include <string.h>

#include "committees.sql.h"
#include "kernel/derived.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "modules/committees/inside.h"
#include "text/calendar.h"

static const struct choice states[] = {{WORKTIME_ENTERED, "已登记", "ok"}, {WORKTIME_VOID, "已作废", "mute"}, {0}};
static const struct choice spans[] = {{1, "半天", NULL}, {2, "一天", NULL}, {0}};

#define T struct worktime
static const struct field fields[] = {
	HEAD_FIELDS(T, states),
	TEXT(T, name, .label = "委员", .max = 30, .use = F_LIST),
	REF(T, person, &person_record, .label = "委员", .use = F_FORM | F_NEED),
	DAY(T, worked_on, .label = "日期", .use = F_LIST | F_FORM | F_NEED | F_SORT),
	CHOICE(T, halves, spans, .label = "占用", .use = F_LIST | F_FORM | F_NEED),
	TEXT(T, what, .label = "做什么", .max = 100, .use = F_LIST | F_FORM | F_NEED, .hint = "例如“第三次委员会会议”“走访检修班组”。"),
	TEXT(T, agreed, .label = "单位同意的依据", .max = 100, .use = F_LIST | F_FORM, .hint = "当月超过规定天数的，写明用人单位怎样同意的。"),
};
#undef T
const struct record worktime_record = RECORD("worktime", "委员工会工作时间", struct worktime, fields, "name",
	.indexes = "create index worktime_of_person on worktime(person, worked_on);\n");

/* Half days of the month so far, without this row. */
static int64_t halves_of_month(struct req *r, const struct worktime *w)
{
	struct civil c = day_civil(w->worked_on);
	day first = day_of(c.year, c.month, 1);
	return q_worktime_halves(r->db, w->person, first, day_add_months(first, 1) - 1, w->id);
}

static void check_most(struct req *r, const struct worktime *w)
{
	struct policy_value most = policy_get(r, "committee.paid_days", w->unit, w->worked_on);
	int64_t before = halves_of_month(r, w), after = before + w->halves;
	if (after <= most.value * 2 || !text_empty(w->agreed))
		return;
	problem_add(&r->problems, "agreed", "当月已登记 %lld.%lld 个工作日，加上这次超过 %lld 个工作日（%s：工资照发，其他待遇不受影响）。超过的要用人单位同意，请写明依据。", (long long)before / 2,
		    (long long)before % 2 * 5, (long long)most.value, most.source);
}

static bool fits(struct req *r, void *row)
{
	struct worktime *w = row;
	if (w->worked_on > r->today)
		problem_add(&r->problems, "worked_on", "请在当天或以后登记。");
	else if (!calendar_is_workday(w->worked_on))
		problem_add(&r->problems, "worked_on", "这天是%s，不占用工作时间。", calendar_kind_name(calendar_kind(w->worked_on)));
	else if (!q_worktime_sits(r->db, w->unit, w->person, w->worked_on))
		problem_add(&r->problems, "person", "请选择这天在任、不是专职的委员；专职的工资由工会或单位另行确定。");
	else if (q_worktime_day(r->db, w->person, w->worked_on, w->id) + w->halves > 2)
		problem_add(&r->problems, "halves", "这天已经登记过，合计不能超过一天。");
	else
		check_most(r, w);
	w->name = record_title(r->db, r->arena, &person_record, w->person);
	return r->problems.n == 0;
}

static const char *still_fits(struct req *r, const void *row)
{
	struct worktime w = *(const struct worktime *)row;
	struct problems was = r->problems;
	r->problems = (struct problems){.arena = r->arena};
	const char *why = fits(r, &w) ? NULL : r->problems.first->text;
	r->problems = was;
	return why;
}

static const struct move moves[] = {
	{WORKTIME_ENTERED, "void", WORKTIME_VOID, "worktime.edit", "作废", MOVE_REASON | MOVE_PLAIN, .help = "登记有误；不再计入当月天数"},
	{WORKTIME_VOID, "restore", WORKTIME_ENTERED, "worktime.edit", "恢复", MOVE_REASON | MOVE_PLAIN, .needs = still_fits, .help = "作废有误的，恢复"},
	{0},
};
const struct flow worktime_flow = {
	.record = &worktime_record, .moves = moves, .home = "/worktimes/%lld", .edit_right = "worktime.edit", .edit_states = 1u << WORKTIME_ENTERED,
	.first = WORKTIME_ENTERED,
};

/* The register shows the name that a person has now. */
void worktimes_heard(struct req *r, const struct record *record, const void *before, const void *row)
{
	const struct person_row *was = before, *is = row;
	if (record == &person_record && was && strcmp(was->name, is->name) != 0)
		q_worktime_renamed(r->db, is->id, is->name);
}

/* Who sits in a committee of the union now without being full-time. */
static struct option *options(struct req *r, const struct field *f, size_t *n)
{
	const struct worktime *w = r->row;
	(void)f;
	struct worktime_people *p = q_worktime_people(r->db, r->arena, w ? w->unit : union_of_right(r, "worktime.edit"), n);
	struct option *out = NEW_N(r->arena, struct option, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct option){p[i].person, p[i].name};
	return out;
}

const struct list worktime_list = {
	.name = "worktimes", .base = "/worktimes", .flow = &worktime_flow, .read_right = "worktime.read", .sort = "-worked_on", .noun = "次", .personal = true,
	.empty = "还没有登记。非专职的委员占用工作时间开会、办工会的事，登记在这里，工资照发有据可查。", .add_label = "登记工作时间",
	.help = "非专职委员每月占用不超过三个工作日，工资照发，其他待遇不受影响（《工会法》第四十一条）。要给工资部门的，按日期筛选后导出。",
};

static const struct derived pages = {
	.flow = &worktime_flow, .base = "/worktimes", .read_right = "worktime.read", .options = options, .fill = fits, .list = &worktime_list,
	.help = "每月不超过三个工作日，工资照发，其他待遇不受影响（《工会法》第四十一条）；超过的要用人单位同意。",
};

void get_worktimes(struct req *r) { derived_list(r, &pages); }
void get_worktime_new(struct req *r) { derived_new(r, &pages); }
void post_worktime_new(struct req *r) { derived_create(r, &pages); }
void get_worktime(struct req *r) { derived_show(r, &pages, r->row); }
void get_worktime_edit(struct req *r) { derived_edit(r, &pages, r->row); }
void post_worktime_edit(struct req *r) { derived_save(r, &pages, r->row); }
