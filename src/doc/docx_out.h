/*
 * A paper as a Word file in the layout of GB/T 9704-2012: A4, 22 lines of 28
 * characters, the official typefaces by name (Word and WPS substitute what a
 * computer lacks), page numbers outside, the imprint at the foot of the last
 * page (LibreOffice puts it right after the text). Opens in Word, WPS and LibreOffice.
 */
#ifndef LX_DOCX_OUT_H
#define LX_DOCX_OUT_H

#include <stdbool.h>

#include "doc/paper.h"

/*
 * Writes `path` (overwritten). The XML is built in the paper's arena: about three
 * times the length of the text. False with a message for the user when the file
 * could not be written; nothing is left then.
 */
bool docx_write(const struct paper *p, const char *path, const char **why);

#endif
