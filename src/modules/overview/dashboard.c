/* The dashboard and the list of tasks behind its figures. */
#include "dashboard.html.h"
#include "kernel/list.h"
#include "kernel/rights.h"
#include "modules/overview/dashboard_view.h"
#include "modules/overview/lists.h"
#include "overview.sql.h"

static const char *const periods[][2] = {
	{"y", "全年"}, {"h1", "上半年"}, {"h2", "下半年"}, {"q1", "一季度"}, {"q2", "二季度"}, {"q3", "三季度"}, {"q4", "四季度"},
};

/* The unit itself, those directly below, and the way back up. */
static void fill_units(struct dashboard_view *v)
{
	struct req *r = v->r;
	const struct unit *u = &v->b->unit;
	size_t n;
	struct overview_units_below *below = q_overview_units_below(r->db, r->arena, u->id, &n);
	v->units = NEW_N(r->arena, struct option, n + 2);
	if (u->parent && may(r, "overview.board", u->parent))
		v->units[v->n_units++] = (struct option){u->parent, arena_printf(r->arena, "上级：%s", unit_name(r->db, r->arena, u->parent))};
	v->units[v->n_units++] = (struct option){u->id, u->name};
	for (size_t i = 0; i < n; i++)
		v->units[v->n_units++] = (struct option){below[i].id, arena_printf(r->arena, "　%s", below[i].name)};
}

static void fill_plans(struct dashboard_view *v)
{
	struct req *r = v->r;
	size_t n;
	struct overview_plans *p = q_overview_plans(r->db, r->arena, v->b->ask.unit, v->b->ask.year, &n);
	v->plans = NEW_N(r->arena, struct option, n);
	for (size_t i = 0; i < n; i++)
		v->plans[v->n_plans++] = (struct option){p[i].id, record_title(r->db, r->arena, &plan_record, p[i].id)};
}

static void fill_words(struct dashboard_view *v)
{
	struct req *r = v->r;
	const struct board *b = v->b;
	v->on = day_iso(r->arena, b->ask.on);
	v->done = b->plan ? arena_printf(r->arena, "%d%%", whole_percent(b->all.done)) : "—";
	v->gone = b->plan ? ratio_percent(r->arena, b->all.elapsed, 0) : "";
	v->sub = arena_printf(r->arena, "%s · %d 年%s · 数据截至%s", b->unit.name, b->ask.year, board_period_label(b->ask.period),
			      b->ask.on == r->today ? "今天" : day_cn(r->arena, b->ask.on));
	v->screen = board_link(b, b->ask.unit, "/screen");
	for (int y = day_civil(r->today).year; v->n_years < 4; y--)
		v->years[v->n_years++] = y;
	for (int i = 0; i < MONTHS; i++)
		v->month_numbers[i] = i + 1;
	v->periods = periods;
	v->n_periods = sizeof(periods) / sizeof(periods[0]);
}

void get_dashboard(struct req *r)
{
	struct board_ask ask;
	struct board b;
	struct dashboard_view v = {.r = r, .b = &b};
	if (!board_ask_read(r, &ask))
		return;
	board_load(r, &ask, &b);
	fill_units(&v);
	fill_plans(&v);
	fill_words(&v);
	page_begin(r, &(struct page){.title = "数据看板", .nav = "/dashboard", .body_class = "wide"});
	tpl_dashboard(r->out, &v);
	page_end(r);
}

/* ---- the rows behind the figures of tasks ---- */

static const struct list task_rows = {
	.name = "board-tasks", .base = "/dashboard/tasks", .flow = &task_flow, .read_right = "task.read", .sort = "due",
	.drafts = 1u << TASK_DRAFT | 1u << TASK_CANCELLED, .draft_right = "plan.draft",
	.noun = "项", .empty = "还没有下达的任务。要点签发后，任务会列在这里。", .help = "看板上任务数字背后的每一项。",
};
const struct list *const overview_lists[] = {&task_rows, NULL};

void get_board_tasks(struct req *r)
{
	list_page(r, &task_rows);
}
