#include "modules/activities/activities.h"

#include "kernel/derived.h"
#include "kernel/files.h"
#include "http/icon.h"
#include "kernel/module.h"
#include "kernel/unit.h"
#include "activities.sql.h"
#include "modules/plans/plans.h"

static const struct choice states[] = {
	{ACTIVITY_PLANNED, "筹备中", "info"},
	{ACTIVITY_HELD, "待核实", "warn"},
	{ACTIVITY_CONFIRMED, "已核实", "ok"},
	{ACTIVITY_CANCELLED, "已取消", "mute"},
	{0},
};

static const struct choice kinds[] = {
	{1, "学习宣讲", NULL}, {2, "文体活动", NULL}, {3, "劳动和技能竞赛", NULL}, {4, "慰问走访", NULL},
	{5, "会议座谈", NULL}, {6, "教育培训", NULL}, {7, "评选表彰", NULL},	  {8, "其他活动", NULL},
	{0},
};

static const struct field fields[] = {
	HEAD_FIELDS(struct activity, states),
	TEXT(struct activity, title, .label = "活动名称", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	CHOICE(struct activity, kind, kinds, .label = "类别", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
	DAY(struct activity, held_on, .label = "举办日期", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	TEXT(struct activity, place, .label = "地点", .max = 60, .use = F_FORM | F_JSON),
	INT(struct activity, people, .label = "参加人数", .most = 1000000, .use = F_LIST | F_FORM | F_JSON),
	MONEY(struct activity, cost, .label = "支出（元）", .use = F_FORM | F_JSON),
	EXPENSE_FIELDS(struct activity, "领取或用餐人数"),
	LONG(struct activity, summary, .label = "活动小结", .max = 2000, .use = F_FORM | F_FIND | F_JSON,
	     .hint = "做了什么、成效如何，年终报告会引用。"),
	REF(struct activity, task, &task_record, .label = "服务的任务", .use = F_FORM | F_JSON,
	     .hint = "选了任务，活动核实后就是它的佐证。"),
};
const struct record activity_record = RECORD("activity", "工会活动", struct activity, fields, "title",
	.indexes = "create index activity_by_task on activity(task, state, held_on, id);\n"
		   "create index activity_of_task_unit on activity(unit, task, id);\n");

static const char *has_happened(struct req *r, const void *row)
{
	const struct activity *a = row;
	if (a->held_on > r->today)
		return "举办日期还没到。";
	return a->people > 0 ? NULL : "请先填写参加人数。";
}

static const char *has_summary(struct req *r, const void *row)
{
	(void)r;
	return *((const struct activity *)row)->summary ? NULL : "请先填写活动小结，作为佐证。";
}

static const struct move moves[] = {
	{ACTIVITY_PLANNED, "hold", ACTIVITY_HELD, "activity.edit", "登记举办", .needs = has_happened,
	 .help = "活动办完，登记人数"},
	{ACTIVITY_HELD, "confirm", ACTIVITY_CONFIRMED, "activity.confirm", "核实", .needs = has_summary,
	 .help = "工会主席核实，计入工作要点的佐证"},
	{ACTIVITY_HELD, "return", ACTIVITY_PLANNED, "activity.confirm", "退回补充", MOVE_REASON,
	 .help = "内容不实或不全，退回登记人"},
	{ACTIVITY_CONFIRMED, "reopen", ACTIVITY_HELD, "activity.confirm", "撤回核实", MOVE_REASON,
	 .help = "发现有误，撤回核实；计数随之减去"},
	{ANY_STATE, "link", SAME_STATE, "task.work", "关联任务", MOVE_HIDDEN, .help = "作为任务的佐证，或取消关联"},
	{ACTIVITY_PLANNED, "cancel", ACTIVITY_CANCELLED, "activity.edit", "取消活动", MOVE_REASON,
	 .help = "不再举办"},
	{0},
};

const struct flow activity_flow = {
	.record = &activity_record,
	.moves = moves,
	.home = "/activities/%lld",
	.edit_right = "activity.edit",
	.edit_states = 1u << ACTIVITY_PLANNED | 1u << ACTIVITY_HELD,
	.first = ACTIVITY_PLANNED,
	.find_right = "activity.read",
};

static void judge_cost(struct req *r, struct activity *a)
{
	struct expense e = {.unit = a->unit ? a->unit : r->who->unit, .cost = a->cost, .kind = a->cost_kind, .heads = a->cost_heads, .present = a->people, .on = a->held_on,
			    .at = EXPENSE_AT_ACTIVITY, .reason = a->cost_reason, .texts = {a->title, a->summary}};
	a->cost_mark = expense_judge(r, &e);
}

/* A workbook of earlier years has no classes; where it names one, it is held against the rules. */
static void check_import(struct req *r, void *row, const void *before)
{
	struct activity *a = row;
	const struct activity *was = before;
	if (a->cost_kind)
		judge_cost(r, a);
	else if (was && was->cost_kind) /* what was judged goes with the class */
		a->cost_mark = 0;
}

static const struct list_view views[] = {
	{"待核实", "state=1"},
	{"已核实", "state=2"},
	{0},
};

static const struct list list = {
	.name = "activities",
	.base = "/activities",
	.flow = &activity_flow,
	.read_right = "activity.read",
	.sort = "-held_on",
	.views = views,
	.noun = "项",
	.empty = "还没有登记过活动。活动办完核实后，会计入工作要点的佐证。",
	.help = "活动办完登记人数和小结，主席核实后自动成为工作要点的佐证。",
	.imports = true,
	.check = check_import,
	.undo = "cancel",
};
static const struct list *const lists[] = {&list, NULL};

/* The open tasks of the asker's union, the first due first. */
static struct option *options(struct req *r, const struct field *f, size_t *n)
{
	(void)f;
	int64_t unit = unit_union(r->db, r->arena, r->who->unit);
	struct activity_tasks *t = q_activity_tasks(r->db, r->arena, unit, n);
	struct option *out = NEW_N(r->arena, struct option, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct option){t[i].id, t[i].title};
	return out;
}

static bool fits(struct req *r, void *row)
{
	struct activity *a = row;
	judge_cost(r, a);
	const struct task *t = a->task ? record_load(r->db, r->arena, &task_record, a->task) : NULL;
	if (!a->task || (t && t->unit == a->unit))
		return !r->problems.n;
	problem_add(&r->problems, "task", "服务的任务要在本工会的任务里选。");
	return false;
}

static const struct derived pages = {
	.flow = &activity_flow,
	.base = "/activities",
	.read_right = "activity.read",
	.options = options,
	.fill = fits,
	.files = true,
	.list = &list,
};

static void get_list(struct req *r) { derived_list(r, &pages); }
static void get_new(struct req *r) { derived_new(r, &pages); }
static void post_new(struct req *r) { derived_create(r, &pages); }
static void get_one(struct req *r) { derived_show(r, &pages, r->row); }

static void post_files(struct req *r)
{
	const struct activity *a = r->row;
	if (files_attach(r, &activity_record, a->id, a->unit))
		see_other_saying(r, link_to(r, "/activities/%lld", (long long)a->id), "附件已保存。");
}

static void get_edit(struct req *r) { derived_edit(r, &pages, r->row); }
static void post_edit(struct req *r) { derived_save(r, &pages, r->row); }

static const struct route routes[] = {
	{METHOD_GET, "/activities", "activity.read", get_list, "工会活动列表"},
	{METHOD_GET, "/activities/new", "activity.edit", get_new, "登记活动的表单"},
	{METHOD_POST, "/activities", "activity.edit", post_new, "登记一项活动"},
	{METHOD_GET, "/activities/{id}", "activity.read", get_one, "一项活动", .of = &activity_record},
	{METHOD_GET, "/activities/{id}/edit", "activity.edit", get_edit, "修改活动的表单", .of = &activity_record},
	{METHOD_POST, "/activities/{id}", "activity.edit", post_edit, "保存修改", .of = &activity_record},
	{METHOD_POST, "/activities/{id}/files", "activity.edit", post_files, "添加照片与附件", .of = &activity_record,
	 .prepare = files_prepare, .body = FILES_BODY},
	{0},
};

static const struct right rights[] = {
	{"activity.read", "查看工会活动", .below = STAFF, .here = MEMBERS, .above = MEMBERS},
	{"activity.edit", "登记工会活动", .below = STAFF},
	{"activity.confirm", "核实工会活动", .below = HEADS},
	{0},
};

/* One kind of activity, counted like activity.held. */
#define OF_KIND(name, number, text)                                                                \
	{                                                                                          \
		.key = "activity." name, .label = text, .unit_label = "场", .kind = MEASURE_SUM,   \
		.record = &activity_record, .states = 1u << ACTIVITY_CONFIRMED, .on = "held_on",   \
		.where = "kind", .is = (number), .list = "/activities",                            \
		.help = "已核实的“" text "”类活动，按举办日期计"                                   \
	}

static const struct measure measures[] = {
	{.key = "activity.held", .label = "举办活动", .unit_label = "场", .kind = MEASURE_SUM, .record = &activity_record,
	 .states = 1u << ACTIVITY_CONFIRMED, .on = "held_on", .list = "/activities",
	 .help = "已核实的活动，按举办日期计，每项计 1 场"},
	{.key = "activity.people", .label = "参加活动", .unit_label = "人次", .kind = MEASURE_SUM,
	 .record = &activity_record, .states = 1u << ACTIVITY_CONFIRMED, .on = "held_on", .amount = "people",
	 .list = "/activities", .help = "已核实活动的参加人数之和"},
	{.key = "activity.cost_marked", .label = "写了理由列支的活动", .unit_label = "项", .kind = MEASURE_SUM, .record = &activity_record, .on = "held_on",
	 .states = 1u << ACTIVITY_HELD | 1u << ACTIVITY_CONFIRMED, .where = "cost_mark", .is = 1, .list = "/activities?cost_mark=1",
	 .help = "支出超过标准或者应由单位承担、写了理由列支的，按举办日期计"},
	OF_KIND("study", 1, "学习宣讲"),
	OF_KIND("sport", 2, "文体活动"),
	OF_KIND("contest", 3, "劳动和技能竞赛"),
	OF_KIND("visit", 4, "慰问走访"),
	OF_KIND("meeting", 5, "会议座谈"),
	OF_KIND("training", 6, "教育培训"),
	OF_KIND("honour", 7, "评选表彰"),
	{.key = "activity.unions", .label = "开展活动的工会", .unit_label = "家", .kind = MEASURE_DISTINCT,
	 .record = &activity_record, .states = 1u << ACTIVITY_CONFIRMED, .on = "held_on", .subject = "unit",
	 .list = "/activities", .help = "当年有已核实活动的工会，每家一年计一次"},
	{.key = "activity.unconfirmed", .label = "待核实活动", .unit_label = "项", .kind = MEASURE_STATE,
	 .record = &activity_record, .states = 1u << ACTIVITY_HELD, .list = "/activities",
	 .help = "现在处于“待核实”的活动"},
	{0},
};

static const struct nav nav[] = {
	{"服务职工", "工会活动", ICON("calendar-event"), "/activities", "activity.read", 300},
	{0},
};

static const struct flow *const flows[] = {&activity_flow, NULL};
static const char *const needs[] = {"plans", NULL};

const struct module mod_activities = {
	.name = "activities",
	.label = "工会活动",
	.flows = flows,
	.needs = needs,
	.routes = routes,
	.rights = rights,
	.measures = measures,
	.nav = nav,
	.lists = lists,
};
