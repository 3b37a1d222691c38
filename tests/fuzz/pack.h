/* For fuzz targets of Office files: pieces of the input, parted by NUL bytes, become the parts of an archive. */
#ifndef LX_FUZZ_PACK_H
#define LX_FUZZ_PACK_H

#include <zip.h>

#include "base/arena.h"
#include "base/str.h"

/* Stored and not deflated, so that the fuzzer changes XML. The last part takes all the rest. */
static inline struct str pack_parts(struct arena *a, const char *const *names, size_t n_names, struct str input)
{
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, &error);
	zip_source_keep(to);
	zip_t *z = zip_open_from_source(to, ZIP_CREATE | ZIP_TRUNCATE, &error);
	for (size_t i = 0; i < n_names && (i == 0 || input.n); i++) {
		struct str piece = i + 1 < n_names ? str_cut(&input, '\0') : input;
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

#endif
