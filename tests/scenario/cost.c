#include "scenario/cost.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "db/driver.h"
#include "kernel/list.h"
#include "kernel/list_query.h"
#include "kernel/registry.h"
#include "scenario/visitor.h"

enum { MOST = 8000, CHOICES = 3 };

/* A federation, and the chair of a union. */
static const char *const people[] = {"13800000001", "13800000003"};

struct pages {
	struct app *app;
	struct arena *a;
	struct cost_page *list;
	size_t n;
};

/* ---- counting ---- */

static int64_t steps;
static bool saying;

/* The end of each statement; what FTS5 asks inside itself counts too. */
static int at_end(unsigned what, void *context, void *statement, void *nanoseconds)
{
	(void)what, (void)context;
	int n = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1);
	steps += n;
	if (saying) {
		char *sql = sqlite3_expanded_sql(statement);
		printf("# %9d steps %8lld us  %s\n", n, (long long)*(sqlite3_int64 *)nanoseconds / 1000, sql ? sql : "");
		sqlite3_free(sql);
	}
	return 0;
}

static int64_t one_number(struct db *d, const char *sql)
{
	struct stmt *s = db_use_text(d, sql);
	int64_t n = db_step(s) ? col_int(s, 0) : 0;
	db_done(s);
	return n;
}

/* Microseconds that the processes behind the connections have computed: with PostgreSQL they do most of the work. 0 where the system does not tell. */
static int64_t cpu_of_server(struct app *app)
{
	static int64_t processes[MAX_THREADS];
	static char of[400];
	int64_t sum = 0;
	bool known = strcmp(of, app->db_url) == 0;
	for (int i = 0; i < app->n_readers; i++) {
		char path[64];
		long long ns = 0;
		if (!known)
			processes[i] = one_number(app->readers[i], "select pg_backend_pid()");
		snprintf(path, sizeof(path), "/proc/%lld/schedstat", (long long)processes[i]);
		FILE *f = fopen(path, "r");
		if (f && fscanf(f, "%lld", &ns) == 1)
			sum += ns / 1000;
		if (f)
			fclose(f);
	}
	snprintf(of, sizeof(of), "%s", app->db_url);
	return sum;
}

static int64_t cpu_now(struct app *app)
{
	struct timespec now;
	int64_t server = db_is_postgres(app->readers[0]) ? cpu_of_server(app) : 0;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000 + server;
}

static int64_t pages_lite(struct db *d)
{
	int hits = 0, misses = 0, high;
	sqlite3_trace_v2(d->handle, SQLITE_TRACE_PROFILE, at_end, NULL);
	sqlite3_db_status(d->handle, SQLITE_DBSTATUS_CACHE_HIT, &hits, &high, 0);
	sqlite3_db_status(d->handle, SQLITE_DBSTATUS_CACHE_MISS, &misses, &high, 0);
	return (int64_t)hits + misses;
}

/* Adds up what was read of each table and index of the schema, named one by one: the catalogue has those of all tests. */
static const char *sum_of_pages(struct app *app)
{
	static char of[400];
	static const char *text;
	if (strcmp(of, app->db_url) == 0)
		return text;
	struct buf b = buf_in(app->arena);
	struct stmt *s = db_use_text(app->readers[0], "select c.oid from pg_class c where c.relkind in ('r', 'i') and "
						      "c.relnamespace = (select n.oid from pg_namespace n where n.nspname = current_schema())");
	while (db_step(s))
		buf_printf(&b, "%s%lld", b.n ? "," : "select sum(pg_stat_get_blocks_fetched(x)) from unnest('{", (long long)col_int(s, 0));
	db_done(s);
	buf_puts(&b, "}'::oid[]) x");
	snprintf(of, sizeof(of), "%s", app->db_url);
	return text = buf_text(&b);
}

/* What each connection counted is told to others when it is asked to. */
static int64_t pages_pg(struct app *app)
{
	struct db *d = app->readers[0];
	for (int i = 0; i < app->n_readers; i++)
		one_number(app->readers[i], "select 1 from pg_stat_force_next_flush()");
	one_number(d, "select 1 from pg_stat_clear_snapshot()");
	return one_number(d, sum_of_pages(app));
}

static int64_t pages_now(struct app *app)
{
	int64_t n = 0;
	if (db_is_postgres(app->readers[0]))
		return pages_pg(app);
	for (int i = 0; i < app->n_readers; i++)
		n += pages_lite(app->readers[i]);
	return n;
}

void cost_say_statements(struct app *app)
{
	saying = true;
	if (db_is_postgres(app->readers[0]))
		db_script(app->readers[0], "load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on; "
					   "set auto_explain.log_buffers = on; set auto_explain.log_timing = off");
	pages_now(app);
}

static bool opens(const char *at, const char *tag)
{
	size_t n = strlen(tag);
	return strncmp(at, tag, n) == 0 && (at[n] == '>' || at[n] == ' ');
}

/* Lines of tables and lists, but not the ways on. */
static int64_t rows_shown(const char *page)
{
	int64_t n = 0;
	bool ways = false;
	const char *at = strstr(page, "<main");
	for (; at && (at = strchr(at, '<')); at++) {
		ways = opens(at, "<nav") || (ways && strncmp(at, "</nav", 5) != 0);
		n += !ways && (opens(at, "<tr") || opens(at, "<li"));
	}
	return n;
}

/* The first time only warms up, which is not counted. */
static struct cost run_once(struct app *app, const struct cost_page *p, bool counted)
{
	struct arena *a = arena_new(512u << 20);
	struct visitor *v = visitor_new(app, a);
	visitor_enter(v, p->who);
	int64_t pages = counted ? pages_now(app) : 0, before = cpu_now(app);
	steps = 0;
	visit(v, p->address);
	struct cost c = {.status = v->status, .micros = cpu_now(app) - before, .steps = steps, .rows = rows_shown(v->page)};
	c.pages = counted ? pages_now(app) - pages : 0;
	arena_free(a);
	return c;
}

