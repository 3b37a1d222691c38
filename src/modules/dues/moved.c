/*
 * Unions that were not then where they are now. What a month adds up to is counted by where a union stood on its first
 * day, as the measures are; the unions below are listed by where they stand now. These make the difference.
 */
#include "modules/dues/inside.h"

enum { MOVED_AT_ONCE = 500 };

struct search {
	struct req *r;
	int64_t top; /* the federation */
	const char *path;
	day month;
	struct dues_stray **last;
};

static bool stood_below(const struct search *s, int64_t unit)
{
	int64_t chain[16];
	size_t n = unit_chain(s->r->db, unit, s->month, chain, 16);
	for (size_t i = 0; i < n; i++)
		if (chain[i] == s->top)
			return true;
	return false;
}

static bool collects(const struct dues_at *x)
{
	return (x->kind == UNIT_DIRECT_UNION || x->kind == UNIT_GRASSROOTS_UNION) && x->state == UNIT_ACTIVE;
}

static void judge(struct search *s, struct dues_stray *const *first, const struct dues_at *x)
{
	bool then = stood_below(s, x->unit), there = path_covers(s->path, x->path), now = collects(x) && there;
	if (then == now)
		return;
	for (const struct dues_stray *k = *first; k; k = k->next)
		if (k->sheet.id == x->id)
			return;
	struct dues_stray *k = NEW(s->r->arena, struct dues_stray);
	*k = (struct dues_stray){.sheet = *x, .counted = then, .reads = may(s->r, "dues.read", x->unit)};
	k->why = x->state != UNIT_ACTIVE ? "已撤销" : there ? "不再单独登记" : "已划出";
	*s->last = k;
	s->last = &k->next;
}

/* Dissolved since, or no union of its own any more. */
static void look_closed(struct search *s, struct dues_stray *const *first)
{
	size_t n;
	struct req *r = s->r;
	const char *end = path_end(r->arena, s->path);
	struct dues_at *x = unit_tree_is_wide(r->db, r->arena, s->path) ? q_dues_at_closed(r->db, r->arena, s->path, end, s->month, &n) :
		q_dues_at_units(r->db, r->arena, s->path, end, s->month, &n);
	for (size_t i = 0; i < n; i++)
		if (!collects(&x[i]))
			judge(s, first, &x[i]);
}

/* Whatever stands below a unit now that came here, or left, since. */
static void look_moved(struct search *s, struct dues_stray *const *first, const struct dues_moved *m)
{
	size_t n;
	struct req *r = s->r;
	if (stood_below(s, m->id) == path_covers(s->path, m->path))
		return;
	struct dues_at *x = q_dues_at_units(r->db, r->arena, m->path, path_end(r->arena, m->path), s->month, &n);
	for (size_t i = 0; i < n; i++)
		judge(s, first, &x[i]);
}

struct dues_stray *dues_strays(struct req *r, int64_t top, const char *path, day month)
{
	struct dues_stray *first = NULL;
	struct search s = {r, top, path, month, &first};
	size_t n;
	int64_t after = 0;
	look_closed(&s, &first);
	do {
		struct dues_moved *m = q_dues_moved(r->db, r->arena, month, after, MOVED_AT_ONCE, &n);
		for (size_t i = 0; i < n; i++)
			look_moved(&s, &first, &m[i]);
		after = n ? m[n - 1].id : after;
	} while (n == MOVED_AT_ONCE);
	return first;
}
