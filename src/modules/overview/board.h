/*
 * The board of a union for a period, as of a day: who stands where with which
 * point, what the counters say, what needs asking. Page and big screen show the
 * same board.
 *
 * Rows are, for a union that has handed its plan down, the unions that received
 * it; otherwise the departments and branch unions that carry its tasks. Every
 * figure comes from modules/follow/work.h or kernel/measure.h; nothing is
 * computed twice.
 */
#ifndef LX_OVERVIEW_BOARD_H
#define LX_OVERVIEW_BOARD_H

#include "kernel/unit.h"
#include "modules/follow/parts.h"
#include "modules/overview/overview.h"

enum { MONTHS = 12 };

/* What is asked for, from the address: unit, year, p (y h1 h2 q1…q4), plan, on. */
struct board_ask {
	int64_t unit, plan;
	int year;
	const char *period;
	day from, to; /* of the period */
	day on; /* as of; never after today */
};

struct board_point {
	int64_t id;
	const char *number, *title, *brief; /* brief: a few characters for a column's head */
	int node; /* in the plan's work */
};

struct board_cell {
	struct progress p;
	const char *href;
	bool empty; /* no task there */
};

struct board_row {
	int64_t unit; /* 0: tasks without a department */
	const char *name, *href;
	struct progress all;
	struct board_cell *cells; /* one a point */
	int64_t lamps[5]; /* tasks by lamp */
	int64_t tasks;
	const struct work *work; /* of a union's row, NULL for departments */
};

struct board_figure {
	const char *label, *text, *change, *href, *help;
	double months[MONTHS]; /* NAN: not yet */
	bool better;
	bool ratio;
};

struct board_ask_item { /* what needs asking */
	const char *who, *what, *href, *action;
	const char *task, *title; /* the task it is about, NULL: none */
	const char *kind; /* glyph: bad, warn */
	int over; /* days, for the order */
};

struct board {
	struct req *r;
	struct board_ask ask;
	struct unit unit;
	const struct plan *plan; /* NULL: none issued */
	const struct work *own; /* the plan as the unit itself works on it, NULL: no plan */
	bool unions; /* rows are unions */
	struct progress all; /* of the rows */
	int64_t tasks, lamps[5];
	struct board_point *points;
	size_t n_points;
	struct board_row *rows;
	size_t n_rows;
	struct board_figure *figures;
	size_t n_figures;
	struct board_ask_item *items;
	size_t n_items;
	int months; /* of the year that have begun by the day */
};

/* False: refused. */
bool board_ask_read(struct req *r, struct board_ask *ask);
void board_load(struct req *r, const struct board_ask *ask, struct board *b);
/* Address of the same board with one thing changed; NULL: as it is. */
const char *board_link(const struct board *b, int64_t unit, const char *page);
const char *board_period_label(const char *period);

/* ---- pieces of HTML, in board_charts.c ---- */
void board_chart_rows(struct buf *o, const struct board *b); /* how far each row is */
void board_chart_lamps(struct buf *o, const struct board *b); /* its tasks by lamp */
void board_chart_months(struct buf *o, const struct board *b, size_t figure);
void board_spark(struct buf *o, const struct board *b, size_t figure);
const char *board_month_text(const struct board *b, size_t figure, int month); /* "3", "91.7", "" */
const char *board_cell_class(const struct board_cell *c); /* x-ok … */
const char *board_cell_text(struct arena *a, const struct board_cell *c); /* "■26", "·" */
const char *board_cell_title(struct arena *a, const struct board_row *row, const struct board_point *p, const struct board_cell *c);

/* parts of board_load, each in its file */
void board_rows(struct board *b); /* board_rows.c */
void board_figures(struct board *b); /* board_figures.c */
void board_items(struct board *b); /* board_items.c */

#endif
