/* Who shares an identity number with whom: followed at every write of a person, listed unit by unit. */
#include <string.h>

#include "merges.html.h"
#include "merges.sql.h"
#include "modules/merges/inside.h"

enum { ROWS = 50, WALKED = 500 };

/* Everybody of a number, or nobody when it is one person's again. */
static void note_hash(struct req *r, const char *hash)
{
	size_t n;
	if (!*hash)
		return;
	struct double_of_hash *x = q_double_of_hash(r->db, r->arena, hash, &n);
	for (size_t i = 0; i < n; i++)
		if (n > 1)
			q_double_put(r->db, x[i].id, x[i].unit, hash);
		else
			q_double_drop(r->db, x[i].id);
}

/* Of whom nothing is kept any more, nothing is kept to take a merge back either. */
static void erased(struct req *r, const struct member *m)
{
	size_t n;
	struct merges_from *x = q_merges_from(r->db, r->arena, m->id, &n);
	for (size_t i = 0; i < n; i++) {
		struct person_merge *g = record_load(r->db, r->arena, &person_merge_record, x[i].id);
		if (g->state == MERGE_DONE && !flow_follow(r, &person_merge_flow, g, "settle", ""))
			return;
	}
}

void doubles_heard(struct req *r, const struct record *record, const void *before, const void *row)
{
	const struct person_row *p = row, *was = before;
	if (record == &member_record && strcmp(((const struct member *)row)->name, MEMBER_GONE) == 0)
		erased(r, row);
	if (record != &person_record || (was && strcmp(was->idno_hash, p->idno_hash) == 0 && was->unit == p->unit))
		return;
	const char *old = q_double_hash(r->db, r->arena, p->id);
	if (*old && strcmp(old, p->idno_hash) != 0) {
		q_double_drop(r->db, p->id);
		note_hash(r, old);
	}
	note_hash(r, p->idno_hash);
}

static const char *state_of(struct req *r, int64_t person, int64_t state)
{
	const struct member *m = record_load(r->db, r->arena, &member_record, person);
	return arena_printf(r->arena, "%s，%s", choice_label(record_field(&person_record, "state")->choices, state),
			    m ? choice_label(member_states, m->state) : "没有会籍");
}

/* One line a pair: the first whom the asker sees with each of the others. Of somebody elsewhere nothing is told. */
static void add_pairs(struct req *r, struct doubles_page *v, int64_t person, const char *hash)
{
	size_t n, at = 0;
	struct double_of_hash *x = q_double_of_hash(r->db, r->arena, hash, &n);
	const struct person_row *p = record_load(r->db, r->arena, &person_record, person);
	while (at < n && !may(r, "member.merge", x[at].unit))
		at++;
	if (!p || at == n || x[at].id != person)
		return;
	for (size_t i = 0; i < n && v->n < ROWS * 2; i++) {
		if (x[i].id == person)
			continue;
		bool outside = !may(r, "member.merge", x[i].unit);
		v->rows[v->n++] = (struct double_line){.kept = person, .lost = x[i].id, .name = p->name, .unit = x[at].unit_name, .idno = p->idno_mask,
			.state = state_of(r, person, p->state), .outside = outside, .other_name = outside ? "" : x[i].name,
			.other_unit = outside ? "" : x[i].unit_name, .other_state = outside ? "" : state_of(r, x[i].id, x[i].state)};
	}
}

/* Who sees many units, most of them without anybody here: by the numbers, not by the units. add_pairs leaves out what lies elsewhere. */
static void walk_doubles(struct req *r, struct doubles_page *v, int64_t after)
{
	size_t n;
	struct doubles_from *d = q_doubles_from(r->db, r->arena, after, WALKED, &n);
	size_t i = 0;
	for (; i < n && v->n < ROWS; i++)
		add_pairs(r, v, d[i].id, d[i].hash);
	if (i < n || n == WALKED)
		v->next = link_to(r, "/members/doubles?after=%lld", (long long)d[i - 1].id);
}

/* Unit by unit, in the order of the tree. */
static void walk_units(struct req *r, struct doubles_page *v, const struct scope *s, int64_t after)
{
	int64_t seen = 0;
	const char *after_path = after ? unit_path(r->db, r->arena, query_int(r, "unit")) : "";
	for (size_t t = 0; t < s->n_trees && !v->next; t++) {
		size_t n;
		struct doubles_page_row *d;
		if (*after_path && !path_covers(s->trees[t], after_path) && strcmp(s->trees[t], after_path) < 0)
			continue;
		d = q_doubles_page(r->db, r->arena, s->trees[t], path_end(r->arena, s->trees[t]), after_path, after, ROWS + 1, &n);
		for (size_t i = 0; i < n && !v->next; i++) {
			if (seen == ROWS) {
				v->next = link_to(r, "/members/doubles?after=%lld&unit=%lld", (long long)after, (long long)path_last(after_path));
				break;
			}
			add_pairs(r, v, d[i].id, d[i].hash);
			after = d[i].id;
			after_path = d[i].path;
			seen++;
		}
	}
}

void get_doubles(struct req *r)
{
	struct doubles_page v = {.rows = NEW_N(r->arena, struct double_line, ROWS * 2 + 20)};
	struct scope s = scope_of(r, "member.merge");
	if (scope_is_wide(r, &s))
		walk_doubles(r, &v, query_int(r, "after"));
	else
		walk_units(r, &v, &s, query_int(r, "after"));
	page_begin(r, &(struct page){.title = "重复的登记", .nav = "/members", .crumbs = {{"会员", "/members"}}});
	tpl_doubles(r->out, &v);
	page_end(r);
}
