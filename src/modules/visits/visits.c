#include "modules/visits/visits.h"

#include "http/icon.h"
#include "kernel/files.h"
#include "kernel/module.h"
#include "modules/visits/inside.h"

static const struct list *const lists[] = {&visit_list, &promise_list, NULL};

static const struct route routes[] = {
	{METHOD_GET, "/m/visits", "visit.mine", get_my_visits, "手机：走访和我的承诺"},
	{METHOD_GET, "/m/visits/new", "visit.write", get_visit_new, "手机：记一次走访的表单"},
	{METHOD_POST, "/m/visits", "visit.write", post_visit_new, "手机：记一次走访", .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_GET, "/visits", "visit.read", get_visits, "走访列表"},
	{METHOD_GET, "/visits/{id}", "visit.read", get_visit, "一次走访", .of = &visit_record},
	{METHOD_GET, "/visits/{id}/edit", "visit.write", get_visit_edit, "修改走访的表单", .of = &visit_record},
	{METHOD_POST, "/visits/{id}", "visit.write", post_visit_edit, "修改走访", .of = &visit_record},
	{METHOD_POST, "/visits/{id}/files", "visit.write", post_visit_files, "添加走访照片", .of = &visit_record, .prepare = files_prepare, .body = FILES_BODY},
	{METHOD_POST, "/visits/{id}/problems", "visit.write", post_visit_problem, "添加听到的问题", .of = &visit_record},
	{METHOD_POST, "/visits/{id}/promises", "visit.write", post_visit_promise, "添加承诺", .of = &visit_record},
	{METHOD_POST, "/visits/{id}/problems/{sub}/{word}", "visit.write", post_problem_raise, "问题一点转为诉求或隐患", .of = &visit_record},
	{METHOD_GET, "/promises", "visit.read", get_promises, "走访承诺列表"},
	{METHOD_GET, "/promises/{id}", "visit.promises", get_promise, "一项承诺", .of = &visit_promise_record},
	{METHOD_GET, "/promises/{id}/edit", "visit.write", get_promise_edit, "修改承诺的表单", .of = &visit_promise_record},
	{METHOD_POST, "/promises/{id}", "visit.write", post_promise_edit, "修改承诺", .of = &visit_promise_record},
	{0},
};

enum { HANDLERS = STAFF | BIT(ROLE_HANDLER) };
static const struct right rights[] = {
	{"visit.mine", "查看自己的走访承诺", .here = MEMBERS},
	{"visit.read", "查看走访", .here = STAFF, .below = STAFF},
	{"visit.promises", "查看走访承诺", .here = STAFF, .below = STAFF, .party = BIT(PARTY_OWNER)},
	{"visit.write", "登记走访", .here = STAFF},
	{"visit.keep", "登记承诺兑现", .here = STAFF, .party = BIT(PARTY_OWNER)},
	{0},
};

#define SUM(name, text, unit, of, dated, in, ...)                                                  \
	{.key = name, .label = text, .unit_label = unit, .kind = MEASURE_SUM, .record = &of, .on = dated, .states = in, __VA_ARGS__}
enum { OWED = 1u << PROMISE_OPEN | 1u << PROMISE_KEPT | 1u << PROMISE_BROKEN };
static const struct measure measures[] = {
	SUM("visit.held", "走访", "次", visit_record, "held_on", 1u << VISIT_LOGGED, .list = "/visits?state=0", .help = "登记的走访，按走访日期计"),
	SUM("visit.problems", "走访听到的问题", "个", visit_record, "held_on", 1u << VISIT_LOGGED, .amount = "problems", .list = "/visits?state=0", .help = "按走访日期计"),
	SUM("visit.cost_marked", "写了理由列支的走访", "次", visit_record, "held_on", 1u << VISIT_LOGGED, .where = "cost_mark", .is = 1, .list = "/visits?cost_mark=1&state=0", .help = "支出超过标准、写了理由列支的，按走访日期计"),
	SUM("visit.promised", "到期的走访承诺", "项", visit_promise_record, "due", OWED, .list = "/promises?state=0,1,2", .help = "按期限计，撤销的不计"),
	SUM("visit.kept", "兑现的走访承诺", "项", visit_promise_record, "due", 1u << PROMISE_KEPT, .list = "/promises?state=1", .help = "已经兑现的，按期限计"),
	SUM("visit.kept_in_time", "按期兑现的走访承诺", "项", visit_promise_record, "due", 1u << PROMISE_KEPT, .where = "in_time", .is = 1,
	    .list = "/promises?in_time=1", .help = "在期限内兑现的，按期限计"),
	{.key = "visit.overdue", .label = "逾期未兑现的承诺", .unit_label = "项", .kind = MEASURE_STATE, .record = &visit_promise_record,
	 .states = 1u << PROMISE_OPEN, .past = "due", .list = "/promises?state=0&sort=due", .help = "过了期限还没有兑现的，到期次日自动计入"},
	{.key = "visit.kept_rate", .label = "走访承诺兑现率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "visit.kept", .den = "visit.promised",
	 .help = "兑现 ÷ 到期的承诺"},
	{0},
};

static const struct nav nav[] = {
	{"服务职工", "走访和承诺", ICON("walk"), "/m/visits", "visit.write", 286},
	{"服务职工", "走访", ICON("walk"), "/visits", "visit.read", 297},
	{"服务职工", "走访承诺", ICON("checklist"), "/promises", "visit.read", 298},
	{0},
};

static const struct flow *const flows[] = {&visit_flow, &visit_problem_flow, &visit_promise_flow, NULL};
static const char *const needs[] = {"matters", "appeals", "hazards", NULL};

const struct module mod_visits = {
	.name = "visits", .label = "走访和承诺", .flows = flows, .routes = routes, .rights = rights, .measures = measures, .policies = expense_policies, .nav = nav, .lists = lists, .needs = needs,
};
