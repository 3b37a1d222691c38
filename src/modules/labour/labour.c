/* The module: routes, rights, policies, measures. */
#include <string.h>

#include "http/icon.h"
#include "kernel/files.h"
#include "kernel/module.h"
#include "kernel/schema.h"
#include "kernel/unit.h"
#include "labour.sql.h"
#include "modules/labour/inside.h"

extern const char labour_schema[]; /* schema.sql */

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
	MATTER_ROUTES("/labour/cases", "labour.list", "labour.read", labour_case_record, "监督案件", get_labour_cases, get_labour_case, post_labour_case),
	{METHOD_GET, "/labour/letters", "labour.list", get_labour_letters, "监督文书列表"},
	{METHOD_GET, "/labour/letters/{id}", "labour_letter.read", get_labour_letter, "一份监督文书", .of = &labour_letter_record},
	{METHOD_GET, "/labour/letters/{id}/edit", "labour_letter.draft", get_labour_letter_edit, "修改没有签发的文书的表单", .of = &labour_letter_record},
	{METHOD_POST, "/labour/letters/{id}", "labour_letter.draft", post_labour_letter_edit, "修改没有签发的文书", .of = &labour_letter_record},
	{METHOD_GET, "/labour/letters/{id}/print/{word}", "labour_letter.read", get_labour_letter_print, "监督文书和送达回执的 docx 和 pdf", ROUTE_SLOW,
	 .of = &labour_letter_record},
	{METHOD_POST, "/labour/letters/{id}/{word}", "labour_letter.read", post_labour_letter, "签发、送达、答复", .of = &labour_letter_record},
	{METHOD_GET, "/m/mediation", "mediation.submit", get_my_mediation, "手机：申请劳动争议调解，我的申请"},
	{METHOD_POST, "/m/mediation", "mediation.submit", post_my_mediation, "手机：提交调解申请"},
	{METHOD_GET, "/m/mediations/{id}", "mediation.read", get_mediation_track, "手机：调解进度", .of = &mediation_record},
	{METHOD_POST, "/m/mediations/{id}/{word}", "mediation.read", post_mediation_track, "手机：补充、撤回", .of = &mediation_record},
	{METHOD_GET, "/labour/mediations/new", "mediation.desk", get_mediation_new, "登记调解申请的表单"},
	{METHOD_POST, "/labour/mediations", "mediation.desk", post_mediation_new, "登记调解申请"},
	{METHOD_POST, "/labour/mediations/{id}/files", "mediation.handle", post_mediation_files, "上传调解材料", .of = &mediation_record, .prepare = files_prepare,
	 .body = FILES_BODY},
	{METHOD_GET, "/labour/mediations/{id}/print/{word}", "mediation.read", get_mediation_print, "调解笔录、调解协议书、不予受理和调解不成告知书的 docx 和 pdf", ROUTE_SLOW,
	 .of = &mediation_record},
	MATTER_ROUTES("/labour/mediations", "mediation.list", "mediation.read", mediation_record, "调解", get_mediations, get_mediation, post_mediation),
	{METHOD_GET, "/labour/risks", "labour_risk.list", get_labour_risks, "劳动关系风险列表"},
	{METHOD_GET, "/labour/risks/new", "labour_risk.report", get_labour_risk_new, "报告风险的表单"},
	{METHOD_GET, "/m/risk", "labour_risk.report", get_labour_risk_new, "手机：信息员报告风险"},
	{METHOD_POST, "/labour/risks", "labour_risk.report", post_labour_risk_new, "报告一件风险"},
	{METHOD_GET, "/labour/risks/{id}", "labour_risk.read", get_labour_risk, "一件风险", .of = &labour_risk_record},
	{METHOD_GET, "/labour/risks/{id}/print/{word}", "labour_risk.read", get_labour_risk_print, "风险报告的 docx 和 pdf", ROUTE_SLOW, .of = &labour_risk_record},
	{METHOD_POST, "/labour/risks/{id}/{word}", "labour_risk.handle", post_labour_risk, "定级、处置、销号", .of = &labour_risk_record},
	{METHOD_GET, "/labour/periods", "alert_period.read", get_alert_periods, "特殊时段列表"},
	{METHOD_GET, "/labour/periods/new", "alert_period.edit", get_alert_period_new, "登记特殊时段的表单"},
	{METHOD_POST, "/labour/periods", "alert_period.edit", post_alert_period_new, "登记特殊时段"},
	{METHOD_GET, "/labour/periods/{id}", "alert_period.read", get_alert_period, "一个特殊时段：每天谁报了、谁没有报", .of = &alert_period_record},
	{METHOD_GET, "/labour/periods/{id}/print/{word}", "alert_period.read", get_alert_period_print, "零报告情况表的 docx 和 pdf", ROUTE_SLOW, .of = &alert_period_record},
	{METHOD_GET, "/labour/periods/{id}/edit", "alert_period.edit", get_alert_period_edit, "修改特殊时段的表单", .of = &alert_period_record},
	{METHOD_POST, "/labour/periods/{id}", "alert_period.edit", post_alert_period_edit, "修改特殊时段", .of = &alert_period_record},
	{METHOD_POST, "/labour/periods/{id}/urge", "alert_period.edit", post_alert_period_urge, "催没有报告的工会", .of = &alert_period_record},
	{METHOD_GET, "/labour/zeros", "zero.read", get_zero_reports, "零报告列表"},
	{METHOD_GET, "/labour/zeros/{id}", "zero.read", get_zero_report, "一条零报告", .of = &zero_report_record},
	{METHOD_GET, "/m/zero", "zero.report", get_zero_phone, "手机：零报告"},
	{METHOD_POST, "/m/zero/{id}/{word}", "zero.report", post_zero_phone, "手机：今日无异常、有情况、撤回重报", .of = &zero_report_record},
	{METHOD_GET, "/m/aid", "legal_aid.submit", get_my_aid, "手机：申请法律援助，我的申请"},
	{METHOD_POST, "/m/aid", "legal_aid.submit", post_my_aid, "手机：提交法律援助申请"},
	{METHOD_GET, "/m/aids/{id}", "legal_aid.read", get_aid_track, "手机：法律援助进度", .of = &legal_aid_record},
	{METHOD_POST, "/m/aids/{id}/{word}", "legal_aid.read", post_aid_track, "手机：补充、撤回", .of = &legal_aid_record},
	{METHOD_GET, "/labour/aids/new", "legal_aid.desk", get_aid_desk, "登记法律援助申请的表单"},
	{METHOD_POST, "/labour/aids", "legal_aid.desk", post_aid_desk, "登记法律援助申请"},
	{METHOD_GET, "/labour/aids/{id}/print/{word}", "legal_aid.read", get_aid_print, "申请表、指派函或转介函、不予援助告知书的 docx 和 pdf", ROUTE_SLOW,
	 .of = &legal_aid_record},
	{METHOD_POST, "/labour/aids/{id}/files", "legal_aid.read", post_aid_files, "上传法律援助材料", .of = &legal_aid_record, .prepare = files_prepare, .body = FILES_BODY},
	MATTER_ROUTES("/labour/aids", "legal_aid.list", "legal_aid.read", legal_aid_record, "法律援助", get_legal_aids, get_legal_aid, post_legal_aid),
	{METHOD_GET, "/labour/checkups", "checkup.list", get_labour_checkups, "法治体检列表"},
	{METHOD_GET, "/labour/checkups/new", "checkup.edit", get_labour_checkup_new, "安排法治体检的表单"},
	{METHOD_POST, "/labour/checkups", "checkup.edit", post_labour_checkup_new, "安排法治体检"},
	{METHOD_GET, "/labour/checkups/{id}", "checkup.list", get_labour_checkup, "一次法治体检：清单、问题、整改、复查", .of = &labour_checkup_record},
	{METHOD_POST, "/labour/checkups/{id}/items", "checkup.edit", post_labour_checkup_items, "保存体检清单", .of = &labour_checkup_record},
	{METHOD_POST, "/labour/checkups/{id}/fix", "checkup.edit", post_labour_checkup_fix, "记录一个问题的整改", .of = &labour_checkup_record},
	{METHOD_POST, "/labour/checkups/{id}/confirm", "checkup.edit", post_labour_checkup_confirm, "复查一个问题", .of = &labour_checkup_record},
	{METHOD_GET, "/labour/checkups/{id}/print/{word}", "checkup.list", get_labour_checkup_print, "体检报告的 docx 和 pdf", ROUTE_SLOW, .of = &labour_checkup_record},
	{0},
};

