/* A month's sheet, payments, one's own. */
#include <string.h>

#include "dues.html.h"
#include "kernel/derived.h"
#include "kernel/measure.h"
#include "modules/dues/inside.h"
#include "modules/members/members.h"
#include "text/calendar.h"

static const struct derived payments = {.flow = &dues_flow, .base = "/dues/payments", .read_right = "dues.payments", .list = &dues_list};

void get_dues_payments(struct req *r)
{
	list_page(r, &dues_list);
}

void get_dues_payment(struct req *r)
{
	derived_show(r, &payments, r->row);
}

/* ---- the months ---- */

/* The union for which the asker keeps dues; 0: none. */
static int64_t own_house(struct req *r)
{
	return unit_of_right(r, "dues.edit", dues_house);
}

bool dues_keeps(struct req *r)
{
	return own_house(r) != 0;
}

static void show_open(struct req *r, int64_t house)
{
	page_begin(r, &(struct page){.title = "会费", .nav = "/dues"});
	tpl_dues_open(r->out, r, house ? unit_name(r->db, r->arena, house) : NULL, *form_get(r, "month") ? form_get(r, "month") : day_iso(r->arena, day_month_first(r->today)));
	page_end(r);
}

void get_dues(struct req *r)
{
	list_page(r, &dues_sheet_list);
}

void get_dues_new(struct req *r)
{
	show_open(r, own_house(r));
}

void post_dues_open(struct req *r)
{
	int64_t house = own_house(r);
	day month = 0;
	if (!house) {
		refuse(r, 403, "会费由基层工会登记，你没有登记会费的工会。");
		return;
	}
	if (!day_parse(str_of(form_get(r, "month")), &month) && !day_parse_month(str_of(form_get(r, "month")), &month))
		problem_add(&r->problems, "month", "请填写月份，例如 2024-03-01。");
	struct dues_sheet *s = r->problems.n ? NULL : dues_open(r, house, month);
	if (s)
		see_other(r, link_to(r, "/dues/%lld", (long long)s->id));
	else if (!r->answered) {
		show_open(r, house);
		answer_status(r, 422);
	}
}

/* ---- one month ---- */

static bool elsewhere(const struct dues_houses_below *b, size_t n, const char *path)
{
	for (size_t i = 0; i < n; i++)
		if (path_covers(b[i].path, path))
			return true;
	return false;
}

static bool is_typed(const struct unpaid_line *typed, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (typed[i].id == id)
			return true;
	return false;
}

static void fill_unpaid(struct req *r, struct sheet_page *v, struct unpaid_line *typed, size_t n_typed)
{
	size_t n, n_below;
	const char *path = unit_path(r->db, r->arena, v->s->unit);
	struct dues_houses_below *below = q_dues_houses_below(r->db, r->arena, v->s->unit, &n_below);
	v->rows = NEW_N(r->arena, struct unpaid_line, UNPAID_ROWS + n_typed);
	for (size_t i = 0; i < n_typed; i++)
		v->rows[v->n++] = typed[i];
	int64_t after = query_int(r, "after");
	int rounds = 0;
	do { /* those of unions below are passed over; when they are many, the next page goes on */
		struct dues_unpaid *u = q_dues_unpaid(r->db, r->arena, path, path_end(r->arena, path), v->s->month, after, UNPAID_ROWS, &n);
		for (size_t i = 0; i < n && v->n < UNPAID_ROWS + n_typed; i++) {
			after = u[i].id;
			if (!elsewhere(below, n_below, u[i].path) && !is_typed(typed, n_typed, after))
				v->rows[v->n++] = (struct unpaid_line){after, u[i].name, u[i].unit_name, "", "", NULL};
		}
	} while (n == UNPAID_ROWS && v->n < UNPAID_ROWS + n_typed && ++rounds < UNPAID_ROUNDS);
	v->next = n == UNPAID_ROWS ? link_to(r, "/dues/%lld?after=%lld", (long long)v->s->id, (long long)after) : NULL;
}

static void show(struct req *r, struct unpaid_line *typed, size_t n_typed)
{
	const struct dues_sheet *s = r->row;
	int64_t rate;
	struct sheet_page v = {.r = r, .s = s, .here = link_to(r, "/dues/%lld", (long long)s->id), .union_name = unit_name(r->db, r->arena, s->unit),
			       .money = money_text(r->arena, s->money), .rule = dues_rule(r, s->unit, &rate), .way = form_int(r, "way"),
			       .on = *form_get(r, "on") ? form_get(r, "on") : day_iso(r->arena, r->today), .note = form_get(r, "note")};
	v.rate = s->due > 0 ? arena_printf(r->arena, "%.1f", (double)(s->paid * 1000 / s->due) / 10) : "";
	v.names = may(r, "dues.payments", s->unit);
	v.desk = s->state == SHEET_OPEN && may(r, "dues.edit", s->unit);
	v.members = may(r, "member.read", s->unit);
	v.months = dues_of_span(r, s->unit, day_year_first(day_civil(s->month).year), day_civil(s->month).year == day_civil(r->today).year ? r->today : day_year_last(day_civil(s->month).year)).months;
	if (v.names)
		fill_unpaid(r, &v, typed, n_typed);
	page_begin(r, &(struct page){.title = s->title, .nav = "/dues", .crumbs = {{"会费", "/dues"}}});
	tpl_dues_sheet(r->out, &v);
	page_end(r);
}

