/* A paper as the answer to a request: Word or PDF, as a download. For slow routes. */
#ifndef LX_PAPER_ANSWER_H
#define LX_PAPER_ANSWER_H

#include "doc/paper.h"
#include "doc/pdf_out.h"
#include "kernel/request.h"

/* "docx" or "pdf" when the word of an address is "NAME.docx" or "NAME.pdf"; NULL otherwise. */
const char *paper_format(const char *word, const char *name);
/* Writes the paper in that format and answers with it; `name` is the file's, without its ending. */
void answer_paper(struct req *r, const struct paper *p, const char *format, const char *name);
/* Sheets to be hung up as one PDF. */
void answer_posters(struct req *r, const char *title, const struct poster *posters, size_t n);
/* A PDF with the program's typefaces, which are found at the first one. False with a reason. */
bool paper_pdf(struct app *app, const struct paper *p, const char *path, const char **why);

#endif
