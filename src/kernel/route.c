#include "kernel/route.h"

#include <string.h>

#include "kernel/registry.h"

/* "{id}" and "{sub}" take a number, "{word}" letters, digits and "-_."; r NULL: only tells whether they would. */
static bool take(struct req *r, struct str name, struct str value)
{
	if (str_is(name, "{id}") || str_is(name, "{sub}")) {
		int64_t v;
		if (!value.n || value.p[0] < '0' || value.p[0] > '9' || !str_int(value, &v))
			return false;
		if (r)
			*(str_is(name, "{id}") ? &r->id : &r->sub) = v;
		return true;
	}
	if (!str_is(name, "{word}"))
		return str_eq(name, value);
	for (size_t i = 0; i < value.n; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.", value.p[i]))
			return false;
	if (r)
		r->word = str_dup(r->arena, value);
	return value.n > 0;
}

/* From the first parameter on: what stands before it is the same, as the caller has seen. */
static bool matches(struct req *r, const struct routed *t, const char *path)
{
	struct str p = str_of(t->route->path + t->fixed), s = str_of(path + t->fixed);
	while (p.n && s.n)
		if (!take(r, str_cut(&p, '/'), str_cut(&s, '/')))
			return false;
	return !p.n && (!s.n || str_is(s, "/"));
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
static const struct routed *best_of(const struct registry *g, struct str head, enum method method, const char *path, bool *other, const struct routed *best)
{
	for (size_t i = first_of(g, head); i < g->n_routes && str_order(g->routes[i].head, head) == 0; i++) {
		const struct routed *t = &g->routes[i];
		if (strncmp(t->route->path, path, t->fixed) != 0 || !matches(NULL, t, path))
			continue;
		if (t->route->method != method)
			*other = true;
		else if (!best || t->fixed > best->fixed)
			best = t;
	}
	return best;
}

const struct routed *route_at(const struct app *app, enum method method, const char *path, bool *other)
{
	*other = false;
	const struct routed *best = best_of(app->registry, path_head(path), method, path, other, NULL);
	return best_of(app->registry, STR("/{word}"), method, path, other, best);
}

void route_take(struct req *r, const struct routed *at, const char *path)
{
	matches(r, at, path);
}

const struct routed *route_find(struct app *app, enum method method, const char *path, struct req *r, bool *other)
{
	const struct routed *found = route_at(app, method, path, other);
	r->app = app;
	if (found)
		route_take(r, found, path);
	return found;
}
