#include "base/test.h"

#include <libxml/parser.h>
#include <math.h>

#include "base/str.h"
#include "doc/chart_svg.h"

static struct arena *a;

static int begin(void **state)
{
	a = arena_new(1 << 22);
	return 0;
}

static int end(void **state)
{
	arena_free(a);
	return 0;
}

/* The chart, checked by another XML reader, and without what the page's policy forbids. */
static const char *drawn(struct buf *b)
{
	const char *svg = buf_text(b);
	xmlDocPtr doc = xmlReadMemory(svg, (int)b->n, NULL, NULL, XML_PARSE_NONET);
	assert_non_null(doc);
	assert_string_equal((const char *)xmlDocGetRootElement(doc)->name, "svg");
	xmlFreeDoc(doc);
	assert_null(strstr(svg, "style="));
	assert_null(strstr(svg, "nan"));
	assert_null(strstr(svg, "inf\""));
	assert_non_null(strstr(svg, "role=\"img\" aria-label=\""));
	return svg;
}

static int count(const char *text, const char *what)
{
	int n = 0;
	for (; (text = strstr(text, what)) != NULL; text++)
		n++;
	return n;
}

static void bars_are_shares_of_the_largest(void **state)
{
	static const struct chart_item items[] = {
		{"电厂工会", 40, NULL, CHART_OK, "/u/1?a=1&b=2"},
		{"<纺织> & \"海棠\"", 10, "10 项", CHART_BAD, NULL},
		{"负数", -5, NULL, CHART_MUTE, NULL},
		{"无", NAN, "—", CHART_MUTE, NULL},
	};
	struct buf b = buf_in(a);
	chart_bars(&b, "各单位\"完成\"", items, 4, 0);
	const char *svg = drawn(&b);
	assert_non_null(strstr(svg, "height=\"176\"")); /* 4 × 44 */
	assert_non_null(strstr(svg, "class=\"f-ok\" x=\"0%\" width=\"100%\""));
	assert_non_null(strstr(svg, "class=\"f-bad\" x=\"0%\" width=\"25%\""));
	assert_int_equal(count(svg, "class=\"f-mute\" x=\"0%\" width=\"0%\""), 2);
	assert_non_null(strstr(svg, "href=\"/u/1?a=1&amp;b=2\""));
	assert_int_equal(count(svg, "<a "), 1);
	assert_non_null(strstr(svg, "&lt;纺织&gt; &amp; &quot;海棠&quot;"));
	b.n = 0;
	chart_bars(&b, "百分比", items, 2, 80);
	assert_non_null(strstr(drawn(&b), "class=\"f-ok\" x=\"0%\" width=\"50%\""));
	b.n = 0;
	chart_bars(&b, "空", items, 0, 0);
	drawn(&b);
}

static void stacks_stand_end_to_end(void **state)
{
	static const struct chart_part parts[] = {
		{"正常", CHART_OK}, {"偏慢", CHART_WARN}, {"滞后", CHART_BAD}};
	static const double one[] = {3, 0, 1}, two[] = {1, 1, 0};
	static const struct chart_stack rows[] = {{"甲", one, NULL, "/x"},
						  {"乙", two, "2 项", NULL}};
	struct buf b = buf_in(a);
	chart_stacked(&b, "各单位灯数", parts, 3, rows, 2, false);
	const char *svg = drawn(&b);
	assert_non_null(strstr(svg, "f-ok\" x=\"0%\" width=\"75%\""));
	assert_non_null(strstr(svg, "f-bad\" x=\"75%\" width=\"25%\""));
	assert_non_null(strstr(svg, "f-warn\" x=\"25%\" width=\"25%\""));
	assert_non_null(strstr(svg, "<title>甲 正常 3，偏慢 0，滞后 1</title>"));
	b.n = 0;
	chart_stacked(&b, "各单位灯数", parts, 3, rows, 2, true);
	assert_non_null(strstr(drawn(&b), "f-warn\" x=\"50%\" width=\"50%\""));
}

