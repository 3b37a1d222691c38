/* How the unions work through the sample year: scheduling, activities, steps, completion. */
#include <string.h>

#include "app/demo_year.h"
#include "base/fault.h"
#include "modules/activities/activities.h"
#include "modules/plans/issue.h"

enum { LOOK_EVERY = 9 /* days between looks at measured tasks */, CONFIRM_AFTER = 3 };

/* ---- scheduling ---- */

static int64_t worker_of(const struct demo_task *k, const struct demo_union *u)
{
	static const int64_t handlers[] = {1005, 1040};
	for (size_t i = 0; i < sizeof(handlers) / sizeof(handlers[0]); i++)
		if (k->owner == handlers[i])
			return k->owner;
	return u->cadre;
}

static void add_steps(struct year *y, struct lived *l, const struct task *t, int64_t person)
{
	struct str rest = str_of(l->kind->steps), scan = rest;
	int n = 0;
	for (; scan.n; n++)
		str_cut(&scan, '/');
	for (int i = 0; i < n; i++) {
		struct req *r = year_as(y, person);
		struct milestone m = {.unit = t->unit, .task = t->id, .title = str_dup(y->arena, str_cut(&rest, '/')),
				      .due = t->starts + (t->due - t->starts) * (i + 1) / n};
		year_must(r, flow_create(r, &milestone_flow, &m, ""), "a step");
		l->steps[i] = m.id;
		l->dues[i] = m.due;
	}
	l->n_steps = n;
}

static void waive(struct year *y, int64_t task)
{
	struct req *r = year_as(y, 1001);
	year_must(r, flow_move(r, &task_flow, task, 0, "waive", "本年度没有任期届满的基层工会。", NULL), "a waiver");
}

static void schedule_one(struct year *y, struct task *t, const struct demo_task *k, bool handed, const struct demo_union *u)
{
	struct lived *l = &y->tasks[y->n_tasks++];
	*l = (struct lived){.id = t->id, .unit = u->id, .worker = worker_of(k, u), .head = u->chair, .kind = k,
			    .handed = handed, .late = u->late};
	if (!t->owner) {
		struct req *r = year_as(y, u->chair);
		t->owner = u->cadre;
		year_must(r, flow_edit(r, &task_flow, t, ""), "an owner");
	}
	if (k->steps)
		add_steps(y, l, t, u->cadre);
	if (handed && u->id == DEMO_WAIVED_UNION && k->point == DEMO_WAIVED_POINT) {
		waive(y, t->id);
		l->closed = true;
	}
}

void demo_schedule(struct year *y, int64_t plan, int64_t unit, const struct demo_task *kinds, size_t n, bool handed,
		   const struct demo_union *u)
{
	size_t n_tasks;
	struct task **tasks = plan_tasks(y->db, y->arena, plan, unit, &n_tasks);
	for (size_t i = 0; i < n_tasks; i++)
		for (size_t k = 0; k < n; k++)
			if (strcmp(tasks[i]->title, kinds[k].title) == 0)
				schedule_one(y, tasks[i], &kinds[k], handed, u);
}

/* ---- activities ---- */

static int64_t task_of(struct year *y, int64_t unit, bool handed, int point)
{
	for (size_t i = 0; point && i < y->n_tasks; i++)
		if (y->tasks[i].unit == unit && y->tasks[i].handed == handed && y->tasks[i].kind->point == point)
			return y->tasks[i].id;
	return 0;
}

/* The next kind of activity that is in season. */
static const struct demo_activity *next_activity(struct year *y, size_t u)
{
	int month = day_civil(y->now).month;
	for (;;) {
		size_t i = ((size_t)y->made[u]++ + u * 3) % demo_activities_n;
		if (month >= demo_activities[i].from_month && month <= demo_activities[i].to_month)
			return &demo_activities[i];
	}
}

static void hold(struct year *y, const struct demo_union *u, const struct demo_activity *k, int turn)
{
	bool own = turn % 2 && k->own;
	struct activity a = {
		.unit = u->id, .title = k->title, .kind = k->kind, .held_on = y->now, .place = k->place,
		.cost = k->cost + turn * 1370, .summary = "",
		.task = own && task_of(y, u->id, false, k->own) ? task_of(y, u->id, false, k->own) : task_of(y, u->id, true, k->handed),
	};
	struct req *r = year_as(y, u->cadre);
	year_must(r, flow_create(r, &activity_flow, &a, ""), "an activity");
	a.people = k->people + turn % 7 * 3;
	a.summary = k->summary;
	r = year_as(y, u->cadre);
	year_must(r, flow_move_row(r, &activity_flow, &a, "hold", ""), "hold");
	if (y->now + 2 >= y->today)
		return; /* the latest still wait for the chair */
	r = year_as(y, u->chair);
	year_must(r, flow_move(r, &activity_flow, a.id, 0, "confirm", "", NULL), "confirm");
}

