/* Risks in labour relations: about a unit and a matter, with level, handling and who ends it. */
#include <string.h>

#include "engines/deadline.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "labour_risks.html.h"
#include "modules/labour/risk_view.h"

static const struct choice states[] = {
	{RISK_REPORTED, "待核实", "warn"}, {RISK_HANDLING, "处置中", "info"}, {RISK_SETTLED, "待销号", "warn"}, {RISK_CLOSED, "已销号", "ok"}, {RISK_NONE, "不属风险", "mute"}, {0}};
static const struct choice kinds[] = {
	{1, "拖欠工资", NULL}, {2, "裁员和安置", NULL}, {3, "停工停产", NULL}, {4, "工伤和职业病", NULL}, {5, "社会保险", NULL}, {6, "劳动条件", NULL}, {7, "其他", NULL}, {0}};
static const struct choice levels[] = {{RISK_GENERAL, "一般", NULL}, {RISK_LARGE, "较大", "warn"}, {RISK_MAJOR, "重大", "bad"}, {0}};

static const struct field fields[] = {
	HEAD_FIELDS(struct labour_risk, states),
	TEXT(struct labour_risk, title, .label = "什么事", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	TEXT(struct labour_risk, place, .label = "哪个单位", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	CHOICE(struct labour_risk, kind, kinds, .label = "类别", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
	CHOICE(struct labour_risk, level, levels, .label = "级别", .use = F_LIST | F_NEED | F_FILTER | F_HISTORY | F_JSON),
	INT(struct labour_risk, people, .label = "涉及人数", .most = 100000, .use = F_LIST | F_FORM | F_JSON),
	LONG(struct labour_risk, content, .label = "情况", .max = 2000, .use = F_FORM | F_NEED, .hint = "只写单位和事情：什么时候、什么起因、现在怎样。不写个人的姓名、言论和观点。"),
	REF(struct labour_risk, reporter, &person_record, .label = "报告人", .use = F_HISTORY),
	REF(struct labour_risk, handler, &person_record, .label = "处置人", .use = F_HISTORY),
	DAY(struct labour_risk, reported_on, .label = "报告日期", .use = F_LIST | F_SORT | F_JSON),
	DAY(struct labour_risk, due, .label = "处置期限", .use = F_LIST | F_SORT | F_HISTORY | F_JSON),
	LONG(struct labour_risk, measures, .label = "处置措施", .max = 2000, .use = F_NEED | F_HISTORY),
	LONG(struct labour_risk, outcome, .label = "处置结果", .max = 2000, .use = F_NEED | F_HISTORY),
	DAY(struct labour_risk, settled_on, .label = "处置完成日期", .use = F_NEED | F_HISTORY),
	DAY(struct labour_risk, closed_on, .label = "销号日期", .use = F_LIST | F_SORT | F_HISTORY | F_JSON),
	FLAG(struct labour_risk, in_time, .label = "按期处置"),
	TEXT(struct labour_risk, number, .label = "报告编号", .max = 60, .use = F_LIST | F_HISTORY),
	INT(struct labour_risk, zero),
};
const struct record labour_risk_record = RECORD("labour_risk", "劳动关系风险", struct labour_risk, fields, "title");

/* ---- moves ---- */

static const char *link_of(struct req *r, const struct labour_risk *x)
{
	return link_to(r, "/labour/risks/%lld", (long long)x->id);
}

static void tell_above(struct req *r, const struct labour_risk *x, const char *title)
{
	struct unit u = {0};
	if (unit_load(r->db, r->arena, x->unit, &u) && u.parent)
		message_send_role(r, HEADS, u.parent, &(struct message){.title = title, .body = x->place, .link = link_of(r, x), .urgent = true});
}

/* The limit of its level. */
static struct policy_value limit_of(struct req *r, const struct labour_risk *x)
{
	static const char *const days[] = {"labour.risk_days", "labour.risk_days", "labour.large_days", "labour.major_days"};
	return policy_get(r, days[x->level >= 0 && x->level <= RISK_MAJOR ? x->level : 0], x->unit, r->today);
}

const char *labour_risk_rule(struct req *r, const struct labour_risk *x)
{
	struct policy_value v = limit_of(r, x);
	return arena_printf(r->arena, "%s %lld 个工作日，%s%s", choice_label(levels, x->level), (long long)v.value, v.source, policy_unchecked(&v) ? "，未核实" : "");
}

static void limit_anew(struct req *r, struct labour_risk *x)
{
	struct deadline d = {r->today, limit_of(r, x).value, 0, DEADLINE_WORKDAYS, NULL, 0};
	x->due = deadline_due(&d, NULL);
}

/* A large one is told above at once, the same day; so is a major one, which has the shortest time. */
static bool graded(struct req *r, void *row, const void *before)
{
	struct labour_risk *x = row;
	(void)before;
	limit_anew(r, x);
	if (!*x->number)
		x->number = labour_number(r, &labour_risk_flow, x, "劳险");
	x->handler = r->who ? r->who->person : 0;
	if (x->level >= RISK_LARGE)
		tell_above(r, x, arena_printf(r->arena, "%s劳动关系风险：%s", choice_label(levels, x->level), x->title));
	return true;
}

static bool settled(struct req *r, void *row, const void *before)
{
	struct labour_risk *x = row;
	(void)before;
	x->handler = r->who ? r->who->person : 0;
	x->in_time = !x->due || x->settled_on <= x->due;
	return true;
}

static const char *by_another(struct req *r, const void *row)
{
	const struct labour_risk *x = row;
	if (!r->system && (r->who->person == x->handler || r->who->person == x->reporter))
		return "由你报告或处置的，请由别人销号。";
	return NULL;
}

static const char *whole(struct req *r, const void *row)
{
	const struct labour_risk *x = row;
	if (!x->level || text_empty(x->measures) || text_empty(x->outcome))
		return "还没有定级、写明处置措施和结果。";
	return by_another(r, row);
}

static bool closed(struct req *r, void *row, const void *before)
{
	(void)before;
	((struct labour_risk *)row)->closed_on = r->today;
	return true;
}

/* It came back: handled anew, within a time of its own. */
static bool opened(struct req *r, void *row, const void *before)
{
	struct labour_risk *x = row;
	(void)before;
	x->closed_on = x->settled_on = 0;
	limit_anew(r, x);
	return true;
}

/* The morning before its last day whoever handles it, the one after it the chair; of a grave one the unions above as well. */
static bool reminded(struct req *r, void *row, const void *before)
{
	const struct labour_risk *x = row;
	bool late = x->due < r->today;
	struct message m = {.title = arena_printf(r->arena, "劳动关系风险%s：%s", late ? "逾期没有处置" : "处置即将到期", x->title), .body = x->place, .link = link_of(r, x), .urgent = late};
	(void)before;
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), x->unit, &m);
	if (late && x->level >= RISK_LARGE)
		tell_above(r, x, m.title);
	return true;
}

static const struct move moves[] = {
	{RISK_REPORTED, "grade", RISK_HANDLING, "labour_risk.handle", "核实定级", MOVE_HIDDEN, NULL, graded, "级别决定处置期限；较大、重大的立即报告上级工会"},
	{RISK_REPORTED, "drop", RISK_NONE, "labour_risk.handle", "不属风险", MOVE_HIDDEN | MOVE_REASON, NULL, NULL, "核实后不属实或不属风险"},
	{RISK_NONE, "undrop", RISK_REPORTED, "labour_risk.handle", "重新核实", MOVE_HIDDEN | MOVE_REASON, NULL, NULL, "核实错了或有新的情况"},
	{RISK_HANDLING, "regrade", SAME_STATE, "labour_risk.handle", "改级别", MOVE_HIDDEN, NULL, graded, "情况变化，升级或降级"},
	{RISK_HANDLING, "progress", SAME_STATE, "labour_risk.handle", "处置进展", MOVE_HIDDEN | MOVE_OPINION, NULL, NULL, "处置经过"},
	{RISK_HANDLING, "settle", RISK_SETTLED, "labour_risk.handle", "处置完成", MOVE_HIDDEN, NULL, settled, "写明措施和结果"},
	{RISK_SETTLED, "back", RISK_HANDLING, "labour_risk.handle", "退回处置", MOVE_HIDDEN | MOVE_REASON, NULL, NULL, "还没有化解，或者处置人写错了要改"},
	{RISK_SETTLED, "close", RISK_CLOSED, "labour_risk.handle", "销号", MOVE_HIDDEN, whole, closed, "由报告、处置以外的人确认后销号"},
	{RISK_CLOSED, "reopen", RISK_HANDLING, "labour_risk.handle", "重新处置", MOVE_HIDDEN | MOVE_REASON, NULL, opened, "又有反复，期限重新计算"},
	{RISK_HANDLING, "remind", SAME_STATE, NULL, "到期提醒", MOVE_HIDDEN, NULL, reminded, "到期前一天提醒工会，逾期次日再提醒；较大、重大的同时告知上级工会"},
	{0},
};
/* The next morning on which somebody is reminded. */
static void after(struct req *r, const void *before, const void *row)
{
	const struct labour_risk *x = row;
	day next = x->due - 1 > r->today ? x->due - 1 : x->due + 1;
	(void)before;
	if (x->state != RISK_HANDLING || !x->due)
		return;
	labour_timers_clear(r, &labour_risk_record, x->id);
	if (next > r->today)
		due_set(r, &labour_risk_record, x->id, due_morning(next), "remind");
}

const struct flow labour_risk_flow = {
	.record = &labour_risk_record, .moves = moves, .home = "/labour/risks/%lld", .edit_right = "labour_risk.handle", .edit_states = 0,
	.first = RISK_REPORTED, .find_right = "labour_risk.list", .read_right = "labour_risk.read", .after = after,
};

static void check_settled(struct req *r, const void *row)
{
	const struct labour_risk *x = row;
	if (x->settled_on > r->today || x->settled_on < x->reported_on)
		problem_add(&r->problems, "settled_on", "日期在报告日期和今天之间。");
}

static const char *const grade_fields[] = {"level", NULL}, *const settle_fields[] = {"measures", "outcome", "settled_on", NULL};
static const struct labour_step steps[] = {
	{"grade", grade_fields, NULL, "级别决定处置期限（通行做法，未核实）；较大、重大的立即通知上级工会。", true, NULL},
	{"settle", settle_fields, NULL, "写明怎样化解的、职工的诉求是否落实。由别人销号。", true, check_settled},
	{"close", NULL, NULL, "报告和处置的人不能销号。", true, NULL},
	{"regrade", grade_fields, NULL, "情况变化的升级或降级，期限从今天重新计算。", false, NULL},
	{"progress", NULL, "处置进展", NULL, false, NULL},
	{"drop", NULL, "理由", NULL, false, NULL},
	{"back", NULL, "理由", NULL, false, NULL},
	{"reopen", NULL, "理由", NULL, false, NULL},
	{"undrop", NULL, "理由", NULL, false, NULL},
	{0},
};

/* ---- list and pages ---- */

static const struct list_view views[] = {
	{"待核实", "state=1"}, {"处置中", "state=2"}, {"待销号", "state=3"}, {"重大", "level=3"}, {"按期限先后", "state=2&sort=due"}, {"已销号", "state=4"}, {0}};
static bool may_report(struct req *r, int64_t unit)
{
	return may(r, "labour_risk.handle", unit) || labour_is_officer(r, unit, OFFICER_INFORMANT, r->who->person);
}

/* Of the union where he works, which he may choose when there are several; else of the one he belongs to. */
static int64_t house_of(struct req *r)
{
	int64_t unit = union_of_right(r, "labour_risk.handle");
	return matter_house(r, unit ? unit : r->who->unit);
}

static bool may_report_here(struct req *r)
{
	return may_report(r, house_of(r));
}

const struct list labour_risk_list = {
	.name = "labour_risks", .base = "/labour/risks", .flow = &labour_risk_flow, .read_right = "labour_risk.list", .sort = "-reported_on", .views = views, .noun = "件",
	.cols = "title,state,place,kind,level,people,reported_on,due,closed_on",
	.empty = "还没有风险报告。工会干部和登记的劳动关系信息员可以报告：哪个单位、什么事。", .help = "劳动关系风险：只记单位和事情，不记个人的言论和观点。",
	.add = "/labour/risks/new", .add_label = "报告风险", .may_add = may_report_here,
};

void get_labour_risks(struct req *r)
{
	list_page(r, &labour_risk_list);
}

static void show_form(struct req *r)
{
	struct risk_form v = {r, {r, &labour_risk_record, NULL, NULL}};
	page_begin(r, &(struct page){.title = "报告劳动关系风险", .phone = true, .back = "/m"});
	tpl_labour_risk_form(r->out, &v);
	page_end(r);
}

void get_labour_risk_new(struct req *r)
{
	if (may_report_here(r))
		show_form(r);
	else
		see_other_saying(r, "/m/ask", "风险由工会干部和登记的劳动关系信息员报告。自己遇到的问题可以在这里提。");
}

bool labour_risk_make(struct req *r, struct labour_risk *x)
{
	x->reporter = r->who ? r->who->person : 0;
	x->reported_on = r->today;
	if (!flow_create(r, &labour_risk_flow, x, ""))
		return false;
	party_person(r, &labour_risk_record, x->id, PARTY_AUTHOR, 0, x->reporter);
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), x->unit, &(struct message){
		.title = arena_printf(r->arena, "劳动关系风险待核实：%s", x->title), .body = x->place, .link = link_of(r, x), .urgent = true});
	return true;
}

