/* Special periods: declared for some days, every union below owes a report each day; who has not reported in the evening is listed and urged. */
#include <string.h>

#include "kernel/derived.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "labour.sql.h"
#include "labour_risks.html.h"
#include "modules/labour/risk_view.h"

enum { HOUR = 3600000, MISSED = 3 /* days that are made up for */ };

static const struct choice states[] = {
	{PERIOD_DRAFT, "未开始", "mute"}, {PERIOD_OPEN, "报告中", "info"}, {PERIOD_OVER, "已结束", "ok"}, {PERIOD_CANCELLED, "已取消", "mute"}, {0}};

static const struct choice reaches[] = {
	{REACH_NEXT, "直接下级工会（汇总所属工会后报）", NULL}, {REACH_UNIONS, "下级各工会，分工会不报", NULL}, {REACH_ALL, "下级各工会和分工会都报", NULL}, {0}};

static const struct field fields[] = {
	HEAD_FIELDS(struct alert_period, states),
	TEXT(struct alert_period, title, .label = "名称", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON, .hint = "例如“春节前后”。"),
	DAY(struct alert_period, since, .label = "开始日期", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	DAY(struct alert_period, until, .label = "结束日期", .use = F_LIST | F_FORM | F_NEED | F_JSON, .hint = "最多 31 天。"),
	CHOICE(struct alert_period, reach, reaches, .label = "每天由谁报告", .use = F_LIST | F_FORM | F_NEED | F_JSON,
	       .hint = "没有统一规定，由宣布的工会定（通行做法，未核实）。由直接下级汇总的，每天收到的少；要看到每一家的，选各工会都报。"),
	DAY(struct alert_period, called_on, .label = "宣布或继续的日期"),
	LONG(struct alert_period, reason, .label = "要求", .max = 1000, .use = F_FORM, .hint = "报告什么，发生什么情况要立即打电话。"),
};
const struct record alert_period_record = RECORD("alert_period", "特殊时段", struct alert_period, fields, "title");

const char *alert_period_reach(const struct alert_period *p)
{
	return choice_label(reaches, p->reach ? p->reach : REACH_ALL);
}

/* ---- a day of it ---- */

/* The unions that report in it, one more than there may be at most. */
static int64_t *reporters(struct req *r, const struct alert_period *p, size_t *n)
{
	const char *path = unit_path(r->db, r->arena, p->unit);
	int64_t *out, last = p->reach == REACH_UNIONS ? UNIT_GRASSROOTS_UNION : UNIT_SUB_UNION;
	struct zero_units_next *next = p->reach == REACH_NEXT ? q_zero_units_next(r->db, r->arena, p->unit, n) : NULL;
	struct zero_units *all = next ? NULL : q_zero_units(r->db, r->arena, path, path_end(r->arena, path), last, n);
	out = NEW_N(r->arena, int64_t, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = next ? next[i].id : all[i].id;
	return out;
}

/* Each of them owes one for this day; those it has already stay. */
static bool owe_day(struct req *r, const struct alert_period *p, day on)
{
	size_t n;
	int64_t *u = reporters(r, p, &n);
	for (size_t i = 0; i < n && i < ZERO_MOST; i++) {
		struct zero_report *z = record_new(r->arena, &zero_report_record);
		if (q_zero_has(r->db, p->id, u[i], on))
			continue;
		z->unit = u[i];
		z->period = p->id;
		z->title = p->title;
		z->held_on = on;
		if (!flow_create(r, &zero_report_flow, z, ""))
			return false;
	}
	return true;
}

static int64_t urge_missing(struct req *r, const struct alert_period *p, day on)
{
	size_t n;
	struct zero_missing *x = q_zero_missing(r->db, r->arena, p->id, on, &n);
	for (size_t i = 0; i < n; i++)
		zero_tell(r, x[i].unit, &(struct message){
			.title = arena_printf(r->arena, "请报告今天的情况：%s", p->title), .body = "没有情况的，点一下“今日无异常”。", .link = "/m/zero", .urgent = true,
			.once = arena_printf(r->arena, "zero.%lld.%lld.%d.%d", (long long)p->id, (long long)x[i].unit, (int)on, (int)(r->now / HOUR))});
	return (int64_t)n;
}

static const char *may_declare(struct req *r, const void *row)
{
	const struct alert_period *p = row;
	size_t n;
	if (p->until < r->today)
		return "时段已经过去，请改日期。";
	reporters(r, p, &n);
	if (!n)
		return p->reach == REACH_UNIONS ? "下面没有分工会以外的工会，没有人报告。请把“每天由谁报告”改成分工会也报。" : "下面没有工会，没有人报告。";
	return n > ZERO_MOST ? arena_printf(r->arena, "要报告的工会超过 %d 家。请改成由直接下级工会汇总后报，或者由下级工会分别宣布。", ZERO_MOST) : NULL;
}

static bool declared(struct req *r, void *row, const void *before)
{
	struct alert_period *p = row;
	(void)before;
	p->called_on = r->today;
	return p->since > r->today || owe_day(r, p, r->today);
}

/* Each morning: what is owed today, and on days that were missed; nobody was asked before it was declared, or while it was stopped. */
static bool morning(struct req *r, void *row, const void *before)
{
	const struct alert_period *p = row;
	(void)before;
	day first = p->called_on > p->since ? p->called_on : p->since, on = r->today - MISSED > first ? r->today - MISSED : first;
	for (; on <= r->today && on <= p->until; on++)
		if (!owe_day(r, p, on))
			return false;
	return true;
}

/* Each evening: those missing are urged, and listed to who declared it. One that comes late, after a stop of the program, urges nobody in the morning. */
static bool evening(struct req *r, void *row, const void *before)
{
	const struct alert_period *p = row;
	instant hour = policy_get(r, "labour.zero_hour", p->unit, r->today).value * HOUR;
	if (!morning(r, row, before))
		return false;
	int64_t n = r->now >= instant_of_day(r->today) + hour && r->today <= p->until ? urge_missing(r, p, r->today) : 0;
	if (n)
		message_send_role(r, STAFF, p->unit, &(struct message){
			.title = arena_printf(r->arena, "%s：今天还有 %lld 家没有报告", p->title, (long long)n), .link = link_to(r, "/labour/periods/%lld", (long long)p->id),
			.once = arena_printf(r->arena, "zero.%lld.%d", (long long)p->id, (int)r->today)});
	return true;
}

static const char *may_go_on(struct req *r, const void *row)
{
	return ((const struct alert_period *)row)->until >= r->today ? NULL : "时段的最后一天已经过去。请另外宣布一个。";
}

static const struct move moves[] = {
	{PERIOD_CANCELLED, "restore", PERIOD_DRAFT, "alert_period.edit", "恢复", 0, .help = "取消错了"},
	{PERIOD_OVER, "resume", PERIOD_OPEN, "alert_period.edit", "继续报告", MOVE_PLAIN, may_go_on, declared, "结束早了，接着每天报告"},
	{PERIOD_DRAFT, "declare", PERIOD_OPEN, "alert_period.edit", "宣布", MOVE_FINAL, may_declare, declared, "宣布后，选定的下级工会每天报告一次，没有情况也要报告"},
	{PERIOD_DRAFT, "cancel", PERIOD_CANCELLED, "alert_period.edit", "取消", MOVE_REASON | MOVE_PLAIN, .help = "不再需要"},
	{PERIOD_OPEN, "morning", SAME_STATE, NULL, "生成当天的报告", MOVE_HIDDEN, NULL, morning, "每天早上生成各工会当天的零报告"},
	{PERIOD_OPEN, "evening", SAME_STATE, NULL, "当晚催报", MOVE_HIDDEN, NULL, evening, "每天傍晚列出没有报告的，逐家催"},
	{PERIOD_OPEN, "urge", SAME_STATE, "alert_period.edit", "催报", MOVE_HIDDEN, .help = "催没有报告的工会"},
	{PERIOD_OPEN, "finish", PERIOD_OVER, NULL, "到期结束", MOVE_HIDDEN, .help = "时段最后一天的次日自动结束"},
	{PERIOD_OPEN, "stop", PERIOD_OVER, "alert_period.edit", "提前结束", MOVE_REASON | MOVE_PLAIN, .help = "不再需要每天报告"},
	{0},
};

/* The next morning, evening or end after now. */
static void arm(struct req *r, const struct alert_period *p)
{
	instant hour = policy_get(r, "labour.zero_hour", p->unit, r->today).value * HOUR;
	day first = p->since > r->today ? p->since : r->today;
	labour_timers_clear(r, &alert_period_record, p->id);
	if (first > p->until) {
		due_set(r, &alert_period_record, p->id, r->now, "finish");
		return;
	}
	if (p->since > r->today)
		due_set(r, &alert_period_record, p->id, instant_of_day(first) + 1, "morning");
	else
		due_set(r, &alert_period_record, p->id, instant_of_day(r->today + 1) + 1, r->today + 1 > p->until ? "finish" : "morning");
	if (instant_of_day(first) + hour > r->now)
		due_set(r, &alert_period_record, p->id, instant_of_day(first) + hour, "evening");
}

static void after(struct req *r, const void *before, const void *row)
{
	const struct alert_period *p = row;
	(void)before;
	if (p->state == PERIOD_OPEN)
		arm(r, p);
}

const struct flow alert_period_flow = {
	.record = &alert_period_record, .moves = moves, .home = "/labour/periods/%lld", .edit_right = "alert_period.edit", .edit_states = 1u << PERIOD_DRAFT,
	.first = PERIOD_DRAFT, .find_right = "alert_period.read", .after = after,
};

/* ---- list and forms ---- */

static const struct list_view views[] = {{"报告中", "state=2"}, {"已结束", "state=3"}, {0}};
const struct list alert_period_list = {
	.name = "alert_periods", .base = "/labour/periods", .flow = &alert_period_flow, .read_right = "alert_period.read", .sort = "-since", .views = views, .noun = "个",
	.empty = "还没有特殊时段。节假日、重大活动期间，宣布一个时段，下级工会每天报告一次，没有情况也要报告。",
	.help = "特殊时段的零报告：每天一报，没有情况报“无异常”，当晚列出没有报告的。",
};

static bool fits(struct req *r, void *row)
{
	struct alert_period *p = row;
	if (!p->id && !(p->unit = union_of_right_or_refuse(r, "alert_period.edit")))
		return false;
	if (p->since && p->until && (p->until < p->since || p->until - p->since >= PERIOD_MOST))
		problem_add(&r->problems, "until", "结束日期不早于开始日期，一个时段最多 %d 天。", PERIOD_MOST);
	if (p->until && p->until < r->today)
		problem_add(&r->problems, "until", "时段已经过去。");
	return r->problems.n == 0;
}

static const struct derived pages = {.flow = &alert_period_flow, .base = "/labour/periods", .read_right = "alert_period.read", .list = &alert_period_list, .fill = fits,
				     .help = "宣布以前可以修改；宣布以后不能改日期。"};

void get_alert_periods(struct req *r) { list_page(r, &alert_period_list); }
void get_alert_period_new(struct req *r) { derived_new(r, &pages); }
void post_alert_period_new(struct req *r) { derived_create(r, &pages); }
void get_alert_period_edit(struct req *r) { derived_edit(r, &pages, r->row); }
void post_alert_period_edit(struct req *r) { derived_save(r, &pages, r->row); }

/* ---- one of them ---- */

static void fill_day(struct period_page *v, day on)
{
	struct req *r = v->r;
	size_t n;
	struct zero_of_day *x = q_zero_of_day(r->db, r->arena, v->p->id, on, &n);
	v->missing = NEW_N(r->arena, struct zero_line, n);
	v->given = NEW_N(r->arena, struct zero_line, n);
	for (size_t i = 0; i < n; i++) {
		struct zero_line line = {x[i].id, x[i].state, x[i].unit_name, x[i].note, x[i].given_at ? instant_cn(r->arena, x[i].given_at) : "", !x[i].in_time};
		if (x[i].state == ZERO_OWED)
			v->missing[v->n_missing++] = line;
		else
			v->given[v->n_given++] = line;
		v->incidents += x[i].state == ZERO_INCIDENT;
	}
	v->owed = (int64_t)n;
}

void get_alert_period(struct req *r)
{
	const struct alert_period *p = r->row;
	day on, last = p->until < r->today ? p->until : r->today;
	if (!day_parse(str_of(query_get(r, "day")), &on) || on < p->since || on > last)
		on = last;
	struct period_page v = {.r = r, .p = p, .here = link_to(r, "/labour/periods/%lld", (long long)p->id), .unit = unit_name(r->db, r->arena, p->unit),
				.reach = alert_period_reach(p), .since = day_cn(r->arena, p->since), .until = day_cn(r->arena, p->until), .on = day_iso(r->arena, on), .on_text = day_short(r->arena, on, r->today)};
	v.before = on > p->since ? day_iso(r->arena, on - 1) : NULL;
	v.after = on < last ? day_iso(r->arena, on + 1) : NULL;
	v.editable = flow_editable(r, &alert_period_flow, p);
	if (p->state == PERIOD_DRAFT)
		reporters(r, p, &v.will_owe);
	if (p->state != PERIOD_DRAFT && on >= p->since)
		fill_day(&v, on);
	v.may_urge = p->state == PERIOD_OPEN && on == r->today && v.n_missing && may_row(r, "alert_period.edit", &alert_period_record, p);
	page_begin(r, &(struct page){.title = p->title, .nav = "/labour/periods", .crumbs = {{"特殊时段", "/labour/periods"}}});
	tpl_alert_period(r->out, &v);
	page_end(r);
}

void post_alert_period_urge(struct req *r)
{
	const struct alert_period *p = r->row;
	if (p->state != PERIOD_OPEN || r->today < p->since) {
		refuse(r, 409, "现在不在报告期间。");
		return;
	}
	int64_t n = urge_missing(r, p, r->today);
	if (!n)
		refuse(r, 409, "今天都已经报告。");
	else if (flow_move(r, &alert_period_flow, p->id, 0, "urge", arena_printf(r->arena, "催 %lld 家", (long long)n), NULL))
		see_other_saying(r, link_to(r, "/labour/periods/%lld", (long long)p->id), arena_printf(r->arena, "已催 %lld 家。", (long long)n));
}
