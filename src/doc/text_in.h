/*
 * Documents in: any file a user may offer becomes UTF-8 text, one paragraph a
 * line, with what the file itself says about each line's structure.
 *
 * Read: .txt and .md in UTF-8 (with or without BOM), GB18030/GBK, UTF-16 (with
 * BOM, or without when it is plain to see); .docx as written by Word and WPS.
 * Not read, but recognised by their content, never by the name alone: .doc,
 * .wps, .pdf, .rtf, .odt, spreadsheets, slides, other archives, pictures. The
 * message then says what the file is and how to convert it.
 */
#ifndef LX_TEXT_IN_H
#define LX_TEXT_IN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

enum doc_line_kind {
	DOC_PARAGRAPH,
	DOC_ROW,  /* a table row; cells are parted by U+0009, paragraphs in a cell by U+000B */
	DOC_NOTE, /* a footnote or endnote; these follow the body */
};

struct doc_line {
	enum doc_line_kind kind;
	int heading; /* 1 to 9: outline level the file gives the paragraph; 0: none */
};

struct doc_text {
	struct str text; /* valid UTF-8, lines end with \n, no BOM, no NUL byte */
	/* One for each line of `text`, or NULL where the file says nothing (plain text). */
	const struct doc_line *lines;
	size_t n_lines;
};

/* Largest file taken and largest text a file may unfold to, in bytes. */
enum { DOC_FILE_MAX = 50 * 1024 * 1024, DOC_TEXT_MAX = 20 * 1024 * 1024 };

/*
 * Reads `bytes`; `filename` (may be NULL) only words the message. Everything
 * stored in *out lives in the arena. False: *message is a Chinese sentence for
 * the user that says what is wrong and what to do; *out is empty then.
 * An empty file is good: its text is empty.
 */
bool doc_read_text(struct arena *a, struct str bytes, const char *filename, struct doc_text *out,
		   const char **message);

/* The text part alone: bytes of a text file in any encoding above to UTF-8. */
bool text_decode(struct arena *a, struct str bytes, struct str *utf8, const char **message);

#endif
