/* Sheets and payments: fields, moves, and what must hold. */
#include <string.h>

#include "kernel/measure.h"
#include "modules/dues/inside.h"
#include "modules/members/members.h"
#include "modules/units/units.h"
#include "text/calendar.h"

static const struct choice sheet_states[] = {{SHEET_OPEN, "收缴中", "info"}, {SHEET_CLOSED, "已结账", "ok"}, {0}};
static const struct choice states[] = {{DUES_PAID, "已缴", "ok"}, {DUES_VOID, "已作废", "mute"}, {0}};
const struct choice dues_ways[] = {{1, "现金", NULL}, {2, "转账", NULL}, {3, "委托单位代扣", NULL}, {4, "线上支付", NULL}, {0}};

static const struct field sheet_fields[] = {
	HEAD_FIELDS(struct dues_sheet, sheet_states),
	TEXT(struct dues_sheet, title, .label = "会费台账", .max = 40, .use = F_LIST | F_JSON),
	DAY(struct dues_sheet, month, .label = "月份（首日）", .use = F_SORT | F_JSON),
	INT(struct dues_sheet, due, .label = "应缴人数", .use = F_LIST | F_JSON | F_HISTORY),
	INT(struct dues_sheet, paid, .label = "已缴人数", .use = F_LIST | F_JSON),
	MONEY(struct dues_sheet, money, .label = "会费（元）", .use = F_LIST | F_JSON), /* not in the history: each step of it is one person's payment */
};
const struct record dues_sheet_record = RECORD("dues_sheet", "会费台账", struct dues_sheet, sheet_fields, "title",
	.indexes = "create unique index dues_sheet_one on dues_sheet(unit, month);\n"
		   "create index dues_sheet_by_month on dues_sheet(month, unit);\n");

static const struct field fields[] = {
	HEAD_FIELDS(struct dues, states),
	TEXT(struct dues, title, .label = "月份", .max = 40, .use = F_LIST),
	REF(struct dues, sheet, &dues_sheet_record, .label = "台账"),
	REF(struct dues, person, &person_record, .label = "会员", .use = F_LIST),
	TEXT(struct dues, who, .label = "会员证号或姓名", .max = 60, .use = F_FORM, .hint = "同名的填会员证号。"),
	DAY(struct dues, month, .label = "缴纳月份", .use = F_FORM | F_NEED | F_SORT, .hint = "这个月的任何一天，例如 2024-03-01。"),
	DAY(struct dues, before, .label = "此前缴至"),
	MONEY(struct dues, amount, .label = "会费（元）", .use = F_LIST | F_FORM | F_NEED | F_PERSONAL),
	DAY(struct dues, paid_on, .label = "缴纳日期", .use = F_LIST | F_FORM),
	CHOICE(struct dues, way, dues_ways, .label = "方式", .use = F_LIST | F_FORM),
	TEXT(struct dues, note, .label = "说明", .max = 100, .use = F_FORM),
};
const struct record dues_record = RECORD("dues", "会费缴纳", struct dues, fields, "title",
	.indexes = "create index dues_of_person on dues(person, month, state);\n"
		   "create index dues_of_sheet on dues(sheet, state, id);\n");

/* ---- the rule ---- */

int64_t dues_of_wage(int64_t wage, int64_t rate)
{
	return wage / 1000 * 1000 * rate / 10000;
}

const char *dues_rule(struct req *r, int64_t unit, int64_t *rate)
{
	struct policy_value p = policy_get(r, "dues.rate", unit, r->today);
	*rate = p.value;
	return arena_printf(r->arena, "每月基本工资的 %g%%，不足 10 元的部分不计，奖金、津贴不计。依据：%s%s", (double)p.value / 100, p.source,
			    policy_unchecked(&p) ? "（未核实）。" : "。");
}

/* ---- sheets ---- */

int64_t dues_house(struct req *r, int64_t unit)
{
	int64_t chain[20];
	size_t n = unit_chain(r->db, unit, 0, chain, 20);
	for (size_t i = 0; i < n; i++) {
		struct unit u;
		if (unit_load(r->db, r->arena, chain[i], &u) && u.kind != UNIT_FEDERATION && unit_by_card(u.kind))
			return u.id;
	}
	return 0;
}

int64_t dues_due_of(struct req *r, int64_t house, day on)
{
	size_t n;
	int64_t due = members_entitled(r->db, house, on);
	struct dues_houses_below *b = q_dues_houses_below(r->db, r->arena, house, &n);
	for (size_t i = 0; i < n; i++)
		due -= members_entitled(r->db, b[i].id, on);
	return due;
}

const char *dues_title(struct req *r, day month)
{
	struct civil c = day_civil(month);
	return arena_printf(r->arena, "%d年%d月会费", c.year, c.month);
}

bool dues_month_fits(struct req *r, day month)
{
	return month <= r->today && month >= day_of(2000, 1, 1);
}

