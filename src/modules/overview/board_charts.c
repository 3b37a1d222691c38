/* Charts and cells of a board. */
#include <math.h>

#include "doc/chart_svg.h"
#include "http/html.h"
#include "modules/overview/board.h"
#include "text/calendar.h"

static const enum chart_tone tones[] = {CHART_MUTE, CHART_OK, CHART_WARN, CHART_BAD, CHART_INFO};
static const char *const month_names[MONTHS] = {"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"};

void board_chart_rows(struct buf *o, const struct board *b)
{
	struct chart_item *items = NEW_N(o->arena, struct chart_item, b->n_rows);
	for (size_t i = 0; i < b->n_rows; i++) {
		int percent = whole_percent(b->rows[i].all.done);
		items[i] = (struct chart_item){b->rows[i].name, percent, arena_printf(o->arena, "%d%%", percent),
					       tones[b->rows[i].all.lamp], b->rows[i].href};
	}
	chart_bars(o, "各行完成百分比", items, (int)b->n_rows, 100);
}

void board_chart_lamps(struct buf *o, const struct board *b)
{
	static const struct chart_part parts[] = {
		{"已完成", CHART_INFO}, {"正常", CHART_OK}, {"偏慢", CHART_WARN}, {"滞后", CHART_BAD}, {"未启动", CHART_MUTE}};
	static const enum lamp order[] = {LAMP_DONE, LAMP_GO, LAMP_SLOW, LAMP_LATE, LAMP_IDLE};
	struct chart_stack *rows = NEW_N(o->arena, struct chart_stack, b->n_rows);
	for (size_t i = 0; i < b->n_rows; i++) {
		double *values = NEW_N(o->arena, double, 5);
		for (int k = 0; k < 5; k++)
			values[k] = (double)b->rows[i].lamps[order[k]];
		rows[i] = (struct chart_stack){b->rows[i].name, values, arena_printf(o->arena, "%lld 项", (long long)b->rows[i].tasks), b->rows[i].href};
	}
	chart_stacked(o, "各行任务按灯分", parts, 5, rows, (int)b->n_rows, false);
}

/* The list behind one month of a figure. */
static const char *month_href(const struct board *b, const struct board_figure *f, int month)
{
	struct str href = str_of(f->href);
	struct day_span s = day_months(b->ask.year, month + 1, month + 1);
	size_t at = str_find(href, "&held_on_from=");
	if (at == SIZE_MAX)
		return f->href;
	return arena_printf(b->r->arena, "%.*s&held_on_from=%s&held_on_to=%s", (int)at, href.p, day_iso(b->r->arena, s.first),
			    day_iso(b->r->arena, s.last));
}

void board_chart_months(struct buf *o, const struct board *b, size_t figure)
{
	const struct board_figure *f = &b->figures[figure];
	const char *hrefs[MONTHS];
	for (int i = 0; i < MONTHS; i++)
		hrefs[i] = i < b->months ? month_href(b, f, i) : NULL;
	struct chart_axis axis = {.ticks = month_names, .n = MONTHS, .target = NAN, .hrefs = hrefs};
	if (f->ratio) {
		axis.max = 100;
		axis.unit = "%";
	}
	const char *last = b->months ? board_month_text(b, figure, b->months - 1) : "";
	struct chart_line line = {f->label, f->months, CHART_INFO, *last ? last : NULL};
	chart_lines(o, arena_printf(o->arena, "%s按月", f->label), &axis, &line, 1);
}

void board_spark(struct buf *o, const struct board *b, size_t figure)
{
	if (b->months > 1)
		chart_spark(o, arena_printf(o->arena, "%s逐月走势", b->figures[figure].label), b->figures[figure].months, b->months, CHART_INFO);
}

const char *board_month_text(const struct board *b, size_t figure, int month)
{
	double v = b->figures[figure].months[month];
	if (isnan(v))
		return "";
	return arena_printf(b->r->arena, b->figures[figure].ratio ? "%.1f" : "%.0f", v);
}

const char *board_cell_class(const struct board_cell *c)
{
	static const char *const classes[] = {"x-mute", "x-ok", "x-warn", "x-bad", "x-info"};
	return c->empty ? "x-none" : classes[c->p.lamp];
}

const char *board_cell_text(struct arena *a, const struct board_cell *c)
{
	static const char *const marks[] = {"", "", "▲", "■", "✓"};
	if (c->empty)
		return "—";
	if (c->p.lamp == LAMP_IDLE)
		return "·";
	return arena_printf(a, "%s%d", marks[c->p.lamp], whole_percent(c->p.done));
}

const char *board_cell_title(struct arena *a, const struct board_row *row, const struct board_point *p, const struct board_cell *c)
{
	if (c->empty)
		return arena_printf(a, "%s，%s：没有任务", row->name, p->title);
	return arena_printf(a, "%s，%s：%s，完成 %d%%。%s", row->name, p->title, lamp_labels[c->p.lamp], whole_percent(c->p.done), c->p.why);
}
