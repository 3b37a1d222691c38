#include "doc/xlsx_check.h"

#include <stdio.h>
#include <string.h>
#include <zip.h>

enum { CHUNK = 65536, KEEP = 11 }; /* KEEP: one less than the longest mark */

static uint32_t count_rows(const char *p, size_t n)
{
	uint32_t rows = 0;
	for (const char *end = p + n; (p = memmem(p, (size_t)(end - p), "<row ", 5)) != NULL;
	     p += 5)
		rows++;
	return rows;
}

/* Streams the sheet; the last bytes of a chunk stay for the next, so that no mark is cut in two. */
static bool check_sheet(zip_file_t *f, uint32_t want)
{
	char data[KEEP + CHUNK];
	size_t kept = 0;
	uint32_t rows = 0;
	bool ended = false;
	zip_int64_t n;
	while ((n = zip_fread(f, data + kept, CHUNK)) > 0) {
		size_t have = kept + (size_t)n, next = have < KEEP ? have : KEEP;
		size_t seen = kept < 4 ? 0 : kept - 4; /* marks before it were counted */
		rows += count_rows(data + seen, have - seen);
		ended = have >= 12 && memcmp(data + have - 12, "</worksheet>", 12) == 0;
		memmove(data, data + have - next, next);
		kept = next;
	}
	return n == 0 && ended && rows == want;
}

bool xlsx_check(const char *path, const uint32_t *rows, int n_sheets)
{
	zip_t *z = zip_open(path, ZIP_RDONLY, NULL);
	bool good = z != NULL;
	for (int i = 0; good && i < n_sheets; i++) {
		char name[64];
		snprintf(name, sizeof(name), "xl/worksheets/sheet%d.xml", i + 1);
		zip_file_t *f = zip_fopen(z, name, 0);
		good = f && check_sheet(f, rows[i]);
		if (f)
			zip_fclose(f);
	}
	if (z)
		zip_discard(z);
	return good;
}
