/* The sample configuration names every option once and is accepted as it stands. */
#include "base/test.h"

#include <stdio.h>

#include "app/command.h"
#include "base/str.h"
#include "kernel/app.h"

static const char *sample_path(struct arena *a)
{
	return arena_printf(a, "%s/deploy/lianxin.conf", getenv("LX_SOURCE"));
}

static const char *sample(struct arena *a)
{
	FILE *f = fopen(sample_path(a), "r");
	struct buf b = buf_in(a);
	char line[1024];
	assert_non_null(f);
	while (fgets(line, sizeof(line), f))
		buf_puts(&b, line);
	fclose(f);
	return buf_text(&b);
}

/* Lines "name = …" and "# name = …". */
static int mentions(const char *text, const char *name)
{
	struct str rest = str_of(text);
	int n = 0;
	while (rest.n) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (str_starts(line, "#"))
			line = str_trim(str_skip(line, 1));
		if (str_find(line, " = ") != SIZE_MAX && str_is(str_trim(str_cut(&line, '=')), name))
			n++;
	}
	return n;
}

static void every_option_is_in_the_sample(void **state)
{
	struct arena *a = arena_new(1 << 20);
	const char *text = sample(a), *name;
	(void)state;
	for (size_t i = 0; (name = options_name(i)) != NULL; i++)
		if (mentions(text, name) != 1)
			fail_msg("deploy/lianxin.conf has %d lines for \"%s\", not one", mentions(text, name), name);
	arena_free(a);
}

static void the_sample_is_accepted(void **state)
{
	struct app *app = app_new();
	char *args[] = {arena_strdup(app->arena, "--config"), arena_strdup(app->arena, sample_path(app->arena))};
	(void)state;
	assert_null(options_read(app, 2, args, NULL, NULL));
	assert_string_equal(app->data, "/var/lib/lianxin");
	assert_string_equal(app->listen, "127.0.0.1:8080");
	assert_string_equal(app->proxy, "127.0.0.1");
	assert_int_equal(app->upload_limit, 50 * 1024 * 1024);
	app_end(app);
}

static void a_wrong_line_is_named(void **state)
{
	struct app *app = app_new();
	char *args[] = {arena_strdup(app->arena, "--idle-minutes"), arena_strdup(app->arena, "2")};
	(void)state;
	assert_non_null(strstr(options_read(app, 2, args, NULL, NULL), "5 到 1440"));
	app_end(app);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_option_is_in_the_sample),
		cmocka_unit_test(the_sample_is_accepted),
		cmocka_unit_test(a_wrong_line_is_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
