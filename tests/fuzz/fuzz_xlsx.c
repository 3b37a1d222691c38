/*
 * Any bytes as a workbook: refused or read, within small limits. Input that begins
 * with '<' is the parts of one, parted by NUL bytes: sheet, shared texts, styles,
 * book, relations; what is missing is made.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "doc/xlsx_in.h"
#include "pack.h"

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

static struct str packed(struct arena *a, struct str input)
{
	static const char *const names[] = {"xl/worksheets/s.xml", "xl/sharedStrings.xml", "xl/styles.xml",
					    "xl/workbook.xml", "xl/_rels/workbook.xml.rels"};
	static const char book[] = "<workbook xmlns:r='urn:r'><sheets><sheet name='s' r:id='r1'/></sheets></workbook>",
			  rels[] = "<Relationships><Relationship Id='r1' Target='worksheets/s.xml'/></Relationships>",
			  *const otherwise[] = {"<worksheet/>", "<sst/>", "<styleSheet/>", book, rels};
	struct buf b = buf_in(a);
	for (int i = 0; i < 5; i++) {
		struct str piece = str_cut(&input, '\0');
		buf_put(&b, "", i > 0);
		buf_str(&b, piece.n ? piece : str_of(otherwise[i]));
	}
	return pack_parts(a, names, 5, buf_slice(&b));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[] = "/dev/shm/fuzz-xlsx-XXXXXX";
	int fd = mkstemp(path);
	if (fd < 0)
		return 0;
	struct arena *a = arena_new(8 << 20);
	struct str input = {(const char *)data, size};
	if (str_starts(input, "<"))
		input = packed(a, input);
	if (write(fd, input.p, input.n) == (ssize_t)input.n)
		read_all(a, path);
	arena_free(a);
	close(fd);
	unlink(path);
	return 0;
}
