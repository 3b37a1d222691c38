/* Units and people come into the index by themselves: ids grow with time, and the last one is kept. */
#include "modules/search/search.h"
#include "search.sql.h"
#include "text/pinyin.h"

enum { AT_ONCE = 500 };

static int64_t mark(struct req *r, const char *name)
{
	int64_t id = 0;
	str_int(str_of(q_search_mark(r->db, r->arena, name)), &id);
	return id;
}

static void set_mark(struct req *r, const char *name, int64_t id)
{
	q_search_mark_set(r->db, name, arena_printf(r->arena, "%lld", (long long)id));
}

static void add_units(struct req *r)
{
	size_t n;
	struct search_new_units *u = q_search_new_units(r->db, r->arena, mark(r, "search.unit"), AT_ONCE, &n);
	for (size_t i = 0; i < n; i++)
		search_index(r->db, r->arena, r->now, &(struct search_entry){
			.record = "unit", .row_id = u[i].id, .unit = u[i].id, .title = u[i].name, .need = "unit.read",
			.text = arena_printf(r->arena, "%s\n%s\n%s", u[i].name, u[i].short_name, u[i].code)});
	if (n)
		set_mark(r, "search.unit", u[n - 1].id);
}

static void add_people(struct req *r)
{
	size_t n;
	struct search_new_people *p = q_search_new_people(r->db, r->arena, mark(r, "search.person"), AT_ONCE, &n);
	for (size_t i = 0; i < n; i++)
		search_index(r->db, r->arena, r->now, &(struct search_entry){
			.record = "person", .row_id = p[i].id, .unit = p[i].unit, .title = p[i].name, .need = "person.find",
			.words = pinyin_tokens(r->arena, p[i].name),
			.text = arena_printf(r->arena, "%s\n%s\n%s", p[i].name, p[i].staff_no, p[i].title)});
	if (n)
		set_mark(r, "search.person", p[n - 1].id);
}

void search_tick(struct req *r)
{
	add_units(r);
	add_people(r);
}
