/*
 * Charts as SVG for pages, made by the server: no scripts, no inline styles, the
 * colours are classes of app.css (f-ok, s-info …), text and axes are currentColor,
 * so they follow the theme. Widths are percentages: text keeps its size on a phone.
 * Every chart has role="img" and a label; give the data as a table beside it too.
 * Shapes carry a <title> for the mouse, and a link where the item has one.
 * All texts are escaped. Values that are not finite count as 0.
 */
#ifndef LX_CHART_SVG_H
#define LX_CHART_SVG_H

#include "base/str.h"

enum chart_tone {
	CHART_INFO,
	CHART_OK,
	CHART_WARN,
	CHART_BAD,
	CHART_MUTE,
	CHART_BRAND,
	CHART_GOLD
};

struct chart_item {
	const char *label;
	double value;	  /* below 0 counts as 0 */
	const char *text; /* the value as shown: "86%", "1,204 人"; NULL: plain */
	enum chart_tone tone;
	const char *href; /* where a click leads, or NULL */
};

/* Horizontal bars, label and value above each. `full`: value of a whole bar; 0: the largest. */
void chart_bars(struct buf *b, const char *label, const struct chart_item *items, int n,
		double full);
/* A bar like .pbar: done, and a tick where the time stands; both in percent. `mark` below 0: none.
 */
void chart_progress(struct buf *b, const char *label, double percent, double mark,
		    enum chart_tone tone);

struct chart_part { /* a series of a stacked chart, the same in every row */
	const char *name;
	enum chart_tone tone;
};
struct chart_stack {
	const char *label;
	const double *values; /* one a part */
	const char *text;     /* at the right, or NULL: the sum */
	const char *href;
};
/* Each row is as long as its share of the largest row, or full width (`even`). */
void chart_stacked(struct buf *b, const char *label, const struct chart_part *parts, int n_parts,
		   const struct chart_stack *rows, int n, bool even);

struct chart_line {
	const char *name;
	const double *values; /* NAN: no value yet, the line ends or breaks */
	enum chart_tone tone;
	const char *text; /* at the last point, or NULL */
};
struct chart_axis {
	const char *const *ticks; /* "1月" … */
	int n;
	double min, max;	  /* both 0: from the data, 0 upwards */
	double target;		  /* dashed line; NAN: none */
	const char *target_text;  /* "目标 90%" */
	const char *unit;	  /* after the figures of the axis: "%" or NULL */
	const char *const *hrefs; /* one a tick, or NULL */
};
void chart_lines(struct buf *b, const char *label, const struct chart_axis *axis,
		 const struct chart_line *lines, int n_lines);

/* A small line without axes, for a cell of a table. */
void chart_spark(struct buf *b, const char *label, const double *values, int n,
		 enum chart_tone tone);
/* class="ring": percent of the circle, `big` and `small` inside; a tick at `mark` percent (below 0:
 * none). */
void chart_ring(struct buf *b, const char *label, double percent, double mark, enum chart_tone tone,
		const char *big, const char *small);
/* A ring of several parts; `big` and `small` inside. */
void chart_donut(struct buf *b, const char *label, const struct chart_item *items, int n,
		 const char *big, const char *small);

#endif
