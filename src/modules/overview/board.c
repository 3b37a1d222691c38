/* What a board is asked for, and putting it together. */
#include "modules/overview/board.h"

#include <string.h>

#include "base/utf8.h"
#include "http/html.h"
#include "kernel/rights.h"
#include "overview.sql.h"
#include "text/calendar.h"

enum { MOST_COLUMNS = 40, BRIEF_CHARS = 8 };

static const struct {
	const char *name, *label;
	int from, to; /* months */
} periods[] = {
	{"y", "全年", 1, 12},	{"h1", "上半年", 1, 6},	  {"h2", "下半年", 7, 12},   {"q1", "一季度", 1, 3},
	{"q2", "二季度", 4, 6}, {"q3", "三季度", 7, 9}, {"q4", "四季度", 10, 12},
};
enum { PERIODS = sizeof(periods) / sizeof(periods[0]) };

const char *board_period_label(const char *period)
{
	for (size_t i = 0; i < PERIODS; i++)
		if (strcmp(periods[i].name, period) == 0)
			return periods[i].label;
	return periods[0].label;
}

static void read_period(struct req *r, struct board_ask *ask)
{
	const char *asked = query_get(r, "p");
	size_t at = 0;
	for (size_t i = 0; i < PERIODS; i++)
		if (strcmp(periods[i].name, asked) == 0)
			at = i;
	struct day_span span = day_months(ask->year, periods[at].from, periods[at].to);
	ask->period = periods[at].name;
	ask->from = span.first;
	ask->to = span.last;
}

bool board_ask_read(struct req *r, struct board_ask *ask)
{
	struct desk d = desk_of(r);
	int64_t unit = query_int(r, "unit"), year = query_int(r, "year");
	*ask = (struct board_ask){.unit = unit ? unit : d.unit, .plan = query_int(r, "plan")};
	ask->year = year >= 2000 && year <= 2100 ? (int)year : day_civil(r->today).year;
	if (!may_or_refuse(r, "overview.board", ask->unit))
		return false;
	read_period(r, ask);
	if (!day_parse(str_of(query_get(r, "on")), &ask->on) || ask->on > r->today)
		ask->on = ask->to < r->today ? ask->to : r->today;
	return true;
}

const char *board_link(const struct board *b, int64_t unit, const char *page)
{
	return link_to(b->r, "%s?unit=%lld&year=%d&p=%s&on=%s", page, (long long)unit, b->ask.year, b->ask.period,
		       day_iso(b->r->arena, b->ask.on));
}

/* The plan asked for, else the newest of its own, else the newest received. */
static const struct plan *choose_plan(struct board *b)
{
	struct req *r = b->r;
	size_t n;
	struct overview_plans *p = q_overview_plans(r->db, r->arena, b->ask.unit, b->ask.year, &n);
	if (!n)
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (p[i].id == b->ask.plan)
			return record_load(r->db, r->arena, &plan_record, p[i].id);
	return record_load(r->db, r->arena, &plan_record, p[0].id);
}

static void take_points(struct board *b, const struct work *w)
{
	b->points = NEW_N(b->r->arena, struct board_point, MOST_COLUMNS);
	for (size_t i = 0; i < w->n_nodes && b->n_points < MOST_COLUMNS; i++) {
		const struct follow_nodes *n = w->nodes[i].row;
		if (n->level == NODE_POINT)
			b->points[b->n_points++] = (struct board_point){
				n->id, n->number, n->title, utf8_clip(b->r->arena, n->title, BRIEF_CHARS), (int)i};
	}
}

void board_load(struct req *r, const struct board_ask *ask, struct board *b)
{
	*b = (struct board){.r = r, .ask = *ask};
	struct civil on = day_civil(ask->on);
	b->months = on.year > ask->year ? MONTHS : on.year < ask->year ? 0 : on.month;
	unit_load(r->db, r->arena, ask->unit, &b->unit);
	b->plan = choose_plan(b);
	if (b->plan) {
		b->own = work_load(r, b->plan, ask->unit, ask->on);
		take_points(b, b->own);
		board_rows(b);
	}
	board_figures(b);
	board_items(b);
}
