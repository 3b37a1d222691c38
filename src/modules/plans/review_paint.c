/* The original text as HTML, with what was recognised in it marked and linked to the outline. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "http/html.h"
#include "import.sql.h"
#include "modules/plans/review_view.h"
#include "text/wordhints.h"

enum paint { PAINT_SECTION = 1, PAINT_POINT, PAINT_FIGURE, PAINT_TASK, PAINT_DROPPED, PAINT_HEAD };

struct mark {
	size_t from, to;
	enum paint paint;
	int64_t node; /* 0: of none */
	bool first; /* carries the anchor of its node */
};

struct painter {
	struct arena *a;
	struct str source;
	struct mark *marks;
	size_t n, room, end; /* end: marks must not begin before it within a node */
};

static void add(struct painter *p, size_t from, size_t to, enum paint paint, int64_t node, bool first)
{
	if (from >= to || to > p->source.n)
		return;
	if (p->n == p->room) {
		struct mark *more = NEW_N(p->a, struct mark, p->room ? p->room * 2 : 256);
		if (p->n)
			memcpy(more, p->marks, p->n * sizeof(*more));
		p->marks = more;
		p->room = p->room ? p->room * 2 : 256;
	}
	p->marks[p->n++] = (struct mark){from, to, paint, node, first};
}

/* Times and amounts, which become dates and targets. */
static const char *const units[] = {"月底前", "月底", "月", "日前", "日", "年", "场次", "场", "人次", "次", "期", "个工作日", "个", "名",
				     "人", "件", "项", "家", "%", "％", "万元", "元", "小时", "天"};
static const char *const times[] = {"上半年", "下半年", "一季度", "二季度", "三季度", "四季度", "每季度", "每月", "按季", "按月", "年底前", "年底"};

static size_t listed(struct str s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_starts(s, list[i]))
			return strlen(list[i]);
	return 0;
}

static size_t figure_at(struct str s)
{
	size_t n = listed(s, times, sizeof(times) / sizeof(times[0])), unit;
	if (n)
		return n;
	while (n < s.n && ((s.p[n] >= '0' && s.p[n] <= '9') || (n && s.p[n] == '.')))
		n++;
	unit = n ? listed(str_skip(s, n), units, sizeof(units) / sizeof(units[0])) : 0;
	return unit ? n + unit : 0;
}

static void figures(struct painter *p, size_t from, size_t to, int64_t node)
{
	for (size_t i = from; i < to;) {
		size_t n = figure_at(str_head(str_skip(p->source, i), to - i)), length;
		if (n)
			add(p, i, i + n, PAINT_FIGURE, node, false);
		utf8_get(str_skip(p->source, i), &length);
		i += n ? n : length;
	}
}

/* Where the title of a node ends in the text; its first line when it was changed. */
static size_t title_end(struct str source, const struct plan_node *n)
{
	size_t at, end, from = (size_t)n->starts_at, to = (size_t)n->ends_at;
	if (review_find(source, from, to, str_of(n->title), &at, &end))
		return end;
	struct str rest = str_head(str_skip(source, from), to - from);
	size_t line = str_find(rest, "\n"), stop = str_find(rest, "。");
	size_t n_bytes = line < stop ? line : stop;
	return n_bytes == SIZE_MAX ? to : from + n_bytes;
}

static void paint_node(struct painter *p, const struct plan_node *n)
{
	size_t from = (size_t)n->starts_at, to = (size_t)n->ends_at;
	if (from >= to || to > p->source.n)
		return;
	size_t end = title_end(p->source, n), last = end;
	add(p, from, end, n->level <= NODE_SUBSECTION ? PAINT_SECTION : PAINT_POINT, n->id, true);
	struct str body = str_head(str_skip(p->source, end), to - end);
	struct task_hints hints = text_tasks(p->a, body);
	for (size_t i = 0; i < hints.count; i++) {
		size_t at = end + hints.hint[i].span.at;
		if (at < last)
			continue;
		figures(p, last, at, n->id);
		last = at + hints.hint[i].span.n;
		add(p, at, last, PAINT_TASK, n->id, false);
	}
	figures(p, last, to, n->id);
}

