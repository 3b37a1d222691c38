/*
 * A .docx whose parts are the input: pieces parted by a NUL byte become
 * word/document.xml, styles.xml, numbering.xml and footnotes.xml, so that the
 * fuzzer changes XML and not deflate. Input that begins with PK is a file as it is.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/docx_in.h"
#include "outline/outline.h"
#include "pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = {"word/document.xml", "word/styles.xml", "word/numbering.xml",
				    "word/footnotes.xml"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(512 << 20);
	struct doc_text t;
	struct outline o;
	const char *message = NULL;
	struct str input = {(const char *)data, size};
	if (!str_starts(input, "PK"))
		input = pack_parts(a, names, 4, input);
	if (docx_read(a, input, &t, &message)) {
		size_t lines = 0;
		for (size_t i = 0; i < t.text.n; i++)
			lines += t.text.p[i] == '\n';
		if (lines != t.n_lines || !utf8_valid(t.text))
			abort();
		outline_parse_doc(a, &t, &o);
		json_decref(outline_json(&o));
	} else if (!message) {
		abort();
	}
	arena_free(a);
	return 0;
}
