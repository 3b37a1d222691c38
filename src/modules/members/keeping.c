/*
 * How long data of ended memberships are kept: a unit may set its own period, which holds for the
 * units below it that set none.
 */
#include <stdlib.h>
#include <string.h>

#include "kernel/policy.h"
#include "kernel/unit.h"
#include "members.sql.h"
#include "modules/members/moves.h"
#include "modules/members/pages.h"
#include "text/calendar.h"

enum { BOUNDS_ABOVE = 16 };

/* Where another period may begin, in the order of paths. */
struct bounds {
	const char **at;
	size_t n;
};

static int by_text(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static void put_bound(struct bounds *b, const char *from, const char *reached, const char *at)
{
	if (strcmp(at, from) > 0 && strcmp(at, reached) <= 0)
		b->at[b->n++] = at;
}

/* Behind each unit above `from`, and around each unit of the stretch that has a value of its own. */
static struct bounds bounds_of(struct req *r, const char *from, const char *reached)
{
	size_t n;
	struct members_periods *own = q_members_periods(r->db, r->arena, from, reached, "member.erase_months", r->today, &n);
	struct bounds b = {NEW_N(r->arena, const char *, 2 * n + BOUNDS_ABOVE + 2), 0};
	b.at[b.n++] = from;
	size_t above = 0;
	for (const char *p = from + 1; *p && above < BOUNDS_ABOVE; p++)
		if (*p == '/' && ++above)
			put_bound(&b, from, reached, path_end(r->arena, arena_strndup(r->arena, from, (size_t)(p - from) + 1)));
	for (size_t i = 0; i < n; i++) {
		put_bound(&b, from, reached, own[i].path);
		put_bound(&b, from, reached, path_end(r->arena, own[i].path));
	}
	qsort(b.at, b.n, sizeof(*b.at), by_text);
	return b;
}

/* The last text before a bound that a path may have: without the slash that paths end with. */
static const char *before(struct arena *a, const char *bound)
{
	size_t n = strlen(bound);
	return n && bound[n - 1] == '/' ? arena_strndup(a, bound, n - 1) : bound;
}

struct members_behind_page *members_erasable(struct req *r, const char *from, const char *reached, const char *after, int64_t after_id,
					     int64_t most, size_t *n)
{
	struct bounds b = bounds_of(r, from, reached);
	struct members_behind_page *all = NEW_N(r->arena, struct members_behind_page, (size_t)most);
	*n = 0;
	for (size_t i = 0; i < b.n && (int64_t)*n < most; i++) {
		const char *last = i + 1 < b.n ? before(r->arena, b.at[i + 1]) : reached;
		const char *first = q_members_unit_first(r->db, r->arena, b.at[i], last);
		size_t got;
		if (!*first)
			continue;
		struct policy_value months = policy_get(r, "member.erase_months", path_last(first), r->today);
		struct members_behind_page *x = q_members_erasable_page(r->db, r->arena, first, day_add_months(r->today, -(int)months.value),
									MEMBER_GONE, after, after_id, last, most - (int64_t)*n, &got);
		for (size_t k = 0; k < got; k++)
			all[(*n)++] = x[k];
	}
	return all;
}