/* A month that is over has the members of its last day; before the register knew any, those of today. */
static int64_t due_in(struct req *r, int64_t house, day month)
{
	int64_t then = day_month_last(month) < r->today ? dues_due_of(r, house, day_month_last(month)) : 0;
	return then > 0 ? then : dues_due_of(r, house, 0);
}

static struct dues_sheet *new_sheet(struct req *r, int64_t house, day month)
{
	struct dues_sheet *s = record_new(r->arena, &dues_sheet_record);
	s->unit = house;
	s->month = month;
	s->title = dues_title(r, month);
	s->due = due_in(r, house, month);
	return s;
}

struct dues_sheet *dues_open(struct req *r, int64_t house, day month)
{
	month = day_month_first(month);
	int64_t id = q_dues_sheet_of(r->db, house, month);
	if (id)
		return record_load(r->db, r->arena, &dues_sheet_record, id);
	if (!dues_month_fits(r, month)) {
		problem_add(&r->problems, "month", "只能开本月或以前月份的台账。");
		return NULL;
	}
	struct dues_sheet *s = new_sheet(r, house, month);
	return flow_create(r, &dues_sheet_flow, s, "") ? s : NULL;
}

bool dues_open_for(struct req *r, int64_t house, day month, const char *note)
{
	struct dues_sheet *s = new_sheet(r, house, month);
	bool asked = r->system;
	r->system = true;
	bool good = s->due > 0 && flow_create(r, &dues_sheet_flow, s, note);
	r->system = asked;
	return good;
}

static bool recount(struct req *r, void *row, const void *before)
{
	struct dues_sheet *s = row;
	(void)before;
	s->due = dues_due_of(r, s->unit, 0);
	return true;
}

static const char *is_this_month(struct req *r, const void *row)
{
	return ((const struct dues_sheet *)row)->month == day_month_first(r->today) ? NULL : "应缴人数是当月的人数，过了当月不再改。";
}

static const struct move sheet_moves[] = {
	{SHEET_OPEN, "recount", SAME_STATE, "dues.edit", "重算应缴人数", MOVE_PLAIN, .needs = is_this_month, .done = recount, .help = "当月入会、转会以后，按在籍会员重新计算"},
	{SHEET_OPEN, "close", SHEET_CLOSED, "dues.edit", "结账", MOVE_PLAIN, .help = "这个月不再登记；以后补缴的，先撤销结账"},
	{SHEET_CLOSED, "reopen", SHEET_OPEN, "dues.edit", "撤销结账", MOVE_REASON | MOVE_PLAIN, .help = "补登、更正这个月的缴纳"},
	{SHEET_OPEN, "book", SAME_STATE, NULL, "登记缴费", MOVE_HIDDEN, .help = "已缴人数和金额随缴纳记录变动"},
	{0},
};
const struct flow dues_sheet_flow = {
	.record = &dues_sheet_record, .moves = sheet_moves, .home = "/dues/%lld", .edit_right = "dues.edit", .first = SHEET_OPEN, .read_right = "dues.read",
};

/* ---- payments ---- */

/* 会费缴至: the last month of an unbroken row. */
static bool reach(struct req *r, int64_t person, day month)
{
	struct member *m = record_load(r->db, r->arena, &member_record, person);
	if (!m || m->state != MEMBER_ACTIVE || (m->dues_until && month > m->dues_until + 1))
		return true;
	day until = m->dues_until;
	while (q_dues_paid_for(r->db, person, month)) {
		until = day_month_last(month) > until ? day_month_last(month) : until;
		month = day_add_months(month, 1);
	}
	if (until == m->dues_until)
		return true;
	m->dues_until = until;
	return flow_follow(r, &member_flow, m, "dues", "");
}

/* To the end of the month before, if that is paid for; else to where he was before this payment. */
static bool fall_back(struct req *r, const struct dues *d)
{
	struct member *m = record_load(r->db, r->arena, &member_record, d->person);
	if (!m || m->state != MEMBER_ACTIVE || m->dues_until < d->month)
		return true;
	bool paid = q_dues_paid_for(r->db, d->person, day_add_months(d->month, -1)) > 0;
	m->dues_until = paid || d->before >= d->month ? d->month - 1 : d->before;
	return flow_follow(r, &member_flow, m, "dues", "");
}

bool dues_book(struct req *r, int64_t sheet, int64_t people, int64_t money)
{
	struct dues_sheet *s = record_load(r->db, r->arena, &dues_sheet_record, sheet);
	if (!s)
		return false;
	s->paid += people;
	s->money += money;
	return flow_follow(r, &dues_sheet_flow, s, "book", "");
}

bool dues_made(struct req *r, void *row)
{
	const struct dues *d = row;
	return dues_book(r, d->sheet, 1, d->amount) && reach(r, d->person, d->month);
}

static const char *sheet_is_open(struct req *r, const void *row)
{
	const struct dues_sheet *s = record_load(r->db, r->arena, &dues_sheet_record, ((const struct dues *)row)->sheet);
	return s && s->state == SHEET_OPEN ? NULL : "这个月已结账，请先撤销结账。";
}

