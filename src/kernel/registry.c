#include "kernel/registry.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "kernel/list.h"
#include "kernel/menu.h"
#include "kernel/page_view.h"
#include "page.html.h"

static size_t hash(const char *s)
{
	uint64_t h = 1469598103934665603u;
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return (size_t)(h ^ h >> 29);
}

const void *registry_find(const struct app *app, enum registry_kind kind, const char *name)
{
	const struct registry *g = app->registry;
	size_t mask = g->room[kind] - 1;
	for (size_t i = hash(name) & mask; g->slots[kind][i].name; i = (i + 1) & mask)
		if (strcmp(g->slots[kind][i].name, name) == 0)
			return g->slots[kind][i].item;
	return NULL;
}

static void put(struct app *app, enum registry_kind kind, const char *name, const void *item)
{
	struct registry *g = app->registry;
	if (registry_find(app, kind, name))
		fault("\"%s\" is declared twice", name);
	if (g->n[kind] * 2 >= g->room[kind])
		fault("registry of kind %d is full", kind);
	size_t mask = g->room[kind] - 1, i = hash(name) & mask;
	while (g->slots[kind][i].name)
		i = (i + 1) & mask;
	g->slots[kind][i].name = name;
	g->slots[kind][i].item = item;
	g->n[kind]++;
}

static void put_module(struct app *app, const struct module *m)
{
	for (const struct right *x = m->rights; x && x->name; x++)
		put(app, REG_RIGHT, x->name, x);
	for (const struct flow *const *x = m->flows; x && *x; x++)
		put(app, REG_FLOW, (*x)->record->name, *x);
	for (const struct measure *x = m->measures; x && x->key; x++)
		put(app, REG_MEASURE, x->key, x);
	for (const struct policy *x = m->policies; x && x->name; x++)
		put(app, REG_POLICY, x->name, x);
	for (const struct list *const *x = m->lists; x && *x; x++)
		put(app, REG_LIST, (*x)->name, *x);
	for (const struct nav *x = m->nav; x && x->label; x++)
		app->registry->n_offers++;
	for (const struct route *x = m->routes; x && x->run; x++)
		app->registry->n_routes++;
}

static int by_order(const void *a, const void *b)
{
	const struct nav *x = ((const struct menu_offer *)a)->nav, *y = ((const struct menu_offer *)b)->nav;
	int x_group = menu_rank(x->group), y_group = menu_rank(y->group);
	return x_group != y_group ? x_group - y_group : x->order - y->order;
}

static int by_head(const void *a, const void *b)
{
	const struct routed *x = a, *y = b;
	int order = str_order(x->head, y->head);
	return order ? order : (x->route > y->route) - (x->route < y->route);
}

static struct routed routed(struct app *app, const struct route *x)
{
	if (!x->right && !(x->flags & (ROUTE_PUBLIC | ROUTE_OPEN)))
		fault("route %s has no right", x->path);
	return (struct routed){x, x->right ? right_of(app, x->right) : NULL, path_head(x->path), strcspn(x->path, "{")};
}

static struct menu_offer offered(struct app *app, const struct nav *x)
{
	struct buf face = buf_in(app->arena);
	tpl_menu_face(&face, x);
	return (struct menu_offer){x, x->right ? right_of(app, x->right) : NULL, buf_slice(&face)};
}

static void collect(struct app *app)
{
	struct registry *g = app->registry;
	size_t routes = 0, offers = 0;
	g->routes = NEW_N(app->arena, struct routed, g->n_routes);
	g->offers = NEW_N(app->arena, struct menu_offer, g->n_offers);
	EACH_MODULE(app, m) {
		for (const struct nav *x = m->nav; x && x->label; x++)
			g->offers[offers++] = offered(app, x);
		for (const struct route *x = m->routes; x && x->run; x++)
			g->routes[routes++] = routed(app, x);
	}
	qsort(g->offers, offers, sizeof(g->offers[0]), by_order);
	qsort(g->routes, routes, sizeof(g->routes[0]), by_head);
}

static size_t measures_on(const struct app *app, const struct record *record, const struct measure **out)
{
	size_t n = 0;
	EACH_MODULE(app, mod)
		for (const struct measure *x = mod->measures; x && x->key; x++)
			if (x->record == record && x->kind != MEASURE_RATIO) {
				if (out)
					out[n] = x;
				n++;
			}
	return n;
}

static void count_record(struct app *app, const struct record *record)
{
	struct tally *c = NEW(app->arena, struct tally);
	*c = (struct tally){record, NEW_N(app->arena, const struct measure *, measures_on(app, record, NULL)), 0};
	c->n = measures_on(app, record, c->measures);
	put(app, REG_COUNTED, record->name, c);
}

static void count_records(struct app *app)
{
	EACH_MODULE(app, mod)
		for (const struct measure *x = mod->measures; x && x->key; x++)
			if (x->record && !registry_find(app, REG_COUNTED, x->record->name))
				count_record(app, x->record);
}

/* What a flow or measure names must exist. */
static void check(struct app *app)
{
	EACH_MODULE(app, m) {
		for (const struct flow *const *f = m->flows; f && *f; f++)
			for (const struct move *x = (*f)->moves; x->verb; x++)
				if (x->right)
					right_of(app, x->right);
		for (const struct measure *x = m->measures; x && x->key; x++) {
			const char *const named[] = {x->amount, x->on, x->past, x->subject, x->where};
			for (size_t i = 0; i < 5; i++)
				if (named[i] && !record_field(x->record, named[i]))
					fault("measure %s: no field %s", x->key, named[i]);
			if (x->subject && strcmp(x->subject, "unit") != 0) /* kernel/measure_move.c looks no further */
				fault("measure %s: counts other subjects than units", x->key);
			if (x->kind == MEASURE_RATIO && (!measure_of(app, x->num) || !measure_of(app, x->den)))
				fault("measure %s: no such parts", x->key);
		}
	}
}

void app_register(struct app *app, const struct module *const *modules)
{
	app->modules = modules;
	app->registry = NEW(app->arena, struct registry);
	for (int k = 0; k < REG_KINDS; k++) {
		app->registry->room[k] = 2048;
		app->registry->slots[k] = arena_alloc_n(app->arena, 2048, sizeof(*app->registry->slots[k]));
	}
	EACH_MODULE(app, m)
		put_module(app, m);
	count_records(app);
	collect(app);
	check(app);
}

const struct right *right_of(const struct app *app, const char *name)
{
	const struct right *x = registry_find(app, REG_RIGHT, name);
	if (!x)
		fault("no right \"%s\"", name);
	return x;
}

const struct flow *flow_of(const struct app *app, const char *record)
{
	return registry_find(app, REG_FLOW, record);
}

const struct measure *measure_of(const struct app *app, const char *key)
{
	return key ? registry_find(app, REG_MEASURE, key) : NULL;
}

const struct policy *policy_of(const struct app *app, const char *name)
{
	return registry_find(app, REG_POLICY, name);
}