static void lines_rise_and_break(void **state)
{
	static const char *const ticks[] = {"1月", "2月", "3月", "4月",	 "5月",	 "6月",
					    "7月", "8月", "9月", "10月", "11月", "12月"};
	double values[12] = {50, 100, NAN, 0, 50, 50};
	for (int i = 6; i < 12; i++)
		values[i] = NAN;
	struct chart_axis axis = {.ticks = ticks,
				  .n = 12,
				  .max = 100,
				  .target = 90,
				  .target_text = "目标 90%",
				  .unit = "%"};
	struct chart_line line = {"诉求", values, CHART_INFO, "诉求 50%"};
	struct buf b = buf_in(a);
	chart_lines(&b, "及时率", &axis, &line, 1);
	const char *svg = drawn(&b);
	/* 150 pixels from 26 (100 %) to 176 (0 %); months in twelfths */
	assert_non_null(strstr(svg, "<line x1=\"4.17%\" y1=\"101.0\" x2=\"12.50%\" y2=\"26.0\"/>"));
	assert_non_null(
		strstr(svg, "<line x1=\"29.17%\" y1=\"176.0\" x2=\"37.50%\" y2=\"101.0\"/>"));
	assert_int_equal(count(svg, "<circle"), 5);
	assert_non_null(
		strstr(svg, "y1=\"41.0\" y2=\"41.0\" stroke-width=\"1.5\" stroke-dasharray"));
	assert_non_null(strstr(svg, ">12月</text>"));
	assert_null(strstr(svg, ">11月</text>"));
	assert_non_null(strstr(svg, "诉求 50%"));
	b.n = 0;
	axis.max = 0;
	axis.target = NAN;
	values[1] = 130;
	chart_lines(&b, "自动刻度", &axis, &line, 1);
	assert_non_null(strstr(drawn(&b), ">200%</text>"));
	b.n = 0;
	for (int i = 0; i < 12; i++)
		values[i] = NAN;
	chart_lines(&b, "还没有数据", &axis, &line, 1);
	drawn(&b);
}

static void small_charts_are_drawn(void **state)
{
	static const double values[] = {1, 3, 2, 3};
	struct buf b = buf_in(a);
	chart_spark(&b, "近四周", values, 4, CHART_INFO);
	assert_non_null(strstr(drawn(&b), "d=\"M2.0 21.0L32.7 3.0L63.3 12.0L94.0 3.0\""));
	b.n = 0;
	chart_spark(&b, "一点", values, 1, CHART_INFO);
	drawn(&b);
	b.n = 0;
	chart_ring(&b, "签到率 95.3%", 95.3, 66.67, CHART_OK, "82", "应到 86 人");
	assert_non_null(
		strstr(drawn(&b), "stroke-dasharray=\"95.3 100\" transform=\"rotate(-90 60 60)\""));
	assert_non_null(strstr(buf_text(&b), "rotate(240.01 60 60)"));
	b.n = 0;
	chart_progress(&b, "完成 62%", 62, 46.4, CHART_WARN);
	assert_non_null(strstr(
		drawn(&b), "<line class=\"mk\" y1=\"0\" y2=\"10\" x1=\"46.4%\" x2=\"46.4%\"/>"));
	static const struct chart_item items[] = {{"甲", 1, NULL, CHART_OK, NULL},
						  {"乙", 3, NULL, CHART_BAD, "/b"}};
	b.n = 0;
	chart_donut(&b, "构成", items, 2, "4", "项");
	assert_non_null(
		strstr(drawn(&b), "stroke-dasharray=\"75 100\" transform=\"rotate(0 60 60)\""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(bars_are_shares_of_the_largest, begin, end),
		cmocka_unit_test_setup_teardown(stacks_stand_end_to_end, begin, end),
		cmocka_unit_test_setup_teardown(lines_rise_and_break, begin, end),
		cmocka_unit_test_setup_teardown(small_charts_are_drawn, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
