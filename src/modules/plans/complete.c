/* Completing a plan: taking proposals, setting many tasks at once, editing one. */
#include "modules/plans/complete.h"

#include <string.h>

#include "base/utf8.h"
#include "complete.sql.h"
#include "kernel/rights.h"
#include "modules/plans/complete_page.h"
#include "text/calendar.h"

enum { STEP = 1024 };

static bool may_complete(struct req *r, const struct plan *p)
{
	if (p->state == PLAN_DRAFT || p->state == PLAN_ISSUED)
		return true;
	refuse(r, 409, "这份要点正在“%s”环节，不能改任务。需要修改时，请先退回起草。",
	       choice_label(record_field(&plan_record, "state")->choices, p->state));
	return false;
}

/* The page as it was seen: "?from=40&show=gaps". */
static struct complete_view view_of(const char *query)
{
	struct complete_view v = {0};
	const char *from = strstr(query, "from=");
	for (from = from ? from + 5 : ""; *from >= '0' && *from <= '9' && v.from < 100000; from++)
		v.from = v.from * 10 + (*from - '0');
	v.gaps = strstr(query, "show=gaps") != NULL;
	v.skipped = strstr(query, "show=skipped") != NULL;
	return v;
}

static void go_back(struct req *r, const struct plan *p, int64_t node, const char *say)
{
	struct complete_view v = view_of(form_get(r, "back"));
	const char *where = link_to(r, "/plans/%lld/complete?from=%lld%s%s%s", (long long)p->id, (long long)v.from,
				    v.gaps ? "&show=gaps" : "", v.skipped ? "&show=skipped" : "",
				    node ? link_to(r, "#n-%lld", (long long)node) : "");
	see_other_saying(r, where, say);
}

static void show_again(struct req *r, const struct plan *p, int64_t task)
{
	struct complete_view v = view_of(form_get(r, "back"));
	v.task = task;
	complete_show(r, p, &v);
	answer_status(r, 422);
}

void get_complete(struct req *r)
{
	struct complete_view v = {query_int(r, "from"), query_int(r, "task"), text_is(query_get(r, "show"), "gaps"),
				  text_is(query_get(r, "show"), "skipped")};
	if (may_complete(r, r->row))
		complete_show(r, r->row, &v);
}

/* ---- proposals ---- */

static const struct plan_node *node_of(struct req *r, const struct plan *p, int64_t id)
{
	const struct plan_node *n = id ? record_load(r->db, r->arena, &plan_node_record, id) : NULL;
	return n && n->plan == p->id && n->state == NODE_ACTIVE ? n : NULL;
}

/* "12:举办技能比武": the proposal as it stands in the text now; NULL: the text has changed. */
static const struct suggestion *proposal(struct req *r, const struct plan *p, struct suggesting *with, const char *value)
{
	struct str title = str_of(value), node = str_cut(&title, ':');
	int64_t id;
	size_t n;
	const struct plan_node *x = str_int(node, &id) ? node_of(r, p, id) : NULL;
	struct suggestion *all = x ? suggest_tasks(with, x, &n) : NULL;
	for (size_t i = 0; all && i < n; i++)
		if (str_is(title, all[i].title) && all[i].fate != HINT_TAKEN)
			return &all[i];
	return NULL;
}

static void decide(struct req *r, const struct plan *p, bool take)
{
	struct suggesting *with = suggest_begin(r, p);
	const char *value;
	long long done = 0;
	for (size_t k = 0; (value = pairs_nth(&r->x->form, "h", k)) != NULL; k++) {
		const struct suggestion *s = proposal(r, p, with, value);
		if (!s)
			continue;
		done++;
		if (!take)
			q_plan_hint_set(r->db, s->node, s->title, p->id, HINT_SKIPPED, r->now);
		else if (!suggest_take(with, s))
			return;
	}
	go_back(r, p, 0, done ? link_to(r, take ? "已采纳 %lld 条建议。" : "已略过 %lld 条建议，可在“看已略过的建议”里找回。", done) :
			      "没有勾选建议。请先勾选，再采纳或略过。");
}

static void accept(struct req *r, const struct plan *p) { decide(r, p, true); }
static void skip(struct req *r, const struct plan *p) { decide(r, p, false); }

/* ---- one by hand ---- */

