/*
 * Flat as the data grows: every list in every order with every kind of condition, searches,
 * trees, dashboards and pages of a row read hardly more of the database when it has four times
 * as many unions, people and work. Counted, not timed: pages of the database touched, and on
 * SQLite the steps of its virtual machine. ./bench scale does the same by the clock.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/demo.h"
#include "base/log.h"
#include "db/test_database.h"
#include "kernel/list_rows.h"
#include "kernel/search.h"
#include "kernel/writer.h"
#include "scenario/cost.h"

/*
 * The small city is beyond the sizes at which walks and counts are given up, so that what is bounded
 * has reached its bound in both.
 */
enum { FEW = 400, MANY = 1600, RUNS = 1 };
/* Of the addresses, spread over all: with PostgreSQL a page takes some round trips, and so does asking its server what it counted. */
enum { EVERY = 3, EVERY_POSTGRES = 11 };
/* Deeper trees of the indexes, longer lists of places of a common word, and what stands on the rows that happen to be first. */
enum { SLACK_PAGES = 200, SLACK_STEPS = 3000 };
static const double limit = 1.3;

void scenario_visited(int post, const char *path, int status);
void scenario_visited(int post, const char *path, int status)
{
	(void)post, (void)path, (void)status;
}

struct measured {
	struct cost_page *pages;
	struct cost *costs;
	size_t n;
};

/* Measured always, whatever the sample is: it was seen to grow once. */
static bool has_grown(const char *key)
{
	static const char *const keys[] = {"/ratings/board", "/members/doubles", "/teams/new"};
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strcmp(keys[i], key) == 0)
			return true;
	return false;
}

/* The tables of this schema, which the server would do by itself in time: a walk over an index reads no rows then. */
static void vacuum(struct db *d, struct arena *a)
{
	struct buf b = buf_in(a);
	struct stmt *s = db_use_text(d, "select cast(tablename as text) from pg_tables where schemaname = current_schema()");
	while (db_step(s))
		buf_printf(&b, "%s%s", b.n ? ", " : "vacuum analyze ", col_text(s, 0, a));
	db_done(s);
	db_script(d, buf_text(&b));
}

/* A city of so many units; the app is closed again. */
static struct measured measure(struct arena *a, const char *folder, int64_t units)
{
	char *data[] = {arena_strdup(a, "--data"), arena_printf(a, "%s/%lld", folder, (long long)units), NULL};
	struct app *app = app_new();
	const char *bad = options_read(app, 2, data, NULL, NULL);
	app->db_url = test_database(a, "flat", app->db_url);
	if (!bad)
		bad = app_open(app, 1);
	if (bad) {
		printf("Bail out! %s\n", bad);
		exit(1);
	}
	demo_fill(app);
	demo_scale_of(app, units, (struct demo_share){.people = 4, .tasks = 3, .activities = 3, .events = 10});
	if (db_is_postgres(app->readers[0]))
		vacuum(writer_db(app->writer), a);
	else
		db_script(app->readers[0], "pragma mmap_size = 0"); /* pages that are mapped would not be counted */
	struct measured m = {0};
	m.pages = cost_pages(app, a, &m.n);
	m.costs = NEW_N(a, struct cost, m.n);
	size_t every = test_on_postgres() ? EVERY_POSTGRES : EVERY;
	for (size_t i = 0; i < m.n; i++)
		if (i / 2 % every == 0 || has_grown(m.pages[i].key))
			m.costs[i] = cost_of(app, &m.pages[i], RUNS);
	app_end(app);
	return m;
}

static const struct cost *cost_in(const struct measured *m, const struct cost_page *p)
{
	for (size_t i = 0; i < m->n; i++)
		if (strcmp(m->pages[i].key, p->key) == 0 && strcmp(m->pages[i].who, p->who) == 0)
			return &m->costs[i];
	return NULL;
}

static bool grew(int64_t few, int64_t many, int64_t slack)
{
	return (double)many > (double)few * limit && many - few > slack;
}

static int compare(const struct measured *few, const struct measured *many)
{
	int points = 0, bad = 0;
	for (size_t i = 0; i < many->n; i++) {
		const struct cost *y = &many->costs[i], *x = cost_in(few, &many->pages[i]);
		if (!x || x->status != 200 || y->status != 200)
			continue;
		bool dear = grew(x->pages, y->pages, SLACK_PAGES) || grew(x->steps, y->steps, SLACK_STEPS);
		printf("%s %d - %s as %s\n", dear ? "not ok" : "ok", ++points, many->pages[i].key, many->pages[i].who);
		if (dear)
			printf("# with four times the data %lld pages instead of %lld, %lld steps instead of %lld\n", (long long)y->pages,
			       (long long)x->pages, (long long)y->steps, (long long)x->steps);
		bad += dear;
	}
	printf("1..%d\n", points);
	return bad || points < 200;
}

int main(void)
{
	char folder[] = "/tmp/lx-flat-XXXXXX", command[64];
	test_needs_engine();
	if (!mkdtemp(folder))
		return 1;
	log_set_level(LOG_LEVEL_ERROR);
	search_bounds = (struct search_bounds){.few = 2, .wide = 2, .newest = 40, .walked = 200, .tested = 50};
	/* Whether a word of a thousand entries lies within one leaf of the index is chance: none is called rare here. */
	search_lite_bounds = (struct search_lite_bounds){.few = -1, .wide = 1, .begun = 12, .walked = 150, .tested = 60};
	list_bounds = (struct list_bounds){.examined = 120, .total = 60, .narrow = 20, .found = 10};
	struct arena *a = arena_new(256u << 20);
	struct measured few = measure(a, folder, FEW), many = measure(a, folder, MANY);
	int bad = compare(&few, &many);
	arena_free(a);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command) != 0 || bad;
}
