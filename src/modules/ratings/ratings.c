#include "modules/ratings/inside.h"

#include "http/icon.h"
#include "kernel/module.h"
#include "kernel/schema.h"
#include "kernel/unit.h"

static const struct choice states[] = {
	{RATING_AWAITED, "待评价", "gold"}, {RATING_GIVEN, "已评价", "ok"}, {RATING_OWED, "待回访", "bad"},
	{RATING_CALLED, "已回访", "info"}, {RATING_NONE, "未评价", "mute"}, {0}};
const struct choice call_results[] = {
	{1, "已经解决", NULL}, {2, "说明后理解", NULL}, {3, "仍不满意，继续跟踪", NULL}, {4, "多次联系不上", NULL}, {0}};
const struct choice rating_times[] = {{1, "按期", "ok"}, {2, "逾期", "bad"}, {0}};

static const struct field fields[] = {
	HEAD_FIELDS(struct rating, states),
	TEXT(struct rating, record, .label = "事项类型", .max = 40),
	INT(struct rating, matter, .label = "事项"),
	INT(struct rating, round, .label = "第几次办理"),
	TEXT(struct rating, number, .label = "编号", .max = 40, .use = F_LIST | F_JSON),
	TEXT(struct rating, service, .label = "事项", .max = 20, .use = F_LIST | F_JSON),
	REF(struct rating, office, &unit_record, .label = "办理单位", .use = F_LIST | F_FILTER | F_JSON),
	DAY(struct rating, replied_on, .label = "答复日期", .use = F_LIST | F_SORT | F_JSON),
	CHOICE(struct rating, in_time, rating_times, .label = "是否按期", .use = F_LIST | F_FILTER | F_JSON),
	CHOICE(struct rating, grade, matter_ratings, .label = "评价", .use = F_LIST | F_FILTER | F_JSON | F_HISTORY),
	DAY(struct rating, rated_on, .label = "评价日期", .use = F_LIST | F_SORT | F_JSON),
	DAY(struct rating, call_by, .label = "回访期限", .use = F_LIST | F_SORT | F_JSON),
	DAY(struct rating, called_on, .label = "回访日期", .use = F_LIST | F_HISTORY | F_JSON),
	DAY(struct rating, closed_on, .label = "办结日期", .use = F_LIST | F_FILTER | F_JSON),
	REF(struct rating, caller, &person_record, .label = "回访人", .use = F_HISTORY),
	CHOICE(struct rating, result, call_results, .label = "回访结果", .use = F_LIST | F_FILTER | F_HISTORY | F_NEED | F_JSON),
	INT(struct rating, called, .label = "已回访"),
	LONG(struct rating, said, .label = "回访情况", .max = 1000, .use = F_HISTORY | F_PERSONAL | F_NEED),
	INT(struct rating, drafter, .label = "经办人"),
	INT(struct rating, signer, .label = "签发人"),
};
const struct record rating_record = RECORD("rating", "好差评", struct rating, fields, "number",
	.indexes = "create unique index rating_of_matter on rating(record, matter, round);\n"
		   "create index rating_by_reply on rating(unit, replied_on, office, in_time);\n"
		   "create index rating_by_grade on rating(unit, rated_on, office, grade) where rated_on <> 0;\n"
		   "create index rating_owed on rating(unit, id) where state = 2;\n");

