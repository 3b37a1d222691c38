/* Visits, what was heard, what was promised: fields, flows, lists. */
#include "kernel/message.h"
#include "kernel/unit.h"
#include "modules/visits/inside.h"
#include "engines/deadline.h"

int64_t visit_unit(struct req *r)
{
	int64_t unit = union_of_right(r, "visit.write");
	return unit ? unit : unit_union(r->db, r->arena, r->who->unit);
}

struct option *visit_owners(struct req *r, const struct field *f, size_t *n)
{
	*n = 0;
	return f->ref == &person_record ? options_owners(r, visit_unit(r), n) : NULL;
}

void visit_judge_cost(struct req *r, struct visit *v)
{
	struct expense e = {.unit = v->unit ? v->unit : visit_unit(r), .cost = v->cost, .kind = v->cost_kind, .heads = v->cost_heads, .on = v->held_on, .at = EXPENSE_AT_VISIT,
			    .reason = v->cost_reason, .texts = {v->summary}};
	v->cost_mark = expense_judge(r, &e);
}

/* ---- visits ---- */

static const struct choice visit_states[] = {{VISIT_LOGGED, "已登记", "ok"}, {VISIT_WITHDRAWN, "已撤销", "mute"}, {0}};
static const struct choice visit_kinds[] = {
	{1, "日常走访", NULL}, {2, "下基层调研", NULL}, {3, "蹲点帮扶", NULL}, {4, "座谈听意见", NULL}, {5, "看望慰问", NULL}, {0}};

