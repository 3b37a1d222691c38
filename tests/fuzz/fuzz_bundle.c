/*
 * Any bytes as the sealed bundle of a vote, in the program that recounts it: read to
 * its end with a verdict; what is not exactly what the last line has sealed never fits.
 */
#define FUZZ
#include <stdint.h>
#include <stdio.h>

/* Formatted and thrown away. */
static int quiet(const char *format, ...) __attribute__((format(printf, 1, 2)));
#define printf quiet
#include "../../verify/verify.c"
#undef printf

#include <stdarg.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int quiet(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct bundle b;
	memset(&b, 0, sizeof(b));
	b.text = malloc(size + 1);
	if (!b.text)
		abort();
	memcpy(b.text, data, size);
	b.text[size] = 0;
	b.size = size;
	if (is_bundle(&b)) {
		int found = check(&b, NULL);
		if (found < 0 || (found == 0 && strcmp(b.whole, b.whole_said) != 0))
			abort();
	}
	forget(&b);
	return 0;
}
