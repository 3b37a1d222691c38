/* The two side by side, and what became of a merge. */
#include <string.h>

#include "kernel/form.h"
#include "kernel/policy.h"
#include "merges.html.h"
#include "merges.sql.h"
#include "modules/merges/inside.h"

static const char *state_line(struct req *r, const struct person_row *p, const struct member *m)
{
	return arena_printf(r->arena, "%s，%s", choice_label(record_field(&person_record, "state")->choices, p->state),
			    m ? choice_label(member_states, m->state) : "没有会籍");
}

/* Which versions of the four rows a page showed: a choice is made over what was seen. */
static const char *seen_of(struct req *r, const struct twins *p)
{
	return arena_printf(r->arena, "%lld.%lld.%lld.%lld", (long long)p->kept->version, (long long)p->lost->version,
			    (long long)(p->kept_member ? p->kept_member->version : 0), (long long)(p->lost_member ? p->lost_member->version : 0));
}

static void show(struct req *r, const struct twins *p, bool typed)
{
	struct merge_page v = {.r = r, .p = p, .problem = twins_problem(r, p), .idno = p->kept->idno_mask, .reason = form_get(r, "reason"),
			       .kept_unit = unit_name(r->db, r->arena, p->kept->unit), .lost_unit = unit_name(r->db, r->arena, p->lost->unit),
			       .kept_state = state_line(r, p->kept, p->kept_member), .lost_state = state_line(r, p->lost, p->lost_member),
			       .here = link_to(r, "/people/%lld/merge/%lld", (long long)p->kept->id, (long long)p->lost->id),
			       .swap = link_to(r, "/people/%lld/merge/%lld", (long long)p->lost->id, (long long)p->kept->id)};
	v.seen = seen_of(r, p);
	v.lines = side_lines(r, p, typed, &v.n);
	v.days = policy_get(r, "merge.undo_days", p->kept->unit, r->today).value;
	v.two_unions = p->kept->state == PERSON_ACTIVE && p->lost->state == PERSON_ACTIVE &&
		       member_house(r->db, r->arena, p->kept->unit) != member_house(r->db, r->arena, p->lost->unit);
	page_begin(r, &(struct page){.title = "合并重复的登记", .nav = "/members", .crumbs = {{"会员", "/members"}, {"重复的登记", "/members/doubles"}}});
	tpl_merge(r->out, &v);
	page_end(r);
}

void get_merge(struct req *r)
{
	struct twins p;
	if (twins_load(r, r->id, r->sub, &p))
		show(r, &p, false);
}

void post_merge(struct req *r)
{
	struct twins p;
	int64_t id = 0;
	if (!twins_load(r, r->id, r->sub, &p))
		return;
	const char *why = twins_problem(r, &p), *reason = form_get(r, "reason");
	if (why) {
		refuse(r, 409, "%s", why);
		return;
	}
	if (strcmp(form_get(r, "seen"), seen_of(r, &p)) != 0)
		problem_add(&r->problems, "reason", "两条登记刚被改动过，请再看一遍两边的内容，然后提交。");
	if (text_empty(reason))
		problem_add(&r->problems, "reason", "请写明怎样认定是同一个人，例如“核对身份证原件”。");
	if (r->problems.n) {
		show(r, &p, true);
		answer_status(r, 422);
		return;
	}
	if (merge_apply(r, &p, reason, &id))
		see_other_saying(r, link_to(r, "/merges/%lld", (long long)id), "已合并。旧的链接都通往保留的一条。");
}

void get_merge_one(struct req *r)
{
	const struct person_merge *m = r->row;
	struct merge_one v = {.r = r, .m = m, .kept = record_title(r->db, r->arena, &person_record, m->kept),
			      .lost = record_title(r->db, r->arena, &person_record, m->lost), .here = link_to(r, "/merges/%lld", (long long)m->id),
			      .lost_member = record_load(r->db, r->arena, &member_record, m->lost) != NULL};
	page_begin(r, &(struct page){.title = "一次合并", .nav = "/members", .crumbs = {{"会员", "/members"}, {"合并记录", "/merges"}}});
	tpl_merge_one(r->out, &v);
	page_end(r);
}

void get_merges(struct req *r)
{
	list_page(r, &person_merge_list);
}

/* Where a registration went that was given up; over several merges, if need be. */
void get_person_merged(struct req *r)
{
	enum { HOPS = 10 };
	struct merge_into into = {0};
	int64_t at = r->id;
	for (int i = 0; i < HOPS && q_merge_into(r->db, r->arena, at, &into); i++)
		at = into.kept;
	bool member = at != r->id && record_load(r->db, r->arena, &member_record, at);
	if (at == r->id)
		refuse(r, 404, "这条登记没有并入别的登记。");
	else
		see_other(r, link_to(r, member && query_int(r, "member") ? "/members/%lld" : "/people/%lld", (long long)at));
}
