/* Members who need attention: dues behind, retirement near, entries missing. */
#include <string.h>

#include "kernel/page.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "members.html.h"
#include "members.sql.h"
#include "modules/members/members_view.h"
#include "modules/members/moves.h"
#include "modules/members/pages.h"
#include "modules/members/retire.h"
#include "text/calendar.h"

enum { ROWS = 50, UNITS = 150, AHEAD_MONTHS = 3 }; /* UNITS: looked through for one page */

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

/* The units of one page: from one path to another, of a tree; rows behind `id` in the first of them. */
struct stretch {
	const char *from, *reached;
	const char *path; /* of the place */
	int64_t id;
};

static struct members_behind_page *retiring(struct req *r, const struct stretch *s, int64_t most, size_t *n)
{
	day men = born_until(r, 1, 0), w55 = born_until(r, 2, RETIRE_55), w50 = born_until(r, 2, RETIRE_50);
	return q_members_retiring_page(r->db, r->arena, s->from, w50 > w55 ? w50 : w55, men, w55, w50, s->path, s->id, s->reached, most, n);
}

/* In a tree of at most UNITS units. */
int64_t members_retiring_count(struct req *r, const char *tree, int64_t most)
{
	size_t n;
	retiring(r, &(struct stretch){tree, path_end(r->arena, tree), "", 0}, most, &n);
	return (int64_t)n;
}

static struct members_behind_page *behind(struct req *r, const struct stretch *s, int64_t most, size_t *n)
{
	return q_members_behind_page(r->db, r->arena, s->from, r->today, s->path, s->id, s->reached, most, n);
}

static struct members_behind_page *bare(struct req *r, const struct stretch *s, int64_t most, size_t *n)
{
	return q_members_bare_page(r->db, r->arena, s->from, s->path, s->id, s->reached, most, n);
}

