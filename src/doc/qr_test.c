#include "base/test.h"

#include "base/str.h"
#include "doc/qr.h"

/* The finder pattern in the corner of every code (ISO/IEC 18004, 6.3.3), row by row. */
static void svg_begins_with_the_finder_pattern(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct buf b = buf_in(a);
	assert_true(qr_svg(&b, "https://example.cn/s/1", "扫码<签到>"));
	const char *svg = buf_text(&b);
	/* 22 bytes at level M make version 2: 25 modules and twice the quiet zone */
	assert_non_null(strstr(svg, "viewBox=\"0 0 33 33\""));
	assert_non_null(strstr(svg, "aria-label=\"扫码&lt;签到&gt;\""));
	assert_non_null(strstr(svg, "d=\"M4 4h7v1h-7z"));
	assert_non_null(strstr(svg, "M4 5h1v1h-1zM10 5h1v1h-1z"));
	assert_non_null(strstr(svg, "M4 6h1v1h-1zM6 6h3v1h-3zM10 6h1v1h-1z"));
	assert_null(strstr(svg, "style="));
	arena_free(a);
}

static void impossible_texts_are_refused(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct buf b = buf_in(a);
	char *text = arena_alloc(a, 2400);
	memset(text, 'x', 2331);
	assert_true(qr_svg(&b, text, "满"));
	b.n = 0;
	text[2331] = 'x';
	assert_false(qr_svg(&b, text, "过长"));
	assert_false(qr_svg(&b, "", "空"));
	assert_int_equal(b.n, 0);
	arena_free(a);
}

/* Drawn one pixel a module, the picture has the same dark corner. */
static void drawing_fills_the_square(void **state)
{
	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 33, 33);
	cairo_t *cr = cairo_create(s);
	cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
	assert_true(qr_draw(cr, "https://example.cn/s/1", 0, 0, 33));
	cairo_surface_flush(s);
	const unsigned char *p = cairo_image_surface_get_data(s);
	int stride = cairo_image_surface_get_stride(s);
	for (int i = 0; i < 7; i++)
		assert_int_equal(p[4 * stride + (4 + i) * 4], 0);
	assert_int_equal(p[4 * stride + 3 * 4], 255);
	assert_int_equal(p[5 * stride + 5 * 4], 255);
	assert_int_equal(p[6 * stride + 6 * 4], 0);
	cairo_destroy(cr);
	cairo_surface_destroy(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(svg_begins_with_the_finder_pattern),
		cmocka_unit_test(impossible_texts_are_refused),
		cmocka_unit_test(drawing_fills_the_square),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
