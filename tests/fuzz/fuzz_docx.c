/*
 * A .docx whose parts are the input: pieces parted by a NUL byte become
 * word/document.xml, styles.xml, numbering.xml and footnotes.xml, so that the
 * fuzzer changes XML and not deflate. Input that begins with PK is a file as it is.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/utf8.h"
#include "doc/docx_in.h"
#include "outline/outline.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct str packed(struct arena *a, struct str input)
{
	static const char *const names[] = {"word/document.xml", "word/styles.xml",
					    "word/numbering.xml", "word/footnotes.xml"};
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, &error);
	zip_source_keep(to);
	zip_t *z = zip_open_from_source(to, ZIP_CREATE | ZIP_TRUNCATE, &error);
	for (size_t i = 0; i < 4 && (i == 0 || input.n); i++) {
		struct str piece = i < 3 ? str_cut(&input, '\0') : input;
		zip_source_t *part = zip_source_buffer(z, piece.p, piece.n, 0);
		zip_int64_t index = zip_file_add(z, names[i], part, ZIP_FL_ENC_UTF_8);
		zip_set_file_compression(z, (zip_uint64_t)index, ZIP_CM_STORE, 0);
	}
	struct str out = {"", 0};
	if (zip_close(z) == 0 && zip_source_open(to) == 0) {
		zip_source_seek(to, 0, SEEK_END);
		zip_int64_t n = zip_source_tell(to);
		zip_source_seek(to, 0, SEEK_SET);
		char *p = arena_alloc(a, (size_t)n + 1);
		out = (struct str){p, (size_t)zip_source_read(to, p, (zip_uint64_t)n)};
		zip_source_close(to);
	}
	zip_source_free(to);
	return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(512 << 20);
	struct doc_text t;
	struct outline o;
	const char *message = NULL;
	struct str input = {(const char *)data, size};
	if (!str_starts(input, "PK"))
		input = packed(a, input);
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
