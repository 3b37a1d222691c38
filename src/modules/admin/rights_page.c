/* The matrix of rights, straight from the tables. */
#include "admin.html.h"
#include "kernel/app.h"
#include "modules/admin/admin.h"
#include "modules/admin/admin_view.h"

void get_rights(struct req *r)
{
	size_t n = 0, modules = 0;
	EACH_MODULE(r->app, m)
		modules++;
	struct right_group *groups = NEW_N(r->arena, struct right_group, modules);
	EACH_MODULE(r->app, m) {
		struct right_group *g = &groups[n];
		g->label = m->label;
		g->lines = right_rows(r->arena, m->rights, &g->n);
		n += g->n > 0;
	}
	page_begin(r, &(struct page){.title = "权限矩阵", .nav = "/admin/rights"});
	tpl_admin_rights(r->out, groups, n, role_choices, ROLE_COUNT - 1);
	page_end(r);
}
