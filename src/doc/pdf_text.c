#include "doc/pdf_text.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

/* One cluster: what the shaper draws as one, mostly a character. */
struct piece {
	size_t at; /* byte */
	uint32_t c;
	double width;
};

struct pieces {
	struct piece *p; /* n, and one more for the end */
	int n;
};

static const char no_start[] = "，。、；：？！）》」』】〕〉’”…‰％℃·,.;:?!)]}%";
static const char no_end[] = "（《「『【〔〈‘“([{￥$";

static bool is_in(const char *set, uint32_t c)
{
	for (struct str s = str_of(set); s.n > 0;) {
		size_t n;
		if (utf8_get(s, &n) == c)
			return true;
		s = str_skip(s, n);
	}
	return false;
}

/* Full-width marks whose blank half may shrink. */
static bool is_closing(uint32_t c)
{
	return is_in("，。、；：？！）》」』】〕〉’”", c);
}

static bool is_opening(uint32_t c)
{
	return is_in("（《「『【〔〈‘“", c);
}

static bool is_word(uint32_t c) /* Latin, Greek, Cyrillic letters, figures and what joins them */
{
	return c > 0x20 && c < 0x1100 && !is_in("·‘’“”", c);
}

static bool may_break(uint32_t before, uint32_t c)
{
	if (before == ' ')
		return c != ' ';
	if (is_in(no_start, c) || c == ' ' || is_in(no_end, before))
		return false;
	if (is_word(before) && is_word(c))
		return false;
	if (before >= '0' && before <= '9' && is_in("年月日号", c))
		return false;
	return !(before == c && (c == 0x2014 || c == 0x2026 || c == 0x2500)); /* —— …… ── */
}

static void add_font(PangoAttrList *list, struct setter *s, struct text_style style, size_t from,
		     size_t to)
{
	if (from >= to)
		return;
	PangoFontDescription *d = pdf_font(s->fonts, style.face, style.size);
	PangoAttribute *a = pango_attr_font_desc_new(d);
	a->start_index = (guint)from;
	a->end_index = (guint)to;
	pango_attr_list_insert(list, a);
	pango_font_description_free(d);
}

/* A layout of bytes from…to in one line; the caller unrefs. */
static PangoLayout *shape(struct setter *s, const struct text *t, size_t from, size_t to)
{
	PangoLayout *l = pango_layout_new(s->context);
	PangoAttrList *list = pango_attr_list_new();
	size_t head = t->head < from ? 0 : t->head - from;
	if (head > to - from)
		head = to - from;
	pango_layout_set_text(l, t->s.p + from, (int)(to - from));
	pango_layout_set_single_paragraph_mode(l, TRUE);
	pango_layout_set_auto_dir(l, FALSE);
	add_font(list, s, t->head_style, 0, head);
	add_font(list, s, t->style, head, to - from);
	pango_layout_set_attributes(l, list);
	pango_attr_list_unref(list);
	return l;
}

static const struct text_style *style_at(const struct text *t, size_t at)
{
	return at < t->head ? &t->head_style : &t->style;
}

/* A full character takes its cell instead of its own width. */
static double cell_change(const struct text *t, size_t at, double natural)
{
	const struct text_style *st = style_at(t, at);
	bool full = natural > st->size * 0.95 && natural < st->size * 1.05;
	return st->cell > 0 && full ? st->cell - natural : 0;
}

static struct pieces measure(struct setter *s, const struct text *t)
{
	struct pieces m = {.p = NEW_N(s->arena, struct piece, t->s.n + 1)};
	PangoLayout *l = shape(s, t, 0, t->s.n);
	PangoLayoutIter *i = pango_layout_get_iter(l);
	if (t->s.n > 0) {
		do {
			PangoRectangle r;
			size_t n, at = (size_t)pango_layout_iter_get_index(i);
			if (!pango_layout_iter_get_run_readonly(i) || at >= t->s.n)
				continue;
			pango_layout_iter_get_cluster_extents(i, NULL, &r);
			uint32_t c = utf8_get(str_skip(t->s, at), &n);
			double natural = c == '\n' ? 0 : (double)r.width / PANGO_SCALE;
			m.p[m.n++] = (struct piece){at, c, natural + cell_change(t, at, natural)};
		} while (pango_layout_iter_next_cluster(i));
	}
	m.p[m.n].at = t->s.n;
	pango_layout_iter_free(i);
	g_object_unref(l);
	return m;
}

/* Trailing blanks hang over the end and take no room. */
static double trimmed_width(const struct pieces *m, int from, int to)
{
	double width = 0;
	while (to > from && (m->p[to - 1].c == ' ' || m->p[to - 1].c == '\n'))
		to--;
	for (int i = from; i < to; i++)
		width += m->p[i].width;
	return width;
}