/* All but the call-back follow from what happens to the matter. */
#define BY_SYSTEM(from, verb, to, label, done, help) {from, verb, to, NULL, label, MOVE_HIDDEN, NULL, done, help}
static const struct move moves[] = {
	BY_SYSTEM(RATING_AWAITED, "rated", RATING_GIVEN, "评价", NULL, "满意或基本满意"),
	BY_SYSTEM(RATING_NONE, "rated", RATING_GIVEN, "评价", NULL, "过了评价期限以后，回访时说的"),
	BY_SYSTEM(RATING_AWAITED, "owe", RATING_OWED, "不满意，待回访", rating_owed, "不满意的要回访"),
	BY_SYSTEM(RATING_NONE, "owe", RATING_OWED, "不满意，待回访", rating_owed, "过了评价期限以后，回访时说的"),
	BY_SYSTEM(RATING_GIVEN, "owe", RATING_OWED, "不满意，待回访", rating_owed, "又有人评为不满意，或者改评为不满意"),
	BY_SYSTEM(RATING_GIVEN, "regraded", SAME_STATE, "改评价", NULL, "满意改为基本满意，或者反过来"),
	BY_SYSTEM(RATING_OWED, "eased", RATING_GIVEN, "改评价，不用回访", rating_eased, "回访前改评了，没有人不满意"),
	BY_SYSTEM(RATING_AWAITED, "unrated", RATING_NONE, "到期未评价", NULL, "过了评价期限"),
	BY_SYSTEM(RATING_OWED, "tell", SAME_STATE, "待回访提醒", rating_told, "第二天早上提醒工会，不透露评价的时刻"),
	BY_SYSTEM(RATING_OWED, "late", SAME_STATE, "逾期未回访", rating_late, "过了回访期限，提醒工会主席"),
	BY_SYSTEM(ANY_STATE, "closed", SAME_STATE, "事项办结", NULL, "办结或撤回办结"),
	{RATING_OWED, "call", RATING_CALLED, "rating.call", "回访", MOVE_HIDDEN, rating_may_call, rating_called, "写明回访了什么、结果怎样；经办人和签发人不能回访自己办的"},
	{RATING_CALLED, "uncall", RATING_OWED, "rating.call", "撤回回访", MOVE_REASON, NULL, rating_uncalled, "记错了，撤回后重新回访"},
	{0},
};
const struct flow rating_flow = {
	.record = &rating_record, .moves = moves, .home = "/ratings/%lld", .edit_right = "rating.call", .edit_states = 0,
	.first = RATING_AWAITED, .read_right = "rating.read", .after = rating_after,
};

/* ---- lists ---- */

static struct option *offices(struct req *r, const struct field *f, size_t *n)
{
	int64_t unit = f->ref == &unit_record ? union_of_right(r, "rating.read") : 0;
	*n = 0;
	return unit ? options_units_near(r, unit, query_int(r, f->name), n) : NULL;
}

static const struct list_view views[] = {
	{"待回访", "state=2&sort=call_by"}, {"不满意", "grade=3"}, {"已回访", "state=3"}, {"待评价", "state=0"}, {"逾期答复", "in_time=2"}, {0}};
const struct list rating_list = {
	.name = "ratings", .base = "/ratings", .flow = &rating_flow, .read_right = "rating.read", .sort = "-replied_on", .views = views, .noun = "次",
	.options = offices, .personal = true, .cols = "number,state,service,office,replied_on,in_time,grade,call_by,called_on",
	.empty = "还没有评价。诉求、提案、隐患等答复以后，提出人在手机上一点就评价，每次答复在这里列一行。",
	.help = "每次答复一行：按期没有、满意不满意、不满意的回访没有。谁评价的不进列表，也不导出。",
};
static const struct list *const lists[] = {&rating_list, NULL};

/* ---- what the module declares ---- */

static const struct route routes[] = {
	{METHOD_GET, "/m/ratings", "rating.mine", get_my_ratings, "手机：等我评价的"},
	{METHOD_GET, "/ratings", "rating.read", get_service_ratings, "评价和回访列表"},
	{METHOD_GET, "/ratings/board", "rating.board", get_rating_board, "好差评：按办理单位、按工会", ROUTE_DEAR},
	{METHOD_GET, "/ratings/board/{word}", "rating.board", get_rating_paper, "好差评情况 docx、pdf", ROUTE_SLOW},
	{METHOD_GET, "/ratings/{id}", "rating.read", get_service_rating, "一次答复的评价和回访", .of = &rating_record},
	{METHOD_POST, "/ratings/{id}/call", "rating.call", post_rating_call, "记录回访", .of = &rating_record},
	{0},
};

static const struct right rights[] = {
	{"rating.mine", "评价自己提出的事项", .here = MEMBERS},
	{"rating.read", "查看评价和回访", .here = STAFF},
	{"rating.call", "回访不满意的评价", .here = STAFF},
	{"rating.board", "查看好差评情况", .here = STAFF, .below = STAFF},
	{0},
};

#define SOURCE "国办发〔2019〕51号：差评由专人回访核实；天数未定，按通行做法"
static const struct policy policies[] = {
	{"rating.call_days", "不满意评价的回访期限", "个工作日", 3, POLICY_BY_UNIT, SOURCE, 'C'},
	{"rating.cell", "评价少于几件不单列", "件", 5, 0, "个人信息保护的通行做法", 'C'},
	{0},
};

