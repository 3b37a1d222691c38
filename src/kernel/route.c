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

/* A fixed path before one with parameters: "/plans/new" is not plan number "new". */
static int fixed_length(const char *pattern)
{
	return (int)strcspn(pattern, "{");
}

const struct route *route_find(struct app *app, enum method method, const char *path, struct req *r,
			       bool *other)
{
	const struct route *best = NULL;
	*other = false;
	for (size_t i = 0; i < app->registry->n_routes; i++) {
		const struct route *t = app->registry->routes[i];
		int fixed = fixed_length(t->path);
		if (strncmp(t->path, path, (size_t)fixed) != 0 || !matches(r, t->path, path))
			continue;
		if (t->method != method)
			*other = true;
		else if (!best || fixed > fixed_length(best->path))
			best = t;
	}
	if (best)
		matches(r, best->path, path); /* the parameters of the one that won */
	return best;
}
