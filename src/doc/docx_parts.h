/* The parts of a Word file; measures in twips, twentieths of a point. */
#ifndef LX_DOCX_PARTS_H
#define LX_DOCX_PARTS_H

#include "doc/paper.h"

enum {
	DOCX_LINE = 579,   /* 22 lines in 225 mm */
	DOCX_CHAR = 316,   /* 28 characters in 156 mm */
	DOCX_WIDTH = 8844, /* 156 mm */
};

extern const char docx_types[], docx_root_rels[], docx_rels[], docx_settings[], docx_styles[],
	docx_fonts[];
void docx_core(struct buf *b, const struct paper *p); /* title, author */
void docx_footer(struct buf *b, const struct paper *p, bool odd);
void docx_document(struct buf *b, const struct paper *p);

/* For docx_document: a paragraph in pieces. `format` is what follows the style in <w:pPr>. */
void docx_open(struct buf *b, const char *style, const char *format);
void docx_run(struct buf *b, const char *text, const char *font); /* font NULL: of the style */
void docx_close(struct buf *b);
/* As docx_para, in a size of its own; 0: as the style says. */
void docx_small(struct buf *b, const char *style, const char *format, const char *text, int half_points);
void docx_para(struct buf *b, const char *style, const char *format, const char *text);
void docx_table(struct buf *b, const struct paper_table *t);

#endif
