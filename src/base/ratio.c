#include "base/ratio.h"

#include <inttypes.h>

#include "base/fault.h"

typedef __int128 wide;

static wide magnitude(wide v)
{
	return v < 0 ? -v : v;
}

static wide common_divisor(wide a, wide b)
{
	while (b > UINT64_MAX || (a > UINT64_MAX && b != 0)) {
		wide rest = a % b;
		a = b;
		b = rest;
	}
	uint64_t x = (uint64_t)a, y = (uint64_t)b; /* division of 64 bits is ten times as fast */
	while (y != 0) {
		uint64_t rest = x % y;
		x = y;
		y = rest;
	}
	return b == 0 ? a : (wide)x;
}

/* Reduces and stores; false if it does not fit. den is not 0. */
static bool settle(struct ratio *out, wide num, wide den)
{
	wide by = common_divisor(magnitude(num), magnitude(den));
	if (den < 0)
		by = -by;
	num /= by;
	den /= by;
	if (magnitude(num) > INT64_MAX || den > INT64_MAX)
		return false;
	*out = (struct ratio){(int64_t)num, (int64_t)den};
	return true;
}

struct ratio ratio_of(int64_t num, int64_t den)
{
	struct ratio r;
	if (den == 0 || den == INT64_MIN || num == INT64_MIN)
		fault("no such ratio: %" PRId64 "/%" PRId64, num, den);
	settle(&r, num, den);
	return r;
}

/* Each product is below 2^126, their sum below 2^127: exact in 128 bits. */
bool ratio_add(struct ratio *a, struct ratio b)
{
	return settle(a, (wide)a->num * b.den + (wide)b.num * a->den, (wide)a->den * b.den);
}

bool ratio_sub(struct ratio *a, struct ratio b)
{
	return ratio_add(a, (struct ratio){-b.num, b.den});
}

bool ratio_mul(struct ratio *a, struct ratio b)
{
	return settle(a, (wide)a->num * b.num, (wide)a->den * b.den);
}

bool ratio_div(struct ratio *a, struct ratio b)
{
	return b.num != 0 && settle(a, (wide)a->num * b.den, (wide)a->den * b.num);
}

int ratio_cmp(struct ratio a, struct ratio b)
{
	wide left = (wide)a.num * b.den, right = (wide)b.num * a.den;
	return (left > right) - (left < right);
}

static int64_t narrow(wide v)
{
	if (magnitude(v) > INT64_MAX)
		fault("a ratio grew past 64 bits");
	return (int64_t)v;
}

/* num / den to the nearest whole number, halves away from zero; den > 0. */
static wide nearest(wide num, wide den)
{
	wide whole = (magnitude(num) + den / 2) / den;
	return num < 0 ? -whole : whole;
}

struct ratio ratio_round(struct ratio r, int64_t den)
{
	if (den <= 0)
		fault("rounding to a denominator of %" PRId64, den);
	return ratio_of(narrow(nearest((wide)r.num * den, r.den)), den);
}

int64_t ratio_floor(struct ratio r, int64_t n)
{
	wide num = (wide)r.num * n;
	wide whole = num / r.den;
	return narrow(num % r.den < 0 ? whole - 1 : whole);
}

int64_t ratio_ceil(struct ratio r, int64_t n)
{
	wide num = (wide)r.num * n;
	wide whole = num / r.den;
	return narrow(num % r.den > 0 ? whole + 1 : whole);
}

const char *ratio_percent(struct arena *a, struct ratio r, int decimals)
{
	int64_t scale = 1;
	for (int i = 0; i < decimals && i < 6; i++)
		scale *= 10;
	int64_t parts = narrow(nearest((wide)r.num * 100 * scale, r.den));
	const char *sign = parts < 0 ? "-" : "";
	int64_t whole = parts < 0 ? -parts : parts;
	if (scale == 1)
		return arena_printf(a, "%s%" PRId64 "%%", sign, whole);
	return arena_printf(a, "%s%" PRId64 ".%0*" PRId64 "%%", sign, whole / scale, decimals,
			    whole % scale);
}

const char *ratio_text(struct arena *a, struct ratio r)
{
	if (r.den == 1)
		return arena_printf(a, "%" PRId64, r.num);
	return arena_printf(a, "%" PRId64 "/%" PRId64, r.num, r.den);
}
