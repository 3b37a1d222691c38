/* What every unit test includes: cmocka in the order it wants. */
#ifndef LX_TEST_H
#define LX_TEST_H

#include <stdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A test that may be skipped says why in its line: cmocka itself says only that it was. `why` NULL: it runs. */
static inline const char *test_named(const char *name, const char *why)
{
	static char names[24][200];
	static size_t n;
	if (!why || n == sizeof(names) / sizeof(names[0]))
		return name;
	snprintf(names[n], sizeof(names[n]), "%s: %s", name, why);
	return names[n++];
}
#define UNIT_TEST_UNLESS(f, why) {test_named(#f, (why)), f, NULL, NULL, NULL}

#endif
