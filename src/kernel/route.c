#include "kernel/route.h"

#include <string.h>

#include "kernel/registry.h"

/* "{id}" and "{sub}" take a number, "{word}" letters, digits and "-_." */
static bool take(struct req *r, struct str name, struct str value)
{
	if (str_is(name, "{id}") || str_is(name, "{sub}")) {
		int64_t v;
		if (!value.n || value.p[0] < '0' || value.p[0] > '9' || !str_int(value, &v))
			return false;
		*(str_is(name, "{id}") ? &r->id : &r->sub) = v;
		return true;
	}
	if (!str_is(name, "{word}"))
		return str_eq(name, value);
	for (size_t i = 0; i < value.n; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.", value.p[i]))
			return false;
	r->word = str_dup(r->arena, value);
	return value.n > 0;
}

static bool matches(struct req *r, const char *pattern, const char *path)
{
	struct str p = str_of(pattern), s = str_of(path);
	while (p.n && s.n)
		if (!take(r, str_cut(&p, '/'), str_cut(&s, '/')))
			return false;
	return !p.n && !s.n;
}

struct str path_head(const char *path)
{
	return (struct str){path, *path ? 1 + strcspn(path + 1, "/") : 0};
}

/* The first of the routes that begin with a segment. */
static size_t first_of(const struct registry *g, struct str head)
{
	size_t low = 0, high = g->n_routes;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (str_order(g->routes[middle].head, head) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The better of `best` and those that begin with a segment: a fixed path before one with parameters, "/plans/new" is not plan number "new". */
static const struct routed *best_of(struct req *r, struct str head, enum method method, const char *path, bool *other, const struct routed *best)
{
	const struct registry *g = r->app->registry;
	for (size_t i = first_of(g, head); i < g->n_routes && str_order(g->routes[i].head, head) == 0; i++) {
		const struct routed *t = &g->routes[i];
		if (strncmp(t->route->path, path, t->fixed) != 0 || !matches(r, t->route->path, path))
			continue;
		if (t->route->method != method)
			*other = true;
		else if (!best || t->fixed > best->fixed)
			best = t;
	}
	return best;
}

const struct routed *route_find(struct app *app, enum method method, const char *path, struct req *r, bool *other)
{
	*other = false;
	r->app = app;
	const struct routed *best = best_of(r, path_head(path), method, path, other, NULL);
	best = best_of(r, STR("/{word}"), method, path, other, best);
	if (best)
		matches(r, best->route->path, path); /* the parameters of the one that won */
	return best;
}