void get_dues_sheet(struct req *r)
{
	show(r, NULL, 0);
}

/* ---- entering ---- */

/* What was typed for one member: the amount, or the wage that gives it. The wage is not kept. */
static const char *amount_of(struct req *r, const struct unpaid_line *x, int64_t unit, fen *amount)
{
	int64_t rate;
	fen wage = 0, by_rule = 0;
	const char *why = NULL;
	dues_rule(r, unit, &rate);
	if (*x->wage && !(why = money_read(r->arena, x->wage, &wage)))
		by_rule = dues_of_wage(wage, rate);
	if (!why && *x->amount)
		why = money_read(r->arena, x->amount, amount);
	else if (!why)
		*amount = by_rule;
	if (!why && *amount < 1)
		why = "会费要大于 0。";
	if (!why && by_rule && *amount != by_rule && text_empty(form_get(r, "note")))
		why = arena_printf(r->arena, "按比例是 %s 元；与此不同的，请在“说明”里写理由。", money_text(r->arena, by_rule));
	return why;
}

static bool pay_one(struct req *r, struct dues_sheet *s, struct unpaid_line *x, day on, fen *sum)
{
	struct dues *d = record_new(r->arena, &dues_record);
	const char *why = amount_of(r, x, s->unit, &d->amount);
	d->person = x->id;
	d->month = s->month;
	d->paid_on = on;
	d->way = form_int(r, "way");
	d->note = form_get(r, "note");
	if (why)
		problem_add(&r->problems, arena_printf(r->arena, "a%lld", (long long)x->id), "%s：%s", x->name, why);
	x->wrong = why;
	*sum += d->amount;
	return !why && dues_pay(r, s, d);
}

/* Numbers come from the form: of those who do not pay here nothing is told. */
static struct unpaid_line *typed_lines(struct req *r, const struct dues_sheet *s, size_t *n)
{
	struct unpaid_line *out = NEW_N(r->arena, struct unpaid_line, r->x->form.n + 1);
	*n = 0;
	for (size_t i = 0; i < r->x->form.n; i++) {
		int64_t id = 0;
		const char *name = r->x->form.items[i].name;
		if (name[0] != 'a' || !str_int(str_of(name + 1), &id))
			continue;
		const char *wage = form_get(r, arena_printf(r->arena, "w%lld", (long long)id)), *amount = r->x->form.items[i].value;
		if (!*wage && !*amount)
			continue;
		const struct member *m = dues_payer(r, id, s->unit);
		if (!m)
			problem_add(&r->problems, "on", "有一位已不是本工会的在籍会员，没有登记；其余的请核对后再提交。");
		else
			out[(*n)++] = (struct unpaid_line){id, m->name, unit_name(r->db, r->arena, m->unit), wage, amount, NULL};
	}
	return out;
}

void post_dues_pay(struct req *r)
{
	struct dues_sheet *s = r->row;
	size_t n;
	day on = 0;
	fen sum = 0;
	struct unpaid_line *x = typed_lines(r, s, &n);
	if (s->state != SHEET_OPEN) {
		refuse(r, 409, "%s已结账，请先撤销结账。", s->title);
		return;
	}
	if (!day_parse(str_of(form_get(r, "on")), &on) || on > r->today)
		problem_add(&r->problems, "on", "请填写缴纳日期，不晚于今天。");
	if (!n && !r->problems.n)
		problem_add(&r->problems, "on", "请至少填写一个人的工资或会费。");
	for (size_t i = 0; i < n; i++)
		if (!pay_one(r, s, &x[i], on, &sum) && r->answered)
			return;
	if (r->problems.n) {
		show(r, x, n);
		answer_status(r, 422);
		return;
	}
	if (dues_book(r, s->id, (int64_t)n, sum))
		see_other_saying(r, link_to(r, "/dues/%lld", (long long)s->id), arena_printf(r->arena, "已登记 %zu 人。", n));
}

/* ---- one's own ---- */

void get_my_dues(struct req *r)
{
	const struct member *m = record_load(r->db, r->arena, &member_record, r->who->person);
	int64_t rate;
	struct my_dues_page v = {.a = r->arena, .rule = dues_rule(r, r->who->unit, &rate), .until = m && m->dues_until ? day_cn(r->arena, m->dues_until) : ""};
	v.rows = q_dues_mine(r->db, r->arena, r->who->person, &v.n);
	page_begin(r, &(struct page){.title = "我的会费", .nav = "/m/member", .phone = true, .back = "/m/member"});
	tpl_my_dues(r->out, &v);
	page_end(r);
}
