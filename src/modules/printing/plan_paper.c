/* The plan and its task list as official documents. */
#include <string.h>

#include "kernel/event.h"
#include "kernel/measure.h"
#include "modules/printing/printing.h"
#include "printing.sql.h"

const char *print_heading(struct arena *a, int64_t level, const char *number, const char *title)
{
	if (!*number)
		return title;
	switch (level) {
	case NODE_SECTION:
		return arena_printf(a, "%s、%s", number, title);
	case NODE_SUBSECTION:
		return arena_printf(a, "（%s）%s", number, title);
	case NODE_POINT: /* "1. " behind a figure, "（一）" behind a Chinese numeral */
		return arena_printf(a, number[0] >= '0' && number[0] <= '9' ? "%s. %s" : "（%s）%s", number, title);
	default:
		return arena_printf(a, "（%s）%s", number, title);
	}
}

const char *print_percent(struct arena *a, struct ratio share)
{
	return ratio_percent(a, share, 1);
}

static bool ends_with_stop(const char *s)
{
	static const char *const stops[] = {"。", "！", "？", "：", "；"};
	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++)
		if (str_ends(str_of(s), stops[i]))
			return true;
	return false;
}

static void add_terms(const struct print_job *j, struct paper *p)
{
	size_t n;
	struct print_terms *t = q_print_terms(j->r->db, j->r->arena, j->plan->id, &n);
	if (!n)
		return;
	paper_attachment(p, "名词解释");
	paper_annex(p, "附件", "名词解释");
	for (size_t i = 0; i < n; i++) {
		struct buf b = buf_in(j->r->arena);
		struct str rest = str_of(t[i].members);
		buf_printf(&b, "%s：", t[i].name);
		for (bool first = true; rest.n; first = false) {
			if (!first)
				buf_puts(&b, "、");
			buf_str(&b, str_trim(str_cut(&rest, '\n')));
		}
		buf_puts(&b, "。");
		paper_para(p, buf_text(&b));
	}
}

static struct paper *official(const struct print_job *j, const char *title)
{
	struct paper *p = paper_new(j->r->arena);
	const char *organ = *j->plan->organ ? j->plan->organ : j->unit_name;
	p->organ = arena_printf(j->r->arena, "%s文件", organ);
	p->number = *j->plan->doc_number ? j->plan->doc_number : NULL;
	p->title = title;
	p->author = organ;
	return p;
}

struct paper *print_plan(const struct print_job *j)
{
	struct arena *a = j->r->arena;
	struct paper *p = official(j, j->plan->title);
	const char *organ = *j->plan->organ ? j->plan->organ : j->unit_name;
	size_t n;
	struct plan_node **nodes = plan_nodes(j->r->db, a, j->plan->id, &n);
	if (*j->plan->preamble)
		paper_para(p, j->plan->preamble);
	for (size_t i = 0; i < n; i++) {
		const struct plan_node *x = nodes[i];
		const char *head = print_heading(a, x->level, x->number, x->title);
		if (x->level < NODE_POINT) {
			paper_heading(p, (int)x->level, head);
			if (*x->body)
				paper_para(p, x->body);
		} else {
			paper_point(p, (int)x->level, ends_with_stop(head) ? head : arena_printf(a, "%s。", head), x->body);
		}
	}
	if (j->plan->issued_on) {
		paper_sign(p, organ, j->plan->issued_on);
		p->print_organ = j->unit_name;
		p->print_day = j->plan->issued_on;
	} else {
		p->subtitle = "（讨论稿）";
	}
	add_terms(j, p);
	return p;
}

static const char *measure_words(const struct print_job *j, const struct follow_tasks *t)
{
	const struct measure *m = *t->measure ? measure_of(j->r->app, t->measure) : NULL;
	return m ? arena_printf(j->r->arena, "%s %lld %s", m->label, (long long)t->target, m->unit_label) : "";
}

/* "12月29日"; with its year when that is not the plan's. */
static const char *due_words(const struct print_job *j, day due)
{
	struct civil c = day_civil(due);
	if (!due || c.year != j->plan->year)
		return day_cn(j->r->arena, due);
	return arena_printf(j->r->arena, "%d月%d日", c.month, c.day);
}

static void task_row(const struct print_job *j, struct paper *p, const struct work_node *node, const struct work_task *t)
{
	const struct follow_tasks *x = t->row;
	const char *who = *x->department_name && *x->owner_name ?
		arena_printf(j->r->arena, "%s %s", x->department_name, x->owner_name) :
		*x->department_name ? x->department_name : x->owner_name;
	paper_row(p);
	paper_cell(p, node->row->number);
	paper_cell(p, x->title);
	paper_cell(p, who);
	paper_cell(p, due_words(j, x->due));
	paper_cell(p, measure_words(j, x));
	paper_cell(p, ratio_percent(j->r->arena, t->p.done, 0));
	paper_cell(p, lamp_labels[t->p.lamp]);
}

static void task_rows(const struct print_job *j, struct paper *p, const struct work_node *node, int at)
{
	for (; at != NOWHERE; at = j->work->tasks[at].next) {
		task_row(j, p, node, &j->work->tasks[at]);
		task_rows(j, p, node, j->work->tasks[at].first);
	}
}

static const struct paper_col task_cols[] = {
	{"要点", 4, PAPER_CENTER}, {"任务", 12, PAPER_LEFT},   {"责任", 9, PAPER_LEFT},	{"完成时间", 8, PAPER_CENTER},
	{"指标", 7, PAPER_LEFT},   {"进度", 5, PAPER_RIGHT}, {"状态", 6, PAPER_CENTER},
};

static void foot(const struct print_job *j, struct paper *p)
{
	struct event_head head = event_head(j->r->db, j->r->arena);
	paper_foot(p, j->on, head.seal, head.hash);
}

struct paper *print_tasks(const struct print_job *j)
{
	struct paper *p = paper_report(j->r->arena, arena_printf(j->r->arena, "%s\n任务分解表", j->plan->title), j->unit_name);
	paper_table_begin(p, NULL, task_cols, sizeof(task_cols) / sizeof(task_cols[0]));
	for (size_t i = 0; i < j->work->n_nodes; i++)
		task_rows(j, p, &j->work->nodes[i], j->work->nodes[i].task);
	foot(j, p);
	return p;
}
