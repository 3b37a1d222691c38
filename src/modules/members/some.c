/* Members who need attention: dues behind, retirement near, entries missing. */
#include "kernel/page.h"
#include "kernel/rights.h"
#include "members.html.h"
#include "members.sql.h"
#include "modules/members/members_view.h"
#include "modules/members/pages.h"
#include "modules/members/retire.h"

enum { ROWS = 50, AHEAD_MONTHS = 3 };

/* The last day of birth whose holder reaches the age within the coming months. */
static day born_until(struct req *r, int sex, int base)
{
	struct civil now = day_civil(r->today);
	int months = now.year * 12 + now.month - 1 + AHEAD_MONTHS;
	day limit = day_of(months / 12, months % 12 + 1, 1);
	for (int m = months - 50 * 12;; m--) {
		struct retirement x;
		if (retirement_of(day_of(m / 12, m % 12 + 1, 1), sex, base, &x) && x.on <= limit)
			return day_of((m + 1) / 12, (m + 1) % 12 + 1, 1) - 1;
	}
}

static struct members_behind_page *retiring(struct req *r, const char *tree, const char *path, int64_t id, int64_t most,
					    size_t *n)
{
	day men = born_until(r, 1, 0), w55 = born_until(r, 2, RETIRE_55), w50 = born_until(r, 2, RETIRE_50);
	return q_members_retiring_page(r->db, r->arena, tree, path_end(r->arena, tree), w50 > w55 ? w50 : w55, men, w55, w50,
				       path, id, most, n);
}

int64_t members_retiring_count(struct req *r, const char *tree, int64_t most)
{
	size_t n;
	retiring(r, tree, "", 0, most, &n);
	return (int64_t)n;
}

static struct members_behind_page *behind(struct req *r, const char *tree, const char *path, int64_t id, int64_t most,
					  size_t *n)
{
	return q_members_behind_page(r->db, r->arena, tree, path_end(r->arena, tree), r->today, path, id, most, n);
}

static struct members_behind_page *bare(struct req *r, const char *tree, const char *path, int64_t id, int64_t most, size_t *n)
{
	return q_members_bare_page(r->db, r->arena, tree, path_end(r->arena, tree), path, id, most, n);
}

static const char *behind_note(struct req *r, const struct members_behind_page *x)
{
	return arena_printf(r->arena, "缴至 %s%s%s", day_iso(r->arena, x->on_day), x->reminded > x->on_day ? "，已催缴 " : "",
			    x->reminded > x->on_day ? day_iso(r->arena, x->reminded) : "");
}

static const char *retire_note(struct req *r, const struct members_behind_page *x)
{
	struct retirement t;
	if (!retirement_of(x->on_day, x->sex, x->base, &t))
		return "";
	struct civil c = day_civil(t.on);
	return arena_printf(r->arena, "%d年%d月满 %d 岁%s", c.year, c.month, t.months / 12,
			    t.months % 12 ? arena_printf(r->arena, " %d 个月", t.months % 12) : "");
}

static const char *no_note(struct req *r, const struct members_behind_page *x)
{
	(void)r;
	return *x->idno_mask ? *x->mobile_mask ? "民族、学历等不全" : "没有手机号" : "没有证件号码";
}

struct need {
	const char *title, *help, *base, *empty;
	struct members_behind_page *(*read)(struct req *r, const char *tree, const char *path, int64_t id, int64_t most, size_t *n);
	const char *(*note)(struct req *r, const struct members_behind_page *x);
};

/* All trees of the asker, in the order of the organisation; the next page begins behind a path and a row. */
static void show(struct req *r, const struct need *k)
{
	struct members_some v = {k->title, k->help, k->base, NULL, k->empty, NEW_N(r->arena, struct member_line, ROWS), 0};
	struct scope s = scope_of(r, "member.read");
	struct str rest = str_of(query_get(r, "after"));
	const char *path = str_dup(r->arena, str_cut(&rest, '-'));
	int64_t id = 0;
	str_int(rest, &id);
	for (size_t t = 0; t < s.n_trees && !v.next; t++) {
		size_t n;
		struct members_behind_page *x = k->read(r, s.trees[t], path, id, ROWS + 1, &n);
		for (size_t i = 0; i < n && v.n < ROWS; i++) {
			v.rows[v.n++] = (struct member_line){x[i].id, MEMBER_ACTIVE, x[i].name, x[i].unit_name, x[i].idno_mask,
							     x[i].mobile_mask, "", k->note(r, &x[i])};
			if (v.n == ROWS && i + 1 < n)
				v.next = link_to(r, "%s?after=%s-%lld", k->base, x[i].path, (long long)x[i].id);
		}
	}
	page_begin(r, &(struct page){.title = k->title, .nav = "/members", .crumbs = {{"会员", "/members"}}});
	tpl_members_some(r->out, &v);
	page_end(r);
}

void get_members_behind(struct req *r)
{
	show(r, &(struct need){"会费到期未缴", "在籍会员中会费缴至日期已过的。连续六个月不缴、经催告仍不改正的，由委员会确认视为自动退会。",
			       "/members/behind", "没有到期未缴的会员。登记了“会费缴至”的会员到期后会出现在这里。", behind, behind_note});
}

void get_members_retiring(struct req *r)
{
	show(r, &(struct need){"临近法定退休年龄", "三个月内到达或已到达法定退休年龄的在籍会员，按出生年月推算，依据" RETIRE_SOURCE
			       "。本人可以选择弹性提前或延迟，以实际办理为准。", "/members/retiring",
			       "三个月内没有到龄的会员。女职工要填“退休年龄类别”才能推算。", retiring, retire_note});
}

void get_members_incomplete(struct req *r)
{
	show(r, &(struct need){"实名信息不全", "实名制要求登记姓名、性别、出生日期、民族、证件号码、手机号、政治面貌、学历、户籍类型、就业状况和入会日期。",
			       "/members/incomplete", "在籍会员的实名信息都已填全。", bare, no_note});
}