static const struct field visit_fields[] = {
	HEAD_FIELDS(struct visit, visit_states),
	TEXT(struct visit, place, .label = "走访哪里", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	CHOICE(struct visit, kind, visit_kinds, .label = "形式", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
	DAY(struct visit, held_on, .label = "走访日期", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	TEXT(struct visit, people, .label = "谁去的", .max = 100, .use = F_LIST | F_FORM | F_NEED | F_JSON),
	TEXT(struct visit, met, .label = "见了哪些人", .max = 200, .use = F_FORM | F_JSON, .hint = "写岗位和人数，例如：检修一班早班十二人。不写证件号、病情这类个人情况。"),
	LONG(struct visit, summary, .label = "走访情况", .max = 2000, .use = F_FORM | F_FIND | F_JSON),
	MONEY(struct visit, cost, .label = "支出（元）", .use = F_LIST | F_FORM | F_JSON, .hint = "没有支出的不填。"),
	EXPENSE_FIELDS(struct visit, "受慰问或用餐人数"),
	INT(struct visit, problems, .label = "听到的问题", .use = F_LIST),
	INT(struct visit, promises, .label = "承诺", .use = F_LIST),
};
const struct record visit_record = RECORD("visit", "走访", struct visit, visit_fields, "place",
	.indexes = "create index visit_by_day on visit(unit, held_on, id);\n");

static const struct move visit_moves[] = {
	{VISIT_LOGGED, "withdraw", VISIT_WITHDRAWN, "visit.write", "撤销登记", MOVE_REASON, .help = "登记错了；计数随之减去"},
	{VISIT_WITHDRAWN, "restore", VISIT_LOGGED, "visit.write", "恢复登记", 0, .help = "撤销错了"},
	{0},
};
const struct flow visit_flow = {
	.record = &visit_record, .moves = visit_moves, .home = "/visits/%lld", .edit_right = "visit.write", .edit_states = 1u << VISIT_LOGGED,
	.first = VISIT_LOGGED, .find_right = "visit.read",
};

/* ---- problems ---- */

static const struct choice problem_states[] = {{PROBLEM_HEARD, "已记下", "warn"}, {PROBLEM_RAISED, "已转办", "info"}, {PROBLEM_SETTLED, "当场解决", "ok"}, {0}};
static const char *matter_said(const struct app *app, const char *key)
{
	const struct flow *f = flow_of(app, key);
	return f ? f->record->label : NULL;
}

static const struct field problem_fields[] = {
	HEAD_FIELDS(struct visit_problem, problem_states),
	REF(struct visit_problem, visit, &visit_record, .label = "走访"),
	TEXT(struct visit_problem, text, .label = "听到的问题", .max = 300, .use = F_FORM | F_NEED),
	TEXT(struct visit_problem, answer, .label = "怎样解决的", .max = 300, .use = F_HISTORY),
	TEXT(struct visit_problem, record, .label = "转成", .max = 40, .use = F_HISTORY, .said = matter_said),
	INT(struct visit_problem, matter, .label = "事项"),
};
const struct record visit_problem_record = RECORD("visit_problem", "走访问题", struct visit_problem, problem_fields, "text",
	.indexes = "create index visit_problem_by_visit on visit_problem(visit, id);\n");

static bool settled(struct req *r, void *row, const void *before)
{
	(void)before;
	((struct visit_problem *)row)->answer = form_get(r, "reason");
	return true;
}

static bool unsettled(struct req *r, void *row, const void *before)
{
	(void)r;
	(void)before;
	((struct visit_problem *)row)->answer = "";
	return true;
}

static const struct move problem_moves[] = {
	{PROBLEM_HEARD, "raise", PROBLEM_RAISED, "visit.write", "转办", MOVE_HIDDEN, .help = "转为诉求或隐患，按那里的期限办"},
	{PROBLEM_HEARD, "settle", PROBLEM_SETTLED, "visit.write", "当场解决", MOVE_OPINION | MOVE_PLACED, .done = settled, .help = "写明怎样解决的"},
	{PROBLEM_SETTLED, "unsettle", PROBLEM_HEARD, "visit.write", "撤回", MOVE_REASON | MOVE_PLACED, .done = unsettled, .help = "其实没有解决"},
	{0},
};
const struct flow visit_problem_flow = {
	.record = &visit_problem_record, .moves = problem_moves, .home = "/visits", .edit_right = "visit.write", .edit_states = 0,
	.first = PROBLEM_HEARD, .read_right = "visit.read",
};

/* ---- promises ---- */

static const struct choice promise_states[] = {
	{PROMISE_OPEN, "待兑现", "warn"}, {PROMISE_KEPT, "已兑现", "ok"}, {PROMISE_BROKEN, "没有兑现", "bad"}, {PROMISE_DROPPED, "已撤销", "mute"}, {0}};
static const struct choice times[] = {{1, "按期", "ok"}, {2, "逾期", "bad"}, {0}};
static const struct field promise_fields[] = {
	HEAD_FIELDS(struct visit_promise, promise_states),
	REF(struct visit_promise, visit, &visit_record, .label = "走访", .use = F_LIST),
	TEXT(struct visit_promise, text, .label = "承诺", .max = 200, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	REF(struct visit_promise, owner, &person_record, .label = "责任人", .use = F_LIST | F_FORM | F_NEED),
	DAY(struct visit_promise, due, .label = "期限", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	DAY(struct visit_promise, done_on, .label = "兑现日期", .use = F_LIST | F_HISTORY | F_JSON),
	CHOICE(struct visit_promise, in_time, times, .label = "是否按期", .use = F_LIST | F_FILTER | F_JSON),
	LONG(struct visit_promise, done, .label = "兑现情况", .max = 1000, .use = F_LIST | F_HISTORY | F_JSON),
};
const struct record visit_promise_record = RECORD("visit_promise", "走访承诺", struct visit_promise, promise_fields, "text",
	.indexes = "create index visit_promise_by_visit on visit_promise(visit, id);\n"
		   "create index visit_promise_open on visit_promise(unit, id) where state = 0;\n"
		   "create index visit_promise_of_owner on visit_promise(owner, due, id) where state = 0;\n");

static bool kept(struct req *r, void *row, const void *before)
{
	struct visit_promise *p = row;
	(void)before;
	p->done = form_get(r, "reason");
	p->done_on = r->today;
	p->in_time = r->today <= p->due ? 1 : 2;
	return true;
}

static bool broken(struct req *r, void *row, const void *before)
{
	struct visit_promise *p = row;
	(void)before;
	p->done = form_get(r, "reason");
	return true;
}

static bool reopened(struct req *r, void *row, const void *before)
{
	struct visit_promise *p = row;
	(void)before;
	p->done = "";
	p->done_on = 0;
	p->in_time = r->today > p->due ? 2 : 0;
	return true;
}

static bool reminded(struct req *r, void *row, const void *before)
{
	struct visit_promise *p = row;
	bool late = r->today > p->due;
	struct message m = {.person = p->owner, .title = late ? "走访承诺逾期没有兑现" : "走访承诺快到期", .body = p->text, .urgent = late,
			    .link = link_to(r, "/promises/%lld", (long long)p->id)};
	(void)before;
	if (late)
		p->in_time = 2; /* seen in the list while it is still open */
	/* both timers may run on one day when the server stood still */
	m.once = arena_printf(r->arena, "visit_promise.%lld.%d.%s", (long long)p->id, (int)p->due, late ? "late" : "near");
	message_send(r, &m);
	if (late)
		message_send_role(r, BIT(ROLE_CHAIR), p->unit, &m);
	return true;
}

static const struct move promise_moves[] = {
	{PROMISE_OPEN, "keep", PROMISE_KEPT, "visit.keep", "登记兑现", MOVE_OPINION, .done = kept, .help = "写明做了什么"},
	{PROMISE_OPEN, "fail", PROMISE_BROKEN, "visit.keep", "没有兑现", MOVE_REASON | MOVE_PLAIN, .done = broken, .help = "写明为什么、怎样向职工说明的"},
	{PROMISE_OPEN, "drop", PROMISE_DROPPED, "visit.write", "撤销", MOVE_REASON | MOVE_PLAIN, .help = "登记错了；办不到的用“没有兑现”"},
	{PROMISE_KEPT, "reopen", PROMISE_OPEN, "visit.write", "撤回兑现", MOVE_REASON, .done = reopened, .help = "其实没有做到"},
	{PROMISE_BROKEN, "reopen", PROMISE_OPEN, "visit.write", "继续兑现", MOVE_REASON, .done = reopened, .help = "现在办得到了"},
	{PROMISE_DROPPED, "reopen", PROMISE_OPEN, "visit.write", "恢复", 0, .done = reopened, .help = "撤销错了"},
	{PROMISE_OPEN, "remind", SAME_STATE, NULL, "到期提醒", MOVE_HIDDEN, .done = reminded, .help = "到期前一个工作日提醒责任人，逾期再提醒工会主席"},
	{0},
};

static void arm(struct req *r, const struct visit_promise *p, day on)
{
	if (on > r->today)
		due_set(r, &visit_promise_record, p->id, due_morning(on), "remind");
}

static void after_promise(struct req *r, const void *before, const void *row)
{
	const struct visit_promise *p = row, *was = before;
	if (!was || was->owner != p->owner)
		party_person(r, &visit_promise_record, p->id, PARTY_OWNER, was ? was->owner : 0, p->owner);
	if (p->state != PROMISE_OPEN || (was && was->state == p->state && was->due == p->due))
		return;
	arm(r, p, deadline_step(p->due, -1));
	arm(r, p, p->due + 1);
}

const struct flow visit_promise_flow = {
	.record = &visit_promise_record, .moves = promise_moves, .home = "/promises/%lld", .edit_right = "visit.write", .edit_states = 1u << PROMISE_OPEN,
	.first = PROMISE_OPEN, .read_right = "visit.promises", .after = after_promise,
};

/* ---- lists ---- */

static const struct list_view visit_views[] = {{"已登记", "state=0"}, {"下基层调研", "kind=2&state=0"}, {"看望慰问", "kind=5&state=0"}, {"写了理由列支", "cost_mark=1&state=0"}, {0}};
const struct list visit_list = {
	.name = "visits", .base = "/visits", .flow = &visit_flow, .read_right = "visit.read", .sort = "-held_on", .views = visit_views, .noun = "次",
	.cols = "place,state,kind,held_on,people,cost,cost_mark,problems,promises",
	.empty = "还没有登记走访。到班组、车间、下级工会去过一次，就在手机上记一次：听到什么、答应了什么。",
	.help = "走访和下基层：去了哪里，听到什么，承诺了什么。", .add = "/m/visits/new", .add_label = "记一次走访",
};
static const struct list_view promise_views[] = {
	{"待兑现", "state=0&sort=due"}, {"已兑现", "state=1"}, {"逾期未兑现", "state=0&in_time=2&sort=due"}, {"没有兑现", "state=2"}, {"逾期兑现", "state=1&in_time=2"}, {0}};
const struct list promise_list = {
	.name = "promises", .base = "/promises", .flow = &visit_promise_flow, .read_right = "visit.read", .sort = "due", .views = promise_views, .noun = "项",
	.options = visit_owners, .personal = true,
	.empty = "还没有走访承诺。走访时答应职工的事，记在那次走访里，会按期限列在这里。",
	.help = "走访时答应的事，谁负责、什么时候兑现、兑现了没有。", .add = "/m/visits/new", .add_label = "记一次走访",
};
