/*
 * Any bytes as an archive: its kind is found, and as a document or workbook it is
 * read or refused with a sentence, in bounded time and memory whatever sizes it
 * declares, whatever names its parts have, however deep it is nested.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "doc/docx_in.h"
#include "doc/file_kind.h"
#include "doc/xlsx_in.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void look(const char *path)
{
	FILE *f = fopen(path, "rb");
	if (!f || file_look(f).kind >= FILE_KINDS)
		abort();
	fclose(f);
}

static void as_workbook(const char *path)
{
	struct xlsx_limits limits = {.bytes = 1 << 20, .ratio = 200, .rows = 200, .cols = 64, .cells = 2000,
				     .strings = 200, .string_bytes = 1 << 16};
	struct arena *a = arena_new(4 << 20);
	struct xlsx_row row;
	const char *why = NULL;
	struct xlsx_in *x = xlsx_in_open(a, path, &limits, &why);
	if (!x && !why)
		abort();
	if (x && xlsx_in_sheets(x) > 0 && xlsx_in_sheet(x, 0, &why))
		while (xlsx_in_row(x, &row) > 0)
			continue;
	xlsx_in_close(x);
	arena_free(a);
}

static void as_document(struct str bytes)
{
	struct arena *a = arena_new(512 << 20);
	struct doc_text t;
	const char *why = NULL;
	if (!docx_read(a, bytes, &t, &why) && !why)
		abort();
	arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[] = "/dev/shm/fuzz-zip-XXXXXX";
	int fd = mkstemp(path);
	if (fd < 0)
		return 0;
	if (write(fd, data, size) == (ssize_t)size) {
		look(path);
		as_workbook(path);
		as_document((struct str){(const char *)data, size});
	}
	close(fd);
	unlink(path);
	return 0;
}
