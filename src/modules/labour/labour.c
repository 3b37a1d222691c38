/* The module: routes, rights, policies, measures. */
#include "http/icon.h"
#include "kernel/files.h"
#include "kernel/module.h"
#include "modules/labour/inside.h"

static const struct route routes[] = {
	{METHOD_GET, "/labour/officers", "labour_officer.read", get_labour_officers, "监督员、调解员、信息员名册"},
	{METHOD_GET, "/labour/officers/new", "labour_officer.edit", get_labour_officer_new, "登记监督员、调解员、信息员的表单"},
	{METHOD_POST, "/labour/officers", "labour_officer.edit", post_labour_officer_new, "登记监督员、调解员、信息员"},
	{METHOD_GET, "/labour/officers/{id}", "labour_officer.read", get_labour_officer, "名册中的一人", .of = &labour_officer_record},
	{METHOD_GET, "/labour/officers/{id}/edit", "labour_officer.edit", get_labour_officer_edit, "修改名册的表单", .of = &labour_officer_record},
	{METHOD_POST, "/labour/officers/{id}", "labour_officer.edit", post_labour_officer_edit, "修改名册", .of = &labour_officer_record},
	{METHOD_GET, "/labour/cases/new", "labour.sort", get_labour_case_new, "登记监督案件的表单"},
	{METHOD_POST, "/labour/cases", "labour.sort", post_labour_case_new, "登记监督案件"},
	{METHOD_POST, "/labour/cases/{id}/files", "labour.handle", post_labour_case_files, "上传案件材料", .of = &labour_case_record, .prepare = files_prepare,
	 .body = FILES_BODY},
	{METHOD_GET, "/labour/cases/{id}/letters/new", "labour_letter.draft", get_labour_letter_new, "起草提示函、意见书、建议书的表单", .of = &labour_case_record},
	{METHOD_POST, "/labour/cases/{id}/letters", "labour_letter.draft", post_labour_letter_new, "起草监督文书", .of = &labour_case_record},
	MATTER_ROUTES("/labour/cases", "labour", ".list", labour_case_record, "监督案件", get_labour_cases, get_labour_case, post_labour_case),
	{METHOD_GET, "/labour/letters/{id}", "labour_letter.read", get_labour_letter, "一份监督文书", .of = &labour_letter_record},
	{METHOD_GET, "/labour/letters/{id}/print/{word}", "labour_letter.read", get_labour_letter_print, "监督文书和送达回执的 docx 和 pdf", ROUTE_SLOW,
	 .of = &labour_letter_record},
	{METHOD_POST, "/labour/letters/{id}/{word}", "labour_letter.read", post_labour_letter, "签发、送达、答复", .of = &labour_letter_record},
	{0},
};

static const struct right rights[] = {
	{"labour_officer.read", "查看监督员、调解员、信息员名册", .here = MEMBERS, .above = MEMBERS, .below = STAFF},
	{"labour_officer.edit", "登记监督员、调解员、信息员", .here = STAFF},
	{"labour.list", "查看监督案件列表", .here = STAFF, .below = HEADS},
	{"labour.read", "查看监督案件", .here = STAFF, .below = HEADS, .party = BIT(PARTY_OWNER)},
	MATTER_RIGHTS("labour", "监督案件", STAFF, STAFF),
	{"labour_letter.draft", "起草监督文书", .here = STAFF, .party = BIT(PARTY_OWNER)},
	{"labour_letter.read", "查看监督文书", .here = STAFF, .below = HEADS},
	{"labour_letter.write", "送达监督文书、记录答复", .here = STAFF},
	{"labour_letter.sign", "签发监督文书", .here = HEADS},
	{0},
};