enum { HELD = BIT(PARTY_LEAD) | BIT(PARTY_OWNER) }; /* the unit that has it, or who was made to handle it */
static const struct right rights[] = {
	{"labour_officer.read", "查看监督员、调解员、信息员名册", .here = MEMBERS, .above = MEMBERS, .below = STAFF},
	{"labour_officer.edit", "登记监督员、调解员、信息员", .here = STAFF},
	{"labour.list", "查看监督案件列表", .here = STAFF, .below = HEADS},
	{"labour.read", "查看监督案件", .here = STAFF, .below = HEADS, .party = BIT(PARTY_OWNER)},
	MATTER_RIGHTS("labour", "监督案件", STAFF, HELD, STAFF),
	{"labour_letter.draft", "起草监督文书", .here = STAFF, .party = BIT(PARTY_OWNER)},
	{"labour_letter.read", "查看监督文书", .here = STAFF, .below = HEADS, .party = BIT(PARTY_OWNER)},
	{"labour_letter.write", "送达监督文书、记录答复", .here = STAFF},
	{"labour_letter.sign", "签发监督文书", .here = HEADS},
	{"mediation.submit", "申请劳动争议调解", .here = MEMBERS},
	{"mediation.list", "查看调解列表", .here = STAFF},
	{"mediation.desk", "登记调解申请", .here = HEADS},
	{"mediation.read", "查看调解", .here = HEADS, .party = BIT(PARTY_AUTHOR) | BIT(PARTY_OWNER) | BIT(PARTY_INVITED)},
	MATTER_RIGHTS("mediation", "调解", HEADS, HELD, HEADS),
	{"legal_aid.submit", "申请法律援助", .here = MEMBERS},
	{"legal_aid.list", "查看法律援助列表", .here = STAFF},
	{"legal_aid.desk", "登记法律援助申请", .here = STAFF},
	{"legal_aid.read", "查看法律援助", .here = HEADS, .party = BIT(PARTY_AUTHOR) | BIT(PARTY_OWNER) | BIT(PARTY_INVITED)},
	{"legal_aid.author", "提出人办理自己的法律援助", .party = BIT(PARTY_AUTHOR)},
	{"legal_aid.urge", "催办法律援助", .here = STAFF, .party = BIT(PARTY_AUTHOR)},
	{"legal_aid.sort", "审查法律援助、指派律师", .here = HEADS}, /* not by who only took it down or goes along */
	{"legal_aid.handle", "办理法律援助", .here = HEADS, .party = BIT(PARTY_OWNER)},
	{"legal_aid.close", "核查和办结法律援助", .here = HEADS},
	{"labour_risk.list", "查看劳动关系风险列表", .here = STAFF, .below = HEADS},
	{"labour_risk.read", "查看劳动关系风险", .here = STAFF, .below = HEADS, .party = BIT(PARTY_AUTHOR)},
	{"labour_risk.report", "报告劳动关系风险", .here = MEMBERS},
	{"labour_risk.handle", "处置劳动关系风险", .here = STAFF},
	{"checkup.list", "查看法治体检", .here = STAFF, .below = HEADS},
	{"checkup.edit", "办理法治体检", .here = STAFF},
	{"alert_period.read", "查看特殊时段", .here = STAFF, .below = HEADS},
	{"alert_period.edit", "宣布特殊时段", .here = STAFF},
	{"zero.read", "查看零报告", .here = STAFF, .below = STAFF},
	{"zero.report", "零报告", .here = MEMBERS, .above = MEMBERS},
	{"zero.staff", "代表本工会零报告", .here = STAFF},
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
	{"mediation.accept_days", "调解申请受理的期限", "个工作日", 3, POLICY_BY_UNIT, "《企业劳动争议协商调解规定》", 'B'},
	{"mediation.days", "受理后调解结束的期限", "日", 15, POLICY_BY_UNIT, "《企业劳动争议协商调解规定》：自受理之日起十五日内结束，双方同意可以延长", 'B'},
	{"mediation.extension", "双方同意的调解最多延长", "天", 15, POLICY_BY_UNIT, "工会系统通行做法；规定没有写天数", 'C'},
	{"mediation.arbitrate_days", "收到申请后未达成协议可以申请仲裁", "日", 15, POLICY_HARD, "《劳动争议调解仲裁法》第十四条", 'A'},
	{"mediation.confirm_days", "申请司法确认的期限", "日", 30, POLICY_BY_UNIT, "《民事诉讼法》关于确认调解协议案件的规定", 'M'},
	{"mediation.limit_years", "申请仲裁的时效", "年", 1, POLICY_BY_UNIT, "《劳动争议调解仲裁法》第二十七条", 'M'},
	{"legal_aid.days", "法律援助申请审查期限", "日", 7, POLICY_BY_UNIT, "《法律援助法》第四十三条（工会援助参照）", 'A'},
	{"legal_aid.appoint_days", "法律援助指派期限", "日", 3, POLICY_BY_UNIT, "《法律援助法》第四十三条（工会援助参照）", 'A'},
	{"legal_aid.follow_days", "法律援助多少天内记录一次进展", "日", 30, POLICY_BY_UNIT, "通行做法；法律没有规定", 'C'},
	{"labour.risk_days", "一般风险处置期限", "个工作日", 15, POLICY_BY_UNIT, "工会系统通行做法", 'C'},
	{"labour.large_days", "较大风险处置期限", "个工作日", 5, POLICY_BY_UNIT, "工会系统通行做法", 'C'},
	{"labour.major_days", "重大风险处置期限", "个工作日", 3, POLICY_BY_UNIT, "工会系统通行做法", 'C'},
	{"labour.zero_hour", "当晚几点催没有零报告的", "点", 18, POLICY_BY_UNIT, "特殊时段零报告的通行做法", 'C'},
	{"labour.officer_near", "监督员、调解员证书和任期到期提醒", "日", 30, POLICY_BY_UNIT, "工会系统通行做法", 'C'},
	{0},
};

