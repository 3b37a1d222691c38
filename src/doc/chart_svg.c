#include "doc/chart_svg.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/xml_text.h"

static const char *const tones[] = {
	[CHART_INFO] = "info", [CHART_OK] = "ok",	[CHART_WARN] = "warn", [CHART_BAD] = "bad",
	[CHART_MUTE] = "mute", [CHART_BRAND] = "brand", [CHART_GOLD] = "gold",
};

static const char *tone(enum chart_tone t)
{
	return (size_t)t < sizeof(tones) / sizeof(tones[0]) ? tones[t] : "info";
}

static double clean(double v)
{
	return isfinite(v) && v > 0 ? v : 0;
}

static double percent_of(double v, double full)
{
	double p = full > 0 ? clean(v) * 100 / full : 0;
	return p > 100 ? 100 : p;
}

/* At most two decimals, none when whole. */
static void put_number(struct buf *b, double v)
{
	char text[340];
	snprintf(text, sizeof(text), "%.2f", isfinite(v) ? v : 0.0);
	char *end = text + strlen(text);
	while (end[-1] == '0')
		*--end = 0;
	if (end[-1] == '.')
		end[-1] = 0;
	buf_puts(b, strcmp(text, "-0") == 0 ? "0" : text);
}

/* name="12.5%" or name="12.5" */
static void put_attr(struct buf *b, const char *name, double v, const char *unit)
{
	buf_printf(b, " %s=\"", name);
	put_number(b, v);
	buf_puts(b, unit);
	buf_char(b, '"');
}

static void put_label(struct buf *b, const char *label)
{
	buf_puts(b, " role=\"img\" aria-label=\"");
	xml_puts(b, label);
	buf_puts(b, "\">");
}

/* An svg whose width follows its place and whose height is fixed, so that text is never scaled. */
static void open_wide(struct buf *b, const char *class, int height, const char *label)
{
	buf_printf(b,
		   "<svg class=\"%s\" width=\"100%%\" height=\"%d\" font-size=\"13\" "
		   "fill=\"currentColor\"",
		   class, height);
	put_label(b, label);
}

static bool open_item(struct buf *b, const char *href, const char *title, const char *text)
{
	bool linked = !text_empty(href);
	if (linked) {
		buf_puts(b, "<a href=\"");
		xml_puts(b, href);
		buf_puts(b, "\">");
	}
	buf_puts(b, "<g><title>");
	xml_puts(b, title);
	buf_char(b, ' ');
	xml_puts(b, text);
	buf_puts(b, "</title>");
	return linked;
}

static void close_item(struct buf *b, bool linked)
{
	buf_puts(b, linked ? "</g></a>" : "</g>");
}

/* x in percent, y in pixels; `more` are further attributes. */
static void put_text(struct buf *b, double x, double y, const char *more, const char *text)
{
	buf_puts(b, "<text");
	put_attr(b, "x", x, "%");
	put_attr(b, "y", y, "");
	buf_puts(b, more);
	buf_char(b, '>');
	xml_puts(b, text);
	buf_puts(b, "</text>");
}

static void put_rect(struct buf *b, const char *class, double x, double width, double y, int height,
		     int round)
{
	buf_printf(b, "<rect class=\"f-%s\"", class);
	put_attr(b, "x", x, "%");
	put_attr(b, "width", width, "%");
	put_attr(b, "y", y, "");
	buf_printf(b, " height=\"%d\"", height);
	if (round > 0)
		buf_printf(b, " rx=\"%d\"", round);
	buf_puts(b, "/>");
}

static const char *shown(struct buf *b, const char *text, double value)
{
	if (!text_empty(text))
		return text;
	struct buf own = buf_in(b->arena);
	put_number(&own, value);
	return buf_text(&own);
}

/* Room on a phone; the title has the whole. */
static const char *clipped(struct buf *b, const char *label)
{
	return utf8_clip(b->arena, label, 16);
}

/* --- bars --- */

enum { ROW = 44, TEXT_Y = 17, BAR_Y = 25, BAR = 10 }; /* a finger's height a row */
#define RIGHT " text-anchor=\"end\" font-weight=\"600\""

void chart_bars(struct buf *b, const char *label, const struct chart_item *items, int n,
		double full)
{
	double most = full;
	for (int i = 0; full <= 0 && i < n; i++)
		most = fmax(most, clean(items[i].value));
	open_wide(b, "chart-bars", n * ROW, label);
	for (int i = 0; i < n; i++) {
		const struct chart_item *it = &items[i];
		const char *text = shown(b, it->text, it->value);
		bool linked = open_item(b, it->href, it->label, text);
		put_text(b, 0, i * ROW + TEXT_Y, "", clipped(b, it->label));
		put_text(b, 100, i * ROW + TEXT_Y, RIGHT, text);
		put_rect(b, "track", 0, 100, i * ROW + BAR_Y, BAR, 3);
		put_rect(b, tone(it->tone), 0, percent_of(it->value, most), i * ROW + BAR_Y, BAR,
			 3);
		close_item(b, linked);
	}
	buf_puts(b, "</svg>");
}

