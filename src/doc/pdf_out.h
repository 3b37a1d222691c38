/*
 * A paper as PDF: A4, 22 lines of 28 characters a page whatever the fonts,
 * selectable text, bookmarks of the headings. Pages go out as they fill up, so
 * memory does not grow with the length.
 */
#ifndef LX_PDF_OUT_H
#define LX_PDF_OUT_H

#include <stdbool.h>
#include <stdio.h>

#include "doc/paper.h"

struct pdf_fonts;

/*
 * Finds the official typefaces (方正小标宋、仿宋_GB2312、黑体、楷体_GB2312) among the
 * system's fonts and the files in `folder` (NULL: none), else substitutes (Noto
 * CJK). Takes about a second; keep it for the life of the program. NULL with a message
 * for the user when nothing can draw Chinese. Caller: pdf_fonts_close.
 */
struct pdf_fonts *pdf_fonts_open(const char *folder, const char **why);
void pdf_fonts_close(struct pdf_fonts *f); /* NULL is allowed */
/* The family chosen for 小标宋, 仿宋, 黑体, 楷体 (0 to 3), for the settings page. */
const char *pdf_fonts_family(const struct pdf_fonts *f, int typeface);

/*
 * Writes the paper to `out`. False with a message for the user when it could not
 * be written (disk full). Any thread may call it: a lock in `f` lets one document
 * be set at a time, because the fonts are shared. Takes milliseconds a page: not on
 * an event thread.
 */
bool pdf_write(struct pdf_fonts *f, const struct paper *p, FILE *out, const char **why);

/* A sheet to be hung up: one code to scan, large, and what it is for. */
struct poster {
	const char *owner; /* 临江发电有限公司工会 */
	const char *call; /* 有事找工会 */
	const char *address; /* in the code */
	const char *place; /* where it hangs, "" none */
	const char *hint; /* under the code */
};
/* Posters as PDF, a page each; the paper gives arena and file properties. */
bool pdf_posters(struct pdf_fonts *f, const struct paper *p, const struct poster *posters, size_t n, FILE *out, const char **why);

#endif