static void activities(struct year *y)
{
	int k = y->now - y->today + 262;
	for (size_t i = 0; i < demo_unions_n; i++) {
		const struct demo_union *u = &demo_unions[i];
		if (u->every && k >= (int)i && (k - (int)i) % u->every == 0) {
			const struct demo_activity *kind = next_activity(y, i);
			hold(y, u, kind, y->made[i]);
		}
	}
}

/* ---- steps and completion ---- */

static const char *const notes[] = {
	"按方案完成，签到表和照片已存档，参加人员反馈集中在时间安排上，下次提前一周通知。",
	"已完成并在公告栏公布结果，收到意见三条，均已答复。",
	"完成情况由工会小组长核对，台账记录齐全，可随时查阅。",
	"与行政部门共同完成，形成书面记录，问题列入整改清单跟踪。",
};

static void add_evidence(struct year *y, struct lived *l, const char *title, const char *text)
{
	struct req *r = year_as(y, l->worker);
	struct evidence e = {.unit = l->unit, .task = l->id, .title = title, .text = text, .happened_on = y->now, .place = "", .record = ""};
	year_must(r, flow_create(r, &evidence_flow, &e, ""), "evidence");
}

static void finish_step(struct year *y, struct lived *l)
{
	const struct milestone *m = record_load(y->db, y->arena, &milestone_record, l->steps[l->done_steps]);
	add_evidence(y, l, arena_printf(y->arena, "%s：情况记录", m->title),
		     notes[(size_t)(l->id / 7 + l->done_steps) % (sizeof(notes) / sizeof(notes[0]))]);
	struct req *r = year_as(y, l->worker);
	year_must(r, flow_move(r, &milestone_flow, m->id, 0, "finish", "", NULL), "a finished step");
	l->done_steps++;
}

static bool reached(struct year *y, struct lived *l)
{
	if (l->n_steps)
		return l->done_steps == l->n_steps;
	if ((y->now + l->unit) % LOOK_EVERY)
		return false;
	struct req *r = year_as(y, l->worker);
	const struct task *t = record_load(y->db, y->arena, &task_record, l->id);
	if (!*t->measure || y->now < t->starts)
		return false;
	if (ratio_cmp(task_progress(r, t, 0).done, ratio_of(1, 1)) < 0)
		return false;
	if (task_has_evidence(r, t)) /* its reason why not: no activity serves this very task */
		add_evidence(y, l, "完成情况汇总", "按已核实的活动汇总，名单和签到表存档备查。");
	return true;
}

static void move_task(struct year *y, struct lived *l, int64_t person, const char *verb, const char *note)
{
	struct req *r = year_as(y, person);
	year_must(r, flow_move(r, &task_flow, l->id, 0, verb, note, NULL), verb);
}

/* One task of one union is sent back once, so that the way there and back can be seen. */
static bool is_sent_back(const struct lived *l)
{
	return l->unit == 12 && l->handed && l->kind->point == 6 && !l->returned;
}

static void task_day(struct year *y, struct lived *l)
{
	if (l->closed)
		return;
	if (l->done_steps < l->n_steps && y->now >= l->dues[l->done_steps] + l->late)
		finish_step(y, l);
	if (!l->submitted && reached(y, l)) {
		move_task(y, l, l->worker, "submit", "");
		l->submitted = y->now;
	} else if (l->submitted && y->now >= l->submitted + CONFIRM_AFTER) {
		if (is_sent_back(l)) {
			move_task(y, l, l->head, "return", "事迹材料缺少单位公示情况，请补充后再报。");
			l->returned = true;
			l->submitted = 0;
		} else {
			move_task(y, l, l->head, "confirm", "");
			l->closed = true;
		}
	}
}

void demo_work_day(struct year *y)
{
	activities(y);
	for (size_t i = 0; i < y->n_tasks; i++)
		task_day(y, &y->tasks[i]);
}
