/* Escaping: what comes from data never becomes markup, and links stay on the site. */
#include "base/test.h"

#include "http/html.h"

static struct arena *arena;

static int start(void **state)
{
	arena = arena_new(64 << 20);
	return 0;
}

static int stop(void **state)
{
	arena_free(arena);
	return 0;
}

static const char *written(void (*write)(struct buf *, const char *), const char *s)
{
	struct buf b = buf_in(arena);
	write(&b, s);
	return buf_text(&b);
}

static void escapes_what_ends_text_or_a_value(void **state)
{
	assert_string_equal(
		written(html_text, "<a href=\"x\" id='y'>工会 & \xf0\xa0\x80\x80</a>"),
		"&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;工会 &amp; \xf0\xa0\x80\x80&lt;/a&gt;");
	assert_string_equal(written(html_text, "&amp;"), "&amp;amp;");
	assert_string_equal(written(html_text, ""), "");
	assert_string_equal(written(html_text, NULL), "");
	struct buf b = buf_in(arena);
	html_put(&b, -7);
	html_put(&b, (int64_t)INT64_MIN);
	html_put(&b, STR("<"));
	html_put(&b, "\"");
	assert_string_equal(buf_text(&b), "-7-9223372036854775808&lt;&quot;");
}

static void makes_paragraphs(void **state)
{
	assert_string_equal(written(html_paragraphs, "一\n二\r\n\r\n \n三<\n"),
			    "<p>一<br>二</p><p>三&lt;</p>");
	assert_string_equal(written(html_paragraphs, "\n\n"), "");
	assert_string_equal(written(html_paragraphs, NULL), "");
}

static void links_stay_on_the_site(void **state)
{
	static const char *const ours[] = {"/",	   "/a?b=1#c",	"?page=2",
					   "#top", "tel:12351", "mailto:a@b"};
	static const char *const others[] = {
		"//evil",   "/\\evil",	"http://evil",	"javascript:alert(1)",
		"/\t/evil", "\n//evil", "JavaScript:x", " /a",
		"",	    "data:x"};
	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		assert_string_equal(written(html_link, ours[i]), ours[i]);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_string_equal(written(html_link, others[i]), "#");
	assert_string_equal(written(html_link, "/a?b=\"&c"), "/a?b=&quot;&amp;c");
	assert_string_equal(written(html_link, NULL), "#");
}

static void encodes_for_addresses(void **state)
{
	assert_string_equal(url_join(arena, "/search?q=", "工 会&a=1/~-_."),
			    "/search?q=%E5%B7%A5%20%E4%BC%9A%26a%3D1%2F~-_.");
	assert_string_equal(url_join(arena, "/x?y=", NULL), "/x?y=");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(escapes_what_ends_text_or_a_value),
		cmocka_unit_test(makes_paragraphs),
		cmocka_unit_test(links_stay_on_the_site),
		cmocka_unit_test(encodes_for_addresses),
	};
	return cmocka_run_group_tests_name("http_html", tests, start, stop);
}
