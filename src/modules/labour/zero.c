/* Zero-reports (零报告): one tap a day on the phone; an incident becomes a risk to be looked into. */
#include <string.h>

#include "base/utf8.h"
#include "kernel/derived.h"
#include "kernel/message.h"
#include "kernel/unit.h"
#include "labour.sql.h"
#include "labour_risks.html.h"
#include "modules/labour/risk_view.h"

enum { NOTE_MOST = 500, MINE_MOST = 40 };

static const struct choice states[] = {{ZERO_OWED, "未报告", "warn"}, {ZERO_QUIET, "无异常", "ok"}, {ZERO_INCIDENT, "有情况", "bad"}, {0}};
static const struct field fields[] = {
	HEAD_FIELDS(struct zero_report, states),
	TEXT(struct zero_report, title, .label = "时段", .max = 60, .use = F_LIST | F_JSON),
	DAY(struct zero_report, held_on, .label = "日期", .use = F_LIST | F_SORT | F_JSON),
	REF(struct zero_report, period, &alert_period_record, .label = "特殊时段"),
	REF(struct zero_report, reporter, &person_record, .label = "报告人", .use = F_HISTORY),
	LONG(struct zero_report, note, .label = "情况", .max = NOTE_MOST, .use = F_HISTORY),
	FLAG(struct zero_report, in_time, .label = "当日报告", .use = F_LIST | F_FILTER | F_JSON),
	INSTANT(struct zero_report, given_at, .label = "报告时间", .use = F_LIST | F_JSON),
};
const struct record zero_report_record = RECORD("zero_report", "零报告", struct zero_report, fields, "title",
	.indexes = "create unique index zero_report_of_day on zero_report(period, held_on, unit);\n"
		   "create index zero_report_of_unit on zero_report(unit, held_on);\n");

/* ---- who reports ---- */

static bool may_report(struct req *r, int64_t unit)
{
	return r->system || may(r, "zero.staff", unit) || labour_is_officer(r, unit, OFFICER_INFORMANT, r->who->person);
}

static const char *by_unit(struct req *r, const void *row)
{
	return may_report(r, ((const struct zero_report *)row)->unit) ? NULL : "由这个工会的干部或信息员报告。";
}

void zero_tell(struct req *r, int64_t unit, const struct message *m)
{
	size_t n;
	struct labour_officers_of *x = q_labour_officers_of(r->db, r->arena, unit, OFFICER_INFORMANT, r->today, &n);
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), unit, m);
	for (size_t i = 0; i < n; i++) {
		struct message one = *m;
		one.person = x[i].person;
		one.once = m->once ? arena_printf(r->arena, "%s.%lld", m->once, (long long)one.person) : NULL;
		message_send(r, &one);
	}
}

static bool given(struct req *r, void *row, const void *before)
{
	struct zero_report *z = row;
	(void)before;
	z->reporter = r->who ? r->who->person : 0;
	z->given_at = r->now;
	z->in_time = r->today == z->held_on;
	return true;
}

/* Who declared the period is told at once, and it is looked into as a risk. */
static bool happened(struct req *r, void *row, const void *before)
{
	struct zero_report *z = row;
	const struct alert_period *p = record_load(r->db, r->arena, &alert_period_record, z->period);
	struct labour_risk *x = record_new(r->arena, &labour_risk_record);
	given(r, row, before);
	z->note = form_get(r, "note");
	x->unit = z->unit;
	x->title = arena_printf(r->arena, "%s期间报告的情况", z->title);
	x->place = unit_name(r->db, r->arena, z->unit);
	x->kind = 7;
	x->content = z->note;
	x->zero = z->id;
	message_send_role(r, STAFF, p->unit, &(struct message){.title = arena_printf(r->arena, "%s报告有情况", x->place), .body = z->title, .urgent = true,
							       .link = link_to(r, "/labour/periods/%lld", (long long)p->id)});
	return labour_risk_make(r, x);
}

static bool taken_back(struct req *r, void *row, const void *before)
{
	struct zero_report *z = row;
	(void)r;
	(void)before;
	z->reporter = 0;
	z->given_at = 0;
	z->in_time = false;
	return true;
}

static const char *may_take_back(struct req *r, const void *row)
{
	const struct zero_report *z = row;
	return z->held_on == r->today ? by_unit(r, row) : "只有当天的报告可以撤回重报。";
}

