/* Any bytes as the input of tplc: refused or translated, twice alike. */
#define FUZZ
#include "../../tools/tplc.c"
#include "../../tools/tplc_html.c"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static int compile(const uint8_t *data, size_t size, struct text *header, struct text *code)
{
	struct text in = {0};
	text_put(&in, (const char *)data, size);
	int errors = tplc_compile("x.tplc", in.p, in.n, header, code, NULL);
	must((errors == 0) == (header->n > 0 && code->n > 0));
	must(strlen(header->p ? header->p : "") == header->n && strlen(code->p ? code->p : "") == code->n);
	text_free(&in);
	return errors;
}

static bool same(const struct text *a, const struct text *b)
{
	return a->n == b->n && (!a->n || memcmp(a->p, b->p, a->n) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text headers[2] = {{0}}, codes[2] = {{0}};
	int first = compile(data, size, &headers[0], &codes[0]);
	must(compile(data, size, &headers[1], &codes[1]) == first);
	must(same(&headers[0], &headers[1]) && same(&codes[0], &codes[1]));
	for (int i = 0; i < 2; i++) {
		text_free(&headers[i]);
		text_free(&codes[i]);
	}
	return 0;
}