void chart_progress(struct buf *b, const char *label, double percent, double mark,
		    enum chart_tone t)
{
	buf_puts(b, "<svg class=\"pbar\"");
	put_label(b, label);
	buf_puts(b, "<rect class=\"bg\" x=\"0\" y=\"2\" width=\"100%\" height=\"6\" rx=\"3\"/>");
	put_rect(b, tone(t), 0, percent_of(percent, 100), 2, 6, 3);
	if (mark >= 0) {
		buf_puts(b, "<line class=\"mk\" y1=\"0\" y2=\"10\"");
		put_attr(b, "x1", percent_of(mark, 100), "%");
		put_attr(b, "x2", percent_of(mark, 100), "%");
		buf_puts(b, "/>");
	}
	buf_puts(b, "</svg>");
}

static double sum_of(const double *values, int n)
{
	double sum = 0;
	for (int i = 0; i < n; i++)
		sum += clean(values[i]);
	return sum;
}

/* "正常 3，偏慢 2": what the row's title says. */
static const char *stack_title(struct buf *b, const struct chart_part *parts, int n,
			       const double *values)
{
	struct buf own = buf_in(b->arena);
	for (int i = 0; i < n; i++) {
		buf_printf(&own, "%s%s ", i ? "，" : "", parts[i].name);
		put_number(&own, clean(values[i]));
	}
	return buf_text(&own);
}

void chart_stacked(struct buf *b, const char *label, const struct chart_part *parts, int n_parts,
		   const struct chart_stack *rows, int n, bool even)
{
	double most = 0;
	for (int i = 0; i < n; i++)
		most = fmax(most, sum_of(rows[i].values, n_parts));
	open_wide(b, "chart-bars", n * ROW, label);
	for (int i = 0; i < n; i++) {
		double sum = sum_of(rows[i].values, n_parts), at = 0;
		bool linked = open_item(b, rows[i].href, rows[i].label,
					stack_title(b, parts, n_parts, rows[i].values));
		put_text(b, 0, i * ROW + TEXT_Y, "", clipped(b, rows[i].label));
		put_text(b, 100, i * ROW + TEXT_Y, RIGHT, shown(b, rows[i].text, sum));
		put_rect(b, "track", 0, 100, i * ROW + BAR_Y, BAR, 0);
		for (int k = 0; k < n_parts; k++) {
			double width = percent_of(rows[i].values[k], even ? sum : most);
			if (width > 0)
				put_rect(b, tone(parts[k].tone), at, width, i * ROW + BAR_Y, BAR,
					 0);
			at += width;
		}
		close_item(b, linked);
	}
	buf_puts(b, "</svg>");
}

/* --- rings --- */

enum { RING = 52 }; /* radius, in a square of 120 */

static void open_ring(struct buf *b, const char *label)
{
	buf_puts(b, "<svg class=\"ring\" viewBox=\"0 0 120 120\"");
	put_label(b, label);
	buf_printf(b, "<circle class=\"s-track\" cx=\"60\" cy=\"60\" r=\"%d\"/>", RING);
}

/* From `from` percent of the circle, `length` percent long, beginning at the top. */
static void put_arc(struct buf *b, enum chart_tone t, const char *class, double from, double length)
{
	buf_printf(b,
		   "<circle class=\"%ss-%s\" cx=\"60\" cy=\"60\" r=\"%d\" pathLength=\"100\" "
		   "stroke-dasharray=\"",
		   class, tone(t), RING);
	put_number(b, length);
	buf_puts(b, " 100\" transform=\"rotate(");
	put_number(b, from * 3.6 - 90);
	buf_puts(b, " 60 60)\"/>");
}

static void close_ring(struct buf *b, const char *big, const char *small)
{
	if (!text_empty(big)) {
		buf_puts(b, "<text x=\"60\" y=\"64\" text-anchor=\"middle\" font-size=\"25\" "
			    "font-weight=\"600\">");
		xml_puts(b, big);
		buf_puts(b, "</text>");
	}
	if (!text_empty(small)) {
		buf_puts(b, "<text x=\"60\" y=\"81\" text-anchor=\"middle\" font-size=\"9.5\" "
			    "opacity=\".75\">");
		xml_puts(b, small);
		buf_puts(b, "</text>");
	}
	buf_puts(b, "</svg>");
}

void chart_ring(struct buf *b, const char *label, double percent, double mark, enum chart_tone t,
		const char *big, const char *small)
{
	open_ring(b, label);
	if (percent_of(percent, 100) > 0)
		put_arc(b, t, "v ", 0, percent_of(percent, 100));
	if (mark >= 0) {
		buf_puts(b, "<line x1=\"60\" y1=\"1\" x2=\"60\" y2=\"15\" stroke=\"currentColor\" "
			    "stroke-width=\"2\" "
			    "transform=\"rotate(");
		put_number(b, percent_of(mark, 100) * 3.6);
		buf_puts(b, " 60 60)\"/>");
	}
	close_ring(b, big, small);
}

void chart_donut(struct buf *b, const char *label, const struct chart_item *items, int n,
		 const char *big, const char *small)
{
	double sum = 0, at = 0;
	for (int i = 0; i < n; i++)
		sum += clean(items[i].value);
	open_ring(b, label);
	for (int i = 0; i < n; i++) {
		double share = percent_of(items[i].value, sum);
		if (share <= 0)
			continue;
		bool linked = open_item(b, items[i].href, items[i].label,
					shown(b, items[i].text, items[i].value));
		put_arc(b, items[i].tone, "", at, share);
		close_item(b, linked);
		at += share;
	}
	close_ring(b, big, small);
}
