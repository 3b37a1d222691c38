#include "doc/pdf_page.h"

/* What follows the text: attachments, signature and date, note; at the very end the imprint. */

static const double rule_thick = 0.35 * MM, rule_thin = 0.25 * MM; /* 7.4.1 */

static double sign_height(const struct paper *p)
{
	double lines = (text_empty(p->sign_organ) ? 0 : 1) + (p->sign_day ? 1 : 0);
	return lines > 0 ? (lines + 2) * LINE_PITCH : 0; /* room for the seal above */
}

double pdf_end_height(struct pen *p)
{
	double lines = 0;
	for (const struct paper_line *l = p->paper->attachments; l; l = l->next)
		lines += lines == 0 ? 2 : 1;
	return lines * LINE_PITCH + sign_height(p->paper) +
	       (text_empty(p->paper->note) ? 0 : LINE_PITCH);
}

/* "附件：1. …" one line below the text, two characters in; names hang on their number (7.3.4). */
static void put_attachments(struct pen *p)
{
	struct text label = pen_body(FACE_BODY, "附件：");
	int i = 0, n = 0;
	for (const struct paper_line *l = p->paper->attachments; l; l = l->next)
		n++;
	if (n > 0)
		pen_skip_lines(p, 1);
	for (const struct paper_line *l = p->paper->attachments; l; l = l->next) {
		struct text mark =
			pen_body(FACE_BODY, n > 1 ? arena_printf(p->set.arena, "%d. ", ++i) : "");
		struct text name = pen_body(FACE_BODY, l->text);
		double at = 5 * CHAR_PITCH,
		       x = at + text_width(&p->set, &mark) + (n > 1 ? SIZE_3 / 4 : 0);
		if (!pen_fits(p, LINE_PITCH))
			pen_new_page(p);
		if (l == p->paper->attachments)
			pen_put(p, &label, 2 * CHAR_PITCH, p->y + LINE_PITCH / 2);
		pen_put(p, &mark, at, p->y + LINE_PITCH / 2);
		pen_lines(p, &name, text_break(&p->set, &name, BODY_WIDTH - x, 0), x,
			  BODY_WIDTH - x, 0, LINE_PITCH);
	}
}

static void put_right(struct pen *p, const char *s, double right)
{
	struct text t = pen_body(FACE_BODY, s);
	pen_put(p, &t, BODY_WIDTH - right * CHAR_PITCH - text_width(&p->set, &t),
		p->y + LINE_PITCH / 2);
	p->y += LINE_PITCH;
}

static void put_sign(struct pen *p)
{
	const struct paper *paper = p->paper;
	double organ, date;
	if (sign_height(paper) == 0)
		return;
	paper_sign_place(paper, &organ, &date);
	if (!p->fresh && !pen_fits(p, sign_height(paper)))
		pen_new_page(p);
	pen_skip_lines(p, 2);
	if (!text_empty(paper->sign_organ))
		put_right(p, paper->sign_organ, organ);
	if (paper->sign_day)
		put_right(p, day_cn(p->set.arena, paper->sign_day), date);
}

void pdf_end(struct pen *p)
{
	put_attachments(p);
	put_sign(p);
	if (text_empty(p->paper->note))
		return;
	struct text t = pen_body(FACE_BODY, arena_printf(p->set.arena, "（%s）", p->paper->note));
	pen_lines(p, &t, text_break(&p->set, &t, BODY_WIDTH, 2 * CHAR_PITCH), 0, BODY_WIDTH,
		  2 * CHAR_PITCH, LINE_PITCH);
}

void pdf_imprint(struct pen *p)
{
	const struct paper *paper = p->paper;
	const char *copy = paper_copy_line(paper);
	double line = 24, in = SIZE_4, label_width = 0;
	struct text label = pen_text(FACE_BODY, SIZE_4, "抄送："),
		    t = pen_text(FACE_BODY, SIZE_4, copy);
	struct text_lines lines = {0};
	if (!copy && text_empty(paper->print_organ))
		return;
	if (copy) {
		label_width = text_width(&p->set, &label);
		lines = text_break(&p->set, &t, BODY_WIDTH - 2 * in - label_width, 0);
	}
	int n = lines.n + !text_empty(paper->print_organ);
	if (!pen_fits(p, (n + 1) * line))
		pen_new_page(p);
	p->y = BODY_HEIGHT - n * line;
	pen_rule(p, 0, p->y, BODY_WIDTH, rule_thick);
	if (copy) {
		pen_put(p, &label, in, p->y + line / 2);
		pen_lines(p, &t, lines, in + label_width, BODY_WIDTH - 2 * in - label_width, 0,
			  line);
	}
	if (!text_empty(paper->print_organ)) {
		struct text organ = pen_text(FACE_BODY, SIZE_4, paper->print_organ);
		struct text date = pen_text(FACE_BODY, SIZE_4,
					    arena_printf(p->set.arena, "%s印发",
							 day_cn(p->set.arena, paper->print_day)));
		if (copy)
			pen_rule(p, 0, p->y, BODY_WIDTH, rule_thin);
		pen_put(p, &organ, in, p->y + line / 2);
		if (paper->print_day)
			pen_put(p, &date, BODY_WIDTH - in - text_width(&p->set, &date),
				p->y + line / 2);
	}
	pen_rule(p, 0, BODY_HEIGHT, BODY_WIDTH, rule_thick);
}
