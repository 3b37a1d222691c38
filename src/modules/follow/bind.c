/* A measure for a task that is at work already: who bound it, when and why is an event; it counts from the day that is named. */
#include <string.h>

#include "bind.html.h"
#include "kernel/measure.h"
#include "kernel/page.h"
#include "kernel/rights.h"
#include "modules/follow/task.h"
#include "modules/plans/complete.h"
#include "plans.sql.h"

static const char *not_yet(struct req *r, const struct task *t)
{
	for (const struct move *m = task_flow.moves; m->verb; m++)
		if (strcmp(m->verb, "measure") == 0)
			return m->from != t->state ? "只有进行中的任务可以绑定指标。" : m->needs(r, t);
	return NULL;
}

static void show(struct req *r, const struct task *t)
{
	bool typed = r->problems.n > 0;
	struct bind_view v = {.task = t, .action = link_to(r, "/tasks/%lld/measure", (long long)t->id), .back = link_to(r, "/tasks/%lld", (long long)t->id),
			      .measure = typed ? form_get(r, "measure") : t->measure, .reason = form_get(r, "reason"), .not_yet = not_yet(r, t), .copies = q_task_copies(r->db, t->id)};
	v.target = typed ? form_get(r, "target") : t->target ? arena_printf(r->arena, "%lld", (long long)t->target) : "";
	v.from = typed ? form_get(r, "counts_from") : day_iso(r->arena, t->counts_from ? t->counts_from : t->starts ? t->starts : r->today);
	v.choices = measure_choices(r, &v.n_choices);
	page_begin(r, &(struct page){.title = "绑定指标", .nav = "/tasks", .crumbs = {{"任务", "/tasks"}, {t->title, v.back}}});
	tpl_follow_bind(r->out, r, &v);
	page_end(r);
}

void get_task_measure(struct req *r)
{
	show(r, r->row);
}

/* Rows of before the task are not its work. */
static void check_from(struct req *r, const struct task *t)
{
	day first, last;
	plan_span(record_load(r->db, r->arena, &plan_record, t->plan), &first, &last);
	if (t->counts_from && t->counts_from < (t->starts ? t->starts : first))
		problem_add(&r->problems, "counts_from", "起计的日期要不早于%s %s。", t->starts ? "任务的开始时间" : "工作要点的开始时间", day_cn(r->arena, t->starts ? t->starts : first));
	if (t->counts_from && t->due && t->counts_from > t->due)
		problem_add(&r->problems, "counts_from", "起计的日期要不晚于任务的完成时间 %s。", day_cn(r->arena, t->due));
}

static void check(struct req *r, const struct task *t)
{
	bool counts = strcmp(t->measure, TASK_BY_EVIDENCE) != 0;
	if (!*t->measure || !measure_known(r->app, t->measure))
		problem_add(&r->problems, "measure", "请从列表中选择衡量指标。");
	else if (counts && t->target < 1 && !problem_of(&r->problems, "target"))
		problem_add(&r->problems, "target", "请填写目标值，例如 3。");
	if (counts && !t->counts_from)
		problem_add(&r->problems, "counts_from", "请填写从哪天起计。");
	if (counts)
		check_from(r, t);
	if (text_empty(form_get(r, "reason")))
		problem_add(&r->problems, "reason", "请填写理由。");
}

void post_task_measure(struct req *r)
{
	struct task *t = arena_memdup(r->arena, r->row, sizeof(*t));
	t->measure = form_get(r, "measure");
	field_read(&r->problems, record_field(&task_record, "target"), form_get(r, "target"), t);
	field_read(&r->problems, record_field(&task_record, "counts_from"), form_get(r, "counts_from"), t);
	check(r, t);
	if (r->problems.n) {
		show(r, r->row);
		answer_status(r, 422);
		return;
	}
	if (strcmp(t->measure, TASK_BY_EVIDENCE) == 0)
		t->target = t->counts_from = 0;
	if (!measure_links(r->app, t->measure))
		t->basis = TASK_COUNTS_ALL;
	if (flow_move_row(r, &task_flow, t, "measure", form_get(r, "reason")))
		see_other_saying(r, link_to(r, "/tasks/%lld", (long long)t->id), "已绑定指标。");
}
