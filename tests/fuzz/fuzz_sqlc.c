/* Any bytes as the input of sqlc: refused or translated, never a crash. */
#define FUZZ
#include "../../tools/sqlc.c"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text in = {0}, header = {0}, code = {0};
	text_put(&in, (const char *)data, size);
	int errors = sqlc_compile("x.sqlc", in.p, in.n, &header, &code, NULL);
	if ((errors == 0) != (header.n > 0 && code.n > 0))
		abort();
	text_free(&in);
	text_free(&header);
	text_free(&code);
	return 0;
}
