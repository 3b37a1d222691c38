#include "doc/chart_svg.h"

#include <math.h>
#include <stdio.h>

#include "doc/xml_text.h"

/* Lines over months. x is a percentage, y pixels: drawn as segments, since a path knows no percent.
 */

enum { TOP = 26, BOTTOM = 176, HEIGHT = 204 };

static const char *const strokes[] = {
	[CHART_INFO] = "s-info", [CHART_OK] = "s-ok",	  [CHART_WARN] = "s-warn",
	[CHART_BAD] = "s-bad",	 [CHART_MUTE] = "s-mute", [CHART_BRAND] = "s-brand",
	[CHART_GOLD] = "s-gold",
};

/* The class; without its "s-" the name of the colour. */
static const char *stroke(enum chart_tone t)
{
	return (size_t)t < sizeof(strokes) / sizeof(strokes[0]) ? strokes[t] : strokes[CHART_INFO];
}

struct scale {
	double min, max;
	int n;
};

/* The next of 1, 2, 5, 10, 20 … not below v. */
static double round_up(double v)
{
	double unit = pow(10, floor(log10(v)));
	double head = v / unit;
	return unit * (head <= 1 ? 1 : head <= 2 ? 2 : head <= 5 ? 5 : 10);
}

static struct scale scale_of(const struct chart_axis *axis, const struct chart_line *lines,
			     int n_lines)
{
	struct scale s = {axis->min, axis->max, axis->n};
	if (s.max > s.min)
		return s;
	double most = isfinite(axis->target) ? axis->target : 0;
	for (int k = 0; k < n_lines; k++) {
		for (int i = 0; i < axis->n; i++) {
			if (isfinite(lines[k].values[i]))
				most = fmax(most, lines[k].values[i]);
		}
	}
	return (struct scale){0, most > 0 && most < 1e15 ? round_up(most) : 1, axis->n};
}

static double x_of(const struct scale *s, int i)
{
	return (i + 0.5) * 100 / s->n;
}

static double y_of(const struct scale *s, double v)
{
	double part = (v - s->min) / (s->max - s->min);
	part = part < 0 ? 0 : part > 1 ? 1 : part;
	return BOTTOM - part * (BOTTOM - TOP);
}

static void put_grid(struct buf *b, const struct chart_axis *axis, const struct scale *s)
{
	for (int i = 0; i <= 2; i++) {
		double v = s->min + (s->max - s->min) * i / 2, y = y_of(s, v);
		buf_printf(b,
			   "<line x1=\"0\" x2=\"100%%\" y1=\"%.1f\" y2=\"%.1f\" "
			   "stroke=\"currentColor\" stroke-opacity=\".16\"/>",
			   y, y);
		buf_printf(b, "<text x=\"0\" y=\"%.1f\" font-size=\".75rem\" opacity=\".75\">%.10g",
			   y - 4, v);
		xml_puts(b, axis->unit);
		buf_puts(b, "</text>");
	}
}

/* More than eight ticks do not fit a phone: then every second, counted from the last. */
static void put_ticks(struct buf *b, const struct chart_axis *axis, const struct scale *s)
{
	for (int i = 0; i < axis->n; i++) {
		if (axis->n > 8 && (axis->n - 1 - i) % 2 != 0)
			continue;
		buf_printf(
			b,
			"<text x=\"%.2f%%\" y=\"%d\" font-size=\".75rem\" text-anchor=\"middle\" "
			"opacity=\".75\">",
			x_of(s, i), HEIGHT - 8);
		xml_puts(b, axis->ticks[i]);
		buf_puts(b, "</text>");
	}
}

static void put_target(struct buf *b, const struct chart_axis *axis, const struct scale *s)
{
	if (!isfinite(axis->target))
		return;
	double y = y_of(s, axis->target);
	buf_printf(b,
		   "<line class=\"s-gold\" x1=\"0\" x2=\"100%%\" y1=\"%.1f\" y2=\"%.1f\" "
		   "stroke-width=\"1.5\" stroke-dasharray=\"5 4\"/>",
		   y, y);
	if (text_empty(axis->target_text))
		return;
	buf_printf(b, "<text x=\"100%%\" y=\"%.1f\" font-size=\".75rem\" text-anchor=\"end\">",
		   y - 4);
	xml_puts(b, axis->target_text);
	buf_puts(b, "</text>");
}

