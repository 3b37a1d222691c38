#include "doc/docx_parts.h"

#include "doc/xml_text.h"

#define HEI "黑体"
#define KAI "楷体_GB2312"
#define FANG "仿宋_GB2312"

void docx_open(struct buf *b, const char *style, const char *format)
{
	buf_printf(b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", style);
	buf_puts(b, format);
	buf_puts(b, "</w:pPr>");
}

/* Tabs and line breaks in the text become Word's. */
static void put_run(struct buf *b, const char *text, const char *font, int half_points)
{
	struct str rest = str_of(text);
	if (rest.n == 0)
		return;
	buf_puts(b, "<w:r>");
	if (font)
		buf_printf(b,
			   "<w:rPr><w:rFonts w:ascii=\"%s\" w:hAnsi=\"%s\" "
			   "w:eastAsia=\"%s\"/></w:rPr>",
			   font, font, font);
	if (half_points)
		buf_printf(b, "<w:rPr><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr>", half_points, half_points);
	for (bool first = true; rest.n > 0; first = false) {
		struct str line = str_cut(&rest, '\n');
		if (!first)
			buf_puts(b, "<w:br/>");
		for (bool tab = false; line.n > 0; tab = true) {
			buf_puts(b, tab ? "<w:tab/><w:t xml:space=\"preserve\">"
					: "<w:t xml:space=\"preserve\">");
			xml_text(b, str_cut(&line, '\t'));
			buf_puts(b, "</w:t>");
		}
	}
	buf_puts(b, "</w:r>");
}

void docx_close(struct buf *b)
{
	buf_puts(b, "</w:p>");
}

void docx_run(struct buf *b, const char *text, const char *font)
{
	put_run(b, text, font, 0);
}

void docx_small(struct buf *b, const char *style, const char *format, const char *text, int half_points)
{
	docx_open(b, style, format);
	put_run(b, text, NULL, half_points);
	docx_close(b);
}

void docx_para(struct buf *b, const char *style, const char *format, const char *text)
{
	docx_open(b, style, format);
	docx_run(b, text, NULL);
	docx_close(b);
}

/* --- the head --- */

static void put_organ(struct buf *b, const char *organ)
{
	double chars = paper_width(organ), size = 48;
	if (chars * size > DOCX_WIDTH / 20.0)
		size = DOCX_WIDTH / 20.0 / chars;
	docx_open(b, "Organ", NULL);
	buf_printf(b, "<w:r><w:rPr><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr><w:t>",
		   (int)(size * 2), (int)(size * 2));
	xml_puts(b, organ);
	buf_puts(b, "</w:t></w:r>");
	docx_close(b);
}

static void put_number(struct buf *b, const struct paper *p)
{
	if (text_empty(p->signer)) {
		docx_para(b, "Number", NULL, p->number);
		return;
	}
	docx_open(b, "Number", "<w:ind w:left=\"316\"/><w:jc w:val=\"left\"/>");
	docx_run(b, p->number, NULL);
	docx_run(b, "\t签发人：", NULL);
	docx_run(b, p->signer, KAI);
	docx_close(b);
}

static void put_head(struct buf *b, const struct paper *p)
{
	if (!p->report && !text_empty(p->organ))
		put_organ(b, p->organ);
	if (!p->report && (!text_empty(p->organ) || !text_empty(p->number)))
		put_number(b, p);
	if (!text_empty(p->title))
		docx_para(b, "PaperTitle",
			  text_empty(p->subtitle) ? NULL : "<w:spacing w:after=\"0\"/>", p->title);
	if (!text_empty(p->subtitle))
		docx_para(b, "PaperSubtitle", NULL, p->subtitle);
	if (!text_empty(p->receiver))
		docx_para(b, "Normal", NULL, arena_printf(b->arena, "%s：", p->receiver));
}

/* --- blocks --- */

static void put_heading(struct buf *b, const struct paper_block *k, const char *format)
{
	static const char *const styles[] = {"Body", "Heading1", "Heading2", "Heading3",
					     "Heading4"};
	docx_para(b, styles[k->level >= 0 && k->level <= 4 ? k->level : 0], format, k->head);
}

static void put_para(struct buf *b, const struct paper_block *k, const char *format)
{
	static const char *const fonts[] = {FANG, HEI, KAI, FANG, FANG};
	docx_open(b, "Body", format);
	docx_run(b, k->head, fonts[k->level >= 0 && k->level <= 4 ? k->level : 0]);
	docx_run(b, k->text, NULL);
	docx_close(b);
}

static void put_item(struct buf *b, const struct paper_block *k, const char *format)
{
	double marks = paper_width(k->head);
	int hang = (int)((marks > 1.25 ? marks + 0.25 : 1.5) * DOCX_CHAR);
	const char *all = arena_printf(
		b->arena,
		"%s<w:tabs><w:tab w:val=\"left\" w:pos=\"%d\"/></w:tabs><w:ind w:left=\"%d\" "
		"w:hanging=\"%d\"/>",
		format, 2 * DOCX_CHAR + hang, 2 * DOCX_CHAR + hang, hang);
	docx_para(b, "Normal", all, arena_printf(b->arena, "%s\t%s", k->head, k->text));
}

static void put_quote(struct buf *b, const struct paper_block *k, const char *format)
{
	docx_para(b, "PaperQuote", format, k->text);
}

static void put_figures(struct buf *b, const struct paper_block *k, const char *format)
{
	docx_para(b, "Figures", format, k->text);
}

static void put_table(struct buf *b, const struct paper_block *k, const char *format)
{
	docx_table(b, k->table);
}

static void put_page(struct buf *b, const struct paper_block *k, const char *format)
{
	buf_puts(b, "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr><w:r><w:br "
		    "w:type=\"page\"/></w:r></w:p>");
}

static void put_annex(struct buf *b, const struct paper_block *k, const char *format)
{
	docx_para(b, "AnnexMark", NULL, k->head);
	docx_para(b, "PaperTitle", "<w:spacing w:before=\"579\"/>", k->text);
}

static void put_blocks(struct buf *b, const struct paper_block *from, const struct paper_block *to,
		       bool closing)
{
	static void (*const put[])(struct buf * b, const struct paper_block *k,
				   const char *format) = {
		[PAPER_HEADING] = put_heading, [PAPER_PARA] = put_para,
		[PAPER_ITEM] = put_item,       [PAPER_QUOTE] = put_quote,
		[PAPER_FIGURES] = put_figures, [PAPER_TABLE] = put_table,
		[PAPER_PAGE] = put_page,       [PAPER_ANNEX] = put_annex,
	};
	for (const struct paper_block *k = from; k != to; k = k->next)
		put[k->kind](b, k, closing && k->next == to ? "<w:keepNext/>" : "");
}

/* --- the end --- */

static void put_attachments(struct buf *b, const struct paper *p)
{
	int i = 0;
	bool many = p->attachments && p->attachments->next;
	for (const struct paper_line *l = p->attachments; l; l = l->next) {
		const char *label = i++ == 0 ? "附件：" : "";
		int left = many ? 5 * DOCX_CHAR + 395 : 5 * DOCX_CHAR;
		int hang = (i == 1 ? 3 * DOCX_CHAR : 0) + (many ? 395 : 0);
		const char *format = arena_printf(
			b->arena,
			"<w:tabs><w:tab w:val=\"left\" w:pos=\"%d\"/></w:tabs>%s<w:ind "
			"w:left=\"%d\" w:hanging=\"%d\"/>",
			left, i == 1 ? "<w:spacing w:before=\"579\"/>" : "", left, hang);
		const char *mark = many ? arena_printf(b->arena, "%d.\t", i) : "";
		docx_para(b, "Normal", format,
			  arena_printf(b->arena, "%s%s%s", label, mark, l->text));
	}
}

static void put_sign(struct buf *b, const struct paper *p)
{
	double organ, date;
	paper_sign_place(p, &organ, &date);
	bool named = !text_empty(p->sign_organ);
	if (named)
		docx_para(b, "Sign",
			  arena_printf(b->arena,
				       "<w:keepNext/><w:spacing w:before=\"1158\"/><w:ind "
				       "w:right=\"%d\"/>",
				       (int)(organ * DOCX_CHAR)),
			  p->sign_organ);
	if (p->sign_day)
		docx_para(b, "Sign",
			  arena_printf(b->arena, "%s<w:ind w:right=\"%d\"/>",
				       named ? "" : "<w:spacing w:before=\"1158\"/>",
				       (int)(date * DOCX_CHAR)),
			  day_cn(b->arena, p->sign_day));
	if (!text_empty(p->note))
		docx_para(b, "Body", NULL, arena_printf(b->arena, "（%s）", p->note));
}

static void imprint_row(struct buf *b, const char *format, const char *text)
{
	buf_printf(b,
		   "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"%d\" "
		   "w:type=\"dxa\"/></w:tcPr>",
		   DOCX_WIDTH);
	docx_para(b, "Imprint", format, text);
	buf_puts(b, "</w:tc></w:tr>");
}

/* A table that floats at the foot of the last page; thick, thin and thick rules (7.4.1). */
static void put_imprint(struct buf *b, const struct paper *p)
{
	const char *copy = paper_copy_line(p);
	if (!copy && text_empty(p->print_organ))
		return;
	buf_printf(
		b,
		"<w:tbl><w:tblPr><w:tblpPr w:vertAnchor=\"margin\" w:horzAnchor=\"margin\" "
		"w:tblpXSpec=\"left\" "
		"w:tblpYSpec=\"bottom\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders><w:top "
		"w:val=\"single\" w:sz=\"8\"/><w:bottom w:val=\"single\" w:sz=\"8\"/><w:insideH "
		"w:val=\"single\" w:sz=\"6\"/></w:tblBorders><w:tblLayout w:type=\"fixed\"/>"
		"<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" "
		"w:type=\"dxa\"/></w:tblCellMar>"
		"</w:tblPr><w:tblGrid><w:gridCol w:w=\"%d\"/></w:tblGrid>",
		DOCX_WIDTH, DOCX_WIDTH);
	if (copy)
		imprint_row(b, "<w:ind w:left=\"1120\" w:right=\"280\" w:hanging=\"840\"/>",
			    arena_printf(b->arena, "抄送：%s", copy));
	if (!text_empty(p->print_organ))
		imprint_row(b,
			    "<w:tabs><w:tab w:val=\"right\" w:pos=\"8564\"/></w:tabs><w:ind "
			    "w:left=\"280\"/>",
			    p->print_day ? arena_printf(b->arena, "%s\t%s印发", p->print_organ,
							day_cn(b->arena, p->print_day))
					 : p->print_organ);
	buf_puts(b, "</w:tbl><w:p><w:pPr><w:spacing w:line=\"20\" "
		    "w:lineRule=\"exact\"/></w:pPr></w:p>");
}

void docx_document(struct buf *b, const struct paper *p)
{
	const struct paper_block *annexes = paper_annexes(p);
	buf_puts(b, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document "
		    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
		    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
		    "relationships\"><w:body>");
	put_head(b, p);
	put_blocks(b, p->blocks, annexes,
		   !text_empty(p->sign_organ) || p->sign_day || p->attachments);
	put_attachments(b, p);
	put_sign(b, p);
	put_blocks(b, annexes, NULL, false);
	put_imprint(b, p);
	buf_printf(b,
		   "<w:sectPr><w:footerReference w:type=\"default\" "
		   "r:id=\"rId3\"/><w:footerReference w:type=\"even\" "
		   "r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" "
		   "w:right=\"1464\" "
		   "w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"%d\" "
		   "w:gutter=\"0\"/>"
		   "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr>"
		   "</w:body></w:document>",
		   text_empty(p->foot) ? 1406 : 1166);
}
