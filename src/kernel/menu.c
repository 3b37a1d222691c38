#include "kernel/menu.h"

#include <string.h>

#include "kernel/registry.h"
#include "kernel/rights.h"

enum { FEW = 20 }; /* so many entries are seen at a glance */

static const char *const groups[] = {"", "民主管理", "服务职工", "建功立业", "组织与保障", "系统管理"};
enum { N_GROUPS = sizeof(groups) / sizeof(groups[0]) };

int menu_rank(const char *group)
{
	int i = 0;
	while (i < N_GROUPS && strcmp(groups[i], group) != 0)
		i++;
	return i;
}

bool menu_offers(struct req *r, const struct menu_offer *o)
{
	if (o->right && !may_anywhere(r->who, o->right))
		return false;
	if (!o->nav->offered || !r->db)
		return true;
	if (r->asked != o->nav->offered) { /* entries beside each other often ask the same */
		r->asked = o->nav->offered;
		r->offers = o->nav->offered(r);
	}
	return r->offers;
}

void menu_face(struct buf *b, const struct menu_entry *e)
{
	buf_str(b, e->face);
}

const char *menu_memory(struct req *r, const char *said)
{
	struct buf b = buf_in(r->arena);
	for (const char *s = said; *s && b.n < N_GROUPS; s++)
		if (*s > '0' && *s <= '0' + N_GROUPS)
			buf_char(&b, *s);
	return b.n ? buf_text(&b) : "-";
}

/* The entry of a page: its own address, else the nearest above it: "/people" for "/people/list". */
static void mark_current(struct menu_group *g, size_t n, const char *at)
{
	struct menu_entry *best = NULL;
	size_t longest = 0;
	for (size_t i = 0; at && i < n; i++)
		for (size_t k = 0; k < g[i].n; k++) {
			size_t len = strlen(g[i].entries[k].href);
			if (len > longest && strncmp(at, g[i].entries[k].href, len) == 0 && (!at[len] || (len > 1 && at[len] == '/'))) {
				best = &g[i].entries[k];
				longest = len;
			}
		}
	if (best)
		best->current = true;
}

static void open_groups(struct req *r, struct menu_group *g, size_t n, size_t entries)
{
	const char *kept = pairs_get(&r->x->cookies, "nav");
	for (size_t i = 0; i < n; i++) {
		g[i].open = kept && *kept ? strchr(kept, '0' + g[i].rank) != NULL : entries <= FEW;
		for (size_t k = 0; k < g[i].n; k++) {
			g[i].open |= g[i].entries[k].current;
			g[i].count += g[i].entries[k].count;
		}
	}
}

struct menu_group *menu_of(struct req *r, const char *current, size_t *n)
{
	const struct registry *reg = r->app->registry;
	struct menu_group *g = NEW_N(r->arena, struct menu_group, reg->n_offers);
	struct menu_entry *next = NEW_N(r->arena, struct menu_entry, reg->n_offers), *first = next;
	*n = 0;
	for (size_t i = 0; i < reg->n_offers; i++) {
		const struct nav *x = reg->offers[i].nav;
		if (!menu_offers(r, &reg->offers[i]))
			continue;
		if (!*n || strcmp(g[*n - 1].label, x->group) != 0)
			g[(*n)++] = (struct menu_group){x->group, menu_rank(x->group), next, 0, 0, false};
		*next++ = (struct menu_entry){x->href, reg->offers[i].face, false, x->count && r->db ? x->count(r) : 0};
		g[*n - 1].n++;
	}
	mark_current(g, *n, current);
	open_groups(r, g, *n, (size_t)(next - first));
	return g;
}
