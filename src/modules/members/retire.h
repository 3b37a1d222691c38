/*
 * The statutory age of retirement, which rises by the month of birth from 2025-01-01 on:
 * 《全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定》 (2024-09-13) with its three tables.
 */
#ifndef LX_RETIRE_H
#define LX_RETIRE_H

#include "base/clock.h"

struct retirement {
	int months; /* statutory age in months, 738: 61 years and 6 months */
	day on; /* first day of the month in which the age is reached */
	day earliest; /* as one may choose it: at most three years before, not below the former age */
};

#define RETIRE_SOURCE "《全国人大常委会关于实施渐进式延迟法定退休年龄的决定》（2024-09-13）及附表"

/* sex: 1 男, 2 女; base: of a woman, RETIRE_55 or RETIRE_50. False: birth, sex or base is not known. */
bool retirement_of(day birth, int sex, int base, struct retirement *out);

#endif
