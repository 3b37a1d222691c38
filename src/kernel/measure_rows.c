/* From a number down to its rows: the address of a list with all that the measure asks of a row. */
#include <string.h>

#include "kernel/app.h"
#include "kernel/list_query.h"
#include "kernel/measure.h"
#include "kernel/unit.h"

/* Does the address of the list say this itself? */
static bool says(const char *address, const char *name)
{
	size_t n = strlen(name);
	for (const char *p = strpbrk(address, "?&"); p; p = strpbrk(p + 1, "?&"))
		if (strncmp(p + 1, name, n) == 0 && p[n + 1] == '=')
			return true;
	return false;
}

static const struct list *list_at(const struct app *app, const char *address)
{
	size_t n = strcspn(address, "?");
	EACH_MODULE(app, mod)
		for (const struct list *const *l = mod->lists; l && *l; l++)
			if (strncmp((*l)->base, address, n) == 0 && !(*l)->base[n])
				return *l;
	return NULL;
}

/* All that was counted: of unions below too, where the unit has some. Half of the rows would look like a wrong number. */
static bool may_see_all(struct req *r, const struct list *l, int64_t unit)
{
	struct unit u;
	struct scope s = scope_of(r, l->read_right);
	if (!unit_load(r->db, r->arena, unit, &u))
		return false;
	for (size_t i = 0; i < s.n_trees; i++)
		if (path_covers(s.trees[i], u.path))
			return true;
	for (size_t i = 0; i < s.n_units; i++)
		if (s.units[i] == unit)
			return u.kind != UNIT_FEDERATION;
	return false;
}

static void put(struct buf *b, const char *name, const char *end, const char *value)
{
	buf_printf(b, "%c%s%s=%s", strchr(buf_text(b), '?') ? '&' : '?', name, end, value);
}

static void put_states(struct req *r, struct buf *b, const struct measure *m)
{
	struct buf states = buf_in(r->arena);
	const struct choice *known = record_field(m->record, "state")->choices;
	for (int i = 0; i < 32; i++)
		if ((m->states & 1u << i) && choice_of(known, i))
			buf_printf(&states, "%s%d", states.n ? "," : "", i);
	put(b, "state", "", buf_text(&states));
}

static void put_days(struct req *r, struct buf *b, const char *name, day from, day to)
{
	if (from)
		put(b, name, "_from", day_iso(r->arena, from));
	if (to)
		put(b, name, "_to", day_iso(r->arena, to));
}

const char *measure_rows(struct req *r, const char *key, const char *list, int64_t unit, day from, day to)
{
	const struct measure *m = measure_of(r->app, key);
	if (m && m->kind == MEASURE_RATIO)
		m = measure_of(r->app, m->num);
	list = m && !list ? m->list : list;
	if (!m || !list)
		return NULL;
	const struct list *l = list_at(r->app, list);
	if (l && !may_see_all(r, l, unit))
		return NULL;
	if (m->kind == MEASURE_STATE && to && to < r->today) /* lists show what is so today; an import says of all its rows at once that they count */
		return l && !l->arrives ? arena_printf(r->arena, "/figures/%s?unit=%lld&on=%s", m->key, (long long)unit, day_iso(r->arena, to)) : NULL;
	struct buf b = buf_in(r->arena);
	buf_puts(&b, list);
	put(&b, "unit", "", arena_printf(r->arena, "%lld", (long long)unit));
	if (l && l->flow->record != m->record) /* of what the rows belong to: a sheet of dues */
		return buf_text(&b);
	if (m->on)
		put_days(r, &b, m->on, from, to);
	if (m->past)
		put_days(r, &b, m->past, 0, r->today - 1);
	const struct field *where = m->where ? record_field(m->record, m->where) : NULL;
	if (where && !says(list, m->where))
		put(&b, m->where, "", arena_printf(r->arena, "%lld", (long long)m->is));
	if (!says(list, "state"))
		put_states(r, &b, m);
	return buf_text(&b);
}