/* How many closing marks stand at k, if they may be squeezed into the line before. */
static int squeezable(const struct pieces *m, int k)
{
	int n = 0;
	while (k + n < m->n && n < 3 && is_in(no_start, m->p[k + n].c))
		n++;
	bool ends_well = k + n == m->n || may_break(m->p[k + n - (n > 0)].c, m->p[k + n].c);
	return n <= 2 && ends_well ? n : 0;
}

/* The end of the line that begins at `from`. */
static int line_end(const struct pieces *m, int from, double room)
{
	int k = from;
	double width = 0;
	while (k < m->n && (width + m->p[k].width <= room + 0.05 || m->p[k].c == ' ')) {
		if (m->p[k].c == '\n')
			return k + 1;
		width += m->p[k++].width;
	}
	if (k == m->n)
		return k;
	int extra = k > from + 4 ? squeezable(m, k) : 0;
	if (extra > 0)
		return k + extra;
	int end = k;
	while (end > from + 1 && !may_break(m->p[end - 1].c, m->p[end].c))
		end--;
	if (end <= from + 1 && !(end == from + 1 && may_break(m->p[end - 1].c, m->p[end].c)))
		end = k > from ? k : from + 1; /* a word wider than the line */
	return end;
}

struct text_lines text_break(struct setter *s, const struct text *t, double width, double indent)
{
	struct pieces m = measure(s, t);
	struct text_lines out = {.line = NEW_N(s->arena, struct text_line, (size_t)m.n + 1)};
	int from = 0;
	do {
		int to = line_end(&m, from, width - (out.n == 0 ? indent : 0));
		bool last = to == m.n || m.p[to - 1].c == '\n';
		out.line[out.n++] = (struct text_line){m.p[from].at, m.p[to].at,
						       trimmed_width(&m, from, to), last};
		from = to;
	} while (from < m.n);
	return out;
}

double text_width(struct setter *s, const struct text *t)
{
	struct pieces m = measure(s, t);
	return trimmed_width(&m, 0, m.n);
}

/* --- drawing --- */

/* How a line is brought to its width: every gap by `gap`, every mark's blank half by `blank`. */
struct fit {
	double gap, blank;
};

static struct fit fit_line(const struct text *t, const struct text_line *line, double width)
{
	struct fit fit = {0};
	int marks = 0, gaps = 0;
	struct str s = {t->s.p + line->from, line->to - line->from};
	double missing = width - line->width;
	if (width <= 0 || (line->last && missing >= 0) ||
	    missing > style_at(t, line->from)->size * 3)
		return fit;
	while (s.n > 0) {
		size_t n;
		uint32_t c = utf8_get(s, &n);
		marks += is_opening(c) || is_closing(c);
		gaps++;
		s = str_skip(s, n);
	}
	if (missing < 0 && marks > 0) {
		fit.blank = fmax(missing / marks, style_at(t, line->from)->size * -0.45);
		missing -= fit.blank * marks;
	}
	if (gaps > 1)
		fit.gap = missing / (gaps - 1);
	return fit;
}

static void fit_glyph(PangoGlyphInfo *g, double change, double shift)
{
	g->geometry.width += (int)lround(change * PANGO_SCALE);
	g->geometry.x_offset += (int)lround(shift * PANGO_SCALE);
}

/* Moves the clusters of one run; pango draws them at the changed widths. */
static void fit_run(PangoGlyphItem *run, const struct text *t, const struct text_line *line,
		    struct fit fit)
{
	for (int i = 0; i < run->glyphs->num_glyphs; i++) {
		PangoGlyphInfo *g = &run->glyphs->glyphs[i];
		size_t n, at = line->from + (size_t)run->item->offset +
			       (size_t)run->glyphs->log_clusters[i];
		if (!g->attr.is_cluster_start || at >= t->s.n)
			continue;
		uint32_t c = utf8_get(str_skip(t->s, at), &n);
		double cell = cell_change(t, at, (double)g->geometry.width / PANGO_SCALE);
		double blank = is_opening(c) || is_closing(c) ? fit.blank : 0;
		fit_glyph(g, cell + fit.gap + blank, cell / 2 + (is_opening(c) ? blank : 0));
	}
}

void text_draw(struct setter *s, cairo_t *cr, const struct text *t, const struct text_line *line,
	       double x, double y, double width)
{
	size_t to = line->to;
	if (to > line->from && t->s.p[to - 1] == '\n')
		to--;
	if (to <= line->from)
		return;
	PangoLayout *l = shape(s, t, line->from, to);
	PangoLayoutLine *set = pango_layout_get_line(l, 0);
	struct fit fit = fit_line(t, line, width);
	for (GSList *r = set->runs; r; r = r->next)
		fit_run(r->data, t, line, fit);
	/* the ink of a Han character is centred 0.38 em above the baseline */
	cairo_move_to(cr, x, y + 0.38 * style_at(t, line->from)->size);
	pango_cairo_show_layout_line(cr, set);
	g_object_unref(l);
}
