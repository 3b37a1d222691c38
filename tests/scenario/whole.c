#include "scenario/whole.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "app/demo.h"
#include "base/log.h"
#include "db/test_database.h"

bool whole_open(struct whole *w, const char *name)
{
	snprintf(w->folder, sizeof(w->folder), "/tmp/lx-%s-XXXXXX", name);
	test_needs_engine();
	log_set_level(LOG_LEVEL_ERROR);
	if (!mkdtemp(w->folder))
		return false;
	char *args[] = {(char[]){"--data"}, w->folder};
	clock_set(instant_of_day(day_of(2024, 3, 1)) + 9 * 3600000);
	w->app = app_new();
	w->arena = arena_new(1024u << 20);
	if (options_read(w->app, 2, args, NULL, NULL))
		return false;
	w->app->db_url = test_database(w->arena, name, w->app->db_url);
	if (app_open(w->app, 1))
		return false;
	demo_fill(w->app);
	puts("TAP version 13");
	return true;
}

int whole_close(struct whole *w)
{
	char command[80];
	printf("1..%d\n", w->points);
	app_end(w->app);
	arena_free(w->arena);
	snprintf(command, sizeof(command), "rm -rf %s", w->folder);
	return system(command) != 0 || w->bad;
}

void whole_point(struct whole *w, const char *why, const char *format, ...)
{
	va_list args;
	printf("%sok %d - ", why ? "not " : "", ++w->points);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	printf("\n%s%s%s", why ? "# " : "", why ? why : "", why ? "\n" : "");
	w->bad += why != NULL;
}

const char *whole_path(struct arena *a, const char *pattern, int64_t id, int64_t sub, const char *word)
{
	struct buf b = buf_in(a);
	for (const char *p = pattern; *p; p++) {
		if (*p != '{') {
			buf_char(&b, *p);
			continue;
		}
		if (strncmp(p, "{word}", 6) == 0)
			buf_puts(&b, word);
		else
			buf_int(&b, strncmp(p, "{sub}", 5) == 0 ? sub : id);
		p = strchr(p, '}');
	}
	return buf_text(&b);
}
