/* What every unit test includes: cmocka in the order it wants. */
#ifndef LX_TEST_H
#define LX_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#endif
