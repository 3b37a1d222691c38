/* The field table and the moves of general meetings. */
#include "modules/assemblies/inside.h"
#include "modules/committees/terms.h"
#include "modules/members/members.h"
#include "text/calendar.h"

static const struct choice states[] = {
	{ASSEMBLY_CALLED, "已通知", "info"}, {ASSEMBLY_LAST, "已召开", "ok"}, {ASSEMBLY_FOLLOWED, "已召开（以往）", "mute"},
	{ASSEMBLY_CANCELLED, "已取消", "mute"}, {ASSEMBLY_VOID, "已作废", "mute"}, {ASSEMBLY_CLOSED, "随工会终止", "mute"}, {0}};
static const struct choice forms[] = {{1, "会员大会", NULL}, {2, "会员代表大会", NULL}, {0}};
static const struct choice causes[] = {
	{ASSEMBLY_YEARLY, "每年召开的", NULL}, {ASSEMBLY_BY_COMMITTEE, "工会委员会提议", NULL}, {ASSEMBLY_BY_MEMBERS, "三分之一以上会员提议", NULL},
	{ASSEMBLY_ELECTION, "换届选举", NULL}, {0}};

#define T struct assembly
static const struct field fields[] = {
	HEAD_FIELDS(T, states),
	TEXT(T, title, .label = "名称", .max = 60, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON, .hint = "例如“第六届第二次会员代表大会”。"),
	CHOICE(T, form, forms, .label = "形式", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
	CHOICE(T, cause, causes, .label = "为什么召开", .use = F_FORM | F_NEED | F_FILTER | F_JSON),
	INT(T, petition, .label = "提议的会员人数", .most = 1000000, .use = F_FORM, .hint = "会员提议召开的填写，不少于会员的三分之一（《工会法》第十七条）。"),
	DAY(T, held_on, .label = "开会日期", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	TEXT(T, place, .label = "地点", .max = 60, .use = F_FORM | F_NEED),
	INT(T, entitled, .label = "应到", .most = 1000000, .use = F_LIST | F_FORM | F_JSON, .hint = "全体会员，或全体会员代表。开会以后填写。"),
	INT(T, present, .label = "实到", .most = 1000000, .use = F_LIST | F_FORM | F_JSON),
	LONG(T, items, .label = "议题", .max = 2000, .use = F_FORM | F_NEED | F_FIND, .hint = "例如审议工会委员会和经审委员会的工作报告、经费收支情况。"),
	LONG(T, decisions, .label = "决议", .max = 4000, .use = F_FORM | F_FIND, .hint = "通过了什么，怎样表决的。开会以后填写，或上传签字的决议。"),
	TEXT(T, note, .label = "说明", .max = 200, .use = F_FORM, .hint = "到会不足三分之二的，写明为什么仍然有效。"),
	DAY(T, next_by, .label = "下次最迟", .use = F_LIST | F_SORT | F_HISTORY | F_JSON),
	FLAG(T, unrecorded, .label = "其后的大会未登记", .use = F_FILTER | F_HISTORY, .hint = "登记委员会时换届大会已过去一年以上，其后各年的大会没有登记；从登记之日起计一年。"),
	INT(T, committee, .label = "选举的委员会"),
};
#undef T
const struct record assembly_record = RECORD("assembly", "会员大会", struct assembly, fields, "title",
	.indexes = "create index assembly_of_unit on assembly(unit, held_on, id);\n"
		   "create unique index assembly_by_committee on assembly(committee) where committee <> 0;\n");

/* ---- checks ---- */

/* Of n, at least num thirds? */
static bool thirds(int64_t part, int64_t n, int64_t num)
{
	return part * 3 >= n * num;
}

bool assembly_fits(struct req *r, void *row)
{
	struct assembly *a = row;
	struct unit u = {0};
	struct policy_value asked = policy_get(r, "assembly.petition_thirds", a->unit, r->today);
	int64_t members = members_entitled(r->db, a->unit, 0);
	if (unit_load(r->db, r->arena, a->unit, &u) && u.kind == UNIT_FEDERATION)
		problem_add(&r->problems, "form", "地方总工会按届召开代表大会，不适用每年的会员大会（《中国工会章程》第二十六条是对基层工会的规定）。");
	if (a->present > a->entitled)
		problem_add(&r->problems, "present", "实到不能多于应到（%lld 人）。", (long long)a->entitled);
	if (a->cause == ASSEMBLY_BY_MEMBERS && !a->petition)
		problem_add(&r->problems, "petition", "请填写提议的会员人数。");
	else if (a->cause == ASSEMBLY_BY_MEMBERS && members && !thirds(a->petition, members, asked.value))
		problem_add(&r->problems, "petition", "现有在籍会员 %lld 人，提议的至少 %lld 人，现在 %lld 人（%s）。", (long long)members,
			    (long long)((members * asked.value + 2) / 3), (long long)a->petition, asked.source);
	return r->problems.n == 0;
}

/* What comes with the election of a committee was entered there. */
static const char *own(const struct assembly *a)
{
	return a->committee ? "这次大会随委员会登记，有误的在组织机构里改那一届。" : NULL;
}

static const char *can_hold(struct req *r, const void *row)
{
	const struct assembly *a = row;
	struct policy_value quorum = policy_get(r, "assembly.quorum_thirds", a->unit, r->today);
	size_t n;
	if (a->committee)
		return NULL;
	if (a->held_on > r->today)
		return "还没有到开会的日期。";
	if (!a->entitled || !a->present)
		return "请先填写应到和实到人数。";
	if (!thirds(a->present, a->entitled, quorum.value) && text_empty(a->note))
		return arena_printf(r->arena, "应到 %lld 人，实到 %lld 人，不足三分之二（%s%s）。不能召开的请取消；另有依据的，在“说明”写明。", (long long)a->entitled,
				    (long long)a->present, quorum.source, policy_unchecked(&quorum) ? "，未核实" : "");
	files_of(r->db, r->arena, "assembly", a->id, &n);
	return *a->decisions || n ? NULL : "请先填写决议，或上传签字的决议。";
}

static bool held(struct req *r, void *row, const void *before)
{
	struct assembly *a = row;
	(void)before;
	if (!a->committee)
		a->next_by = day_add_months(a->held_on, (int)policy_get(r, "assembly.months", a->unit, r->today).value);
	return true;
}

static const char *can_reopen(struct req *r, const void *row)
{
	(void)r;
	return own(row);
}

static bool reopened(struct req *r, void *row, const void *before)
{
	(void)r;
	(void)before;
	((struct assembly *)row)->next_by = 0;
	return true;
}

static const struct move moves[] = {
	{ASSEMBLY_CALLED, "hold", ASSEMBLY_LAST, "assembly.edit", "登记召开", .needs = can_hold, .done = held, .help = "应到、实到、决议齐全后登记；下次最迟一年后召开"},
	{ASSEMBLY_CALLED, "cancel", ASSEMBLY_CANCELLED, "assembly.edit", "取消会议", MOVE_REASON | MOVE_PLAIN, .help = "不再召开"},
	{ASSEMBLY_CANCELLED, "resume", ASSEMBLY_CALLED, "assembly.edit", "恢复会议", MOVE_REASON | MOVE_PLAIN, .help = "误取消的，恢复"},
	{ASSEMBLY_LAST, "reopen", ASSEMBLY_CALLED, "assembly.edit", "退回修改", MOVE_REASON | MOVE_PLAIN, .needs = can_reopen, .done = reopened, .help = "登记有误，改后重新登记"},
	{ASSEMBLY_FOLLOWED, "reopen", ASSEMBLY_CALLED, "assembly.edit", "退回修改", MOVE_REASON | MOVE_PLAIN, .needs = can_reopen, .done = reopened, .help = "登记有误，改后重新登记"},
	{ASSEMBLY_LAST, "follow", ASSEMBLY_FOLLOWED, NULL, "已有下一次", MOVE_HIDDEN, .help = "登记了更晚的一次，从那一次起算"},
	{ASSEMBLY_FOLLOWED, "last", ASSEMBLY_LAST, NULL, "又是最近一次", MOVE_HIDDEN, .help = "更晚的一次退回或作废，从这一次起算"},
	{ASSEMBLY_CLOSED, "last", ASSEMBLY_LAST, NULL, "又是最近一次", MOVE_HIDDEN, .help = "工会恢复，随之恢复"},
	{ASSEMBLY_LAST, "close", ASSEMBLY_CLOSED, NULL, "随工会终止", MOVE_HIDDEN, .help = "工会撤销或并入别的工会，不再应开"},
	{ASSEMBLY_LAST, "void", ASSEMBLY_VOID, NULL, "随委员会作废", MOVE_HIDDEN, .help = "选举的委员会登记有误作废"},
	{ASSEMBLY_FOLLOWED, "void", ASSEMBLY_VOID, NULL, "随委员会作废", MOVE_HIDDEN, .help = "选举的委员会登记有误作废"},
	{ASSEMBLY_VOID, "restore", ASSEMBLY_LAST, NULL, "随委员会恢复", MOVE_HIDDEN, .help = "作废的委员会恢复，随之恢复"},
	{ASSEMBLY_LAST, "mend", SAME_STATE, NULL, "随委员会更正", MOVE_HIDDEN, .help = "选举的委员会更正了届期起或选举形式"},
	{ASSEMBLY_FOLLOWED, "mend", SAME_STATE, NULL, "随委员会更正", MOVE_HIDDEN, .help = "选举的委员会更正了届期起或选举形式"},
	{0},
};

/* Only what changes who is the last one, or its day. */
static void written(struct req *r, const void *before, const void *row)
{
	const struct assembly *was = before, *a = row;
	bool counted = was && ASSEMBLY_WAS_HELD & 1u << was->state, counts = ASSEMBLY_WAS_HELD & 1u << a->state;
	if (counted && !counts)
		term_drop(r, "assembly", a->id);
	if (counted != counts || (counts && was->held_on != a->held_on))
		assemblies_settle(r, a->unit);
}

const struct flow assembly_flow = {
	.record = &assembly_record, .moves = moves, .home = "/assemblies/%lld", .edit_right = "assembly.edit", .edit_states = 1u << ASSEMBLY_CALLED,
	.first = ASSEMBLY_CALLED, .find_right = "assembly.read", .after = written,
};
