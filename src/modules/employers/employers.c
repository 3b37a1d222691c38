/* The module: list, routes, rights, measures, policy. */
#include "kernel/derived.h"
#include "kernel/module.h"
#include "modules/employers/inside.h"

static const struct list_view views[] = {
	{"应建未建", "state=1&standing=1"}, {"只有组织员", "state=1&standing=4"}, {"不足 25 人未覆盖", "state=1&standing=2"}, {"已覆盖", "state=1&standing=3"},
	{"已注销或迁出", "state=2"}, {0}};

const struct list employer_list = {
	.name = "employers", .base = "/employers", .flow = &employer_flow, .read_right = "employer.read", .sort = "-staff", .views = views, .noun = "家",
	.cols = "name,uscc,area,staff,cover,standing",
	.empty = "还没有用人单位。从表格导入市场监管、社保提供的名单，或逐家登记。", .help = "区域内的用人单位：人数、工会覆盖；应建未建的在这里转为工会卡片。",
	.add = "/employers/new", .add_label = "登记用人单位", .imports = true, .undo = "gone", .check = employer_check,
};
static const struct list *const lists[] = {&employer_list, NULL};

static const struct derived pages = {
	.flow = &employer_flow, .base = "/employers", .read_right = "employer.read", .fill = employer_fits, .list = &employer_list,
};

static void get_list(struct req *r) { list_page(r, &employer_list); }
static void get_new(struct req *r) { derived_new(r, &pages); }
static void post_new(struct req *r) { derived_create(r, &pages); }
static void get_edit(struct req *r) { derived_edit(r, &pages, r->row); }
static void post_edit(struct req *r) { derived_save(r, &pages, r->row); }

static const struct route routes[] = {
	{METHOD_GET, "/employers", "employer.read", get_list, "用人单位名单：筛选、导入、导出"},
	{METHOD_GET, "/employers/coverage", "employer.read", get_coverage, "按区域的工会覆盖，每个数字通往名单"},
	{METHOD_GET, "/employers/new", "employer.edit", get_new, "登记用人单位的表单"},
	{METHOD_POST, "/employers", "employer.edit", post_new, "登记用人单位"},
	{METHOD_GET, "/employers/{id}", "employer.read", get_employer, "一家用人单位：情况、依据、工会卡片", .of = &employer_record},
	{METHOD_GET, "/employers/{id}/edit", "employer.edit", get_edit, "修改用人单位的表单", .of = &employer_record},
	{METHOD_POST, "/employers/{id}", "employer.edit", post_edit, "保存用人单位", .of = &employer_record},
	{METHOD_POST, "/employers/{id}/due", "employer.edit", post_employer_due, "登记为应建会单位，生成工会卡片", .of = &employer_record},
	{0},
};

static const struct right rights[] = {
	{"employer.read", "查看用人单位", .below = STAFF},
	{"employer.edit", "登记用人单位", .below = STAFF},
	{0},
};

static const struct policy policies[] = {
	{"employer.staff", "应当建会的职工人数（估计会员数）", "人", 25, POLICY_BY_UNIT, "《工会法》第十一条以会员二十五人为准；未建会的按职工人数估计", 'C'},
	{0},
};

#define COUNTED(k, text, ...)                                                                      \
	{                                                                                          \
		.key = k, .label = text, .unit_label = "家", .kind = MEASURE_STATE, .record = &employer_record, .states = 1u << EMPLOYER_OPEN, __VA_ARGS__ \
	}
static const struct measure measures[] = {
	COUNTED("employer.all", "用人单位", .list = "/employers?state=1", .help = "登记在册、在营的用人单位"),
	COUNTED("employer.reached", "工会覆盖的用人单位", .where = "reached", .is = 1, .list = "/employers?state=1&cover=2,3,4", .help = "单独建会、加入联合工会或选举组织员的"),
	COUNTED("employer.due", "应建未建的用人单位", .where = "standing", .is = STANDING_DUE, .list = "/employers?state=1&standing=1", .help = "职工 25 人以上、没有工会的"),
	{.key = "employer.coverage", .label = "用人单位工会覆盖率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "employer.reached", .den = "employer.all",
	 .list = "/employers/coverage", .help = "工会覆盖的用人单位 ÷ 在营用人单位"},
	{0},
};

static const struct nav nav[] = {
	{"组织与保障", "用人单位", ICON("building"), "/employers", "employer.read", 801},
	{"组织与保障", "工会覆盖", ICON("chart-bar"), "/employers/coverage", "employer.read", 801},
	{0},
};

static const struct flow *const flows[] = {&employer_flow, NULL};
static const char *const needs[] = {"unions", "committees", NULL};

const struct module mod_employers = {
	.name = "employers", .label = "用人单位", .flows = flows, .lists = lists, .routes = routes, .rights = rights, .policies = policies,
	.measures = measures, .nav = nav, .needs = needs, .heard = employer_heard,
};
