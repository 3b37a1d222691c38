/* Compiled templates with values that try to leave their place. */
#include "base/test.h"

#include "base/arena.h"
#include "http/http.h"
#include "escape.html.h"

static const char hostile[] = "\"'><script>alert(1)</script>&amp;\n";

static void values_stay_in_their_place(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct buf b = buf_in(a);
	tpl_escape(&b, hostile, 7, str_of("<&>"));
	const char *html = buf_text(&b);
	assert_null(strstr(html, "<script"));
	assert_null(strstr(html, "\"'"));
	/* the fixed quotes: class, title (two of '), data-n, href, hx-get, value */
	size_t doubles = 0, singles = 0;
	for (const char *p = html; *p; p++) {
		doubles += *p == '"';
		singles += *p == '\'';
	}
	assert_int_equal(doubles, 5 * 2);
	assert_int_equal(singles, 2);
	assert_non_null(strstr(html, "|&lt;&amp;&gt;|7</p>"));
	assert_non_null(strstr(html, "hx-get=\"/x/%22%27%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E%26amp%3B%0A?n=7&amp;s=%22"));
	assert_non_null(strstr(html, "href=\"#\""));
	assert_non_null(strstr(html, "<textarea>\n&quot;"));
	assert_non_null(strstr(html, " checked>"));
	arena_free(a);
}

static void addresses_of_other_sites_and_code_are_refused(void **state)
{
	static const char *const bad[] = {"javascript:alert(1)", "//evil.example/", "https://evil.example/",
		"/\\evil.example", " /x", "data:text/html,x", "\tjavascript:x", ""};
	struct arena *a = arena_new(1 << 20);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct buf b = buf_in(a);
		tpl_escape(&b, bad[i], 1, STR(""));
		assert_non_null(strstr(buf_text(&b), "<a href=\"#\""));
	}
	static const char *const good[] = {"/plans/7?x=1#top", "?page=2", "#main"};
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct buf b = buf_in(a);
		tpl_escape(&b, good[i], 1, STR(""));
		assert_non_null(strstr(buf_text(&b), arena_printf(a, "<a href=\"%s\"", good[i])));
	}
	arena_free(a);
}

static void blocks_do_what_they_say(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct buf b = buf_in(a);
	const struct pair items[] = {{"a", NULL}, {"b", "2"}, {"c", NULL}};
	const char *const names[] = {"x", "y"};
	tpl_rows(&b, items, 3, names, 2);
	assert_string_equal(buf_text(&b), "<ol><li>0 a first</li><li>1 b=2</li><li>2 c none</li></ol>"
					  "xx,xy,;yx,yy,;\n<hr><footer>end</footer>");
	b = buf_in(a);
	tpl_rows(&b, NULL, 0, NULL, 0);
	assert_string_equal(buf_text(&b), "<ol><li>nothing</li></ol>\n<hr><footer>end</footer>");
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_stay_in_their_place),
		cmocka_unit_test(addresses_of_other_sites_and_code_are_refused),
		cmocka_unit_test(blocks_do_what_they_say),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