struct cost cost_of(struct app *app, const struct cost_page *p, int runs)
{
	struct cost best = run_once(app, p, false);
	if (best.status != 200)
		return best;
	for (int i = 0; i < runs; i++) {
		struct cost c = run_once(app, p, true);
		if (!i || c.micros < best.micros)
			best.micros = c.micros;
		if (!i || c.pages < best.pages)
			best.pages = c.pages;
		if (!i || c.steps < best.steps)
			best.steps = c.steps;
	}
	return best;
}

/* ---- which pages ---- */

static void add(struct pages *p, const char *address, const char *key)
{
	for (size_t i = 0; i < sizeof(people) / sizeof(people[0]) && p->n < MOST; i++)
		p->list[p->n++] = (struct cost_page){people[i], address, key};
}

static void with_orders(struct pages *p, const struct list *l, const char *condition)
{
	const struct record *r = l->flow->record;
	const char *plain = arena_printf(p->a, "%s?%s", l->base, condition);
	add(p, plain, plain);
	for (int i = 0; i < r->n_fields; i++) {
		const struct field *x = &r->fields[i];
		if (x->kind != KIND_ID && !(x->use & F_SORT))
			continue;
		for (int down = 0; down < 2; down++) {
			const char *address = arena_printf(p->a, "%s%ssort=%s%s", plain, *condition ? "&" : "", down ? "-" : "", x->name);
			add(p, address, address);
		}
	}
}

static void add_list(struct pages *p, const struct list *l)
{
	const struct record *r = l->flow->record;
	with_orders(p, l, "");
	with_orders(p, l, "unit=100000");
	with_orders(p, l, "q=羽毛球");
	for (int i = 0; i < r->n_fields; i++) {
		const struct field *f = &r->fields[i];
		if (list_spans(f))
			with_orders(p, l, arena_printf(p->a, "%s_from=2026-01-01", f->name));
		else if (list_filterable(f) && f->kind == KIND_CHOICE)
			for (int c = 0; c < CHOICES && f->choices[c].label; c++)
				with_orders(p, l, arena_printf(p->a, "%s=%lld", f->name, (long long)f->choices[c].value));
	}
}

/*
 * Ways to search: common words that are never together, together, with a rare one; one character; initials; pinyin;
 * numbers; and people by a surname and by the beginning of their pinyin in every order of their lists.
 */
static void add_searches(struct pages *p)
{
	static const char *const searches[] = {
		"/search?q=羽毛球 讲座", "/search?q=职工 比赛", "/search?q=羽毛球 第12期", "/search?q=职", "/search?q=王", "/search?q=zg", "/search?q=y",
		"/search?q=jiangzuo", "/search?q=第12期", "/search?q=12", "/search?q=S000012", "/search?q=王&kind=person",
		"/search?q=样例王伟伟&kind=person", "/search?q=羽毛球&kind=activity&unit=100000", "/search?q=讲座&unit=10", "/people?q=王", "/people?q=ylww",
		"/people?q=S000012", "/people?q=0012", "/members?q=样例王伟伟", "/members?q=王伟", "/members?q=y", "/units?q=1"};
	for (size_t i = 0; i < sizeof(searches) / sizeof(searches[0]); i++)
		add(p, searches[i], searches[i]);
	EACH_MODULE(p->app, m) {
		for (const struct list *const *l = m->lists; l && *l; l++)
			if ((*l)->found_as || strcmp((*l)->flow->record->name, "person") == 0) {
				with_orders(p, *l, "q=王");
				with_orders(p, *l, "q=yangli");
			}
	}
}

/* A row of this record in the first unit of the city, else in the first union. */
static int64_t row_of(struct pages *p, const struct record *record)
{
	return one_number(p->app->readers[0], arena_printf(p->a,
		"select coalesce((select min(id) from %s where unit = 100000), (select min(id) from %s where unit = 10))", record->name, record->name));
}

static void add_route(struct pages *p, const struct route *route)
{
	const char *mark = strstr(route->path, "{id}");
	if (route->method == METHOD_POST || strstr(route->path, "{word}") || strstr(route->path, "{sub}") || strstr(route->path, "verify"))
		return;
	if (!mark && !strchr(route->path, '{'))
		add(p, route->path, route->path);
	int64_t id = mark && route->of ? row_of(p, route->of) : 0;
	if (id)
		add(p, arena_printf(p->a, "%.*s%lld%s", (int)(mark - route->path), route->path, (long long)id, mark + 4), route->path);
}

struct cost_page *cost_pages(struct app *app, struct arena *a, size_t *n)
{
	static const char *const searches[] = {"/search?q=羽毛球", "/search?q=职工健康讲座", "/search?q=没有这回事", "/people?q=样例王伟伟",
					       "/people?q=yangliwangweiwei", "/units?q=样例第1企业工会", "/units/100000"};
	struct pages p = {.app = app, .a = a, .list = NEW_N(a, struct cost_page, MOST)};
	for (size_t i = 0; i < sizeof(searches) / sizeof(searches[0]); i++)
		add(&p, searches[i], searches[i]);
	EACH_MODULE(app, m) {
		for (const struct route *route = m->routes; route && route->run; route++)
			add_route(&p, route);
	}
	EACH_MODULE(app, m) {
		for (const struct list *const *l = m->lists; l && *l; l++)
			add_list(&p, *l);
	}
	add_searches(&p);
	*n = p.n;
	return p.list;
}
