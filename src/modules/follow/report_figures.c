/* Figures of a report: gathered, frozen as JSON, compared with later ones; the draft's text. */
#include <jansson.h>
#include <string.h>

#include "base/fault.h"
#include "kernel/event.h"
#include "modules/follow/parts.h"
#include "modules/follow/report.h"
#include "text/calendar.h"

static day last_day(const struct req *r, const struct report *p)
{
	return p->ends < r->today ? p->ends : r->today;
}

static const struct work *work_of(struct req *r, const struct report *p)
{
	const struct plan *plan = record_load(r->db, r->arena, &plan_record, p->plan);
	if (!plan)
		fault("report of no plan");
	return work_load(r, plan, p->unit, last_day(r, p));
}

static const char *point_of(const struct work *w, const struct work_task *t)
{
	for (size_t i = 0; i < w->n_nodes; i++)
		if (w->nodes[i].row->id == t->row->node)
			return w->nodes[i].row->title;
	return "";
}

static struct report_line line_of(struct req *r, const struct work *w, const struct work_task *t)
{
	return (struct report_line){
		.task = t->row->id, .title = t->row->title, .point = point_of(w, t), .how = t->p.how,
		.lamp = lamp_labels[t->p.lamp], .kind = lamp_kinds[t->p.lamp],
		.percent = ratio_percent(r->arena, t->p.done, 1), .evidence = t->p.evidence,
	};
}

const char *report_figures(struct req *r, const struct report *p)
{
	const struct work *w = work_of(r, p);
	struct event_head head = event_head(r->db, r->arena);
	json_t *all = json_object(), *tasks = json_array();
	for (size_t i = 0; i < w->n_tasks; i++) {
		struct report_line x = line_of(r, w, &w->tasks[i]);
		json_array_append_new(tasks, json_pack("{s:I,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:I}", "id", x.task, "title", x.title,
			"point", x.point, "done", ratio_text(r->arena, w->tasks[i].p.done), "percent", x.percent, "lamp", x.lamp,
			"kind", x.kind, "how", x.how, "evidence", x.evidence));
	}
	json_object_set_new(all, "at", json_integer(r->now));
	json_object_set_new(all, "on", json_integer(last_day(r, p)));
	json_object_set_new(all, "seal", json_integer(head.seal));
	json_object_set_new(all, "head", json_string(head.hash));
	json_object_set_new(all, "all", json_string(ratio_percent(r->arena, w->all.done, 1)));
	json_object_set_new(all, "tasks", tasks);
	size_t size = json_dumpb(all, NULL, 0, JSON_COMPACT);
	char *text = arena_alloc(r->arena, size + 1);
	json_dumpb(all, text, size, JSON_COMPACT);
	json_decref(all);
	return text;
}

static const char *text_of(struct arena *a, const json_t *x, const char *key)
{
	const char *s = json_string_value(json_object_get(x, key));
	return arena_strdup(a, s ? s : "");
}

/* The frozen line, with today's figure for the same period where it differs. */
static struct report_line frozen_line(struct req *r, const struct work *w, const json_t *x)
{
	struct report_line l = {
		.task = json_integer_value(json_object_get(x, "id")), .title = text_of(r->arena, x, "title"),
		.point = text_of(r->arena, x, "point"), .how = text_of(r->arena, x, "how"), .lamp = text_of(r->arena, x, "lamp"),
		.kind = text_of(r->arena, x, "kind"), .percent = text_of(r->arena, x, "percent"),
		.evidence = json_integer_value(json_object_get(x, "evidence")),
	};
	const struct work_task *t = work_find(w, l.task);
	const char *now = t ? ratio_percent(r->arena, t->p.done, 1) : l.percent;
	if (t && (strcmp(now, l.percent) != 0 || t->p.evidence != l.evidence))
		l.now = arena_printf(r->arena, "%s，佐证 %lld 份", now, (long long)t->p.evidence);
	return l;
}