static void put_point(struct buf *b, const struct chart_axis *axis, const struct scale *s,
		      const struct chart_line *line, int i)
{
	bool linked = axis->hrefs && !text_empty(axis->hrefs[i]);
	if (linked) {
		buf_puts(b, "<a href=\"");
		xml_puts(b, axis->hrefs[i]);
		buf_puts(b, "\">");
	}
	buf_printf(b, "<circle class=\"f-%s\" cx=\"%.2f%%\" cy=\"%.1f\" r=\"4\"><title>",
		   stroke(line->tone) + 2, x_of(s, i), y_of(s, line->values[i]));
	xml_puts(b, line->name);
	buf_char(b, ' ');
	xml_puts(b, axis->ticks[i]);
	buf_printf(b, " %.10g", round(line->values[i] * 10) / 10);
	xml_puts(b, axis->unit);
	buf_puts(b, linked ? "</title></circle></a>" : "</title></circle>");
}

static void put_line(struct buf *b, const struct chart_axis *axis, const struct scale *s,
		     const struct chart_line *line)
{
	int last = -1;
	buf_printf(b, "<g class=\"%s\" stroke-width=\"2\" stroke-linecap=\"round\">",
		   stroke(line->tone));
	for (int i = 1; i < axis->n; i++) {
		if (isfinite(line->values[i - 1]) && isfinite(line->values[i]))
			buf_printf(b, "<line x1=\"%.2f%%\" y1=\"%.1f\" x2=\"%.2f%%\" y2=\"%.1f\"/>",
				   x_of(s, i - 1), y_of(s, line->values[i - 1]), x_of(s, i),
				   y_of(s, line->values[i]));
	}
	buf_puts(b, "</g>");
	for (int i = 0; i < axis->n; i++) {
		if (isfinite(line->values[i])) {
			put_point(b, axis, s, line, i);
			last = i;
		}
	}
	if (last < 0 || text_empty(line->text))
		return;
	double x = x_of(s, last), y = y_of(s, line->values[last]);
	buf_printf(b, "<text x=\"%.2f%%\" y=\"%.1f\" font-weight=\"600\" text-anchor=\"%s\">", x,
		   y < TOP + 12 ? y + 20 : y - 10,
		   x > 85   ? "end"
		   : x < 15 ? "start"
			    : "middle");
	xml_puts(b, line->text);
	buf_puts(b, "</text>");
}

void chart_lines(struct buf *b, const char *label, const struct chart_axis *axis,
		 const struct chart_line *lines, int n_lines)
{
	struct scale s = scale_of(axis, lines, n_lines);
	buf_printf(b,
		   "<svg class=\"chart-lines\" width=\"100%%\" height=\"%d\" font-size=\".875rem\" "
		   "fill=\"currentColor\" role=\"img\" aria-label=\"",
		   HEIGHT);
	xml_puts(b, label);
	buf_puts(b, "\">");
	put_grid(b, axis, &s);
	put_ticks(b, axis, &s);
	put_target(b, axis, &s);
	for (int k = 0; k < n_lines; k++)
		put_line(b, axis, &s, &lines[k]);
	buf_puts(b, "</svg>");
}

void chart_spark(struct buf *b, const char *label, const double *values, int n,
		 enum chart_tone tone)
{
	double low = INFINITY, high = -INFINITY;
	for (int i = 0; i < n; i++) {
		if (isfinite(values[i])) {
			low = fmin(low, values[i]);
			high = fmax(high, values[i]);
		}
	}
	buf_puts(b, "<svg class=\"chart-spark\" viewBox=\"0 0 96 24\" width=\"96\" height=\"24\" "
		    "fill=\"none\" role=\"img\" aria-label=\"");
	xml_puts(b, label);
	buf_printf(b,
		   "\"><path class=\"%s\" stroke-width=\"2\" stroke-linejoin=\"round\" "
		   "stroke-linecap=\"round\" d=\"",
		   stroke(tone));
	bool pen_down = false;
	for (int i = 0; i < n; i++) {
		if (isfinite(values[i])) {
			double part = high > low ? (values[i] - low) / (high - low) : 0.5;
			buf_printf(b, "%c%.1f %.1f", pen_down ? 'L' : 'M',
				   n > 1 ? 2 + i * 92.0 / (n - 1) : 48, 21 - part * 18);
		}
		pen_down = isfinite(values[i]);
	}
	buf_puts(b, "\"/></svg>");
}
