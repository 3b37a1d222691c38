/*
 * What each list, search, tree and other page costs on the data of a folder, in
 * microseconds of processor time: every declared list in every order with every
 * kind of condition, and every page without a number or of a row.
 *
 *   scale DATA_FOLDER     prints lines of "who, address, status, microseconds" parted by tabs
 *
 * Requests go through the dispatcher without a network. Of several runs of one
 * address the quickest counts: what disturbs from outside only makes it slower.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/command.h"
#include "base/log.h"
#include "kernel/list.h"
#include "kernel/list_query.h"
#include "kernel/registry.h"
#include "kernel/writer.h"
#include "scenario/visitor.h"

enum { WARM = 2, RUNS = 7, CHOICES = 3 };

static const char *const people[] = {"13800000001", "13800000003"};
enum { PEOPLE = sizeof(people) / sizeof(people[0]) };

static struct {
	struct app *app;
	struct arena *arena;
} t;

void scenario_visited(int post, const char *path, int status);
void scenario_visited(int post, const char *path, int status)
{
	(void)post;
	(void)path;
	(void)status;
}

static int64_t cpu_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void measure_page(const char *address, const char *key)
{
	for (int p = 0; p < PEOPLE; p++) {
		int64_t best = INT64_MAX;
		int status = 0;
		for (int i = 0; i < WARM + RUNS; i++) {
			struct arena *a = arena_new(256u << 20);
			struct visitor *v = visitor_new(t.app, a);
			visitor_enter(v, people[p]);
			int64_t before = cpu_now();
			visit(v, address);
			int64_t took = cpu_now() - before;
			status = v->status;
			if (i >= WARM && took < best)
				best = took;
			arena_free(a);
			if (status != 200)
				break;
		}
		if (status == 200)
			printf("%s\t%s\t%d\t%lld\n", people[p], key, status, (long long)best);
	}
	fflush(stdout);
}

/* ---- lists ---- */

static void with_orders(const struct list *l, const char *condition)
{
	const struct record *r = l->flow->record;
	measure_page(arena_printf(t.arena, "%s?%s", l->base, condition), arena_printf(t.arena, "%s?%s", l->base, condition));
	for (int i = 0; i < r->n_fields; i++) {
		const struct field *x = &r->fields[i];
		if (x->kind != KIND_ID && !(x->use & F_SORT))
			continue;
		for (int down = 0; down < 2; down++) {
			const char *address = arena_printf(t.arena, "%s?%s%ssort=%s%s", l->base, condition, *condition ? "&" : "",
							   down ? "-" : "", x->name);
			measure_page(address, address);
		}
	}
}

static void measure_list(const struct list *l)
{
	const struct record *r = l->flow->record;
	with_orders(l, "");
	with_orders(l, "unit=100000");
	with_orders(l, "q=羽毛球");
	for (int i = 0; i < r->n_fields; i++) {
		const struct field *f = &r->fields[i];
		if (list_spans(f))
			with_orders(l, arena_printf(t.arena, "%s_from=2026-01-01", f->name));
		else if (list_filterable(f) && f->kind == KIND_CHOICE)
			for (int c = 0; c < CHOICES && f->choices[c].label; c++)
				with_orders(l, arena_printf(t.arena, "%s=%lld", f->name, (long long)f->choices[c].value));
	}
}

/* ---- other pages ---- */

/* A row of this record in the first unit of the city, else any of it. */
static int64_t row_of(const struct record *record)
{
	struct stmt *s = db_use_text(t.app->readers[0], arena_printf(t.arena,
		"select coalesce((select min(id) from %s where unit = 100000), (select min(id) from %s where unit = 10))", record->name, record->name));
	int64_t id = db_step(s) ? col_int(s, 0) : 0;
	db_done(s);
	return id;
}

static void measure_route(const struct route *route)
{
	const char *mark = strstr(route->path, "{id}");
	if (route->method == METHOD_POST || strstr(route->path, "{word}") || strstr(route->path, "{sub}") || strstr(route->path, "verify"))
		return;
	if (!mark && !strchr(route->path, '{'))
		measure_page(route->path, route->path);
	int64_t id = mark && route->of ? row_of(route->of) : 0;
	if (id)
		measure_page(arena_printf(t.arena, "%.*s%lld%s", (int)(mark - route->path), route->path, (long long)id, mark + 4), route->path);
}

static void measure_all(void)
{
	static const char *const searches[] = {"/search?q=羽毛球", "/search?q=职工健康讲座", "/search?q=没有这回事", "/people?q=样例王伟伟",
					       "/people?q=yangliwangweiwei", "/units?q=样例第1企业工会", "/units/100000"};
	for (size_t i = 0; i < sizeof(searches) / sizeof(searches[0]); i++)
		measure_page(searches[i], searches[i]);
	EACH_MODULE(t.app, m)
		for (const struct route *route = m->routes; route && route->run; route++)
			measure_route(route);
	EACH_MODULE(t.app, m)
		for (const struct list *const *l = m->lists; l && *l; l++)
			measure_list(*l);
}

int main(int argc, char **argv)
{
	char option[] = "--data", none[] = "", *data[] = {option, argc > 1 ? argv[1] : none, NULL};
	log_set_level(LOG_LEVEL_ERROR);
	t.app = app_new();
	t.arena = arena_new(64u << 20);
	const char *bad = argc > 1 ? options_read(t.app, 2, data, NULL, NULL) : "scale DATA_FOLDER";
	if (!bad)
		bad = app_open(t.app, 1);
	if (bad)
		fprintf(stderr, "%s\n", bad);
	else
		measure_all();
	app_end(t.app);
	arena_free(t.arena);
	return bad ? 1 : 0;
}
