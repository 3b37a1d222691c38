/*
 * What pages cost on the data of a folder (tests/scenario/cost.h):
 *
 *   scale DATA_FOLDER [DATABASE]   measures the page whose number is read, as often as there are numbers, so that two
 *                                  sizes can be measured in turn; lines of "who, address, microseconds, pages, steps, rows shown"
 *                                  parted by tabs, empty where the page is not to be had, "end" behind the last page
 *   scale DATA_FOLDER [DATABASE] WHO ADDRESS
 *                                  this one, with the statements it makes (PostgreSQL: with their plans, in the server's log)
 *
 * Requests go through the dispatcher without a network. Of several runs of one
 * address the quickest counts: what disturbs from outside only makes it slower.
 */
#include <malloc.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/command.h"
#include "base/log.h"
#include "kernel/writer.h"
#include "scenario/cost.h"

enum { RUNS = 2, RUNS_POSTGRES = 3 /* each in processes that are waited for */ };

void scenario_visited(int post, const char *path, int status);
void scenario_visited(int post, const char *path, int status)
{
	(void)post;
	(void)path;
	(void)status;
}

static void measure(struct app *app, const struct cost_page *p, int runs)
{
	struct cost c = cost_of(app, p, runs);
	if (c.status == 200)
		printf("%s\t%s\t%lld\t%lld\t%lld\t%lld", p->who, p->key, (long long)c.micros, (long long)c.pages, (long long)c.steps, (long long)c.rows);
	putchar('\n');
	fflush(stdout);
	if (db_is_untidy(writer_db(app->writer))) /* its thread would, which does not run here */
		db_tidy(writer_db(app->writer));
}

/* Numbers that are read, one a line. */
static void measure_asked(struct app *app, struct arena *a)
{
	size_t n = 0, i;
	struct cost_page *p = cost_pages(app, a, &n);
	while (scanf("%zu", &i) == 1) {
		if (i < n)
			measure(app, &p[i], url_is_postgres(app->db_url) ? RUNS_POSTGRES : RUNS);
		else
			puts("end");
		fflush(stdout);
	}
}

int main(int argc, char **argv)
{
	bool one = argc > 3, server = argc == 3 || argc == 5;
	char option[] = "--data", base[] = "--db", none[] = "", *data[] = {option, argc > 1 ? argv[1] : none, base, argc > 2 ? argv[2] : none, NULL};
	log_set_level(LOG_LEVEL_ERROR);
	mallopt(M_MMAP_THRESHOLD, 4 << 20); /* as the server does (app/serve.c) */
	mallopt(M_TRIM_THRESHOLD, 8 << 20);
	struct app *app = app_new();
	struct arena *a = arena_new(64u << 20);
	const char *bad = argc < 2 || argc > 5 ? "scale DATA_FOLDER [DATABASE] [WHO ADDRESS]" : options_read(app, server ? 4 : 2, data, NULL, NULL);
	if (!bad)
		bad = app_open(app, 1);
	if (bad) {
		fprintf(stderr, "%s\n", bad);
	} else if (one) {
		cost_say_statements(app);
		measure(app, &(struct cost_page){argv[argc - 2], argv[argc - 1], argv[argc - 1]}, 1);
	} else {
		measure_asked(app, a);
	}
	app_end(app);
	arena_free(a);
	return bad ? 1 : 0;
}
