/* Inside of the .docx reader: one XML part with paragraphs becomes lines of text. */
#ifndef LX_DOCX_IN_BODY_H
#define LX_DOCX_IN_BODY_H

#include "doc/docx_in_list.h"
#include "doc/text_in.h"

/* What was read; memory from malloc, freed with pool_free. */
struct docx_out {
	struct pool text;  /* lines, each ended by \n */
	struct pool lines; /* a struct doc_line for each */
	size_t most_text;
};

/*
 * Reads the part `name`. With `notes` its paragraphs are DOC_NOTE lines and the
 * separators between notes are left out. False: *why is set; a part that is not
 * there is good when `notes`.
 */
bool docx_body_read(zip_t *z, const char *name, struct docx_lists *lists, bool notes,
		    struct docx_out *out, const char **why);

#endif
