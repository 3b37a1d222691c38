#include "doc/pdf_page.h"

/* Headings, paragraphs, items, quotes, figures. */

static const double two = 2 * CHAR_PITCH; /* the indent of a paragraph */

static enum typeface level_face(int level)
{
	static const enum typeface faces[] = {FACE_BODY, FACE_HEI, FACE_KAI, FACE_BODY, FACE_BODY};
	return faces[level >= 0 && level <= 4 ? level : 0];
}

/*
 * Lines of the last paragraph before the signature: when the signature would
 * stand alone on a page, two lines (or the whole paragraph) go over with it.
 */
static void put_last_lines(struct pen *p, const struct text *t, struct text_lines lines,
			   double indent)
{
	double end = pdf_end_height(p);
	double room = BODY_HEIGHT - p->y - lines.n * LINE_PITCH;
	int stay = lines.n;
	if (room >= -0.1 && room < end)
		stay = lines.n > 3 ? lines.n - 2 : 0;
	struct text_lines first = {lines.line, stay}, rest = {lines.line + stay, lines.n - stay};
	pen_lines(p, t, first, 0, BODY_WIDTH, indent, LINE_PITCH);
	if (rest.n > 0 && !p->fresh)
		pen_new_page(p);
	pen_lines(p, t, rest, 0, BODY_WIDTH, stay ? 0 : indent, LINE_PITCH);
}

static struct text_lines para_lines(struct pen *p, const struct paper_block *b, struct text *t)
{
	*t = pen_body(FACE_BODY, arena_printf(p->set.arena, "%s%s", b->head, b->text));
	t->head = str_of(b->head).n;
	t->head_style = (struct text_style){level_face(b->level), SIZE_3, CHAR_PITCH};
	return text_break(&p->set, t, BODY_WIDTH, two);
}

/* The paragraph before the signature. */
static bool is_last(const struct pen *p, const struct paper_block *b)
{
	return p->closing && b->kind == PAPER_PARA && (!b->next || b->next->kind == PAPER_ANNEX);
}

static void put_para(struct pen *p, const struct paper_block *b)
{
	struct text t;
	struct text_lines lines = para_lines(p, b, &t);
	if (is_last(p, b))
		put_last_lines(p, &t, lines, two);
	else
		pen_lines(p, &t, lines, 0, BODY_WIDTH, two, LINE_PITCH);
	if (!text_empty(b->head))
		pen_bookmark(p, b->level, b->head);
}

/* A heading stays with the line that follows it, and with a last paragraph so short that it goes over whole with the signature. */
static void put_heading(struct pen *p, const struct paper_block *b)
{
	struct text t = pen_body(level_face(b->level), b->head), next;
	struct text_lines lines = text_break(&p->set, &t, BODY_WIDTH, two);
	double after = LINE_PITCH;
	if (b->next && is_last(p, b->next)) {
		int n = para_lines(p, b->next, &next).n;
		after = n > 3 ? after : n * LINE_PITCH + pdf_end_height(p);
	}
	if (!p->fresh && !pen_fits(p, lines.n * LINE_PITCH + after))
		pen_new_page(p);
	pen_bookmark(p, b->level, b->head);
	pen_lines(p, &t, lines, 0, BODY_WIDTH, two, LINE_PITCH);
}

static void put_item(struct pen *p, const struct paper_block *b)
{
	struct text mark = pen_body(FACE_BODY, b->head), t = pen_body(FACE_BODY, b->text);
	double hang = text_width(&p->set, &mark);
	hang = hang > CHAR_PITCH * 1.5 ? hang + CHAR_PITCH / 4 : CHAR_PITCH * 1.5;
	double x = two + hang;
	struct text_lines lines = text_break(&p->set, &t, BODY_WIDTH - x, 0);
	if (!pen_fits(p, LINE_PITCH))
		pen_new_page(p);
	pen_put(p, &mark, two, p->y + LINE_PITCH / 2);
	pen_lines(p, &t, lines, x, BODY_WIDTH - x, 0, LINE_PITCH);
}

static void put_quote(struct pen *p, const struct paper_block *b)
{
	struct text t = pen_text(FACE_KAI, SIZE_4, b->text);
	double width = BODY_WIDTH - 2 * two, pitch = LINE_PITCH * 0.85;
	pen_lines(p, &t, text_break(&p->set, &t, width, 0), two, width, 0, pitch);
	pen_snap(p);
}

static void put_figures(struct pen *p, const struct paper_block *b)
{
	struct text t = pen_text(FACE_BODY, 12, b->text);
	struct text_lines lines = text_break(&p->set, &t, BODY_WIDTH, 0);
	for (int i = 0; i < lines.n; i++) {
		struct text_lines one = {&lines.line[i], 1};
		lines.line[i].last = true;
		pen_lines(p, &t, one, (BODY_WIDTH - lines.line[i].width) / 2, BODY_WIDTH, 0,
			  LINE_PITCH * 0.8);
	}
	pen_snap(p);
}

/* 附件 begins a page: its mark in 黑体 at the edge, the title centred on the third line (7.3.7). */
static void put_annex(struct pen *p, const struct paper_block *b)
{
	if (!p->fresh)
		pen_new_page(p);
	struct text mark = pen_body(FACE_HEI, b->head);
	pen_bookmark(p, 1, b->head);
	pen_put(p, &mark, 0, LINE_PITCH / 2);
	p->y = 2 * LINE_PITCH;
	pen_title(p, FACE_TITLE, SIZE_2, b->text);
	p->y += LINE_PITCH;
	pen_snap(p);
}

static void put_page(struct pen *p, const struct paper_block *b)
{
	if (!p->fresh)
		pen_new_page(p);
}

static void put_table(struct pen *p, const struct paper_block *b)
{
	pdf_table(p, b->table);
}

void pdf_body(struct pen *p, const struct paper_block *from, const struct paper_block *to)
{
	static void (*const put[])(struct pen * p, const struct paper_block *b) = {
		[PAPER_HEADING] = put_heading, [PAPER_PARA] = put_para,
		[PAPER_ITEM] = put_item,       [PAPER_QUOTE] = put_quote,
		[PAPER_FIGURES] = put_figures, [PAPER_TABLE] = put_table,
		[PAPER_PAGE] = put_page,       [PAPER_ANNEX] = put_annex,
	};
	for (const struct paper_block *b = from; b != to; b = b->next) {
		struct arena_mark mark = arena_mark(p->set.arena);
		put[b->kind](p, b);
		arena_release(p->set.arena, mark);
	}
}