static void add(struct req *r, const struct plan *p)
{
	const struct plan_node *n = node_of(r, p, form_int(r, "node"));
	const char *title = form_get(r, "title");
	if (!n) {
		refuse(r, 409, "这条要点已被删去。请刷新页面。");
		return;
	}
	if (!*title || utf8_count(title) > 120) {
		problem_add(&r->problems, arena_printf(r->arena, "nt-%lld", (long long)n->id), "请填写任务，最多 120 字。");
		show_again(r, p, 0);
		return;
	}
	struct task t = {.unit = p->unit, .title = title, .plan = p->id, .node = n->id, .measure = "", .weight = 1, .detail = "",
			 .waiver = form_get(r, "waiver"), .quote = "", .vague = ""};
	t.position = q_plan_last_position(r->db, p->id, p->unit, n->id) + STEP;
	if (flow_create(r, &task_flow, &t, "自行增加"))
		go_back(r, p, n->id, "已增加任务，请补全责任、时间和指标。");
}

/* ---- checks ---- */

static bool listed(const struct option *o, size_t n, int64_t value)
{
	for (size_t i = 0; i < n; i++)
		if (o[i].value == value)
			return true;
	return false;
}

static bool is_own_person(struct req *r, const struct plan *p, int64_t person)
{
	const char *path = unit_path(r->db, r->arena, p->unit), *end = path_end(r->arena, path);
	int64_t home = q_plan_person_unit(r->db, person);
	return home && (path_covers(path, unit_path(r->db, r->arena, home)) || q_plan_posts_within(r->db, person, path, end, r->today));
}

/* What hangs together in a task; adds problems to the fields. */
static void check_task(struct req *r, const struct plan *p, const struct task *t)
{
	size_t n;
	const struct option *departments = plan_departments(r, p, &n);
	if (t->department && !listed(departments, n, t->department))
		problem_add(&r->problems, "department", "请从列表中选择本单位的部门。");
	if (t->owner && !is_own_person(r, p, t->owner))
		problem_add(&r->problems, "owner", "请从列表中选择本单位的人。");
	if (t->starts && t->due && t->due < t->starts)
		problem_add(&r->problems, "due", "完成时间要晚于开始时间。");
	if (*t->measure && !measure_known(r->app, t->measure))
		problem_add(&r->problems, "measure", "请从列表中选择衡量指标。");
	else if (*t->measure && strcmp(t->measure, TASK_BY_EVIDENCE) != 0 && t->target < 1)
		problem_add(&r->problems, "target", "请填写目标值，例如 3。");
	if (t->basis == TASK_COUNTS_LINKED && !measure_links(r->app, t->measure))
		problem_add(&r->problems, "basis", "这个指标的记录不能逐条关联任务，请选全部记录。");
}

/* ---- many at once ---- */

/* Reads the filled inputs into the task; false: a problem was found. */
static bool set_fields(struct req *r, const struct plan *p, struct task *t)
{
	static const char *const names[] = {"department", "owner", "due", "target", "waiver"};
	int before = r->problems.n;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (*form_get(r, names[i]))
			field_read(&r->problems, record_field(&task_record, names[i]), form_get(r, names[i]), t);
	if (*form_get(r, "measure"))
		t->measure = form_get(r, "measure");
	if (strcmp(t->measure, TASK_BY_EVIDENCE) == 0 && !*form_get(r, "target"))
		t->target = 0;
	if (r->problems.n == before)
		check_task(r, p, t);
	return r->problems.n == before;
}

/* In the summary above the page the links lead to the inputs of the form for many. */
static void point_at_bulk(struct req *r)
{
	for (struct problem *x = r->problems.first; x; x = x->next)
		x->field = arena_printf(r->arena, "%s-all", x->field);
}

static void set_many(struct req *r, const struct plan *p)
{
	const char *value;
	long long done = 0;
	for (size_t k = 0; (value = pairs_nth(&r->x->form, "t", k)) != NULL && !r->problems.n; k++) {
		int64_t id;
		struct task *t = str_int(str_of(value), &id) ? record_load(r->db, r->arena, &task_record, id) : NULL;
		if (!t || t->plan != p->id || t->unit != p->unit || (t->state != TASK_DRAFT && t->state != TASK_OPEN))
			continue;
		if (!set_fields(r, p, t))
			break;
		if (!flow_edit(r, &task_flow, t, "一起设定"))
			return;
		done++;
	}
	if (r->problems.n) {
		point_at_bulk(r);
		show_again(r, p, 0);
		return;
	}
	go_back(r, p, 0, done ? link_to(r, "已设定 %lld 项任务。", done) : "没有勾选任务。请先在下面勾选，再设定。");
}

