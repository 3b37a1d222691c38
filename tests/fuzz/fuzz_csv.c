/* Any bytes as a text file of rows: decoded to UTF-8, cut into cells that hold no more than was there. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/csv_in.h"
#include "doc/text_in.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { CELLS = 20 };
	struct arena *a = arena_new(32 << 20);
	struct str text;
	const char *why = NULL, *cells[CELLS];
	if (text_decode(a, (struct str){(const char *)data, size}, &text, &why)) {
		size_t most = text.n, seen = 0;
		int n, row = 0;
		must(utf8_valid(text));
		struct csv c = csv_begin(text);
		while ((n = csv_row(&c, a, cells, CELLS)) != 0) {
			must(n >= -1 && n <= CELLS && c.row > row);
			row = c.row;
			for (int i = 0; i < n; i++)
				seen += strlen(cells[i]);
			for (int i = 0; i < n; i++)
				must(utf8_valid(str_of(cells[i])));
		}
		must(seen <= most && !c.rest.n);
	} else {
		must(why);
	}
	arena_free(a);
	return 0;
}