static bool voided(struct req *r, void *row, const void *before)
{
	const struct dues *d = row;
	(void)before;
	return dues_book(r, d->sheet, -1, -d->amount) && fall_back(r, d);
}

static const struct move moves[] = {
	{DUES_PAID, "void", DUES_VOID, "dues.edit", "作废", MOVE_REASON | MOVE_PLAIN, .needs = sheet_is_open, .done = voided, .help = "登记有误或退款，人数和金额随之减去"},
	{0},
};
const struct flow dues_flow = {
	.record = &dues_record, .moves = moves, .home = "/dues/payments/%lld", .edit_right = "dues.edit", .first = DUES_PAID, .read_right = "dues.payments",
};

/* The member whom a workbook names: by number, else by whole name. */
static void find_member(struct req *r, struct dues *d, const char *path)
{
	enum { ALIKE = 500 }; /* whose name begins like this one */
	const char *end = path_end(r->arena, path);
	struct dues_member_named x;
	size_t n = 0, alike;
	struct dues_member_no *m = q_dues_member_no(r->db, r->arena, d->who, path, end, &n);
	if (n == 1) {
		d->person = m[0].id;
		return;
	}
	bool more;
	int64_t *ids = people_named(r, d->who, path, ALIKE, &alike, &more);
	n = 0;
	for (size_t i = 0; i < alike && n < 2 && !more; i++)
		if (q_dues_member_named(r->db, r->arena, ids[i], d->who, path, end, &x)) {
			d->person = x.id;
			n++;
		}
	if (n == 1)
		return;
	d->person = 0;
	problem_add(&r->problems, "who",
		    more ? "名字里有“%s”的人太多，没有查完，不知道指的是谁。请改填会员证号。" : /* those not looked at may be others of that name */
		    n	 ? "有两位以上在籍会员叫“%s”，请改填会员证号。" :
			   "本工会没有在籍会员“%s”，请填会员证号或全名。",
		    d->who);
}

const struct member *dues_payer(struct req *r, int64_t person, int64_t house)
{
	const struct member *m = q_dues_is_member(r->db, person) ? record_load(r->db, r->arena, &member_record, person) : NULL;
	return m && dues_house(r, m->unit) == house ? m : NULL;
}

static void check_member(struct req *r, struct dues *d)
{
	const struct member *m = dues_payer(r, d->person, d->unit);
	d->before = m ? m->dues_until : 0;
	if (!m)
		problem_add(&r->problems, "who", "只登记本工会在籍会员的会费；退休、失业保留会籍的不缴（《工会会员会籍管理办法》，未核实）。");
	else if (q_dues_paid_for(r->db, d->person, d->month))
		problem_add(&r->problems, "month", "%s的%s已经登记过。", m->name, dues_title(r, d->month));
}

void dues_check(struct req *r, void *row, const void *before)
{
	struct dues *d = row;
	if (before) {
		problem_add(&r->problems, "amount", "登记过的缴纳不改，作废后重新登记。");
		return;
	}
	int64_t sheet = q_dues_sheet_of(r->db, d->unit, day_month_first(d->month));
	const struct dues_sheet *s = sheet ? record_load(r->db, r->arena, &dues_sheet_record, sheet) : NULL;
	d->month = day_month_first(d->month);
	d->title = dues_title(r, d->month);
	d->paid_on = d->paid_on ? d->paid_on : r->today;
	if (d->month > r->today)
		problem_add(&r->problems, "month", "会费按月登记，以后的月份到时再登记。");
	if (d->paid_on > r->today)
		problem_add(&r->problems, "paid_on", "缴纳日期不能晚于今天。");
	if (dues_house(r, d->unit) != d->unit)
		problem_add(&r->problems, "who", "会费由%s登记。", unit_name(r->db, r->arena, dues_house(r, d->unit)));
	if (s && s->state != SHEET_OPEN)
		problem_add(&r->problems, "month", "%s已结账，请先撤销结账。", s->title);
	if (d->amount < 1)
		problem_add(&r->problems, "amount", "会费要大于 0。");
	if (!d->person && text_empty(d->who))
		problem_add(&r->problems, "who", "请填写会员证号或姓名。");
	else if (!d->person)
		find_member(r, d, unit_path(r->db, r->arena, d->unit));
	if (d->person)
		check_member(r, d);
	d->who = "";
}

/* A row of a workbook: into the sheet of its month. */
bool dues_fill(struct req *r, void *row)
{
	struct dues *d = row;
	const struct dues_sheet *s = dues_open(r, d->unit, d->month);
	d->sheet = s ? s->id : 0;
	return s != NULL;
}

bool dues_pay(struct req *r, struct dues_sheet *s, struct dues *d)
{
	d->unit = s->unit;
	d->sheet = s->id;
	dues_check(r, d, NULL);
	return !r->problems.n && flow_create(r, &dues_flow, d, "") && reach(r, d->person, d->month);
}
