/* The guard by itself: the HTTP library in front of it refuses some of these already. */
#include "base/test.h"

#include <stdio.h>

#include "http/guard.h"
#include "http/url.h"

static struct arena *arena;

static int start(void **state)
{
	arena = arena_new(1 << 20);
	return 0;
}

static int stop(void **state)
{
	arena_free(arena);
	return 0;
}

static void clean_paths_pass(void **state)
{
	static const struct {
		struct str raw;
		const char *path; /* NULL: refused */
	} cases[] = {
		{STR("/"), "/"},
		{STR("/plan/12/%E8%AE%A1%E5%88%92"), "/plan/12/计划"},
		{STR("/a/"), "/a/"},
		{STR("/a+b"), "/a+b"},
		{STR("/..a/b.."), "/..a/b.."},
		{STR("/%252e%252e/"), "/%2e%2e/"},
		{STR(""), NULL},
		{STR("a"), NULL},
		{STR("//"), NULL},
		{STR("/a//b"), NULL},
		{STR("/."), NULL},
		{STR("/a/./b"), NULL},
		{STR("/a/.."), NULL},
		{STR("/%2E%2E/a"), NULL},
		{STR("/a%2Fb"), NULL},
		{STR("/a%5cb"), NULL},
		{STR("/a\\b"), NULL},
		{STR("/a%0Ab"), NULL},
		{STR("/%7f"), NULL},
		{STR("/%e5%b7"), NULL},
		{STR("/%"), NULL},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *path = NULL;
		struct verdict v = guard_path(arena, cases[i].raw, &path);
		assert_int_equal(v.status, cases[i].path ? 0 : 400);
		if (cases[i].path)
			assert_string_equal(path, cases[i].path);
	}
}

/* The status for "METHOD target version" and up to two header lines. */
static int checked(const char *line, struct pair first, struct pair second,
		   struct head_facts *facts)
{
	struct pair items[] = {{"Host", "a.example"}, first, second};
	struct str rest = str_of(line);
	const char *method = str_dup(arena, str_cut(&rest, ' '));
	struct str target = str_cut(&rest, ' ');
	size_t n = second.name ? 3 : first.name ? 2 : 1;
	const struct head h = {method, target, str_dup(arena, rest), {items, n, n}};
	*facts = (struct head_facts){0};
	return guard_head(&h, facts).status;
}

static void heads_are_read_in_one_way_only(void **state)
{
	static const char length[] = "Content-Length", coding[] = "Transfer-Encoding";
	static const struct {
		const char *line;
		struct pair first, second;
		int status;
	} cases[] = {
		{"GET / HTTP/1.1", {0}, {0}, 0},
		{"POST / HTTP/1.1", {length, "0"}, {0}, 0},
		{"POST / HTTP/1.1", {length, "999999999999999"}, {0}, 0},
		{"POST / HTTP/1.1", {coding, "Chunked"}, {0}, 0},
		{"GET / HTTP/1.1", {"X-工", "a"}, {0}, 400},
		{"GET / HTTP/1.1", {"X-A", "工会\t会员"}, {0}, 0},
		{"GET / HTTP/2.0", {0}, {0}, 505},
		{"GET / http/1.1", {0}, {0}, 505},
		{"GET / ", {0}, {0}, 505},
		{" / HTTP/1.1", {0}, {0}, 400},
		{"get / HTTP/1.1", {0}, {0}, 501},
		{"PATCH / HTTP/1.1", {0}, {0}, 405},
		{"GET * HTTP/1.1", {0}, {0}, 400},
		{"GET /a\x7f HTTP/1.1", {0}, {0}, 400},
		{"GET /a\tb HTTP/1.1", {0}, {0}, 400},
		{"GET / HTTP/1.1", {"Host", "b"}, {0}, 400},
		{"GET / HTTP/1.1", {"hOST", "a.example"}, {0}, 400},
		{"GET / HTTP/1.1", {"", "a"}, {0}, 400},
		{"GET / HTTP/1.1", {"X ", "a"}, {0}, 400},
		{"GET / HTTP/1.1", {"X", "a\nb"}, {0}, 400},
		{"GET / HTTP/1.1", {"X", NULL}, {0}, 400},
		{"POST / HTTP/1.1", {length, ""}, {0}, 400},
		{"POST / HTTP/1.1", {length, " 3"}, {0}, 400},
		{"POST / HTTP/1.1", {length, "3 "}, {0}, 400},
		{"POST / HTTP/1.1", {length, "+3"}, {0}, 400},
		{"POST / HTTP/1.1", {length, "-3"}, {0}, 400},
		{"POST / HTTP/1.1", {length, "0x3"}, {0}, 400},
		{"POST / HTTP/1.1", {length, "3,3"}, {0}, 400},
		{"POST / HTTP/1.1", {length, "18446744073709551619"}, {0}, 400},
		{"POST / HTTP/1.1", {length, "3"}, {"content-length", "3"}, 400},
		{"POST / HTTP/1.1", {length, "3"}, {coding, "chunked"}, 400},
		{"POST / HTTP/1.1", {coding, "chunked"}, {coding, "chunked"}, 400},
		{"POST / HTTP/1.1", {coding, "chunked, chunked"}, {0}, 400},
		{"POST / HTTP/1.1", {coding, "chunked "}, {0}, 400},
		{"POST / HTTP/1.1", {coding, "identity"}, {0}, 400},
		{"POST / HTTP/1.1", {coding, ""}, {0}, 400},
		{"POST / HTTP/1.0", {coding, "chunked"}, {0}, 400},
		{"POST / HTTP/1.1", {"Content-Type", "a/b"}, {"Content-Type", "a/b"}, 400},
	};
	struct head_facts facts;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int status = checked(cases[i].line, cases[i].first, cases[i].second, &facts);
		if (status != cases[i].status)
			fail_msg("case %zu, %s: %d, not %d", i, cases[i].line, status,
				 cases[i].status);
	}
}

static void the_body_is_known_from_the_head(void **state)
{
	struct head_facts facts;
	assert_int_equal(checked("POST / HTTP/1.1", (struct pair){"content-length", "007"},
				 (struct pair){0}, &facts),
			 0);
	assert_int_equal(facts.method, METHOD_POST);
	assert_int_equal(facts.length, 7);
	assert_false(facts.chunked);
	assert_int_equal(checked("HEAD / HTTP/1.1", (struct pair){"Transfer-Encoding", "chunked"},
				 (struct pair){0}, &facts),
			 0);
	assert_int_equal(facts.method, METHOD_HEAD);
	assert_int_equal(facts.length, -1);
	assert_true(facts.chunked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clean_paths_pass),
		cmocka_unit_test(heads_are_read_in_one_way_only),
		cmocka_unit_test(the_body_is_known_from_the_head),
	};
	return cmocka_run_group_tests_name("http_guard", tests, start, stop);
}
