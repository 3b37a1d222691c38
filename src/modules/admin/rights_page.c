/* The matrix of rights, straight from the tables. */
#include "admin.html.h"
#include "kernel/app.h"
#include "modules/admin/admin.h"
#include "modules/admin/admin_view.h"

static void add(struct right_group *g, const struct right *x)
{
	const struct {
		const char *label;
		unsigned roles;
	} scopes[] = {{"本级", x->here}, {"本级及下级", x->below}, {"本级及上级", x->above}};
	bool first = true;
	for (size_t i = 0; i < 3; i++) {
		if (!scopes[i].roles)
			continue;
		struct right_line *line = &g->lines[g->n++];
		*line = (struct right_line){x, first ? x->label : "", first ? x->name : "", scopes[i].label, {false}};
		for (int role = 1; role < ROLE_COUNT; role++)
			line->roles[role] = scopes[i].roles & BIT(role);
		first = false;
	}
}

void get_rights(struct req *r)
{
	size_t n = 0, modules = 0;
	EACH_MODULE(r->app, m)
		modules++;
	struct right_group *groups = NEW_N(r->arena, struct right_group, modules);
	EACH_MODULE(r->app, m) {
		size_t rights = 0;
		while (m->rights && m->rights[rights].name)
			rights++;
		if (!rights)
			continue;
		struct right_group *g = &groups[n++];
		*g = (struct right_group){m->label, NEW_N(r->arena, struct right_line, rights * 3), 0};
		for (const struct right *x = m->rights; x->name; x++)
			add(g, x);
	}
	page_begin(r, &(struct page){.title = "权限矩阵", .nav = "/admin/rights"});
	tpl_admin_rights(r->out, groups, n, role_choices, ROLE_COUNT - 1);
	page_end(r);
}