static const char *behind_note(struct req *r, const struct members_behind_page *x)
{
	return arena_printf(r->arena, "缴至 %s%s%s", day_cn(r->arena, x->on_day), x->reminded > x->on_day ? "，已催缴 " : "",
			    x->reminded > x->on_day ? day_cn(r->arena, x->reminded) : "");
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

static struct members_behind_page *erasable(struct req *r, const struct stretch *s, int64_t most, size_t *n)
{
	return members_erasable(r, s->from, s->reached, s->path, s->id, most, n);
}

/* The column that holds the day of a reminder elsewhere holds the state here. */
static const char *ended_note(struct req *r, const struct members_behind_page *x)
{
	return arena_printf(r->arena, "%s %s", day_cn(r->arena, x->on_day), choice_label(member_states, x->reminded));
}

struct need {
	const char *title, *help, *base, *empty;
	struct members_behind_page *(*read)(struct req *r, const struct stretch *s, int64_t most, size_t *n);
	const char *(*note)(struct req *r, const struct members_behind_page *x);
	bool erase;
};

/* The stretch of a tree that the page looks through; *further: units are left behind it. */
static struct stretch stretch_of(struct req *r, const char *tree, const char *path, int64_t id, bool *further)
{
	const char *end = path_end(r->arena, tree);
	struct stretch s = {strcmp(path, tree) > 0 ? path : tree, "", path, id};
	s.reached = q_members_units_reached(r->db, r->arena, s.from, end, UNITS - 1);
	*further = *s.reached && q_members_units_behind(r->db, s.reached, end) > 0;
	if (!*s.reached)
		s.reached = end;
	return s;
}

/* All trees of the asker, in the order of the organisation; the next page begins behind a path and a row. */
static void show(struct req *r, const struct need *k)
{
	struct members_some v = {k->title, k->help, k->base, NULL, k->empty, NULL, NEW_N(r->arena, struct member_line, ROWS), 0, false};
	struct scope s = scope_of(r, k->erase ? "member.approve" : "member.read");
	v.after = *query_get(r, "after") ? query_get(r, "after") : form_get(r, "after");
	v.erase = k->erase;
	v.units = UNITS;
	struct str rest = str_of(v.after);
	const char *path = str_dup(r->arena, str_cut(&rest, '-'));
	int64_t id = 0;
	str_int(rest, &id);
	for (size_t t = 0; t < s.n_trees && !v.next; t++) {
		size_t n;
		bool further;
		struct stretch part = stretch_of(r, s.trees[t], path, id, &further);
		struct members_behind_page *x = k->read(r, &part, ROWS + 1, &n);
		for (size_t i = 0; i < n && v.n < ROWS; i++) {
			v.rows[v.n++] = (struct member_line){x[i].id, MEMBER_ACTIVE, x[i].name, x[i].unit_name, x[i].idno_mask,
							     x[i].mobile_mask, "", k->note(r, &x[i]), k->erase && form_has(r, arena_printf(r->arena, "m%lld", (long long)x[i].id))};
			if (v.n == ROWS && i + 1 < n)
				v.next = link_to(r, "%s?after=%s-%lld", k->base, x[i].path, (long long)x[i].id);
		}
		if (!v.next && further) {
			v.next = link_to(r, "%s?after=%s-%lld", k->base, part.reached, (long long)INT64_MAX);
			v.go_on = true;
		}
	}
	page_begin(r, &(struct page){.title = k->title, .nav = "/members", .crumbs = {{"会员", "/members"}}});
	tpl_members_some(r->out, r, &v);
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

void get_members_erasable(struct req *r)
{
	show(r, &(struct need){"待删除的个人信息", "会籍终止满保存期限、资料还在的人（《个人信息保护法》第四十七条：保存期限届满应当主动删除）。期限在单位的“规则数值”里设定，默认值未核实。",
			       "/members/erasable", "没有到期待删除的个人信息。", erasable, ended_note, true});
}

struct erasing {
	int64_t id;
	const char *reason;
};

static bool erase_one(struct req *r, void *context)
{
	const struct erasing *e = context;
	struct member *m = record_load(r->db, r->arena, &member_record, e->id);
	return may_or_refuse(r, "member.approve", m->unit) && member_erase(r, m, e->reason);
}

/* The chosen rows of one page, each by itself: who cannot be erased yet does not hold up the others. */
void post_members_erasable(struct req *r)
{
	struct scope s = scope_of(r, "member.approve");
	struct str rest = str_of(form_get(r, "after"));
	const char *path = str_dup(r->arena, str_cut(&rest, '-')), *why = NULL, *reason = form_get(r, "reason");
	int64_t id = 0, done = 0, failed = 0;
	str_int(rest, &id);
	if (text_empty(reason)) {
		problem_add(&r->problems, "reason", "请写明删除的理由，不要写姓名和号码。");
		get_members_erasable(r);
		answer_status(r, 422);
		return;
	}
	for (size_t t = 0; t < s.n_trees; t++) {
		size_t n;
		bool further;
		struct stretch part = stretch_of(r, s.trees[t], path, id, &further);
		struct members_behind_page *x = erasable(r, &part, ROWS, &n);
		for (size_t i = 0; i < n; i++) {
			struct erasing e = {x[i].id, reason};
			if (!form_has(r, arena_printf(r->arena, "m%lld", (long long)x[i].id)))
				continue;
			const char *no = attempt(r, erase_one, &e);
			why = no ? no : why;
			done += !no;
			failed += no != NULL;
		}
	}
	if (failed && !done) {
		refuse(r, 409, "%s", why);
	} else if (!done) {
		problem_add(&r->problems, "reason", "请先勾选要删除的人。");
		get_members_erasable(r);
		answer_status(r, 422);
	} else {
		see_other_saying(r, "/members/erasable", failed ? arena_printf(r->arena, "已删除 %lld 人，%lld 人没有删除：%s", (long long)done, (long long)failed, why) :
								  arena_printf(r->arena, "已删除 %lld 人的个人信息。", (long long)done));
	}
}