#define JIANGSU(article) "《江苏省工会劳动法律监督条例》" article "（江苏省内；其他省份参照）"
static const struct policy policies[] = {
	{"labour.accept_days", "监督线索受理和告知的期限", "个工作日", 5, POLICY_BY_UNIT, "《浙江省工会劳动法律监督条例》第十七条（浙江省内；其他省份参照）", 'A'},
	{"labour.inquiry_days", "监督调查的期限", "个工作日", 15, POLICY_BY_UNIT, "通行做法；" JIANGSU("第十七条") "只要求及时调查", 'C'},
	{"labour.case_days", "监督案件结案的期限", "个工作日", 60, POLICY_BY_UNIT, "工会系统通行做法", 'C'},
	{"labour.extension", "监督调查最多延长", "天", 15, POLICY_BY_UNIT, "工会系统通行做法", 'C'},
	{"labour.hint_days", "提示函答复期限", "个工作日", 15, POLICY_BY_UNIT, "“一函两书”的通行做法，各地不一", 'C'},
	{"labour.opinion_days", "意见书答复期限", "个工作日", 15, POLICY_BY_UNIT, JIANGSU("第二十条"), 'A'},
	{"labour.advice_days", "建议书立案期限", "个工作日", 5, POLICY_BY_UNIT, JIANGSU("第二十三条"), 'A'},
	{"labour.officer_near", "监督员、调解员证书和任期到期提醒", "日", 30, POLICY_BY_UNIT, "工会系统通行做法", 'C'},
	{0},
};

#define CASE(k, text, ...) {.key = "labour." k, .label = text, .unit_label = "件", .record = &labour_case_record, .list = "/labour/cases", __VA_ARGS__}
#define LETTER(k, which, text)                                                                      \
	{.key = "labour_letter." k, .label = "发出" text, .unit_label = "份", .kind = MEASURE_SUM, .record = &labour_letter_record, .on = "signed_on", \
	 .states = 1u << LETTER_SIGNED | 1u << LETTER_SERVED | 1u << LETTER_ANSWERED | 1u << LETTER_LAPSED, .where = "kind", .is = (which), .help = "按签发日期计"}
#define IN_HAND (MATTER_OPEN | 1u << MATTER_CHECK | 1u << MATTER_KEPT)
static const struct measure measures[] = {
	CASE("filed", "监督案件", .kind = MEASURE_SUM, .on = "received_on", .states = IN_HAND | 1u << MATTER_CLOSED, .help = "按收到日期计，不予受理和并入的不计"),
	CASE("closed", "监督案件结案", .kind = MEASURE_SUM, .on = "closed_on", .states = 1u << MATTER_CLOSED, .help = "各步齐全、由别人核查后结案的，按结案日期计"),
	CASE("in_time", "监督案件按期结案", .kind = MEASURE_SUM, .on = "closed_on", .states = 1u << MATTER_CLOSED, .where = "in_time", .is = 1,
	     .help = "结案日期不晚于应结案日期"),
	CASE("open", "在办监督案件", .kind = MEASURE_STATE, .states = IN_HAND, .help = "还没有结案的"),
	CASE("overdue", "逾期监督案件", .kind = MEASURE_STATE, .states = MATTER_OPEN, .past = "due", .help = "受理、调查或者用人单位答复过了期限，到期次日自动计入"),
	{.key = "labour.in_time_rate", .label = "监督案件按期结案率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "labour.in_time", .den = "labour.closed",
	 .help = "按期结案 ÷ 结案"},
	LETTER("hint", LETTER_HINT, "提示函"),
	LETTER("opinion", LETTER_OPINION, "意见书"),
	LETTER("advice", LETTER_ADVICE, "建议书"),
	{.key = "labour_officer.active", .label = "在任劳动法律监督员", .unit_label = "人", .kind = MEASURE_STATE, .record = &labour_officer_record,
	 .list = "/labour/officers?kind=1", .states = 1u << OFFICER_ACTIVE, .where = "kind", .is = OFFICER_SUPERVISOR, .help = "在任的劳动法律监督员"},
	{0},
};

static const struct nav nav[] = {
	{"民主管理", "劳动法律监督", ICON("gavel"), "/labour/cases", "labour.list", 260},
	{"民主管理", "劳动关系人员", ICON("user-shield"), "/labour/officers", "labour_officer.edit", 268},
	{0},
};

static const struct flow *const flows[] = {&labour_officer_flow, &labour_case_flow, &labour_letter_flow, NULL};
static const struct list *const lists[] = {&labour_officer_list, &labour_case_list, NULL};
static const char *const needs[] = {"matters", NULL};

const struct module mod_labour = {
	.name = "labour", .label = "劳动关系", .flows = flows, .routes = routes, .rights = rights, .measures = measures, .policies = policies, .nav = nav,
	.lists = lists, .needs = needs,
};
