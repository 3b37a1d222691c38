/* The report on the work of a year, assembled from evidence, point by point. */
#include <string.h>

#include "kernel/event.h"
#include "kernel/measure.h"
#include "kernel/module.h"
#include "kernel/app.h"
#include "modules/printing/printing.h"
#include "printing.sql.h"

enum { EXCERPT = 120 };

struct tally {
	int64_t tasks, done, late, waived, evidence;
};

static struct tally count(const struct work *w)
{
	struct tally t = {0};
	for (size_t i = 0; i < w->n_tasks; i++) {
		const struct progress *p = &w->tasks[i].p;
		if (p->marks & WAIVED) {
			t.waived++;
			continue;
		}
		t.tasks++;
		t.done += p->lamp == LAMP_DONE;
		t.late += p->lamp == LAMP_LATE;
		t.evidence += p->evidence;
	}
	return t;
}

static void overall(const struct print_job *j, struct paper *p)
{
	struct tally t = count(j->work);
	struct arena *a = j->r->arena;
	paper_heading(p, 1, "一、总体情况");
	paper_para(p, arena_printf(a,
		"《%s》共分解任务 %lld 项。截至%s，已完成 %lld 项，滞后 %lld 项，经批准免做 %lld 项；归集佐证 %lld 件。按权重计算，总体进度为 %s，同期时间进度为 %s。",
		j->plan->title, (long long)(t.tasks + t.waived), day_cn(a, j->on), (long long)t.done, (long long)t.late,
		(long long)t.waived, (long long)t.evidence, print_percent(a, j->work->all.done),
		print_percent(a, j->work->all.elapsed)));
}

/* One line a piece of evidence; what was entered after the period is marked 补报. */
static void evidence(const struct print_job *j, struct paper *p, const struct work_task *t)
{
	struct arena *a = j->r->arena;
	size_t n;
	struct print_evidence *e = q_print_evidence(j->r->db, a, t->row->id, j->work->starts, j->on, &n);
	for (size_t i = 0; i < n; i++) {
		struct buf b = buf_in(a);
		buf_printf(&b, "%s，%s", day_cn(a, e[i].happened_on), e[i].title);
		if (*e[i].place)
			buf_printf(&b, "，%s", e[i].place);
		if (e[i].people)
			buf_printf(&b, "，%lld 人参加", (long long)e[i].people);
		if (*e[i].text)
			buf_printf(&b, "。%s", e[i].text);
		if (day_of_instant(e[i].recorded_at) > j->work->ends)
			buf_puts(&b, "（补报）");
		paper_item(p, "—", buf_text(&b));
	}
}

static void one_task(const struct print_job *j, struct paper *p, int at)
{
	struct arena *a = j->r->arena;
	for (; at != NOWHERE; at = j->work->tasks[at].next) {
		const struct work_task *t = &j->work->tasks[at];
		const char *state = t->p.marks & WAIVED ? "免做" : lamp_labels[t->p.lamp];
		paper_para(p, arena_printf(a, "任务“%s”：%s，进度 %s%s%s。", t->row->title, state,
					   print_percent(a, t->p.done), *t->p.how ? "，" : "", t->p.how));
		evidence(j, p, t);
		one_task(j, p, t->first);
	}
}

static void by_point(const struct print_job *j, struct paper *p)
{
	struct arena *a = j->r->arena;
	paper_heading(p, 1, "二、逐项完成情况");
	for (size_t i = 0; i < j->work->n_nodes; i++) {
		const struct work_node *n = &j->work->nodes[i];
		if (n->row->level > NODE_POINT && n->task == NOWHERE)
			continue;
		if (n->row->level < NODE_POINT)
			paper_heading(p, 2, print_heading(a, NODE_SUBSECTION, n->row->number, n->row->title));
		else
			paper_heading(p, 3, arena_printf(a, "%s（进度 %s）",
				print_heading(a, n->row->level, n->row->number, n->row->title), print_percent(a, n->p.done)));
		one_task(j, p, n->task);
	}
}

static void trouble(const struct print_job *j, struct paper *p)
{
	struct arena *a = j->r->arena;
	bool any = false;
	paper_heading(p, 1, "三、需要重视的问题");
	for (size_t i = 0; i < j->work->n_tasks; i++) {
		const struct work_task *t = &j->work->tasks[i];
		if (t->p.lamp != LAMP_LATE && t->p.lamp != LAMP_SLOW)
			continue;
		any = true;
		paper_item(p, "—", arena_printf(a, "%s（%s）：%s", t->row->title, lamp_labels[t->p.lamp], t->p.why));
	}
	if (!any)
		paper_para(p, "没有偏慢或滞后的任务。");
}

static void figures(const struct print_job *j, struct paper *p)
{
	static const struct paper_col cols[] = {{"指标", 8, PAPER_LEFT}, {"本年数字", 5, PAPER_RIGHT}, {"口径", 14, PAPER_LEFT}};
	paper_heading(p, 1, "四、主要数字");
	paper_table_begin(p, NULL, cols, 3);
	EACH_MODULE(j->r->app, mod) {
		for (const struct measure *m = mod->measures; m && m->key; m++) {
			/* A state is counted to the day; a sum only within the year. */
			day from = m->kind == MEASURE_STATE || m->kind == MEASURE_RATIO ? 0 : j->work->starts;
			paper_row(p);
			paper_cell(p, m->label);
			paper_cell(p, measure_text(j->r, m, j->unit, from, j->on));
			paper_cell(p, m->help);
		}
	}
}

struct paper *print_report(const struct print_job *j)
{
	struct arena *a = j->r->arena;
	struct event_head head = event_head(j->r->db, a);
	struct paper *p = paper_report(a, arena_printf(a, "%lld年工会工作要点\n完成情况报告", (long long)j->plan->year),
				       arena_printf(a, "%s　%s", j->unit_name, day_cn(a, j->on)));
	overall(j, p);
	by_point(j, p);
	trouble(j, p);
	figures(j, p);
	paper_sign(p, j->unit_name, j->on);
	paper_foot(p, j->on, head.seal, head.hash);
	return p;
}
