/* Any bytes as an upload: a kind is found; a picture is stripped, and stripping twice changes
 * nothing. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doc/file_kind.h"
#include "doc/image_head.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct copy {
	char *p;
	size_t n;
	bool good;
};

static struct copy strip(const void *data, size_t size, enum file_kind kind)
{
	struct copy c = {0};
	const char *why;
	char *input = malloc(size + 1);
	memcpy(input, data, size);
	FILE *in = fmemopen(input, size, "rb"), *out = open_memstream(&c.p, &c.n);
	if (in && out)
		c.good = image_strip(in, kind, out, &why);
	if (in)
		fclose(in);
	if (out)
		fclose(out);
	free(input);
	return c;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FILE *f = size > 0 ? fmemopen((void *)(uintptr_t)data, size, "rb") : NULL;
	if (!f)
		return 0;
	struct file_look look = file_look(f);
	fclose(f);
	if (look.width < 0 || look.height < 0)
		abort();
	if (!file_type(look.kind)->picture)
		return 0;
	struct copy once = strip(data, size, look.kind);
	if (once.good) {
		struct copy twice = strip(once.p, once.n, look.kind);
		if (!twice.good || twice.n != once.n || memcmp(once.p, twice.p, once.n) != 0)
			abort();
		free(twice.p);
	}
	free(once.p);
	return 0;
}
