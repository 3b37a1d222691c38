/*
 * Who may be registered twice though no number says so: the same name with the last four digits of the mobile (a whole
 * mobile stands once in the register anyway), or with the birthday in one unit. Followed at every write of a person or a
 * membership; whose identity numbers are both known is no guess and stands in person_double, or is somebody else. It is a
 * hint: only equal identity numbers let two registrations be merged.
 */
#include <string.h>

#include "merges.html.h"
#include "merges.sql.h"
#include "modules/merges/inside.h"

enum { ROWS = 50, WALKED = 500, BY_MOBILE = 1, BY_BIRTH };

static const char *const reasons[] = {[BY_MOBILE] = "姓名相同，手机号后四位相同", [BY_BIRTH] = "姓名、出生日期、单位都相同"};

static void put(struct req *r, const struct person_row *p, const struct alike_found *x, size_t n, int64_t why)
{
	for (size_t i = 0; i < n; i++) {
		if (*p->idno_hash && *x[i].idno_hash)
			continue;
		q_alike_put(r->db, p->id, x[i].id, p->unit, why);
		q_alike_put(r->db, x[i].id, p->id, x[i].unit, why);
	}
}

static void look_again(struct req *r, int64_t person)
{
	const struct person_row *p = record_load(r->db, r->arena, &person_record, person);
	const struct member *m = record_load(r->db, r->arena, &member_record, person);
	size_t n;
	q_alike_drop(r->db, person);
	q_alike_drop_other(r->db, person);
	if (!p || p->state != PERSON_ACTIVE)
		return;
	if (*p->mobile_tail) {
		struct alike_found *x = q_alike_by_tail(r->db, r->arena, p->mobile_tail, p->name, person, &n);
		put(r, p, x, n, BY_MOBILE);
	}
	if (m && m->birth && m->state == MEMBER_ACTIVE) {
		struct alike_found *x = q_alike_by_birth(r->db, r->arena, m->id_type, m->unit, m->birth, m->name, person, &n);
		put(r, p, x, n, BY_BIRTH);
	}
}

void alike_heard(struct req *r, const struct record *record, const void *before, const void *row)
{
	if (record == &person_record) {
		const struct person_row *p = row, *was = before;
		if (!was || strcmp(was->name, p->name) != 0 || strcmp(was->mobile_tail, p->mobile_tail) != 0 || strcmp(was->idno_hash, p->idno_hash) != 0 ||
		    was->unit != p->unit || was->state != p->state)
			look_again(r, p->id);
	} else if (record == &member_record) {
		const struct member *m = row, *was = before;
		if (!was || was->birth != m->birth || was->state != m->state || was->unit != m->unit)
			look_again(r, m->id);
	}
}

/* ---- the page ---- */

/* Each pair once: at the lower id, or at the only one whom the asker looks after. Of somebody elsewhere nothing is told. */
static void add(struct req *r, struct alike_page *v, int64_t person, int64_t other, int64_t why)
{
	const struct person_row *p = record_load(r->db, r->arena, &person_record, person), *q = record_load(r->db, r->arena, &person_record, other);
	if (!p || !q || !may(r, "member.merge", p->unit))
		return;
	bool outside = !may(r, "member.merge", q->unit);
	if (!outside && q->id < p->id)
		return;
	v->rows[v->n++] = (struct alike_line){.a = p->id, .b = q->id, .name = p->name, .unit = unit_name(r->db, r->arena, p->unit), .why = reasons[why],
		.outside = outside, .other_unit = outside ? "" : unit_name(r->db, r->arena, q->unit),
		.numbers = *p->idno_hash ? "前一条有身份证号，后一条没有" : *q->idno_hash ? "后一条有身份证号，前一条没有" : "两条都没有身份证号"};
}

/* Who sees many units, most of them without anybody here: by the pairs, not by the units. */
static void walk_pairs(struct req *r, struct alike_page *v, int64_t after, int64_t other)
{
	size_t n, i = 0;
	struct alike_from *x = q_alike_from(r->db, r->arena, after, other, WALKED, &n);
	for (; i < n && v->n < ROWS; i++)
		add(r, v, x[i].id, x[i].other, x[i].why);
	if (i < n || n == WALKED)
		v->next = link_to(r, "/members/alike?after=%lld&other=%lld", (long long)x[i - 1].id, (long long)x[i - 1].other);
}

/* Unit by unit, in the order of the tree. */
static void walk_units(struct req *r, struct alike_page *v, const struct scope *s, int64_t after, int64_t other)
{
	const char *after_path = query_int(r, "unit") ? unit_path(r->db, r->arena, query_int(r, "unit")) : "";
	size_t seen = 0;
	for (size_t t = 0; t < s->n_trees && !v->next; t++) {
		size_t n;
		if (*after_path && !path_covers(s->trees[t], after_path) && strcmp(s->trees[t], after_path) < 0)
			continue;
		struct alike_page_row *x =
			q_alike_page(r->db, r->arena, s->trees[t], path_end(r->arena, s->trees[t]), after_path, after, other, ROWS + 1 - (int64_t)seen, &n);
		for (size_t i = 0; i < n; i++) {
			if (seen == ROWS) {
				v->next = link_to(r, "/members/alike?after=%lld&other=%lld&unit=%lld", (long long)after, (long long)other, (long long)path_last(after_path));
				break;
			}
			add(r, v, x[i].id, x[i].other, x[i].why);
			after = x[i].id;
			other = x[i].other;
			after_path = x[i].path;
			seen++;
		}
	}
}

void get_alike(struct req *r)
{
	struct alike_page v = {.r = r, .rows = NEW_N(r->arena, struct alike_line, ROWS + 1)};
	struct scope s = scope_of(r, "member.merge");
	if (scope_is_wide(r, &s))
		walk_pairs(r, &v, query_int(r, "after"), query_int(r, "other"));
	else
		walk_units(r, &v, &s, query_int(r, "after"), query_int(r, "other"));
	page_begin(r, &(struct page){.title = "可能重复的登记", .nav = "/members", .crumbs = {{"会员", "/members"}, {"重复的登记", "/members/doubles"}}});
	tpl_alike(r->out, &v);
	page_end(r);
}

/* Somebody looked: two people. It is not asked again. Whether there is a pair with somebody elsewhere is not told. */
void post_apart(struct req *r)
{
	const struct person_row *p = r->row, *q = record_load(r->db, r->arena, &person_record, r->sub);
	if (!q || !may(r, "member.merge", q->unit) || !q_alike_pair(r->db, p->id, q->id)) {
		refuse(r, 404, "没有这两条可能重复的登记，或者有一条不在你管理的单位里。");
		return;
	}
	q_alike_apart(r->db, p->id, q->id);
	q_alike_apart(r->db, q->id, p->id);
	event_add(r, &(struct event){.unit = p->unit, .record = "person", .row_id = p->id, .verb = "apart", .changes = "与另一条可能重复的登记核对过，不是同一个人"});
	see_other_saying(r, "/members/alike", "已记下：不是同一个人，不再提示。");
}
