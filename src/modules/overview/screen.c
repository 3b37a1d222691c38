/* The big screen: the board without anything to click, renewed every minute. */
#include <math.h>
#include <stdlib.h>

#include "http/assets.h"
#include "modules/overview/recent.h"
#include "modules/overview/screen_view.h"
#include "screen.html.h"

enum { MOST_RANK = 8, MOST_ROWS = 12, MOST_POINTS = 12, MOST_ITEMS = 5, MOST_RECENT = 3, LAST_MONTHS = 6, HELD = 1 };

static void add_ring(struct screen_view *v, const char *label, double percent)
{
	if (isnan(percent))
		return;
	v->rings[v->n_rings++] = (struct screen_ring){
		label, arena_printf(v->r->arena, "%.1f", percent), arena_printf(v->r->arena, "%.1f 100", percent)};
}

static double percent_of(int64_t part, int64_t whole)
{
	return whole ? (double)part * 100 / (double)whole : NAN;
}

static void fill_rings(struct screen_view *v)
{
	const struct board *b = v->b;
	int64_t begun = 0;
	for (int i = 0; i < 5; i++)
		begun += i == LAMP_IDLE ? 0 : b->lamps[i];
	add_ring(v, "已启动", percent_of(begun, b->tasks));
	add_ring(v, "不落后", percent_of(b->tasks - b->lamps[LAMP_LATE] - b->lamps[LAMP_SLOW], b->tasks));
	add_ring(v, "已完成", percent_of(b->lamps[LAMP_DONE], b->tasks));
}

static void fill_bars(struct screen_view *v)
{
	static const enum lamp order[] = {LAMP_DONE, LAMP_GO, LAMP_SLOW, LAMP_LATE, LAMP_IDLE};
	const struct board *b = v->b;
	int64_t most = 1;
	for (int i = 0; i < 5; i++)
		most = b->lamps[i] > most ? b->lamps[i] : most;
	for (int i = 0; i < 5; i++)
		v->lamps[i] = (struct screen_bar){lamp_labels[order[i]], arena_printf(v->r->arena, "%lld", (long long)b->lamps[order[i]]),
						  (int)(b->lamps[order[i]] * 100 / most)};
	double top = 1;
	int first = b->months > LAST_MONTHS ? b->months - LAST_MONTHS : 0;
	for (int i = first; i < b->months; i++)
		top = fmax(top, b->figures[HELD].months[i]);
	for (int i = first; i < b->months; i++)
		v->months[v->n_months++] = (struct screen_bar){
			arena_printf(v->r->arena, "%d 月", i + 1), board_month_text(b, HELD, i), (int)(b->figures[HELD].months[i] * 100 / top)};
}

static int further_first(const void *x, const void *y)
{
	const struct board_row *const *a = x, *const *b = y;
	return ratio_cmp((*b)->all.done, (*a)->all.done);
}

static void fill_rank(struct screen_view *v)
{
	const struct board *b = v->b;
	v->rank = NEW_N(v->r->arena, const struct board_row *, b->n_rows);
	for (size_t i = 0; i < b->n_rows; i++)
		v->rank[i] = &b->rows[i];
	if (b->n_rows)
		qsort(v->rank, b->n_rows, sizeof(*v->rank), further_first);
	v->n_rank = b->n_rows < MOST_RANK ? b->n_rows : MOST_RANK;
	v->n_rows = b->n_rows < MOST_ROWS ? b->n_rows : MOST_ROWS;
	v->n_points = b->n_points < MOST_POINTS ? b->n_points : MOST_POINTS;
	v->n_items = b->n_items < MOST_ITEMS ? b->n_items : MOST_ITEMS;
}

void get_screen(struct req *r)
{
	struct board_ask ask;
	struct board b;
	struct screen_view v = {.r = r, .b = &b, .css = asset_url("screen.css"), .icon = asset_url("icon.svg")};
	if (!board_ask_read(r, &ask))
		return;
	board_load(r, &ask, &b);
	v.title = arena_printf(r->arena, "%s工作大屏", b.unit.name);
	v.date = day_cn(r->arena, ask.on);
	v.time = instant_text(r->arena, r->now) + 11;
	v.done = b.plan ? arena_printf(r->arena, "%d", whole_percent(b.all.done)) : "0";
	v.gone = b.plan ? ratio_percent(r->arena, b.all.elapsed, 1) : "0%";
	fill_rings(&v);
	fill_bars(&v);
	fill_rank(&v);
	struct desk d = {.unit = ask.unit}; /* what hangs on a wall shows no drafts */
	v.recent = recent_events(r, &d, MOST_RECENT, &v.n_recent);
	tpl_screen_page(r->out, &v);
	r->answered = true;
}