#define CASE(k, text, ...) {.key = "labour." k, .label = text, .unit_label = "件", .record = &labour_case_record, .list = "/labour/cases", __VA_ARGS__}
#define MEDIATION(k, text, ...) {.key = "mediation." k, .label = text, .unit_label = "件", .record = &mediation_record, .list = "/labour/mediations", __VA_ARGS__}
#define AID(k, text, ...) {.key = "legal_aid." k, .label = text, .record = &legal_aid_record, .list = "/labour/aids", __VA_ARGS__}
#define LETTER(k, which, text)                                                                      \
	{.key = "labour_letter." k, .label = "发出" text, .unit_label = "份", .kind = MEASURE_SUM, .record = &labour_letter_record, .list = "/labour/letters", .on = "signed_on", \
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
	MEDIATION("filed", "调解申请", .kind = MEASURE_SUM, .on = "received_on", .states = IN_HAND | 1u << MATTER_CLOSED | 1u << MATTER_REFUSED, .help = "按收到日期计，撤回的不计"),
	MEDIATION("closed", "调解结案", .kind = MEASURE_SUM, .on = "closed_on", .states = 1u << MATTER_CLOSED, .help = "按结案日期计"),
	MEDIATION("agreed", "调解成功", .kind = MEASURE_SUM, .on = "closed_on", .states = 1u << MATTER_CLOSED, .where = "result", .is = MEDIATION_AGREED,
		  .help = "签署了调解协议并结案的，按结案日期计"),
	MEDIATION("in_time", "按期结束调解", .kind = MEASURE_SUM, .on = "closed_on", .states = 1u << MATTER_CLOSED, .where = "in_time", .is = 1, .help = "在期限内达成协议或者终止的"),
	MEDIATION("kept", "调解协议已履行", .kind = MEASURE_SUM, .on = "closed_on", .states = 1u << MATTER_CLOSED, .where = "kept", .is = 1, .help = "核对已经履行的"),
	MEDIATION("open", "在办调解", .kind = MEASURE_STATE, .states = IN_HAND, .help = "还没有结案的"),
	MEDIATION("overdue", "逾期调解", .kind = MEASURE_STATE, .states = MATTER_OPEN, .past = "due", .help = "受理或者调解过了期限，到期次日自动计入"),
	{.key = "mediation.agreed_rate", .label = "调解成功率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "mediation.agreed", .den = "mediation.closed",
	 .help = "调解成功 ÷ 结案"},
	{.key = "mediation.in_time_rate", .label = "调解按期率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "mediation.in_time", .den = "mediation.closed",
	 .help = "按期结束 ÷ 结案"},
	AID("filed", "法律援助申请", .unit_label = "件", .kind = MEASURE_SUM, .on = "received_on", .states = IN_HAND | 1u << MATTER_CLOSED | 1u << MATTER_REFUSED, .help = "按收到日期计，撤回的不计"),
	AID("closed", "法律援助结案", .unit_label = "件", .kind = MEASURE_SUM, .on = "closed_on", .states = 1u << MATTER_CLOSED, .help = "按结案日期计"),
	AID("in_time", "按期指派律师的援助", .unit_label = "件", .kind = MEASURE_SUM, .on = "appointed_on", .states = 1u << MATTER_WORKING | 1u << MATTER_CHECK | 1u << MATTER_CLOSED,
	    .where = "in_time", .is = 1, .help = "在期限内指派律师的，按指派日期计"),
	AID("pleased", "得到支持的援助", .unit_label = "件", .kind = MEASURE_SUM, .on = "closed_on", .states = 1u << MATTER_CLOSED, .where = "pleased", .is = 1, .help = "和解、调解、仲裁或诉讼支持的"),
	AID("overdue", "逾期法律援助", .unit_label = "件", .kind = MEASURE_STATE, .states = MATTER_OPEN, .past = "due", .help = "审查、指派或者记录进展过了期限，到期次日自动计入"),
	{.key = "labour_risk.reported", .label = "劳动关系风险", .unit_label = "件", .kind = MEASURE_SUM, .record = &labour_risk_record, .list = "/labour/risks", .on = "reported_on",
	 .states = 1u << RISK_REPORTED | 1u << RISK_HANDLING | 1u << RISK_SETTLED | 1u << RISK_CLOSED, .help = "按报告日期计，不属风险的不计"},
	{.key = "labour_risk.closed", .label = "风险销号", .unit_label = "件", .kind = MEASURE_SUM, .record = &labour_risk_record, .list = "/labour/risks?state=4",
	 .on = "closed_on", .states = 1u << RISK_CLOSED, .help = "由报告、处置以外的人确认后销号，按销号日期计"},
	{.key = "labour_risk.overdue", .label = "逾期未处置风险", .unit_label = "件", .kind = MEASURE_STATE, .record = &labour_risk_record, .list = "/labour/risks?state=2&sort=due",
	 .states = 1u << RISK_HANDLING, .past = "due", .help = "过了处置期限，到期次日自动计入"},
	{.key = "labour_risk.major", .label = "未销号重大风险", .unit_label = "件", .kind = MEASURE_STATE, .record = &labour_risk_record, .list = "/labour/risks?level=3",
	 .states = 1u << RISK_HANDLING | 1u << RISK_SETTLED, .where = "level", .is = RISK_MAJOR, .help = "还没有销号的重大风险"},
	{.key = "zero.owed", .label = "应报零报告", .unit_label = "次", .kind = MEASURE_SUM, .record = &zero_report_record, .list = "/labour/zeros", .on = "held_on",
	 .states = 1u << ZERO_OWED | 1u << ZERO_QUIET | 1u << ZERO_INCIDENT, .help = "特殊时段里每家工会每天一次"},
	{.key = "zero.given", .label = "当日零报告", .unit_label = "次", .kind = MEASURE_SUM, .record = &zero_report_record, .list = "/labour/zeros", .on = "held_on",
	 .states = 1u << ZERO_QUIET | 1u << ZERO_INCIDENT, .where = "in_time", .is = 1, .help = "当天报告的，补报的不计"},
	{.key = "zero.rate", .label = "零报告完整率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "zero.given", .den = "zero.owed", .help = "当日零报告 ÷ 应报零报告"},
	{.key = "checkup.done", .label = "完成法治体检", .unit_label = "家次", .kind = MEASURE_SUM, .record = &labour_checkup_record, .list = "/labour/checkups?state=3", .on = "closed_on",
	 .states = 1u << CHECKUP_DONE, .help = "问题都整改、都复查了，按完成日期计"},
	{.key = "checkup.in_time", .label = "按期整改的法治体检", .unit_label = "家次", .kind = MEASURE_SUM, .record = &labour_checkup_record, .list = "/labour/checkups?state=3",
	 .on = "closed_on", .states = 1u << CHECKUP_DONE, .where = "in_time", .is = 1, .help = "每个问题都在整改期限内整改的"},
	{.key = "checkup.reported", .label = "出具体检报告", .unit_label = "份", .kind = MEASURE_SUM, .record = &labour_checkup_record, .list = "/labour/checkups", .on = "reported_on",
	 .states = 1u << CHECKUP_FIXING | 1u << CHECKUP_DONE, .help = "按报告日期计"},
	{.key = "checkup.findings", .label = "体检发现问题", .unit_label = "项", .kind = MEASURE_SUM, .record = &labour_checkup_record, .list = "/labour/checkups", .on = "reported_on",
	 .states = 1u << CHECKUP_FIXING | 1u << CHECKUP_DONE, .amount = "findings", .help = "报告里不符合的项目"},
	{.key = "checkup.overdue", .label = "整改逾期的体检", .unit_label = "家次", .kind = MEASURE_STATE, .record = &labour_checkup_record, .list = "/labour/checkups?state=2&sort=due",
	 .states = 1u << CHECKUP_FIXING, .past = "due", .help = "有问题过了整改期限还没有复查通过，到期次日自动计入"},
	{.key = "checkup.in_time_rate", .label = "体检问题按期整改率", .unit_label = "%", .kind = MEASURE_RATIO, .num = "checkup.in_time", .den = "checkup.done", .help = "按期整改 ÷ 完成法治体检"},
	{.key = "labour_officer.active", .label = "在任劳动法律监督员", .unit_label = "人", .kind = MEASURE_STATE, .record = &labour_officer_record,
	 .list = "/labour/officers?kind=1", .states = 1u << OFFICER_ACTIVE, .where = "kind", .is = OFFICER_SUPERVISOR, .help = "在任的劳动法律监督员"},
	{0},
};

/* Who works for a union reports, and its information officers do though they hold no post. */
static bool reports(struct req *r)
{
	return may_anywhere(r->who, right_of(r->app, "zero.staff")) || q_labour_officer_any(r->db, r->who->person, OFFICER_INFORMANT) != 0;
}

static const struct nav nav[] = {
	{"民主管理", "劳动法律监督", ICON("gavel"), "/labour/cases", "labour.list", 260},
	{"民主管理", "监督文书", ICON("file-text"), "/labour/letters", "labour.list", 260},
	{"民主管理", "劳动争议调解", ICON("scale"), "/labour/mediations", "mediation.list", 261},
	{"民主管理", "劳动关系风险", ICON("alert-octagon"), "/labour/risks", "labour_risk.list", 262},
	{"民主管理", "法治体检", ICON("checklist"), "/labour/checkups", "checkup.list", 264},
	{"民主管理", "特殊时段", ICON("clock"), "/labour/periods", "alert_period.read", 263},
	{"服务职工", "零报告", ICON("circle-check"), "/m/zero", "zero.report", 285, .offered = reports},
	{"服务职工", "报告风险", ICON("alert-octagon"), "/m/risk", "labour_risk.report", 285, .offered = reports},
	{"民主管理", "法律援助", ICON("user-shield"), "/labour/aids", "legal_aid.list", 265},
	{"服务职工", "申请法律援助", ICON("user-shield"), "/m/aid", "legal_aid.submit", 286},
	{"服务职工", "申请调解", ICON("scale"), "/m/mediation", "mediation.submit", 284},
	{"民主管理", "劳动关系人员", ICON("user-shield"), "/labour/officers", "labour_officer.edit", 268},
	{0},
};

/* The register shows the name that a person has now. */
static void heard(struct req *r, const struct record *record, const void *before, const void *row)
{
	const struct person_row *was = before, *is = row;
	if (record == &person_record && was && strcmp(was->name, is->name) != 0)
		q_labour_officer_renamed(r->db, is->id, is->name);
}

static const struct schema_step steps[] = {
	{"labour_officer: title is the name", .text = "update labour_officer set title = coalesce((select p.name from person p where p.id = labour_officer.person), '') where title = ''"},
	{0},
};

static const struct flow *const flows[] = {&labour_officer_flow, &labour_case_flow, &labour_letter_flow, &mediation_flow, &labour_risk_flow, &alert_period_flow, &zero_report_flow, &labour_checkup_flow, &legal_aid_flow, NULL};
static const struct list *const lists[] = {&labour_officer_list, &labour_case_list, &labour_letter_list, &mediation_list, &labour_risk_list, &alert_period_list, &zero_report_list, &labour_checkup_list, &legal_aid_list, NULL};
static const char *const needs[] = {"matters", NULL};

const struct module mod_labour = {
	.name = "labour", .label = "劳动关系", .flows = flows, .routes = routes, .rights = rights, .measures = measures, .policies = policies, .nav = nav,
	.lists = lists, .needs = needs, .schema = labour_schema, .steps = steps, .heard = heard,
};