static const struct move moves[] = {
	{ZERO_OWED, "quiet", ZERO_QUIET, "zero.report", "今日无异常", MOVE_HIDDEN, by_unit, given, "没有情况也要报告"},
	{ZERO_OWED, "incident", ZERO_INCIDENT, "zero.report", "有情况", MOVE_HIDDEN, by_unit, happened, "写明情况，立即通知上级工会，作为风险核实"},
	{ZERO_QUIET, "incident", ZERO_INCIDENT, "zero.report", "补报情况", MOVE_HIDDEN, by_unit, happened, "报了无异常以后又发生情况"},
	{ZERO_QUIET, "undo", ZERO_OWED, "zero.report", "撤回重报", MOVE_HIDDEN, may_take_back, taken_back, "点错了，当天可以撤回"},
	{0},
};
const struct flow zero_report_flow = {
	.record = &zero_report_record, .moves = moves, .home = "/labour/zeros/%lld", .edit_right = "zero.report", .edit_states = 0, .first = ZERO_OWED,
	.read_right = "zero.read",
};

static const struct list_view views[] = {{"未报告", "state=1"}, {"有情况", "state=3"}, {0}};
const struct list zero_report_list = {
	.name = "zero_reports", .base = "/labour/zeros", .flow = &zero_report_flow, .read_right = "zero.read", .sort = "-held_on", .views = views,
	.empty = "还没有零报告。宣布特殊时段以后，每天为下级各工会生成一条。", .help = "各工会每天的零报告，一家一天一条。",
};
static const struct derived pages = {.flow = &zero_report_flow, .base = "/labour/zeros", .read_right = "zero.read", .list = &zero_report_list};

void get_zero_reports(struct req *r) { list_page(r, &zero_report_list); }
void get_zero_report(struct req *r) { derived_show(r, &pages, r->row); }

/* ---- the phone ---- */

/* Unions for which the asker reports: where he works for the union, and his own if he is its information officer. */
static size_t my_units(struct req *r, int64_t *out)
{
	size_t n = 0;
	int64_t house = matter_house(r, r->who->unit);
	for (size_t i = 0; i < r->who->n_grants && n < MINE_MOST - 1; i++)
		if (may(r, "zero.staff", r->who->grants[i].unit))
			out[n++] = r->who->grants[i].unit;
	if (house && labour_is_officer(r, house, OFFICER_INFORMANT, r->who->person))
		out[n++] = house;
	return n;
}

static bool known(const int64_t *units, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (units[k] == units[i])
			return true;
	return false;
}

static const char *asked(struct req *r, int64_t period)
{
	const struct alert_period *p = record_load(r->db, r->arena, &alert_period_record, period);
	return p ? p->reason : "";
}

static void fill(struct zero_phone *v)
{
	struct req *r = v->r;
	int64_t units[MINE_MOST];
	size_t n = my_units(r, units), rows;
	v->cards = NEW_N(r->arena, struct zero_card, MINE_MOST * MINE_MOST);
	v->done = NEW_N(r->arena, struct zero_line, MINE_MOST * MINE_MOST);
	for (size_t i = 0; i < n; i++) {
		if (known(units, i))
			continue;
		struct zero_mine *x = q_zero_mine(r->db, r->arena, units[i], r->today - 7, MINE_MOST, &rows);
		for (size_t k = 0; k < rows; k++)
			if (x[k].state == ZERO_OWED)
				v->cards[v->n++] = (struct zero_card){x[k].id, unit_name(r->db, r->arena, units[i]), x[k].title, day_short(r->arena, x[k].held_on, r->today),
								      x[k].held_on < r->today ? "" : asked(r, x[k].period), x[k].held_on < r->today, r->problems.n && r->id == x[k].id};
			else
				v->done[v->n_done++] = (struct zero_line){x[k].id, x[k].state, unit_name(r->db, r->arena, units[i]), x[k].note,
									  day_short(r->arena, x[k].held_on, r->today), x[k].held_on != r->today};
	}
}

static void show(struct req *r)
{
	struct zero_phone v = {.r = r};
	fill(&v);
	page_begin(r, &(struct page){.title = "零报告", .phone = true, .back = "/m"});
	tpl_zero_phone(r->out, &v);
	page_end(r);
}

void get_zero_phone(struct req *r)
{
	show(r);
}

void post_zero_phone(struct req *r)
{
	static const char *const verbs[] = {"quiet", "incident", "undo"};
	bool any = false, incident = strcmp(r->word, "incident") == 0;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		any |= strcmp(r->word, verbs[i]) == 0;
	if (!any) {
		refuse(r, 404, "没有这一步。");
		return;
	}
	if (incident && text_empty(form_get(r, "note")))
		problem_add(&r->problems, "note", "请写明发生了什么。");
	if (utf8_count(form_get(r, "note")) > NOTE_MOST)
		problem_add(&r->problems, "note", "情况最多 %d 字。", NOTE_MOST);
	if (r->problems.n) {
		show(r);
		answer_status(r, 422);
	} else if (flow_move(r, &zero_report_flow, r->id, 0, r->word, "", NULL))
		see_other_saying(r, "/m/zero", incident ? "已报告，上级工会已收到消息。" : *r->word == 'u' ? "已撤回，请重新报告。" : "已报告。");
}
