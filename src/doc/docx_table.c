#include "doc/docx_parts.h"

#include <stdio.h>

/* A table of the paper's width; its first row is repeated on every page. */

enum { LINE = 320 /* of a tall row, in twentieths of a point */ };

static const char *const aligns[] = {
	[PAPER_LEFT] = "<w:jc w:val=\"left\"/>",
	[PAPER_CENTER] = "<w:jc w:val=\"center\"/>",
	[PAPER_RIGHT] = "<w:jc w:val=\"right\"/>",
};

static int col_width(const struct paper_table *t, int i)
{
	long sum = 0, before = 0;
	for (int k = 0; k < t->n_cols; k++) {
		sum += t->cols[k].weight;
		before += k < i ? t->cols[k].weight : 0;
	}
	return (int)((before + t->cols[i].weight) * DOCX_WIDTH / sum - before * DOCX_WIDTH / sum);
}

static void put_cell(struct buf *b, const struct paper_table *t, int i, bool head, const char *text)
{
	buf_printf(b,
		   "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/><w:vAlign "
		   "w:val=\"center\"/></w:tcPr>",
		   col_width(t, i));
	char props[120];
	int apart = t->tall > 1 ? (t->tall - 1) * LINE / 2 : 0;
	snprintf(props, sizeof(props), "<w:spacing w:before=\"%d\" w:after=\"%d\"/>%s", apart, apart, aligns[t->cols[i].align]);
	docx_small(b, head ? "TableHead" : "TableText", head ? NULL : apart ? props : aligns[t->cols[i].align], text,
		   t->half_points == 24 ? 0 : t->half_points);
	buf_puts(b, "</w:tc>");
}

static void put_row(struct buf *b, const struct paper_table *t, const struct paper_row *row)
{
	buf_puts(b, row ? "<w:tr><w:trPr><w:cantSplit/></w:trPr>" : "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
	for (int i = 0; i < t->n_cols; i++)
		put_cell(b, t, i, !row, row ? row->cell[i] : t->cols[i].label);
	buf_puts(b, "</w:tr>");
}

void docx_table(struct buf *b, const struct paper_table *t)
{
	static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
	if (t->caption)
		docx_para(b, "Caption1", NULL, t->caption);
	buf_printf(b, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>",
		   DOCX_WIDTH);
	for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++)
		buf_printf(b, "<w:%s w:val=\"single\" w:sz=\"4\"/>", sides[i]);
	buf_puts(b, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left "
		    "w:w=\"80\" w:type=\"dxa\"/>"
		    "<w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>");
	for (int i = 0; i < t->n_cols; i++)
		buf_printf(b, "<w:gridCol w:w=\"%d\"/>", col_width(t, i));
	buf_puts(b, "</w:tblGrid>");
	put_row(b, t, NULL);
	for (const struct paper_row *row = t->rows; row; row = row->next)
		put_row(b, t, row);
	/* two tables in a row would run together */
	buf_puts(b, "</w:tbl><w:p><w:pPr><w:spacing w:line=\"200\" "
		    "w:lineRule=\"exact\"/></w:pPr></w:p>");
}