enum { RATED = 1u << RATING_GIVEN | 1u << RATING_OWED | 1u << RATING_CALLED, ALL = RATED | 1u << RATING_AWAITED | 1u << RATING_NONE };
#define SUM(name, text, dated, in, ...)                                                            \
	{.key = "rating." name, .label = text, .unit_label = "次", .kind = MEASURE_SUM, .record = &rating_record, .on = dated, .states = in, __VA_ARGS__}
#define RATE(name, text, top, bottom, how)                                                         \
	{.key = "rating." name, .label = text, .unit_label = "%", .kind = MEASURE_RATIO, .num = "rating." top, .den = "rating." bottom, .help = how}
static const struct measure measures[] = {
	SUM("answered", "答复事项", "replied_on", ALL, .list = "/ratings", .help = "诉求、提案、隐患等每签发一次答复计一次，再办的另计"),
	SUM("in_time", "按期答复事项", "replied_on", ALL, .where = "in_time", .is = 1, .list = "/ratings?in_time=1", .help = "在期限内签发答复的"),
	SUM("rated", "收到评价", "rated_on", RATED, .list = "/ratings", .help = "按评价日期计，几个人评价同一件的按最低的计一次"),
	SUM("good", "好评", "rated_on", 1u << RATING_GIVEN, .list = "/ratings", .help = "满意和基本满意的"),
	SUM("bad", "不满意评价", "rated_on", 1u << RATING_OWED | 1u << RATING_CALLED, .list = "/ratings", .help = "评为不满意的，再办以后满意的也保留这一次"),
	SUM("called", "不满意已回访", "rated_on", 1u << RATING_CALLED, .list = "/ratings?state=3", .help = "不满意的评价中已经回访的，按评价日期计"),
	{.key = "rating.owed", .label = "待回访", .unit_label = "次", .kind = MEASURE_STATE, .record = &rating_record, .states = 1u << RATING_OWED,
	 .list = "/ratings?state=2", .help = "不满意、还没有回访的"},
	{.key = "rating.overdue", .label = "逾期未回访", .unit_label = "次", .kind = MEASURE_STATE, .record = &rating_record, .states = 1u << RATING_OWED,
	 .past = "call_by", .list = "/ratings?state=2&sort=call_by", .help = "过了回访期限还没有回访的，到期次日自动计入"},
	SUM("closed", "办结事项", "closed_on", ALL, .list = "/ratings", .help = "诉求、提案、隐患等各步齐全办结的，按办结日期计"),
	RATE("in_time_rate", "按期答复率（各类事项）", "in_time", "answered", "按期答复 ÷ 答复"),
	RATE("good_rate", "好评率", "good", "rated", "（满意＋基本满意）÷ 收到评价"),
	RATE("called_rate", "不满意回访率", "called", "bad", "已回访 ÷ 不满意评价"),
	{0},
};

static const struct nav nav[] = {
	{"服务职工", "等我评价", ICON("star"), "/m/ratings", "rating.mine", 284},
	{"服务职工", "好差评", ICON("star"), "/ratings/board", "rating.board", 296},
	{0},
};

static const char schema[] = "create table rating_union(parent bigint not null, unit bigint not null, primary key(parent, unit)) /* in its key */;\n";
static const struct schema_step steps[] = {
	{"rating_union: who answered before",
	 .text = "insert into rating_union(parent, unit) select u.parent, u.id from unit u where u.parent <> 0 and "
		 "(exists (select 1 from counter c where c.measure = 'rating.answered' and c.unit = u.id) or "
		 "exists (select 1 from counter_delta c where c.measure = 'rating.answered' and c.unit = u.id)) on conflict do nothing"},
	{0},
};

static const struct flow *const flows[] = {&rating_flow, NULL};
static const char *const needs[] = {"matters", NULL};

const struct module mod_ratings = {
	.name = "ratings", .label = "好差评", .flows = flows, .routes = routes, .rights = rights, .measures = measures, .policies = policies,
	.nav = nav, .lists = lists, .needs = needs, .schema = schema, .steps = steps, .heard = ratings_heard,
};
