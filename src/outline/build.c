/* Stage 10: nodes with their titles, bodies and places. */
#include <string.h>

#include "outline/work.h"

struct builder {
	struct work *w;
	struct outline_node *node; /* NULL: still in the preamble */
	size_t room;
	struct buf text; /* of the node, paragraphs parted by \n */
	bool implicit;	 /* paragraphs under it are points of their own */
	bool complete;	 /* the node came from a table row with title and body */
};

static bool latin(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Trailing marks that part one item from the next are no part of a title. */
static struct str clean_title(struct str s)
{
	static const char *const marks[] = {"；", ";", "，", ",", "、", "：", NULL};
	const char *hit;
	s = trim(s);
	while ((hit = ends_any(s, marks)))
		s = trim(str_head(s, s.n - strlen(hit)));
	return s;
}

static const char *text_or_null(struct arena *a, struct str s)
{
	s = trim(s);
	return s.n ? str_dup(a, s) : NULL;
}

static void close_node(struct builder *b)
{
	struct work *w = b->w;
	struct str s = trim(buf_slice(&b->text)), first = s;
	size_t cut;
	if (!b->node) {
		w->out->preamble = text_or_null(w->a, s);
		return;
	}
	if (b->complete) {
		if (s.n)
			b->node->body = b->node->body ? arena_printf(w->a, "%s\n%s", b->node->body,
								     str_dup(w->a, s))
						      : str_dup(w->a, s);
		return;
	}
	const char *line_end = s.n ? memchr(s.p, '\n', s.n) : NULL;
	if (line_end)
		first.n = (size_t)(line_end - s.p);
	size_t at = title_end(first, &cut);
	b->node->title = text_or_null(w->a, clean_title(str_head(first, at)));
	b->node->body = text_or_null(w->a, str_skip(s, at + cut));
}

static struct outline_node *open_node(struct builder *b, int level, const char *number, size_t from)
{
	struct outline *o = b->w->out;
	close_node(b);
	o->nodes = grown(b->w->a, o->nodes, o->n_nodes, &b->room, sizeof(*o->nodes));
	b->node = &o->nodes[o->n_nodes++];
	*b->node =
		(struct outline_node){.level = level, .number = number, .from = from, .to = from};
	b->text.n = 0;
	b->complete = false;
	return b->node;
}

static void append(struct builder *b, struct str s, bool glue)
{
	struct work *w = b->w;
	s = trim(s);
	if (!s.n)
		return;
	struct str before = buf_slice(&b->text);
	if (before.n && !glue)
		buf_char(&b->text, '\n');
	else if (before.n && latin(last_char(before)) && latin(first_char(s)))
		buf_char(&b->text, ' ');
	buf_str(&b->text, s);
	if (b->node)
		b->node->to = orig_offset(w, clean_offset(w, s) + s.n - 1) + 1;
}

/* ２ ⒉ ⑵ ② as 2, ㈡ as 二; others as printed. */
static const char *number_text(struct arena *a, const struct marker *m)
{
	static const char *const tens[] = {"一", "二", "三", "四", "五",
					   "六", "七", "八", "九", "十"};
	uint32_t c = first_char(m->number);
	if (!m->number.n)
		return NULL;
	if (c >= 0x3220 && c < 0x322a)
		return tens[c - 0x3220];
	if ((c >= 0x2460 && c < 0x249c) || (c >= 0x24f5 && c < 0x24ff) ||
	    (c >= 0x2776 && c < 0x2780) || (c >= 0x3251 && c < 0x3260))
		return arena_printf(a, "%d", m->value);
	char *text = str_dup(a, m->number);
	size_t n, used = 0;
	for (struct str s = m->number; s.n; s = str_skip(s, n)) {
		c = utf8_get(s, &n);
		if ((c >= 0xff10 && c <= 0xff19) || c == 0xff0e) {
			text[used++] = (char)(c - 0xfee0);
		} else {
			memmove(text + used, s.p, n);
			used += n;
		}
	}
	text[used] = 0;
	return text;
}

static void open_mark(struct builder *b, const struct mark *k)
{
	struct work *w = b->w;
	size_t from = orig_offset(w, k->at);
	open_node(b, k->level, number_text(w->a, &k->m), from);
	b->node->to = k->m.length ? orig_offset(w, k->at + k->m.length - 1) + 1 : from;
	b->implicit = w->time_points && style_is_time(k->m.style);
}

/* 1月：召开…: what follows the month is a point. */
static void append_implicit(struct builder *b, struct str s, bool glue, bool head)
{
	size_t cut, at = head ? title_end(s, &cut) : 0;
	if (head) {
		append(b, str_head(s, at), false);
		s = trim(str_skip(s, at + cut));
	}
	if (!s.n)
		return;
	if (!glue && s.n) {
		open_node(b, OUTLINE_POINT, NULL, orig_offset(b->w, clean_offset(b->w, s)));
	}
	append(b, s, glue);
}

static void build_line(struct builder *b, const struct line *l, size_t *k)
{
	struct work *w = b->w;
	size_t start = clean_offset(w, l->s), end = start + l->s.n, at = start;
	bool glue = l->continues, head = false;
	for (;;) {
		while (*k < w->n_marks && (!w->marks[*k].accepted || w->marks[*k].at < at))
			++*k;
		bool more = *k < w->n_marks && w->marks[*k].at < end;
		size_t to = more ? w->marks[*k].at : end;
		struct str part = {w->clean.p + at, to - at};
		if (b->implicit)
			append_implicit(b, trim(part), glue, head);
		else
			append(b, part, glue);
		if (!more)
			return;
		open_mark(b, &w->marks[*k]);
		at = w->marks[*k].at + w->marks[*k].m.length;
		head = true;
		glue = false;
		++*k;
	}
}

/* Nodes that a table row gave; text behind the table goes to the last of them. */
static void build_rows(struct builder *b, const struct line *l)
{
	for (size_t i = 0; i < l->n_row_nodes; i++) {
		const struct outline_node *row = &l->row_nodes[i];
		*open_node(b, row->level, row->number, row->from) = *row;
		b->complete = true;
	}
}

void work_build(struct work *w)
{
	struct builder b = {.w = w, .text = buf_in(w->a)};
	size_t k = 0;
	for (size_t i = next_line(w, SIZE_MAX); i < w->n_lines; i = next_line(w, i)) {
		if (w->lines[i].n_row_nodes)
			build_rows(&b, &w->lines[i]);
		else
			build_line(&b, &w->lines[i], &k);
	}
	close_node(&b);
}
