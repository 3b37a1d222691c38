#include "kernel/unit.h"

#include <string.h>

#include "base/fault.h"
#include "kernel.sql.h"
#include "secret/id.h"

const struct choice unit_kinds[] = {
	{UNIT_FEDERATION, "总工会", NULL},     {UNIT_DIRECT_UNION, "直属工会", NULL},
	{UNIT_GRASSROOTS_UNION, "基层工会", NULL}, {UNIT_SUB_UNION, "分工会", NULL},
	{UNIT_DEPARTMENT, "部门", NULL},       {UNIT_WORKSHOP, "车间", NULL},
	{UNIT_TEAM, "班组", NULL},             {0},
};

bool unit_is_union(int64_t kind)
{
	return kind >= UNIT_FEDERATION && kind <= UNIT_SUB_UNION;
}

/* A post asks several times where the same unit stands. */
static void keep_path(struct db *d, int64_t unit, const char *path)
{
	struct db_note *note = db_note(d, NOTE_PATH);
	size_t size = strlen(path) + 1;
	if (size > sizeof(note->text))
		return;
	memcpy(note->text, path, size);
	note->number = unit;
	note->watched = db_watched(d);
}

static const char *kept_path(struct db *d, int64_t unit)
{
	const struct db_note *note = db_note(d, NOTE_PATH);
	return unit && note->number == unit && note->watched == db_watched(d) && db_in_transaction(d) ? note->text : NULL;
}

bool unit_load(struct db *d, struct arena *a, int64_t id, struct unit *out)
{
	struct unit_get u;
	if (!q_unit_get(d, a, id, &u))
		return false;
	keep_path(d, id, u.path);
	*out = (struct unit){u.id, u.parent, u.kind, u.state, u.version, u.path, u.name,
			     u.short_name, u.code, u.doc_mark};
	return true;
}

const char *unit_name(struct db *d, struct arena *a, int64_t id)
{
	return q_unit_name_of(d, a, id);
}

const char *unit_path(struct db *d, struct arena *a, int64_t id)
{
	const char *kept = kept_path(d, id);
	if (kept)
		return arena_strdup(a, kept);
	const char *path = q_unit_path_of(d, a, id);
	keep_path(d, id, path);
	return path;
}

int64_t path_last(const char *path)
{
	struct str rest = str_skip(str_of(path), 1);
	int64_t id = 0;
	while (rest.n)
		str_int(str_cut(&rest, '/'), &id);
	return id;
}

int64_t unit_union(struct db *d, struct arena *a, int64_t unit)
{
	struct unit u;
	while (unit && unit_load(d, a, unit, &u)) {
		if (unit_is_union(u.kind))
			return unit;
		unit = u.parent;
	}
	return 0;
}

/* What was found last, kept within the transaction (db_note): the days for which it holds, how many there are, units. */
enum { FROM, BEFORE, COUNT, UNITS };

static bool knows_chain(struct db *d, int64_t unit, day on, size_t room)
{
	const struct db_note *note = db_note(d, NOTE_UNITS);
	return note->number == unit && db_in_transaction(d) && note->list[FROM] <= on && on < note->list[BEFORE] && note->list[COUNT] <= (int64_t)room;
}

/* A unit entered later than the day stood under whom it was entered with. */
static bool parent_on(struct db *d, int64_t unit, day on, struct unit_parent_on *out)
{
	struct unit_parent_first first = {0};
	if (q_unit_parent_on(d, NULL, unit, on, out)) /* numbers only: no memory */
		return true;
	if (!q_unit_parent_first(d, NULL, unit, on, &first))
		return false;
	*out = (struct unit_parent_on){first.parent, on, first.until};
	return true;
}

size_t unit_chain(struct db *d, int64_t unit, day on, int64_t *out, size_t room)
{
	enum { ROOM = sizeof(((struct db_note *)0)->list) / sizeof(int64_t) - UNITS };
	struct db_note *note = db_note(d, NOTE_UNITS);
	int64_t asked = unit, from = 0, before = INT32_MAX;
	size_t n = 0;
	on = on ? on : INT32_MAX - 1;
	if (knows_chain(d, unit, on, room)) {
		memcpy(out, note->list + UNITS, (size_t)note->list[COUNT] * sizeof(*out));
		return (size_t)note->list[COUNT];
	}
	while (unit && n < room) {
		struct unit_parent_on p = {0};
		out[n++] = unit;
		if (!parent_on(d, unit, on, &p))
			from = before = 0; /* not written down */
		from = p.since > from ? p.since : from;
		before = p.until && p.until < before ? p.until : before;
		unit = p.parent;
	}
	if (!unit && n <= ROOM) {
		note->number = asked;
		memcpy(note->list, (int64_t[]){from, before, (int64_t)n}, UNITS * sizeof(int64_t));
		memcpy(note->list + UNITS, out, n * sizeof(*out));
	}
	return n;
}

void unit_chain_changed(struct db *d)
{
	db_note(d, NOTE_UNITS)->number = 0;
}

const char *path_end(struct arena *a, const char *path)
{
	char *end = arena_strdup(a, path);
	size_t n = strlen(end);
	if (n)
		end[n - 1] = '0'; /* the character after '/' */
	return end;
}

int64_t unit_insert(struct db *d, struct arena *a, int64_t id, int64_t parent, int64_t kind,
		    const char *name, const char *short_name, const char *code, day since, instant now)
{
	if (!id)
		id = id_new();
	const char *above = parent ? unit_path(d, a, parent) : "/";
	if (!*above)
		fault("no unit %lld", (long long)parent);
	q_unit_add(d, id, parent, arena_printf(a, "%s%lld/", above, (long long)id), kind, name, short_name,
		   code, now, "");
	q_unit_parent_add(d, id, parent, since);
	unit_chain_changed(d);
	return id;
}

int64_t unit_tree_few = 300;

bool unit_tree_is_wide(struct db *d, struct arena *a, const char *path)
{
	return q_units_beyond(d, path, path_end(a, path), unit_tree_few) > 0;
}
