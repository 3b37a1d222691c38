/* Any bytes as a workbook: refused or read, within small limits. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "doc/xlsx_in.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_all(struct arena *a, const char *path)
{
	struct xlsx_limits limits = {.bytes = 1 << 20,
				     .ratio = 200,
				     .rows = 2000,
				     .cols = 64,
				     .cells = 20000,
				     .strings = 2000,
				     .string_bytes = 1 << 18};
	const char *why = NULL;
	struct xlsx_in *x = xlsx_in_open(a, path, &limits, &why);
	if (!x && !why)
		abort();
	for (int i = 0; x && i < xlsx_in_sheets(x); i++) {
		struct xlsx_row row;
		int got = -1;
		if (xlsx_in_sheet(x, i, &why)) {
			while ((got = xlsx_in_row(x, &row)) > 0) {
				if (row.n > limits.cols || row.n < 1)
					abort();
			}
		}
		if (got < 0 && !xlsx_in_why(x))
			abort();
	}
	xlsx_in_close(x);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[] = "/dev/shm/fuzz-xlsx-XXXXXX";
	int fd = mkstemp(path);
	if (fd < 0)
		return 0;
	if (write(fd, data, size) == (ssize_t)size) {
		struct arena *a = arena_new(1 << 20);
		read_all(a, path);
		arena_free(a);
	}
	close(fd);
	unlink(path);
	return 0;
}