void post_labour_risk_new(struct req *r)
{
	struct labour_risk *x = record_new(r->arena, &labour_risk_record);
	x->unit = house_of(r);
	if (!may_report(r, x->unit))
		refuse(r, 403, "由工会干部和登记的劳动关系信息员报告。");
	else if (!form_read(r, &labour_risk_record, x)) {
		show_form(r);
		answer_status(r, 422);
	} else if (labour_risk_make(r, x))
		see_other_saying(r, link_of(r, x), "已报告，工会已收到消息。");
}

static void show(struct req *r)
{
	static const char *const shown[] = {"place", "kind", "level", "people", "reported_on", "due", "measures", "outcome", "settled_on", "closed_on"};
	const struct labour_risk *x = r->row;
	struct risk_page v = {.r = r, .x = x, .unit = unit_name(r->db, r->arena, x->unit), .late = x->state == RISK_HANDLING && x->due && x->due < r->today,
			      .rule = x->level ? labour_risk_rule(r, x) : "", .reporter = x->reporter ? record_title(r->db, r->arena, &person_record, x->reporter) : "系统"};
	v.rows = NEW_N(r->arena, struct case_row, sizeof(shown) / sizeof(shown[0]));
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		const struct field *f = record_field(&labour_risk_record, shown[i]);
		if (field_int(f, x) || *field_text(f, x))
			v.rows[v.n++] = (struct case_row){f->label, labour_shown(r, f, x)};
	}
	page_begin(r, &(struct page){.title = x->title, .nav = "/labour/risks", .crumbs = {{"劳动关系风险", "/labour/risks"}}});
	tpl_labour_risk(r->out, &v);
	page_end(r);
}

void labour_risk_steps(struct buf *o, const struct risk_page *v)
{
	labour_steps(o, v->r, &labour_risk_flow, steps, v->x, NULL);
}

void get_labour_risk(struct req *r)
{
	show(r);
}

void post_labour_risk(struct req *r)
{
	if (labour_step_made(r, &labour_risk_flow, steps, link_of(r, r->row)) || r->answered)
		return;
	show(r);
	answer_status(r, 422);
}