static void take_frozen(struct req *r, struct report_view *v, const struct work *w, const json_t *all)
{
	const json_t *tasks = json_object_get(all, "tasks");
	instant at = json_integer_value(json_object_get(all, "at"));
	v->frozen = true;
	v->all = text_of(r->arena, all, "all");
	v->head = text_of(r->arena, all, "head");
	v->n_lines = json_array_size(tasks);
	v->lines = NEW_N(r->arena, struct report_line, v->n_lines);
	for (size_t i = 0; i < v->n_lines; i++)
		v->lines[i] = frozen_line(r, w, json_array_get(tasks, i));
	v->later = q_follow_added_later(r->db, r->arena, v->row->plan, v->row->unit, v->row->starts, v->row->ends, at, &v->n_later);
}

void report_lines(struct req *r, struct report_view *v)
{
	const struct work *w = work_of(r, v->row);
	json_t *all = *v->row->figures && v->row->state != REPORT_DRAFT && v->row->state != REPORT_RETURNED ?
		json_loads(v->row->figures, 0, NULL) : NULL;
	if (all) {
		take_frozen(r, v, w, all);
		json_decref(all);
		return;
	}
	v->all = ratio_percent(r->arena, w->all.done, 1);
	v->lines = NEW_N(r->arena, struct report_line, w->n_tasks);
	for (size_t i = 0; i < w->n_tasks; i++)
		v->lines[v->n_lines++] = line_of(r, w, &w->tasks[i]);
}

/* ---- the draft ---- */

static void name_proofs(struct buf *b, const struct follow_period_proofs *proofs, size_t n, int64_t task)
{
	int named = 0;
	for (size_t i = 0; i < n; i++) {
		if (proofs[i].task != task || named > 4)
			continue;
		struct civil c = day_civil(proofs[i].happened_on);
		buf_printf(b, "%s%d月%d日%s", named ? "、" : "：", c.month, c.day, proofs[i].title);
		named++;
	}
}

static void draft_summary(struct req *r, struct report *p, const struct work *w)
{
	size_t n;
	struct follow_period_proofs *proofs = q_follow_period_proofs(r->db, r->arena, p->plan, p->unit, p->starts, p->ends, &n);
	struct buf b = buf_in(r->arena);
	for (size_t i = 0; i < w->n_tasks; i++) {
		const struct work_task *t = &w->tasks[i];
		if (t->p.lamp == LAMP_IDLE)
			continue;
		buf_printf(&b, "%s：完成 %s（%s）", t->row->title, ratio_percent(r->arena, t->p.done, 1), t->p.how);
		name_proofs(&b, proofs, n, t->row->id);
		buf_puts(&b, "。\n");
	}
	p->summary = arena_strdup(r->arena, buf_text(&b));
}

static void draft_problems(struct req *r, struct report *p, const struct work *w)
{
	struct buf b = buf_in(r->arena);
	for (size_t i = 0; i < w->n_tasks; i++)
		if (w->tasks[i].p.lamp == LAMP_LATE || w->tasks[i].p.lamp == LAMP_SLOW)
			buf_printf(&b, "%s%s：%s\n", w->tasks[i].row->title, lamp_labels[w->tasks[i].p.lamp], w->tasks[i].p.why);
	p->problems = arena_strdup(r->arena, buf_text(&b));
}

/* What is due in the period that follows. */
static void draft_ahead(struct req *r, struct report *p, const struct work *w)
{
	struct buf b = buf_in(r->arena);
	day until = day_add_months(p->ends, p->period == REPORT_MONTH ? 1 : p->period == REPORT_QUARTER ? 3 : 12);
	for (size_t i = 0; i < w->n_tasks; i++) {
		const struct work_task *t = &w->tasks[i];
		bool open = t->facts.state == TASK_OPEN || t->facts.state == TASK_SUBMITTED;
		if (open && t->facts.due > p->ends && t->facts.due <= until)
			buf_printf(&b, "%s，%s前完成。\n", t->row->title, day_cn(r->arena, t->facts.due));
	}
	p->plans_ahead = arena_strdup(r->arena, buf_text(&b));
}

void report_draft(struct req *r, struct report *p, const struct plan *plan)
{
	const struct work *w = work_load(r, plan, p->unit, last_day(r, p));
	draft_summary(r, p, w);
	draft_problems(r, p, w);
	draft_ahead(r, p, w);
}
