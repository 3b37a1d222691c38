/* Help: how-tos by hand, and what the asker may do, read off the routes. */
#include <string.h>

#include "help.html.h"
#include "kernel/registry.h"
#include "kernel/rights.h"
#include "modules/overview/help_view.h"
#include "modules/overview/overview.h"

static bool allowed(struct req *r, const struct route *t)
{
	if (!t->right)
		return true;
	return may_anywhere(r->who, right_of(r->app, t->right));
}

/* A page whose entry in the menu is not for the asker. */
static bool off_menu(struct req *r, const char *path)
{
	const struct registry *g = r->app->registry;
	for (size_t i = 0; i < g->n_offers; i++)
		if (strcmp(g->offers[i].nav->href, path) == 0 && g->offers[i].right && !may_anywhere(r->who, g->offers[i].right))
			return true;
	return false;
}

static void add_module(struct req *r, struct help_view *v, const struct module *m, size_t room)
{
	struct help_group g = {m->label, NEW_N(r->arena, struct help_line, room), 0};
	for (const struct route *t = m->routes; t && t->run; t++) {
		bool page = t->method == METHOD_GET && !strchr(t->path, '{') && !(t->flags & (ROUTE_PUBLIC | ROUTE_QUIET));
		if (t->help && allowed(r, t) && !(t->flags & ROUTE_PUBLIC) && !(page && off_menu(r, t->path)))
			g.lines[g.n++] = (struct help_line){t->help, page ? t->path : NULL};
	}
	if (g.n)
		v->groups[v->n++] = g;
}

void get_help(struct req *r)
{
	struct desk d = desk_of(r);
	size_t modules = 0;
	EACH_MODULE(r->app, m)
		modules++;
	bool phone = wants_phone(r, &d);
	struct help_view v = {NEW_N(r->arena, struct help_group, modules), 0, d.office, d.staff, phone};
	EACH_MODULE(r->app, m)
		add_module(r, &v, m, r->app->registry->n_routes);
	page_begin(r, &(struct page){.title = "帮助", .phone = phone, .back = phone ? "/m" : NULL});
	tpl_help_view(r->out, &v);
	page_end(r);
}