/* Only what the task lacks: what stands in it already is not overwritten. */
static bool fill_gaps(struct req *r, const struct plan *p, struct task *t)
{
	static const char *const names[] = {"department", "owner", "due"};
	int before = r->problems.n;
	bool answered = t->department || t->owner; /* either of them is enough */
	for (size_t i = answered ? 2 : 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct field *f = record_field(&task_record, names[i]);
		if (*form_get(r, names[i]) && !field_int(f, t))
			field_read(&r->problems, f, form_get(r, names[i]), t);
	}
	if (!*t->measure && *form_get(r, "measure")) {
		t->measure = form_get(r, "measure");
		if (strcmp(t->measure, TASK_BY_EVIDENCE) != 0)
			field_read(&r->problems, record_field(&task_record, "target"), form_get(r, "target"), t);
	}
	if (r->problems.n == before)
		check_task(r, p, t);
	return r->problems.n == before;
}

static void fill_all(struct req *r, const struct plan *p)
{
	size_t n;
	long long done = 0;
	struct task **tasks = plan_tasks(r->db, r->arena, p->id, p->unit, &n);
	for (size_t i = 0; i < n && !r->problems.n; i++) {
		if (tasks[i]->state != TASK_DRAFT || !*task_missing(r, tasks[i]))
			continue;
		if (!fill_gaps(r, p, tasks[i]))
			break;
		if (!flow_edit(r, &task_flow, tasks[i], "补上所缺的"))
			return;
		done++;
	}
	if (r->problems.n) {
		point_at_bulk(r);
		show_again(r, p, 0);
		return;
	}
	go_back(r, p, 0, done ? link_to(r, "已给 %lld 项任务补上所缺的内容，原来有的没有改。", done) : "没有不完整的任务。");
}

/* Where neither text nor season names a time: the last working day of the plan. */
static void year_end(struct req *r, const struct plan *p)
{
	size_t n;
	long long done = 0;
	struct task **tasks = plan_tasks(r->db, r->arena, p->id, p->unit, &n);
	day end = p->ends ? p->ends : day_year_last((int)p->year);
	while (!calendar_is_workday(end))
		end--;
	for (size_t i = 0; i < n; i++) {
		if (tasks[i]->due || tasks[i]->state != TASK_DRAFT || tasks[i]->starts > end)
			continue;
		tasks[i]->due = end;
		if (!flow_edit(r, &task_flow, tasks[i], "缺时间的设为年底"))
			return;
		done++;
	}
	go_back(r, p, 0, link_to(r, "已把 %lld 项任务的完成时间设为%s。", done, day_cn(r->arena, end)));
}

static const struct {
	const char *name;
	void (*run)(struct req *r, const struct plan *p);
} acts[] = {{"accept", accept}, {"skip", skip}, {"set", set_many}, {"fill", fill_all}, {"year-end", year_end}, {"add", add}};

void post_complete(struct req *r)
{
	const struct plan *p = r->row;
	if (!may_complete(r, p))
		return;
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (strcmp(acts[i].name, form_get(r, "act")) == 0) {
			acts[i].run(r, p);
			return;
		}
	go_back(r, p, 0, "请点页面上的按钮办理。");
}

/* ---- one task ---- */

void post_complete_task(struct req *r)
{
	const struct plan *p = r->row;
	struct task *t = record_load(r->db, r->arena, &task_record, r->sub);
	if (!may_complete(r, p))
		return;
	if (!t || t->plan != p->id || t->unit != p->unit) {
		refuse(r, 404, "这项任务不存在，或不在这份要点里。");
		return;
	}
	form_read(r, &task_record, t);
	t->measure = form_get(r, "measure");
	if (strcmp(t->measure, TASK_BY_EVIDENCE) == 0)
		t->target = 0;
	check_task(r, p, t);
	if (r->problems.n) {
		show_again(r, p, t->id);
		return;
	}
	if (flow_edit(r, &task_flow, t, "")) {
		const char *gap = task_missing(r, t);
		go_back(r, p, t->node, *gap ? link_to(r, "已保存，还缺%s。", gap) : "已保存，这项任务完整了。");
	}
}