static int by_place(const void *x, const void *y)
{
	const struct mark *a = x, *b = y;
	return a->from != b->from ? (a->from < b->from ? -1 : 1) : (a->to > b->to) - (a->to < b->to);
}

static void collect(struct painter *p, const struct review_page *v)
{
	size_t at, end, n;
	if (!v->text_from && review_find(p->source, 0, p->source.n < 4000 ? p->source.n : 4000, str_of(v->plan->title), &at, &end))
		add(p, at, end, PAINT_HEAD, 0, false);
	for (size_t i = v->first; i < v->last; i++)
		paint_node(p, v->nodes[i]);
	struct plan_dropped_of *pieces = q_plan_dropped_of(v->r->db, p->a, v->plan->id, &n);
	for (size_t i = 0; i < n; i++)
		if (pieces[i].at >= 0 && !pieces[i].restored)
			add(p, (size_t)pieces[i].at, (size_t)pieces[i].at + strlen(pieces[i].piece), PAINT_DROPPED, 0, false);
	if (p->n)
		qsort(p->marks, p->n, sizeof(*p->marks), by_place);
}

/* ---- writing ---- */

struct writing {
	struct buf *o;
	const char *tag; /* of the open paragraph; NULL: none */
};

static void line_end(struct writing *w)
{
	if (w->tag)
		buf_printf(w->o, "</%s>", w->tag);
	w->tag = NULL;
}

static void line_open(struct writing *w, const char *tag)
{
	if (w->tag)
		return;
	w->tag = tag;
	buf_printf(w->o, "<%s>", tag);
}

static void marked(struct writing *w, struct str text, const struct mark *m, bool first)
{
	static const char *const classes[] = {"", "hl-1", "hl-2", "hl-3", "hl-4", "hl-x", ""};
	line_open(w, m && m->paint == PAINT_HEAD ? "h2" : m && m->paint == PAINT_SECTION ? "h3" : "p");
	if (!m || m->paint == PAINT_HEAD) {
		html_str(w->o, text);
	} else if (!m->node) {
		buf_printf(w->o, "<s class=\"%s\">", classes[m->paint]);
		html_str(w->o, text);
		buf_puts(w->o, "</s>");
	} else {
		buf_printf(w->o, "<a class=\"hl %s\" href=\"#n-%lld\" data-pair=\"n-%lld\"", classes[m->paint], (long long)m->node,
			   (long long)m->node);
		if (first)
			buf_printf(w->o, " id=\"s-%lld\"", (long long)m->node);
		buf_char(w->o, '>');
		html_str(w->o, text);
		buf_puts(w->o, "</a>");
	}
}

/* Text with line ends becomes paragraphs; a mark across a line end goes on behind it. */
static void put(struct writing *w, struct str text, const struct mark *m)
{
	bool first = m && m->first;
	while (text.n) {
		size_t n = 0;
		while (n < text.n && text.p[n] != '\n')
			n++;
		struct str line = str_head(text, n);
		if (str_trim(line).n) {
			marked(w, w->tag ? line : str_trim(line), m, first);
			first = false;
		}
		if (n < text.n) {
			line_end(w);
			n++;
		}
		text = str_skip(text, n);
	}
}

void review_source(struct buf *o, const struct review_page *v)
{
	struct painter p = {.a = v->r->arena, .source = str_of(v->plan->source)};
	struct writing w = {.o = o};
	size_t at = v->text_from;
	collect(&p, v);
	for (size_t i = 0; i < p.n && at < v->text_to; i++) {
		const struct mark *m = &p.marks[i];
		if (m->from < at || m->to > v->text_to)
			continue;
		put(&w, str_head(str_skip(p.source, at), m->from - at), NULL);
		put(&w, str_head(str_skip(p.source, m->from), m->to - m->from), m);
		at = m->to;
	}
	put(&w, str_head(str_skip(p.source, at), v->text_to > at ? v->text_to - at : 0), NULL);
	line_end(&w);
}
