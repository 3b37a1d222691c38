/*
 * Every route × every role of the sample people × two unions: what the dispatcher
 * answers is what the tables of rights say, worked out here a second time from
 * the parents of the units. The handlers are replaced by one that says 200.
 */
#include <string.h>

#include "kernel/app.h"
#include "kernel/registry.h"
#include "kernel/unit.h"
#include "kernel/writer.h"
#include "scenario/visitor.h"
#include "scenario/whole.h"

enum { MODULES = 64, HELD = 8, DEPTH = 20 };

static const char *const mobiles[] = {
	"13800000001", "13800000002", "13800000003", "13800000004", "13800000005", "13800000006",
	"13800000007", "13800000008", "13800000011", "13800000012", "13800000013", "13800000021",
};
enum { PEOPLE = sizeof(mobiles) / sizeof(mobiles[0]) };
static const int64_t unions[] = {10, 11, 105};
enum { UNIONS = sizeof(unions) / sizeof(unions[0]) };

struct held {
	int role;
	int64_t unit;
};

static struct {
	struct whole w;
	struct visitor *people[PEOPLE], *stranger;
	struct held held[PEOPLE][HELD];
	int n_held[PEOPLE], allowed, refused;
} t;

static void says_ok(struct req *r)
{
	buf_puts(r->out, "ok");
	answer_status(r, 200);
}

/* The same modules, with routes whose handlers only say that they were reached. */
static const struct module *const *stubbed(void)
{
	const struct module **out = NEW_N(t.w.arena, const struct module *, MODULES);
	size_t n = 0;
	EACH_MODULE(t.w.app, m) {
		struct module *copy = arena_memdup(t.w.arena, m, sizeof(*m));
		size_t routes = 0;
		while (m->routes && m->routes[routes].run)
			routes++;
		struct route *list = NEW_N(t.w.arena, struct route, routes + 1);
		for (size_t i = 0; i < routes; i++) {
			list[i] = m->routes[i];
			list[i].run = says_ok;
			list[i].prepare = NULL;
			list[i].flags &= ~(unsigned)ROUTE_SLOW;
		}
		copy->routes = list;
		out[n++] = copy;
	}
	return out;
}

/* ---- the second opinion ---- */

static int64_t value(const char *sql, int64_t a)
{
	struct stmt *s = db_use_text(writer_db(t.w.app->writer), sql);
	bind_int(s, 1, a);
	int64_t v = db_step(s) ? col_int(s, 0) : 0;
	db_done(s);
	return v;
}

/* Is `upper` the unit or above it, by the parents? */
static bool above(int64_t upper, int64_t unit)
{
	for (int i = 0; unit && i < DEPTH; i++, unit = value("select parent from unit where id = $1", unit))
		if (unit == upper)
			return true;
	return false;
}

static bool holds(int p, const struct right *x, int64_t unit)
{
	for (int i = 0; i < t.n_held[p]; i++) {
		unsigned role = 1u << t.held[p][i].role;
		int64_t at = t.held[p][i].unit;
		if (((x->here & role) && at == unit) || ((x->below & role) && above(at, unit)) ||
		    ((x->above & role) && above(unit, at)))
			return true;
	}
	return false;
}

static bool holds_anywhere(int p, const struct right *x)
{
	for (int i = 0; i < t.n_held[p]; i++)
		if ((x->here | x->below | x->above) & 1u << t.held[p][i].role)
			return true;
	return false;
}

static int expected(int p, const struct route *route, int64_t unit)
{
	if (!route->right)
		return 200;
	const struct right *x = right_of(t.w.app, route->right);
	return (route->of ? holds(p, x, unit) : holds_anywhere(p, x)) ? 200 : 403;
}

static void load_roles(void)
{
	for (int p = 0; p < PEOPLE; p++) {
		int64_t person = 1001 + p;
		bool admin = false;
		struct stmt *s = db_use_text(writer_db(t.w.app->writer), "select role, unit from post where person = $1");
		bind_int(s, 1, person);
		while (db_step(s)) {
			t.held[p][t.n_held[p]++] = (struct held){(int)col_int(s, 0), col_int(s, 1)};
			admin |= col_int(s, 0) >= ROLE_SYSTEM;
		}
		db_done(s);
		if (!admin)
			t.held[p][t.n_held[p]++] = (struct held){ROLE_WORKER, value("select unit from person where id = $1", person)};
		t.people[p] = visitor_new(t.w.app, t.w.arena);
		visitor_enter(t.people[p], mobiles[p]);
	}
	t.stranger = visitor_new(t.w.app, t.w.arena);
}

/* ---- the walk ---- */

