/* Who counts: for elections, congresses and committees. */
#include "kernel/measure.h"
#include "members.sql.h"
#include "modules/members/members.h"

bool member_entitled(struct db *d, struct arena *a, int64_t person, int64_t unit)
{
	const char *path = unit_path(d, a, unit);
	return *path && q_member_entitled(d, person, path, path_end(a, path)) > 0;
}

int64_t members_entitled(struct db *d, int64_t unit, day on)
{
	return measure_value(d, "member.entitled", unit, 0, on);
}

struct entitled *members_roll(struct db *d, struct arena *a, int64_t unit, int64_t after, int64_t most, size_t *n)
{
	const char *path = unit_path(d, a, unit);
	bool wide = unit_tree_is_wide(d, a, path);
	struct members_of_roll *rows = (wide ? q_members_of_roll_wide : q_members_of_roll)(d, a, path, path_end(a, path), after, most, n);
	struct entitled *out = NEW_N(a, struct entitled, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct entitled){rows[i].person, rows[i].unit, rows[i].name, rows[i].sex};
	return out;
}
