/*
 * .docx files, as Word and WPS write them, become text (see doc/text_in.h).
 *
 * Kept: paragraphs, automatic numbers (written before the paragraph as Word
 * shows them), headings by style or outline level, table rows, text boxes,
 * footnotes and endnotes (after the body), tabs and breaks, inserted text of
 * tracked changes. Left out: page headers and footers, deleted text, comments,
 * field codes, soft hyphens.
 *
 * Hostile files are refused in bounded memory: nothing is unpacked beyond
 * DOC_TEXT_MAX times a small factor, no entities are expanded, nothing outside
 * of the file is opened.
 */
#ifndef LX_DOCX_IN_H
#define LX_DOCX_IN_H

#include "doc/text_in.h"

/* As doc_read_text, for the bytes of a zip file. */
bool docx_read(struct arena *a, struct str bytes, struct doc_text *out, const char **message);

#endif