/* A row of the record owned by this unit; made when there is none yet. */
static int64_t row_of(const struct record *record, int64_t unit)
{
	static int64_t next = 700000;
	if (strcmp(record->name, "unit") == 0)
		return unit;
	const char *sql = arena_printf(t.w.arena, "select id from %s where unit = $1 limit 1", record->name);
	int64_t id = value(sql, unit);
	if (id)
		return id;
	struct head *h = record_new(t.w.arena, record);
	h->id = next++;
	h->unit = unit;
	h->version = 1;
	for (int i = 0; i < record->n_fields; i++) /* different from each other, for unique indexes */
		if (record->fields[i].kind == KIND_INT || record->fields[i].kind == KIND_REF)
			if (strcmp(record->fields[i].name, "unit") && strcmp(record->fields[i].name, "version") &&
			    !field_int(&record->fields[i], h))
				field_set_int(&record->fields[i], h, next);
	record_insert(writer_db(t.w.app->writer), t.w.arena, record, h);
	return h->id;
}

static const char *path_of(const struct route *route, int64_t id)
{
	return whole_path(t.w.arena, route->path, id, 1, "x");
}

static int go(struct visitor *v, const struct route *route, const char *path)
{
	if (route->method == METHOD_POST)
		visit_post(v, path, "");
	else
		visit(v, path);
	return v->status;
}

static const char *walk_one(const struct route *route)
{
	for (int u = 0; u < UNIONS; u++) {
		const char *path = path_of(route, route->of ? row_of(route->of, unions[u]) : 1);
		for (int p = 0; p < PEOPLE; p++) {
			int want = expected(p, route, unions[u]), got = go(t.people[p], route, path);
			*(got == 200 ? &t.allowed : &t.refused) += 1;
			if (got != want)
				return arena_printf(t.w.arena, "%s as %s (unit %lld): %d, the tables say %d", path, mobiles[p],
						    (long long)unions[u], got, want);
		}
		if (!route->of)
			break;
	}
	if (route->flags & ROUTE_PUBLIC)
		return NULL;
	int got = go(t.stranger, route, path_of(route, 1));
	int want = route->method == METHOD_POST ? 401 : 303;
	return got == want ? NULL : arena_printf(t.w.arena, "a stranger gets %d", got);
}

/* ---- the separated administrators ---- */

/* Rights that administrators share with others, each for a reason. */
static bool shared(const char *name)
{
	static const char *const names[] = {
		"admin.rights", /* everybody who gives rights may read what they are */
		"admin.confirm", /* while there is no audit administrator, the head of the root unit stands in */
		"account.codes", /* whose account it may be is decided by the other rights of accounts */
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void administrators(void)
{
	EACH_MODULE(t.w.app, m)
		for (const struct right *x = m->rights; x && x->name; x++) {
			unsigned all = x->here | x->below | x->above;
			if ((all & ADMINS) && !shared(x->name))
				whole_point(&t.w, all & ~(unsigned)ADMINS ? "others hold it too" : NULL, "%s (%s) belongs to administrators alone",
				      x->label, x->name);
		}
}

/* With the real handlers: a business row's title shows on none of the pages open to everybody. */
static void nothing_shows(void)
{
	/* a search echoes and marks what it was asked for: the rest of the title is looked for */
	static const char *const titles[] = {"标记事项甲"}, asked[] = "/search?q=标记", rest[] = "事项甲";
	app_register(t.w.app, all_modules);
	visit_post(t.people[3], "/activities", "title=标记事项甲&kind=2&held_on=2024-02-20&people=3");
	whole_point(&t.w, t.people[3]->status == 303 ? NULL : "not registered", "a cadre registers %s", titles[0]);
	visit(t.people[3], asked); /* else that others do not see it would say nothing */
	whole_point(&t.w, strstr(t.people[3]->page, rest) ? NULL : "nobody finds it", "and finds it");
	EACH_MODULE(t.w.app, m)
		for (const struct route *route = m->routes; route && route->run; route++) {
			if (route->method != METHOD_GET || route->right || !(route->flags & ROUTE_OPEN) || (route->flags & ROUTE_SLOW))
				continue;
			const char *why = NULL, *path = path_of(route, value("select id from activity where $1 = $1 limit 1", 0));
			for (int p = 8; p < 11; p++) {
				visit(t.people[p], strcmp(route->path, "/search") ? path : asked);
				if (strstr(t.people[p]->page, rest))
					why = arena_printf(t.w.arena, "%s sees it", mobiles[p]);
				if (t.people[p]->status >= 500)
					why = arena_printf(t.w.arena, "%s gets %d", mobiles[p], t.people[p]->status);
			}
			whole_point(&t.w, why, "%s shows administrators no business", route->path);
		}
}

int main(void)
{
	if (!whole_open(&t.w, "rights"))
		return 1;
	load_roles();
	administrators();
	app_register(t.w.app, stubbed());
	for (const struct module *const *m = t.w.app->modules; *m; m++)
		for (const struct route *route = (*m)->routes; route->run; route++)
			whole_point(&t.w, walk_one(route), "%s %s", route->method == METHOD_POST ? "POST" : "GET", route->path);
	whole_point(&t.w, t.allowed > 500 && t.refused > 500 ? NULL : "too few of one kind", "%d requests were allowed, %d refused",
		    t.allowed, t.refused);
	nothing_shows();
	return whole_close(&t.w);
}
