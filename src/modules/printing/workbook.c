#include "doc/xlsx_out.h"
#include "kernel/event.h"
#include "kernel/measure.h"
#include "kernel/app.h"
#include "modules/printing/printing.h"

static const struct xlsx_col cols[] = {
	{"序号", XLSX_TEXT, 6},	{"要点", XLSX_TEXT, 30},    {"任务", XLSX_TEXT, 36},	 {"责任部门", XLSX_TEXT, 16},
	{"责任人", XLSX_TEXT, 12}, {"开始时间", XLSX_DAY, 12}, {"完成时间", XLSX_DAY, 12},	 {"衡量指标", XLSX_TEXT, 20},
	{"目标值", XLSX_INT, 8},	{"进度", XLSX_PERCENT, 10}, {"时间进度", XLSX_PERCENT, 10}, {"状态", XLSX_TEXT, 10},
	{"佐证（件）", XLSX_INT, 10}, {"说明", XLSX_TEXT, 50},
};

static void row(const struct print_job *j, struct xlsx_out *x, const struct work_node *n, const struct work_task *t)
{
	const struct measure *m = *t->row->measure ? measure_of(j->r->app, t->row->measure) : NULL;
	xlsx_out_text(x, n->row->number);
	xlsx_out_text(x, n->row->title);
	xlsx_out_text(x, t->row->title);
	xlsx_out_text(x, t->row->department_name);
	xlsx_out_text(x, t->row->owner_name);
	xlsx_out_day(x, t->row->starts);
	xlsx_out_day(x, t->row->due);
	xlsx_out_text(x, m ? arena_printf(j->r->arena, "%s（%s）", m->label, m->unit_label) : "");
	xlsx_out_int(x, t->row->target);
	xlsx_out_percent(x, ratio_round(t->p.done, 10000).num * 10000 / ratio_round(t->p.done, 10000).den);
	xlsx_out_percent(x, ratio_round(t->p.elapsed, 10000).num * 10000 / ratio_round(t->p.elapsed, 10000).den);
	xlsx_out_text(x, t->p.marks & WAIVED ? "免做" : lamp_labels[t->p.lamp]);
	xlsx_out_int(x, t->p.evidence);
	xlsx_out_text(x, t->p.why);
	xlsx_out_row_end(x);
}

static void rows(const struct print_job *j, struct xlsx_out *x, const struct work_node *n, int at)
{
	for (; at != NOWHERE; at = j->work->tasks[at].next) {
		row(j, x, n, &j->work->tasks[at]);
		rows(j, x, n, j->work->tasks[at].first);
	}
}

bool print_workbook(const struct print_job *j, const char *path, const char **why)
{
	struct event_head head = event_head(j->r->db, j->r->arena);
	struct xlsx_sheet sheet = {.name = "任务", .cols = cols, .n_cols = sizeof(cols) / sizeof(cols[0])};
	sheet.footer = arena_printf(j->r->arena, "%s　%s　数据截至%s　事件链 %lld 头 %.16s　导出人 %s", j->unit_name,
				    j->plan->title, day_cn(j->r->arena, j->on), (long long)head.seal, head.hash,
				    j->r->who ? j->r->who->name : "系统");
	struct xlsx_out *x = xlsx_out_new(j->r->arena, path, arena_printf(j->r->arena, "%s/tmp", j->r->app->data));
	xlsx_out_sheet(x, &sheet);
	for (size_t i = 0; i < j->work->n_nodes; i++)
		rows(j, x, &j->work->nodes[i], j->work->nodes[i].task);
	return xlsx_out_close(x, why);
}
